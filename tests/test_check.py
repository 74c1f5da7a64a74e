"""What ``check`` has to say of a folder my/ and of workbooks: nothing is passed over in silence."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import bakery
import browser
import pandas as pd
import pytest
from openpyxl import Workbook

from seminar import __main__ as main
from seminar.commands import class_folder, strays
from seminar.data import package, sources
from seminar.files import encodings, spreadsheets
from seminar.lessons import parser
from seminar.page import prose

ROWS = [line.split(",") for line in bakery.BAKERS.strip().splitlines()]
PACKAGE = json.loads((browser.ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The bakery with a folder of one's own, empty."""
    monkeypatch.chdir(bakery.build(tmp_path))
    (tmp_path / "my" / "data").mkdir(parents=True)
    return tmp_path


# Workbooks ---------------------------------------------------------------------------------------


def workbook(**changed):
    """A workbook with the bakers: its parts changed by functions, under the ends of their names."""
    book, whole, made = Workbook(), BytesIO(), BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(whole)
    with ZipFile(whole) as packed, ZipFile(made, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            part = packed.read(name)
            for end, change in changed.items():
                if name.endswith((f"{end}.xml", f"{end}.rels")):
                    part = change(part)
            again.writestr(name, part)
    return made.getvalue()


def strict(part):
    """A part as Excel's "Strict Open XML Spreadsheet" has it."""
    return (part.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                         b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                     b"http://purl.oclc.org/ooxml/officeDocument/relationships"))


def with_an_empty_fill(part):
    start, end = part.index(b"<fill>"), part.index(b"</fill>") + len(b"</fill>")
    return part[:start] + b"<fill/>" + part[end:]


def damaged(whole):
    """A workbook of which the bytes of one sheet are no longer what they were."""
    with ZipFile(BytesIO(whole)) as packed:
        place = packed.getinfo("xl/worksheets/sheet1.xml").header_offset
    start = place + 30 + len("xl/worksheets/sheet1.xml") + 8
    return whole[:start] + b"\xff" * 40 + whole[start + 40:]


def test_a_workbook_in_excels_strict_form_is_read(project):
    (project / "my/data/bakers.xlsx").write_bytes(workbook(**{"": strict}))
    assert package.check() == [] and package.table("bakers")["name"].tolist() == ["Ann", "Боб"]


def test_a_day_in_excels_strict_form_is_read(tmp_path):
    def with_a_day(part):
        return strict(part).replace(b">name<", b">2001-07-10<")

    book, file = Workbook(), tmp_path / "days.xlsx"
    book.active.append(["day"])
    book.active.append([pd.Timestamp("2001-07-10").to_pydatetime()])
    book.save(file)
    with ZipFile(file) as packed:
        parts = {name: strict(packed.read(name)) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b'<v>37082</v>' in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b't="n"><v>37082<', b't="d"><v>2001-07-10<')
    with ZipFile(file, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    [_, (_, [cell])] = spreadsheets.read(file, ["day"])
    assert spreadsheets.one_way(cell, "date") == "2001-07-10"


def test_a_workbook_with_an_empty_fill_is_read(project):
    (project / "my/data/bakers.xlsx").write_bytes(workbook(styles=with_an_empty_fill))
    assert package.check() == []


@pytest.mark.parametrize("content", [
    damaged(workbook()), workbook()[:900], workbook(styles=lambda part: b"<styles/"),
    workbook(workbook=lambda part: b""), workbook(sheet1=lambda part: b"<worksheet><x>"), b"", b"x",
    workbook(sheet1=lambda part: part.replace(b't="inlineStr"', b't="q"'))])
def test_whatever_is_wrong_with_a_workbook_is_a_sentence(project, content):
    file = project / "my/data/bakers.xlsx"
    file.write_bytes(content)
    faults = package.check()
    assert all(fault.startswith("my/data/bakers.xlsx") for fault in faults)
    assert faults or package.table("bakers")["name"].tolist() == ["Ann", "Боб"]


def test_whatever_the_library_throws_is_a_sentence(project, monkeypatch):
    (project / "my/data/bakers.xlsx").write_bytes(workbook())

    def fails(content):
        raise IndexError("list index out of range")

    monkeypatch.setattr(spreadsheets, "_opened", fails)
    [fault] = [each for each in package.check() if each.startswith("my/data/bakers.xlsx")]
    assert "save it again" in fault


def test_a_workbook_in_which_no_sheet_shows_is_a_sentence(tmp_path):
    def hide(part):
        return part.replace(b'state="visible"', b'state="hidden"')

    file = tmp_path / "bakers.xlsx"
    file.write_bytes(workbook(workbook=hide))
    with pytest.raises(encodings.Unreadable, match="no sheet that shows"):
        spreadsheets.read(file, ["baker_id"])


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_table_that_another_program_holds_is_a_sentence(project, ending):
    (project / "my" / "data" / f"bakers{ending}").mkdir()  # cannot be read, whoever asks
    assert any("cannot be opened" in fault for fault in package.check())


# Files that are not read -------------------------------------------------------------------------


@pytest.mark.parametrize("name, said", [
    ("data/Sheet1.csv", 'seems to be the table "bakers". Save it as my/data/bakers.csv'),
    ("data/Tabelle1.csv", 'seems to be the table "bakers"'),
    ("Sheet 1-Table 1.csv", 'seems to be the table "bakers"'),
    ("bakers/bakers-Table 1.csv", 'seems to be the table "bakers"'),
    ("data/bakers/Table 1.csv", 'seems to be the table "bakers"'),
    ("data/Sheet1.numbers", "with the name of one of our tables"),
    ("data.zip", "Unpack it"), ("data/data.zip", "Unpack it"), ("lessons.7z", "Unpack it")])
def test_a_file_that_no_rule_knows_is_told(project, name, said):
    (project / "my" / name).parent.mkdir(exist_ok=True)
    text = "PK" if name.endswith("numbers") else bakery.BAKERS
    (project / "my" / name).write_text(text, encoding="utf-8")
    [fault] = strays.check()
    assert fault.startswith(f"my/{name} is not read. ") and said in fault


@pytest.mark.parametrize("name", ["old/Sheet1.csv", "data/a photo.png", "old/data.zip"])
def test_what_was_put_away_is_left_alone(project, name):
    (project / "my" / name).parent.mkdir(exist_ok=True)
    (project / "my" / name).write_text(bakery.BAKERS, encoding="utf-8")
    assert strays.check() == []


@pytest.mark.parametrize("twice", ["id", "note"])
def test_a_source_with_the_same_key_twice_is_told(project, twice):
    entry = '{"id": "mill-2003", "type": "book", "title": "Mill", "note": "Read."%s}'
    again = entry % f', "{twice}": "mill-2004"'
    (project / "my/data/sources.json").write_text(f"[{again}]", encoding="utf-8")
    [fault] = sources.check()
    assert f'"{twice}" stands twice' in fault
    (project / "my/data/sources.json").write_text(f"[{entry % ''}, {entry % ''}]", encoding="utf-8")
    [fault] = sources.check()
    assert "entry 2 (mill-2003): this id is used twice" in fault


# Ranges ------------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path, monkeypatch):
    """The real tables; gives a function that writes one row of one's own with a cell changed."""
    (tmp_path / "data").symlink_to(browser.ROOT / "data")
    (tmp_path / "lessons.md").touch()
    (tmp_path / "my" / "data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    def changed(name, **cells):
        rows = pd.read_csv(tmp_path / "data" / f"{name}.csv", dtype=str).head(1)
        rows.assign(**cells).to_csv(tmp_path / "my" / "data" / f"{name}.csv", index=False)
        return package.check()

    return changed


@pytest.mark.parametrize("table, cells, said", [
    ("housing_waitlist", {"value": "-365000"}, "a value from 0 to"),
    ("housing_waitlist", {"value": "365000000000000000000000"}, "a value from 0 to"),
    ("housing_waitlist", {"value": "3.65e23"}, "a number with a point"),
    ("strike_spread", {"strikers_low": "-77"}, "a value from 0 to"),
    ("strike_spread", {"strikers_high": "9000000000"}, "a value from 0 to"),
    ("housing_waitlist", {"period": "2989"}, "a date from 1917 to 2100"),
    ("living_conditions", {"period": "1989/2989"}, "a date from 1917 to 2100"),
    ("coal_output", {"period": "1089"}, "a date from 1800 to 2100"),
    ("housing_waitlist", {"period": "1998/1989"}, "found an end, 1989, before the start, 1998"),
    ("housing_waitlist", {"period": "1989-02-30"}, "found \"1989-02-30\""),
    ("lenses", {"written": "2989"}, "a date from 1917 to 2100"),
    ("chronology", {"date": "1989-07", "end_date": "1988"}, "a date that is not before date"),
    ("relations", {"start": "1991", "end": "1990-12"}, "a date that is not before start, 1991"),
    ("housing_waitlist", {"note": "<script>alert(1)</script>"}, "<script>, a tag of a web page"),
])
def test_a_value_that_cannot_be_is_told_with_its_column(real, table, cells, said):
    faults = real(table, **cells)
    assert any(fault.startswith(f"my/data/{table}.csv, row 2, column ") and said in fault
               for fault in faults), faults


def test_the_rows_as_they_are_are_none_of_these(real):
    assert real("housing_waitlist") == real("chronology") == []


def test_every_number_and_every_year_of_the_set_has_a_range():
    without = [(table["name"], field["name"]) for table in PACKAGE["resources"]
               for field in table["schema"]["fields"]
               if field["type"] in ("integer", "number", "date")
               and not {"minimum", "maximum"} <= field.get("constraints", {}).keys()
               or field.get("constraints", {}).get("pattern", "").startswith(r"\d{4}")
               and not {"earliest", "latest"} <= field.keys()]
    assert without == []


# Tags, and where a message points ----------------------------------------------------------------


def changed(project, old, new):
    file = project / "lessons.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return 1 + file.read_text(encoding="utf-8")[:text.index(old)].count("\n")


@pytest.mark.parametrize("tag", ["<script>alert(1)</script>", "<script src=x>", "<b>", "</div>",
                                 '<img src="x" onerror="y">', "<br/>", "<IFRAME src=x>"])
def test_a_tag_in_a_prompt_is_shown_as_text_and_told(project, tag, capsys):
    line = changed(project, "Is the crust part", f"Is {tag} the crust part")
    [fault] = [each for each in parser.check() if "tag" in each]
    assert fault.startswith(f"lessons.md, line {line}: ")
    assert "<p>Is &lt;" in prose.html(f"Is {tag} it?") and "<script" not in prose.inline(tag)
    changed(project, f"Is {tag} the", "Is the")
    (project / "my" / "lessons.md").write_text(
        f"## 1. Flour and water\n\n### Homework\nEat {tag} it.\n", encoding="utf-8")
    assert main.check() == 0
    assert "my/lessons.md, line 4: found" in capsys.readouterr().out


@pytest.mark.parametrize("words", ["`<b>`", "<https://example.org>", "1 < 2 and 3 > 2", "a<b"])
def test_signs_that_are_no_tag_are_left_alone(project, words):
    changed(project, "Use the frame.", f"Use the frame {words}.")
    assert parser.check() == []


@pytest.mark.parametrize("old, new", [
    ("### Check: first-loaf", "## Check: first-loaf"),
    ("### Check: first-loaf", "```\n### Check: first-loaf"),
    ("## 1. Flour and water", "## 1."), ("## 1. Flour and water", "##"),
    ("### Check: first-loaf", "### Check first-loaf"),
    ("### Check: first-loaf", "### Chekc: first-loaf")])
def test_the_first_message_points_at_the_line_that_was_changed(project, old, new):
    line = changed(project, old, new)
    first = class_folder.mistakes()[0]
    assert first.startswith((f"lessons.md, line {line}: ", f"lessons.md, line {line + 1}: ")), first
