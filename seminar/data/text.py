"""The text on the table, by paragraph: number, gist in our words, and what stands beside it.

Beside a paragraph stand the claims it makes, the rows of data it is the source of, and what other
sources say of its claims. Where a reader has a copy of the text, its own words stand there, too.
"""

import re

import pandas as pd

from seminar.data import sources
from seminar.data.package import as_text, table, tables
from seminar.errors import NotThere, Told

_RANGE = re.compile(r"p(\d+)(?:-p?(\d+))?$")
_CLAIMS = re.compile(r"C(\d+)(?:-C?(\d+))?")
_LOCATOR = re.compile(r"p\d+\b")
READINGS = "readings"  # a table: what a source says of a claim


class SpanError(Told, ValueError):
    """A span of paragraphs that cannot be read, or is not there. The message says what to write."""


def paragraphs(span):
    """The paragraphs of a span such as ``"p23-p26"`` or ``"p20"``: rows of paragraphs.csv.

    Raises :class:`SpanError` where the span cannot be read or names a paragraph that is not there.
    """
    match = _RANGE.match(span)
    if not match:
        raise SpanError(f'"{span}" is no span of paragraphs. Write "p23-p26" or "p23".')
    first, last = int(match[1]), int(match[2] or match[1])
    wanted = [f"p{number}" for number in range(first, last + 1)]
    known = table("paragraphs").set_index("paragraph", drop=False)
    missing = [name for name in wanted if name not in known.index]
    if missing or not wanted:
        raise SpanError(f'"{span}" asks for {", ".join(missing) or "nothing"}, and the text has p1 '
                        f"to p{len(known)}. Write a span of these, the smaller number first.")
    return known.loc[wanted].reset_index(drop=True)


def check(article):
    """What is wrong with the id of the text on the table: a list of one sentence, or of none."""
    if article in sources.ids():
        return []
    found = f'found "article: {article}"' if article else 'there is no line "- article: ..."'
    return [f"lessons.md, at its top: {found}. Write the id that the text on the table has in "
            f"{sources.FILE}."]


# What stands beside a paragraph ------------------------------------------------------------------


def claims(paragraph):
    """The rows of claims.csv that stand in a paragraph."""
    rows = table("claims")
    return rows[rows["paragraphs"].str.split(";").map(lambda names: paragraph in names)]


def in_its_words(row):
    """The phrase that a paragraph is quoted by, as a sentence behind its gist."""
    return f" In its words: “{row.phrase}”." if isinstance(row.phrase, str) else ""


def claims_in(spans):
    """The rows of claims.csv that spans such as ``"C01-C07, C71"`` name, in their order."""
    numbers = [number for first, last in _CLAIMS.findall(spans)
               for number in range(int(first), int(last or first) + 1)]
    names = [f"C{number:02}" for number in numbers]
    rows = table("claims").set_index("claim_id", drop=False)
    missing = [name for name in names if name not in rows.index]
    if missing:
        raise NotThere(f'"claims: {spans}" in lessons.md names {", ".join(missing)}, which '
                       "data/claims.csv does not have.")
    return rows.loc[names].reset_index(drop=True)


def readings(claim):
    """What sources say of a claim: rows of readings.csv; none where there is no such table."""
    if READINGS not in tables():
        return pd.DataFrame(columns=["claim_id", "stance"])
    rows = table(READINGS)
    return rows[rows["claim_id"] == claim]


def rows(paragraph, text_id):
    """The rows of data that rest on a paragraph: name of a table -> its rows, where it has any.

    ``text_id``: the id under which the text itself stands among the sources.
    """
    found = {}
    for name, every in as_text("source_id", "locator").items():
        pairs = every[["source_id", "locator"]].to_dict("records")
        here = [paragraph_of(pair, text_id) == paragraph for pair in pairs]
        if any(here) and name != READINGS:
            found[name] = table(name)[here]
    return found


def paragraph_of(row, text_id):
    """The paragraph that a row of data rests on, or None where it rests on another source.

    ``row``: anything with ``source_id`` and ``locator``. ``text_id``: as for :func:`rows`.
    """
    source, locator = row["source_id"], row["locator"]
    if not isinstance(source, str) or not isinstance(locator, str):
        return None  # a blank cell
    match = _LOCATOR.match(locator)
    return match[0] if match and text_id in sources.split(source) else None


# A reader's own copy -----------------------------------------------------------------------------


def prints():
    """The fingerprints of every paragraph: paragraph -> hexadecimal numbers in one line."""
    known = table("paragraphs")
    if "fingerprints" not in known:
        return {}
    return dict(zip(known["paragraph"], known["fingerprints"].fillna("")))
