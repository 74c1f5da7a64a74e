"""Words on controls come from words.po: where its words are marked, a page shows no others."""

import json
import re
from dataclasses import replace

import bakery
import pandas as pd
import pytest
from playwright.sync_api import expect

from seminar.commands.builder import Builder
from seminar.lessons.model import Cards, Check, Coding, Option, Prompt
from seminar.widgets.answer import answer_box
from seminar.widgets.browse import browse, rates
from seminar.widgets.check import check_box
from seminar.widgets.desk import Desk
from seminar.widgets.earlier import Earlier
from seminar.widgets.reader import Reader
from seminar.widgets.sorter import Sorter, as_coding, sorter
from seminar.widgets.timeline import timeline

WORDS = re.compile("(?<=^const IN_WORDS = ).*(?=;\n)")
LESSON = {"project": "bakery", "lesson": 5, "title": "Bread"}
DATA = "0"  # what stands for words that come from lessons.md or from a table
EVENTS = pd.DataFrame({"event_id": ["1", "2"], "date": ["2001-07-10", "2001-07-11"],
                       "title": [DATA, DATA], "kind": [DATA, DATA]})
FIGURES = pd.DataFrame({"row_id": ["1", "2"], "value": [3.0, 4.0], "certainty": ["low", "low"],
                        "source_id": [None, None], "value_note": ["lower bound", "upper bound"]})
FIGURES = FIGURES.assign(population=["0", "1"], measure=["0", "0"], unit=["0", "1"],
                         period=["2000", "2001"], place=["0", "1"])
CARDS = Cards("loaves", ("card", "what"), (("1", DATA), ("2", DATA), ("3", DATA)))
COLOUR = Coding("colour", "loaves", DATA, ("1", "2"), (("1", "1", DATA), ("2", "1", DATA)), DATA)
ORDER = Coding("in-time", "loaves", DATA, ("1", "2", "3"), (), DATA)
OPTIONS = (Option(DATA, DATA, True), Option("1", DATA, False), Option("2", DATA, True))
WIDGETS = {
    "answer": lambda: answer_box(Prompt("crust", DATA, DATA, ""), **LESSON),
    "single": lambda: check_box(Check("c", "single", DATA, options=OPTIONS[:2]), **LESSON),
    "several": lambda: check_box(Check("c", "several", DATA, options=OPTIONS), **LESSON),
    "order": lambda: check_box(Check("c", "order", DATA, items=("0", "1", "2"), right=DATA,
                                     otherwise=DATA), **LESSON),
    "number": lambda: check_box(Check("c", "number", DATA, answer=1.0, unit=DATA, right=DATA,
                                      otherwise=DATA), **LESSON),
    "desk": lambda: Desk(items=[{"item": "crust", "kind": "prompt", "asked": DATA}], version=DATA,
                         source=DATA, item="", asked="", **LESSON),
    "browse": lambda: browse(EVENTS.assign(only=True), "title", [], filters={DATA: "kind"},
                             only=(DATA, "only")),
    "builder": Builder,
    "rates": lambda: rates(FIGURES),
    "timeline": lambda: timeline(EVENTS, {"title": DATA, "alt": DATA, "caption": DATA}),
    "sorter": lambda: sorter(CARDS, [COLOUR, ORDER], **LESSON),
    "reasons": lambda: sorter(CARDS, [replace(COLOUR, reason=True)], **LESSON),
    "ledger": lambda: Sorter(
        item="ledger", asked=DATA, columns=[DATA], note=DATA, earlier=[1], earlier_item="ledger",
        cards=[{"id": each, "name": each, "cells": [DATA], "group": each, "evidence": DATA}
               for each in "12"],
        codings=[as_coding(replace(COLOUR, codes=(), reason=True))], **LESSON),
    "earlier": lambda: Earlier(item="crust", asked=DATA, from_lesson=1, **LESSON),
    "reader": lambda: Reader(
        markup='<div data-paragraph="p1"><p>0</p><details><summary>0</summary>0</details></div>',
        text_id="t", prints={"p1": "0"}),
}
#: Words of the data that stand on controls.
FROM_DATA = re.compile(r"\b1[01] July(?: 2001)?|shows|suggests|fits with|cannot show")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))


def marked(words):
    """Puts «» round every text of the catalogue, the forms of a plural too."""
    if isinstance(words, str):
        return f"«{words}»"
    if isinstance(words, list):
        return [marked(each) for each in words]
    return {name: marked(each) for name, each in words.items()}


def unmarked(text):
    """What is left of a text without marked words, data, numbers and signs.

    A brace is left where a name in braces was not filled in.
    """
    before = None
    while before != text:
        before, text = text, re.sub(r"«[^«»{}]*»", "", text)
    return re.findall(r"[^\W\d_]{2,}|[{}]", FROM_DATA.sub("", text))


@pytest.mark.parametrize("name", WIDGETS)
def test_every_word_on_a_control_is_in_the_catalogue(show, name):
    widget = WIDGETS[name]()
    words = json.loads(WORDS.search(widget._esm)[0])
    text = json.dumps(marked(words), ensure_ascii=False)
    widget._esm = WORDS.sub(lambda _: text, widget._esm)
    page = show(widget, kernel="none")
    for _ in range(2):  # as it opens, and when every button has been pressed
        controls = page.locator(
            "main :is(button, label, legend, summary, option, .field, [role=status])")
        texts = [text for text in controls.all_text_contents() if text.strip()]
        assert texts and {text: unmarked(text) for text in texts if unmarked(text)} == {}
        page.evaluate("document.querySelectorAll('main details')"
                      ".forEach((each) => (each.open = true))")
        for box in page.locator("main textarea:not([readonly])").filter(visible=True).all():
            box.fill("7")
        boxes = page.locator("main input:is([type=radio], [type=checkbox])")
        for box in boxes.filter(visible=True).all():
            box.check()
        for select in page.locator("main select").filter(visible=True).all():
            select.select_option(index=1)
        for button in page.locator("main button").filter(visible=True).all():
            if button.is_visible():
                button.evaluate("(each) => each.click()")
        expect(page.locator("main")).to_be_visible()
