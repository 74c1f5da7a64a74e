"""The tables in data/, with their types, checked against data/datapackage.json.

The description is the contract: what it says of a column is what a notebook gets. Where a file
breaks it, every fault is said at once, in words: file, row, column, what was found, what to do.
"""

import json
import re
from datetime import date
from functools import lru_cache

import pandas as pd

from seminar import decoding, project, sources, spreadsheets
from seminar.told import NotThere, Told

DESCRIPTION = "data/datapackage.json"
#: The column that names sources, several split by a semicolon; each must be in sources.json.
SOURCE = "source_id"
#: An instructor's own rows, over those of data/, and the column with which one takes a row out.
OWN = "my/data"
HIDE = "hide"

_FORMS = {
    "date": (re.compile(r"\d{4}-\d{2}-\d{2}"), "a date written year-month-day, such as 2001-07-10"),
    "integer": (re.compile(r"-?\d+"), "a whole number without spaces or commas, such as 12000"),
    "number": (re.compile(r"-?\d+(?:\.\d+)?"), "a number with a point, such as 772 or 0.07"),
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


def check():
    """Every fault in every table and in sources.json, a sentence each; empty if there is none."""
    found = sources.check()
    try:
        names = tables()
    except DataError as error:
        return found + error.faults
    for name in names:
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
            key = _key(name)[0]
            known = set(_file(name, "data")[key])
            hidden = own[HIDE].str.lower() == "yes"
            deeds = {"hidden": own[hidden], "changed": own[~hidden & own[key].isin(known)],
                     "added": own[~hidden & ~own[key].isin(known)]}
            said += [f"Table {name}, {deed}: {', '.join(rows[key])}"
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
        raise DataError([f"{DESCRIPTION} is not JSON: {fault}. Put the file back as it was."]
                        ) from None


@lru_cache(maxsize=8)
def _described(path, _changed):
    package = json.loads(path.read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


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
    key = _key(name)[0]
    place = {each: number for number, each in enumerate(rows[key])}
    own["place"] = [place.get(each, len(place) + number) for number, each in enumerate(own[key])]
    rows["place"] = range(len(rows))
    shown = own[own.pop(HIDE).str.lower() != "yes"]
    merged = pd.concat([rows[~rows[key].isin(own[key])], shown])
    return merged.sort_values("place", kind="stable").drop(columns="place")


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
        raise DataError([f"{file} is missing. Put the file back as it was. Or did you take the "
                         f"table out? Then take its part out of {DESCRIPTION}, too."])
    if len(found) > 1:
        raise DataError([f"{file} stands beside {found[1].name}, and one of them is the older. "
                         "Move the one you do not want out of the folder."])
    try:
        rows = spreadsheets.read(found[0], wanted, _words)
    except decoding.Unreadable as reason:
        raise DataError([f"{file} {reason}"]) from None
    if not rows:
        raise DataError([f"{file} is empty. Its first row must be: {', '.join(wanted)}."])
    (number, head), *body = rows
    extra = [HIDE] if folder == OWN and HIDE in head else []
    if head != wanted + extra:
        raise DataError([f"{file}, row {number}: {_head_fault(head, wanted + extra)}"])
    uneven = [f"{file}, row {number}: {len(row)} cells where there are {len(head)} columns. A cell "
              "with a comma in it needs double quotes round it."
              for number, row in body if len(row) != len(head)]
    if uneven:
        raise DataError(uneven)
    places = pd.Index([f"{file}, row {number}" for number, _ in body], dtype=object)
    cells = pd.DataFrame([row for _, row in body], places, head, dtype=object)
    _read_one_way(cells, name)
    if folder == OWN and not extra:
        cells[HIDE] = ""
    return cells


def _read_one_way(cells, name):
    """Writes dates and numbers as the tables do. Raises where a cell can mean two things."""
    faults = []
    for field in _fields(name):
        column, rules = field["name"], field.get("constraints", {})
        largest = rules.get("maximum", float("inf"))
        for where, cell in cells[column].items():
            try:
                plain = spreadsheets.one_way(
                    cell, field["type"], largest, rules.get("pattern"))
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
    return decoding.known_words(file.read_bytes().decode("utf-8", "ignore") for file in files)


def _head_fault(head, wanted):
    if head[:len(wanted)] == wanted and not any(head[len(wanted):]):
        return ("there are cells behind the last column, so some were cut in two. In the window in "
                "which a spreadsheet program opens the table, tick Comma alone as the separator. "
                "Then make the change again, and save it again.")
    missing = [name for name in wanted if name not in head]
    unknown = [name for name in head if name not in wanted]
    if missing or unknown:
        said = [f"the column {name} is missing" for name in missing]
        said += [f'there is an unknown column "{name}"' for name in unknown]
        return f"{'; '.join(said)}. The first row must be: {', '.join(wanted)}."
    return f"the columns stand in another order. The first row must be: {', '.join(wanted)}."


def _faults(name, rows, changes):
    """What is wrong with the cells of a table: (row, sentence), the columns one after the other."""
    for field in _fields(name):
        yield from _column_faults(rows[field["name"]], field)
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
                    yield _said(row, SOURCE, each, "the id of a source in data/sources.json")


def _column_faults(cells, field):
    rules = field.get("constraints", {})
    form, meant = _FORMS.get(field["type"], (None, ""))
    twice = set(cells.index[cells.duplicated()]) if rules.get("unique") else ()
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    for row, cell in cells.items():
        if not cell:
            if rules.get("required"):
                yield _said(row, field["name"], "", "something: this column may not be blank")
        elif form and not (form.fullmatch(cell) and (field["type"] != "date" or _is_day(cell))):
            yield _said(row, field["name"], cell, meant)
        elif "enum" in rules and cell not in map(str, rules["enum"]):
            yield _said(row, field["name"], cell, "one of: " + ", ".join(map(str, rules["enum"])))
        elif pattern and not pattern.fullmatch(cell):
            yield _said(row, field["name"], cell,
                        field.get("example", f"something of the form {rules['pattern']}"))
        elif form and not _within(cell, rules):
            low, high = rules.get("minimum", "any"), rules.get("maximum", "any")
            yield _said(row, field["name"], cell, f"a value from {low} to {high}")
        elif row in twice:
            yield _said(row, field["name"], cell, "a value that no other row has")


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
    for row, cell in rows[column].items():
        if cell and cell not in known:
            yield _said(row, column, cell, f"a {other} that stands in data/{target}.csv")


def _said(row, column, found, wanted):
    shown = f'"{found}"' if found else "a blank cell"
    return row, f"column {column}: found {shown}. Write {wanted}."


def _typed(cells, field):
    if field["type"] == "date":
        cells = pd.to_datetime(cells, format="%Y-%m-%d")
    elif field["type"] in ("integer", "number"):
        cells = pd.to_numeric(cells).astype("Int64" if field["type"] == "integer" else "float64")
    else:
        cells = cells.astype(str)
    choices = field.get("constraints", {}).get("enum")
    return pd.Categorical(cells, categories=choices) if choices else cells
