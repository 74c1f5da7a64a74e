"""A new set: one lesson that runs, explained line by line, in a folder that held nothing before."""

import ast
import json
import re
import sys

import pytest

import seminar.__main__ as program
from seminar import lesson_page, project
from seminar.commands import class_folder, lab, new
from seminar.data import package
from seminar.lessons import notebook, parser, sections
from seminar.widgets import export


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["seminar", *map(str, arguments)])
    return program.main()


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A new set, and the program in it."""
    folder = tmp_path / "The Great Fair"
    assert run(monkeypatch, "new", folder) == 0
    monkeypatch.chdir(folder)
    return folder


def test_it_says_what_to_do_next(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "fair"
    run(monkeypatch, "new", folder)
    assert f"python -m seminar lab {folder}" in capsys.readouterr().out


def test_the_check_finds_no_mistake_in_it(made, monkeypatch, capsys):
    assert parser.check() == package.check() == []
    monkeypatch.setattr(lab, "enter", lambda: None)
    monkeypatch.chdir(made.parent)
    assert run(monkeypatch, "check", made) == 0
    assert "No mistakes found." in capsys.readouterr().out


def test_its_lesson_runs(made):
    ran, scripts = export.run(made / parser.read().lessons[1].fields["notebook"])
    assert {"AnswerBox", "CheckBox", "Desk", "Reader", "Sorter"} <= set(scripts)
    assert [cell.source for cell in ran.cells if cell.cell_type == "code" and not cell.outputs] == [
        "# The tables of this lesson\nfrom seminar import table"]


def test_it_keeps_its_answers_apart_from_those_of_another_set(made):
    assert parser.read().fields["project"] == "the-great-fair"
    assert json.loads((made / "data" / "datapackage.json").read_text())["name"] == "the-great-fair"


def test_every_kind_of_section_is_there_and_explained(made):
    text = (made / "lessons.md").read_text(encoding="utf-8")
    kinds = set(re.findall(r"^### (\w[\w ]*)", text, re.MULTILINE))
    assert kinds == set(sections.TEXTS + sections.LISTS + sections.NAMED) - {"Paper sheet"}
    named = re.findall(
        r"^(### [A-Z]\w+: .*|### (?:Plan|Recall|Words|Argument))$", text, re.MULTILINE)
    for heading in named:
        assert re.search(rf"-->\n{re.escape(heading)}\n", text), f"{heading} has no guide above it"


CALLS = {
    "a figure": ('chart("visitors"', 'chart("vistors"',
                 'this code calls "vistors", and lesson 1 has no "### Figure: vistors". Did you '
                 'mean "visitors"?'),
    "a reading": ("p1-p2", "p1-p3", '"p1-p3" asks for p3'),
    "a table": ('table("visitors")', 'table("guests")', 'no table "guests"'),
    "cards": ('this.chart("visitors"', 'this.sort("noises"', 'no "### Cards: noises"'),
    "cards of a coding": ("- cards: voices", "- cards: noises", 'asks about cards "noises"'),
    "a coding": ('this.chart("visitors", table("visitors"), x="date", y="visitors", '
                 'by="counted_by")', 'this.sort("voices", "weighed")',
                 'no "### Coding: weighed". Write a name that it has: counted.'),
}


@pytest.mark.parametrize("old, new, said", CALLS.values(), ids=CALLS)
def test_a_name_that_the_code_or_the_plan_calls_in_vain_is_said(made, old, new, said):
    path = made / "lessons.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    fault = class_folder.mistakes()[0]
    assert fault.startswith("lessons.md, line ") and said in fault


def test_the_text_on_the_table_must_be_a_source(made):
    plan = made / "lessons.md"
    text = plan.read_text()
    plan.write_text(text.replace("article: example-letter-2001", "article: lost-letter"))
    assert class_folder.mistakes() == [
        'lessons.md, at its top: found "article: lost-letter". Write the id that the text on the '
        "table has in data/sources.json."]


def test_a_table_that_was_taken_out_is_taken_out_in_two_places(made):
    (made / "data" / "visitors.csv").unlink()
    assert "take its part out of data/datapackage.json, too" in package.check()[0]


def test_a_note_that_is_blank_says_nothing(made):
    assert "not known" not in lesson_page.lesson(1).table(package.table("visitors")).data


def words(made):
    """All that stands in the notebook of its lesson, as it would be written now."""
    unit = parser.read(made / "lessons.md")
    return "\n".join(cell.source for cell in notebook.of(unit, unit.lessons[1]).cells)


def test_the_guide_is_never_shown(made):
    shown = words(made) + lesson_page.lesson(1).begin().data
    assert "more for who wants more" in (made / "lessons.md").read_text(encoding="utf-8")
    guide = ("A GUIDE", "for you and is", "more for who wants more", "before any test")
    assert not [each for each in guide if each in shown]


def test_a_section_that_was_taken_out_leaves_nothing_behind(made):
    assert "<summary>Help</summary>" in words(made)
    plan = made / "lessons.md"
    text = plan.read_text(encoding="utf-8")
    text = re.sub(r"### Support.*?(?=### Stretch)", "", text, flags=re.DOTALL)
    plan.write_text(text.replace("Support, Stretch", "Stretch"), "utf-8")
    assert class_folder.mistakes() == []
    assert "<summary>Help</summary>" not in words(made)


def test_the_notebook_calls_and_does_nothing_else(made):
    there = json.loads(next(made.glob("notebooks/*.ipynb")).read_text(encoding="utf-8"))
    for cell in there["cells"]:
        assert cell["metadata"]["deletable"] is cell["metadata"]["editable"] is False
        if cell["cell_type"] == "code":
            assert not cell["outputs"]
            kinds = {type(each) for each in ast.parse("".join(cell["source"])).body}
            assert kinds <= {ast.ImportFrom, ast.Assign, ast.Expr}


def test_git_takes_no_answers_and_no_changes_of_ones_own(made):
    assert (made / "answers" / ".gitignore").read_text().split()[-2:] == ["*", "!.gitignore"]
    assert "my/*" in (made / ".gitignore").read_text()


@pytest.mark.parametrize("there", ["essay.txt", ".hidden"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path, monkeypatch, capsys, there):
    (tmp_path / there).write_text("mine", encoding="utf-8")
    assert run(monkeypatch, "new", tmp_path) == 2
    assert [each.name for each in tmp_path.iterdir()] == [there]
    assert "holds something already" in capsys.readouterr().err


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "fair").write_text("mine", encoding="utf-8")
    with pytest.raises(new.NewSetError, match="holds something already"):
        new.make(tmp_path / "fair")
    assert (tmp_path / "fair").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_filled(tmp_path):
    new.make(tmp_path)
    assert (tmp_path / project.PLAN).exists()


def test_the_lab_opens_on_its_first_notebook(made, monkeypatch):
    asked = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", asked.append)
    lab.start(["--port=1"], made)
    assert "--LabApp.default_url=/doc/tree/notebooks/01_the_first_lesson.ipynb" in asked[0]
    assert asked[0][-1] == "--port=1"


@pytest.mark.parametrize("command", ["lab", "check"])
def test_a_folder_without_lessons_is_said(tmp_path, monkeypatch, capsys, command):
    assert run(monkeypatch, command, tmp_path) == 2
    assert "there is no lessons.md in it" in capsys.readouterr().err


# A new table -------------------------------------------------------------------------------------

#: As LibreOffice saves it where a comma is the decimal sign.
PRICES = """\
price_id;day;known_since;pence;ounces;shelf_mark;place;paid_by;source_id;locator;note
w1;05.07.2001;2001-06;1 200;12,5;007;Inn;the fair;example-letter-2001;p1;
w2;06.07.2001;2001;30;0,5;012;"Mill; barn";;example-letter-2001;p1;dear
"""


@pytest.fixture
def prices(made, monkeypatch, capsys):
    """Puts prices.csv, one text for another, into the new set; returns what ``describe`` says."""
    monkeypatch.setattr(lab, "enter", lambda: None)

    def described(old="", new="", name="prices.csv"):
        text = PRICES.replace(old, new) if old else PRICES
        (made / "data" / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
        code = run(monkeypatch, "describe", made)
        return code, capsys.readouterr().out.replace(str(made), "SET")

    return described


def test_a_table_that_is_described_nowhere_is_said(made):
    (made / "data" / "prices.csv").write_text(PRICES, encoding="utf-8")
    [fault] = package.check()
    assert fault.startswith("data/prices.csv has no part in data/datapackage.json")
    assert "python -m seminar describe" in fault


def test_a_description_is_begun_from_the_rows(prices):
    code, said = prices()
    assert code == 0 and re.findall(r"^    (\w+): (.*)$", said, re.MULTILINE) == [
        ("price_id", "the key"), ("day", 'days ("date")'),
        ("known_since", 'days, months or years ("string")'), ("pence", 'whole numbers ("integer")'),
        ("ounces", 'numbers ("number")'), ("shelf_mark", 'words ("string")'),
        ("place", 'words ("string")'), ("paid_by", 'words ("string")'),
        *((each, "as in other tables") for each in ("source_id", "locator", "note"))]
    first = package.table("prices").iloc[0]
    assert (str(first["day"].date()), first["pence"], first["ounces"], first["shelf_mark"]) == (
        "2001-07-05", 1200, 12.5, "007")


def test_what_only_its_maker_knows_is_asked_for(prices, made):
    prices()
    title, description, columns = package.check()
    where = "data/datapackage.json, table prices"
    assert title.startswith(f'{where}: "title" is blank. Write')
    assert description.startswith(f'{where}: "description" is blank. Write')
    assert columns.startswith(
        f"{where}, day, known_since, pence, ounces, shelf_mark, place, paid_by:")
    file = made / "data" / "datapackage.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'("(?:title|description)"): ""', r'\1: "Told here"', text), "utf-8")
    assert class_folder.mistakes() == []


def test_nothing_else_in_the_file_is_touched(prices, made):
    file = made / "data" / "datapackage.json"
    before = file.read_text(encoding="utf-8")
    prices()
    after = file.read_text(encoding="utf-8")
    head, tail = before.removesuffix("\n ]\n}\n"), "\n ]\n}\n"
    assert after.startswith(f"{head},\n") and after.endswith(tail)
    package = json.loads(after)
    assert package["resources"][:-1] == json.loads(before)["resources"]
    assert after == json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    assert prices() == (0, "Every table in data/ is described. Nothing was changed.\n")


UNCLEAR = {
    "a day with two readings": ("05.07.2001", "3/4/01", 'row 2, column day: found "3/4/01", a day'),
    "a thousand or a part": ("12,5", "1,234", 'row 2, column ounces: found "1,234", which can be'),
    "a lost formula": ("1 200", "#REF!", 'row 2, column pence: found "#REF!", what is left'),
    "a name with a space": ("paid_by", "Paid by", 'row 1: found "Paid by" at the top of a column'),
    "a name used twice": ("paid_by", "place", 'row 1: found "place" at the top of a column'),
    "a row too short": (";dear", "", "row 3: 10 cells where there are 11 columns"),
}


@pytest.mark.parametrize("old, new, said", UNCLEAR.values(), ids=UNCLEAR)
def test_what_could_mean_two_things_is_not_guessed_at(prices, made, old, new, said):
    before = (made / "data" / "datapackage.json").read_bytes()
    code, told = prices(old, new)
    assert code == 1 and f"data/prices.csv, {said}" in told
    assert (made / "data" / "datapackage.json").read_bytes() == before


def test_a_file_whose_name_no_lesson_can_call_is_said(prices):
    code, said = prices(name="My prices.csv")
    assert code == 1 and "data/My prices.csv: give the file a name" in said


def test_one_word_among_numbers_is_pointed_at(prices):
    rows = "w3;07.07.2001;2001;about 40;1;013;Inn;;example-letter-2001;p1;\n"
    _, said = prices(PRICES, PRICES + rows)
    assert ('pence: words ("string"), as row 4 has "about 40"; '
            "most others are whole numbers") in said


def test_a_table_without_sources_is_told_so(prices):
    _, said = prices("source_id", "told_in")
    assert "source_id: is missing, so no row says where it is from" in said


def test_a_key_that_is_no_key_is_said_by_the_check(prices):
    prices("w1;", "1;")
    assert any('row 2, column price_id: found "1". Write a letter' in each
               for each in package.check())
