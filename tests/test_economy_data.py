"""Tables of figures, from housing to what came after: each whole, once, and no dispute hidden.

The tables are read as plain CSV files here: these tests say what a reader of them may count on.
"""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parent.parent / "data"
KEYS = {
    "housing_waitlist": r"h\d{3}",
    "living_conditions": r"(l|pc|sf|sh)\d{3}",
    "coal_prices": r"pc\d{3}",
    "coal_output": r"(co|a)\d{3}",
    "after_1989": r"a\d{3}",
}
COLUMNS = ["row_id", "period", "place", "place_level", "population", "measure", "value", "unit",
           "value_note", "reported_by", "source_id", "locator", "certainty", "note"]
DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
PERIOD = re.compile(rf"{DAY}(/{DAY})?")
ROW = re.compile(r"\b(?:h|l|pc|sf|sh|co|a)\d{3}\b")

# Sources that disagree, or count in two ways: every one of them stays.
DISPUTES = [
    ("h005", "h006", "h021", "h123", "h124"),   # years a flat was waited for
    ("h009", "h010"),                           # the decree of the promise for 2000
    ("h013", "h016"),                           # homes needed: 40 million, 30 million
    ("h038", "h069"),                           # share on the list: country, mean of regions
    ("h041", "h053"),                           # the list in 2010: total, mean of regions
    ("h083", "h084"),                           # one list, counted in families and in persons
    ("h093", "h094"),                           # Ukraine at the turn of 2011
    ("h113", "h118"),                           # Belarus in 1990 and on 1 January 1991
    ("h121", "h122"),                           # crowding that let one join: 6 or 9 square metres
    ("l003", "sf023"),                          # length of life: 47, 48
    ("l009", "l010"),                           # age of retirement: 55, 50
    ("sf001", "sf002"),                         # 800 a year in the USSR, over 600 in the Donbass
    ("sf001", "sf025"),                         # 800 a year, and 5 per cent who reach 55
    ("sf003", "sf004"),                         # 15 to 20 times the American rate
    ("sf031", "sf032", "sf037"),                # USA 1988: 30 and 13, or 55
    ("sf038", "sf039", "sf040"),                # Great Britain about 1980: 42, 46, 39
    ("sf045", "sf046"),                         # Great Britain 1987/88: 9, 12
    ("sf048", "sf049"),                         # one fire, one evening: 31, 32
    ("sh024", "sh028"),                         # one programme of imports, or two
    ("l014", "l015", "l017", "pc035", "pc039"), # wages of miners, and of whom else
    ("pc001", "pc007"),                         # mines on self-financing: all, about half
    ("pc022", "pc023", "pc048"),                # a dollar: tourist, black market, official
    ("pc029", "pc030"),                         # subsidy promised, subsidy allotted
    ("co022", "co023"),                         # 1979: raw coal, cleaned coal
    ("co034", "co044", "co094"),                # Russia in 1988: 425.4, 420, BP 440
    ("co035", "co130"),                         # Ukraine in 1988: 191.7, BP 172.2
    ("co036", "co166"),                         # Kazakhstan in 1988: both 143.1
    ("co033", "co041"),                         # USSR in 1988: 771.8, 772
    ("co029", "co090"),                         # USSR before and after BP's own counting
    ("co131", "co217"),                         # Ukraine in 1989: 161.8, or about 182
    ("co100", "co190"), ("co101", "co191"),     # Russia in 1994 and 1995
    ("co203", "co204"),                         # Kuzbass in 2017 and 2018
    ("co212", "co149"), ("co216", "co162"),     # Ukraine: raw, BP
    ("a011", "co215", "co161"),                 # Ukraine in 2019
    ("co224", "co225"),                         # Kuzbass in 1942: 20.9, 20
    ("co079", "co231"), ("co081", "co232"),     # what share the Donbass had
    ("co025", "co233", "co234"),                # the Donbass in the 1980s
    ("a035", "a036", "a037"),                   # one strike: union, employer, agency
    ("a044", "a045"),                           # the first World Bank loan: 500 or 525 million
    ("a019", "a020", "a052", "a058"),           # mines: open, in profit, at a loss
]

# What a derived row of housing must come to, from the rows it names, within its own rounding.
SUMS = {
    "h033": lambda value: value["h034"] / 0.041,
    "h035": lambda value: value["h036"] / 0.045,
    "h039": lambda value: value["h040"] / 0.086,
    "h093": lambda value: value["h095"] + 62_000,
    "h096": lambda value: value["h097"] + 150_500,
    "h110": lambda value: value["h111"] + 14_600,
}


def read(name):
    return pd.read_csv(DATA / f"{name}.csv", keep_default_na=False,
                       dtype={column: str for column in COLUMNS if column != "value"})


TABLES = {name: read(name) for name in KEYS}
EVERY = pd.concat(TABLES.values(), keys=TABLES, names=["table"]).reset_index("table")


@pytest.mark.parametrize("name", KEYS)
def test_columns_and_keys(name):
    table = TABLES[name]
    assert list(table.columns) == COLUMNS
    assert table.row_id.map(lambda key: bool(re.fullmatch(KEYS[name], key))).all()
    assert pd.api.types.is_numeric_dtype(table.value)
    blank = (table.drop(columns="note") == "").any(axis=1) | table.value.isna()
    assert not blank.any(), list(table.row_id[blank])


def test_a_key_stands_once_in_all():
    assert list(EVERY.row_id[EVERY.row_id.duplicated()]) == []


def test_periods():
    wrong = EVERY[~EVERY.period.map(lambda period: bool(PERIOD.fullmatch(period)))]
    assert list(wrong.row_id) == []
    for row in EVERY[EVERY.period.str.contains("/")].itertuples():
        start, end = row.period.split("/")
        assert start < end, row.row_id


def test_closed_lists():
    assert set(EVERY.certainty) <= {"high", "medium", "low"}
    assert set(EVERY.place_level) <= {"country", "republic", "region", "basin", "city", "mine"}
    assert set(EVERY.value_note) <= {"exact", "rounded", "lower bound", "upper bound", "estimate",
                                     "derived"}
    ids = EVERY.source_id.str.split(";").explode()
    assert ids.map(lambda key: bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key))).all()


@pytest.mark.parametrize("row_id, value, unit, population", [
    ("h001", 365_000, "persons", "coal miners"),
    ("h002", 67_000, "children", "children of miners' families"),
])
def test_the_two_figures_of_the_article(row_id, value, unit, population):
    row = EVERY.set_index("row_id").loc[row_id]
    assert (row.value, row.unit, row.population) == (value, unit, population)
    assert (row.source_id, row.locator, row.certainty) == ("weiss-2018", "p20", "low")
    assert "no second source" in row.note


def test_a_derived_row_says_how():
    derived = EVERY[EVERY.value_note == "derived"]
    assert set(SUMS) == set(derived.row_id[derived.table == "housing_waitlist"])
    assert derived.note.str.contains("Worked out here: ").all()
    assert not EVERY.note[EVERY.value_note != "derived"].str.contains("Worked out here").any()


@pytest.mark.parametrize("row_id", SUMS)
def test_a_derived_sum_comes_out(row_id):
    value = TABLES["housing_waitlist"].set_index("row_id").value
    assert value[row_id] == pytest.approx(SUMS[row_id](value), rel=0.002)


def test_sums_within_a_source():
    value = TABLES["coal_output"].set_index("row_id").value
    for start in (4, 7, 10, 13, 16):  # underground and opencast make the whole
        whole, under, open_ = (value[f"co{number:03}"] for number in range(start, start + 3))
        assert under + open_ == pytest.approx(whole, abs=0.15)
    assert sum(value[f"co{number:03}"] for number in range(34, 41)) == pytest.approx(value["co033"])
    assert value["co205"] + value["co206"] == pytest.approx(value["co204"])
    assert value["co209"] + value["co210"] == pytest.approx(value["co208"])


def test_a_unit_has_one_spelling():
    plain = {unit: re.sub(r"[^a-z]", "", unit.lower()).removesuffix("s")
             for unit in set(EVERY.unit)}
    assert len(set(plain.values())) == len(plain)
    assert not {"percent", "%", "kg per month", "roubles a month"} & set(plain)


def test_a_measure_has_one_kind_of_unit():
    """A measure is in persons or in per cent or in tonnes: never in two that could be mixed up."""
    people = {"persons", "families", "households", "families and single people", "children"}
    units = EVERY.groupby("measure").unit.agg(set)
    mixed = {measure: found for measure, found in units.items()
             if len(found) > 1 and not found <= people}
    mixed.pop("coal subsidies")  # new roubles of Russia and hryvnias of Ukraine
    assert mixed == {}


def test_people_who_are_counted_go_with_their_unit():
    waiting = EVERY[EVERY.measure == "on the housing list"]
    for row in waiting.itertuples():
        assert row.unit in {"persons", "families", "households", "families and single people"}
        if row.unit == "persons":
            assert row.population in {"persons", "coal miners"}, row.row_id
        else:
            assert "famil" in row.population or "household" in row.population, row.row_id


def test_no_fact_twice():
    fact = ["period", "place", "population", "measure", "value", "source_id"]
    assert list(EVERY.row_id[EVERY.duplicated(fact)]) == []


def test_disputes_are_kept():
    known = set(EVERY.row_id)
    assert [row for rows in DISPUTES for row in rows if row not in known] == []


def test_rows_named_in_notes_are_there():
    known = set(EVERY.row_id)
    missing = {row.row_id: set(ROW.findall(row.note)) - known for row in EVERY.itertuples()}
    assert {row: rows for row, rows in missing.items() if rows} == {}


def test_undated_works_are_low():
    works = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
    undated = {work["id"] for work in works if "issued" not in work}
    rests = EVERY.source_id.map(lambda cell: not undated.isdisjoint(cell.split(";")))
    certainty = EVERY.set_index("row_id").certainty[rests.to_numpy()]
    assert list(certainty.index[certainty != "low"]) == []


def test_what_a_newspaper_says_of_itself_is_never_high():
    """high is for a statistics office or a named official: the rule of the description."""
    works = {work["id"]: work
             for work in json.loads((DATA / "sources.json").read_text(encoding="utf-8"))}
    own = {"article-newspaper", "article-magazine", "book", "post-weblog", "webpage"}
    for row in EVERY[EVERY.certainty == "high"].itertuples():
        work = works[row.source_id.split(";")[0]]
        names = {work.get("container-title"), *(
            author.get("family") for author in work.get("author", []))} - {None}
        teller = re.sub(r"^The ", "", row.reported_by)
        if work["type"] in own:
            assert not any(teller.endswith(re.sub(r"^The ", "", name)) and "," not in teller
                           for name in names), row.row_id
