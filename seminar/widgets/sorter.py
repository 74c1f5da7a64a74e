"""The sorter: cards, each with a choice for every coding, and my choices beside another's."""

from html import escape

import traitlets as t

from seminar import prose, sources
from seminar.markup import scroll
from seminar.widgets.base import script
from seminar.widgets.check import shuffled
from seminar.widgets.kept import KeptWidget


class Sorter(KeptWidget):
    """Cards and the codings asked of them. Each coding is kept as an item of its own.

    The project's codes are in the traits; the page shows them once the reader has sorted all cards.
    """

    _esm = script("sorter", "keep", "hand_in")
    columns = t.List().tag(sync=True)
    cards = t.List().tag(sync=True)
    codings = t.List().tag(sync=True)

    def twin(self):
        """The cards as a table to print, with room for the choices; it can be cut into cards."""
        asked = "".join(
            f"<p><strong>{escape(each['label'])}.</strong> {each['question']}</p>"
            f"<p>Choose: {escape(_either(each['choices']))}.</p>"
            for each in self.codings)
        names = ["Card", *self.columns, *(each["label"] for each in self.codings)]
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        room = "<td></td>" * len(self.codings)
        body = "".join(
            f'<tr><th scope="row">{escape(card["name"])}</th>'
            f"{''.join(f'<td>{cell}</td>' for cell in card['cells'])}{room}</tr>"
            for card in self.cards)
        table = ('<table class="cut"><caption>Cards to sort: write your choice in each row, or cut '
                 f"the rows apart</caption><thead><tr>{head}</tr></thead>"
                 f"<tbody>{body}</tbody></table>")
        return asked + scroll(table, "Cards to sort")


def sorter(cards, codings, **lesson):
    """The widget for a ``plan.Cards`` and some ``plan.Coding`` that ask about it.

    ``lesson``: ``project``, ``lesson`` and ``title``. A column called ``source`` is written out.
    Cards come in an order that the lesson and the cards fix, the same for every reader.
    """
    shown = [{"id": name, "name": in_words(name), "cells": [
        escape(sources.cite_all(cell)) if column == "source" else prose.inline(cell)
        for column, cell in zip(cards.columns[1:], cells)]} for name, *cells in cards.rows]
    return Sorter(
        item=codings[0].id, asked=prose.plain(codings[0].question), **lesson,
        columns=[each.capitalize() for each in cards.columns[1:]],
        cards=shuffled(shown, f"{lesson['lesson']}/{cards.id}"),
        codings=[_coding(each) for each in codings],
    )


def _coding(coding):
    """What the page needs of a coding. An ordering is one whose choices count up from 1."""
    choices = list(coding.choices)
    return {
        "item": coding.id, "asked": prose.plain(coding.question),
        "label": prose.plain(coding.label) or in_words(coding.id),
        "question": prose.inline(coding.question), "choices": choices,
        "ordering": choices == [str(number) for number, _ in enumerate(choices, 1)],
        "codes": {card: {"code": code, "reason": prose.inline(" ".join(reason))}
                  for card, code, *reason in coding.codes},
    }


def _either(choices):
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def in_words(name):
    """The id of a card or coding as a reader sees it: "empty-shops" is "Empty shops"."""
    return name.replace("-", " ").capitalize()
