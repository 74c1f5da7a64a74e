"""What is printed: for students without a key, on four sides at most, and the same each time.

The shortest lesson is built, one with a map, and twice at once one with cards and figures: about 20
seconds.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from io import BytesIO
from zipfile import ZipFile

import browser
import keys
import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf import PdfReader

from seminar.commands import new, student_copy
from seminar.lessons import parser
from seminar.page import prose

PROGRAM = browser.ROOT / "handouts" / "build.py"
UNIT = parser.read(browser.ROOT / "lessons.md")
BUILT = [UNIT.lessons[number] for number in (0, 5, 7)]


def building(folder, seed, *numbers):
    """A build as a teacher starts it, under way. No set's order and no clock may show in it."""
    return subprocess.Popen([sys.executable, PROGRAM, folder, *map(str, numbers)],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"})


@pytest.fixture(scope="module")
def builds(tmp_path_factory, a_browser):
    """The folders of two builds, made at once; the second has the last lesson alone."""
    folders = [tmp_path_factory.mktemp("paper") for _ in range(2)]
    numbers = [lesson.number for lesson in BUILT]
    under_way = [building(folders[0], "1", *numbers), building(folders[1], "2", numbers[-1])]
    for process in under_way:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    return folders


@pytest.fixture(scope="module")
def printed(builds):
    """File -> the letters of each of its pages."""
    return {file: [keys.letters(page.extract_text()) for page in PdfReader(file).pages]
            for file in sorted(builds[0].rglob("*.pdf"))}


def of(printed, folder, name):
    """Of each lesson in a folder, the pages of the file that is called so."""
    return {file.name: pages for file, pages in printed.items()
            if file.parent.name == folder and file.stem.lstrip("0123456789-") == name}


def everything(words):
    """The letters of some words of the plan."""
    return keys.letters(prose.plain(words))


def pieces(words):
    """The same by paragraphs and items of a list, which print numbers before."""
    return filter(None, map(keys.letters, re.split(r"</(?:p|li)>", prose.html(words))))


def asked(lesson):
    """Every prompt, check and option of a lesson's sheet, in letters.

    What the plan has for who wants more stands on the page alone.
    """
    more = {name for step in lesson.plan if step.place == "more" for _, name in step.shows}
    for prompt in [*lesson.discuss.values(), *lesson.write.values()]:
        if prompt.id not in more:
            yield from pieces(prompt.text)
    for check in [each for each in lesson.checks.values() if each.id not in more]:
        yield from pieces(check.question)
        yield from (everything(option.text) for option in check.options)
        yield from (everything(item) for item in check.items)


# On paper ----------------------------------------------------------------------------------------


def test_a_handout_has_at_most_four_sides_and_asks_all_that_the_lesson_asks(printed):
    handouts = of(printed, "students", "handout")
    assert list(handouts) == [f"{lesson.number:02}-handout.pdf" for lesson in BUILT]
    for lesson, sides in zip(BUILT, handouts.values()):
        assert 1 <= len(sides) <= 4
        assert [words for words in asked(lesson) if words not in "".join(sides)] == []


@pytest.mark.parametrize("name", ["handout", "large-print", "slides", "absent", "cover", "key"])
def test_every_lesson_has_its_pages_and_none_is_empty(printed, name):
    folder = "teacher" if name in ("cover", "key") else "students"
    found = of(printed, folder, name)
    assert len(found) == len(BUILT)
    assert all(len(page) > 20 for pages in found.values() for page in pages)


def test_a_lesson_without_words_has_no_box_for_them():
    pages = Environment(loader=FileSystemLoader(PROGRAM.parent / "pages"))
    pages.filters |= dict.fromkeys(("line", "foreign", "markdown", "plain", "letters"), str)
    box = pages.get_template("parts.html").module.words
    assert "<h2>Words</h2>" in box({"words": [("dough", "", "flour with water")]})
    assert box({"words": []}).strip() == ""


def test_large_print_has_the_words_of_the_handout_in_18_points(builds, printed):
    for lesson, pages in zip(BUILT, of(printed, "students", "large-print").values()):
        assert [words for words in asked(lesson) if words not in "".join(pages)] == []
    sizes = []
    for page in PdfReader(builds[0] / "students" / "07-large-print.pdf").pages:
        page.extract_text(visitor_text=lambda text, matrix, at, font, size: sizes.append(
            (round(size * abs(at[0] * matrix[0]), 1), text.strip())))
    body = [size for size, text in sizes if len(text) > 60]
    assert body and min(body) >= 18


def test_of_a_long_table_the_sheet_prints_the_rows_that_the_plan_names(printed):
    sheet = of(printed, "students", "evidence")["05-evidence.pdf"]
    large = of(printed, "students", "evidence-large")["05-evidence-large.pdf"]
    assert len(sheet) <= 6 and len(large) <= 24
    for pages in map("".join, (sheet, large)):
        assert re.search(r"hereare\d+of\d+rows", pages)
        assert "highs001" in pages and "highs130" in pages and "highs062" not in pages


def test_evidence_is_printed_as_words_for_a_reader(builds):
    ids = {each["id"] for each in json.loads(
        (browser.ROOT / "data" / "sources.json").read_text(encoding="utf-8"))}
    sheets = sorted((builds[0] / "students").glob("*-evidence*.pdf"))
    assert len(sheets) == 4
    for file in sheets:
        text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
        assert re.findall(r"\d\.\d{4,}", text) == []  # more places than anybody counted
        assert re.findall(r"\b[12]\d{3}-\d\d\b", text) == []  # a date that no one would say
        assert ids.isdisjoint(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))
        codings = UNIT.lessons[int(file.name[:2])].codings.values()
        blank = re.findall(r"^([A-Z][\w ]*):\n(?=[A-Z][\w ]*:)", text, re.MULTILINE)
        assert set(blank) <= {"Reason", "My mark", *(each.label for each in codings)}


def test_cards_are_printed_where_a_lesson_has_cards_to_sort(printed):
    assert list(of(printed, "students", "cards")) == ["07-cards.pdf"]
    sheets = "".join(of(printed, "students", "cards")["07-cards.pdf"])
    for name in {coding.cards for coding in UNIT.lessons[7].codings.values()}:
        for card, words, *_ in UNIT.lessons[7].cards[name].rows:
            assert keys.letters(card) in sheets and everything(words) in sheets


def test_the_key_says_what_a_good_answer_weighs_and_which_answer_is_right(printed):
    for lesson, pages in zip(BUILT, of(printed, "teacher", "key").values()):
        # A sentence may go on over the foot of a page.
        found = "".join(pages)
        missed = [each for each in keys.sentences_for_instructors(lesson) if each not in found]
        assert len(missed) <= len(pages) - 1
        for check in lesson.checks.values():
            for option in check.options:
                assert (f"right{everything(option.text)}" in found) == option.right
                assert everything(option.feedback)[:60] in found


def test_every_figure_stands_beside_its_text_alternative(printed):
    pages = "".join(next(iter(of(printed, "teacher", "figures").values())))
    figures = [figure for lesson in BUILT for figure in lesson.figures.values()]
    assert figures
    for figure in figures:
        assert everything(figure["alt"]) in pages


def test_no_page_for_students_has_a_sentence_for_instructors(printed):
    secrets = [each for lesson in UNIT.lessons.values()
               for each in keys.sentences_for_instructors(lesson)]
    pages = [("".join(pages), file.name) for file, pages in printed.items()
             if file.parent.name == "students"]
    assert len(secrets) > 100 and len(pages) > 8
    assert [(name, each) for each in secrets for text, name in pages if each in text] == []


def test_built_twice_the_pages_are_the_same(builds):
    one, two = ({str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*")
                 if file.is_file()} for root in builds)
    two.pop("teacher/figures.pdf")  # has the figures of what was built: of one lesson, or two
    assert len(two) > 8 and [name for name in two if one.get(name) != two[name]] == []


@pytest.mark.slow
def test_what_cannot_be_built_is_told(tmp_path):
    (tmp_path / "essay.txt").touch()
    for process, said in [(building(tmp_path, "1", 0), "holds something else"),
                          (building(tmp_path / "new", "1", "x7"), "has no lesson x7")]:
        told, _ = process.communicate(timeout=60)
        assert process.returncode == 2 and said in told and "Traceback" not in told
    assert (tmp_path / "essay.txt").exists()


# The set for students ----------------------------------------------------------------------------


def test_the_zip_for_students_opens_and_holds_no_key(builds, tmp_path):
    with ZipFile(BytesIO((builds[0] / "student.zip").read_bytes())) as packed:
        packed.extractall(tmp_path)
    project = tmp_path / "lessons"
    secrets = [each for lesson in UNIT.lessons.values()
               for each in keys.sentences_for_instructors(lesson)]
    for file in project.rglob("*"):
        if file.is_file() and file.suffix != ".png":
            text = keys.letters(file.read_text(encoding="utf-8"))
            assert [(file.name, each) for each in secrets if each in text] == []
    named = re.findall(r"^    make (\w+)", (project / "README.md").read_text("utf-8"), re.MULTILINE)
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    assert named == ["lab"] and set(re.findall(r"^(\w+):", makefile, re.MULTILINE)) == {
        "help", "lab", "clean"}
    checked = subprocess.run([sys.executable, "-m", "seminar", "check"], cwd=project, text=True,
                             capture_output=True, timeout=60)
    assert checked.stdout == "No mistakes found.\n", checked.stdout + checked.stderr


def test_another_set_is_given_what_it_needs_to_be_opened_and_no_licence_of_ours(tmp_path):
    new.make(tmp_path / "fair")
    made = tmp_path / "students"
    student_copy.folder(made, tmp_path / "fair")
    needed = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))["project"]
    for name in (needed["readme"], *needed["license-files"]):
        assert (made / name).exists(), f"the library is not installed without {name}"
    assert (made / "README.md").read_text("utf-8").startswith("# A new set: one question")
    assert not (tmp_path / "students" / "LICENSE-content").exists()
