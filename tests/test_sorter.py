"""The sorter in a real Chromium: choices kept, then compared with the project's and a partner's."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import axe
import bakery
import host
import pytest
from agreement import FEW, agreement, rounded, same_order
from playwright.sync_api import expect

from seminar import lesson_page
from seminar.lessons.model import Cards, Coding
from seminar.widgets.desk import Desk
from seminar.widgets.sorter import sorter

HIT = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
LESSON = {"project": "bakery", "lesson": 4, "title": "Bread"}
LOAVES = Cards("loaves", ("card", "what", "source"), (
    ("rye", "*Dark* bread", "baker-2001"), ("wheat", "Light bread", "baker-2001; miller-2002"),
    ("spelt-bun", "Small bread", "hit-2003"), ("oat", "Flat bread", "baker-2001")))
COLOUR = Coding("colour", "loaves", "What colour is it?", ("dark", "light", HIT), (
    ("rye", "dark", "One *sees* it."), ("wheat", "light", "It is pale."),
    ("spelt-bun", "dark", "The crust."), ("oat", "dark", "The flour.")), "Colour of the loaf")
ORDER = Coding("in-time", "loaves", "Which came first?", ("1", "2", "3", "4"))
MINE = {"Rye": "dark", "Wheat": "light", "Spelt bun": "light", "Oat": "light"}


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))
    listed = [*bakery.SOURCES, {"id": "hit-2003", "type": "book", "title": HIT}]
    (tmp_path / "data" / "sources.json").write_text(json.dumps(listed), encoding="utf-8")


@pytest.fixture
def show(show):
    """The same for a sorter of these codings."""
    return lambda *codings, **settings: show(loaves(*codings), **settings)


def loaves(*codings):
    return sorter(LOAVES, codings or [COLOUR], **LESSON)


def choose(page, choices, label="Colour of the loaf"):
    for card, choice in choices.items():
        page.get_by_label(f"{label}: {card}", exact=True).select_option(choice)


def press(page, name, key="Enter"):
    page.get_by_role("button", name=name, exact=True).press(key)


def compare(page, choices=MINE):
    choose(page, choices)
    press(page, "Compare with the project's coding (Colour of the loaf)")


def with_partner(page, choices=None):
    press(page, "Compare with a partner")
    choose(page, choices or {}, "Colour of the loaf, my partner's choice")


def said(page, words):
    return page.get_by_role("status").filter(has_text=words)


def lines(table):
    """What a table shows, a list a line."""
    return table.get_by_role("row").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))")


# Sorting -----------------------------------------------------------------------------------------


def test_every_choice_has_a_name_of_its_own_and_the_same_choices(show):
    page = show(COLOUR, ORDER)
    names = page.get_by_role("combobox").evaluate_all(
        "(all) => all.map((each) => each.labels[0].textContent)")
    assert len(set(names)) == 8 and {"Colour of the loaf: Rye", "In time: Spelt bun"} <= set(names)
    options = page.get_by_label("Colour of the loaf: Rye", exact=True).locator("option")
    assert options.all_text_contents() == ["(not yet)", "dark", "light", HIT]


def test_cards_come_in_an_order_of_the_lessons_own_with_sources_written_out(show):
    page = show()
    names = [card["name"] for card in loaves().cards]
    assert names == [card["name"] for card in loaves().cards]
    assert sorted(names) == ["Oat", "Rye", "Spelt bun", "Wheat"]
    assert names != ["Rye", "Wheat", "Spelt bun", "Oat"]
    assert page.get_by_role("listitem").locator("strong").all_text_contents() == names
    expect(page.get_by_text("Source: Bread, no date; Flour, no date")).to_be_visible()
    expect(page.locator("em").first).to_have_text("Dark")


def test_sorting_by_keys_alone_is_counted_and_kept_line_by_line(show):
    page = show(kernel="alive")
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    expect(said(page, "sorted")).to_have_text("Colour of the loaf: 4 of 4 sorted.")
    assert said(page, "sorted").get_attribute("aria-live") == "polite"
    page.wait_for_function("sent.some((each) => each.type === 'keep')")
    kept = page.evaluate("sent.filter((each) => each.type === 'keep').at(-1)")
    assert kept["item"] == "colour" and kept["answer"]["asked"] == "What colour is it?"
    assert sorted(kept["answer"]["text"].split("\n")) == [
        "oat: dark", "rye: dark", "spelt-bun: dark", "wheat: dark"]


def test_codings_are_kept_each_under_its_own_name(show):
    page = show(COLOUR, ORDER, kernel="alive")
    choose(page, {"Rye": "dark"})
    choose(page, {"Rye": "2"}, "In time")
    page.wait_for_function("new Set(sent.filter((each) => each.type === 'keep')"
                           ".map((each) => each.item)).size === 2")
    kept = {each["item"]: each["answer"]["text"] for each in page.evaluate("sent")
            if each["type"] == "keep"}
    assert kept == {"colour": "rye: dark", "in-time": "rye: 2"}
    for item in kept:
        assert page.locator(f"[data-seminar-item={item}] select").count() == 16


def test_what_was_chosen_is_there_again_after_a_reload(show):
    page = show(COLOUR, ORDER)
    choose(page, {"Rye": "dark", "Oat": "light"})
    choose(page, {"Oat": "4"}, "In time")
    page.reload()
    page.locator("body[data-ready]").wait_for(state="attached")
    expect(page.get_by_label("Colour of the loaf: Oat", exact=True)).to_have_value("light")
    expect(page.get_by_label("In time: Oat", exact=True)).to_have_value("4")
    expect(said(page, "Colour of the loaf: 2 of 4 sorted.")).to_be_visible()


def test_a_choice_that_is_no_longer_there_is_said(show):
    page = show(kernel="alive")
    page.evaluate("""models[0].tell('msg:custom', {
        type: 'on disk', code: '', item: 'colour', where: 'answers/x.md',
        versions: [{page: 'p', revision: 1, day: '2001-07-10', words: 4}]})""")
    press(page, "Bring them back")
    page.evaluate("""models[0].tell('msg:custom', {
        type: 'brought', code: '', item: 'colour',
        answer: {page: 'p', revision: 1, day: '2001-07-10', verb: '',
                 text: 'rye: dark\\noat: green\\nbrick: dark'}})""")
    expect(said(page, "sorted")).to_have_text(
        "Colour of the loaf: 1 of 4 sorted. 2 choices of an older wording can no longer be shown.")


def test_a_number_used_twice_is_said_and_not_blocked(show):
    page = show(ORDER)
    choose(page, {"Rye": "1", "Wheat": "2"}, "In time")
    expect(said(page, "sorted")).to_have_text("In time: 2 of 4 sorted.")
    choose(page, {"Oat": "1"}, "In time")
    expect(said(page, "sorted")).to_have_text(re.compile(
        r"^In time: 3 of 4 sorted\. The number 1 stands at (Rye and Oat|Oat and Rye)\.$"))
    expect(page.get_by_label("In time: Oat", exact=True)).to_have_value("1")


# The project's coding ----------------------------------------------------------------------------


def test_the_projects_coding_is_shown_only_when_all_cards_are_sorted(show):
    page = show()
    choose(page, {"Rye": "dark", "Wheat": "light"})
    button = page.get_by_role("button", name="Compare with the project's coding (Colour of the "
                              "loaf): sort 2 more cards first")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    expect(button).to_be_focused()
    expect(said(page, "First sort")).to_have_text(re.compile(
        r"^First sort (Oat and Spelt bun|Spelt bun and Oat)\. "
        r"Then the project's coding is shown\.$"))
    assert "One sees it" not in page.locator("main").text_content()
    compare(page)
    hide = page.get_by_role("button", name="Hide the project's coding (Colour of the loaf)")
    expect(hide).to_be_focused()
    expect(said(page, "you agree")).to_have_text("Colour of the loaf: you agree on 2 of 4, 50 %.")
    choose(page, {"Oat": ""})
    assert page.get_by_role("table").count() == 0


def test_mine_the_projects_and_its_reason_stand_side_by_side(show):
    page = show()
    compare(page)
    table = lines(page.get_by_role("table", name="my choice and the project's"))
    assert table[0] == ["Card", "Mine", "The project's", "Same?", "The project's reason"]
    assert sorted(table[1:]) == [
        ["Oat", "light", "dark", "differs", "The flour."],
        ["Rye", "dark", "dark", "same", "One sees it."],
        ["Spelt bun", "light", "dark", "differs", "The crust."],
        ["Wheat", "light", "light", "same", "It is pale."]]
    cross = lines(page.get_by_role("table", name="how often"))
    assert cross == [
        ["Mine", "The project's: dark", "The project's: light", f"The project's: {HIT}"],
        ["Mine: dark", "1", "0", "0"],
        ["Mine: light", "2", "1", "0"],
        [f"Mine: {HIT}", "0", "0", "0"]]
    choose(page, {"Oat": "dark"})
    expect(said(page, "you agree")).to_have_text("Colour of the loaf: you agree on 3 of 4, 75 %.")
    assert "wrong" not in page.locator("main").text_content().casefold()


def test_where_the_project_gives_no_reason_there_is_no_column_for_it(show):
    page = show(replace(COLOUR, codes=tuple((card, code) for card, code, _ in COLOUR.codes)))
    compare(page)
    table = lines(page.get_by_role("table", name="my choice and the project's"))
    assert table[0] == ["Card", "Mine", "The project's", "Same?"]


def test_kappa_is_told_on_request(show):
    page = show()
    compare(page)
    kappa = page.get_by_text(
        "Cohen's kappa is 0.20. Chance alone would bring agreement of about 38 %.")
    expect(kappa).to_be_hidden()
    page.locator("summary:visible").press("Enter")
    expect(kappa).to_be_visible()


def test_an_ordering_is_compared_pair_by_pair(show):
    codes = tuple((card, str(number), "So.") for number, (card, *_) in enumerate(LOAVES.rows, 1))
    page = show(Coding("in-time", "loaves", "Which came first?", ORDER.choices, codes))
    choose(page, {"Rye": "1", "Wheat": "2", "Spelt bun": "4", "Oat": "3"}, "In time")
    press(page, "Compare with the project's coding (In time)")
    expect(page.get_by_text("in 5 of 6 pairs you both say the same")).to_be_visible()
    assert page.get_by_role("table").count() == 1


def test_a_coding_without_codes_has_only_the_partner(show):
    page = show(ORDER)
    assert page.get_by_role("button").all_text_contents() == ["Compare with a partner"]


# A partner's coding ------------------------------------------------------------------------------


def test_a_partners_choices_are_typed_beside_mine(show):
    page = show()
    choose(page, MINE)
    expect(page.get_by_label("Colour of the loaf, my partner\'s choice: Rye")).to_be_hidden()
    press(page, "Compare with a partner")
    expect(page.get_by_role("button", name="Hide my partner's choices")).to_be_focused()
    expect(said(page, "no card has both choices yet")).to_be_visible()
    choose(page, {"Rye": "dark", "Oat": "dark"}, "Colour of the loaf, my partner's choice")
    expect(said(page, "you agree")).to_have_text(
        "Colour of the loaf: you agree on 1 of 2 cards with both choices, 50 %.")
    table = lines(page.get_by_role("table", name="my choice and my partner's"))
    assert ["Wheat", "light", "(not yet)", "not compared"] in table
    choose(page, {"Oat": "dark"})
    expect(said(page, "you agree")).to_have_text(
        "Colour of the loaf: you agree on 2 of 2 cards with both choices, 100 %.")
    press(page, "Hide my partner's choices")
    expect(page.get_by_label("Colour of the loaf, my partner\'s choice: Rye")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => /partner/.test(key))") == []


def test_another_code_is_shown_neither_choice(show):
    page = show()
    choose(page, MINE)
    with_partner(page, {"Rye": "dark"})
    host.take_code(page, "lamp-07")
    expect(page.get_by_label("Colour of the loaf: Rye", exact=True)).to_have_value("")
    expect(page.get_by_label("Colour of the loaf, my partner\'s choice: Rye")).to_have_value("")


def hand_in(**changes):
    """A handed-in file as desk.js writes it, with changes."""
    records = [{"item": "colour", "text": "rye: dark\noat: dark\nspelt-bun: light"}]
    data = {"format": "seminar hand-in", "version": 1, "project": "bakery", "lesson": 4,
            "code": "lamp-07", "records": records, **changes}
    block = json.dumps(data).replace("<", "\\u003c")
    return f'<h1>{HIT}</h1><script type="application/json" id="seminar-hand-in">{block}</script>'


def give(page, text, name="partner.html"):
    file = Path(name)  # a real one: the browser itself reads it, however large it is
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    page.get_by_label("My partner's handed-in file").set_input_files(file)


def test_a_partners_file_fills_the_second_column(show):
    page = show()
    choose(page, MINE)
    with_partner(page, {"Wheat": "dark"})
    give(page, hand_in())
    expect(said(page, "read.")).to_have_text("partner.html: 3 choices read.")
    expect(said(page, "you agree")).to_have_text(
        "Colour of the loaf: you agree on 2 of 3 cards with both choices, 67 %.")
    expect(page.get_by_label("Colour of the loaf, my partner\'s choice: Wheat")).to_have_value("")


def test_what_the_desk_hands_in_is_what_a_partner_reads(chromium):
    items = [{"item": each.id, "kind": "sorter", "asked": each.question}
             for each in (COLOUR, ORDER)]
    desk = Desk(items=items, version="1", source="", **LESSON)
    page = host.page_with(chromium, loaves(COLOUR, ORDER), desk, kernel="none")
    choose(page, MINE)
    choose(page, {"Rye": "3"}, "In time")
    with page.expect_download() as download:
        press(page, "Hand in")
    with_partner(page)
    give(page, download.value.path().read_bytes())
    expect(said(page, "read.")).to_have_text("partner.html: 5 choices read.")
    expect(said(page, "Colour of the loaf: you agree on 4 of 4, 100 %.")).to_be_visible()
    expect(said(
        page, "In time: you agree on 1 of 1 cards with both choices, 100 %.")).to_be_visible()
    page.close()


@pytest.mark.parametrize("changes, sentence", [
    ({"records": [{"item": "colour", "text": "rye: dark\nrye", "revision": 2},
                  {"item": "colour", "text": "rye: light\noat: light", "revision": 1},
                  None, 7, {"text": 3}]},
     "1 choice read. 1 could not be read or is not on offer here."),
    ({"records": [{"item": "colour", "text": f"rye: {HIT}\n{HIT}: dark\noat: {HIT[:-1]}\n\n"}]},
     "1 choice read. 2 could not be read or are not on offer here."),
])
def test_what_can_be_used_of_a_file_is_used(show, changes, sentence):
    page = show()
    with_partner(page)
    give(page, hand_in(**changes))
    expect(said(page, "read")).to_have_text(f"partner.html: {sentence}")


def test_ones_own_file_is_asked_about(show):
    page = show()
    host.take_code(page, "lamp-07")
    with_partner(page)
    give(page, hand_in())
    expect(said(
        page, "3 choices read. It carries your own code. Is it your own file?")).to_be_visible()


REFUSED = {
    "another page": (f"<p>{HIT}</p>", "it is not a handed-in file"),
    "a picture": (bytes(range(256)) * 9, "it is not a handed-in file"),
    "nothing": ("", "it is not a handed-in file"),
    "a block of another kind": (
        '<script id="seminar-hand-in">document.title = "hit"</script>',
        "it is not a handed-in file"),
    "another format": (hand_in(format="other"), "it is not a handed-in file"),
    "no records": (hand_in(records={"item": "colour"}), "it is not a handed-in file"),
    "a number alone": (
        '<script type="application/json" id="seminar-hand-in">7</script>',
        "it is not a handed-in file"),
    "a file that breaks off": (hand_in()[:-40], "it is damaged at its beginning"),
    "a newer version": (hand_in(version=2), "it was saved by a newer version of these lessons"),
    "another set": (hand_in(project="dairy"), "it belongs to another set of lessons"),
    "another lesson": (hand_in(lesson=5), "it holds no choices for these cards of lesson 4"),
    "no choice of these": (
        hand_in(records=[{"item": "shape", "text": "rye: dark"}]), "it holds no choices"),
    "a huge file": (b" " * 20_000_001, "it is too large for a handed-in file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_with_a_sentence_and_changes_nothing(show, name):
    text, sentence = REFUSED[name]
    page = show()
    with_partner(page, {"Rye": "light"})
    give(page, text, f"{HIT[:20]}.html".replace("/", ""))
    expect(said(page, "is not used")).to_contain_text(f"is not used: {sentence}")
    theirs = page.get_by_label("Colour of the loaf, my partner's choice: Rye")
    expect(theirs).to_have_value("light")
    assert page.locator("main :is(img, script)").count() == 0


# Agreement ---------------------------------------------------------------------------------------


def test_agreement_is_that_of_the_formula():
    mine = ["yes"] * 25 + ["no"] * 25
    theirs = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    found = agreement(mine, theirs)
    assert (found.percent, found.kappa) == (70, pytest.approx(0.4))
    assert agreement(["a", "b"], ["b", "a"]).kappa == -1
    assert agreement(["a", None, ""], ["a", "b", "c"]).both == 1
    assert same_order(["1", "2", "3"], ["1", "3", "2"]) == (2, 3)
    assert same_order(["1", "1", "10"], ["2", "2", "9"]) == (3, 3)


def kappa_in_words(found):
    """The beginning of what a page says of kappa, or why there is none."""
    if not found.both:
        return "Cohen's kappa cannot be worked out: no card was sorted by both."
    if found.kappa is None:
        return "Cohen's kappa cannot be worked out: both gave one and the same choice"
    beyond = found.both**2 - found.chance
    hundredths = rounded(100 * (found.both * found.same - found.chance), beyond)
    return (f"Cohen's kappa is {hundredths / 100:.2f}. Chance alone would bring agreement of about "
            f"{rounded(100 * found.chance, found.both**2)} %.")


def test_the_page_works_out_what_the_formulas_say(show):
    draw, pairs = random.Random(7), []
    for _ in range(400):
        choices = [str(number) for number in range(1, draw.randint(1, 6) + 1)]
        choices += [""] * draw.randint(0, 1)
        length = draw.randint(0, 25)
        pairs.append([draw.choices(choices, k=length) for _ in range(2)])
    found = show().evaluate("""async ([script, pairs]) => {
        const names = "agreementOf, percentOf, kappaOf, kappaInWords, sameOrder";
        const text = `${script}; export { ${names} };`;
        const file = new Blob([text], { type: "text/javascript" });
        const page = await import(URL.createObjectURL(file));
        return pairs.map(([mine, theirs]) => {
            const both = page.agreementOf(mine, theirs);
            return [both, page.percentOf(both), page.kappaOf(both), page.kappaInWords(both),
                    page.sameOrder(mine, theirs)];
        });
    }""", [loaves()._esm, pairs])
    for (mine, theirs), (counts, percent, kappa, words, order) in zip(pairs, found):
        here = agreement(mine, theirs)
        assert counts == vars(here) and (percent, kappa) == (here.percent, here.kappa)
        assert words.startswith(kappa_in_words(here))
        assert ("With so few cards" in words) == (kappa is not None and here.both < FEW)
        assert tuple(order) == same_order(mine, theirs)
    assert {kappa is None for _, _, kappa, *_ in found} == {True, False}


# For every reader --------------------------------------------------------------------------------


def everything(show, **settings):
    """A page with two codings, sorted, and all opened that can be opened."""
    page = show(COLOUR, ORDER, **settings)
    choose(page, {card: str(number) for number, card in enumerate(MINE, 1)}, "In time")
    compare(page)
    with_partner(page, {"Rye": "light"})
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    return page


def test_axe_finds_no_fault(show):
    for page in (show(), everything(show)):
        assert axe.faults(page, "main", (*axe.WCAG, "best-practice")) == []


def test_a_narrow_window_never_scrolls_sideways_and_targets_are_large(show):
    page = everything(show, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    controls = page.locator("main :is(button, select, summary, input)").filter(visible=True)
    for control in controls.all():
        box = control.bounding_box()
        assert box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 320


def test_letters_typed_on_a_control_are_no_commands_of_the_program_round_it(show):
    page = everything(show)
    assert page.locator("main :is(button, select, input, summary, [tabindex])"
                        ":not([data-lm-suppress-shortcuts])").count() == 0


def test_hostile_words_are_the_text_they_are(show):
    page = everything(show)
    expect(page.get_by_text(f"Source: {HIT}")).to_be_visible()
    choose(page, {"Rye": HIT})
    assert page.locator("main :is(img, script)").count() == 0


def test_in_print_the_choices_and_the_comparison_stand_and_no_button(show):
    page = everything(show)
    page.emulate_media(media="print")
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_label("Colour of the loaf: Rye", exact=True)).to_be_visible()
    assert page.locator("main :is(button, input[type=file])").filter(visible=True).count() == 0


def test_on_paper_there_are_cards_choices_and_room_and_no_key():
    twin = loaves(COLOUR, ORDER).twin()
    assert "Choose: dark, light or &lt;img" in twin and "Choose: 1, 2, 3 or 4." in twin
    assert twin.count("<td></td>") == 8 and twin.count('<th scope="row">') == 4
    assert "One" not in twin and "crust" not in twin and "<script" not in twin


def test_a_lesson_sorts_its_cards_and_says_what_is_not_there():
    lesson = lesson_page.lesson(1)
    widget = lesson.sort("loaves", "colour")
    assert (widget.item, widget.asked, widget.lesson) == ("colour", "What colour is it?", 1)
    assert widget.codings[0]["label"] == "Colour of the loaf" and len(widget.cards) == 2
    with pytest.raises(LookupError, match='nothing called "taste" .* It has: colour'):
        lesson.sort("loaves", "taste")
    for cards, codings in (("loaves", []), ("buns", ["colour"])):
        with pytest.raises(LookupError, match="needs codings that ask about these cards"):
            lesson.sort(cards, *codings)
