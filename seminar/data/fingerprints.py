"""A text that is known by its fingerprints, hashes of some of its runs of words, and not by heart.

The text cannot be read from them. Whoever has a copy, broken and hyphenated as it may be, can lay
it over them and learn which piece of the copy is which paragraph. ``widgets/fingerprints.js`` does
the same in a browser, step by step.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

RUN = 5  # words that are hashed together
EVERY, FEWEST, MOST = 8, 3, 12  # a fingerprint for so many words, and how many a paragraph has
APART = 100  # words between two hits of one paragraph: the head of a page may stand there
REACH = 60  # words looked through for a paragraph's edge where its own is damaged

_SPACE = r"[ \t\r\n\f\v\u00a0]"
# A note's mark is no word. In a word, apostrophes and what takes no room count for nothing; a
# hyphen joins, also over the end of a line, because nobody can tell there which kind it was.
_WORD = re.compile(r"\[[0-9]+\]|[^\W_](?:[^\W_]|[\u0300-\u036f\u200b-\u200d\u2060\ufeff'‘’‛ʼ`´]"
                   rf"|[-\u2010\u2011\u00ad]{_SPACE}*(?=[^\W_]))*")
_NO_LETTER = re.compile(r"[\W_]+|ʼ")
_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n|\f")
_STOP = re.compile(r"[.!?:]")
_SENTENCE_END = re.compile(r"[.!?]")
_OPENING = "“‘\"'(«["
_CLOSING = re.compile(r"[.,;:!?…)\]”’\"'»]*(?: ?\[[0-9]+\])*")


@dataclass(frozen=True)
class Passage:
    """A paragraph as it stands in a copy. ``whole``: its first and last words were recognised."""

    text: str
    whole: bool


def words(text):
    """The words of a text as (word, start, end): small letters and digits, of one form."""
    found = []
    for match in _WORD.finditer(text):
        word = _NO_LETTER.sub("", unicodedata.normalize("NFKC", match[0]).lower())
        if word and match[0][0] != "[":
            found.append((word, match.start(), match.end()))
    return found


def runs(text):
    """The hash of every run of words in a text, in order."""
    said = [word for word, _, _ in words(text)]
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


def lay_over(copy, known):
    """The paragraphs that a copy holds: paragraph -> :class:`Passage`, in the order of ``known``.

    ``known``: paragraph -> its fingerprints. A paragraph of which too little is there is left out.
    """
    found, chosen = words(copy), _best(_stretches(copy, known))
    cut = {}
    for before, stretch, after in zip([None, *chosen], chosen, [*chosen[1:], None]):
        cut[stretch.paragraph] = _passage(copy, found, before, stretch, after)
    return {paragraph: cut[paragraph] for paragraph in known if paragraph in cut}


@dataclass
class _Stretch:
    """Hits of one paragraph that follow each other. Start and end are words of the copy."""

    paragraph: str
    of_all: int  # how many fingerprints the paragraph has
    start: int
    end: int
    first: int  # which of the fingerprints was hit first
    last: int
    hits: int = 1

    @property
    def begins(self):
        return self.first == 0

    @property
    def ends(self):
        return self.last == self.of_all - 1


def _stretches(copy, known):
    where = {}
    for paragraph, numbers in known.items():
        numbers = numbers.split()
        for place, number in enumerate(numbers):
            where.setdefault(int(number, 16), []).append((paragraph, len(numbers), place))
    stretches, now = [], {}
    for at, number in enumerate(runs(copy)):
        for paragraph, of_all, place in where.get(number, ()):
            one = now.get(paragraph)
            if one and one.last < place and at - one.end <= APART:
                one.end, one.last, one.hits = at + RUN - 1, place, one.hits + 1
            else:
                now[paragraph] = _Stretch(paragraph, of_all, at, at + RUN - 1, place, place)
                stretches.append(now[paragraph])
    return stretches


def _best(stretches):
    """The stretch with the most hits of each paragraph that has enough, in the copy's order."""
    best = {}
    for each in stretches:
        other = best.get(each.paragraph)
        if each.hits >= max(2, each.of_all / 3) and (not other or each.hits > other.hits):
            best[each.paragraph] = each
    return sorted(best.values(), key=lambda each: each.start)


def _passage(copy, found, before, stretch, after):
    first, last = stretch.start, stretch.end
    if not stretch.begins:
        floor = before.end + 1 if before else 0
        first = _edge(copy, found, first, floor, -1, not before or before.ends)
    if not stretch.ends:
        ceiling = after.start - 1 if after else len(found) - 1
        last = _edge(copy, found, last, ceiling, 1, not after or after.begins)
    start, end = found[first][1], found[last][2]
    while start and copy[start - 1] in _OPENING:
        start -= 1
    end = _CLOSING.match(copy, end).end()
    return Passage(_as_read(copy[start:end]), stretch.begins and stretch.ends)


def _edge(copy, found, place, border, step, recognised):
    """The paragraph's edge, looked for from ``place`` to ``border``, back (step -1) or on (1).

    Best is a blank line after a full stop; then the border, where the neighbour's own edge was
    ``recognised``; then the end of a sentence; then any blank line, as round the head of a page.
    """
    near = range(place, place + step * min(max(step * (border - place), 0), REACH) + step, step)
    gaps = []
    for each in near:
        left, right = (each - 1, each) if step < 0 else (each, each + 1)
        gaps.append(copy[found[left][2] if left >= 0 else 0:
                         found[right][1] if right < len(found) else len(copy)])

    def nearest(*kinds):
        return next((each for each, gap in zip(near, gaps)
                     if all(kind.search(gap) for kind in kinds)), None)

    edges = (nearest(_BLANK_LINE, _STOP), border if recognised and near[-1] == border else None,
             nearest(_SENTENCE_END), nearest(_BLANK_LINE), place)
    return next(each for each in edges if each is not None)


def _as_read(text):
    """The text in one line: no soft hyphens, and nothing between a hyphen and the line's end."""
    text = re.sub(rf"\u00ad{_SPACE}*", "", text)
    text = re.sub(r"([-\u2010\u2011])[ \t\r]*\n[ \t\r\n]*", r"\1", text)
    return re.sub(rf"{_SPACE}+", " ", text).strip(" ")
