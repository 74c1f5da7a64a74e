"""The lesson that stands for all where only one is measured: it has a timeline with a map."""

from pathlib import Path

NUMBER = 5
NOTEBOOK = next((Path(__file__).resolve().parent.parent / "notebooks").glob(f"{NUMBER:02}_*.ipynb"))
