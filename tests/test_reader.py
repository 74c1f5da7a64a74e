"""The reader in a real Chromium: gists, a reader's own copy, and what stands beside a paragraph."""

import json
import random
import re
from pathlib import Path

import essay
import host
import pytest
from playwright.sync_api import expect
from test_text import article, as_page, as_pdf, body, known  # noqa: F401

from seminar import lesson_page, wording
from seminar.data import copies, fingerprints
from seminar.lessons import notebook, parser
from seminar.widgets import reader as module
from seminar.widgets.reader import reader

HIT = "<img src=x onerror=\"document.title='hit'\">"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(essay.build(tmp_path))
    (tmp_path / "my").mkdir()
    return tmp_path


@pytest.fixture
def page(chromium, project):
    page = host.page_with(chromium, reader("p1-p3", essay.ID), reader("p4-p5", essay.ID))
    yield page
    assert page.evaluate("errors") == [] and page.title() == "Widgets"
    page.close()


def pick(page, text, name="bread.txt", which=0):
    """What a reader does: opens the panel, chooses a file."""
    panel = page.locator("details.on-screen").nth(which)
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    page.get_by_label("A text file").nth(which).set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": raw})


def said(page, which=0):
    return page.get_by_role("status").nth(which)


# The kernel's half -------------------------------------------------------------------------------


@pytest.fixture
def asked(project, monkeypatch):
    """A reader, and what it sends when a page asks for a copy."""
    widget, sent = reader("p1-p3", essay.ID), []
    monkeypatch.setattr(type(widget), "send", lambda _, message: sent.append(message))
    return widget, sent


def test_a_copy_in_my_is_sent_when_the_page_asks_and_stands_in_no_trait(project, asked):
    widget, sent = asked
    (project / "my" / "article.txt").write_text(essay.text(), encoding="utf-8")
    widget._hear(widget, {"type": "copy"}, [])
    assert sent[0]["name"] == "my/article.txt"
    assert sent[0]["passages"]["p4"] == {"text": essay.PARAGRAPHS[3], "whole": True}
    saved = json.dumps(widget.get_state()) + json.dumps(widget._repr_mimebundle_()[0])
    assert "ground rye" not in saved and "pigeons" not in saved and "Gist of p1" in saved


def test_without_a_copy_or_asked_for_anything_else_nothing_is_sent(asked):
    widget, sent = asked
    widget._hear(widget, {"type": "copy"}, [])
    widget._hear(widget, {"type": "keep"}, [])
    widget._hear(widget, {}, [])
    assert sent == []


def test_a_copy_that_cannot_be_read_is_answered_with_a_sentence(project, asked):
    widget, sent = asked
    (project / "my" / "article.txt").write_bytes(b"%PDF-1.4")
    widget._hear(widget, {"type": "copy"}, [])
    assert sent[0]["type"] == "refused" and "PDF" in sent[0]["reason"]


def test_the_twin_says_all_that_the_reader_says_without_a_script(project):
    twin = reader("p5", essay.ID).twin()
    assert "What p5 claims: 1 claim, and what other sources say: 2 readings" in twin
    assert "<strong>x disputes</strong>: Flour, no date (" in twin
    assert "(the miller&#x27;s own memoir; p. 12): Counts &lt;img src=x onerror=" in twin
    assert "Rows of data from p5: 2 rows" in twin and "b1 in the table loaves" in twin
    assert "Gist of p5, &lt;em ours." in twin and "<img" not in twin


def test_each_stance_has_a_word_and_a_sign():
    assert module.SIGNS == {"supports": "+", "qualifies": "~", "disputes": "x", "context": "o"}


def test_a_project_without_readings_has_a_reader(tmp_path, monkeypatch):
    monkeypatch.chdir(essay.build(tmp_path, with_readings=False))
    assert "readings" not in reader("p1-p5", essay.ID).twin()


def test_a_lesson_reads_a_span_or_goes_back_from_a_row(project):
    lesson = lesson_page.lesson(1)
    assert lesson.read("p1-p2").markup == reader("p1-p2", essay.ID, gists=False).markup
    assert "Gist of" not in lesson.read("p1-p2").markup  # its notebook has them as prose
    row = {"source_id": "baker-2001", "locator": "p5, line 1"}
    assert lesson.read(row).markup == reader("p5", essay.ID).markup
    with pytest.raises(LookupError, match="rests on Flour, no date"):
        lesson.read({"source_id": "miller-2002", "locator": "p5"})


def test_who_has_the_text_may_read_it_before_our_summary(project):
    def gists():
        unit = parser.read()
        [cell] = [cell.source for cell in notebook.of(unit, unit.lessons[1]).cells
                  if "**p1.** Gist of p1, <em ours." in cell.source]
        return cell

    assert "<details>" not in gists() and "**p2.** Gist of p2" in gists()
    (project / "my" / "class.md").write_text("- reading layer: source\n", encoding="utf-8")
    assert gists().startswith("<details><summary>Our summary</summary>")


# The same in Python and in the browser -----------------------------------------------------------


@pytest.fixture(scope="module")
def script(chromium):
    """A page that has the functions of the browser's half."""
    page = chromium.new_page()
    folder = Path(module.__file__).parent
    page.evaluate(wording.as_script(["copies"]) + "".join(
        (folder / name).read_text(encoding="utf-8") for name in (
            "copies.js", "fingerprints.js")) + ";Object.assign(globalThis, "
        "{ wordsOf, runsOf, layOver, readText, readCopy })")
    return page


def both(script, copy, prints):
    """What Python and the browser find in the same copy."""
    laid = fingerprints.lay_over(copy, prints)
    here = {"words": [word for word, _, _ in fingerprints.words(copy)],
            "runs": fingerprints.runs(copy),
            "laid": {name: vars(each) for name, each in laid.items()}}
    there = script.evaluate(
        "([copy, prints]) => ({ words: wordsOf(copy).map((each) => each.word), "
        "runs: runsOf(wordsOf(copy)), laid: layOver(copy, prints) })", [copy, prints])
    return here, there


@pytest.mark.parametrize("copy", [
    essay.text(), as_pdf(essay.PARAGRAPHS), as_pdf(essay.PARAGRAPHS, 31), "", "[1]", "-",
    essay.text()[300:900], " ".join(essay.PARAGRAPHS)[200:],
    "A\u00ad\r\n b’c ʼ d-\n\ne ŉ ½ Ⅷ İ ΣΑΣ",
    "naïve nai\u0308ve 𝔄𝔅 漢字 नमस्ते عربي 🙂 ﬀ Ǆ ẞ \u200bzero\u200dwidth x\u00a0y\u2028z\x1cq\x85r",
])
def test_python_and_the_browser_find_the_same(script, copy):
    here, there = both(script, copy, essay.prints())
    assert here == there


def test_python_and_the_browser_find_the_same_in_damaged_copies(script):
    draw = random.Random(5)
    damages = ["", "\n\n", "x", "-\n", "\f", ". ", ":\n\n", "’"]
    for _ in range(60):
        pieces = re.split(r"(\s+)", draw.choice([essay.text(), as_pdf(essay.PARAGRAPHS)]))
        for _ in range(draw.randrange(30)):
            pieces[draw.randrange(len(pieces))] = draw.choice(damages)
        here, there = both(script, "".join(pieces), essay.prints())
        assert here == there


def test_python_and_the_browser_find_the_same_in_the_article(script, article):  # noqa: F811
    for copy in (article, as_pdf(body(article)), article[5000:15000]):
        here, there = both(script, copy, known())
        assert here == there and here["laid"]


def test_python_and_the_browser_agree_on_letters(script):
    """In the alphabets that a copy can hold: Latin, Greek, Cyrillic and their signs."""
    codes = set(range(0x20, 0x530)) - {0x378, 0x379}
    letters = "".join(f"a {chr(code)} " for code in sorted(codes))
    here, there = both(script, letters, {})
    assert here == there


PAGES = [
    as_page(essay.PARAGRAPHS),
    "<!doctype html><body><p>One<br>two <b>bo</b>ld&nbsp;&amp; <i>x</i></p>"
    "<ul><li>a</li><li>b</li></ul>",
    "<html><head><style>p{}</style></head><body><svg><title>t</title></svg>"
    "A<script>b</script>C</body>",
    "  <!-- saved --> <HTML><BODY><TABLE><TR><TD>1</TD><TD>2</TD></TR></TABLE></BODY></HTML>",
    "No <p>markup</p> at the start", "1 < 2 & 3 > 2",
]


@pytest.mark.parametrize("raw", PAGES)
def test_python_and_the_browser_read_the_same_text_from_a_page(script, raw):
    there, here = script.evaluate("(raw) => readText(raw)", raw), copies.read(raw.encode())
    assert blocks(there) == blocks(here) and blocks(here)


def blocks(text):
    """The words of each block; empty blocks left out."""
    return [each.split() for each in re.split(r"\n\s*\n", text) if each.strip()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_browser_reads_the_usual_encodings(script, encoding):
    raw = list("“Besançon”—a town".encode(encoding))
    read = script.evaluate("(raw) => readCopy(new Uint8Array(raw).buffer)", raw)
    assert read == "“Besançon”—a town"


# A reader's own copy in the page -----------------------------------------------------------------


def test_a_file_is_matched_and_offered_to_every_reader_of_the_page(page):
    expect(page.get_by_role("button", name="own words")).to_have_count(0)
    pick(page, essay.text())
    expect(said(page)).to_have_text("In bread.txt all 5 paragraphs were found.")
    expect(said(page)).to_have_attribute("aria-live", "polite")
    expect(said(page, 1)).to_have_attribute("aria-live", "off")  # nobody is told twice
    expect(page.get_by_role("button", name="own words")).to_have_count(5)
    page.get_by_role("button", name="Show p4 in the text's own words").click()
    expect(page.get_by_text(essay.PARAGRAPHS[3])).to_be_visible()
    page.get_by_role("button", name="Hide the text's own words of p4").click()
    expect(page.get_by_text(essay.PARAGRAPHS[3])).to_be_hidden()


def test_what_was_not_found_is_said(page):
    pick(page, as_page([*essay.PARAGRAPHS[:1], *essay.PARAGRAPHS[3:]]), "bread.html")
    expect(said(page)).to_have_text(
        "In bread.html 3 of 5 paragraphs were found. Not found: p2, p3.")
    expect(page.get_by_text("p2 was not found in your copy.")).to_be_visible()
    pick(page, essay.PARAGRAPHS[3])
    expect(said(page)).to_contain_text(
        "1 of 5 paragraphs were found. Not found: p1 to p3, p5. "
        "It is perhaps another text, or only a part of this one.")
    pick(page, "Another text altogether, of no bread at all. " * 30)
    expect(said(page)).to_have_text("In bread.txt none of the 5 paragraphs was found. "
                                    "It is perhaps another text.")
    expect(page.get_by_role("button", name="own words")).to_have_count(0)


@pytest.mark.parametrize("raw, sentence", [
    (b"%PDF-1.7", "This is a PDF."), (b"", "There is no text"), (b"PK\x03\x04", "word processor")])
def test_a_file_that_is_no_copy_leaves_the_one_in_use(page, raw, sentence):
    pick(page, essay.text())
    pick(page, raw, "other.pdf")
    expect(said(page)).to_contain_text("other.pdf is not used. ")
    expect(said(page)).to_contain_text(sentence)
    expect(page.get_by_role("button", name="own words")).to_have_count(5)


def test_a_copy_is_text_and_never_markup(page):
    hostile = essay.text().replace("grandmother could", f"grandmother {HIT} could")
    pick(page, hostile, f"{HIT}.txt")
    page.get_by_role("button", name="Show p1").click()
    expect(page.locator("blockquote").first).to_contain_text("onerror=")
    expect(said(page)).to_contain_text(HIT)
    script = "<script>document.title='hit'</script>"
    saved = as_page(essay.PARAGRAPHS).replace("<p>", f"<p>{HIT}{script}")
    pick(page, saved, "page.html")
    expect(said(page)).to_contain_text("page.html all 5")
    assert page.locator("img, main script").count() == 0


def test_a_copy_stays_in_the_memory_of_this_page(page):
    pick(page, essay.text())
    expect(page.get_by_role("button", name="own words")).to_have_count(5)
    kept = page.evaluate("""async () => JSON.stringify([{...localStorage}, {...sessionStorage},
        document.cookie, await indexedDB.databases(), document.forms.length])""")
    assert kept == '[{},{},"",[],0]'
    states = page.evaluate("JSON.stringify([models.map((each) => each.state), sent])")
    assert "ground rye" not in states
    assert page.evaluate("sent.every((each) => each.type === 'copy')")
    page.reload()
    page.locator("body[data-ready]").wait_for(state="attached")
    expect(page.get_by_role("button", name="own words")).to_have_count(0)


def test_text_can_be_pasted_and_put_away_by_keyboard_alone(page):
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("A text file").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Or paste its text here").first).to_be_focused()
    page.keyboard.insert_text(essay.text())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("In the pasted text all 5 paragraphs were found.")
    expect(page.get_by_role("button", name="Lay the pasted").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("The copy is put away. No copy of the text is in use.")
    expect(page.get_by_role("button", name="Put the copy away").first).to_be_focused()
    expect(page.get_by_role("button", name="own words")).to_have_count(0)
    expect(page.get_by_label("Or paste its text here").first).to_have_value("")
    assert "ground rye" not in page.evaluate("JSON.stringify([...seminarCopies])")
    assert "ground rye" not in page.evaluate("document.body.textContent")


def test_own_words_are_shown_by_keyboard_and_say_that_they_are_open(page):
    pick(page, essay.text())
    button = page.get_by_role("button", name=re.compile("own words")).first
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(button).to_have_text("Hide the text's own words of p1")
    words = page.locator(f"#{button.get_attribute('aria-controls')}")
    assert words.inner_text().startswith("The old")


def test_a_paragraph_whose_edge_is_in_doubt_says_so(page):
    pick(page, essay.text().replace("Bob, who", "Rob, whO"))
    page.get_by_role("button", name="Show p5").click()
    expect(page.get_by_text("Where it begins or ends was not recognised")).to_be_visible()


def found(*paragraphs):
    return {"type": "copy", "name": "my/article.txt", "passages": {
        name: {"text": f"Own words of {name}.", "whole": True} for name in paragraphs}}


def test_a_copy_in_my_comes_by_itself_and_without_a_voice(page):
    assert page.evaluate("sent") == [{"type": "copy"}] * 2
    page.evaluate("(message) => models[0].tell('msg:custom', message)", found("p1", "p5"))
    expect(said(page)).to_contain_text("In my/article.txt 2 of 5")
    expect(said(page)).to_have_attribute("aria-live", "off")
    page.get_by_role("button", name="Show p5").click()
    expect(page.get_by_text("Own words of p5.")).to_be_visible()


def test_what_the_reader_picked_or_put_away_goes_before_a_copy_in_my(page):
    tell = "(message) => models[0].tell('msg:custom', message)"
    pick(page, essay.text())
    page.evaluate(tell, found("p1"))
    expect(said(page)).to_have_text("In bread.txt all 5 paragraphs were found.")
    page.get_by_role("button", name="Put the copy away").click()
    page.evaluate(tell, found("p1"))
    expect(page.get_by_role("button", name="own words")).to_have_count(0)


def test_a_copy_in_my_that_cannot_be_read_is_said(page):
    page.evaluate("models[0].tell('msg:custom', { type: 'refused', reason: 'This is a PDF.' })")
    expect(said(page)).to_have_text("my/ is not used. This is a PDF.")


def test_a_reader_that_is_closed_listens_no_more(page):
    page.evaluate("models[1].close()")
    pick(page, essay.text())
    expect(page.get_by_role("button", name="own words")).to_have_count(3)
    assert page.evaluate("models[1].listeners.length") == 0


@pytest.mark.parametrize("kernel", ["dead", "none"])
def test_it_works_without_a_kernel(chromium, project, kernel):
    page = host.page_with(chromium, reader("p1-p5", essay.ID), kernel=kernel)
    pick(page, essay.text())
    expect(page.get_by_role("button", name="own words")).to_have_count(5)
    assert page.evaluate("errors") == []
    page.close()


# What stands beside it ---------------------------------------------------------------------------


def test_claims_readings_and_rows_open_by_keyboard_and_all_at_once(page):
    claims = page.get_by_text("What p5 claims: 1 claim, and what other sources say: 2 readings")
    claims.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("x disputes")).to_be_visible()
    expect(page.get_by_text("Counts <img src=x onerror=")).to_be_visible()
    everything = page.get_by_role("button", name="Open all lists").nth(1)
    everything.click()
    expect(page.get_by_role("table", name="b1 in the table loaves")).to_be_visible()
    button = page.get_by_role("button", name="Close all lists")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("row", name="Kind rye").first).to_be_visible()


def test_all_that_can_have_the_focus_keeps_the_programs_letters_away(page):
    pick(page, essay.text())
    assert page.evaluate("""
        [...document.querySelectorAll("button, input, textarea, summary, [tabindex]")]
            .filter((each) => each.dataset.lmSuppressShortcuts !== "true").length""") == 0


@pytest.mark.parametrize("settings", [{}, {"forced_colors": "active"}, {"color_scheme": "dark"}])
def test_it_fits_a_narrow_screen_and_a_finger(chromium, project, settings):
    page = host.page_with(chromium, reader("p1-p5", essay.ID),
                          viewport={"width": 320, "height": 700}, **settings)
    pick(page, essay.text() + " " + "x" * 500, "a-very-long-name-of-a-file-" * 5 + ".txt")
    page.evaluate("""document.querySelectorAll("details").forEach((each) => (each.open = true));
        document.querySelectorAll("button[aria-controls]").forEach((each) => each.click())""")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator("button:visible, input:visible, summary:visible").all():
        assert control.bounding_box()["height"] >= 43.5
    page.close()


def test_on_paper_there_are_gists_and_lists_and_no_controls(page):
    page.emulate_media(media="print")
    expect(page.get_by_text("Gist of p1")).to_be_visible()
    for control in page.locator("button, input, textarea, details.on-screen").all():
        expect(control).to_be_hidden()
