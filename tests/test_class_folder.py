"""One folder for a class: made when all is well, and kept when something is wrong."""

import os
import time
from pathlib import Path

import bakery
import pytest

from seminar.commands import class_folder, lab
from seminar.commands.builder import Builder

RUN = class_folder._run


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The bakery, with builders that only say that they were there."""
    monkeypatch.chdir(bakery.build(tmp_path))
    (tmp_path / "my" / "data").mkdir(parents=True)

    def build(script, folder, of, *options):
        assert of == tmp_path
        on_paper = script.parent.name == "handouts"
        for name in ("students", "teacher") if on_paper else ("",):
            (folder / name).mkdir(parents=True)
            (folder / name / f"made-by-{script.parent.name}").touch()
        if on_paper:
            (folder / "student.zip").touch()
        else:
            assert options == ("--student-zip",)

    monkeypatch.setattr(class_folder, "_run", build)
    monkeypatch.setattr(lab, "set_up", lambda group, parts: (tmp_path / group).touch())
    return tmp_path


def own(project, name, text):
    (project / "my" / name).write_text(text, encoding="utf-8")


def test_it_holds_what_a_class_and_its_teacher_are_given(project):
    said = []
    folder = class_folder.build(said.append)
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert made >= {
        "pages/made-by-site", "print/made-by-handouts", "teacher/made-by-handouts", "student.zip",
        "pages/student.zip", "what-changed.txt"}
    assert said == [0, 1, 2, 3, 4] and len(said) == len(class_folder.STEPS)
    assert (folder / "what-changed.txt").read_text() == "Nothing differs from the original.\n"


def test_the_last_good_folder_stays_where_something_is_wrong(project):
    folder = class_folder.build(lambda line: None)
    (folder / "mine").touch()
    own(project, "lessons.md", "- period: long\n")
    with pytest.raises(class_folder.BuildError, match="my/lessons.md, line 1.*\n.*last good"):
        class_folder.build(lambda line: None)
    assert (folder / "mine").exists()


def test_a_file_that_is_open_is_named_and_the_last_good_folder_stays(project, monkeypatch):
    folder = class_folder.build(lambda line: None)
    (folder / "mine").touch()

    def held(one, other):
        raise PermissionError(13, "Permission denied", str(one))

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(class_folder.BuildError,
                       match="out cannot.*Close it(.|\n)*last good folder"):
        class_folder.build(lambda line: None)
    assert (folder / "mine").exists() and (folder / "student.zip").exists()


def test_a_fault_of_the_builders_own_is_a_sentence(tmp_path):
    script = tmp_path / "build.py"
    script.write_text("raise IndexError('list index out of range')", encoding="utf-8")
    with pytest.raises(class_folder.BuildError) as told:
        RUN(script, tmp_path, tmp_path)
    assert "Traceback" not in str(told.value) and "report it: IndexError: list" in str(told.value)


def test_a_disk_that_is_full_is_told(project, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device", "pages")

    monkeypatch.setattr(class_folder, "_run", full)
    with pytest.raises(class_folder.BuildError, match="No space left on device"):
        class_folder.build(lambda line: None)


def test_the_tools_are_fetched_first_as_a_first_start_has_none(project, monkeypatch):
    class_folder.build(lambda line: None)
    assert (project / "build").exists()

    def offline(group, parts):
        raise lab.SetUpError("This computer is not online.")

    monkeypatch.setattr(lab, "set_up", offline)
    with pytest.raises(class_folder.BuildError, match="not online.*\n.*last good folder"):
        class_folder.build(lambda line: None)


def test_the_button_says_what_is_no_mistake_and_may_not_be_meant(project):
    own(project, "lessons.md", "- school: Hill School\n- period: 40\n\n"
        "## 1. Water and flour\n\n### Investigate: our-town\nLook.\n")
    builder = Builder()
    builder._hear(builder, {"type": "check"}, [])
    assert builder.did == "checked" and builder.faults == []
    assert '"Investigate: our-town" is in no row of the plan' in builder.notes[0]


def test_the_buttons_write_what_is_out_of_date_and_say_what_was_put_aside(project):
    own(project, "lessons.md", "## 1. Water and flour\n")
    builder = Builder()
    builder._hear(builder, {"type": "check"}, [])
    assert builder.notes == []
    path = project / "my" / "notebooks" / "01_water_and_flour.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("# Open the", "# My"), "utf-8")
    assert built(builder).did == "built"
    assert "01_water_and_flour.ipynb was changed by hand. It is kept as" in builder.notes[0]
    assert "# Open the" in path.read_text(encoding="utf-8")


def built(builder):
    """The builder after its button was pressed and all is done."""
    builder._hear(builder, {"type": "build"}, [])
    while builder.did == "building":
        time.sleep(0.01)
    return builder


def test_the_button_builds_and_says_where_or_what_is_wrong(project):
    builder = Builder()
    assert built(builder).did == "built" and Path(builder.folder) == project / "out"
    own(project, "lessons.md", "- period: long\n")
    assert built(builder).did == "stopped"
    assert "my/lessons.md, line 1" in builder.faults[0] and "last good folder" in builder.faults[-1]
    (project / "my" / "lessons.md").unlink()
    assert built(builder).did == "built" and builder.faults == []


def test_what_was_changed_is_said_for_colleagues(project):
    own(project, "lessons.md", "- school: Hill School\n- period: 40\n\n"
        "## 1. Water and flour\n\n### Homework\nRest.\n\n"
        "### Check: weight\n- hidden: yes\n\n### Investigate: our-town\nLook.\n\n"
        "## Routes\n\n### Route: short\n- title: Ours\n- minutes: 10 / 8\n")
    own(project, "data/bakers.csv", "baker_id,name,hide\nann,Anna,\ncyd,Cyd,\nbob,,yes\n")
    assert class_folder.what_changed() == [
        "What differs from the original:", "- The set, school: Hill School",
        "- The set, period: 40", "- Route: short: changed",
        "- Lesson 1, title: changed",
        "- Lesson 1, Investigate: our-town: added", "- Lesson 1, Check: weight: hidden",
        "- Lesson 1, Homework: changed", "- Table bakers, hidden: bob",
        "- Table bakers, changed: ann", "- Table bakers, added: cyd"]
