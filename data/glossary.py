"""Writes glossary.csv beside it from the Words of lessons.md, so that the two cannot disagree.

    python data/glossary.py
"""

import csv
import io
from pathlib import Path

from seminar.lessons import parser
from seminar.page import prose

HERE = Path(__file__).parent


def page(unit):
    """The text of glossary.csv: each word as each lesson explains it, in the lessons' order."""
    file = io.StringIO()
    # In quotes: a spreadsheet that takes semicolons for separators, too, cuts no cell in two.
    lines = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    lines.writerow(["term", "lesson", "term_ru", "meaning", "contested"])
    for number, lesson in sorted(unit.lessons.items()):
        for term, foreign, meaning in lesson.words:
            said, _, contested = prose.plain(meaning).partition(" Contested: ")
            lines.writerow([prose.plain(term), number, foreign, said, contested])
    return file.getvalue()


if __name__ == "__main__":
    unit = parser.read(HERE.parent / "lessons.md")
    (HERE / "glossary.csv").write_text(page(unit), encoding="utf-8", newline="\n")
