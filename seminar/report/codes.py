"""Codes for a class: a sheet to print, on which names are written by hand, and the list of them.

lessons.md names the words: ``- codes: lamp, river``. The sheet mixes the codes, so that a class
list written down it in the order of the alphabet tells nobody whose code is whose.
"""

from functools import partial
from pathlib import Path
from random import SystemRandom

from seminar import project
from seminar.answers.store import CODE
from seminar.errors import Told
from seminar.files import together
from seminar.lessons import parser
from seminar.page import prose
from seminar.report import lists
from seminar.report.rendering import Markup, render

MOST = 999
NOTICE = "docs/notice-for-parents.md"


class CodesError(Told):
    """The codes cannot be made. The message says why, and what to do."""


def codes(number, word):
    """So many codes of a word: lamp-01, lamp-02 and on. Raises :class:`CodesError`."""
    if not 1 <= number <= MOST:
        raise CodesError(f"{number} codes cannot be made. Ask for 1 to {MOST}.")
    if not CODE.fullmatch(f"{word}-1"):
        raise CodesError(f'"{word}" is no word for codes. It needs 2 to 12 small letters, a to z.')
    digits = max(2, len(str(number)))
    return [f"{word}-{each:0{digits}}" for each in range(1, number + 1)]


def save(number, word="", to="class"):
    """Writes the sheet, the list and the notice for parents into a folder; returns their paths.

    ``word``: one of those in lessons.md, the first if none is given. Raises ``errors.Told``.
    """
    words = [each.strip() for each in parser.read().fields.get("codes", "lamp").split(",")]
    word = word or words[0]
    if word not in words:
        raise CodesError(f'"{word}" is not among the words of lessons.md: {", ".join(words)}. Add '
                         'it to the line "- codes:" there.')
    made, folder = codes(number, word), Path(to)
    listed = folder / lists.CODES
    if listed.exists():
        raise CodesError(f"{listed} is there already. To make a new list, delete it, or name "
                         "another folder with --to.")
    pages = {lists.CODES: "\n".join(made) + "\n", "codes.html": sheet(made)}
    notice = project.root() / NOTICE
    if notice.exists():
        pages["notice-for-parents.html"] = render(
            "paper.html", title="A notice for parents",
            inside=Markup(prose.html(notice.read_text(encoding="utf-8"))))
    return together.write(folder, {name: partial(Path.write_text, data=text, encoding="utf-8")
                                   for name, text in pages.items()})


def sheet(made):
    """The sheet as HTML: the codes in a mixed order, each with room for a name."""
    mixed = SystemRandom().sample(made, len(made))  # an order that nobody can work out
    return render("codes.html", title="Codes for a class", codes=[(code, "") for code in mixed])
