"""Bytes as text: a file that a person saved somewhere, in an encoding that it may not name."""

import re
from collections.abc import Callable, Iterable

#: Encodings that do not say which one they are; tried only against words that are known.
_SILENT = ("cp1252", "cp1251")
#: Signs that do not show, and that programs and web pages leave between letters.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
#: What stands for a hyphen or a minus in print, for ``str.translate``.
DASHES = dict.fromkeys(map(ord, "‐‑‒–−"), "-")
#: How a file begins, in small letters, that is no plain text, and what it is.
_NO_TEXT = {b"pk\x03\x04": "a workbook, or a document of a word processor",
            b"\xd0\xcf\x11\xe0": "a document of an office program",
            b"{\\rtf": "a document with styles (RTF)", b"%pdf": "a PDF",
            b"<!doctype html": "a web page", b"<html": "a web page"}
#: What is left of letters that an encoding did not have.
_LOST = re.compile(r"[\ufffd\x80-\x9f]|\?{3,}|(?<![^\s(*\"“‘])[^\W\d_]+\?[^\W\d_]"
                   r"|\b[À-ÿ]{5,}\b")
#: A Latin letter beside a Cyrillic one, which may look the same. (A Greek one: a formula.)
_TWO_ALPHABETS = re.compile(r"[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")
#: Encodings in which programs read UTF-8 by mistake, and what such a mistake is mostly made of:
#: accented letters and signs of print, or words in Cyrillic.
_MISTAKEN = ("cp1252", "cp1251", "cp1250", "mac_roman")
_MEANT = re.compile(r"[\u00a0-\u0177\u0179-\u017f\u2010-\u203a\u20ac\ufeff]+|[\u0400-\u045f]{2,}")
_NO_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_NOT_UTF_8 = ('is not saved as UTF-8, so letters such as é or й may be wrong. Save it again: from '
              'Excel as "CSV UTF-8"; from LibreOffice or an editor by Save As, with UTF-8 as the '
              "character set (LibreOffice asks for it where Edit filter settings is ticked).")
#: Gives the words outside ASCII that may stand in a file, when they are asked for.
Words = Callable[[], frozenset[str]]


class Unreadable(ValueError):
    """The file cannot be read at all; the message says why and what to do."""


def decoded(content: bytes, words: Words = frozenset) -> str:
    """The text of a file. ``words``: gives words outside ASCII that may stand in it.

    By them an encoding is known that does not say so: the one in which alone all such words are
    known. Signs that do not show are left out. Raises :class:`Unreadable`.
    """
    for beginning, kind in _NO_TEXT.items():
        if content.lstrip()[:20].lower().startswith(beginning):
            raise Unreadable(f"is no plain text but {kind}, whatever its name says. Open it in the "
                             "program that made it, and save it as plain text with UTF-8 as the "
                             'encoding, or a table as "CSV UTF-8".')
    text = _decoded(content, words)
    if "\0" in text:
        raise Unreadable(_NOT_UTF_8)
    return seen(text)


def seen(text: str) -> str:
    """A text without the signs that do not show."""
    return _UNSEEN.sub("", text)


def spoilt(text: str) -> str:
    """What a program did to the letters of a text, and what to do; "" if nothing is seen of it.

    Letters were lost, or UTF-8 was once read in another encoding: ???, Ã©, â€™.
    """
    if text.isascii() and "?" not in text:
        return ""  # most lines and cells: none of what follows can be in them
    if _LOST.search(text) or any(
            _misread(run, encoding) for run in _NO_ASCII.findall(text) for encoding in _MISTAKEN):
        return ("with letters that were lost, or read in another encoding. Take the file from "
                "before, open it as UTF-8, and save it as UTF-8.")
    if _TWO_ALPHABETS.search(text):
        return ("with a word in letters of two alphabets, such as a Cyrillic с for a Latin c. Type "
                "the word again.")
    return ""


def _misread(run, encoding):
    try:
        return bool(_MEANT.fullmatch(run.encode(encoding).decode("utf-8")))
    except UnicodeError:
        return False


def _decoded(content, words):
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                break
    known = words()
    fits = [text for text in _silent(content) if _foreign(text) <= known]
    if len(fits) == 1:
        return fits[0]
    raise Unreadable(_NOT_UTF_8)


def _silent(content):
    for encoding in _SILENT:
        try:
            yield content.decode(encoding)
        except UnicodeDecodeError:
            continue


def _foreign(text):
    """The words of a text that have a letter outside ASCII."""
    return {word for word in re.findall(r"\w+", text) if not word.isascii()}


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words outside ASCII in some texts, for ``read``."""
    return frozenset().union(*map(_foreign, texts))
