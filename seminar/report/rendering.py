"""The report's templates: whatever is put into them is text, unless it is said to be HTML."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape  # it comes with jinja2

from seminar import errors
from seminar.page import markup
from seminar.page.tables import many
from seminar.report.counts import FEW
from seminar.wording import say

LABEL = 160  # characters of what a line of a table or of a list says

_FOLDER = Path(__file__).parent / "templates"
# Signs that cannot be seen are shown as one that can.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def render(template, /, **values):
    """A template with its values, as HTML."""
    return Markup(_environment().get_template(template).render(values))


def write(path, template, /, **values):
    """Writes a template with its values into a file, piece by piece."""
    stream = _environment().get_template(template).stream(values)
    stream.enable_buffering(200)
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(stream)


@cache
def _environment():
    made = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True,
                       lstrip_blocks=True, undefined=StrictUndefined, finalize=_seen)
    made.globals = {"FEW": FEW, "table": _table, "scroll": _scroll, "details": _details,
                    "say": say}
    made.filters |= {"cut": cut, "day": _day, "many": many, "shown": errors.shown}
    return made


def _seen(value):
    """Text that anyone may have written, without a sign that cannot be seen."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSEEN.sub("\ufffd", value)


def cut(text):
    """The beginning of a text that is too long for a line."""
    return text if len(text) <= LABEL else text[:LABEL] + " ..."


def _day(day):
    return f"{day.day} {day:%B %Y}"


def _table(caption, head, rows):
    return Markup(markup.table(caption, map(_seen, head),
                               ([escape(_seen(str(cell))) for cell in row] for row in rows)))


def _scroll(label, tall=False, *, caller):
    return Markup(markup.scroll(caller(), label, tall=tall))


def _details(summary, *, caller):
    return Markup(markup.details(summary, caller()))
