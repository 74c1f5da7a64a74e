"""Marks for numbers that are known between bounds: a dot, a range, or a dot with an open arrow.

"More than 80,000" is not 80,000: its mark has an arrow that says which way the number may lie.
"""

import pandas as pd
from matplotlib.patheffects import withStroke
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from seminar.page.palette import CAPTION, GROUND, STYLES

ARROW = 16  # points from a mark to the tip of the arrow of an open bound
ASIDE = 0.24  # of the step between two places on the axis, by which marks of one place part


def bounded(ax, rows, x, low, high, style, label=None):
    """Draws each row of a DataFrame at ``x`` (a column) between ``low`` and ``high`` (columns).

    ``x``: dates, numbers, or words, which stand beside each other in the order of the rows.

    Equal bounds give a dot, two bounds a range with a hollow dot at its middle, one bound a dot
    with an arrow away from it. Rows of one ``x`` stand beside each other, the lowest first.
    ``style``: 1 to 6, see ``palette.STYLES``. ``label``: a column whose text is written beside
    each mark. A row without any bound is not drawn: not known is not zero.
    """
    rows = rows.dropna(subset=[low, high], how="all")
    if not (is_numeric_dtype(rows[x]) or is_datetime64_any_dtype(rows[x])):
        places, words = pd.factorize(rows[x])
        ax.set_xticks(range(len(words)), words)
        rows = rows.assign(**{x: places})
    rows = rows.sort_values([low, high])
    bottoms, tops = rows[low].astype(float), rows[high].astype(float)
    middles = (bottoms.fillna(tops) + tops.fillna(bottoms)) / 2
    places = _beside(rows[x])
    for row in rows.index:
        _draw(ax, places[row], bottoms[row], tops[row], middles[row], STYLES[style])
        if label:
            later = rows.index[(rows[x] == rows.loc[row, x]) & (places > places[row])]
            crowded = (abs(middles[later] - middles[row]) < 0.08 * middles.max()).any()
            _write(ax, rows.loc[row, label], places[row], middles[row], -1 if crowded else 1)


def _beside(column):
    """Where each row stands: rows of one value a little apart. Dates in days."""
    step = pd.Timedelta(days=1) if is_datetime64_any_dtype(column) else 1
    number = column.groupby(column).cumcount()
    several = column.groupby(column).transform("size")
    return column + (number - (several - 1) / 2) * ASIDE * step


def _draw(ax, x, low, high, middle, look):
    exact = low == high
    if low < high:
        ax.vlines(x, low, high, color=look.colour, linewidth=7, alpha=0.35)
    elif not exact:
        ax.annotate("", (x, middle), (0, ARROW if pd.isna(high) else -ARROW),
                    textcoords="offset points",
                    arrowprops={"arrowstyle": "<-", "color": look.colour, "linewidth": 2})
    ax.plot([x], [middle], marker=look.marker, color=look.colour, markeredgewidth=2,
            markerfacecolor=look.colour if exact else "white")


def _write(ax, text, x, y, side):
    """Words beside a mark: ``side`` is 1 for the right and -1 for the left."""
    ax.annotate(text, (x, y), (9 * side, 0), textcoords="offset points", va="center",
                ha="left" if side > 0 else "right", fontsize=10.5, color=CAPTION,
                path_effects=[withStroke(linewidth=3, foreground=GROUND)], zorder=3)
