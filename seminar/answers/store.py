"""Students' words on disk: kept at once, in a file that a person can read, and never lost.

One Markdown file for each code and lesson in ``answers/``. Words stand behind ``>`` so that
whatever a student types is read back to the letter. Several versions of an answer may stand there:
one for each page (one opening of the lesson in one tab) that typed it, the newest first. A page
replaces its own version only, so that no page can overwrite another's words. Two kernels may write
to the same file: each adds to what it finds there, one after the other.
"""

import errno
import os
import re
import tempfile
from dataclasses import dataclass

from seminar import project
from seminar.files.locks import alone_in

#: A code from the teacher's list, a word and a number; empty where none was given.
CODE = re.compile(r"[a-z]{2,12}-[0-9]{1,3}|")
#: So many versions of an answer are kept; the oldest go first.
VERSIONS = 10
#: Half a pair of an emoji is no UTF-8, and is kept all the same.
_TEXT = {"encoding": "utf-8", "errors": "surrogatepass"}

_HEAD = re.compile(r"## (?P<item>[a-z0-9-]+)")
_MADE = re.compile(r"Version (?P<revision>\d+)(?:, (?P<day>\d{4}-\d\d-\d\d))?"
                   r"(?:, (?P<verb>(?!page )[a-z ]+))?(?:, page (?P<page>[a-z0-9]+))?")
_ASKED = "Asked: "
_REASONS = {
    errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk is full",
    errno.EROFS: "the folder answers/ cannot be written",
    errno.EACCES: "the folder answers/ cannot be written",
    errno.EPERM: "the folder answers/ cannot be written",
}


@dataclass(frozen=True)
class Answer:
    """Words as they stood once.

    ``verb``: how strong the evidence is, or what a check said. ``revision`` counts up, so order
    never rests on a clock. ``page``: which page typed it. ``asked``: the wording it answers.
    """

    text: str
    verb: str = ""
    revision: int = 0
    day: str = ""
    page: str = ""
    asked: str = ""


def path(lesson, code=""):
    """Where the answers of a lesson number and a code are kept. Raises ValueError for no code."""
    if not CODE.fullmatch(code):
        raise ValueError(f'"{code}" is not a code. A code is a word and a number, like "lamp-07".')
    return project.root() / "answers" / f"lesson{lesson:02}{'-' + code if code else ''}.md"


def read(lesson, code=""):
    """All that is kept for a lesson and a code: item id -> its versions, the newest first."""
    file = path(lesson, code)
    if not file.exists():
        return {}
    with open(file, **_TEXT, newline="") as lines:  # a carriage return is a word too
        text = lines.read()
    if text.partition("\n")[0].endswith("\r"):  # not written by us: an editor saved it anew
        text = text.replace("\r\n", "\n")
    kept, versions, parts, quote = {}, [], {}, []
    for line in text.split("\n"):
        if line.startswith(">"):
            quote.append(line[2:])
        elif head := _HEAD.fullmatch(line):
            versions = kept.setdefault(head["item"], [])
        elif made := _MADE.fullmatch(line):
            parts, quote = {**made.groupdict(""), "asked": ""}, []
            versions.append((parts, quote))
        elif line.startswith(_ASKED) and parts:
            parts["asked"] = line.removeprefix(_ASKED)
    return {item: [_answer(*version) for version in versions]
            for item, versions in kept.items() if versions}


def _answer(parts, quote):
    return Answer("\n".join(quote), **{**parts, "revision": int(parts["revision"])})


def keep(lesson, item, answer, code="", *, title=""):
    """Writes an answer to disk and returns the path of its file.

    It replaces what the same page wrote before, and stands beside what other pages wrote. Raises
    OSError where the disk does not take it; what was on disk then stays as it was.
    """
    file = path(lesson, code)
    file.parent.mkdir(exist_ok=True)
    with alone_in(file.parent):
        kept = read(lesson, code)
        kept[item] = together([answer], kept.get(item, []))
        _write(file, _as_markdown(lesson, code, title, kept))
    return file


def together(newer, older):
    """Two lists of versions as one: of each page its newest, in the order of their revisions.

    A version that a newer one begins with is left out: its words are all there.
    """
    pages = {}
    for answer in [*newer, *older]:
        twin = pages.get(answer.page)
        if twin is None or answer.revision > twin.revision:
            pages[answer.page] = answer
    versions = []
    for answer in sorted(pages.values(), key=lambda each: -each.revision):
        if not any(newer.text.startswith(answer.text) for newer in versions):
            versions.append(answer)
    return versions[:VERSIONS]


def forget(lesson, code=""):
    """Takes the answers of a lesson and a code off the disk; returns whether there were any."""
    file = path(lesson, code)
    if not file.exists():
        return False
    with alone_in(file.parent):
        file.unlink(missing_ok=True)
    return True


def reason(error):
    """Why the disk did not take an answer, in words. ``error``: the OSError."""
    said = error.strerror or str(error) or "it cannot be written"
    return _REASONS.get(error.errno, said[0].lower() + said[1:])


def _as_markdown(lesson, code, title, kept):
    lines = [f"# Lesson {lesson}. {title}".rstrip(". "), f"Code: {code or 'none'}", ""]
    for item, versions in kept.items():
        lines += [f"## {item}", ""]
        for answer in versions:
            made = [f"Version {answer.revision}", answer.day, answer.verb,
                    answer.page and f"page {answer.page}"]
            lines.append(", ".join(filter(None, made)))
            if answer.asked:
                lines.append(_ASKED + " ".join(answer.asked.split()))
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
