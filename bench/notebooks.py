"""How long each notebook runs in a fresh kernel, and how much memory its kernel takes at its peak.

    python bench/notebooks.py [times]

The first row is the floor: a kernel that only imports pandas, matplotlib and anywidget. The ratios
are to that row, in the same run. Memory is the kernel's resident set at its highest (Linux).
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
PEAK = "next(int(line.split()[1]) for line in open('/proc/self/status') if 'VmHWM' in line) // 1024"


def measured(notebook):
    """Seconds from starting the kernel to the last cell's end, and the kernel's peak in MB."""
    begun = time.perf_counter()
    notebook = nbformat.from_dict({**notebook, "cells": [*notebook.cells]})
    notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
    NotebookClient(notebook, timeout=60,
                   resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    seconds = time.perf_counter() - begun
    return seconds, int(notebook.cells[-1].outputs[0].data["text/plain"])


def main(times=5):
    notebooks = {"(imports alone)": FLOOR}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebooks[path.stem] = nbformat.read(path, 4)
    floor = None
    print(f"{'notebook':34}{'seconds':>9}{'ratio':>7}{'peak MB':>9}{'ratio':>7}")
    for name, notebook in notebooks.items():
        runs = [measured(notebook) for _ in range(times)]
        seconds, peak = (statistics.median(each) for each in zip(*runs))
        floor = floor or (seconds, peak)
        print(f"{name:34}{seconds:>9.2f}{seconds / floor[0]:>7.2f}{peak:>9.0f}{peak / floor[1]:>7.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
