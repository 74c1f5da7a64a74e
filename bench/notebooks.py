"""How long each notebook runs in a fresh kernel, and how much memory its kernel takes at its peak.

    python bench/notebooks.py [times] [notebook]

Each stands beside a kernel that only imports pandas, matplotlib and anywidget; the two are run in
turn. "Work" is the kernel's own processor time, which a busy computer changes little: a class on
one server waits for the sum of it. Memory is the kernel's resident set at its highest (Linux). With
a word, only notebooks whose name holds it.
"""

import statistics
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from table import Measure, show

ROOT = Path(__file__).resolve().parent.parent
FLOOR = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(
    "import anywidget, matplotlib.figure, pandas")])
USED = """import time
peak = next(int(line.split()[1]) for line in open('/proc/self/status') if 'VmHWM' in line)
print(time.process_time(), peak // 1024)"""


def run(notebook):
    """Seconds from starting the kernel to the last cell's end, its work (s) and its peak (MB)."""
    notebook = nbformat.from_dict({**notebook, "cells": [*notebook.cells]})
    notebook.cells.append(nbformat.v4.new_code_cell(USED))
    client = NotebookClient(notebook, timeout=60,
                            resources={"metadata": {"path": str(ROOT / "notebooks")}})
    begun = time.perf_counter()
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
        seconds = time.perf_counter() - begun
    work, peak = notebook.cells[-1].outputs[0].text.split()
    return seconds, float(work), int(peak)


def measured(times=5, word=""):
    """Seconds, work and memory of every lesson: the median of some runs."""
    whats = ("alone", "s", 3), ("work", "s", None), ("peak", "MB", 160)
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        if word not in path.stem:
            continue
        notebook = nbformat.read(path, 4)
        # In turn, so that a busy moment of the computer meets both.
        runs = [(run(notebook), run(FLOOR)) for _ in range(times)]
        for (what, unit, most), ours, other in zip(whats, *map(medians, zip(*runs))):
            yield Measure(f"lesson {path.stem[:2]}, {what}", unit, ours, other, "imports alone",
                          most)


def medians(runs):
    return [statistics.median(each) for each in zip(*runs)]


if __name__ == "__main__":
    show(measured(*(int(each) if each.isdigit() and number == 0 else each
                    for number, each in enumerate(sys.argv[1:]))))
