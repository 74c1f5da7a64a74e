"""Reads what a class handed in: every file of a folder, and of the zips in it.

Nothing in a file is trusted, unpacked to disk or run. What cannot be read is named and passed over.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from seminar.answers import hand_in
from seminar.answers.store import CODE
from seminar.errors import Told
from seminar.files import spreadsheets
from seminar.files.encodings import Unreadable, decoded

CODES = "codes.txt"
MARKS = "marks.csv"
REPORT = "report"
#: What stands in a class's folder and is no student's: our own sheets and the teacher's lists.
OURS = (CODES, MARKS, "codes.html", "notice-for-parents.html")
HIGHEST_MARK = 8
MOST = 10_000  # files in one zip
DEEPEST = 3  # zips in a zip

_COLUMNS = ("code", "first", "last")
_SYSTEM = ("Thumbs.db", "desktop.ini", "__MACOSX")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
               ValueError)


class CollateError(Told):
    """A class's answers cannot be read at all. The message says why, and what to do."""


@dataclass
class ClassAnswers:
    """What a class handed in.

    ``counted``: (file, HandIn) that count, of each code and lesson the newest; ``older``: those
    they replace. ``codes``: the teacher's list. ``marks``: code -> (first, last), None for no mark.
    ``faults``: what was passed over or cut, a sentence each.
    """

    codes: list = field(default_factory=list)
    counted: list = field(default_factory=list)
    older: list = field(default_factory=list)
    marks: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)

    def of(self, lesson):
        """The hand-ins of a lesson number that count."""
        return [each for _, each in self.counted if each.lesson == lesson]

    @property
    def lessons(self):
        """The lesson numbers that were handed in."""
        return sorted({each.lesson for _, each in self.counted})

    @property
    def unlisted(self):
        """Codes that were handed in and are not on the teacher's list."""
        found = {each.code for _, each in self.counted if each.code}
        return sorted(found - set(self.codes), key=by_number) if self.codes else []


def by_number(code):
    """Puts codes in the order of a list: lamp-7 before lamp-10."""
    word, _, number = code.partition("-")
    return word, int(number or 0), code


def folder_of(path):
    """The folder of a class's lists and report: the one named, or the one a zip lies in."""
    path = Path(path)
    return path if path.is_dir() else path.parent


def read(path, project=None, progress=lambda done, of: None):
    """The :class:`ClassAnswers` in a folder or a zip. ``project``: the set of lessons it is of.

    ``progress`` is told how many of how many files are done. Raises :class:`CollateError` where
    there is no such folder.
    """
    path = Path(path)
    if not path.exists():
        raise CollateError(f"There is no folder or file {path}. Make a folder, put the handed-in "
                           "files or the zip from your learning platform into it, and name it.")
    found = ClassAnswers()
    _take(found, project, _files(path, found.faults), progress)
    folder = folder_of(path)
    found.codes = _codes(folder / CODES, found.faults)
    found.marks = _marks(folder / MARKS, found.faults)
    return found


# Files -----------------------------------------------------------------------------------------


def _files(path, faults):
    """(name, number of bytes, how to read them) of each file that may be a student's."""
    if not path.is_dir():
        return list(_one(path.name, path, faults))
    listed = []
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path)
        if file.is_file() and name.parts[0] != REPORT and str(name) not in OURS:
            listed += _one(str(name), file, faults)
    return listed


def _one(name, file, faults):
    """A file of the folder: itself, or what is in it if it is a zip."""
    if _is_of_the_system(name):
        return
    if file.suffix.lower() == ".zip":
        yield from _members(name, file, faults)
        return
    try:
        yield name, file.stat().st_size, file.read_bytes
    except OSError as error:
        faults.append(f"{name} cannot be read ({error.strerror}). It is passed over.")


def _members(name, source, faults, depth=1):
    """The files in a zip. ``source``: a path, or an open file where it lies in another zip."""
    try:
        archive = zipfile.ZipFile(source)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except _BROKEN_ZIP:
        faults.append(f"{name} is no zip, or it is damaged. It is passed over. Download it again.")
        return
    if len(entries) > MOST:
        faults.append(f"{name} holds {len(entries):,} files; only the first {MOST:,} are read.")
    for entry in entries[:MOST]:
        inside = f"{name}/{entry.filename}"
        if _is_of_the_system(entry.filename):
            continue
        if PurePosixPath(entry.filename).suffix.lower() != ".zip":
            yield inside, entry.file_size, lambda entry=entry: _unpacked(archive, entry)
        elif depth == DEEPEST:
            faults.append(f"{inside} lies too deep in other zips. It is passed over.")
        else:
            try:
                yield from _members(inside, archive.open(entry), faults, depth + 1)
            except _BROKEN_ZIP:
                faults.append(f"{inside} cannot be unpacked. It is passed over.")


def _unpacked(archive, entry):
    """The bytes of an entry: never more than a file may have, whatever the zip says of it."""
    with archive.open(entry) as stream:
        content = stream.read(hand_in.LARGEST + 1)
    hand_in.refuse_larger(entry.filename, len(content))
    return content


def _is_of_the_system(name):
    """Whether a file was put there by a computer and not by a person."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith((".", "~$")) or part in _SYSTEM for part in parts)


def _take(found, project, files, progress):
    """Reads the files; of each code and lesson the newest counts."""
    newest, nameless = {}, 0
    for number, (name, size, content) in enumerate(files):
        progress(number, len(files))
        handed = _understood(found, project, name, size, content)
        if not handed:
            continue
        found.faults += [f"{fault} (In {name}.)" if "/" in name else fault
                         for fault in handed.faults]
        twin = None if handed.code else _same_words(newest, handed)
        nameless += not handed.code
        key = twin or (handed.lesson, handed.code or nameless)
        older = newest.get(key)
        if older is None or _is_newer(handed, older[1]):
            newest[key], older = (name, handed), older
        else:
            older = (name, handed)
        if older:
            found.older.append(older)
    progress(len(files), len(files))
    found.counted = sorted(newest.values(),
                           key=lambda each: (each[1].lesson, by_number(each[1].code)))


def _understood(found, project, name, size, content):
    """The hand-in in a file, or None with a sentence that says why there is none."""
    try:
        hand_in.refuse_larger(name, size)
        return hand_in.understand(name, content(), project)
    except hand_in.HandInError as error:
        found.faults.append(str(error))
    except MemoryError:
        found.faults.append(f"{name} is too large for this computer's memory. It is passed over.")
    except _BROKEN_ZIP:
        found.faults.append(f"{name} cannot be read: it is damaged or locked. It is passed over.")
    return None


def _same_words(newest, handed):
    """Without a code, only the same answers can tell that a file was handed in twice."""
    return next((key for key, (_, other) in newest.items()
                 if other.lesson == handed.lesson and not other.code
                 and other.answers == handed.answers), None)


def _is_newer(one, other):
    return (one.revision, one.day) > (other.revision, other.day)


# The teacher's lists ---------------------------------------------------------------------------


def _codes(file, faults):
    """The codes of the teacher's list, one a line; whatever stands behind a code is not read."""
    codes = []
    for number, line in enumerate(_lines(file, faults), 1):
        word, *rest = re.split(r"[\s,;]+", line.strip().lower())
        if word in codes or not word:
            continue
        if not CODE.fullmatch(word):
            faults.append(f'{CODES}, line {number}: "{word}" is not a code. Write a word and a '
                          'number, like "lamp-07".')
            continue
        if any(rest):
            faults.append(f"{CODES}, line {number}: something stands behind the code, and is not "
                          "read. Names belong on paper, not in this file.")
        codes.append(word)
    return sorted(codes, key=by_number)


def _lines(file, faults):
    if not file.exists():
        return []
    try:
        return decoded(file.read_bytes()).splitlines()
    except (OSError, Unreadable):
        faults.append(f"{file.name} cannot be read. Save it as text in UTF-8.")
        return []


def _marks(file, faults):
    """code -> (first mark, last mark) of the table ``code,first,last``; None for an empty cell."""
    if not file.exists():
        return {}
    try:
        (_, head), *rows = spreadsheets.read(file, _COLUMNS) or [(1, [])]
    except Unreadable as error:
        faults.append(f"{MARKS} {error}")
        return {}
    except OSError as error:
        faults.append(f"{MARKS} cannot be read ({error.strerror}). No marks are read.")
        return {}
    head = [each.lower() for each in head]
    if not set(_COLUMNS) <= set(head):
        faults.append(f"{MARKS}: its first line should be {','.join(_COLUMNS)}. No marks are read.")
        return {}
    marks = {}
    for number, row in rows:
        cells = dict(zip(head, row))
        marks[cells["code"].lower()] = tuple(
            _mark(cells.get(task, ""), f"{MARKS}, row {number}, column {task}", faults)
            for task in _COLUMNS[1:])
    return marks


def _mark(cell, where, faults):
    try:
        mark = float(cell.replace(",", ".")) if cell else None
    except ValueError:
        mark = -1
    if mark is None or 0 <= mark <= HIGHEST_MARK:
        return mark
    faults.append(f'{where}: found "{cell}". Write a number from 0 to {HIGHEST_MARK}, or nothing.')
    return None

