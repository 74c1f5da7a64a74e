"""A new set of lessons: a folder with one lesson that runs, and a lessons.md that explains itself.

Standard library only: this runs before anything is installed.
"""

import re
import shutil
from pathlib import Path

from seminar.errors import Told

TEMPLATE = Path(__file__).parent.parent / "template"
MADE = """\
The new set is in {folder}. It has one lesson that runs, and lessons.md says what each part does.
To open it:    python -m seminar lab {folder}
To check it:   python -m seminar check {folder}"""


class NewSetError(Told):
    """A new set cannot be made there. The message says why and what to do."""


def make(folder):
    """Copies the template into ``folder`` and says what comes next. Raises :class:`NewSetError`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NewSetError(f"{folder} holds something already, and nothing was changed. Name a "
                          "folder that is not there yet, or an empty one.")
    try:
        shutil.copytree(str(TEMPLATE), str(folder), dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        _name(folder)
    except OSError as error:
        raise NewSetError(f"{folder} could not be written: {error.strerror}. Name a folder in "
                          "which you may write.") from None
    return MADE.format(folder=folder)


def _name(folder):
    """Names the project after its folder: the answers of two sets must not mix."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    for file in (folder / "lessons.md", folder / "data" / "datapackage.json"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("new-set", name or "new-set"), encoding="utf-8")
