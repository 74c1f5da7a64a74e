"""A folder that was made anew takes the place of the one before: all of it, or nothing."""

import os
import shutil
from pathlib import Path

from seminar.errors import Told


class InUse(Told):
    """The folder stays as it was. The message names the file that cannot be replaced."""


def replace(folder: Path, new: Path) -> None:
    """Puts a copy of the folder ``new`` where ``folder`` is, or is to be.

    The copy is made beside it and then takes its name, so that a full disk, or a file that is open
    in another program, leaves the old one whole. Raises :class:`InUse`.
    """
    beside, before = (folder.with_name(f".{folder.name}-{each}") for each in ("new", "before"))
    try:
        if before.exists() and not folder.exists():
            os.replace(before, folder)  # a computer was switched off between the two
        for left in (beside, before):
            if left.exists():
                shutil.rmtree(left)
        shutil.copytree(new, beside)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                path.open("r+b").close()  # what another program holds cannot be opened so
        if folder.exists():
            os.replace(folder, before)
        try:
            os.replace(beside, folder)
        except OSError:
            if before.exists():
                os.replace(before, folder)
            raise
    except (OSError, shutil.Error) as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise InUse(_sentence(folder, error)) from None
    shutil.rmtree(before, ignore_errors=True)


def _sentence(folder, error):
    name = getattr(error, "filename", None)
    if isinstance(error, PermissionError) and name:
        name = Path(name)
        if name.is_relative_to(folder.parent):
            name = name.relative_to(folder.parent)
        return (f"{name} cannot be replaced. Is it open in another program? Close it there, and "
                "start again. If it is open nowhere, it is protected from changes: allow them.")
    said = getattr(error, "strerror", None) or error
    return (f"{folder} could not be written: {said}. Is the disk full, or the folder open in "
            "another program? Put that right, and start again.")
