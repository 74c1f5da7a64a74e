"""Students' words on disk: kept at once, in a file that a person can read, and never lost.

One Markdown file for each code and lesson in ``answers/``. Words stand behind ``>`` so that
whatever a student types is read back to the letter. Earlier wordings stay below the newest.
"""

import os
import re
import tempfile
from dataclasses import dataclass, field

from seminar import project

#: A code from the teacher's list, a word and a number; empty where none was given.
CODE = re.compile(r"[a-z]{2,12}-\d{1,3}|")
EARLIER = 10
#: Half a pair of an emoji is no UTF-8, and is kept all the same.
_TEXT = {"encoding": "utf-8", "errors": "surrogatepass"}

_HEAD = re.compile(r"^## (?P<prompt>[a-z0-9-]+)$")
_MADE = re.compile(r"^Version (?P<revision>\d+), (?P<day>[\d-]*)(?:, (?P<verb>[a-z ]+))?$")


@dataclass(frozen=True)
class Answer:
    """Words as they stood once. ``revision`` counts up, so order never rests on a clock."""

    text: str
    verb: str = ""
    revision: int = 0
    day: str = ""


@dataclass
class Kept:
    """An answer with its earlier wordings, newest first."""

    newest: Answer
    earlier: list = field(default_factory=list)


def path(lesson, code=""):
    """Where the answers of a lesson number and a code are kept. Raises ValueError for no code."""
    if not CODE.fullmatch(code):
        raise ValueError(f'"{code}" is not a code. A code is a word and a number, like "lamp-07".')
    return project.root() / "answers" / f"lesson{lesson:02}{'-' + code if code else ''}.md"


def read(lesson, code=""):
    """All answers kept for a lesson and a code: prompt id -> :class:`Kept`."""
    file = path(lesson, code)
    kept, versions, quote = {}, [], []
    if not file.exists():
        return kept
    with open(file, **_TEXT, newline="") as lines:  # a carriage return is a word too
        text = lines.read()
    if text.partition("\n")[0].endswith("\r"):  # not written by us: an editor saved it anew
        text = text.replace("\r\n", "\n")
    for line in text.split("\n"):
        if head := _HEAD.match(line):
            versions = kept.setdefault(head["prompt"], [])
        elif made := _MADE.match(line):
            quote = []
            versions.append((made, quote))
        elif line.startswith(">"):
            quote.append(line[2:])
    return {prompt: _kept(versions) for prompt, versions in kept.items() if versions}


def _kept(versions):
    answers = [Answer("\n".join(quote), made["verb"] or "", int(made["revision"]), made["day"])
               for made, quote in versions]
    return Kept(answers[0], answers[1:])


def keep(lesson, prompt, answer, code="", *, title="", fresh=False):
    """Writes an answer to disk and returns the path of its file.

    The wording it replaces is kept as an earlier one where it would otherwise be lost: with
    ``fresh`` (the reader began anew, without bringing it back), or where it is the newer one.
    Raises OSError where the disk does not take it; what was on disk then stays as it was.
    """
    answers = read(lesson, code)
    before = answers.get(prompt)
    earlier = before.earlier if before else []
    if before and (fresh or _would_be_lost(before.newest, answer)):
        earlier = [before.newest, *earlier][:EARLIER]
    answers[prompt] = Kept(answer, earlier)
    file = path(lesson, code)
    file.parent.mkdir(exist_ok=True)
    _write(file, _as_markdown(lesson, code, title, answers))
    return file


def _would_be_lost(before, answer):
    """Whether the words on disk are the newer ones, or another page's under the same revision."""
    return before.revision > answer.revision or (
        before.revision == answer.revision and before.text != answer.text)


def _as_markdown(lesson, code, title, answers):
    lines = [f"# Lesson {lesson}. {title}".rstrip(". "), f"Code: {code or 'none'}", ""]
    for prompt, kept in answers.items():
        lines += [f"## {prompt}", ""]
        for answer in (kept.newest, *kept.earlier):
            verb = f", {answer.verb}" if answer.verb else ""
            lines += [f"Version {answer.revision}, {answer.day}{verb}"]
            lines += [f"> {line}" for line in answer.text.split("\n")] + [""]
    return "\n".join(lines)


def _write(file, text):
    """All or nothing: a file in the same folder, forced to disk, then renamed over the old one."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", **_TEXT, newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, file)
    except BaseException:
        os.unlink(temporary)
        raise
