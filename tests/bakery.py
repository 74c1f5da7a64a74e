"""A small project of its own for the tests: a bakery with two tables and two sources."""

import json
import shutil
from pathlib import Path

FIXTURE = Path(__file__).parent / "lessons" / "every_element.md"

LOAVES = """\
row_id,baked,baker_id,kind,loaves,weight,code,source_id,note
b1,2001-07-10,ann,rye,40,0.07,R-1,baker-2001,
b2,2001-07-11,bob,wheat,12000,1.5,W-2,baker-2001;miller-2002,"dark, and warm"
b3,,,rye,,,,baker-2001,
"""
BAKERS = "baker_id,name\nann,Ann\nbob,Боб\n"

SOURCES = [
    {"id": "baker-2001", "type": "book", "title": "Bread", "note": "Read whole."},
    {"id": "miller-2002", "type": "book", "title": "Flour", "note": "Read in part."},
]


def _field(name, kind="string", **constraints):
    return {"name": name, "type": kind, "description": f"The {name}.", "constraints": constraints}


PACKAGE = {"resources": [
    {"name": "loaves", "path": "loaves.csv", "schema": {
        "fields": [
            _field("row_id", required=True),
            _field("baked", "date", minimum="2001-01-01", maximum="2001-12-31"),
            _field("baker_id"),
            _field("kind", required=True, enum=["wheat", "rye"]),
            _field("loaves", "integer", minimum=0, maximum=100000),
            _field("weight", "number", minimum=0.01),
            _field("code", pattern="[A-Z]-\\d"),
            _field("source_id", required=True),
            _field("note"),
        ],
        "primaryKey": ["row_id"],
        "foreignKeys": [{"fields": "baker_id",
                         "reference": {"resource": "bakers", "fields": "baker_id"}}],
    }},
    {"name": "bakers", "path": "bakers.csv", "schema": {
        "fields": [_field("baker_id", required=True), _field("name")], "primaryKey": "baker_id",
    }},
]}


def build(folder):
    """Writes the project into a folder: nothing in it is wrong."""
    (folder / "data").mkdir()
    shutil.copy(FIXTURE, folder / "lessons.md")
    (folder / "data" / "loaves.csv").write_text(LOAVES, encoding="utf-8")
    (folder / "data" / "bakers.csv").write_text(BAKERS, encoding="utf-8")
    (folder / "data" / "sources.json").write_text(json.dumps(SOURCES), encoding="utf-8")
    (folder / "data" / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    return folder
