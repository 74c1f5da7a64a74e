"""What the folder for a class weighs and how fast it is, beside a plain nbconvert of each notebook.

    python bench/site.py [loads]

Both are made from the same notebooks in the same run. "Load" is the median time from asking for a
page on the disk, with the network cut, until it is loaded and its widgets are alive; nbconvert's
page has no living widgets without a network, so its load is only that of the page.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser  # noqa: E402

ALIVE = "html[data-widgets=alive]"


def seconds(*command):
    begun = time.perf_counter()
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    return time.perf_counter() - begun


def load(chromium, file, loads, alive):
    """Milliseconds until a page is there, the median of several new windows."""
    taken = []
    for _ in range(loads):
        context = chromium.new_context(offline=True)
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(file.as_uri())
        if alive:
            page.locator(ALIVE).wait_for(state="attached")
        taken.append((time.perf_counter() - begun) * 1000)
        context.close()
    return statistics.median(taken)


def main(loads=7):
    notebooks = sorted((browser.ROOT / "notebooks").glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as work, browser.chromium() as chromium:
        ours, plain = Path(work) / "site", Path(work) / "plain"
        built = seconds(browser.ROOT / "site" / "build.py", ours)
        converted = seconds("-m", "nbconvert", "--to", "html", "--execute", "--output-dir", plain,
                            *notebooks)
        print(f"Build: {built:.1f} s for all; nbconvert {converted:.1f} s; ratio {built / converted:.2f}")
        files = [file for file in ours.rglob("*") if file.is_file()]
        shared = [file for file in files if "_static" in file.parts]
        kb = {name: sum(file.stat().st_size for file in which) / 1000
              for name, which in (("all", files), ("shared", shared))}
        print(f"The folder: {kb['all']:.0f} kB in {len(files)} files, shared assets {kb['shared']:.0f} kB")
        print(f"{'page':34}{'kB':>7}{'pictures':>9}{'one file':>9}{'nbconvert':>10}"
              f"{'load ms':>9}{'one file':>9}{'nbconvert':>10}{'ratio':>7}")
        for notebook in notebooks:
            page = ours / f"{notebook.stem}.html"
            one = ours / "one-file" / f"lesson-{notebook.stem[:2]}.html"
            other = plain / f"{notebook.stem}.html"
            sizes = [file.stat().st_size / 1000 for file in (page, one, other)]
            text = page.read_text(encoding="utf-8")
            pictures = sum(map(len, re.findall(r"data:image[^\"]*", text))) / 1000
            times = [load(chromium, page, loads, True), load(chromium, one, loads, True),
                     load(chromium, other, loads, False)]
            print(f"{notebook.stem:34}{sizes[0]:>7.0f}{pictures:>9.0f}{sizes[1]:>9.0f}{sizes[2]:>10.0f}"
                  f"{times[0]:>9.0f}{times[1]:>9.0f}{times[2]:>10.0f}{times[0] / times[2]:>7.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
