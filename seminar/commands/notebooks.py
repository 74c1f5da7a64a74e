"""Writes the notebooks from lessons.md, those alone that are out of date.

With an instructor's own my/lessons.md they are written to my/notebooks/, and those of the set stay
as they are. What a reader changed is kept: in a *Try it* cell where it stands, else in a copy.
"""

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from seminar import project
from seminar.data import package
from seminar.lessons import notebook, parser

CHECKED = "nbval-check-output"
#: In the name of a copy that has a reader's changes, before the day.
_ASIDE = "(your changes, "


def write(run=False):
    """Brings the notebooks of this set up to date. Returns a sentence for each that was written.

    ``run``: runs the code up to the last cell whose output is compared, where one is out of date.
    Raises ``outline.PlanError`` if lessons.md has a mistake.
    """
    unit, said = parser.read(), []
    paths = {number: project.root() / lesson.fields["notebook"]
             for number, lesson in unit.lessons.items()}
    printed = _printed({path.parent for path in paths.values()})
    for number, path in paths.items():
        new = made(unit, unit.lessons[number], path, printed)
        wrote = _write(path, new, run)
        said += wrote
        steps = dict.fromkeys(_step_of(new, cell) for cell in stale(new))
        if wrote and steps:
            listed = ", ".join(f'"{step}"' for step in steps)
            said.append(f"Lesson {number}: what is printed in {listed} is out of date. Type "
                        '"python -m seminar notebooks --run".')
    return said + _without_a_lesson(set(paths.values()))


def made(unit, lesson, path=None, printed=None):
    """The notebook as lessons.md has it, with what a reader keeps of the one at ``path``.

    ``printed``: the cells of other notebooks that may have printed the same, by what they read.
    """
    new = notebook.of(unit, lesson)
    new.metadata["seminar"] = {"written": _digest(new)}
    old = _read(path) if path else None
    for cell in new.cells:
        if CHECKED in cell.metadata.get("tags", []):
            rests_on = [cell.source, *_code_of(new, cell), *_tables(lesson)]
            cell.metadata["seminar"]["read"] = read = _fingerprint(rests_on)
            before = {**(printed or {}), **_printed_in(old)}.get(read)
            if before:
                cell.outputs, cell.execution_count = before.outputs, before.execution_count
    tried = _tried(old)
    for place, cell in _tried(new).items():
        cell.metadata["seminar"]["code"] = _fingerprint(cell.source)
        if place in tried and _is_readers(tried[place]):
            cell.source = tried[place].source
    return new


def _printed(folders):
    """The cells that printed something, in some folders and among the notebooks of the set."""
    found = {}
    for folder in sorted({project.root() / "notebooks", *folders}):
        for path in sorted(folder.glob("*.ipynb")):
            found |= _printed_in(_read(path))
    return found


def _printed_in(old):
    """The cells of a notebook that printed something, by the code and tables that they read."""
    return {cell.metadata["seminar"]["read"]: cell for cell in (old.cells if old else ())
            if cell.metadata.get("seminar", {}).get("read") and cell.outputs}


def _step_of(made, cell):
    """The step of a notebook in which a cell stands; "" above the first."""
    above = made.cells[:made.cells.index(cell)]
    return next((each.metadata["seminar"]["section"] for each in reversed(above)
                 if "step" in each.metadata.get("tags", [])), cell.metadata["seminar"]["section"])


def _without_a_lesson(paths):
    """Takes away what was written for a lesson that has another title now, or is gone."""
    said = []
    there = {each for folder in {path.parent for path in paths} for each in folder.glob("*.ipynb")}
    for path in sorted(there - paths):
        old = None if _ASIDE in path.name else _read(path)
        if not old or "written" not in old.metadata.get("seminar", {}):
            continue  # no notebook of a lesson
        if _changed(old) or any(map(_is_readers, _tried(old).values())):
            said.append(f"{path.name} belongs to no lesson any more. It was changed by hand, so it "
                        "is kept. Delete it if you do not need it.")
        else:
            path.unlink()
            said.append(f"{path.name} was taken away: no lesson has that name any more.")
    return said


def _tried(made):
    """The cells to try of a notebook, by their section and their place in it."""
    found, seen = {}, Counter()
    for cell in made.cells if made else ():
        if "try-it" in cell.metadata.get("tags", []):
            section = cell.metadata.get("seminar", {}).get("section", "")
            found[section, seen[section]] = cell
            seen[section] += 1
    return found


def _is_readers(cell):
    """Whether a cell to try holds other code than was written into it."""
    return cell.metadata.get("seminar", {}).get("code") != _fingerprint(cell.source)


def stale(new):
    """The cells whose printed output is not there: their code, or a table, has changed."""
    return [cell for cell in new.cells
            if CHECKED in cell.metadata.get("tags", []) and not cell.outputs]


def as_text(made):
    """A notebook as Jupyter writes it."""
    return nbformat.writes(made) + "\n"


def _write(path, new, run):
    said, old = [], _read(path)
    if run and stale(new):
        _run(new, path.parent)
    if old and _same(old, new):
        return said
    if path.exists() and (not old or _changed(old) or _loses(old, new)):
        aside = _aside(path)
        path.rename(aside)
        said.append(f"{path.name} was changed by hand. It is kept as {aside.name}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(new), encoding="utf-8", newline="\n")
    return [*said, f"{path.name} was written."]


def _run(new, folder):
    """Runs the code up to the last cell whose output is compared, and keeps those outputs alone."""
    folder.mkdir(parents=True, exist_ok=True)
    last = max(n for n, cell in enumerate(new.cells) if CHECKED in cell.metadata.get("tags", []))
    copy = nbformat.from_dict({**new, "cells": json.loads(json.dumps(new.cells[:last + 1]))})
    NotebookClient(copy, timeout=120, record_timing=False,
                   resources={"metadata": {"path": str(folder)}}).execute()
    for cell, ran in zip(new.cells, copy.cells):
        if CHECKED in cell.metadata.get("tags", []):
            cell.outputs, cell.execution_count = ran.outputs, ran.execution_count


def _same(old, new):
    """Whether two notebooks differ in nothing but what running one has left in it."""
    def bare(each):
        return [(cell.cell_type, cell.source, cell.get("id"),
                 {key: cell.metadata.get(key) for key in (
                     "tags", "seminar", "deletable", "editable", "jupyter")})
                for cell in each.cells]
    return bare(old) == bare(new) and not any(
        cell.outputs != before.outputs for before, cell in zip(old.cells, new.cells)
        if CHECKED in cell.metadata.get("tags", []))


def _changed(old):
    """Whether a reader changed more of a notebook than its cells to try."""
    return old.metadata.get("seminar", {}).get("written") != _digest(old)


def _loses(old, new):
    """Whether a cell to try that a reader changed has no place any more."""
    there = _tried(new)
    return any(_is_readers(cell) for place, cell in _tried(old).items() if place not in there)


def _aside(path):
    """A free name beside the notebook, which says whose changes are in it."""
    stem = f"{path.stem} {_ASIDE}{date.today():%Y-%m-%d}"
    names = [f"{stem}).ipynb", *(f"{stem}, {n}).ipynb" for n in range(2, 100))]
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _digest(made):
    """A fingerprint of what stands in the cells that are not there to be changed."""
    fixed = [(cell.cell_type, cell.source) for cell in made.cells
             if "try-it" not in cell.metadata.get("tags", [])]
    return _fingerprint(fixed)


def _code_of(made, cell):
    """The code that may make what a cell prints: of its own section, and of the tables."""
    sections = ("Tables", cell.metadata["seminar"]["section"])
    return [each.source for each in made.cells if each.cell_type == "code"
            and each.metadata["seminar"]["section"] in sections]


def _tables(lesson):
    """The tables that a lesson reads, as text."""
    return [package.as_csv(name).decode() for name in lesson.fields["data"]]


def _fingerprint(thing):
    return hashlib.sha256(json.dumps(thing).encode()).hexdigest()[:16]


def _read(path):
    """The notebook at a path; None where there is none that can be read."""
    try:
        return nbformat.read(Path(path), 4)
    except (OSError, ValueError, nbformat.reader.NotJSONError):
        return None
