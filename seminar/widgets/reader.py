"""The reader: a paragraph's number and gist, its own words where a reader has a copy of the text,
and what stands beside it: its claims, what other sources say of them, the rows of data from it.

No trait holds a word of the copy, because traits are saved in notebooks and built into pages. The
page asks for the file in my/ by a message, and finds the paragraphs in it as in one that the
reader picks there, which never leaves the page.
"""

from html import escape

import traitlets as t

from seminar import alphabets
from seminar.data import copies, sources, text
from seminar.page import tables
from seminar.page.markup import details, scroll, table
from seminar.widgets.base import Widget, script

#: Each stance has a sign as well as its word, and neither is said by colour.
SIGNS = {"supports": "+", "qualifies": "~", "disputes": "x", "context": "o"}


class Reader(Widget):
    """Paragraphs of the text on the table, as gists; it ships none of the text's own sentences."""

    _esm = script("reader", "copies", "fingerprints")
    markup = t.Unicode().tag(sync=True)
    text_id = t.Unicode().tag(sync=True)
    prints = t.Dict().tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(self._hear)

    def twin(self):
        return self.markup

    def _hear(self, _, message, __):
        """Answers a page that asks for the copy in my/."""
        if message.get("type") != "copy":
            return
        try:
            found = copies.own()
        except copies.CopyError as error:
            self.send({"type": "refused", "reason": str(error)})
            return
        if found:
            name, raw = found
            self.send({"type": "copy", "name": name}, buffers=[raw])


def reader(span, text_id, gists=True):
    """The Reader of a span such as ``"p23-p26"``. ``text_id``: the text's id among the sources.

    ``gists``: whether it has our summaries; a notebook has them in its own prose.
    """
    parts = "".join(_paragraph(row, text_id, gists) for row in text.paragraphs(span).itertuples())
    cited = f'<p class="small">{escape(sources.reference(text_id))}</p>'
    return Reader(markup=cited + parts, text_id=text_id, prints=text.prints())


def _paragraph(row, text_id, gists):
    gist = f" {escape(row.gist)}{escape(text.in_its_words(row))}" if gists else ""
    return (f'<div class="tinted" data-paragraph="{escape(row.paragraph)}">'
            f"<p><strong>{escape(row.paragraph)}.</strong>{gist}</p>"
            f"{_claims(row.paragraph)}{_rows(row.paragraph, text_id)}</div>")


def _claims(paragraph):
    claims, said = text.claims(paragraph), 0
    listed = ""
    for claim in claims.itertuples():
        readings = text.readings(claim.claim_id)
        said += len(readings)
        inside = "".join(f"<li>{reading_in_words(each)}</li>" for each in readings.itertuples())
        listed += (f"<li><strong>{escape(claim.claim_id)}</strong> ({escape(claim.type)}): "
                   f"{escape(claim.claim)}{f'<ul>{inside}</ul>' if inside else ''}</li>")
    summary = f"What {paragraph} claims: {tables.many(len(claims), 'claim')}"
    if said:
        summary += f", and what other sources say: {tables.many(said, 'reading')}"
    return details(summary, f"<ul>{listed}</ul>")


def reading_in_words(reading):
    """What one source says of a claim: the stance by sign and word, then who says it and where."""
    stance = f"{SIGNS.get(reading.stance, '')} {reading.stance}".strip()
    aside = "; ".join(escape(each) for each in (reading.standpoint, reading.locator)
                      if isinstance(each, str))
    said = escape(reading.what_it_says) if isinstance(reading.what_it_says, str) else ""
    return alphabets.in_its_language(
        f"<strong>{escape(stance)}</strong>: {escape(sources.cite_all(reading.source_id))}"
        f"{f' ({aside})' if aside else ''}{f': {said}' if said else ''}")


def _rows(paragraph, text_id):
    """The rows of data whose source is this paragraph, each written out as a small table."""
    found = [(name, row) for name, rows in text.rows(paragraph, text_id).items()
             for _, row in rows.iterrows()]
    if not found:
        return ""
    listed = ""
    for name, row in found:
        record = row.dropna().drop([row.index[0], "source_id", "locator"], errors="ignore")
        lines = ((escape(tables.in_words(column)),
                  alphabets.in_its_language(escape(tables.cell(value))))
                 for column, value in record.items())
        title = f"{row.iloc[0]} in the table {name}"
        listed += scroll(table(title, (), lines), title)
    return details(f"Rows of data from {paragraph}: {tables.many(len(found), 'row')}", listed)
