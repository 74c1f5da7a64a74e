"""Writes README.md beside it from datapackage.json, so that the two cannot disagree.

    python data/readme.py
"""

import json
from pathlib import Path

HERE = Path(__file__).parent
INTRO = """\
# The tables

Each table is a CSV file in UTF-8, described column by column in `datapackage.json`; this page is
made from that description by `python data/readme.py`. In a notebook, `table("{first}")`
reads a table and checks it, and `python -m seminar check` checks them all.

Three things hold for every table:

- A blank cell means not known, never zero.
- Sources that disagree keep a row each. No row was made to fit another.
- `source_id` points into `sources.json`, CSL-JSON as Zotero writes it. The `note` of a source says
  how much of it was read, and whose standpoint it has. Most were read in part only.

Beside the tables stand `geo/` (outlines for the maps, and the script that cut them) and
`fingerprints.py` (which lays a reader's own copy of the article over its paragraphs).
"""


def page(package):
    """The text of README.md."""
    tables = package["resources"]
    listed = "".join(f"- [{each['title']}](#{each['name']}): `{each['path']}`\n"
                     for each in tables)
    parts = [INTRO.format(first=tables[0]["name"]), listed, *map(section, tables)]
    return "\n".join(parts)


def section(table):
    """What one table is, how it was made, what it must not be used for, and its columns."""
    rows = "".join(map(row, table["schema"]["fields"]))
    return (f'<a id="{table["name"]}"></a>\n\n## {table["title"]}\n\n`{table["path"]}`\n\n'
            f"{table['description']}\n\n"
            f"| Column | What it says | Unit |\n| --- | --- | --- |\n{rows}")


def row(field):
    """A line of the list of columns."""
    return f"| `{field['name']}` | {field['description']} | {field.get('unit', '')} |\n"


if __name__ == "__main__":
    package = json.loads((HERE / "datapackage.json").read_text(encoding="utf-8"))
    (HERE / "README.md").write_text(page(package), encoding="utf-8", newline="\n")
