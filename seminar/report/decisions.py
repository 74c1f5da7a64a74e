"""What a teacher decided of single answers: kept off the wall, a mark, a comment.

They stand in ``class/decisions.csv``, a row an answer. A page cannot write a file, so the report
offers the table to save; this reads it again each time a class is collated. A hold is never lost:
where it is not clear which answer a row is of, each one it may be of is held.
"""

from dataclasses import dataclass

from seminar.errors import Told
from seminar.files.encodings import Unreadable
from seminar.report import lists

STEM = "decisions"
NAME = f"{STEM}.csv"
COLUMNS = ("code", "lesson", "question", "hold", "mark", "comment")

_YES = ("yes", "y", "x", "1", "true", "hold")
_NO = ("", "no", "n", "0", "false")


class DecisionsError(Told):
    """The table of decisions cannot be read, so a held answer could be shown. Nothing is made."""


@dataclass(frozen=True)
class Decision:
    """What was decided of one answer. ``mark``: a number, None without one."""

    hold: bool = False
    mark: float | None = None
    comment: str = ""


def read(folder, faults):
    """(code, lesson number, question) -> :class:`Decision`; of one answer's rows the last counts.

    Raises :class:`DecisionsError` where there is a table that cannot be read.
    """
    if beside := [file.name for file in others(folder)]:
        faults.add(f"{', '.join(beside[:5])} may hold decisions, too, and is not read. Is it the "
                   f"newer one? Then give it the name {NAME}, in the place of the old one.")
    try:
        name, rows = lists.table(folder, STEM, COLUMNS, faults)
    except Unreadable as error:
        raise DecisionsError(f"{error} Your decisions stand in it, and without them an answer that "
                             "you hold back could be shown. Put it right, or take it away, and "
                             "run this again.") from None
    found, places = {}, {}
    for number, cells in rows:
        where = f"{name}, row {number}"
        place = _place(cells)
        if place is None:
            faults.add(f'{where}: "{cells["lesson"]}" is not the number of a lesson. The row is '
                       "not read.")
            continue
        if place in found:
            faults.add(f"{where}: the same answer stands in row {places[place]}. This row counts.")
        places[place] = number
        found[place] = Decision(
            _held(cells["hold"], where, faults),
            lists.mark(cells["mark"], f"{where}, column mark", faults), _text(cells["comment"]))
    return found


def others(folder):
    """The tables beside decisions.csv that a browser may have saved under another name."""
    return sorted(file for file in folder.glob(f"{STEM}*.csv") if file.name != NAME)


class Decided:
    """The decisions of a table beside the answers of a report.

    ``rows``: those of :func:`read`. ``known``: (who, lesson number, question) of each answer that
    the report shows; ``who`` is more than the code where a code has several files, or a file none.
    """

    def __init__(self, rows, known):
        self._rows = rows
        #: Rows of answers that are not there today: they are kept for the table.
        self.left = {place: row for place, row in rows.items() if place not in known}
        self._held = {(_code_in(who), lesson, question)
                      for (who, lesson, question), row in self.left.items() if row.hold}

    def of(self, who, lesson, question):
        """The :class:`Decision` of an answer.

        A file that has grown, or got a second beside it, has another name than in the table: what
        was held of this code and question is held.
        """
        own = self._rows.get((who, lesson, question))
        return own or Decision(hold=(_code_in(who), lesson, question) in self._held)


def row(place, decision):
    """A decision as the cells of its row."""
    code, lesson, question = place
    mark = "" if decision.mark is None else f"{decision.mark:g}"
    return [code, str(lesson), question, "yes" if decision.hold else "", mark, decision.comment]


def _code_in(who):
    """The code in a name such as "lamp-02 (file 3f2a91)"; "" in "no code (file 3f2a91)"."""
    code = who.partition(" (")[0]
    return "" if code == "no code" else code


def _place(cells):
    try:
        return _text(cells["code"]), int(float(cells["lesson"])), _text(cells["question"])
    except (ValueError, OverflowError):
        return None


def _held(cell, where, faults):
    word = cell.lower()
    if word not in _YES + _NO:
        faults.add(f'{where}, column hold: found "{cell}", which is read as yes. Write yes, or '
                   "nothing.")
    return word not in _NO


def _text(cell):
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell
