"""The set as a student gets it: everything that ``make lab`` needs, and nothing that is a key.

lessons.md is kept without *Listen for*, without the notes for instructors, and without the chapters
that belong to no lesson. Its field ``build: student`` says so to whoever reads it.
"""

import re
import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
#: Written for the zip: what does not work in it, they do not name.
WRITTEN = ROOT / "handouts" / "zip"
#: What a student's folder is made of; the reader's own copy of a text in my/ is not among it.
SHARED = ("LICENSE", "environment.yml", "pyproject.toml", "requirements.txt", "uv.lock", "seminar")
OF_THE_SET = ("CITATION.cff", "LICENSE-content", "data", "notebooks", "my/README.md", "my/class.md",
              "my/data")
PLANS = ("lessons.md", "my/lessons.md")
#: In any folder. What an instructor runs would not run there; a lock that a spreadsheet program
#: left behind has the instructor's name in it.
LEFT_BEHIND = ("__pycache__", ".ipynb_checkpoints", "instructor_*", ".~lock.*", "~$*")
NOTES = "Notes for instructors"

_LISTEN_FOR = re.compile(r"^\s*>\s*\*\*Listen for[.:]\*\*")
_LABEL = re.compile(r"^\s*>\s*\*\*[^*]+[.:]\*\*")
_HEADING = re.compile(r"^(#{1,3}) +(.*)$")
_TITLE = re.compile(r"^# (.*)$", re.MULTILINE)
_LICENCE = re.compile(r"^- licence: (.*)$", re.MULTILINE)
_PROJECT = re.compile(r"^- project: *(\S+)", re.MULTILINE)
#: By it conda tells two sets on one computer apart.
_ENVIRONMENT = re.compile(r"^name: .*$", re.MULTILINE)
_LESSON = re.compile(r"\d+\. ")


def plan(text):
    """A plan's text without what is for instructors."""
    kept, chapter, section, listening, before = [], False, False, False, ""
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading and len(heading[1]) < 3:
            chapter = len(heading[1]) == 2 and not _LESSON.match(heading[2])
        if heading:
            section = heading[2].strip() == NOTES
        if _LABEL.match(line):
            listening = bool(_LISTEN_FOR.match(line))
        elif heading or (not before.strip() and line.strip() and not line.lstrip().startswith(">")):
            listening = False  # a quotation goes on over blank lines, and over lines without a ">"
        if not (chapter or section or listening):
            kept.append(line)
        if heading and len(heading[1]) == 1:
            kept.append("- build: student")
        before = line
    return "\n".join(kept) + "\n"


def folder(where, of=ROOT):
    """Lays a student's folder of the set ``of`` out in ``where``, which must not be there yet."""
    for path, name in [(ROOT / name, name) for name in SHARED] + [
            (of / name, name) for name in OF_THE_SET]:
        if path.is_dir():
            shutil.copytree(path, where / name, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        elif path.exists():
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, where / name)
    shutil.copy(WRITTEN / "Makefile", where)
    head = (of / PLANS[0]).read_text(encoding="utf-8-sig")
    conda = where / "environment.yml"
    named = _ENVIRONMENT.sub(f"name: {_PROJECT.search(head)[1]}", conda.read_text(encoding="utf-8"))
    conda.write_text(named, encoding="utf-8", newline="\n")
    licence = _LICENCE.search(head)
    readme = (WRITTEN / "README.md").read_text(encoding="utf-8").format(
        title=_TITLE.search(head)[1].strip(),
        licence=f" Lessons and data: {licence[1].strip()}." if licence else "")
    (where / "README.md").write_text(readme, encoding="utf-8", newline="\n")
    for name in PLANS:
        if (of / name).exists():
            text = plan((of / name).read_text(encoding="utf-8-sig"))
            (where / name).write_text(text, encoding="utf-8", newline="\n")


def pack(where, file):
    """The student's folder ``where`` as a zip; the same folder is the same file, byte for byte."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(path for path in where.rglob("*") if path.is_file()):
            name = ZipInfo(f"lessons/{path.relative_to(where).as_posix()}")  # without a clock time
            name.external_attr = 0o644 << 16
            archive.writestr(name, path.read_bytes(), ZIP_DEFLATED)
