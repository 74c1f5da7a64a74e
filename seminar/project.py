"""Where the project is: the folder with lessons.md, at or above the place a notebook runs in."""

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path

from seminar.errors import Told

PLAN = "lessons.md"
#: The folder of an instructor's own things, which may have a lessons.md, too.
OWN = "my"
_LANGUAGE = re.compile(r"^- language:[ \t]*([A-Za-z-]+)", re.MULTILINE)


class ProjectError(Told):
    """No project was found. The message says where it was looked for and what to do."""


def root() -> Path:
    """The project's folder. Raises :class:`ProjectError` if there is none at or above here."""
    here = Path.cwd()
    for folder in chain([here], here.parents):
        own = folder.name == OWN and (folder.parent / PLAN).exists()
        if (folder / PLAN).exists() and not own:
            return folder
    raise ProjectError(f"{PLAN} was not found in {here.name}/ or in any folder above it. "
                       "Open the notebook from the project's own folder notebooks/.")


def at(folder: "Path | str") -> Path:
    """The folder of a set of lessons, whole. Raises :class:`ProjectError` if it is none."""
    if not (Path(folder) / PLAN).exists():
        raise ProjectError(f"{folder} is no set of lessons: there is no {PLAN} in it. Name a "
                           "folder that has one, or make one: python -m seminar new FOLDER.")
    return Path(folder).resolve()


def language() -> str:
    """The language of words in another alphabet, such as "el": a line at the top of lessons.md.

    "" where there is none: then such words are not marked.
    """
    path = root() / PLAN
    return _language(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _language(path, _changed):
    found = _LANGUAGE.search(path.read_text(encoding="utf-8-sig", errors="replace"))
    return found[1] if found else ""
