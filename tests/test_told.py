"""Errors in a notebook: a sentence, and no traceback that frightens a class."""

import browser
from IPython.core.interactiveshell import InteractiveShell

from seminar.errors import NotThere, Told


def shown_for(code, capsys):
    shell = InteractiveShell()
    shell.run_cell(code)
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_notebook_shows_the_sentence_alone(capsys, monkeypatch):
    monkeypatch.chdir(browser.ROOT / "notebooks")
    said = shown_for("from seminar import lesson\nlesson(99)", capsys)
    assert "lessons.md has no lesson 99. It has: 0, 1, 2" in said
    assert "Traceback" not in said and "File" not in said


def test_a_wrong_name_says_which_there_are(capsys, monkeypatch):
    monkeypatch.chdir(browser.ROOT / "notebooks")
    said = shown_for("from seminar import table\ntable('strikes')", capsys)
    assert 'data/ has no table "strikes". It has: strike_spread' in said and "Traceback" not in said


def test_what_is_not_there_can_be_caught_as_any_lookup_error():
    assert issubclass(NotThere, LookupError) and issubclass(NotThere, Told)
