"""A class's answers as a page for its teacher, in a folder with a CSV and a workbook beside it.

The page carries all it needs and asks for nothing. What students typed stands in it as text: its
policy lets no script run but the one of ours that remembers the ticks.
"""

import base64
import hashlib
from datetime import date, timedelta
from html import escape
from pathlib import Path

from IPython.display import HTML

from seminar import project
from seminar.answers import questions
from seminar.files import export
from seminar.lessons import parser
from seminar.page.markup import details, scroll
from seminar.page.tables import many
from seminar.report import collate, counts
from seminar.report.answered import Answered
from seminar.report.pieces import safe, section, table, unless_few

KEPT_DAYS = 90

_HERE = Path(__file__)
_HEAD = ("lesson", "item", "kind", "question", "code", "day", "answer", "evidence", "file")
_KINDS = {"prompt": "prompt", "check": "check", "sorter": "sorted"}  # in the column "kind"


def class_view(folder="class"):
    """The :class:`ClassReport` of a folder of the project, for a notebook.

    It is empty, and says so, where there is no such folder.
    """
    unit, folder = parser.read(), project.root() / folder
    try:
        found = collate.read(folder, unit.fields["project"])
    except collate.CollateError as error:
        found = collate.ClassAnswers(faults=[str(error)])
    return ClassReport(unit, found, collate.folder_of(folder))


def save(folder, delete_by=None, seed=0, progress=lambda done, of: None):
    """Reads a folder or a zip and writes its report: (paths, what was passed over, in sentences).

    ``delete_by``: the day that the report names, as text. Raises ``errors.Told``.
    """
    try:
        delete_by = date.fromisoformat(delete_by) if delete_by else None
    except ValueError:
        raise collate.CollateError(f'"{delete_by}" is no date. Write it year-month-day, such as '
                                   "2001-12-31.") from None
    unit = parser.read()
    found = collate.read(folder, unit.fields["project"], progress)
    report = ClassReport(unit, found, collate.folder_of(folder), delete_by=delete_by, seed=seed)
    return report.save(), found.faults


class ClassReport:
    """What a class handed in, part by part. Each part is also a part of the whole page.

    A notebook has its own headings over all parts but a lesson's answers, so these come without.

    ``folder``: where the class's lists are. ``seed``: answers stand in an order that it fixes.
    """

    def __init__(self, unit, answers, folder, *, delete_by=None, today=None, seed=0):
        self._unit, self._class, self._folder, self._seed = unit, answers, Path(folder), seed
        self._today = today or date.today()
        self._delete_by = delete_by or self._today + timedelta(days=KEPT_DAYS)

    # Parts, for a notebook -----------------------------------------------------------------------

    def who(self):
        """Who handed in, by code, and which codes are missing."""
        return _shown(self._who())

    def lesson(self, number):
        """All answers of one lesson."""
        return _shown(_WALL, self._lesson(number))

    def growth(self):
        """The medians of the marks that the teacher typed."""
        return _shown(self._growth())

    def files(self):
        """What was passed over, and what was handed in twice."""
        return _shown(self._files())

    def save(self):
        """Writes the page, the CSV and the workbook into report/; returns their paths."""
        folder = self._folder / collate.REPORT
        folder.mkdir(parents=True, exist_ok=True)
        rows = list(self._rows())
        written = {
            "answers.html": self.page().encode("utf-8"),
            "answers.csv": export.csv_text(_HEAD, rows).encode("utf-8"),
            "answers.xlsx": export.workbook({
                "Answers": (_HEAD, rows), "Handed in": self._who_rows()}),
        }
        for name, content in written.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in written]

    def page(self):
        """The whole report as one HTML file."""
        style = _HERE.with_suffix(".css").read_text(encoding="utf-8")
        script = _HERE.with_suffix(".js").read_text(encoding="utf-8")
        allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy = (f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; "
                  "base-uri 'none'; form-action 'none'")
        title = escape(f"A class's answers: {self._unit.title}")
        lessons = "".join(self._lesson(number) for number in self._class.lessons)
        places = {"who": "Who handed in",
                  **{f"lesson-{number}": self._title(number) for number in self._class.lessons},
                  "growth": "Growth", "files": "Files"}
        links = "".join(f'<li><a href="#{place}">{name}</a></li>' for place, name in places.items())
        mark = hashlib.sha256(lessons.encode()).hexdigest()[:12]
        return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style></head>
<body class="class-report" data-report="{mark}">
<header><h1>{title}</h1>{self._notes()}</header>
{_WALL}
<nav class="teacher" aria-label="Parts of this report"><ul>{links}</ul></nav>
<main>
{section("who", "Who handed in", self._who(), teacher=True)}{lessons}
{section("growth", "Growth from the first to the last task", self._growth(), teacher=True)}
{section("files", "Files", self._files(), teacher=True)}
</main>
<script>{script}</script>
</body></html>
"""

    # The parts -----------------------------------------------------------------------------------

    def _notes(self):
        passed = len(self._class.faults)
        files = (f' <a href="#files">{many(passed, "note")} on files and lists</a> below.'
                 if passed else "")
        return (
            f'<div class="note teacher"><p><strong>Delete by {_day(self._delete_by)}.</strong> '
            "This report, and the folder with the handed-in files, hold what students wrote. Keep "
            "them on your own computer, only as long as you teach with them. The list that says "
            "whose code is whose stays on paper.</p>"
            f"<p>Read on {_day(self._today)}. Nothing was sent anywhere.{files}</p></div>")

    def _title(self, number):
        lesson = self._unit.lessons.get(number)
        return escape(f"Lesson {number}" + (f". {lesson.title}" if lesson else ""))

    def _who_rows(self):
        lessons = self._class.lessons
        by_place = {(each.code, each.lesson): each for _, each in self._class.counted if each.code}
        head = ("code", *(f"lesson {number}" for number in lessons))
        return head, [
            (code + (" (not on your list)" if code in self._class.unlisted else ""),
             *(_handed(by_place.get((code, number))) for number in lessons))
            for code in sorted({*self._class.codes, *(code for code, _ in by_place)},
                               key=collate.by_number)]

    def _who(self):
        head, rows = self._who_rows()
        said = []
        for number in self._class.lessons:
            codes = {each.code for each in self._class.of(number)}
            missing = [code for code in self._class.codes if code not in codes]
            nameless = sum(not each.code for each in self._class.of(number))
            handed_in = len(self._class.of(number))
            said.append(
                f"<li><strong>{self._title(number)}</strong>: {handed_in} handed in"
                + (f", {nameless} of them without a code" if nameless else "") + ". "
                + (f"Missing: {', '.join(missing)}." if missing else
                   "No code of your list is missing." if self._class.codes else "") + "</li>")
        if not said:
            said.append("<li>Nothing was handed in that can be read.</li>")
        if not self._class.codes:
            said.append(f"<li>There is no list of codes. Write them into {collate.CODES}, one a "
                        "line, and this report says who is missing.</li>")
        versions = sorted({each.set for _, each in self._class.counted if each.set})
        if len(versions) > 1:
            said.append("<li>These files were saved by several versions of the lessons: "
                        f"{safe(', '.join(versions))}. They are read together.</li>")
        listed = scroll(table("Who handed in, by code", head, rows), "Who handed in", tall=True)
        return f"<ul>{''.join(said)}</ul>{listed if rows else ''}"

    def _lesson(self, number):
        handed, lesson = self._class.of(number), self._unit.lessons.get(number)
        if not handed:
            return section(f"lesson-{number}", self._title(number),
                           f"<p>No answers of lesson {number} were handed in.</p>")
        known = questions.of(lesson) if lesson else {}
        gone = {item: None for each in handed for item in each.answers if item not in known}
        parts = []
        for item, question in (known | gone).items():
            given = [(each, each.answers[item]) for each in handed
                     if item in each.answers and each.answers[item].text.strip()]
            answered = Answered(self._unit, lesson, item, question, given, self._seed)
            parts.append(answered.section())
        return section(f"lesson-{number}", self._title(number), *parts)

    def _growth(self):
        found = counts.growth(self._class.marks)
        if not found.both:
            return ("<p>No pair of marks. Mark the first and the last task, 0 to "
                    f"{collate.HIGHEST_MARK} each, and type them into {collate.MARKS} beside the "
                    "handed-in files, with the columns code,first,last. This report then shows "
                    "the medians, and nothing else of them.</p>")
        inside = scroll(table("Medians of your marks", ("", f"0 to {collate.HIGHEST_MARK}"), [
            ("First task", f"{found.first:g}"), ("Last task", f"{found.last:g}"),
            ("Change of each student, the median", f"{found.change:+g}")]), "Medians")
        inside += f"<p>{many(found.both, 'student')} with both marks.</p>"
        return unless_few(found.both, f"Only {found.both} with both marks: a median of so few "
                          "says something of each.", inside)

    def _files(self):
        faults = "".join(f"<li>{safe(fault)}</li>" for fault in self._class.faults)
        older = [(each.code or "(no code)", str(each.lesson), each.day, str(each.revision), name)
                 for name, each in self._class.older]
        listed = table("Handed in again: these older ones do not count",
                       ("Code", "Lesson", "Day", "Revision", "File"), older)
        inside = (
            (f"<ul>{faults}</ul>" if faults else "<p>Every file could be read whole.</p>")
            + (scroll(listed, "Older hand-ins", tall=True) if older else "<p>Nothing twice.</p>"))
        warning = '<p class="quiet">File names can hold names of students. Not for the wall.</p>'
        return warning + details("Show what was passed over, and what was handed in twice", inside)

    def _rows(self):
        """Every answer that counts, a row each, for a spreadsheet."""
        for name, each in self._class.counted:
            lesson = self._unit.lessons.get(each.lesson)
            known = questions.of(lesson) if lesson else {}
            for item, answer in each.answers.items():
                question = known.get(item)
                kind = _KINDS[questions.kind(question)] if question else ""
                asked = answer.asked or (questions.words(question) if question else "")
                yield (each.lesson, item, kind, asked, each.code, each.day,
                       answer.text, answer.verb, name.rsplit("/", 1)[-1])


# Pieces ------------------------------------------------------------------------------------------

_WALL = """<div class="bar"><label class="tick"><input type="checkbox" class="wall">
Wall view: show no codes, no held answers, and no view of fewer than five</label>
<p class="quiet screen teacher" id="remembered">
Tick <em>Hold</em> to keep an answer off the wall.</p></div>
"""


def _shown(*parts):
    style = _HERE.with_suffix(".css").read_text(encoding="utf-8")
    return HTML(f'<style>{style}</style><div class="class-report">{"".join(parts)}</div>')


def _handed(handed):
    if handed is None:
        return "missing"
    return f"{many(len(handed.answers), 'answer')}" + (f", {handed.day}" if handed.day else "")


def _day(day):
    return f"{day.day} {day:%B %Y}"
