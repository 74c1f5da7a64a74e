"""A text on the table, evidence beside it, questions, and answers that are kept.

A notebook needs three names: ``lesson(number)``, the front door to everything a lesson holds,
``table(name)``, a table of data with its types, and ``canvas()``, a figure to draw on.
"""

from importlib import import_module

__all__ = ["canvas", "lesson", "table"]
_ROOMS = {"canvas": "seminar.figures", "lesson": "seminar.lessons", "table": "seminar.data"}


def __getattr__(name):
    # Imported on first use: `python -m seminar lab` must start before anything is installed.
    if name not in _ROOMS:
        raise AttributeError(f"module 'seminar' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
