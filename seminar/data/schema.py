"""A first description of each table that data/datapackage.json does not have, from its rows.

What kind of cell a column holds can be seen in the rows, by the readers that every table goes
through. What it means cannot: that is left blank, and the check asks for it. Descriptions that
stand there already are not touched.
"""

import json
import re
from textwrap import indent

from seminar import project
from seminar.data import dates, package
from seminar.files import spreadsheets

_WHOLE = r"-?(?:0|[1-9]\d*)"  # 007 is no number but a code
#: What a column may hold: its name, its form, and what the file says of it. The first that fits.
KINDS = (
    ("days", r"\d{4}-\d\d-\d\d", {"type": "date"}),
    ("whole numbers", _WHOLE, {"type": "integer"}),
    ("numbers", rf"{_WHOLE}(?:\.\d+)?", {"type": "number"}),
    ("days, months or years", dates.PATTERN, {
        "type": "string", "constraints": {"pattern": dates.PATTERN},
        "example": "a day, a month or a year, as year-month-day, year-month or year"}),
    ("words", "(?s:.*)", {"type": "string"}),
)
_KEY = {"type": "string", "description": "The key of the row.",
        "constraints": {"required": True, "unique": True, "pattern": r"[A-Za-z][^\s;]*"},
        "example": "a letter and a number, such as e1"}
#: Columns that mean the same in every table of a set: described as they are elsewhere in it.
_SHARED = (package.SOURCE, "locator", "certainty", "note")
_NAME = re.compile("[a-z][a-z0-9_]*")
_LIST = re.compile(r'"resources"\s*:\s*\[')


def add():
    """Describes those tables in the file, and returns in lines what was written, and faults."""
    new, path = package.undescribed(), project.root() / package.DESCRIPTION
    written, faults, parts = [], [], []
    text = path.read_bytes().decode("utf-8")
    there, end = json.JSONDecoder().raw_decode(text, _LIST.search(text).end() - 1)
    shared = {field["name"]: field for part in reversed(there)
              for field in part["schema"]["fields"] if field["name"] in _SHARED}
    for file in new:
        try:
            part, held = _part(file, shared)
        except package.DataError as error:
            faults += error.faults
            continue
        parts.append(part)
        written += [f"data/{file.name} has a part in {package.DESCRIPTION} now. Its columns hold:",
                    *(f"    {column}: {kind}" for column, kind in held.items())]
    if parts:
        path.write_bytes(_with(parts, text, end - 1).encode("utf-8"))
        written += ["Is one of them wrong? Then write another type there.",
                    "What the table and its columns mean is left blank: the check says where."]
    return written, faults


def _part(path, shared):
    """What the file is to say of a table; and what each of its columns holds, in words."""
    file, ((_, head), *body) = f"data/{path.name}", package.rows_in(path)
    faults = [f'{file}, row 1: found "{name}" at the top of a column. Write small letters, figures '
              "and _ alone, a letter first, and no name twice."
              for name in head if not _NAME.fullmatch(name) or head.count(name) > 1]
    if not _NAME.fullmatch(path.stem):
        faults.append(f"{file}: give the file a name of small letters, figures and _ alone.")
    fields, held = [{"name": head[0], **_KEY}], {head[0]: "the key"}
    for place, name in enumerate(head[1:], 1):
        cells = {f"row {number}": row[place] for number, row in body if row[place]}
        kind, field, unclear = ("as in other tables", shared[name], {}) if name in shared else (
            _kind(cells))
        faults += [f'{file}, {where}, column {name}: found "{cells[where]}", {said}'
                   for where, said in unclear.items()]
        held[name] = kind
        fields.append({"name": name, **field})
    if package.SOURCE not in head:
        held[package.SOURCE] = "is missing, so no row says where it is from"
    if faults:
        raise package.DataError(faults)
    return {"name": path.stem, "path": path.name, "title": "", "description": "", "format": "csv",
            "schema": {"fields": fields, "primaryKey": head[:1]}}, held


def _kind(cells):
    """What the cells of a column are, what to write of it, and cells that can mean two things."""
    near = ""
    for kind, form, field in KINDS if cells else KINDS[-1:]:
        plain, unclear = {}, {}
        for where, cell in cells.items():
            try:
                plain[where] = spreadsheets.one_way(
                    cell, field["type"], pattern=field.get("constraints", {}).get("pattern"))
            except spreadsheets.TwoWays as said:
                unclear[where] = said
        others = [where for where, cell in plain.items() if not re.fullmatch(form, cell)]
        if not others:
            written = {"type": field["type"], "description": "", **field}
            return f'{kind} ("{field["type"]}"){near}', written, unclear
        if not near and len(others) * 2 < len(cells):  # one slip makes words of a whole column
            near = f', as {others[0]} has "{cells[others[0]]}"; most others are {kind}'


def _with(parts, text, end):
    """The text of the file with parts put in at ``end``, where its list of tables is closed."""
    step = re.search(r"\n([ \t]+)|$", text)[1] or " "
    new = ",\n".join(indent(json.dumps(part, indent=step, ensure_ascii=False), 2 * step)
                     for part in parts)
    before = text[:end].rstrip()
    return f"{before}{'' if before.endswith('[') else ','}\n{new}\n{step}{text[end:]}"
