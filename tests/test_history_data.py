"""The tables of corroboration: nothing stands alone, and each says how it may be trusted.

They are read as plain CSV files here: these tests say what a reader of them may count on.
"""

import csv
import json
import re
import runpy
from pathlib import Path

import pandas as pd
import pytest

from seminar.lessons import parser

DATA = Path(__file__).parents[1] / "data"
ROOT = DATA.parent
SOURCES = {work["id"]: work
           for work in json.loads((DATA / "sources.json").read_text(encoding="utf-8"))}
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
UNTESTED = {"C03", "C04", "C25", "C33"}
CALLS = {"C71"}
#: Cited by no table: why each is kept.
KEPT = {
    "north-1989": "note 1 of the article",
    "trotsky-1938": "note 2 of the article",
    "natural-earth-4-1": "the outlines of the maps",
    "wsws-nd": "card on the publisher: its own account",
    "socialism-nd": "card on the publisher: a rival left group",
    "liquisearch-ndb": "card on the publisher: an encyclopaedia",
}


def table(name):
    return pd.read_csv(DATA / f"{name}.csv", index_col=0, keep_default_na=False, dtype=str)


CLAIMS = table("claims")
READINGS = table("readings")
TOLL = table("toll")
CHRONOLOGY = table("chronology")
ACTORS = table("actors")
RELATIONS = table("relations")
DEMANDS = table("demands")
CITING = {"readings": READINGS, "toll": TOLL, "chronology": CHRONOLOGY, "relations": RELATIONS,
          "demands": DEMANDS}


def rows(found):
    return list(found.index)


# Nothing stands alone ----------------------------------------------------------------------------


def test_every_claim_but_the_untested_and_the_calls_has_a_reading():
    assert set(CLAIMS.index) - set(READINGS["claim_id"]) == UNTESTED | CALLS
    assert rows(CLAIMS[CLAIMS["type"].eq("call")]) == sorted(CALLS)


def test_every_reading_is_of_a_claim():
    assert set(READINGS["claim_id"]) <= set(CLAIMS.index)


def test_no_reading_rests_on_the_article():
    assert "weiss-2018" not in set(READINGS["source_id"])


def test_every_link_is_between_actors_and_every_actor_has_one():
    linked = {*RELATIONS["from_actor"], *RELATIONS["to_actor"]}
    assert linked == set(ACTORS.index)


def test_an_actor_that_the_article_does_not_name_has_a_link_from_elsewhere():
    elsewhere = RELATIONS[RELATIONS["source_id"].ne("weiss-2018")]
    linked = {*elsewhere["from_actor"], *elsewhere["to_actor"]}
    unnamed = set(ACTORS.index[ACTORS["paragraphs"].eq("")]) - {"weiss"}
    assert unnamed <= linked


def test_no_note_names_a_source_by_its_id():
    for path in DATA.glob("*.csv"):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", row.get("note") or ""))
            assert words.isdisjoint(SOURCES), f"{path.name}: {row}"


def test_every_source_is_used_or_kept_for_a_reason():
    used = " ".join(path.read_text(encoding="utf-8")
                    for path in [*DATA.glob("*.csv"), ROOT / "lessons.md"])
    named = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", used))
    assert set(SOURCES) - named <= set(KEPT)


def test_every_table_of_the_package_is_a_file_and_every_file_a_table():
    assert {each["path"] for each in PACKAGE["resources"]} == {p.name for p in DATA.glob("*.csv")}


def test_rows_and_sources_that_notes_name_are_there():
    keys = set().union(*(pd.read_csv(path, dtype=str).iloc[:, 0] for path in DATA.glob("*.csv")))
    for name, found in CITING.items():
        for row, note in found["note"].items():
            named = set(re.findall(r"\b(?:[rskwt]\d{3}|[CDE]\d{2})\b", note))
            assert named <= keys, (name, row)
            works = set(re.findall(r"\b[a-z-]+-(?:19|20)\d{2}[\d-]*b?\b", note))
            assert works <= set(SOURCES), (name, row)


# How far a row may be trusted --------------------------------------------------------------------


def trusted(row):
    """The rule of the description, for tables whose certainty is about what was read."""
    works = [SOURCES[each] for each in row["source_id"].split(";")]
    if any("issued" not in work or "Author inferred" in work["note"] for work in works):
        return "low"
    whole = "whole" in row["locator"] or row["source_id"] == "weiss-2018"
    return "high" if whole else "medium"


@pytest.mark.parametrize("name", ["readings", "toll"])
def test_certainty_follows_its_rule(name):
    found = CITING[name]
    assert rows(found[found["certainty"].ne(found.apply(trusted, axis="columns"))]) == []


@pytest.mark.parametrize("name", ["relations", "demands"])
def test_what_the_article_alone_has_is_low(name):
    found = CITING[name]
    alone = found["source_id"].eq("weiss-2018")
    assert found.loc[alone, "certainty"].eq("low").all()
    others = found[~alone]
    lowered = others[others["certainty"].ne(others.apply(trusted, axis="columns"))]
    assert lowered["certainty"].eq("low").all() and lowered["note"].ne("").all()


def test_a_contested_or_lone_date_says_so():
    low = CHRONOLOGY[CHRONOLOGY["certainty"].eq("low")]
    assert low["note"].str.contains("Contested: |article alone").all()
    assert set(low.index) >= {"E04", "E24", "E33", "E46"}


@pytest.mark.parametrize("name", CITING)
def test_a_whole_item_was_read_whole(name):
    for row, cells in CITING[name].iterrows():
        if "whole" in cells["locator"]:
            assert re.match("Read: (?:in full|whole)", SOURCES[cells["source_id"]]["note"]), row


def test_the_words_are_those_of_the_lessons(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = runpy.run_path(str(DATA / "glossary.py"))["page"]
    assert (DATA / "glossary.csv").read_text(encoding="utf-8") == page(parser.read()), (
        "Run: python data/glossary.py")


# What lessons count on ---------------------------------------------------------------------------


def test_every_demand_on_the_market_has_a_direction():
    assert DEMANDS.loc[DEMANDS["topic"].eq("market"), "direction"].ne("").all()
    assert rows(DEMANDS[DEMANDS["direction"].eq("against")]) == ["D24", "D53"]


def test_demands_of_july_1989_on_the_market():
    july = DEMANDS[DEMANDS["date"].str.startswith("1989-07") & DEMANDS["topic"].eq("market")]
    assert july["direction"].value_counts().to_dict() == {"for": 10, "against": 2, "unclear": 2}
    others = july[july["direction"].ne("against")]
    assert others["raised_by"].value_counts().to_dict() == {
        "committee": 10, "local authorities": 1, "managers": 1}


def test_the_toll_keeps_every_count():
    counts = list(TOLL[["dead", "children"]].itertuples(index=False, name=None))
    assert counts == [("64", "41"), ("60", ""), ("60", "40"), ("60", "41"), ("60", "37"),
                      ("60", "37")]
    assert rows(TOLL[TOLL["source_id"].eq("weiss-2018")]) == ["t004"]


def test_both_sides_of_who_asked_for_independence_are_kept():
    assert set(READINGS.loc[READINGS["claim_id"].eq("C50"), "stance"]) >= {
        "supports", "qualifies", "disputes"}


def test_a_reading_gives_the_source_and_leaves_the_conclusion_to_the_reader():
    concluding = READINGS["what_it_says"].str.contains(r"(?:, so|[.;] So) ")
    assert rows(READINGS[concluding]) == []


def test_a_claim_that_stands_is_not_left_without_support():
    """What stands up well, by the reading of the sources; each is worked on in a lesson."""
    standing = {"C07", "C32", "C36", "C39", "C42", "C46", "C52", "C55", "C65"}
    supported = set(READINGS.loc[READINGS["stance"].eq("supports"), "claim_id"])
    assert standing <= supported


def test_the_readme_is_that_of_the_description():
    page = runpy.run_path(str(DATA / "readme.py"))["page"]
    assert (DATA / "README.md").read_text(encoding="utf-8") == page(PACKAGE), (
        "Run: python data/readme.py")


def test_every_table_says_what_a_row_is_and_what_it_is_not_for():
    for each in PACKAGE["resources"]:
        said = each["description"]
        assert said.startswith("A row is "), each["name"]
        assert re.search(r"\b[Mm]ust not|\bNever\b|\b[Dd]o not|not to be used", said), each["name"]
        assert all(field.get("description") for field in each["schema"]["fields"]), each["name"]
