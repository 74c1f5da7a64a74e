"""A class's answers as a page for its teacher, in a folder with a CSV and a workbook beside it.

The page carries all it needs and asks for nothing. What students typed stands in it as text: its
policy lets no script run but the one of ours that remembers the ticks.
"""

import base64
import hashlib
import re
from collections import Counter
from datetime import date, timedelta
from html import escape
from pathlib import Path
from random import Random

from IPython.display import HTML

from seminar import (
    collate, data, grammar, ledger, project, prose, safe_tables, tallies, text,
)
from seminar.markup import details, scroll
from seminar.plan import Check, Coding, Prompt
from seminar.tallies import FEW, share
from seminar.widgets import ledger as ledgers

KEPT_DAYS = 90
LONGEST = 3_000  # characters of an answer on the page: the rest stands in the workbook
SHOWN = 12  # answers to one check: of orders there can be many
LABEL = 160  # characters of what a check's or a sorter's line says

_HERE = Path(__file__)
_SHELVES = {"Discuss": "discuss", "Write": "write", "Check": "checks", "Coding": "codings"}
_HEAD = ("lesson", "item", "kind", "question", "code", "day", "answer", "evidence", "file")
# Signs that cannot be seen are shown as one that can.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def class_view(folder="class"):
    """The :class:`ClassReport` of a folder of the project, for a notebook.

    It is empty, and says so, where there is no such folder.
    """
    unit, folder = grammar.read(), project.root() / folder
    try:
        found = collate.read(folder, unit.fields["project"])
    except collate.CollateError as error:
        found = collate.ClassAnswers(faults=[str(error)])
    return ClassReport(unit, found, collate.folder_of(folder))


def save(folder, delete_by=None, seed=0, progress=lambda done, of: None):
    """Reads a folder or a zip and writes its report: (paths, what was passed over, in sentences).

    ``delete_by``: the day that the report names, as text. Raises ``told.Told``.
    """
    try:
        delete_by = date.fromisoformat(delete_by) if delete_by else None
    except ValueError:
        raise collate.CollateError(f'"{delete_by}" is no date. Write it year-month-day, such as '
                                   "2001-12-31.") from None
    unit = grammar.read()
    found = collate.read(folder, unit.fields["project"], progress)
    report = ClassReport(unit, found, collate.folder_of(folder), delete_by=delete_by, seed=seed)
    return report.save(), found.faults


class ClassReport:
    """What a class handed in, part by part. Each part is also a part of the whole page.

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
            "answers.csv": safe_tables.csv_text(_HEAD, rows).encode("utf-8"),
            "answers.xlsx": safe_tables.workbook({
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
{self._who()}{lessons}{self._growth()}{self._files()}
</main>
<script>{script}</script>
</body></html>
"""

    # The parts -----------------------------------------------------------------------------------

    def _notes(self):
        passed = len(self._class.faults)
        files = (f' <a href="#files">{_many(passed, "note")} on files and lists</a> below.'
                 if passed else "")
        return (
            '<div class="note teacher"><p><strong>Delete by '
            f"{_day(self._delete_by)}.</strong> This report, and the folder with the handed-in files, hold "
            "what students wrote. Keep them on your own computer, only as long as you teach "
            "with them. The list that says whose code is whose stays on paper.</p>"
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
                        f"{_text(', '.join(versions))}. They are read together.</li>")
        table = _table("Who handed in, by code", head, rows) if rows else ""
        return _section("who", "Who handed in", f"<ul>{''.join(said)}</ul>",
                        scroll(table, "Who handed in", tall=True) if table else "", teacher=True)

    def _lesson(self, number):
        handed, lesson = self._class.of(number), self._unit.lessons.get(number)
        if not handed:
            return _section(f"lesson-{number}", self._title(number),
                            f"<p>No answers of lesson {number} were handed in.</p>")
        parts, known = [], questions(lesson)
        gone = {item: None for each in handed for item in each.answers if item not in known}
        for item, question in (*known.items(), *gone.items()):
            given = [(each, each.answers[item]) for each in handed
                     if item in each.answers and each.answers[item].text.strip()]
            parts.append(self._question(lesson, item, question, given))
        return _section(f"lesson-{number}", self._title(number), *parts)

    def _question(self, lesson, item, question, given):
        name = f"{lesson.number if lesson else 'x'}-{item}"
        if isinstance(question, Check):
            kind, asked, show = "Check", question.question, self._check
        elif isinstance(question, Coding):
            kind, asked, show = "Sorted", question.question, self._sorted
        elif question is None and _looks_sorted(given):
            kind, asked, show = "Sorted", _first_asked(given) or item, self._sorted
        else:
            kind, show = "Prompt", self._prompt
            asked = question.text if question else _first_asked(given) or item
        asked = prose.html(asked) if question else f"<p>{_text(asked)}</p>"
        if question is None:
            asked += '<p class="quiet">lessons.md does not ask this today.</p>'
        inside = show(lesson, item, question, given) if given else ""
        if 0 < len(given) < FEW:
            warning = (f"Only {_many(len(given), 'answer')}. In a view this small a class can "
                       "tell who wrote what. Show it all the same")
            inside = f'<div class="few">{details(warning, inside)}</div>'
        count = f'<p class="quiet">{_many(len(given), "answer")}.</p>'
        return (f'<section id="{escape(name)}"><h3>{kind}: {escape(item.replace("-", " "))}</h3>'
                f"{asked}{count}{inside}</section>")

    def _prompt(self, lesson, item, question, given):
        verbs = Counter(answer.verb or "(none chosen)" for _, answer in given)
        rows = [(verb, count, f"{share(count, len(given))} %")
                for verb, count in verbs.most_common()]
        counted = scroll(_table("How strong they say the evidence is",
                                ("The evidence … it", "Answers", "Share"), rows), "Verbs")
        listen = ""
        if question and question.listen_for:
            listen = _for_teacher("What to listen for", prose.html(question.listen_for))
        mixed = sorted(given, key=lambda each: (each[0].code, each[1].text))
        Random(f"{self._seed}/{lesson.number if lesson else 0}/{item}").shuffle(mixed)
        asked = prose.plain(question.text) if question else None
        cards = "".join(_card(*each, item, asked) for each in mixed)
        return f'{listen}{counted}<ul class="answers">{cards}</ul>'

    def _check(self, lesson, item, question, given):
        tally = tallies.check(question, [answer.text for _, answer in given])
        rows = [(("✓ " if right else "") + _cut(text), _part(first, tally.answered),
                 _part(last, tally.answered)) for text, right, first, last in tally.options[:SHOWN]]
        head = ("Answer (✓ matches the evidence)", "First try", "Last try")
        said = (f"<p>{_part(tally.right[0], tally.answered)} matched the evidence at the first "
                f"try, {_part(tally.right[1], tally.answered)} at the last.</p>")
        if len(tally.options) > SHOWN:
            rarer = len(tally.options) - SHOWN
            said += f'<p class="quiet">{_many(rarer, "rarer answer")} not shown.</p>'
        return (said + scroll(_table("What was chosen", head, rows), "What was chosen")
                + self._mistake(lesson, tally))

    @staticmethod
    def _mistake(lesson, tally):
        if not tally.mistakes:
            return ""
        feedback, count = tally.mistakes[0]
        reteach = re.search(r"\*\*Reteach line\.\*\*\s*(.+?)(?:\n\n|\Z)",
                            lesson.texts.get("Notes for instructors", ""), re.DOTALL)
        return (f'<div class="note"><p><strong>The commonest mistake</strong> '
                f"({_part(count, tally.answered)} at the first try). What the lesson "
                f"says to it:</p>"
                f"{prose.html(feedback)}"
                + (f'<p class="teacher"><strong>Reteach line of this lesson:</strong> '
                   f"{prose.inline(reteach[1])}</p>" if reteach else "") + "</div>")

    def _sorted(self, lesson, item, question, given):
        names = self._cards(lesson, question)
        tally = tallies.sorter(
            [answer.text for _, answer in given], names,
            question.choices if question else (),
            {card: code for card, code, *_ in question.codes} if question else None)
        said = []
        if tally.with_ours is not None:
            said.append("The student in the middle agrees with the project's coding on "
                        f"{tally.with_ours:g} % of the cards.")
        said.append("<em>Pairs alike</em> says in how many of a hundred pairs of students both "
                    "made the same choice. The deeper a cell's ground, the more chose it.")
        return (f"<p>{' '.join(said)}</p>" + scroll(_heat_map(tally, names), "The class's choices")
                + details("Show the same in words", _in_words(tally, names))
                + (_for_teacher("Show the reasons", _reasons(tally, names))
                   if tally.reasons else ""))

    def _cards(self, lesson, question):
        """Card -> its name on the page: a claim of the ledger has its words beside its number."""
        if not question:
            return {}
        if question.id in (ledgers.ITEM, ledgers.WHOLE):
            lessons = [lesson] if question.id == ledgers.ITEM else self._unit.lessons.values()
            try:
                rows = [row for each in lessons
                        for row in text.claims_in(each.fields.get("claims", "")).itertuples()]
            except (LookupError, data.DataError):
                return {}  # the answers are shown, whatever has become of the table of claims
            return {row.claim_id: f"{row.claim_id}. {row.claim}" for row in rows}
        cards = lesson.cards.get(question.cards)
        return {card: card.replace("-", " ").capitalize()
                for card, *_ in (cards.rows if cards else question.codes)}

    def _growth(self):
        found, title = tallies.growth(self._class.marks), "Growth from the first to the last task"
        if not found.both:
            inside = ("<p>No pair of marks. Mark the first and the last task, 0 to "
                      f"{collate.HIGHEST_MARK} each, and type them into {collate.MARKS} beside the "
                      "handed-in files, with the columns code,first,last. This report then shows "
                      "the medians, and nothing else of them.</p>")
            return _section("growth", title, inside, teacher=True)
        inside = scroll(_table("Medians of your marks", ("", f"0 to {collate.HIGHEST_MARK}"), [
            ("First task", f"{found.first:g}"), ("Last task", f"{found.last:g}"),
            ("Change of each student, the median", f"{found.change:+g}")]), "Medians")
        inside += f"<p>{_many(found.both, 'student')} with both marks.</p>"
        if found.both < FEW:
            warning = (f"Only {found.both} with both marks: a median of so few says something of "
                       "each. Show it all the same")
            inside = f'<div class="few">{details(warning, inside)}</div>'
        return _section("growth", title, inside)

    def _files(self):
        faults = "".join(f"<li>{_text(fault)}</li>" for fault in self._class.faults)
        older = [(each.code or "(no code)", str(each.lesson), each.day, str(each.revision), name)
                 for name, each in self._class.older]
        table = _table("Handed in again: these older ones do not count",
                       ("Code", "Lesson", "Day", "Revision", "File"), older)
        inside = (
            (f"<ul>{faults}</ul>" if faults else "<p>Every file could be read whole.</p>")
            + (scroll(table, "Older hand-ins", tall=True) if older else "<p>Nothing twice.</p>"))
        warning = '<p class="quiet">File names can hold names of students. Not for the wall.</p>'
        shown = details("Show what was passed over, and what was handed in twice", inside)
        return _section("files", "Files", warning, shown, teacher=True)

    def _rows(self):
        """Every answer that counts, a row each, for a spreadsheet."""
        for name, each in self._class.counted:
            known = questions(self._unit.lessons.get(each.lesson))
            for item, answer in each.answers.items():
                question = known.get(item)
                kind = {Check: "check", Coding: "sorted", Prompt: "prompt"}.get(type(question), "")
                asked = prose.plain(question.text if isinstance(question, Prompt) else
                                    question.question) if question else ""
                yield (each.lesson, item, kind, answer.asked or asked, each.code, each.day,
                       answer.text, answer.verb, name.rsplit("/", 1)[-1])


# Pieces ------------------------------------------------------------------------------------------

_WALL = """<div class="bar"><label class="tick"><input type="checkbox" class="wall">
Wall view: show no codes, no held answers, and no view of fewer than five</label>
<p class="quiet screen teacher" id="remembered">Tick <em>Hold</em> to keep an answer off the wall.</p>
</div>
"""


def _shown(*parts):
    style = _HERE.with_suffix(".css").read_text(encoding="utf-8")
    return HTML(f'<style>{style}</style><div class="class-report">{"".join(parts)}</div>')


def _section(name, title, *parts, teacher=False):
    return (f'<section id="{name}"{" class=teacher" if teacher else ""}><h2>{title}</h2>'
            f"{''.join(parts)}</section>\n")


def _for_teacher(summary, inside):
    """Something that waits behind a button and never shows on the wall."""
    return f'<div class="teacher">{details(summary, inside)}</div>'


def questions(lesson):
    """What a lesson asks, item -> its Prompt, Check or Coding, in the order of lessons.md."""
    if lesson is None:
        return {}
    found = {}
    for kind, item in (name for name in lesson.seen if isinstance(name, tuple)):
        shelf = getattr(lesson, _SHELVES[kind]) if kind in _SHELVES else {}
        if item in shelf:
            found[item] = shelf[item]
    asked = {"yes": (ledgers.ITEM,), "whole": (ledgers.ITEM, ledgers.WHOLE), "no": ()}
    for item in asked[lesson.fields["ledger"]]:
        question = ledgers.ASKED_OF_ALL if item == ledgers.WHOLE else ledgers.ASKED
        found[item] = Coding(item, "", question, ledger.MARKS, label="My mark", reason=True)
    return found


def _looks_sorted(given):
    """Whether answers to a question that lessons.md does not know are lines "card: choice"."""
    lines = [line for _, answer in given for line in answer.text.splitlines() if line.strip()]
    return len(lines) > 1 and all(re.fullmatch(r"[\w-]+: .+", line.strip()) for line in lines)


def _first_asked(given):
    return next((answer.asked for _, answer in given if answer.asked), "")


def _card(handed, answer, item, asked):
    """One answer, with its tick. ``asked``: the wording of today."""
    place = hashlib.sha256(f"{handed.lesson}/{item}/{handed.code}/{answer.text}".encode(
        "utf-8", "surrogatepass")).hexdigest()[:10]
    older = (f'<p class="quiet">It answers an older wording: {_text(_cut(answer.asked))}</p>'
             if asked and answer.asked and answer.asked != asked else "")
    verb = f"<p>The evidence <strong>{escape(answer.verb)}</strong> it.</p>" if answer.verb else ""
    words = answer.text[:LONGEST]
    cut = (f'<p class="quiet">Cut here: {len(answer.text):,} characters in all.</p>'
           if len(answer.text) > LONGEST else "")
    code = handed.code or "no code"
    return (f'<li><div class="words" dir="auto">{_text(words)}</div>{cut}{verb}{older}'
            f'<label class="tick teacher"><input type="checkbox" class="hold" id="hold-{place}">'
            f' Hold {code}: keep off the wall</label></li>')


def _heat_map(tally, names):
    ours = any(tally.ours.values())
    head = ("Card", *tally.choices, "Pairs alike", *(("The project's",) if ours else ()))
    body = ""
    for card, counts in tally.counts.items():
        cells = "".join(
            f'<td class="number heat heat{_step(counts[choice], counts.total())}">'
            f"{_part(counts[choice], counts.total())}</td>" for choice in tally.choices)
        alike = tally.alike[card]
        body += (f'<tr><th scope="row">{_text(_cut(names.get(card, card)))}</th>{cells}'
                 f'<td class="number">{"" if alike is None else alike}</td>'
                 + (f"<td>{_text(tally.ours.get(card, ''))}</td>" if ours else "") + "</tr>")
    heads = "".join(f'<th scope="col">{_text(_cut(each))}</th>' for each in head)
    return ("<table><caption>How many chose what for each card</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")


def _in_words(tally, names):
    lines = []
    for card, counts in tally.counts.items():
        chosen = ", ".join(f"{_cut(choice)} {_part(count, counts.total())}"
                           for choice, count in counts.most_common())
        lines.append(f"<li><strong>{_text(_cut(names.get(card, card)))}</strong>: "
                     f"{_text(chosen or 'no choice')}.</li>")
    return f"<ul>{''.join(lines)}</ul>"


def _reasons(tally, names):
    listed = ""
    for card, reasons in tally.reasons.items():
        lines = "".join(f'<li dir="auto"><strong>{_text(_cut(choice or "no mark"))}</strong>: '
                        f"{_text(reason[:LONGEST])}</li>" for choice, reason in reasons)
        listed += f"<p>{_text(names.get(card, card))}</p><ul>{lines}</ul>"
    return listed


def _step(count, total):
    """How deep a cell's ground is: 0 for none, 5 from four fifths on."""
    return min(5, 1 + 5 * count // total) if count else 0


def _table(caption, head, rows):
    heads = "".join(f'<th scope="col">{_text(each)}</th>' for each in head)
    body = "".join(
        f'<tr><th scope="row">{_text(first)}</th>'
        f'{"".join(f"<td>{_text(each)}</td>" for each in rest)}</tr>' for first, *rest in rows)
    return (f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table>")


def _handed(handed):
    if handed is None:
        return "missing"
    return f"{_many(len(handed.answers), 'answer')}" + (f", {handed.day}" if handed.day else "")


def _part(count, total):
    return f"{count} ({share(count, total)} %)" if count else "0"


def _many(count, thing):
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _day(day):
    return f"{day.day} {day:%B %Y}"


def _cut(text):
    return text if len(text) <= LABEL else text[:LABEL] + " ..."


def _text(text):
    """Text that anyone may have written, for a page."""
    return escape(_UNSEEN.sub("\ufffd", str(text)))
