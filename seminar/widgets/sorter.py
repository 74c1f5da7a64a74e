"""The sorter: cards, each with a choice for every coding, and my choices beside another's."""

import re
from dataclasses import replace
from html import escape

import traitlets as t

from seminar import alphabets
from seminar.data import sources
from seminar.errors import NotThere
from seminar.lessons.model import Cards
from seminar.page import prose, tables
from seminar.page.markup import scroll, table
from seminar.widgets.base import SAVING, script
from seminar.widgets.check import shuffled
from seminar.widgets.kept import KeptWidget
from seminar.wording import say

_KEY = re.compile(r"[\w.-]+")


class Sorter(KeptWidget):
    """Cards and the codings asked of them. Each coding is kept as an item of its own.

    The project's codes are in the traits; the page shows them once the reader has sorted all cards.
    A card may have ``evidence``, shown once that card is sorted, and a ``group``. ``earlier``: the
    lessons from whose item ``earlier_item`` the reader's choices can be brought in. ``note``: HTML
    that stands below.
    """

    _esm = script("sorter", *SAVING, "hand_in")
    columns = t.List().tag(sync=True)
    cards = t.List().tag(sync=True)
    codings = t.List().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    earlier = t.List().tag(sync=True)
    earlier_item = t.Unicode().tag(sync=True)

    def twin(self):
        """The cards as a table to print, with room for the choices; it can be cut into cards."""
        asked = "".join(
            f"<p><strong>{escape(each['label'])}.</strong> {each['question']}</p>"
            f"<p>{escape(say('paper.choose', choices=_either(each['choices'])))}</p>"
            for each in self.codings)
        names = [say("paper.card"), *self.columns, *(each["label"] for each in self.codings)]
        names += [say("paper.reason")] * any(each["reason"] for each in self.codings)
        room = [""] * (len(names) - 1 - len(self.columns))
        listed = table(say("paper.cut"), names,
                       ([escape(card["name"]), *card["cells"], *room] for card in self.cards),
                       kind="cut")
        return asked + scroll(listed, say("paper.cards")) + self.note


def sorter(cards, codings, **lesson):
    """The widget for a ``model.Cards`` and some ``model.Coding`` that ask about it.

    ``lesson``: ``project``, ``lesson`` and ``title``. A column called ``source`` is written out. A
    row of a table keeps its key as its name, so that it can be looked up. Cards come in an order
    that the lesson and the cards fix, the same for every reader.
    """
    shown = [{"id": name, "name": name if codings[0].column else in_words(name), "cells": [
        escape(sources.cite_all(cell)) if column == "source" else prose.inline(cell)
        for column, cell in zip(cards.columns[1:], cells)]} for name, *cells in cards.rows]
    return Sorter(
        item=codings[0].id, asked=prose.plain(codings[0].question), **lesson,
        columns=[each.capitalize() for each in cards.columns[1:]],
        cards=shuffled(shown, f"{lesson['lesson']}/{cards.id}"),
        codings=[as_coding(each) for each in codings],
    )


def dealt(rows, codings):
    """The rows of a table as cards, and the codings with the codes that stand in their columns.

    ``rows``: a DataFrame; its first column names the card. Raises LookupError for a coding without
    a column in it, for a code that is none of the coding's choices, and for a key used twice.
    """
    key, *columns = rows.columns
    names = list(rows[key])
    for name in names:
        if names.count(name) > 1 or not (isinstance(name, str) and _KEY.fullmatch(name)):
            raise NotThere(f'Column {key}: found "{name}". Each row to sort needs a key of its own '
                           "in the first column: a word without spaces, in one row only.")
    coded = {name for coding in codings for name in (coding.column, coding.because)}
    columns = [each for each in columns if each not in coded]
    cards = Cards("-".join(coding.id for coding in codings), ("card", *(
        "source" if each == "source_id" else tables.in_words(each) for each in columns)), tuple(
        (row[key], *(_text(row[each]) if each == "source_id" else _as_prose(row[each])
                     for each in columns)) for _, row in rows.iterrows()))
    return cards, [replace(coding, codes=tuple(_codes(rows, key, coding))) for coding in codings]


def _codes(rows, key, coding):
    for column in filter(None, (coding.column, coding.because)):
        if column not in rows:
            raise NotThere(f'Coding "{coding.id}" in lessons.md asks for the column "{column}". '
                           f"The rows have: {', '.join(rows)}.")
    for _, row in rows.iterrows() if coding.column else ():
        code = tables.cell(row[coding.column])
        if code not in coding.choices:
            raise NotThere(f'Row {row[key]}, column {coding.column}: found "{code}", which is none '
                           f'of the choices of coding "{coding.id}" in lessons.md. Write one of: '
                           f"{', '.join(coding.choices)}, or add it to the choices.")
        yield row[key], code, *([_as_prose(_text(row[coding.because]))] if coding.because else [])


def _text(value):
    """A cell, or nothing where it is blank."""
    return value if isinstance(value, str) else ""


def _as_prose(value):
    """A cell as Markdown in which nothing is marked up but the language of its words."""
    plain = re.sub(r"([\\`*_\[\]<>&])", r"\\\1", tables.cell(value))
    return alphabets.in_its_language(plain)


def as_coding(coding):
    """What the page needs of a coding. An ordering is one whose choices count up from 1."""
    choices = list(coding.choices)
    return {
        "item": coding.id, "asked": prose.plain(coding.question),
        "label": prose.plain(coding.label) or in_words(coding.id),
        "question": prose.inline(coding.question), "choices": choices,
        "reason": coding.reason,
        "ordering": choices == [str(number) for number, _ in enumerate(choices, 1)],
        "codes": {card: {"code": code, "reason": prose.inline(" ".join(reason))}
                  for card, code, *reason in coding.codes},
    }


def _either(choices):
    return f"{', '.join(choices[:-1])}{say('paper.or')}{choices[-1]}"


def in_words(name):
    """The id of a card or coding as a reader sees it: "empty-shops" is "Empty shops"."""
    return name[:1].upper() + name[1:].replace("-", " ")
