"""What a lesson's notebook shows, as pieces for paper: tables, figures, cards, printed forms."""

import ast
import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from html import escape

from seminar.page import prose

#: The parts of a lesson that are evidence or a form to fill in; the rest are words of lessons.md.
KINDS = ("cards", "sort", "table", "figure", "chart", "timeline", "browse", "rates", "ledger",
         "whole_ledger")

_STATE = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_ASKED = re.compile(r"<p><strong>(.*?)\.</strong>")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Evidence:
    """One piece. ``kind``: the part of the lesson that made it; ``name``: its name in lessons.md.

    ``state``: of its widget, if it is one; it may hold the project's codes, and is for keys.
    """

    kind: str
    name: str
    title: str
    html: str
    state: dict = field(default_factory=dict)

    @property
    def titled(self):
        """Whether the piece needs its title above it: some have it inside."""
        return (self.kind not in ("figure", "chart", "timeline")
                and f"<caption>{self.title}</caption>" not in self.html)

    def coded(self):
        """The codings of cards to sort: each, and the rows (card, code, reason) of the project.

        The card is HTML. One that is named by a row's key says its words, too: D08 says nothing.
        """
        cards = {card["id"]: _card(card) for card in self.state.get("cards", [])}
        for coding in self.state.get("codings", []):
            yield coding, [(cards[card], code["code"], code["reason"])
                           for card, code in coding["codes"].items()]


def _card(card):
    keyed = re.search(r"\d", card["name"]) and card["cells"]
    return f"{escape(card['name'])}. {card['cells'][0]}" if keyed else escape(card["name"])


def of(notebook, lesson):
    """The evidence of a notebook that was run, in its order. Cells to play with are left out."""
    pieces = []
    more = {": ".join(key) for step in lesson.plan if step.place == "more" for key in step.shows}
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "cards" in tags and cell.metadata["seminar"]["section"] in more:
            continue  # they stand on the page alone
        if "cards" in tags:
            pieces.append(_cards(cell))
        elif cell.cell_type == "code" and "try-it" not in tags:
            pieces += _pieces(cell, lesson)
    # The ledger of all lessons has the claims of this one.
    kinds = {piece.kind for piece in pieces}
    return [each for each in pieces if each.kind != "ledger" or "whole_ledger" not in kinds]


def _cards(cell):
    """A set of cards, which stands in the notebook as a table of words."""
    name = cell.metadata["seminar"]["section"].partition(": ")[2]
    return Evidence("cards", name, name.replace("-", " ").capitalize(), prose.html(cell.source))


def _pieces(cell, lesson):
    kind, name = _called(cell.source)
    if kind not in KINDS:
        return
    for output in cell.outputs:
        html = output.get("data", {}).get("text/html", "")
        state = _first(_STATE, html)
        html = _STATE.sub("", html)
        if html:
            title = _title(cell.source) or _first(_ASKED if kind == "sort" else _CAPTION, html)
            if name in lesson.figures:
                title = lesson.figures[name]["title"]
            yield Evidence(kind, name, title, html.replace("<details>", "<details open>"),
                           json.loads(state or "{}"))


def _called(source):
    """The last call in a cell, ``this.figure("queue", ...)``, as its two names."""
    last = ast.parse(source).body[-1:]
    call = last[0].value if last and isinstance(last[0], ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return "", ""
    first = call.args[0] if call.args else None
    name = first.value if isinstance(first, ast.Constant) else ""
    return call.func.attr, name if isinstance(name, str) else ""


def _title(source):
    """A cell's first line where that is a comment: it says what is shown."""
    first = source.partition("\n")[0]
    return first[2:].strip() if first.startswith("# ") else ""


def _first(pattern, text):
    found = pattern.search(text)
    return found[1] if found else ""


def grey(html):
    """The page in greys, its pictures too: what a copier makes of it is known beforehand."""
    def picture(found):
        drawn = _COLOUR.sub(_grey, b64decode(found[1]).decode("utf-8"))
        return "data:image/svg+xml;base64," + b64encode(drawn.encode("utf-8")).decode("ascii")

    return _COLOUR.sub(_grey, _PICTURE.sub(picture, html))


def _grey(colour):
    """A colour as the grey of the same lightness to the eye (Rec. 709)."""
    red, green, blue = (int(colour[0][place:place + 2], 16) for place in (1, 3, 5))
    light = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{light:02x}{light:02x}{light:02x}"
