"""Types answers into a real JupyterLab in a Chromium, breaks something, and counts what is lost.

    python bench/torture.py               every fault eight times
    python bench/torture.py 1 kernel      every fault whose name holds "kernel", once
    python bench/torture.py reloads 500   a page from a disk, reloaded so often

The faults of torture_pages.py befall a page that no kernel stands behind. A run types a text of
some 200 characters; the fault comes somewhere in it. Then a new page, or what is left of the old
one, shows what can be had again, by the reader's own means: what is in the box, and what the button
"Bring them back" brings. Lost is every character of what stood in the box that is missing there.
Elsewhere are keys that never came to the box: a dialog of JupyterLab's had opened and took them, in
the reader's sight.
"""

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from playwright.sync_api import Error, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser
import torture_pages
from typist import Typist, lost

LESSON, PROMPT = 5, "how-it-travelled"
ASKED = "How did the strike travel"


class Desk(Typist):
    """One reader: a copy of the project, a server, a browser with storage that outlives it."""

    def __init__(self, seed, mounted=False, script=None, moving_clock=False):
        super().__init__(seed)
        self.folder = browser.copy_of_the_project(Path(tempfile.mkdtemp(prefix="torture-")))
        self.mounted = mounted
        if mounted:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs",
                            str(self.folder / "answers")], check=True)
        self._write_notebook()
        self.lab = browser.Lab(self.folder, **(self._moving_clock() if moving_clock else {}))
        self.playwright = sync_playwright().start()
        self.script = script
        self.context = None

    def _write_notebook(self):
        """A notebook of one answer box, so that a run takes seconds."""
        cell = {"cell_type": "code", "id": "box", "metadata": {}, "outputs": [],
                "execution_count": None,
                "source": f'from seminar import lesson\nlesson({LESSON}).discuss("{PROMPT}")'}
        notebook = {"cells": [cell], "nbformat": 4, "nbformat_minor": 5,
                    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}}
        (self.folder / "notebooks" / "box.ipynb").write_text(json.dumps(notebook))

    def _moving_clock(self):
        """What a server and its kernels need so that ``set_clock`` can move their clocks."""
        library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
        if library is None:
            raise FileNotFoundError(
                "libfaketime was not found; on Debian: sudo apt install faketime")
        self.set_clock("+0")
        return {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(self.folder / ".clock"),
                "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def set_clock(self, offset):
        (self.folder / ".clock").write_text(offset)

    def open_browser(self):
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder / ".browser"), args=["--no-sandbox"],
            executable_path=browser.program())
        if self.script:
            self.context.add_init_script(self.script)
        self.page = self.context.pages[0]
        self.open_lesson()

    def open_lesson(self, page=None):
        """Opens the notebook and runs it, as a reader who comes back does."""
        page = page or self.page
        page.goto(self.lab.address("box.ipynb"))
        browser.run_all(page)
        self.box(page).get_by_label("Your answer").wait_for()

    def box(self, page=None):
        page = page or self.page
        return page.locator(".seminar", has=page.get_by_text(ASKED)).last

    def close(self):
        if self.context:
            with suppress(Error):
                self.context.close()
        self.playwright.stop()
        self.lab.stop()
        if self.mounted:
            subprocess.run(["umount", str(self.folder / "answers")], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    # What else a fault needs

    def browser_process(self):
        """The browser's own process, found by the folder it keeps its storage in."""
        for process in psutil.process_iter(["cmdline"]):
            line = process.info["cmdline"] or []
            if (f"--user-data-dir={self.folder / '.browser'}" in line
                    and "--type=" not in " ".join(line)):
                return process
        raise LookupError("the browser's process")

    def answer_dialogs(self):
        dialog = self.page.locator("dialog.jp-Dialog")
        with suppress(Error):
            dialog.locator(".jp-mod-accept").click(timeout=8_000)


# The faults: each types, breaks something, and returns what the reader has again ------------------


def kernel_killed(desk):
    desk.type(desk.draw.randint(60, 140))
    desk.lab.kill_kernels()
    desk.answer_dialogs()
    desk.type(60)
    desk.open_lesson()
    return desk.shown()


def server_killed(desk):
    desk.type(desk.draw.randint(60, 140))
    desk.lab.stop()
    desk.type(60)
    port = desk.lab.port
    desk.lab = browser.Lab(desk.folder, port)
    desk.open_lesson()
    return desk.shown()


def page_reloaded(desk):
    desk.type(desk.draw.randint(60, 200))
    desk.open_lesson()
    return desk.shown()


def tab_closed(desk):
    desk.type(desk.draw.randint(60, 200))
    page = desk.context.new_page()
    desk.page.close()
    desk.page = page
    desk.open_lesson()
    return desk.shown()


def cell_run_again(desk):
    desk.type(desk.draw.randint(60, 140))
    desk.page.get_by_role("menuitem", name="Run", exact=True).click()
    desk.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    time.sleep(1.5)
    desk.type(40)
    return desk.shown()


def kernel_restarted(desk):
    desk.type(desk.draw.randint(60, 140))
    desk.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    desk.page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    desk.answer_dialogs()
    time.sleep(2.5)
    desk.type(40)
    return desk.shown()


def two_tabs(desk):
    """Both type by turns; each text counts on its own, and the worse one is reported."""
    other = desk.context.new_page()
    desk.open_lesson(other)
    texts = {desk.page: "", other: ""}
    for _ in range(3):
        for page in texts:
            page.bring_to_front()
            desk.type(35, page)
            texts[page] = desk.typed
    other.close()
    desk.open_lesson()
    found = desk.versions()
    worst = max(texts.values(), key=lambda text: min(lost(text, each) for each in found))
    desk.typed = worst
    return min(found, key=lambda each: lost(worst, each))


def disk_full(desk):
    desk.type(80)
    time.sleep(0.6)
    with suppress(OSError), open(desk.folder / "answers" / "filler", "wb") as filler:
        while True:
            filler.write(b"x" * 512)
            filler.flush()
    desk.type(100)
    status = desk.box().get_by_role("status").filter(has_text="Not saved to disk")
    expect(status).to_have_text("Not saved to disk: the disk is full; still kept in this browser.")
    desk.open_lesson()
    return desk.shown()


def folder_read_only(desk):
    desk.type(80)
    time.sleep(0.6)
    answers = desk.folder / "answers"
    subprocess.run(["mount", "-o", "remount,ro", str(answers)], check=True)
    desk.type(100)
    status = desk.box().get_by_role("status").filter(has_text="Not saved to disk")
    expect(status).to_contain_text("the folder answers/ cannot be written")
    desk.open_lesson()
    return desk.shown()


def clock_moved_back(desk):
    desk.type(80)
    desk.page.clock.set_system_time("2020-01-01T12:00:00")
    desk.set_clock("-6y")
    desk.type(100)
    time.sleep(1)
    before = f"{time.gmtime().tm_year - 5}"
    assert desk.lab.ask("/api/kernels")[0]["last_activity"] < before, "the clock was not moved"
    desk.open_lesson()
    return desk.shown()


def machine_asleep(desk):
    desk.type(80)
    server = psutil.Process(desk.lab.process.pid)
    family = [server, *server.children(recursive=True)]
    for process in family:
        process.send_signal(signal.SIGSTOP)
    desk.type(60)
    time.sleep(4)
    for process in family:
        process.send_signal(signal.SIGCONT)
    desk.type(40)
    desk.open_lesson()
    return desk.shown()


def storage_full(desk):
    desk.page.evaluate("""() => {
        const block = "x".repeat(100000);
        try { for (let i = 0; ; i += 1) localStorage.setItem(`filler${i}`, block); } catch { }
        try {
          for (let i = 0; ; i += 1) localStorage.setItem(`small${i}`, "x".repeat(100));
        } catch { }
    }""")
    desk.type(180)
    time.sleep(0.5)
    desk.open_lesson()
    return desk.shown()


def storage_forbidden(desk):
    desk.type(180)
    time.sleep(0.6)  # PAUSE, and the kernel's writing: there is no other place
    desk.open_lesson()
    return desk.shown()


def browser_killed(desk):
    desk.type(desk.draw.randint(100, 200))
    desk.browser_process().kill()
    time.sleep(1)
    desk.open_browser()
    return desk.shown()


def browser_killed_with_dead_kernel(desk):
    desk.type(40)
    desk.lab.kill_kernels()
    desk.answer_dialogs()
    desk.type(desk.draw.randint(80, 160))
    for file in (desk.folder / "answers").glob("*.md"):
        file.unlink()  # only the browser has it
    desk.browser_process().kill()
    time.sleep(1)
    desk.open_browser()
    return desk.shown()


# Only for us: JupyterLab itself does not start where a browser forbids all storage.
FORBID = """
const denied = () => { throw new DOMException("denied", "SecurityError"); };
for (const deed of ["getItem", "setItem"]) {
  const real = Storage.prototype[deed];
  Storage.prototype[deed] = function (key, ...rest) {
    return String(key).startsWith("seminar") ? denied() : real.call(this, key, ...rest);
  };
}
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, ...rest) {
  return name === "seminar" ? denied() : open.call(this, name, ...rest);
};
"""
#: Fault -> what a desk needs for it.
FAULTS = {
    kernel_killed: {}, server_killed: {}, page_reloaded: {}, tab_closed: {}, cell_run_again: {},
    kernel_restarted: {}, two_tabs: {}, disk_full: {"mounted": True},
    folder_read_only: {"mounted": True}, clock_moved_back: {"moving_clock": True},
    machine_asleep: {},
    storage_full: {}, storage_forbidden: {"script": FORBID}, browser_killed: {},
    browser_killed_with_dead_kernel: {},
}


FAULTS |= torture_pages.FAULTS


@contextmanager
def desk_for(fault, seed):
    desk = (torture_pages.Page if fault in torture_pages.FAULTS else Desk)(seed, **FAULTS[fault])
    try:
        desk.open_browser()
        yield desk
    finally:
        desk.close()


def run(fault, seed):
    """One run: how many characters were typed, how many are lost, how many went elsewhere."""
    with desk_for(fault, seed) as desk:
        shown = fault(desk)
        return len(desk.typed), lost(desk.typed, shown), desk.elsewhere


def main(times=8, word=""):
    print(f"{'fault':34}{'runs':>6}{'typed':>8}{'lost':>6}{'worst run':>11}{'elsewhere':>11}")
    total = 0
    for fault in (each for each in FAULTS if word in each.__name__):
        runs = []
        for seed in range(times):
            try:
                runs.append(run(fault, seed))
            except Exception as error:  # a run that could not be done is said, and not counted
                print(f"  {fault.__name__}, run {seed}: {str(error).splitlines()[0][:90]}")
        total += len(runs)
        if runs:
            typed, gone, elsewhere = map(sum, zip(*runs))
            print(f"{fault.__name__:34}{len(runs):>6}{typed:>8}{gone:>6}"
                  f"{max(each[1] for each in runs):>11}{elsewhere:>11}", flush=True)
    print(f"{total} runs")


if __name__ == "__main__":
    given = [int(each) if each.isdigit() else each for each in sys.argv[1:]]
    if given[:1] == ["reloads"]:
        torture_pages.reloads(*given[1:])
    else:
        main(*given)
