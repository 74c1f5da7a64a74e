"""A table as people save it: from Excel, LibreOffice or a web sheet, in any European locale.

What can be read in one way only is read: a byte-order mark, semicolons or tabs, UTF-16, decimal
commas, ``12 000``, ``10.07.2001``, empty rows and columns at the end, an .xlsx workbook. What could
mean two things (3/4/2001; 1.234 or 1,234) is not guessed at: the table is refused.
"""

import csv
import re
from functools import lru_cache

from seminar.decoding import Unreadable, decoded

#: What a spreadsheet leaves in a cell whose formula has lost its way.
_BROKEN = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)|#####*")
#: What an old encoding leaves of letters that it does not have: El Pa?s, ???????.
_LOST = re.compile(r"\w\?[\w)]|\?\?|\ufffd")
#: How a workbook's day ends as text: so it is told from a day that was typed as text.
_MIDNIGHT = " 00:00:00"
#: A day as a spreadsheet writes it, in a column of text: it made it of something that was typed.
_MADE_A_DAY = re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{2}|\d{4})|\d{1,2}-[A-Z][a-z]{2}(?:-\d{2})?")
_DELIMITERS = ",;\t"
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_GAPS = "[ \u00a0\u202f\u2009'’]"
_SPACED = re.compile(rf"(-?\d{{1,3}}(?:{_GAPS}\d{{3}})+)([.,]\d+)?")
_BOTH = re.compile(r"(-?\d{1,3}(?:,\d{3})+)\.(\d+)|(-?\d{1,3}(?:\.\d{3})+),(\d+)")
_GROUPS = re.compile(r"-?\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})")
_COMMA = re.compile(r"(-?\d+),(\d+)")
_ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


class TwoWays(ValueError):
    """A cell can mean two things, or has lost its meaning; the message says what to write."""


def read(path, columns, words=frozenset):
    """The rows of a file as (number, cells): cells as text, rows as a spreadsheet numbers them.

    ``columns``: the names of its columns, by which the delimiter is known. ``words``: gives words
    outside ASCII that may stand in it, by which an encoding that does not say so is known. Blank
    rows, and blank columns at the end, are left out. Raises :class:`Unreadable`.
    """
    if path.suffix == ".xlsx":
        rows = _workbook(path)
    else:
        text = decoded(path.read_bytes(), words)
        delimiter = _delimiter(text, columns)
        lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
        try:
            rows = list(lines)
        except csv.Error:
            raise Unreadable(f'has, in or before line {lines.line_num}, a cell with a double quote '
                             "too many or too few. Write two of them for one inside a cell, and "
                             "one at each end.") from None
    rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    return _without_blank_ends(rows)


@lru_cache(maxsize=4096)  # most values stand in their column many times
def one_way(cell, kind, largest=float("inf"), pattern=None):
    """A cell of a ``kind`` (date, integer, number) as the tables write it: ``12 000`` as ``12000``.

    ``largest``: the largest number that the column may hold; ``pattern``: the form of its text.
    What is of no known form is given back as it is. Raises :class:`TwoWays`.
    """
    if _BROKEN.fullmatch(cell):
        raise TwoWays("what is left of a formula. Write the value itself, or nothing.")
    if _LOST.search(cell):
        raise TwoWays("with letters that the file could not hold. Take the file from before, and "
                      'save it as "CSV UTF-8".')
    if kind == "date":
        return _day(cell.removesuffix(_MIDNIGHT))
    day = cell.removesuffix(_MIDNIGHT)
    if day != cell and pattern and re.fullmatch(pattern, day) and not day.endswith("-01"):
        return day  # a whole day: had it been a month, it would be the first of it
    if day != cell or (kind == "string" and _MADE_A_DAY.fullmatch(cell)):
        raise TwoWays("a day that the spreadsheet made of something else. Format the column as "
                      "text and write again what stood there; if it was a day, year-month-day.")
    if kind in ("integer", "number"):
        return _plain_number(cell, largest)
    small = cell[:1].lower() + cell[1:]
    if pattern and not re.fullmatch(pattern, cell) and re.fullmatch(pattern, small):
        return small  # many a spreadsheet begins what is typed with a capital letter
    return cell


def _delimiter(text, columns):
    """The sign between the columns: the one that splits the first row into most known names.

    Where none is known, into most names.
    """
    first = next((line for line in text.splitlines() if line.strip(_DELIMITERS + '" ')), "")

    def known(sign):
        names = next(csv.reader([first], delimiter=sign), [])
        return len({name.strip() for name in names} & set(columns)), len(names)

    return max(_DELIMITERS, key=known)


def _without_blank_ends(rows):
    """Rows without the columns at the end in which nothing stands, not even a name at the top."""
    width = max((len(row) for _, row in rows), default=0)
    while width and not any(len(row) >= width and row[width - 1] for _, row in rows):
        width -= 1
    return [(number, row[:width]) for number, row in rows]


def _workbook(path):
    """The first sheet of a workbook, as text."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise Unreadable("is not a workbook that can be read. Open it in the spreadsheet and save "
                         'it again as "CSV UTF-8".') from None
    rows = [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def _text(cell):
    if cell is None:
        return ""
    if isinstance(cell, float):
        # With one more 0 behind a part of three figures, as it cannot be a thousand: see TwoWays.
        text = repr(int(cell)) if cell.is_integer() else repr(cell)
        return f"{text}0" if _ONE_GROUP.fullmatch(text) else text
    return str(cell)


# Cells -------------------------------------------------------------------------------------------


def _day(cell):
    """A date with points has the day first; one with strokes is read where it has one reading."""
    if match := _DAY_FIRST.fullmatch(cell):
        readings = {(int(match[2]), int(match[1]))}
    elif match := _SLASHES.fullmatch(cell):
        one, other = int(match[1]), int(match[2])
        readings = {(month, day) for month, day in ((one, other), (other, one)) if month <= 12}
    else:
        return cell
    if len(readings) != 1:
        return cell
    [(month, day)] = readings
    return f"{match[3]}-{month:02}-{day:02}"


def _plain_number(cell, largest):
    if match := _SPACED.fullmatch(cell):
        return re.sub(_GAPS, "", match[1]) + (match[2] or "").replace(",", ".")
    if match := _BOTH.fullmatch(cell):
        whole, part = (match[1], match[2]) if match[1] else (match[3], match[4])
        return f"{re.sub('[.,]', '', whole)}.{part}"
    if _GROUPS.fullmatch(cell):
        return re.sub("[.,]", "", cell)
    if _ONE_GROUP.fullmatch(cell) and float(re.sub("[.,]", "", cell)) <= largest:
        raise TwoWays("which can be a thousand and more, or one and a part. Write it without "
                      "point or comma, or with one more 0 behind the part.")
    if match := _COMMA.fullmatch(cell):
        return f"{match[1]}.{match[2]}"
    return cell
