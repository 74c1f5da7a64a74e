"""Reads lessons.md, the one file an instructor edits, into a plan: what each section means.

A fixture that uses every element stands in ``tests/lessons/every_element.md``. A file with
``build: student`` at its top is for students, and is not asked for a *Listen for*.
"""

import re
from textwrap import shorten

from seminar import project
from seminar.data import package
from seminar.errors import meant, odd_sign
from seminar.files.encodings import DASHES
from seminar.lessons import checks
from seminar.lessons.model import Cards, Coding, Lesson, Prompt, Route, Step, Unit
from seminar.lessons.outline import Outline, PlanError
from seminar.lessons.sections import (
    LISTS,
    NAMED,
    NUMBERED,
    SECTIONS,
    TEXTS,
    is_comment,
    line_of,
    words,
)

# What is answered in these is kept under the name alone.
ANSWERED = ("Coding", "Discuss", "Check", "Write")
NEEDED = ("Summary", "Big question", "Objectives", "Plan")
#: Which claims a lesson has marked: its own, those of all lessons too, or none.
LEDGERS = ("yes", "whole", "no")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_SPANS = re.compile(r"[pC][0-9]+(?:-[pC]?[0-9]+)?(?:,\s*[pC][0-9]+(?:-[pC]?[0-9]+)?)*$")


def read(path=None):
    """The plan in lessons.md (or in ``path``), with my/lessons.md over it.

    Raises :class:`PlanError` if anything is wrong.
    """
    reader = _Reader(path or project.root() / "lessons.md")
    unit = reader.unit()
    if reader.faults:
        slips, others, routes = (reader.faults[part] for part in (
            slice(reader.slips), slice(reader.slips, reader.before_routes),
            slice(reader.before_routes, None)))
        # Routes stand at the top, and name what stands below: theirs come of the others.
        raise PlanError([sentence for _, sentence in slips + sorted(others) + sorted(routes)])
    return unit


def check(path=None):
    """Every mistake in lessons.md, a sentence each; an empty list if there is none."""
    try:
        read(path)
    except (PlanError, package.DataError) as error:
        return error.faults
    return []


def notes(path=None):
    """What an instructor's own file adds where it may have meant to change something."""
    return _heard(path).notes


def changes(path=None):
    """What an instructor's own file changes, hides or adds, a line each."""
    return _heard(path).changes


def replaced(path=None):
    """The numbers of the lines of lessons.md for which an instructor's own file has others."""
    return _heard(path).replaced


def _heard(path):
    """A reader that has read the file through, whatever it found."""
    reader = _Reader(path or project.root() / "lessons.md")
    reader.unit()
    return reader


class _Reader(Outline):
    """Reads one file and collects its faults instead of stopping at the first."""

    for_students = False  # a build for students has no "Listen for"

    def unit(self):
        unit, routes = Unit(), []
        self.hidden, self.shown = {}, set()  # items such as "5/first-day"; the hidden, with lines
        for head, *sections in self.chapters:
            if head.level == 1:
                unit.title, unit.fields = head.heading, head.fields
                self.for_students = head.fields.get("build") == "student"
                self.changes += [f"The set, {each}: changed" for each in head.changed]
            lesson = self.lesson(unit, head) if head.level == 2 else None
            for section in sections:
                if lesson:
                    self.place(lesson, section)
                elif section.kind == "Route":
                    self.note_change("", section)
                    routes.append(section)
        if not unit.lessons and not self.faults:  # those say why
            self.fault(1, 'no lesson was found. Begin each with a heading such as "## 5. Title". '
                       "Did a program take the # signs away? Then put the file back as it was.")
        elif unit.lessons and not unit.fields.get("project"):
            self.fault(1, 'there is no line "- project: ..." below the title. Write a short name, '
                       "so that answers to this set do not mix with those to another.")
        for lesson in unit.lessons.values():
            self.finish(lesson)
        self.before_routes = len(self.faults)
        unit.routes = {section.id: self.route(unit, section) for section in routes}
        return unit

    # A lesson ------------------------------------------------------------------------------

    def lesson(self, unit, section):
        match = NUMBERED.match(section.heading)
        if not match:
            return None
        lesson = Lesson(int(match[1]), match[2], section.line, section.fields)
        twin = unit.lessons.get(lesson.number)
        if twin:
            self.fault(section.line, f"lesson number {lesson.number} is used twice, here and in "
                       f"line {twin.line}. Give one of the two another number.")
        unit.lessons[lesson.number] = lesson
        self.changes += [f"Lesson {lesson.number}, {each}: changed" for each in section.changed]
        self.lesson_fields(lesson)
        return lesson

    def lesson_fields(self, lesson):
        fields, line = lesson.fields, lesson.line
        for key in ("notebook", "minutes", "paragraphs"):
            if not fields.get(key):
                self.fault(line, f'lesson {lesson.number} has no "{key}". Write "- {key}: ..." '
                           "in the list under its heading.")
        notebook = fields.get("notebook")
        if notebook and not (self.path.parent / notebook).exists():
            self.fault(line, f"the notebook {notebook} was not found. Write the path of a file "
                       "that exists, such as notebooks/00_start_here.ipynb.")
        for key in ("paragraphs", "claims"):
            fields[key] = fields.get(key, "").translate(DASHES)
            if fields[key] and not _SPANS.match(fields[key]):
                self.fault(line, f'found "{key}: {fields[key]}". Write names and spans such as '
                           f'"{"p1-p4" if key == "paragraphs" else "C01-C07, C71"}".')
        fields["minutes"] = self.minutes(fields.get("minutes", "0"), line)
        if fields.setdefault("ledger", "yes" if fields.get("claims") else "no") not in LEDGERS:
            self.fault(line, f'found "ledger: {fields["ledger"]}". Write one of: '
                       f'{", ".join(LEDGERS)}.')
        named = (name.strip() for name in fields.get("data", "").split(","))
        fields["data"] = [name for name in named if name]
        for name in fields["data"]:
            if name in package.tables():
                continue
            if any((self.path.parent / "data").glob(f"{name}.*")):
                self.fault(line, f'the table "{name}" lies in data/ and is not described. Say in '
                           f"{package.DESCRIPTION} what it is and what each of its columns means.")
            else:
                self.fault(line, f'there is no table "{name}" in data/. '
                           + (meant(name, package.tables())
                              or f'Write one of: {", ".join(package.tables())}.'))

    def place(self, lesson, section):
        """Reads one ### section into its lesson."""
        self.note_change(f"Lesson {lesson.number}, ", section)
        hidden = section.hidden
        section.fields.pop("hidden", None)
        if section.kind in NAMED:
            self.named(lesson, section, hidden)
        elif section.kind in TEXTS + LISTS:
            self.unnamed(lesson, section, hidden)
        elif section.kind == "Route":
            self.fault(section.line, f'"{section.heading}" stands in lesson {lesson.number}. Write '
                       '"## Routes" above it.')
        else:
            self.fault(section.line, f'there is no section called "{section.kind}". '
                       + (meant(section.kind, SECTIONS)
                          or f'Write one of: {", ".join(SECTIONS)}.'))

    def unnamed(self, lesson, section, hidden):
        if section.kind in lesson.seen:
            self.fault(section.line, f'"{section.kind}" stands twice in lesson {lesson.number}. '
                       "Join the two, or take one away.")
        lesson.seen.append(section.kind)
        if hidden:
            return
        if section.kind == "Plan":
            lesson.plan = self.plan(section)
        elif section.kind == "Recall":
            lesson.recall = self.recall(section)
        elif section.kind == "Words":
            lesson.words = self.glossary(section)
        else:
            lesson.texts[section.kind] = self.markdown(section.blocks)

    def named(self, lesson, section, hidden):
        shelf, make = {
            "Read": (lesson.readings, self.prose),
            "Investigate": (lesson.investigations, self.prose),
            "Figure": (lesson.figures, self.figure),
            "Cards": (lesson.cards, self.cards),
            "Coding": (lesson.codings, self.coding),
            "Discuss": (lesson.discuss, self.prompt),
            "Write": (lesson.write, self.prompt),
            "Check": (lesson.checks, lambda section: checks.read(self, section)),
        }[section.kind]
        if not _ID.match(section.id):
            self.fault(section.line, f'"{shorten(section.heading, 60)}" has no usable name. Write '
                       f'"### {section.kind}: a-name", small letters and hyphens. '
                       f"{odd_sign(section.id)}".rstrip())
        name = (section.kind, section.id)
        if name in lesson.seen:
            self.fault(section.line, f'"{section.heading}" stands twice in lesson '
                       f"{lesson.number}. Give one of the two another name.")
        twins = [kind for kind in ANSWERED
                 if kind != section.kind and (kind, section.id) in lesson.seen]
        if section.kind in ANSWERED and twins:
            self.fault(section.line, f'"{section.heading}" has the name of "{twins[0]}: '
                       f'{section.id}" in lesson {lesson.number}. Answers are kept by that name, '
                       "so one would take the place of the other. Give one of the two another "
                       "name, here and in the notebook.")
        maybe = section.new and meant(
            section.id, [seen[1] for seen in lesson.seen if seen[0] == section.kind])
        lesson.seen.append(name)
        if section.new and hidden and not section.blocks:
            self.fault(section.line, f'lessons.md has no "{section.heading}" in lesson '
                       f"{lesson.number}, so there is nothing to hide. "
                       + (maybe or "Write a name that stands there."))
            return
        if section.new:
            lesson.added.append(name)
            self.doubt(section.line, f'lessons.md has no "{section.heading}" in lesson '
                       f"{lesson.number}, so yours is shown below the rest. "
                       + (f"{maybe} " if maybe else "") + "If you meant to change something that "
                       "has another name now, write that name; your words stay as they are.")
        target = f"{lesson.number}/{section.id}"
        # A copy for students has of what is hidden the name alone.
        made = None if hidden and not section.blocks else make(section)
        if hidden:
            self.hidden[target] = section.line
        else:
            shelf[section.id] = made
            self.shown.add(target)

    def finish(self, lesson):
        """What can only be said when a whole lesson has been read."""
        for kind in NEEDED:
            if kind not in lesson.seen:
                self.fault(lesson.line, f'lesson {lesson.number} has no "{kind}". Write a section '
                           f'"### {kind}".')
        for place, period in enumerate(("first", "second")):
            total = sum(step.minutes[place] for step in lesson.plan)
            if lesson.plan and total != lesson.minutes[place]:
                self.doubt(lesson.line, f"the minutes in the {period} column of the plan of lesson "
                           f"{lesson.number} add up to {total}, the lesson has "
                           f"{lesson.minutes[place]}. Change a step or the lesson's minutes.")
        for coding in lesson.codings.values():
            if coding.column:
                continue  # asks about rows, which the notebook brings
            if coding.cards not in lesson.cards:
                self.fault(lesson.line, f'coding "{coding.id}" of lesson {lesson.number} asks '
                           f'about cards "{coding.cards}", which are not there. Write the name of '
                           'a "### Cards: ..." section.')
                continue
            names = [name for name, *_ in lesson.cards[coding.cards].rows]
            for card in [card for card, *_ in coding.codes if card not in names]:
                self.fault(lesson.line, f'coding "{coding.id}" of lesson {lesson.number} has a '
                           f'code for "{card}", which is no card of "{coding.cards}". Write one '
                           f'of: {", ".join(names)}.')

    # Sections ------------------------------------------------------------------------------

    def prose(self, section):
        return self.markdown(section.blocks)

    def nothing_beside(self, section, *kinds):
        """Says what stands in a section that shows only its table, or its list."""
        for block in section.blocks:
            said = line_of(block) in self.faulty
            if block.type not in kinds and not is_comment(block) and not said:
                self.fault(line_of(block), f'"{self.begins(block)}" stands outside the table or '
                           f'list of "{section.heading}", so nobody would see it. Give it the '
                           "form of the lines above it, or take it out.")

    def plan(self, section):
        steps = []
        self.nothing_beside(section, "table")
        for line, cells in self.table(section, 5, "50 | 45 | Section | Students do | Teacher does"):
            minutes = self.minutes(f"{cells[0]}/{cells[1]}", line)
            steps.append(Step(minutes, *cells[2:]))
        return steps

    def recall(self, section):
        pairs = []
        self.nothing_beside(section, "ordered_list")
        for item in self.items(section, "ordered_list", "1. A question?"):
            answer = self.quoted(item)
            if not answer:
                self.fault(line_of(item), "this question has no answer. Write it on the next line, "
                           'indented by three spaces, beginning with ">".')
            pairs.append((words(item), answer))
        return pairs

    def glossary(self, section):
        entries = []
        self.nothing_beside(section, "bullet_list")
        for item in self.items(section, "bullet_list", "- **word** (mot): what it means."):
            match = re.match(r"\*\*(.+?)\*\*(?: \((.+?)\))?: (.+)$", words(item), re.DOTALL)
            if not match or "\n**" in words(item):
                self.fault(line_of(item), f'found "{words(item)[:40]}". Write '
                           '"- **word** (mot): what it means."')
                continue
            entries.append((match[1], match[2] or "", match[3]))
        return entries

    def figure(self, section):
        for key in ("title", "alt", "caption"):
            if not section.fields.get(key):
                self.fault(section.line, f'figure "{section.id}" has no {key}. Write '
                           f'"- {key}: ..." under its heading.')
        return section.fields

    def cards(self, section):
        rows, columns = self.table(section), ()
        self.nothing_beside(section, "table")
        if rows:
            columns, rows = tuple(rows[0][1]), rows[1:]
        names = [cells[0] for _, cells in rows]
        for line, cells in rows:
            if not _ID.match(cells[0]) or names.count(cells[0]) > 1:
                self.fault(line, f'"{cells[0]}" cannot name a card. Write a word in small letters '
                           "and hyphens in the first column, another in each row.")
        return Cards(section.id, columns, tuple(tuple(cells) for _, cells in rows))

    def coding(self, section):
        choices = tuple(each.strip() for each in section.fields.get("choices", "").split("|"))
        if len(choices) < 2:
            self.fault(section.line, f'coding "{section.id}" has fewer than two choices. Write '
                       '"- choices: one | other".')
        rows = [cells for _, cells in self.table(section)[1:]] if section.of("table") else []
        for card, code, *_ in rows:
            if code not in choices:
                self.fault(section.line, f'card "{card}" is coded "{code}". Write one of: '
                           f'{", ".join(choices)}.')
        fields = {key: section.fields.get(key, "")
                  for key in ("cards", "question", "label", "column", "because")}
        if fields["cards"] and fields["column"]:
            self.fault(section.line, f'coding "{section.id}" has cards and a column. Take one of '
                       "the two lines away: cards stand in this file, a column in a table.")
        return Coding(section.id, choices=choices, codes=tuple(map(tuple, rows)),
                      reason=section.fields.get("reason", "no").lower() == "yes", **fields)

    def prompt(self, section):
        notes = self.labelled(section)
        for label in ("Compare",) if self.for_students else ("Compare", "Listen for"):
            if not notes.get(label):
                self.fault(section.line, f'prompt "{section.id}" has no "{label}". Write a line '
                           f'"> **{label}.** ..." below the prompt.')
        for label in notes.keys() - {"Compare", "Listen for"}:
            self.fault(section.line, f'prompt "{section.id}" has a line "{label}", which nothing '
                       'shows. Write "> **Compare.** ..." or "> **Listen for.** ...".')
        text = self.markdown([b for b in section.blocks if b.type != "blockquote"])
        if not text:
            self.fault(section.line, f'prompt "{section.id}" asks nothing. Write the question '
                       "below its heading.")
        verb = section.fields.get("verb", "yes").lower()
        if verb not in ("yes", "no"):
            self.fault(section.line, f'found "verb: {verb}". Write "- verb: no" where a box should '
                       "not ask how strong the evidence is, or leave the line out.")
        return Prompt(section.id, text, notes.get("Compare", ""), notes.get("Listen for", ""),
                      verb != "no")

    def route(self, unit, section):
        rows = []
        for line, cells in self.table(section, 4, "50 | 45 | From | Students do"):
            rows.append((self.minutes(f"{cells[0]}/{cells[1]}", line), cells[2], cells[3]))
            if not cells[2].startswith("other:") and not self.points_to(unit, cells[2]):
                items = [f"{number}/{name}" for number, lesson in unit.lessons.items()
                         for name in _items(lesson) if cells[2].startswith(f"{number}/")]
                self.fault(line, f'"{cells[2]}" is neither a lesson nor an item of one. Write a '
                           'lesson number, "5/first-day", or "other: ..." for what is no lesson. '
                           + meant(cells[2], items))
            if cells[2] in self.hidden.keys() - self.shown:
                # Said of the later line: that of an instructor's own file, if one is.
                self.doubt(max(line, self.hidden[cells[2]]), f'route "{section.id}" leads to '
                           f'"{cells[2]}", which is hidden. Take its row out of the route, or '
                           '"- hidden: yes" away.')
        minutes = self.minutes(section.fields.get("minutes", "0"), section.line)
        for place, period in enumerate(("first", "second")):
            total = sum(row[0][place] for row in rows)
            if total != minutes[place]:
                self.doubt(section.line, f"the minutes in the {period} column of route "
                           f'"{section.id}" add up to {total}, its heading says {minutes[place]}.'
                           " Change a row or the route's minutes.")
        return Route(section.id, section.fields.get("title", ""), minutes, tuple(rows))

    def minutes(self, text, line):
        """"50 / 45" as (50, 45); one number counts for both periods."""
        match = re.match(r"\s*(\d+)\s*(?:/\s*(\d+))?\s*$", text)
        if not match:
            self.fault(line, f'"{shorten(text, 40)}" are no minutes. Write "50 / 45".')
            return 0, 0
        return int(match[1]), int(match[2] or match[1])

    @staticmethod
    def points_to(unit, target):
        number, _, item = target.partition("/")
        lesson = unit.lessons.get(int(number)) if number.isdigit() else None
        return bool(lesson) and (not item or item in _items(lesson))


def _items(lesson):
    """The names of a lesson's sections that have one, hidden ones too."""
    return [name[1] for name in lesson.seen if isinstance(name, tuple)]
