"""Reads what a class handed in: every file of a folder, and of the zips in it.

Nothing in a file is trusted, unpacked to disk or run. What cannot be read is named and passed over.
Of several files of one code the newest counts, where it holds the words of the others; where it
does not, each counts, and the teacher is told.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from seminar.answers import hand_in
from seminar.errors import Told
from seminar.report import decisions, folder, lists
from seminar.report.faults import Faults
from seminar.report.lists import by_number

REPORT = "report"
#: What the report's folder holds; and what else in a class's folder is no student's.
WRITTEN = ("answers.html", "answers.csv", "answers.xlsx", "files.html")
OURS = (lists.CODES, "marks.csv", "marks.xlsx", "decisions.csv", "decisions.xlsx", "codes.html",
        "notice-for-parents.html", *(f"{REPORT}/{name}" for name in WRITTEN),
        *(f"{REPORT}/.{name}.{state}" for name in WRITTEN for state in ("new", "old")))
OFFICE_NOTES = ("~$", ".~lock.")  # how the names begin of what such a program leaves
MOST_ANSWERS = 100  # of one file: a lesson asks far less
LONGEST_ANSWER = 32_000  # characters of an answer: more than a cell of a workbook takes
LONGEST_ITEM = 80  # letters of what a question is called
MOST_WORDS = 200_000  # characters of all answers of one file
MOST_FAULTS = 100  # of one file: what is told of more is a number
MOST_PARTS = 300_000  # commas and brackets in a file: more fill the memory
MOST_OF_ZIP = 20_000, 5_000_000  # answers, and characters of answers: a school has fewer
MOST_VERSIONS = 8  # files of one code and lesson that count side by side


class CollateError(Told):
    """A class's answers cannot be read at all. The message says why, and what to do."""


class Counted(NamedTuple):
    """A file that counts. ``who``: its code, and more where that is not enough to tell it."""

    name: str
    handed: hand_in.HandIn
    who: str


@dataclass
class ClassAnswers:
    """What a class handed in.

    ``counted``: the files that count; ``older``: (file, HandIn) that newer ones replace. ``codes``:
    the teacher's list. ``marks``: code -> (first, last), None for no mark. ``decided``: the rows of
    decisions.csv. ``notes``: what a teacher must look at, in sentences without a file's name.
    ``faults``: what was passed over or cut, in sentences.
    """

    codes: list = field(default_factory=list)
    counted: list = field(default_factory=list)
    older: list = field(default_factory=list)
    marks: dict = field(default_factory=dict)
    decided: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def of(self, lesson):
        """The :class:`Counted` of a lesson number."""
        return [each for each in self.counted if each.handed.lesson == lesson]

    @property
    def lessons(self):
        """The lesson numbers that were handed in."""
        return sorted({each.handed.lesson for each in self.counted})

    @property
    def unlisted(self):
        """Codes that were handed in and are not on the teacher's list."""
        found = {each.handed.code for each in self.counted if each.handed.code}
        return sorted(found - set(self.codes), key=by_number) if self.codes else []


def folder_of(path):
    """The folder of a class's lists and report: the one named, or the one a zip lies in."""
    path = Path(path)
    return path if path.is_dir() else path.parent


def read(path, project=None, progress=lambda done, of: None):
    """The :class:`ClassAnswers` in a folder or a zip. ``project``: the set of lessons it is of.

    ``progress`` is told how many of how many files are done. Raises ``errors.Told`` where there is
    no such folder, or where the teacher's decisions cannot be read.
    """
    path = Path(path)
    if not path.exists():
        raise CollateError(f"There is no folder or file {path}. Make a folder, put the handed-in "
                           "files or the zip from your learning platform into it, and name it.")
    faults, found = Faults(), ClassAnswers()
    listed = folder_of(path)
    found.codes = lists.codes(listed, faults)
    found.marks = lists.marks(listed, found.codes, faults)
    found.decided = decisions.read(listed, faults)
    _join(found, _handed_in(path, project, faults, progress))
    if path.is_dir() and not found.counted:
        found.notes.append("Nothing was handed in that can be read. Put the handed-in files, or "
                           "the zip from your learning platform, into this folder.")
    found.notes += [lists.not_listed(code, found.codes) for code in found.unlisted
                    if lists.meant(code, found.codes)]
    found.faults = faults.sentences()
    return found


# Files -----------------------------------------------------------------------------------------


def _handed_in(path, project, faults, progress):
    """(file name, HandIn) of each file that is one."""
    files, saved = folder.listed(path, faults), decisions.others(folder_of(path))
    for number, (name, file) in enumerate(files):
        progress(number, len(files))
        ours = path.is_dir() and (Path(name).as_posix() in OURS or file in saved)
        # In a file of our own name may stand a student's answers all the same.
        told, answers, words = Faults() if ours else faults, 0, 0
        for inside, content in folder.contents(name, file, told):
            handed = _understood(inside, content, project, told)
            if not handed:
                continue
            yield inside, (handed := _bounded(inside, handed, faults))
            answers += len(handed.answers)
            words += sum(len(answer.text) for answer in handed.answers.values())
            if answers > MOST_OF_ZIP[0] or words > MOST_OF_ZIP[1]:
                faults.add(f"{name} holds more answers than a class has. It is read up to "
                           f"{inside}, and no further. Unpack it into this folder, and run this "
                           "again.", name)
                break
    progress(len(files), len(files))


def _understood(name, content, project, faults):
    """The hand-in in a file, or None with a sentence that says why there is none."""
    try:
        if sum(map(content.count, (b",", b"[", b"{"))) > MOST_PARTS:
            raise hand_in.HandInError(f"{name} is made of more pieces than any handed-in file. It "
                                      "was changed, or it is another file. It is passed over.")
        handed = hand_in.understand(name, content, project)
    except hand_in.HandInError as error:
        left = name.rpartition("/")[2].startswith(OFFICE_NOTES)
        faults.add(f"{name} was left by an office program that has a file open. It is passed over."
                   if left else str(error), name)
        return None
    except MemoryError:
        faults.add(f"{name} is too large for this computer's memory. It is passed over.", name)
        return None
    for fault in handed.faults[:MOST_FAULTS]:
        faults.add(fault, name)
    if len(handed.faults) > MOST_FAULTS:
        faults.add(f"{name} has {len(handed.faults) - MOST_FAULTS:,} more such faults.", name)
    return handed


def _bounded(name, handed, faults):
    """The hand-in with no more answers and words than a report can show of one student."""
    answers, left = {}, MOST_WORDS
    for item, answer in list(handed.answers.items())[:MOST_ANSWERS]:
        room = max(0, min(LONGEST_ANSWER, left))
        if len(answer.text) > room:
            faults.add(f'{name}: the answer to "{item}" has {len(answer.text):,} characters. The '
                       f"report holds the first {room:,}; the file holds them all.", name)
        answers[item[:LONGEST_ITEM]] = replace(
            answer, text=answer.text[:room], asked=answer.asked[:room])
        left -= min(room, len(answer.text)) + min(room, len(answer.asked))
    if len(handed.answers) > MOST_ANSWERS:
        faults.add(f"{name} holds {len(handed.answers):,} answers, more than a lesson asks for. "
                   f"The report holds the first {MOST_ANSWERS}; the file holds them all.", name)
    day = handed.day if _is_day(handed.day) else ""
    return replace(handed, answers=answers, day=day, faults=())


def _is_day(text):
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# Of one code, what counts ------------------------------------------------------------------------


def _join(found, files):
    """Sorts the files into those that count and those that are replaced by a newer one."""
    by_student, nameless = defaultdict(list), {}
    for name, handed in files:
        if handed.code:
            by_student[handed.lesson, handed.code].append((name, handed))
        elif (same := (handed.lesson, _mark(handed))) in nameless:
            found.older.append((name, handed))
        else:
            nameless[same] = name, handed
    for (lesson, code), handed in by_student.items():
        versions, older = _versions(handed)
        found.older += older
        found.counted += [Counted(name, each, _called(each, len(versions) > 1))
                          for name, each in versions]
        if len(versions) > 1:
            found.notes.append(_told_apart(code, lesson, found.counted[-len(versions):]))
    found.counted += [Counted(name, each, _called(each, True)) for name, each in nameless.values()]
    found.counted.sort(key=lambda each: (each.handed.lesson, by_number(each.handed.code)))


def _versions(files):
    """(the files that count, those whose words stand in one of them) of a code and a lesson."""
    newest_first = sorted(files, key=lambda each: (each[1].day, each[1].revision), reverse=True)
    versions, older = [], []
    for name, handed in newest_first:
        near = versions[:MOST_VERSIONS]  # with more of them, nobody's words can be told apart
        held = next((each for each in near if _replaces(each[1], handed)), None)
        fuller = next((each for each in near if _holds(handed, each[1])), None)
        if held:
            older.append((name, handed))
        elif fuller:
            versions[versions.index(fuller)] = (name, handed)
            older.append(fuller)
        else:
            versions.append((name, handed))
    return versions, older


def _replaces(newer, older):
    """Whether the older file can go: the newer one has its words, or they were taken out of it.

    Taken out: the newer file has words of the older one only, and its keys were counted on.
    """
    return _holds(newer, older) or newer.revision > older.revision and _holds(older, newer)


def _holds(one, other):
    """Whether one hand-in has the words of each answer of the other, but for one in five."""
    return all(_has_words(one.answers[item].text if item in one.answers else "", answer.text)
               for item, answer in other.answers.items())


def _has_words(text, wanted):
    if wanted.strip() in text:
        return True
    words = _words(wanted)
    return bool(words) and (words - _words(text)).total() <= words.total() // 5


@lru_cache(maxsize=2_000)
def _words(text):
    return Counter(re.findall(r"\w+", text.lower()))


def _called(handed, with_mark):
    """What the report calls a student: the code, with a mark of the words where it needs one."""
    if not with_mark:
        return handed.code
    return f"{handed.code or 'no code'} (file {_mark(handed)[:6]})"


def _mark(handed):
    """What tells one student's answers from another's."""
    words = json.dumps(sorted((item, answer.text) for item, answer in handed.answers.items()))
    return hashlib.sha256(words.encode()).hexdigest()


def _told_apart(code, lesson, versions):
    names = ", ".join(each.who for each in versions[:MOST_VERSIONS])
    more = len(versions) - MOST_VERSIONS
    return (f"{code} has {len(versions):,} files of lesson {lesson}, and none of them holds the "
            f"words of another. All are in this report: {names}"
            + (f" and {more:,} more" if more > 0 else "")
            + ". Did one student write on two devices, or two students under one code? The page "
            "files.html says which file is which.")
