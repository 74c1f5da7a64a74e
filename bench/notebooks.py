"""How long each notebook runs in a fresh kernel, and how much memory its kernel takes at its peak.

    python bench/notebooks.py [times] [notebook]

The first row is the floor: a kernel that only imports pandas, matplotlib and anywidget. The ratios
are to that row, in the same run. "Work" is the kernel's own processor time, which a busy computer
changes little: a class on one server waits for the sum of it. Memory is the kernel's resident set
at its highest (Linux). With a word, only notebooks whose name holds it.
"""

import statistics
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FLOOR = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(
    "import anywidget, matplotlib.figure, pandas")])
USED = """import time
peak = next(int(line.split()[1]) for line in open('/proc/self/status') if 'VmHWM' in line)
print(time.process_time(), peak // 1024)"""


def measured(notebook):
    """Seconds from starting the kernel to the last cell's end; its work in seconds, its peak in MB."""
    begun = time.perf_counter()
    notebook = nbformat.from_dict({**notebook, "cells": [*notebook.cells]})
    notebook.cells.append(nbformat.v4.new_code_cell(USED))
    NotebookClient(notebook, timeout=60,
                   resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    seconds = time.perf_counter() - begun
    work, peak = notebook.cells[-1].outputs[0].text.split()
    return seconds, float(work), int(peak)


def main(times=5, word=""):
    notebooks = {"(imports alone)": FLOOR}
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        if word not in path.stem:
            continue
        notebooks[path.stem] = nbformat.read(path, 4)
    floor = None
    print(f"{'notebook':40}{'seconds':>8}{'ratio':>7}{'work':>7}{'ratio':>7}{'peak MB':>9}{'ratio':>7}")
    for name, notebook in notebooks.items():
        runs = [measured(notebook) for _ in range(times)]
        found = [statistics.median(each) for each in zip(*runs)]
        floor = floor or found
        cells = "".join(f"{value:>{width}.{digits}f}{value / least:>7.2f}" for value, least, width, digits
                        in zip(found, floor, (8, 7, 9), (2, 2, 0)))
        print(f"{name:40}{cells}", flush=True)


if __name__ == "__main__":
    main(*(int(each) if each.isdigit() else each for each in sys.argv[1:]))
