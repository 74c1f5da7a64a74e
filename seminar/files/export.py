"""Tables for a spreadsheet program, in which no cell can run as a formula.

Cells hold what students typed, and a spreadsheet program runs what begins with ``=``. In a CSV file
such a sign gets an apostrophe before it. A workbook keeps its cells to the letter: each is marked
as text, and stays text when someone edits it.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

LONGEST = 32_000  # characters: a cell of Excel takes 32,767

# A sign that begins a formula, in its wide, small, raised and lowered forms too, behind signs that
# show nothing. Each run of those is looked at once, from its start, so that a long one is cheap.
_UNSEEN = r"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd"
_SIGN = re.compile(rf"(?<![{_UNSEEN}])[{_UNSEEN}]*(?=[-=+@\u2212\u207a-\u207c\u208a-\u208c"
                   r"\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])")
#: What some program may take for the end of a cell, so that a formula could begin behind it.
_ENDS, _LINE_ENDS = ';,|"', re.compile("[\t\r\n\x85\u2028\u2029]")
# What XML cannot hold, and halves of pairs, which are no UTF-8.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TOP, _BOLD, _PLAIN = Alignment(vertical="top", wrap_text=True), Font(bold=True), Font()


def csv_file(path: Path, head: Sequence, rows: Iterable[Sequence]) -> None:
    """Writes a table as CSV, every cell in quotes, with the mark that tells Excel its encoding."""
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
            [without_formula(writable(cell)) for cell in row] for row in _all(head, rows))


def workbook(path: Path, sheets: Mapping[str, tuple[Sequence, Iterable[Sequence]]]) -> None:
    """Writes an XLSX file. ``sheets``: name -> (head, rows)."""
    book = Workbook(write_only=True)
    for name, (head, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(head, 1):
            width = 60 if column == "answer" else 18
            sheet.column_dimensions[get_column_letter(number)].width = width
        bold, plain = (_text_cell(sheet, font) for font in (_BOLD, _PLAIN))
        sheet.append([_like(bold, column) for column in head])
        for row in rows:
            sheet.append([_like(plain, cell) for cell in row])
    book.save(path)


def without_formula(text: str) -> str:
    """A text in which no spreadsheet program finds the beginning of a formula."""
    def marked(run):
        begins = not run.start() or text[run.start() - 1] in _ENDS or _LINE_ENDS.search(run[0])
        return f"{run[0]}'" if begins else run[0]

    return _SIGN.sub(marked, text)


def writable(cell: object) -> str:
    """A cell as text that any such file can hold, cut where a cell is full."""
    text = _UNWRITABLE.sub("\ufffd", str(cell))
    if len(text) > LONGEST:
        text = text[:LONGEST] + f" (cut here: {len(text):,} characters in all)"
    return text


def _all(head, rows):
    yield head
    yield from rows


def _text_cell(sheet, font):
    """A cell that holds text, whatever it begins with."""
    made = WriteOnlyCell(sheet, "")
    made.quotePrefix = True  # the apostrophe that Excel keeps unseen: an edited cell stays text
    made.number_format = "@"
    made.alignment = _TOP
    made.font = font
    return made


def _like(styled, cell):
    """A cell of the same style: to look each style up anew takes most of the time."""
    made = WriteOnlyCell(styled.parent, "")
    made._style = styled._style
    made._value, made.data_type = writable(cell), "s"
    return made
