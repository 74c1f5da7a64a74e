"""The answer box: it asks how strong the evidence is, unless its prompt says that it should not."""

import pytest
from playwright.sync_api import expect

from seminar.lessons.model import Prompt
from seminar.widgets.answer import VERBS, answer_box

LESSON = {"project": "bakery", "lesson": 5, "title": "Bread"}


@pytest.mark.parametrize("verb, asked", [(True, 1), (False, 0)])
def test_a_box_asks_for_a_verb_only_where_its_prompt_does(show, verb, asked):
    page = show(answer_box(Prompt("crust", "Is it?", "", "", verb), **LESSON), kernel="alive")
    expect(page.get_by_label("How strong is it?")).to_have_count(asked)
    assert len(page.locator("select option").all()) == asked * (1 + len(VERBS))
    page.get_by_label("Your answer").fill("It is.")
    page.wait_for_function("sent.some((each) => each.type === 'keep')")
    kept = page.evaluate("sent.filter((each) => each.type === 'keep').at(-1)")["answer"]
    assert (kept["text"], kept["verb"]) == ("It is.", "")
