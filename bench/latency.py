"""How long a step of the timeline takes, beside the same picture drawn by matplotlib with interact.

    python bench/latency.py

Both stand in one notebook in a real JupyterLab in a real Chromium. A step is one press of an arrow
key. "Script" is the time the page's script runs, "paint" the time until the next frame is drawn;
for interact it is the time until its new picture is on the page. Messages are those that the page
sends to the kernel. Thirty steps follow one another at once, as when the slider is dragged; some of
interact's pictures are then never drawn.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser  # noqa: E402
from table import Measure, show  # noqa: E402

STEPS = 15
DRAG = 30
TIMELINE = next(
    "".join(cell["source"])
    for cell in json.loads((browser.ROOT / "notebooks" / "05_from_one_mine_to_a_country.ipynb")
                           .read_text(encoding="utf-8"))["cells"]
    if "this.timeline(" in "".join(cell["source"]))
CELLS = [
    "from seminar import lesson, table\nfrom seminar import maps\nthis = lesson(5)", TIMELINE,
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
            script, *ours = timeline(page, sent)
            theirs = interact(page, sent)
    finally:
        lab.stop()
    whats = (("a step until it is painted", "ms"), (f"{DRAG} steps until painted", "ms"),
             (f"messages to the kernel, {STEPS} steps", ""))
    return [Measure("script of a step of the timeline", "ms", script, most=16),
            *(Measure(*what, mine, other, "interact") for what, mine, other in zip(whats, ours, theirs))]


def timeline(page, sent):
    slider = page.locator(".seminar input[type=range]")
    slider.evaluate(STEP)
    before = len(sent)
    steps = [slider.evaluate(STEP) for _ in range(STEPS)]
    messages = len(sent) - before
    drag = slider.evaluate(f"""async (range) => {{
      const begun = performance.now();
      for (let i = 0; i < {DRAG}; i += 1) await ({STEP})(range);
      return performance.now() - begun;
    }}""")
    script, paint = (statistics.median(each) for each in zip(*steps))
    return script, paint, drag, messages


def interact(page, sent):
    """The slider moved by its keyboard; a step is done when the picture is another one."""
    handle = page.locator(".noUi-handle")
    watch = """() => { window.drawn = 0; new MutationObserver((changes) => {
      if (changes.some((c) => [...c.addedNodes].some((n) => n.querySelector?.("img") || n.tagName === "IMG"))) {
        window.drawn += 1; window.last = performance.now(); }
    }).observe(document.body, { childList: true, subtree: true }); }"""
    page.evaluate(watch)
    before, times = len(sent), []
    for _ in range(STEPS):
        count = page.evaluate("window.drawn")
        begun = time.perf_counter()
        handle.press("ArrowRight")
        page.wait_for_function(f"window.drawn > {count}", polling="raf")
        times.append((time.perf_counter() - begun) * 1000)
    messages = len(sent) - before
    handle.press("Home")
    time.sleep(2)
    begun = page.evaluate("performance.now()")
    handle.focus()
    for step in range(DRAG):
        page.keyboard.press("ArrowRight" if step < 8 or step % 2 else "ArrowLeft")
    time.sleep(8)
    drag = page.evaluate("window.last") - begun
    return statistics.median(times), drag, messages


if __name__ == "__main__":
    show(measured())
