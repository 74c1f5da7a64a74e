"""Another subject, whole: tables, lesson, notebook, page and handout, with no line of Python.

That its notebook runs is shown by nbval, as for all notebooks.
"""

import ast
import json
import re
import subprocess
import sys
from itertools import chain
from zipfile import ZipFile

import axe
import browser
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from seminar.commands import notebooks
from seminar.data import package
from seminar.lesson_page import LessonPage
from seminar.lessons import numbers, parser
from seminar.lessons.sections import KINDS
from seminar.page import prose

EXAMPLE = browser.ROOT / "examples" / "broad_street_pump"
NOTEBOOK = EXAMPLE / "notebooks" / "01_the_pump_and_its_handle.ipynb"
#: How the notebook shows what has a name in lessons.md.
SHOWN = {"chart": "figures", "timeline": "figures", "discuss": "discuss", "check": "checks",
         "write": "write"}
MIB = 2**20


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.chdir(EXAMPLE)


def cells(kind):
    return [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == kind]


def code():
    return ["".join(cell["source"]) for cell in cells("code")]


def test_the_check_finds_no_mistake():
    said = subprocess.run([sys.executable, "-m", "seminar", "check", EXAMPLE], cwd=browser.ROOT,
                          capture_output=True, text=True)
    assert said.returncode == 0 and said.stdout.splitlines()[-1] == "No mistakes found."


# The notebook ------------------------------------------------------------------------------------


def test_there_is_no_python_but_calls():
    allowed = (ast.Module, ast.ImportFrom, ast.alias, ast.Assign, ast.Expr, ast.Call, ast.Attribute,
               ast.Name, ast.Load, ast.Store, ast.Constant, ast.keyword, ast.Dict, ast.List)
    parts = chain.from_iterable(ast.walk(ast.parse(each)) for each in code())
    assert [ast.unparse(each) for each in parts if not isinstance(each, allowed)] == []


def test_it_shows_every_named_part_of_the_lesson_once():
    lesson, shown = parser.read().lessons[1], {shelf: [] for shelf in SHOWN.values()}
    for method, name in re.findall(r'this\.(\w+)\(\s*"([^"]+)"', "\n".join(code())):
        assert hasattr(LessonPage, method)
        if method in SHOWN:
            shown[SHOWN[method]].append(name)
    assert {shelf: sorted(names) for shelf, names in shown.items()} == {
        shelf: sorted(getattr(lesson, shelf)) for shelf in shown}
    written = [cell["metadata"]["seminar"]["section"] for cell in cells("markdown")]
    for kind in ("Investigate", "Read"):
        names = getattr(lesson, KINDS[kind].shelf)
        assert names and {f"{kind}: {name}" for name in names} <= set(written)


def test_its_first_words_are_those_of_lessons_md():
    lesson = parser.read().lessons[1]
    question, summary = (prose.without_comments(lesson.texts[kind]).strip()
                         for kind in ("Big question", "Summary"))
    assert "".join(cells("markdown")[0]["source"]).startswith(
        f"# 1. {lesson.title}\n\n**{question}**\n\n{summary}\n\n**Time:** 50 or 45 minutes.")


def test_no_cell_can_be_lost_and_none_keeps_an_output():
    for cell in cells("code") + cells("markdown"):
        assert cell["metadata"]["deletable"] is cell["metadata"]["editable"] is False
        assert not cell.get("outputs")


def test_numbers_in_its_prose_carry_their_rows_and_readers_see_none_of_them():
    assert numbers.check() == []
    text = "\n".join("".join(cell["source"]) for cell in cells("markdown"))
    assert "<!--" not in text and "<!--" in (EXAMPLE / "lessons.md").read_text(encoding="utf-8")


def test_it_is_what_its_lessons_md_says_today():
    unit = parser.read()
    made = notebooks.made(unit, unit.lessons[1], NOTEBOOK)
    assert NOTEBOOK.read_text(encoding="utf-8") == notebooks.as_text(made)


# The tables --------------------------------------------------------------------------------------


def test_the_tables_agree_with_what_the_text_says_of_them():
    days = package.table("deaths_by_day")
    found = package.table("findings").set_index("row_id")["value"]
    snow = days[days["counted_by"] == "John Snow"].set_index("date")
    assert snow["deaths"].sum() == found["f17"]
    assert snow["fatal_attacks"].sum() == found["f17"] - found["f18"]
    assert snow.loc["1854-09-01":"1854-09-02", "deaths"].sum() == found["f09"]
    assert snow.loc["1854-08-31":"1854-09-09", "fatal_attacks"].sum() > found["f01"]
    assert found["f05"] + found["f06"] + found["f07"] + found["f08"] == found["f04"]


def test_a_quoted_phrase_is_short():
    phrases = package.table("paragraphs")["phrase"].dropna()
    assert all(len(phrase.split()) <= 8 for phrase in phrases)


# The page ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, browser.ROOT / "site" / "build.py", folder, "--of", EXAMPLE,
         "--student-zip"],
        cwd=browser.ROOT, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.mark.slow
def test_its_pages_are_small_and_hold_nothing_of_another_set_nor_a_key(folder):
    pages = {page.name: page.read_text(encoding="utf-8") for page in folder.rglob("*.html")}
    assert {"index.html", f"{NOTEBOOK.stem}.html", "lesson-01.html"} <= set(pages)
    lesson = parser.read().lessons[1]
    for name, text in pages.items():
        assert not re.search("kuzbass|miner|soviet", text, re.IGNORECASE), name
        for prompt in [*lesson.discuss.values(), *lesson.write.values()]:
            assert prose.plain(prompt.listen_for)[:50] not in prose.plain(text), name
        assert len(text.encode()) < 0.75 * MIB, name
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 3 * MIB


def test_its_page_is_alive_without_a_network_and_fits_a_phone(chromium, folder):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.context.set_offline(True)
    page.goto((folder / f"{NOTEBOOK.stem}.html").as_uri())
    page.locator("html[data-widgets=alive]").wait_for(state="attached")
    map_ = page.locator("div[data-widget=Timeline]")
    map_.get_by_label("Area").select_option("North London")
    map_.get_by_label("Go to a day with reports").select_option(label="Saturday 2 September")
    said = map_.get_by_role("status").first
    expect(said).to_contain_text("Has died: West End, Hampstead")
    expect(map_.locator("svg").first).to_contain_text("Pentonville")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("figure img").get_attribute("alt").startswith("Line chart with two lines")
    assert faults == []
    page.close()


@pytest.mark.parametrize("colours", ["none", "active"])
def test_a_table_wider_than_its_box_says_so_and_no_other(chromium, folder, colours):
    page = chromium.new_page(viewport={"width": 400, "height": 740}, forced_colors=colours)
    page.goto((folder / f"{NOTEBOOK.stem}.html").as_uri())
    page.locator("html[data-widgets=alive]").wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    said = page.locator(".scroll[data-more]:visible").evaluate_all("""boxes => boxes.map((box) => [
        box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight,
        getComputedStyle(box, "::before").content.includes("scroll")])""")
    assert [True, True] in said
    assert [each for each in said if each[0] != each[1]] == []
    page.close()


def test_its_first_page_offers_the_whole_set_where_that_is_put_beside_it(chromium, folder):
    page = chromium.new_page()
    page.goto((folder / "index.html").as_uri())
    link = page.get_by_role("link", name="Download all lessons")
    expect(link).to_have_attribute("href", "student.zip")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_its_page(chromium, folder, scheme):
    page = chromium.new_page(color_scheme=scheme)
    page.goto((folder / f"{NOTEBOOK.stem}.html").as_uri())
    page.locator("html[data-widgets=alive]").wait_for(state="attached")
    assert axe.faults(page) == []
    page.close()


# Paper -------------------------------------------------------------------------------------------


def test_its_handout_has_its_words_and_its_key_stands_with_the_teacher_alone(tmp_path, a_browser):
    build = browser.ROOT / "handouts" / "build.py"
    built = subprocess.run(
        [sys.executable, build, tmp_path / "paper", "--of", EXAMPLE],
        cwd=browser.ROOT, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stderr
    said = {file.name: " ".join(page.extract_text() for page in PdfReader(file).pages)
            for file in (tmp_path / "paper").glob("*/*.pdf")}
    assert "the pump in Broad Street" in said["01-handout.pdf"]
    with ZipFile(tmp_path / "paper" / "student.zip") as packed:
        plan = packed.read("lessons/lessons.md").decode()
        conda = packed.read("lessons/environment.yml").decode()
    listen_for = parser.read().lessons[1].write["exit-ticket"].listen_for
    assert listen_for and listen_for not in plan
    assert "Kuzbass" not in plan
    assert re.findall("^name: (.*)$", conda, re.MULTILINE) == ["broad-street-1854"]
    assert "kuzbass" not in conda
