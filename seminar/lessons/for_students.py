"""What of lessons.md students may see. It is decided here, and of what is not known, nothing is.

Pages, paper and the zip for students are made from such a copy: it has no *Listen for*, no notes
for instructors, no chapter that is no lesson, no words that an instructor hid, and no comments.
Its field ``build: student`` says so to whoever reads it.
"""

import re
from textwrap import shorten

from seminar import project
from seminar.lessons import parser
from seminar.lessons.outline import Outline, PlanError
from seminar.lessons.sections import KINDS, is_comment
from seminar.lessons.sections import SHOWN as IN_PLAN

#: The sections of a lesson that students are shown, and those that they never are. A section in
#: neither list stops the copy, until someone has decided.
SHOWN = ("Summary", "Content note", "Big question", "Objectives", "Plan", "Recall", "Words",
         "Argument", "Read", "Investigate", "Figure", "Cards", "Coding", "Discuss", "Check",
         "Write", "Tables", "Support", "Stretch", "Paper sheet", "Key points", "Homework",
         "What comes next", "Sources")
KEPT_BACK = ("Notes for instructors",)
#: Sections that ask for words, of whose labels students are shown one.
_PROMPTS = ("Discuss", "Write")
_LABEL = "Compare"

#: A label or a heading for instructors where none should be left: in another section, or in a form
#: that is read as plain words.
_LEFT = re.compile(r"(?im)^(?:<[^<>]*>|[\W_])*(?:notes\s+for\s+instructors\b|listen\s+for\W*[.:]).*"
                   r"|[*_]\s*listen\s+for\b.*")
#: A comment that is more than the row of a number, such as ``b1.loaves``, or its sum.
_REMARK = re.compile(r"<!--(?!\s*(?:\S+|=[\w\s.+*/()-]+)\s*-->).*?-->", re.DOTALL)


def texts(path=None):
    """lessons.md for students, and an instructor's own file where there is one: name -> text.

    Raises :class:`PlanError` where there is a mistake, or something of which it is not known
    whether students may see it. Then there is no copy.
    """
    path = path or project.root() / project.PLAN
    unit, outline = parser.read(path), Outline(path)
    hidden = {(head.name, section.heading) for head, *sections in outline.chapters
              for section in sections if section.hidden or head.is_lesson and
              _is_left_out(section, unit.lessons[head.name[1]])}
    made = {name: "\n\n".join(part for chapter in chapters
                              for part in _chapter(outline, chapter, hidden)) + "\n"
            for name, chapters in outline.files.items() if chapters}
    faults = [line for _, line in outline.faults]
    faults += [f'{name}: "{shorten(left[0], 60)}" is for instructors, and stands where students '
               "would read it. Write ### before a heading, and give a label its place below the "
               "question of a Discuss or a Write."
               for name, text in made.items() for left in _LEFT.finditer(text)]
    if faults:
        raise PlanError(faults)
    return made


def check(path=None):
    """Why there can be no copy for students, a sentence each; an empty list if there can."""
    try:
        texts(path)
    except PlanError as error:
        return error.faults
    return []


def _is_left_out(section, lesson):
    """Whether a plan could show a section and does not."""
    return section.kind in (*KINDS, *IN_PLAN) and section.key not in lesson.parts


def _chapter(outline, chapter, hidden):
    """What students may see of the set's title, or of a lesson, section by section."""
    head, *sections = chapter
    if head.level == 1:
        yield _written(outline, head, {**head.fields, "build": "student"}, head.blocks)
    if not head.is_lesson:
        return
    yield _written(outline, head, head.fields)
    for section in sections:
        if section.kind in SHOWN:
            if (head.name, section.heading) in hidden:
                yield _written(outline, section, {"hidden": "yes"})
            elif section.kind in _PROMPTS:
                yield _prompt(outline, section)
            elif section.kind == "Plan":
                yield _plan(outline, section)
            else:
                yield _written(outline, section, section.fields, section.blocks)
        elif section.kind not in KEPT_BACK:
            outline.fault(section.line, f'nobody has decided whether students may see a section '
                          f'"{section.kind}", so there is no copy for them. Take it out.')


def _prompt(outline, section):
    """A prompt with what to compare an answer with, and without what to listen for."""
    asked = [block for block in section.blocks if block.type != "blockquote"]
    compare = outline.labelled(section).get(_LABEL)
    quoted = f"**{_LABEL}.** {compare}".replace("\n", "\n> ") if compare else ""
    return _written(outline, section, section.fields, asked) + (quoted and f"\n\n> {quoted}")


def _plan(outline, section):
    """A plan without its last column, which says what a teacher does."""
    (_, head), *steps = outline.table(section)
    lines = [head, ["---"] * len(head), *([*cells[:-1], ""] for _, cells in steps)]
    rows = [[cell.replace("|", r"\|") for cell in cells] for cells in lines]
    return "\n".join(["### Plan", *(f"| {' | '.join(cells)} |" for cells in rows)])


def _written(outline, section, fields, blocks=()):
    """A section as it stands in lessons.md: its heading, its fields, and some blocks of it."""
    parts = [f"{'#' * section.level} {section.heading}"]
    if fields:  # a value may go on over several lines
        listed = [f"- {key}: {value}".rstrip().replace("\n", "\n  ")
                  for key, value in fields.items()]
        parts[0] += "\n" + "\n".join(listed)
    for block in blocks:
        if is_comment(block) or fields and block is blocks[0] and block.type == "bullet_list":
            parts.append("<!-- -->")  # without it, two lists would be one
        if not is_comment(block):
            parts.append(_REMARK.sub("", outline.markdown([block])))
    return "\n\n".join(parts)
