"""The ledger: claims marked first, then what was found of them; and answers of earlier lessons."""

import json

import bakery
import pandas as pd
import pytest
from playwright.sync_api import expect

from seminar import answers, ledger, lessons
from seminar.plan import Coding, Lesson
from seminar.widgets.ledger import whole_ledger
from seminar.widgets.ledger import ledger as ledger_of
from seminar.widgets.sorter import dealt, sorter

KEPT = {"project": "bakery", "lesson": 8, "title": "Bread"}
CLAIMS = "claim_id,paragraphs,claim,type,evidence_in_article,footnote\n" + "".join(
    f"C0{n},p{n},Claim <b>{n}</b> is so.,event,none,\n" for n in range(1, 5))
READINGS = """\
reading_id,claim_id,source_id,locator,stance,what_it_says,standpoint,certainty,note
r001,C01,baker-2001,p. 1,supports,It is so.,a baker,high,
r002,C02,baker-2001,p. 2,supports,It is so.,a baker,high,
r003,C02,miller-2002,p. 2,qualifies,On Mondays.,a miller,high,
r004,C03,miller-2002,p. 2,disputes,It is not.,a miller,high,
r005,C04,miller-2002,p. 2,context,Read this too.,a miller,high,
"""


def described(name, text):
    columns = text.partition("\n")[0].split(",")
    return {"name": name, "path": f"{name}.csv", "schema": {
        "fields": [{"name": each, "type": "string"} for each in columns], "primaryKey": columns[0]}}


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))
    package = {"resources": [*bakery.PACKAGE["resources"], described("claims", CLAIMS),
                             described("readings", READINGS)]}
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "data" / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "data" / "readings.csv").write_text(READINGS, encoding="utf-8")
    return tmp_path


def a_lesson(number, claims):
    return Lesson(number, f"Lesson {number}", 1, {"claims": claims})


ONE, TWO = a_lesson(3, "C01-C02"), a_lesson(8, "C02-C04")


# What was found ----------------------------------------------------------------------------------


@pytest.mark.parametrize("stances, state", [
    ([], "untested"), (["context"], "untested"), (["supports", "context"], "supported"),
    (["supports", "qualifies"], "qualified"), (["qualifies"], "qualified"),
    (["supports", "qualifies", "disputes"], "disputed"), (["disputes"], "disputed")])
def test_the_state_of_a_claim_is_read_from_its_readings(stances, state):
    assert ledger.state(stances) == state


def test_claims_are_counted_by_their_state():
    assert ledger.count(["C01", "C02", "C03", "C04"]) == {
        "untested": 1, "supported": 1, "qualified": 1, "disputed": 1}


# Marking -----------------------------------------------------------------------------------------


def mark(page, claim, choice, reason=""):
    page.get_by_label(f"My mark: {claim}", exact=True).select_option(choice)
    if reason:
        page.get_by_label(f"My reason, in a line: {claim}", exact=True).fill(reason)


def test_the_evidence_shows_only_after_the_mark(show):
    page = show(ledger_of([ONE], **KEPT))
    button = page.get_by_role("button", name="Show the evidence on C02", exact=True)
    button.press("Enter")
    expect(page.get_by_text("First mark C02. Then the evidence is shown.")).to_be_visible()
    expect(page.get_by_text("On Mondays.")).to_be_hidden()
    mark(page, "C02", "needs qualifying")
    button.press("Enter")
    expect(page.get_by_text("On Mondays.")).to_be_visible()
    expect(page.get_by_text("qualified (at least one")).to_be_visible()
    mark(page, "C02", "")
    expect(page.get_by_text("On Mondays.")).to_be_hidden()


def test_a_mark_and_its_reason_are_kept_and_brought_back(show):
    page = show(ledger_of([ONE], **KEPT), kernel="alive")
    mark(page, "C01", "holds", "Row 3: says so | and so")
    page.wait_for_function("sent.some((each) => each.type === 'keep')")
    kept = page.evaluate("sent.filter((each) => each.type === 'keep').at(-1).answer.text")
    assert kept == "C01: holds | Row 3: says so | and so"
    page.reload()
    page.locator("body[data-ready]").wait_for(state="attached")
    expect(page.get_by_label("My reason, in a line: C01")).to_have_value("Row 3: says so | and so")


def test_markup_in_a_claim_is_shown_as_text(show):
    page = show(ledger_of([ONE], **KEPT))
    expect(page.get_by_text("Claim <b>1</b> is so.")).to_be_visible()


# The whole ---------------------------------------------------------------------------------------


def test_a_claim_of_two_lessons_is_shown_in_the_last_of_them(show):
    shown = whole_ledger([ONE, TWO], **KEPT)
    assert [(card["id"], card["group"][:8]) for card in shown.cards] == [
        ("C01", "Lesson 3"), ("C02", "Lesson 8"), ("C03", "Lesson 8"), ("C04", "Lesson 8")]


def test_marks_of_other_lessons_come_in_when_asked_for_and_do_not_overwrite(show):
    page = show(whole_ledger([ONE, TWO], **KEPT), kernel="none")
    page.evaluate("""localStorage.setItem("seminar/bakery/3/ledger/", JSON.stringify([{
        text: "C01: holds | seen\\nC02: does not hold", verb: "", revision: 3, day: "2001-07-10",
        page: "x", asked: "?"}]))""")
    expect(page.get_by_text("Lesson 3. Lesson 3: 0 of 1 marked")).to_be_visible()
    page.get_by_text("Lesson 8. Lesson 8: 0 of 3 marked").press("Enter")
    mark(page, "C02", "cannot tell yet")
    page.get_by_role("button", name="Bring in my marks from the other lessons").press("Enter")
    expect(page.get_by_text("1 mark brought in.")).to_be_visible()
    expect(page.get_by_label("My mark: C01", exact=True)).to_have_value("holds")
    expect(page.get_by_label("My mark: C02", exact=True)).to_have_value("cannot tell yet")
    expect(page.get_by_text("Lesson 3. Lesson 3: 1 of 1 marked")).to_be_visible()


def test_only_what_is_open_can_be_shown(show):
    page = show(whole_ledger([ONE, TWO], **KEPT))
    page.get_by_text("Lesson 8. Lesson 8").press("Enter")
    mark(page, "C03", "holds")
    page.get_by_label("Only those I have not marked").press("Space")
    expect(page.get_by_label("My mark: C03", exact=True)).to_be_hidden()
    expect(page.get_by_label("My mark: C04", exact=True)).to_be_visible()


def test_the_count_stands_with_its_limit_on_paper_too():
    printed = whole_ledger([ONE, TWO], **KEPT).twin()
    assert "no proof of balance" in printed and "<th scope=\"col\">Reason</th>" in printed


@pytest.mark.parametrize("width", [320])
def test_it_fits_a_narrow_screen(show, width):
    page = show(whole_ledger([ONE, TWO], **KEPT), viewport={"width": width, "height": 800})
    page.get_by_text("Lesson 8. Lesson 8").press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# Rows of a table ---------------------------------------------------------------------------------

TOPIC = Coding("topic", "", "What about?", ("bread", "pay", "unknown"), column="topic",
               because="note", label="Topic")
ROWS = pd.DataFrame({"row_id": ["b1", "b2"], "demand": ["More *rye*", "Less <i>heat</i>"],
                     "source_id": ["baker-2001", "miller-2002"], "topic": ["bread", "unknown"],
                     "note": ["It names it.", None]})


def test_rows_are_cards_without_the_codes_and_the_codes_are_the_projects(show):
    cards, [coding] = dealt(ROWS, [TOPIC])
    assert cards.columns == ("card", "Demand", "source")
    assert coding.codes == (("b1", "bread", "It names it."), ("b2", "unknown", "not known"))
    page = show(sorter(cards, [coding], **KEPT))
    expect(page.get_by_text("More *rye*")).to_be_visible()
    expect(page.get_by_text("Less <i>heat</i>")).to_be_visible()


def test_a_code_that_is_no_choice_is_said_with_row_and_column():
    with pytest.raises(LookupError, match='Row b1, column topic: found "sleep".*bread, pay'):
        dealt(ROWS.assign(topic=["sleep", "pay"]), [TOPIC])


# Earlier answers ---------------------------------------------------------------------------------


@pytest.fixture
def earlier():
    page = lessons.lesson(1)
    return page.earlier(1, "exit-ticket")


def test_an_earlier_answer_is_shown_when_it_is_asked_for(show, earlier):
    page = show(earlier, kernel="none")
    page.evaluate("""localStorage.setItem("seminar/bakery/1/exit-ticket/", JSON.stringify([{
        text: "My <b>words</b>", verb: "shows", revision: 1, day: "2001-07-10", page: "x",
        asked: "An older question?"}]))""")
    expect(page.get_by_text("My <b>words</b>")).to_be_hidden()
    page.get_by_role("button", name="Show my answer from lesson 1").press("Enter")
    expect(page.get_by_text("You wrote on 10 July 2001:")).to_be_visible()
    expect(page.get_by_text("My <b>words</b>")).to_be_visible()
    expect(page.get_by_text("You were asked: An older question?")).to_be_visible()


def test_another_code_is_not_shown_it(show, earlier):
    page = show(earlier, kernel="none")
    page.evaluate("""localStorage.setItem("seminar/bakery/1/exit-ticket/lamp-07", JSON.stringify([{
        text: "My words", verb: "", revision: 1, day: "2001-07-10", page: "x", asked: ""}]))""")
    page.get_by_role("button", name="Show my answer from lesson 1").press("Enter")
    expect(page.get_by_text("No answer of yours to this was found")).to_be_visible()


def test_the_kernel_brings_what_only_answers_holds(earlier):
    answers.keep(1, "exit-ticket", answers.Answer("From the disk", revision=4, page="x"), "lamp-07")
    [reply] = [earlier._earlier({"lesson": 1, "item": "exit-ticket"}, code)
               for code in ["lamp-07"]]
    assert reply["answer"]["text"] == "From the disk"
    assert earlier._earlier({"lesson": 1, "item": "exit-ticket"}, "lamp-08")["answer"] is None
    assert earlier._earlier({"lesson": "../x", "item": "exit-ticket"}, "lamp-07")["answer"] is None


def test_an_earlier_prompt_that_is_not_there_is_said():
    with pytest.raises(LookupError, match='Lesson 1 .* no prompt "crumbs"'):
        lessons.lesson(1).earlier(1, "crumbs")
