"""Colours that pass: each with a marker, a line style and a hatch, so that none stands alone.

Measured for contrast, for three kinds of colour blindness and in grey; a test measures again.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """How one series is drawn. ``marker``, ``line`` and ``hatch`` are matplotlib's words."""

    colour: str
    marker: str
    line: object
    hatch: str


#: Six series that stay apart in colour, in grey and in print. Style 1 is ``STYLES[1]``.
STYLES = {
    1: Style("#117DE4", "o", "-", ""),
    2: Style("#481723", "s", "--", "//"),
    3: Style("#7C4C0C", "^", "-.", ".."),
    4: Style("#303394", "D", ":", "xx"),
    5: Style("#779836", "P", (0, (8, 3)), "--"),
    6: Style("#4C7471", "v", (0, (5, 2, 1, 2, 1, 2)), "\\\\"),
}

#: The same markers as SVG paths round 0,0, some 20 pixels wide.
OUTLINES = {
    "o": "M0-9A9 9 0 1 1 0 9A9 9 0 1 1 0-9Z",
    "s": "M-8-8H8V8H-8Z",
    "^": "M0-10 9.5 7H-9.5Z",
    "D": "M0-11 11 0 0 11-11 0Z",
    "P": "M-4-10H4V-4H10V4H4V10H-4V4H-10V-4H-4Z",
    "v": "M0 10 9.5-7H-9.5Z",
}

BODY = "#1A1A1A"
CAPTION = "#595959"
AXIS = "#8A8A8A"
GRID = "#D0D0D0"
GROUND = "#FFFFFF"
TINT = "#F4F6F8"
