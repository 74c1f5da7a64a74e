"""Answers: read back to the letter, earlier wordings kept, and never lost to a full disk."""

import errno
import os
import subprocess
import sys
from datetime import date

import pytest

from seminar.answers import store
from seminar.answers.store import Answer
from seminar.widgets.kept import KeptWidget

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
    file, _ = store.keep(5, "crust", words, "lamp-07", title="Bread")
    assert file.name == "lesson05-lamp-07.md"
    assert file.read_text(encoding="utf-8") == (
        f"# Lesson 5. Bread\nCode: lamp-07\n\n## crust\n\nVersion 1, {DAY}, suggests, page k3f9\n"
        "Asked: Is the crust bread?\n> It is.\n> I think.\n")


def test_a_file_that_another_editor_saved_is_still_read():
    file, _ = store.keep(5, "crust", Answer("one\ntwo", "shows", 1, DAY))
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
    file, _ = store.keep(5, "crust", Answer("safe", "", 1, DAY))
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


# A file that somebody has changed by hand -------------------------------------------------------

WRITTEN = "It is.\nAnd more of it."
CHANGES = {
    "another heading": lambda text: text.replace("## crust", "## Who else"),
    "a heading of a file": lambda text: text.replace("## crust", "# Crust"),
    "another word for its number": lambda text: text.replace("Version 1", "Version one"),
    "no sign before a line": lambda text: text.replace("> And", "And"),
    "no space after the sign": lambda text: text.replace("> And", ">And"),
    "an empty line in the words": lambda text: text.replace("> And", "\n> And"),
    "a note between": lambda text: text.replace("## crust", "Well done!\n\n## crust"),
    "no first line": lambda text: text.partition("\n")[2],
    "another code": lambda text: text.replace("Code: none", "Code: lamp-07"),
    "the answer a second time": lambda text: text + text[text.index("## crust"):],
    "a byte that is no letter": lambda text: text.encode().replace(b"more", b"m\xfcre"),
    "UTF-16, as an editor saves it": lambda text: text.encode("utf-16"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "something else": lambda text: bytes(range(256)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_file_that_cannot_be_read_whole_is_put_aside_and_then_written(project, name):
    file, _ = store.keep(5, "crust", Answer(WRITTEN, "shows", 1, DAY, "one"), title="Bread")
    changed = CHANGES[name](file.read_text(encoding="utf-8"))
    changed = changed if isinstance(changed, bytes) else changed.encode()
    file.write_bytes(changed)
    _, aside = store.keep(5, "crumb", Answer("Another.", "", 1, DAY, "two"), title="Bread")
    assert aside.read_bytes() == changed
    assert aside.name == f"lesson05 (could not be read, {date.today()}).md"
    assert newest(item="crumb").text == "Another."
    _, again = store.keep(5, "crumb", Answer("Another one.", "", 2, DAY, "two"), title="Bread")
    assert again is None and len(files(project)) == 2


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text,
    lambda text: text.replace("\n\n", "\n\n\n") + "\n\n", lambda text: text.rstrip("\n"),
    lambda text: text.replace("Bread", "Bread and butter"),
])
def test_a_change_that_takes_nothing_away_puts_nothing_aside(project, change):
    words = Answer("It is.\n\nAnd more of it.", "shows", 1, DAY, "one")
    file, _ = store.keep(5, "crust", words, title="Bread")
    file.write_bytes(change(file.read_text(encoding="utf-8")).encode())
    assert store.keep(5, "crumb", Answer("Another.", page="two"), title="Bread")[1] is None
    assert newest() == words and files(project) == [file.name]


def test_every_hostile_answer_is_whole_as_we_write_it(project):
    for number, words in enumerate(HOSTILE.values()):
        for asked in ("Is it?", "> Version 1"):
            answer = Answer(words, "shows", 1, DAY, f"p{number}", asked)
            assert store.keep(5, f"crust-{number}", answer, title="Bread. And more.")[1] is None


def test_two_files_put_aside_on_one_day_have_two_names(project):
    for words in ("first", "second"):
        file, _ = store.keep(5, "crust", Answer(words, "", 1, DAY))
        file.write_bytes(b"\xff" + words.encode())
        store.keep(5, "crust", Answer("new", "", 2, DAY))
    told = f"could not be read, {date.today()}"
    assert {"lesson05.md", f"lesson05 ({told}).md", f"lesson05 ({told}, 2).md"} == set(
        files(project))


def test_a_full_disk_leaves_a_changed_file_where_it_is(project, monkeypatch):
    file, _ = store.keep(5, "crust", Answer("safe", "", 1, DAY))
    file.write_bytes(b"\xff changed")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.keep(5, "crust", Answer("lost", "", 2, DAY))
    assert file.read_bytes() == b"\xff changed" and files(project) == [file.name]


def test_who_leaves_takes_what_was_put_aside_too(project):
    for code in ("", "lamp-07"):
        file, _ = store.keep(5, "crust", Answer("words", "", 1, DAY), code)
        file.write_bytes(b"\xff")
        store.keep(5, "crust", Answer("words", "", 2, DAY), code)
    assert store.forget(5, "lamp-07")
    assert sorted(files(project)) == sorted(
        ["lesson05.md", f"lesson05 (could not be read, {date.today()}).md"])


# Words typed before a code was taken -------------------------------------------------------------


def test_what_one_page_typed_without_a_code_comes_along_and_no_more():
    store.keep(5, "crust", Answer("hers", "", 7, DAY, "hers"), title="Bread")
    store.keep(5, "crust", Answer("typed too soon", "", 2, DAY, "one"), title="Bread")
    store.keep(5, "crust", Answer("of last week", "", 90, DAY, "old"), "lamp-07")
    store.take_along(5, {"crust": ["one"], "crumb": ["one"]}, "lamp-07")
    assert [each.text for each in versions(code="lamp-07")] == ["typed too soon", "of last week"]
    assert [each.text for each in versions()] == ["hers"]


def test_a_file_that_nothing_stays_in_goes(project):
    store.keep(5, "crust", Answer("typed too soon", "", 2, DAY, "one"), title="Bread")
    store.take_along(5, {"crust": ["one"]}, "lamp-07")
    store.take_along(4, {"crust": ["one"]}, "lamp-07")
    assert files(project) == ["lesson05-lamp-07.md"]
    assert (project / "answers" / "lesson05-lamp-07.md").read_text("utf-8").startswith(
        "# Lesson 5. Bread\nCode: lamp-07\n")


# What the page is told ---------------------------------------------------------------------------


class Spoken(KeptWidget):
    """A widget whose answers to the page are noted."""

    _esm = "export default {}"

    def __init__(self):
        super().__init__(lesson=5, item="crust")
        self.said = []

    def send(self, content, buffers=None):
        self.said.append(content)


def keep_by_message(**changes):
    widget = Spoken()
    answer = {"text": "words", "verb": "", "revision": 3, "day": DAY, "page": "one", "asked": "?"}
    widget._hear(widget, {"type": "keep", "item": "crust", "code": "",
                          "answer": {**answer, **changes}}, [])
    [said] = widget.said
    return said


def test_the_page_is_told_where_words_and_a_changed_file_are(project):
    assert keep_by_message()["where"] == "answers/lesson05.md"
    (project / "answers" / "lesson05.md").write_bytes(b"\xff")
    assert keep_by_message()["aside"] == (
        f"answers/lesson05 (could not be read, {date.today()}).md")


@pytest.mark.parametrize("fault", [
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), ValueError("odd"),
    KeyError("item"), MemoryError(), OSError(errno.ENOSPC, "x"), TypeError()])
def test_whatever_goes_wrong_the_page_is_told_that_words_are_not_kept(monkeypatch, fault):
    def fails(*_, **__):
        raise fault

    monkeypatch.setattr(store, "keep", fails)
    said = keep_by_message()
    assert (said["type"], said["revision"], said["page"]) == ("not kept", 3, "one")
    assert said["reason"]


def test_words_of_a_strange_form_are_not_kept_either():
    assert keep_by_message(text=7)["type"] == "not kept"


def test_what_came_along_is_moved_when_the_page_says_so():
    widget = Spoken()
    store.keep(5, "crust", Answer("typed too soon", "", 2, DAY, "one"), title="Bread")
    widget._hear(widget, {"type": "take along", "code": "lamp-07", "along": [
        {"lesson": "5", "item": "crust", "pages": ["one"]}]}, [])
    assert widget.said == [] and newest(code="lamp-07").text == "typed too soon"
