"""Bytes as text: a file that a person saved somewhere, in an encoding that it may not name."""

import re

#: Encodings that do not say which one they are; tried only against words that are known.
_SILENT = ("cp1252", "cp1251")


class Unreadable(ValueError):
    """The file cannot be read at all; the message says why and what to do."""


def decoded(content, words=frozenset):
    """The text of a file. ``words``: gives words outside ASCII that may stand in it.

    By them an encoding is known that does not say so: the one in which alone all such words are
    known. Raises :class:`Unreadable`.
    """
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
    raise Unreadable('is not saved as UTF-8, so letters such as é or й may be wrong. Save it '
                     'again: from Excel as "CSV UTF-8"; from LibreOffice or an editor by Save As, '
                     "with UTF-8 as the character set (LibreOffice asks for it where Edit filter "
                     "settings is ticked).")


def _silent(content):
    for encoding in _SILENT:
        try:
            yield content.decode(encoding)
        except UnicodeDecodeError:
            continue


def _foreign(text):
    """The words of a text that have a letter outside ASCII."""
    return {word for word in re.findall(r"\w+", text) if not word.isascii()}


def known_words(texts):
    """The words outside ASCII in some texts, for ``read``."""
    return frozenset().union(*map(_foreign, texts))
