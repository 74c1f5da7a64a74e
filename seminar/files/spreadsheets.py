"""A table as people save it: from Excel, LibreOffice or a web sheet, in any European locale.

What can be read in one way only is read: a byte-order mark, semicolons or tabs, UTF-16, decimal
commas, ``12 000``, ``10.07.2001``, empty rows and columns at the end, an .xlsx workbook. What could
mean two things (3/4/2001; 1.234 or 1,234) is not guessed at: the table is refused.
"""

import csv
import re
import warnings
from collections.abc import Collection
from datetime import date, time, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from seminar.files.encodings import DASHES, Unreadable, Words, decoded, seen, spoilt

#: A formula in place of its value, or what is left in a cell when it has lost its way.
_BROKEN = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)|#####*|=[^=].*")
#: What an old encoding leaves of letters that it does not have: El Pa?s, ???????.
_LOST = re.compile(r"\w\?[\w)]|\?\?")
#: What a web page writes for a sign, &amp; &nbsp; &#39;, and a workbook: _x000D_
_ENTITY = re.compile(r"&(?:[a-z]+|#x?[0-9a-f]+);|_x[0-9A-F]{4}_")
#: A tag of a web page, <b> or <script>.
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
#: What spreadsheets in many languages make of a word for yes and no, such as the Czech pravda.
_TRUTH = re.compile("TRUE|FALSE|WAHR|FALSCH|VRAI|FAUX|VERO|FALSO|VERDADERO|VERDADEIRO|WAAR|ONWAAR|"
                    "SANT|FALSKT?|USANN|SAND|TOSI|EPÄTOSI|PRAWDA|FAŁSZ|PRAVDA|NEPRAVDA|IGAZ|HAMIS|"
                    "ADEVĂRAT|FALS|DOĞRU|YANLIŞ|ИСТИНА|ЛОЖЬ|ІСТИНА|ХИБНІСТЬ|ΑΛΗΘΕΣ|ΨΕΥΔΕΣ")
#: The line with which Excel tells itself which sign splits the columns. It shows no row for it.
_SEPARATOR = re.compile(r'\A"?sep=.?"?[^\S\n]*\n', re.IGNORECASE)
#: How a workbook's day ends as text: so it is told from a day that was typed as text.
_MIDNIGHT = " 00:00:00"
#: A day as a spreadsheet writes it, in a column of text: it made it of something that was typed.
_MADE_A_DAY = re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{2}|\d{4})|\d{1,2}-[A-Z][a-z]{2}(?:-\d{2})?|"
                         r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*")
#: What is written in a workbook in a form that openpyxl does not know, and the usual one.
_FORMS = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"<fill/>", b"<fill><patternFill/></fill>"), (b"<fill />", b"<fill><patternFill/></fill>"),
)
_DELIMITERS = ",;\t"
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?")
_STROKES = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_GAPS = "[ '’]"
_SPACED = re.compile(rf"(-?\d{{1,3}}(?:{_GAPS}\d{{3}})+)([.,]\d+)?")
_BOTH = re.compile(r"(-?\d{1,3}(?:,\d{3})+)\.(\d+)|(-?\d{1,3}(?:\.\d{3})+),(\d+)")
_GROUPS = re.compile(r"-?\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})")
_COMMA = re.compile(r"(-?\d+),(\d+)")
_ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


class TwoWays(ValueError):
    """A cell can mean two things, or has lost its meaning; the message says what to write."""


def read(path: Path, columns: Collection[str],
         words: Words = frozenset) -> list[tuple[int, list[str]]]:
    """The rows of a file as (number, cells): cells as text, rows as a spreadsheet numbers them.

    ``columns``: the names of its columns, by which the delimiter is known. ``words``: gives words
    outside ASCII that may stand in it, by which an encoding that does not say so is known. Blank
    rows, and blank columns at the end, are left out. Raises :class:`Unreadable`.
    """
    try:
        content = path.read_bytes()
    except OSError:
        raise Unreadable("cannot be opened. Is it open in another program? Close it there.") from (
            None)
    if path.suffix == ".xlsx":
        rows = _workbook(content, columns)
    else:
        text = _SEPARATOR.sub("", decoded(content, words))
        delimiter = _delimiter(text, columns)
        lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
        try:
            rows = list(lines)
        except csv.Error:
            raise Unreadable(f'has, in or before line {lines.line_num}, a cell with a double quote '
                             "too many or too few. Write two of them for one inside a cell, and "
                             "one at each end.") from None
    rows = [(number, [" ".join(cell.split()) for cell in row])  # hard spaces, line breaks, tabs
            for number, row in enumerate(rows, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    return _without_blank_ends(rows)


@lru_cache(maxsize=4096)  # most values stand in their column many times
def one_way(cell: str, kind: str, largest: float = float("inf"),
            pattern: str | None = None) -> str:
    """A cell of a ``kind`` (date, integer, number) as the tables write it: ``12 000`` as ``12000``.

    ``largest``: the largest number that the column may hold; ``pattern``: the form of its text.
    What is of no known form is given back as it is. Raises :class:`TwoWays`.
    """
    if fault := _spoilt(cell):
        raise TwoWays(fault)
    if kind != "string" or pattern:
        cell = cell.removeprefix("'")  # with it, a spreadsheet was told to leave the cell alone
    if kind == "date":
        return _day(cell.translate(DASHES).removesuffix(_MIDNIGHT)) or cell
    day = cell.removesuffix(_MIDNIGHT)
    if day != cell and pattern and _of_form(pattern, day) and not day.endswith("-01"):
        return day  # a whole day: had it been a month, it would be the first of it
    made = _MADE_A_DAY.fullmatch(cell) or kind != "string" and _YEAR_FIRST.fullmatch(cell)
    if day != cell or made:
        raise TwoWays("a day that the spreadsheet made of something else. Write again what stood "
                      "there, in a column formatted as text; if it was a day, year-month-day.")
    if kind in ("integer", "number"):
        plain = _plain_number(cell[:1].translate(DASHES) + cell[1:], largest)  # a minus of print
        return re.sub(r"\.0+$", "", plain) if kind == "integer" else plain
    if _TRUTH.fullmatch(cell) and not (pattern and _of_form(pattern, cell)):
        raise TwoWays("a yes or no that the spreadsheet made of a word. Write again what stood "
                      "there, in a column formatted as text.")
    if pattern and not _of_form(pattern, cell):
        plain = cell.translate(DASHES)
        small = plain[:1].lower() + plain[1:]
        # Many a spreadsheet begins what is typed with a capital letter.
        return next((each for each in (plain, small) if _of_form(pattern, each)), cell)
    return cell


def _of_form(pattern, cell):
    return re.fullmatch(pattern, cell, re.ASCII)  # [0-9] where it says \d: no digits of others


def _spoilt(cell):
    """What has happened to a cell on its way, and what to write; "" if nothing is seen."""
    if _BROKEN.fullmatch(cell):
        return "what is left of a formula. Write the value itself, or nothing."
    if _LOST.search(cell):
        return ("with letters that the file could not hold. Take the file from before, and save it "
                'as "CSV UTF-8".')
    if _ENTITY.search(cell):
        return "with a sign as only programs write it (&amp; for &). Write the sign itself."
    if tag := _TAG.search(cell):
        return f"with {tag[0]}, a tag of a web page. It would show as it stands: take it out."
    return spoilt(cell)


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


def _workbook(content, columns):
    """The rows of a workbook as text. Raises :class:`Unreadable`, whatever is wrong with it."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of what a table does not need
            return _sheet(_opened(content), columns)
    except Unreadable:
        raise
    except Exception:  # openpyxl has no errors of its own: any may come of a strange file
        raise Unreadable("is not a workbook that can be read: it is damaged, or was made by a "
                         "program that writes it in a form of its own. Open it in Excel or "
                         'LibreOffice and save it again as "CSV UTF-8".') from None


def _opened(content):
    """A workbook twice: with the values of its formulas, and with the formulas themselves.

    Excel's "Strict Open XML" names everything by other addresses; and web programs leave a fill
    blank that may not be. Both are put right before it is opened.
    """
    from openpyxl import load_workbook

    whole = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(whole, "w") as plain:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith((".xml", ".rels")):
                for theirs, ours in _FORMS:
                    part = part.replace(theirs, ours)
            plain.writestr(name, part)
    return [load_workbook(whole, data_only=values) for values in (True, False)]


def _sheet(books, columns):
    """The sheet with the table, as text: of those that show, the one with its names.

    Raises :class:`Unreadable` where a cell shows another value than it holds, or holds none.
    """
    book, formulas = books
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise Unreadable("has no sheet that shows. Open it, show the sheet with the table, and "
                         "save it again.")
    named = [sheet for sheet in shown if _names(sheet) & set(columns)] or shown
    if len(named) > 1 and _names(named[0]):
        raise Unreadable("has the table on more than one sheet: "
                         f"{', '.join(sheet.title for sheet in named)}. Keep one of them, and move "
                         "the others into a workbook of their own.")
    sheet = named[0]
    for cells in sheet.merged_cells.ranges:
        raise Unreadable(f"has merged cells, {cells.coord}. Split them, and write into each what "
                         "is meant.")
    for row in sheet.iter_rows():
        for cell in row:
            if fault := _unlike_its_look(cell, formulas[sheet.title][cell.coordinate]):
                raise Unreadable(f"has in cell {cell.coordinate} {fault}")
    return [[_text(cell.value) for cell in row] for row in sheet.iter_rows()]


def _names(sheet):
    """What stands in the first row of a sheet in which something stands."""
    rows = (set(filter(None, map(_text, row))) for row in sheet.iter_rows(values_only=True))
    return next(filter(None, rows), set())


def _unlike_its_look(cell, formula):
    """Why a cell of a workbook does not hold what a reader sees in it; None if it does."""
    if formula.data_type == "f" and cell.value is None:
        return ("a formula whose value was not saved. Open the workbook in the spreadsheet program "
                "and save it again, or write the value itself.")
    if isinstance(cell.value, (time, timedelta)):
        return (f"a time of day, {cell.value}. Write again what stood there, in a column "
                "formatted as text.")
    if "%" in cell.number_format and isinstance(cell.value, (int, float)):
        return (f"{cell.value * 100:g}%, which is the number {cell.value:g}. Format the column as "
                "a plain number and write the number that is meant.")
    return None


def _text(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        # With one more 0 behind a part of three figures, as it cannot be a thousand: see TwoWays.
        text = repr(int(cell)) if cell.is_integer() else repr(cell)
        return f"{text}0" if _ONE_GROUP.fullmatch(text) else text
    return seen(str(cell))


# Cells -------------------------------------------------------------------------------------------


def _day(cell):
    """A date as year-month-day; None where it is no day, or could be one of two.

    With points the day comes first, or the year; with strokes or hyphens the day or the month.
    """
    if match := _YEAR_FIRST.fullmatch(cell):
        year, readings = match[1], {(int(match[3]), int(match[4]))}
    elif match := _DAY_FIRST.fullmatch(cell):
        year, readings = match[3], {(int(match[2]), int(match[1]))}
    elif match := _STROKES.fullmatch(cell):
        year, one, other = match[4], int(match[1]), int(match[3])
        readings = {(month, day) for month, day in ((one, other), (other, one)) if month <= 12}
    else:
        return None
    try:
        [(month, day)] = readings
        return date(int(year), month, day).isoformat()
    except ValueError:  # two readings or none, or no such day
        return None


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
