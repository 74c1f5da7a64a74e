"""The desk: who leaves takes their own words along, and is told what is left where."""

import host
import pytest
from playwright.sync_api import expect

from seminar.plan import Prompt
from seminar.widgets.answer import answer_box
from seminar.widgets.desk import Desk

LESSON = {"project": "bakery", "lesson": 5, "title": "Bread"}
ITEMS = [{"item": "crust", "kind": "prompt", "asked": "Is it?"}]
#: All that the two stores of the browser hold, as one text.
STORES = """async () => {
  const asked = indexedDB.open("seminar", 1);
  await new Promise((resolve) => (asked.onsuccess = resolve));
  const kept = asked.result.transaction("kept").objectStore("kept").getAll();
  await new Promise((resolve) => (kept.onsuccess = resolve));
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, kept.result]);
}"""


@pytest.fixture
def page(request, chromium):
    desk = Desk(items=ITEMS, version="1", source="", item="", asked="", **LESSON)
    box = answer_box(Prompt("crust", "Is it?", "", ""), **LESSON)
    page = host.page_with(chromium, box, desk, kernel=request.param)
    yield page
    assert page.evaluate("errors") == []
    page.close()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def sit_down(page, code):
    page.get_by_label("Code from your teacher’s list").fill(code)
    press(page, "Use this code")


def said(page, words):
    return page.get_by_role("status").filter(has_text=words)


def leave(page):
    for code, words in (("lamp-08", "Her words."), ("lamp-07", "His words.")):
        sit_down(page, code)
        page.get_by_label("Your answer", exact=True).fill(words)
    press(page, "Finish")
    press(page, "Take my words off this computer")


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_who_leaves_takes_their_words_and_nobody_elses(page):
    leave(page)
    expect(said(page, "Your words are gone from this browser.")).to_be_visible()
    expect(page.get_by_label("Your answer", exact=True)).to_have_value("")
    held = page.evaluate(STORES)
    assert "Her words." in held and "His words." not in held and "lamp-07" not in held


@pytest.mark.parametrize("page", ["alive", "dead"], indirect=True)
def test_where_the_kernel_did_not_forget_the_leavers_file_is_named(page):
    leave(page)
    if page.evaluate("kernel") == "alive":
        expect(said(page, "Taking them out of answers/")).to_be_visible()
        page.evaluate("""models[1].tell("msg:custom", {
            type: "not forgotten", code: "lamp-07", reason: "the disk is full" })""")
    expect(said(page, "but not from the folder answers/")).to_contain_text(
        "Delete the file lesson05-lamp-07.md there")


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_a_name_is_no_code_and_words_stay_where_they_are(page):
    page.get_by_label("Your answer", exact=True).fill("My words.")
    sit_down(page, "Ann")
    expect(said(page, "“ann” is not a code.")).to_be_visible()
    expect(page.get_by_label("Your answer", exact=True)).to_have_value("My words.")
