"""No run of nine words of the article's body is in any file of this repository.

The article is not ours to give away. It lies beside the project on the machines where the lessons
are made; without it, and outside CI, this test cannot look and says so.
"""

import json
import os
import re
from html import unescape
from pathlib import Path

import browser
import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT.parent / "shared" / "source" / "article.txt"
LONGEST_RUN = 8
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
QUOTES = str.maketrans("‘’‚‛ʼ`´", "'''''''")
NOTE = re.compile(r"\[\d+\]")


def words(text):
    """The words of a text: small letters, one kind of apostrophe, no punctuation, no note marks."""
    return WORD.findall(NOTE.sub(" ", text).translate(QUOTES).lower())


def body(article):
    """The paragraphs of the article's body, each as its words.

    The body begins where the series has been announced and ends at "To be continued". In between,
    a paragraph that ends without a stop is a heading or the caption of a photograph; only a
    heading that asks ends in a question mark. Lines that begin with a note's number are notes.
    """
    blocks = [block.strip() for block in re.split(r"\n\s*\n", article) if block.strip()]
    first = next(i for i, block in enumerate(blocks) if block.startswith("This is the first")) + 1
    last = blocks.index("To be continued")
    paragraphs = []
    for block in blocks[first:last]:
        end = NOTE.sub("", block).rstrip(" ”’\"')")[-1]
        heading = end not in ".:?" or (end == "?" and len(words(block)) < 10)
        if not heading and not NOTE.match(block):
            paragraphs.append(words(block))
    return paragraphs


def runs(sequence, length=LONGEST_RUN + 1):
    """Every run of so many words, in order."""
    return [tuple(sequence[i:i + length]) for i in range(len(sequence) - length + 1)]


def strings(value):
    """Every string in a piece of JSON; a list of strings, such as a notebook's source, as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        yield "".join(value)
        yield " ".join(value)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def texts(path):
    """The texts of a file: as it stands, without escapes and tags, and string by string in JSON.

    A file that is not UTF-8 text has none.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return []
    if "\0" in text:
        return []
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    plain = unescape(re.sub(r"\\[nrt]", " ", re.sub(r"<[^<>]*>", " ", plain)))
    found = [text, plain]
    if path.suffix == ".py":
        # Literals side by side, and a literal over several lines, are one string to a reader.
        found.append(re.sub(r"[\"']\s*\n\s*[rbf]*[\"']", "", plain))
    if path.suffix in (".json", ".ipynb", ".geojson"):
        try:
            found.extend(strings(json.loads(text)))
        except json.JSONDecodeError:
            pass                                            # looked at as it stands, above
    return found


def copied(path, forbidden):
    """The first forbidden run of words in a file, or None."""
    for text in texts(path):
        for run in runs(words(text)):
            if run in forbidden:
                return run
    return None


@pytest.fixture(scope="module")
def paragraphs():
    if not ARTICLE.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{ARTICLE} is missing, and CI has to look for copies of it")
        pytest.skip("The article is not on this machine, so nothing was compared with it")
    return body(ARTICLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def forbidden(paragraphs):
    return {run for paragraph in paragraphs for run in runs(paragraph)}


def test_the_body_has_the_paragraphs_that_the_lessons_count(paragraphs):
    assert len(paragraphs) == 37


def test_no_file_copies_nine_words(forbidden):
    found = {path: copied(path, forbidden) for path in browser.files()
             if path.name != "uv.lock"}
    copies = [f"{path.relative_to(ROOT)}: {' '.join(run)} ..."
              for path, run in found.items() if run]
    assert copies == []


@pytest.mark.parametrize("name", ["planted.md", "planted.csv", "planted.py", "planted.ipynb",
                                  "escaped.json"])
def test_a_planted_run_is_found_and_a_shorter_one_is_not(name, tmp_path, paragraphs, forbidden):
    """The test above can fail: nine words are found in each kind of file, eight are not."""
    path = tmp_path / name
    for count, expected in ((LONGEST_RUN + 1, True), (LONGEST_RUN, False)):
        run = paragraphs[22][5:5 + count]
        half = " ".join(run[:4]), " ".join(run[4:])
        text = {
            ".md": "Some say: {}\n{}. Others do not.".format(*half),
            ".csv": 'p1,"Some say, {} {}",note'.format(*half),
            ".py": 'SAID = ("{} "\n        "{}")\n'.format(*half),
            ".ipynb": json.dumps({"cells": [{"source": [half[0] + "\n", half[1]]}]}),
            ".json": '{{"said": "\\u201c{}\\n{}\\u201d"}}'.format(*half),
        }[path.suffix]
        path.write_text(text, encoding="utf-8")
        assert (copied(path, forbidden) is not None) == expected


def test_a_run_may_not_cross_paragraphs(tmp_path, paragraphs, forbidden):
    path = tmp_path / "crossing.txt"
    path.write_text(" ".join(paragraphs[3][-5:] + paragraphs[4][:4]), encoding="utf-8")
    assert copied(path, forbidden) is None
