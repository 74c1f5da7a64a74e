"""An instructor's own class: my/class.md, a list of ``- key: value`` over the defaults.

    - school: The school on the hill
    - period: 40
    - type size: 14
    - reading layer: support
"""

import re
from dataclasses import dataclass

from seminar import project
from seminar.errors import Told
from seminar.files import encodings

FILE = "my/class.md"
# With or without its hyphen, and as editors change it: a long dash, a capital letter.
_LINE = re.compile(r"\s*[-*+–—•]?\s*([A-Za-z ]+?)\s*[:：]\s*(.*?)\s*$")
_RANGES = {"period": (20, 240, "minutes"), "type size": (10, 36, "points")}
#: What a reader meets first: the text itself, our summary of it, or the summary with all help open.
_LAYERS = ("source", "summary", "support")


class ClassError(Told):
    """The file cannot be used as it is. ``faults``: a sentence each, in the file's order."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Classroom:
    """``period``: minutes, or None for those of lessons.md; ``size``: points, or None.

    ``layer``: one of "source" (our summaries wait behind a button, for readers who have the text),
    "summary", and "support" (help stands open, for readers who need more of it).
    """

    school: str = ""
    period: int | None = None
    size: int | None = None
    layer: str = "summary"


def read():
    """The class of this project. Raises :class:`ClassError`."""
    path = project.root() / FILE
    if not path.exists():
        return Classroom()
    try:
        text = encodings.decoded(path.read_bytes())
    except encodings.Unreadable as reason:
        raise ClassError([f"{FILE} {reason}"]) from None
    found, faults = {}, []
    for number, line in enumerate(text.replace("\u00a0", " ").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.match(line)
        key, value = (match[1].lower(), match[2]) if match else ("", "")
        if key != "school":
            value = value.lower().removesuffix(".")
        fault = (_fault(key, value, key in found) if match else
                 f'found "{line.strip()[:40]}". Write a setting, such as "- period: 40", or take '
                 "the line out.")
        found[key] = value
        faults += [f"{FILE}, line {number}: {fault}"] if fault else []
    if faults:
        raise ClassError(faults)
    return Classroom(found.get("school", ""), _whole(found.get("period")),
                     _whole(found.get("type size")), found.get("reading layer", "summary"))


def check():
    """Every mistake in my/class.md, a sentence each."""
    try:
        read()
    except ClassError as error:
        return error.faults
    return []


def changes():
    """What my/class.md sets, a line each."""
    ours = read()
    set_here = {"School": ours.school, "Period in minutes": ours.period,
                "Type size in points": ours.size,
                "Reading layer": ours.layer if ours.layer != Classroom.layer else ""}
    return [f"{name}: {value}" for name, value in set_here.items() if value]


def columns(lesson):
    """A plan's columns, (period, minutes of each step): for the class's own period, or for each.

    A beginning, lesson 0, has a length of its own.
    """
    own = read().period if lesson.number else None
    if own and lesson.periods:
        return [(own, minutes(lesson, own))]
    return [(period, [step.minutes[n] for step in lesson.plan])
            for n, period in enumerate(lesson.periods)]


def minutes(lesson, period):
    """The minutes of a lesson's steps for a ``period`` of another length: their shares of it.

    Those in class add up to the period; what is lost by rounding goes to the steps that lost most
    by it. What is done at home, or by who wants more, keeps its minutes.
    """
    column = min(range(len(lesson.periods)), key=lambda n: abs(lesson.periods[n] - period))
    found = [step.minutes[column] for step in lesson.plan]
    in_class = [n for n, step in enumerate(lesson.plan) if step.place == "class"]
    total = sum(found[n] for n in in_class)
    shares = {n: found[n] * period / total for n in in_class if total}
    for n, share in shares.items():
        found[n] = int(share)
    lost = sorted(shares, key=lambda n: found[n] - shares[n])
    for n in lost[:period - sum(found[n] for n in in_class)]:
        found[n] += 1
    return found


def _fault(key, value, again):
    if spoilt := encodings.spoilt(value):
        return f'found "{key}: {value}", {spoilt}'
    if again:
        return f'"{key}" stands twice. Take one of the two out.'
    if key in _RANGES:
        low, high, unit = _RANGES[key]
        if not (value.isdecimal() and low <= int(value) <= high):
            return (f'found "{key}: {value}". Write a whole number of {unit} from {low} to {high}, '
                    "without the unit.")
    elif key == "reading layer" and value not in _LAYERS:
        return f'found "reading layer: {value}". Write one of: {", ".join(_LAYERS)}.'
    elif key not in ("school", "reading layer"):
        return (f'there is no setting "{key}". Write one of: school, period, type size, '
                "reading layer.")
    return None


def _whole(text):
    return int(text) if text else None
