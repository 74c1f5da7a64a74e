"""An instructor's own folder my/: each change shows where it should, nowhere else, and stays."""

import importlib.util
import json
import shutil
import tempfile
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import bakery
import browser
import nbformat
import pandas as pd
import pytest

import seminar.__main__ as program
from seminar import classroom, data, grammar, lessons, opening, sources, strays

SHELVES = {"readings": "look_for", "investigations": "investigate", "cards": "cards",
           "codings": "coding", "discuss": "discuss", "checks": "check", "write": "write"}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The bakery, its lesson with one thing hidden shown, so that every part is in the product."""
    monkeypatch.chdir(bakery.build(tmp_path))
    (tmp_path / "my" / "data").mkdir(parents=True)
    return tmp_path


def own(project, name, text):
    (project / "my" / name).write_text(text, encoding="utf-8")


def shown(thing):
    """A part of a lesson as text: HTML, or what a widget is made of (its lesson's title apart)."""
    if thing is None:
        return ""
    if hasattr(thing, "get_state"):
        state = thing.get_state()
        return repr({key: state[key] for key in sorted(state)
                     if not key.startswith(("_", "layout", "title"))})
    return thing.data


def product():
    """All that the lesson shows: part -> its text. And the tables."""
    page = lessons.lesson(1)
    lesson = page._lesson
    parts = {name: shown(getattr(page, name)()) for name in
             ("begin", "recall", "words", "argument", "help", "next")}
    for shelf, method in SHELVES.items():
        for name in getattr(lesson, shelf):
            parts[f"{method} {name}"] = shown(getattr(page, method)(name))
    parts |= {f"figure {name}": repr(page._words(name)) for name in lesson.figures}
    parts |= {"title": lesson.title, "items": repr(page._items()), "first cell": copied(lesson)}
    return parts | {name: data.table(name).to_csv() for name in data.tables()}


def copied(lesson):
    """The first cell of the lesson's notebook, as it is handed out."""
    with tempfile.NamedTemporaryFile(suffix=".ipynb") as file:
        opening.copy_notebook(lesson, Path(file.name))
        return nbformat.read(file.name, 4).cells[0].source


def changed(before, after):
    return {part for part in before | after if before.get(part) != after.get(part)}


HEAD = "## 1. Flour and water\n\n"
PLAN = """### Plan
| 20 | 15 | Section | Students do | Teacher does |
|---|---|---|---|---|
| 10 | 6 | Read | Read | Walks round |
| 10 | 9 | Check | Answer | |
"""
CHECK = """
Which loaf came {}?

- [ ] Rye.
  > Look again.
- [x] Wheat.
  > Yes.
- [ ] Nobody knows.
  > Too much doubt. Look.
"""
PROMPT = """
Is the crust bread{}?

> **Compare.** Row two.
> **Listen for.** A reason.
"""

#: What an instructor writes -> the parts of the product that change by it.
CHANGES = {
    "a title": ("lessons.md", "## 1. Water and flour\n", {"title", "first cell", "begin"}),
    "a summary": ("lessons.md", HEAD + "### Summary\nDough.\n", {"first cell", "begin"}),
    "minutes": ("lessons.md", HEAD + PLAN, {"begin"}),
    "the big question": ("lessons.md", HEAD + "### Big question\nWho bakes?\n", {"begin"}),
    "objectives": ("lessons.md", HEAD + "### Objectives\n- You can *bake*.\n", {"begin"}),
    "the content note": ("lessons.md", HEAD + "### Content note\nKnives, too.\n", {"begin"}),
    "recall": ("lessons.md", HEAD + "### Recall\n1. What is yeast?\n   > Alive.\n", {"recall"}),
    "a word": ("lessons.md", HEAD + "### Words\n- **oven**: hot.\n", {"words"}),
    "the argument": ("lessons.md", HEAD + "### Argument\nAll knead.\n", {"argument"}),
    "help": ("lessons.md", HEAD + "### Support\nAsk a friend.\n", {"help"}),
    "homework": ("lessons.md", HEAD + "### Homework\nBake.\n", {"next"}),
    "what to look for": ("lessons.md", HEAD + "### Read: p1-p2\nLook.\n", {"look_for p1-p2"}),
    "a task": ("lessons.md", HEAD + "### Investigate: ovens\nStep.\n", {"investigate ovens"}),
    "a caption": ("lessons.md", HEAD + "### Figure: loaves\n- caption: Ours. Source: the baker.\n",
                  {"figure loaves"}),
    "a question to talk about": ("lessons.md", HEAD + "### Discuss: crust" + PROMPT.format(" too"),
                                 {"discuss crust", "items"}),
    "a check": ("lessons.md", HEAD + "### Check: first-loaf" + CHECK.format("last"),
                {"check first-loaf", "items"}),
    "a check hidden": ("lessons.md", HEAD + "### Check: weight\n- hidden: yes\n",
                       {"check weight", "items"}),
    "a question hidden": ("lessons.md", HEAD + "### Discuss: crust\n- hidden: yes\n",
                          {"discuss crust", "items"}),
    "a check added": ("lessons.md", HEAD + "### Check: ours" + CHECK.format("next"),
                      {"check ours", "items"}),
    "a local example": ("lessons.md", HEAD + "### Investigate: our-town\nOur own mill.\n",
                        {"investigate our-town"}),
    "a figure in a table": ("data/loaves.csv", bakery.LOAVES.splitlines()[0] + "\n"
                            "b1,2001-07-10,ann,rye,41,0.07,R-1,baker-2001,\n", {"loaves"}),
    "a row added": ("data/bakers.csv", "baker_id;name\ncyd;Cyd\n", {"bakers"}),
    "a row hidden": ("data/loaves.csv", bakery.LOAVES.splitlines()[0] + ",hide\n"
                     "b3,,,rye,,,,baker-2001,,yes\n", {"loaves"}),
    "the school": ("class.md", "# Our class\n\n- school: The school on the hill\n", {"begin"}),
    "the period": ("class.md", "- period: 40\n", {"first cell", "begin"}),
    "the size of letters": ("class.md", "- type size: 16\n", {"begin"}),
    "help that stands open": ("class.md", "- reading layer: support\n", {"help"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_where_it_should_and_nowhere_else(project, name):
    file, text, parts = CHANGES[name]
    before = product()
    own(project, file, text)
    assert grammar.check() + data.check() + classroom.check() == []
    assert changed(before, product()) == parts
    (project / "my" / file).unlink()
    assert product() == before, "without it all is as it was"


@pytest.mark.parametrize("name", CHANGES)
def test_an_update_of_the_default_keeps_the_change(project, name):
    file, text, _ = CHANGES[name]
    own(project, file, text)
    mine = (project / "my" / file).read_bytes()
    before = product()
    plan = project / "lessons.md"
    plan.write_text(plan.read_text(encoding="utf-8").replace("What is water?", "What is steam?"),
                    encoding="utf-8")
    assert changed(before, product()) <= {"recall"}
    assert (project / "my" / file).read_bytes() == mine


def test_an_update_by_zip_keeps_ones_own_things_and_says_what_no_longer_fits(
        tmp_path, monkeypatch, capsys):
    older, newer = (browser.copy_of_the_project(tmp_path / name) for name in ("older", "newer"))
    head, place, *_ = (older / "data" / "places.csv").read_text(encoding="utf-8").splitlines()
    mine = {"my/lessons.md": "## 5. Our town\n\n### Discuss: soap" + PROMPT.format(" or soap"),
            "my/class.md": "- school: The school on the hill\n- period: 40\n",
            "my/data/places.csv": f"{head}\n{place}Ours.\n", "my/data/sources.json": "[]",
            "my/article.txt": "The text.", "answers/lesson05/lamp-07.jsonl": "{}"}
    for name, text in mine.items():
        (older / name).parent.mkdir(parents=True, exist_ok=True)
        (older / name).write_text(text, encoding="utf-8")
    plan = newer / "lessons.md"  # in which that question has another name
    renamed = plan.read_text(encoding="utf-8").replace("### Discuss: soap", "### Discuss: washing")
    plan.write_text(renamed, encoding="utf-8")

    # As a teacher does who has no git: the new version is unpacked over the old one.
    shutil.unpack_archive(shutil.make_archive(tmp_path / "update", "zip", newer), older)
    assert (older / "lessons.md").read_text(encoding="utf-8") == renamed
    assert {name: (older / name).read_text(encoding="utf-8") for name in mine} == mine
    monkeypatch.chdir(older)
    assert program.check() == 0
    assert capsys.readouterr().out.startswith(
        'my/lessons.md, line 3: lessons.md has no "Discuss: soap" in lesson 5')
    seen = []
    monkeypatch.setattr(lessons, "display", seen.append)
    lessons.lesson(5).added()
    assert ["Is the crust bread or soap?" in box.question for box in seen] == [True]
    assert data.table("places")["note"][0] == "Ours."


def test_an_empty_folder_changes_nothing(project):
    before = product()
    shutil.rmtree(project / "my")
    assert product() == before


def test_what_is_hidden_shows_nothing_and_is_not_asked(project):
    own(project, "lessons.md", HEAD + "### Discuss: crust\n- hidden: yes\n")
    page = lessons.lesson(1)
    assert page.discuss("crust") is None
    assert "crust" not in {item["item"] for item in page._items()}


def test_what_is_added_is_shown_below(project, monkeypatch):
    own(project, "lessons.md", HEAD + "### Discuss: ours" + PROMPT.format(" here"))
    seen = []
    monkeypatch.setattr(lessons, "display", seen.append)
    lessons.lesson(1).added()
    assert ["Is the crust bread here?" in box.question for box in seen] == [True]


def test_what_no_longer_fits_is_said_and_kept(project):
    own(project, "lessons.md", HEAD + "### Discuss: crumb" + PROMPT.format(""))
    assert grammar.check() == []
    [said] = grammar.notes()
    assert said.startswith('my/lessons.md, line 3: lessons.md has no "Discuss: crumb" in lesson 1')
    assert "crumb" in lessons.lesson(1)._lesson.discuss


def test_a_mistake_is_said_with_the_line_of_ones_own_file(project):
    own(project, "lessons.md", HEAD + "### Check: first-loaf\n\nWhich?\n\n- [ ] A.\n  > No.\n")
    assert all(fault.startswith("my/lessons.md, line 3: ") for fault in grammar.check())
    own(project, "lessons.md", "\n### Check: first-loaf\n")
    assert grammar.check() == [
        'my/lessons.md, line 2: "Check: first-loaf" stands under no heading of its own. Write '
        'the heading of its lesson, such as "## 5. Title", above it.']
    own(project, "lessons.md", "### Route: short\n- title: Ours\n")
    assert '"Route: short" stands under no heading of its own. Write "## Routes" above it.' in (
        grammar.check()[0])


def test_a_mistake_in_a_row_of_ones_own_is_said_with_its_file(project):
    own(project, "data/bakers.csv", "baker_id,names\ncyd,Cyd\n")
    assert data.check()[0].startswith("my/data/bakers.csv, row 1: the column name is missing")


def test_a_source_of_ones_own_carries_a_row_of_ones_own(project):
    own(project, "data/sources.json", '[{"id": "mill-2003", "type": "book", "title": "Mill", '
        '"note": "Read whole."}]')
    own(project, "data/loaves.csv", bakery.LOAVES.splitlines()[0] + "\n"
        "b9,2001-07-10,ann,rye,41,0.07,R-1,mill-2003,\n")
    assert data.check() == [] and sources.cite("mill-2003") == "Mill, no date"
    assert sources.changes() == ["Sources: mill-2003"]
    own(project, "data/sources.json", '[{"id": "mill-2003", "type": "book", "title": "Mill"}]')
    assert sources.check() == [
        'my/data/sources.json, entry 1 (mill-2003): "note" is missing. Write one.']
    own(project, "data/sources.json", "[{")
    assert sources.check()[0].startswith("my/data/sources.json is not JSON: ")
    own(project, "data/sources.json", '{"type": "book", "title": "Mill", "note": "Read whole."}')
    assert sources.check()[0].startswith("my/data/sources.json is no list of sources. Begin it")
    own(project, "data/sources.json", '[{"type": "book", "title": "Mill", "note": "Read whole."}]')
    assert sources.changes() == ["Sources: without an id"] and "write an id" in sources.check()[0]


def handed_out(lesson, folder):
    """The files in the zip of data that the lesson's page offers: name -> text."""
    spec = importlib.util.spec_from_file_location("build", browser.ROOT / "site" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    build.hand_out(lesson, folder)
    with ZipFile(next(folder.glob("*-data.zip"))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_data_that_a_page_offers_hold_rows_and_sources_of_ones_own(project, tmp_path):
    lesson = grammar.read().lessons[1]
    before = handed_out(lesson, tmp_path / "out")
    assert before["loaves.csv"] == bakery.LOAVES
    own(project, "data/sources.json",
        '[{"id": "mill-2003", "type": "book", "title": "Mill", "note": "Read whole."}]')
    own(project, "data/loaves.csv", bakery.LOAVES.splitlines()[0] + ",hide\n"
        'b1,2001-07-10,ann,rye,41,0.07,R-1,mill-2003,"warm, dark",\nb3,,,rye,,,,baker-2001,,yes\n')
    after = handed_out(lesson, tmp_path / "out")
    rows = pd.read_csv(StringIO(after["loaves.csv"]))
    assert list(rows.columns) == bakery.LOAVES.splitlines()[0].split(",")
    assert list(rows["row_id"]) == ["b1", "b2"] and list(rows["loaves"]) == [41, 12000]
    assert [each["id"] for each in json.loads(after["sources.json"])] == [
        "baker-2001", "miller-2002", "mill-2003"]
    assert {name for name in after if after[name] != before[name]} == {"loaves.csv", "sources.json"}


@pytest.mark.parametrize("name, instead", [
    ("data/loaves.csv.ods", "loaves.csv"), ("data/loaves (1).csv", "loaves.csv"),
    ("lessons.md.txt", "lessons.md"), ("class.docx", "class.md"), ("article.pdf", "article.txt")])
def test_a_file_that_is_not_read_is_said_with_what_would_be(project, name, instead):
    own(project, name, "x")
    assert [sentence.partition(": ")[0] for sentence in strays.check()] == [
        f"my/{name} is not read. Save it as {instead}"]


def test_a_file_that_has_nothing_to_do_with_the_lessons_is_left_alone(project):
    own(project, "README.md", "x")
    own(project, "data/notes for me.txt", "x")
    own(project, "data/bakers.csv", "baker_id,name\ncyd,Cyd\n")
    assert strays.check() == []


@pytest.mark.parametrize("line, said", [
    ("- period: forty", 'found "period: forty". Write a whole number of minutes from 20 to 240'),
    ("- period: 4", "from 20 to 240"), ("- reading layer: deep", "Write one of: source, summary, support."),
    ("- colour: red", 'there is no setting "colour". Write one of: school, period')])
def test_a_setting_that_is_none_is_said_with_its_line(project, line, said):
    own(project, "class.md", f"# Our class\n{line}\n")
    [fault] = classroom.check()
    assert fault.startswith("my/class.md, line 2: ") and said in fault


@pytest.mark.parametrize("period", [40, 45, 55, 60, 90])
def test_the_minutes_of_another_period_add_up(project, period):
    steps = lessons.lesson(1)._lesson.plan
    assert sum(classroom.minutes(steps, period)) == period
