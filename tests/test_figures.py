"""Figures: never without their words and rows, readable, and drawn as the rows say."""

import re
import subprocess
import sys
from base64 import b64decode
from html import unescape
from itertools import combinations
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.dates import num2date
from matplotlib.text import Text

from seminar import bounded, canvas
from seminar.lesson_page import LessonPage
from seminar.page.figures import Figure, chart
from seminar.page.palette import GROUND, STYLES

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 760  # CSS pixels: the width of a figure in style.css
READABLE = 14  # CSS pixels: the smallest letters
WORDS = {"title": "Loaves <rise>", "alt": 'Dot chart of "loaves", 4 & 5',
         "caption": "Figure 1. <b>"}
LOAVES = pd.DataFrame({"Day": [1, 2, 2], "Loaves": [4, 5, 9]})


def drawn():
    """A small drawing with everything that could make two of them differ."""
    figure, ax = canvas(2)
    ax.plot(LOAVES["Day"], LOAVES["Loaves"], "o", label="loaves")
    ax.bar([1, 2], [3, 4], hatch="//")
    bounded(ax, LOAVES, "Day", "Loaves", "Loaves", style=1)
    return figure


def figure(**changed):
    return Figure(**{**WORDS, "table": LOAVES, "mpl_figure": drawn(), **changed})


# Words and rows ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("nothing", ["", " \n"])
def test_a_figure_is_not_shown_without_its_words(name, nothing):
    with pytest.raises(ValueError, match=f"without its {name}.*lessons.md"):
        figure(**{name: nothing})


def test_a_figure_is_not_shown_without_its_table():
    with pytest.raises(ValueError, match="without its table"):
        figure(table=LOAVES.head(0))


def test_a_page_gets_picture_words_and_rows_and_no_word_acts_as_markup():
    shown = figure()._repr_html_()
    [(alt, source)] = re.findall(r'<figure><img alt="([^"]*)" src="data:image/svg\+xml;base64,'
                                 r'([^"]+)">', shown)
    assert unescape(alt) == WORDS["alt"]
    assert b64decode(source).startswith(b"<?xml")
    assert '<p class="title">Loaves &lt;rise&gt;</p>' in shown
    assert re.search(r"<figcaption[^>]*>Figure 1\. &lt;b&gt;</figcaption></figure>", shown)
    [twin] = re.findall(r"<details><summary[^>]*>Show the table</summary>(.*?)</details>", shown)
    assert "<table>" in twin and re.findall(r"<td>(\d+)</td>", twin) == ["4", "5", "9"]


def test_a_class_that_looks_first_finds_title_and_caption_behind_a_button():
    shown = figure(reveal=True)._repr_html_()
    [behind] = re.findall(
        r"<details><summary[^>]*>Show the title.*?</summary>(.*?)</details>", shown)
    for words in ("Loaves &lt;rise&gt;", "Figure 1. &lt;b&gt;"):
        assert words in behind and words not in shown.replace(behind, "")
    assert 'alt="Dot chart of &quot;loaves&quot;' in shown


# The drawing -------------------------------------------------------------------------------------


def test_the_same_drawing_gives_the_same_bytes():
    assert figure()._repr_html_() == figure()._repr_html_()


def test_nothing_is_left_to_be_shown_again_without_its_words():
    # Only what pyplot makes is shown by itself, and a notebook does not load pyplot at all.
    told = subprocess.run([sys.executable, "-c", (
        "import sys, pandas\n"
        "from seminar import bounded, canvas, lesson, table\n"
        "from seminar.page.figures import Figure\n"
        "rows = pandas.DataFrame({'x': [1], 'y': [2]})\n"
        "drawn, ax = canvas()\n"
        "bounded(ax, rows, 'x', 'y', 'y', style=1)\n"
        "Figure('a', 'b', 'c', rows, drawn)._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)")], cwd=ROOT, capture_output=True, text=True)
    assert told.stdout == "False\n", (
        f"seminar loads matplotlib.pyplot: import matplotlib.figure instead. {told.stderr}")


def test_a_figure_is_white_on_any_theme():
    mpl_figure, ax = canvas()
    assert to_hex(mpl_figure.get_facecolor()) == to_hex(ax.get_facecolor()) == GROUND.lower()
    svg = b64decode(re.search(r'base64,([^"]+)', figure(mpl_figure=mpl_figure)._repr_html_())[1])
    assert re.search(rb"fill: (#\w+)", svg)[1] == b"#ffffff", "savefig.facecolor is not GROUND"


def test_several_panels_stand_beside_each_other():
    _, axes = canvas(2, panels=3, width_ratios=[2, 1, 1])
    lefts = [ax.get_position().x0 for ax in axes]
    assert len(axes) == 3 and lefts == sorted(lefts)


# Numbers between bounds --------------------------------------------------------------------------


def marks(low, high, x=None, **options):
    """An Axes with the rows of two lists of bounds, all at 1 if no ``x`` is given."""
    rows = pd.DataFrame({"x": x or [1] * len(low), "low": pd.array(low, "Int64"),
                         "high": pd.array(high, "Int64")})
    _, ax = canvas(3)
    ax.set(ylim=(0, 100), **({} if x else {"xlim": (0, 2)}))
    bounded(ax, rows, "x", "low", "high", **{"style": 1, **options})
    return ax


def is_filled(line):
    return to_hex(line.get_markerfacecolor()) == STYLES[1].colour.lower()


def places(ax):
    """(x, y) of each mark, in the order drawn."""
    return [(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines]


def reach(ax):
    """How far the ink of the one mark goes up and down from its middle, in points, and how wide
    it is near its farther end and near the mark."""
    ax.set_axis_off()
    ax.figure.set_dpi(288)  # four pixels a point
    page = FigureCanvasAgg(ax.figure)
    page.draw()
    x, y = ax.transData.transform(places(ax)[0]).astype(int)
    # The Axes counts upwards, the picture downwards.
    ink = np.asarray(page.buffer_rgba())[::-1, x - 40:x + 40, 0] < 200
    widths = ink.sum(axis=1)
    low, high = widths.nonzero()[0][[0, -1]]
    up, down = (high - y) / 4, (y - low) / 4
    side, far = (1, up) if up > down else (-1, down)
    head, shaft = (widths[int(y + side * 4 * at)] / 4 for at in (far - 4, 5.75))
    return up, down, head, shaft


def test_an_exact_number_is_a_filled_mark_at_its_value():
    ax = marks([40], [40])
    assert places(ax) == [(1, 40)] and is_filled(ax.lines[0])
    up, down, *_ = reach(ax)
    assert up == pytest.approx(down, abs=1) and up < 8 and not ax.collections


@pytest.mark.parametrize("low, high, side", [(40, None, 1), (None, 40, -1)])
def test_an_open_bound_is_a_hollow_mark_with_an_arrow_to_the_open_side(low, high, side):
    ax = marks([low], [high])
    assert places(ax) == [(1, 40)] and not is_filled(ax.lines[0])
    up, down, head, shaft = reach(ax)
    towards, away = (up, down) if side > 0 else (down, up)
    assert towards > 12 and away < 8, f"ink {up:.0f} points up and {down:.0f} down"
    assert head > shaft, "the head of the arrow is not at its far end"


def test_two_bounds_are_a_band_with_a_hollow_mark_in_its_middle():
    ax = marks([20], [60])
    assert places(ax) == [(1, 40)] and not is_filled(ax.lines[0])
    [band] = ax.collections
    assert [list(map(tuple, line)) for line in band.get_segments()] == [[(1, 20), (1, 60)]]
    assert not [text for text in ax.texts if text.arrow_patch]


def test_what_is_not_known_is_not_drawn():
    assert places(marks([40, None], [40, None])) == [(1, 40)]


def test_rows_of_which_none_is_known_draw_nothing():
    assert places(marks([None], [None])) == []


def test_marks_of_one_day_stand_beside_each_other_the_lowest_first():
    ax = marks([50, 40, 50], [50, None, 50])
    xs, ys = zip(*places(ax))
    steps = {round(right - left, 6) for left, right in zip(xs, xs[1:])}
    assert ys == (40, 50, 50) and len(steps) == 1 and steps.pop() > 0.2
    assert sum(xs) / 3 == pytest.approx(1)
    assert places(marks([50, 50], [50, 50], x=[1, 2])) == [(1, 50), (2, 50)]


def test_marks_of_one_date_part_by_less_than_a_day():
    days = list(pd.to_datetime(["2001-07-10", "2001-07-10", "2001-07-11"]))
    ax = marks([50, 50, 50], [50, 50, 50], x=days)
    found = sorted(pd.Timestamp(x) for x, _ in places(ax))
    assert len(set(found)) == 3
    assert all(abs(shown - day) < pd.Timedelta(hours=12) for shown, day in zip(found, days))


def test_marks_of_one_day_of_a_fortnight_do_not_lie_on_each_other():
    days = pd.date_range("2001-07-10", periods=14)
    ax = marks([50] * 15, [50] * 15, x=[*days, days[3]])
    FigureCanvasAgg(ax.figure).draw()
    pixels = sorted(ax.transData.transform((line.get_xdata(orig=False)[0], 50))[0]
                    for line in ax.lines)
    wide = ax.lines[0].get_markersize() * ax.figure.dpi / 72
    assert min(np.diff(pixels)) >= wide - 1, "make ASIDE in marks.py larger"


def test_words_stand_under_their_marks():
    ax = marks([10, 20, 30], [10, 20, 30], x=["rye", "wheat", "rye"])
    at = dict(zip([label.get_text() for label in ax.get_xticklabels()], ax.get_xticks()))
    assert at == {"rye": 0, "wheat": 1}
    assert [at["rye"] - 0.5 < x < at["rye"] + 0.5 for x, _ in places(ax)] == [True, False, True]


def test_a_label_stands_beside_its_mark():
    rows = pd.DataFrame({"x": [1], "n": [40], "who": ["Ann"]})
    _, ax = canvas(3)
    bounded(ax, rows, "x", "n", "n", style=1, label="who")
    [label] = [text for text in ax.texts if text.get_text() == "Ann"]
    assert label.xy == (1, 40)


# The figures of the lessons ----------------------------------------------------------------------


def code(path):
    """(number as a reader counts, source) of each cell of code."""
    cells = enumerate(nbformat.read(path, 4).cells, 1)
    return [(number, cell.source) for number, cell in cells if cell.cell_type == "code"]


NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [(path, name) for path in NOTEBOOKS for _, source in code(path)
         for name in re.findall(r'this\.figure\(\s*"([^"]+)"', source)]
each_figure = pytest.mark.parametrize(
    "shown", NAMES, ids=[f"{path.stem}-{name}" for path, name in NAMES], indirect=True)


@pytest.fixture(scope="module")
def run():
    """Runs a notebook once and returns its figures by their names."""
    done = {}

    def figures(path):
        if path not in done:
            made = done[path] = {}
            real = LessonPage.figure

            def collect(this, name, *rows, **options):
                made[name] = real(this, name, *rows, **options)
                return made[name]

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(LessonPage, "figure", collect)
                patch.chdir(path.parent)
                names = {}
                for number, source in code(path):
                    exec(compile(source, f"{path.name}, cell {number}", "exec"), names)
        return done[path]

    return figures


@pytest.fixture
def shown(run, request):
    path, name = request.param
    return run(path)[name]


def points(ax):
    """(what it stands at, number) of every mark, bar and end of a band in an Axes."""
    for line in ax.lines:
        if line.get_transform() == ax.transData:  # a line across the whole Axes is no number
            for x, y in zip(line.get_xdata(), line.get_ydata()):
                yield where(ax, x), y
    for band in ax.collections:
        for x, y in (end for line in band.get_segments() for end in line):
            yield where(ax, x), y
    for bars in ax.containers:
        names = ax.get_yticklabels() if bars.orientation == "horizontal" else ax.get_xticklabels()
        for bar, name in zip(bars, names):
            long = bar.get_width() if bars.orientation == "horizontal" else bar.get_height()
            yield name.get_text(), long


def where(ax, x):
    """What a place on the x axis stands for: a day, a word, or the number itself."""
    if "Date" in type(ax.xaxis.get_converter()).__name__:
        x = ax.xaxis.convert_units(x)
        return pd.Timestamp(num2date(round(x)).date())
    words = dict(zip(ax.get_xticks(), (label.get_text() for label in ax.get_xticklabels())))
    word = words.get(round(x), "")
    return x if re.fullmatch(r"[\d.,−]*", word) else word


def said(row):
    """What a row of a table says: its words and days, its numbers, and the middle of its bounds."""
    cells = {cell for cell in row.values() if not pd.isna(cell)}
    if not (pd.isna(row.get("Low", 0)) or pd.isna(row.get("High", 0))) and "Low" in row:
        cells.add((row["Low"] + row["High"]) / 2)
    return {str(cell) if isinstance(cell, str) else cell for cell in cells}


def holds(row, place, number, unit):
    numbers = [cell for cell in said(row) if not isinstance(cell, (str, pd.Timestamp))]
    close = any(float(cell) == pytest.approx(number * unit, rel=1e-9) for cell in numbers)
    return close and any(place == cell for cell in said(row))


def unit_of(mpl_figure):
    """A million, where an axis is said to be in millions."""
    labels = [label for ax in mpl_figure.axes for label in (ax.get_xlabel(), ax.get_ylabel())]
    return 1_000_000 if "millions" in labels else 1


@each_figure
def test_every_number_drawn_stands_in_the_table_with_its_place(shown):
    rows, unit = shown.table.to_dict("records"), unit_of(shown.mpl_figure)
    drawn = [point for ax in shown.mpl_figure.axes for point in points(ax)]
    assert drawn, "nothing is drawn"
    missing = [point for point in drawn if not any(holds(row, *point, unit) for row in rows)]
    assert not missing, (f'"{shown.title}" draws {missing}, which its table does not have. '
                         "Give this.figure the rows that were drawn.")


@each_figure
def test_every_row_of_the_table_is_drawn(shown):
    unit = unit_of(shown.mpl_figure)
    drawn = [point for ax in shown.mpl_figure.axes for point in points(ax)]
    extra = [row for row in shown.table.to_dict("records")
             if not any(holds(row, *point, unit) for point in drawn)]
    assert not extra, (f'the table of "{shown.title}" has {len(extra)} rows that are not drawn, '
                       f"the first is {extra[0]}. Draw them, or give this.figure fewer rows.")


@each_figure
def test_the_letters_of_a_figure_can_be_read(shown):
    svg = b64decode(re.search(r'base64,([^"]+)', shown._repr_html_())[1]).decode()
    points_wide = float(re.search(r'<svg [^>]*?width="([\d.]+)pt"', svg, re.DOTALL)[1])
    small = {text.get_text(): round(text.get_fontsize() * SHOWN / points_wide, 1)
             for text in shown.mpl_figure.findobj(Text)
             if text.get_visible() and text.get_text().strip()
             and text.get_fontsize() * SHOWN / points_wide < READABLE}
    assert not small, (f'"{shown.title}", shown {SHOWN} pixels wide, has letters under {READABLE} '
                       f"pixels: {small}. Take a larger font, or shorten what sticks out.")


@each_figure
def test_no_series_hides_a_mark_of_another(shown):
    shown._repr_html_()
    for ax in shown.mpl_figure.axes:
        marks = [((line.get_marker(), line.get_color()), *pixel) for line in ax.lines
                 if line.get_marker() not in ("", "None", None)
                 for pixel in ax.transData.transform(list(zip(line.get_xdata(orig=False),
                                                              line.get_ydata(orig=False))))]
        hidden = [one for one, other in combinations(marks, 2) if one[0] != other[0]
                  and max(abs(one[1] - other[1]), abs(one[2] - other[2])) < 5]
        assert not hidden, (f'"{shown.title}": marks of two series lie on each other at '
                            f"{[ax.transData.inverted().transform(each[1:]) for each in hidden]}. "
                            "Draw one of them a little aside.")


@each_figure
def test_axes_say_what_they_measure(shown):
    numbered = [ax for ax in shown.mpl_figure.axes if ax.get_xlabel() or ax.get_ylabel()]
    assert numbered, f'"{shown.title}" has no label at any axis: ax.set(ylabel="loaves a day")'


# A chart from one call ---------------------------------------------------------------------------


def test_a_chart_has_a_line_for_each_value_through_its_rows():
    rows = pd.DataFrame({"day": [1, 2, 1, 2], "loaves_sold": [3, 5, 4, 4],
                         "counted_by": ["Ann", "Ann", "Bob", "Bob"]})
    ax = chart(rows, "day", "loaves_sold", "counted_by").axes[0]
    drawn = {line.get_label(): (list(line.get_xdata()), list(line.get_ydata()))
             for line in ax.lines}
    assert drawn == {"Ann": ([1, 2], [3, 5]), "Bob": ([1, 2], [4, 4])}
    assert ax.get_ylabel() == "loaves sold" and ax.get_ylim()[0] == 0
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Ann", "Bob"]
    looks = {(to_hex(line.get_color()), line.get_marker(), line.get_linestyle())
             for line in ax.lines}
    assert len({colour for colour, *_ in looks}) == len({marker for _, marker, _ in looks}) == 2


def test_a_chart_of_words_has_a_bar_for_each_row_in_the_tables_order():
    rows = pd.DataFrame({"bread": ["rye", "oats", "rye", "maize"],
                         "sold": pd.array([3, 5, 4, None], "Int64"),
                         "counted_by": ["Ann", "Bob", "Bob", "Ann"]})
    drawn = chart(rows, "bread", "sold", "counted_by")
    ax = drawn.axes[0]
    bars = sorted((bar.get_y() + bar.get_height() / 2, bar.get_width()) for bar in ax.patches)
    assert np.allclose(bars, [(0, 3), (1, 5), (2, 4)]), "what is not known has no bar"
    assert [each.get_text() for each in ax.get_yticklabels()] == ["rye", "oats", "rye"]
    assert ax.yaxis_inverted() and ax.get_xlim()[0] == 0 and ax.get_xlabel() == "sold"
    assert sorted(each.get_text() for each in ax.texts) == ["3", "4", "5"]
    assert [each.get_text() for each in drawn.legends[0].get_texts()] == ["Ann", "Bob"]
    assert not ax.lines, "a line would join what has no order"


def test_a_chart_of_one_kind_needs_no_key():
    drawn = chart(pd.DataFrame({"bread": ["rye", "oats"], "sold": [3, 5]}), "bread", "sold")
    assert len(drawn.axes[0].patches) == 2 and not drawn.legends and not drawn.axes[0].get_legend()


def test_a_chart_of_a_few_days_marks_days_and_no_hours():
    rows = pd.DataFrame({"day": pd.to_datetime(["2001-07-10", "2001-07-12"]), "sold": [3, 5]})
    drawn = chart(rows, "day", "sold")
    FigureCanvasAgg(drawn).draw()
    labels = drawn.axes[0].get_xticklabels()
    assert [each.get_text() for each in labels] == ["10 Jul", "11 Jul", "12 Jul"]


def test_a_chart_leaves_no_line_out_without_a_word():
    rows = pd.DataFrame({"day": range(7), "sold": range(7), "counted_by": list("ABCDEFG")})
    with pytest.raises(ValueError, match='"counted_by" has 7 values, and a chart can tell 6 apart'):
        chart(rows, "day", "sold", "counted_by")
