"""The text on the table, by paragraph: number, gist in our words, and what it claims."""

import re

from seminar.data import table

_RANGE = re.compile(r"p(\d+)(?:-p?(\d+))?$")


def paragraphs(span):
    """The paragraphs of a span such as ``"p23-p26"`` or ``"p20"``: rows of paragraphs.csv.

    Raises ValueError where the span cannot be read or names a paragraph that is not there.
    """
    match = _RANGE.match(span)
    if not match:
        raise ValueError(f'"{span}" is no span of paragraphs. Write "p23-p26" or "p23".')
    first, last = int(match[1]), int(match[2] or match[1])
    wanted = [f"p{number}" for number in range(first, last + 1)]
    known = table("paragraphs").set_index("paragraph", drop=False)
    missing = [name for name in wanted if name not in known.index]
    if missing or not wanted:
        raise ValueError(f'"{span}" asks for {", ".join(missing) or "nothing"}: '
                         f"the text has p1 to p{len(known)}.")
    return known.loc[wanted].reset_index(drop=True)


def claims(paragraph):
    """The rows of claims.csv that stand in a paragraph."""
    rows = table("claims")
    return rows[rows["paragraphs"].str.split(";").map(lambda names: paragraph in names)]
