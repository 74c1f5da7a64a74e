"""Builds what is handed out on paper, and what only an instructor has, as PDF.

    python handouts/build.py [folder] [lesson ...] [--of set]

The folder is ``handouts/_build`` unless another is named, and the set of lessons this one.
Everything for students is made in a student's folder, in which there is no key to be found: see
``commands.student_copy``.
"""

import argparse
import json
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import evidence
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbclient.exceptions import CellExecutionError
from playwright.sync_api import sync_playwright

from seminar import alphabets, project
from seminar.commands import machine, student_copy
from seminar.data import sources, text
from seminar.errors import Told
from seminar.files import folders
from seminar.lessons import parser, periods
from seminar.lessons.sections import KINDS
from seminar.page import prose
from seminar.page.style import STYLE
from seminar.widgets import export
from seminar.widgets.check import check_box

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
#: What Chromium writes into a PDF and no reader sees: clock times, and its numbers for parts.
CLOCK = re.compile(rb"\(D:\d{14}")
PART = re.compile(rb"\(node\d{8}\)")
#: Printed last: a folder that has it is one of ours, and may be replaced.
LAST = Path("teacher", "figures.pdf")
LETTERS = "ABCDEFGHIJ"
SLIDE_WORDS = 70
FIT = (HERE / "fit.js").read_text(encoding="utf-8")


def build(folder, numbers=(), of=ROOT):
    """Builds the PDFs of some lessons of a set, or of all, and the student's zip into ``folder``.

    Raises Told where lessons.md has a mistake, a cell fails, a page is overfull, there is no
    Chromium, or the folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / LAST).exists():
        raise Told(f"{folder} holds something else, and would be replaced. Name another folder.")
    with chdir(of):
        for_instructors = parser.read()
    with tempfile.TemporaryDirectory() as work:
        students, out = Path(work) / "student", Path(work) / "out"
        student_copy.folder(students, of)
        with chdir(students):
            unit = parser.read()
        missing = [str(each) for each in numbers if each not in unit.lessons]
        if missing:
            raise Told(f"lessons.md has no lesson {', '.join(missing)}. It has: "
                       f"{', '.join(map(str, unit.lessons))}.")
        lessons = [unit.lessons[number] for number in numbers or unit.lessons]
        for name in ("students", "teacher"):
            (out / name).mkdir(parents=True)
        student_copy.pack(students, out / "student.zip")
        with ThreadPoolExecutor(2) as pool:
            ran = list(pool.map(lambda lesson: run(students / lesson.fields["notebook"]), lessons))
        with chdir(students), printer(unit.settings) as on_paper:
            found = [Paper(unit, lesson, evidence.of(notebook, lesson))
                     for lesson, notebook in zip(lessons, ran)]
            for paper in found:
                hand_out(paper, on_paper, out / "students")
                to_teach(paper, for_instructors.lessons[paper.lesson.number], on_paper,
                         out / "teacher")
            on_paper("figures", out / LAST, papers=found)
        folders.replace(folder, out)


def run(notebook):
    """The notebook after a run, with a sentence where a cell fails."""
    try:
        return export.run(notebook)[0]
    except CellExecutionError as error:
        raise Told(f"{notebook.name}: a cell fails, so nothing was built. Open the notebook, run "
                   f"it, and put right what it says: {error.ename}: {error.evalue}") from None


# What stands on the pages ------------------------------------------------------------------------


@dataclass(frozen=True)
class Paper:
    """What the pages of a lesson are made of, as a student may have it."""

    unit: object
    lesson: object
    evidence: list

    @property
    def gists(self):
        """The paragraphs that the lesson reads: number, gist, a phrase of its own."""
        return [row for span in self.lesson.readings for row in text.paragraphs(span).itertuples()]

    @property
    def source(self):
        return sources.cite_all(self.unit.fields["article"])

    @property
    def last(self):
        """The prompt that ends the lesson: the last one to write on in class."""
        in_class = [key[1] for step in self.lesson.plan if step.place == "class"
                    for key in step.shows if key[0] == "Write"]
        return self.lesson.write[(in_class or list(self.lesson.write))[-1]]

    def asked(self, kind):
        """What stands on a sheet of one kind of section: name -> section.

        What the plan has for who wants more stands on the page alone.
        """
        more = {key for step in self.lesson.plan if step.place == "more" for key in step.shows}
        return {name: section for name, section in getattr(
            self.lesson, KINDS[kind].shelf).items() if (kind, name) not in more}

    @property
    def prompts(self):
        """All other prompts, in the order of the lesson's talk and writing."""
        asked = [*self.asked("Discuss").values(), *self.asked("Write").values()]
        return [each for each in asked if each is not self.last]

    @property
    def checks(self):
        """The checks of the sheet as they are shown: options by letter, in the page's order."""
        return list(map(self._box, self.asked("Check").values()))

    @property
    def further_checks(self):
        """The checks that stand on the page alone: the key has them behind those of the sheet."""
        on_paper = self.asked("Check")
        return [self._box(each) for name, each in self.lesson.checks.items()
                if name not in on_paper]

    def _box(self, check):
        return check_box(check, project="", lesson=self.lesson.number, title="")

    @property
    def sorters(self):
        return [each for each in self.evidence if each.kind == "sort"]

    @property
    def figures(self):
        return [each for each in self.evidence if each.name in self.lesson.figures]

    @property
    def argument(self):
        """The argument in pieces short enough for a slide."""
        sentences = re.split(r"(?<=[.?!])\s+", prose.without_comments(
            self.lesson.texts.get("Argument", "")).strip())
        slides = [[]]
        for sentence in filter(None, sentences):
            if sum(len(each.split()) for each in [*slides[-1], sentence]) > SLIDE_WORDS:
                slides.append([])
            slides[-1].append(sentence)
        return [" ".join(each) for each in slides if each]


def key_of(box):
    """The right answer of a check as letters, or as a number with its unit."""
    if box.kind == "number":
        return f"{box.answer:g} {box.unit}".strip()
    if box.kind == "order":
        return ", ".join(LETTERS[place] for place, _ in sorted(
            enumerate(box.items), key=lambda each: each[1]["rank"]))
    return ", ".join(letter for letter, each in zip(LETTERS, box.options) if each["right"])


def case_of(pattern):
    """When a mistake gets its own feedback, in words. ``pattern``: as a check's box has it."""
    first, *second = pattern["terms"] or [""]
    if pattern["test"] == "number":
        return f"If {first:g}"
    return "If " + " ".join(filter(None, (first, pattern["test"], *second)))


# The products ------------------------------------------------------------------------------------


def hand_out(paper, on_paper, folder):
    """Everything of a lesson that a student gets or sees."""
    def file(name):
        return folder / f"{paper.lesson.number:02}-{name}.pdf"

    # What does not fit on the side for it stands on the evidence sheets, with all the rest.
    fitted = on_paper("handout", file("handout"), paper=paper, large=False, pieces=paper.evidence)
    pieces = [paper.evidence[number] for number in fitted["pieces"]]
    on_paper("handout", file("large-print"), paper=paper, large=True, pieces=pieces)
    if paper.evidence:
        on_paper("evidence", file("evidence"), paper=paper, large=False)
        on_paper("evidence", file("evidence-large"), paper=paper, large=True)
    if paper.sorters:
        on_paper("cards", file("cards"), paper=paper)
    on_paper("absent", file("absent"), paper=paper)
    on_paper("slides", file("slides"), paper=paper)


def to_teach(paper, lesson, on_paper, folder):
    """The key and the page for a cover teacher. ``lesson``: with what is for instructors."""
    notes = labelled(lesson.texts.get("Notes for instructors", ""))
    for name in ("key", "cover"):
        on_paper(name, folder / f"{lesson.number:02}-{name}.pdf", paper=paper, lesson=lesson,
                 notes=notes)


def labelled(notes):
    """Notes for instructors as label -> Markdown; a paragraph without a label goes on."""
    found = {}
    for block in filter(None, re.split(r"\n\s*\n", notes.strip())):
        label = re.match(r"\*\*([^*]+?)[.:]\*\*\s*", block)
        if label:
            found[label[1]] = [block[label.end():]]
        elif found:
            found[next(reversed(found))].append(block)
    return {label: "\n\n".join(blocks) for label, blocks in found.items()}


# Onto paper --------------------------------------------------------------------------------------


@contextmanager
def printer(settings):
    """A function that sets a page of ``pages/`` and prints it to a file, by Chromium.

    ``settings``: those of the class, see ``seminar.lessons.settings``.
    """
    program = machine.browser()
    if program is None:
        raise Told(machine.sentence([machine.BROWSER]))
    templates = Environment(loader=FileSystemLoader(HERE / "pages"), autoescape=True,
                            trim_blocks=True, lstrip_blocks=True)
    templates.filters.update(
        markdown=lambda words: Markup(prose.html(words or "")),
        line=lambda words: Markup(prose.inline(words)), plain=prose.plain,
        foreign=lambda words: Markup(alphabets.in_its_language(str(Markup.escape(words)))),
        css=lambda words: Markup(json.dumps(words.unescape()).replace("<", r"\3c ")),
        letters=lambda things: list(zip(LETTERS, things)))
    templates.globals.update(
        style=Markup(STYLE + (HERE / "paper.css").read_text(encoding="utf-8")),
        version=version("seminar"), key_of=key_of, case_of=case_of, school=settings.school,
        columns=lambda lesson: periods.columns(lesson, settings.period))
    with sync_playwright() as playwright:
        # A school's server and a container run it as root, where its sandbox cannot be.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        page.emulate_media(media="print")

        def on_paper(name, file, **words):
            html = templates.get_template(f"{name}.html").render(name=name, **words)
            page.set_content(html if name == "slides" else evidence.grey(html))
            fitted = page.evaluate(FIT)
            if fitted["overfull"]:
                raise Told(f"{file.name}: too much for {', '.join(fitted['overfull'])}. What to "
                           "do: shorten its text in lessons.md, or hide a prompt or a check.")
            pdf = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True,
                           outline=True)
            file.write_bytes(settled(pdf))
            return fitted

        yield on_paper
        browser.close()


def settled(pdf):
    """The PDF without what differs from one printing of the same pages to the next."""
    numbers = {part: b"(node%08d)" % n for n, part in enumerate(sorted(set(PART.findall(pdf))), 1)}
    return CLOCK.sub(b"(D:20000101000000", PART.sub(lambda part: numbers[part[0]], pdf))


def main(arguments=None):
    """Builds, and says where the pages are or what is wrong. Returns an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where they go: handouts/_build")
    parser.add_argument("lessons", nargs="*", help="their numbers; all, if none is given")
    parser.add_argument("--of", default=ROOT, type=Path, help="the folder of a set of lessons")
    given = parser.parse_args(arguments)
    folder = (given.folder or given.of / "handouts" / "_build").resolve()
    try:
        numbers = [int(each) if each.isdigit() else each for each in given.lessons]
        build(folder, numbers, project.at(given.of))
    except Told as error:
        print(error, file=sys.stderr)
        return 2
    print(f"For students: {folder}/students and {folder}/student.zip. For you alone: "
          f"{folder}/teacher.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
