"""Browse in a real Chromium: cards, two side by side, the whole table, and the rates of figures."""

import re

import axe
import bakery
import pandas as pd
import pytest
from playwright.sync_api import expect

from seminar import lesson_page
from seminar.widgets.browse import browse, rates

HIT = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
LOAVES = pd.DataFrame({
    "row_id": ["b1", "b2", "b3", "b4"],
    "loaf": ["Rye", "Wheat", f"Spelt {HIT}", "Хлеб"],
    "baker": ["Ann", "Bob", "Ann", None],
    "taster": ["Bob", "Carl", "Dora", "Dora"],
    "baked": pd.to_datetime(["2001-07-10", "2001-07-11", None, "2001-07-12"]),
    "sold": pd.array([12000, 40, None, 7], dtype="Int64"),
    "source_id": ["baker-2001", "baker-2001;miller-2002", "miller-2002", "miller-2002"],
    "note": ["dark", "light, and warm", HIT, "—"],
})
TEXT = ["baker", "baked", "sold", "source_id", "note"]


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))


def loaves(**choices):
    return browse(LOAVES, "loaf", TEXT, **choices)


def said(page):
    return page.get_by_role("status")


def lines(page):
    """What the card or table shows, a list a line."""
    return page.get_by_role("row").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))")


def press(page, name, key="Enter"):
    page.get_by_role("button", name=name, exact=True).press(key)


# Cards -------------------------------------------------------------------------------------------


def test_a_card_has_its_name_its_row_and_its_lines_with_sources_written_out(show):
    page = show(loaves())
    expect(said(page)).to_have_text("Rye (b1), 1 of 4.")
    expect(page.get_by_role("table", name="Rye (b1)")).to_be_visible()
    assert lines(page) == [["Baker", "Ann"], ["Baked", "10 July 2001"], ["Sold", "12,000"],
                           ["Source", "Bread, no date"], ["Note", "dark"]]
    page.get_by_label("Show", exact=True).select_option(label="Wheat (b2)")
    expect(said(page)).to_have_text("Wheat (b2), 2 of 4.")
    assert ["Source", "Bread, no date; Flour, no date"] in lines(page)


def test_keys_alone_step_through_the_cards_and_the_focus_stays(show):
    page = show(loaves())
    page.keyboard.press("Tab")
    expect(page.get_by_label("Show", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(said(page)).to_contain_text("Wheat (b2), 2 of 4.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    following = page.get_by_role("button", name="Next")
    expect(following).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("4 of 4.")
    expect(following).to_have_attribute("aria-disabled", "true")
    expect(following).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(said(page)).to_contain_text("3 of 4.")


def test_a_gap_is_not_known_and_markup_is_the_text_it_is(show):
    page = show(loaves())
    page.get_by_label("Show", exact=True).select_option(index=2)
    assert lines(page)[1:3] == [["Baked", "not known"], ["Sold", "not known"]]
    assert lines(page)[4] == ["Note", HIT] and f"Spelt {HIT} (b3)" in said(page).text_content()
    press(page, "Show another beside it")
    press(page, "Show the whole table")
    assert page.locator("main :is(img, script)").count() == 0
    assert "<img" not in loaves().twin() and "<script" not in loaves().twin()


def test_words_in_another_script_are_marked_for_a_voice(show):
    page = show(loaves())
    page.get_by_label("Show", exact=True).select_option(index=3)
    expect(page.locator("caption span[lang=ru]")).to_have_text("Хлеб")


# Narrowing ---------------------------------------------------------------------------------------


def test_a_filter_narrows_the_cards_and_says_how_many_there_are(show):
    page = show(loaves(filters=["baker", "baked"]))
    assert page.get_by_label("Baker").locator("option").all_text_contents() == ["All", "Ann", "Bob"]
    assert page.get_by_label("Baked").locator("option").all_text_contents() == [
        "All", "10 July 2001", "11 July 2001", "12 July 2001"]
    expect(page.get_by_role("group", name="Choose which rows to see")).to_be_visible()
    page.get_by_label("Baker").select_option("Bob")
    expect(said(page)).to_have_text("Wheat (b2), 1 of 1 (4 in all).")
    page.get_by_label("Baked").select_option("10 July 2001")
    expect(said(page)).to_have_text("No row is left. Choose something else above.")
    expect(page.get_by_role("table")).to_have_count(0)
    press(page, "Next")
    page.get_by_label("Baked").select_option("All")
    expect(said(page)).to_have_text("Wheat (b2), 1 of 1 (4 in all).")


def test_the_card_that_is_read_stays_while_it_fits(show):
    page = show(loaves(filters=["baker"]))
    page.get_by_label("Show", exact=True).select_option(index=2)
    page.get_by_label("Baker").select_option("Ann")
    expect(said(page)).to_contain_text("(b3), 2 of 2 (4 in all).")


def test_one_filter_looks_in_several_columns(show):
    page = show(loaves(filters={"Person": ["baker", "taster"]}))
    person = page.get_by_label("Person")
    assert person.locator("option").all_text_contents() == ["All", "Ann", "Bob", "Carl", "Dora"]
    person.select_option("Bob")
    expect(said(page)).to_have_text("Rye (b1), 1 of 2 (4 in all).")


def test_categories_keep_their_order(show):
    kinds = pd.Categorical(["high", "low", "low", "high"], categories=["low", "high"])
    page = show(browse(LOAVES.assign(certainty=kinds), "loaf", TEXT, filters=["certainty"]))
    offered = page.get_by_label("Certainty").locator("option")
    assert offered.all_text_contents() == ["All", "low", "high"]


@pytest.mark.parametrize("stays", [LOAVES["source_id"].ne("baker-2001"), "elsewhere"])
def test_a_check_box_leaves_only_the_rows_it_names(show, stays):
    rows = LOAVES.assign(elsewhere=[False, True, True, True])
    page = show(browse(rows, "loaf", TEXT, only=("Only loaves with another source", stays)))
    box = page.get_by_role("checkbox", name="Only loaves with another source")
    box.press("Space")
    expect(said(page)).to_have_text("Wheat (b2), 1 of 3 (4 in all).")
    box.press("Space")
    expect(said(page)).to_have_text("Wheat (b2), 2 of 4.")


# The whole table, and two side by side -----------------------------------------------------------


def test_the_whole_table_is_a_button_away_and_obeys_the_filters(show):
    page = show(loaves(filters=["baker"]))
    press(page, "Show the whole table")
    expect(said(page)).to_have_text("All 4 rows, as a table.")
    assert lines(page)[0] == ["Row", "Baker", "Baked", "Sold", "Source", "Note"]
    assert [line[0] for line in lines(page)[1:]] == [
        "Rye (b1)", "Wheat (b2)", f"Spelt {HIT} (b3)", "Хлеб (b4)"]
    page.get_by_label("Baker").select_option("Bob")
    expect(said(page)).to_have_text("1 of 4 rows, as a table.")
    assert len(lines(page)) == 2
    back = page.get_by_role("button", name="Show one at a time")
    back.press("Enter")
    expect(page.get_by_role("button", name="Show the whole table")).to_be_focused()
    expect(said(page)).to_have_text("Wheat (b2), 1 of 1 (4 in all).")


def test_two_cards_stand_side_by_side_line_by_line(show):
    page = show(loaves())
    expect(page.get_by_label("Beside it")).to_be_hidden()
    press(page, "Show another beside it")
    expect(page.get_by_role("button", name="Show one alone")).to_be_focused()
    expect(said(page)).to_have_text("Rye (b1) beside Wheat (b2).")
    assert lines(page)[:2] == [["Row", "Rye (b1)", "Wheat (b2)"], ["Baker", "Ann", "Bob"]]
    page.get_by_label("Beside it").select_option(index=3)
    expect(said(page)).to_have_text("Rye (b1) beside Хлеб (b4).")
    expect(page.get_by_role("rowheader", name="Note")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Rye (b1)")).to_be_visible()
    press(page, "Show one alone")
    expect(said(page)).to_have_text("Rye (b1), 1 of 4.")


def test_two_can_be_open_from_the_start(show):
    page = show(loaves(beside=True))
    expect(said(page)).to_have_text("Rye (b1) beside Wheat (b2).")


def test_a_table_of_one_row_and_of_none(show):
    expect(said(show(browse(LOAVES.head(1), "loaf", TEXT, beside=True)))).to_have_text(
        "Rye (b1) beside Rye (b1).")
    page = show(browse(LOAVES.head(0), "loaf", TEXT, filters=["baker"]))
    expect(said(page)).to_contain_text("No row")


def test_a_table_without_a_key_shows_none(show):
    page = show(browse(LOAVES.drop(columns="row_id"), "loaf", ["note"]))
    expect(said(page)).to_have_text("Rye, 1 of 4.")


# For every reader --------------------------------------------------------------------------------


@pytest.mark.parametrize("made", ["cards", "figures"])
def test_axe_finds_no_fault(show, made):
    widget = loaves(filters=["baker"], only=("Only some", LOAVES["sold"].notna()), beside=True)
    page = show(widget if made == "cards" else rates(figures()))
    for name in ("Show the whole table", "Show two at a time"):
        assert axe.faults(page, "main", (*axe.WCAG, "best-practice")) == []
        press(page, name)


@pytest.mark.parametrize("made", ["cards", "figures"])
def test_a_narrow_window_never_scrolls_sideways_and_targets_are_large(show, made):
    widget = loaves(
        filters=["baker", "note"], only=("Only some", LOAVES["sold"].notna()), beside=True)
    page = show(widget if made == "cards" else rates(figures()),
                viewport={"width": 320, "height": 800})
    for name in ("Show the whole table", None):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        controls = page.locator("main :is(button, select, label.option)").filter(visible=True)
        for control in controls.all():
            box = control.bounding_box()
            assert box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 320
        if name:
            press(page, name)


def test_letters_typed_on_a_control_are_no_commands_of_the_program_round_it(show):
    page = show(loaves(filters=["baker"], only=("Only some", LOAVES["sold"].notna())))
    assert page.locator("main :is(button, select, input, [tabindex])"
                        ":not([data-lm-suppress-shortcuts])").count() == 0


def test_forced_colours_and_print_leave_the_card(show):
    page = show(loaves(), forced_colors="active")
    expect(page.get_by_role("button", name="Next")).to_have_css("border-top-width", "2px")
    page.emulate_media(media="print")
    expect(page.get_by_role("table", name="Rye (b1)")).to_be_visible()
    expect(page.locator("main button").first).to_be_hidden()


def test_the_twin_is_the_whole_table():
    twin = loaves().twin()
    assert '<th scope="col">Source</th>' in twin and "Bread, no date; Flour, no date" in twin
    assert twin.count('<th scope="row">') == 4 and "paper" not in twin


def test_of_many_rows_the_first_are_sent_and_the_page_says_so_first(show):
    many = pd.concat([LOAVES] * 1000, ignore_index=True)
    said_first = "These are the first 200 of 4,000 rows."
    widget = browse(many, "loaf", TEXT, only=("Only some", many["sold"].notna()))
    assert len(widget.rows) == 200
    assert widget.twin().index(said_first) < widget.twin().index("<table>")
    page = show(widget)
    expect(page.locator("main p").first).to_contain_text(said_first)
    expect(said(page)).to_have_text("Rye (b1), 1 of 200 (4000 in all).")
    press(page, "Show the whole table")
    expect(said(page)).to_have_text("200 of 4000 rows, as a table.")
    assert not loaves().limit and "first" not in loaves().twin()
    assert len(rates(pd.concat([figures()] * 100, ignore_index=True)).rows) == 200


def test_a_lesson_browses_and_divides_and_names_a_column_that_is_not_there():
    lesson = lesson_page.lesson(1)
    widget = lesson.browse(LOAVES, name="loaf", text=TEXT, filters=["baker"])
    assert widget.rows == loaves(filters=["baker"]).rows
    assert lesson.rates(figures()).rates
    for wrong in ({"name": "lof"}, {"text": ["bake"]}, {"filters": {"Who": ["baker", "x"]}},
                  {"only": ("Only", "absent")}):
        with pytest.raises(LookupError, match="no column .* They have: row_id, loaf"):
            lesson.browse(LOAVES, **{"name": "loaf", "text": TEXT, **wrong})
    with pytest.raises(LookupError, match='no column "unit"'):
        lesson.rates(figures().drop(columns="unit"))


# Rates -------------------------------------------------------------------------------------------

FIGURE = {"period": "2001", "place": "the town", "population": "bakers", "certainty": "high",
          "value_note": "rounded", "unit": "persons"}


def figures(top=(), bottom=(), top_source="baker-2001", bottom_source="miller-2002"):
    """A top and a bottom, each said by two sources, with which nothing is amiss; then changed."""
    waiting = {**FIGURE, "measure": "on the list", "value": 365000, **dict(top)}
    working = {**FIGURE, "measure": "employed in baking", "value": 1200000, **dict(bottom)}
    other = {"baker-2001": "miller-2002", "miller-2002": "baker-2001"}
    return pd.DataFrame([
        {"row_id": "h1", **waiting, "source_id": top_source},
        {"row_id": "h2", **working, "source_id": bottom_source},
        {"row_id": "h3", **waiting, "source_id": other.get(top_source, top_source)},
        {"row_id": "h4", **working, "source_id": other.get(bottom_source, bottom_source)},
    ])


def warnings(page):
    return said(page).get_by_role("listitem").all_text_contents()


def test_two_figures_make_a_sentence_and_nothing_amiss_is_no_warning(show):
    page = show(rates(figures()))
    expect(page.get_by_label("Top number").locator("option").first).to_have_text(
        "365,000 bakers on the list, the town, 2001 (h1)")
    expect(said(page)).to_contain_text(
        "365,000 persons for each 1,200,000 persons: 0.304, about 3 in every 10, 30.4 %.")
    expect(said(page)).to_contain_text("These two rows give no warning. What else would you ask?")
    assert lines(page)[0] == ["Row", "365,000 bakers on the list, the town, 2001 (h1)",
                              "1,200,000 bakers employed in baking, the town, 2001 (h2)"]
    assert ["Source", "Bread, no date", "Flour, no date"] in lines(page)


OF_THE_TOP = {
    "who": ({"population": "millers"}, "The top counts millers; the bottom counts bakers. "
            "Is every one of the top among the bottom?"),
    "units": ({"unit": "loaves"}, "The units differ: loaves at the top, persons at the bottom. "
              "The result is a rate, not a share."),
    "larger": ({"value": 1300000}, "The top is larger than the bottom. "
               "A share cannot be more than the whole."),
    "when": ({"period": "1999-05"}, "The times differ: May 1999 at the top, 2001 at the bottom. "
             "Do the two belong together?"),
    "where": ({"place": "the village"}, "The places differ: the village at the top, "
              "the town at the bottom. Is the one a part of the other?"),
    "lower": ({"value_note": "lower bound"}, "A lower bound stands at the top: "
              "the number may be larger, and then the result is larger."),
    "upper": ({"value_note": "upper bound"}, "An upper bound stands at the top: "
              "the number may be smaller, and then the result is smaller."),
    "certainty": ({"certainty": "low"}, "The certainty of the top is low."),
}


@pytest.mark.parametrize("change, warning", OF_THE_TOP.values(), ids=OF_THE_TOP)
def test_each_warning_is_earned_by_one_thing_and_comes_alone(show, change, warning):
    assert warnings(show(rates(figures(top=change)))) == [warning]


@pytest.mark.parametrize("change, warning", [
    ({"value_note": "lower bound"}, "A lower bound stands at the bottom: "
     "the number may be larger, and then the result is smaller."),
    ({"value_note": "upper bound"}, "An upper bound stands at the bottom: "
     "the number may be smaller, and then the result is larger."),
    ({"certainty": "low"}, "The certainty of the bottom is low."),
    ({"certainty": "medium"}, None), ({"value_note": "estimate"}, None), ({"value": 365000}, None),
])
def test_the_bottom_earns_its_own_warnings(show, change, warning):
    assert warnings(show(rates(figures(bottom=change)))) == ([warning] if warning else [])


def test_low_certainty_of_both_is_one_warning(show):
    page = show(rates(figures(top={"certainty": "low"}, bottom={"certainty": "low"})))
    assert warnings(page) == ["The certainty of the top and of the bottom is low."]


def test_one_source_for_both_and_no_other_source(show):
    page = show(rates(figures(bottom_source="baker-2001")))
    assert warnings(page) == ["Both numbers come from one source: Bread, no date."]
    page = show(rates(figures().iloc[[0, 1, 3]]))
    assert warnings(page) == ["No other source among these rows gives the top."]
    page = show(rates(figures().head(2)))
    assert warnings(page) == ["No other source among these rows gives the top or the bottom."]
    page = show(rates(figures().assign(period=["2001", "2001", "1999", "2001"])))
    assert warnings(page) == ["No other source among these rows gives the top."]
    page = show(rates(figures(top_source="baker-2001;miller-2002")))
    assert "Both numbers come from one source: Flour, no date." in warnings(page)


def test_the_same_row_twice_earns_that_warning_alone(show):
    page = show(rates(figures()))
    page.get_by_label("Bottom number").select_option(index=0)
    assert warnings(page) == ["The top and the bottom are the same row."]
    expect(said(page)).to_contain_text("365,000 persons for each 365,000 persons: 1, 100 %.")


def test_other_people_in_another_unit_are_asked_what_they_have_to_do_with_each_other(show):
    others = {"population": "all bread", "unit": "million loaves", "value": 740}
    page = show(rates(figures(bottom=others)))
    assert warnings(page) == [
        "The top counts bakers; the bottom counts all bread. "
        "What has the one to do with the other?",
        "The units differ: persons at the top, million loaves at the bottom. "
        "The result is a rate, not a share."]


def test_a_rate_has_no_top_that_is_too_large(show):
    assert len(warnings(show(rates(figures(bottom={"unit": "loaves", "value": 9}))))) == 1


def test_a_dead_kernel_and_keys_alone_are_enough_for_a_rate(show):
    page = show(rates(figures()))
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Bottom number")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(said(page)).to_contain_text(
        "1,200,000 persons for each 365,000 persons: 3.29 times the bottom, 329 %.")
    expect(said(page)).to_contain_text("1 warning:")
    assert said(page).get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("top, bottom, sentence", [
    ((800, "persons"), (740, "million tonnes"),
     "800 persons for each 740 million tonnes: 1.1 persons per million tonnes."),
    ((392, "million tonnes"), (1200000, "persons"),
     "327 tonnes for each of the 1,200,000 persons."),
    ((3, "persons"), (4000, "tonnes"), "750 persons per million tonnes."),
    ((5, "persons"), (4000, "tonnes"), "1.3 persons per thousand tonnes."),
    ((500, "thousand tonnes"), (2, "million tonnes"), "0.25, 25 in every 100, 25 %."),
    ((15, "loaves"), (100, "loaves"), "0.15, 15 in every 100, 15 %."),
    ((4, "loaves"), (100000, "loaves"), "0.00004, 4 in every 100,000, 0.004 %."),
    ((95, "loaves"), (99, "loaves"), "0.96, about 96 in every 100, 96 %."),
    ((0, "loaves"), (99, "loaves"), "0, 0 %."),
    ((-10, "years"), (40, "years"), "-0.25, -25 %."),
    ((611, "crowns per month"), (451, "crowns per month"), "1.35 times the bottom, 135 %."),
    ((7, "loaves"), (0, "loaves"), "The bottom number is 0, and nothing can be divided by 0."),
    ((0.02, "loaves"), (3, "million tonnes"), "6.7 loaves per billion tonnes."),
    ((1234.5, "loaves"), (1, "persons"), "1230 loaves for each of the 1 persons."),
])
def test_a_rate_takes_the_form_that_its_units_allow(show, top, bottom, sentence):
    above, below = (dict(zip(("value", "unit"), figure)) for figure in (top, bottom))
    page = show(rates(figures(above, below)))
    assert said(page).locator("p").first.text_content().endswith(sentence)


@pytest.mark.parametrize("change, title", [
    ({}, "365,000 bakers on the list, the town, 2001 (h1)"),
    ({"population": "bakers' children", "unit": "children"},
     "365,000 bakers' children on the list, the town, 2001 (h1)"),
    ({"measure": "deaths in a year"},
     "365,000 persons: bakers, deaths in a year, the town, 2001 (h1)"),
    ({"unit": "loaves", "value": 0.5, "period": "1999/2001-07"},
     "0.5 loaves: bakers, on the list, the town, 1999 to July 2001 (h1)"),
    ({"period": pd.Timestamp("2001-07-10")},
     "365,000 bakers on the list, the town, 10 July 2001 (h1)"),
    ({"period": 2001}, "365,000 bakers on the list, the town, 2001 (h1)"),
])
def test_a_figure_is_named_by_number_people_place_and_time(change, title):
    assert rates(figures(top=change)).rows[0]["title"] == title


def test_a_row_without_a_value_cannot_be_divided():
    assert len(rates(figures(top={"value": None})).rows) == 2


def test_hostile_figures_are_the_text_they_are(show):
    page = show(rates(figures(top={"population": HIT, "place": HIT, "unit": HIT})))
    press(page, "Show the whole table")
    expect(said(page)).to_have_text("All 4 rows, as a table.")
    press(page, "Show two at a time")
    assert page.locator("main :is(img, script)").count() == 0 and HIT in said(page).text_content()


def test_on_paper_there_are_the_figures_and_lines_for_three_divisions():
    twin = rates(figures()).twin()
    assert twin.count("Top divided by bottom") == 3 and twin.count('class="paper"') == 12
    assert twin.count('<th scope="row">') == 4 and not re.search(r"0\.304|30\.4", twin)
