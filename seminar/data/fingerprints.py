"""A text that is known by its fingerprints, hashes of some of its runs of words, and not by heart.

They are made here; the text cannot be read from them. Whoever has a copy, broken and hyphenated as
it may be, lays it over them in a page: ``widgets/fingerprints.js`` has the same words and hashes,
and finds which piece of the copy is which paragraph.
"""

import re
import unicodedata
from collections import Counter

RUN = 5  # words that are hashed together
EVERY, FEWEST, MOST = 8, 3, 12  # a fingerprint for so many words, and how many a paragraph has

_SPACE = r"[ \t\r\n\f\v\u00a0]"
# A note's mark is no word. In a word, apostrophes and what takes no room count for nothing; a
# hyphen joins, also over the end of a line, because nobody can tell there which kind it was.
_WORD = re.compile(r"\[[0-9]+\]|[^\W_](?:[^\W_]|[\u0300-\u036f\u200b-\u200d\u2060\ufeff'‘’‛ʼ`´]"
                   rf"|[-\u2010\u2011\u00ad]{_SPACE}*(?=[^\W_]))*")
_NO_LETTER = re.compile(r"[\W_]+|ʼ")


def words(text):
    """The words of a text: small letters and digits, of one form."""
    found = (_NO_LETTER.sub("", unicodedata.normalize("NFKC", written).lower())
             for written in _WORD.findall(text) if written[0] != "[")
    return list(filter(None, found))


def runs(text):
    """The hash of every run of words in a text, in order."""
    said = words(text)
    return [_fnv1a(" ".join(said[at:at + RUN])) for at in range(len(said) - RUN + 1)]


def _fnv1a(text):
    """FNV-1a, 32 bits, over UTF-8: the same on every computer and in every language."""
    number = 0x811C9DC5
    for byte in text.encode("utf-8"):
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return number


def fingerprints(paragraphs):
    """The fingerprints of each paragraph, in its order, as hexadecimal numbers in one line.

    Its first and its last run, which tell where it begins and ends. Between them, of the runs that
    no other paragraph has, the smallest hash in each of several equal stretches.
    """
    hashed = [runs(text) for text in paragraphs]
    seen = Counter(number for each in hashed for number in each)
    return [" ".join(f"{number:08x}" for number in _chosen(numbers, seen)) for numbers in hashed]


def _chosen(numbers, seen):
    count = min(max(len(numbers) // EVERY, FEWEST), MOST) - 2
    inner = [number for number in numbers[1:-1] if seen[number] == 1]
    if len(inner) < count:
        return numbers
    cuts = [len(inner) * part // count for part in range(count + 1)]
    return [numbers[0], *(min(inner[a:b]) for a, b in zip(cuts, cuts[1:])), numbers[-1]]
