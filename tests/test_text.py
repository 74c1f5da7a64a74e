"""The text by paragraph: found again in any copy, and what stands beside each paragraph."""

import csv
import html
import os
import random
import subprocess
import sys
import textwrap
from base64 import b64encode
from pathlib import Path
from types import SimpleNamespace

import essay
import pytest

from seminar import wording
from seminar.data import copies, fingerprints, text
from seminar.widgets import reader

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT.parent / "shared" / "source" / "article.txt"
TABLE = ROOT / "data" / "paragraphs.csv"
ALL = [f"p{number}" for number in range(1, 6)]


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(essay.build(tmp_path))
    (tmp_path / "my").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def script(chromium):
    """A page that has the functions by which it reads a copy and lays it over the fingerprints."""
    page = chromium.new_page()
    folder = Path(reader.__file__).parent
    page.evaluate(wording.as_script(["copies"]) + "".join(
        (folder / name).read_text(encoding="utf-8") for name in (
            "copies.js", "fingerprints.js")) + ";Object.assign(globalThis, "
        "{ wordsOf, runsOf, layOver, readText, readCopy })")
    yield page
    page.close()


@pytest.fixture(scope="module")
def laid(script):
    """What is found in a copy: paragraph -> its text, and whether it is whole."""
    def find(copy, prints=None):
        found = script.evaluate("([copy, prints]) => layOver(copy, prints)",
                                [copy, prints or essay.prints()])
        return {name: SimpleNamespace(**each) for name, each in found.items()}

    return find


@pytest.fixture(scope="module")
def read(script):
    """The text of a file's bytes, or the sentence that refuses it."""
    return lambda raw: script.evaluate("""(raw) => {
        try { return readCopy(Uint8Array.from(atob(raw), (each) => each.charCodeAt(0))); }
        catch (error) { return error.message; }
    }""", b64encode(raw).decode())


def same_words(one, other):
    return fingerprints.words(one) == fingerprints.words(other)


# Words and hashes --------------------------------------------------------------------------------


@pytest.mark.parametrize("one, other", [
    ("The miners’ well-known “strike”", "the MINERS' well-\nknown \"strike\""),
    ("restoration", "resto\u00adration"), ("restoration", "resto-\n   ration"),
    ("first figures", "ﬁrst ﬁgures"), ("Besançon", "Besanc\u0327on"),
    ("a kingdom—a horse", "a kingdom -- a horse"), ("ended. [12] Then", "ended.\u00a0Then"),
])
def test_words_are_the_same_in_every_way_of_writing_them(one, other):
    assert same_words(one, other)


@pytest.mark.parametrize("one, other", [("no body", "nobody"), ("ended. 12 Then", "ended. Then")])
def test_words_that_differ_are_told_apart(one, other):
    assert not same_words(one, other)


def test_the_hash_is_fnv_1a():
    """The values that its authors publish for "a" and "foobar"."""
    assert fingerprints._fnv1a("a") == 0xE40C292C
    assert fingerprints._fnv1a("foobar") == 0xBF9CF968


def test_fingerprints_are_few_and_far_between():
    for paragraph, line in essay.prints().items():
        runs = len(fingerprints.runs(essay.PARAGRAPHS[ALL.index(paragraph)]))
        assert fingerprints.FEWEST <= len(line.split()) <= max(fingerprints.FEWEST, runs / 4)


# Copies of the made-up essay ---------------------------------------------------------------------


def as_pdf(paragraphs, width=42, hyphenated=True):
    """Lines broken anywhere, words hyphenated, and every 14 lines a new page with its head."""
    lines = [line for each in paragraphs for line in textwrap.wrap(each, width)]
    for at in range(1, len(lines), 2):  # none at the foot of a page: 14 is even
        first, blank, rest = lines[at].partition(" ")
        if hyphenated and len(first) > 5 and first.isalpha():
            lines[at - 1] += f" {first[:3]}-"
            lines[at] = first[3:] + blank + rest
    pages = ["\n".join(lines[at:at + 14]) for at in range(0, len(lines), 14)]
    return "\n\n\fBREAD QUARTERLY 12\n".join(pages)


def as_page(paragraphs):
    body = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    return ("<!DOCTYPE html>\n<!-- saved from url=(0023)http://x.test/ -->\n<html><head>"
            "<title>Of bread</title><script>if (1 < 2) 'a';</script></head>"
            f"<body><nav><a>Home</a></nav>{body}<footer>Share</footer></body></html>")


@pytest.mark.parametrize("copy", [
    essay.text(), essay.text().replace("\n\n", "\n"), " ".join(essay.PARAGRAPHS),
    "\r\n\r\n".join(essay.PARAGRAPHS).replace("’", "'"),
    as_page(essay.PARAGRAPHS),
    "Of bread. The old mill by the river, which had ground rye ... Read more\n\n" + essay.text(),
    essay.text(essay.PARAGRAPHS[::-1]),
], ids=["text", "one line each", "one line", "Windows", "web page", "teaser", "another order"])
def test_every_paragraph_is_found_whole(laid, read, copy):
    found = laid(read(copy.encode()))
    assert list(found) == ALL
    for paragraph, own in zip(found.values(), essay.PARAGRAPHS):
        assert paragraph.whole and same_words(paragraph.text, own)


def test_a_passage_has_its_own_marks_and_quotes(laid):
    found = laid(essay.text())
    assert found["p3"].text == essay.PARAGRAPHS[2]
    assert found["p1"].text == essay.PARAGRAPHS[0]


@pytest.mark.parametrize("width", range(30, 80, 7))
def test_the_text_of_a_pdf_is_laid_over(laid, width):
    found = laid(as_pdf(essay.PARAGRAPHS, width))
    assert list(found) == ALL
    for paragraph, own in zip(found.values(), essay.PARAGRAPHS):
        bare = paragraph.text.replace("BREAD QUARTERLY 12 ", "")
        assert "\n" not in bare and same_words(bare, own)


def test_what_is_not_there_is_not_found(laid):
    assert list(laid(essay.text(essay.PARAGRAPHS[1:3]))) == ["p2", "p3"]
    assert laid("") == laid("bread " * 500) == laid(essay.__doc__ * 50) == {}


def test_a_paragraph_with_a_damaged_edge_is_found_and_says_so(laid):
    damaged = essay.PARAGRAPHS[4].replace("Bob, who", "Rob, wh0").replace("there is.", "th ere is.")
    found = laid(essay.text([*essay.PARAGRAPHS[:4], damaged]))
    assert not found["p5"].whole and same_words(found["p5"].text, damaged)
    assert found["p4"].whole and found["p4"].text == essay.PARAGRAPHS[3]


def test_a_few_words_of_a_paragraph_are_too_little(laid):
    quoted = "He wrote: “counted forty-two households without bread and wrote the number”, no more."
    assert laid(quoted) == {}


def test_copies_of_any_kind_never_raise(laid):
    draw = random.Random(7)
    for _ in range(200):
        pieces = [piece for each in draw.sample(essay.PARAGRAPHS, 4) for piece in each.split(" ")]
        start = draw.randrange(len(pieces))
        chosen = pieces[start:start + draw.randrange(120)]
        laid(draw.choice([" ", "\n", "\n\n", "-\n"]).join(chosen))


# Files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_copy_is_read_in_the_usual_encodings(read, encoding):
    assert read("“Besançon”—a town".encode(encoding)) == "“Besançon”—a town"


@pytest.mark.parametrize("raw, said", [
    (b"%PDF-1.7\n...", "PDF"), (b"PK\x03\x04", "word processor"), (b"{\\rtf1", "word processor"),
    (b"From: <Saved by Blink>\r\n", "HTML only"), (b"", "no text"), (b"a\0b", "no text"),
    (b"<html><script>let a = 1;</script>", "no text"), (b"a" * 2_000_001, "larger"),
    (b" " * 20_000_001, "larger"),
])
def test_what_is_no_copy_is_refused_in_a_sentence(read, raw, said):
    assert said in read(raw)


def test_the_readers_own_copy_is_found_in_my(project):
    assert copies.own() is None
    (project / "my" / "article.html").write_text(as_page(essay.PARAGRAPHS), encoding="utf-8")
    assert copies.own() == ("my/article.html", as_page(essay.PARAGRAPHS).encode())
    (project / "my" / "article.txt").write_text(essay.text(), encoding="utf-8")
    assert copies.own() == ("my/article.txt", essay.text().encode())


# What stands beside a paragraph ------------------------------------------------------------------


def test_from_a_paragraph_to_claims_rows_and_readings(project):
    assert list(text.claims("p1")["claim_id"]) == ["C01", "C02"]
    assert list(text.readings("C03")["stance"]) == ["disputes", "supports"]
    assert {name: list(rows["row_id"]) for name, rows in text.rows("p5", essay.ID).items()} == {
        "loaves": ["b1", "b3"]}
    assert text.rows("p1", essay.ID) == {}


def test_without_a_table_of_readings_there_are_none(tmp_path, monkeypatch):
    monkeypatch.chdir(essay.build(tmp_path, with_readings=False))
    assert len(text.readings("C03")) == 0


@pytest.mark.parametrize("source, locator, paragraph", [
    ("baker-2001", "p5", "p5"), ("baker-2001", "p5, line 1", "p5"), ("baker-2001", "p. 5", None),
    ("miller-2002", "p5", None), ("miller-2002;baker-2001", "p12;p. 3", "p12"),
    ("baker-2001-07", "p5", None), ("baker-2001", "opening", None), (None, "p5", None),
    ("baker-2001", float("nan"), None),
])
def test_from_a_row_back_to_its_paragraph(source, locator, paragraph):
    assert text.paragraph_of({"source_id": source, "locator": locator}, essay.ID) == paragraph


def test_a_span_that_is_none_is_refused(project):
    assert list(text.paragraphs("p2-p3")["paragraph"]) == ["p2", "p3"]
    for span in ("5", "p0", "p4-p9", "p3-p2"):
        with pytest.raises(ValueError, match=span):
            text.paragraphs(span)


# The article -------------------------------------------------------------------------------------


@pytest.fixture
def article():
    if not ARTICLE.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{ARTICLE} is missing, and CI has to lay it over its fingerprints")
        pytest.skip("The article is not on this machine, so nothing was laid over its fingerprints")
    return ARTICLE.read_text(encoding="utf-8")


def known():
    with open(TABLE, encoding="utf-8", newline="") as file:
        return {row["paragraph"]: row["fingerprints"] for row in csv.DictReader(file)}


def body(article):
    """The article's paragraphs, by the script that made the fingerprints."""
    code = (ROOT / "data" / "fingerprints.py").read_text(encoding="utf-8")
    room = {"__name__": "made", "__file__": str(ROOT / "data" / "fingerprints.py")}
    exec(compile(code, "fingerprints.py", "exec"), room)
    return room["paragraphs"](article)


def test_no_fingerprint_belongs_to_two_paragraphs():
    every = [number for line in known().values() for number in line.split()]
    assert len(every) == len(set(every)) and len(every) < 37 * 12


def test_the_fingerprints_are_those_of_the_article(article):
    assert list(known().values()) == fingerprints.fingerprints(body(article))


def test_the_script_writes_the_column_and_nothing_else(article, tmp_path):
    copy = tmp_path / "data"
    copy.mkdir()
    for name in ("fingerprints.py", "paragraphs.csv"):
        (copy / name).write_bytes((ROOT / "data" / name).read_bytes())
    subprocess.run([sys.executable, copy / "fingerprints.py", ARTICLE], check=True, cwd=tmp_path,
                   env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert (copy / "paragraphs.csv").read_bytes() == TABLE.read_bytes()


@pytest.mark.parametrize("shape", [str, as_page, as_pdf, "\n".join, " ".join], ids=[
    "as it is", "web page", "PDF", "one line each", "one line"])
def test_every_paragraph_of_the_article_is_found(laid, read, article, shape):
    copy = article if shape is str else read(shape(body(article)).encode("utf-8"))
    found = laid(copy, known())
    assert list(found) == list(known())
    for paragraph, own in zip(found.values(), body(article)):
        bare = paragraph.text.replace("BREAD QUARTERLY 12 ", "")
        assert same_words(bare, own) and (paragraph.whole or shape is as_pdf)


def test_a_part_of_the_article_and_another_text_are_told_apart(laid, article):
    paragraphs = body(article)
    some = laid("\n\n".join(paragraphs[16:22]), known())
    assert list(some) == [f"p{number}" for number in range(17, 23)]
    for other in ("lessons.md", "LICENSE-content", "data/paragraphs.csv"):
        assert laid((ROOT / other).read_text(encoding="utf-8"), known()) == {}
