"""A class's answers as a page for its teacher, in a folder with a CSV and a workbook beside it.

The page carries all it needs and asks for nothing. What students typed stands in it as text: its
policy lets no script run but the one of ours that saves what the teacher decides.
"""

import base64
import hashlib
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from IPython.display import HTML

from seminar import errors, project
from seminar.answers import questions
from seminar.files import export, together
from seminar.lessons import parser
from seminar.page.tables import many
from seminar.report import collate, counts, decisions, lists, rendering
from seminar.report.answered import Answered
from seminar.report.rendering import Markup

KEPT_DAYS = 90
MOST_UNKNOWN = 50  # questions of a lesson that lessons.md does not ask today

_HERE = Path(__file__).parent
_HEAD = ("lesson", "item", "kind", "question", "code", "day", "answer", "evidence")
_KINDS = {"prompt": "prompt", "check": "check", "sorter": "sorted"}  # in the column "kind"
_OURS = b'class="class-report"'  # stands in each report, and in no other page


def class_view(folder="class"):
    """The :class:`ClassReport` of a folder of the project, for a notebook.

    It is empty, and says so, where there is no such folder.
    """
    unit, folder = parser.read(), project.root() / folder
    try:
        found = collate.read(folder, unit.fields["project"])
    except errors.Told as error:
        found = collate.ClassAnswers(faults=[str(error)])
    return ClassReport(unit, found, collate.folder_of(folder))


def save(folder, delete_by=None, seed=0, progress=lambda done, of: None):
    """Reads a folder or a zip and writes its report: (paths, what to look at, in sentences).

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
    return report.save(), report.notes + found.faults


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
        return _shown("who_alone.html", notes=self.notes, **self._who())

    def lesson(self, number):
        """All answers of one lesson."""
        return _shown("one_lesson.html", lesson=self._lesson(number), decide=False)

    def growth(self):
        """The medians of the marks that the teacher typed."""
        return _shown("growth.html", **self._growth())

    def files(self):
        """What was passed over, which file is whose, and what was handed in twice."""
        return _shown("file_list.html", **self._files())

    def save(self):
        """Writes the page, the CSV, the workbook and the list of files; returns their paths.

        All four are written, or none. Raises ``errors.Told``.
        """
        folder = self._folder / collate.REPORT
        _refuse_another(folder)
        rows = list(self._rows())
        made = (lambda path: rendering.write(path, "report.html", **self._page()),
                lambda path: export.csv_file(path, _HEAD, rows),
                lambda path: export.workbook(path, {
                    "Answers": (_HEAD, rows), "Handed in": self._who_rows()}),
                lambda path: rendering.write(path, "files.html", **self._file_page()))
        return together.write(folder, dict(zip(collate.WRITTEN, made)), private=True)

    def page(self):
        """The whole report as one HTML file."""
        return rendering.render("report.html", **self._page())

    def _page(self):
        script = (_HERE / "report.js").read_text(encoding="utf-8")
        allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy = (f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; "
                  "base-uri 'none'; form-action 'none'")
        places = {"who": "Who handed in",
                  **{f"lesson-{number}": self._title(number) for number in self._class.lessons},
                  "growth": "Growth"}
        return {
            "title": f"A class's answers: {self._unit.title}", "policy": policy, "style": _style(),
            "script": Markup(script), "places": places, "notes": self.notes,
            "faults": self._class.faults, "today": self._today, "delete_by": self._delete_by,
            "lessons": map(self._lesson, self._class.lessons), "decide": True,
            "decisions_key": self._decisions_key(),
            "left": [decisions.row(*each) for each in self._decided.left.items()],
            **self._who(), **self._growth()}

    @property
    def notes(self):
        """What the teacher must look at first, in sentences that name codes and no files."""
        left = len(self._decided.left)
        kept = (f"{many(left, 'row')} of {decisions.NAME} "
                f"{'is' if left == 1 else 'are'} of answers that are not in this folder today. "
                "They are kept.")
        return self._class.notes + ([kept] if left else [])

    # The parts -----------------------------------------------------------------------------------

    @cached_property
    def _decided(self):
        return decisions.Decided(self._class.decided, {
            (each.who, each.handed.lesson, item)
            for each in self._class.counted for item in each.handed.answers})

    def _decisions_key(self):
        """Where the browser keeps what is not saved yet: one place for each class's folder."""
        place = f"{self._unit.fields['project']}/{self._folder.resolve()}"
        return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def _title(self, number):
        lesson = self._unit.lessons.get(number)
        return f"Lesson {number}" + (f". {lesson.title}" if lesson else "")

    def _who_rows(self):
        lessons, unlisted = self._class.lessons, set(self._class.unlisted)
        by_place = {}
        for each in self._class.counted:
            if each.handed.code:
                by_place.setdefault((each.handed.code, each.handed.lesson), []).append(each.handed)
        head = ("code", *(f"lesson {number}" for number in lessons))
        return head, [
            (code + (" (not on your list)" if code in unlisted else ""),
             *(_handed(by_place.get((code, number), ())) for number in lessons))
            for code in sorted({*self._class.codes, *(code for code, _ in by_place)},
                               key=lists.by_number)]

    def _who(self):
        head, rows = self._who_rows()
        handed_in = []
        for number in self._class.lessons:
            codes = [each.handed.code for each in self._class.of(number)]
            handed_in.append({
                "title": self._title(number), "count": len(codes), "nameless": codes.count(""),
                "missing": sorted(set(self._class.codes) - set(codes), key=lists.by_number)})
        versions = {each.handed.set[:80] for each in self._class.counted if each.handed.set}
        return {"handed_in": handed_in, "codes": self._class.codes, "head": head, "rows": rows,
                "versions": sorted(versions)}

    def _lesson(self, number):
        handed, lesson = self._class.of(number), self._unit.lessons.get(number)
        known = questions.of(lesson) if lesson else {}
        gone = {item: None for each in handed for item in each.handed.answers if item not in known}
        asked = known | dict(list(gone.items())[:MOST_UNKNOWN]) if handed else {}
        given = {item: [] for item in asked}
        for each in handed:
            for item, answer in each.handed.answers.items():
                if item in given and answer.text.strip():
                    given[item].append((each, answer))
        return {"number": number, "title": self._title(number),
                "not_shown": max(0, len(gone) - MOST_UNKNOWN),
                "asked": [Answered(self._unit, number, item, question, given[item], self._decided,
                                   self._seed).view() for item, question in asked.items()]}

    def _growth(self):
        return {"growth": counts.growth(self._class.marks), "highest_mark": lists.HIGHEST_MARK}

    def _files(self):
        return {
            "faults": self._class.faults,
            "counted": [_place(each.who, *each[:2]) for each in self._class.counted],
            "older": [_place(handed.code or "no code", name, handed)
                      for name, handed in self._class.older]}

    def _file_page(self):
        return {"style": _style(), "delete_by": self._delete_by, **self._files()}

    def _rows(self):
        """Every answer that counts, a row each, for a spreadsheet."""
        for each in self._class.counted:
            handed = each.handed
            lesson = self._unit.lessons.get(handed.lesson)
            known = questions.of(lesson) if lesson else {}
            for item, answer in handed.answers.items():
                question = known.get(item)
                kind = _KINDS[questions.kind(question)] if question else ""
                asked = answer.asked or (questions.words(question) if question else "")
                yield (handed.lesson, item, kind, asked, each.who if handed.code else "",
                       handed.day, answer.text, answer.verb)


# Pieces ------------------------------------------------------------------------------------------


def _shown(template, **values):
    return HTML(rendering.render("notebook.html", part=template, style=_style(), **values))


def _style():
    return Markup((_HERE / "report.css").read_text(encoding="utf-8"))


def _place(who, name, handed):
    return who, handed.lesson, handed.day, errors.shown(name)


def _handed(files):
    if not files:
        return "missing"
    return "; ".join(many(len(each.answers), "answer") + (f", {each.day}" if each.day else "")
                     for each in files)


def _refuse_another(folder):
    """Raises ``errors.Told`` where a file of a report's name is there that is no report of ours."""
    page = folder / "answers.html"
    try:
        ours = not page.is_file() or _OURS in page.read_bytes()
    except OSError as error:
        raise collate.CollateError(f"{page} cannot be read ({error.strerror}). Take it away, and "
                                   "run this again.") from None
    if not ours:
        raise collate.CollateError(f"The folder {folder} holds a file answers.html that is no "
                                   "report, and it would be lost. Give the folder another name, "
                                   "and run this again.")
