"""The strike's papers, the voices, the three strikes and the six accusers: what lessons count on.

They are read as plain CSV files here: these tests say what a reader of them may count on.
"""

import csv
import json
import re
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[1] / "data"
SOURCES = {work["id"]: work
           for work in json.loads((DATA / "sources.json").read_text(encoding="utf-8"))}
LONGEST = 8
STEPS = ["contact", "funding", "influence", "control"]
HOW = {"quoted", "summarised that week", "remembered"}


def table(name):
    return pd.read_csv(DATA / f"{name}.csv", index_col=0, keep_default_na=False, dtype=str)


DOCUMENTS, POINTS, VOICES = table("documents"), table("points"), table("voices")
COMPARISON, ACCUSERS = table("comparison"), table("accusers")
ALL = {"documents": DOCUMENTS, "points": POINTS, "voices": VOICES, "comparison": COMPARISON,
       "accusers": ACCUSERS}


def words(text):
    return re.findall(r"\w+(?:['’.,]\w+)*", text)


def rows(found):
    return list(found.index)


# Every table -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "column"), [
    ("points", "quotation"), ("points", "quotation_english"),
    ("voices", "quotation"), ("voices", "quotation_english")])
def test_no_quotation_has_more_than_eight_words(name, column):
    cells = ALL[name][column]
    assert cells.ne("").any(), "without quotations this test would look at nothing"
    assert rows(cells[cells.map(words).map(len).gt(LONGEST)]) == []


def test_words_in_quotation_marks_are_eight_at_most():
    for name, found in ALL.items():
        for row, cells in found.iterrows():
            for quoted in re.findall(r'"([^"]+)"', " | ".join(cells)):
                assert len(words(quoted)) <= LONGEST, (name, row, quoted)


def test_every_quotation_has_its_english():
    foreign = POINTS["quotation"].ne("")
    assert POINTS.loc[foreign, "quotation_english"].ne("").all()
    spoken = VOICES["quotation"].ne("") & VOICES["language"].ne("English")
    assert VOICES.loc[spoken, "quotation_english"].ne("").all()


@pytest.mark.parametrize("name", ALL)
def test_every_row_has_a_source_a_place_in_it_and_a_certainty_by_its_rule(name):
    for row, cells in ALL[name].iterrows():
        works = [SOURCES[each] for each in cells["source_id"].split(";")]
        undated = any("issued" not in work or "uthor inferred" in work["note"] for work in works)
        whole = "whole" in cells["locator"] and all(
            re.match("Read: (?:in full|whole)", work["note"]) for work in works)
        assert cells["locator"], row
        assert cells["certainty"] != "high" or (whole and not undated), row
        assert cells["certainty"] == "low" or not undated, row
        assert cells["certainty"] != "low" or undated or cells["note"] or "weiss-2018" in (
            cells["source_id"]), row


@pytest.mark.parametrize("name", ALL)
def test_rows_that_notes_name_are_there(name):
    keys = set().union(*(pd.read_csv(path, dtype=str).iloc[:, 0] for path in DATA.glob("*.csv")))
    for row, cells in ALL[name].iterrows():
        named = set(re.findall(r"\b(?:pt\d{3}[a-d]?|vo\d{2}|g\d{2}|[rsk]\d{3}|[CDEX]\d{2})\b",
                               " ".join(cells.drop("stood_together", errors="ignore"))))
        assert named <= keys, row


# The papers --------------------------------------------------------------------------------------


def test_each_point_belongs_to_a_paper_and_says_who_handed_it_down():
    assert set(POINTS["doc_id"]) <= set(DOCUMENTS.index)
    assert set(POINTS["how"]) == set(DOCUMENTS["how"]) == HOW
    assert DOCUMENTS["handed_down_by"].ne("").all()


def test_a_point_with_a_quotation_is_quoted():
    assert POINTS.loc[POINTS["quotation"].ne(""), "how"].eq("quoted").all()


def test_points_that_stood_together_are_split_and_still_found_together():
    together = POINTS[POINTS["stood_together"].ne("")]
    assert together.groupby("stood_together").size().min() >= 2
    assert all(row.startswith(mark) for row, mark in together["stood_together"].items())
    assert together.groupby("stood_together")["doc_id"].nunique().max() == 1


def test_a_fate_is_coded_where_a_source_tells_of_it_and_nowhere_else():
    told = POINTS["kept"].isin(["kept", "kept in part", "not kept"])
    assert POINTS.loc[told, "kept_source_id"].ne("").all()
    cited = {each for cell in POINTS["kept_source_id"] for each in cell.split(";") if each}
    assert cited <= set(SOURCES)


def test_every_point_on_the_market_has_a_direction():
    market = POINTS["topic"].eq("market")
    assert rows(POINTS[market & POINTS["direction"].eq("")]) == []


def test_the_same_demand_is_a_row_of_the_table_of_demands():
    demands = set(table("demands").index)
    same = {each for cell in POINTS["same_as"] for each in cell.split(";") if each}
    assert same <= demands


def test_a_list_without_place_or_date_does_not_count_for_july():
    assert DOCUMENTS.loc["X12", ["date", "certainty"]].tolist() == ["1989", "low"]


def test_the_first_town_has_evidence_on_both_sides_of_independence():
    early = POINTS[POINTS["doc_id"].isin(["X05", "X06", "X07"])]
    market = early["topic"].eq("market")
    assert rows(early[market]) == ["pt022", "pt032"]
    assert len(early[early["doc_id"].eq("X05")]) == 7 and "X05" not in set(early[market]["doc_id"])


def test_how_far_most_were_never_met_can_be_measured():
    """p30 on the protocol: of the points we have, the fate of many is not known."""
    agreed = POINTS[POINTS["doc_id"].eq("X16") & POINTS["agreed"].isin(["yes", "partly"])]
    fate = agreed["kept"].value_counts()
    assert fate.to_dict() == {"not known": 11, "not kept": 5, "kept in part": 4, "kept": 3}
    least, most = fate["not kept"], fate["not kept"] + fate["not known"]
    half = len(agreed) / 2
    assert least < half < most, "so \"most\" is neither shown nor ruled out"
    assert agreed.loc[agreed["kept"].ne("not known"), "kept_source_id"].nunique() == 6


# The voices --------------------------------------------------------------------------------------


def test_every_voice_has_a_name_a_place_a_day_and_a_limit():
    for column in ("name", "role", "place", "about", "recorded", "says", "evidence_for",
                   "not_evidence_for"):
        assert VOICES[column].str.strip().ne("").all(), column
    assert not VOICES["name"].str.contains("unnamed|not in the part read|not told").any()


def test_who_spoke_then_and_whose_memory_came_later():
    then = VOICES["kind"].eq("at the time")
    years = (VOICES["recorded"].str[:4].astype(int) - VOICES["about"].str[:4].astype(int))
    assert years[then].max() == 0 and years[~then].min() >= 2
    july = VOICES[then & VOICES["recorded"].str.startswith("1989")]
    assert len(july) >= 8 and july["sex"].eq("woman").any()


def test_the_four_coalfields_and_women_are_heard():
    assert set(VOICES["basin"]) >= {"Kuzbass", "Donbass", "Karaganda", "Pechora"}
    assert VOICES["sex"].eq("woman").sum() >= 4


def test_what_needs_a_content_note_has_one():
    marked = VOICES[VOICES["content_note"].ne("")]
    assert rows(marked) == ["vo22"]
    heavy = "abortion|suicide|cutting|racist"
    shown = VOICES["says"] + VOICES["quotation"]
    assert not shown[VOICES["content_note"].eq("")].str.contains(heavy, case=False).any()


# Three strikes side by side ----------------------------------------------------------------------


def test_the_comparison_is_three_by_seven_and_each_cell_begins_at_one():
    cells = COMPARISON.groupby(["case", "question"])["place_in_cell"].apply(
        lambda places: sorted(map(int, places)))
    strikes, questions = COMPARISON["case"].unique(), COMPARISON["question"].unique()
    assert (len(strikes), len(questions)) == (3, 7)
    assert set(cells.index) == set(product(strikes, questions))
    assert all(places == list(range(1, len(places) + 1)) for places in cells)


def test_a_number_has_a_unit_and_its_kind():
    numbers = COMPARISON["low"].ne("") | COMPARISON["high"].ne("")
    assert numbers.sum() >= 15
    assert COMPARISON.loc[numbers, ["unit", "number_kind"]].ne("").all(axis=None)


# The accusers ------------------------------------------------------------------------------------


def test_six_accusers_are_asked_the_same_four_steps():
    assert len(ACCUSERS) == ACCUSERS["accuser"].nunique() == ACCUSERS["accused"].nunique() == 6
    assert set(ACCUSERS[STEPS].stack()) == {"told with evidence", "told", "not told"}


def test_no_accuser_is_the_article_and_each_charge_can_be_tested():
    assert "weiss-2018" not in set(";".join(ACCUSERS["source_id"]).split(";"))
    for column in ("standpoint", "evidence", "who_denies", "test"):
        assert ACCUSERS[column].ne("").all(), column


def test_no_accuser_shows_control():
    assert "told with evidence" not in set(ACCUSERS["control"])


def test_the_tables_end_each_line_alike():
    for name in ALL:
        text = (DATA / f"{name}.csv").read_bytes()
        assert b"\r" not in text and text.endswith(b"\n"), name
        assert len({len(row) for row in csv.reader(text.decode("utf-8").splitlines())}) == 1, name
