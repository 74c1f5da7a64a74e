"""Tables for a spreadsheet program, in which no cell can run as a formula.

Cells hold what students typed, and a spreadsheet program runs what begins with ``=``. In a CSV file
such a sign gets an apostrophe before it. A workbook keeps its cells to the letter: each is marked
as text, and stays text when someone edits it. It is written here with the standard library alone,
because a workbook of plain text cells is five small XML files.
"""

import csv
import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

LONGEST = 32_000  # characters: a cell of Excel takes 32,767

# Also behind whatever some program may take for the end of a cell: semicolon, tab, line end, quote.
_FORMULA = re.compile(r"(^|[;,|\"\t\r\n])(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
# What XML cannot hold, and halves of pairs, which are no UTF-8.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RETURN = {"\r": "&#13;"}  # else XML reads it as a line end
_DAY = (1980, 1, 1, 0, 0, 0)  # the same rows are the same bytes, whenever they are written
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# Two looks: text, and bold text for the head. quotePrefix is the apostrophe that Excel keeps unseen.
_STYLES = f"""<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>
<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>
<xf numFmtId="49" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="1" quotePrefix="1" applyFont="1"/></cellXfs></styleSheet>"""


def csv_text(head, rows):
    """A table as CSV, every cell in quotes, with the mark that tells Excel its encoding."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [[_harmless(cell) for cell in row] for row in (head, *rows)])
    return "\ufeff" + out.getvalue()


def _harmless(cell):
    return _FORMULA.sub(r"\1\2'", writable(cell))


def workbook(sheets):
    """An XLSX file as bytes. ``sheets``: name -> (head, rows)."""
    names = list(sheets)
    numbers = range(1, len(names) + 1)
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="sheet{n}"/>'
                     for n, name in zip(numbers, names))
    related = "".join(f'<Relationship Id="sheet{n}" Type="{_OFFICE}/worksheet" '
                      f'Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    kinds = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                    f'ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="book" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": _sheet(*sheets[name]) for n, name in zip(numbers, names)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return out.getvalue()


def _sheet(head, rows):
    widths = "".join(f'<col min="{n}" max="{n}" width="{60 if name == "answer" else 18}" '
                     'customWidth="1"/>' for n, name in enumerate(head, 1))
    lines = [_row(head, 2), *(_row(row, 1) for row in rows)]
    return (f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData></worksheet>")


def _row(cells, style):
    # _x0041_ would be read as a letter: its underscore is written the long way.
    texts = (re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", writable(cell)) for cell in cells)
    return "<row>" + "".join(
        f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text, _RETURN)}</t></is></c>'
        for text in texts) + "</row>"


def writable(cell):
    """A cell as text that any such file can hold, cut where a cell is full."""
    text = _UNWRITABLE.sub("\ufffd", str(cell))
    if len(text) > LONGEST:
        text = text[:LONGEST] + f" (cut here: {len(text):,} characters in all)"
    return text
