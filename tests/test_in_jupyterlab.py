"""Lesson 5 in JupyterLab and in Notebook 7, in Chromium, from the first click to the saved file."""

import re
import time

import browser
import pytest
from playwright.sync_api import expect

NOTEBOOK = "05_from_one_mine_to_a_country.ipynb"
WORDS = "Pravda speaks for the party zebra quartz"
#: Notebook 7.6.5 by itself, in an empty notebook too.
STOCK = re.compile(r"reading 'schema'.*/static/notebook/", re.DOTALL)
HERE = re.compile(r"^(http|ws)://127\.0\.0\.1[:/]|^(data|blob|about):")


@pytest.fixture(scope="module", params=[browser.Lab, browser.Notebook7],
                ids=["JupyterLab", "Notebook7"])
def jupyter(request, tmp_path_factory):
    """A program that opens lessons, on a copy of the project."""
    server = request.param(browser.copy_of_the_project(tmp_path_factory.mktemp("project")))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def page(jupyter, a_browser):
    """Lesson 5, opened and run; ``page.asked`` and ``page.errors`` note what the browser did."""
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("websocket", lambda socket: page.asked.append(socket.url))
        page.on("pageerror", lambda error: page.errors.append(f"{error} {error.stack}"))
        page.goto(jupyter.address(NOTEBOOK))
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        browser.run_all(page)
        yield page


def cells(page):
    return page.locator(".jp-Notebook .jp-Cell").count()


def test_an_instructor_checks_and_builds_at_the_press_of_a_button(jupyter, page):
    window = page.context.browser.new_page()
    window.goto(jupyter.address("instructor_build_my_class.ipynb"))
    window.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    browser.run_all(window)
    check, build = (window.get_by_role("button", name=name) for name in
                    ("Check my changes", "Build my class"))
    check.press("Enter")
    expect(window.get_by_text("No mistake was found.")).to_be_visible(timeout=30_000)
    mistake = jupyter.folder / "my" / "lessons.md"
    mistake.write_text("- period: long\n", encoding="utf-8")
    try:
        for button, said in (
                (check, "1 mistake was found."), (build, "Something is wrong, and nothing")):
            button.press("Enter")
            expect(window.get_by_text(said)).to_be_visible(timeout=30_000)
            listed = window.get_by_role("listitem").filter(has_text="my/lessons.md, line 1")
            expect(listed).to_be_visible()
    finally:
        mistake.unlink()
        window.close()


def timeline(page):
    return page.locator(".seminar", has=page.locator("input[type=range]")).first


def test_every_cell_runs_without_an_error(page):
    expect(page.locator(".jp-OutputArea-output[data-mime-type*=stderr]")).to_have_count(0)
    expect(page.locator(".jp-OutputArea-output[data-mime-type*=error]")).to_have_count(0)
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    assert [each for each in page.errors if not STOCK.search(each)] == []


def test_the_timeline_moves_by_keyboard_and_says_the_day(page):
    day = timeline(page).get_by_role("slider")
    day.focus()
    page.keyboard.press("Home")
    for key, said in [("ArrowRight", "Tuesday 11 July"), ("End", "Thursday 27 July"),
                      ("ArrowLeft", "Wednesday 26 July"), ("Home", "Monday 10 July")]:
        page.keyboard.press(key)
        expect(day).to_have_attribute("aria-valuetext", re.compile(said))
        expect(timeline(page).get_by_role("status").first).to_contain_text(said)


def test_the_timeline_moves_by_pointer_and_its_map_follows(page):
    day = timeline(page).get_by_role("slider")
    day.fill("0")
    marked = timeline(page).locator("svg [data-state=on]").filter(has=page.locator("text"))
    before = marked.count()
    for _ in range(5):
        timeline(page).get_by_role("button", name="Next day").click()
    expect(day).to_have_attribute("aria-valuetext", re.compile("Saturday 15 July"))
    assert marked.count() > before  # the Donbass has joined


def test_a_coalfield_can_be_chosen_and_a_list_opened(page):
    timeline(page).get_by_label("Basin").select_option("Karaganda")
    expect(timeline(page).locator("svg").first).not_to_contain_text("Donbass")
    timeline(page).get_by_role("button", name="Show as list").click()
    expect(timeline(page).get_by_role("region", name="as a list")).to_contain_text("Shevyakov")
    timeline(page).get_by_role("button", name="Hide the list").click()
    timeline(page).get_by_label("Basin").select_option("All")


def test_a_check_gives_feedback_for_the_answer_chosen(page):
    check = page.locator(".seminar", has=page.get_by_text("Its upper bound is blank")).first
    check.get_by_label("How high it went is not known").check()
    check.get_by_role("button", name="Check my answer").click()
    expect(check.get_by_role("status")).to_contain_text("matches the evidence")
    check.get_by_role("button", name="Try again").click()
    check.get_by_label("No one else took part").check()
    check.get_by_role("button", name="Check my answer").click()
    expect(check.get_by_role("status")).to_contain_text("A blank is not a zero")


def test_things_are_put_in_order_by_keyboard(page):
    check = page.locator(".seminar", has=page.get_by_text("first dated walkout")).first
    right = ["Mezhdurechensk", "Other towns of the Kuzbass", "Donbass",
             "Khalmer-Yu (Pechora basin)", "Karaganda"]
    for place in reversed(right):
        up = check.get_by_role("button", name=f"Move {place} up")
        up.focus()
        for _ in right:
            page.keyboard.press("Enter")
        expect(up).to_be_focused()
    check.get_by_role("button", name="Check my answer").click()
    expect(check.locator(".feedback")).to_contain_text("matches the evidence")


def test_words_are_kept_in_the_browser_and_in_answers(page, jupyter):
    box = page.locator(".seminar", has=page.get_by_text("How did the strike travel")).first
    box.get_by_label("Your answer").fill(WORDS)
    box.get_by_label("How strong is it?").select_option("suggests")
    status = box.get_by_role("status").filter(has_text="Kept in this browser")
    expect(status).to_have_text("Kept in this browser and in answers/lesson05.md.", timeout=15_000)
    kept = (jupyter.folder / "answers" / "lesson05.md").read_text(encoding="utf-8")
    assert WORDS in kept and "suggests" in kept


def test_no_cell_is_lost_to_letters_pressed_on_a_control(page):
    before = cells(page)
    page.evaluate("document.querySelectorAll('.seminar details')"
                  ".forEach((each) => each.open = true)")
    controls = page.locator(
        ".jp-OutputArea-output "
        ":is(a[href], button, input, select, summary, textarea, [tabindex='0'])"
    ).filter(visible=True)
    assert controls.count() > 60
    for control in controls.all():
        control.focus()
        for key in "ddb":  # delete a cell, insert one below: what JupyterLab would do
            page.keyboard.press(key)
    assert cells(page) == before


def test_a_saved_notebook_with_widget_state_holds_no_word_of_a_student(page, jupyter):
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Save Widget State Automatically").click()
    saved = jupyter.folder / "notebooks" / NOTEBOOK
    for _ in range(20):  # the setting takes a moment
        page.get_by_role("menuitem", name="File", exact=True).click()
        page.get_by_role("menuitem", name=re.compile(r"^Save Notebook(?! As)")).click()
        time.sleep(0.5)
        text = saved.read_text(encoding="utf-8")
        if "application/vnd.jupyter.widget-state+json" in text:
            break
    assert "How did the strike travel" in text.split("widget-state+json")[1]
    assert "zebra" not in text and "quartz" not in text


def test_a_dead_kernel_stops_neither_the_timeline_nor_the_words(page, jupyter):
    jupyter.kill_kernels()
    told = page.locator("dialog.jp-Dialog")  # some seconds later, and it takes the focus
    told.get_by_role("button", name="Ok", exact=True).click(timeout=30_000)
    expect(told).to_have_count(0)
    day = timeline(page).get_by_role("slider")
    day.press("Home")
    day.press("ArrowRight")
    expect(day).to_have_attribute("aria-valuetext", re.compile("Tuesday 11 July"))
    question = page.get_by_text("Who is missing, and does it matter?")
    box = page.locator(".seminar", has=question).first
    box.get_by_label("Your answer").fill("Vorkuta is missing")
    kept = box.get_by_role("status").filter(has_text="Kept")
    expect(kept).to_contain_text("Kept in this browser")
    assert "Vorkuta is missing" in page.evaluate("JSON.stringify(localStorage)")


def test_nothing_was_asked_of_any_other_computer(page):
    assert [url for url in page.asked if not HERE.match(url)] == []
