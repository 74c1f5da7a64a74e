"""The folder for a class without network: opened from the disk, in Chromium, with the network cut.

Costs two builds, made at once, about 10 seconds each with three lessons, then 3 to 6 seconds a
lesson for doing it twice, and as long again for axe.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import axe
import browser
import keys
import pytest
import servers
from playwright.sync_api import expect

from seminar.answers import hand_in
from seminar.lessons import parser
from seminar.page import prose

UNIT = parser.read(browser.ROOT / "lessons.md")
LESSONS = {number: Path(lesson.fields["notebook"]).stem for number, lesson in UNIT.lessons.items()}
PAGES = [f"{name}.html" for name in LESSONS.values()]
ONE_FILES = [f"one-file/lesson-{number:02}.html" for number in LESSONS]
OTHERS = ["index.html", "accessibility.html", "search.html"]
ALIVE = "html[data-widgets=alive]"
WORDS = "Kept without a network: \u201clamp\u201d & <b>"
HERE = ("file:", "blob:", "data:")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
#: All of it is opened in a browser: make quick passes it over, with the building it costs.
pytestmark = pytest.mark.usefixtures("a_browser")


def building(folder, seed):
    """A build as a teacher starts it, under way. No set's order and no clock may show in it."""
    return subprocess.Popen([sys.executable, browser.ROOT / "site" / "build.py", folder],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"})


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """A second build, under way, and its folder."""
    folder = tmp_path_factory.mktemp("second")
    process = building(folder, "2")
    yield process, folder
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, second):
    folder = tmp_path_factory.mktemp("site")
    process = building(folder, "1")
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return folder


@pytest.fixture
def opened(chromium, folder):
    """Opens a page of the folder with the network cut; at the end, no request and no fault."""
    contexts, faults = [], []

    def opened(name, **settings):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda asked: asked.url.startswith(HERE) or faults.append(asked.url))
        if settings.get("java_script_enabled", True):  # else the browser itself stops every script
            page.on("requestfailed", lambda asked: faults.append(f"not found: {asked.url}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: (
            said.type in ("error", "warning") and faults.append(said.text)))
        page.goto((folder / name).as_uri())
        return page

    yield opened
    assert faults == []
    for context in contexts:
        context.close()


# A lesson, done ----------------------------------------------------------------------------------


def unfold(page):
    """Opens what is not done in class."""
    page.locator("details.fold").evaluate_all("(all) => all.forEach((each) => each.open = true)")


def step_by_keyboard(page):
    for timeline in page.locator("div[data-widget=Timeline]").all():
        step = timeline.get_by_role("slider")
        step.focus()
        page.keyboard.press("Home")
        first = step.get_attribute("aria-valuetext")
        page.keyboard.press("ArrowRight")
        assert step.get_attribute("aria-valuetext") != first
        expect(timeline.get_by_role("status").first).to_contain_text(
            step.get_attribute("aria-valuetext").partition(":")[0])


def try_a_check(page, press):
    for check in page.locator("div[data-widget=CheckBox]").all():
        field = check.locator("input[type=text]")
        choice = check.locator("input:is([type=radio], [type=checkbox])").first
        field.fill("1") if field.count() else choice.check()
        press(check.get_by_role("button", name="Check my answer"))
        expect(check.locator(".feedback")).to_contain_text("Your answer, ")


def sort_a_card(page, press):
    for sorter in page.locator("div[data-widget=Sorter]").all():
        for group in sorter.locator("details > summary:visible").all():
            press(group)  # many cards stand in groups, which open
        sorter.locator("select").first.select_option(index=1)
        expect(sorter).to_contain_text(re.compile(r"\b1 of \d+ sorted"))


def do(page, press, tmp_path, lesson):
    """A lesson from its first control to the file that is handed in."""
    page.locator(ALIVE).wait_for(state="attached")
    assert page.locator(".twin").count() == 0
    unfold(page)
    step_by_keyboard(page)
    try_a_check(page, press)
    sort_a_card(page, press)
    box = page.locator("div[data-widget=AnswerBox]").first
    box.get_by_label("Your answer").fill(WORDS)
    expect(box.get_by_role("status").filter(has_text="Kept")).to_have_text("Kept in this browser.")

    page.reload()
    expect(box.get_by_label("Your answer")).to_have_value(WORDS)
    with page.expect_download() as saved:
        press(page.get_by_role("button", name="Hand in", exact=True).first)
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    handed = hand_in.read(file, UNIT.fields["project"])
    assert handed.lesson == lesson and not handed.faults
    assert WORDS in [answer.text for answer in handed.answers.values()]
    tried = [check.id for check in UNIT.lessons[lesson].checks.values()]
    assert set(handed.answers) & set(tried) or not tried


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_done_from_a_folder_without_network(opened, tmp_path, lesson):
    do(opened(f"{LESSONS[lesson]}.html"), lambda control: control.press("Enter"), tmp_path, lesson)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_in_one_file_is_done_on_a_phone(opened, tmp_path, lesson):
    page = opened(f"one-file/lesson-{lesson:02}.html", **PHONE)
    do(page, lambda control: control.tap(), tmp_path, lesson)
    assert wide(page) <= 360


def test_back_after_finish_to_a_page_from_a_disk_shows_nothing(opened):
    """No page from a disk is kept for Back: the browser loads it anew, and could fill it in."""
    page = opened(PAGES[5])
    box = page.locator("div[data-widget=AnswerBox]").first.get_by_label("Your answer")
    box.fill(WORDS)
    page.goto(page.url.replace(PAGES[5], PAGES[4]))
    page.get_by_role("button", name="Finish", exact=True).first.click()
    page.get_by_role("button", name="Take my words off this computer").first.click()
    expect(page.get_by_text("Your words are gone from this browser.")).to_be_visible()
    with page.expect_event("load"):
        page.evaluate("() => { setTimeout(() => history.back()); }")
    page.wait_for_url(f"**/{PAGES[5]}")
    page.locator(ALIVE).wait_for(state="attached")
    expect(box).to_have_value("")


def test_one_file_is_all_that_it_needs(folder):
    for name in ONE_FILES:
        page = (folder / name).read_text(encoding="utf-8")
        addresses = re.findall(r'\s(?:src|href)="([^"]*)"', page)
        assert [each for each in addresses if not each.startswith(("#", "data:"))] == []


def test_lessons_are_found_by_search_and_follow_each_other(opened):
    page = opened("index.html")
    page.get_by_role("link", name="Start here").first.click()
    page.locator("a.right-next").click()
    assert page.url.endswith(PAGES[1])
    page.locator(ALIVE).wait_for(state="attached")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("searchbox").first.fill("Mezhdurechensk")
    page.keyboard.press("Enter")
    expect(page.locator("ul.search li").first).to_be_visible()


def test_without_script_a_page_still_reads_as_a_lesson(opened):
    for number, name in LESSONS.items():
        page = opened(f"{name}.html", java_script_enabled=False)
        unfold(page)
        lesson, text = UNIT.lessons[number], page.locator("main").inner_text()
        for asked in [*lesson.discuss.values(), *lesson.write.values()]:
            assert keys.letters(prose.plain(asked.text))[:40] in keys.letters(text)
        for check in lesson.checks.values():
            assert all(prose.plain(option.text) in " ".join(text.split())
                       for option in check.options)
        assert page.locator("figure img").count() + page.locator("table").count() > 0


LESSON_5 = (f"{LESSONS[5]}.html", "one-file/lesson-05.html")
LATIN = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
DEAD = {  # form -> what the server sends, and the other form, which it does not hurt
    "page": ({"types": {"js": "text/plain"}, "headers": {"X-Content-Type-Options": "nosniff"}},
             *LESSON_5),
    "one file": ({"headers": {"Content-Security-Policy": "default-src 'self'"}},
                 *reversed(LESSON_5)),
}


@pytest.mark.parametrize("form", DEAD)
def test_a_page_whose_script_may_not_run_says_so_and_names_the_other_form(chromium, folder, form):
    given, dead, alive = DEAD[form]
    with servers.serving(folder, **given) as address:
        page = chromium.new_page()
        page.goto(address + dead)
        sentence = page.get_by_text("This page has not come alive")
        expect(sentence).to_be_visible(timeout=15_000)
        named = sentence.get_by_role("link", name="one file").get_attribute("href") if (
            form == "page") else re.search(r"the page (\S+\.html)", sentence.inner_text())[1]
        assert named == alive
        page.goto(address + alive)
        page.locator(ALIVE).wait_for(state="attached")
        expect(sentence).to_have_count(0)
        page.close()


@pytest.mark.parametrize("name", LESSON_5)
def test_the_sentence_for_a_dead_page_takes_no_room_before_a_page_comes_to_life(opened, name):
    page = opened(name, java_script_enabled=False)
    page.emulate_media(media="screen")
    asleep = page.get_by_text("This page has not come alive")
    expect(asleep).to_be_visible()  # the browser itself says that scripts are off: at once
    rule = opened(name)
    rule.locator(ALIVE).wait_for(state="attached")
    height = rule.evaluate("""() => {
      const asleep = document.createElement("p");
      asleep.className = "asleep";
      asleep.textContent = "words";
      document.querySelector("main").prepend(asleep);
      const { height, visibility } = getComputedStyle(asleep);
      return [height, visibility];
    }""")
    assert height == ["0px", "hidden"]


@pytest.mark.parametrize("name", LESSON_5)
def test_a_server_that_declares_an_old_charset_garbles_nothing(chromium, folder, name):
    texts = []
    for types in ({}, {end: f"{kind}; charset=iso-8859-1" for end, kind in LATIN.items()}):
        with servers.serving(folder, types) as address:
            page = chromium.new_page()
            page.goto(address + name)
            page.locator(ALIVE).wait_for(state="attached")
            texts.append(page.locator("main").inner_text())
            page.close()
    assert "\u2019" in texts[0] and texts[0] == texts[1]


def test_each_box_of_a_lesson_is_named_by_its_question(opened):
    page = opened(LESSON_5[0])
    page.locator(ALIVE).wait_for(state="attached")
    unfold(page)
    boxes = page.locator("div[data-widget=AnswerBox]")
    tree = "\n".join(box.aria_snapshot() for box in boxes.all())
    names = re.findall(r"^ *- '?(?:textbox|combobox) \"(.+)\"", tree, re.MULTILINE)
    prompts = [prose.plain(each.text) for each in UNIT.lessons[5].write.values()]
    assert len(names) > boxes.count() > 3 and len(set(names)) == len(names)
    assert all(name.startswith(("Your answer ", "How strong is it?")) for name in names)
    for asked in prompts:
        assert any(keys.letters(asked) in keys.letters(name) for name in names), asked


def test_paper_is_white_and_shows_what_is_folded_on_the_screen(opened):
    page = opened(PAGES[-1], color_scheme="dark")
    page.locator(ALIVE).wait_for(state="attached")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    words = page.locator(".bd-article section > p")
    expect(words.first).to_have_css("color", "rgb(26, 26, 26)")  # a browser leaves out dark grounds
    assert set(words.evaluate_all("(all) => all.map((e) => getComputedStyle(e).color)")) == {
        "rgb(26, 26, 26)"}
    shown = page.locator(".bd-article details:not([open], .on-screen) >> visible=true")
    folded = shown.locator("> :not(summary, [hidden])").evaluate_all(
        "(all) => all.map((e) => e.getClientRects().length)")
    assert len(folded) > 5 and all(folded)


# For every reader --------------------------------------------------------------------------------


def wide(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("name", [*OTHERS, *PAGES, *ONE_FILES])
def test_a_page_is_for_every_reader(opened, name):
    page = opened(name, color_scheme="light")
    page.locator(ALIVE).wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert axe.faults(page) == []
    page.add_style_tag(content="* { transition: none !important; }")
    page.emulate_media(color_scheme="dark")  # of the rules, only one can see it
    assert axe.faults(page, rule="color-contrast") == []

    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "(all) => all.map((each) => Number(each.localName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    assert page.locator("html").get_attribute("lang") == "en" and len(page.title()) > 5
    page.set_viewport_size({"width": 320, "height": 700})
    assert wide(page) <= 320


# What is in the folder ---------------------------------------------------------------------------


def size(files):
    return sum(file.stat().st_size for file in files if file.is_file())


def test_a_page_is_small_and_nothing_is_there_for_nothing(folder):
    assert size(folder.rglob("*")) < 20e6
    assert size([*(folder / "_static").rglob("*"), folder / "searchindex.js"]) <= 3e6
    for name in PAGES:
        text = (folder / name).read_text(encoding="utf-8")
        assert len(re.sub(r"data:image[^\"]*", "", text).encode()) <= 500_000
        assert "_esm" not in text and "searchindex.js" not in text
    assert all(size([folder / name]) <= 2e6 for name in ONE_FILES)
    assert not [*folder.rglob("*.map"), *folder.rglob("*.ttf")]


def test_a_pages_widgets_take_their_places_without_a_frame_between(opened):
    """Each frame between two of them sets a page of many tables anew."""
    page = opened("index.html")
    counts = """window.counts = new Set();
      new MutationObserver(() => requestAnimationFrame(() =>
        counts.add(document.querySelectorAll("div[data-widget]").length)))
        .observe(document, { childList: true, subtree: true });"""
    page.add_init_script(counts)
    page.goto(page.url.replace("index.html", f"{LESSONS[5]}.html"))
    page.locator(ALIVE).wait_for(state="attached")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.evaluate("[...counts].filter(Boolean).length") == 1


def test_what_can_be_downloaded_is_there(opened, folder):
    for number, name in LESSONS.items():
        page = (folder / f"{name}.html").read_text(encoding="utf-8")
        offered, ours = (
            [cell["source"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
            for path in (folder / "downloads" / f"{name}.ipynb",
                         browser.ROOT / "notebooks" / f"{name}.ipynb"))
        assert offered == ours
        with ZipFile(folder / "downloads" / f"{name}-data.zip") as data:
            assert {f"{table}.csv" for table in UNIT.lessons[number].fields["data"]} <= set(
                data.namelist())
        for link in re.findall(r'href="((?:downloads|one-file)/[^"]*)"', page):
            assert (folder / link).is_file()


@cache
def texts(folder):
    """Every text of the folder, those in its zips included: name -> its letters."""
    found = {}
    for file in folder.rglob("*"):
        if file.suffix == ".zip":
            with ZipFile(BytesIO(file.read_bytes())) as packed:
                found.update({f"{file.name}/{name}": keys.letters(packed.read(name).decode())
                              for name in packed.namelist()})
        elif file.is_file() and file.suffix not in (".woff2", ".inv"):
            found[file.name] = keys.letters(file.read_text(encoding="utf-8"))
    return found


def test_no_student_is_handed_what_only_an_instructor_listens_for(folder):
    found = texts(folder)
    for number, lesson in UNIT.lessons.items():
        asked = [*lesson.discuss.values(), *lesson.write.values()]
        secrets = keys.sentences_for_instructors(lesson)
        assert secrets
        assert [(name, each) for each in secrets for name, text in found.items()
                if each in text] == []
        for prompt in asked:  # the other way round: what students do see is found
            assert keys.letters(prose.plain(prompt.text))[:60] in found[f"{LESSONS[number]}.html"]


def test_binder_is_offered_where_the_repository_is_named(folder):
    spec = importlib.util.spec_from_file_location("build", browser.ROOT / "site" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    address = build.binder_address
    assert address("https://github.com/school/unit/", "notebooks/05_x.ipynb") == (
        "https://mybinder.org/v2/gh/school/unit/HEAD?urlpath=doc/tree/notebooks/05_x.ipynb")
    assert address("https://git.example.org/unit", "a.ipynb") == (
        "https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Funit/HEAD"
        "?urlpath=doc/tree/a.ipynb")
    assert address("", "a.ipynb") is None
    pages = "".join((folder / name).read_text(encoding="utf-8") for name in PAGES)
    assert ("mybinder.org" in pages) == bool(UNIT.fields["repository"])


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "essay.txt").touch()
    process = building(tmp_path, "1")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2 and "holds something else" in said
    assert (tmp_path / "essay.txt").exists()


def test_built_twice_the_pages_are_the_same(folder, second):
    process, other = second
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    one, two = ({str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*")
                 if file.is_file()} for root in (folder, other))
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []
