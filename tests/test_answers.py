"""Answers: read back to the letter, earlier wordings kept, and never lost to a full disk."""

import errno
import os
import subprocess
import sys

import pytest

from seminar.answers import store
from seminar.answers.store import Answer

DAY = "2001-07-10"


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    (tmp_path / "lessons.md").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def versions(item="crust", lesson=5, code=""):
    return store.read(lesson, code)[item]


def files(project):
    """What is in answers/ beside the lock."""
    return [name for name in os.listdir(project / "answers") if name != ".lock"]


def newest(**which):
    return versions(**which)[0]


HOSTILE = {
    "a quotation": "> quoted\n>> twice\n>",
    "headings": "# Lesson 9\n## crust\n## other\n### Check: x",
    "another version's head": f"Version 3, {DAY}, shows\n> not mine\nVersion 4, {DAY}",
    "a code line": "Code: lamp-07",
    "empty lines": "\n\none\n\n\ntwo",
    "a newline at the end": "one\n\n",
    "nothing": "",
    "spaces only": "  \n\t\n ",
    "spaces at the ends": " one \n\ttwo\t",
    "carriage returns": "one\rtwo\r\nthree\r",
    "a table and a comment": "| a | b |\n|---|---|\n<!-- hidden -->\n```\ncode\n---",
    "emoji": "\N{PICK}\ufe0f \N{FAMILY}\u200d\N{GIRL}",
    "right to left": "\u202eabc\u202c \u200f\u05e9\u05dc\u05d5\u05dd",
    "combining letters": "e\u0301 \u0439",
    "control characters": "".join(map(chr, [*range(1, 10), *range(11, 32), 127])) + "end",
    "null": "a\0b",
    "line ends of other alphabets": "a\u2028b\u2029c\u0085d\x0be\x0cf",
    "half an emoji": "cut here \ud83d",
    "a byte-order mark": "\ufeffone",
    "a long line": "word " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_words_are_read_back_to_the_letter(name):
    store.keep(5, "before", Answer("first", "shows", 1, DAY))
    store.keep(5, "crust", Answer(HOSTILE[name], "fits with", 7, DAY), title="Bread")
    store.keep(5, "behind", Answer("last", "", 2, DAY))
    assert versions() == [Answer(HOSTILE[name], "fits with", 7, DAY)]
    assert newest(item="before") == Answer("first", "shows", 1, DAY)
    assert newest(item="behind") == Answer("last", "", 2, DAY)
    assert list(store.read(5)) == ["before", "crust", "behind"]


def test_an_answer_needs_nothing_but_its_words():
    store.keep(5, "crust", Answer("words"))
    assert newest() == Answer("words")


def test_a_person_can_read_the_file():
    words = Answer("It is.\nI think.", "suggests", 1, DAY, "k3f9", "Is the crust bread?")
    file = store.keep(5, "crust", words, "lamp-07", title="Bread")
    assert file.name == "lesson05-lamp-07.md"
    assert file.read_text(encoding="utf-8") == (
        f"# Lesson 5. Bread\nCode: lamp-07\n\n## crust\n\nVersion 1, {DAY}, suggests, page k3f9\n"
        "Asked: Is the crust bread?\n> It is.\n> I think.\n")


def test_a_file_that_another_editor_saved_is_still_read():
    file = store.keep(5, "crust", Answer("one\ntwo", "shows", 1, DAY))
    text = file.read_text(encoding="utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    assert newest() == Answer("one\ntwo", "shows", 1, DAY)


def test_codes_and_lessons_are_kept_apart():
    for lesson, code in ((5, ""), (5, "lamp-07"), (5, "lamp-08"), (4, "lamp-07")):
        store.keep(lesson, "crust", Answer(f"{lesson} {code}", "", 1, DAY), code)
    assert newest(code="lamp-07").text == "5 lamp-07"
    assert newest(lesson=4, code="lamp-07").text == "4 lamp-07"
    assert newest().text == "5 "
    assert store.read(6) == {}


@pytest.mark.parametrize("code", [
    "../../etc/passwd", "..", "/tmp/x-1", "lamp-07/..", "lamp\\..\\x-1", "lamp-07\n", " lamp-07",
    "Lamp-07", "lamp-0700", "lamp", "07", "lamp-07.md", "ann smith", "lamp-07\0", "C:x-1",
])
def test_what_is_no_code_is_refused_before_anything_is_written(project, code):
    with pytest.raises(ValueError, match="is not a code"):
        store.keep(5, "crust", Answer("words", "", 1, DAY), code)
    with pytest.raises(ValueError, match="lamp-07"):
        store.read(5, code)
    assert [file.name for file in project.iterdir()] == ["lessons.md"]


# Versions ----------------------------------------------------------------------------------------


def texts(item="crust"):
    return [each.text for each in versions(item)]


def test_a_page_that_types_on_keeps_only_its_newest():
    for revision in range(1, 4):
        store.keep(5, "crust", Answer(f"words {revision}", "", revision, DAY, "one"))
    assert texts() == ["words 3"]


def test_a_page_that_begins_anew_leaves_what_another_wrote():
    store.keep(5, "crust", Answer("old", "shows", 3, DAY, "one"))
    store.keep(5, "crust", Answer("n", "", 4, DAY, "two"))
    store.keep(5, "crust", Answer("new", "", 5, DAY, "two"))
    assert versions() == [Answer("new", "", 5, DAY, "two"), Answer("old", "shows", 3, DAY, "one")]


def test_two_pages_that_type_by_turns_lose_no_words():
    for revision in range(1, 30):
        page = ("one", "two")[revision % 2]
        store.keep(5, "crust", Answer(f"{page} wrote {revision}", "", revision, DAY, page))
    assert texts() == ["two wrote 29", "one wrote 28"]


def test_two_pages_at_the_same_revision_lose_no_words():
    for page in ("one", "two", "two"):
        store.keep(5, "crust", Answer(f"{page} page", "", 4, DAY, page))
    assert sorted(texts()) == ["one page", "two page"]


def test_the_newest_is_told_by_its_revision_not_by_when_it_came():
    store.keep(5, "crust", Answer("newer", "", 9, DAY, "one"))
    store.keep(5, "crust", Answer("older", "", 2, DAY, "two"))
    assert texts() == ["newer", "older"]


def test_a_version_that_a_newer_one_begins_with_is_not_kept_twice():
    store.keep(5, "crust", Answer("It is", "", 1, DAY, "one"))
    store.keep(5, "crust", Answer("It is the crust", "", 2, DAY, "two"))
    assert texts() == ["It is the crust"]


def test_versions_are_not_kept_without_end():
    for revision in range(1, store.VERSIONS + 4):
        store.keep(5, "crust", Answer(f"> {revision}.\n## x", "", revision, DAY, f"p{revision}"))
    assert [each.revision for each in versions()] == list(range(store.VERSIONS + 3, 3, -1))


def test_what_is_forgotten_is_gone_for_this_code_and_lesson_only(project):
    for code in ("", "lamp-07"):
        store.keep(5, "crust", Answer("words", "", 1, DAY), code)
    assert store.forget(5, "lamp-07") and not store.forget(5, "lamp-07")
    assert files(project) == ["lesson05.md"]


# The disk ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fails", ["write", "fsync", "replace"])
def test_a_failed_write_leaves_all_as_it_was(project, monkeypatch, fails):
    file = store.keep(5, "crust", Answer("safe", "", 1, DAY))
    before = file.read_bytes()

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if fails == "write":
        monkeypatch.setattr(os, "fdopen", _full_when_written(os.fdopen, full))
    else:
        monkeypatch.setattr(os, fails, full)
    with pytest.raises(OSError, match="No space left"):
        store.keep(5, "crust", Answer("lost", "", 2, DAY))
    assert file.read_bytes() == before
    assert files(project) == [file.name]


def _full_when_written(fdopen, full):
    def opened(*args, **options):
        file = fdopen(*args, **options)
        file.write = full
        return file

    return opened


def test_a_write_that_could_not_even_begin_leaves_all_as_it_was(project):
    (project / "answers").write_text("a file where the folder belongs", encoding="utf-8")
    with pytest.raises(OSError):
        store.keep(5, "crust", Answer("words", "", 1, DAY))
    assert (project / "answers").read_text(encoding="utf-8") == "a file where the folder belongs"


def test_words_are_on_disk_before_the_old_file_goes(monkeypatch):
    deeds = []
    for deed in ("fsync", "replace"):
        real = getattr(os, deed)
        monkeypatch.setattr(os, deed, lambda *args, deed=deed, real=real: (
            deeds.append(deed), real(*args)))
    store.keep(5, "crust", Answer("words", "", 1, DAY))
    assert deeds == ["fsync", "replace"]


# Two kernels -------------------------------------------------------------------------------------

WRITER = """
import sys
from seminar.answers import store
page, times = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for revision in range(1, times + 1):
    store.keep(5, "crust", store.Answer(f"{page} wrote {revision}", "", revision, "", page))
    store.keep(5, f"own-{page}-{revision}", store.Answer("words", "", 1, "", page))
"""


def writer(page, times, code=WRITER):
    process = subprocess.Popen([sys.executable, "-c", code, page, str(times)], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_kernels_that_write_at_once_lose_no_words():
    times, pages = 40, ("one", "two")
    writers = [writer(page, times) for page in pages]
    for process in writers:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.wait(60) for process in writers] == [0, 0]
    kept = store.read(5)
    newest = sorted(each.text for each in kept.pop("crust"))
    assert newest == [f"{page} wrote {times}" for page in pages]
    assert set(kept) == {f"own-{page}-{n}" for page in pages for n in range(1, times + 1)}


def test_a_kernel_that_was_killed_while_it_wrote_blocks_nobody(project):
    store.keep(5, "crust", Answer("before", "", 1, DAY, "one"))
    holder = writer("two", 0, "from pathlib import Path\nfrom seminar.files.locks import alone_in\n"
                    "with alone_in(Path('answers')):\n    print('ready', flush=True)\n"
                    "    __import__('time').sleep(60)")
    with pytest.raises(TimeoutError) as refused:
        store.keep(5, "crust", Answer("while it holds", "", 2, DAY, "one"))
    assert store.reason(refused.value) == "another program is writing in the folder answers/"
    holder.kill()
    holder.wait(10)
    store.keep(5, "crust", Answer("afterwards", "", 3, DAY, "one"))
    assert newest().text == "afterwards"
