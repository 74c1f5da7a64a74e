"""The ledger: claims marked first, then what was found of them; and answers of earlier lessons."""

import json
from dataclasses import replace

import axe
import bakery
import host
import pandas as pd
import pytest
from playwright.sync_api import expect

from seminar import lesson_page
from seminar.answers import store
from seminar.lessons import ledger
from seminar.lessons.model import Coding, Lesson
from seminar.widgets.desk import Desk
from seminar.widgets.earlier import Earlier
from seminar.widgets.ledger import ledger as ledger_of
from seminar.widgets.ledger import whole_ledger
from seminar.widgets.sorter import dealt, sorter

HIT = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
KEPT = {"project": "bakery", "lesson": 8, "title": "Bread"}
CLAIMS = "claim_id,paragraphs,claim,type,evidence_in_article,footnote\n" + "".join(
    f"C0{n},p{n},Claim <b {n} is so.,event,none,\n" for n in range(1, 5))
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


def test_readings_are_counted_in_words():
    assert ledger.in_words(["supports", "context", "supports", "disputes"]) == (
        "of 4 readings, 2 support it, 1 disputes it, 1 gives context")
    assert ledger.in_words([]) == "no source that was read speaks of it"


def test_a_claim_that_is_not_there_is_said():
    with pytest.raises(LookupError, match="names C07, C08, which data/claims.csv does not have"):
        ledger_of([a_lesson(3, "C01, C07-C08")], **KEPT)


def test_disputed_claims_with_supporters_are_counted_apart(project):
    more = READINGS + "r006,C03,baker-2001,p. 3,supports,It is.,a baker,high,\n"
    (project / "data" / "readings.csv").write_text(more, encoding="utf-8")
    assert ledger.on_both_sides(["C01", "C02", "C03", "C04"]) == 1
    note = whole_ledger([ONE, TWO], **KEPT).note
    assert "Disputed claims that other readings support: 1." in note


# Marking -----------------------------------------------------------------------------------------


def mark(page, claim, choice, reason=""):
    page.get_by_label(f"My mark: {claim}", exact=True).select_option(choice)
    if reason:
        page.get_by_label(f"My reason, in a line: {claim}", exact=True).fill(reason)


def keep_in_browser(page, lesson, item, text, code="", **version):
    version = {"text": text, "verb": "", "revision": 1, "day": "2001-07-10", "page": "x",
               "asked": "?", **version}
    page.evaluate("""([place, versions]) => localStorage.setItem(
        `seminar/bakery${kernel === "none" ? "@%2F" : ""}/${place}`, versions)""",
                  [f"{lesson}/{item}/{code}", json.dumps([version])])


def from_disk(page, lesson, item, text, code=""):
    page.evaluate("(message) => models[0].tell('msg:custom', message)", {
        "type": "earlier", "lesson": lesson, "item": item, "code": code, "answer":
        {"text": text, "verb": "", "revision": 5, "day": "2001-07-11", "page": "y", "asked": ""}})


def asked_of_the_kernel(page, count=1):
    page.wait_for_function(
        "(count) => sent.filter((each) => each.type === 'earlier').length >= count", arg=count)


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


def test_a_reason_that_comes_before_the_mark_is_kept_too(show):
    page = show(ledger_of([ONE], **KEPT))
    page.get_by_label("My reason, in a line: C02", exact=True).fill("Who says so?")
    expect(page.get_by_text("My mark: 0 of 2 sorted.")).to_be_visible()
    page.reload()
    page.locator("body[data-ready]").wait_for(state="attached")
    expect(page.get_by_label("My reason, in a line: C02")).to_have_value("Who says so?")
    expect(page.get_by_label("My mark: C02", exact=True)).to_have_value("")


def test_by_keys_alone_a_claim_is_marked_reasoned_and_looked_up(show):
    page = show(ledger_of([ONE], **KEPT))
    for key in ("Tab", "ArrowDown", "Tab", "d", "d", "Tab", "Enter"):
        page.keyboard.press(key)
    button = page.get_by_role("button", name="Show the evidence on C01", exact=True)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_label("My reason, in a line: C01")).to_have_value("dd")
    expect(page.get_by_text("supported (all of these readings support it). Of 1 reading, 1 "
                            "supports it.")).to_be_visible()
    counted = page.get_by_role("status").filter(has_text="My mark: 1 of 2 sorted.")
    expect(counted).to_have_attribute("aria-live", "polite")


def test_it_is_handed_in_with_its_reasons_as_text(chromium):
    desk = Desk(items=[{"item": "ledger", "kind": "sorter", "asked": "Does it hold?"}],
                version="1", source="", **KEPT)
    page = host.page_with(chromium, ledger_of([ONE], **KEPT), desk, kernel="none")
    mark(page, "C01", "holds", HIT)
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand in", exact=True).press("Enter")
    text = download.value.path().read_text(encoding="utf-8")
    assert "C01: holds | &lt;img" in text and HIT not in text
    page.close()


def test_another_code_sees_no_mark_of_this_one(show):
    page = show(ledger_of([ONE], **KEPT))
    mark(page, "C01", "holds", "mine")
    host.take_code(page, "lamp-07")
    expect(page.get_by_label("My mark: C01", exact=True)).to_have_value("")
    expect(page.get_by_label("My reason, in a line: C01")).to_have_value("")


def test_markup_in_a_claim_is_shown_as_text(show):
    page = show(ledger_of([ONE], **KEPT))
    expect(page.get_by_text("Claim <b 1 is so.")).to_be_visible()


# The whole ---------------------------------------------------------------------------------------


def test_a_claim_of_two_lessons_is_shown_in_the_last_of_them(show):
    shown = whole_ledger([ONE, TWO], **KEPT)
    assert [(card["id"], card["group"][:8]) for card in shown.cards] == [
        ("C01", "Lesson 3"), ("C02", "Lesson 8"), ("C03", "Lesson 8"), ("C04", "Lesson 8")]


def test_marks_of_other_lessons_come_in_when_asked_for_and_do_not_overwrite(show):
    page = show(whole_ledger([ONE, TWO], **KEPT), kernel="none")
    page.evaluate("""localStorage.setItem("seminar/bakery@%2F/3/ledger/", JSON.stringify([{
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


BRING = "Bring in my marks from the other lessons"


def test_a_reason_stays_with_the_mark_that_it_was_given_for(show):
    page = show(whole_ledger([ONE, TWO], **KEPT), kernel="none")
    keep_in_browser(page, 3, "ledger", "C01: holds | then\nC02: - | only a reason")
    keep_in_browser(page, 8, "ledger", "C03: holds | then\nC04: holds | then")
    opened(page)
    mark(page, "C03", "does not hold")
    page.get_by_label("My reason, in a line: C04").fill("now")
    page.get_by_role("button", name=BRING).press("Enter")
    expect(page.get_by_text("2 marks brought in.")).to_be_visible()
    assert {name: (page.get_by_label(f"My mark: {name}", exact=True).input_value(),
                   page.get_by_label(f"My reason, in a line: {name}").input_value())
            for name in ("C01", "C02", "C03", "C04")} == {
        "C01": ("holds", "then"), "C02": ("", "only a reason"), "C03": ("does not hold", ""),
        "C04": ("holds", "now")}


def test_marks_that_come_late_are_not_given_to_the_next_reader(show):
    page = show(whole_ledger([ONE, TWO], **KEPT), kernel="alive")
    host.take_code(page, "lamp-07")
    page.get_by_role("button", name=BRING).press("Enter")
    asked_of_the_kernel(page, 2)
    host.take_code(page, "lamp-08")
    for lesson in (3, 8):
        from_disk(page, lesson, "ledger", "C01: holds", "lamp-07")
    page.wait_for_timeout(200)
    assert page.get_by_label("My mark: C01", exact=True).input_value() == ""
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('whole-ledger'))")
    assert kept == []


def test_marks_on_disk_come_in_for_the_code_that_asks(show):
    page = show(whole_ledger([ONE, TWO], **KEPT), kernel="alive")
    host.take_code(page, "lamp-07")
    page.get_by_role("button", name=BRING).press("Enter")
    asked_of_the_kernel(page, 2)
    from_disk(page, 3, "ledger", "C01: does not hold", "lamp-08")
    from_disk(page, 3, "ledger", "C01: holds", "lamp-07")
    from_disk(page, 8, "ledger", "C03: holds", "lamp-07")
    expect(page.get_by_text("2 marks brought in.")).to_be_visible()
    assert page.get_by_label("My mark: C01", exact=True).input_value() == "holds"


def test_seventy_one_claims_stay_usable(show, project):
    claims = CLAIMS.split("\n")[0] + "\n" + "".join(
        f"C{n:02},p1,Claim {n} is so.,event,none,\n" for n in range(1, 72))
    (project / "data" / "claims.csv").write_text(claims, encoding="utf-8")
    lessons_of_all = [a_lesson(n, f"C{n * 9 - 8:02}-C{min(n * 9, 71):02}") for n in range(1, 9)]
    page = show(whole_ledger(lessons_of_all, **KEPT), kernel="none")
    assert page.get_by_role("combobox").count() == 0  # the groups are closed
    for n in range(1, 9):
        numbers = [i for i in range(n * 9 - 8, min(n * 9, 71) + 1) if i not in (5, 70)]
        keep_in_browser(page, n, "ledger", "\n".join(f"C{i:02}: holds" for i in numbers))
    page.get_by_role("button", name=BRING).press("Enter")
    expect(page.get_by_text("69 marks brought in.")).to_be_visible()
    page.get_by_label("Only those I have not marked").press("Space")
    expect(page.get_by_role("status").filter(has_text="2 of 71 claims are shown.")).to_be_visible()
    opened(page)
    assert page.get_by_role("combobox").count() == 2


def test_only_what_is_open_can_be_shown(show):
    page = show(whole_ledger([ONE, TWO], **KEPT))
    page.get_by_text("Lesson 8. Lesson 8").press("Enter")
    mark(page, "C03", "holds")
    page.get_by_label("Only those I have not marked").press("Space")
    expect(page.get_by_label("My mark: C03", exact=True)).to_be_hidden()
    mark(page, "C04", "holds")  # what is being marked does not jump away
    expect(page.get_by_label("My mark: C04", exact=True)).to_be_visible()
    host.take_code(page, "lamp-07")
    expect(page.get_by_label("My mark: C03", exact=True)).to_be_visible()


def test_the_count_stands_with_its_limit_on_paper_too():
    printed = whole_ledger([ONE, TWO], **KEPT).twin()
    assert "no proof of balance" in ledger_of([ONE], **KEPT).twin()
    assert "On Mondays" not in printed
    assert "no proof of balance" in printed and "<th scope=\"col\">Reason</th>" in printed


def opened(page):
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    return page


def everything(show, **settings):
    """The whole ledger, marked, and all opened that can be opened."""
    page = opened(show(whole_ledger([ONE, TWO], **KEPT), **settings))
    for claim in ("C01", "C02", "C03", "C04"):
        mark(page, claim, "needs qualifying", HIT + " word" * 20)
        page.get_by_role("button", name=f"Show the evidence on {claim}", exact=True).press("Enter")
    page.get_by_role("button", name="Compare with a partner", exact=True).press("Enter")
    return page


def test_it_fits_a_narrow_screen_and_its_targets_are_large(show):
    page = everything(show, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    controls = page.locator("main :is(button, select, summary, input)").filter(visible=True)
    for control in controls.all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24 and box["x"] + box["width"] <= 320


def test_hostile_reasons_are_the_text_they_are_and_letters_no_commands(show):
    page = everything(show)
    table = page.get_by_role("table", name="my choice and my partner's")
    expect(table.get_by_text(HIT).first).to_be_visible()
    assert page.locator("main :is(img, script)").count() == 0
    assert page.locator("main :is(button, select, input, summary, [tabindex])"
                        ":not([data-lm-suppress-shortcuts])").count() == 0


PAGES = {
    "a lesson's ledger": lambda show: show(ledger_of([ONE], **KEPT)),
    "the whole ledger": lambda show: show(whole_ledger([ONE, TWO], **KEPT)),
    "all opened": everything,
    "an earlier answer": lambda show: shown_earlier(show),
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault(show, name):
    page = PAGES[name](show)
    assert axe.faults(page, "main", (*axe.WCAG, "best-practice")) == []


# Rows of a table ---------------------------------------------------------------------------------

TOPIC = Coding("topic", "", "What about?", ("bread", "pay", "unknown"), column="topic",
               because="note", label="Topic")
ROWS = pd.DataFrame({"row_id": ["b1", "b2"], "demand": ["More *rye*", "Less <i>heat</i>"],
                     "source_id": ["baker-2001", "miller-2002"], "topic": ["bread", "unknown"],
                     "note": ["It names it.", None]})


def test_rows_are_cards_without_the_codes_and_the_codes_are_the_projects(show):
    cards, [coding] = dealt(ROWS, [TOPIC])
    assert cards.columns == ("card", "Demand", "source")
    assert coding.codes == (("b1", "bread", "It names it."), ("b2", "unknown", ""))
    page = show(sorter(cards, [coding], **KEPT))
    expect(page.get_by_text("More *rye*")).to_be_visible()
    expect(page.get_by_text("Less <i>heat</i>")).to_be_visible()


def test_a_code_that_is_no_choice_is_said_with_row_and_column():
    with pytest.raises(LookupError, match='Row b1, column topic: found "sleep".*bread, pay'):
        dealt(ROWS.assign(topic=["sleep", "pay"]), [TOPIC])


@pytest.mark.parametrize("keys", [["b1", "b1"], ["b1", "b 2"], ["b1", "b2: x"], ["b1", None]])
def test_a_key_that_cannot_name_a_row_is_said(keys):
    with pytest.raises(LookupError, match="Column row_id: found .* needs a key of its own"):
        dealt(ROWS.assign(row_id=keys), [TOPIC])


def test_a_row_without_a_source_has_none_and_words_of_another_alphabet_say_their_language(show):
    rows = ROWS.assign(source_id=["baker-2001", None], demand=["Хлеб *today*", "Heat"])
    widget = sorter(*dealt(rows, [TOPIC]), **KEPT)
    cells = {card["id"]: card["cells"] for card in widget.cards}
    assert cells == {"b1": ['<span lang="ru">Хлеб</span> *today*', "Bread, no date"],
                     "b2": ["Heat", ""]}


def test_reasons_stand_beside_the_projects_and_a_partners(show):
    cards, codings = dealt(ROWS, [replace(TOPIC, reason=True)])
    page = show(sorter(cards, codings, **KEPT))
    for card, why in (("b1", HIT), ("b2", "cold")):
        page.get_by_label(f"Topic: {card}", exact=True).select_option("bread")
        page.get_by_label(f"My reason, in a line: {card}").fill(why)
    page.get_by_role("button", name="Compare with the project's coding (Topic)").press("Enter")
    rows = lines(page.get_by_role("table", name="my choice and the project's"))
    assert rows[0] == [
        "Card", "Mine", "The project's", "Same?", "My reason", "The project's reason"]
    assert sorted(rows[1:]) == [["b1", "bread", "bread", "same", HIT, "It names it."],
                                ["b2", "bread", "unknown", "differs", "cold", ""]]
    records = [{"item": "topic", "text": "b1: pay | wages\nb2: - | hm"}]
    data = json.dumps({"format": "seminar hand-in", "version": 1, "project": "bakery", "lesson": 8,
                       "code": "", "records": records})
    page.get_by_role("button", name="Compare with a partner").press("Enter")
    page.get_by_label("My partner's handed-in file").set_input_files({
        "name": "partner.html", "mimeType": "text/html", "buffer":
        f'<script type="application/json" id="seminar-hand-in">{data}</script>'.encode()})
    expect(page.get_by_text("partner.html: 1 choice read.")).to_be_visible()
    rows = lines(page.get_by_role("table", name="my choice and my partner's"))
    assert rows[0][-2:] == ["My reason", "My partner's reason"]
    assert sorted(row[2:] for row in rows[1:]) == [["(not yet)", "not compared", "cold", "hm"],
                                                   ["pay", "differs", HIT, "wages"]]


def lines(table):
    return table.get_by_role("row").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))")


# Earlier answers ---------------------------------------------------------------------------------


@pytest.fixture
def earlier():
    page = lesson_page.lesson(1)
    return page.earlier(1, "exit-ticket")


def test_an_earlier_answer_is_shown_when_it_is_asked_for(show, earlier):
    page = show(earlier, kernel="none")
    page.evaluate("""localStorage.setItem("seminar/bakery@%2F/1/exit-ticket/", JSON.stringify([{
        text: "My <b>words</b>", verb: "shows", revision: 1, day: "2001-07-10", page: "x",
        asked: "An older question?"}]))""")
    expect(page.get_by_text("My <b>words</b>")).to_be_hidden()
    page.get_by_role("button", name="Show my answer from lesson 1").press("Enter")
    expect(page.get_by_text("You wrote on 10 July 2001:")).to_be_visible()
    expect(page.get_by_text("My <b>words</b>")).to_be_visible()
    expect(page.get_by_text("You were asked: An older question?")).to_be_visible()
    expect(page.get_by_text("You said: the evidence shows it.")).to_be_visible()
    hide = page.get_by_role("button", name="Hide my answer from lesson 1")
    expect(hide).to_be_focused()
    hide.press("Enter")
    assert "words" not in page.locator("main").text_content()
    assert "Write one sentence." in earlier.twin()


def test_words_that_come_late_are_not_shown_to_the_next_reader(show, earlier):
    page = show(earlier, kernel="alive")
    host.take_code(page, "lamp-07")
    page.get_by_role("button", name="Show my answer").press("Enter")
    asked_of_the_kernel(page)
    host.take_code(page, "lamp-08")
    from_disk(page, 1, "exit-ticket", "My words", "lamp-07")
    page.wait_for_timeout(200)
    assert "My words" not in page.locator("main").text_content()


def test_the_newer_of_browser_and_disk_is_shown(show, earlier):
    page = show(earlier, kernel="alive")
    keep_in_browser(page, 1, "exit-ticket", "older words")
    page.get_by_role("button", name="Show my answer").press("Enter")
    asked_of_the_kernel(page)
    from_disk(page, 1, "exit-ticket", HIT)
    expect(page.locator(".written")).to_have_text(HIT)
    assert page.locator("main :is(img, script)").count() == 0


def shown_earlier(show):
    page = show(Earlier(item="first", asked="What is bread?", from_lesson=0, **KEPT))
    keep_in_browser(page, 0, "first", "Dough.", verb="suggests")
    page.get_by_role("button", name="Show my answer").press("Enter")
    expect(page.get_by_text("Dough.")).to_be_visible()
    return page


def test_another_code_is_not_shown_it(show, earlier):
    page = show(earlier, kernel="none")
    page.evaluate("""localStorage.setItem("seminar/bakery/1/exit-ticket/lamp-07", JSON.stringify([{
        text: "My words", verb: "", revision: 1, day: "2001-07-10", page: "x", asked: ""}]))""")
    page.get_by_role("button", name="Show my answer from lesson 1").press("Enter")
    expect(page.get_by_text("No answer of yours to this was found")).to_be_visible()


def test_the_kernel_brings_what_only_answers_holds(earlier):
    store.keep(1, "exit-ticket", store.Answer("From the disk", revision=4, page="x"), "lamp-07")
    [reply] = [earlier._earlier({"lesson": 1, "item": "exit-ticket"}, code)
               for code in ["lamp-07"]]
    assert reply["answer"]["text"] == "From the disk"
    assert earlier._earlier({"lesson": 1, "item": "exit-ticket"}, "lamp-08")["answer"] is None
    assert earlier._earlier({"lesson": "../x", "item": "exit-ticket"}, "lamp-07")["answer"] is None


def test_an_earlier_prompt_that_is_not_there_is_said():
    with pytest.raises(LookupError, match='Lesson 1 .* no prompt "crumbs"'):
        lesson_page.lesson(1).earlier(1, "crumbs")
