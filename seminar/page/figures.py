"""Figures: a matplotlib drawing, its text alternative and its table. None is shown without all.

The picture goes out as an ``<img>`` inside a ``<figure>``: on every other road JupyterLab and
nbconvert lose its text alternative.
"""

import io
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from textwrap import fill
from typing import Any

import matplotlib.figure
import pandas as pd
from matplotlib.dates import DateFormatter, DayLocator
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from seminar.errors import Told
from seminar.page import tables
from seminar.page.markup import details, scroll
from seminar.page.palette import AXIS, BODY, CAPTION, GRID, GROUND, STYLES
from seminar.page.style import STYLE
from seminar.wording import say

WEEK = 7  # days; a chart of fewer names each of them
WIDTH = 7.6  # inches; shown at 100 CSS pixels an inch, so 10.5 points are 14.6 pixels
#: How every figure looks: text that can be read, few lines, room for labels.
LOOK = {
    "figure.facecolor": GROUND, "axes.facecolor": GROUND, "savefig.facecolor": GROUND,
    "figure.dpi": 100, "font.size": 10.5, "font.family": "DejaVu Sans", "text.color": BODY,
    "axes.labelcolor": BODY, "xtick.color": CAPTION, "ytick.color": CAPTION,
    "axes.edgecolor": AXIS, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.axisbelow": True, "grid.color": GRID, "grid.linewidth": 0.8,
    "axes.titlesize": 11.5, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "lines.linewidth": 2, "lines.markersize": 8, "legend.frameon": False,
    "date.autoformatter.day": "%d %b", "date.autoformatter.month": "%b %Y",
    "svg.hashsalt": "seminar",  # the same drawing gives the same file
}


class FigureError(Told, ValueError):
    """A figure that lacks its words or its rows. The message says what to write."""


@dataclass(frozen=True)
class Figure:
    """A drawing with the words and the rows that say the same.

    ``title`` says what is seen; ``alt`` is type, data and reading, for who cannot see it;
    ``caption`` has the source and what is not known; ``table`` is a DataFrame of what is drawn.
    With ``reveal``, title and caption wait behind a button.
    Raises :class:`FigureError` where one of them is missing.
    """

    title: str
    alt: str
    caption: str
    table: pd.DataFrame
    mpl_figure: Any
    reveal: bool = False

    def __post_init__(self):
        for name in ("title", "alt", "caption"):
            if not getattr(self, name).strip():
                raise FigureError(f"A figure is not shown without its {name}. Write one under "
                                  'its "### Figure:" heading in lessons.md.')
        if not len(self.table):
            raise FigureError("A figure is not shown without its table, and the table has no rows. "
                              "Look at the line that chooses the rows: it chooses none.")

    def _repr_html_(self):
        title = f'<p class="title">{escape(self.title)}</p>'
        caption = f'<figcaption class="small">{escape(self.caption)}</figcaption>'
        if self.reveal:
            title, caption = "", details(say("figure.reveal"), title + caption)
        rows = tables.html_table(self.table, say("figure.numbers"))
        return (
            f'<div class="seminar"><style>{STYLE}</style>{title}'
            f'<figure><img alt="{escape(self.alt)}" src="{self._svg()}">{caption}</figure>'
            + details(say("figure.table"), scroll(rows, say("figure.numbers"), tall=True))
            + "</div>"
        )

    def _svg(self):
        file = io.BytesIO()
        self.mpl_figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None},
                                bbox_inches="tight", pad_inches=0.1)
        return "data:image/svg+xml;base64," + b64encode(file.getvalue()).decode("ascii")


def canvas(height=3.6, panels=1, **options):
    """A figure to draw on, in the house's look: (figure, axes), as matplotlib's ``subplots`` does.

    ``height``: inches. ``panels``: how many axes beside each other. The rest goes to ``subplots``.
    """
    matplotlib.rcParams.update(LOOK)
    # Not by pyplot, which would show it again by itself, without its words.
    figure = matplotlib.figure.Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots(1, panels, **options)


def chart(rows, x, y, by=None):
    """Two columns, drawn as those of ``x`` ask for: days and numbers by lines, words by bars.

    ``by``: a column; each of its values has a look of its own. Raises :class:`FigureError` where it
    has more values than can be told apart.
    """
    rows = rows.dropna(subset=[y]).reset_index(drop=True)  # what is not known is not drawn
    groups = list(rows.groupby(by, sort=False, observed=True)) if by else [("", rows)]
    if len(groups) > len(STYLES):
        raise FigureError(f'The column "{by}" has {len(groups)} values, and a chart can tell '
                          f"{len(STYLES)} apart. Choose fewer rows, or another column.")
    groups = [(name, some[x], some[y].astype(float), style)
              for (name, some), style in zip(groups, STYLES.values())]
    days = is_datetime64_any_dtype(rows[x])
    if not (days or is_numeric_dtype(rows[x])):
        return _bars(groups, list(rows[x]), tables.in_words(y).lower(), bool(by))
    figure, ax = canvas()
    for name, across, up, style in groups:
        ax.plot(across, up, label=name, color=style.colour, linestyle=style.line,
                marker=style.marker, markersize=6, markerfacecolor=GROUND)
    if days and (rows[x].max() - rows[x].min()).days < WEEK:  # or hours would be marked
        ax.xaxis.set_major_locator(DayLocator())
        ax.xaxis.set_major_formatter(DateFormatter(LOOK["date.autoformatter.day"]))
    ax.set(ylabel=tables.in_words(y).lower(), ylim=(0, None))
    if by:
        ax.legend()
    return figure


def _bars(groups, words, measure, named):
    """A bar for each of ``words``, in the table's order from the top, with its number behind it."""
    figure, ax = canvas(1 + 0.45 * len(words))
    for name, some, lengths, style in groups:
        # By the row's place, so that two rows with the same words keep a bar each.
        bars = ax.barh(some.index, lengths, 0.6, label=name, color=style.colour, hatch=style.hatch,
                       edgecolor=GROUND, linewidth=0)
        ax.bar_label(bars, [tables.cell(length) for length in lengths], padding=4)
    ax.set_yticks(range(len(words)), [fill(str(each), 32) for each in words])
    ax.set(xlabel=measure, xlim=(0, None), ylim=(len(words) - 0.5, -0.5))
    ax.margins(x=0.1)
    ax.grid(visible=False, axis="y")
    if named:
        figure.legend(loc="outside upper left", ncols=2)
    return figure
