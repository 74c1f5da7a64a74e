"""How long it takes to read a class and to write its report.

    python bench/collate.py [lesson]

Two made-up classes: 30 students, and 500 with 40 hostile or broken files among them. The sizes are
those of the report, the CSV and the workbook. Then a folder of 120 files, each made to cost the
most that it can: its seconds are those of the processor, as other programs may work beside it.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import a_class  # noqa: E402
import hostile_folder  # noqa: E402
from table import Measure, show  # noqa: E402
from the_lesson import NUMBER  # noqa: E402

from seminar.lessons import parser  # noqa: E402
from seminar.report import page  # noqa: E402


def measured(lesson=NUMBER):
    """Seconds for both classes, and what the report weighs."""
    unit = parser.read(ROOT / "lessons.md")
    for students, bad, most in ((30, 0, 5), (500, 40, None)):
        with tempfile.TemporaryDirectory() as folder:
            a_class.fill(Path(folder), unit, lesson, students, bad)
            begun = time.perf_counter()
            written, _ = page.save(folder)
            seconds = time.perf_counter() - begun
            weight = sum(path.stat().st_size for path in written) / 1000
        what = f"collate {students}" + (f", {bad} of them broken" if bad else "")
        yield Measure(what, "s", seconds, most=most)
        yield Measure(f"{what}: the report", "kB", weight)
    yield from of_hostile_files()


def of_hostile_files():
    """Seconds of the processor, and memory, for the report of 120 hostile files."""
    with tempfile.TemporaryDirectory() as folder:
        hostile_folder.fill(Path(folder))
        command = [sys.executable, "-m", "seminar", "collate", folder]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    what = f"collate {hostile_folder.NUMBER} hostile files"
    yield Measure(what, "s", seconds, most=60)
    yield Measure(f"{what}: memory", "MB", after.ru_maxrss / 1024, most=300)


if __name__ == "__main__":
    show(measured(*map(int, sys.argv[1:])))
