"""A number in prose carries its row, in a comment behind it that does not show.

``80,000<!-- s040.low -->`` stands for a cell of a table;
``30%<!-- = 100 * h001.value / l030.value -->`` is worked out; ``40<!-- invented -->`` says that a
number was invented for practice. Dates, paragraphs, counts up to twelve and what a task asks
for (minutes, words, points) need none.
"""

import ast
import operator
import re
from datetime import date
from textwrap import shorten

import pandas as pd

from seminar import project
from seminar.data import package
from seminar.files import encodings
from seminar.lessons import outline, parser

INVENTED = "invented"
COUNT = 12

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
#: A number as many languages write it: it is none of ours, but one number all the same.
_SPACED = r"(?<!\d)\d{1,3}(?:[ \u202f'’]\d{3})+"
_TRACED = re.compile(
    rf"(?P<number>{_SPACED}|{_NUMBER})(?P<scale>\s+(?:thousand|million|billion))?[^\d<>|]{{0,30}}?"
    r"<!--\s*(?P<row>.+?)\s*-->"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_SUMS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
         ast.Div: operator.truediv}
_MONTH = ("(?:January|February|March|April|May|June|July|August|September|October|November|"
          "December)")
# Lines of minutes: a field of a route, and the first columns of a plan or a route.
_MINUTES = re.compile(
    r"- minutes:|\|(?:\s*(?:(?:home|more)\s*\d{0,3}|\d{1,3})\s*\|)+(?=(?:.*\|){2})")
# What a number may be without a row, in the order in which it is taken out of the text.
_FREE = re.compile("|".join([
    r"^- (?:tolerance|licence):.*", r"https?://\S+", r"`[^`]*`", r"\]\([^)]*\)", r"<[^>]+>",
    r"\b[A-Za-z]{1,3}\d+(?:-[A-Za-z]{0,3}\d+)?\b",                           # p23, C41, s001-s008
    r"\b[a-z]+(?:_[a-z0-9]+)+\b",                                           # after_2001: a table
    r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{4}[a-z]?(?:-\d\d){0,2}[a-z]?\b",       # baker-2001-07-10
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and|or)\s*\d{{1,2}})?\s+{_MONTH}(?:\s+\d{{4}})?",
    rf"{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\b", r"\b\d{1,2}(?:st|nd|rd|th)\b",
    r"\b(?:1[5-9]|20)\d\d(?:s|\s*(?:-|–|/)\s*\d{2,4})?\b",                    # years
    r"\b(?:AD|the year)\s+\d{1,4}\b", r"\b\d{1,4}\s+(?:BCE?|CE|AD)\b",             # and older ones
    r"\b\d+(?:\s*(?:-|–|to|/|or)\s*\d+)?[\s-]+(?:minutes?|seconds|words|points)\b",
    r"\b(?:[Ll]essons?|[Ff]igure|[Tt]able|[Rr]ow|[Pp]age|pp?\.|[Nn]otes?|[Pp]art|[Dd]ay|[Cc]hapter)"
    r"\s+\d+(?:\s*(?:-|–|to|and)\s*\d+)?",
]))


def faults(text, name, first_line=1):
    """What is wrong with the numbers of a text, a sentence each. ``name``: the file's name."""
    found, code = [], False
    for number, line in enumerate(text.splitlines(), first_line):
        if line.startswith("```"):
            code = not code
        if code:
            continue  # what is worked out is no prose
        where = f"{name}, line {number}"
        found += [f"{where}: {fault}" for fault in _line_faults(line)]
    return found


def check():
    """What is wrong with the numbers of lessons.md, a sentence each.

    Lines for which an instructor wrote others are left out. Of those others a number may stand
    without its row.
    """
    path, own = project.root() / project.PLAN, project.root() / outline.OWN
    lines, gone = outline.lines(path), parser.replaced()
    found = faults("\n".join("" if number in gone else line
                             for number, line in enumerate(lines, 1)), path.name)
    if found and package.changes():
        found = [f"{fault} Is the row yours? Then copy that part of the lesson into {outline.OWN}, "
                 "and change or take out the number there." for fault in found]
    if own.exists():
        text = encodings.decoded(own.read_bytes())
        found += [f"{outline.OWN}, line {number}: {fault}"
                  for number, line in enumerate(text.splitlines(), 1)
                  for fault in _traced_faults(line)]
    return found


def _traced_faults(line):
    """What is wrong with those numbers of a line that have their row behind them."""
    for match in _TRACED.finditer(line):
        fault = _compare(match["number"], match["scale"], match["row"])
        if fault:
            yield fault


def _line_faults(line):
    yield from _traced_faults(line)
    if _MINUTES.match(line):
        line = line[_MINUTES.match(line).end():].lstrip("0123456789 /")
    rest = re.sub(r"<!--.*?-->", " ", _TRACED.sub(" ", line))
    for number in re.findall(_NUMBER, _FREE.sub(" ", rest)):
        if value(number) > COUNT or "." in number.rstrip("."):
            yield (f'the number {number} has no row. Write its row in a comment behind it, such as '
                   f"{number}<!-- {_some_cell()} -->, or take the number out.")


def _row():
    return f"write a row and a column, {_some_cell()}, or a sum of such with + - * /"


def _some_cell():
    """A cell of the set's own tables that holds a number, as prose names it."""
    for name in package.tables():
        rows = package.table(name)
        columns = rows.select_dtypes("number").columns
        if len(rows) and len(columns):
            return f"{rows.iloc[0, 0]}.{columns[0]}"
    return "row.column"


def _compare(number, scale, row):
    """A fault if a printed number is not what its row says."""
    if row == INVENTED:
        return None
    try:
        wanted = worked_out(row)
    except SyntaxError:
        return f'"{row}" behind {number} cannot be used: {_row()}.'
    except ZeroDivisionError:
        return f'"{row}" behind {number} cannot be used: it divides by nothing. Change it.'
    except (LookupError, ValueError) as error:
        return f'"{row}" behind {number} cannot be used: {error}.'
    size = _SCALES.get((scale or "").strip(), 1)
    decimals = len(number.partition(".")[2])
    # Text is rounded to the figures it shows; a sum that is worked out is rounded the same way.
    close = 0.5 * 10**-decimals * (1 if row.startswith("=") else 1e-6)
    if any(abs(value(number) * unit - wanted) <= close * unit for unit in (1, size)):
        return None
    return (f'the text says {number}{scale or ""}, but {row} is {wanted:,.12g}. '
            "Change one of the two.")


def value(number):
    """A number as printed, with or without commas, as a float."""
    return float(re.sub("[, \u202f'’]", "", number).rstrip("."))


def worked_out(row):
    """The number that ``row`` names: a cell, ``s040.value``, or a sum of cells, ``= a1.x / b1.x``.

    Raises LookupError if there is no such cell, ValueError if it is not a number.
    """
    tree = ast.parse(row.lstrip("= "), mode="eval").body
    return _evaluate(tree)


def _evaluate(node):
    if isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
        return _SUMS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return _cell(node.value.id, node.attr)
    raise ValueError(_row())


def _cell(row_id, column):
    for name in package.tables():
        rows = package.table(name)
        found = rows[rows[rows.columns[0]] == row_id]
        if len(found):
            break
    else:
        raise LookupError(f"no table has a row {row_id}")
    if column not in rows.columns:
        raise LookupError(f"table {name} has no column {column}")
    cell = found[column].iloc[0]
    if pd.isna(cell):
        raise ValueError(f"{row_id}.{column} is blank, which means not known")
    if isinstance(cell, (pd.Timestamp, date)):
        return float(cell.day)
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f'{row_id}.{column} is no number, but "{shorten(cell, 40)}"') from None
