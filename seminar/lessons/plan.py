"""The plan of a lesson: its rows, from the top, are the steps of notebook, page and sheet.

    | 50 | 45 | Step | Shows | Students do | Teacher does |
    |----|----|------|-------|-------------|--------------|
    | 12 | 11 | Investigate: day by day | day-by-day, map-of-days, log | Fill a log | ... |
    | home 10 | home 10 | The ledger | ledger | Mark the claims | |

*Shows* names sections of the lesson: ``soap``, or ``Write: soap`` where several bear one name.
What no row shows is not in the lesson.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from seminar import wording
from seminar.errors import meant
from seminar.files.encodings import DASHES
from seminar.lessons import code
from seminar.lessons.model import Key, Step
from seminar.lessons.outline import OWN, Outline
from seminar.lessons.sections import (
    KINDS,
    LEDGERS,
    PLACED,
    SECTIONS,
    SHOWN,
    Section,
    is_code,
    line_of,
    unescaped,
)

#: The columns that follow those of minutes.
COLUMNS = ("Step", "Shows", "Students do", "Teacher does")
EXAMPLE = f"50 | 45 | {' | '.join(COLUMNS)}"

_MINUTES = re.compile(r"(home|more)?\s*([0-9]{0,3})$", re.IGNORECASE)
_PERIOD = re.compile("[1-9][0-9]{0,2}")
_REFERENCE = re.compile(r"\{([a-z0-9]+(?:\\?-[a-z0-9]+)*)\}")  # as web editors write hyphens, too
#: What stands before the first word of a sentence: nothing, the sign of an item or a cell, a stop.
_BEGINS = re.compile(r"(?:\A|\n\s*\n|(?:\A|\n)[ >]*(?:[-*+]|\d+[.)]) |\||[.!?][\"”')\]*_]*\s)"
                     r"[\s>*_\"“('\[]*\Z")
_NOTE = re.compile(r"^([-*+] )([A-Za-z]+: ?)?([a-z0-9]+(?:-[a-z0-9]+)*): (?=\S)")


class Plan:
    """The steps of one lesson, and which of its sections they show.

    ``sections``: all that stand in the lesson, by their keys. ``periods``: the lengths in minutes
    that the plan is for. ``figures``: the id of each figure that is shown, and its number.
    ``is_read``: whether all its minutes are numbers, so that they can be added up; ``is_sound``:
    whether nothing is wrong with it, so that what it leaves out is meant.
    """

    def __init__(self, outline: Outline, number: int, sections: Iterable[Section]) -> None:
        self.outline, self.number = outline, number
        self.sections = {section.key: section for section in sections}
        self._unread = [each.heading.lower() for each in sections if each.kind not in SECTIONS]
        self.periods: tuple[int, ...] = ()
        self.steps: list[Step] = []
        self._line: dict[Key, int] = {}
        section = self.sections.get(("Plan", ""))
        self.line = section.line if section else 1
        self.is_own = self.line > outline.length
        self.is_read, faults = True, len(outline.faults)
        if section and section.hidden:
            outline.fault(section.line, "the plan is the order of the lesson, so it cannot be "
                          'hidden. Take the line "- hidden: yes" out, or write a shorter plan.')
        rows = self._rows(section) if section else []
        named = {key for _, step in rows for token in step.shows
                 for key in self._keys(token) if ":" in token}
        for line, step in rows:
            self._add(line, step, named)
        self._implied = self._implied_by(list(self._line))
        self._left()
        self.is_sound = bool(section) and len(outline.faults) == faults
        self.figures = {key[1]: number for number, key in enumerate(
            (key for step in self.steps for key in step.shows if key[0] == "Figure"), 1)}

    def shows(self, key: Key) -> bool:
        """Whether a section is shown, by itself or by the code or the cards of one that is."""
        return key in self._line or key in self._implied

    @property
    def order(self) -> list[Key]:
        """The keys of all that is shown, in the order of the steps."""
        return [*dict.fromkeys([key for step in self.steps for key in step.shows]
                               + list(self._implied))]

    # The table -----------------------------------------------------------------------------

    def _rows(self, section):
        """The rows as (line, Step), what they show still as it is written."""
        (line, head), *rows = self.outline.table(section, example=EXAMPLE) or [(0, [])]
        count = next((n for n, cell in enumerate(head) if not _PERIOD.fullmatch(cell)), len(head))
        if head and len(head) - count != len(COLUMNS):
            self.outline.fault(line, f"this plan has {len(head) - count} columns behind those of "
                               f"minutes, it needs {len(COLUMNS)}. Write | {EXAMPLE} |. "
                               "Shows names the sections that stand in a step.")
            return []
        if head and not rows:
            self.outline.fault(line, "this plan has no rows, so no student would see anything of "
                               "the lesson. Write a row for each step.")
        self.periods = tuple(map(int, head[:count]))
        return [(line, self._step(line, cells[:count], *cells[count:])) for line, cells in rows
                if len(cells) == len(head)]

    def _step(self, line, minutes, title, shows, students, teacher):
        places, numbers = [], []
        for text in minutes:
            match = _MINUTES.match(text.strip())
            if not match or not match[0]:
                self.outline.fault(line, f'"{text}" are no minutes. Write a number; or "home" or '
                                   '"more", with a number behind it if you know one.')
                self.is_read = False
                numbers.append(0)
                continue
            places.append((match[1] or "class").lower())
            numbers.append(int(match[2] or 0))
        place = next((each for each in places if each != "class"), "class")
        if set(places) - {place}:
            alike = " | ".join(f"{place} {number or ''}".strip() for number in numbers)
            self.outline.fault(line, f'found "{" | ".join(minutes)}". A step is done in one place, '
                               f'however long the lesson is. Write "{alike}", or numbers alone.')
        if not title:
            self.outline.fault(line, 'this step has no title. Write what students do in it, such '
                               'as "Investigate: day by day".')
        tokens = tuple(filter(None, map(str.strip, unescaped(shows).split(","))))
        return Step(title, tokens, students, teacher, tuple(numbers), place)

    def _keys(self, token):
        """The keys of the sections that a word in the column *Shows* may mean."""
        kind, _, name = (each.strip() for each in token.translate(DASHES).rpartition(":"))
        for plain in (*SHOWN, *LEDGERS):
            if not kind and name.lower() == plain.lower():
                return [(plain, "")] if plain in LEDGERS or (plain, "") in self.sections else []
        kinds = [each for each in KINDS if each.lower() == kind.lower()] if kind else KINDS
        return [(each, name.lower()) for each in kinds if (each, name.lower()) in self.sections]

    # What it shows -------------------------------------------------------------------------

    def _add(self, line, step, named):
        shown, all_there = [], True
        for token in step.shows:
            found = self._keys(token)
            if not found:
                all_there = False
                self._unknown(line, token)
            for key in found:
                if len(found) > 1 and key in named:
                    continue  # a row names it with its kind
                if key in self._line:
                    self.outline.fault(line, f'"{token}" is shown twice, here and in the row of '
                                       f"line {self._line[key]}. Take one of the two out.")
                elif not (key in self.sections and self.sections[key].hidden):
                    self._line[key] = self.outline.line_in_file(line)
                    shown.append(key)
        if shown or not step.shows or not all_there:  # all that it showed is hidden: so is the step
            self.steps.append(replace(step, shows=tuple(shown)))

    def _unknown(self, line, token):
        """Says that there is no section of this name, if its heading alone is not the reason."""
        name = token.rpartition(":")[2].strip().lower()
        if name and name in [each.lower() for each in PLACED]:
            self.outline.fault(line, f'the plan shows "{token}", which has its own place in each '
                               "lesson, so no row names it. Take it out.")
            return
        if meant(name, self._unread) or any(name in heading for heading in self._unread):
            return  # that heading is told: it is no section, whatever the plan shows
        known = [name or kind for kind, name in self.sections if kind in (*KINDS, *SHOWN)]
        self.outline.fault(line, f'the plan shows "{token}", and lesson {self.number} has no '
                           "section of that name. " + (meant(token.lower(), known) or "Write a "
                                                       "name that stands in a heading, or take it "
                                                       "out."))

    def _implied_by(self, keys):
        """The keys of what stands in another section: cards to sort, and what its code calls."""
        found = []
        for section in [self.sections[key] for key in keys if key in self.sections]:
            if section.kind == "Coding" and section.fields.get("cards"):
                found.append(("Cards", section.fields["cards"]))
            for block in filter(is_code, section.blocks):
                called = list(code.sections(code.mended(block.content)))
                self._not_there(section, block, called)
                found += called
        return dict.fromkeys(key for key in found if key in self.sections and key not in keys
                             and not self.sections[key].hidden)

    def _not_there(self, section, block, called):
        """Says which names the code of a section calls in vain."""
        for kind, name in called:
            twin = self.sections.get((kind, name))
            if not twin:
                there = [each[1] for each in self.sections if each[0] == kind]
                self.outline.fault(line_of(block), f"this code calls \"{name}\", and lesson "
                                   f'{self.number} has no "### {kind}: {name}". '
                                   + (meant(name, there) or "Write a name that it has: "
                                      f'{", ".join(there) or "none"}.'))
            elif twin.hidden:
                self.outline.fault(twin.line, f'"{twin.heading}" is hidden, and the code of '
                                   f'"{section.heading}" shows it. Hide that one, too, or '
                                   "neither.")

    def _left(self):
        """What no row shows: told, or, where an instructor added it, put at the end."""
        added = []
        for key, section in self.sections.items():
            if key[0] not in (*KINDS, *SHOWN) or section.hidden or self.shows(key):
                continue
            if section.new:
                added.append(key)
                self.outline.doubt(section.line, f'"{section.heading}" is in no row of the plan, '
                                   f"so it is shown at the end. Copy the Plan of lesson "
                                   f"{self.number} into this file and name it there, where it "
                                   f"belongs. {self._maybe(key)}".rstrip())
            elif not self.is_own and self.steps:
                self.outline.fault(section.line, f'"{section.heading}" is in no row of the plan, '
                                   "so no student would see it. Write its name into the column "
                                   'Shows of a row, or "- hidden: yes" under its heading.')
        if added:
            self._line.update(dict.fromkeys(added, 0))
            self.steps.append(Step(wording.say("notebook.added"), tuple(added),
                                   minutes=(0,) * len(self.periods), place="more"))

    def _maybe(self, key):
        others = [name for kind, name in self.sections if kind == key[0] and name != key[1]]
        hint = meant(key[1], others)
        return hint and f"{hint} If you meant to change that one, write its name."

    # Prose that names what is shown --------------------------------------------------------

    def name_figures(self) -> None:
        """Writes ``{loaves}`` in prose as the number that the figure has: "Figure 2"."""
        for section in self.sections.values():
            read = section.kind not in (*KINDS, *SHOWN) or self.shows(section.key)
            self._gone: dict[str, int] = {}  # what is not shown, with the line that names it
            section.fields = {key: self._numbered(value, read and section.field_lines.get(key))
                              for key, value in section.fields.items()}
            for block in section.blocks:
                if not is_code(block):
                    self._name_in(block, read)
            if self._gone:
                self._speaks_of_what_is_gone(section.heading)
        self.steps = [replace(step, **{cell: self._numbered(getattr(step, cell), None)
                                       for cell in ("title", "students", "teacher")})
                      for step in self.steps]

    def _name_in(self, block, read):
        lines, place = self.outline.lines, slice(*block.map)
        text = "\n".join(lines[place])
        if "{" in text:
            lines[place] = self._numbered(text, read and line_of(block)).split("\n")
        for node in block.walk():
            if node.type == "inline" and "{" in node.content:
                node.token.content = self._numbered(node.content, None)

    def _numbered(self, text, line):
        """The text with the numbers of its figures.

        ``line``: the one on which it begins; none where nothing is to be told.
        """
        def number(match):
            name, before = unescaped(match[1]), text[:match.start()]
            if name in self.figures:
                return f"Figure {self.figures[name]}"
            if line and ("Figure", name) not in self.sections:
                self.outline.fault(line + before.count("\n"), f'"{match[0]}" names a figure, and '
                                   f'lesson {self.number} has none called "{name}". Write the name '
                                   "of one that it has.")
            elif line:
                self._gone.setdefault(match[0], line + before.count("\n"))
            return f"{'The' if _BEGINS.search(before) else 'the'} figure that is left out"

        return _REFERENCE.sub(number, text)

    def _speaks_of_what_is_gone(self, heading):
        line, names = min(self._gone.values()), " and ".join(f'"{each}"' for each in self._gone)
        are = "are" if len(self._gone) > 1 else "is"
        to_do = "Change it, too."
        if line <= self.outline.length < len(self.outline.lines):  # hidden in my/, said in ours
            to_do = f'Copy "### {heading}" of lesson {self.number} into {OWN} and change it there.'
        self.outline.note(line, f'"{heading}" speaks of {names}, which {are} not shown. {to_do}')

    def content_note(self, text: str) -> str:
        """A content note without the lines that begin with the name of what is not shown."""
        kept = []
        for line in text.splitlines():
            match = _NOTE.match(line)
            keys = self._keys(f"{match[2] or ''}{match[3]}") if match else []
            if not match or not keys:
                kept.append(line)
            elif any(map(self.shows, keys)):
                kept.append(match[1] + line[match.end():])
        return "\n".join(kept).strip()
