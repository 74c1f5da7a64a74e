"""The reader: paragraphs by number, what each says in our words, and what it claims."""

from html import escape

import traitlets as t

from seminar import text
from seminar.markup import details
from seminar.widgets.base import Widget, script


class Reader(Widget):
    """Paragraphs of the text on the table, as gists; it ships none of the text's own sentences."""

    _esm = script("reader")
    markup = t.Unicode().tag(sync=True)

    def twin(self):
        return self.markup


def reader(span, cited):
    """The Reader of a span such as ``"p23-p26"``; ``cited`` says where the text was published."""
    parts = [_paragraph(row) for row in text.paragraphs(span).itertuples()]
    return Reader(markup=f'<p class="small">{escape(cited)} Gists in our words.</p>'
                  + "".join(parts))


def _paragraph(row):
    phrase = f" In its words: “{escape(row.phrase)}”." if isinstance(row.phrase, str) else ""
    claims = text.claims(row.paragraph)
    listed = "".join(
        f"<li><strong>{claim.claim_id}</strong> ({claim.type}): {escape(claim.claim)}</li>"
        for claim in claims.itertuples()
    )
    number = len(claims)
    summary = f"What {row.paragraph} claims: {number} {'claim' if number == 1 else 'claims'}"
    return (
        f'<div class="tinted"><p><strong>{row.paragraph}.</strong> {escape(row.gist)}{phrase}</p>'
        f"{details(summary, f'<ul>{listed}</ul>')}</div>"
    )
