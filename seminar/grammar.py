"""Reads lessons.md, the one file an instructor edits, into a plan.

An instructor's own my/lessons.md has the same shape and only what is to be changed; its sections
take the place of those of the same name. A fixture that uses every element stands in
``tests/lessons/every_element.md``. Every mistake is reported with its line, what was found and what
to write instead, and all of them at once.

A file with ``build: student`` at its top is for students, and is not asked for a *Listen for*.
"""

import re
from difflib import get_close_matches
from pathlib import Path
from textwrap import shorten

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from seminar import data, decoding, project
from seminar.plan import (
    Cards, Check, Coding, Lesson, Option, Pattern, Prompt, Route, Step, Unit,
)
from seminar.told import Told

#: What an instructor changes, in the shape of lessons.md.
OWN = "my/lessons.md"
OVER_DOUBT = "Too much doubt"
CANNOT_BE_KNOWN = "it cannot be known"

# Sections of plain prose: at most one of each in a lesson.
TEXTS = (
    "Summary", "Content note", "Big question", "Objectives", "Argument", "Support", "Stretch",
    "Paper sheet", "Key points", "Homework", "What comes next", "Notes for instructors",
)
LISTS = ("Plan", "Recall", "Words")
# Sections called by name, "### Check: first-day".
NAMED = ("Read", "Investigate", "Figure", "Cards", "Coding", "Discuss", "Check", "Write")
# What is answered in these is kept under the name alone.
ANSWERED = ("Coding", "Discuss", "Check", "Write")
NEEDED = ("Summary", "Big question", "Objectives", "Plan")

LESSON_FIELDS = ("notebook", "minutes", "paragraphs", "claims", "skill", "data", "ledger")
SECTION_FIELDS = {
    "Content note": ("covers",),
    "Figure": ("title", "alt", "caption", "on paper"),
    "Discuss": ("verb",),
    "Write": ("verb",),
    "Coding": ("cards", "column", "because", "question", "choices", "label", "reason"),
    "Check": ("kind", "answer", "tolerance", "unit"),
    "Route": ("title", "minutes"),
}
#: Which claims a lesson has marked: its own, those of all lessons too, or none.
LEDGERS = ("yes", "whole", "no")
CHECK_KINDS = ("single", "several", "order", "number")

_FIELD = re.compile(r"([a-z][a-z ]*):(?:\s+(.*))?$", re.DOTALL)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_LABEL = re.compile(r"^\*\*([^*]+?)[.:]\*\*[ \t]*", re.MULTILINE)
_OPTION = re.compile(r"\[([ xX])\]\s+(.*)$", re.DOTALL)
_ESCAPED_BOX = re.compile(r"^(\s*[-*+]\s+)\\\[([ xX])\\\]")
_NO_BOX = re.compile(
    r"\s*(?:[–—•·○◦]\s*\[|[-*+](?:\[[ xX]\]|\s+(?:\[(?:\s+(?![\s\]])|[xX]\s)|\([ xX]\)\s)))")
_NO_HYPHEN = re.compile(r"\s*[–—•·○◦]\s")
_NO_SPACE = re.compile(r"#{1,6}[^#\s]")
_HIDDEN = re.compile(r"(?i)\s*[-*+–—•]?\s*hidden\s*:\s*([^\s.]+)\.?\s*$")
_NUMBERED = re.compile(r"(\d+)\.\s+(.+)$")
_BOLD_HEADING = re.compile(rf"\s*\*\*(?:{'|'.join(NAMED)}): [a-z0-9-]+\*\*\s*$")
_CASE = re.compile(r"When (.+?) (is not first|is not last|is after|is before)(?: (.+))?$")


class PlanError(Told):
    """The file cannot be used as it is. ``faults``: a sentence each, in the file's order."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


def read(path=None):
    """The plan in lessons.md (or in ``path``), with my/lessons.md over it.

    Raises :class:`PlanError` if anything is wrong.
    """
    reader = _Reader(path or project.root() / "lessons.md")
    unit = reader.unit()
    if reader.faults:
        raise PlanError([sentence for _, sentence in sorted(reader.faults)])
    return unit


def check(path=None):
    """Every mistake in lessons.md, a sentence each; an empty list if there is none."""
    try:
        read(path)
    except (PlanError, data.DataError) as error:
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


class _Section:
    """A heading, the fields under it, and the Markdown blocks that follow."""

    def __init__(self, level, heading, line):
        self.level, self.heading, self.line = level, heading, line
        kind, _, name = heading.partition(":")
        self.kind, self.id = kind.strip(), name.strip()
        self.fields, self.blocks, self.new = {}, [], False
        self.field_lines = {}
        self.changed = []  # what of the default's heading and fields is another here

    @property
    def hidden(self):
        """Whether it is left out: ``- hidden: yes``."""
        return self.fields.get("hidden", "no").lower() == "yes"

    def of(self, kind):
        """The blocks of one kind: table, bullet_list, ordered_list, blockquote ..."""
        return [block for block in self.blocks if block.type == kind]


class _Reader:
    """Reads one file and collects its faults instead of stopping at the first."""

    def __init__(self, path):
        self.path, own = path, path.parent / OWN
        self.lines = _lines(path)
        self.length = len(self.lines)  # the lines behind are those of the instructor's own file
        if own.exists():
            self.lines += _lines(own)
        self.faults, self.notes, self.changes = [], [], []
        self.replaced = set()  # the lines of the default for which an instructor wrote others
        self.for_students = False  # a build for students has no "Listen for"
        for number, line in enumerate(self.lines, 1):
            if _NO_BOX.match(line):
                self.fault(number, f'found "{line.strip()[:30]}". Begin an option with "- [ ]" or, '
                           'if it is right, with "- [x]".')
            elif _BOLD_HEADING.match(line):
                self.fault(number, f'found "{line.strip()}" in bold letters. Is it a heading? Then '
                           'write ### before it and no stars.')
            elif _NO_HYPHEN.match(line):
                self.fault(number, f'found "{line.strip()[:30]}". Begin a line of a list with a '
                           'hyphen, "- ".')
            elif _NO_SPACE.match(line):
                self.fault(number, f'found "{line.strip()[:40]}". Write a space behind the #.')

    def fault(self, line, sentence):
        """Notes a mistake: what was found and what to write, at a line counted from 1."""
        self.faults.append((line, self.at(line, sentence)))

    def doubt(self, line, sentence):
        """As a fault; but in an instructor's own file it is only said, and stops nothing."""
        if line > self.length:
            self.notes.append(self.at(line, sentence))
        else:
            self.fault(line, sentence)

    def at(self, line, sentence):
        own = line > self.length
        file, number = (OWN, line - self.length) if own else (self.path.name, line)
        return f"{file}, line {number}: {sentence}"

    # The outline ---------------------------------------------------------------------------

    def unit(self):
        unit, lesson, routes = Unit(), None, []
        default, own = self.chapters(0, self.length), self.chapters(self.length, None)
        self.own_headings(default, own)
        chapters = self.overlaid(default, own)
        for section in (section for chapter in chapters for section in chapter):
            if section.level == 1:
                unit.title, unit.fields = section.heading, section.fields
                self.for_students = section.fields.get("build") == "student"
            elif section.level == 2:
                lesson = self.lesson(unit, section)
                if lesson:
                    self.changes += [f"Lesson {lesson.number}, {each}: changed"
                                     for each in section.changed]
            elif lesson:
                self.place(lesson, section)
            elif section.kind == "Route":
                self.note_change("", section)
                routes.append(section)
        for lesson in unit.lessons.values():
            self.finish(lesson)
        unit.routes = {section.id: self.route(unit, section) for section in routes}
        return unit

    def chapters(self, start, end):
        """Some of the lines as chapters: a heading of level 1 or 2 and the sections below it."""
        # Not "inline": what stands inside a line is kept as it is, and half the work is spared.
        markdown, found = MarkdownIt("commonmark").enable("table").disable("inline"), []
        text = "\n" * start + "\n".join(self.lines[start:end])  # so that lines keep their numbers
        for block in SyntaxTreeNode(markdown.parse(text)).children:
            if block.type == "heading":
                level = int(block.tag[1])
                if level > 3:
                    self.fault(line_of(block), f"a heading of level {level}; lessons use #, ## and"
                               " ### only. Take away some of the # signs, or write bold words.")
                found.append(_Section(level, words(block), line_of(block)))
            elif found:
                found[-1].blocks.append(block)
        chapters = []
        for section in found:
            self.take_fields(section)
            if section.level < 3:
                chapters.append([section])
            elif chapters:
                chapters[-1].append(section)
            else:
                above = ('"## Routes"' if section.kind == "Route" else
                         'the heading of its lesson, such as "## 5. Title",')
                self.fault(section.line, f'"{section.heading}" stands under no heading of its own. '
                           f"Write {above} above it.")
        return chapters

    def own_headings(self, default, own):
        """Says which headings of an instructor's own file are not read, or would be read twice."""
        known, seen = {_name(chapter[0]) for chapter in default}, {}
        for head, *sections in own:
            lesson = head.level == 2 and _NUMBERED.match(head.heading)
            routes = any(section.kind == "Route" for section in sections)
            if _name(head) not in known and not lesson and not routes:
                self.fault(head.line, f'"{head.heading}" is no heading of a lesson, so nothing '
                           'below it would be read. Write "## 5. Title" with the number of the '
                           "lesson, and ### before the name of a section.")
                continue
            for section in sections:
                name = (_name(head), section.heading)
                if name in seen:
                    self.fault(section.line, f'"{section.heading}" stands twice, here and in line '
                               f"{seen[name] - self.length}. Join the two, or take one away.")
                seen[name] = section.line
                if not section.fields and not section.blocks:
                    self.fault(section.line, f'nothing stands below "{section.heading}". Write its '
                               'words, or "- hidden: yes" to leave it out.')

    def overlaid(self, chapters, own):
        """The chapters with an instructor's own over them, each in the place of its namesake.

        One with fields alone changes those fields and leaves the words. A section without a
        namesake is new and comes behind the last of its kind, a new chapter at the end of the file.
        """
        for mine in own:
            theirs = next((each for each in chapters if _name(each[0]) == _name(mine[0])), None)
            if theirs is None:
                chapters.append(mine)
                continue
            theirs[0] = self.over(theirs[0], mine[0])
            for section in mine[1:]:
                names = [each.heading for each in theirs]
                if section.heading in names[1:]:
                    place = names.index(section.heading, 1)
                    theirs[place] = self.over(theirs[place], section)
                else:
                    section.new = True
                    kinds = [each.kind for each in theirs]
                    last = max((n for n, kind in enumerate(kinds) if kind == section.kind),
                               default=len(theirs) - 1)
                    theirs.insert(last + 1, section)
        return chapters

    def over(self, default, own):
        """A section of an instructor's own with what it takes over from the default."""
        own.changed = [
            *(["title"] if own.heading != default.heading else []),
            *(key for key, value in own.fields.items() if default.fields.get(key) != value)]
        self.replaced |= {default.field_lines[key] for key in own.fields.keys() & default.fields}
        if own.blocks or own.hidden:
            self.replaced |= {line for block in default.blocks
                              for line in range(block.map[0] + 1, block.map[1] + 1)}
        if own.hidden:
            self.replaced |= set(default.field_lines.values())
        own.fields = {**default.fields, **own.fields}
        own.blocks = own.blocks or default.blocks
        return own

    def note_change(self, where, section):
        """Notes a section of an instructor's own file, for those who ask what differs."""
        if section.line > self.length:
            deed = "added" if section.new else "hidden" if section.hidden else "changed"
            self.changes.append(f"{where}{section.heading}: {deed}")

    def take_fields(self, section):
        """Moves a leading list of ``- key: value`` from the blocks to the fields."""
        if not section.blocks or section.blocks[0].type != "bullet_list":
            return
        items = [(line_of(item), _FIELD.match(words(item))) for item in section.blocks[0].children]
        if not all(match for _, match in items):
            return
        known = SECTION_FIELDS.get(section.kind, ()) + ("hidden",)
        if section.level == 2:
            known = LESSON_FIELDS
        for line, match in items:
            key, value = match[1], (match[2] or "").strip()
            fielded = section.level == 3 or section.level == 2 and _NUMBERED.match(section.heading)
            if fielded and key not in known:
                self.fault(line, f'there is no field "{key}" here. Write one of: '
                           f'{", ".join(known)}.')
            if key == "hidden" and value.lower() not in ("yes", "no"):
                self.fault(line, f'found "hidden: {value}". Write "- hidden: yes", or take the '
                           "line out.")
            section.fields[key], section.field_lines[key] = value, line
        del section.blocks[0]

    # A lesson ------------------------------------------------------------------------------

    def lesson(self, unit, section):
        match = _NUMBERED.match(section.heading)
        if not match:
            return None
        lesson = Lesson(int(match[1]), match[2], section.line, section.fields)
        twin = unit.lessons.get(lesson.number)
        if twin:
            self.fault(section.line, f"lesson number {lesson.number} is used twice, here and in "
                       f"line {twin.line}. Give one of the two another number.")
        unit.lessons[lesson.number] = lesson
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
        fields["minutes"] = self.minutes(fields.get("minutes", "0"), line)
        if fields.setdefault("ledger", "yes" if fields.get("claims") else "no") not in LEDGERS:
            self.fault(line, f'found "ledger: {fields["ledger"]}". Write one of: '
                       f'{", ".join(LEDGERS)}.')
        named = (name.strip() for name in fields.get("data", "").split(","))
        fields["data"] = [name for name in named if name]
        for name in fields["data"]:
            if name in data.tables():
                continue
            near = get_close_matches(name, data.tables(), 1)
            if any((self.path.parent / "data").glob(f"{name}.*")):
                self.fault(line, f'the table "{name}" lies in data/ and is not described. Say in '
                           f"{data.DESCRIPTION} what it is and what each of its columns means.")
            else:
                self.fault(line, f'there is no table "{name}" in data/. '
                           + (f'Did you mean "{near[0]}"?' if near else
                              f'Write one of: {", ".join(data.tables())}.'))

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
            near = get_close_matches(section.kind, NAMED + TEXTS + LISTS, 1)
            self.fault(section.line, f'there is no section called "{section.kind}". '
                       + (f'Did you mean "{near[0]}"?' if near else
                          f'Write one of: {", ".join(NAMED + LISTS + TEXTS)}.'))

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
            "Check": (lesson.checks, self.check),
        }[section.kind]
        if not _ID.match(section.id):
            self.fault(section.line, f'"{shorten(section.heading, 60)}" has no usable name. Write '
                       f'"### {section.kind}: a-name", small letters and hyphens.')
        name = (section.kind, section.id)
        if name in lesson.seen:
            self.fault(section.line, f'"{section.heading}" stands twice in lesson '
                       f"{lesson.number}. Give one of the two another name.")
        twins = [kind for kind in ANSWERED
                 if kind != section.kind and (kind, section.id) in lesson.seen]
        if section.kind in ANSWERED and twins:
            self.fault(section.line, f'"{section.heading}" has the name of "{twins[0]}: '
                       f'{section.id}" in lesson {lesson.number}. Answers are kept by that name, so '
                       "one would take the place of the other. Give one of the two another name, "
                       "here and in the notebook.")
        near = get_close_matches(section.id, [seen[1] for seen in lesson.seen
                                              if seen[0] == section.kind], 1)
        meant = f'Did you mean "{section.kind}: {near[0]}"? ' if near else ""
        lesson.seen.append(name)
        if section.new and hidden and not section.blocks:
            self.fault(section.line, f'lessons.md has no "{section.heading}" in lesson '
                       f"{lesson.number}, so there is nothing to hide. "
                       + (meant or "Write a name that stands there.").strip())
            return
        if section.new:
            lesson.added.append(name)
            self.doubt(section.line, f'lessons.md has no "{section.heading}" in lesson '
                       f"{lesson.number}, so yours is shown below the rest. {meant}If you meant to "
                       "change something that has another name now, write that name; your words "
                       "stay as they are.")
        made = make(section)
        if not hidden:
            shelf[section.id] = made

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

    def plan(self, section):
        steps = []
        for line, cells in self.table(section, 5, "50 | 45 | Section | Students do | Teacher does"):
            minutes = self.minutes(f"{cells[0]}/{cells[1]}", line)
            steps.append(Step(minutes, *cells[2:]))
        return steps

    def recall(self, section):
        pairs = []
        for item in self.items(section, "ordered_list", "1. A question?"):
            answer = self.quoted(item)
            if not answer:
                self.fault(line_of(item), "this question has no answer. Write it on the next line, "
                           'indented by three spaces, beginning with ">".')
            pairs.append((words(item), answer))
        return pairs

    def glossary(self, section):
        entries = []
        for item in self.items(section, "bullet_list", "- **word** (mot): what it means."):
            match = re.match(r"\*\*(.+?)\*\*(?: \((.+?)\))?: (.+)$", words(item), re.DOTALL)
            if not match:
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
                items = [f"{number}/{name[1]}" for number, lesson in unit.lessons.items()
                         for name in lesson.seen if isinstance(name, tuple)]
                near = get_close_matches(cells[2], items, 1)
                self.fault(line, f'"{cells[2]}" is neither a lesson nor an item of one. '
                           + (f'Did you mean "{near[0]}"? ' if near else "")
                           + 'Write a lesson number, "5/first-day", or "other: ..." for what is no '
                           "lesson.")
        minutes = self.minutes(section.fields.get("minutes", "0"), section.line)
        for place, period in enumerate(("first", "second")):
            total = sum(row[0][place] for row in rows)
            if total != minutes[place]:
                self.doubt(section.line, f"the minutes in the {period} column of route "
                           f'"{section.id}" add up to {total}, its heading says {minutes[place]}.'
                           " Change a row or the route's minutes.")
        return Route(section.id, section.fields.get("title", ""), minutes, tuple(rows))

    @staticmethod
    def points_to(unit, target):
        number, _, item = target.partition("/")
        lesson = unit.lessons.get(int(number)) if number.isdigit() else None
        return bool(lesson) and (not item or any(name[1] == item for name in lesson.seen
                                                 if isinstance(name, tuple)))

    # Checks --------------------------------------------------------------------------------

    def check(self, section):
        kind = section.fields.get("kind", "single")
        if kind not in CHECK_KINDS:
            self.fault(section.line, f'check "{section.id}" is of kind "{kind}". Write one of: '
                       f'{", ".join(CHECK_KINDS)}.')
            kind = "single"
        lists = ("bullet_list", "ordered_list", "blockquote")
        question = self.markdown([b for b in section.blocks if b.type not in lists])
        if not question:
            self.fault(section.line, f'check "{section.id}" asks nothing. Write the question below '
                       "its heading.")
        for item in (item for block in section.of("bullet_list") for item in block.children):
            field = _FIELD.match(words(item))
            if field and field[1] in SECTION_FIELDS["Check"]:
                self.fault(line_of(item), f'"- {words(item)}" stands too low. Write it directly '
                           "below the heading, above the question.")
        make = self.chosen if kind in ("single", "several") else self.worked_out
        return make(section, kind, question)

    def chosen(self, section, kind, question):
        """A check answered by choosing: every option has its feedback."""
        options = []
        for item in self.items(section, "bullet_list", "- [x] The right answer."):
            match = _OPTION.match(words(item))
            feedback = self.quoted(item)
            if not match:
                self.fault(line_of(item), 'an option begins with "- [ ]", or with "- [x]" if it is '
                           "right. Write one of the two.")
                continue
            if not feedback:
                self.fault(line_of(item), "this option has no feedback. Write a sentence on the "
                           'next line, indented by two spaces, beginning with ">".')
            options.append(Option(match[2], feedback, match[1] != " "))
        right = sum(option.right for option in options)
        if (right != 1) if kind == "single" else (right < 2):
            wanted = "exactly one" if kind == "single" else "two or more"
            self.fault(section.line, f'check "{section.id}" has {right} right answers, a {kind} '
                       f"check has {wanted}. Mark them with [x].")
        self.over_doubt(section, [option.feedback for option in options])
        return Check(section.id, kind, question, options=tuple(options))

    def worked_out(self, section, kind, question):
        """A check answered by ordering or by a number: feedback for every pattern of error."""
        notes = self.labelled(section)
        known = ("Right", "Otherwise")
        for label in known:
            if not notes.get(label):
                self.fault(section.line, f'check "{section.id}" has no "{label}". Write a line '
                           f'"> **{label}.** ..." below it.')
        for label in notes:
            if label not in known and not label.startswith("When "):
                self.fault(section.line, f'check "{section.id}" has a line "{label}", which nobody '
                           'would see. Write "Right", "Otherwise", or "When" and the mistake.')
        self.over_doubt(section, notes.values(),
                        f'Write a line "> **When \"{CANNOT_BE_KNOWN}\".** {OVER_DOUBT}. ..."')
        items, number = (), {}
        if kind == "order":
            items = tuple(words(item) for item in self.items(section, "ordered_list", "1. First"))
            if len(set(items)) < 3:
                self.fault(section.line, f'check "{section.id}" puts {len(set(items))} things in '
                           "order. Write three or more, each once, in the right order.")
        else:
            number = self.number_fields(section)
        patterns = [self.pattern(section, label, text, items) for label, text in notes.items()
                    if label.startswith("When ")]
        return Check(section.id, kind, question, items=items, right=notes.get("Right", ""),
                     patterns=tuple(filter(None, patterns)),
                     otherwise=notes.get("Otherwise", ""), **number)

    def number_fields(self, section):
        answer = self.number(section.fields.get("answer", ""))
        if answer is None:
            self.fault(section.line, f'check "{section.id}" has no number as its answer. Write '
                       '"- answer: 22".')
        return {"answer": answer, "unit": section.fields.get("unit", ""),
                "tolerance": self.number(section.fields.get("tolerance", "0")) or 0.0}

    def pattern(self, section, label, feedback, items):
        """How a labelled mistake is recognised: by position, by number, or by a word."""
        said = label.removeprefix("When ").strip(' "“”')
        if said.lower() in (CANNOT_BE_KNOWN, "reversed"):
            return Pattern(said.lower(), (), feedback)
        if not items and self.number(said) is not None:
            return Pattern("number", (self.number(said),), feedback)
        case = _CASE.match(label)
        terms = tuple(filter(None, (case[1], case[3]))) if case else ()
        if items and terms and all(term in items for term in terms):
            return Pattern(case[2], terms, feedback)
        self.fault(section.line, f'"{label}" in check "{section.id}" cannot be understood. Write '
                   'for example "When A is not first", "When B is after C", "When reversed", a '
                   f'number, or "When {CANNOT_BE_KNOWN}"; A, B and C as in the list.')
        return None

    def over_doubt(self, section, feedback, write=f'Write one whose feedback begins "{OVER_DOUBT}."'):
        if not any(text.startswith(OVER_DOUBT) for text in feedback):
            self.fault(section.line,
                       f'check "{section.id}" has no answer that doubts too much. {write}')

    # Pieces --------------------------------------------------------------------------------

    def markdown(self, blocks):
        """The source text of some blocks, as it stands in the file."""
        return "\n\n".join("\n".join(self.lines[slice(*block.map)]).rstrip() for block in blocks)

    def items(self, section, kind, example):
        found = [item for block in section.of(kind) for item in block.children]
        if not found:
            self.fault(section.line, f'"{section.heading}" has no list. Write lines such as '
                       f'"{example}"')
        return found

    def table(self, section, width=None, example=""):
        """The rows of the section's table as (line, cells); with ``width`` the head is left out."""
        tables = section.of("table")
        if not tables:
            self.fault(section.line, f'"{section.heading}" has no table. Write one'
                       + (f" with the columns {example}." if example else "."))
            return []
        rows = [(line_of(row), [words(cell) for cell in row.children])
                for part in tables[0].children for row in part.children]
        if width is None:
            return rows
        if len(rows[0][1]) != width:
            self.fault(rows[0][0], f"this table has {len(rows[0][1])} columns, it needs {width}. "
                       f"Write | {example} |.")
            return []
        return rows[1:]

    def quoted(self, item):
        """The text of the ``>`` lines inside a list item."""
        return "\n\n".join(self.unquoted(b) for b in item.children if b.type == "blockquote")

    def unquoted(self, block):
        lines = self.lines[slice(*block.map)]
        return "\n".join(re.sub(r"^\s*(?:>\s?)", "", line) for line in lines).strip()

    def labelled(self, section):
        """``> **Label.** text`` lines as label -> text."""
        quotes = "\n\n".join(self.unquoted(block) for block in section.of("blockquote"))
        before, *pieces = _LABEL.split(quotes)
        if before.strip():
            self.fault(section.line, f'"{before.strip()[:40]}" in "{section.heading}" has no label.'
                       ' Begin the line with "> **Compare.**" or another bold word and a full '
                       "stop.")
        return {label: text.strip() for label, text in zip(pieces[::2], pieces[1::2])}

    def minutes(self, text, line):
        """"50 / 45" as (50, 45); one number counts for both periods."""
        match = re.match(r"\s*(\d+)\s*(?:/\s*(\d+))?\s*$", text)
        if not match:
            self.fault(line, f'"{text}" are no minutes. Write "50 / 45".')
            return 0, 0
        return int(match[1]), int(match[2] or match[1])

    @staticmethod
    def number(text):
        """A number as a teacher writes it, with or without its row in a comment."""
        bare = re.sub(r"<!--.*?-->", "", text).replace(",", "").strip()
        try:
            return float(bare)
        except ValueError:
            return None


def _lines(path):
    """A file's lines, without what editors put in by themselves: hard spaces, escaped boxes."""
    try:
        text = decoding.decoded(path.read_bytes())
    except decoding.Unreadable as reason:
        name = OWN if path.parent.name == Path(OWN).parent.name else path.name
        raise PlanError([f"{name} {reason}"]) from None
    lines = text.replace("\u00a0", " ").splitlines()
    return [_HIDDEN.sub(r"- hidden: \1", _ESCAPED_BOX.sub(r"\1[\2]", line)) for line in lines]


def _name(chapter):
    """A lesson goes by its number, so that its title can be changed."""
    number = _NUMBERED.match(chapter.heading)
    return chapter.level, number[1] if number else chapter.level == 1 or chapter.heading


def line_of(block):
    """The line on which a block begins, counted from 1."""
    return block.map[0] + 1


def words(block):
    """The Markdown of a heading, of a cell, or of a list item's first paragraph."""
    while block.type not in ("heading", "paragraph", "th", "td") and block.children:
        block = block.children[0]
    return block.children[0].content.strip() if block.children else ""
