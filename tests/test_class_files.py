"""Which files of a class's folder count: nothing is dropped, nothing is passed over in silence."""

import io
import os
import socket
import sys
import zipfile

import a_class
import pytest
from a_class import put, report, run

from seminar.errors import shown
from seminar.report import collate, faults
from seminar.report import folder as files


def words(*said, **head):
    """A student's file with an answer in words for each item."""
    items = ("crust", "crumb", "smell")
    return a_class.page([a_class.record(item, text) for item, text in zip(items, said)],
                        code="lamp-01", **head)


def of_one_code(folder, *pages):
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return collate.read(folder, "bakery")


# Files of one code --------------------------------------------------------------------------------

LONG = "One row says that the bakers went home at noon, and who wrote it down was not there."


@pytest.mark.parametrize("older, newer", [
    ([LONG], [LONG]),
    ([LONG], [LONG + " A second row says the same."]),
    (["", LONG], ["It is.", LONG]),
    ([LONG], [LONG.replace("went home", "left")]),  # a word mended
    (["\u6587\u7ae0"], ["\u6587\u7ae0\u5f88\u957f"]),
    (["Rye."], ["Rye.\nWheat."]),
])
def test_a_newer_file_that_holds_the_words_counts_alone(folder, older, newer):
    found = of_one_code(folder, words(*older, day="2001-07-09", revision=90),
                        words(*newer, day="2001-07-10", revision=4))
    assert [each.name for each in found.counted] == ["1.html"]
    assert [name for name, _ in found.older] == ["0.html"] and found.notes == []


@pytest.mark.parametrize("first, second", [
    (["Half a sentence, and"], ["A week later it is whole", "and a second answer"]),
    (["Wheat is a grain."], ["Rye."]),
    (["It is.", LONG], ["It is.", "Another student wrote this."]),
])
def test_two_files_that_do_not_grow_from_each_other_both_count_and_are_told(
        folder, unit, first, second):
    found = of_one_code(folder, words(*first, day="2001-07-09", revision=90),
                        words(*second, day="2001-07-10", revision=4))
    assert sorted(each.name for each in found.counted) == ["0.html", "1.html"]
    (note,) = found.notes
    one, other = (each.who for each in found.counted)
    assert one != other and one in note and other in note and "two files" not in note
    assert note.startswith("lamp-01 has 2 files of lesson 1, and none of them holds the words")
    page = report(folder, unit).page()
    assert page.index(note[:40]) < page.index("Delete by")
    assert all(text in page for text in first + second)


def test_a_fuller_file_is_not_lost_to_a_newer_one_of_another_device(folder):
    found = of_one_code(folder, words("Wheat.", LONG, day="2001-07-09", revision=90),
                        words("Wheat.", day="2001-07-10", revision=1))
    assert [each.name for each in found.counted] == ["0.html"]


def test_words_that_a_student_took_out_stay_out(folder):
    found = of_one_code(folder, words("It is.", LONG, day="2001-07-09", revision=90),
                        words("It is.", "", day="2001-07-10", revision=140))
    assert [each.name for each in found.counted] == ["1.html"]


def test_a_day_that_is_none_makes_no_file_the_newest(folder):
    found = of_one_code(folder, words(LONG, day="2001-99-99", revision=900),
                        words(LONG + " More.", day="2001-07-10", revision=4))
    assert [(each.name, each.handed.day) for each in found.counted] == [("1.html", "2001-07-10")]


def test_a_code_is_of_the_digits_that_a_page_takes(folder):
    put(folder, "a.html", code="lamp-\u0660\u0667")
    put(folder, "b.html", code="lamp-\uff10\uff17")
    found = collate.read(folder, "bakery")
    assert {each.handed.code for each in found.counted} == {""}
    assert "its code is not one of the form" in found.faults[0]


def test_a_code_that_differs_in_its_noughts_is_told_at_the_top(folder, unit):
    (folder / "codes.txt").write_text("lamp-01\nlamp-02\n")
    put(folder, "a.html", code="lamp-1")
    assert "lamp-1 is not on your list. Is it lamp-01?" in report(folder, unit).page()


# Passed over --------------------------------------------------------------------------------------


def codes_in(folder):
    return {each.handed.code for each in collate.read(folder, "bakery").counted}


@pytest.mark.parametrize("name", [
    "report/lesson01-lamp-01.html", "report/answers.html", "Report/deep/er/a.html",
    ".x/lesson01-lamp-01.html", ".hidden-lamp-01.html", "~$lesson01.html", "codes.html",
    "__MACOSX/lesson01.html", "._lesson01.html", "a.html.txt", "lesson01", "LESSON01.HTML",
])
def test_a_students_file_is_read_wherever_it_lies(folder, name):
    put(folder, name, code="lamp-01")
    assert codes_in(folder) == {"lamp-01"}


def test_a_zip_is_known_by_its_content(folder):
    with zipfile.ZipFile(folder / "class.download", "w") as archive:
        archive.writestr(".x/~$a.html", words("It is."))
    assert codes_in(folder) == {"lamp-01"}


def test_what_is_no_file_is_told(folder):
    put(folder, "a.html", code="lamp-01")
    (folder / ".lesson01-lamp-05.html.icloud").write_bytes(b"bplist00")
    os.mkfifo(folder / "pipe")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "broken").symlink_to("nowhere.html")
    (folder / "elsewhere").symlink_to(folder.parent)
    with socket.socket(socket.AF_UNIX) as heard:
        os.chdir(folder)  # the name of a socket is short
        heard.bind("heard")
        os.chdir(folder.parent / "bakery")
        told = "\n".join(collate.read(folder, "bakery").faults)
    for sentence in (
            ".icloud stands for a file that lies in iCloud only", "pipe is no file but a pipe",
            "zero is no file but a device", "broken leads to nothing",
            "elsewhere is a link to a folder", "heard is no file but a socket"):
        assert sentence in told, sentence


def test_a_folder_that_cannot_be_opened_is_told(folder, monkeypatch):
    put(folder, "locked/a.html", code="lamp-01")
    real = os.scandir

    def refuse(place):
        if str(place).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return real(place)

    monkeypatch.setattr("os.scandir", refuse)
    assert collate.read(folder, "bakery").faults == [
        "The folder locked cannot be opened (Permission denied). What is in it is passed over."]


@pytest.mark.parametrize("content", [
    b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\4", b"\x1f\x8b\x08\0rest", b"BZh91AY",
    b"\xfd7zXZ\0\0", b"a.html".ljust(257, b"\0") + b"ustar\x0000"])
def test_an_archive_of_another_kind_is_to_be_unpacked(folder, content):
    (folder / "class.bin").write_bytes(content)
    (fault,) = collate.read(folder, "bakery").faults
    assert fault.startswith("class.bin is packed in a way that is not read here. Unpack it")


def test_an_office_document_is_no_zip_of_a_class(folder):
    with zipfile.ZipFile(folder / "essay.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    (fault,) = collate.read(folder, "bakery").faults
    assert fault.startswith("essay.docx is a document of an office program")


def test_what_a_computer_leaves_is_no_students_and_is_not_told(folder):
    for name, content in ((".DS_Store", b"\0\0\0\1Bud1"), ("Thumbs.db", b"\xd0\xcf"),
                          ("._a.html", b"\0\5\x16\7\0"), ("desktop.ini", b"[x]")):
        (folder / name).write_bytes(content)
    assert collate.read(folder, "bakery").faults == []


@pytest.mark.parametrize("name", ["~$essay.docx", ".~lock.marks.csv#", "x/.~lock.essay.odt#"])
def test_what_an_office_program_leaves_is_told_as_that(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b",ann,desk,01.12.2026 10:00,file:///home/ann;")
    assert collate.read(folder, "bakery").faults == [
        f"{name} was left by an office program that has a file open. It is passed over."]


def test_a_page_that_is_no_report_is_not_written_over(folder, monkeypatch, capsys):
    put(folder, "report/answers.html", code="lamp-01")
    before = (folder / "report" / "answers.html").read_bytes()
    assert run(monkeypatch, "collate", folder) == 2
    assert "holds a file answers.html that is no report" in capsys.readouterr().err
    assert (folder / "report" / "answers.html").read_bytes() == before


def test_an_empty_folder_is_told(folder, monkeypatch, capsys):
    assert run(monkeypatch, "collate", folder) == 0
    assert "Nothing was handed in that can be read." in capsys.readouterr().err


# What a file may cost -----------------------------------------------------------------------------


def test_answers_beyond_what_a_lesson_asks_are_told_in_one_sentence(folder):
    records = [a_class.record(f"item-{number}", "x") for number in range(1_000)]
    (folder / "a.html").write_text(a_class.page(records, code="lamp-01"), encoding="utf-8")
    found = collate.read(folder, "bakery")
    assert len(found.counted[0].handed.answers) == collate.MOST_ANSWERS
    assert found.faults == ["a.html holds 1,000 answers, more than a lesson asks for. The report "
                            "holds the first 100; the file holds them all."]


def test_words_beyond_what_a_report_can_show_are_told(folder):
    records = [a_class.record(f"item-{number}", "a" * 40_000) for number in range(9)]
    (folder / "a.html").write_text(a_class.page(records, code="lamp-01"), encoding="utf-8")
    found = collate.read(folder, "bakery")
    texts = [answer.text for answer in found.counted[0].handed.answers.values()]
    assert sum(map(len, texts)) == collate.MOST_WORDS
    assert max(map(len, texts)) == collate.LONGEST_ANSWER
    assert found.faults[0].startswith('a.html: the answer to "item-0" has 40,000 characters.')
    assert "The same was found 8 more times." in found.faults[0] and len(found.faults) == 1


def test_a_file_of_too_many_pieces_is_refused(folder):
    text = words("x").replace('"records": [', '"records": [' + "[]," * 200_000)
    (folder / "a.html").write_text(text, encoding="utf-8")
    (fault,) = collate.read(folder, "bakery").faults
    assert fault.startswith("a.html is made of more pieces than any handed-in file.")


def test_a_zip_of_too_many_files_is_read_up_to_a_bound(folder, monkeypatch):
    monkeypatch.setattr(files, "MOST", 3)
    monkeypatch.setattr(files._Budget, "__init__", lambda self: (
        setattr(self, "files", 3), setattr(self, "bytes", 10**6))[0])
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.html", a_class.page(
                [a_class.record("crust", "x")], code=f"lamp-{number}"))
    found = collate.read(folder, "bakery")
    assert len(found.counted) == 3
    assert found.faults == ["a.zip holds more than a class hands in: 2 of its 5 files are not "
                            "read. Unpack it, and look what is in it."]


def test_a_zip_in_a_zip_is_counted_with_the_one_it_lies_in(folder):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.html", "a" * 7_900_000)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("b.zip", inner.getvalue())
    told = "\n".join(collate.read(folder, "bakery").faults)
    assert "a.zip/b.zip holds more than a class hands in: 8 of its 40 files" in told


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_packed_in_an_odd_way_is_told(folder, method):
    with zipfile.ZipFile(folder / "a.zip", "w", method) as archive:
        archive.writestr("a.html", words("x"))
    (fault,) = collate.read(folder, "bakery").faults
    assert fault.startswith("a.zip/a.html is packed in a way that is not read here.")


def test_alike_faults_are_one_line_with_a_number():
    found = faults.Faults()
    for number in range(10_000):
        found.add(f"{number}.html is not a handed-in file.", f"{number}.html")
    found.add("marks.csv, row 3: something else.")
    alike, other = found.sentences()
    assert alike.startswith("0.html is not a handed-in file. The same was found 9,999 more times, ")
    assert "39.html and more." in alike and "40.html" not in alike
    assert other == "marks.csv, row 3: something else."


def test_kinds_without_end_stay_few_and_short():
    found = faults.Faults()
    for number in range(faults.MOST + 5):
        found.add("a" * number + "b" * 100_000, "")
    assert found.sentences()[-1] == "There are 5 more notes of many kinds."
    assert len(found.sentences()) == faults.MOST + 1
    assert max(map(len, found.sentences())) <= faults.LONGEST + len(" ...")


# Names --------------------------------------------------------------------------------------------


def test_no_name_of_a_file_stands_in_the_answers(folder, unit):
    for code in ("lamp-01", ""):
        put(folder, f"Jane Doe23 - {code}.html", code=code)
        put(folder, f"Meyer Anna_70_{code}/a.html", a_class.record("crust", "No."), code=code)
    (folder / "Jane Doe - essay.docx").write_bytes(b"PK an essay")
    page, table, book, listed = report(folder, unit).save()
    with zipfile.ZipFile(book) as archive:
        inside = "".join(archive.read(name).decode() for name in archive.namelist())
    for text in (page.read_text(), table.read_text("utf-8-sig"), inside):
        assert "Jane" not in text and "Meyer" not in text
    text = listed.read_text()
    assert "Jane Doe23 - lamp-01.html" in text and "Jane Doe - essay.docx is not" in text
    assert "with names, for its teacher alone" in text


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders to the user")
def test_a_report_is_for_its_owners_eyes(folder, unit):
    put(folder, "a.html", code="lamp-01")
    (folder / "report").mkdir(mode=0o755)
    for path in report(folder, unit).save():
        assert path.stat().st_mode & 0o777 == 0o600, path
    assert (folder / "report").stat().st_mode & 0o777 == 0o700


def test_signs_that_act_are_shown_on_the_terminal_and_the_page(
        folder, monkeypatch, capsys):
    acting = "a\x1b]0;HIT\x07b\u202elmth.html"
    (folder / acting).write_bytes(b"no hand-in")
    run(monkeypatch, "collate", folder)
    printed = capsys.readouterr()
    for text in (printed.out + printed.err, (folder / "report" / "files.html").read_text()):
        assert "a[U+001B]]0;HIT[U+0007]b[U+202E]lmth.html" in text
        assert not set("\x1b\x07\u202e") & set(text)


def test_words_in_any_alphabet_are_shown_as_they_are():
    said = "Домашка \u05e9\u05dc\u05d5\u05dd \U0001f468\u200d\U0001f469 é"
    assert shown(said) == said


def test_a_folder_with_a_name_in_another_alphabet_is_told_on_an_old_terminal(
        folder, monkeypatch):
    old = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", old)
    (folder / "Класс").mkdir()
    put(folder, "Класс/a.html", code="lamp-01")
    assert run(monkeypatch, "collate", folder / "Класс") == 0
    old.flush()
    assert b"answers.html" in old.buffer.getvalue()
