"""Everything an instructor hands out, in one folder: pages, paper, the students' set, the keys.

    out/pages          lessons that need nothing but a browser, with student.zip to download
    out/print          handouts, cards and slides for students
    out/student.zip    the whole set for students, without keys
    out/teacher        keys and pages for a cover teacher: for the instructor alone
    out/what-changed.txt

The folder is replaced when all has gone well; where something is wrong, the last good one stays.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from seminar import project
from seminar.commands import lab, machine, notebooks, strays
from seminar.data import package, sources, text
from seminar.errors import Told
from seminar.files import folders
from seminar.lessons import for_students, numbers, parser

FOLDER = "out"
STEPS = ("reading lessons.md, data/ and my/",
         "getting the tools ready (the first time takes longer)",
         "running the lessons and setting the pages",
         "printing handouts, cards, slides and keys",
         "putting the folder together")


STAYS = f"Nothing was built. The last good folder is still in {FOLDER}/, if there was one."


class BuildError(Told):
    """Nothing was built. The message says what to put right."""

    def __init__(self, reason):
        super().__init__(f"{reason}\n{STAYS}")


def print_step(number):
    """Prints how far a build has come: ``number`` counts in STEPS."""
    print(f"[{'#' * number}{'.' * (len(STEPS) - number)}] {STEPS[number]}")


def build(say=print_step, tell=print):
    """Builds the folder and returns its path. Raises BuildError.

    ``say``: is told the number of each step in STEPS, at its beginning. ``tell``: is told what was
    done with notebooks that were out of date, a sentence each.
    """
    root = project.root()
    try:
        return _built(root, say, tell)
    except folders.InUse as error:
        raise BuildError(str(error)) from None
    except (OSError, shutil.Error) as error:
        raise BuildError(f"A file could not be read or written: {error}. Is the disk full, or the "
                         "file open in another program?") from None


def _built(root, say, tell):
    """The folder, built: see ``build``."""
    with tempfile.TemporaryDirectory() as work:
        say(0)
        faults = mistakes()
        if faults:
            raise BuildError("\n".join(faults))
        for sentence in update():
            tell(sentence)
        new, pages, paper = Path(work) / "new", Path(work) / "pages", Path(work) / "paper"
        say(1)
        _fetch_tools()
        say(2)
        _run(lab.ROOT / "site" / "build.py", pages, root, "--student-zip")
        say(3)
        _run(lab.ROOT / "handouts" / "build.py", paper, root)
        say(4)
        shutil.copytree(pages, new / "pages")
        shutil.copytree(paper / "students", new / "print")
        for folder in (new, new / "pages"):  # pages are handed out by themselves
            shutil.copy(paper / "student.zip", folder)
        shutil.copytree(paper / "teacher", new / "teacher")
        (new / "what-changed.txt").write_text("\n".join(what_changed()) + "\n", encoding="utf-8")
        folders.replace(root / FOLDER, new)
    return root / FOLDER


def mistakes():
    """Every mistake in lessons.md, data/ and my/; first those that keep others from being seen."""
    faults = list(dict.fromkeys(package.check() + parser.check()))
    # Numbers, and names of sections and tables, need a plan and tables that can be read.
    return faults or text.check(parser.read().fields.get("article")) + numbers.check() + (
        for_students.check() + strays.check())


def update():
    """Brings the notebooks up to date; returns what to know of it beyond which were written.

    Raises ``outline.PlanError`` if lessons.md has a mistake.
    """
    return [each for each in notebooks.write() if not each.endswith(" was written.")]


def what_changed():
    """What my/ makes different from the original, a line each, for colleagues."""
    lines = [*parser.changes(), *package.changes(), *sources.changes()]
    return ["What differs from the original:", *(f"- {line}" for line in lines)] if lines else [
        "Nothing differs from the original."]


def _fetch_tools():
    """Setting pages and printing need more than the lessons do: it is fetched when first needed."""
    try:
        lab.set_up("build", machine.PAPER)
    except lab.SetUpError as error:
        raise BuildError(str(error)) from None


def _run(script, folder, of, *options):
    """A builder by itself, where its tools are. ``of``: the set it builds."""
    ran = subprocess.run([lab.PYTHON, script, folder, "--of", of, *options],
                         capture_output=True, text=True)
    if ran.returncode:
        said = ran.stderr.strip() or ran.stdout.strip()
        if "Traceback (most recent call last)" in said:
            said = ("Something went wrong of which this program knows nothing, so please report "
                    f"it: {said.splitlines()[-1]}")
        raise BuildError(said)
