"""Where the project is: the folder with lessons.md, at or above the place a notebook runs in."""

from pathlib import Path

from seminar.told import Told

PLAN = "lessons.md"


class ProjectError(Told):
    """No project was found. The message says where it was looked for and what to do."""


def root():
    """The project's folder. Raises :class:`ProjectError` if there is none at or above here."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PLAN).exists():
            return folder
    raise ProjectError(f"{PLAN} was not found in {here.name}/ or in any folder above it. "
                       "Open the notebook from the project's own folder notebooks/.")
