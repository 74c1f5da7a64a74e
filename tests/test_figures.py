"""Figures: never without words and table, the table is what is drawn, bounds look like bounds."""

import json
import re
import subprocess
import sys
from base64 import b64decode

import browser
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Annotation

from seminar import figures, lessons
from seminar.figures import Figure, canvas
from seminar.marks import bounded

WORDS = {"title": "Loaves", "alt": "Bar chart of loaves", "caption": "Source: the baker."}
ROWS = pd.DataFrame({"day": [1, 2], "loaves": [12, 15]})


def drawn():
    figure, axes = canvas()
    axes.plot([1, 2], [12, 15])
    return figure


@pytest.mark.parametrize("missing", ["title", "alt", "caption"])
def test_a_figure_without_its_words_is_refused(missing):
    with pytest.raises(ValueError, match=missing):
        Figure(**{**WORDS, missing: " "}, table=ROWS, mpl_figure=drawn())


def test_a_figure_without_its_table_is_refused():
    with pytest.raises(ValueError, match="table"):
        Figure(**WORDS, table=ROWS.head(0), mpl_figure=drawn())


def test_a_figure_is_a_picture_with_words_and_table():
    page = Figure(**WORDS, table=ROWS, mpl_figure=drawn())._repr_html_()
    assert 'alt="Bar chart of loaves"' in page and "Source: the baker." in page
    assert re.search(r"<details><summary[^>]*>Show the table</summary>.*<td>15</td>", page, re.S)
    picture = b64decode(re.search(r"base64,([^\"]+)", page)[1]).decode()
    assert "#ffffff" in picture  # a white ground, whatever the theme


def test_a_class_can_look_before_the_title_is_shown():
    page = Figure(**WORDS, table=ROWS, mpl_figure=drawn(), reveal=True)._repr_html_()
    before, after = page.split("Show the title and the source")
    assert "Loaves</p>" not in before and "Loaves</p>" in after


def test_the_same_drawing_gives_the_same_bytes():
    pages = {Figure(**WORDS, table=ROWS, mpl_figure=drawn())._repr_html_() for _ in range(2)}
    assert len(pages) == 1


def test_text_in_a_figure_can_be_read():
    pixels = 96 / 72 * figures.LOOK["font.size"]  # shown at its own size in CSS
    assert pixels >= 14 and figures.WIDTH * 100 <= 760


def test_a_figure_shows_itself_once_and_with_its_words():
    # pyplot would show a drawing by itself, without them.
    done = "from seminar import canvas, bounded; canvas(); import sys; print('matplotlib.pyplot' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", done], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


# Bounds ------------------------------------------------------------------------------------------


def marks(rows, **options):
    _, axes = canvas()
    rows = pd.DataFrame(rows, columns=["x", "low", "high", "who"])
    bounded(axes, rows.convert_dtypes(), "x", "low", "high", style=1, **options)
    return axes


def arrows(axes):
    return [text for text in axes.texts if isinstance(text, Annotation) and text.arrow_patch]


def test_an_exact_number_is_a_filled_mark_at_its_place():
    axes = marks([(1, 5, 5, "a")])
    (mark,) = axes.lines
    assert mark.get_xydata().tolist() == [[1, 5]]
    assert mark.get_markerfacecolor() == mark.get_color() and not arrows(axes)


@pytest.mark.parametrize("low, high, way", [(5, None, 1), (None, 5, -1)])
def test_an_open_bound_is_a_hollow_mark_with_an_arrow(low, high, way):
    axes = marks([(1, low, high, "a")])
    (mark,), (arrow,) = axes.lines, arrows(axes)
    assert mark.get_markerfacecolor() == "white"
    assert np.sign(arrow.xyann[1]) == way


def test_two_bounds_are_a_range():
    axes = marks([(1, 4, 8, "a")])
    (segment,) = axes.collections[0].get_segments()
    assert segment[:, 1].tolist() == [4, 8]
    assert axes.lines[0].get_markerfacecolor() == "white"


def test_what_is_not_known_is_not_drawn():
    assert len(marks([(1, 5, 5, "a"), (2, None, None, "b")]).lines) == 1


def test_marks_of_one_place_stand_beside_each_other_and_are_named():
    axes = marks([(1, 5, 5, "a"), (1, 5, None, "b"), (2, 7, 7, "c")], label="who")
    places = [line.get_xdata()[0] for line in axes.lines]
    assert len(set(places)) == 3 and places[2] == 2
    assert [text.get_text() for text in axes.texts if text.get_text()] == ["a", "b", "c"]


def test_words_can_be_places():
    axes = marks([("Pravda", 5, None, "a"), ("Trud", 6, 6, "b")])
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["Pravda", "Trud"]


# The lessons' own figures ------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((browser.ROOT / "notebooks").glob("*.ipynb")),
                         ids=lambda path: path.stem)
def test_every_number_drawn_in_a_lesson_stands_in_its_table(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    shown = []
    show = lessons.LessonPage.figure
    monkeypatch.setattr(lessons.LessonPage, "figure", lambda *args, **options: (
        shown.append((args[2], args[3])), show(*args, **options))[1])
    names = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    for figure, rows in shown:
        known = numbers_of(rows)
        for value in drawn_numbers(figure):
            assert np.isclose(known, value, rtol=1e-6).any() or in_other_unit(value, known), value


def numbers_of(rows):
    columns = [rows[name] for name in rows if pd.api.types.is_numeric_dtype(rows[name])]
    columns += [(rows["low"] + rows["high"]) / 2] if {"low", "high"} <= set(rows) else []
    return np.concatenate([column.dropna().astype(float) for column in columns])


def in_other_unit(value, known):
    """Millions, drawn of a number that the table has in ones."""
    return np.isclose(known, value * 1_000_000, rtol=1e-6).any()


def drawn_numbers(figure):
    for axes in figure.axes:
        for line in axes.lines:
            if line.get_transform().contains_branch(axes.transData) and line.get_marker() != "None":
                yield from map(float, line.get_ydata())
        for bar in axes.patches:
            yield max(bar.get_width(), bar.get_height()) if bar.get_x() == 0 else bar.get_height()
