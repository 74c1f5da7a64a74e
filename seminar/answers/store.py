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
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from seminar import project
from seminar.files.locks import alone_in

#: A code from the teacher's list, a word and a number; empty where none was given.
CODE = re.compile(r"[a-z]{2,12}-[0-9]{1,3}|")
#: So many versions of an answer are kept; the oldest go first.
VERSIONS = 20
#: Half a pair of an emoji is no UTF-8, and is kept all the same.
_TEXT = {"encoding": "utf-8", "errors": "surrogatepass"}

_TITLE = re.compile(r"# Lesson \d+(?:\. (?P<title>.*))?")
_HEAD = re.compile(r"## (?P<item>[a-z0-9-]+)")
_MADE = re.compile(r"Version (?P<revision>\d+)(?:, (?P<day>\d{4}-\d\d-\d\d))?"
                   r"(?:, (?P<verb>(?!page )[a-z ]+))?(?:, page (?P<page>[a-z0-9]+))?")
_ASKED = "Asked: "
_UNREAD = "could not be read"
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


class _File(NamedTuple):
    """What a file holds. ``whole``: that is all of it; else somebody has changed the file."""

    kept: dict
    title: str = ""
    whole: bool = True


def read(lesson, code=""):
    """All that can be read for a lesson and a code: item id -> its versions, the newest first."""
    return _read(path(lesson, code), lesson, code).kept


def _read(file, lesson, code):
    if not file.exists():
        return _File({})
    raw = file.read_bytes()
    try:
        text, sound = raw.decode(**_TEXT), True
    except UnicodeDecodeError:  # what can be read of it is read all the same
        text, sound = raw.decode(errors="replace"), False
    text = text.removeprefix("\ufeff")
    if text.partition("\n")[0].endswith("\r"):  # not written by us: an editor saved it anew
        text = text.replace("\r\n", "\n")
    kept = _parsed(text)
    head = _TITLE.match(text)
    title = head["title"] or "" if head else ""
    written = _lines(_as_markdown(lesson, code, title, kept))
    return _File(kept, title, sound and written == _lines(text))


def _lines(text):
    """The lines that say something, without what editors add or take away at their ends."""
    return [">" if line == "> " else line for line in text.split("\n") if line.strip()]


def _parsed(text):
    kept, versions, parts, quote = {}, [], {}, None
    for line in text.split("\n"):
        if (line.startswith("> ") or line == ">") and quote is not None:
            quote.append(line[2:])
        elif head := _HEAD.fullmatch(line):
            versions, parts, quote = kept.setdefault(head["item"], []), {}, None
        elif made := _MADE.fullmatch(line):
            parts, quote = {**made.groupdict(""), "asked": ""}, []
            versions.append((parts, quote))
        elif line.startswith(_ASKED) and parts and not quote:
            parts["asked"] = line.removeprefix(_ASKED)
        else:
            parts, quote = {}, None  # what follows belongs to no version
    return {item: [_answer(*version) for version in versions]
            for item, versions in kept.items() if versions}


def _answer(parts, quote):
    return Answer("\n".join(quote), **{**parts, "revision": int(parts["revision"])})


def keep(lesson, item, answer, code="", *, title=""):
    """Writes an answer to disk. Returns the path of its file, and the path of what was put aside.

    It replaces what the same page wrote before, and stands beside what other pages wrote. A file
    that somebody has changed so that it cannot be read whole is put aside under another name; the
    second path is None where nothing was. Raises OSError where the disk does not take it; what was
    on disk then stays as it was.
    """
    file = path(lesson, code)
    file.parent.mkdir(exist_ok=True)
    with alone_in(file.parent):
        kept, _, whole = _read(file, lesson, code)
        kept[item] = together([answer], kept.get(item, []))
        aside = None if whole else _name_aside(file)
        _write(file, _as_markdown(lesson, code, title, kept), aside)
    return file, aside


def take_along(lesson, pages, code):
    """Moves what a reader typed before taking a code from the file without one to the code's.

    ``pages``: item id -> the pages that typed it. What comes along is the newest there. Raises
    OSError where the disk does not take it; then the words stand where they were, or in both.
    """
    old, new = path(lesson), path(lesson, code)
    if not old.exists():
        return
    with alone_in(old.parent):
        kept, title, old_whole = _read(old, lesson, "")
        there, _, new_whole = _read(new, lesson, code)
        stays = {}
        for item, versions in kept.items():
            along = [each for each in versions if each.page in pages.get(item, ())]
            behind = max((each.revision for each in there.get(item, [])), default=0)
            if along:
                there[item] = together(
                    [replace(each, revision=each.revision + behind) for each in along],
                    there.get(item, []))
            stays[item] = [each for each in versions if each not in along]
        if stays == kept:
            return
        stays = {item: versions for item, versions in stays.items() if versions}
        for file, whole, its_code, holds in ((new, new_whole, code, there),
                                             (old, old_whole, "", stays)):
            _write(file, _as_markdown(lesson, its_code, title, holds),
                   None if whole else _name_aside(file))
        if not stays:
            old.unlink()


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
    """Takes the answers of a lesson and a code off the disk; returns whether there were any.

    What was put aside of them goes, too.
    """
    file = path(lesson, code)
    if not file.parent.exists():
        return False
    with alone_in(file.parent):
        found = [each for each in (file, *file.parent.glob(f"{file.stem} ({_UNREAD}*.md"))
                 if each.exists()]
        for each in found:
            each.unlink(missing_ok=True)
    return bool(found)


def reason(error):
    """Why the disk did not take an answer, in words. ``error``: the exception."""
    said = getattr(error, "strerror", None) or str(error) or "it cannot be written"
    return _REASONS.get(getattr(error, "errno", None), said[0].lower() + said[1:])


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


def _name_aside(file):
    """A name beside the file for what stands in it, which no other file has."""
    told = f"{_UNREAD}, {date.today()}"
    names = (file.with_name(f"{file.stem} ({told}{number}).md")
             for number in ("", *(f", {count}" for count in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _write(file, text, aside=None):
    """All or nothing: a file in the same folder, forced to disk, then renamed over the old one.

    ``aside``: where what stood in the old one goes first.
    """
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", **_TEXT, newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if aside:
            os.replace(file, aside)
        os.replace(temporary, file)
    except BaseException:
        if aside and aside.exists() and not file.exists():
            os.replace(aside, file)
        os.unlink(temporary)
        raise
