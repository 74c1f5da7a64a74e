"""Tables: typed as described, and every fault said with its place and what to write."""

import copy
import json

import bakery
import pandas as pd
import pytest

from seminar.data import dates, package
from seminar.page import tables


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(bakery.build(tmp_path))
    return tmp_path


@pytest.fixture
def change(project):
    """Changes loaves.csv, one text for another each, and returns the file."""
    file = project / "data" / "loaves.csv"

    def changed(*changes):
        text = bakery.LOAVES
        for old, new in changes:
            assert text.count(old), f"loaves.csv has no {old!r}"
            text = text.replace(old, new, 1)
        file.write_bytes(text.encode("utf-8"))
        return file

    return changed


@pytest.fixture
def describe(project):
    """Changes the description of loaves.csv: a field's constraints, or the schema's keys."""
    package = copy.deepcopy(bakery.PACKAGE)
    schema = package["resources"][0]["schema"]

    def described(field=None, *, constraints=None, **keys):
        schema.update(keys)
        for each in schema["fields"]:
            if each["name"] == field:
                each["constraints"] = constraints
        (project / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    return described


def faults(name="loaves"):
    with pytest.raises(package.DataError) as caught:
        package.table(name)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


# What a notebook gets ----------------------------------------------------------------------------


def test_columns_have_the_types_of_the_description(project):
    loaves = package.table("loaves")
    assert loaves["baked"].dtype.kind == "M"
    assert loaves["loaves"].dtype == "Int64"
    assert loaves["weight"].dtype == "float64"
    assert loaves["kind"].cat.categories.tolist() == ["wheat", "rye"]
    assert loaves["baked"][0] == pd.Timestamp("2001-07-10")
    assert (loaves["loaves"][1], loaves["weight"][0]) == (12000, 0.07)
    assert loaves["note"][1] == "dark, and warm"
    assert package.table("bakers")["name"][1] == "Боб"


def test_a_blank_cell_is_missing_and_never_zero(project):
    last = package.table("loaves").iloc[2]
    assert last[["baked", "baker_id", "loaves", "weight", "code", "note"]].isna().all()
    assert package.table("loaves")["loaves"].sum() == 12040


def test_a_column_of_dates_and_no_other_is_shown_in_words(change, describe):
    describe("note", constraints={"pattern": dates.PATTERN})
    change(('"dark, and warm"', "2001-07"), ("R-1", "2001-07"))
    describe("code", constraints={})
    row = package.table("loaves").iloc[:2]
    assert [tables.cell(row[each].dropna().iloc[0]) for each in ("note", "code")] == [
        "July 2001", "2001-07"]


def test_a_table_is_the_readers_own_copy(project):
    mine = package.table("loaves")
    mine.loc[0, "loaves"] = 7
    assert package.table("loaves")["loaves"][0] == 40


def test_a_changed_file_is_read_again(change):
    package.table("loaves")
    change(("rye,40", "rye,41"))
    assert package.table("loaves")["loaves"][0] == 41


def test_a_changed_description_is_read_again(describe):
    package.table("loaves")
    describe("loaves", constraints={"maximum": 100})
    assert "12000" in faults()[0]


def test_a_choice_among_numbers_keeps_its_values(describe):
    describe("loaves", constraints={"enum": [40, 12000]})
    assert package.table("loaves")["loaves"].tolist()[:2] == [40, 12000]


def test_a_table_of_the_project_is_found_from_its_notebooks(project, monkeypatch):
    (project / "notebooks").mkdir()
    monkeypatch.chdir(project / "notebooks")
    assert len(package.table("loaves")) == 3


def test_an_unknown_table_names_those_there_are(project):
    assert package.tables() == ["loaves", "bakers"]
    with pytest.raises(LookupError, match='no table "buns".*loaves, bakers'):
        package.table("buns")


def test_a_project_without_faults_has_none(project):
    assert package.check() == []


# Files as spreadsheets save them -----------------------------------------------------------------


def test_a_byte_order_mark_changes_nothing(project):
    before = package.table("loaves")
    file = project / "data" / "loaves.csv"
    file.write_bytes(bakery.LOAVES.encode("utf-8-sig"))
    pd.testing.assert_frame_equal(package.table("loaves"), before)


def test_windows_line_ends_and_empty_rows_at_the_end_change_nothing(project):
    before = package.table("loaves")
    file = project / "data" / "loaves.csv"
    file.write_bytes((bakery.LOAVES + ",,,,,,,,\n\n").replace("\n", "\r\n").encode("utf-8"))
    pd.testing.assert_frame_equal(package.table("loaves"), before)


def test_spaces_round_a_cell_change_nothing(change):
    before = package.table("loaves")
    change(("rye,40", " rye , 40 "))
    pd.testing.assert_frame_equal(package.table("loaves"), before)


FILES = {
    "Windows-1252": (bakery.LOAVES.replace("warm", "wärm").encode("cp1252"),
                     "not saved as UTF-8", '"CSV UTF-8"'),
    "empty": (b"", "is empty", "row_id, baked"),
    "empty rows only": (b"\n,,\n", "is empty", "row_id, baked"),
    "a renamed column": (bakery.LOAVES.replace("kind", "sort", 1).encode(), "row 1",
                         "the column kind is missing", 'unknown column "sort"', "row_id, baked"),
    "columns in another order": (bakery.LOAVES.replace("row_id,baked", "baked,row_id", 1).encode(),
                                 "row 1", "another order", "row_id, baked"),
    "a column too many": (bakery.LOAVES.replace("note\n", "note,more\n", 1).encode(), "row 1",
                          'unknown column "more"', "row_id, baked"),
    "an uneven row": (bakery.LOAVES.replace('"dark, and warm"', "dark, and warm").encode(),
                      "row 3", "10 cells", "9 columns", "double quotes"),
    "a short row": (bakery.LOAVES.replace("b3,,,rye,,,,baker-2001,", "b3,,,rye").encode(),
                    "row 4", "4 cells", "9 columns"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_in_words(project, name):
    content, *said = FILES[name]
    (project / "data" / "loaves.csv").write_bytes(content)
    [fault] = faults()
    assert fault.startswith("data/loaves.csv")
    assert all(words in fault for words in said), fault


@pytest.mark.parametrize("name", ["loaves", "bakers", "sources"])
def test_a_missing_file_is_said_by_the_check(project, name):
    file = f"data/{name}.json" if name == "sources" else f"data/{name}.csv"
    (project / file).unlink()
    said = package.check()
    assert any(fault.startswith(f"{file} is missing") for fault in said), said


def test_a_broken_description_is_said_by_the_check(project):
    (project / "data" / "datapackage.json").write_text('{"resources": [}', encoding="utf-8")
    assert "data/datapackage.json" in package.check()[0]


# Cells -------------------------------------------------------------------------------------------

CELLS = {
    "a date as a spreadsheet writes it": (("2001-07-10", "Jul-10"), 2, "baked", '"Jul-10"',
                                          "year-month-day"),
    "a date that has two readings": (("2001-07-10", "7/10/2001"), 2, "baked", '"7/10/2001"',
                                     "year-month-day"),
    "a year of two figures": (("2001-07-10", "25/07/01"), 2, "baked", '"25/07/01"',
                              "year-month-day"),
    "a formula that is lost": (("40", "#REF!"), 2, "loaves", '"#REF!", what is left of a formula',
                               "the value itself"),
    "a day that no month has": (("2001-07-10", "2001-02-30"), 2, "baked", '"2001-02-30"', "a date"),
    "a date too early": (("2001-07-10", "1999-07-10"), 2, "baked", '"1999-07-10"',
                         "from 2001-01-01 to 2001-12-31"),
    "thousands with a comma": (("12000", '"12,000"'), 3, "loaves", '"12,000", which can be',

                               "without point or comma"),
    "a fraction of a loaf": (("12000", "12.5"), 3, "loaves", '"12.5"', "a whole number"),
    "a number too small": (("rye,40", "rye,-1"), 2, "loaves", '"-1"', "from 0 to 100000"),
    "a number too large": (("12000", "100001"), 3, "loaves", '"100001"', "from 0 to 100000"),
    "a thousand or a part": (("1.5", "1.500"), 3, "weight",
                             '"1.500", which can be a thousand and more, or one and a part',
                             "without point or comma"),
    "a weight of nothing": (("0.07", "0"), 2, "weight", '"0"', "from 0.01 to any"),
    "a word for a number": (("0.07", "heavy"), 2, "weight", '"heavy"', "a number"),
    "a value that is not in the list": (("ann,rye", "ann,barley"), 2, "kind", '"barley"',
                                        "one of: wheat, rye"),
    "a blank that may not be": (("ann,rye", "ann,"), 2, "kind", "a blank cell",
                                "may not be blank"),
    "a code of another form": (("R-1", "R1"), 2, "code", '"R1"', "something like"),
    "a key used twice": (("b2,", "b1,"), 3, "row_id", '"b1"', "no other row has"),
    "a key to no row": (("bob,wheat", "bib,wheat"), 3, "baker_id", '"bib"', "data/bakers.csv"),
    "an unknown source": ((";miller-2002", ";mill-2002"), 3, "source_id", '"mill-2002"',
                          "data/sources.json"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_fault_says_file_row_column_what_was_found_and_what_to_write(change, name):
    edit, row, column, found, advice = CELLS[name]
    change(edit)
    [fault] = faults()
    assert fault.startswith(f"data/loaves.csv, row {row}, column {column}: found {found}")
    assert advice in fault.partition(" Write ")[2]
    assert package.check() == [fault]


def test_all_faults_are_said_at_once_in_the_order_of_the_file(change):
    change(("2001-07-11", "yesterday"), ("ann,rye", "ann,"), ("1.5", "heavy"), ("R-1", "R1"))
    rows = [int(fault.split("row ")[1].split(",")[0]) for fault in faults()]
    assert rows == [2, 2, 3, 3]


def test_rows_are_counted_as_a_spreadsheet_counts_them(change):
    change(("b1,2001-07-10", "\nb1,July 2001"))
    assert "row 3, column baked" in faults()[0]


def test_a_key_of_two_columns_is_broken_only_where_both_are_the_same(change, describe):
    describe(primaryKey=["kind", "loaves"])
    assert len(package.table("loaves")) == 3
    change(("wheat,12000", "rye,40"))
    assert "row 3" in faults()[0]


def test_a_lower_bound_is_not_above_its_upper_one(project):
    for name in ("loaves.csv", "datapackage.json"):
        file = project / "data" / name
        text = file.read_text(encoding="utf-8").replace('"loaves", "type"', '"eggs_low", "type"')
        text = text.replace("kind,loaves,weight", "kind,eggs_low,eggs_high")
        file.write_text(text.replace('"weight", "type"', '"eggs_high", "type"'), encoding="utf-8")
    rows = (project / "data" / "loaves.csv").read_text(encoding="utf-8")
    (project / "data" / "loaves.csv").write_text(
        rows.replace("12000,1.5", "12,13").replace("40,0.07", "40,"), encoding="utf-8")
    assert len(package.table("loaves")) == 3, "a bound that is open is not above the other"
    (project / "data" / "loaves.csv").write_text(
        rows.replace("12000,1.5", "12,13").replace("40,0.07", "40,9"), encoding="utf-8")
    assert faults() == ['data/loaves.csv, row 2, column eggs_low: found "40". Write no more than '
                        "eggs_high has, 9, or change that one."]


def test_a_column_of_unique_values_has_each_once(change, describe):
    describe("code", constraints={"unique": True})
    assert len(package.table("loaves")) == 3, "blank cells are not the same value"
    change(("W-2", "R-1"))
    assert 'row 3, column code: found "R-1"' in faults()[0]


def test_a_fault_in_one_table_is_said_once(project):
    (project / "data" / "bakers.csv").write_text("baker_id,names\nann,Ann\n", encoding="utf-8")
    said = package.check()
    assert len([fault for fault in said if 'unknown column "names"' in fault]) == 1, said


# Sources -----------------------------------------------------------------------------------------

ENTRIES = {
    "no id": ({"id": None}, "write an id"),
    "an id with capitals": ({"id": "Baker-2001"}, "small letters"),
    "an id used twice": ({"id": "miller-2002"}, "used twice"),
    "no title": ({"title": ""}, '"title" is missing'),
    "no note": ({"note": ""}, '"note" is missing'),
    "an author in plain words": ({"author": "Ann Rye"}, '"author" has another form'),
    "authors in plain words": ({"author": ["Ann Rye"]}, '"family": "Rye"'),
    "a year in plain words": ({"issued": "2001"}, '"issued" has another form'),
    "a month in words": ({"issued": {"date-parts": [[2001, "July"]]}}, '"date-parts": [[2001, 7'),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_fault_in_an_entry_of_the_sources_is_said_with_its_number(project, name):
    edit, advice = ENTRIES[name]
    entries = [{**bakery.SOURCES[0], **edit}, bakery.SOURCES[1]]
    entries = [{key: text for key, text in entry.items() if text is not None} for entry in entries]
    (project / "data" / "sources.json").write_text(json.dumps(entries), encoding="utf-8")
    said = [fault for fault in package.check() if fault.startswith("data/sources.json, entry ")]
    assert len(said) == 1 and advice in said[0], said


def test_sources_that_are_no_json_are_said(project):
    (project / "data" / "sources.json").write_text("[{", encoding="utf-8")
    assert "data/sources.json is not JSON" in package.check()[0]
