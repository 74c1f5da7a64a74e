"""What the folder for a class weighs and how fast it is, beside a plain nbconvert of each notebook.

    python bench/pages.py [loads]

Both are made from the same notebooks in the same run, and opened in turn from the disk, in a new
window, with the network cut. Times are medians by the page's own clock, which starts when the
browser turns to the page; asking the page from outside would add the pauses between two questions.

"Alive" is when our page is loaded, every widget in it answers to a key, and the next frame is
drawn. "Loaded" is when nbconvert's page is loaded and the next frame is drawn. That is not the same
work: nbconvert's page never has a living widget without a network, and the libraries that it asks
the network for fail at once. So ours does more, and a ratio of 1 is more than is to be expected.
Every window is new: nothing is kept from a page before, as it is when a reader goes on to the next.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser
from table import Measure, show

#: Runs in a page before its own scripts do. "WIDGETS" is put in: whether some have to come alive.
WATCH = """window.usable = new Promise((done, fail) => {
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  const alive = () => document.documentElement.dataset.widgets === "alive";
  addEventListener("load", () => {
    if (!WIDGETS || alive()) return drawn();
    new MutationObserver((_, watch) => { if (alive()) { watch.disconnect(); drawn(); } })
      .observe(document.documentElement, { attributes: true });
  });
  setTimeout(() => fail(new Error("not usable after 30 seconds")), 30_000);
});"""


def seconds(*command):
    begun = time.perf_counter()
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    return time.perf_counter() - begun


def load_once(chromium, file, alive):
    """Milliseconds until a page is there, in a new window; ``alive``: and its widgets with it."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.add_init_script(WATCH.replace("WIDGETS", "true" if alive else "false"))
    page.goto(file.as_uri())
    taken = page.evaluate("window.usable")
    context.close()
    return taken


def measured(loads=9):
    """The folder's size and building time, and size and load of each lesson's page."""
    notebooks = sorted((browser.ROOT / "notebooks").glob("[0-9]*.ipynb"))
    with tempfile.TemporaryDirectory() as work, browser.chromium() as chromium:
        ours, plain = Path(work) / "site", Path(work) / "plain"
        built = seconds(browser.ROOT / "site" / "build.py", ours)
        converted = seconds("-m", "nbconvert", "--to", "html", "--execute", "--output-dir", plain,
                            *notebooks)
        yield Measure("all pages built", "s", built, converted, "nbconvert", most_ratio=1)
        files = [file for file in ours.rglob("*") if file.is_file()]
        yield Measure("the folder", "kB", kb(*files), most=20_000)
        yield Measure("of it shared by all pages", "kB",
                      kb(*(file for file in files if "_static" in file.parts)))
        for notebook in notebooks:
            lesson = f"lesson {notebook.stem[:2]}"
            page = ours / f"{notebook.stem}.html"
            one = ours / "one-file" / f"lesson-{notebook.stem[:2]}.html"
            other = plain / f"{notebook.stem}.html"
            times = {file: [] for file in (page, one, other)}
            for file in [*times] * loads:  # in turn, so that a busy moment meets all of them
                times[file].append(load_once(chromium, file, file != other))
            page_ms, one_ms, other_ms = map(statistics.median, times.values())
            yield Measure(f"{lesson}, its page", "kB", kb(page), kb(other), "nbconvert",
                          most_ratio=1)
            yield Measure(f"{lesson}, in one file", "kB", kb(one), kb(other), "nbconvert")
            yield Measure(f"{lesson}, page alive", "ms", page_ms, other_ms, "nbconvert, loaded")
            yield Measure(f"{lesson}, one file alive", "ms", one_ms, other_ms, "nbconvert, loaded")


def kb(*files):
    return sum(file.stat().st_size for file in files) / 1000


if __name__ == "__main__":
    show(measured(*map(int, sys.argv[1:])))
