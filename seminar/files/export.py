"""Tables for a spreadsheet program, in which no cell can run as a formula.

Cells hold what students typed, and a spreadsheet program runs what begins with ``=``. In a CSV file
such a sign gets an apostrophe before it. A workbook keeps its cells to the letter: each is marked
as text, and stays text when someone edits it.
"""

import csv
import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

LONGEST = 32_000  # characters: a cell of Excel takes 32,767

# Also behind whatever some program may take for the end of a cell: semicolon, tab, line end, quote.
_FORMULA = re.compile(r"(^|[;,|\"\t\r\n])(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
# What XML cannot hold, and halves of pairs, which are no UTF-8.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TOP, _BOLD = Alignment(vertical="top", wrap_text=True), Font(bold=True)


def csv_text(head, rows):
    """A table as CSV, every cell in quotes, with the mark that tells Excel its encoding."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [[_FORMULA.sub(r"\1\2'", writable(cell)) for cell in row] for row in (head, *rows)])
    return "\ufeff" + out.getvalue()


def workbook(sheets):
    """An XLSX file as bytes. ``sheets``: name -> (head, rows)."""
    book = Workbook(write_only=True)
    for name, (head, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(head, 1):
            width = 60 if column == "answer" else 18
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_text_cell(sheet, column, bold=True) for column in head])
        for row in rows:
            sheet.append([_text_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet, cell, bold=False):
    made = WriteOnlyCell(sheet, writable(cell))
    made.data_type = "s"  # a string, whatever it begins with
    made.quotePrefix = True  # the apostrophe that Excel keeps unseen: an edited cell stays text
    made.number_format = "@"
    made.alignment = _TOP
    if bold:
        made.font = _BOLD
    return made


def writable(cell):
    """A cell as text that any such file can hold, cut where a cell is full."""
    text = _UNWRITABLE.sub("\ufffd", str(cell))
    if len(text) > LONGEST:
        text = text[:LONGEST] + f" (cut here: {len(text):,} characters in all)"
    return text
