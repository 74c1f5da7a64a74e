"""Every source is one entry of sources.json, and whatever a table cites is there."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import bakery
import pytest

from seminar.data import sources

DATA = Path(__file__).parents[1] / "data"
SOURCES = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARAGRAPHS = [f"p{number}" for number in range(1, 38)]

# The types of CSL 1.0.2 that an entry here may have.
CSL_TYPES = {
    "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter",
    "dataset", "entry-encyclopedia", "interview", "legislation", "map",
    "pamphlet", "post-weblog", "report", "review", "speech", "thesis", "webpage",
}


def rows(path):
    """The rows of a CSV file, as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CITING = [path for path in sorted(DATA.glob("*.csv")) if "source_id" in rows(path)[0]]


def test_ids_are_unique_well_formed_and_sorted():
    ids = [entry["id"] for entry in SOURCES]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not ID.fullmatch(name)] == []
    assert ids == sorted(ids)


@pytest.mark.parametrize("entry", SOURCES, ids=lambda entry: entry["id"])
def test_an_entry_says_what_it_is_and_what_was_read(entry):
    assert entry["title"].strip()
    assert entry["type"] in CSL_TYPES
    assert entry["note"].startswith("Read: ") and entry["note"].endswith(".")
    assert entry["note"].count(" Standpoint: ") <= 1


def test_no_work_stands_twice():
    seen = Counter((entry.get("URL"), entry["title"].casefold()) for entry in SOURCES)
    assert [work for work, count in seen.items() if count > 1] == []


def test_two_sources_never_read_the_same_in_short(monkeypatch):
    monkeypatch.chdir(DATA.parent)
    shorts = Counter(sources.cite(entry["id"]) for entry in SOURCES)
    assert [short for short, count in shorts.items() if count > 1] == []


def test_a_title_tells_apart_what_would_read_the_same(tmp_path, monkeypatch):
    ann = {"type": "book", "author": [{"family": "Ann"}], "issued": {"date-parts": [[2001]]}}
    books = [{**ann, "id": "ann-2001", "title": "Rye, and how to bake it", "title-short": "Rye"},
             {**ann, "id": "ann-2001b", "title": "Wheat"},
             {**ann, "id": "ann-2002", "title": "Oats", "issued": {"date-parts": [[2002]]}}]
    monkeypatch.chdir(bakery.build(tmp_path))
    (tmp_path / sources.FILE).write_text(json.dumps(books), encoding="utf-8")
    assert [sources.cite(book["id"]) for book in books] == [
        "Ann 2001 (Rye)", "Ann 2001 (Wheat)", "Ann 2002"]


@pytest.mark.parametrize("path", CITING, ids=lambda path: path.name)
def test_every_source_a_table_cites_is_there(path):
    known = {entry["id"] for entry in SOURCES}
    cited = {name for row in rows(path) for name in row["source_id"].split(";") if name}
    assert sorted(cited - known) == []


def test_some_tables_cite_sources():
    """Without this, a renamed column would leave the test above with nothing to look at."""
    assert len(CITING) >= 5


def test_every_paragraph_stands_once_and_in_order():
    assert [row["paragraph"] for row in rows(DATA / "paragraphs.csv")] == PARAGRAPHS


def test_claims_stand_in_paragraphs_that_exist():
    claims = rows(DATA / "claims.csv")
    assert len({row["claim_id"] for row in claims}) == len(claims)
    for row in claims:
        assert set(row["paragraphs"].split(";")) <= set(PARAGRAPHS), row["claim_id"]


def test_every_paragraph_has_a_claim():
    claimed = {name for row in rows(DATA / "claims.csv") for name in row["paragraphs"].split(";")}
    assert sorted(set(PARAGRAPHS) - claimed) == []


def test_a_quoted_phrase_has_at_most_eight_words():
    for row in rows(DATA / "paragraphs.csv"):
        assert len(re.findall(r"\w+(?:['’]\w+)*", row["phrase"])) <= 8, row["paragraph"]
