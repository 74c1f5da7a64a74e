"""The Python in lessons.md: what it calls, what it makes and uses, and what is wrong with it."""

import bakery
import pytest

from seminar.lessons import code


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))
    return tmp_path


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source, made, used", [
    ("a = 1\nb = a + c", {"a", "b"}, {"a", "c"}),
    ("import pandas as pd\nfrom seminar import table, canvas", {"pd", "table", "canvas"}, set()),
    ("import os.path", {"os"}, set()),
    ("for row in rows:\n    print(row)", {"row"}, {"row", "rows"}),
    ("[each for each in rows]", {"each"}, {"each", "rows"}),
    ("shares = rows.assign(share=lambda row: row.a / row.b)", {"shares", "row"}, {"rows", "row"}),
    ("fig, ax = canvas()", {"fig", "ax"}, {"canvas"}),
    ("this.check('a'); len(str(1))", set(), set()),
    ("%matplotlib inline", set(), set()),
])
def test_the_names_that_code_makes_and_uses(source, made, used):
    assert code.names(source) == (made, used)


# Calls -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source, keys", [
    ('this.figure("loaves", fig, rows)', [("Figure", "loaves")]),
    ('this.chart("loaves", rows, x="a", y="b")', [("Figure", "loaves")]),
    ('this.timeline(\n    "days", table("loaves"))', [("Figure", "days")]),
    ('this.sort("loaves", "colour", "grain")', [
        ("Cards", "loaves"), ("Coding", "colour"), ("Coding", "grain")]),
    ('this.sort(rows[["row_id"]], "grain")', [("Coding", "grain")]),
    ('this.check("first")\nthis.discuss("crust")\nthis.write("ticket")', [
        ("Check", "first"), ("Discuss", "crust"), ("Write", "ticket")]),
    ("this.check(name)\nthis.ledger()\nother.check('first')\ncheck('first')", []),
    ("this.check(", []),
])
def test_the_sections_that_code_calls_by_name(source, keys):
    assert sorted(code.sections(source)) == sorted(keys)


@pytest.mark.parametrize("source, alone", [
    ('this.browse(table("loaves"), "kind", ["note"])', True), ("this.ledger()", True),
    ('rows = table("loaves")\nthis.browse(rows)', False), ("print(1)", False), ("1 + 1", False),
    ("this.check(", False), ("", False)])
def test_a_control_is_one_call_and_nothing_else(source, alone):
    assert code.is_call(source) is alone


# Faults ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source, info, said", [
    ("x = 1\n" * 9, "python", "this code has 9 lines, and a lesson shows at most 8"),
    ("x = (1", "python", "line 1 of this code is no Python"),
    ("x = 1", "python tryit", 'found "tryit" behind "```python". Write nothing there, or one of: '
                              "try-it, checked."),
    ('table("buns")', "python", 'there is no table "buns". Write one of: loaves, bakers.'),
    ('this.read("one")', "python", '"one" is no span of paragraphs'),
])
def test_what_is_wrong_with_code_is_a_sentence(source, info, said):
    [fault] = code.faults(source, info)
    assert fault.startswith(said)


@pytest.mark.parametrize("source, info", [
    ("x = 1\n\n" * 8, "python"), ("%timeit 1", "python try-it"), ("x = 1", "python checked try-it"),
    ("table(name)\nthis.read(row)\nthis.read()", "python"), ('table("loaves")', "python"),
])
def test_what_is_right_is_left_alone(source, info):
    assert list(code.faults(source, info)) == []


def test_the_words_behind_python_are_the_tags_of_a_cell():
    assert code.tags("python try-it checked") == ("try-it", "nbval-check-output")
    assert code.tags("python") == code.tags("python other") == ()


# Text programs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("curly", ["this.check(“first”)", "this.check(‘first’)",
                                   "this.check(„first“)", "this.check(”first”)"])
def test_curly_quotation_marks_are_straight_again(curly):
    [(name, said)] = code.calls(code.mended(f"{curly}  \n\n"))
    assert (name, said) == ("check", ["first"])
    assert not list(code.faults(code.mended(curly), "python"))
