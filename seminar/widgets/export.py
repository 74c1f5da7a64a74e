"""Notebooks as pages: run in a fresh kernel, every widget as HTML that needs none afterwards.

In a page a widget stands as its twin, which needs no script, and as its state. ``host.js`` makes
the living widget of the two. The text of a widget's script is the same in every state, so it is
taken out: a page has each kind's once, and what all kinds begin with once.
"""

import json
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from seminar.page.style import STYLE
from seminar.widgets.base import BEGINNING

_HOST = Path(__file__).parent / "host.js"
_VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_EXPORT = re.compile(r"^export default ", re.MULTILINE)
#: Of every ipywidget, and of no use in a page.
_UNUSED = ("layout", "tabbable", "tooltip")


def run(path):
    """The notebook at ``path`` after a run from top to bottom, and its widgets' scripts by name.

    Raises nbclient's CellExecutionError where a cell fails.
    """
    notebook = nbformat.read(path, 4)
    try:
        _execute(notebook, path.parent, patience=20)
    except DeadKernelError:  # while it ran: it would again
        raise
    except RuntimeError:  # it never answered: two that start at once may want the same port
        _execute(notebook, path.parent, patience=60)
    models = notebook.metadata.pop("widgets", {}).get(_STATE, {}).get("state", {})
    scripts = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            view = data.pop(_VIEW, None)
            if view:
                state = models[view["model_id"]]["state"]
                name = state["_anywidget_id"].rpartition(".")[2]
                scripts[name] = state["_esm"]
                data["text/html"] += _as_data(name, state)
            if "text/html" in data:
                # Here once: the page has the style for all.
                data["text/html"] = data["text/html"].replace(f"<style>{STYLE}</style>", "")
    return notebook, scripts


def _execute(notebook, folder, patience):
    """Runs the notebook in ``folder``. ``patience``: seconds in which its kernel has to answer."""
    NotebookClient(notebook, timeout=120, record_timing=False, startup_timeout=patience,
                   resources={"metadata": {"path": str(folder)}}).execute()


def _as_data(name, state):
    """A widget's state as data in a page."""
    kept = {trait: value for trait, value in state.items()
            if not trait.startswith("_") and trait not in _UNUSED}
    return f'<script type="application/json" data-widget="{name}">{_in_a_page(kept)}</script>'


def host(scripts):
    """The script that brings a page's widgets to life, with the ``scripts`` they need.

    It stands at the end of a page, or deferred in a file beside it.
    """
    # Functions: a page that was opened from a folder may not import a file, and for each text that
    # is imported the browser takes a turn, and lays the page out anew.
    modules = "".join(
        f"{json.dumps(name)}: () => {{\n{_EXPORT.sub('return ', text.removeprefix(BEGINNING))}}},\n"
        for name, text in sorted(scripts.items()))
    script = (f'(() => {{\n"use strict";\n{BEGINNING}{_HOST.read_text(encoding="utf-8")}\n'
              f"bringToLife({{\n{modules}}});\n}})();\n")
    # Nothing in it may end a script element. Such signs stand in texts and patterns alone, where
    # a backslash changes nothing.
    return script.replace("</", "<\\/").replace("<!--", "<\\!--")


def _in_a_page(value):
    """The value as JSON in which nothing can end a script element; always the same text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")
