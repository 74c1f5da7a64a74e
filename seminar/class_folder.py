"""Everything an instructor hands out, in one folder: pages, paper, the students' set, the keys.

    out/pages          lessons that need nothing but a browser
    out/print          handouts, cards and slides for students
    out/student.zip    the whole set for students, without keys
    out/teacher        keys and pages for a cover teacher: for the instructor alone
    out/what-changed.txt

The folder is replaced when all has gone well; where something is wrong, the last good one stays.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from seminar import classroom, data, grammar, lab, numbers, project
from seminar.told import Told

FOLDER = "out"
STEPS = ("reading lessons.md, data/ and my/", "running the lessons and setting the pages",
         "printing handouts, cards, slides and keys", "putting the folder together")


class BuildError(Told):
    """Nothing was built. The message says what to put right."""

    def __init__(self, reason):
        super().__init__(f"{reason}\nNothing was built. The last good folder is still in "
                         f"{FOLDER}/, if there was one.")


def build(say=print):
    """Builds the folder and returns its path. ``say``: is told each step. Raises BuildError."""
    root = project.root()
    with tempfile.TemporaryDirectory() as work:
        _step(say, 0)
        faults = mistakes()
        if faults:
            raise BuildError("\n".join(faults))
        new, pages, paper = Path(work) / "new", Path(work) / "pages", Path(work) / "paper"
        _step(say, 1)
        _run(lab.ROOT / "site" / "build.py", pages, root)
        _step(say, 2)
        _run(lab.ROOT / "handouts" / "build.py", paper, root)
        _step(say, 3)
        shutil.copytree(pages, new / "pages")
        shutil.copytree(paper / "students", new / "print")
        shutil.copy(paper / "student.zip", new / "student.zip")
        shutil.copytree(paper / "teacher", new / "teacher")
        (new / "what-changed.txt").write_text("\n".join(what_changed()) + "\n", encoding="utf-8")
        shutil.rmtree(root / FOLDER, ignore_errors=True)
        shutil.copytree(new, root / FOLDER)
    return root / FOLDER


def mistakes():
    """Every mistake in lessons.md, data/ and my/; first those that keep others from being seen."""
    faults = list(dict.fromkeys(data.check() + grammar.check() + classroom.check()))
    return faults or numbers.check()  # numbers need tables that can be read


def what_changed():
    """What my/ makes different from the original, a line each, for colleagues."""
    lines = [*grammar.changes(), *data.changes(), *classroom.changes()]
    return ["What differs from the original:", *(f"- {line}" for line in lines)] if lines else [
        "Nothing differs from the original."]


def _step(say, number):
    done = "#" * number + "." * (len(STEPS) - number)
    say(f"[{done}] {STEPS[number]}")


def _run(script, folder, of):
    """A builder by itself: it needs tools that the lessons do not. ``of``: the set it builds."""
    ran = subprocess.run([sys.executable, script, folder, "--of", of], capture_output=True,
                         text=True)
    if ran.returncode:
        raise BuildError(ran.stderr.strip() or ran.stdout.strip())
