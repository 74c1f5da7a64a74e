"""The desk: handing in where a browser keeps nothing, and leaving with one's own words alone."""

import re

import axe
import host
import pytest
from playwright.sync_api import expect

from seminar.answers import hand_in as reader
from seminar.lessons.model import Check, Option, Prompt
from seminar.widgets.answer import answer_box
from seminar.widgets.check import check_box
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
    file = download.value.path().read_text(encoding="utf-8")
    assert file.startswith("\ufeff<!doctype html>")  # which beats a server's word about letters
    return file


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
    assert holds_back(page)  # for whether the file was saved, no page can see
    press(page, "I have the file")
    expect(said(page, "Hand that file in")).to_be_visible()
    page.reload()  # which waits for ever where the browser asks
    page.close()


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_who_stopped_in_a_step_that_is_folded_now_is_brought_there(page):
    page.get_by_label("Your answer", exact=True).fill("My words.")
    page.evaluate("""() => {
      const box = document.querySelector('[data-seminar-item="crust"]');
      const [inner, outer] = [1, 2].map(() => document.createElement("details"));
      box.replaceWith(outer);
      outer.append(inner);
      inner.append(box);
    }""")
    expect(page.get_by_label("Your answer", exact=True)).to_be_hidden()
    sit_down(page, "")  # the desk looks again where its reader stopped
    press(page, "Go there")
    expect(page.get_by_label("Your answer", exact=True)).to_be_focused()


def holds_back(page):
    """Whether the page asks who closes it."""
    return page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")


@pytest.mark.parametrize("browser_that", [KEEPS_NOTHING, ""], ids=["keeps nothing", "keeps"])
def test_who_has_the_file_and_writes_on_is_told_that_it_does_not_hold_that(chromium, browser_that):
    page = beginning(chromium, browser_that, kernel="none")
    box = page.get_by_label("Your answer", exact=True)
    box.fill("My words.")
    hand_in(page)
    box.fill("My words, and more.")
    press(page, "I have the file")
    expect(said(page, "the file does not hold it")).to_be_visible()
    assert holds_back(page) == bool(browser_that)
    page.close()


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_the_page_says_where_to_look_and_never_that_a_file_was_saved(page):
    page.get_by_label("Your answer", exact=True).fill("My words.")
    sit_down(page, "lamp-07")
    page.get_by_label("Your answer", exact=True).fill("My own words.")
    with page.expect_download() as download:
        press(page, "Hand in")
    assert download.value.suggested_filename == "lesson05-lamp-07.html"
    expect(said(page, "Look in Downloads for the newest file whose name begins with "
                      "lesson05-lamp-07. It should hold this: 1 of 1 question")).to_be_visible()
    assert "Saved" not in page.locator("main").inner_text()
    assert axe.faults(page, "main") == []
    text = page.get_by_label("All your answers as text")
    assert text.input_value().endswith("Is it?\nMy own words.")
    page.get_by_role("button", name="I have the file").focus()
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy this text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page, "press Ctrl and C")).to_be_visible()  # a page without https has no clipboard
    sit_down(page, "lamp-08")  # to whom none of it is shown
    expect(text).to_be_hidden()
    expect(text).to_have_value("")


def test_thirty_files_without_a_code_have_thirty_names(chromium):
    names = set()
    for _ in range(5):
        page = beginning(chromium, kernel="none")
        with page.expect_download() as download:
            press(page, "Hand in")
        names.add(download.value.suggested_filename)
        page.close()
    assert len(names) == 5
    assert all(re.fullmatch(r"lesson05-\d{4}-\d\d-\d\d-[a-z0-9]{4}\.html", each) for each in names)


FRAMES = {
    "with a store": "allow-scripts allow-same-origin allow-forms allow-popups",
    "without": "allow-scripts allow-forms",
}


@pytest.mark.parametrize("sandbox", FRAMES.values(), ids=FRAMES)
def test_in_a_frame_that_lets_no_file_out_the_words_are_there_to_copy(chromium, sandbox):
    page = beginning(chromium, kernel="none")
    page.route("**/course", lambda route: route.fulfill(
        body=f'<!doctype html><title>Course</title><iframe sandbox="{sandbox}" '
             f'src="{host.ADDRESS}" width=800 height=900></iframe>', content_type="text/html"))
    saved = []
    page.on("download", lambda file: saved.append(file))
    page.goto(f"{host.ADDRESS}course")
    lesson = page.frame_locator("iframe")
    lesson.get_by_label("Your answer", exact=True).fill("My words.")
    if sandbox == FRAMES["without"]:
        expect(lesson.get_by_role("status").filter(has_text="Not kept anywhere")).to_be_visible()
    with page.expect_console_message(lambda said: "ownload is disallowed" in said.text):
        lesson.get_by_role("button", name="Hand in", exact=True).click()
    expect(lesson.get_by_label("All your answers as text")).to_have_value(
        re.compile("Is it\\?\nMy words\\."))
    assert saved == [] and "Saved" not in lesson.locator("main").inner_text()
    assert holds_back(page.frames[1]) == (sandbox == FRAMES["without"])
    page.frames[1].evaluate(axe.SCRIPT)
    assert page.frames[1].evaluate(
        "axe.run('main').then(({ violations }) => violations.map(({ id }) => id))") == []
    own = lesson.get_by_role("link", name="Open this lesson in a window of its own")
    assert (own.get_attribute("href"), own.get_attribute("target")) == (host.ADDRESS, "_blank")
    expect(lesson.get_by_label("If nothing opens, copy this address")).to_have_value(host.ADDRESS)
    page.close()


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_a_lesson_in_a_window_of_its_own_speaks_of_no_frame(page):
    expect(page.get_by_text("window of its own")).to_have_count(0)


@pytest.mark.parametrize("page", ["none"], indirect=True)
def test_what_stands_on_the_page_is_handed_in_and_another_tabs_words_are_named(page):
    box = page.get_by_label("Your answer", exact=True)
    box.fill("The words that stand here.")
    page.evaluate("""() => {
      const key = Object.keys(localStorage).find((each) => each.endsWith("/5/crust/"));
      const later = { text: "Another tab's words.", verb: "", revision: 99, day: "2001-07-10",
        page: "other", asked: "Is it?" };
      localStorage.setItem(key, JSON.stringify([later, ...JSON.parse(localStorage.getItem(key))]));
    }""")
    file = hand_in(page)
    assert "The words that stand here." in file and "Another tab" not in file
    assert ("Another version of this answer is kept in the browser and is not in this file: "
            "3 words of 10 July 2001.") in file
    expect(said(page, "Not in it: 1 other version that this browser keeps, and that does not "
                      "stand on the page.")).to_be_visible()
    box.fill("")
    assert "No answer yet." in hand_in(page)  # an empty box hands in nothing, and says what is kept
    expect(said(page, "Not in it: 2 other versions that this browser keeps, and that do not "
                      "stand on the page.")).to_be_visible()


#: What programs make of a page when they save it again.
AGAIN = {
    "as a browser writes what it holds": "document.documentElement.outerHTML",
    "as XML": "new XMLSerializer().serializeToString(document)",
}


@pytest.mark.parametrize("how", AGAIN.values(), ids=AGAIN)
def test_a_handed_in_page_that_is_saved_again_is_read(chromium, tmp_path, how):
    page = beginning(chromium, kernel="none")
    words = 'Said "no" & \u2019left\u2019 <b>\n</script> \u0421\u043b\u043e\u0432\u0430'
    page.get_by_label("Your answer", exact=True).fill(words)
    file = tmp_path / "lesson05.html"
    file.write_text(hand_in(page), encoding="utf-8")
    page.close()
    again = chromium.new_page()
    again.goto(file.as_uri())
    file.write_text(again.evaluate(how), encoding="utf-8")
    again.close()
    read = reader.read(file, "bakery")
    assert (read.answers["crust"].text, read.faults) == (words, ())


COUNTED = [{"item": "crust", "kind": "prompt", "asked": "Is it?"},
           {"item": "crumb", "kind": "prompt", "asked": "And this?"},
           {"item": "flour", "kind": "check", "asked": "Which?"}]


def test_what_is_handed_in_and_what_is_taken_back_are_counted_alike(chromium, tmp_path):
    desk = Desk(items=COUNTED, version="1", source="", item="", asked="", **LESSON)
    check = check_box(Check("flour", "single", "Which?", options=(
        Option("Rye.", "It is.", True), Option("Oat.", "It is not.", False))), **LESSON)
    page = host.page_with(chromium, answer_box(Prompt("crust", "Is it?", "", ""), **LESSON),
                          check, desk, kernel="none")
    page.get_by_label("Your answer", exact=True).fill("My words.")
    page.get_by_label("Rye.").check()
    press(page, "Check my answer")
    file = tmp_path / "handed.html"
    file.write_text(hand_in(page), encoding="utf-8")
    count = "1 of 2 questions answered in words, 1 check or sorting done."
    assert count in file.read_text(encoding="utf-8")
    expect(said(page, f"It should hold this: {count}")).to_be_visible()
    page.get_by_text("Take back a handed-in file, and").click()
    page.get_by_label("Take back a handed-in file").set_input_files(file)
    expect(said(page, f"Back from handed.html: {count}")).to_be_visible()
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
