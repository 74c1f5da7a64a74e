"""What every widget shares: its script, its style, and an HTML twin in the same output."""

from pathlib import Path

import anywidget

_HERE = Path(__file__).parent
STYLE = (_HERE / "style.css").read_text(encoding="utf-8")


def script(name, *helpers):
    """The JavaScript module of a widget: words, what all share, ``helpers``, its own file.

    One text, because a browser that opens a page from a folder cannot import a second file.
    """
    files = [f"{each}.js" for each in ("words", "shared", *helpers, name)]
    return "".join((_HERE / file).read_text(encoding="utf-8") for file in files)


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
