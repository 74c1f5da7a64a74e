"""Lessons for every reader: axe finds no fault, and neither do we where axe does not look."""

import re

import axe
import browser
import pytest
from playwright.sync_api import expect

NOTEBOOKS = sorted(path.name for path in (browser.ROOT / "notebooks").glob("[0-9]*.ipynb"))
SMALLEST = 24  # CSS pixels, WCAG 2.5.8


@pytest.fixture(scope="module", params=NOTEBOOKS)
def page(request, jupyter, a_browser):
    """A lesson, run, with everything open that a reader can open."""
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(jupyter.address(request.param))
        browser.run_all(page)
        page.wait_for_timeout(500)
        for check in page.get_by_role("button", name="Check my answer").all():
            check.click()
        page.evaluate("document.querySelectorAll('.seminar details')"
                      ".forEach((each) => each.open = true)")
        yield page


def outputs(page, selector):
    return page.locator(f".jp-OutputArea-output {selector}").filter(visible=True)


def test_axe_finds_no_fault(page):
    assert axe.faults(page, ".jp-OutputArea-output") == []


def choose_theme(page, name):
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).hover()
    page.get_by_text(name, exact=True).click()
    page.wait_for_selector(f"body[data-jp-theme-name='{name}']", state="attached")


def test_axe_finds_no_fault_in_the_dark_theme(page):
    choose_theme(page, "JupyterLab Dark")
    try:
        assert axe.faults(page, ".jp-OutputArea-output") == []
    finally:
        choose_theme(page, "JupyterLab Light")


def test_every_control_says_its_name_in_words_that_can_be_seen(page):
    named = outputs(page, ":is(button, summary)").evaluate_all(
        "(all) => all.map((e) => [e.textContent, e.outerHTML])")
    named += outputs(page, ":is(input, select, textarea)").evaluate_all(
        "(all) => all.map((e) => [[...e.labels].map((each) => each.textContent).join(' '),"
        " e.outerHTML])")
    assert named
    assert [html for name, html in named if not re.search(r"\w{2,}", name)] == []


def test_choices_that_belong_together_have_a_name(page):
    for group in outputs(page, "fieldset").all():
        assert len(group.locator("legend").text_content()) > 10
    choices = outputs(page, "input:is([type=radio], [type=checkbox])")
    assert choices.evaluate_all(
        "(all) => all.filter((e) => !e.closest('fieldset')).map((e) => e.outerHTML)") == []


def test_what_can_be_pressed_is_large_enough(page):
    sizes = outputs(page, ":is(button, input, select, summary, textarea)").evaluate_all("""(all) =>
        all.map((e) => [e.getBoundingClientRect(), e.outerHTML])
           .map(([{ width, height }, html]) => [Math.min(width, height), html])""")
    assert sizes and [each for each in sizes if each[0] < SMALLEST] == []


def test_the_focus_can_be_seen(page):
    control = outputs(page, "button").first
    control.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("""() => {
        const style = getComputedStyle(document.activeElement);
        return [style.outlineWidth, style.outlineStyle, style.outlineColor];
    }""")
    assert style == ["3px", "solid", "rgb(11, 79, 138)"]


def test_pictures_and_regions_are_named(page):
    for picture in outputs(page, "img").all():
        assert 60 <= len(picture.get_attribute("alt")) <= 250
    for picture in outputs(page, "svg:not([aria-hidden=true])").all():
        assert len(picture.get_attribute("aria-label")) >= 60
    for region in outputs(page, "[tabindex='0']").all():
        assert region.get_attribute("aria-label")


def test_what_changes_is_said(page):
    for place in page.locator(".jp-OutputArea-output .feedback").all():
        assert place.get_attribute("role") == "status"
        assert place.get_attribute("aria-live") == "polite"


def test_a_lesson_fits_a_narrow_window_and_a_zoom_of_400_per_cent(page):
    page.evaluate("document.querySelectorAll('.jp-OutputArea-output').forEach("
                  "(each) => (each.style.width = '320px'))")
    try:
        for box in outputs(page, ".seminar").all():
            wide = box.evaluate("(e) => e.scrollWidth - e.clientWidth")
            assert wide <= 1, f"{wide} pixels too wide: {box.text_content()[:80]}"
    finally:
        page.evaluate("document.querySelectorAll('.jp-OutputArea-output').forEach("
                      "(each) => (each.style.width = ''))")


def test_text_can_be_spaced_out(page):
    page.add_style_tag(content=".seminar * { line-height: 1.5 !important;"
                               " letter-spacing: 0.12em !important;"
                               " word-spacing: 0.16em !important; }")
    for box in outputs(page, ".seminar").all():
        assert box.evaluate("(e) => e.scrollWidth - e.clientWidth") <= 1, box.text_content()[:80]


def test_nothing_moves_by_itself(page):
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate("document.getAnimations().filter("
                           "(each) => each.effect?.target?.closest('.seminar')).length")
    assert moving == 0
    ranges = page.locator("input[type=range]")
    before = ranges.evaluate_all("(all) => all.map((e) => e.value)")
    page.wait_for_timeout(1200)
    assert ranges.evaluate_all("(all) => all.map((e) => e.value)") == before


def test_forced_colours_leave_every_control_visible(page):
    page.emulate_media(forced_colors="active")
    try:
        for control in outputs(page, "button").all()[:10]:
            expect(control).to_have_css("border-top-style", "solid")
    finally:
        page.emulate_media(forced_colors="none")
