"""A check that asks for a number: it reads what is meant, or asks, and never guesses."""

import pytest
from playwright.sync_api import expect

from seminar.lessons.model import Check, Pattern
from seminar.widgets.check import check_box

LESSON = {"project": "bakery", "lesson": 5, "title": "Bread"}
SHARE = Check("share", "number", "What part is it?", answer=22.0, tolerance=0.4, unit="per cent",
              right="Right.", otherwise="Divide first.", patterns=(
                  Pattern("number", (0.22,), "Times a hundred."),
                  Pattern("it cannot be known", (), "Too much doubt. It can.")))


@pytest.fixture
def page(show):
    return show(check_box(SHARE, **LESSON), kernel="none")


def look(page, typed):
    page.get_by_label("Your number, in per cent").fill(typed)
    page.get_by_role("button", name="Check my answer").click()
    return page.get_by_role("status")


def tries(page):
    return page.evaluate("""() => {
      const key = Object.keys(localStorage).find((each) => each.endsWith("/5/share/"));
      return key ? JSON.parse(localStorage.getItem(key))[0].text.split("\\n") : [];
    }""")


@pytest.mark.parametrize("typed", ["22", "21,9", "21.875", "22 percent", "22per cent", "22 %",
                                   "\uff12\uff12", "\u0662\u0662"])
def test_a_right_number_matches_however_it_is_written(page, typed):
    expect(look(page, typed)).to_contain_text("per cent: ✓ matches the evidence")


def test_a_comma_with_two_readings_is_asked_about_and_is_no_mistake(page):
    said = look(page, "21,875")
    expect(said).to_have_text(
        "“21,875” can be read in two ways. Do you mean 21.875 or 21\u00a0875?")
    assert tries(page) == []
    for name in ("Check my answer", "I mean 21.875"):
        expect(page.get_by_role("button", name=name)).to_be_focused()
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="I mean 21\u00a0875")).to_be_focused()
    page.get_by_role("button", name="I mean 21.875").press("Enter")
    expect(said).to_contain_text("Your answer, 21.875 per cent: ✓ matches the evidence.")
    expect(page.get_by_role("button", name="Check my answer")).to_be_focused()
    expect(page.get_by_role("button", name="I mean")).to_have_count(0)
    assert tries(page) == ["21.875 per cent"]


def test_the_other_reading_counts_where_it_is_meant(page):
    look(page, "21,875")
    page.get_by_role("button", name="I mean 21\u00a0875").click()
    expect(page.get_by_role("status")).to_contain_text("21875 per cent: ↺ look again")
    assert tries(page) == ["21875 per cent"]


def test_who_types_on_is_not_asked_any_more(page):
    look(page, "21,875")
    page.get_by_label("Your number, in per cent").fill("21,9")
    expect(page.get_by_role("button", name="I mean")).to_have_count(0)


@pytest.mark.parametrize("typed, sentence", [
    ("twenty", "“twenty” cannot be read as a number here."),
    ("7/32", "“7/32” cannot be read as a number here."),
    ("<b>2</b>", "“<b>2</b>” cannot be read as a number here."),
    ("", "No answer yet."),
    ("  ", "No answer yet."),
])
def test_what_cannot_be_read_is_not_said_to_be_no_answer(page, typed, sentence):
    expect(look(page, typed)).to_contain_text(sentence)
    assert tries(page) == []


def test_a_number_is_asked_for_by_its_question(page):
    expect(page.get_by_role("textbox")).to_have_accessible_name(
        "Your number, in per cent What part is it?")
