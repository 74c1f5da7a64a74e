"""Numbers in prose: each is what its row says, or is a date, a count, a place in the text."""

import bakery
import pytest

from seminar.lessons import numbers


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))


def faults(text, **where):
    return numbers.faults(text, "lessons.md", **where)


@pytest.mark.parametrize("text", [
    "40<!-- b1.loaves --> loaves.",
    "12,000<!-- b2.loaves --> loaves and 12000<!-- b2.loaves --> more.",
    "more than 12,000 loaves<!-- b2.loaves -->",
    "12 thousand<!-- b2.loaves --> loaves",
    "0.07<!-- b1.weight --> kilograms, 1.5<!--b2.weight-->.",
    "**12,000**<!-- b2.loaves -->",
    "| 12,000<!-- b2.loaves --> | 40<!-- b1.loaves --> |",
    "On the 10<!-- b1.baked -->th",
    "- answer: 12000<!-- b2.loaves -->",
])
def test_a_number_that_its_row_says_passes(text):
    assert faults(text) == []


@pytest.mark.parametrize("text", [
    "12,040<!-- = b1.loaves + b2.loaves -->",
    "11,960<!-- = b2.loaves - b1.loaves -->",
    "300 times<!-- = b2.loaves / b1.loaves -->",
    "12 thousand<!-- = b1.loaves * 300 -->",
    "0.3%<!-- = 100 * b1.loaves / b2.loaves -->",
    "0.33%<!-- = 100 * b1.loaves / b2.loaves -->",
    "1,260<!-- = (b1.loaves + 2) * 30 -->",
    "1.2 million<!-- = (b2.loaves + b1.loaves) * 100 -->",
])
def test_a_number_worked_out_passes_rounded_as_it_is_shown(text):
    assert faults(text) == []


@pytest.mark.parametrize("text, shown, wanted", [
    ("41<!-- b1.loaves -->", "41", "40"),
    ("12,001<!-- b2.loaves -->", "12,001", "12,000"),
    ("120,000<!-- b2.loaves -->", "120,000", "12,000"),
    ("12 million<!-- b2.loaves -->", "12 million", "12,000"),
    ("1.4<!-- b2.weight -->", "1.4", "1.5"),
    ("2<!-- b2.weight -->", "2", "1.5"),
    ("12,041<!-- = b1.loaves + b2.loaves -->", "12,041", "12,040"),
    ("0.4%<!-- = 100 * b1.loaves / b2.loaves -->", "0.4", "0.333"),
    ("1.3 million<!-- = (b2.loaves + b1.loaves) * 100 -->", "1.3 million", "1,204,000"),
])
def test_a_wrong_number_is_named_with_its_line_and_both_values(text, shown, wanted):
    [fault] = faults("Bread.\n\n" + text)
    assert fault.startswith("lessons.md, line 3: ")
    assert f"says {shown}, " in fault and wanted in fault.partition(" is ")[2]


def test_a_row_of_many_digits_is_named_with_all_of_them():
    [fault] = faults("1,204,001<!-- = (b2.loaves + b1.loaves) * 100 -->")
    assert "1,204,000" in fault


def test_a_cell_of_a_notebook_is_counted_from_its_own_first_line():
    [fault] = faults("Bread.\n41<!-- b1.loaves -->", first_line=20)
    assert "line 21" in fault


def test_two_wrong_numbers_in_a_line_are_two_faults():
    assert len(faults("41<!-- b1.loaves --> and 13,000<!-- b2.loaves -->")) == 2


@pytest.mark.parametrize("row, why", [
    ("b9.loaves", "no table has a row b9"),
    ("b1.buns", "table loaves has no column buns"),
    ("b3.loaves", "blank, which means not known"),
    ("= b1.loaves + b3.loaves", "blank, which means not known"),
    ("b1.kind", "rye"),
    ("the second row", ""),
    ("b1", "a row and a column"),
    ("= b1.loaves ** 2", "a sum of such"),
    ("= open('x')", "a sum of such"),
    ("= b1.loaves +", ""),
    ("= b1.loaves / 0", ""),
])
def test_a_row_that_cannot_be_used_is_named_with_the_reason(row, why):
    [fault] = faults(f"Bread.\n40<!-- {row} -->")
    assert fault.startswith("lessons.md, line 2: ") and f'"{row}"' in fault
    assert "cannot be used" in fault and why in fault


def test_a_number_invented_for_practice_says_so():
    assert faults("The oven bakes 9,000<!-- invented --> rolls.") == []


@pytest.mark.parametrize("text", [
    "On 10 July, 10-17 July, 10 and 17 July 1989, the 17th, July 10, 1989.",
    "From 28 June to 2 July 1989; on the 21st.",
    "In 1989, the 1980s, 1989-91, 1989/90 and 2018.",
    "In AD 1215, in the year 1066, on 15 June 1215, in 44 BC and 410 CE.",
    "- licence: CC BY 4.0",
    "Paragraphs p23-p26, p20 and claim C41, rows s001-s018.",
    "You have 45 minutes, or 50-minute lessons; 30 to 45 minutes.",
    "Lesson 15, figure 22, day 13, page 300, pp. 300-310, note 45.",
    "- minutes: 50 / 45",
    "| 20 | 15 | Read | p1-p2 | Walks round |",
    "| 20 | 15 | 1/first-loaf | Answer the check |",
    "Three rows, 4 rows, 12 rows, 0 rows.",
    "See https://example.org/2018/77123 and [the table](data/x-9000.csv).",
    "Try `loaves.head(20)`.",
    "Source: loaves_after_1995, a source for each row.",
    '<img width="760">',
    "Bread <!-- 9,000 were sold --> is good.",
])
def test_dates_places_in_the_text_minutes_and_small_counts_need_no_row(text):
    assert faults(text) == []


@pytest.mark.parametrize("text, number", [
    ("13 loaves", "13"),
    ("about 80,000 bakers in July", "80,000"),
    ("0.5 kilograms", "0.5"),
    ("30%", "30"),
    ("between 5,000 and 12,000<!-- b2.loaves -->", "5,000"),
    ("12,000<!-- b2.loaves --> of 13,000", "13,000"),
    ("40 minutes, 40 loaves", "40"),
    ("In 1989, 365,000 waited", "365,000"),
    ("| Rye | 77 | 12 |", "77"),
    ("| 1989 | 720 |", "720"),
    ("| 10 | 8 | 1/first-loaf | Sell 30 loaves |", "30"),
    ("10 July: 140 loaves", "140"),
])
def test_any_other_number_without_its_row_is_a_fault(text, number):
    [fault] = faults("\n" + text)
    assert fault.startswith(f"lessons.md, line 2: the number {number} has no row.")
    assert "comment behind it" in fault
