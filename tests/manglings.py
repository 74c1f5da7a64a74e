"""What happens to a table on its way through spreadsheets: a seeded list, made from real files."""

import csv
import io
import random

from openpyxl import Workbook

SEED = 1989


def written(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return text.getvalue()


def workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Whole files: rows of text -> bytes --------------------------------------------------------------

FILES = {
    "byte-order mark": lambda rows: written(rows).encode("utf-8-sig"),
    "Windows line ends": lambda rows: written(rows, end="\r\n").encode(),
    "every cell in quotes": lambda rows: written(rows, quoting=csv.QUOTE_ALL).encode(),
    "semicolons": lambda rows: written(rows, ";").encode(),
    "tabs": lambda rows: written(rows, "\t").encode(),
    "UTF-16 with tabs": lambda rows: written(rows, "\t", end="\r\n").encode("utf-16"),
    "UTF-16, big end first": lambda rows: b"\xfe\xff" + written(rows).encode("utf-16-be"),
    "Windows-1252": lambda rows: written(rows, ";").encode("cp1252", "replace"),
    "Windows-1251": lambda rows: written(rows, ";").encode("cp1251", "replace"),
    "empty rows at the end": lambda rows: (written(rows) + ",,,\n\n,,\n").encode(),
    "empty columns at the end": lambda rows: written([[*row, "", ""] for row in rows]).encode(),
    "a title above the names": lambda rows: written([["My table"], *rows]).encode(),
    "two names merged": lambda rows: written([[rows[0][0], "", *rows[0][2:]], *rows[1:]]).encode(),
    "two columns changed round": lambda rows: written(
        [[row[1], row[0], *row[2:]] for row in rows]).encode(),
    "a column lost": lambda rows: written([row[:-1] for row in rows]).encode(),
    "cells moved to the left": lambda rows: written([rows[0], rows[1][1:], *rows[2:]]).encode(),
    "a byte-order mark twice": lambda rows: ("\ufeff" + written(rows)).encode("utf-8-sig"),
    "UTF-16 without its mark": lambda rows: written(rows).encode("utf-16-le"),
    "sep=; above the names": lambda rows: ("sep=;\n" + written(rows, ";")).encode(),
    "line ends of three systems": lambda rows: "".join(
        written([row], end=end)
        for row, end in zip(rows, ["\n", "\r\n", "\r"] * len(rows))).encode(),
    "names in capitals": lambda rows: written([list(map(str.upper, rows[0])), *rows[1:]]).encode(),
    "names with spaces": lambda rows: written(
        [[name.replace("_", " ") for name in rows[0]], *rows[1:]]).encode(),
    "one name lost": lambda rows: written([[*rows[0][:2], "", *rows[0][3:]], *rows[1:]]).encode(),
    "names translated": lambda rows: written([["имя"] * len(rows[0]), *rows[1:]]).encode(),
    "a web page": lambda rows: ("<html><table>" + "".join(
        f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows) + "</table></html>").encode(),
    "a workbook by name a CSV": lambda rows: workbook(rows),
    "noughts behind the end": lambda rows: written(rows).encode() + bytes(512),
    "a row with too few cells": lambda rows: written([*rows[:-1], rows[-1][:-1]]).encode(),
    "cells in quotes cut off": lambda rows: written(rows, quoting=csv.QUOTE_ALL).encode()[:-3],
    "a quote that is not closed": lambda rows: written(rows).encode() + b'"x1,',
}


# One cell: (the kinds of column it happens to, what becomes of the text) --------------------------


def _parts(day):
    return [str(int(part)) for part in reversed(day.split("-"))]


def _grouped(sign):
    return lambda number: f"{float(number):,}".removesuffix(".0").replace(",", sign)


CELLS = {
    "day.month.year": (("date",), lambda cell: ".".join(_parts(cell))),
    "month/day/year": (("date",), lambda cell: "/".join(_parts(cell)[i] for i in (1, 0, 2))),
    "day/month/year": (("date",), lambda cell: "/".join(_parts(cell))),
    "a year of two figures": (("date",), lambda cell: "/".join(_parts(cell))[:-4] + cell[2:4]),
    "days since 1900": (("date",), lambda cell: "32700"),
    "a month in letters": (("date",), lambda cell: f"{_parts(cell)[0]}-Jul-89"),
    "a moment of the day": (("date",), lambda cell: f"{cell}T00:00"),
    "a decimal comma": (("number",), lambda cell: cell.replace(".", ",")),
    "a comma between thousands": (("number", "integer"), _grouped(",")),
    "a point between thousands": (("number", "integer"), _grouped(".")),
    "a gap between thousands": (("number", "integer"), _grouped(" ")),
    "a hard gap between thousands": (("number", "integer"), _grouped("\u202f")),
    "powers of ten": (("number", "integer"), lambda cell: f"{float(cell):.2E}"),
    "a unit in the cell": (("number", "integer"), lambda cell: f"{cell} t"),
    "a day of a number": (("number", "integer"), lambda cell: "12-May"),
    "a nought for a number": (("number", "integer"), lambda cell: "O" + cell[1:]),
    "a formula lost": (("date", "number", "integer", "string"), lambda cell: "#REF!"),
    "no name": (("number", "string"), lambda cell: "#NAME?"),
    "figures of another script": (("number", "integer"), lambda cell: cell.translate(
        {48 + n: 0xff10 + n for n in range(10)})),
    "a day with a point made of it": (("number", "integer"), lambda cell: "06.09.2026"),
    "the year first, in points": (("date",), lambda cell: cell.replace("-", ".")),
    "hyphens of print": (("date",), lambda cell: cell.replace("-", "\u2011")),
    "a mark that it is text": (("date", "number", "integer"), lambda cell: f"'{cell}"),
    "signs that do not show": (("date", "number", "integer", "string"),
                               lambda cell: f"\u200e{cell[:1]}\u200b{cell[1:]}\u00ad"),
    "a formula as text": (("date", "number", "integer", "string"), lambda cell: "=A1&B1"),
    "an ampersand of a web page": (("string",), lambda cell: f"{cell} &amp; {cell}"),
    "UTF-8 read as Windows-1252": (("string",), lambda cell: f"{cell} â€™"),
    "UTF-8 read as Mac Roman": (("string",), lambda cell: f"{cell} –º–∞"),
    "letters of two alphabets": (("string",), lambda cell: f"{cell} mіne"),
    "spaces round it": (("date", "number", "integer", "string"), lambda cell: f" {cell}\u00a0"),
}


def cells_of(rows, fields, kinds, rng):
    """A place (row, column) with something in it, in a column of one of the kinds, or None."""
    places = [(r, c) for c, field in enumerate(fields) if field["type"] in kinds
              for r in range(1, len(rows)) if rows[r][c]]
    return rng.choice(places) if places else None


def all_of(tables):
    """(name, table, file's ending, content, the place of a changed cell or None) of every mangling.

    ``tables``: name -> (rows of text with the names of the columns first, the described fields).
    """
    rng = random.Random(SEED)
    for name, (rows, fields) in tables.items():
        for what, mangle in FILES.items():
            yield what, name, ".csv", mangle(rows), None
        yield "a workbook", name, ".xlsx", workbook(rows), None
        for what, (kinds, change) in CELLS.items():
            place = cells_of(rows, fields, kinds, rng)
            if place:
                for sign in ",;":
                    row, column = place
                    changed = [list(each) for each in rows]
                    changed[row][column] = change(changed[row][column])
                    yield f"{what}, {sign}", name, ".csv", written(changed, sign).encode(), place
