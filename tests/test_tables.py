"""Tables as a page shows them: words for open bounds and gaps, and nothing that acts as markup."""

import pandas as pd
import pytest

from seminar.data.dates import Written
from seminar.page import tables


@pytest.mark.parametrize("low, high, said", [
    (77, 77, "77"),
    (180, None, "more than 180"),
    (None, 150_000, "up to 150,000"),
    (None, None, "not known"),
    (1500, 1600, "1,500 to 1,600"),
    (80_000, 80_000, "80,000"),
    (0, 0, "0"),
    (0, None, "more than 0"),
])
def test_bounds_are_said_in_words(low, high, said):
    assert tables.bounds(low, high) == said
    rows = pd.DataFrame({"low": pd.array([low], "Int64"), "high": pd.array([high], "Int64")})
    assert tables.bounds(rows["low"][0], rows.loc[0, "high"]) == said
    assert tables.bounds(*next(rows.itertuples(index=False))) == said


@pytest.mark.parametrize("value, said", [
    (None, "not known"), (pd.NA, "not known"), (float("nan"), "not known"), (pd.NaT, "not known"),
    (pd.Timestamp("2001-07-09"), "9 July 2001"),
    (150_000, "150,000"), (2001, "2001"), (0, "0"), (0.07, "0.07"), (772.0, "772"),
    (12_000.0, "12,000"), ("40", "40"), (True, "True"),
    (Written("2001"), "2001"), (Written("2001-07"), "July 2001"),
    (Written("2001-07-09"), "9 July 2001"), (Written("2001-02-30"), "2001-02-30"),
    (Written("2001-13"), "2001-13"), (Written("1999/2001"), "1999 to 2001"),
    (Written("2001-07/2001-09"), "July 2001 to September 2001"),
    (Written("ten days in July"), "ten days in July"),
    ("2001-07", "2001-07"), ("2001-07-09", "2001-07-09"), ("1999/2001", "1999/2001"),  # shelf marks
])
def test_a_value_is_said_as_a_reader_expects_it(value, said):
    assert tables.cell(value) == said


@pytest.fixture
def shown():
    rows = pd.DataFrame({
        "Who <b>": ["<script>alert(1)</script>", 'Ann & "Bob"'],
        "How many": pd.array([12_000, None], "Int64"),
        "Counted": [150_000, 7],
        "When": pd.to_datetime(["2001-07-10", None]),
        "Sort": pd.Categorical(["rye", None]),
    })
    return tables.html_table(rows, "Loaves <i>of</i> bread")


def test_text_in_a_table_is_never_markup(shown):
    assert not any(markup in shown for markup in ("<script", "<b>", "<i>"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "Who &lt;b&gt;" in shown and "Loaves &lt;i&gt;of&lt;/i&gt; bread" in shown
    assert "Ann &amp; " in shown


def test_a_table_has_a_caption_and_names_its_columns_and_rows(shown):
    assert shown.startswith("<table><caption>Loaves")
    assert shown.count('<th scope="col">') == 5
    assert shown.count('<tr><th scope="row">') == 2


def test_every_column_of_a_table_is_said_as_a_reader_expects_it(shown):
    for said in ("12,000", "150,000", "7", "10 July 2001", "rye"):
        assert f"<td>{said}</td>" in shown
    assert shown.count("<td>not known</td>") == 3


def test_of_many_rows_the_first_are_shown_and_a_sentence_before_the_table_says_so():
    """Else 100,000 rows put 40 MB into a notebook without a word."""
    many = pd.DataFrame({"loaf": range(100_000)})
    shown = tables.html_table(many, "Loaves")
    said = f"These are the first {tables.MOST} of 100,000 rows."
    assert 0 < shown.index(said) < shown.index("<table>")
    assert shown.count('<th scope="row">') == tables.MOST and len(shown) < 20_000
    assert "first" not in tables.html_table(many.head(tables.MOST), "Loaves")
