"""Reads lessons.md, the one file an instructor edits, into a plan: what each section means.

A fixture that uses every element stands in ``tests/lessons/every_element.md``. A file with
``build: student`` at its top is for students, and is not asked for a *Listen for*.
"""

import re
from textwrap import shorten

from seminar import project
from seminar.data import package, text
from seminar.errors import meant, odd_sign
from seminar.files.encodings import DASHES
from seminar.lessons import checks, code, settings
from seminar.lessons.model import Cards, Coding, Lesson, Part, Prompt, Route, Unit
from seminar.lessons.outline import OLDER, OWN, Outline, PlanError
from seminar.lessons.plan import Plan
from seminar.lessons.sections import (
    KINDS,
    NUMBERED,
    SECTIONS,
    SHOWN,
    TEXTS,
    is_code,
    is_comment,
    line_of,
    unescaped,
    words,
)

NEEDED = ("Summary", "Big question", "Objectives", "Plan")
#: What students never see: where its heading is lost, it would be read as part of another section.
NOTES = "Notes for instructors"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_SPANS = re.compile(r"[pC][0-9]+(?:-[pC]?[0-9]+)?(?:,\s*[pC][0-9]+(?:-[pC]?[0-9]+)?)*$")


def read(path=None):
    """The plan in lessons.md (or in ``path``), with my/lessons.md over it.

    Raises :class:`PlanError` if anything is wrong.
    """
    reader = _Reader(path or project.root() / "lessons.md")
    unit = reader.unit()
    if reader.faults:
        # Routes stand at the top, and name what stands below: theirs come of the others.
        ends = (0, reader.slips, reader.before_sections, reader.before_routes, None)
        raise PlanError([sentence for start, end in zip(ends, ends[1:])
                         for _, sentence in sorted(reader.faults[start:end])])
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
    return [sentence for _, sentence in sorted(_heard(path)[0].notes)]


def changes(path=None):
    """What an instructor's own file changes, hides or adds, a line each."""
    reader, unit = _heard(path)
    _, default = _heard(path, with_own=False)
    return [line + _moved(line, default, unit) for line in reader.changes]


def replaced(path=None):
    """The numbers of the lines of lessons.md for which an instructor's own file has others."""
    return _heard(path)[0].replaced


def _heard(path, with_own=True):
    """A reader that has read the file through, and what it read, whatever it found."""
    reader = _Reader(path or project.root() / "lessons.md", with_own)
    return reader, reader.unit()


def _moved(line, before, after):
    """What a plan of one's own shows no longer, or besides: an end for its line of changes."""
    match = re.match(r"Lesson (\d+), Plan: changed$", line)
    if not match:
        return ""
    then, now = ([": ".join(filter(None, key)) for step in unit.lessons[int(match[1])].plan
                  for key in step.shows] for unit in (before, after))
    went, came = ([each for each in some if each not in others]
                  for some, others in ((then, now), (now, then)))
    said = [f"{what}: {', '.join(names)}" for what, names in (
        ("no longer shown", went), ("shown besides", came)) if names]
    return f" ({'; '.join(said)})" if said else ""


def notebooks_folder(root):
    """Where the notebooks of the set in the folder ``root`` stand: an instructor has others."""
    own = any((root / file).exists() for file in (OWN, OLDER))
    return "my/notebooks" if own else "notebooks"


def _file_name(lesson):
    """The name of a lesson's notebook: that of its field, or else made of its title."""
    named = lesson.fields.get("notebook", "").rpartition("/")[2]
    title = re.sub(r"[^a-z0-9]+", "_", lesson.title.lower()).strip("_")
    return named or f"{lesson.number:02}_{title or 'lesson'}.ipynb"


class _Reader(Outline):
    """Reads one file and collects its faults instead of stopping at the first."""

    for_students = False  # a build for students has no "Listen for"

    def unit(self):
        unit, routes = Unit(), []
        self.unsound = set()  # the lessons whose plan has a mistake
        self.left_out = {}  # items such as "5/first-day" that no student sees, with their lines
        self.recalled = []  # (line, lesson, prompt) of code that shows an earlier answer
        for head, *sections in self.chapters:
            if head.level == 1:
                unit.title, unit.fields = head.heading, head.fields
                self.for_students = head.fields.get("build") == "student"
                unit.settings = settings.read(self, head)
                self.changes += [f"The set, {each}: {head.fields.get(each, head.heading)}"
                                 for each in head.changed]
            lesson = self.lesson(unit, head) if head.level == 2 else None
            if lesson:
                self.fill(lesson, sections, head.new)
                continue
            for section in sections:
                if section.kind == "Route":
                    section.new = section.new or head.new
                    self.note_change("", section)
                    routes.append(section)
        if not unit.lessons and not self.faults:  # those say why
            self.fault(1, 'no lesson was found. Begin each with a heading such as "## 5. Title". '
                       "Did a program take the # signs away? Then put the file back as it was.")
        elif unit.lessons and not unit.fields.get("project"):
            self.fault(1, 'there is no line "- project: ..." below the title. Write a short name, '
                       "so that answers to this set do not mix with those to another.")
        noted = [lesson for lesson in unit.lessons.values() if (NOTES, "") in lesson.known]
        for lesson in unit.lessons.values() if noted else ():
            if lesson not in noted:
                self.doubt(lesson.line, f'lesson {lesson.number} has no "{NOTES}", as others have. '
                           "Was its heading lost? Then students would read what stands below it. "
                           f'Write "### {NOTES}" and a sentence.')
        self.prompts_recalled(unit)
        self.before_routes = len(self.faults)
        unit.routes = {section.id: self.route(unit, section) for section in routes}
        return unit

    def prompts_recalled(self, unit):
        """Says which code shows an answer that no student was asked for."""
        for line, number, name in self.recalled:
            lesson, target = unit.lessons.get(number), f"{number}/{name}"
            if number not in self.unsound and (
                    not lesson or name not in {**lesson.discuss, **lesson.write}):
                where = self.line_in_file(line)
                self.doubt(max(line, self.left_out.get(target, 0)), f"the code of line {where} "
                           f'shows what was answered to "{target}", which no student is asked. '
                           f"Show that prompt in the plan of lesson {number}, or leave the code "
                           "out, too.")

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
        if not fields.get("paragraphs"):
            self.fault(line, f'lesson {lesson.number} has no "paragraphs". Write "- paragraphs: '
                       'p1-p2" in the list under its heading.')
        for key in ("paragraphs", "claims"):
            fields[key] = fields.get(key, "").translate(DASHES)
            if fields[key] and not _SPANS.match(fields[key]):
                self.fault(line, f'found "{key}: {fields[key]}". Write names and spans such as '
                           f'"{"p1-p4" if key == "paragraphs" else "C01-C07, C71"}".')
        fields["notebook"] = f"{notebooks_folder(self.path.parent)}/{_file_name(lesson)}"
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

    def fill(self, lesson, sections, is_new):
        """Reads the ### sections of a lesson, and gives it those that its plan shows."""
        if is_new:
            self.changes.append(f"Lesson {lesson.number}: added")
        for section in sections if not is_new else ():
            self.note_change(f"Lesson {lesson.number}, ", section)
        self.names(lesson, sections)
        plan = Plan(self, lesson.number, sections)
        plan.name_figures()
        lesson.plan, lesson.periods = plan.steps, plan.periods
        made = {section.key: self.made(lesson, section, plan) for section in sections
                if section.kind in SECTIONS and section.kind != "Plan"}
        for key in plan.order:
            if key[0] in KINDS and key in made:
                getattr(lesson, KINDS[key[0]].shelf)[key[1]] = made[key]
        for section in sections:
            if section.kind in KINDS and plan.is_sound and not plan.shows(section.key):
                self.left_out[f"{lesson.number}/{section.id}"] = max(section.line, plan.line)
        if not plan.is_sound:
            self.unsound.add(lesson.number)
        self.finish(lesson, plan)

    def names(self, lesson, sections):
        """Says which sections bear no usable name, or one that another has."""
        seen = {}
        for section in sections:
            kind, name = section.key
            if kind == "Route":
                self.fault(section.line, f'"{section.heading}" stands in lesson {lesson.number}. '
                           'Write "## Routes" above it.')
            elif kind not in SECTIONS:
                self.fault(section.line, f'there is no section called "{kind}". '
                           + (meant(kind, SECTIONS) or f'Write one of: {", ".join(SECTIONS)}.'))
            elif kind not in KINDS:
                if section.key in seen:
                    self.fault(section.line, f'"{kind}" stands twice in lesson {lesson.number}. '
                               "Join the two, or take one away.")
            else:
                self.name(lesson, section, seen)
            if section.new and section.hidden and not section.blocks:
                hint = meant(name, [other for one, other in seen if one == kind])
                self.fault(section.line, f'lessons.md has no "{section.heading}" in lesson '
                           f"{lesson.number}, so there is nothing to hide. "
                           + (hint or "Write a name that stands there."))
            seen[section.key] = section.line
        lesson.known = tuple(seen)

    def name(self, lesson, section, seen):
        if not _ID.match(section.id):
            self.fault(section.line, f'"{shorten(section.heading, 60)}" has no usable name. Write '
                       f'"### {section.kind}: a-name", small letters and hyphens. '
                       f"{odd_sign(section.id)}".rstrip())
        if section.key in seen:
            self.fault(section.line, f'"{section.heading}" stands twice in lesson '
                       f"{lesson.number}. Give one of the two another name.")
        twins = [kind for kind, name in seen if name == section.id and kind != section.kind
                 and KINDS.get(kind) and KINDS[kind].answered]
        if KINDS[section.kind].answered and twins:
            self.fault(section.line, f'"{section.heading}" has the name of "{twins[0]}: '
                       f'{section.id}" in lesson {lesson.number}. Answers are kept by that name, '
                       "so one would take the place of the other. Give one of the two another "
                       "name.")

    def made(self, lesson, section, plan):
        """What a section holds, for the shelf of its kind; its texts and parts go to the lesson."""
        kind, key, hidden = section.kind, section.key, section.hidden
        if hidden and not section.blocks:
            return None  # of what is left out, a copy for students has the name alone
        section.fields.pop("hidden", None)
        if kind == "Recall":
            found = self.recall(section)
        elif kind == "Words":
            found = self.glossary(section)
        elif kind in KINDS:
            if kind == "Read" and "paragraphs" in package.tables():
                self.span(section)
            found = {"Figure": lambda section: self.figure(section, plan.figures),
                     "Cards": self.cards, "Coding": self.coding, "Discuss": self.prompt,
                     "Write": self.prompt, "Check": lambda section: checks.read(self, section),
                     }.get(kind, self.prose)(section)
        else:
            found = self.prose(section)
        if hidden or kind in (*KINDS, *SHOWN) and not plan.shows(key):
            return found
        lesson.parts[key] = self.parts(section)
        if kind == "Recall":
            lesson.recall = found
        elif kind == "Words":
            lesson.words = found
        elif kind in TEXTS:
            lesson.texts[kind] = plan.content_note(found) if kind == "Content note" else found
        return found

    def parts(self, section):
        """What a notebook has of a section, in its order: prose, and code."""
        prose = section.kind not in ("Coding", "Cards", "Check")
        found, text = [], []
        for block in [*section.blocks, None]:
            if block is None or is_code(block):
                if text and prose:
                    found.append(Part(self.markdown(text)))
                text = []
            if block is None:
                break
            if is_code(block):
                source = code.mended(block.content)
                for fault in code.faults(source, block.info):
                    self.fault(line_of(block), fault)
                self.recalled += [(line_of(block), *said) for call, said in code.calls(source)
                                  if call == "earlier" and len(said) == 2]
                found.append(Part(source, True, code.tags(block.info)))
            elif not is_comment(block) and not (
                    block.type == "blockquote" and section.kind in ("Discuss", "Write")):
                text.append(block)
        return found

    def finish(self, lesson, plan):
        """What can only be said when a whole lesson has been read."""
        for kind in NEEDED:
            if (kind, "") not in lesson.known:
                self.fault(lesson.line, f'lesson {lesson.number} has no "{kind}". Write a section '
                           f'"### {kind}".')
        for place, period in enumerate(lesson.periods if plan.is_read else ()):
            total = sum(step.minutes[place] for step in lesson.plan if step.place == "class")
            if total != period:
                # What an instructor hides takes its minutes along, and that stops nothing; nor
                # does what a copy for students leaves out.
                own = self.for_students or len(self.lines) > self.length
                said = self.note if own else self.fault
                said(plan.line, f"the minutes in the column {period} of this plan of lesson "
                     f"{lesson.number} add up to {total}. Change a step, or the number at the "
                     "head of the column.")
        self.code_stands_alone(lesson, plan)
        for coding in lesson.codings.values():
            if coding.column:
                continue  # asks about rows, which its code brings
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

    def code_stands_alone(self, lesson, plan):
        """Says which code needs a name that another section makes: then a step could not move."""
        made = {key: [code.names(part.text) for part in parts if part.is_code]
                for key, parts in lesson.parts.items()}
        shared = set().union(*(names for names, _ in made.get(("Tables", ""), [])))
        for key, found in made.items():
            own = set().union(*(names for names, _ in found))
            for name in sorted(set().union(*(used for _, used in found)) - own - shared):
                section = plan.sections[key]
                self.fault(section.line, f'the code of "{section.heading}" uses "{name}", which '
                           "it does not make. Make it there, or in the section Tables, so that "
                           "the step can be moved and the others taken out.")

    # Sections ------------------------------------------------------------------------------

    def prose(self, section):
        return self.markdown([block for block in section.blocks if not is_code(block)])

    def nothing_beside(self, section, *kinds):
        """Says what stands in a section that shows only its table, or its list."""
        for block in section.blocks:
            said = line_of(block) in self.faulty or is_code(block)
            if block.type not in kinds and not is_comment(block) and not said:
                self.fault(line_of(block), f'"{self.begins(block)}" stands outside the table or '
                           f'list of "{section.heading}", so nobody would see it. Give it the '
                           "form of the lines above it, or take it out.")

    def span(self, section):
        """Says why the text has no such paragraphs, if it has none."""
        try:
            text.paragraphs(section.id)
        except text.SpanError as error:
            self.fault(section.line, str(error))

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

    def figure(self, section, numbers):
        """The words of a figure; its caption begins with its number in the order of the plan."""
        for key in ("title", "alt", "caption"):
            if not section.fields.get(key):
                self.fault(section.line, f'figure "{section.id}" has no {key}. Write '
                           f'"- {key}: ..." under its heading.')
        number = f"Figure {numbers[section.id]}. " if section.id in numbers else ""
        return {**section.fields, "caption": number + section.fields.get("caption", "")}

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
        for card, choice, *_ in rows:
            if choice not in choices:
                self.fault(section.line, f'card "{card}" is coded "{choice}". Write one of: '
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
        text = self.markdown([block for block in section.blocks
                              if block.type != "blockquote" and not is_code(block)])
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
            target = unescaped(cells[2])
            rows.append((self.minutes("/".join(cells[:2]), line), target, cells[3]))
            if not target.startswith("other:") and not self.points_to(unit, target):
                items = [f"{number}/{name}" for number, lesson in unit.lessons.items()
                         for _, name in lesson.known if target.startswith(f"{number}/")]
                self.fault(line, f'"{target}" is neither a lesson nor an item of one. Write a '
                           'lesson number, "5/first-day", or "other: ..." for what is no lesson. '
                           + meant(target, items))
            if target in self.left_out and not self.shown(unit, target):
                # Said of the later line: that of an instructor's own file, if one is.
                self.doubt(max(line, self.left_out[target]), f'route "{section.id}" leads to '
                           f'"{target}", which no student sees. Take its row out of the route, '
                           "or show it in the plan of its lesson.")
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
        match = re.match(r"\s*([0-9]{1,4})\s*(?:/\s*([0-9]{1,4}))?\s*$", text)
        if not match:
            self.fault(line, f'"{shorten(text, 40)}" are no minutes. Write "50 / 45".')
            return 0, 0
        return int(match[1]), int(match[2] or match[1])

    @staticmethod
    def points_to(unit, target):
        number, _, item = target.partition("/")
        lesson = unit.lessons.get(int(number)) if re.fullmatch("[0-9]{1,3}", number) else None
        return bool(lesson) and (not item or item in [name for _, name in lesson.known])

    @staticmethod
    def shown(unit, target):
        number, _, item = target.partition("/")
        return any(item in getattr(unit.lessons[int(number)], kind.shelf)
                   for kind in KINDS.values())
