"""What lessons.md is made of: its sections by name, and the fields that each may have."""

import re
from dataclasses import dataclass

from seminar.files.encodings import DASHES

NUMBERED = re.compile(r"([0-9]{1,3})[.)]\s+(.+)$")
FIELD = re.compile(r"([A-Za-z][a-z ]*):(?:\s+(.*))?$", re.DOTALL)


@dataclass(frozen=True)
class Kind:
    """A kind of section that bears a name of its own, "### Check: first-day".

    ``shelf``: where a lesson keeps them; ``fields``: the lines they may begin with; ``answered``:
    whether a reader's answers are kept under their name; ``call``: what shows one in a notebook,
    or "" where it is prose, or stands there with code of its own.
    """

    name: str
    shelf: str
    fields: tuple = ()
    answered: bool = False
    call: str = ""


#: In the order in which sections of one name follow each other in a step.
KINDS = {kind.name: kind for kind in (
    Kind("Read", "readings", call="read"),
    Kind("Investigate", "investigations"),
    Kind("Cards", "cards"),
    Kind("Figure", "figures", ("title", "alt", "caption", "on paper")),
    Kind("Coding", "codings", ("cards", "column", "because", "question", "choices", "label",
                               "reason"), answered=True, call="sort"),
    Kind("Discuss", "discuss", ("verb",), answered=True, call="discuss"),
    Kind("Check", "checks", ("kind", "answer", "tolerance", "unit"), answered=True, call="check"),
    Kind("Write", "write", ("verb",), answered=True, call="write"),
)}
NAMED = tuple(KINDS)
LISTS = ("Plan", "Recall", "Words")
# Sections of plain prose, at most one of each in a lesson: those at its head, those that a plan
# shows, those at its end, and those that no student sees.
HEAD = ("Summary", "Content note", "Big question", "Objectives", "Tables")
SHOWN = ("Recall", "Words", "Argument", "Support", "Stretch")
END = ("Key points", "Homework", "What comes next", "Sources")
TEXTS = (*HEAD, "Argument", "Support", "Stretch", *END, "Paper sheet", "Notes for instructors")
#: Those that have their own place, whatever the plan shows.
PLACED = ("Plan", *(kind for kind in TEXTS if kind not in SHOWN))
#: What a plan may show and no section holds: the claims of a lesson, or of all lessons.
LEDGERS = ("Ledger", "Whole ledger")

SECTIONS = NAMED + LISTS + TEXTS

#: What an instructor sets for a class, at the head of my/lessons.md.
SETTINGS = ("school", "period", "type size", "reading layer")
TITLE_FIELDS = (*SETTINGS, "project", "article", "called", "licence", "language", "repository",
                "codes", "build")
LESSON_FIELDS = ("notebook", "paragraphs", "claims", "skill", "data")
SECTION_FIELDS = {
    **{kind.name: kind.fields for kind in KINDS.values()},
    "Content note": ("covers",), "Route": ("title", "minutes"),
}

_KINDS = {kind.lower(): kind for kind in (*SECTIONS, "Route")}


class Section:
    """A heading, the fields under it, and the Markdown blocks that follow."""

    def __init__(self, level, heading, line):
        self.level, self.line = level, line
        heading = plain(heading)
        kind, _, name = (part.strip(" .*_") for part in heading.partition(":"))
        self.kind = _KINDS.get(kind.lower(), kind)
        self.id = name.lower().translate(DASHES)
        # A section goes by kind and name, however they are written; others have a title.
        self.heading = heading if level < 3 else ": ".join(filter(None, (self.kind, self.id)))
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

    @property
    def is_lesson(self):
        """Whether it heads a lesson: "## 5. Title"."""
        return self.level == 2 and bool(NUMBERED.match(self.heading))

    @property
    def name(self):
        """What an instructor's own file knows it by: a lesson's number, whatever its title."""
        number = NUMBERED.match(self.heading)
        return self.level, int(number[1]) if number else self.level == 1 or self.heading

    @property
    def known_fields(self):
        """The fields that it can have; none are known of a chapter that is no lesson."""
        if self.level == 1:
            return TITLE_FIELDS
        if self.level == 2:
            return LESSON_FIELDS if self.is_lesson else ()
        return (*SECTION_FIELDS.get(self.kind, ()), "hidden")

    @property
    def key(self):
        """What a plan knows it by: its kind and its name, which is "" where it has none."""
        return self.kind, self.id if self.kind in KINDS else ""


def plain(heading):
    """A heading without what editors and hands put round it.

    Bold or slanting letters, backslashes, a name of its own in braces, spaces of any kind, a colon
    or a full stop at its end.
    """
    words = " ".join(unescaped(re.sub(r"\s*\{[#.:][^}]*\}$", "", heading)).split())
    return re.sub(r"^([*_]{1,3})(.+?)\1(?=\W*$)", r"\2", words)


def unescaped(text):
    """A text without the backslashes that web editors put before signs."""
    return re.sub(r"\\([-_.#()|])", r"\1", text)


def is_comment(block):
    """Whether a block shows nothing: a comment that an author put by the side."""
    return block.type == "html_block" and block.content.startswith("<!--")


def is_code(block):
    """Whether a block is Python that a notebook runs."""
    return block.type == "fence" and block.info.split()[:1] == ["python"]


def line_of(block):
    """The line on which a block begins, counted from 1."""
    return block.map[0] + 1


def words(block):
    """The Markdown of a heading, of a cell, or of a list item's first paragraph."""
    while block.type not in ("heading", "paragraph", "th", "td") and block.children:
        block = block.children[0]
    return block.children[0].content.strip() if block.children else ""
