"""Writes the notebooks from lessons.md, those alone that are out of date.

With an instructor's own my/lessons.md they are written to my/notebooks/, and those of the set stay
as they are. What a reader changed is kept: in a *Try it* cell where it stands, else in a copy.
"""

import hashlib
import json
from datetime import date
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from seminar import project
from seminar.data import package
from seminar.lessons import notebook, parser

CHECKED = "nbval-check-output"


def write(run=False):
    """Brings the notebooks of this set up to date. Returns a sentence for each that was written.

    ``run``: runs the code up to the last cell whose output is compared, where one is out of date.
    Raises ``outline.PlanError`` if lessons.md has a mistake.
    """
    unit, said = parser.read(), []
    for lesson in unit.lessons.values():
        path = project.root() / lesson.fields["notebook"]
        said += _write(path, made(unit, lesson, path), run)
    return said


def made(unit, lesson, path=None):
    """The notebook as lessons.md has it, with what a reader keeps of the one at ``path``."""
    new = notebook.of(unit, lesson)
    new.metadata["seminar"] = {"written": _digest(new)}
    old = _read(path) if path else None
    kept = {cell.get("id"): cell for cell in old.cells} if old else {}
    for cell in new.cells:
        tags = cell.metadata.get("tags", [])
        before = kept.get(cell.id)
        if "try-it" in tags and before:
            cell.source = before.source
        if CHECKED in tags:
            cell.metadata["seminar"]["read"] = _tables_read(lesson, cell)
            if before and before.metadata.get("seminar") == cell.metadata["seminar"]:
                cell.outputs, cell.execution_count = before.outputs, before.execution_count
    return new


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
    if path.exists() and (not old or _changed(old)):
        aside = _aside(path)
        path.rename(aside)
        said.append(f"{path.name} was changed by hand. It is kept as {aside.name}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(new), encoding="utf-8", newline="\n")
    said.append(f"{path.name} was written.")
    said += [f"{path.name}: what is printed below \"{cell.source.splitlines()[0]}\" is out of date."
             ' Type "python -m seminar notebooks --run".' for cell in stale(new)]
    return said


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
                 {key: value for key, value in cell.metadata.items() if key in (
                     "tags", "seminar", "deletable", "editable", "jupyter")})
                for cell in each.cells]
    return bare(old) == bare(new) and not any(
        cell.outputs != before.outputs for before, cell in zip(old.cells, new.cells)
        if CHECKED in cell.metadata.get("tags", []))


def _changed(old):
    """Whether a reader changed more of a notebook than its cells to try."""
    return old.metadata.get("seminar", {}).get("written") != _digest(old)


def _aside(path):
    """A free name beside the notebook, which says whose changes are in it."""
    stem = f"{path.stem} (your changes, {date.today():%Y-%m-%d}"
    names = [f"{stem}).ipynb", *(f"{stem}, {n}).ipynb" for n in range(2, 100))]
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _digest(made):
    """A fingerprint of what stands in the cells that are not there to be changed."""
    fixed = [(cell.cell_type, cell.source) for cell in made.cells
             if "try-it" not in cell.metadata.get("tags", [])]
    return hashlib.sha256(json.dumps(fixed).encode()).hexdigest()[:16]


def _tables_read(lesson, cell):
    """A fingerprint of a cell's code and of the tables that its lesson reads."""
    text = [cell.source, *(package.as_csv(name).decode() for name in lesson.fields["data"])]
    return hashlib.sha256(json.dumps(text).encode()).hexdigest()[:16]


def _read(path):
    """The notebook at a path; None where there is none that can be read."""
    try:
        return nbformat.read(Path(path), 4)
    except (OSError, ValueError, nbformat.reader.NotJSONError):
        return None
