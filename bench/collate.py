"""How long it takes to read a class and to write its report.

    python bench/collate.py [lesson]

Two made-up classes: 30 students, and 500 with 40 hostile or broken files among them. The sizes are
those of the report, the CSV and the workbook.
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import a_class  # noqa: E402

from seminar import class_report, grammar  # noqa: E402


def main(lesson=5):
    unit = grammar.read(ROOT / "lessons.md")
    print(f"{'students':>9}{'bad':>5}{'seconds':>9}   sizes in kB")
    for students, bad in ((30, 0), (500, 40)):
        with tempfile.TemporaryDirectory() as folder:
            a_class.fill(Path(folder), unit, lesson, students, bad)
            begun = time.perf_counter()
            written, _ = class_report.save(folder)
            seconds = time.perf_counter() - begun
            sizes = ", ".join(f"{path.stat().st_size // 1000} {path.suffix[1:]}" for path in written)
            print(f"{students:>9}{bad:>5}{seconds:>9.2f}   {sizes}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
