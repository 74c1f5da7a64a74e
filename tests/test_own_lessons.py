"""An instructor's own folder my/: each change shows where it should, nowhere else, and stays."""

import importlib.util
import json
import shutil
from collections import defaultdict
from dataclasses import replace
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import bakery
import browser
import pandas as pd
import pytest

from seminar import __main__ as main
from seminar import lesson_page
from seminar.commands import notebooks, strays
from seminar.data import package, sources
from seminar.files import spreadsheets
from seminar.lessons import for_students, notebook, numbers, parser, periods, sections
from seminar.lessons.settings import Settings


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
    """All that the lesson shows: section -> its text. And the tables."""
    unit = parser.read()
    lesson, parts = unit.lessons[1], defaultdict(str)
    page = lesson_page.LessonPage(unit, lesson)
    for cell in notebook.of(unit, lesson).cells:
        parts[cell.metadata["seminar"]["section"]] += cell.source
    for kind in ("Discuss", "Check", "Write"):
        for name in getattr(lesson, sections.KINDS[kind].shelf):
            parts[f"{kind}: {name}"] += shown(getattr(page, kind.lower())(name))
    for name in lesson.figures:
        parts[f"Figure: {name}"] += repr(page._words(name))
    parts |= {"style": shown(page.begin()), "items": repr(page._items())}
    return parts | {name: package.table(name).to_csv() for name in package.tables()}


def changed(before, after):
    return {part for part in before | after if before.get(part) != after.get(part)}


HEAD = "## 1. Flour and water\n\n"
PLAN = """### Plan
| 20 | Step | Shows | Students do | Teacher does |
|---|---|---|---|---|
| 10 | Read: bread | Recall, Argument, p1-p2, Words | Read | Walks round |
| 10 | Check and write | first-loaf, exit-ticket | Answer | |
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
    "a title": ("lessons.md", "## 1. Water and flour\n", {"Summary"}),
    "a summary": ("lessons.md", HEAD + "### Summary\nDough.\n", {"Summary"}),
    "another plan": ("lessons.md", HEAD + PLAN, {
        "Summary", "Objectives", "Read: bread", "Check and write", "items", "Investigate: ovens",
        "Figure: loaves", "Cards: loaves", "Coding: colour", "Coding: grain", "Talk: the crust",
        "Discuss: crust", "Check: both", "Check: steps", "Check: weight", "The ledger", "Ledger",
        "Whole ledger", "Help", "Support", "Stretch"}),
    "the big question": ("lessons.md", HEAD + "### Big question\nWho bakes?\n", {"Summary"}),
    "objectives": ("lessons.md", HEAD + "### Objectives\n- You can *bake*.\n", {"Objectives"}),
    "the content note": ("lessons.md", HEAD + "### Content note\nKnives, too.\n",
                         {"Content note"}),
    "recall": ("lessons.md", HEAD + "### Recall\n1. What is yeast?\n   > Alive.\n", {"Recall"}),
    "a word": ("lessons.md", HEAD + "### Words\n- **oven**: hot.\n", {"Words"}),
    "the argument": ("lessons.md", HEAD + "### Argument\nAll knead.\n", {"Argument"}),
    "help": ("lessons.md", HEAD + "### Support\nAsk a friend.\n", {"Support"}),
    "homework": ("lessons.md", HEAD + "### Homework\nBake.\n", {"What comes next"}),
    "what to look for": ("lessons.md", HEAD + "### Read: p1-p2\nLook.\n", {"Read: p1-p2"}),
    "a task": ("lessons.md", HEAD + "### Investigate: ovens\nStep.\n", {"Investigate: ovens"}),
    "a caption": ("lessons.md", HEAD + "### Figure: loaves\n- caption: Ours. Source: the baker.\n",
                  {"Figure: loaves"}),
    "a question to talk about": ("lessons.md", HEAD + "### Discuss: crust" + PROMPT.format(" too"),
                                 {"Discuss: crust", "items"}),
    "a check": ("lessons.md", HEAD + "### Check: first-loaf" + CHECK.format("last"),
                {"Check: first-loaf", "items"}),
    "a check hidden": ("lessons.md", HEAD + "### Check: weight\n- hidden: yes\n",
                       {"Check: weight", "items"}),
    "a question hidden, and its step": (
        "lessons.md", HEAD + "### Discuss: crust\n- hidden: yes\n",
        {"Talk: the crust", "Discuss: crust", "Objectives", "items"}),
    "a check added": ("lessons.md", HEAD + "### Check: ours" + CHECK.format("next"),
                      {"Check: ours", "items", "More from your instructor", "Objectives"}),
    "a local example": ("lessons.md", HEAD + "### Investigate: our-town\nOur own mill.\n",
                        {"Investigate: our-town", "More from your instructor", "Objectives"}),
    "a figure in a table": ("data/loaves.csv", bakery.LOAVES.splitlines()[0] + "\n"
                            "b1,2001-07-10,ann,rye,41,0.07,R-1,baker-2001,\n", {"loaves"}),
    "a row added": ("data/bakers.csv", "baker_id;name\ncyd;Cyd\n", {"bakers"}),
    "a row hidden": ("data/loaves.csv", bakery.LOAVES.splitlines()[0] + ",hide\n"
                     "b3,,,rye,,,,baker-2001,,yes\n", {"loaves"}),
    "the school": ("lessons.md", "- school: The school on the hill\n", {"style"}),
    "the period": ("lessons.md", "- period: 40\n", {
        "Summary", "Objectives", "Read: bread", "Investigate: ovens", "Talk: the crust",
        "Check and write"}),
    "the size of letters": ("lessons.md", "- type size: 16\n", {"style"}),
    "a setting in an older file": ("class.md", "# Our class\n\n- type size: 16\n", {"style"}),
    "help that stands open": ("lessons.md", "- reading layer: support\n",
                              {"Support", "Stretch"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_where_it_should_and_nowhere_else(project, name):
    file, text, parts = CHANGES[name]
    before = product()
    own(project, file, text)
    assert parser.check() + package.check() == []
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
    assert changed(before, product()) <= {"Recall"}
    assert (project / "my" / file).read_bytes() == mine


def test_the_check_lists_what_it_read(project, capsys):
    assert main.check() == 0 and capsys.readouterr().out == "No mistakes found.\n"
    own(project, "lessons.md", HEAD + "### Summary\nDough.\n")
    assert main.check() == 0
    assert capsys.readouterr().out.splitlines() == [
        "What differs from the original:", "- Lesson 1, Summary: changed", "No mistakes found."]


def test_an_update_by_zip_keeps_ones_own_things_and_says_what_no_longer_fits(
        tmp_path, monkeypatch, capsys):
    older, newer = (browser.copy_of_the_project(tmp_path / name) for name in ("older", "newer"))
    head, place, *_ = (older / "data" / "places.csv").read_text(encoding="utf-8").splitlines()
    mine = {"my/lessons.md": ("- period: 40\n\n## 5. Our town\n\n### Discuss: soap"
                              + PROMPT.format(" or soap")),
            "my/data/places.csv": f"{head}\n{place}Ours.\n", "my/data/sources.json": "[]",
            "my/article.txt": "The text.", "answers/lesson05/lamp-07.jsonl": "{}"}
    for name, text in mine.items():
        (older / name).parent.mkdir(parents=True, exist_ok=True)
        (older / name).write_text(text, encoding="utf-8")
    plan = newer / "lessons.md"  # in which that question has another name
    renamed = plan.read_text(encoding="utf-8").replace("### Discuss: soap", "### Discuss: washing")
    renamed = renamed.replace("| soap |", "| washing |")
    plan.write_text(renamed, encoding="utf-8")

    # As a teacher does who has no git: the new version is unpacked over the old one.
    shutil.unpack_archive(shutil.make_archive(tmp_path / "update", "zip", newer), older)
    assert (older / "lessons.md").read_text(encoding="utf-8") == renamed
    assert {name: (older / name).read_text(encoding="utf-8") for name in mine} == mine
    monkeypatch.chdir(older)
    assert main.check() == 0
    assert capsys.readouterr().out.startswith(
        'my/lessons.md, line 5: "Discuss: soap" is in no row of the plan')
    asked = parser.read().lessons[5]
    assert asked.plan[-1].shows == (("Discuss", "soap"),)
    assert asked.discuss["soap"].text == "Is the crust bread or soap?"
    assert package.table("places")["note"][0] == "Ours."


def test_an_empty_folder_changes_nothing(project):
    before = product()
    shutil.rmtree(project / "my")
    assert product() == before


def test_what_is_hidden_shows_nothing_and_is_not_asked(project):
    own(project, "lessons.md", HEAD + "### Discuss: crust\n- hidden: yes\n")
    page = lesson_page.lesson(1)
    assert "crust" not in page._lesson.discuss
    assert "crust" not in {item["item"] for item in page._items()}


def test_what_is_added_is_shown_below(project):
    own(project, "lessons.md", HEAD + "### Discuss: ours" + PROMPT.format(" here"))
    assert parser.read().lessons[1].plan[-1].shows == (("Discuss", "ours"),)


def test_what_no_longer_fits_is_said_and_kept(project):
    own(project, "lessons.md", HEAD + "### Discuss: crumb" + PROMPT.format(""))
    assert parser.check() == []
    [said] = parser.notes()
    assert said.startswith('my/lessons.md, line 3: "Discuss: crumb" is in no row of the plan')
    assert 'Did you mean "crust"?' in said
    assert "crumb" in lesson_page.lesson(1)._lesson.discuss


def test_minutes_of_ones_own_that_do_not_add_up_are_said_and_stop_nothing(project):
    own(project, "lessons.md", HEAD + PLAN.replace("| 10 | Read", "| 9 | Read"))
    assert parser.check() == []
    assert any(said.startswith("my/lessons.md, line 3: the minutes in the column 20") and
               "add up to 19" in said for said in parser.notes())


def test_a_route_to_what_one_hid_is_said_and_stops_nothing(project):
    own(project, "lessons.md", HEAD + "### Check: first-loaf\n- hidden: yes\n")
    assert parser.check() == []
    assert parser.notes() == [
        'my/lessons.md, line 3: route "short" leads to "1/first-loaf", which no student sees. Take '
        "its row out of the route, or show it in the plan of its lesson."]
    own(project, "lessons.md", HEAD + "### Check: weight\n- hidden: yes\n")
    assert parser.notes() == []


def test_a_route_to_what_ones_own_plan_does_not_show_is_said_and_stops_nothing(project):
    own(project, "lessons.md", HEAD + PLAN.replace("first-loaf, ", ""))
    assert parser.check() == []
    assert parser.notes()[-1].startswith('my/lessons.md, line 3: route "short" leads to')


@pytest.mark.parametrize("old, new", [
    ("| Step | Shows |", "| Step |"), ("first-loaf, ", "first-lofa, "), ("| Answer |", "|")])
def test_a_plan_with_a_mistake_brings_no_mistakes_of_routes(project, old, new):
    own(project, "lessons.md", HEAD + PLAN.replace(old, new, 1))
    faults = parser.check()
    assert faults and not any("route" in each for each in faults + parser.notes())
    (project / "my" / "lessons.md").unlink()
    plan = project / "lessons.md"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = parser.check()
    assert faults and not any("route" in each for each in faults)
def test_a_route_to_a_step_that_ones_own_plan_drops_is_said_and_stops_nothing(project):
    check = next(line for line in PLAN.splitlines() if "first-loaf" in line)
    own(project, "lessons.md", HEAD + PLAN.replace(check, check.replace("first-loaf", "")))
    assert parser.check() == []
    assert any(said.startswith('my/lessons.md, line 3: route "short" leads to "1/first-loaf"')
               for said in parser.notes())


_ROW = "\n|---|---|---|---|---|\n| 20 | Recall | Recall | | |\n"
_LONG = "9" * 5_000


@pytest.mark.parametrize("text, said", {
    "a raised figure as a period": (
        f"{HEAD}### Plan\n| ³ | Step | Shows | Students do | Teacher does |{_ROW}", "columns"),
    "a period without end": (
        f"{HEAD}### Plan\n| {_LONG} | Step | Shows | Students do | Teacher does |{_ROW}",
        "columns"),
    "a period of nothing": (
        f"{HEAD}### Plan\n| 0 | Step | Shows | Students do | Teacher does |{_ROW}", "columns"),
    "minutes without end": (
        HEAD + f"### Plan\n| 20 | Step | Shows | Students do | Teacher does |{_ROW}".replace(
            "| 20 | Recall", f"| {_LONG} | Recall"), "are no minutes"),
    "a plan without rows": (
        f"{HEAD}### Plan\n| 20 | Step | Shows | Students do | Teacher does |{_ROW[:23]}",
        "this plan has no rows"),
    "what has its own place": (
        f"{HEAD}### Plan\n| 20 | Step | Shows | Students do | Teacher does |{_ROW}".replace(
            "| Recall | |", "| Recall, Homework | |"), '"Homework", which has its own place'),
    "a number of a lesson without end": (f"## {_LONG}. Ours\n", "is no heading of a lesson"),
    "code that lies too deep": (
        f"{HEAD}### Investigate: deep\nLook.\n\n```python\nx = {'-' * 20_000}1\n```\n",
        "this code is no Python"),
}.values())
def test_no_slip_in_ones_own_file_ends_in_a_traceback(project, text, said):
    own(project, "lessons.md", text)
    faults = parser.check()
    assert any(said in fault and fault.startswith("my/lessons.md, line ") for fault in faults)


def test_an_empty_file_of_ones_own_is_told(project):
    own(project, "lessons.md", "\n  \n")
    assert parser.check() == []
    assert any("my/lessons.md, line 1: the file is empty" in said for said in parser.notes())


def test_sources_whose_brackets_lie_too_deep_are_told(project):
    own(project, "data/sources.json", "[" * 100_000)
    assert "its brackets lie too deep" in sources.check()[0]


def test_a_folder_in_the_place_of_ones_own_file_is_told(project):
    (project / "my" / "lessons.md").mkdir()
    assert parser.check()[0].startswith("my/lessons.md cannot be read (Is a directory).")


def test_a_mistake_is_said_with_the_line_of_ones_own_file(project):
    own(project, "lessons.md", HEAD + "### Check: first-loaf\n\nWhich?\n\n- [ ] A.\n  > No.\n")
    assert all(fault.startswith("my/lessons.md, line 3: ") for fault in parser.check())
    own(project, "lessons.md", "\n### Check: first-loaf\n")
    assert parser.check() == [
        'my/lessons.md, line 2: "Check: first-loaf" stands under no heading of its own. Write '
        'the heading of its lesson, such as "## 5. Title", above it.']
    own(project, "lessons.md", "### Route: short\n- title: Ours\n")
    assert '"Route: short" stands under no heading of its own. Write "## Routes" above it.' in (
        parser.check()[0])


def test_a_mistake_in_a_row_of_ones_own_is_said_with_its_file(project):
    own(project, "data/bakers.csv", "baker_id,names\ncyd,Cyd\n")
    assert package.check()[0].startswith("my/data/bakers.csv, row 1: the column name is missing")


def test_a_source_of_ones_own_carries_a_row_of_ones_own(project):
    own(project, "data/sources.json", '[{"id": "mill-2003", "type": "book", "title": "Mill", '
        '"note": "Read whole."}]')
    own(project, "data/loaves.csv", bakery.LOAVES.splitlines()[0] + "\n"
        "b9,2001-07-10,ann,rye,41,0.07,R-1,mill-2003,\n")
    assert package.check() == [] and sources.cite("mill-2003") == "Mill, no date"
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


SILENT = {  # written so, and once not read: what is said, beside the line
    "no number": ("## Flour and water\n\n### Summary\nDough.\n", 1, "no heading of a lesson"),
    "no point": ("## 1 Flour and water\n\n### Summary\nDough.\n", 1, "no heading of a lesson"),
    "a section as a chapter": (HEAD + "## Check: first-loaf\n- hidden: yes\n", 3,
                               "### before the name of a section"),
    "no space": ("##1. Flour and water\n", 1, "a space behind the #"),
    "a long dash": (HEAD + "### Words\n- **oven**: hot.\n– **yeast**: alive.\n", 5, '"- "'),
    "no words": (HEAD + "### Summary\n\n", 3, 'nothing stands below "Summary"'),
    "one section twice": (HEAD + "### Summary\nOne.\n\n### Summary\nTwo.\n", 6, "in line 3"),
    "a route in a lesson": (HEAD + "### Route: ours\n- title: Ours\n", 3, '"## Routes" above'),
    "hidden in German": (HEAD + "### Discuss: crust\n- hidden: ja\n", 4, '"- hidden: yes"'),
    "hidden, and not there": (HEAD + "### Discuss: oven\n- hidden: yes\n", 3,
                              "nothing to hide. Write a name"),
    "hidden, and misspelt": (HEAD + "### Discuss: krust\n- hidden: yes\n", 3,
                             'Did you mean "crust"?'),
    "no question": (HEAD + "### Discuss: crust\n\n> **Compare.** A.\n> **Listen for.** B.\n", 3,
                    "asks nothing"),
    "words above all": ("Please note.\n\n" + HEAD + "### Summary\nDough.\n", 1,
                        "above every heading"),
    "words below no section": (HEAD + "Our own words.\n\n### Summary\nDough.\n", 3,
                               'Write the name of its section above it, such as "### Summary"'),
    "no signs": ("1. Flour and water\n\nSummary\nDough.\n", 3, "Is it a heading?"),
    "signs that an editor disarmed": ("\\## 1. Flour and water\n", 1, "Is it a heading?"),
    "a quotation": ("> " + HEAD, 1, "Is it a heading?"),
    "a web page": ("<html>" + HEAD, 0, "is no plain text but a web page"),
    "a comment that shows": (HEAD + "### Summary\n40&lt;!-- b1.loaves --&gt; loaves.\n", 4,
                             "begins with <!-- and ends with -->"),
    "a comment without its end": (HEAD + "### Summary\n40<!-- b1.loaves loaves.\n", 4,
                                  "begins with <!-- and ends with -->"),
    "hidden below the words": (
        HEAD + "### Discuss: crust" + PROMPT.format("") + "\n- hidden: yes\n", 9,
        "stands too low"),
    "a label of another name": (HEAD + "### Discuss: crust" + PROMPT.format("").replace(
        "> **Listen", "> **Note.** C.\n> **Listen"), 3, '"Note", which nothing shows'),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_would_not_be_read_is_said(project, name):
    text, line, said = SILENT[name]
    own(project, "lessons.md", text)
    faults = parser.check()
    where = f"my/lessons.md, line {line}: " if line else "my/lessons.md "
    assert faults[0].startswith(where) and said in faults[0], faults


@pytest.mark.parametrize("heading", [
    "## 01. Flour and water", "## 1) Flour and water", "## **1\\. Flour and water**"])
@pytest.mark.parametrize("section", [
    "### Summary:", "### SUMMARY", "### **Summary**", "###  summary"])
def test_a_heading_is_known_however_it_is_written(project, heading, section):
    own(project, "lessons.md", f"{heading}\n\n{section}\nDough.\n")
    assert parser.check() == []
    assert lesson_page.lesson(1)._lesson.texts["Summary"] == "Dough."


@pytest.mark.parametrize("line", [
    "hidden: yes", "-hidden: yes", "– hidden: Yes", "- Hidden: yes.", "- **hidden**: yes",
    "\\- hidden: yes", "- hidden = yes", "- hidden：yes"])
def test_hidden_is_read_as_people_write_it(project, line):
    own(project, "lessons.md", HEAD + f"### Discuss: crust\n{line}\n")
    assert parser.check() == [] and "crust" not in lesson_page.lesson(1)._lesson.discuss


def test_a_new_section_is_asked_for_the_one_it_may_have_meant(project):
    own(project, "lessons.md", HEAD + "### Discuss: krust" + PROMPT.format(""))
    assert 'Did you mean "crust"?' in parser.notes()[0]


def test_a_number_whose_row_is_ones_own_can_be_changed_in_ones_own_words(project):
    own(project, "data/loaves.csv", bakery.LOAVES.splitlines()[0] + "\n"
        "b1,2001-07-10,ann,rye,41,0.07,R-1,baker-2001,\n")
    [fault] = numbers.check()
    assert "says 40, but b1.loaves is 41" in fault and "into my/lessons.md" in fault
    mine = HEAD + "### Discuss: crust" + PROMPT.format("") + "\n{}<!-- b1.loaves --> loaves?\n"
    own(project, "lessons.md", mine.format(41))
    assert numbers.check() == []
    own(project, "lessons.md", mine.format(42))
    assert numbers.check() == ["my/lessons.md, line 9: the text says 42, but b1.loaves is 41. "
                               "Change one of the two."]


@pytest.mark.parametrize("written, said", [
    ('"title": „Mill“', "straight quotation marks"), ('"title": "Mill",', "Take away the comma"),
    ('"title": "The "Mill""', 'write \\" for a quotation mark')])
def test_a_source_with_a_slip_of_the_pen_is_said_with_its_line(project, written, said):
    own(project, "data/sources.json", '[\n {\n  "id": "mill-2003",\n  ' + written + "\n }\n]\n")
    assert "in line " in sources.check()[0] and said in sources.check()[0]


def test_a_row_of_ones_own_stands_where_the_other_stood_whatever_its_columns_are_called(project):
    for name in ("data/bakers.csv", "data/datapackage.json"):
        file = project / name
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"name": "name"', '"name": "place"').replace(
            "baker_id,name", "baker_id,place"), encoding="utf-8")
    own(project, "data/bakers.csv", "baker_id,place\ncyd,Rye\nann,Ely\n")
    assert package.table("bakers")["place"].tolist() == ["Ely", "Боб", "Rye"]


@pytest.mark.parametrize("row, said", [
    ("ann,Ann,ja", 'found "ja". Write yes to take the row out'),
    ("eve,Eve,yes", "there is no row eve to take out. Write a key that stands in data/bakers.csv")])
def test_a_row_that_cannot_be_taken_out_is_said(project, row, said):
    own(project, "data/bakers.csv", f"baker_id,name,hide\n{row}\n")
    [fault] = [each for each in package.check() if "bakers" in each.partition(":")[0]]
    assert fault.startswith("my/data/bakers.csv, row 2, column hide: ") and said in fault


@pytest.mark.parametrize("rows, said", [
    ("Ann,Ann Lee,\n", 'found "Ann", and data/bakers.csv has "ann". Write it in the same letters'),
    ("ann,Ann,yes\nann,Ann Lee,\n", 'found "ann" in two rows, of which one takes it out')])
def test_a_row_that_may_be_meant_for_another_is_said(project, rows, said):
    own(project, "data/bakers.csv", f"baker_id,name,hide\n{rows}")
    faults = [each for each in package.check() if each.startswith("my/data/bakers.csv, row 2")]
    assert said in faults[0]


def test_a_row_that_others_point_to_and_that_is_taken_out_is_said(project):
    own(project, "data/bakers.csv", "baker_id,name,hide\nann,Ann,yes\n")
    [fault] = package.check()
    assert fault.startswith('data/loaves.csv, row 2, column baker_id: found "ann". Write another')
    assert "my/data takes ann out of bakers" in fault


def test_every_table_of_the_set_takes_rows_of_ones_own(tmp_path, monkeypatch):
    root = Path(__file__).parent.parent
    shutil.copytree(root / "data", tmp_path / "data")
    shutil.copy(root / "lessons.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    before = {name: package.table(name) for name in package.tables()}
    (tmp_path / "my" / "data").mkdir(parents=True)
    for name in before:
        shutil.copy(tmp_path / "data" / f"{name}.csv", tmp_path / "my" / "data")
    assert package.check() == []
    assert all(package.table(name).equals(rows) for name, rows in before.items())


def test_a_capital_that_a_spreadsheet_began_a_cell_with_is_read(project):
    own(project, "data/loaves.csv", bakery.LOAVES.splitlines()[0] + "\n"
        "b9,,,rye,,,r-1,baker-2001,\n")
    assert 'found "r-1"' in package.check()[0], "small where a capital must stand: not guessed at"
    assert spreadsheets.one_way("Mill-2003", "string", pattern="[a-z-0-9]+") == "mill-2003"
    assert spreadsheets.one_way("MILL-2003", "string", pattern="[a-z-0-9]+") == "MILL-2003"


def test_a_table_in_the_wrong_folder_is_said(project):
    own(project, "loaves.csv", "x")
    for name in ("Data/loaves.csv", "data/lessons.md", "old/lessons.md"):
        (project / "my" / name).parent.mkdir(exist_ok=True)
        own(project, name, "x")
    assert sorted(strays.check()) == [
        "my/Data/loaves.csv is not read. Move it into the folder my/data.",
        "my/data/lessons.md is not read. Move it into the folder my.",
        "my/loaves.csv is not read. Move it into the folder my/data."]


def test_a_lock_of_an_open_spreadsheet_is_left_alone(project):
    own(project, "data/.~lock.loaves.csv#", "x")
    assert strays.check() == []


def handed_out(lesson, folder):
    """The files in the zip of data that the lesson's page offers: name -> text."""
    spec = importlib.util.spec_from_file_location("build", browser.ROOT / "site" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    build.hand_out(lesson, folder)
    with ZipFile(next(folder.glob("*-data.zip"))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_data_that_a_page_offers_hold_rows_and_sources_of_ones_own(project, tmp_path):
    notebooks.write()
    lesson = parser.read().lessons[1]
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
    ("data/loave.csv", "loaves.csv"), ("data/Kopie von loaves.csv", "loaves.csv"),
    ("data/LOAVES.CSV", "loaves.csv"), ("Lessons.md", "lessons.md"), ("lesson.md", "lessons.md"),
    ("lessons.md.txt", "lessons.md"), ("article.pdf", "article.txt")])
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
    ("- period: 4", "from 20 to 240"),
    ("- reading layer: deep", "Write one of: source, summary, support."),
    ("- colour: red", 'there is no field "colour" here. Write one of: school, period'),
    ("A class of 28", '"A class of 28" stands above '),
    ("- period: 40\n- period: 45", 'line 3: "period" stands twice')])
@pytest.mark.parametrize("file", ["lessons.md", "class.md"])
def test_a_setting_that_is_none_is_said_with_its_line(project, file, line, said):
    own(project, file, f"\n{line}\n")
    [fault] = parser.check()
    assert fault.startswith(f"my/{file}, line ") and said in fault


@pytest.mark.parametrize("name", ["lessons.md", "class.md"])
def test_settings_are_read_as_people_write_them(project, name):
    title, file = parser.read().title, project / "my" / name
    file.write_text("school: Röntgen\u200b\n– Type size: 16.\n* Period： 40\n", encoding="utf-16")
    assert parser.read().settings == Settings("Röntgen", 40, 16)
    assert parser.read().title == title
    file.write_text("- school: Röntgen\n", encoding="latin-1")
    assert parser.check()[0].startswith(f"my/{name} is not saved as UTF-8")


def test_an_older_file_of_settings_is_read_and_it_is_said_once_where_they_go(project, capsys):
    own(project, "class.md", "# Our class\n\n- school: Hill School\n- period: 40\n")
    assert main.check() == 0
    said, *others = capsys.readouterr().out.splitlines()
    assert said.startswith("my/class.md, line 3: these settings now stand at the head of my/les")
    assert others == ["What differs from the original:", "- The set, school: Hill School",
                      "- The set, period: 40", "No mistakes found."]
    own(project, "lessons.md", "- period: 45\n\n" + HEAD + "### Summary\nDough.\n")
    assert parser.read().settings == Settings("Hill School", 45), "the newer file goes first"


def test_the_lessons_of_a_set_may_have_settings_and_a_title_of_ones_own_keeps_them(project):
    plan = project / "lessons.md"
    plan.write_text(plan.read_text(encoding="utf-8").replace(
        "- project: bakery\n", "- project: bakery\n- period: 40\n"), encoding="utf-8")
    own(project, "lessons.md", "# Our bakery\n- school: Hill School\n")
    unit = parser.read()
    assert unit.title == "Our bakery" and unit.fields["project"] == "bakery"
    assert unit.settings == Settings("Hill School", 40)


def test_students_get_the_settings_of_their_class(project):
    own(project, "lessons.md",
        "- school: Hill School\n- period: 40\n\n" + HEAD + CHANGES["help"][1])
    before = parser.read()
    for name, text in for_students.texts().items():
        (project / name).write_text(text, encoding="utf-8")
    after = parser.read()
    assert after.settings == before.settings and after.title == before.title


def test_a_plan_has_the_periods_of_the_lesson_or_that_of_the_class_and_a_beginning_its_own(project):
    lesson = lesson_page.lesson(1)._lesson
    assert [period for period, _ in periods.columns(lesson)] == [20, 15]
    [(period, minutes)] = periods.columns(lesson, 40)
    assert period == sum(minutes[:4]) == 40 and minutes[4:] == [5, 0]
    assert periods.columns(replace(lesson, number=0), 40)[0] == (20, [10, 5, 2, 3, 5, 0])


def test_a_plan_cannot_be_hidden(project):
    own(project, "lessons.md", HEAD + "### Plan\n- hidden: yes\n")
    assert parser.check()[0].startswith("my/lessons.md, line 3: the plan is the order of the")


@pytest.mark.parametrize("period", [40, 45, 55, 60, 90])
def test_the_minutes_of_another_period_add_up(project, period):
    lesson = lesson_page.lesson(1)._lesson
    assert sum(periods.minutes(lesson, period)[:4]) == period
