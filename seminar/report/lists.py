"""The teacher's own lists beside the handed-in files: codes, and marks of two tasks."""

import re

from seminar.answers.store import CODE
from seminar.files import spreadsheets
from seminar.files.encodings import Unreadable, decoded

CODES, MARKS = "codes.txt", "marks"
HIGHEST_MARK = 8

_COLUMNS = ("code", "first", "last")


def by_number(code):
    """Puts codes in the order of a list: lamp-7 before lamp-10."""
    word, _, number = code.partition("-")
    return word, int(number or 0), code


def codes(folder, faults):
    """The codes of the teacher's list, one a line; whatever stands behind a code is not read."""
    found = []
    for number, line in enumerate(_lines(folder / CODES, faults), 1):
        word, *rest = re.split(r"[\s,;]+", line.strip().lower())
        if word in found or not word:
            continue
        if not CODE.fullmatch(word):
            faults.add(f'{CODES}, line {number}: "{word}" is not a code. Write a word and a '
                       'number, like "lamp-07".')
            continue
        if any(rest):
            faults.add(f"{CODES}, line {number}: something stands behind the code, and is not "
                       "read. Names belong on paper, not in this file.")
        found.append(word)
    return sorted(found, key=by_number)


def meant(code, listed):
    """The code of a list for which another was written that differs in its noughts; "" if none."""
    word, number, _ = by_number(code)
    return next((each for each in listed if by_number(each)[:2] == (word, number)), "")


def not_listed(code, listed):
    """Why a code is none of the list, in a sentence without its beginning; "" where it is one."""
    if code in listed or not listed:
        return ""
    near = meant(code, listed)
    return f"{code} is not on your list{f'. Is it {near}?' if near else '.'}"


def _lines(file, faults):
    if not file.exists():
        return []
    try:
        return decoded(file.read_bytes()).splitlines()
    except (OSError, Unreadable):
        faults.add(f"{file.name} cannot be read. Save it as text in UTF-8.")
        return []


def marks(folder, listed, faults):
    """code -> (first mark, last mark) of the table ``code,first,last``; None for an empty cell.

    Only a code of the list counts, if there is a list; of a code that stands twice, its last row.
    """
    try:
        name, rows = table(folder, MARKS, _COLUMNS, faults)
    except Unreadable as error:
        faults.add(f"{error} No marks are read.")
        return {}
    found, places = {}, {}
    for number, cells in rows:
        code, where = cells["code"].lower(), f"{name}, row {number}"
        if not code or not CODE.fullmatch(code):
            faults.add(f'{where}: "{code}" is not a code, so its marks do not count. Write a word '
                       'and a number, like "lamp-07".')
            continue
        if why := not_listed(code, listed):
            faults.add(f"{where}: {why} Its marks do not count.")
            continue
        if code in found:
            faults.add(f"{where}: {code} stands in row {places[code]}, too. This row counts.")
        places[code] = number
        found[code] = tuple(mark(cells[task], f"{where}, column {task}", faults)
                            for task in _COLUMNS[1:])
    return found


def table(folder, stem, columns, faults):
    """(file name, (row number, column -> cell) of each row) of a CSV file or a workbook.

    Where there are both, the one that was saved last is read. Raises :class:`Unreadable` with a
    sentence that names the file.
    """
    files = [folder / f"{stem}{ending}" for ending in (".csv", ".xlsx")]
    files = sorted(filter(lambda file: file.is_file(), files), key=lambda file: -_saved(file))
    if not files:
        return "", []
    if len(files) > 1:
        faults.add(f"There are two tables, {files[0].name} and {files[1].name}. {files[0].name} "
                   "was saved later and is read; take the other one away.")
    name = files[0].name
    try:
        (_, head), *rows = spreadsheets.read(files[0], columns) or [(1, [])]
    except Unreadable as error:
        raise Unreadable(f"{name} {error}") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be read ({error.strerror}).") from None
    head = [each.lower() for each in head]
    if not set(columns) <= set(head):
        raise Unreadable(f"{name}: its first line should be {','.join(columns)}.")
    return name, [(number, dict.fromkeys(columns, "") | dict(zip(head, row)))
                  for number, row in rows]


def _saved(file):
    return file.stat().st_mtime_ns


def mark(cell, where, faults):
    """The mark in a cell; None, and a sentence, where it is no number from 0 to the highest."""
    try:
        found = float(cell.replace(",", ".")) if cell else None
    except ValueError:
        found = -1
    if found is None or 0 <= found <= HIGHEST_MARK:
        return found
    faults.add(f'{where}: found "{cell}". Write a number from 0 to {HIGHEST_MARK}, or nothing.')
    return None
