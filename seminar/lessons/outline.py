"""Reads lessons.md as an outline: headings, the fields below each, and the Markdown that follows.

An instructor's own my/lessons.md has the same shape and only what is to be changed; its sections
take the place of those of the same name. What a section means is no matter here. Every mistake is
reported with its line, what was found and what to write instead, and all of them at once.
"""

import re
from copy import copy
from itertools import pairwise
from textwrap import shorten

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from seminar.errors import Told, meant
from seminar.files import encodings
from seminar.lessons import lint
from seminar.lessons.sections import (
    FIELD,
    SECTIONS,
    Section,
    is_code,
    is_comment,
    line_of,
    unescaped,
    words,
)

#: What an instructor changes, in the shape of lessons.md.
OWN = "my/lessons.md"
#: Where the settings of a class stood before they stood at the head of ``OWN``: it is still read.
OLDER = "my/class.md"

#: A comment in it, which says how a number was found, may have a star for times.
_LABEL = re.compile(r"^\*\*((?:<!--.*?-->|[^*])+?)[.:]\*\*[ \t]*", re.MULTILINE)


class PlanError(Told):
    """The file cannot be used as it is. ``faults``: a sentence each, the worst first."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


class Outline:
    """lessons.md with an instructor's own file over it; its faults are collected, not raised.

    ``chapters``: lists of sections, each begun by a heading of level 1 or 2; ``files``: the same
    by the names of the two files, before one was laid over the other. ``with_own``: False for
    lessons.md alone.
    ``faults``, ``notes`` and ``changes``: what is wrong, what may be, and what was changed.
    """

    def __init__(self, path, with_own=True):
        self.path, self.lines, self._starts = path, [], {}
        for name in (path.name, OLDER, OWN):
            self._starts[name] = len(self.lines)
            if name == path.name or with_own and (path.parent / name).exists():
                self.lines += lines(path.parent / name)
        self.length = self._starts[OLDER]  # the lines behind are an instructor's own
        self.faults, self.notes, self.changes = [], [], []
        begin = self._starts[OWN]
        if (path.parent / OWN).exists() and not any(map(str.strip, self.lines[begin:])):
            self.note(begin + 1, "the file is empty, so nothing was changed. Was it saved?")
        self.replaced = set()  # the lines of the default for which an instructor wrote others
        for number, line in enumerate(self.lines, 1):
            if slip := lint.in_line(line):
                self.fault(number, slip)
            elif tag := lint.tag(line):
                self.doubt(number, tag)
        self.slips = len(self.faults)  # the first faults: others may come of them
        default, older, own = (self._chapters(start, end) for start, end in pairwise(
            [*self._starts.values(), None]))
        self._headings(default, own)
        for head in [head for head, *_ in older + own if head.level == 1]:
            self._own_head(head, default)
        self.before_sections = len(self.faults)  # and more may come of these
        if older:
            self.note(older[0][0].line, "these settings now stand at the head of my/lessons.md. "
                      "Copy their lines to its top, above every heading, and take this file out "
                      "of the folder.")
        self.files = {path.name: list(map(list, default)), OWN: list(map(list, own))}
        self.chapters = self._overlaid(default, older + own)

    def fault(self, line, sentence):
        """Notes a mistake: what was found and what to write, at a line counted from 1."""
        self.faults.append((line, self._at(line, sentence)))

    @property
    def faulty(self):
        """The lines of which something was said."""
        return {line for line, _ in self.faults}

    def doubt(self, line, sentence):
        """As a fault; but in an instructor's own file it is only said, and stops nothing."""
        if line > self.length:
            self.note(line, sentence)
        else:
            self.fault(line, sentence)

    def note(self, line, sentence):
        """Notes what an instructor should know, and what stops nothing."""
        self.notes.append((line, self._at(line, sentence)))

    def line_in_file(self, line):
        """The number of a line in its own file."""
        return line - self._starts[self._file(line)]

    def _file(self, line):
        return [name for name, start in self._starts.items() if start < line or not start][-1]

    def _at(self, line, sentence):
        return f"{self._file(line)}, line {self.line_in_file(line)}: {sentence}".rstrip()

    def _chapters(self, start, end):
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
                found.append(Section(level, words(block), line_of(block)))
            elif found:
                found[-1].blocks.append(block)
            elif start and block.type == "bullet_list":
                found.append(Section(1, "", line_of(block)))  # the title of the set stays
                found[-1].blocks.append(block)
            elif start and not is_comment(block) and line_of(block) not in self.faulty:
                self.fault(line_of(block), f'"{self.begins(block)}" stands above every heading, '
                           "so it would not be read. Write the heading of its lesson, such as "
                           '"## 5. Title", above it, or take it out.')
            for line, sentence in lint.in_block(block, self.lines):
                self.fault(line, sentence)
        chapters = []
        for section in found:
            self._take_fields(section)
            for item in (item for block in section.of("bullet_list") for item in block.children):
                if words(item).lower().startswith("hidden:"):
                    self.fault(line_of(item), f'"- {words(item)}" stands too low. Write it '
                               "directly below the heading.")
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

    def begins(self, block):
        """The first words of a block, to say which one is meant."""
        return shorten(self.lines[block.map[0]], 40)

    def _headings(self, default, own):
        """Says which headings are not read, or stand twice in an instructor's own file."""
        for chapters in (default, own):
            titles = [head for head, *_ in chapters if head.level == 1]
            for head, *sections in chapters:
                kinds = [each.kind for each in sections if chapters is default]
                if head in titles[1:] or not head.is_lesson and not (
                        {head.kind, *kinds}.isdisjoint(SECTIONS)):
                    self._not_read(head)
        known, seen = {chapter[0].name for chapter in default}, {}
        for head, *sections in own:
            routes = any(section.kind == "Route" for section in sections)
            if head.name not in known and not head.is_lesson and not routes:
                if head.kind not in SECTIONS:
                    self._not_read(head)
                continue
            for block in head.blocks:
                said = is_comment(block) or line_of(block) in self.faulty
                if head.is_lesson and not said:
                    self.fault(line_of(block), f'"{self.begins(block)}" stands below no ###, so it '
                               "would not be read. Write the name of its section above it, such "
                               'as "### Summary", or take it out.')
            for section in sections:
                name = (head.name, section.heading)
                if name in seen:
                    self.fault(section.line, f'"{section.heading}" stands twice, here and in line '
                               f"{self.line_in_file(seen[name])}. Join the two, or take one away.")
                seen[name] = section.line
                if not section.fields and not section.blocks:
                    self.fault(section.line, f'nothing stands below "{section.heading}". Write its '
                               'words, or "- hidden: yes" to leave it out.')

    def _own_head(self, head, default):
        """Sees to the head of an instructor's own file: it may have no title, and no words."""
        theirs = next((each for each, *_ in default if each.level == 1), None)
        head.heading = head.heading or (theirs.heading if theirs else "")
        known = [self.markdown([block]) for block in theirs.blocks] if theirs else []
        for block in head.blocks:
            if not (is_comment(block) or line_of(block) in self.faulty
                    or self.markdown([block]) in known):
                self.fault(line_of(block), f'"{self.begins(block)}" stands above the lessons, so '
                           'it would not be read. Write a setting there, such as "- period: 40", '
                           "or take it out.")

    def _not_read(self, head):
        self.fault(head.line, f'"{head.heading}" is no heading of a lesson, so nothing below it '
                   'would be read. Write "## 5. Title" with the number of the lesson, and ### '
                   "before the name of a section.")

    def _overlaid(self, chapters, own):
        """The chapters with an instructor's own over them, each in the place of its namesake.

        One with fields alone changes those fields and leaves the words. A section without a
        namesake is new and comes behind the last of its kind, a new chapter at the end of the file.
        """
        for mine in own:
            theirs = next((each for each in chapters if each[0].name == mine[0].name), None)
            if theirs is None:
                mine[0].new = True
                chapters.append(mine)
                continue
            theirs[0] = self._over(theirs[0], mine[0])
            for section in mine[1:]:
                names = [each.heading for each in theirs]
                if section.heading in names[1:]:
                    place = names.index(section.heading, 1)
                    theirs[place] = self._over(theirs[place], section)
                else:
                    section.new = True
                    kinds = [each.kind for each in theirs]
                    last = max((n for n, kind in enumerate(kinds) if kind == section.kind),
                               default=len(theirs) - 1)
                    theirs.insert(last + 1, section)
        return chapters

    def _over(self, default, own):
        """A section of an instructor's own with what it takes over from the default."""
        own = copy(own)
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
        # Words of one's own take the place of words; the code of a figure stays with them.
        code = [] if any(map(is_code, own.blocks)) else filter(is_code, default.blocks)
        own.blocks = [*own.blocks, *code] if own.blocks else default.blocks
        return own

    def note_change(self, where, section):
        """Notes a section of an instructor's own file, for those who ask what differs."""
        if section.line > self.length:
            deed = "added" if section.new else "hidden" if section.hidden else "changed"
            self.changes.append(f"{where}{section.heading}: {deed}")

    def _take_fields(self, section):
        """Moves a leading list of ``- key: value`` from the blocks to the fields."""
        if not section.blocks or section.blocks[0].type != "bullet_list":
            return
        known = section.known_fields
        items = [(line_of(item), FIELD.match(words(item))) for item in section.blocks[0].children]
        if not all(match and (match[1].islower() or match[1].lower() in known)
                   for _, match in items):
            return
        for line, match in items:
            key, value = match[1].lower(), unescaped(match[2] or "").strip()
            if known and key not in known:
                self.fault(line, f'there is no field "{key}" here. '
                           + (meant(key, known) or f'Write one of: {", ".join(known)}.'))
            if key == "hidden" and value.lower() not in ("yes", "no"):
                self.fault(line, f'found "hidden: {value}". Write "- hidden: yes", or take the '
                           "line out.")
            if key in section.fields:
                self.fault(line, f'"{key}" stands twice. Take one of the two lines out.')
            section.fields[key], section.field_lines[key] = value, line
        del section.blocks[0]

    # Pieces of a section -------------------------------------------------------------------

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
        for line, cells in rows:
            source = self.lines[line - 1].strip()
            there = len(re.split(r"(?<!\\)\|", source.removeprefix("|").removesuffix("|")))
            if there > len(cells) or there < len(cells) and source.startswith("|"):
                self.fault(line, f"this row has {there} cells where there are {len(cells)} "
                           "columns. Write | between cells only, and \\| inside one.")
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
        return {" ".join(label.split()): text.strip()
                for label, text in zip(pieces[::2], pieces[1::2])}


def lines(path):
    """A file's lines, without what editors put in by themselves: hard spaces, escaped boxes.

    Raises :class:`PlanError` where the file cannot be read.
    """
    try:
        text = encodings.decoded(path.read_bytes())
    except encodings.Unreadable as reason:
        own = next((name for name in (OLDER, OWN) if path.match(name)), path.name)
        raise PlanError([f"{own} {reason}"]) from None
    except OSError as error:
        own = next((name for name in (OLDER, OWN) if path.match(name)), path.name)
        raise PlanError([f"{own} cannot be read ({error.strerror}). Put a text file of that name "
                         "in its place."]) from None
    if path.match(OLDER):  # its headings name a class, and no lesson
        text = "\n".join("" if line.startswith("#") else line for line in text.splitlines())
    return lint.mended(text)
