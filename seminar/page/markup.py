"""Pieces of HTML that the whole page shares, each reachable by keyboard."""

from html import escape

#: On whatever can have the focus: JupyterLab then leaves the letter keys to the reader.
KEYS = 'data-lm-suppress-shortcuts="true"'

#: What a box says of itself where it holds more than it shows.
MORE = "More than you see: scroll, or use the arrow keys."


def details(summary, inside, opened=False):
    """Something that waits behind a button. ``inside`` is HTML, ``summary`` text."""
    return (f"<details{' open' if opened else ''}><summary {KEYS}>{escape(summary)}</summary>"
            f"{inside}</details>")


def scroll(inside, label, tall=False):
    """A box that scrolls by itself, so that a wide table never moves the page.

    With ``tall`` it scrolls downwards, too: for tables of many rows.
    """
    return (f'<div class="scroll{" tall" if tall else ""}" tabindex="0" role="region" '
            f'aria-label="{escape(label)}" data-more="{MORE}" {KEYS}>{inside}</div>')


def table(caption, head, rows, kind="", left_out=()):
    """A table that a screen reader can walk through: the first cell of a row names the row.

    ``caption`` and ``head`` are text, and either may be empty; the cells of ``rows`` are HTML.
    ``kind``: a class for its style. ``left_out``: the numbers of the rows that sheets of paper
    leave out.
    """
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    if head:
        names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
        above += f"<thead><tr>{names}</tr></thead>"
    body = ""
    for number, (first, *rest) in enumerate(rows):
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        begin = '<tr class="left-out">' if number in left_out else "<tr>"
        body += f'{begin}<th scope="row">{first}</th>{cells}</tr>'
    begin = f'<table class="{kind}">' if kind else "<table>"
    return f"{begin}{above}<tbody>{body}</tbody></table>"
