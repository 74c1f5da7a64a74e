"""Pieces of a class report: what students typed as text, counts in words, small views held back."""

import re
from html import escape

from seminar.page import markup
from seminar.report.counts import FEW, share

LABEL = 160  # characters of what a line of a table or of a list says

# Signs that cannot be seen are shown as one that can.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def seen(text):
    """Text that anyone may have written, without a sign that cannot be seen."""
    return _UNSEEN.sub("\ufffd", str(text))


def safe(text):
    """Text that anyone may have written, for a page."""
    return escape(seen(text))


def cut(text):
    """The beginning of a text that is too long for a line."""
    return text if len(text) <= LABEL else text[:LABEL] + " ..."


def table(caption, head, rows):
    """A table of text that anyone may have written."""
    return markup.table(caption, map(seen, head), ([safe(cell) for cell in row] for row in rows))


def section(name, title, *parts, teacher=False):
    """A part of the report. ``teacher``: it never shows on the wall."""
    return (f'<section id="{name}"{" class=teacher" if teacher else ""}><h2>{title}</h2>'
            f"{''.join(parts)}</section>\n")


def for_teacher(summary, inside):
    """Something that waits behind a button and never shows on the wall."""
    return f'<div class="teacher">{markup.details(summary, inside)}</div>'


def unless_few(count, warning, inside):
    """Holds back what so few gave that a class can tell whose it is, behind a warning."""
    if not 0 < count < FEW:
        return inside
    return f'<div class="few">{markup.details(f"{warning} Show it all the same", inside)}</div>'


def part(count, total):
    """A count and its share of a total: "3 (60 %)"."""
    return f"{count} ({share(count, total)} %)" if count else "0"
