"""Lessons 4 and 5 by keys alone, in JupyterLab: all is reached, answered and handed in."""

import re

import browser
import nbformat
import pytest
from playwright.sync_api import expect

from seminar.answers import hand_in
from seminar.lessons import parser

NOTEBOOKS = {4: "04_well_paid_badly_housed.ipynb", 5: "05_from_one_mine_to_a_country.ipynb"}
WORDS = "Typed by keys, dd b x"
CONTROLS = ":is(a[href], button, input, select, summary, textarea, [tabindex='0'])"
#: What has the focus: where, what kind, whether it was there before, and whether one sees it.
LOOK = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const seen = "stop" in here.dataset;
    here.dataset.stop = "";
    return {
        inside: Boolean(here.closest(".jp-OutputArea-output, .jp-RenderedMarkdown")), seen,
        tag: here.localName, type: here.type ?? "", name: here.textContent.trim(),
        shown: here.getClientRects().length > 0,
        ring: parseFloat(style.outlineWidth) > 1 && style.outlineStyle !== "none",
        html: here.outerHTML.slice(0, 200), readonly: Boolean(here.readOnly),
        place: here.getAttribute("aria-valuetext"),
        choice: Boolean(here.closest("[data-seminar-item] fieldset"))
            && !(here.type === "checkbox" && here.labels[0].textContent.startsWith("It cannot")),
    };
}"""
MOST = 600  # stops: a walk that is longer goes round in a circle


@pytest.fixture(scope="module", params=NOTEBOOKS)
def walk(request, jupyter, a_browser):
    """A lesson run and walked through by keys; what stood at each stop is noted."""
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(jupyter.address(NOTEBOOKS[request.param]))
        page.locator(".jp-Toolbar-kernelName").filter(has_text="Python").wait_for(timeout=60_000)
        idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        idle.wait_for(timeout=60_000)
        page.locator(".jp-Cell.jp-mod-active").wait_for(timeout=60_000)
        cells = nbformat.read(browser.ROOT / "notebooks" / NOTEBOOKS[request.param], 4).cells
        # JupyterLab puts the last cells on the page when it has time.
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(cells), timeout=60_000)
        for _ in cells:
            page.keyboard.press("Shift+Enter")
        page.locator(".jp-CodeCell").nth(-2).locator(".jp-OutputArea-output").first.wait_for(
            state="attached", timeout=60_000)
        idle.wait_for(timeout=60_000)
        page.wait_for_timeout(500)
        page.keyboard.press("Escape")
        yield Walk(page, request.param)


class Walk:
    """Tab by Tab through all outputs once, each control used in its own way."""

    def __init__(self, page, lesson):
        self.page, self.lesson = page, lesson
        self.cells = page.locator(".jp-Notebook .jp-Cell").count()
        self.stops, self.moved = [], []
        self.to_first()
        while len(self.stops) < MOST:
            now = page.evaluate(LOOK)
            if not now["inside"] or now["seen"]:
                break
            self.stops.append(now)
            self.use(now)
            page.keyboard.press("Tab")

    def to_first(self):
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.matches('.jp-OutputArea-output *')"):
                return
        pytest.fail("no control in an output was reached")

    def use(self, now):
        keys = self.page.keyboard
        if now["tag"] == "summary" or now["name"] in ("Check my answer", "Show as list") or \
                now["name"].startswith("I have answered"):
            keys.press("Enter")
        elif now["tag"] == "textarea" and not now["readonly"]:
            keys.type(WORDS)
        elif now["tag"] == "select":
            keys.press("ArrowDown")
        elif now["type"] in ("radio", "checkbox") and now["choice"]:
            keys.press("Space")
        elif now["type"] == "text" and now["choice"]:
            keys.type("42")
        elif now["type"] == "range":
            keys.press("ArrowRight")
            self.moved.append((now["place"], self.page.evaluate(
                "document.activeElement.getAttribute('aria-valuetext')")))


def outputs(walk, selector):
    return walk.page.locator(f".jp-OutputArea-output {selector}").filter(visible=True)


def test_the_keyboard_reaches_every_control_and_is_caught_by_none(walk):
    assert len(walk.stops) < MOST
    missed = outputs(walk, CONTROLS).evaluate_all(
        """(all) => all.filter((each) => !("stop" in each.dataset) && !(each.type === "radio"
            && document.querySelector(`[name="${each.name}"][data-stop]`)))
            .map((each) => each.outerHTML.slice(0, 150))""")
    assert missed == []


def test_one_sees_where_the_focus_is_at_every_stop(walk):
    assert [each["html"] for each in walk.stops if not (each["ring"] and each["shown"])] == []


def test_every_check_was_answered_every_box_typed_in_every_timeline_moved(walk):
    assert outputs(walk, ".feedback").count() == len(parser.read().lessons[walk.lesson].checks)
    for feedback in outputs(walk, ".feedback").all():
        assert re.search(r"Your answer, .+: (✓ matches|↺ look)", feedback.text_content())
    boxes = outputs(walk, "textarea:not([readonly])").all()
    lesson = parser.read().lessons[walk.lesson]
    assert len(boxes) >= len(lesson.discuss) + len(lesson.write)
    assert {box.input_value() for box in boxes} == {WORDS}
    assert all(before != after for before, after in walk.moved)
    assert bool(walk.moved) == (walk.page.locator("input[type=range]").count() > 0)


def test_no_cell_was_lost_or_run_into(walk):
    assert walk.page.locator(".jp-Notebook .jp-Cell").count() == walk.cells


def test_the_answers_are_handed_in_by_keys(walk, tmp_path):
    for _ in range(60):
        walk.page.keyboard.press("Tab")
        if walk.page.evaluate("document.activeElement.textContent") == "Hand in":
            break
    with walk.page.expect_download() as handed:
        walk.page.keyboard.press("Enter")
    file = tmp_path / handed.value.suggested_filename
    handed.value.save_as(file)
    found = hand_in.read(file)
    lesson = parser.read().lessons[walk.lesson]
    assert found.lesson == walk.lesson
    assert {*lesson.discuss, *lesson.write, *lesson.checks} <= set(found.answers)
