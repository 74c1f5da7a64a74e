"""Codes for a class: a sheet to print, on which names are written by hand, and the list of them.

lessons.md names the words: ``- codes: lamp, river``. The sheet mixes the codes, so that a class
list written down it in the order of the alphabet tells nobody whose code is whose.
"""

from pathlib import Path
from random import SystemRandom

from seminar import project
from seminar.answers.store import CODE
from seminar.errors import Told
from seminar.lessons import parser
from seminar.page import prose
from seminar.page.markup import table
from seminar.report import collate

MOST = 999
NOTICE = "docs/notice-for-parents.md"

_STYLE = """
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.4 system-ui, sans-serif; }
h1 { font-size: 1.375rem; } table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #595959; padding: 0.375rem 0.625rem; text-align: left; height: 2.25rem; }
tbody th { width: 8rem; white-space: nowrap; } tr { break-inside: avoid; }
thead { display: table-header-group; }
"""


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
    listed = folder / collate.CODES
    if listed.exists():
        raise CodesError(f"{listed} is there already. To make a new list, delete it, or name "
                         "another folder with --to.")
    folder.mkdir(parents=True, exist_ok=True)
    pages = {collate.CODES: "\n".join(made) + "\n", "codes.html": sheet(made)}
    notice = project.root() / NOTICE
    if notice.exists():
        pages["notice-for-parents.html"] = _page(
            "A notice for parents", prose.html(notice.read_text(encoding="utf-8")))
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in pages]


def sheet(made):
    """The sheet as HTML: the codes in a mixed order, each with room for a name."""
    mixed = SystemRandom().sample(made, len(made))  # an order that nobody can work out
    listed = table("", ("Code", "Name, on paper only"), ((code, "") for code in mixed))
    return _page("Codes for a class", f"""<h1>Codes for a class</h1>
<p>Write a name beside each code, by hand. Keep this sheet, and give each student the code alone.
Names stay on paper: they are never typed into a lesson, a file or an e-mail. Destroy the sheet when
you delete the answers.</p>
{listed}""")


def _page(title, inside):
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>{inside}</body></html>\n")
