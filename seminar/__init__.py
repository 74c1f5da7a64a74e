"""A text on the table, evidence beside it, questions, and answers that are kept.

A notebook needs four names: ``lesson(number)``, the front door to everything a lesson holds;
``table(name)``, a table of data with its types; ``canvas()``, a figure to draw on; and
``bounded(...)``, marks for numbers that are known between bounds.
"""

from importlib import import_module

_ROOMS = {"bounded": "seminar.page.bounds", "canvas": "seminar.page.figures",
          "lesson": "seminar.lesson_page", "table": "seminar.data.package"}
__all__ = list(_ROOMS)


def __getattr__(name):
    # Imported on first use: `python -m seminar lab` must start before anything is installed.
    if name not in _ROOMS:
        raise AttributeError(f"module 'seminar' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
