"""What students may see of lessons.md: all that is theirs, nothing else; in doubt, no copy."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import bakery
import browser
import pytest

from seminar.commands import class_folder, notebooks, student_copy
from seminar.lessons import for_students, parser, sections

NOTES = "### Notes for instructors"
SECRET = "Not yet tried with people."
#: The same heading as editors and hands write it.
SPELLINGS = (
    "### NOTES FOR INSTRUCTORS", "### Notes for Instructors", "### Notes for instructors:",
    "### **Notes for instructors**", "### **Notes for instructors:**",
    "### **Notes for instructors**:", "### __Notes for instructors__",
    "### *Notes for instructors*", "###\tNotes for instructors", "### Notes\tfor instructors",
    "### Notes\u00a0for instructors", "### Notes for\u202finstructors",
    "### Notes for instructors #",
    "### Notes for instructors ###", "### Notes for instructors {#notes}",
    "### Notes  for  instructors", "### Notes for instructors.", "   ### Notes for instructors",
    "### Notes for\u200b instructors")
#: Forms in which notes would be read as words for students, or would not be read at all.
ASTRAY = {
    "in a quotation": "> ### Notes for instructors\n>",
    "in a list": "- ### Notes for instructors\n ",
    "in a numbered list": "3. ### Notes for instructors\n",
    "as a label": "> **Notes for instructors.**",
    "as bold words with a full stop": "**Notes for instructors.**",
    "in slanting words": "*Notes for instructors*",
    "underlined": "Notes for instructors\n---------------------\n",
    "underlined twice": "Notes for instructors\n=====================\n",
    "a heading of level two": "## Notes for instructors",
    "a heading of level one": "# Notes for instructors",
    "with words behind it": "### Notes for instructors (read them first)",
    "in the singular": "### Note for instructors",
    "with a number": "### 5. Notes for instructors",
    "in bold, with words behind it": "**Notes for instructors** stand here:\n",
    "in brackets": "[Notes for instructors]\n",
    "in a box": "- [ ] Notes for instructors\n",
    "in a cell": "| Notes for instructors |\n|---|\n",
    "in HTML": "<h3>Notes for instructors</h3>\n",
    "folded": "<details><summary>Notes for instructors</summary>\n",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The bakery, its lessons.md to be changed."""
    monkeypatch.chdir(bakery.build(tmp_path))
    (tmp_path / "my" / "data").mkdir(parents=True)
    return tmp_path


def changed(project, old, new):
    file = project / "lessons.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def own(project, text):
    (project / "my" / "lessons.md").write_text(text, encoding="utf-8")


def copied(project):
    """The plan as it is in a student's folder."""
    student_copy.folder(project / "students", project)
    return parser.read(project / "students" / "lessons.md")


@pytest.mark.parametrize("heading", SPELLINGS)
def test_notes_for_instructors_stay_back_however_their_heading_is_written(project, heading):
    changed(project, NOTES, heading)
    assert parser.read().lessons[1].texts["Notes for instructors"] == SECRET
    assert SECRET not in for_students.texts()["lessons.md"]


@pytest.mark.parametrize("name", ASTRAY)
def test_notes_in_a_form_that_would_show_them_are_told_and_there_is_no_copy(project, name):
    changed(project, NOTES, ASTRAY[name])
    assert class_folder.mistakes() != []
    with pytest.raises(parser.PlanError):
        for_students.texts()


@pytest.mark.parametrize("heading", ["", f"<!-- {NOTES} -->"])
def test_notes_that_lost_their_heading_are_told_where_other_lessons_have_some(project, heading):
    text = (project / "lessons.md").read_text(encoding="utf-8")
    first = text[text.index("## 1. Flour"):].replace("## 1.", "## 2.")
    (project / "lessons.md").write_text(f"{text}\n{first}", encoding="utf-8")
    assert parser.check() == []
    changed(project, f"{NOTES}\n{SECRET}\n\n## 2.", f"{heading}\n{SECRET}\n\n## 2.")
    [fault] = parser.check()
    assert 'lesson 1 has no "Notes for instructors", as others have' in fault
    with pytest.raises(parser.PlanError):
        for_students.texts()


@pytest.mark.parametrize("label", [
    "**Listen\u00a0for.**", "**Listen for:**", "**Listen  for.**", "**Listen\u202ffor.**"])
def test_what_to_listen_for_stays_back_however_it_is_written(project, label):
    changed(project, "**Listen for.**", label)
    assert parser.read().lessons[1].discuss["crust"].listen_for == "A reason."
    text = for_students.texts()["lessons.md"]
    assert "A reason." not in text and "One source." not in text and "> **Compare.**" in text


@pytest.mark.parametrize("old, new", [
    ("Move day by day.", "Move day by day.\n\n> **Listen for.** Two days."),
    ("Use the frame.", "Use the frame. **Listen for** two days."),
    ("Is the crust part of the bread?", "Is it?\n\n__Listen for:__ two days."),
    ("Bake.", "Bake.\n\nListen for: two days.")])
def test_what_to_listen_for_in_another_place_is_told(project, old, new):
    changed(project, old, new)
    with pytest.raises(parser.PlanError, match="Listen for"):
        for_students.texts()
    assert any("Listen for" in fault for fault in class_folder.mistakes())


def test_a_quotation_goes_on_over_lines_and_blank_lines(project):
    changed(project, "> **Compare.** Row two, with 40<!-- b1.loaves --> loaves.\n"
            "> **Listen for.** A reason.",
            "> **Compare.** Open one.\n> It goes on.\n> **Listen for.** Secret two,\n"
            "over a line without a sign.\n>\n> Secret three.\n\n> Secret four.\n"
            "> **Compare.** And more.")
    text = for_students.texts()["lessons.md"]
    assert "Secret" not in text and "without a sign" not in text


@pytest.mark.parametrize("heading", ["## 1) Flour and water", "## **1. Flour and water**",
                                     "##\t1. Flour and water", "## 01. Flour and water ##"])
def test_a_question_that_is_hidden_under_a_heading_of_another_form_is_in_no_copy(project, heading):
    own(project, f"{heading}\n\n### Discuss: crust\n- hidden: yes\n\n"
        "### Write: mine\nWhy?\n\n> **Compare.** A.\n> **Listen for.** Secret.\n")
    lesson = copied(project).lessons[1]
    assert "crust" not in lesson.discuss and ("Discuss", "crust") in lesson.known
    assert lesson.write["mine"].text == "Why?" and lesson.write["mine"].listen_for == ""
    words = "".join(file.read_text("utf-8") for file in (project / "students").glob("**/lessons.md")
                    if "seminar" not in file.parts)
    assert "Is the crust part" not in words and "Secret" not in words


def test_what_ones_own_plan_does_not_show_is_in_no_copy(project):
    own(project, "## 1. Flour and water\n\n### Plan\n"
        "| Step | Shows | Students do | Teacher does |\n|---|---|---|---|\n"
        "| Check | first-loaf, colour | Answer | |\n\n### Words\n- **oven**: hot.\n")
    lesson = copied(project).lessons[1]
    assert list(lesson.checks) == ["first-loaf"] and list(lesson.cards) == ["loaves"]
    text = "".join((project / "students" / name).read_text("utf-8")
                   for name in ("lessons.md", "my/lessons.md"))
    assert "Which loaf was first?" in text and "What colour is it?" in text
    for gone in ("Is the crust part", "Knead", "Loaves rise", "Ground grain", "everyone kneads",
                 "inside", "oven**", "Use the frame"):
        assert gone not in text, gone


def test_a_folder_my_with_a_plan_alone_is_copied(project):
    (project / "my" / "data").rmdir()
    own(project, "## 1. Flour and water\n\n### Homework\nRest.\n")
    assert copied(project).lessons[1].texts["Homework"] == "Rest."


def test_a_section_of_which_nobody_has_decided_stops_the_copy(project, monkeypatch):
    monkeypatch.setattr(for_students, "SHOWN", for_students.SHOWN[1:])
    with pytest.raises(parser.PlanError, match='lessons.md, line .*"Summary"'):
        for_students.texts()


def test_of_every_section_it_is_decided_whether_students_may_see_it():
    assert sorted(for_students.SHOWN + for_students.KEPT_BACK) == sorted(sections.SECTIONS)


@pytest.mark.parametrize("old, new", [
    ("### Summary", "### Sumary"), ("- answer: 1.5", "- answer: much"),
    ("> **Compare.** With", "> With")])
def test_a_mistake_stops_the_copy(project, old, new):
    changed(project, old, new)
    with pytest.raises(parser.PlanError):
        student_copy.folder(project / "students", project)
    assert not (project / "students").exists()


def test_remarks_and_chapters_that_are_no_lesson_stay_back(project):
    changed(project, "Use the frame.", "Use the frame.<!-- weak group: Ann --> Or not.\n\n"
            "<!-- Secret -->\n\n- one\n\n<!-- Secret -->\n\n- another")
    changed(project, "## 1. Flour", "## Assessment\n\n### Key\nSecret.\n\n## 1. Flour")
    text = for_students.texts()["lessons.md"]
    assert "Secret" not in text and "Ann" not in text and "The unit at a glance" not in text
    assert "40<!-- b1.loaves --> loaves" in text
    assert re.findall("^- .*", text[text.index("### Support"):text.index("### Stretch")], re.M) == [
        "- one", "- another"]


def test_the_real_set_still_reads_and_has_all_but_what_is_for_instructors(tmp_path):
    student_copy.folder(tmp_path / "set")
    ours, theirs = parser.read(browser.ROOT / "lessons.md"), parser.read(
        tmp_path / "set" / "lessons.md")
    assert theirs.title == ours.title and theirs.routes == {}
    for number, lesson in ours.lessons.items():
        def without(prompts):
            return {name: replace(each, listen_for="") for name, each in prompts.items()}

        texts = {kind: text for kind, text in lesson.texts.items() if "instructors" not in kind}
        mine = replace(lesson, discuss=without(lesson.discuss), write=without(lesson.write),
                       texts=texts)
        plan = [replace(step, teacher="") for step in lesson.plan]
        mine = replace(mine, plan=plan, parts={
            key: parts for key, parts in lesson.parts.items() if "instructors" not in key[0]})
        given = replace(theirs.lessons[number], known=lesson.known)
        assert blank(repr(given)) == blank(repr(mine))
    plan = tmp_path / "set" / "lessons.md"
    plan.write_text(plan.read_text("utf-8").replace("- build: student\n", "", 1), "utf-8")
    assert any('has no "Listen for"' in fault for fault in parser.check(plan))


def blank(text):
    """What is said of a lesson, without its lines, and without comments but those of numbers."""
    return re.sub(r"line=\d+|<!--(?!\s*(?:\S+|=[^>]+)\s*-->).*?-->|<!-- -->|\\n", "", text)


def test_only_what_the_lessons_read_is_taken(project):
    shutil.copy(project / "data" / "loaves.csv", project / "my" / "data")
    notebooks.write()
    for name in ("my/data/marks.xlsx", "my/data/.~lock.loaves.csv#", "my/data/~$loaves.xlsx",
                 "my/article.txt", "notebooks/answers.ipynb", "notebooks/instructor_build.ipynb"):
        (project / name).write_text("Ms Miller", encoding="utf-8")
    copied(project)
    made = {path.as_posix() for path in Path("students").rglob("*") if path.is_file()}
    inside = ("students/my/", "students/notebooks/")
    assert {path.removeprefix("students/") for path in made if path.startswith(inside)} == {
        "my/data/loaves.csv", "notebooks/01_flour_and_water.ipynb"}
