"""How long a step of the timeline takes, beside the same picture drawn by matplotlib with interact.

    python bench/latency.py

Both stand in one notebook in a real JupyterLab in a real Chromium, and take their steps in turn. A
step is one press of an arrow key. "Script" is the time the page's script runs, "paint" the time
until the next frame is drawn; for interact it is the time until its new picture is on the page.
Messages are those that the page sends to the kernel. Thirty steps follow one another at once, as
when the slider is dragged; some of interact's pictures are then never drawn.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser
import host
import pandas as pd
from table import Measure, show
from the_lesson import NOTEBOOK, NUMBER

from seminar import table
from seminar.widgets.timeline import timeline

STEPS = 15
DRAGS = 3
DRAG = 30
SETTLE = 5  # seconds without a new picture after which interact has drawn its last
CODE = [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"]
#: The section of the lesson that shows the timeline, in one cell or several.
SECTION = next(cell["metadata"]["seminar"]["section"] for cell in CODE
               if "this.timeline(" in "".join(cell["source"]))
TIMELINE = ["".join(cell["source"]) for cell in CODE
            if cell["metadata"]["seminar"]["section"] in ("Tables", SECTION)]
CELLS = [
    f"from seminar import lesson, table\nfrom seminar.page import maps\nthis = lesson({NUMBER})",
    *TIMELINE,
    """%matplotlib inline
import ipywidgets, matplotlib.pyplot as plt, pandas as pd
reports = table("strike_spread").merge(table("places"), on="place_id")
days = sorted(reports["date"].unique())
def draw(day):
    fig, ax = plt.subplots(figsize=(7.6, 4.7))
    land = maps.frame(width=760)
    land.draw(ax)
    for row in reports[(reports["date"] <= days[day]) & reports["lat"].notna()].itertuples():
        ax.plot(*land.place(row.lon, row.lat), "o")
    ax.set_title(f"{days[day]:%d %B}")
    plt.show()
ipywidgets.interact(draw, day=ipywidgets.IntSlider(0, 0, len(days) - 1));""",
]
STEP = """(range) => new Promise((done) => {
  const begun = performance.now();
  range.value = (Number(range.value) + 1) % (Number(range.max) + 1);
  range.dispatchEvent(new Event("input", { bubbles: true }));
  const script = performance.now() - begun;
  requestAnimationFrame(() => setTimeout(() => done([script, performance.now() - begun])));
})"""

DRAGGED = f"""async (range) => {{
  const begun = performance.now();
  for (let i = 0; i < {DRAG}; i += 1) await ({STEP})(range);
  return performance.now() - begun;
}}"""
#: Counts interact's pictures, and notes when the last of them came.
WATCH = """() => { window.drawn = window.last = 0; new MutationObserver((changes) => {
  const pictures = (node) => node.tagName === "IMG" || node.querySelector?.("img");
  if (changes.some((change) => [...change.addedNodes].some(pictures))) {
    window.drawn += 1; window.last = performance.now(); }
}).observe(document.body, { childList: true, subtree: true }); }"""


def measured():
    """The measures of the timeline's steps, beside interact's."""
    lab = browser.Lab(browser.copy_of_the_project(Path(tempfile.mkdtemp(prefix="latency-"))))
    notebook = {"nbformat": 4, "nbformat_minor": 5,
                "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
                "cells": [{"cell_type": "code", "id": f"c{number}", "metadata": {}, "outputs": [],
                           "execution_count": None, "source": source}
                          for number, source in enumerate(CELLS)]}
    (lab.folder / "notebooks" / "latency.ipynb").write_text(json.dumps(notebook))
    try:
        with browser.chromium() as chromium:
            page = chromium.new_page(viewport={"width": 1280, "height": 1600})
            sent = []
            page.on("websocket", lambda socket: socket.on(
                "framesent", lambda frame: sent.append(frame)))
            page.goto(lab.address("latency.ipynb"))
            browser.run_all(page)
            page.locator(".jp-OutputArea-output img").last.wait_for()
            time.sleep(2)
            slider = page.locator(".seminar input[type=range]")
            handle = page.locator(".noUi-handle")
            slider.evaluate(STEP)
            page.evaluate(WATCH)
            (steps, ours_sent), (pictures, theirs_sent) = in_turn(
                page, sent, STEPS, lambda: slider.evaluate(STEP), lambda: picture(page, handle))
            (drags, _), (their_drags, _) = in_turn(
                page, sent, DRAGS, lambda: slider.evaluate(DRAGGED), lambda: drag(page, handle))
            long, short = (strip(chromium, rows) for rows in (1000, 20))
            (long_steps, _), (short_steps, _) = in_turn(
                page, sent, STEPS, lambda: long.evaluate(STEP), lambda: short.evaluate(STEP))
    finally:
        lab.stop()
    script, paint = map(statistics.median, zip(*steps))
    yield Measure("script of a step of the timeline", "ms", script, most=16)
    yield Measure("a step until it is painted", "ms", paint, statistics.median(pictures),
                  "interact", most_ratio=0.1)
    yield Measure(f"{DRAG} steps until painted", "ms", statistics.median(drags),
                  statistics.median(their_drags), "interact")
    (long_script, _), (short_script, _) = (
        map(statistics.median, zip(*each)) for each in (long_steps, short_steps))
    yield Measure("script of a step, 1,000 events", "ms", long_script, short_script, "20 events",
                  most=16)
    yield Measure(f"messages to the kernel, {STEPS} steps", "", ours_sent, theirs_sent, "interact")


def strip(chromium, number):
    """The slider of a timeline of so many events: those of the chronology, again and again."""
    events = table("chronology")
    events = pd.concat([events] * (number // len(events) + 1)).head(number)
    words = {"title": "Events", "alt": "Events", "caption": "Events"}
    page = host.page_with(chromium, timeline(events, words, strand="strand"), kernel="dead")
    return page.get_by_role("slider")


def in_turn(page, sent, times, *ways):
    """For each way what it returned, some times, and how many messages it sent in all.

    One after the other, so that a busy moment of the computer meets all of them.
    """
    returned, messages = [[] for _ in ways], [0 for _ in ways]
    for _ in range(times):
        for number, way in enumerate(ways):
            before = len(sent)
            returned[number].append(way())
            page.wait_for_timeout(500)  # a message may come late
            messages[number] += len(sent) - before
    return zip(returned, messages)


def picture(page, handle):
    """Milliseconds of a step of interact: it is done when the picture is another one."""
    count = page.evaluate("window.drawn")
    begun = time.perf_counter()
    handle.press("ArrowRight")
    page.wait_for_function(f"window.drawn > {count}", polling="raf")
    return (time.perf_counter() - begun) * 1000


def drag(page, handle):
    """Milliseconds of many steps of interact at once, until the last of its pictures is there."""
    handle.press("Home")
    settle(page)
    begun = page.evaluate("performance.now()")
    for step in range(DRAG):
        page.keyboard.press("ArrowRight" if step < 8 or step % 2 else "ArrowLeft")
    settle(page)
    return page.evaluate("window.last") - begun


def settle(page):
    """Waits until there has been no new picture for a while."""
    page.wait_for_function(
        f"(since) => performance.now() - Math.max(since, window.last) > {SETTLE * 1000}",
        arg=page.evaluate("performance.now()"))


if __name__ == "__main__":
    show(measured())
