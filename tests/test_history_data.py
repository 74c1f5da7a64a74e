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


def test_every_claim_but_the_calls_has_a_reading():
    assert set(CLAIMS.index) - set(READINGS["claim_id"]) == CALLS
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


# Who is a second witness -------------------------------------------------------------------------


def test_every_reading_on_who_asked_for_independence_has_its_place_on_the_desk():
    asked = READINGS["claim_id"].isin(["C50", "C51"])
    assert rows(READINGS[asked & READINGS["speaks_of"].eq("")]) == []
    assert READINGS.loc[asked, "speaks_of"].str.contains("Mezhdurechensk").any()


LESSONS = sorted((ROOT / "notebooks").glob("0*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_list_in_a_notebook_decides_which_readings_and_demands_are_seen(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        code = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
        assert re.findall(r"[\"'](?:r\d{3}|D\d{2})[\"']", code) == []


def test_readings_that_are_no_second_witness_name_each_other():
    for key, row in READINGS.iterrows():
        for other in filter(None, row["shares_with"].split(";")):
            assert READINGS.loc[other, "claim_id"] == row["claim_id"], (key, other)
            assert key in READINGS.loc[other, "shares_with"].split(";"), (key, other)


def test_one_work_is_one_witness_for_a_claim():
    for _, found in READINGS.groupby(["claim_id", "source_id"]):
        for key in found.index:
            others = set(found.index) - {key}
            assert others <= set(READINGS.loc[key, "shares_with"].split(";")), key


def independent(claim):
    """Whether two readings of a claim have two standpoints and are tied by nothing known."""
    found = READINGS[READINGS["claim_id"].eq(claim)]
    return any(one["standpoint"] != two["standpoint"] and key not in two["shares_with"].split(";")
               for key, one in found.iterrows() for _, two in found.iterrows())


def test_nearly_every_claim_has_two_independent_standpoints():
    assert {claim for claim in CLAIMS.index if not independent(claim)} == {"C64", "C71"}


# When a thing can have been ---------------------------------------------------------------------


def years(dates):
    """The first and last year of an actor: 1900 to 1950, from 1900, or -1950."""
    start, end = re.match(r"(?:from |c\.)?(\d{4})?-?(\d{4})?", dates).groups()
    return start or "0000", end or "9999"


def test_no_link_before_both_are_there_nor_after_one_has_ended():
    alive = RELATIONS[RELATIONS["relation"].ne("quotes")]  # the dead can be quoted
    for key, link in alive.iterrows():
        for actor in (link["from_actor"], link["to_actor"]):
            start, end = years(ACTORS.loc[actor, "dates"])
            if link["start"]:
                assert start <= link["start"][:4] <= end, (key, actor)
            if link["end"]:
                assert start <= link["end"][:4] <= end, (key, actor)


@pytest.mark.parametrize("dates, expected", [
    ("1953-1990", ("1953", "1990")), ("from 1963", ("1963", "9999")), ("-1990", ("0000", "1990")),
    ("c.1990-", ("1990", "9999")), ("1989", ("1989", "9999")), ("", ("0000", "9999"))])
def test_the_years_of_an_actor(dates, expected):
    assert years(dates) == expected


@pytest.mark.parametrize("event, start, end", [
    ("E02", "1918-12", ""), ("E46", "1989-07-17", "1989-07-18"), ("E51", "1989-10-09", ""),
    ("E55", "1990-06-11", "1990-06-15"), ("E82", "1989-10-03", ""), ("E85", "1990-07-10", "")])
def test_dates_that_were_told_wrongly(event, start, end):
    assert list(CHRONOLOGY.loc[event, ["date", "end_date"]]) == [start, end]


def test_the_day_of_a_report_is_never_sure():
    reported = CHRONOLOGY["note"].str.contains("day of the report|Latest possible", case=False)
    assert reported.any() and not CHRONOLOGY.loc[reported, "certainty"].eq("high").any()


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
    assert set(low.index) >= {"E04", "E24", "E33"}


@pytest.mark.parametrize("name", CITING)
def test_a_whole_item_was_read_whole(name):
    for row, cells in CITING[name].iterrows():
        for work, part in zip(cells["source_id"].split(";"), cells["locator"].split("; ")):
            if "whole" in part:
                assert re.match("Read: (?:in full|whole)", SOURCES[work]["note"]), row


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
    assert july["direction"].value_counts().to_dict() == {"for": 6, "against": 2, "unclear": 2}
    others = july[july["direction"].eq("for")]
    assert others["raised_by"].value_counts().to_dict() == {
        "committee": 4, "local authorities": 1, "managers": 1}
    assert others["document"].value_counts()["X16"] == 3, "clauses of one paper: the check says so"


def test_a_paper_that_a_demand_is_a_clause_of_is_in_the_table_of_papers():
    assert set(DEMANDS["document"]) - {""} <= set(table("documents").index)


def test_a_list_without_a_date_is_not_counted_for_july():
    undated = DEMANDS[DEMANDS["document"].eq("X12")]
    assert len(undated) == 5
    assert undated["date"].eq("1989").all() and undated["certainty"].eq("low").all()


def test_eight_cards_keep_every_voice_beside_the_committees():
    cards = DEMANDS[DEMANDS["card"].eq("yes")]
    assert len(cards) == 8 and set(cards["raised_by"]) == set(DEMANDS["raised_by"])
    undated = {each for each, work in SOURCES.items() if "issued" not in work}
    assert undated.isdisjoint(cards["source_id"]), "a work that nobody can find again is no card"


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
