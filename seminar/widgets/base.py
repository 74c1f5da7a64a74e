"""What every widget shares: its script, its style, and an HTML twin in the same output."""

from pathlib import Path

import anywidget

from seminar import wording
from seminar.page.style import STYLE

_HERE = Path(__file__).parent
#: The controls whose words the scripts say.
CONTROLS = ("answer", "browse", "builder", "check", "copies", "desk", "earlier", "handIn", "keep",
            "rates", "reader", "sorter", "timeline")
#: What the script of every widget begins with: the words, and what all share.
BEGINNING = wording.as_script(CONTROLS) + (_HERE / "shared.js").read_text(encoding="utf-8")
#: What the script of a widget that keeps words has before its own file, in this order.
SAVING = ("versions", "stores", "visit", "item")


def script(name, *helpers):
    """The JavaScript module of a widget: its beginning, ``helpers``, its own file.

    ``name``: of a file in this folder, or the path of the widget's own Python file.

    One text, because a browser that opens a page from a folder cannot import a second file.
    """
    return BEGINNING + "".join((_HERE / each).with_suffix(".js").read_text(encoding="utf-8")
                               for each in (*helpers, name))


class Widget(anywidget.AnyWidget):
    """An anywidget that also says in plain HTML what it holds.

    The twin stands where no script runs; where the widget is alive, the twin is not shown.
    """

    _css = STYLE

    def twin(self):
        """The widget's content as HTML that needs no script: a list, a table or a printed form."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = type(self).__name__
        data["text/html"] = f'<div class="seminar twin">{self.twin()}</div>'
        return data, metadata
