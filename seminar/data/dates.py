"""Dates as sources give them: a day, a month or a year; for what lasted, two of them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import pandas as pd

from seminar.errors import Told

#: A day, a month or a year, as the description of a column says that it holds such.
PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
#: What a cell of a table may hold where a date is asked for. A gap is NaN, a float.
Cell = str | int | float | date | None
_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Written(str):
    """A cell of a table whose column holds dates as sources give them; 2001/2003 is a span."""


def written(cells: pd.Series) -> pd.Series:
    """A column of such cells; a gap stays one, and what is typed already stays as it is."""
    return pd.Series([Written(each) if isinstance(each, str) else each for each in cells],
                     cells.index, dtype=object)


class DateError(Told, ValueError):
    """A date that cannot be read. The message says what to write."""


@dataclass(frozen=True)
class Date:
    """A day, or the month or year in which it is: ``first`` and ``last`` are the days it may be."""

    first: date
    last: date

    @property
    def sure(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    def words(self, year: bool = True) -> str:
        """ "10 July 2001", "July 2001", "2001"; without the year, where it can be left out."""
        if self.sure:
            words = f"{self.first.day} {self.first:%B}"
        elif self.first.month == self.last.month:
            words = f"{self.first:%B}"
        else:
            return str(self.first.year)
        return f"{words} {self.first.year}" if year else words


@dataclass(frozen=True)
class When:
    """When something happened: ``start``, and ``end`` where it lasted, else None."""

    start: Date
    end: Date | None = None

    @property
    def words(self) -> str:
        """ "10 July 2001", "some time in July 2001", "9 to 10 July 2001", "1999 to 2001"."""
        start, end = self.start, self.end
        if end is None:
            return start.words() if start.sure else f"some time in {start.words()}"
        same_year = start.first.year == end.last.year
        if same_year and start.sure and end.sure and start.first.month == end.last.month:
            return f"{start.first.day} to {end.words()}"
        ends_in_a_year = end.first.month != end.last.month
        return f"{start.words(year=ends_in_a_year or not same_year)} to {end.words()}"


def read(cell: Cell) -> Date:
    """The :class:`Date` in a cell of a table: text, a year as a number, or a pandas date.

    Raises :class:`DateError` for anything else.
    """
    text = _text(cell)
    match = _FORM.fullmatch(text)
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part or 0) for part in match.groups())
        first = date(year, month or 1, day or 1)
    except ValueError:  # not of the form, or no such day
        found = f'"{text}"' if text else "a blank cell"
        raise DateError(f"found {found} where a date must stand. Write a year, a month or a day in "
                        "figures: year, year-month or year-month-day.") from None
    if day:
        return Date(first, first)
    month = month or 12
    return Date(first, date(year, month, monthrange(year, month)[1]))


def when(start: Cell, end: Cell = None) -> When:
    """The :class:`When` of two cells; a blank ``end`` is none, and so is one equal to the start.

    Raises :class:`DateError` where one cannot be read, or the end comes before the start.
    """
    first = read(start)
    last = read(end) if _text(end) else None
    if last and last.last < first.first:
        raise DateError(f"found an end, {last.words()}, before the start, {first.words()}. "
                        "Change one of the two.")
    return When(first, None if last == first else last)


def _text(cell):
    if pd.isna(cell):
        return ""
    if isinstance(cell, (pd.Timestamp, date)):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():  # a column of years with gaps
        cell = int(cell)
    return str(cell).strip()
