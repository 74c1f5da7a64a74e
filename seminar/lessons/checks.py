"""Reads the checks of lessons.md: questions with feedback for every answer.

Each of them has an answer that doubts too much. What is wrong is told to the file's outline.
"""

import re

from seminar.files import spreadsheets
from seminar.lessons.model import Check, Option, Pattern
from seminar.lessons.sections import FIELD, SECTION_FIELDS, line_of, words

OVER_DOUBT = "Too much doubt"
CANNOT_BE_KNOWN = "it cannot be known"
KINDS = ("single", "several", "order", "number")

_OPTION = re.compile(r"\[([ xX])\]\s+(.*)$", re.DOTALL)
_CASE = re.compile(r"When (.+?) (is not first|is not last|is after|is before)(?: (.+))?$")


def read(outline, section):
    """One section "Check: ..." as a :class:`~seminar.lessons.model.Check`."""
    kind = section.fields.get("kind", "single")
    if kind not in KINDS:
        outline.fault(section.line, f'check "{section.id}" is of kind "{kind}". Write one of: '
                      f'{", ".join(KINDS)}.')
        kind = "single"
    lists = ("bullet_list", "ordered_list", "blockquote")
    question = outline.markdown([b for b in section.blocks if b.type not in lists])
    if not question:
        outline.fault(section.line, f'check "{section.id}" asks nothing. Write the question below '
                      "its heading.")
    for item in (item for block in section.of("bullet_list") for item in block.children):
        field = FIELD.match(words(item))
        if field and field[1] in SECTION_FIELDS["Check"]:
            outline.fault(line_of(item), f'"- {words(item)}" stands too low. Write it directly '
                          "below the heading, above the question.")
    make = _chosen if kind in ("single", "several") else _worked_out
    return make(outline, section, kind, question)


def _chosen(outline, section, kind, question):
    """A check answered by choosing: every option has its feedback."""
    options = []
    for item in outline.items(section, "bullet_list", "- [x] The right answer."):
        match = _OPTION.match(words(item))
        feedback = outline.quoted(item)
        if not match:
            outline.fault(line_of(item), 'an option begins with "- [ ]", or with "- [x]" if it is '
                          "right. Write one of the two.")
            continue
        if not feedback:
            outline.fault(line_of(item), "this option has no feedback. Write a sentence on the "
                          'next line, indented by two spaces, beginning with ">".')
        options.append(Option(match[2], feedback, match[1] != " "))
    right = sum(option.right for option in options)
    if (right != 1) if kind == "single" else (right < 2):
        wanted = "exactly one" if kind == "single" else "two or more"
        outline.fault(section.line, f'check "{section.id}" has {right} right answers, a {kind} '
                      f"check has {wanted}. Mark them with [x].")
    _ask_for_over_doubt(outline, section, [option.feedback for option in options],
                        f'Write one whose feedback begins "{OVER_DOUBT}."')
    return Check(section.id, kind, question, options=tuple(options))


def _worked_out(outline, section, kind, question):
    """A check answered by ordering or by a number: feedback for every pattern of error."""
    notes = outline.labelled(section)
    known = ("Right", "Otherwise")
    for label in known:
        if not notes.get(label):
            outline.fault(section.line, f'check "{section.id}" has no "{label}". Write a line '
                          f'"> **{label}.** ..." below it.')
    for label in notes:
        if label not in known and not label.startswith("When "):
            outline.fault(section.line, f'check "{section.id}" has a line "{label}", which nobody '
                          'would see. Write "Right", "Otherwise", or "When" and the mistake.')
    _ask_for_over_doubt(outline, section, notes.values(),
                        f'Write a line "> **When "{CANNOT_BE_KNOWN}".** {OVER_DOUBT}. ..."')
    if kind == "order":
        items, number = _things_to_order(outline, section), {}
    else:
        items, number = (), _answer(outline, section)
    patterns = [_pattern(outline, section, label, text, items) for label, text in notes.items()
                if label.startswith("When ")]
    return Check(section.id, kind, question, items=items, right=notes.get("Right", ""),
                 patterns=tuple(filter(None, patterns)),
                 otherwise=notes.get("Otherwise", ""), **number)


def _things_to_order(outline, section):
    items = tuple(words(item) for item in outline.items(section, "ordered_list", "1. First"))
    if len(set(items)) < 3:
        outline.fault(section.line, f'check "{section.id}" puts {len(set(items))} things in '
                      "order. Write three or more, each once, in the right order.")
    return items


def _answer(outline, section):
    """The right number, how far from it an answer may be, and the unit of both."""
    number = {"unit": section.fields.get("unit", "")}
    for field, default, example in ("answer", "", 22), ("tolerance", "0", 0.5):
        line = section.field_lines.get(field, section.line)
        number[field] = _number(outline, line, section.fields.get(field, default))
        if number[field] is None:
            outline.fault(line, f'check "{section.id}" has no number as its {field}. Write '
                          f'"- {field}: {example}".')
    return number


def _pattern(outline, section, label, feedback, items):
    """How a labelled mistake is recognised: by position, by number, or by a word."""
    said = label.removeprefix("When ").strip(' "“”')
    if said.lower() in (CANNOT_BE_KNOWN, "reversed"):
        return Pattern(said.lower(), (), feedback)
    number = None if items else _number(outline, section.line, said)
    if number is not None:
        return Pattern("number", (number,), feedback)
    case = _CASE.match(label)
    terms = tuple(filter(None, (case[1], case[3]))) if case else ()
    if items and terms and all(term in items for term in terms):
        return Pattern(case[2], terms, feedback)
    outline.fault(section.line, f'"{label}" in check "{section.id}" cannot be understood. Write '
                  'for example "When A is not first", "When B is after C", "When reversed", a '
                  f'number, or "When {CANNOT_BE_KNOWN}"; A, B and C as in the list.')
    return None


def _number(outline, line, text):
    """A number as a teacher writes it, the comment with its row apart; None if it is none."""
    bare = re.sub(r"<!--.*?-->", "", text).strip()
    try:
        return float(spreadsheets.one_way(bare, "number"))
    except spreadsheets.TwoWays as reason:
        outline.fault(line, f'found "{bare}", {reason}')
        return 0.0
    except ValueError:
        return None


def _ask_for_over_doubt(outline, section, feedback, advice):
    if not any(text.startswith(OVER_DOUBT) for text in feedback):
        outline.fault(section.line,
                      f'check "{section.id}" has no answer that doubts too much. {advice}')
