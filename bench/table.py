"""The one form of all that is measured here: ours, beside another way in the same run."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """``ours``: a number, in ``unit``. ``other``: the same of another way, which ``beside`` names.

    ``most``, ``most_ratio``: what ours, or the ratio, should be at most, where we set out for
    something. ``ours`` is None where nothing could be measured.
    """

    what: str
    unit: str
    ours: float | None
    other: float | None = None
    beside: str = ""
    most: float | None = None
    most_ratio: float | None = None

    def line(self):
        ratio = self.ours / self.other if self.other else None
        aims = [aim(self.ours, self.most, ""), aim(ratio, self.most_ratio, "ratio ")]
        return (self.what, self.unit, number(self.ours), number(self.other),
                "" if ratio is None else f"{ratio:.2f}", self.beside, "; ".join(filter(None, aims)))


HEAD = "measured", "unit", "ours", "other", "ratio", "the other is", "at most"


def aim(found, most, name):
    """What was set out for, and whether it was met: "16, met"; nothing where there is no aim."""
    return "" if most is None else f"{name}{number(most)}, {'met' if found <= most else 'MISSED'}"


def number(value):
    """A measured number with three figures or so; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def load():
    """How busy the computer was: where other programs work too, all takes more seconds."""
    return ", ".join(f"{each:.1f}" for each in os.getloadavg()) + f" on {os.cpu_count()} cores"


def show(measures):
    """Prints the measures as one table, a line each."""
    lines = [HEAD, *(measure.line() for measure in measures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    for line in lines:
        print("  ".join(cell.rjust(width) if column in (2, 3, 4) else cell.ljust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))).rstrip())
