"""Each hostile file beside one student's: a report is made, the student is in it, nothing acts."""

import csv
import re

import hostile_class
import pytest
from a_class import put, record, report

from seminar.errors import shown

ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]")


def test_there_are_more_than_a_hundred():
    assert len(hostile_class.FILES) >= 100


@pytest.mark.parametrize("kind", hostile_class.FILES)
def test_a_report_is_made_and_the_file_counts_or_is_told(kind, folder, unit):
    name, content = hostile_class.FILES[kind]
    (folder / name).write_bytes(content)
    put(folder, "good.html", record("crust", "Good words."), code="lamp-01")
    outside = set(folder.parent.rglob("*"))
    made = report(folder, unit)
    page, table, _, listed = made.save()
    assert "Good words." in page.read_text()
    found = made._class
    counted = [each.name for each in found.counted] + [file for file, _ in found.older]
    assert any(each != "good.html" for each in counted) or found.faults
    assert len(page.read_text()) < 200_000
    for sentence in made.notes + found.faults:
        assert "good.html" not in sentence and not ACTING.search(shown(sentence))
    assert not ACTING.search(listed.read_text())
    with open(table, encoding="utf-8-sig", newline="") as file:
        for cell in (cell for row in csv.reader(file) for cell in row):
            for line in re.split("[\n\r\x85\u2028\u2029\t;]", cell):
                assert not re.match("[\\s\u200b-\u200f\ufeff]*[=+@-]", line), line
    new = set(folder.parent.rglob("*")) - outside
    assert {path.relative_to(folder).parts[0] for path in new} == {"report"}


def test_in_a_browser_nothing_of_all_of_them_runs(folder, unit, chromium):
    for number, (name, content) in enumerate(hostile_class.FILES.values()):
        (folder / str(number)).mkdir()
        (folder / str(number) / name).write_bytes(content)
    tab, said = chromium.new_page(), []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: said.append(request.url))
    pages = [path for path in report(folder, unit).save() if path.suffix == ".html"]
    for path in pages:
        tab.goto(path.as_uri())
        title = tab.title()
        tab.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        assert title == tab.title() and title.startswith(("A class's answers", "Files of a class"))
        assert tab.locator("main :is(script, img, iframe, b)").count() == 0
    assert said == [path.as_uri() for path in pages]
    tab.close()
