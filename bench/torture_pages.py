"""The faults of bench/torture.py that befall a page without a kernel, from a disk or a server.

The page has an answer box and a desk. The browser's cache for Back and Forward is on.
"""

import shutil
import tempfile
import threading
import time
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browser
import host
from playwright.sync_api import Error, expect, sync_playwright
from typist import Typist, lost

from seminar.lessons.model import Prompt
from seminar.widgets.answer import answer_box
from seminar.widgets.desk import Desk

#: localStorage takes no words, as where it is full.
FULL = """
const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (this === localStorage && value.startsWith("[{")) throw new DOMException("", "QuotaExceeded");
  return set.call(this, key, value);
};
"""
#: IndexedDB opens after four seconds, which is more than a page waits for.
SLOW = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...asked) {
  const late = {};
  setTimeout(() => {
    const real = open.apply(this, asked);
    for (const event of ["onupgradeneeded", "onsuccess", "onerror"]) {
      real[event] = () => { late.result = real.result; late[event]?.(); };
    }
  }, 4000);
  return late;
};
"""
NOTHING_KNOWN = "sessionStorage.clear(); history.replaceState(null, ''); window.name = '';"


def lesson(number):
    about = {"project": "bakery", "lesson": number, "title": "Bread"}
    items = [{"item": "crust", "kind": "prompt", "asked": "Is it?"}]
    return host.html(answer_box(Prompt("crust", "Is it?", "", ""), **about),
                     Desk(items=items, version="1", source="", item="", asked="", **about),
                     kernel="none")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Page(Typist):
    """One reader with two lessons in a folder. ``script``: what the browser does not do well."""

    def __init__(self, seed, script="", http=False):
        super().__init__(seed)
        self.folder = Path(tempfile.mkdtemp(prefix="torture-"))
        for number in (4, 5):
            (self.folder / f"{number}.html").write_text(lesson(number), encoding="utf-8")
        self.server = None
        self.place = self.folder.as_uri()
        if http:
            serving = partial(_Quiet, directory=self.folder)
            self.server = ThreadingHTTPServer(("127.0.0.1", 0), serving)
            threading.Thread(target=self.server.serve_forever, daemon=True).start()
            self.place = f"http://127.0.0.1:{self.server.server_port}"
        self.script = script
        self.playwright = sync_playwright().start()
        self.context = None

    def open_browser(self):
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder / ".browser"), args=["--no-sandbox"],
            executable_path=browser.program(),
            ignore_default_args=["--disable-back-forward-cache"])
        if self.script:
            self.context.add_init_script(self.script)
        self.page = self.context.pages[0]
        self.open_lesson()

    def open_lesson(self, page=None, number=5):
        page = page or self.page
        page.goto(f"{self.place}/{number}.html")
        self.ready(page)

    def ready(self, page=None):
        (page or self.page).locator("body[data-ready]").wait_for(state="attached")

    def box(self, page=None):
        page = page or self.page
        return page.locator(".seminar", has=page.get_by_label("Your answer", exact=True)).first

    def words(self, page=None):
        return self.box(page).get_by_label("Your answer", exact=True).input_value()

    def sit_down(self, code):
        self.page.get_by_label("Code from your teacher").fill(code)
        self.page.get_by_role("button", name="Use this code").click()

    def close(self):
        if self.context:
            with suppress(Error):
                self.context.close()
        self.playwright.stop()
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)


# The faults --------------------------------------------------------------------------------------


def back_and_on(page):
    """Types, follows a link, comes back to the page as it was left, types on, and reloads."""
    page.type(80)
    page.page.evaluate("window.isTheSame = true")
    page.page.goto(f"{page.place}/4.html")
    page.page.evaluate("() => { setTimeout(() => history.back()); }")
    page.page.wait_for_url("**/5.html", wait_until="commit")
    page.page.wait_for_function("window.isTheSame")
    page.type(80)
    page.page.reload()
    page.ready()
    return page.words()


def back_after_finish(page):
    """What another has typed is gone; what the next one types there stays."""
    page.sit_down("lamp-07")
    page.type(80)
    page.page.evaluate("window.isTheSame = true")
    page.page.goto(f"{page.place}/4.html")
    page.ready()
    page.page.get_by_role("button", name="Finish", exact=True).click()
    page.page.get_by_role("button", name="Take my words off this computer").click()
    expect(page.page.get_by_text("Your words are gone from this browser.")).to_be_visible()
    page.page.evaluate("() => { setTimeout(() => history.back()); }")
    page.page.wait_for_url("**/5.html", wait_until="commit")
    page.page.wait_for_function("window.isTheSame")
    assert page.words() == "", "the leaver's words stand there"
    page.type(80)
    page.page.reload()
    page.ready()
    return page.words()


def session_lost(page):
    page.type(page.draw.randint(60, 200))
    page.page.evaluate("sessionStorage.clear()")
    page.page.reload()
    page.ready()
    return page.words()


def all_of_a_tab_lost(page):
    """Whose code it was is asked; then the words are offered."""
    page.sit_down("lamp-07")
    page.type(page.draw.randint(60, 200))
    page.page.evaluate(NOTHING_KNOWN)
    page.page.reload()
    page.ready()
    expect(page.page.get_by_text("under a code: lamp-07")).to_be_visible()
    assert page.words() == "", "words are shown before the code"
    page.sit_down("lamp-07")
    page.box().get_by_role("button", name="Bring them back").wait_for()
    return page.shown()


def code_taken_late(page):
    page.type(page.draw.randint(60, 200))
    page.sit_down("lamp-07")
    page.page.reload()
    page.ready()
    return page.words()


def page_reloaded_at_once(page):
    page.type(page.draw.randint(60, 200))
    page.page.reload()
    page.ready()
    return page.words()


def by_turns(page):
    """Two tabs by turns; each text counts on its own, and the worse one is reported."""
    other = page.context.new_page()
    page.open_lesson(other)
    texts = {page.page: "", other: ""}
    for _ in range(3):
        for tab in texts:
            tab.bring_to_front()
            page.type(35, tab)
            texts[tab] = page.typed
    expect(other.get_by_text("Kept in this browser.")).to_be_visible()
    for tab in texts:
        tab.reload()
        page.ready(tab)
        page.box(tab).locator("details").wait_for()
    shown = {tab: page.words(tab) for tab in texts}
    worst = max(texts, key=lambda tab: lost(texts[tab], shown[tab]))
    page.typed = texts[worst]
    return shown[worst]


def near_store_full(page):
    page.type(page.draw.randint(100, 200))
    expect(page.page.get_by_text("Kept in this browser.")).to_be_visible()
    page.page.reload()
    page.ready()
    with suppress(AssertionError):
        expect(page.box().get_by_label("Your answer")).not_to_have_value("", timeout=3_000)
    return page.words()


def deep_store_late(page):
    """Only the deep store has what was typed; it opens late, and meanwhile somebody types on."""
    page.type(100)
    time.sleep(4.5)
    first = page.typed
    page.page.evaluate("localStorage.clear()")
    page.page.reload()
    page.ready()
    page.type(60)
    second = page.typed
    page.box().locator("details").wait_for()
    found = page.versions()
    worst = max((first, second), key=lambda text: min(lost(text, each) for each in found))
    page.typed = worst
    return min(found, key=lambda each: lost(worst, each))


def text_replaced(page):
    page.type(page.draw.randint(20, 200))
    first = page.typed
    page.page.keyboard.press("ControlOrMeta+a")
    page.page.keyboard.insert_text("x" * (len(first) + 1))
    found = page.versions()
    page.typed = first
    return min(found, key=lambda each: lost(first, each))


#: Fault -> what a page needs for it.
FAULTS = {
    back_and_on: {"http": True}, back_after_finish: {"http": True}, session_lost: {},
    all_of_a_tab_lost: {}, code_taken_late: {}, page_reloaded_at_once: {}, by_turns: {},
    near_store_full: {"script": FULL}, deep_store_late: {"script": SLOW}, text_replaced: {},
}


# A page from a disk, reloaded again and again ----------------------------------------------------


def reloads(times=500):
    """How often the browser loses the tab's sessionStorage, and what the box shows then."""
    page = Page(seed=1)
    gone = empty = unoffered = 0
    try:
        page.open_browser()
        for number in range(times):
            if number % 50 == 0:  # a fresh tab, with a code and without
                tab = page.context.new_page()
                page.page.close()
                page.page = tab
                page.open_lesson()
                page.sit_down(f"lamp-{number // 50:02}" if number % 100 else "")
            page.type(5)
            page.page.evaluate("sessionStorage.setItem('mark', '1')")
            page.page.reload()
            page.ready()
            gone += not page.page.evaluate("sessionStorage.getItem('mark')")
            if page.words() != page.typed:
                empty += 1
                time.sleep(0.5)
                unoffered += not page.box().get_by_role("button", name="Bring them back").count()
                page.shown()
    finally:
        page.close()
    print(f"{times} reloads: sessionStorage lost {gone} times, the box not as it was {empty} "
          f"times, {unoffered} of them without an offer")
