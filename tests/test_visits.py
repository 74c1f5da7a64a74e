"""Who sits at a tab, and whose words it shows: Finish, Back, other tabs, codes, lost storage.

On a real server, and with the cache for Back and Forward on, which Playwright switches off: else no
page would come back as it was left.
"""

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import axe
import browser
import host
import pytest
from playwright.sync_api import expect, sync_playwright

from seminar.lessons.model import Check, Prompt
from seminar.widgets.answer import answer_box
from seminar.widgets.check import check_box
from seminar.widgets.desk import Desk
from seminar.widgets.earlier import Earlier

SECRET = "Secret words of the one who leaves"


def lesson(number, **kernel):
    """A page of one lesson: a desk, and a box for words."""
    about = {"project": "bakery", "lesson": number, "title": "Bread"}
    items = [{"item": "crust", "kind": "prompt", "asked": "Is it?"}]
    check = Check("flour", "number", "How much?", answer=1.0, unit="kg", right="", otherwise="")
    return host.html(
        answer_box(Prompt("crust", "Is it?", "", ""), **about), check_box(check, **about),
        Earlier(from_lesson=4, item="crust", asked="Is it?", **about),
        Desk(items=items, version="1", source="", item="", asked="", **about),
        **{"kernel": "none", **kernel})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two copies of a set at one host, and lessons in one file beside the first."""
    folder = tmp_path_factory.mktemp("site")
    for copy in ("one class", "other"):
        (folder / copy / "one-file").mkdir(parents=True)
        for number in (4, 5):
            (folder / copy / f"{number}.html").write_text(lesson(number), encoding="utf-8")
            (folder / copy / "one-file" / f"{number}.html").write_text(
                lesson(number), encoding="utf-8")
        (folder / copy / "notebook.html").write_text(lesson(5, kernel="alive"), encoding="utf-8")
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def served(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def program():
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=browser.program(), args=["--no-sandbox"],
            ignore_default_args=["--disable-back-forward-cache"])
        yield program
        program.close()


@pytest.fixture
def reader(program):
    """A browser without storage from before. No page may have thrown."""
    context = program.new_context()
    context.set_default_timeout(10_000)
    faults = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    context.close()
    assert faults == []


def opened(reader, address, page=None):
    page = page or reader.new_page()
    page.goto(address)
    page.locator("body[data-ready]").wait_for(state="attached")
    return page


def box(page):
    return page.get_by_label("Your answer", exact=True)


def said(page, words):
    return page.get_by_role("status").filter(has_text=words)


def sit_down(page, code):
    page.get_by_label("Code from your teacher’s list").fill(code)
    page.get_by_role("button", name="Use this code").click()


def leave(page):
    page.get_by_role("button", name="Finish", exact=True).click()
    page.get_by_role("button", name="Take my words off this computer").click()
    expect(said(page, "Your words are gone from this browser.")).to_be_visible()


def held(page):
    """All that the browser keeps for this page: its stores, its history, its window's name."""
    return page.evaluate("""async () => {
      const asked = indexedDB.open("seminar", 1);
      await new Promise((resolve) => (asked.onsuccess = resolve));
      const kept = asked.result.transaction("kept").objectStore("kept");
      const [keys, values] = await Promise.all([kept.getAllKeys(), kept.getAll()].map((each) =>
        new Promise((resolve) => (each.onsuccess = () => resolve(each.result)))));
      asked.result.close();
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, keys, values,
        history.state, window.name]);
    }""")


# Finish, in every tab and after Back -------------------------------------------------------------


def go_back(page):
    page.evaluate("() => { setTimeout(() => history.back()); }")
    page.wait_for_url("**/4.html", wait_until="commit")
    page.wait_for_function("window.isTheSame")  # from the cache, and not loaded anew


def written_and_gone_on(reader, served):
    """Words in lesson 4 under a code; then lesson 5 in the same tab."""
    page = opened(reader, f"{served}/other/4.html")
    page.evaluate("window.isTheSame = true")
    sit_down(page, "lamp-07")
    box(page).fill(SECRET)
    expect(said(page, "Kept in this browser.")).to_be_visible()
    return opened(reader, f"{served}/other/5.html", page)


def test_back_after_finish_shows_nothing_and_writes_nothing(reader, served):
    page = written_and_gone_on(reader, served)
    leave(page)
    go_back(page)
    expect(box(page)).to_have_value("")
    box(page).press_sequentially("B")
    expect(said(page, "Kept in this browser.")).to_be_visible()
    assert SECRET not in held(page) and "lamp-07" not in held(page)
    assert box(page).input_value() == "B"


def test_back_to_a_page_of_another_code_keeps_words_under_the_new_one(reader, served):
    page = written_and_gone_on(reader, served)
    sit_down(page, "lamp-08")
    go_back(page)
    expect(box(page)).to_have_value("")
    expect(page.get_by_text("Your words are kept under lamp-08.")).to_be_visible()
    box(page).press_sequentially("Hers.")
    kept = page.evaluate("localStorage.getItem('seminar/bakery@%2Fother%2F/4/crust/lamp-08')")
    assert [each["text"] for each in json.loads(kept)] == ["Hers."]
    sit_down(page, "lamp-07")  # and nothing of the other is lost
    expect(box(page)).to_have_value(SECRET)


def test_back_without_finish_brings_the_words(reader, served):
    page = written_and_gone_on(reader, served)
    go_back(page)
    expect(box(page)).to_have_value(SECRET)
    box(page).press("End")
    box(page).press_sequentially(", and more")
    page.reload()
    expect(box(page)).to_have_value(f"{SECRET}, and more")


def test_no_control_may_be_filled_in_by_the_browser(reader, folder):
    """As it does where Back loads a page anew, with the words of whoever has left."""
    page = opened(reader, address(folder))
    controls = page.locator("input, select, textarea")
    expect(controls).not_to_have_count(0)
    assert controls.evaluate_all(
        "(all) => all.filter((each) => each.autocomplete !== 'off').map((each) => each.id)") == []


def test_finish_counts_in_every_open_tab(reader, served):
    one = opened(reader, f"{served}/other/5.html")
    two = opened(reader, f"{served}/other/4.html")
    for page in (one, two):
        sit_down(page, "lamp-07")
        box(page).fill(f"{SECRET}, {page.url[-6]}")
    leave(one)
    expect(box(two)).to_have_value("")
    expect(said(two, "Someone has chosen Finish in another tab. It takes the words that were kept "
                     "under that code out of this browser.")).to_be_visible()
    expect(said(two, "Kept in this browser.")).to_have_count(0)
    box(two).press_sequentially("B")
    expect(said(two, "Kept in this browser.")).to_be_visible()
    assert SECRET not in held(two) and "lamp-07" not in held(one)
    two.reload()
    expect(box(two)).to_have_value("B")


def test_finish_leaves_tabs_of_other_codes_alone(reader, served):
    one, two = (opened(reader, f"{served}/other/5.html") for _ in range(2))
    sit_down(one, "lamp-07")
    box(one).fill(SECRET)
    sit_down(two, "lamp-08")
    box(two).fill("Her words.")
    leave(one)
    box(two).press("End")
    box(two).press_sequentially(" More.")
    two.reload()
    expect(box(two)).to_have_value("Her words. More.")


def test_finish_without_a_code_counts_in_every_tab_without_one(reader, served):
    one, two = (opened(reader, f"{served}/other/5.html") for _ in range(2))
    box(one).fill(SECRET)
    box(two).fill(f"{SECRET}, too")
    leave(one)
    for page in (one, two):
        expect(box(page)).to_have_value("")
        expect(page.get_by_role("button", name="Bring them back")).to_have_count(0)
    assert SECRET not in held(two)


def test_nothing_of_who_leaves_stands_in_any_widget_of_any_tab(reader, served):
    one, two = (opened(reader, f"{served}/other/5.html") for _ in range(2))
    for page in (one, two):
        sit_down(page, "lamp-07")
        page.get_by_label("Your number, in kg").fill("17")
        page.get_by_role("button", name="Check my answer").click()
        expect(page.get_by_text("Your answer, 17 kg")).to_be_visible()
    opened(reader, f"{served}/other/4.html", one)
    box(one).fill(SECRET)
    two.get_by_role("button", name="Show my answer from lesson 4").click()
    expect(two.get_by_text(SECRET)).to_be_visible()
    leave(one)
    expect(two.get_by_text(SECRET)).to_have_count(0)
    expect(two.get_by_label("Your number, in kg")).to_have_value("")
    expect(two.get_by_text("17")).to_have_count(0)
    expect(two.get_by_text("Tried once.")).to_have_count(0)


def test_finish_counts_in_tabs_whose_browser_keeps_nothing(reader, served):
    reader.add_init_script("""
      Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
      IDBFactory.prototype.open = () => { throw new DOMException("", "SecurityError"); };
    """)
    one, two, three = (opened(reader, f"{served}/other/5.html") for _ in range(3))
    for page, code in ((one, "lamp-07"), (two, "lamp-07"), (three, "lamp-08")):
        sit_down(page, code)
        box(page).fill(f"{SECRET} of {code}")
        expect(said(page, "Not kept anywhere")).to_be_visible()
    leave(one)
    for page in (one, two):
        expect(box(page)).to_have_value("")
    expect(box(three)).to_have_value(f"{SECRET} of lamp-08")


def test_what_was_copied_as_text_goes_with_who_leaves(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    box(page).fill(SECRET)
    page.get_by_role("button", name="Copy all my answers as text").click()
    expect(page.get_by_label("All your answers as text")).to_have_value(
        re.compile(rf"\n\nIs it\?\n{SECRET}$"))
    leave(page)
    assert page.locator("textarea").evaluate_all("(all) => all.map((e) => e.value)") == ["", ""]


@pytest.mark.parametrize("lost", ["sessionStorage.clear()", "window.name = ''",
                                  "sessionStorage.clear(); window.name = ''"])
def test_after_finish_an_older_page_of_the_history_takes_nobodys_code(reader, served, lost):
    reader.add_init_script("navigator.locks?.request('x', () => new Promise(() => {}))")
    page = written_and_gone_on(reader, served)
    leave(page)
    page.evaluate(lost)
    page.go_back()
    assert not page.evaluate("window.isTheSame")  # who holds a lock is not kept: loaded anew
    page.locator("body[data-ready]").wait_for(state="attached")
    expect(page.get_by_text("Your words are kept without a code.")).to_be_visible()
    expect(box(page)).to_have_value("")


# Words typed before the code is taken ------------------------------------------------------------


def test_words_typed_before_the_code_come_along(reader, served):
    page = opened(reader, f"{served}/other/4.html")
    box(page).fill("In lesson four.")
    opened(reader, f"{served}/other/5.html", page)
    box(page).fill("Typed too soon.")
    sit_down(page, "lamp-07")
    expect(box(page)).to_have_value("Typed too soon.")
    expect(said(page, "What you typed before came along.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand in", exact=True).click()
    assert "Typed too soon." in download.value.path().read_text(encoding="utf-8")
    opened(reader, f"{served}/other/4.html", page)
    expect(box(page)).to_have_value("In lesson four.")
    nobody = opened(reader, f"{served}/other/5.html")
    expect(nobody.get_by_role("button", name="Bring them back")).to_have_count(0)
    assert '"Typed' not in held(nobody).replace('\\"', '"').split("lamp-07")[0]
    page.reload()
    expect(box(page)).to_have_value("In lesson four.")


def test_only_who_typed_in_this_tab_is_taken_along(reader, served):
    other = opened(reader, f"{served}/other/5.html")
    box(other).fill("Somebody else's.")
    page = opened(reader, f"{served}/other/5.html")
    sit_down(page, "lamp-07")
    expect(box(page)).to_have_value("")
    other.reload()
    expect(box(other)).to_have_value("Somebody else's.")


def test_what_came_along_is_newer_than_what_lay_under_the_code(reader, served):
    before = opened(reader, f"{served}/other/5.html")
    sit_down(before, "lamp-07")
    box(before).press_sequentially("Of last week, with many keys.")
    before.close()
    page = opened(reader, f"{served}/other/5.html")
    box(page).fill("Of today.")
    sit_down(page, "lamp-07")
    expect(box(page)).to_have_value("Of today.")
    page.get_by_text("Other versions (1)").click()
    expect(page.get_by_text("holds 6 words of")).to_be_visible()


def test_the_kernel_is_told_what_came_along(reader, served):
    page = opened(reader, f"{served}/other/notebook.html")
    box(page).fill("Typed too soon.")
    page.wait_for_function("sent.some((each) => each.type === 'keep')")
    sit_down(page, "lamp-07")
    [told] = page.evaluate("sent.filter((each) => each.type === 'take along')")
    assert told["code"] == "lamp-07"
    [along] = told["along"]
    assert (along["lesson"], along["item"], len(along["pages"])) == ("5", "crust", 1)
    page.evaluate("""models[3].tell("msg:custom", {
        type: "not taken along", code: "lamp-07", reason: "the disk is full" })""")
    expect(said(page, "in the file without a code: the disk is full.")).to_be_visible()


# Where a tab loses what it knew ------------------------------------------------------------------

SESSION, STATE, NAME = ("sessionStorage.clear();", "history.replaceState(null, '');",
                        "window.name = '';")


@pytest.mark.parametrize("place", ["file", "http"])
@pytest.mark.parametrize("lost", [SESSION, SESSION + STATE, SESSION + NAME, STATE + NAME])
@pytest.mark.parametrize("code", ["", "lamp-07"])
def test_words_stand_again_as_long_as_one_place_knows_the_visit(reader, served, folder, place,
                                                                lost, code):
    address = {"http": served, "file": folder.as_uri()}[place]
    page = opened(reader, f"{address}/other/5.html")
    if code:
        sit_down(page, code)
    box(page).fill("All of it.")
    page.evaluate(lost)
    page.reload()
    expect(box(page)).to_have_value("All of it.")
    expect(page.get_by_text(f"Your words are kept {'under ' + code if code else 'without'}"
                            )).to_be_visible()


def test_no_word_stands_in_a_history_or_a_windows_name(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    sit_down(page, "lamp-07")
    box(page).fill(SECRET)
    held = page.evaluate("JSON.stringify([history.state, window.name, { ...sessionStorage }])")
    assert "lamp-07" in held and "Secret" not in held


def test_a_windows_name_and_a_history_that_are_not_ours_stay(reader, served):
    page = opened(reader, f"{served}/other/4.html")
    page.evaluate("window.name = 'lms'; history.replaceState({ theirs: 1 }, '')")
    box(page).fill("Mine.")
    assert page.evaluate("[window.name, history.state.theirs]") == ["lms", 1]
    opened(reader, f"{served}/other/notebook.html", page)
    page.evaluate("window.name = ''; history.replaceState(null, '')")
    box(page).fill("Mine.")  # a notebook program's own
    assert page.evaluate("[window.name, history.state]") == ["", None]


def test_where_all_is_lost_words_without_a_code_are_offered(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    box(page).fill("All of it.")
    page.evaluate(SESSION + STATE + NAME)
    page.reload()
    expect(page.get_by_text("This browser holds 3 words of")).to_be_visible()
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value("All of it.")


def test_where_all_is_lost_a_code_is_named_and_its_words_wait_for_it(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    sit_down(page, "lamp-07")
    box(page).fill(SECRET)
    page.evaluate(SESSION + STATE + NAME)
    page.reload()
    named = page.get_by_text("This browser holds words under a code: lamp-07 (")
    expect(named).to_be_visible()
    assert SECRET not in page.locator("main").inner_text()
    assert axe.faults(page) == []
    sit_down(page, "lamp-07")
    expect(named).to_have_count(0)
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value(SECRET)


# Two copies of a set at one host -----------------------------------------------------------------


def test_two_copies_at_one_host_share_no_words_and_lessons_of_one_copy_do(reader, served):
    page = opened(reader, f"{served}/one%20class/5.html")
    sit_down(page, "lamp-07")
    box(page).fill("Of one class.")
    other = opened(reader, f"{served}/other/5.html")
    sit_down(other, "lamp-07")
    expect(box(other)).to_have_value("")
    expect(other.get_by_role("button", name="Bring them back")).to_have_count(0)
    one_file = opened(reader, f"{served}/one%20class/one-file/5.html", page)
    expect(box(one_file)).to_have_value("Of one class.")
    page.get_by_role("button", name="Show my answer from lesson 4").click()
    expect(page.get_by_text("No answer of yours to this was found")).to_be_visible()
    opened(reader, f"{served}/one%20class/4.html", page)
    box(page).fill("In lesson four.")
    opened(reader, f"{served}/one%20class/one-file/5.html", page)
    page.get_by_role("button", name="Show my answer from lesson 4").click()
    expect(page.get_by_text("In lesson four.")).to_be_visible()
    box(other).fill("Of the other.")
    leave(other)
    page.reload()
    expect(box(page)).to_have_value("Of one class.")


def test_words_under_an_old_key_are_offered_and_not_moved(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    old = "seminar/bakery/5/crust/lamp-07"
    page.evaluate("([key, versions]) => localStorage.setItem(key, versions)", [old, json.dumps([
        {"text": "Of before.", "verb": "", "revision": 9, "day": "2001-07-10", "page": "x",
         "asked": "Is it?"}])])
    sit_down(page, "lamp-07")
    expect(box(page)).to_have_value("")
    expect(page.get_by_text("in another copy of these lessons")).to_be_visible()
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value("Of before.")
    assert "Of before." in page.evaluate("(key) => localStorage.getItem(key)", old)
    leave(page)
    assert "Of before." not in held(page)


def test_a_notebooks_words_and_those_of_a_folder_have_the_sets_name_alone(reader, served, folder):
    for address in (f"{served}/other/notebook.html", f"{folder.as_uri()}/other/5.html"):
        page = opened(reader, address)
        box(page).fill("Mine.")
        assert page.evaluate("localStorage.getItem('seminar/bakery/5/crust/')")


def test_the_desk_says_who_can_read_the_words_of_a_page_from_a_disk(reader, served, folder):
    sentence = "any other page that is opened from there can read"
    page = opened(reader, f"{folder.as_uri()}/other/5.html")
    page.get_by_text("Take back a handed-in file, and what is kept where").click()
    expect(page.get_by_text(sentence)).to_be_visible()
    page = opened(reader, f"{served}/other/5.html", page)
    expect(page.get_by_text(sentence)).to_have_count(0)


# Stores that are full, slow, or hold another tab's words -----------------------------------------

#: Sits at the head of a page: localStorage takes no words, as where it is full or forbidden.
FULL = """
const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (this === localStorage && value.startsWith("[{")) throw new DOMException("", "QuotaExceeded");
  return set.call(this, key, value);
};
"""
#: The deep store opens only when the test says so.
SLOW = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...asked) {
  const late = {};
  window.openNow = () => {
    const real = open.apply(this, asked);
    for (const event of ["onupgradeneeded", "onsuccess", "onerror"]) {
      real[event] = () => { late.result = real.result; late[event]?.(); };
    }
  };
  return late;
};
"""
#: What lies in the deep store under a key, oldest first.
DEEP = """async (key) => {
  const asked = indexedDB.open("seminar", 1);
  await new Promise((resolve) => (asked.onsuccess = resolve));
  const kept = asked.result.transaction("kept").objectStore("kept").get(key);
  await new Promise((resolve) => (kept.onsuccess = resolve));
  asked.result.close();
  return (kept.result ?? []).map((each) => each.text).reverse();
}"""


def address(folder):
    return f"{folder.as_uri()}/other/5.html"


def deep(page):
    return page.evaluate(DEEP, "seminar/bakery/5/crust/")


def test_two_tabs_whose_near_store_is_full_delete_nothing_of_each_other(reader, folder):
    reader.add_init_script(FULL)
    one, two = (opened(reader, address(folder)) for _ in range(2))
    for page, words in ((one, "What the first wrote."), (two, "The second."), (one, ""), (two, "")):
        box(page).press("End")
        box(page).press_sequentially(f"{words} More.")
        expect(said(page, "Kept in this browser.")).to_be_visible()
    assert sorted(deep(one)) == ["The second. More. More.", "What the first wrote. More. More."]


def test_a_full_near_store_keeps_what_another_tab_put_there(reader, folder):
    one = opened(reader, address(folder))
    box(one).fill("What the first wrote.")
    reader.add_init_script(FULL)
    two = opened(reader, address(folder))
    box(two).fill("The second.")
    expect(said(two, "Kept in this browser.")).to_be_visible()
    one.reload()
    box(one).press("End")
    box(one).press_sequentially(" More.")
    expect(said(one, "Kept in this browser.")).to_be_visible()
    assert sorted(deep(two)) == ["The second.", "What the first wrote. More."]


def held_deep_alone(reader, folder):
    """Words that only the deep store has, as after a killed browser, which opens late now."""
    page = opened(reader, address(folder))
    box(page).fill("Only the deep store has it.")
    page.wait_for_function(f"({DEEP})('seminar/bakery/5/crust/').then((kept) => kept.length)")
    page.evaluate("localStorage.clear()")
    page.close()
    reader.add_init_script(SLOW)
    page = opened(reader, address(folder))
    page.wait_for_function("seminarKept.late")
    return page


def test_a_deep_store_that_opens_late_is_merged(reader, folder):
    page = held_deep_alone(reader, folder)
    box(page).press_sequentially("Typed before it came.")
    page.evaluate("openNow()")
    page.get_by_text("Other versions (1)").click()
    expect(page.get_by_text("This browser holds 6 words of")).to_be_visible()
    page.wait_for_function("!seminarKept.writing.size")
    page.evaluate("delete IDBFactory.prototype.open")
    kept = page.evaluate("""async () => {
        const store = await seminarKept.database;
        const asked = store.transaction("kept").objectStore("kept").get("seminar/bakery/5/crust/");
        await new Promise((resolve) => (asked.onsuccess = resolve));
        return asked.result.map((each) => each.text);
    }""")
    assert sorted(kept) == ["Only the deep store has it.", "Typed before it came."]


def test_a_deep_store_that_opens_late_is_offered_where_nothing_was_typed(reader, folder):
    page = held_deep_alone(reader, folder)
    page.evaluate("openNow()")
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value("Only the deep store has it.")


def test_finish_does_not_say_gone_while_a_store_does_not_answer(reader, folder):
    page = held_deep_alone(reader, folder)
    finish = page.get_by_role("button", name="Finish", exact=True)
    finish.click()
    page.get_by_role("button", name="Take my words off this computer").click()
    expect(said(page, "this browser’s second store does not answer")).to_be_visible()
    page.evaluate("openNow()")
    expect(page.get_by_role("button", name="Bring them back")).to_be_visible()
    leave(page)
    expect(page.get_by_role("button", name="Bring them back")).to_have_count(0)


@pytest.mark.parametrize("words", ["Twenty-three characters", "What was written at length. " * 20])
def test_a_text_that_another_takes_the_place_of_can_be_brought_back(reader, served, words):
    page = opened(reader, f"{served}/other/5.html")
    box(page).fill(words)
    box(page).press("ControlOrMeta+a")
    page.keyboard.insert_text("x" * (len(words) + 1))
    page.get_by_text("Other versions (1)").click()
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value(words)
    page.reload()
    expect(box(page)).to_have_value(words)
    box(page).press("ControlOrMeta+a")
    box(page).press_sequentially("Because")
    page.get_by_text("Other versions (2)").click()


def test_words_are_kept_again_after_the_browsers_data_were_cleared(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    box(page).fill("Before.")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    box(page).press("End")
    box(page).press_sequentially(" After.")
    page.reload()
    expect(box(page)).to_have_value("Before. After.")
    other = opened(reader, f"{served}/other/5.html")
    leave(other)
    expect(box(page)).to_have_value("")


def test_what_was_put_aside_stays_when_the_box_is_opened_again(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    sit_down(page, "lamp-07")
    box(page).fill("What was written at length.")
    box(page).press("ControlOrMeta+a")
    box(page).press_sequentially("Because")
    for code in ("lamp-08", "lamp-07"):
        sit_down(page, code)
    expect(box(page)).to_have_value("Because")
    box(page).press("End")
    box(page).press_sequentially(" of bread.")
    page.get_by_text("Other versions (1)").click()
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value("What was written at length.")


def test_a_page_that_back_brings_offers_what_was_typed_since(reader, served):
    page = opened(reader, f"{served}/other/4.html")
    page.evaluate("window.isTheSame = true")
    box(page).fill("At first.")
    opened(reader, f"{served}/other/4.html?again", page)
    box(page).fill("Later, elsewhere.")
    go_back(page)
    expect(box(page)).to_have_value("At first.")
    page.get_by_text("Other versions (1)").click()
    page.get_by_role("button", name="Bring them back").click()
    expect(box(page)).to_have_value("Later, elsewhere.")


def test_of_many_codes_the_newest_are_named(reader, served):
    page = opened(reader, f"{served}/other/5.html")
    for number in range(10, 20):
        sit_down(page, f"lamp-{number}")
        box(page).fill("Words.")
    page = opened(reader, f"{served}/other/5.html")
    expect(page.get_by_text("and 4 older. Is yours among them?")).to_be_visible()
