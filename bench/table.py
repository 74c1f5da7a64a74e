"""The one form of all that is measured here: ours, beside another way in the same run, as a ratio."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """``ours``: a number, in ``unit``. ``other``: the same of another way, which ``beside`` names.

    ``most``: what ours should be at most, where we set out for something.
    """

    what: str
    unit: str
    ours: float
    other: float | None = None
    beside: str = ""
    most: float | None = None

    def line(self):
        ratio = f"{self.ours / self.other:.2f}" if self.other else ""
        met = self.most is None or self.ours <= self.most
        aim = "" if self.most is None else f"{number(self.most)}, {'met' if met else 'MISSED'}"
        return (self.what, self.unit, number(self.ours), number(self.other), ratio, self.beside, aim)


HEAD = "measured", "unit", "ours", "other", "ratio", "the other is", "at most"


def number(value):
    """A measured number with three figures or so; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def load():
    """How busy the computer was: where other programs work too, seconds are more than they would be."""
    return ", ".join(f"{each:.1f}" for each in os.getloadavg()) + f" on {os.cpu_count()} cores"


def show(measures):
    """Prints the measures as one table, a line each."""
    lines = [HEAD, *(measure.line() for measure in measures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    for line in lines:
        print("  ".join(cell.rjust(width) if column in (2, 3, 4) else cell.ljust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))).rstrip())
