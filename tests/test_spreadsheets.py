"""A table that a spreadsheet has saved loads to the same values, or is refused in words."""

import csv
import json
import re
import shutil
from collections import Counter
from datetime import datetime, time

import bakery
import browser
import manglings
import pandas as pd
import pytest
from openpyxl import Workbook

from seminar.data import package
from seminar.files import encodings, spreadsheets

REAL = browser.ROOT / "data"
PACKAGE = json.loads((REAL / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {}
for resource in PACKAGE["resources"]:
    with open(REAL / resource["path"], encoding="utf-8", newline="") as file:
        TABLES[resource["name"]] = list(csv.reader(file)), resource["schema"]["fields"]
MANGLED = list(manglings.all_of(TABLES))
FILES = [*browser.ROOT.glob("data/*.csv"), *browser.ROOT.glob("examples/*/data/*.csv")]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the tables, in which one after the other is mangled and put back."""
    folder = tmp_path_factory.mktemp("mangled")
    shutil.copytree(REAL, folder / "data")
    (folder / "lessons.md").touch()
    return folder


@pytest.fixture(scope="module")
def originals(project):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        return {name: package.table(name) for name in TABLES}


def outcome(project, name, ending, content):
    """What becomes of a mangled file: the table, or the sentences with which it is refused."""
    file = project / "data" / f"{name}.csv"
    whole = file.read_bytes()
    file.unlink()
    mangled = file.with_suffix(ending)
    mangled.write_bytes(content)
    try:
        return package.table(name)
    except package.DataError as error:
        return error.faults
    finally:
        mangled.unlink()
        file.write_bytes(whole)


@pytest.mark.parametrize("name", TABLES)
def test_no_mangling_changes_a_value_in_silence(project, originals, monkeypatch, name):
    monkeypatch.chdir(project)
    outcomes = Counter()
    for what, table, ending, content, place in MANGLED:
        if table != name:
            continue
        got = outcome(project, name, ending, content)
        outcomes["refused" if isinstance(got, list) else "loads"] += 1
        if isinstance(got, list):
            assert got[0].startswith(f"data/{name}{ending}"), (what, got[0])
            if place:
                row, column = place[0] + 1, TABLES[name][0][0][place[1]]
                said = f"row {row}, column {column}: found "
                assert any(said in fault or "a thousand and more" in fault for fault in got), what
            assert re.search(
                r"Write |must be: |[Ss]ave it (?:again|as)|save it as|needs double quotes"
                "|Put the file|Type the word again", got[0]), (what, got[0])
        else:
            pd.testing.assert_frame_equal(got, originals[name], obj=f"{name}: {what}")
    assert outcomes["refused"] and outcomes["loads"]


def test_there_are_enough_manglings():
    assert len(MANGLED) >= 80
    assert {name for _, name, *_ in MANGLED} == set(TABLES)


def test_no_cell_of_ours_is_one_that_a_spreadsheet_makes_something_else_of():
    # LibreOffice in German reads 0.248 as 248, and makes "21 Jul 1989" and "1938-" something else.
    risky = {"number": r"-?\d{1,3}\.\d{3}", "string": r"\d{1,2} [A-Z][a-z]{2,8} \d{4}|\d{4}-"}
    for name, (rows, fields) in TABLES.items():
        for number, row in enumerate(rows[1:], 2):
            for cell, field in zip(row, fields):
                assert not re.fullmatch(risky.get(field["type"], "x^"), cell), (name, number, cell)


# One by one --------------------------------------------------------------------------------------

ONE_WAY = {
    ("date", "10.07.1989"): "1989-07-10", ("date", "1.2.1990"): "1990-02-01",
    ("date", "13/07/1989"): "1989-07-13", ("date", "07/13/1989"): "1989-07-13",
    ("date", "7/7/1989"): "1989-07-07", ("date", "3/4/1989"): "3/4/1989",
    ("date", "3/4/89"): "3/4/89", ("date", "1989-7-5"): "1989-07-05",
    ("date", "1989.07.10."): "1989-07-10", ("date", "13-07-1989"): "1989-07-13",
    ("date", "10-07-1989"): "10-07-1989", ("date", "2/30/1989"): "2/30/1989",
    ("integer", "77,0"): "77", ("number", "−1,5"): "-1.5", ("number", "1e3"): "1e3",
    ("number", "12 000"): "12000", ("number", "1,5"): "1.5",
    ("number", "1.234.567"): "1234567", ("number", "1,234,567"): "1234567",
    ("number", "12.000,5"): "12000.5", ("number", "0,617"): "0.617", ("number", "0.617"): "0.617",
    ("number", "1'000"): "1000", ("string", "3/4"): "3/4", ("string", "1,5"): "1,5",
}


@pytest.mark.parametrize("kind, cell", ONE_WAY)
def test_what_means_one_thing_is_read_and_nothing_is_guessed(kind, cell):
    assert spreadsheets.one_way(cell, kind) == ONE_WAY[kind, cell]


@pytest.mark.parametrize("cell", ["07/21/89", "21.07.1989", "21-Jul", "21-Jul-89"])
def test_a_day_that_was_made_of_a_text_is_refused(cell):
    with pytest.raises(spreadsheets.TwoWays, match="a day that the spreadsheet made"):
        spreadsheets.one_way(cell, "string")


@pytest.mark.parametrize("cell", ["PRAVDA", "TRUE", "WAHR"])
def test_a_yes_or_no_that_was_made_of_a_word_is_refused(cell):
    """Pravda is a newspaper, and Czech for true."""
    with pytest.raises(spreadsheets.TwoWays, match="a yes or no that the spreadsheet made"):
        spreadsheets.one_way(cell, "string")
    assert spreadsheets.one_way(cell.title(), "string") == cell.title()


HONEST = ["Её дом", "JOSÉ’S", "Paris–Évry", "mot—école", "Всё…", "„Ä“", "CAFÉ…", "Ті",
          "Łódź", "who? me", "Žižkov"]
SPOILT = ["El PaÃ\xads", "â€™", "Pa√≠s", "РњРµР¶", "Ð\x9cÐµÐ¶", "Ìåæäóðå",
          "El Pa?s", "????", "Caf\ufffd"]


@pytest.mark.parametrize("text", HONEST + SPOILT)
def test_letters_that_were_lost_are_told_from_letters_that_are_rare(text):
    assert bool(encodings.spoilt(text)) == (text in SPOILT)


@pytest.mark.parametrize("cell", ["1.234", "1,234", "12,345"])
def test_a_thousand_or_a_part_is_refused(cell):
    with pytest.raises(spreadsheets.TwoWays, match="a thousand and more, or one and a part"):
        spreadsheets.one_way(cell, "number")


def test_a_part_is_known_where_a_thousand_would_be_too_large():
    assert spreadsheets.one_way("53.690", "number", largest=90) == "53.690"
    assert spreadsheets.one_way("53,690", "number", largest=90) == "53.690"


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))
    return tmp_path / "data"


def test_a_workbook_that_made_a_day_of_a_text_is_refused(shop):
    rows = [line.split(",") for line in bakery.BAKERS.strip().splitlines()]
    rows[1][1] = datetime(2001, 7, 1)
    (shop / "bakers.csv").unlink()
    (shop / "bakers.xlsx").write_bytes(manglings.workbook(rows))
    with pytest.raises(package.DataError, match="bakers.xlsx, row 2, column name.*a day that the"):
        package.table("bakers")


def _formula(book):
    book.active["I2"] = "=A2"  # never worked out: no program has opened it


def _per_cent(book):
    book.active["F2"], book.active["F2"].number_format = 0.5, "0%"


def _time(book):
    book.active["I2"] = time(12, 30)


def _merged(book):
    book.active.merge_cells("I2:I3")


def _copied(book):
    book.copy_worksheet(book.active)


@pytest.mark.parametrize("change, said", [
    (_formula, "in cell I2 a formula whose value was not saved"), (_per_cent, "in cell F2 50%"),
    (_time, "in cell I2 a time of day"), (_merged, "merged cells, I2:I3"),
    (_copied, "on more than one sheet: Sheet, Sheet Copy")])
def test_a_workbook_that_shows_other_than_it_holds_is_refused(shop, change, said):
    _saved(shop, change)
    with pytest.raises(package.DataError, match="data/loaves.xlsx has .*" + said):
        package.table("loaves")


def _front(book):
    book.create_sheet("Notes", 0).append(["Ask Ann"])


def _older(book):
    book.copy_worksheet(book.active).sheet_state = "hidden"
    book.move_sheet("Sheet Copy", -1)


@pytest.mark.parametrize("change", [_front, _older])
def test_the_sheet_with_the_table_is_read_wherever_it_stands(shop, change):
    before = package.table("loaves")
    _saved(shop, change)
    pd.testing.assert_frame_equal(package.table("loaves"), before)


def _saved(shop, change):
    """The bakery's loaves as a workbook in which something was changed."""
    book = Workbook()
    for line in csv.reader(bakery.LOAVES.splitlines()):
        book.active.append(line)
    change(book)
    (shop / "loaves.csv").unlink()
    book.save(shop / "loaves.xlsx")


def test_two_files_of_one_table_are_refused(shop):
    (shop / "bakers.xlsx").write_bytes(manglings.workbook([["baker_id", "name"], ["ann", "Ann"]]))
    with pytest.raises(package.DataError, match="stands beside bakers.xlsx.*Move the one"):
        package.table("bakers")


def test_an_old_encoding_is_read_where_it_alone_gives_back_known_names(shop):
    (shop.parent / "lessons.md").write_text("Боб bakes.\n", encoding="utf-8")
    (shop / "bakers.csv").write_bytes(bakery.BAKERS.encode("cp1251"))
    assert package.table("bakers")["name"][1] == "Боб"


def test_an_old_encoding_is_refused_where_no_name_is_known(shop):
    (shop / "bakers.csv").write_bytes("baker_id,name\nann,Ann\nbob,Глеб\n".encode("cp1251"))
    with pytest.raises(package.DataError, match='not saved as UTF-8.*"CSV UTF-8"'):
        package.table("bakers")


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_a_program_that_takes_semicolons_for_separators_too_cuts_no_cell(file):
    """LibreOffice's window offers that when it opens a table; quotes keep a cell together."""
    outside = re.sub(r'"(?:[^"]|"")*"', "", file.read_text(encoding="utf-8"))
    assert ";" not in outside and "\t" not in outside, "put double quotes round the cell"


def test_a_cell_that_was_cut_in_two_is_said_with_the_way_to_open_the_table(shop):
    (shop / "bakers.csv").write_text("baker_id,name,\nann,Ann, the first\n", encoding="utf-8")
    with pytest.raises(package.DataError, match="data/bakers.csv, row 2: .*cut in two.*tick Comma"):
        package.table("bakers")
