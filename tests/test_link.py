"""The page that makes a class's link: it works from the disk, by keyboard, and asks for nothing."""

from urllib.parse import parse_qs, urlsplit

import axe
import browser
import pytest
import qrcode
from qrcode.util import MODE_8BIT_BYTE, QRData

from seminar.lessons import parser

PAGE = browser.ROOT / "docs" / "link.html"
HUB, REPOSITORY = "https://hub.school.example", "https://git.school.example/history/lessons.git"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(offline=True)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith("file:") or faults.append(asked.url))
    page.goto(PAGE.as_uri())
    yield page
    context.close()
    assert faults == []


def make(page, **fields):
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#form button").press("Enter")
    return page.locator("#link").get_attribute("href")


def test_its_lessons_are_those_of_the_set(page):
    offered = page.locator("#lesson option").evaluate_all("(all) => all.map((each) => each.value)")
    lessons = parser.read(browser.ROOT / "lessons.md").lessons
    assert offered == [lesson.fields["notebook"] for lesson in lessons.values()]
    shown = page.locator("#lesson option").all_text_contents()
    for words, (number, lesson) in zip(shown, lessons.items()):
        assert words == (f"{number}. {lesson.title}" if number else lesson.title)


@pytest.mark.parametrize("hub", [HUB, f"{HUB}/", f"{HUB}/hub", f"{HUB}/hub/home"])
def test_a_link_for_a_hub_fetches_the_lessons_and_opens_one(page, hub):
    page.locator("#lesson").select_option("notebooks/00_start_here.ipynb")
    link = urlsplit(make(page, hub=hub, repository=REPOSITORY))
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{HUB}/hub/user-redirect/git-pull"
    assert parse_qs(link.query) == {
        "repo": [REPOSITORY], "branch": ["main"],
        "urlpath": ["doc/tree/lessons/notebooks/00_start_here.ipynb"]}
    assert link.geturl() in page.locator("#text").input_value()


@pytest.mark.parametrize("repository, place", [
    ("https://github.com/school/lessons", "gh/school/lessons"),
    ("https://github.com/school/lessons.git", "gh/school/lessons"),
    (REPOSITORY, "git/https%3A%2F%2Fgit.school.example%2Fhistory%2Flessons.git"),
])
def test_a_link_for_binder_names_repository_branch_and_lesson(page, repository, place):
    page.get_by_label("On Binder").check()
    assert not page.locator("#hub").is_visible()
    link = make(page, repository=repository, branch="term/2")
    assert link == (f"https://mybinder.org/v2/{place}/term%2F2?"
                    "urlpath=doc%2Ftree%2Fnotebooks%2F00_start_here.ipynb")


@pytest.mark.parametrize("field, wrong", [
    ("hub", ""), ("hub", "hub.school.example"), ("hub", "javascript:alert(1)"),
    ("repository", "lessons"), ("repository", "https://git.school.example"),
    ("branch", "two words"),
])
def test_a_field_that_cannot_be_used_says_what_to_write_and_makes_no_link(page, field, wrong):
    make(page, **{"hub": HUB, "repository": REPOSITORY, field: wrong})
    assert page.evaluate("document.activeElement.id") == field
    assert page.locator(f"#{field}-fault").text_content().startswith("Write ")
    assert not page.locator("#result").is_visible()


def theirs(data, mask):
    """The code that another program draws of some bytes."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0,
                         mask_pattern=mask)
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE))
    code.make()
    return [list(map(int, row)) for row in code.get_matrix()]


# The first and last length of some versions, from 1 to 20, and lengths between.
@pytest.mark.parametrize("length", [1, 14, 15, 62, 106, 122, 180, 181, 213, 300, 412, 666])
def test_the_code_is_the_one_that_another_program_draws(page, length):
    data = ("https://hub.example/\u0451?" * 40).encode()[:length]
    for mask in range(8):
        ours = page.evaluate("([bytes, mask]) => qr(bytes, mask)", [list(data), mask])
        assert ours == theirs(data, mask)


def test_more_than_a_code_can_hold_is_no_code_and_the_link_is_there_all_the_same(page):
    assert page.evaluate("qr(Array(667).fill(65))") is None
    assert make(page, hub=HUB, repository=f"https://git.example/{'x' * 700}")
    assert "too long for a QR code" in page.get_by_role("status").text_content()


def test_the_code_shown_is_that_of_the_link(page):
    link = make(page, hub=HUB, repository=REPOSITORY)
    shown = page.locator("#code svg")
    assert shown.get_attribute("aria-label") == "QR code of the link"
    drawn = shown.locator("path").last.get_attribute("d")
    codes = [theirs(link.encode(), mask) for mask in range(8)]
    assert drawn in ["".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(code)
                             for x, dark in enumerate(row) if dark) for code in codes]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the QR code").click()
    assert saved.value.suggested_filename == "class-link.svg"
    assert page.get_by_role("status").text_content() == (  # whether it is saved, no page can see
        "Look in Downloads for the newest file called class-link.svg.")
    assert drawn in saved.value.path().read_text(encoding="utf-8")


def test_it_has_no_fault_of_accessibility(page):
    make(page, hub=HUB, repository=REPOSITORY)
    assert axe.faults(page, tags=(*axe.WCAG, "best-practice")) == []
