"""Errors that speak to a teacher: a notebook shows their sentences, and no traceback."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
                     "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")


class Told(Exception):
    """Something a reader or an instructor can put right. The message says what, where and how."""

    def _render_traceback_(self) -> list:
        """The lines that IPython shows in place of a traceback."""
        return str(self).splitlines()


class NotThere(Told, LookupError):
    """A name that lessons.md, a table or the sources do not have."""


def shown(text: object) -> str:
    """A line for a terminal or a page: signs that would act on it are shown by their number.

    Those are a terminal's escapes, line ends, and signs that reverse the direction or hide. The
    two that join letters and the pictures of a family stay.
    """
    return _ACTING.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", str(text))


def meant(name: str, known: Iterable) -> str:
    """The question whether ``name`` was meant for one of the ``known`` ones; "" if none is near."""
    near = get_close_matches(name, known, 1)
    return f'Did you mean "{near[0]}"?' if near else ""


def odd_sign(found: str) -> str:
    """Names a sign that may look like another, as a Cyrillic с does; "" if there is none."""
    odd = next((sign for sign in found if not sign.isascii()), "")
    if odd and (odd.isdigit() or any(sign.isascii() and sign.isalnum() for sign in found)):
        name = unicodedata.name(odd, "a strange sign").capitalize()
        return f'Its "{odd}" is the sign "{name}".'
    return ""
