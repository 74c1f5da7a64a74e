"""Tables as a page shows them: a caption, named columns and rows, and words where a number ends."""

import re
from html import escape
from numbers import Real

import pandas as pd

from seminar.data import dates
from seminar.page import markup

NOT_KNOWN = "not known"
#: More rows than these are not shown: nobody reads them, and a notebook would grow by megabytes.
MOST = 200
_DATES = re.compile(r"\d{4}[\d-]*(/\d{4}[\d-]*)?")


def bounds(low, high):
    """What two bounds say, in words: "77", "more than 180", "up to 150,000" or "not known".

    ``low``, ``high``: whole numbers, missing where a bound is open.
    """
    if pd.isna(low) and pd.isna(high):
        return NOT_KNOWN
    if pd.isna(high):
        return f"more than {low:,}"
    if pd.isna(low):
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def many(count, thing):
    """A count of things, with its s: "1 answer", "2 answers"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def cell(value):
    """One value as text: dates in words, numbers with their thousands, a gap as "not known".

    A date may be text, as sources often know no more than a month: 2001-07, or 2001-07/2001-09. Its
    column says so, and not its look: a code may be of that form.
    """
    if pd.isna(value):
        return NOT_KNOWN
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, dates.Written) and _DATES.fullmatch(value):
        return " to ".join(map(_date, value.split("/")))
    if isinstance(value, bool) or not isinstance(value, Real):  # Real: numpy's numbers too
        return str(value)
    if value != int(value):
        return f"{value:,}"
    return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))


def _date(text):
    try:
        return dates.read(text).words()
    except dates.DateError:  # no such day: as it stands
        return text


def in_words(column):
    """A column's name as a reader meets it: "source_id" is "Source"."""
    name = column.removesuffix("_id").replace("_", " ")
    return name[0].upper() + name[1:]


def limit(count):
    """The sentence that says which of ``count`` rows are shown; "" where all of them are."""
    return "" if count <= MOST else (f"These are the first {MOST} of {count:,} rows. To see "
                                     "others, filter the rows before you show them.")


def html_table(rows, caption):
    """``rows`` (a DataFrame) as an HTML table that a screen reader can walk through.

    The first column names the row. Text is escaped; a gap reads "not known". Of more rows than
    :data:`MOST` the first are shown, and a sentence above the table says so.
    """
    said = limit(len(rows))
    above = f'<p class="limit">{said}</p>' if said else ""
    shown = rows.head(MOST).itertuples(index=False)
    cells = ([escape(cell(value)) for value in row] for row in shown)
    return above + markup.table(caption, map(str, rows.columns), cells)
