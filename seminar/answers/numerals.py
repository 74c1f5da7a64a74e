"""Reading a number as a person types it: "21,9", "22 percent", "1 500".

The page's script reads it alike (numerals.js); one table of cases holds both.
"""

import re
import unicodedata

LONGEST = 60  # characters; what is longer is no number

_PERCENT = (r"per\s*cent", "pct", "%")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = _WIDE | {code: "-" for code in [*range(0x2010, 0x2016), 0x2212]} | {
    code: "'" for code in (0x2018, 0x2019, 0x2BC, 0xB4, 0x60, 0x66C)} | {
    0x66B: ".", 0x60C: ",", 0x66A: "%"}
_ONE = re.compile(r"(?P<spaced>\d{1,3}(?:[ ']\d{3})+)(?:[.,](?P<part>\d+))?"
                  r"|(?P<commas>\d{1,3}(?:,\d{3})+)\.(?P<part2>\d+)"
                  r"|(?P<points>\d{1,3}(?:\.\d{3})+),(?P<part3>\d+)"
                  r"|(?P<whole>\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}|\d+\.?)")
_PARTED = re.compile(r"(\d*)[.,](\d+)")
_OR_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


def read(typed, unit=""):
    """What was typed, as figures with a point before the parts: a list.

    It is empty where nothing can be read, and has two where a comma can stand before parts or
    between thousands: "21,875" is 21.875 or 21875. ``unit`` may stand behind the number.
    """
    if len(typed) > LONGEST + len(unit):
        return []
    text = _unit_at_the_end(unit).sub("", _in_ascii(typed))
    minus = text.startswith("-")
    figures = text[1:].removeprefix(" ") if text.startswith(("-", "+")) else text
    return [f"-{each}" if minus else each for each in _meanings(figures)]


def _in_ascii(text):
    """The same text in ASCII, as far as numbers need it."""
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
                   for sign in _UNSEEN.sub("", text))
    return " ".join(text.translate(_SIGNS).split()).lower()


def _unit_at_the_end(unit):
    """What a text may end with besides the figures: its unit, however it is spaced."""
    unit = _in_ascii(unit)
    names = [re.escape(unit).replace(r"\ ", r"\s*")] if unit else []
    if any(re.fullmatch(each, unit) for each in _PERCENT):
        names += _PERCENT
    return re.compile(rf"(?:\s*(?:{'|'.join(names)})\.?)+\Z" if names else r"(?!)")


def _meanings(figures):
    """The number that figures and separators mean: none, one, or two where it can be either."""
    if one := _ONE.fullmatch(figures):
        whole = one["spaced"] or one["commas"] or one["points"] or one["whole"]
        return [_plain(whole, one["part"] or one["part2"] or one["part3"])]
    parted = _PARTED.fullmatch(figures)
    if not parted:
        return []
    plain = [_plain(parted[1], parted[2])]
    return plain + [_plain(parted[1] + parted[2])] if _OR_THOUSANDS.fullmatch(figures) else plain


def _plain(whole, part=None):
    return (re.sub(r"\D", "", whole).lstrip("0") or "0") + (f".{part}" if part else "")
