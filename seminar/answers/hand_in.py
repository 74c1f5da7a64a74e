"""What a student hands in: one HTML file that anyone can read, which carries its own data.

The page's script writes it (desk.js) and reads it too (hand_in.js); this reads it here, and says
the same of a file. Nothing in it is trusted: it is data, and is never run. Whatever is wrong with a
file is said in a sentence, and the rest of it is still read.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from seminar.answers.store import CODE, Answer
from seminar.errors import Told

FORMAT = "seminar hand-in"
VERSION = 1
LARGEST = 20_000_000  # bytes
LONGEST = 1_000_000  # characters of one answer
DEEPEST = 20  # brackets within brackets; our own files have three

_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE | re.ASCII)
_ATTRIBUTE = re.compile(  # as HTML has them, with its own idea of a space
    r"""(?:^|[ \t\r\n\f])([a-z-]+)[ \t\r\n\f]*=[ \t\r\n\f]*"""
    r"""(?:"([^"]*)"|'([^']*)'|([^ \t\r\n\f"']+))""", re.IGNORECASE | re.ASCII)
_END = re.compile(r"</script", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ITEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ASK = "Ask for the file that the button Hand in saved."


class HandInError(Told):
    """A file cannot be read as a hand-in. The message says why, and what to do."""


@dataclass(frozen=True)
class HandIn:
    """One handed-in file: ``answers`` by item id; ``faults``: what was left out, in words."""

    project: str
    lesson: int
    code: str
    day: str
    revision: int
    answers: dict
    faults: tuple = ()
    set: str = ""  # the version of the lessons that saved it


def read(path, project=None):
    """The hand-in in a file. ``project``: the only one accepted, if given.

    Raises :class:`HandInError` where the file is no hand-in, or none that can be used here.
    """
    refuse_larger(path.name, path.stat().st_size)
    return understand(path.name, path.read_bytes(), project)


def refuse_larger(name, size):
    """Raises :class:`HandInError` for a file of more bytes than any handed-in file has."""
    if size > LARGEST:
        raise HandInError(f"{name} has {size // 1_000_000} MB, and a handed-in file has less than "
                          f"{LARGEST // 1_000_000}. It was changed, or it is another file. {_ASK}")


def understand(name, content, project=None):
    """The hand-in in the bytes of a file called ``name``. Otherwise like :func:`read`."""
    try:
        text = content.decode("utf-8-sig", errors="strict")
    except UnicodeDecodeError:
        raise HandInError(f"{name} is not a handed-in file, or it was damaged: it is not text "
                          f"in UTF-8. {_ASK}") from None
    block = _block(text)
    if block is None:
        raise HandInError(f"{name} is not a handed-in file: it carries no answers. {_ASK}")
    return _understood(name, *_loaded(name, block), project)


def _block(page):
    """The text of the block that carries the answers; None where there is none.

    A program that saved the page again may have turned its attributes round, or changed or lost
    their quotes.
    """
    for script in _SCRIPT.finditer(page):
        attributes = {name.lower(): "".join(values)
                      for name, *values in _ATTRIBUTE.findall(script[1])}
        if attributes.get("id") == "seminar-hand-in" and (
                attributes.get("type", "").lower() == "application/json"):
            end = _END.search(page, script.end())
            return page[script.end():end.start() if end else None]
    return None


def _loaded(name, block):
    """The block's head and its records. A block that breaks off is read line by line."""
    try:
        data = _json(block)
        return data, data.pop("records"), []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    lines = [line.rstrip(",") for line in re.split(r"\r?\n", block) if line] or [""]
    try:
        head = _json(lines[0].removesuffix('"records": [').rstrip(", ") + "}")
    except (ValueError, RecursionError):
        raise HandInError(f"{name} is damaged at its beginning: nothing in it can be read. "
                          f"{_ASK}") from None
    records = []
    for line in lines[1:]:
        try:
            records.append(_json(line))
        except (ValueError, RecursionError):
            continue
    return head, records, [f"{name} breaks off or was changed: {len(records)} of its answers could "
                           f"be read. {_ASK}"]


def _understood(name, head, records, faults, project):
    ours = isinstance(head, dict) and head.get("format") == FORMAT
    if not ours or not isinstance(records, list):
        raise HandInError(f"{name} is not a handed-in file of such lessons. {_ASK}")
    if not _whole(head.get("version")) or head["version"] > VERSION:
        raise HandInError(f"{name} was saved by a newer version of these lessons. Update the "
                          "lessons, then read it again.")
    if project and head.get("project") != project:
        raise HandInError(f'{name} belongs to another set of lessons ("{head.get("project")}"). '
                          "Open it there.")
    if not _whole(head.get("lesson")) or not 0 <= head["lesson"] < 100:
        raise HandInError(f"{name} does not say which lesson it is of. {_ASK}")
    code = head.get("code", "")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        faults = [*faults, f'{name}: its code is not one of the form "lamp-07", so it is read '
                  "without a code."]
        code = ""
    answers, left_out = _answers(name, records)
    return HandIn(
        project=str(head.get("project")), lesson=int(head["lesson"]), code=code,
        day=_day(head.get("day")),
        revision=_count(head.get("revision")), answers=answers, faults=(*faults, *left_out),
        set=head["set"] if isinstance(head.get("set"), str) else "",
    )


def _answers(name, records):
    """item -> Answer, the highest revision of each; and what was left out, in words."""
    answers, faults = {}, []
    for number, record in enumerate(records, 1):
        record = record if isinstance(record, dict) else {}
        item, text = record.get("item"), record.get("text")
        if not isinstance(item, str) or not isinstance(text, str) or not _ITEM.fullmatch(item):
            faults.append(f"{name}: answer {number} cannot be read and is left out.")
            continue
        if len(text) > LONGEST:
            faults.append(f'{name}: the answer to "{item}" has {len(text):,} characters; only the '
                          f"first {LONGEST:,} are read.")
        answer = Answer(text[:LONGEST], _word(record.get("verb")), _count(record.get("revision")),
                        asked=record["asked"] if isinstance(record.get("asked"), str) else "")
        if item in answers:
            faults.append(f'{name}: there are two answers to "{item}"; the later one counts.')
        if item not in answers or answer.revision >= answers[item].revision:
            answers[item] = answer
    return answers, faults


def _json(text):
    """JSON as the page reads it: NaN and Infinity are none, and nothing is nested without end."""
    value = json.loads(text, parse_constant=_refuse, parse_int=_integer)
    level, depth = [value], 0
    while level:
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        level = [inner for each in level if isinstance(each, (list, dict))
                 for inner in (each.values() if isinstance(each, dict) else each)]
        depth += 1
    return value


def _refuse(word):
    raise ValueError(word)


def _integer(figures):
    return int(figures) if len(figures) < 20 else float(figures)  # as the page reads it


def _whole(number):
    """Whether this is a whole number, 5 or 5.0; true and false are none."""
    return type(number) is int or (type(number) is float and number.is_integer())


def _count(number):
    return int(number) if _whole(number) and 0 <= number < 10**9 else 0


def _day(text):
    """The text, or "" where it is no day of the calendar, written as 2026-11-25."""
    try:
        return str(date.fromisoformat(text)) if _DAY.fullmatch(text) else ""
    except (TypeError, ValueError):
        return ""


def _word(text):
    return text if isinstance(text, str) and re.fullmatch(r"[a-z ]{0,40}", text) else ""
