"""The set as a student gets it: everything that ``make lab`` needs, and nothing that is a key.

What of lessons.md students may see is decided in ``lessons.for_students``. Of the other folders
only what the lessons read is taken: another notebook, or another file in my/data, may be a key.
"""

import re
import shutil
from contextlib import chdir
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from seminar.commands import notebooks
from seminar.commands.lab import ROOT
from seminar.data import package
from seminar.lessons import for_students, parser

#: Written for the zip: what does not work in it, they do not name.
WRITTEN = ROOT / "handouts" / "zip"
#: What a student's folder is made of; the reader's own copy of a text in my/ is not among it.
SHARED = ("LICENSE", "environment.yml", "pyproject.toml", "requirements.txt", "uv.lock", "seminar")
OF_THE_SET = ("CITATION.cff", "LICENSE-content", "data", "my/README.md", "my/class.md")
#: In any folder. A lock that a spreadsheet program left behind has the instructor's name in it.
LEFT_BEHIND = ("__pycache__", ".ipynb_checkpoints", ".~lock.*", "~$*")

#: By it conda tells two sets on one computer apart.
_ENVIRONMENT = re.compile(r"^name: .*$", re.MULTILINE)


def folder(where, of=ROOT):
    """Lays a student's folder of the set ``of`` out in ``where``, which must not be there yet.

    Raises ``PlanError`` where there can be no copy: for a mistake in lessons.md, or a section of
    which it is not known whether students may see it.
    """
    with chdir(of):
        plans, unit = for_students.texts(), parser.read()
        own = package.own_files()
    for path, name in [(ROOT / name, name) for name in SHARED] + [
            (of / name, name) for name in (*OF_THE_SET, *own)]:
        if path.is_dir():
            shutil.copytree(path, where / name, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        elif path.exists():
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, where / name)
    shutil.copy(WRITTEN / "Makefile", where)
    conda = where / "environment.yml"
    named = _ENVIRONMENT.sub(f"name: {unit.fields['project']}", conda.read_text(encoding="utf-8"))
    licence = unit.fields.get("licence")
    readme = (WRITTEN / "README.md").read_text(encoding="utf-8").format(
        title=unit.title, licence=f" Lessons and data: {licence}." if licence else "")
    for name, text in {"environment.yml": named, "README.md": readme, **plans}.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text, encoding="utf-8", newline="\n")
    with chdir(where):
        notebooks.write()


def pack(where, file):
    """The student's folder ``where`` as a zip; the same folder is the same file, byte for byte."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(path for path in where.rglob("*") if path.is_file()):
            name = ZipInfo(f"lessons/{path.relative_to(where).as_posix()}")  # without a clock time
            name.external_attr = 0o644 << 16
            archive.writestr(name, path.read_bytes(), ZIP_DEFLATED)
