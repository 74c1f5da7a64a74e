"""The notebooks: clean in git, locked for a class, and true to lessons.md."""

import ast
import json
import os
import re
import subprocess
import sys

import browser
import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from seminar import alphabets
from seminar.commands import notebooks
from seminar.lesson_page import LessonPage
from seminar.lessons import notebook, parser
from seminar.page import prose

EVERY_NOTEBOOK = sorted((browser.ROOT / "notebooks").glob("*.ipynb"))
#: A lesson's notebook begins with its number; the others are for instructors.
NOTEBOOKS = [path for path in EVERY_NOTEBOOK if path.name[0].isdigit()]
UNIT = parser.read(browser.ROOT / "lessons.md")
LESSONS = {lesson.fields["notebook"].split("/")[-1]: lesson for lesson in UNIT.lessons.values()}
FORBIDDEN = re.compile(r"plt\.|display\(|Image\(|%|pip install|requests|urllib|open\(|!\w")
every_notebook = pytest.mark.parametrize("path", EVERY_NOTEBOOK, ids=lambda path: path.stem)
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def at_the_project(monkeypatch):
    monkeypatch.chdir(browser.ROOT)


def cells(path, kind=None):
    """(number, cell) of a notebook, counted from 1 as a reader counts."""
    found = enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], 1)
    return [(number, cell) for number, cell in found if kind in (None, cell["cell_type"])]


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def code(path):
    """All code of a notebook as one tree."""
    return ast.parse("\n".join(source(cell) for _, cell in cells(path, "code")))


def test_every_lesson_has_its_notebook_and_every_notebook_its_lesson():
    assert sorted(LESSONS) == [path.name for path in NOTEBOOKS]


@every_notebook
def test_it_is_a_notebook_that_jupyter_opens(path):
    written = path.read_text(encoding="utf-8")
    nbformat.validate(nbformat.reads(written, 4))
    metadata = json.loads(written)["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert "widgets" not in metadata, "widget state was saved: it may hold what a student did"
    assert written.endswith("}\n")


@every_notebook
def test_only_compared_cells_keep_their_output(path):
    for number, cell in cells(path, "code"):
        if "nbval-check-output" not in tags(cell):
            assert not cell["outputs"] and cell["execution_count"] is None, (
                f"cell {number} has outputs: clear them before you commit")
            continue
        assert cell["execution_count"], f"cell {number} has no count, so nbval compares nothing"
        assert cell["outputs"], f"cell {number} has no output to compare: run it"
        for output in cell["outputs"]:
            kinds = output["output_type"], *output.get("data", {})
            assert kinds in [("stream",), ("execute_result", "text/plain")], (
                f"cell {number} keeps {kinds}: print text instead")


@pytest.mark.slow
def test_every_compared_cell_really_is_compared(tmp_path):
    project = browser.copy_of_the_project(tmp_path)
    altered = []
    for path in sorted((project / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        needed = 0
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        for number, cell in enumerate(code):
            if "nbval-check-output" in tags(cell):
                text = "".join(cell["outputs"][0]["text"])
                cell["outputs"][0]["text"] = re.sub(
                    r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), text)
                altered.append(f"{path.name}::Cell {number}")
                needed = number + 1
        notebook["cells"] = code[:needed]  # what comes behind them need not run
        path.write_text(json.dumps(notebook), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "--nbval-current-env",
         "--nbval-cell-timeout=60", "-p", "no:cacheprovider", "--color=no", "notebooks"],
        cwd=project, env={**os.environ, "PYTHONPATH": str(project)}, capture_output=True, text=True)
    failed = re.findall(r"^FAILED notebooks/(.+?::Cell \d+)", run.stdout, re.MULTILINE)
    assert altered and sorted(failed) == sorted(altered), run.stdout[-2000:]


def test_what_is_run_in_a_notebook_is_kept_in_no_history(tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    manager, client = start_new_kernel(kernel_name="python3")  # as JupyterLab starts it
    client.execute_interactive("mine = 'soot and bread'", timeout=60)
    client.stop_channels()
    manager.shutdown_kernel()
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(b"soot and bread" in each for each in kept)


@every_notebook
def test_no_cell_can_be_lost_and_only_try_it_cells_changed(path):
    for number, cell in cells(path):
        assert cell["metadata"].get("deletable") is False, f"cell {number} can be deleted"
        to_try = "try-it" in tags(cell)
        assert cell["metadata"].get("editable", True) is to_try, f"cell {number}: editable?"
        assert source(cell).startswith("# Try it: ") is to_try, f"cell {number}: begin '# Try it: '"


@every_notebook
def test_cells_are_short_and_plain(path):
    for number, cell in cells(path, "code"):
        lines = [line for line in source(cell).splitlines() if line.strip()]
        assert len(lines) <= 8, f"cell {number} has {len(lines)} lines"
        found = FORBIDDEN.search(re.sub(r"#.*|\"[^\"]*\"", "", source(cell)))
        assert not found, f"cell {number}: {found[0]} has no place in a lesson"
        if cell["metadata"].get("jupyter", {}).get("source_hidden"):
            assert re.match(r"# [A-Z][^\n]{3,70}\n", source(cell)), (
                f"cell {number} is folded: begin with a comment that a reader understands")


@each_notebook
def test_the_first_cell_says_what_the_lesson_is(path):
    lesson, (_, first) = LESSONS[path.name], cells(path)[0]
    title = lesson.title if lesson.number == 0 else f"{lesson.number}. {lesson.title}"
    question = notebook.plain(lesson.texts["Big question"])
    assert first["cell_type"] == "markdown"
    assert source(first).startswith(f"# {title}\n\n**{question}**\n")
    assert f"**Time:** {' or '.join(map(str, lesson.periods))} minutes" in source(first)


def headings(path, level=None):
    found = [re.match(r"(#+) (.+)", line) for _, cell in cells(path, "markdown")
             for line in source(cell).splitlines() if line.startswith("#")]
    if level:
        return [match[2] for match in found if len(match[1]) == level]
    return [len(match[1]) for match in found]


@each_notebook
def test_its_steps_are_the_rows_of_the_plan(path):
    steps = [step.title for step in LESSONS[path.name].plan]
    assert headings(path, 2) == [*steps, "What comes next", "Sources"]
    levels = headings(path)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


@each_notebook
def test_it_is_what_lessons_md_says_today(path):
    made = notebooks.made(UNIT, LESSONS[path.name], path)
    nbformat.validate(made)
    assert path.read_text(encoding="utf-8") == notebooks.as_text(made), (
        f"{path.name} is out of date: python -m seminar notebooks --run")
    assert not notebooks.stale(made)


@each_notebook
def test_everything_it_asks_of_the_lesson_is_there(path):
    for node in ast.walk(code(path)):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "this":
            assert hasattr(LessonPage, node.attr), f"{path.name}: this.{node.attr} does not exist"


def words_of(markdown):
    return len(prose.plain(markdown).split())


def test_most_of_what_a_student_reads_stands_in_them_with_nothing_run():
    in_markdown = in_controls = 0
    for path in NOTEBOOKS:
        in_markdown += sum(words_of(source(cell)) for _, cell in cells(path, "markdown"))
        # What stands in controls alone: checks, and cards to sort.
        lesson = LESSONS[path.name]
        sorted_only = {coding.cards for coding in lesson.codings.values()} - {""}
        for cards in [each for each in sorted_only if not lesson.shows("Cards", each)]:
            in_controls += sum(words_of(" ".join(row)) for row in lesson.cards[cards].rows)
        for check in lesson.checks.values():
            choices = [*(option.text for option in check.options), *check.items]
            in_controls += words_of(check.question) + sum(map(words_of, choices))
    assert in_markdown / (in_markdown + in_controls) >= 0.85


@every_notebook
def test_its_links_lead_somewhere_and_say_where(path):
    for number, cell in cells(path, "markdown"):
        for words, target in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", source(cell)):
            assert words.casefold() not in ("here", "link", "this"), f"cell {number}: {words}"
            file = target.partition("#")[0]
            assert target.startswith("https://") or (path.parent / file).exists(), (
                f"cell {number}: {target} is not there")


@each_notebook
def test_words_of_another_alphabet_are_marked_in_its_prose(path):
    for number, cell in cells(path, "markdown"):
        unmarked = re.sub(r'<span lang="ru">[^<]*</span>', "", source(cell))
        assert alphabets.in_its_language(unmarked, "ru") == unmarked, f"cell {number}"
