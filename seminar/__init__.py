"""A text on the table, evidence beside it, questions, and answers that are kept.

A notebook needs two names: ``lesson(number)``, the front door to everything a lesson holds,
and ``table(name)``, a table of data with its types.
"""

from importlib import import_module

__all__ = ["lesson", "table"]
_ROOMS = {"lesson": "seminar.lesson", "table": "seminar.data"}


def __getattr__(name):
    # Imported on first use: `python -m seminar lab` must start before anything is installed.
    if name not in _ROOMS:
        raise AttributeError(f"module 'seminar' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
