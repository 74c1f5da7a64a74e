"""lessons.md: every element is read, and every mistake is said with its line and what to write."""

from pathlib import Path

import pytest

from seminar.data import package
from seminar.lessons import lint, parser, sections

FIXTURE = Path(__file__).parent / "lessons" / "every_element.md"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes the fixture, changed, as a lessons.md beside a table that it names."""
    monkeypatch.setattr(package, "tables", lambda: ["loaves"])

    def written(*changes):
        text = FIXTURE.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old), f"the fixture has no {old!r}"
            text = text.replace(old, new, 1)
        path = tmp_path / "lessons.md"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_every_element_is_read(write):
    unit = parser.read(write())
    lesson = unit.lessons[1]
    assert (unit.title, unit.fields["project"]) == ("The great bakery", "bakery")
    assert unit.routes["short"].rows[0] == ((6, 5), "1/first-loaf", "Answer the check")
    assert (lesson.title, lesson.periods, lesson.fields["data"]) == (
        "Flour and water", (20, 15), ["loaves"])
    assert lesson.fields["notebook"] == "notebooks/01_flour_and_water.ipynb"
    assert set(lesson.texts) == set(sections.TEXTS)
    assert lesson.texts["Big question"] == "Who kneads?"
    assert [(step.kind, step.minutes, step.place) for step in lesson.plan] == [
        ("read", (10, 8), "class"), ("investigate", (5, 3), "class"), ("talk", (2, 1), "class"),
        ("", (3, 3), "class"), ("", (5, 5), "home"), ("", (0, 0), "more")]
    assert lesson.plan[1].shows == (
        ("Investigate", "ovens"), ("Figure", "loaves"), ("Cards", "loaves"), ("Coding", "colour"),
        ("Coding", "grain"))
    assert lesson.investigations["ovens"] == "Move day by day. Then look at Figure 1."
    assert lesson.figures["loaves"]["caption"].startswith("Figure 1. Loaves a day.")
    assert lesson.recall[1] == ("What is water?", "Wet.")
    assert lesson.words[0] == ("dough", "тесто", "flour with water.")
    assert lesson.readings["p1-p2"].startswith("Look for")
    assert lesson.figures["loaves"]["title"] == "Loaves rise"
    assert lesson.cards["loaves"].rows[1] == ("wheat", "light", "baker-2001")
    assert lesson.codings["colour"].choices == ("dark", "light")
    assert lesson.codings["colour"].label == "Colour of the loaf"
    grain = lesson.codings["grain"]
    assert (grain.cards, grain.column, grain.because, grain.reason) == ("", "kind", "note", True)
    assert lesson.plan[4].shows == (("Ledger", ""), ("Whole ledger", ""))
    assert lesson.discuss["crust"].compare == "Row two, with 40<!-- b1.loaves --> loaves."
    assert lesson.discuss["crust"].listen_for == "A reason."
    assert lesson.write["exit-ticket"].text == "Write one sentence."
    assert lesson.discuss["crust"].verb and not lesson.write["exit-ticket"].verb


def test_a_coding_needs_no_label(write):
    unit = parser.read(write(("- label: Colour of the loaf\n", "")))
    assert unit.lessons[1].codings["colour"].label == ""


def test_checks_of_every_kind_carry_their_feedback(write):
    checks = parser.read(write()).lessons[1].checks
    assert [option.right for option in checks["first-loaf"].options] == [False, True, False]
    assert checks["first-loaf"].options[1].feedback == "Yes: row one."
    assert checks["both"].kind == "several"
    assert checks["steps"].items == ("Mix", "Knead", "Bake")
    assert [p.test for p in checks["steps"].patterns] == [
        "is not first", "is before", "reversed", "it cannot be known"]
    assert checks["steps"].patterns[1].terms == ("Bake", "Knead")
    weight = checks["weight"]
    assert (weight.answer, weight.tolerance, weight.unit) == (1.5, 0.1, "kilograms")
    assert weight.patterns[0].terms == (15.0,)


def test_a_label_may_say_by_a_product_how_its_number_was_found(write):
    check = parser.read(write(("When 15<!-- invented -->", "When 15<!-- = 10 * 3 / 2 -->"))
                        ).lessons[1].checks["weight"]
    assert check.patterns[0].terms == (15.0,) and check.right == "Yes."


@pytest.mark.parametrize("change, number", [
    (("- answer: 1.5", "- answer: 1,5"), ("answer", 1.5)),
    (("- answer: 1.5", "- answer: 12 500"), ("answer", 12500)),
    (("- tolerance: 0.1", "- tolerance: 0,25"), ("tolerance", 0.25)),
    (("- answer: 1.5", "- Answer: 2"), ("answer", 2)),
])
def test_a_number_is_read_as_people_of_any_country_write_it(write, change, number):
    name, value = number
    assert getattr(parser.read(write(change)).lessons[1].checks["weight"], name) == value


def test_a_hidden_item_is_read_and_not_shown(write):
    assert "left-out" not in parser.read(write()).lessons[1].checks


def test_a_table_that_lies_there_and_is_not_described_is_not_called_missing(write, tmp_path):
    path = write(("- data: loaves", "- data: loaves, ovens"))
    assert 'there is no table "ovens" in data/' in parser.check(path)[0]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ovens.csv").touch()
    assert parser.check(path) == [
        'lessons.md, line 26: the table "ovens" lies in data/ and is not described. Say in '
        "data/datapackage.json what it is and what each of its columns means."]


MISTAKES = {
    "no right answer": (("- [x] Wheat.", "- [ ] Wheat."), "0 right answers", "[x]"),
    "no feedback": (("- [ ] Rye.\n  > Look again at row two.", "- [ ] Rye."),
                    "this option has no feedback", "indented by two spaces"),
    "no over-doubt": (("> Too much doubt. Row one has a date.", "> Look again."),
                      "doubts too much", "Too much doubt"),
    "no over-doubt of a number": (
        ("> **When \"it cannot be known\".** Too much doubt. Add them.", ""),
        "doubts too much", "> **When \"it cannot be known\".** Too much doubt. ..."),
    "feedback that nobody would see": (
        ("> **When \"it cannot be known\".**",
         "> **Wrong.** Look again.\n> **When it cannot be known.**"),
        'a line "Wrong"', 'Write "Right", "Otherwise"'),
    "the kind below the question": (
        ("> **When \"it cannot be known\".**",
         "- kind: number\n\n> **When \"it cannot be known\".**"),
        '"- kind: number" stands too low', "above the question"),
    "no option mark": (("- [x] Wheat.", "- Wheat."), "an option begins", "- [x]"),
    "unknown table": (("- data: loaves", "- data: loafs"), '"loafs"', 'Did you mean "loaves"?'),
    "unknown section": (("### Stretch", "### Strech"), '"Strech"', 'Did you mean "Stretch"?'),
    "unknown field": (("- tolerance: 0.1", "- tolerence: 0.1"), '"tolerence"', "tolerance"),
    "minutes that do not add up": (("| 3 | 3 | Check", "| 4 | 3 | Check"), "add up to 21", "20"),
    "no minutes": (("| 3 | 3 | Check", "| 3 | three | Check"), "are no minutes", "home"),
    "a name that the lesson does not have": (("| crust |", "| crost |"), '"crost"', '"crust"'),
    "a section that is shown twice": (("| crust |", "| crust, ovens |"), "shown twice", "line 50"),
    "a section that is never shown": (("| crust |", "| |"), "in no row of the plan", "Shows"),
    "a plan without what it shows": (
        ("| Step | Shows |", "| 10 | Step |"), "it needs 4", "Shows names"),
    "a figure that is none": (("at {loaves}", "at {loafs}"), "{loafs}", "none called"),
    "code that is a program": (("this.chart(", "\n".join(["1"] * 9) + "\nthis.chart("),
                               "at most 8", "Cut"),
    "code that needs another section": (("this.sort(loaves", "this.sort(buns"), '"buns"', "Tables"),
    "code of another kind": (("```python\nthis.sort", "```python checkd\nthis.sort"), "checkd",
                             "checked"),
    "no listen for": (("> **Listen for.** A reason.", ""), 'no "Listen for"', "> **Listen for.**"),
    "text before a label": (("> **Compare.** Row two", "> Row two"), "has no label", "Compare"),
    "a verb that is neither yes nor no": (("- verb: no", "- verb: never"), "verb: never",
                                          "- verb: no"),
    "no recall answer": (("   > Wet.", ""), "has no answer", "indented by three spaces"),
    "a pattern of an unknown item": (("When Bake is before Knead", "When Cake is before Knead"),
                                     "cannot be understood", "as in the list"),
    "no number": (("- answer: 1.5<!-- b2.weight -->", "- answer: heavy"),
                  "no number as its answer", "- answer: 22"),
    "a code that is no choice": (("| rye | dark | one", "| rye | darkish | one"), '"darkish"',
                                 "dark, light"),
    "a code for a card that is not there": (("| rye | dark | one", "| spelt | dark | one"),
                                            '"spelt"', "rye, wheat"),
    "cards and a column": (("- column: kind", "- cards: loaves\n- column: kind"),
                           "has cards and a column", "Take one of"),
    "a ledger of another kind": (("| ledger, whole", "| ledger, half"), '"half ledger"', "name"),
    "cards that are not there": (("- cards: loaves", "- cards: buns"), '"buns"', "### Cards"),
    "an answer that means two things": (("- answer: 1.5", "- answer: 1,500"), 'found "1,500"',
                                        "without point or comma"),
    "no number as a tolerance": (("- tolerance: 0.1", "- tolerance: a bit"),
                                 "no number as its tolerance", '"- tolerance: 0.5"'),
    "no project": (("- project: bakery\n", ""), 'no line "- project: ..."', "short name"),
    "a lesson without its point": (("## 1. Flour", "## 1 Flour"),
                                   '"1 Flour and water" is no heading of a', '"## 5. Title"'),
    "a lesson's heading raised": (("## 1. Flour", "# 1. Flour"),
                                  '"1. Flour and water" is no heading of a', '"## 5. Title"'),
    "a setting of the set misspelt": (("- article:", "- artikle:"), 'no field "artikle"',
                                      'Did you mean "article"?'),
    "a route to nowhere": (("1/first-loaf", "1/second-loaf"), "neither a lesson nor an item",
                           'Did you mean "1/first-loaf"?'),
    "a route to the moon": (("1/first-loaf", "moon"), "neither a lesson nor an item",
                            "5/first-day"),
    "a heading too deep": (("### Homework", "#### Homework"), "level 4", "###"),
    "a name of several words": (("### Check: both", "### Check: both of them"), "no usable name",
                             "small letters"),
    "one name for two that keep answers": (("### Discuss: crust", "### Discuss: both"),
                                           'has the name of', "Give one of the two another name"),
    "no figure text": (("- alt: Line chart of loaves a day where the line rises\n", ""),
                       "has no alt", "- alt: ..."),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_with_its_line_and_what_to_write(write, name):
    change, found, advice = MISTAKES[name]
    faults = parser.check(write(change))
    assert faults, "the mistake was not noticed"
    assert any(found in fault and advice in fault for fault in faults), faults
    assert all(fault.startswith("lessons.md, line ") for fault in faults)


def test_a_lesson_number_used_twice_names_both_lines(write):
    path = write()
    text = path.read_text(encoding="utf-8")
    first = text.splitlines().index("## 1. Flour and water") + 1
    path.write_text(text + "\n## 1. Again\n- minutes: 5\n", encoding="utf-8")
    assert any("used twice" in fault and f"line {first}" in fault for fault in parser.check(path))


def test_all_mistakes_are_said_at_once_in_the_order_of_the_file(write):
    path = write(("- data: loaves", "- data: x"), ("- [x] Wheat.", "- [ ] Wheat."),
                 ("### Stretch", "### Strech"))
    lines = [int(fault.split("line ")[1].split(":")[0]) for fault in parser.check(path)]
    assert len(lines) >= 3 and lines == sorted(lines)


def test_a_sentence_that_ends_like_a_setting_stays_a_sentence():
    assert lint.mended("Was it hidden: yes.\n-  hidden : yes.") == [
        "Was it hidden: yes.", "- hidden: yes"]
