"""Hostile and broken hand-ins: nothing runs, and Python and the page say the same of each."""

import json
import re

import host
import hostile
import pytest
from playwright.sync_api import expect

from seminar.answers import hand_in
from seminar.widgets.desk import Desk


def test_there_are_enough_of_them():
    assert len(hostile.FILES) >= 40
    assert {outcome for _, outcome in hostile.FILES.values()} == {"read", "partly", "refused"}


@pytest.fixture
def handed(tmp_path):
    """Writes one of the files into a folder of its own."""
    def written(name):
        (tmp_path / "handed").mkdir(exist_ok=True)
        return hostile.write(name, tmp_path / "handed")

    return written


@pytest.mark.parametrize("name", hostile.FILES)
def test_python_reads_what_can_be_read_and_says_the_rest(handed, name):
    file = handed(name)
    try:
        found = hand_in.read(file, "bakery")
        outcome = "partly" if found.faults else "read"
        assert all(fault.startswith(file.name) for fault in found.faults)
    except hand_in.HandInError as error:
        outcome = "refused"
        assert str(error).startswith(file.name)
    assert outcome == hostile.FILES[name][1]


@pytest.fixture(scope="module")
def desk_page(chromium):
    desk = Desk(project="bakery", lesson=5, title="Bread", version="1", source="A book", items=[
        {"item": item, "kind": "prompt", "asked": item} for item in hostile.ITEMS])
    page = host.page_with(chromium, desk, kernel="none")
    page.get_by_text("Take back a handed-in file, and").click()
    yield page
    page.close()


ITEM_KEY = re.compile(r"seminar/bakery[^/]*/5/[a-z0-9-]+/")
OUR_KEY = re.compile(r"seminar/bakery[^/]*/(5/[a-z0-9-]+|since)/")
EMPTY = """async () => {
  localStorage.clear();
  seminarKept.memory.clear();
  const store = await seminarKept.database;
  const done = store?.transaction("kept", "readwrite").objectStore("kept").clear();
  if (done) await new Promise((resolve) => (done.onsuccess = resolve));
}"""


def take_back(page, file):
    page.evaluate(EMPTY)
    said = page.get_by_role("status").first
    said.evaluate("(each) => { each.textContent = ''; }")
    page.get_by_label("Take back a handed-in file").set_input_files(file)
    expect(said).to_contain_text(re.compile(r"\w"))
    return said.text_content()


def as_python_reads(file):
    """item -> what is read of its answer, of the items that the lesson asks for."""
    found = hand_in.read(file, "bakery")
    return {item: [each.text, each.verb, each.revision, each.asked, found.day]
            for item, each in found.answers.items() if item in hostile.ITEMS}


def as_the_page_keeps(page):
    kept = page.evaluate("JSON.stringify({ ...localStorage })")
    return {key.split("/")[3]: [json.loads(versions)[0][field] for field in
                                ("text", "verb", "revision", "asked", "day")]
            for key, versions in json.loads(kept).items() if ITEM_KEY.fullmatch(key)}


@pytest.mark.parametrize("name", hostile.FILES)
def test_the_page_takes_back_the_same_and_runs_nothing(desk_page, handed, name):
    page, file = desk_page, handed(name)
    said = take_back(page, file)
    if said.startswith(f"{file.name} is not used: "):
        outcome, same = "refused", {}
    else:
        left = re.match(rf"Back from {file.name}: \d+ of 8 questions answered in words\. "
                        r"(.*)Where this page holds", said)[1]
        outcome, same = "partly" if left else "read", as_python_reads(file)
    assert outcome == hostile.FILES[name][1], said
    assert as_the_page_keeps(page) == same
    assert page.title() == "Widgets" and page.evaluate("errors") == []
    assert page.locator("main :is(img, iframe, script)").count() == 0
    keys = page.evaluate("Object.keys(localStorage)")
    assert all(OUR_KEY.fullmatch(key) for key in keys), keys


def test_the_page_reads_the_words_to_the_letter(desk_page, handed):
    take_back(desk_page, handed("markup in the text"))
    assert as_the_page_keeps(desk_page)["crust"][0] == hostile.MARKUP


def test_a_file_of_200_megabytes_is_refused_by_both(desk_page, handed):
    file = handed("a formula")
    with open(file, "ab") as longer:
        longer.truncate(200_000_000)
    assert "too large" in take_back(desk_page, file)
    with pytest.raises(hand_in.HandInError, match="has 200 MB"):
        hand_in.read(file)
