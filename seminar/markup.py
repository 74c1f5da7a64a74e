"""Pieces of HTML that the whole page shares, each reachable by keyboard."""

from html import escape

#: On whatever can have the focus: JupyterLab then leaves the letter keys to the reader.
KEYS = 'data-lm-suppress-shortcuts="true"'


def details(summary, inside, opened=False):
    """Something that waits behind a button. ``inside`` is HTML, ``summary`` text."""
    return f"<details{' open' if opened else ''}><summary {KEYS}>{escape(summary)}</summary>{inside}</details>"


def scroll(inside, label, tall=False):
    """A box that scrolls by itself, so that a wide table never moves the page.

    With ``tall`` it scrolls downwards, too: for tables of many rows.
    """
    return (f'<div class="scroll{" tall" if tall else ""}" tabindex="0" role="region" aria-label="{escape(label)}" {KEYS}>'
            f"{inside}</div>")
