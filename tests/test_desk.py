"""The desk: handing in where a browser keeps nothing, and leaving with one's own words alone."""

import host
import pytest
from playwright.sync_api import expect

from seminar.lessons.model import Prompt
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


#: Browsers that do not do as they should, as a script that the page begins with.
KEEPS_NOTHING = """
Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
indexedDB.open = () => { throw new DOMException("", "SecurityError"); };
"""
NEVER_ANSWERS = "indexedDB.open = () => ({});"


def beginning(chromium, script="", **settings):
    """A page with an answer box and a desk, in a browser in which ``script`` has run."""
    desk = Desk(items=ITEMS, version="1", source="", item="", asked="", **LESSON)
    box = answer_box(Prompt("crust", "Is it?", "", ""), **LESSON)
    box._esm = script + box._esm
    return host.page_with(chromium, box, desk, **settings)


@pytest.fixture
def page(request, chromium):
    page = beginning(chromium, kernel=request.param)
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


def hand_in(page):
    with page.expect_download() as download:
        press(page, "Hand in")
    return download.value.path().read_text(encoding="utf-8")


def test_words_that_nothing_keeps_hold_the_page_until_they_are_handed_in(chromium):
    page = beginning(chromium, KEEPS_NOTHING, kernel="none")
    page.get_by_label("Your answer", exact=True).press_sequentially("My words.")
    expect(said(page, "Not kept anywhere")).to_be_visible()
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    sit_down(page, "lamp-07")  # the words come along, and are no safer than before
    expect(page.get_by_label("Your answer", exact=True)).to_have_value("My words.")
    expect(said(page, "Not kept anywhere")).to_be_visible()
    sit_down(page, "")
    expect(page.get_by_label("Your answer", exact=True)).to_have_value("")
    sit_down(page, "lamp-07")
    expect(page.get_by_label("Your answer", exact=True)).to_have_value("My words.")
    expect(said(page, "Not kept anywhere")).to_be_visible()
    assert "My words." in hand_in(page)
    page.reload()  # which waits for ever where the browser asks
    page.close()


def test_words_that_are_kept_hold_no_page(chromium):
    page = beginning(chromium, kernel="none")
    page.get_by_label("Your answer", exact=True).press_sequentially("My words.")
    expect(said(page, "Kept in this browser.")).to_be_visible()
    page.reload()
    page.close()


def test_a_browser_whose_deep_store_never_answers_keeps_nobody_from_handing_in(chromium):
    page = beginning(chromium, NEVER_ANSWERS, kernel="none")
    page.get_by_label("Your answer", exact=True).fill("My words.")
    assert "My words." in hand_in(page)
    page.close()


def test_a_code_counts_where_the_browser_cannot_note_it(chromium):
    page = beginning(chromium, KEEPS_NOTHING, kernel="none")
    sit_down(page, "lamp-07")
    expect(page.get_by_text("Your words are kept under lamp-07.")).to_be_visible()
    page.get_by_label("Your answer", exact=True).fill("My words.")
    assert "Code: lamp-07." in hand_in(page)
    page.close()


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_words_typed_after_the_browsers_data_were_cleared_are_kept_deep_again(page):
    box = page.get_by_label("Your answer", exact=True)
    box.fill("Before.")
    page.wait_for_function(f"({STORES})().then((held) => held.includes('Before.'))")
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {
        "origin": host.ADDRESS.rstrip("/"), "storageTypes": "indexeddb"})
    page.wait_for_function("seminarKept.database === null")
    box.fill("Before, and after.")
    page.wait_for_function(f"({STORES})().then((held) => held.includes('Before, and after.'))")
