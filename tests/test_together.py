"""Files written as one: all of the new ones, or all of the old ones, and a sentence."""

import os
import resource
import subprocess
import sys

import a_class
import browser
import pytest
from a_class import put, report, run

from seminar.files import export, together
from seminar.report import collate

FILES = {name: (lambda path, name=name: path.write_text(f"new {name}")) for name in "abc"}


def standing(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_all_are_written_and_nothing_else_is_left(tmp_path):
    (tmp_path / "a").write_text("old a")
    together.write(tmp_path, FILES)
    assert standing(tmp_path) == {name: f"new {name}" for name in "abc"}


@pytest.mark.parametrize("old", ["", "a", "abc"])
@pytest.mark.parametrize("nth", range(1, 7))
def test_where_one_cannot_be_put_in_its_place_all_stay_as_they_were(
        tmp_path, monkeypatch, old, nth):
    for name in old:
        (tmp_path / name).write_text(f"old {name}")
    before, real, calls = standing(tmp_path), os.replace, []

    def refuse(source, target):
        calls.append(target)
        if len(calls) == nth:  # as Windows does where a program holds a file open
            raise PermissionError(13, "Permission denied")
        return real(source, target)

    monkeypatch.setattr("os.replace", refuse)
    try:
        together.write(tmp_path, FILES)
        assert nth > len(calls) and standing(tmp_path) == {name: f"new {name}" for name in "abc"}
    except together.NotWritten as error:
        assert "Is it open in another program, such as Excel? Close it there" in str(error)
        assert standing(tmp_path) == before


def test_a_run_that_was_stopped_in_the_middle_is_put_right(tmp_path):
    for name, text in {"a": "half new", ".a.old": "old a", ".b.old": "old b", "c": "old c",
                       ".c.new": "half"}.items():
        (tmp_path / name).write_text(text)

    def fail(path):
        raise OSError(28, "No space left on device")

    with pytest.raises(together.NotWritten, match="the disk is full"):
        together.write(tmp_path, {**FILES, "c": fail})
    assert standing(tmp_path) == {name: f"old {name}" for name in "abc"}


def test_a_report_that_cannot_be_written_leaves_the_old_one_whole(
        folder, monkeypatch, capsys):
    put(folder, "a.html", code="lamp-01")
    assert run(monkeypatch, "collate", folder) == 0
    (folder / "report" / "answers.xlsx").unlink()
    (folder / "report" / "answers.xlsx").mkdir()
    before = standing(folder / "report")
    put(folder, "b.html", code="lamp-02")
    capsys.readouterr()
    assert run(monkeypatch, "collate", folder) == 2
    said = capsys.readouterr().err
    assert "answers.xlsx is no file" in said and "Traceback" not in said
    assert standing(folder / "report") == before


def test_a_full_disk_is_told_and_the_old_report_stays(folder, unit, monkeypatch, capsys):
    put(folder, "a.html", code="lamp-01")
    written = report(folder, unit).save()
    before = standing_bytes(written)
    a_class.fill(folder, unit, 1, 30)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))  # a disk with little room
    try:
        assert run(monkeypatch, "collate", folder) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "could not be written: the disk is full. Make room on it" in capsys.readouterr().err
    assert standing_bytes(written) == before
    assert sorted(path.name for path in (folder / "report").iterdir()) == sorted(collate.WRITTEN)


def standing_bytes(paths):
    return {path.name: path.read_bytes() for path in paths}


# What a cell may begin with -----------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "=1", "a\n=1", "a\u2028=1", "a;\u200b=1", "\ufeff=1", "\u202e=1", "\ufffd=1", "\u22121",
    "\ufe66 1", "\u207c1", "\uff0b1", " \t @x", 'a", +1', "a|-1"])
def test_a_formula_gets_an_apostrophe_wherever_a_program_may_find_it(text):
    made = export.without_formula(text)
    assert made.replace("'", "") == text and made.count("'") == 1


@pytest.mark.parametrize("text", ["a = 1", "x-1", "mail@x", "1 + 1", "a  -b", "'", ""])
def test_words_that_begin_no_formula_stay_as_they_are(text):
    assert export.without_formula(text) == text


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no program's use of the processor")
def test_an_answer_of_line_ends_alone_does_not_hold_up_a_class():
    """So long a run took 13 seconds of the processor, each time: twenty of them 260."""
    code = ("import resource; resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
            "from seminar.files import export\n"
            "for run in ('\\n', ' \\u200b', '\\t\"', ';') * 5:\n"
            "    export.without_formula(run * (32_000 // len(run)) + 'x')\n")
    assert subprocess.run([sys.executable, "-c", code], cwd=browser.ROOT).returncode == 0
