"""The teacher's lists and decisions beside the handed-in files: what counts, and what is told."""

import csv
import os
from pathlib import Path

import a_class
import axe
import openpyxl
import pytest
from a_class import put, report, run
from playwright.sync_api import expect

from seminar.report import collate, counts, decisions

HEAD = ",".join(decisions.COLUMNS)
LISTED = "".join(f"lamp-0{number}\n" for number in range(1, 9))
#: (code, first, last), and which of them count where eight codes are listed.
MARKS = [("lamp-01", 1, 8), ("lamp-1", 1, 8), ("lamp-02", 2, 3), ("lamp-02", 7, 7),
         ("lamp-03", 1, 2), ("lamp-04", 3, 4), ("lamp-05", 2, 2), ("lamp-77", 0, 8),
         ("Ann", 3, 3)]


def lines(folder, name, rows):
    (folder / name).write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n",
                               encoding="utf-8")


# Marks --------------------------------------------------------------------------------------------


def test_marks_count_of_each_listed_student_once(folder):
    (folder / "codes.txt").write_text(LISTED)
    lines(folder, "marks.csv", [("code", "first", "last"), *MARKS])
    found = collate.read(folder, "bakery")
    assert counts.growth(found.marks) == counts.Growth(5, 2, 4, 1)
    assert found.faults == [
        "marks.csv, row 3: lamp-1 is not on your list. Is it lamp-01? Its marks do not count.",
        "marks.csv, row 5: lamp-02 stands in row 4, too. This row counts.",
        "marks.csv, row 9: lamp-77 is not on your list. Its marks do not count.",
        'marks.csv, row 10: "ann" is not a code, so its marks do not count. Write a word and a '
        'number, like "lamp-07".']


def test_without_a_list_every_code_counts(folder):
    lines(folder, "marks.csv", [("code", "first", "last"), ("lamp-01", 1, 2), ("rye-9", 3, 4)])
    assert set(collate.read(folder, "bakery").marks) == {"lamp-01", "rye-9"}


def workbook(folder, name, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)


def test_a_workbook_of_marks_is_read_like_the_table(folder):
    (folder / "codes.txt").write_text(LISTED)
    workbook(folder, "marks.xlsx", [("code", "first", "last"), ("lamp-01", 0.5, 1.5),
                                    ("lamp-02", 1, 2), ("lamp-03", 1.5, None)])
    found = collate.read(folder, "bakery")
    assert found.marks == {"lamp-01": (0.5, 1.5), "lamp-02": (1, 2), "lamp-03": (1.5, None)}
    assert found.faults == []


def test_of_two_tables_of_marks_the_one_saved_last_is_read_and_told(folder):
    workbook(folder, "marks.xlsx", [("code", "first", "last"), ("lamp-01", 1, 1)])
    lines(folder, "marks.csv", [("code", "first", "last"), ("lamp-01", 5, 5)])
    os.utime(folder / "marks.xlsx", (1, 1))
    found = collate.read(folder, "bakery")
    assert found.marks == {"lamp-01": (5, 5)}
    assert found.faults[0].startswith("There are two tables, marks.csv and marks.xlsx.")


@pytest.mark.parametrize("text, said", [
    ("who,first,last\nlamp-01,1,2\n", "marks.csv: its first line should be code,first,last."),
    ('code,first,last\n"lamp-01,1,2\n', "marks.csv has, in or before line 2, a cell with"),
    ("code,first,last\nlamp-01,nan,-1\n", 'marks.csv, row 2, column first: found "nan".'),
    ("code,first,last\nlamp-01,1e400,2\n", 'marks.csv, row 2, column first: found "1e400".'),
])
def test_marks_that_cannot_be_read_are_told(folder, text, said):
    (folder / "marks.csv").write_text(text)
    found = collate.read(folder, "bakery")
    assert counts.growth(found.marks).both == 0
    assert any(fault.startswith(said) for fault in found.faults), found.faults


# Decisions ----------------------------------------------------------------------------------------


def decided(folder, *rows):
    (folder / "decisions.csv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")


def held(folder, unit, **settings):
    """Who is held of the question "crust"."""
    view = report(folder, unit, **settings)._lesson(1)["asked"]
    cards = next(each for each in view if each["item"] == "crust")["cards"]
    return {card["who"] for card in cards if card["decision"].hold}


def test_a_decision_outlives_a_second_collate_a_late_file_and_a_seed(folder, unit):
    a_class.fill(folder, unit, 1, 7)
    decided(folder, "lamp-03,1,crust,yes,1.5,Look at row two.")
    for _ in range(2):
        report(folder, unit).save()
        assert held(folder, unit) == {"lamp-03"}
    put(folder, "late.html", code="lamp-08")
    assert held(folder, unit, seed=7) == {"lamp-03"}
    page = report(folder, unit).page()
    assert 'value="1.5"' in page and "Look at row two.</textarea>" in page
    assert (folder / "decisions.csv").read_text().count("\n") == 2  # read, and never written


def test_a_grown_file_keeps_what_was_decided_of_it(folder, unit):
    put(folder, "a.html", a_class.record("crust", "It is."), code="lamp-01", day="2001-07-09")
    decided(folder, "lamp-01,1,crust,yes,2,Good")
    put(folder, "b.html", a_class.record("crust", "It is, as row two says."), code="lamp-01")
    assert held(folder, unit) == {"lamp-01"}
    assert "Good</textarea>" in report(folder, unit).page()


def test_of_two_files_of_one_code_both_stay_held_until_it_is_decided_anew(folder, unit):
    decided(folder, "lamp-01,1,crust,yes,,")
    put(folder, "a.html", a_class.record("crust", "Wheat grows."), code="lamp-01")
    put(folder, "b.html", a_class.record("crust", "Another hand."), code="lamp-01")
    one, other = held(folder, unit)
    decided(folder, "lamp-01,1,crust,yes,,", f"{one},1,crust,yes,,", f"{other},1,crust,no,,")
    assert held(folder, unit) == {one}
    (folder / "b.html").unlink()  # and where one goes, no hold goes with it
    assert held(folder, unit) == {"lamp-01"}


def test_a_file_without_a_code_stays_held_when_it_grows(folder, unit):
    put(folder, "a.html", a_class.record("crust", "It is."))
    (who,) = (each.who for each in collate.read(folder, "bakery").counted)
    decided(folder, f"{who},1,crust,yes,,")
    assert held(folder, unit) == {who}
    put(folder, "a.html", a_class.record("crust", "It is not."))
    (grown,) = held(folder, unit)
    assert grown != who


def test_rows_of_answers_that_are_not_there_today_are_kept_and_told(folder, unit):
    put(folder, "a.html", code="lamp-01")
    decided(folder, "lamp-09,1,crust,yes,,late", "lamp-01,1,old-question,,3,")
    shown = report(folder, unit)
    assert any(note.startswith("2 rows of decisions.csv are of answers that are not in this")
               for note in shown.notes)
    page = shown.page()
    assert '["lamp-09", "1", "crust", "yes", "", "late"]' in page
    assert '["lamp-01", "1", "old-question", "", "3", ""]' in page


@pytest.mark.parametrize("content", [
    b"\xff\xfe\0\xd8broken", b"code,lesson,question,hold\nlamp-01,1,crust,yes\n",
    f'{HEAD}\n"lamp-01,1,crust,yes,,\n'.encode(), f"{HEAD}\nlamp-01,1,crust,yes,,caf\xe9\n".encode(
        "latin-1")])
def test_decisions_that_cannot_be_read_stop_the_report(
        folder, content, monkeypatch, capsys):
    put(folder, "a.html", code="lamp-01")
    assert run(monkeypatch, "collate", folder) == 0
    before = (folder / "report" / "answers.html").read_bytes()
    (folder / "decisions.csv").write_bytes(content)
    assert run(monkeypatch, "collate", folder) == 2
    said = capsys.readouterr().err
    assert "decisions.csv" in said and "an answer that you hold back could be shown" in said
    assert (folder / "report" / "answers.html").read_bytes() == before


@pytest.mark.parametrize("row, said", [
    ("lamp-01,1,crust,maybe,,", 'row 2, column hold: found "maybe", which is read as yes.'),
    ("lamp-01,1,crust,yes,99,", 'row 2, column mark: found "99".'),
    ("lamp-01,one,crust,yes,,", 'row 2: "one" is not the number of a lesson.'),
])
def test_a_cell_that_is_no_decision_is_told(folder, row, said):
    decided(folder, row)
    assert any(said in fault for fault in collate.read(folder, "bakery").faults)


def test_a_second_table_beside_the_first_is_told(folder):
    decided(folder)
    (folder / "decisions (1).csv").write_text(HEAD)
    (fault,) = collate.read(folder, "bakery").faults
    assert fault.startswith("decisions (1).csv may hold decisions, too, and is not read.")


# The page that fills the table --------------------------------------------------------------------


@pytest.fixture
def opened(chromium, folder, unit):
    """Opens the report of the folder in a new tab, which downloads what it saves."""
    pages = []

    def at():
        page = chromium.new_page()
        page.add_init_script("delete window.showSaveFilePicker")
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(report(folder, unit).save()[0].as_uri())
        pages.append(page)
        return page

    yield at
    for page in pages:
        page.close()


def card(page, code):
    return page.locator(f'li[data-question="crust"][data-who^="{code}"]')


def saved(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my decisions").click()
    assert download.value.suggested_filename == "decisions.csv"
    return Path(download.value.path()).read_bytes()


def test_the_page_fills_the_table_that_collate_reads(folder, unit, opened):
    a_class.fill(folder, unit, 1, 6)
    decided(folder, "lamp-02,1,crust,yes,3,old", "lamp-09,1,crust,yes,,late")
    page = opened()
    told = page.locator("#told")
    expect(told).to_contain_text("Nothing here waits to be saved")
    card(page, "lamp-02").locator(".hold").uncheck()
    card(page, "lamp-03").locator(".hold").check()
    card(page, "lamp-03").get_by_text("Mark and comment").click()
    page.get_by_label("Mark of lamp-03, 0 to 8").first.fill("1,5")
    page.get_by_label("Comment for lamp-03").first.fill('=SUM(A1) "two"\nlines; é')
    page.get_by_label("Comment for lamp-03").first.blur()
    expect(told).to_contain_text("2 decisions are not saved yet. This browser keeps it")
    (folder / "decisions.csv").write_bytes(saved(page))
    expect(told).to_contain_text("Look for the newest one in Downloads. Put it into the folder")
    with open(folder / "decisions.csv", encoding="utf-8-sig", newline="") as file:
        assert all(not each.startswith(("=", "+", "-", "@"))
                   for row in csv.reader(file) for each in row)
    found = collate.read(folder, "bakery")
    assert found.faults == []
    assert found.decided == {
        ("lamp-09", 1, "crust"): decisions.Decision(True, None, "late"),
        ("lamp-02", 1, "crust"): decisions.Decision(False, 3, "old"),
        ("lamp-03", 1, "crust"): decisions.Decision(True, 1.5, '=SUM(A1) "two" lines; é')}
    assert held(folder, unit) == {"lamp-03"}
    page = opened()
    expect(page.locator("#told")).to_contain_text("Nothing here waits to be saved")


def test_what_is_not_saved_is_kept_over_a_reload_and_a_late_file(folder, unit, opened):
    a_class.fill(folder, unit, 1, 6)
    page = opened()
    card(page, "lamp-03").locator(".hold").check()
    card(page, "lamp-03").get_by_text("Mark and comment").click()
    card(page, "lamp-03").locator(".comment").type("half a line")  # and the field is not left
    put(folder, "late.html", code="lamp-30")
    report(folder, unit).save()
    page.reload()
    expect(card(page, "lamp-03").locator(".hold")).to_be_checked()
    expect(card(page, "lamp-03").locator(".comment")).to_have_value("half a line")
    expect(page.locator("#told")).to_contain_text("1 decision is not saved yet")
    page.locator(".wall").check()
    expect(card(page, "lamp-03")).to_be_hidden()
    expect(page.get_by_role("button", name="Save my decisions")).to_be_hidden()


def test_the_page_asks_before_it_closes_over_decisions_that_are_not_saved(folder, unit, opened):
    a_class.fill(folder, unit, 1, 6)
    page = opened()
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.reload()
    assert asked == []
    card(page, "lamp-03").locator(".hold").click()
    page.reload()
    assert asked == ["beforeunload"]
    saved(page)
    page.reload()
    assert asked == ["beforeunload"]


def test_a_mark_that_is_none_is_said_and_not_saved(folder, unit, opened):
    a_class.fill(folder, unit, 1, 6)
    page = opened()
    card(page, "lamp-03").get_by_text("Mark and comment").click()
    mark = card(page, "lamp-03").locator(".mark")
    mark.fill("22")
    mark.blur()
    expect(page.locator("#told")).to_contain_text("A mark is a number from 0 to 8.")
    expect(mark).to_have_attribute("aria-invalid", "true")
    assert b"22" not in saved(page)


@pytest.mark.parametrize("written, said", [
    (True, "decisions.csv is written."), (False, "Not saved: no file was chosen.")])
def test_where_the_browser_writes_files_the_page_says_whether_it_did(
        folder, unit, chromium, written, said):
    a_class.fill(folder, unit, 1, 6)
    page = chromium.new_page()
    page.add_init_script("""window.showSaveFilePicker = async ({ suggestedName }) => {
      if (!%s) throw new DOMException("", "AbortError");
      return { name: suggestedName, createWritable: async () => ({
        write: async (text) => { window.wrote = text; }, close: async () => {} }) };
    };""" % str(written).lower())
    page.goto(report(folder, unit).save()[0].as_uri())
    card(page, "lamp-03").locator(".hold").check()
    page.get_by_role("button", name="Save my decisions").click()
    expect(page.locator("#told")).to_contain_text(said)
    assert ('"lamp-03","1","crust","yes"' in page.evaluate("window.wrote ?? ''")) == written
    card(page, "lamp-04").locator(".hold").check()
    count = "1 decision is" if written else "2 decisions are"
    expect(page.locator("#told")).to_contain_text(f"{count} not saved yet.")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_has_no_fault_that_axe_finds(folder, unit, chromium, scheme):
    a_class.fill(folder, unit, 1, 6, 4)
    decided(folder, "lamp-03,1,crust,yes,2,Look again.")
    page = chromium.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    for path in report(folder, unit).save():
        if path.suffix == ".html":
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
            assert not axe.faults(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
