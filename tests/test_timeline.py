"""The timeline: dates that are not sure, states of places, a map by day and a strip of events."""

import json
import random
import re
import shutil

import bakery
import browser
import pandas as pd
import pytest
from playwright.sync_api import expect

from seminar import lesson
from seminar.data import dates
from seminar.errors import NotThere
from seminar.page import day_maps
from seminar.widgets.timeline import timeline

HIT = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
WORDS = {"title": "Bread, by date", "alt": "Timeline of bread where most is baked late.",
         "caption": "Figure 1. Bread. Source: the bakery."}
EVENTS = pd.DataFrame({
    "event_id": ["E1", "E2", "E3", "E4", "E5"],
    "date": ["1917", "1917-11", "1922", "1989-07-10", "1989-07-10"],
    "end_date": [None, None, "1926", None, "1989-07-12"],
    "strand": ["town_hall", "bakers", "bakers", "the_world", "bakers"],
    "title": ["A decree on bread", "The ovens stop", "A mill", "Rye for all", f"Хлеб {HIT}"],
    "detail": ["It is read out.", None, "By the river.", HIT, "Three days."],
    "in_article": ["p8", None, "p18", "p3", None],
    "source_id": ["baker-2001", "miller-2002", "baker-2001;miller-2002", None, "miller-2002"],
    "certainty": ["high", "medium", "contested", "high", "low"],
})
PLACES = pd.DataFrame({
    "place_id": ["a", "b", "north", "c"],
    "name": ["Aville", "Bville", "The North", "Cville"],
    "name_today": ["Aville", "Newtown", None, None],
    "country_today": [None, "Ruritania", None, None],
    "kind": ["town", "town", "county", "town"],
    "county": ["North", "North", "North", "South"],
    "lat": [55.0, 55.5, 55.2, 48.0], "lon": [80.0, 82.0, 81.0, 40.0],
})
COUNTIES = pd.DataFrame({"county": ["North", "South"], "lat": [55.2, 48.0], "lon": [81.0, 40.0],
                         "style": [1, 2], "label_side": ["right", "left"]})
STATES = {"shut": ["shuts"], "half shut": ["opens a little"], "open": ["opens"]}


def report(key, day, place, event, low=None, high=None, note="Seen.", source="baker-2001"):
    return {"row_id": key, "date": pd.Timestamp(day), "place_id": place, "event": event,
            "low": low, "high": high, "what": "ovens", "spot": None, "reported_by": "The baker",
            "source_id": source, "certainty": "high", "note": note}


REPORTS = [
    report("r1", "2001-07-01", "a", "shuts", 3, 3, note="Flour ran out."),
    report("r2", "2001-07-02", "b", "shuts", 5),
    report("r3", "2001-07-02", "a", "opens"),
    report("r4", "2001-07-02", "a", "shuts", note=HIT),
    report("r5", "2001-07-05", "c", "opens a little", source="miller-2002"),
    report("r6", "2001-07-06", "north", "opens"),
]


def a_map(reports=REPORTS, **reading):
    reports = pd.DataFrame(reports).astype({"low": "Int64", "high": "Int64"})
    return timeline(reports, WORDS, PLACES, COUNTIES, **{
        "group": "county", "states": STATES, "counted": {"ovens": ("low", "high")},
        "counted_as": "what", "at": "spot", **reading})


def a_strip(events=EVENTS, **reading):
    return timeline(events, WORDS, **{"strand": "strand", "detail": "detail",
                                      "paragraph": "in_article", **reading})


def many(count, seed=1):
    """A table of the shape of a long chronology: years, months and days, some of which lasted."""
    pick = random.Random(seed)
    rows = []
    for number in range(count):
        year, month, day = pick.randint(1917, 2021), pick.randint(1, 12), pick.randint(1, 28)
        if pick.random() < 0.4:  # most things happen in one summer
            year, month = 1989, 7
        start = [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"][number % 3]
        end = f"{year + pick.randint(1, 6)}" if pick.random() < 0.2 else None
        rows.append({"event_id": f"E{number:04}", "date": start, "end_date": end,
                     "strand": f"strand_{number % 6}", "title": f"What happened as number {number}",
                     "detail": "A sentence on what is known of it. " * 3, "in_article": "p8",
                     "source_id": "baker-2001", "certainty": "high"})
    return pd.DataFrame(rows)


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))
    shutil.copytree(browser.ROOT / "data" / "geo", tmp_path / "data" / "geo")


def said(page):
    return page.get_by_role("status")


def press(page, name, times=1):
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).press("Enter")


def size(widget):
    """Bytes of all that goes to the page, its script and style apart."""
    state = {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
    return len(json.dumps(state, ensure_ascii=False).encode())


# Dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start, end, words", [
    ("1989-07-10", None, "10 July 1989"), ("1917", None, "some time in 1917"),
    ("1917-11", "", "some time in November 1917"), ("1917", "1917", "some time in 1917"),
    ("1989-07-13", "1989-07-14", "13 to 14 July 1989"), ("1922", "1926", "1922 to 1926"),
    ("1989-10-25", "1989-12-02", "25 October to 2 December 1989"),
    ("1991-12-30", "1992-01-02", "30 December 1991 to 2 January 1992"),
    ("1991-03-01", "1991-05", "1 March to May 1991"),
    ("2010-05", "2010-05-14", "May to 14 May 2010"),
    ("1988", "1988-07", "1988 to July 1988"), ("1988-02-03", "1988", "3 February 1988 to 1988"),
    (1917, None, "some time in 1917"), (1922.0, 1926.0, "1922 to 1926"),
    (pd.Timestamp("1989-07-10"), pd.NaT, "10 July 1989"),
])
def test_a_date_says_no_more_than_is_known(start, end, words):
    assert dates.when(start, end).words == words


@pytest.mark.parametrize("cell", ["spring 1989", "1989-13", "1989-02-30", "0000", "10.07.1989", "",
                                  None, "1989-7-1", "1989-07-", HIT])
def test_what_is_no_date_is_refused_with_what_to_write(cell):
    with pytest.raises(dates.DateError, match="Write a year, a month or a day"):
        dates.read(cell)


def test_an_end_before_its_start_is_refused_but_not_one_that_may_be_after_it():
    with pytest.raises(dates.DateError, match="before the start"):
        dates.when("1989-07-10", "1989-07-09")
    assert dates.when("1989-07-10", "1989").end.words() == "1989"


# States ------------------------------------------------------------------------------------------


def looks(widget, frame=0):
    """Of every mark of a frame its state on every day; with * where that day's report says so."""
    return {mark["name"]: [state + "*" * today for state, today, _ in (
                day_maps.look_on(mark, day) for day in range(len(widget.steps)))]
            for mark in widget.frames[frame]["marks"]}


def test_a_place_keeps_its_state_until_another_report_and_a_group_ends_with_its_whole():
    assert looks(a_map(), frame=1) == {
        "Aville": ["on*", "differ*", "differ", "differ", "differ", "off*"],
        "Bville": ["none", "on*", "on", "on", "on", "off*"]}


def test_a_group_is_on_while_one_of_its_places_is():
    assert looks(a_map()) == {"North": ["on*", "on*", "on", "on", "on", "off*"],
                              "South": ["none", "none", "none", "none", "part*", "part"]}


def test_a_day_says_what_it_changes_and_no_more():
    everywhere, north, south = (frame["says"] for frame in a_map().frames)
    assert everywhere == ["Shut: Aville.", "Shut: Bville. Reports differ: Aville.", "", "",
                          "Half shut: Cville.", "Open: The North."]
    assert north[4] == "" and south[4] == "Half shut: Cville."


def test_of_many_places_three_are_named():
    towns = pd.DataFrame([{**PLACES.iloc[0], "place_id": f"t{n}", "name": f"T{n}"}
                          for n in range(9)])
    for count, said in [(1, "T0"), (2, "T0 and T1"), (4, "T0, T1, T2 and T3"),
                        (5, "T0, T1, T2 and 2 more")]:
        reports = pd.DataFrame(
            [report(f"r{n}", "2001-07-01", f"t{n}", "shuts") for n in range(count)])
        found = timeline(reports, WORDS, towns, COUNTIES, group="county", states=STATES)
        assert found.frames[0]["says"] == [f"Shut: {said}."]


def test_days_far_apart_are_steps_without_those_between():
    far = a_map([report("r1", "1917-11-07", "a", "shuts"),
                 report("r2", "2001-07-02", "a", "opens")])
    assert [step["when"] for step in far.steps] == [
        "Wednesday 7 November 1917", "Monday 2 July 2001"]
    assert len(a_map().steps) == 6


def test_a_map_needs_days_and_says_which_row_has_none():
    with pytest.raises(dates.DateError, match="Row r9: found July 2001 where a map needs a day"):
        a_map([*REPORTS, {**report("r9", "2001-07-01", "a", "opens"), "date": "2001-07"}])


# A strip of events, as data ----------------------------------------------------------------------


def test_events_stand_in_order_with_their_span_and_their_cells():
    strip = a_strip()
    assert [step["when"] for step in strip.steps] == [
        "Some time in 1917", "Some time in November 1917", "1922 to 1926", "10 July 1989",
        "10 to 12 July 1989"]
    assert [step["at"] for step in strip.steps] == ["1917", "1917, November", "1922",
                                                    "1989, 10 July", "1989, 10 July"]
    assert strip.steps[3]["span"] == [7130, 7130] and len(strip.steps[4]["span"]) == 4
    assert strip.columns == ["What happened", "Strand", "Detail", "Source, and paragraph",
                             "How sure, and row"]
    assert strip.rows[2]["cells"] == ["A mill", "Bakers", "By the river.",
                                      "Bread, no date; Flour, no date; p18", "contested, E3"]
    assert strip.rows[1]["cells"][2] == "" and strip.rows[3]["cells"][3] == "no source given; p3"


def test_strands_stand_in_the_order_of_their_list_else_as_they_come():
    assert a_strip().filters == ["Town hall", "Bakers", "The world"]
    listed = EVENTS.assign(strand=pd.Categorical([*EVENTS["strand"][:-1], None],
                                                 ["the_world", "bakers", "none", "town_hall"]))
    assert a_strip(listed).filters == ["The world", "Bakers", "Town hall", "Not known"]


def test_a_date_and_a_title_are_enough():
    listed = pd.DataFrame({"id": [1], "date": [2001], "what": ["Rye"]})
    strip = timeline(listed, WORDS, title="what")
    assert strip.rows[0]["cells"] == ["Rye", "1"] and strip.filters == []
    assert strip.steps[0]["when"] == "Some time in 2001"


@pytest.mark.parametrize("events, reading, fault, words", [
    (EVENTS, {"title": "name"}, NotThere, 'no column "name". They have: event_id'),
    (EVENTS.head(0), {}, NotThere, "There is no row to show"),
    (EVENTS.assign(date="soon"), {}, dates.DateError, 'Row E1: found "soon" where a date'),
])
def test_a_table_that_cannot_be_shown_says_why(events, reading, fault, words):
    with pytest.raises(fault, match=re.escape(words)):
        a_strip(events, **reading)


def test_a_lesson_shows_a_strip_and_its_words_come_from_lessons_md():
    found = lesson(1).timeline("loaves", EVENTS, strand="strand", title="title", detail="detail")
    assert found.label == "Loaves rise" and len(found.rows) == len(EVENTS)


# On paper ----------------------------------------------------------------------------------------


def test_the_twin_of_a_map_has_small_maps_with_their_words_and_every_report_once():
    twin = a_map().twin()
    assert twin.count("<figure>") == 3  # the first day, and those on which a county changes
    assert 'aria-label="Map, Thursday 5 July 2001. North: shut; South: half shut."' in twin
    assert "<strong>Friday 6 July 2001.</strong> Open: The North." in twin
    assert twin.count('<th scope="row">') == len(REPORTS)
    assert "<script" not in twin and "<img" not in twin and "Newtown, Ruritania" in twin
    assert re.search(r'<g id="(land-\w+)">', twin)[1] == re.search(r'<use href="#([^"]+)"', twin)[1]


def test_days_for_paper_can_be_chosen_and_are_twelve_at_most():
    assert a_map(printed=["2001-07-03", "2001-07-01"]).sheet.count("<figure>") == 2
    for printed in (["2001-08-01"], ["2001-07-01"] * 13):
        with pytest.raises(NotThere, match="at most 12 days of this timeline, such as 2001-07-01"):
            a_map(printed=printed)
    restless = [report(f"r{n}", f"2001-07-{n:02}", "c", "shuts" if n % 2 else "opens")
                for n in range(1, 31)]
    assert a_map(restless).sheet.count("<figure>") == 12


@pytest.mark.parametrize("show, printed", [(a_map, ["r1", "r2", "r3", "r6"]),
                                           (a_strip, ["E1", "E2", "E3", "E5"])])
def test_rows_for_paper_can_be_chosen_and_the_sheet_says_that_it_is_a_choice(
        show, printed, monkeypatch):
    rows = len(show().rows)
    assert "Here are" not in show().twin() and "left-out" not in show().twin()
    monkeypatch.setitem(WORDS, "on paper", f"{printed[0]} to {printed[2]}, {printed[-1]}")
    twin = show().twin()
    assert f"Here are {len(printed)} of {rows} rows" in twin
    listed = re.findall(r'<tr( class="left-out")?><th.*?(\w\d+)</td></tr>', twin)
    assert len(listed) == rows and [key for out, key in listed if not out] == printed


@pytest.mark.parametrize("spans", ["r9", "r3 to r1", "r1 to r9", "r1,"])
def test_rows_for_paper_that_are_not_there_are_told(spans, monkeypatch):
    monkeypatch.setitem(WORDS, "on paper", spans)
    with pytest.raises(NotThere, match='"on paper" in lessons.md: found ".*such as "r1" or "r1 to'):
        a_map()


def test_the_twin_of_a_strip_is_its_list():
    twin = a_strip().twin()
    assert twin.count('<th scope="row">') == len(EVENTS) and "<script" not in twin
    assert "Some time in November 1917" in twin and '<span lang="ru">Хлеб</span>' in twin


def test_rows_go_to_the_page_once_and_the_whole_stays_small():
    found = a_map()
    assert json.dumps(found.get_state(), default=str).count("Flour ran out.") == 1
    assert size(found) < 75_000  # of which the outlines of the land are 53,000
    assert size(a_strip(many(1000))) < 500_000


# A map on a page ---------------------------------------------------------------------------------


def test_a_day_is_said_in_a_sentence_and_its_reports_stand_below(show):
    page = show(a_map())
    expect(said(page)).to_have_text("Sunday 1 July. Shut: Aville. 1 report.")
    expect(page.get_by_text("Day 1 of 6.")).to_be_visible()
    press(page, "Next day")
    expect(said(page)).to_have_text(
        "Monday 2 July. Shut: Bville. Reports differ: Aville. 3 reports.")
    day = page.get_by_role("table", name="Reports for Monday 2 July 2001")
    expect(day.get_by_role("row")).to_have_count(4)
    expect(day).to_contain_text("more than 5 (ovens)")
    expect(day).to_contain_text("The baker; Bread, no date")
    press(page, "Next day")
    expect(said(page)).to_have_text("Tuesday 3 July. No report found for this day.")
    day = page.get_by_role("region", name="Reports for Tuesday 3 July 2001")
    expect(day).to_have_text("No report found for this day.")
    assert said(page).get_attribute("aria-live") == "polite"


def test_the_map_changes_its_marks_by_day(show):
    page = show(a_map())
    marks = page.get_by_role("img", name=WORDS["alt"]).locator("[data-state]")
    states = "(marks) => marks.map((mark) => mark.dataset.state)"
    assert marks.evaluate_all(states) == ["on", "none"]
    expect(marks.first).to_have_text("North: 1 town shut")
    page.get_by_role("slider").press("End")
    assert marks.evaluate_all(states) == ["off", "part"]
    page.get_by_label("County").select_option("North")
    assert marks.evaluate_all(states) == ["off", "off"]
    expect(said(page)).to_have_text("North. Friday 6 July. Open: The North. 1 report.")
    expect(marks.last).to_have_text("Bville")
    rim = marks.first.locator("path").first
    assert rim.get_attribute("stroke") == "#ffffff" and rim.get_attribute("stroke-width") == "6"


def test_keys_alone_reach_everything_and_the_focus_stays(show):
    page = show(a_map())
    order = ["Previous day", "Day (arrow keys, Home, End)", "Next day", "County",
             "Go to a day with reports", "Show as list"]
    for name in order:
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.labels?.[0]"
                                " || document.activeElement).textContent")
        assert focused == name
        assert page.evaluate("document.activeElement.dataset.lmSuppressShortcuts") == "true"
    slider = page.get_by_role("slider")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "Friday 6 July")
    following = page.get_by_role("button", name="Next day")
    expect(following).to_have_attribute("aria-disabled", "true")
    press(page, "Next day")
    expect(following).to_be_focused()
    expect(said(page)).to_contain_text("Friday 6 July")


def test_a_day_that_has_reports_can_be_gone_to(show):
    page = show(a_map())
    jump = page.get_by_label("Go to a day with reports")
    assert jump.locator("option").all_text_contents() == [
        "Choose a date", "Sunday 1 July", "Monday 2 July", "Thursday 5 July", "Friday 6 July"]
    jump.select_option("Thursday 5 July")
    expect(said(page)).to_contain_text("Thursday 5 July.")
    press(page, "Previous day")
    expect(jump).to_have_value("Choose a date")
    page.get_by_label("County").select_option("South")
    assert jump.locator("option").all_text_contents() == ["Choose a date", "Thursday 5 July"]


def test_the_list_is_its_equal_and_markup_is_the_text_it_is(show):
    page = show(a_map())
    press(page, "Show as list")
    rows = page.get_by_role("region", name="Bread, by date, as a list").get_by_role("row")
    expect(rows).to_have_count(len(REPORTS) + 1)
    expect(rows.nth(1)).to_contain_text("Sunday 1 July 2001")
    assert HIT in rows.nth(4).text_content()
    press(page, "Hide the list")
    expect(rows).to_have_count(0)
    assert page.locator("main :is(img, script)").count() == 0


def test_paper_shows_the_small_maps_and_no_control(show):
    page = show(a_map())
    small = page.get_by_role("img", name="Map, ")
    expect(small).to_have_count(0)
    page.emulate_media(media="print")
    expect(small).to_have_count(3)
    land = small.first.locator("use").get_attribute("href")
    assert page.locator(land).count() == 1
    for control in ("button", "slider", "combobox"):
        expect(page.get_by_role(control)).to_have_count(0)


# A strip on a page -------------------------------------------------------------------------------


def test_an_event_is_said_by_date_and_title_with_all_that_is_known_below(show):
    page = show(a_strip())
    slider = page.get_by_role("slider")
    expect(said(page)).to_have_text("Some time in 1917: A decree on bread")
    expect(slider).to_have_attribute("aria-valuetext", "Some time in 1917: A decree on bread")
    press(page, "Next event", times=2)
    expect(said(page)).to_have_text("1922 to 1926: A mill")
    expect(page.get_by_text("Event 3 of 5.")).to_be_visible()
    assert page.locator("dt").all_text_contents() == ["Strand", "Detail", "Source, and paragraph",
                                                      "How sure, and row"]
    assert page.locator("dd").all_text_contents() == [
        "Bakers", "By the river.", "Bread, no date; Flour, no date; p18", "contested, E3"]


def test_strands_are_told_apart_by_shape_and_name_as_well_as_by_colour(show):
    page = show(a_strip())
    picture = page.get_by_role("img", name=WORDS["alt"])
    shapes = picture.locator("[data-step] path:last-child").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('d'))")
    assert len(set(shapes)) == 3
    for name in ("Town hall", "Bakers", "The world"):
        expect(picture.locator("text", has_text=name)).to_have_count(1)


def test_what_is_not_sure_is_hollow_and_dotted_and_what_lasted_has_a_line(show):
    marks = show(a_strip()).locator("svg.strip [data-step]")
    seen = marks.evaluate_all("""(marks) => Object.fromEntries(marks.map((mark) => [
        mark.dataset.step, [
            mark.querySelectorAll('[stroke-dasharray]').length,
            mark.querySelectorAll('[stroke-width="5"]').length,
            mark.lastElementChild.getAttribute('fill') === '#ffffff']]))""")
    assert seen == {"0": [1, 0, True], "1": [1, 0, True], "2": [1, 1, True], "3": [0, 0, False],
                    "4": [0, 1, False]}


def test_a_strand_narrows_the_steps_and_the_dates(show):
    page = show(a_strip())
    press(page, "Next event", times=3)
    page.get_by_label("Strand").select_option("Bakers")
    expect(said(page)).to_contain_text("Bakers: 3 events. 10 to 12 July 1989:")
    page.get_by_role("slider").press("Home")
    expect(said(page)).to_have_text("Some time in November 1917: The ovens stop")
    assert page.get_by_label("Go to a date").locator("option").all_text_contents() == [
        "Choose a date", "1917, November", "1922", "1989, 10 July"]
    press(page, "Show as list")
    expect(page.get_by_role("region", name="as a list").get_by_role("row")).to_have_count(4)
    page.get_by_label("Strand").select_option("Town hall")
    expect(said(page)).to_have_text("Town hall: 1 event. Some time in 1917: A decree on bread")
    expect(page.get_by_role("region", name="as a list").get_by_role("row")).to_have_count(2)


def test_a_date_can_be_gone_to_and_the_strip_zoomed(show):
    page = show(a_strip(many(81)))
    jump = page.get_by_label("Go to a date")
    offered = jump.locator("option").all_text_contents()
    assert len(set(offered)) == len(offered) > 30
    jump.select_option(index=20)
    before = said(page).text_content()
    press(page, "Zoom in")
    near = page.locator("svg.strip [data-step]")
    assert 5 <= near.count() < 60 and said(page).text_content() == before
    expect(jump).to_have_value(jump.locator("option").nth(20).text_content())
    press(page, "Next event", times=40)
    press(page, "Zoom out")
    expect(near).to_have_count(81)


def test_a_pointer_can_pick_an_event_from_the_strip(show):
    page = show(a_strip())
    page.locator("svg.strip [data-step='2'] path").last.click(force=True)
    expect(said(page)).to_have_text("1922 to 1926: A mill")


def test_hostile_events_are_the_text_they_are(show):
    page = show(a_strip())
    page.get_by_role("slider").press("End")
    assert said(page).text_content() == f"10 to 12 July 1989: Хлеб {HIT}"
    assert said(page).locator("[lang=ru]").text_content() == "Хлеб"
    press(page, "Previous event")
    press(page, "Show as list")
    assert page.locator("main :is(img, script)").count() == 0


@pytest.mark.parametrize("make", [a_map, a_strip])
def test_a_narrow_page_never_moves_sideways_and_targets_are_large(show, make):
    page = show(make(), viewport={"width": 320, "height": 800})
    press(page, "Show as list")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for target in page.locator("button, select, input").all():
        assert target.bounding_box()["height"] >= 44


@pytest.mark.parametrize("make, unit", [(a_map, "day"), (a_strip, "event")])
def test_buttons_and_range_stand_in_one_row_above_the_filters(show, make, unit):
    page = show(make(), viewport={"width": 768, "height": 900})
    before, slider, after, jump = (each.bounding_box() for each in (
        page.get_by_role("button", name=f"Previous {unit}"), page.get_by_role("slider"),
        page.get_by_role("button", name=f"Next {unit}"), page.get_by_label("Go to a")))
    assert before["x"] < slider["x"] < after["x"]
    assert before["y"] == after["y"] == slider["y"] < jump["y"]


@pytest.mark.parametrize("make", [a_map, a_strip])
def test_a_step_sends_nothing(show, make):
    page = show(make(), kernel="alive")
    for key in ("ArrowRight", "End", "Home", "PageDown"):
        page.get_by_role("slider").press(key)
    page.get_by_label("Go to a").select_option(index=2)
    assert page.evaluate("sent") == []


def test_of_a_thousand_rows_each_can_be_reached(show):
    page = show(a_strip(many(1000)))
    day, said = page.get_by_role("slider"), page.get_by_role("status").first
    assert day.get_attribute("max") == "999"
    seen = set()
    for key in ("Home", "ArrowRight", "PageUp", "End", "ArrowLeft"):
        day.press(key)
        seen.add(said.inner_text())
    assert len(seen) == 5 and all("What happened as number" in each for each in seen)
