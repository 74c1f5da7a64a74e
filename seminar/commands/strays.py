"""Files in my/ that look like a teacher's changes and are not read: misnamed, or another type."""

from difflib import get_close_matches
from pathlib import Path

from seminar import project
from seminar.data import copies, package
from seminar.files import encodings, spreadsheets
from seminar.lessons import outline

#: How files end that programs make of tables, and those in which several files are packed.
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".ods", ".fods",
           ".numbers", ".gsheet")
_PACKED = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_IN_DATA = "that type of file"
_IN_MY = '"All files" as the type, so that the name stays as you write it'


def check():
    """A sentence for each such file, which says what would be read instead."""
    tables = [Path(name).name for name in package.own_files()]
    texts = [file.removeprefix("my/") for file in (outline.OWN, outline.OLDER, *copies.FILES)]
    root = project.root()
    mine = [file for file in sorted((root / "my").rglob("*")) if file.is_file()]
    places = {**dict.fromkeys(texts, "my"), **dict.fromkeys(tables, package.OWN)}
    astray = {file: places[file.name] for file in mine if file.name in places
              and file.parent != root / places[file.name]
              and get_close_matches(file.parent.name.lower(), ("my", "data"), 1)}
    said = []
    for file in mine:
        where = file.relative_to(root)
        folder = where.parent.as_posix()
        names, kind = (tables, _IN_DATA) if folder == package.OWN else (texts, _IN_MY)
        if file.name.startswith((".", "~")) or file in astray or (
                folder in ("my", package.OWN) and file.name in names):
            continue
        if advice := _advice(file, folder, names, kind, tables):
            said.append(f"{where.as_posix()} is not read. {advice}")
    return said + [f"{file.relative_to(root).as_posix()} is not read. Move it into the folder "
                   f"{folder}." for file, folder in astray.items()]


def _advice(file, folder, names, kind, tables):
    """What to do with a file that is not read; "" if it seems to have been put there on purpose."""
    ours = folder in ("my", package.OWN)
    if ours and file.suffix.lower() in _PACKED:
        return "Unpack it, and put the files that are in it into the folder my, or my/data."
    if ours and (near := _nearest(file.name, names)):
        return (f"Save it as {near}: in the window Save As, choose {kind}. Then take the other one "
                "out of the folder.")
    if file.suffix.lower() not in _TABLES:
        return ""
    # Numbers makes a folder of a workbook with several tables, and calls it by the workbook. What
    # lies in a folder of another name, such as old/, may well have been put away.
    table = _by_columns(file) if ours else _nearest(file.parent.name, tables)
    if table or ours:
        table = (table or "").partition(".")[0]
        whose = f'It seems to be the table "{table}". ' if table else ""
        return (f"{whose}Save it as {package.OWN}/{table or 'NAME'}.csv"
                + ("" if table else ", with the name of one of our tables, as in data/")
                + ". Then take this one away, or put it into a folder of its own, such as my/old.")
    return ""


def _by_columns(file):
    """The table that has the columns of a file, most of them at least; "" if there is none."""
    columns = package.columns()
    try:
        rows = spreadsheets.read(file, set().union(*columns.values()))
    except encodings.Unreadable:
        return ""
    head = {cell.lower().replace(" ", "_") for cell in rows[0][1]} if rows else set()
    alike = {name: len(head & set(names)) / len(names) for name, names in columns.items()}
    best = max(alike, key=alike.get, default="")
    return best if best and alike[best] > 0.6 else ""


def _nearest(name, names):
    """Of the names that stand in a file's name as "Copy of NAME (1)" has them, the longest.

    Failing that one that is nearly the same; or None: it has nothing to do with the lessons.
    """
    plain = name.lower()
    fitting = [each for each in names if plain.startswith(each.partition(".")[0])
               or plain.endswith(f" {each}")]
    if fitting:
        return max(fitting, key=lambda each: len(each.partition(".")[0]))
    return next(iter(get_close_matches(name, names, 1, cutoff=0.7)), None)
