"""The plan is the lesson: its rows are its steps, in notebook, page and answers, and no more is."""

import json
import re
from pathlib import Path

import essay
import nbformat
import pytest

from seminar import lesson_page
from seminar.answers import questions
from seminar.commands import class_folder, notebooks, student_copy
from seminar.lessons import notebook, numbers, parser
from seminar.widgets import export

HEAD = "## 1. Flour and water\n\n"
STEPS = ["Read: bread", "Investigate: ovens", "Talk: the crust", "Check and write", "The ledger",
         "Help"]
FIGURE = """\
### Figure: buns
- title: Buns fall
- alt: Line chart of buns a day where the line falls
- caption: Buns a day. Source: the baker.

```python
# Buns, by day
this.chart("buns", loaves, x="baked", y="weight")
```

"""
#: The changes that give the lesson a second figure, in a step of its own, before the first.
TWO_FIGURES = [
    ("| 5 | 3 | Investigate: ovens |", "| 1 | 1 | Investigate: buns | look, buns | Look | |\n"
                                       "| 4 | 2 | Investigate: ovens |"),
    ("### Figure: loaves", f"### Investigate: look\nLook at {{buns}} first.\n\n{FIGURE}"
                           "### Figure: loaves"),
    ("You can skip to Talk.", "So:\n\n- buns: the chart speaks of hunger.\n"
                              "- Figure: loaves: it is long."),
    ("Look for the word", "Before {buns} and {loaves}, look for the word"),
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The bakery with its text by paragraphs, and a folder of one's own."""
    monkeypatch.chdir(essay.build(tmp_path))
    (tmp_path / "my" / "data").mkdir(parents=True)
    return tmp_path


def changed(project, *changes):
    file = project / "lessons.md"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def plan(project):
    """The table of the plan as it stands, without its heading."""
    text = (project / "lessons.md").read_text(encoding="utf-8")
    return re.search(r"### Plan\n((?:\|.*\n)+)", text)[1]


def own(project, text):
    (project / "my" / "lessons.md").write_text(text, encoding="utf-8")


def lesson(number=1):
    return parser.read().lessons[number]


def cells(number=1):
    """The lesson's notebook, as it would be written now."""
    unit = parser.read()
    return notebook.of(unit, unit.lessons[number]).cells


def steps(written):
    return [cell.source.splitlines()[0].removeprefix("## ") for cell in written
            if "step" in cell.metadata.get("tags", [])]


def text_of(written):
    return "\n".join(cell.source for cell in written)


# A step moved ------------------------------------------------------------------------------------


def test_a_step_that_is_moved_moves_everywhere(project):
    assert steps(cells()) == STEPS
    assert list(questions.of(lesson()))[-4:] == ["weight", "exit-ticket", "ledger", "whole-ledger"]
    row = next(line for line in plan(project).splitlines() if "Check and write" in line)
    changed(project, (f"{row}\n", ""), ("| 10 | 8 | Read: bread", f"{row}\n| 10 | 8 | Read: bread"))
    assert parser.check() == []
    assert steps(cells()) == ["Check and write", *STEPS[:3], *STEPS[4:]]
    assert list(questions.of(lesson()))[:3] == ["first-loaf", "both", "steps"]
    page = lesson_page.lesson(1)
    assert [item["item"] for item in page._items()] == list(questions.of(lesson()))
    text = text_of(cells())
    assert text.index('this.check("weight")') < text.index('this.read("p1-p2")')
    table = next(cell.source for cell in cells() if "the plan</summary>" in cell.source)
    assert table.index("Check and write") < table.index("Read: bread")


def test_the_page_has_the_order_of_the_plan(project):
    notebooks.write()
    ran, _ = export.run(project / lesson().fields["notebook"])
    assert steps(ran.cells) == STEPS


# A step taken out --------------------------------------------------------------------------------


def test_figures_are_numbered_in_the_order_of_the_plan(project):
    changed(project, *TWO_FIGURES)
    assert parser.check() == [] == parser.notes()
    text = text_of(cells())
    assert "Before Figure 1 and Figure 2" in text and "look at Figure 2" in text
    assert lesson().figures["buns"]["caption"].startswith("Figure 1. Buns")
    assert lesson().texts["Content note"] == (
        "Ovens are hot. So:\n\n- the chart speaks of hunger.\n- it is long.")


def test_a_row_of_the_plan_names_a_figure_by_its_number(project):
    changed(project, *TWO_FIGURES,
            ("| crust | Talk |", "| crust | Talk of {loaves} | Point at {buns}"))
    assert parser.check() == []
    talk = lesson().plan[3]
    assert (talk.students, talk.teacher) == ("Talk of Figure 2", "Point at Figure 1")
    assert text_of(cells()).count("Talk of Figure 2") == 2  # in the plan, and under its heading
    changed(project, ("Talk of {loaves}", "Talk of {loafs}"))
    assert '"{loafs}" names a figure' in parser.check()[0]


def test_a_row_that_is_deleted_takes_all_that_it_showed_away(project):
    changed(project, *TWO_FIGURES)
    row = next(line for line in plan(project).splitlines() if "Investigate: buns" in line)
    own(project, HEAD + "### Plan\n" + plan(project).replace(f"{row}\n", "").replace(
        "| 4 | 2 | Investigate: ovens", "| 5 | 3 | Investigate: ovens"))
    assert parser.check() == []
    assert steps(cells()) == STEPS
    text = text_of(cells())
    for gone in ("Buns", "buns", "hunger", "Look at"):
        assert gone not in text, gone
    assert "buns" not in lesson().figures and "look" not in lesson().investigations
    assert lesson().figures["loaves"]["caption"].startswith("Figure 1. Loaves")
    assert lesson().texts["Content note"] == "Ovens are hot. So:\n\n- it is long."
    assert "Before the figure that is left out and Figure 1" in text
    [said] = parser.notes()
    line = 1 + (project / "lessons.md").read_text("utf-8").split("Before {buns}")[0].count("\n")
    assert said == (f'lessons.md, line {line}: "Read: p1-p2" speaks of "{{buns}}", which is not '
                    'shown. Copy "### Read: p1-p2" of lesson 1 into my/lessons.md and change it '
                    'there.')
    assert class_folder.what_changed()[1:] == [
        "- Lesson 1, Plan: changed (no longer shown: Investigate: look, Figure: buns)"]


def test_a_figure_that_is_hidden_takes_its_number_and_its_line_of_the_content_note_away(project):
    changed(project, *TWO_FIGURES)
    own(project, HEAD + "### Figure: buns\n- hidden: yes\n")
    assert parser.check() == []
    assert steps(cells())[1] == "Investigate: buns"  # its words still stand there
    text = text_of(cells())
    assert "Figure: buns" not in {cell.metadata["seminar"]["section"] for cell in cells()}
    assert "hunger" not in text and "this.chart(\"buns\"" not in text
    assert "Look at the figure that is left out first." in text
    assert [each for each in parser.notes() if '"{buns}", which is not shown' in each]


def test_a_section_that_the_default_plan_forgets_is_a_mistake_and_in_ones_own_it_is_meant(project):
    changed(project, ("| crust | Talk", "| | Talk"))
    [fault] = parser.check()
    assert '"Discuss: crust" is in no row of the plan, so no student would see it' in fault


@pytest.mark.parametrize("kind, text", [
    ("Homework", "Eat."), ("Key points", "Bread is made."), ("Content note", "Ovens are hot."),
    ("Recall", "Ground grain."), ("Support", "Use the frame."), ("Argument", "everyone kneads")])
def test_prose_that_is_hidden_is_not_shown(project, kind, text):
    assert text in text_of(cells())
    own(project, HEAD + f"### {kind}\n- hidden: yes\n")
    assert parser.check() == []
    assert text not in text_of(cells())


def test_code_that_shows_what_is_hidden_is_told(project):
    changed(project, ("Move day by day. Then", '```python\nthis.chart("loaves", loaves, x="baked", '
                      'y="loaves")\n```\n\nThen'))
    own(project, HEAD + "### Figure: loaves\n- hidden: yes\n")
    assert parser.check() == [
        'my/lessons.md, line 3: "Figure: loaves" is hidden, and the code of "Investigate: ovens" '
        "shows it. Hide that one, too, or neither."]


def test_what_code_calls_is_asked_and_handed_in_though_no_row_names_it(project):
    changed(project, ("Cards: loaves, colour, grain |", "Cards: loaves, colour |"),
            ("Use the frame.", 'Use it.\n\n```python\nthis.sort(loaves[["row_id", "kind", "note"]],'
                               ' "grain")\n```'))
    assert parser.check() == []
    assert list(questions.of(lesson()))[-1] == "grain" and "grain" in lesson().codings


def test_an_earlier_answer_that_no_student_is_asked_for_is_told_and_not_shown(project):
    changed(project, ("Bake.", 'Bake.\n\n```python\nthis.earlier(1, "crust")\n```'))
    assert parser.check() == [] and lesson_page.lesson(1).earlier(1, "crust") is not None
    own(project, HEAD + "### Discuss: crust\n- hidden: yes\n")
    assert parser.check() == [] and lesson_page.lesson(1).earlier(1, "crust") is None
    [said] = [each for each in parser.notes() if "answered" in each]
    assert said.startswith("my/lessons.md, line 3: ") and '"1/crust", which no student is' in said
    (project / "my" / "lessons.md").unlink()
    changed(project, ('earlier(1, "crust")', 'earlier(2, "crust")'))
    assert "2/crust" in parser.check()[0]


# Minutes -----------------------------------------------------------------------------------------


def test_what_is_done_at_home_or_by_who_wants_more_is_not_counted(project):
    by_title = {step.title: step for step in lesson().plan}
    assert (by_title["The ledger"].place, by_title["The ledger"].minutes) == ("home", (5, 5))
    assert (by_title["Help"].place, by_title["Help"].minutes) == ("more", (0, 0))
    text = text_of(cells())
    assert "## The ledger\n\n*At home, 5 minutes.* Mark" in text
    assert "## Help\n\n*If you want more.*" in text
    assert "## Read: bread\n\n*10 or 8 minutes.* Read" in text
    assert "**Time:** 20 or 15 minutes." in text


def test_a_plan_without_minutes_shows_none(project):
    own(project, HEAD + "### Plan\n| Step | Shows | Students do | Teacher does |\n|---|---|---|---|"
        "\n| Read: bread | p1-p2 | Read | |\n")
    assert parser.check() == [] and lesson().periods == ()
    text = text_of(cells())
    assert " minutes.*" not in text and "**Time:**" not in text and "| Step | What you do |" in text


@pytest.mark.parametrize("written", ["home 10", "Home10", "home", "more 5", "MORE", "7"])
def test_minutes_are_read_as_they_are_written(project, written):
    own(project, HEAD + f"### Plan\n| 7 | Step | Shows | Students do | Teacher does |\n"
        f"|---|---|---|---|---|\n| {written} | Read: bread | p1-p2 | Read | |\n")
    said = [each for each in parser.check() + parser.notes() if "add up" in each]
    assert len(said) == (written != "7") and parser.check() == []
    [step] = lesson().plan
    number = re.search(r"\d+", written)
    assert step.minutes == (int(number[0]) if number else 0,)
    assert step.place == (re.match("home|more", written.lower()) or ["class"])[0]


@pytest.mark.parametrize("written", ["", "ten", "10 min", "at home", "-5", "10 home"])
def test_what_are_no_minutes_is_told(project, written):
    own(project, HEAD + f"### Plan\n| 7 | Step | Shows | Students do | Teacher does |\n"
        f"|---|---|---|---|---|\n| {written} | Read: bread | p1-p2 | Read | |\n")
    [fault] = parser.check()
    assert fault.startswith(f'my/lessons.md, line 6: "{written}" are no minutes. Write a number')


@pytest.mark.parametrize("row, instead", [
    ("home 5 | 5", "home 5 | home 5"), ("3 | more", "more 3 | more"), ("home 5 | more 5",
                                                                       "home 5 | home 5")])
def test_a_step_in_two_places_is_told_with_what_to_write(project, row, instead):
    changed(project, ("home 5 | home 5", row))
    [fault] = parser.check()
    assert f'found "{row}". A step is done in one place' in fault and f'Write "{instead}"' in fault


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shows, keys", [
    ("CRUST", [("Discuss", "crust")]), ("discuss: crust", [("Discuss", "crust")]),
    ("Discuss:crust", [("Discuss", "crust")]), ("first\u2011loaf", [("Check", "first-loaf")]),
    ("first\\-loaf", [("Check", "first-loaf")]), ("recall,words", [("Recall", ""), ("Words", "")]),
    ("p1\u2013p2", [("Read", "p1-p2")]), ("LEDGER", [("Ledger", "")]), ("crust,", [
        ("Discuss", "crust")])])
def test_a_name_in_the_plan_is_known_however_it_is_written(project, shows, keys):
    own(project, HEAD + "### Plan\n| Step | Shows | Students do | Teacher does |\n|---|---|---|---|"
        f"\n| Talk | {shows} | Talk | |\n")
    assert parser.check() == []
    assert list(lesson().plan[0].shows) == keys


def test_sections_of_one_name_stand_together_unless_the_plan_names_their_kind(project):
    changed(project, ("### Figure: loaves",
                      "### Investigate: loaves\nCount.\n\n### Figure: loaves"),
            ("ovens, Figure: loaves, Cards: loaves, colour", "ovens, loaves, colour"))
    assert parser.check() == []
    assert lesson().plan[1].shows[1:4] == (
        ("Investigate", "loaves"), ("Cards", "loaves"), ("Figure", "loaves"))


@pytest.mark.parametrize("before, word", [
    ("", "The"), ("Look. ", "The"), ("“Look!” ", "The"), ("- ", "The"), ("Now look:\n\n1. ", "The"),
    ("Look at ", "the"), ("Look at\n", "the"), ("Look: ", "the"), ("See **Talk** and ", "the")])
def test_a_figure_that_is_left_out_begins_a_sentence_with_a_capital(project, before, word):
    changed(project, ("Move day by day. Then look at {loaves}.", f"{before}{{loaves}} shows it."))
    own(project, HEAD + "### Figure: loaves\n- hidden: yes\n")
    assert parser.check() == []
    assert f"{before}{word} figure that is left out shows" in lesson().investigations["ovens"]


def test_a_section_that_speaks_of_what_is_not_shown_is_told_once_and_by_line(project):
    changed(project, ("Eat.", "Eat. {loaves} shows why.\n\nAnd {loaves} shows when."),
            ("Look for the word", "Before {loaves}, look for the word"))
    own(project, HEAD + "### Figure: loaves\n- hidden: yes\n\n### Summary\nBefore {loaves}.\n")
    assert [each.split(" speaks")[0].split(": ", 1)[1] for each in parser.notes()] == [
        '"Read: p1-p2"', '"Investigate: ovens"', '"Homework"', '"Summary"']
    assert parser.notes()[-1].endswith("not shown. Change it, too.")


# A lesson and an order of one's own --------------------------------------------------------------

#: A whole lesson, as an instructor writes it.
NINE = """\
## 9. Our mill
- paragraphs: p1
- data: loaves

### Summary
We look at our mill.

### Big question
Who owned it?

### Objectives
- You can ask.

### Plan
| 30 | Step | Shows | Students do | Teacher does |
|---|---|---|---|---|
| 20 | Investigate: the mill | our-mill, rows | Look | |
| 10 | Talk | owner | Talk | |

### Investigate: our-mill
Look at {rows}.

### Tables
```python
from seminar import table

loaves = table("loaves")
```

### Figure: rows
- title: Loaves
- alt: Line chart of loaves
- caption: Loaves.

```python
this.chart("rows", loaves, x="baked", y="loaves")
```

### Discuss: owner
Who owned the mill?

> **Compare.** With the list.
> **Listen for.** A name.
"""


def test_a_lesson_of_ones_own_opens(project):
    own(project, NINE)
    assert class_folder.mistakes() == []
    assert class_folder.what_changed()[1:] == ["- Lesson 9: added"]
    notebooks.write()
    path = project / "my" / "notebooks" / "09_our_mill.ipynb"
    assert lesson(9).fields["notebook"] == "my/notebooks/09_our_mill.ipynb"
    ran, scripts = export.run(path)
    assert steps(ran.cells) == ["Investigate: the mill", "Talk"]
    assert "AnswerBox" in scripts and "Look at Figure 1." in text_of(ran.cells)
    assert lesson_page.lesson(9).discuss("owner") is not None
    assert list(questions.of(lesson(9))) == ["owner"]
    assert steps(cells(1)) == STEPS, "the lessons of the set stay as they are"


def test_a_lesson_of_ones_own_without_a_plan_is_told_what_it_needs(project):
    own(project, "## 9. Our mill\n- paragraphs: p1\n\n### Summary\nWe look.\n")
    assert [fault.split(": ", 1)[1] for fault in parser.check()] == [
        f'lesson 9 has no "{kind}". Write a section "### {kind}".'
        for kind in ("Big question", "Objectives", "Plan")]
    assert all(fault.startswith("my/lessons.md, line 1: ") for fault in parser.check())


def test_a_plan_of_ones_own_alone_is_a_new_order_in_notebooks_of_ones_own(project):
    notebooks.write()
    theirs = project / "notebooks" / "01_flour_and_water.ipynb"
    before = theirs.read_bytes()
    rows = plan(project).splitlines()
    own(project, HEAD + "### Plan\n" + "\n".join([*rows[:2], rows[4], rows[2], rows[3], *rows[5:]]))
    assert parser.check() == []
    assert notebooks.write() == ["01_flour_and_water.ipynb was written."]
    assert theirs.read_bytes() == before
    mine = nbformat.read(project / "my" / "notebooks" / "01_flour_and_water.ipynb", 4)
    assert steps(mine.cells) == ["Talk: the crust", *STEPS[:2], *STEPS[3:]]
    (project / "my" / "lessons.md").unlink()
    assert steps(cells()) == STEPS and notebooks.write() == []


def test_a_section_of_ones_own_stands_where_ones_own_plan_names_it(project):
    mine = "### Investigate: our-town\nOur own mill.\n"
    own(project, HEAD + mine)
    assert steps(cells())[-1] == "More from your instructor" and len(parser.notes()) == 1
    own(project, HEAD + "### Plan\n" + plan(project).replace("| crust |", "| our-town, crust |")
        + "\n" + mine)
    assert parser.check() == parser.notes() == [] and steps(cells()) == STEPS
    text = text_of(cells())
    assert text.index("## Talk") < text.index("Our own mill.") < text.index('this.discuss("crust")')


def test_words_of_ones_own_leave_the_code_of_a_section(project):
    changed(project, ("Move day by day. Then look at {loaves}.", "Move day by day.\n\n"
                      "```python\nprint(len(loaves))\n```"))
    own(project, HEAD + "### Investigate: ovens\nCount them.\n")
    parts = lesson().parts["Investigate", "ovens"]
    assert [(part.text, part.is_code) for part in parts] == [
        ("Count them.", False), ("print(len(loaves))", True)]


def test_a_lesson_of_another_title_or_taken_away_leaves_no_notebook(project):
    own(project, NINE)
    notebooks.write()
    folder = project / "my" / "notebooks"
    edit(folder / "01_flour_and_water.ipynb", "# Open the lesson",
         lambda cell: cell.update(source="mine()"))
    (folder / "marks.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook()), "utf-8")
    own(project, "## 1. Our bread\n")
    assert notebooks.write() == [
        "01_our_bread.ipynb was written.",
        "01_flour_and_water.ipynb belongs to no lesson any more. It was changed by hand, so it is "
        "kept. Delete it if you do not need it.",
        "09_our_mill.ipynb was taken away: no lesson has that name any more."]
    assert sorted(path.name for path in folder.iterdir()) == [
        "01_flour_and_water.ipynb", "01_our_bread.ipynb", "marks.ipynb"]


def test_a_copy_that_was_put_aside_stays_and_is_not_told_again(written):
    edit(written, "# Open the lesson", lambda cell: cell.update(source="mine()"))
    assert len(notebooks.write()) == 2 and notebooks.write() == []
    assert len(list(written.parent.iterdir())) == 2


def test_a_notebook_of_ones_own_takes_over_what_the_set_printed(written, project):
    own(project, "## 1. Our bread\n\n### Homework\nRest.\n")
    assert notebooks.write() == ["01_our_bread.ipynb was written."]
    mine = project / "my" / "notebooks" / "01_our_bread.ipynb"
    assert tagged(mine, "nbval-check-output").outputs[0].text == "12040\n"
    assert written.exists()


# What a reader changed ---------------------------------------------------------------------------

TRY_IT = ("Move day by day. Then", 'Move.\n\n```python try-it\nloaves["loaves"].max()\n```\n\n'
          "```python checked\nprint(int(loaves.loaves.sum()))\n```\n\nThen")


@pytest.fixture
def written(project):
    """The path of a notebook that was written, with a cell to try and one that is compared."""
    changed(project, TRY_IT)
    assert notebooks.write(run=True) == ["01_flour_and_water.ipynb was written."]
    return project / "notebooks" / "01_flour_and_water.ipynb"


def edit(path, find, change):
    """Changes the one cell that begins so, as a reader does in JupyterLab."""
    made = nbformat.read(path, 4)
    [cell] = [cell for cell in made.cells if cell.source.startswith(find)]
    change(cell)
    path.write_text(nbformat.writes(made, indent=1), encoding="utf-8")


def tagged(path, tag):
    [cell] = [cell for cell in nbformat.read(path, 4).cells if tag in cell.metadata.get("tags", [])]
    return cell


def test_written_twice_it_is_the_same_and_nothing_is_said(written):
    before = written.read_bytes()
    assert notebooks.write() == [] and written.read_bytes() == before
    written.unlink()
    notebooks.write(run=True)
    assert written.read_bytes() == before


def test_what_ran_by_itself_is_no_change(written):
    def run(cell):
        cell.outputs = [nbformat.v4.new_output("stream", text="x")]
        cell.execution_count = 3
        cell.metadata["trusted"] = True

    edit(written, "# Open the lesson", run)
    assert notebooks.write() == []
    assert [path.name for path in written.parent.iterdir()] == [written.name]


def test_a_changed_try_it_is_carried_over(written, project):
    edit(written, 'loaves["loaves"].max()', lambda cell: cell.update(source="loaves.min()  # mine"))
    assert notebooks.write() == []
    changed(project, ("Eat.", "Eat and sleep."))
    assert notebooks.write() == ["01_flour_and_water.ipynb was written."]
    assert tagged(written, "try-it").source == "loaves.min()  # mine"
    assert "Eat and sleep." in text_of(nbformat.read(written, 4).cells)
    assert len(list(written.parent.iterdir())) == 1


def test_a_changed_try_it_is_carried_over_when_its_step_moves(written, project):
    edit(written, 'loaves["loaves"].max()', lambda cell: cell.update(source="1  # mine"))
    row = next(line for line in plan(project).splitlines() if "Investigate: ovens" in line)
    changed(project, (f"{row}\n", ""), ("| 10 | 8 | Read: bread", f"{row}\n| 10 | 8 | Read: bread"))
    notebooks.write()
    assert tagged(written, "try-it").source == "1  # mine"


def test_new_code_to_try_reaches_whoever_did_not_change_the_old(written, project):
    changed(project, ('loaves["loaves"].max()', 'loaves["loaves"].min()'))
    assert notebooks.write()[0] == "01_flour_and_water.ipynb was written."
    assert tagged(written, "try-it").source == 'loaves["loaves"].min()'
    edit(written, 'loaves["loaves"].min()', lambda cell: cell.update(source="1  # mine"))
    changed(project, ('loaves["loaves"].min()', 'loaves["loaves"].mean()'))
    notebooks.write()
    assert tagged(written, "try-it").source == "1  # mine"


def test_a_changed_try_it_is_carried_over_when_its_section_grows(written, project):
    edit(written, 'loaves["loaves"].max()', lambda cell: cell.update(source="1  # mine"))
    changed(project, ("Move.\n", "Move.\n\n```python\nlen(loaves)\n```\n\nAnd then.\n"))
    notebooks.write()
    assert tagged(written, "try-it").source == "1  # mine"


def test_any_other_change_is_put_aside_under_a_name_that_says_so(written):
    for number in (1, 2):
        edit(written, "# Open the lesson", lambda cell: cell.update(source="mine()"))
        before = written.read_bytes()
        put, again = notebooks.write()
        name = re.fullmatch(
            r"01_flour_and_water\.ipynb was changed by hand\. It is kept as (.+)\.", put)[1]
        assert name.startswith("01_flour_and_water (your changes, 20")
        assert name.endswith(f", {number}).ipynb") == (number > 1)
        assert again == "01_flour_and_water.ipynb was written."
        assert (written.parent / name).read_bytes() == before
        assert "mine()" not in written.read_text(encoding="utf-8")
    assert len(list(written.parent.iterdir())) == 3


def test_a_changed_try_it_whose_step_is_gone_is_put_aside(written, project):
    edit(written, 'loaves["loaves"].max()', lambda cell: cell.update(source="1  # mine"))
    changed(project, ('```python try-it\nloaves["loaves"].max()\n```\n\n', ""))
    said = notebooks.write()
    kept = [path for path in written.parent.iterdir() if "your changes" in path.name]
    assert len(kept) == 1 and "# mine" in kept[0].read_text(encoding="utf-8"), said


def test_a_notebook_that_is_none_any_more_is_put_aside(written):
    written.write_text(written.read_text(encoding="utf-8")[:200], encoding="utf-8")
    assert notebooks.write()[0].startswith("01_flour_and_water.ipynb was changed by hand.")
    assert steps(nbformat.read(written, 4).cells) == STEPS
    assert len(list(written.parent.iterdir())) == 2


# Output that is compared -------------------------------------------------------------------------


def test_what_is_compared_is_kept_and_nothing_else_is(written):
    with_output = [cell for cell in nbformat.read(written, 4).cells if cell.get("outputs")]
    [cell] = with_output
    assert cell.outputs[0].text == "12040\n"


@pytest.mark.parametrize("what", ["its code", "a table", "a table of one's own"])
def test_what_is_compared_is_out_of_date_when_its_code_or_a_table_changes(written, project, what):
    if what == "its code":
        changed(project, ("loaves.loaves.sum()", "loaves.loaves.max()"))
    else:
        text = (project / "data" / "loaves.csv").read_text("utf-8").replace(",40,", ",50,")
        folder = project / "my" / "data" if "own" in what else project / "data"
        (folder / "loaves.csv").write_text(text, encoding="utf-8")
        if what == "a table":
            changed(project, ("40<!-- b1.loaves -->", "50<!-- b1.loaves -->"))
            assert numbers.check() == []
    said = notebooks.write()
    assert said[-1] == ('Lesson 1: what is printed in "Investigate: ovens" is out of date. Type '
                        '"python -m seminar notebooks --run".')
    assert tagged(written, "nbval-check-output").outputs == []
    notebooks.write(run=True)
    [output] = tagged(written, "nbval-check-output").outputs
    assert output.text == ("12000\n" if what == "its code" else "12050\n")
    assert notebooks.write() == []


def test_what_is_compared_is_out_of_date_when_code_above_it_changes(written, project):
    changed(project, ('loaves = table("loaves")', 'loaves = table("loaves").head(1)'))
    assert "is out of date" in notebooks.write()[-1]
    notebooks.write(run=True)
    assert tagged(written, "nbval-check-output").outputs[0].text == "40\n"


def test_what_is_compared_stays_when_other_words_change(written, project):
    changed(project, ("Eat.", "Eat and sleep."))
    assert notebooks.write() == ["01_flour_and_water.ipynb was written."]
    assert tagged(written, "nbval-check-output").outputs != []


# A copy for students -----------------------------------------------------------------------------


def test_a_copy_for_students_has_the_plan_and_stops_at_nothing_that_is_left_out(project):
    changed(project, ("### Discuss: crust\n", "### Discuss: crust\n- hidden: yes\n\n"),
            ("| 10 | 8 | Read: bread", "| 12 | 9 | Read: bread"))
    assert parser.check() == []
    student_copy.folder(project / "students", project)
    copy = parser.read(project / "students" / "lessons.md")
    assert [step.title for step in copy.lessons[1].plan] == [STEPS[0], STEPS[1], *STEPS[3:]]
    assert "crust" not in copy.lessons[1].discuss
    made = json.loads(Path("students/notebooks/01_flour_and_water.ipynb").read_text("utf-8"))
    assert "Is the crust" not in json.dumps(made) and "A reason." not in json.dumps(made)


def test_of_a_step_that_one_hid_the_copy_for_students_keeps_nothing(project):
    own(project, HEAD + "### Discuss: crust\n- hidden: yes\n")
    student_copy.folder(project / "students", project)
    copy = parser.read(project / "students" / "lessons.md")
    assert "Talk: the crust" not in [step.title for step in copy.lessons[1].plan]
