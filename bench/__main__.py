"""Measures what a lesson costs, in one table: steps, pages, notebooks, collation, a class of 30.

    .venv/bin/python bench

It takes five minutes or more. Two measurements stand apart: bench/torture.py, which counts lost
words and takes half an hour, and bench/hub.py, which needs a JupyterHub.
"""

import importlib

from table import Measure, load, show

PARTS = "latency", "pages", "notebooks", "collate", "class_of_30"


def measured():
    """The measures of all parts. One that fails says so in the table, too, and the others go on."""
    for part in PARTS:
        print(f"{part}: load before {load()}", flush=True)
        try:
            yield from importlib.import_module(part).measured()
        except Exception as error:
            print(f"{part} could not be measured: {type(error).__name__}: {error}")
            yield Measure(f"{part}: NOT MEASURED, see above", "", None)


if __name__ == "__main__":
    show(list(measured()))
    print("Measured apart: bench/torture.py (lost words) and bench/hub.py (a class on a hub).")
