"""Browse: a table read one question at a time, two rows side by side, or as a whole.

Where its rows are figures, any two make a rate; the page works out what the rate says and what in
the two rows is a reason to ask.
"""

import re
from html import escape

import pandas as pd
import traitlets as t

from seminar import alphabets
from seminar.data import dates, sources
from seminar.errors import NotThere
from seminar.page import tables
from seminar.page.markup import scroll, table
from seminar.widgets.base import Widget, script

#: What a row says of its figure, in the order in which it is read.
FIGURE = ("population", "measure", "value", "unit", "value_note", "period", "place", "reported_by",
          "source_id", "locator", "certainty", "note")
#: Of these a row can do without: tables of other makers do not have them.
_EXTRA = {"value_note", "reported_by", "locator", "note"}
#: A measure that goes on from those who are counted: "on the list", "employed in baking".
_GOES_ON = re.compile(r"(?:at|in|of|on|over|under|with|without)\b|\w+(?:ed|ing)\b")
_DIVISIONS = 3  # on paper


class Browse(Widget):
    """Rows behind selects. With ``rates`` the two that are picked are divided."""

    _esm = script("browse")
    rows = t.List().tag(sync=True)      # the first of them, where there are more than tables.MOST
    total = t.Int(0).tag(sync=True)
    limit = t.Unicode().tag(sync=True)
    columns = t.List().tag(sync=True)
    filters = t.List().tag(sync=True)
    only = t.Unicode().tag(sync=True)
    beside = t.Bool(False).tag(sync=True)
    rates = t.Bool(False).tag(sync=True)

    def twin(self):
        """The whole table; under figures, lines on which to divide them."""
        above = f'<p class="limit">{self.limit}</p>' if self.limit else ""
        listed = table("The rows", ["Row", *self.columns],
                       ([row["heading"], *row["cells"]] for row in self.rows))
        return above + scroll(listed, "The rows", tall=True) + (_lines() if self.rates else "")


def _lines():
    """A form for divisions on paper."""
    asked = ("Top number, and who is counted:", "Bottom number, and who is counted:",
             "Top divided by bottom, and what it says:", "What would you ask before you use it?")
    form = "".join(f'<p>{each}</p><div class="paper"></div>' for each in asked)
    return f"<ol>{f'<li>{form}</li>' * _DIVISIONS}</ol>"


def browse(rows, name, text, filters=(), only=None, beside=False):
    """A :class:`Browse` of ``rows``, a DataFrame.

    ``name``: the column that heads a card. ``text``: the columns that are its lines. ``filters``:
    columns to narrow by, or label -> a column, or several of which one has to fit. ``only``: the
    words of a check box and, for each row, whether it stays when the box is checked; a column may
    be named for it. ``beside``: begins with two cards side by side. Of more rows than
    ``tables.MOST`` the first are sent, and a sentence says so. Raises LookupError for a column
    that is not there.
    """
    if not isinstance(filters, dict):
        filters = {tables.in_words(column): column for column in filters}
    filters = {label: [columns] if isinstance(columns, str) else list(columns)
               for label, columns in filters.items()}
    words, stays = only or ("", [True] * len(rows))
    _need(rows, name, *text, *sum(filters.values(), []))
    if isinstance(stays, str):
        _need(rows, stays)
        stays = rows[stays]
    rows, counted = _first(rows)
    stays = list(stays)[:len(rows)]
    titles = [_written(name, value) for value in rows[name]]
    cards = _cards(rows, _with_keys(rows, titles, name), text)
    for (_, row), card, stay in zip(rows.iterrows(), cards, stays, strict=True):
        card["only"] = bool(stay)
        card["filters"] = [[_written(column, row[column]) for column in columns]
                           for columns in filters.values()]
    return Browse(rows=cards, columns=[tables.in_words(column) for column in text],
                  filters=[{"label": label, "values": _values(rows, columns)}
                           for label, columns in filters.items()],
                  only=words, beside=beside, **counted)


def rates(rows):
    """A :class:`Browse` that divides two figures. ``rows``: a DataFrame with a row a figure.

    Its columns are those of :data:`FIGURE`; the first is a key such as ``row_id``. ``period`` is a
    year, a month or a day, or two of them with a slash between. A ``value_note`` with the words
    "lower bound" or "upper bound" marks a figure that is one. Rows without a value are left out.
    """
    _need(rows, *(column for column in FIGURE if column not in _EXTRA))
    rows = rows.dropna(subset=["value"])
    rows, counted = _first(rows)
    rows = rows.assign(period=dates.written(rows["period"]))
    text = [column for column in FIGURE if column in rows]
    figures = [_figure(row) for _, row in rows.iterrows()]
    titles = [", ".join((_said(figure), figure["where"], figure["when"])) for figure in figures]
    cards = _cards(rows, _with_keys(rows, titles), text)
    return Browse(rows=[{**card, "figure": figure, "only": True, "filters": []}
                        for card, figure in zip(cards, figures)],
                  columns=[tables.in_words(column) for column in text], beside=True, rates=True,
                  **counted)


# Rows --------------------------------------------------------------------------------------------


def _need(rows, *columns):
    for column in columns:
        if column not in rows:
            raise NotThere(f'The rows have no column "{column}". They have: {", ".join(rows)}.')


def _first(rows):
    """The rows that a page can hold, and what it is told of their number."""
    said = tables.limit(len(rows))
    return rows.head(tables.MOST), {
        "total": len(rows), "limit": said and f"{said} What you choose here looks at these alone."}


def _cards(rows, titles, text):
    """For each row its name, as text and as HTML, and its lines as HTML."""
    return [{"title": title, "heading": _html(title),
             "cells": [_html(_written(column, row[column])) for column in text]}
            for title, (_, row) in zip(titles, rows.iterrows())]


def _with_keys(rows, titles, name=None):
    """The titles, each with its row's key: what a lesson cites."""
    first = rows.columns[0]
    if not first.endswith("_id") or first in (name, "source_id"):
        return titles
    return [f"{title} ({tables.cell(key)})" for title, key in zip(titles, rows[first])]


def _values(rows, columns):
    """What stands in the columns, each once, in the order of its kind; a gap is no choice."""
    values = pd.concat([rows[column] for column in columns]).dropna().drop_duplicates()
    return list(dict.fromkeys(_written(columns[0], value) for value in values.sort_values()))


def _written(column, value):
    if column == "source_id" and not pd.isna(value):
        return sources.cite_all(value)
    return tables.cell(value)


def _html(text):
    return alphabets.in_its_language(escape(text))


# Figures -----------------------------------------------------------------------------------------


def _figure(row):
    """What the page needs to know of a figure to divide it."""
    return {
        "amount": f"{tables.cell(row['value'])} {row['unit']}", "value": float(row["value"]),
        "unit": row["unit"], "note": tables.cell(row.get("value_note")),
        "who": tables.cell(row["population"]), "measure": tables.cell(row["measure"]),
        "where": tables.cell(row["place"]), "when": tables.cell(row["period"]),
        "certainty": tables.cell(row["certainty"]),
        "sources": [] if pd.isna(row["source_id"]) else [
            {"id": each, "cited": sources.cite(each)} for each in sources.split(row["source_id"])],
    }


def _said(figure):
    """ "12,000 bakers on the list" where its words make one phrase, else with a colon between."""
    counts_people = figure["unit"] == "persons" or figure["unit"] in figure["who"]
    if counts_people and _GOES_ON.match(figure["measure"]):
        number = figure["amount"].removesuffix(f" {figure['unit']}")
        return f"{number} {figure['who']} {figure['measure']}"
    return f"{figure['amount']}: {figure['who']}, {figure['measure']}"
