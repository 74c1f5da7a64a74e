"""A server goes away with its folder, as on Binder; another one, elsewhere, has the words again.

Browsers keep words for an address, so a new address begins empty: only the handed-in file joins
the two. A third server at the old address shows what needs no file: the browser kept the words, and
offers them to who gives the code.
"""

import shutil

import browser
import pytest
from playwright.sync_api import expect

LESSON, PROMPT = "05_from_one_mine_to_a_country.ipynb", "How did the strike travel"
CODE = "lamp-07"
WORDS = "Two counts of two days: \u201cseam\u201d & <b> \u0448\u0430\u0445\u0442\u0430"


@pytest.fixture(scope="module")
def reader(a_browser):
    """One reader's browser, the same from server to server."""
    with browser.chromium() as chromium:
        yield chromium.new_context(viewport={"width": 1280, "height": 900})


def serving(tmp_path_factory, port=None):
    return browser.Lab(browser.copy_of_the_project(tmp_path_factory.mktemp("server")), port)


def opened(reader, server):
    page = reader.new_page()
    page.goto(server.address(LESSON))
    browser.run_all(page)
    page.get_by_label("Code from your teacher").first.fill(CODE)
    page.get_by_role("button", name="Use this code").first.click()
    return page


def box(page):
    """The answer box of the prompt; the desk names the prompt too, once somebody stopped there."""
    asked = page.locator(".seminar", has=page.get_by_text(PROMPT))
    return asked.filter(has=page.get_by_label("Your answer", exact=True)).first


def kept_on_disk(server):
    found = [file.read_text(encoding="utf-8") for file in (server.folder / "answers").glob("*.md")]
    return any(WORDS in text for text in found)


@pytest.fixture(scope="module")
def handed_in(reader, tmp_path_factory):
    """The file a reader saved, after its server and that server's folder are gone: file, port."""
    first = serving(tmp_path_factory)
    page = opened(reader, first)
    box(page).get_by_label("Your answer", exact=True).fill(WORDS)
    box(page).get_by_label("How strong is it?").select_option("suggests")
    expect(box(page).get_by_text("Kept in this browser and in answers/")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Hand in", exact=True).first.click()
    file = tmp_path_factory.mktemp("bag") / saved.value.suggested_filename
    saved.value.save_as(file)
    assert kept_on_disk(first)
    first.stop()
    shutil.rmtree(first.folder)
    page.close()
    return file, first.port


def test_another_server_knows_nothing_until_it_is_given_the_file(reader, handed_in,
                                                                 tmp_path_factory):
    file, port = handed_in
    second = serving(tmp_path_factory)
    assert second.port != port
    try:
        page = opened(reader, second)
        answer = box(page).get_by_label("Your answer", exact=True)
        expect(answer).to_have_value("")
        offered = page.get_by_role("button", name="Bring them back").filter(visible=True)
        expect(offered).to_have_count(0)
        page.get_by_text("Take back a handed-in file, and").first.click()
        page.get_by_label("Take back a handed-in file").first.set_input_files(file)
        back = page.get_by_text(f"Back from {file.name}: 1 of ")
        expect(back.first).to_contain_text("answered in words.")
        expect(answer).to_have_value(WORDS)
        expect(box(page).get_by_label("How strong is it?")).to_have_value("suggests")
        expect(box(page).get_by_text("Kept in this browser and in answers/")).to_be_visible()
        assert kept_on_disk(second)
    finally:
        second.stop()


def test_at_the_old_address_the_browser_itself_has_the_words(reader, handed_in, tmp_path_factory):
    _, port = handed_in
    third = serving(tmp_path_factory, port)
    try:
        page = opened(reader, third)
        box(page).get_by_role("button", name="Bring them back").first.click()
        expect(box(page).get_by_label("Your answer", exact=True)).to_have_value(WORDS)
    finally:
        third.stop()
