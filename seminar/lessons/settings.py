"""The settings of a class, at the head of lessons.md or of an instructor's own my/lessons.md.

    - school: The school on the hill
    - period: 40
    - type size: 14
    - reading layer: support
"""

from dataclasses import dataclass

_RANGES = {"period": (20, 240, "minutes"), "type size": (10, 36, "points")}
#: What a reader meets first: the text itself, our summary of it, or the summary with all help open.
_LAYERS = ("source", "summary", "support")


@dataclass(frozen=True)
class Settings:
    """``period``: minutes, or None for those of each plan; ``size``: points, or None.

    ``layer``: one of "source" (our summaries wait behind a button, for readers who have the text),
    "summary", and "support" (help stands open, for readers who need more of it).
    """

    school: str = ""
    period: int | None = None
    size: int | None = None
    layer: str = "summary"


def read(outline, head):
    """The settings among the fields of a title; a mistake is noted with the ``outline``."""
    numbers = {key: _number(outline, head, key) for key in _RANGES}
    layer = head.fields.get("reading layer", "").lower().removesuffix(".") or Settings.layer
    if layer not in _LAYERS:
        outline.fault(head.field_lines["reading layer"], f'found "reading layer: {layer}". Write '
                      f"one of: {', '.join(_LAYERS)}.")
    return Settings(head.fields.get("school", ""), numbers["period"], numbers["type size"], layer)


def _number(outline, head, key):
    value, (low, high, unit) = head.fields.get(key, "").removesuffix("."), _RANGES[key]
    if not value:
        return None
    if value.isdecimal() and low <= int(value) <= high:
        return int(value)
    outline.fault(head.field_lines[key], f'found "{key}: {value}". Write a whole number of {unit} '
                  f"from {low} to {high}, without the unit.")
    return None
