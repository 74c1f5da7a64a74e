"""A class's answers: read whole whatever lies in the folder, counted right, shown as text only."""

import csv
import io
import re
import zipfile
from datetime import date

import a_class
import browser
import nbformat
import openpyxl
import pytest
from a_class import put, report, run
from playwright.sync_api import expect

from seminar.files import export
from seminar.report import codes, collate, counts, page

pytestmark = pytest.mark.usefixtures("unit")


def counted(folder):
    return [(name, each.code) for name, each, _ in collate.read(folder, "bakery").counted]


# Which files count --------------------------------------------------------------------------------


def test_names_with_spaces_folders_and_zips_are_read(folder):
    put(folder, "Class 7 b/my lesson (1).html", code="lamp-01")
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("Ann Smith_1_file/lesson 01.html",
                         a_class.page([a_class.record("crust", "No.")], code="lamp-02"))
        archive.writestr("__MACOSX/._lesson 01.html", "rubbish")
    with zipfile.ZipFile(folder / "from the platform.zip", "w") as archive:
        archive.writestr("again.zip", inside.getvalue())
    found = collate.read(folder, "bakery")
    assert [each.code for _, each, _ in found.counted] == ["lamp-01", "lamp-02"]
    assert found.faults == []
    assert [each.code for _, each, _ in collate.read(
        folder / "from the platform.zip").counted] == ["lamp-02"]


def test_of_a_code_the_newest_day_counts_and_then_the_most_keys(folder, unit):
    put(folder, "a.html", code="lamp-01", revision=9, day="2001-07-10")
    put(folder, "b.html", code="lamp-01", revision=12, day="2001-07-09")
    put(folder, "c.html", code="lamp-01", revision=2, day="2001-07-11")
    put(folder, "d.html", code="lamp-01", lesson=2)
    put(folder, "e.html", code="lamp-02", revision=2)
    put(folder, "f.html", code="lamp-02", revision=3)
    found = collate.read(folder, "bakery")
    assert [name for name, _, _ in found.counted] == ["c.html", "f.html", "d.html"]
    assert sorted(name for name, _ in found.older) == ["a.html", "b.html", "e.html"]
    assert found.notes == []
    assert "a.html" in report(folder, unit).files().data


def test_without_codes_only_the_same_words_are_one_students(folder):
    put(folder, "a.html", a_class.record("crust", "It is."))
    put(folder, "b.html", a_class.record("crust", "It is."))
    put(folder, "c.html", a_class.record("crust", "It is not."))
    assert len(counted(folder)) == 2


def test_missing_codes_and_codes_of_no_list_are_named(folder, unit):
    (folder / "codes.txt").write_bytes(
        "\ufefflamp-01\r\nLAMP-02;Ann\r\n\r\nAnn\r\nlamp-03\r\n".encode())
    put(folder, "a.html", code="lamp-01")
    put(folder, "b.html", code="lamp-30")
    shown = report(folder, unit)
    assert "Missing: lamp-02, lamp-03." in shown.who().data
    assert "lamp-30 (not on your list)" in shown.who().data
    said = shown.files().data
    assert "codes.txt, line 2: something stands behind the code" in said
    assert "codes.txt, line 4: &#34;ann&#34; is not a code" in said


def test_a_report_is_not_read_as_an_answer(folder, unit):
    a_class.fill(folder, unit, 1, 3)
    report(folder, unit).save()
    found = collate.read(folder, "bakery")
    assert len(found.counted) == 3 and found.faults == []


def test_a_zip_that_lies_about_its_size_is_refused(folder, monkeypatch):
    monkeypatch.setattr("seminar.report.folder.LARGEST", 5_000)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", "a" * 4_000_000)
    (fault,) = collate.read(folder, "bakery").faults
    assert "4 MB" in fault


# A class of thirty --------------------------------------------------------------------------------

BAD = 17


@pytest.fixture
def thirty(folder, unit):
    a_class.fill(folder, unit, 1, 30 + BAD, BAD)
    return folder


def test_each_broken_file_is_named_and_the_thirty_are_read(thirty, unit):
    found = collate.read(thirty, "bakery")
    assert sum(each.code.startswith("lamp") for _, each, _ in found.counted) == 30
    said = "\n".join(found.faults)
    for number in (3, 7, 8, 9, 10, 11, 12, 14, 15, 16):
        assert f"bad {number}" in said, number
    assert not (thirty.parent / "escaped.html").exists()


def test_nothing_in_it_runs_and_nothing_is_asked_for(thirty, unit, chromium):
    path = report(thirty, unit).save()[0]
    page = chromium.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert page.title() == "A class's answers: The great bakery"
    assert asked == [path.as_uri()] and said == []
    assert page.locator("main img, main script").count() == 0
    expect(page.get_by_text("<script>document.title=").first).to_be_visible()
    page.close()


def test_held_answers_and_small_views_stay_off_the_wall(folder, unit, chromium):
    a_class.fill(folder, unit, 1, 6)
    put(folder, "few.html", a_class.record("exit-ticket", "alone"), code="lamp-07", lesson=2)
    page = chromium.new_page()
    page.goto(report(folder, unit).save()[0].as_uri())
    cards = page.locator("#\\31 -crust .answers > li")
    assert cards.count() == 6
    first = cards.first.locator(".words").text_content()
    tick = cards.first.get_by_role("checkbox")
    tick.focus()
    page.keyboard.press("Space")
    page.reload()
    expect(tick).to_be_checked()  # this browser remembers it, and not the words
    assert first not in page.evaluate("JSON.stringify(localStorage)")
    page.locator(".wall").focus()
    page.keyboard.press("Space")
    expect(cards.first).to_be_hidden()
    expect(cards.nth(1)).to_be_visible()
    expect(page.get_by_text("Only 1 answer.")).to_be_hidden()
    assert "lamp-0" not in page.locator("body").inner_text()
    page.close()


def test_a_small_view_warns_before_it_is_shown(folder, unit):
    put(folder, "few.html", a_class.record("crust", "alone with my words"), code="lamp-01")
    shown = report(folder, unit).lesson(1).data
    before, _, after = shown.partition("<summary")
    assert "alone with my words" not in before and "Only 1 answer." in after
    assert "alone with my words" in after


def test_the_order_is_mixed_and_the_same_for_the_same_seed(folder, unit):
    a_class.fill(folder, unit, 1, 30)

    def order(**settings):
        return re.findall(r"Hold (lamp-\d\d)", report(folder, unit, **settings).lesson(1).data)[:30]

    assert order() == order() != order(seed=1)
    assert order() != sorted(order())


def test_the_report_names_the_day_by_which_to_delete_it(folder, unit):
    assert "Delete by 8 October 2001" in report(folder, unit).page()
    assert "Delete by 1 August 2001" in report(folder, unit, delete_by=date(2001, 8, 1)).page()


# Formulas -----------------------------------------------------------------------------------------


def test_no_cell_can_run_as_a_formula(folder, unit):
    for number, formula in enumerate(a_class.FORMULAS, 1):
        put(folder, f"{number}.html", a_class.record("crust", formula, asked=formula),
            code=f"lamp-{number:02}")
    _, table, book, _ = report(folder, unit).save()
    cells = [cell for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"))) for cell in row]
    for separator in ";,\t\n|":  # whatever a program takes for the end of a cell
        for cell in cells:
            for part in cell.split(separator):
                assert not part.lstrip(' "\t\r\n').startswith(tuple("=+-@\uff1d")), cell
    sheets = openpyxl.load_workbook(book)
    found = [cell for sheet in sheets for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found)
    kept = [row[6].value for row in sheets["Answers"].iter_rows(min_row=2)]
    assert kept == a_class.FORMULAS  # a workbook keeps the words to the letter


def test_what_no_cell_can_hold_is_replaced_or_cut(tmp_path):
    export.workbook(tmp_path / "a.xlsx", {
        "A": (("a",), [("\0\x0b\ud83d" + "long " * 10_000,)])})
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["A"]["A2"].value
    assert cell.startswith("\ufffd\ufffd\ufffd")
    assert cell.endswith("(cut here: 50,003 characters in all)")


# Counting -----------------------------------------------------------------------------------------


def check_of(unit, name):
    return unit.lessons[1].checks[name]


def test_a_check_counts_first_and_last_tries_and_its_commonest_mistake(unit):
    tally = counts.check(check_of(unit, "first-loaf"), [
        "Rye.\nWheat.", "Rye.", "Nobody knows.", "Wheat.", "Barley."])
    assert (tally.answered, tally.right) == (5, (1, 2))
    assert ("Rye.", False, 2, 1) in tally.options and ("Wheat.", True, 1, 2) in tally.options
    assert (counts.OLDER, False, 1, 1) in tally.options
    assert tally.mistakes[0] == ("Look again at row two.", 2)


@pytest.mark.parametrize("name, line, right, feedback", [
    ("both", "Rye. | Wheat.", True, None),
    ("both", "Rye. | None: the table is useless.", False, "Too much doubt. It names two."),
    ("steps", "Mix > Knead > Bake", True, None),
    ("steps", "Bake > Knead > Mix", False, "You began at the end."),
    ("steps", "Knead > Mix > Bake", False, "Nothing to knead yet."),
    ("steps", "Mix > Bake > Knead", False, "Flat bread."),
    ("steps", counts.CANNOT, False, "Too much doubt. A loaf shows its steps."),
    ("weight", "1,5 kilograms", True, None),
    ("weight", "15 kilograms", False, "Ten times too much."),
    ("weight", "3 kilograms", False, "Look again."),
])
def test_a_mistake_is_told_as_the_check_itself_tells_it(unit, name, line, right, feedback):
    tally = counts.check(check_of(unit, name), [line])
    assert tally.right == (right, right)
    assert feedback in [said for said, _ in tally.mistakes] or feedback is None


def test_a_number_that_cannot_be_read_or_in_two_ways_is_no_mistake(unit):
    tally = counts.check(check_of(unit, "weight"), ["1,500 kilograms", "many kilograms"])
    assert (tally.answered, tally.right, tally.mistakes) == (2, (0, 0), [])


def test_one_number_written_in_two_ways_is_one_answer(unit):
    tally = counts.check(check_of(unit, "weight"), ["1,5 kilograms", "1.5kilograms"])
    assert tally.options == [("1.5 kilograms", True, 2, 2)]


def test_the_reteach_line_stands_with_the_commonest_mistake(folder, unit):
    unit.lessons[1].texts["Notes for instructors"] = (
        "Try.\n\n**Reteach line.** \"Which row?\"\n\n**Care.** No.")
    for number in range(5):
        put(folder, f"{number}.html", a_class.record("first-loaf", "Rye."), code=f"lamp-{number}")
    shown = report(folder, unit).lesson(1).data
    assert "5 (100 %)" in shown and "Look again at row two." in shown
    assert "Which row?" in shown and "Care" not in shown


def test_a_sorter_counts_choices_pairs_and_agreement(unit):
    tally = counts.sorter(["rye: dark\nwheat: light", "rye: dark\nwheat: dark", "rye: light", "x"],
                           ["rye", "wheat"], ["dark", "light"], {"rye": "dark"})
    assert tally.answered == 3
    assert tally.counts["rye"] == {"dark": 2, "light": 1}
    assert tally.alike == {"rye": 33, "wheat": 0}
    assert tally.with_ours == 100


def test_a_line_of_reason_is_kept_apart_from_its_choice():
    tally = counts.sorter(["C01: holds | two rows | agree", "C01: - | not yet", "C01: holds"])
    assert tally.counts["C01"] == {"holds": 2} and tally.choices == ["holds"]
    assert tally.reasons["C01"] == [("", "not yet"), ("holds", "two rows | agree")]


def test_no_file_fills_the_page_with_cards_of_its_own():
    tally = counts.sorter(["\n".join(f"c{n}: x{n}" for n in range(5_000))])
    assert len(tally.counts) <= counts.MOST_CARDS
    assert len(tally.choices) <= counts.MOST_CHOICES + 1


def test_the_heat_map_says_the_same_in_words(folder, unit):
    for number in range(5):
        put(folder, f"{number}.html", a_class.record("colour", "rye: dark\nwheat: light"),
            code=f"lamp-{number}")
    shown = report(folder, unit).lesson(1).data
    assert '<td class="number heat heat5">5 (100 %)</td>' in shown
    assert "<li><strong>Rye</strong>: dark 5 (100 %).</li>" in shown


def test_growth_is_medians_only_of_marks_from_nought_to_eight(folder, unit):
    rows = ["code;first;last", *(f"lamp-0{n};{n};{n + 2}" for n in range(1, 6)),
            "lamp-06;9;x", "lamp-07;3;"]
    (folder / "marks.csv").write_text("\n".join(rows), encoding="utf-8")
    found = collate.read(folder, "bakery")
    assert counts.growth(found.marks) == counts.Growth(5, 3, 5, 2)
    assert ('marks.csv, row 7, column first: found "9". '
            "Write a number from 0 to 8, or nothing.") in found.faults
    assert "lamp-0" not in report(folder, unit).growth().data


# The commands -------------------------------------------------------------------------------------


def test_the_command_writes_three_files_and_names_what_it_passed_over(thirty, monkeypatch, capsys):
    assert run(monkeypatch, "collate", thirty) == 0
    printed = capsys.readouterr()
    assert "answers.html" in printed.out and "bad 12.zip is no zip" in printed.err
    assert sorted(path.name for path in (thirty / "report").iterdir()) == [
        "answers.csv", "answers.html", "answers.xlsx", "files.html"]


def test_a_bar_shows_how_far_it_is(thirty, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    run(monkeypatch, "collate", thirty)
    assert "files\n" in capsys.readouterr().err


@pytest.mark.parametrize("words, said", [
    (["collate", "nowhere"], "There is no folder or file nowhere"),
    (["collate", ".", "--delete-by", "soon"], '"soon" is no date'),
    (["codes", "0"], "0 codes cannot be made"),
    (["codes", "5", "--word", "miner7"], "is not among the words of lessons.md"),
])
def test_what_cannot_be_done_is_said_in_a_sentence(words, said, monkeypatch, capsys):
    assert run(monkeypatch, *words) == 2
    assert said in capsys.readouterr().err


def test_codes_are_printed_in_no_order_and_a_list_is_never_replaced(monkeypatch, capsys):
    assert run(monkeypatch, "codes", "30", "--to", "list") == 0
    assert open("list/codes.txt").read().split() == [f"lamp-{n:02}" for n in range(1, 31)]
    on_paper = re.findall(r"lamp-\d\d", open("list/codes.html").read())
    assert sorted(on_paper) == codes.codes(30, "lamp") != on_paper
    assert run(monkeypatch, "codes", "30", "--to", "list") == 2
    assert "is there already" in capsys.readouterr().err


def test_the_notebook_shows_the_same_parts_and_says_where_there_is_no_class(
        folder, unit, tmp_path):
    empty = page.class_view("class")
    assert "Nothing was handed in" in empty.who().data
    assert "There is no folder or file" in empty.files().data
    a_class.fill(tmp_path / "bakery" / "class", unit, 1, 5)
    view = page.class_view("class")
    shown = view.lesson(1).data
    assert shown.count('class="hold"') == shown.count('class="words"') > 0
    assert "Missing: lamp-06, lamp-07." in view.who().data


def test_no_heading_stands_twice_in_the_notebook(folder, unit):
    a_class.fill(folder, unit, 1, 5)
    shown = report(folder, unit)
    cells = nbformat.read(browser.ROOT / "notebooks" / "instructor_class_view.ipynb", 4).cells
    headings = re.findall("^#+ (.+)$", "\n".join(
        cell.source for cell in cells if cell.cell_type == "markdown"), re.MULTILINE)
    for part in (shown.who(), shown.lesson(1), shown.growth(), shown.files()):
        headings += re.findall("<h[1-6]>(.+?)</h[1-6]>", part.data)
    assert len(headings) > 5 and len(headings) == len(set(headings))
