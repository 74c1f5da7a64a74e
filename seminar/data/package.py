"""The tables in data/, with their types, checked against data/datapackage.json.

The description is the contract: what it says of a column is what a notebook gets. Where a file
breaks it, every fault is said at once, in words: file, row, column, what was found, what to do.
"""

import csv
import json
import re
from datetime import date
from functools import lru_cache
from textwrap import shorten

import pandas as pd

from seminar import project
from seminar.data import dates, sources
from seminar.errors import NotThere, Told, meant, odd_sign
from seminar.files import encodings, spreadsheets

DESCRIPTION = "data/datapackage.json"
#: The column that names sources, several split by a semicolon; each must be in sources.json.
SOURCE = "source_id"
#: An instructor's own rows, over those of data/, and the column with which one takes a row out.
OWN = "my/data"
HIDE = "hide"

#: How the pattern of a column begins that holds dates as sources give them, or years.
_YEAR_OR_MORE, _YEAR = r"\d{4}(-", r"\d{4}"
#: What such a column may say beside its pattern: Table Schema has no least and largest for text.
_EARLIEST, _LATEST = "earliest", "latest"
_FORMS = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a date written year-month-day{like}. In "
             "a spreadsheet type ' before it, so that it stays so"),
    "integer": (re.compile(r"-?[0-9]+"), "a whole number without spaces or commas{like}"),
    "number": (re.compile(r"-?[0-9]+(?:\.[0-9]+)?"), "a number with a point{like}"),
}


class DataError(Told):
    """A table cannot be used as it is. ``faults``: a sentence each, in the file's order."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


def tables():
    """The names of all tables in data/, in the order of the description."""
    return list(_resources())


def table(name):
    """One table as a DataFrame, a copy to do with as you like.

    Dates are ``datetime64``, whole numbers nullable ``Int64``, other numbers ``float64``, columns
    with a closed list of values ``category`` (in the list's order), the rest text. A blank cell is
    missing: not known, never zero. Raises LookupError for a name that is not there and
    :class:`DataError` for a file that breaks its description.
    """
    if name not in tables():
        raise NotThere(f'data/ has no table "{name}". It has: {", ".join(tables())}.')
    return _load(name, _changes()).copy()


def as_text(*columns):
    """Every table that has these columns, by its name, as the text that stands in its file.

    Neither checked nor typed, and not to be changed: quick to search, where few tables are needed.
    Raises :class:`DataError` for a file that cannot be read.
    """
    changes = _changes()
    return {name: _cells(name, changes) for name in tables()
            if {field["name"] for field in _fields(name)}.issuperset(columns)}


def as_csv(name):
    """A table as a CSV file to hand out: the one in data/, or one with an instructor's own rows."""
    file = project.root() / "data" / f"{name}.csv"
    if file.exists() and _file(name, OWN) is None:
        return file.read_bytes()
    rows = _cells(name, _changes())
    return rows.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_ALL).encode()


def columns():
    """The names of the columns of every table, by its name."""
    return {name: [field["name"] for field in _fields(name)] for name in tables()}


def own_files():
    """The files of an instructor's own that are read, if they are there, by their paths."""
    return [f"{OWN}/{name}{ending}" for name in tables() for ending in (".csv", ".xlsx")] + [
        sources.OWN]


def undescribed():
    """The files in data/ that look like tables and of which the description says nothing."""
    return [path for path in sorted((project.root() / "data").glob("*.*"))
            if path.suffix in (".csv", ".xlsx") and path.stem not in tables()
            and not path.name.startswith((".", "~"))]


def rows_in(path):
    """The rows of a file of which the description says nothing, as (number, cells).

    The first row has the names of the columns. Raises :class:`DataError`.
    """
    columns = {field["name"] for name in tables() for field in _fields(name)}
    file = f"data/{path.name}"
    rows = _rows(path, file, columns, "Its first row must be the names of its columns")
    _must_be_even(file, rows)
    return rows


def check():
    """Every fault in every table and in sources.json, a sentence each; empty if there is none."""
    found = sources.check()
    try:
        names = tables()
    except DataError as error:
        return found + error.faults
    found += [f"data/{path.name} has no part in {DESCRIPTION}, so no lesson can show it. Type "
              "python -m seminar describe, and the folder of your set behind it: that writes one."
              for path in undescribed()]
    for name in names:
        found += _still_blank(name)
        try:
            table(name)
        except DataError as error:
            found += [fault for fault in error.faults if fault not in found]
        except sources.SourcesError:
            pass  # said by sources.check already
    return found


def changes():
    """What an instructor's own rows change, hide or add, a line a table."""
    said = []
    for name in tables():
        own = _file(name, OWN)
        if own is not None:
            known = _keys(name, _file(name, "data"))
            hidden = own[HIDE].str.lower() == "yes"
            old = pd.Series([each in known for each in _keys(name, own)], own.index, dtype=bool)
            deeds = {"hidden": own[hidden], "changed": own[~hidden & old],
                     "added": own[~hidden & ~old]}
            said += [f"Table {name}, {deed}: {', '.join(rows[_key(name)[0]])}"
                     for deed, rows in deeds.items() if len(rows)]
    return said


# The description ---------------------------------------------------------------------------------


def _resources():
    path = project.root() / DESCRIPTION
    try:
        return _described(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise DataError([f"{DESCRIPTION} is missing. Put the file back as it was."]) from None
    except ValueError as fault:
        raise DataError([f"{DESCRIPTION} is not JSON: {sources.json_fault(fault)}"]) from None


@lru_cache(maxsize=8)
def _described(path, _changed):
    package = json.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark first
    return {resource["name"]: resource for resource in package["resources"]}


def _still_blank(name):
    """What of a table's description is there to be filled in: it was only begun."""
    part = _resources()[name]
    for key, wanted in (("title", "its title, as a reader is to see it"),
                        ("description", "what a row of it is, and how it was put together")):
        if part.get(key) == "":
            yield f'{DESCRIPTION}, table {name}: "{key}" is blank. Write {wanted}.'
    blank = [field["name"] for field in _fields(name) if field.get("description") == ""]
    if blank:
        yield (f'{DESCRIPTION}, table {name}, {", ".join(blank)}: "description" is blank. Write '
               "for each what a cell of it means; of a number, its unit, too.")


def _changes():
    """When each file in data/ was changed: a table depends on those it points to, too."""
    root = project.root()
    files = sorted(file for folder in ("data", OWN) for file in (root / folder).glob("*.*"))
    return tuple((file, file.stat().st_mtime_ns) for file in files)


def _fields(name):
    return _resources()[name]["schema"]["fields"]


def _key(name):
    key = _resources()[name]["schema"].get("primaryKey", [])
    return [key] if isinstance(key, str) else key


# Files -------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _load(name, changes):
    rows = _cells(name, changes)
    order = {where: number for number, where in enumerate(rows.index)}
    faults = sorted(_faults(name, rows, changes), key=lambda fault: order[fault[0]])
    if faults:
        raise DataError([f"{where}, {said}" for where, said in faults])
    rows = rows.where(rows != "").reset_index(drop=True)
    return pd.DataFrame({field["name"]: _typed(rows[field["name"]], field)
                         for field in _fields(name)})


@lru_cache(maxsize=32)
def _cells(name, _changes):
    """A table as text, with an instructor's own rows over it; the index says where each row is.

    A row of one's own takes the place of the row with its key; a row with a new key is added; one
    with "yes" in the column ``hide`` takes the other out. Raises :class:`DataError`.
    """
    rows, own = _file(name, "data"), _file(name, OWN)
    if own is None:
        return rows
    theirs, mine = _keys(name, rows), _keys(name, own)
    faults = [f'{where}, column {HIDE}: found "{cell}". Write yes to take the row out, or nothing.'
              for where, cell in own[HIDE].items() if cell.lower() not in ("", "yes", "no")]
    faults += [f"{where}, column {HIDE}: there is no row {', '.join(key)} to take out. Write a key "
               f"that stands in data/{name}.csv."
               for (where, cell), key in zip(own[HIDE].items(), mine)
               if cell.lower() == "yes" and key not in theirs]
    faults += _key_faults(name, own, theirs)
    if faults:
        raise DataError(faults)
    place = {each: number for number, each in enumerate(dict.fromkeys(theirs + mine))}
    kept = rows[[each not in mine for each in theirs]]
    merged = pd.concat([kept, own[own.pop(HIDE).str.lower() != "yes"]])
    places = [place[each] for each in _keys(name, merged)]
    return merged.iloc[sorted(range(len(merged)), key=places.__getitem__)]


def _key_faults(name, own, theirs):
    """Rows of one's own that would be added, or taken out, where another was meant."""
    mine, alike = _keys(name, own), {_folded(key): key for key in theirs}
    for where, key, hidden in zip(own.index, mine, own[HIDE].str.lower() == "yes"):
        said = f"{where}, column {_key(name)[0]}: found \"{', '.join(key)}\""
        meant_one = alike.get(_folded(key))
        if key not in theirs and meant_one:
            yield (f"{said}, and data/{name}.csv has \"{', '.join(meant_one)}\". Write it in the "
                   "same letters, or another name.")
        if hidden and mine.count(key) > 1:
            yield f"{said} in two rows, of which one takes it out. Take one of the two away."


def _folded(key):
    return tuple(each.casefold() for each in key)


def _keys(name, rows):
    """The key of each row, of one column or several."""
    return list(map(tuple, rows[_key(name)].to_numpy()))


def _file(name, folder):
    """One file as text, a row a record. None if a folder of one's own has no such file."""
    wanted = [field["name"] for field in _fields(name)]
    stem = project.root() / folder / name
    found = [path for path in (stem.with_suffix(".csv"), stem.with_suffix(".xlsx"))
             if path.exists()]
    if not found and folder == OWN:
        return None
    file = f"{folder}/{(found or [stem.with_suffix('.csv')])[0].name}"
    if not found:
        like = [path.name for path in stem.parent.glob("*") if name in path.name.lower()]
        raise DataError([f"{file} is missing. " + (
            f"Save {like[0]} under that name, as a file of that type." if like else
            "Put the file back as it was. Or did you take the table out? Then take its part out of "
            f"{DESCRIPTION}, too.")])
    if len(found) > 1:
        raise DataError([f"{file} stands beside {found[1].name}, and one of them is the older. "
                         "Move the one you do not want out of the folder."])
    rows = _rows(found[0], file, wanted, f"Its first row must be: {', '.join(wanted)}")
    rows[0] = rows[0][0], [_as_named(each, (*wanted, HIDE)) for each in rows[0][1]]
    (_, head), *body = rows
    extra = [HIDE] if folder == OWN and HIDE in head else []
    if head != wanted + extra:
        raise DataError([f"{file}, {_head_fault(rows, wanted + extra)}"])
    _must_be_even(file, rows)
    places = pd.Index([f"{file}, row {number}" for number, _ in body], dtype=object)
    cells = pd.DataFrame([row for _, row in body], places, head, dtype=object)
    _read_one_way(cells, name)
    if folder == OWN and not extra:
        cells[HIDE] = ""
    return cells


def _rows(path, file, columns, wanted):
    """The rows of a file, which is ``file`` in sentences. Raises :class:`DataError`."""
    try:
        rows = spreadsheets.read(path, columns, _words)
    except encodings.Unreadable as reason:
        raise DataError([f"{file} {reason}"]) from None
    if not rows:
        raise DataError([f"{file} is empty. {wanted}."])
    return rows


def _must_be_even(file, rows):
    (_, head), *body = rows
    uneven = [f"{file}, row {number}: {len(row)} cell{'s' * (len(row) > 1)} where there are "
              f"{len(head)} columns. "
              + ("A cell with a comma or semicolon in it needs double quotes round it."
                 if len(row) > len(head) else
                 "Write all of them; for a blank one only the comma behind it.")
              for number, row in body if len(row) != len(head)]
    if uneven:
        raise DataError(uneven)


def _read_one_way(cells, name):
    """Writes dates and numbers as the tables do. Raises where a cell can mean two things."""
    faults = []
    for field in _fields(name):
        column, rules = field["name"], field.get("constraints", {})
        largest = rules.get("maximum", float("inf"))
        pattern = rules.get("pattern") or "|".join(
            re.escape(str(each)) for each in rules.get("enum", ())) or None
        for where, cell in cells[column].items():
            try:
                plain = spreadsheets.one_way(cell, field["type"], largest, pattern)
            except spreadsheets.TwoWays as reason:
                faults.append(f'{where}, column {column}: found "{cell}", {reason}')
                continue
            if plain != cell:
                cells.at[where, column] = plain
    if faults:
        raise DataError(faults)


def _words():
    """Words with letters outside ASCII that stand in the project, to know a silent encoding by."""
    files = [project.root() / project.PLAN, *(project.root() / "data").glob("*.*")]
    return encodings.known_words(file.read_bytes().decode("utf-8", "ignore") for file in files)


def _as_named(name, known):
    """A column's name as the description has it: a program may write "Row ID" for row_id."""
    plain = name.lower().replace(" ", "_")
    return plain if plain in known else name


def _head_fault(rows, wanted):
    (number, head), *body = rows
    width = len(wanted)
    if head[:width] == wanted and not any(head[width:]):
        far = next(each for each, row in body if any(row[width:]))
        return (f"row {far}: a cell stands behind the last column. Does the row begin too far to "
                "the right? Then move it to the first column. Or was a cell cut in two? Then, in "
                "the window in which a spreadsheet program opens the table, tick Comma alone as "
                "the separator, make the change again, and save it again.")
    missing = [name for name in wanted if name not in head]
    if len(missing) > width / 2:
        return (f'row {number}: found "{shorten(" ".join(head), 40)}". The first row must be: '
                f"{', '.join(wanted)}. Take out what stands above it, or write these names again.")
    if missing or set(head) != set(wanted):
        said = [f"the column {name} is missing" for name in missing]
        said += [f'there is an unknown column "{name}"' if name else
                 f"column {place} has no name" for place, name in enumerate(head, 1)
                 if name not in wanted]
        return f"row {number}: {'; '.join(said)}. The first row must be: {', '.join(wanted)}."
    return (f"row {number}: the columns stand in another order. The first row must be: "
            f"{', '.join(wanted)}.")


def _faults(name, rows, changes):
    """What is wrong with the cells of a table: (row, sentence), the columns one after the other."""
    for field in _fields(name):
        yield from _column_faults(rows[field["name"]], field)
    yield from _bound_faults(rows, name)
    yield from _order_faults(rows)
    key = _key(name)
    for row in rows.index[rows[key].duplicated()] if key else ():
        yield _said(row, ", ".join(key), ", ".join(rows.loc[row, key]),
                    "a key that no other row has")
    for link in _resources()[name]["schema"].get("foreignKeys", []):
        yield from _link_faults(rows, link, changes)
    if SOURCE in rows:
        known = sources.ids()
        for row, cell in rows[SOURCE].items():
            for each in sources.split(cell):
                if each not in known:
                    yield _said(row, SOURCE, each, "the id of a source in data/sources.json or "
                                f"{sources.OWN}", filter(None, known))


def _column_faults(cells, field):
    rules = field.get("constraints", {})
    form, wanted = _FORMS.get(field["type"], (None, ""))
    twice = set(cells.index[cells.duplicated()]) if rules.get("unique") else ()
    pattern = re.compile(rules["pattern"], re.ASCII) if "pattern" in rules else None

    def formed(cell):
        return form.fullmatch(cell) and (field["type"] != "date" or _is_day(cell))

    def example(fits, before):  # of the column's own
        found = next(filter(fits, filter(None, cells)), "")
        return found and f'{before}"{found}"'

    for row, cell in cells.items():
        if not cell:
            if rules.get("required"):
                yield _said(row, field["name"], "", "something: this column may not be blank")
        elif form and not formed(cell):
            like = example(formed, ", such as ")
            yield _said(row, field["name"], cell, wanted.format(like=like))
        elif "enum" in rules and cell not in map(str, rules["enum"]):
            yield _said(row, field["name"], cell, "one of: " + ", ".join(map(str, rules["enum"])))
        elif pattern and not pattern.fullmatch(cell):
            yield _said(row, field["name"], cell, field.get("example") or example(
                pattern.fullmatch, "something like ") or f"something of the form {pattern.pattern}")
        elif form and not _within(cell, rules):
            low, high = rules.get("minimum", "any"), rules.get("maximum", "any")
            yield _said(row, field["name"], cell, f"a value from {low} to {high}")
        elif row in twice:
            yield _said(row, field["name"], cell, "a value that no other row has")
        elif pattern and pattern.pattern.startswith(_YEAR) and cell[0].isdigit():
            yield from _date_faults(row, cell, field)


def _date_faults(row, cell, field):
    """A date that is none, ends before it begins, or lies outside the years of its column."""
    if not all(re.fullmatch(dates.PATTERN, each) for each in cell.split("/")):
        return  # a period in words, which the pattern of the column allows
    low, high = field.get(_EARLIEST, "0001"), field.get(_LATEST, "9999")
    try:
        dates.when(*cell.split("/"))
    except dates.DateError as error:
        yield row, f'column {field["name"]}: found "{cell}": {error}'
        return
    if not all(low <= each[:len(low)] and each[:len(high)] <= high for each in cell.split("/")):
        yield _said(row, field["name"], cell, f"a date from {low} to {high}")


def _order_faults(rows):
    """An end before its start, in columns such as ``start`` and ``end``, or ``date`` and
    ``end_date``."""
    for start, end in (("start", "end"), ("date", "end_date"), ("start_date", "end_date")):
        if not {start, end} <= set(rows):
            continue
        for row, first, last in zip(rows.index, rows[start], rows[end]):
            try:
                if first and last and dates.read(last).last < dates.read(first).first:
                    yield _said(row, end, last, f"a date that is not before {start}, {first}, or "
                                "change that one")
            except dates.DateError:
                pass  # said of its column


def _is_day(cell):
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _within(cell, rules):
    for bound, holds in (("minimum", lambda a, b: a >= b), ("maximum", lambda a, b: a <= b)):
        if bound in rules:
            limit = rules[bound]  # ISO dates compare as text
            value = cell if isinstance(limit, str) else float(cell)
            if not holds(value, limit):
                return False
    return True


def _link_faults(rows, link, changes):
    columns, target = link["fields"], link["reference"]["resource"]
    column = columns if isinstance(columns, str) else columns[0]
    other = link["reference"]["fields"]
    other = other if isinstance(other, str) else other[0]
    known = set(rows[other]) if not target else set(_cells(target, changes)[other])
    astray = [(row, cell) for row, cell in rows[column].items() if cell and cell not in known]
    taken_out = set(_file(target, "data")[other]) - known if astray and target else ()
    for row, cell in astray:
        wanted = (f"another {other}, or take this row out, too: {OWN} takes {cell} out of {target}"
                  if cell in taken_out else f"a {other} that stands in data/{target}.csv")
        yield _said(row, column, cell, wanted, known)


def _bound_faults(rows, name):
    """A lower bound, in a column such as ``people_low``, above its upper one, ``people_high``."""
    numeric = {field["name"] for field in _fields(name) if field["type"] in ("integer", "number")}
    for low in (each for each in numeric if each.endswith("_low")):
        high = f"{low.removesuffix('_low')}_high"
        if high in numeric:
            bounds = [pd.to_numeric(rows[each], errors="coerce") for each in (low, high)]
            for row in rows.index[bounds[0] > bounds[1]]:
                yield _said(row, low, rows.at[row, low], f"no more than {high} has, "
                            f"{rows.at[row, high]}, or change that one")


def _said(row, column, found, wanted, known=()):
    """A fault's row and sentence. ``known``: values one of which may have been meant."""
    shown = f'"{found}"' if found else "a blank cell"
    hints = odd_sign(found), meant(found.lower(), known)
    return row, " ".join(filter(None, (f"column {column}: found {shown}. Write {wanted}.", *hints)))


def _typed(cells, field):
    if field["type"] == "date":
        cells = pd.to_datetime(cells, format="%Y-%m-%d")
    elif field["type"] in ("integer", "number"):
        cells = pd.to_numeric(cells).astype("Int64" if field["type"] == "integer" else "float64")
    elif field.get("constraints", {}).get("pattern", "").startswith(_YEAR_OR_MORE):
        cells = dates.written(cells)
    else:
        cells = cells.astype(str)
    choices = field.get("constraints", {}).get("enum")
    return pd.Categorical(cells, categories=choices) if choices else cells
