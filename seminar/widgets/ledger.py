"""The ledger as a page shows it: claims to mark, and beside each mark what was found of the claim."""

from html import escape

from seminar import ledger as book
from seminar import text
from seminar.plan import Coding
from seminar.widgets.reader import reading_in_words
from seminar.widgets.sorter import Sorter, as_coding

ITEM, WHOLE = "ledger", "whole-ledger"
ASKED = "Does this claim hold, as far as you have tested it? Give a reason in a line."


def ledger(lessons, item=ITEM, **kept):
    """The claims of some lessons as cards, each with its evidence, in groups where they are many."""
    coding = Coding(item, "", ASKED, book.MARKS, label="My mark", reason=True)
    cards = [_card(claim, lesson.title if len(lessons) > 1 else "", lesson.number)
             for lesson, claims in _claims(lessons) for claim in claims.itertuples()]
    return Sorter(item=item, asked=ASKED, columns=["Claim", "Where it stands"], cards=cards,
                  codings=[as_coding(coding)], **kept)


def whole_ledger(lessons, **kept):
    """The ledger of all lessons, with the count of claims by what was found of them."""
    shown = ledger(lessons, WHOLE, **kept)
    shown.earlier = [lesson.number for lesson, _ in _claims(lessons)]
    shown.earlier_item = ITEM
    shown.note = _count([card["id"] for card in shown.cards])
    return shown


def _claims(lessons):
    """(lesson, its claims): a claim that several lessons name is at home in the last of them."""
    named = {lesson.number: text.claims_in(lesson.fields.get("claims", "")) for lesson in lessons}
    home = {claim: number for number, rows in named.items() for claim in rows["claim_id"]}
    for lesson in lessons:
        rows = named[lesson.number]
        rows = rows[[home[claim] == lesson.number for claim in rows["claim_id"]]]
        if len(rows):
            yield lesson, rows


def _card(claim, title, number):
    return {"id": claim.claim_id, "name": claim.claim_id,
            "cells": [escape(claim.claim), escape(claim.paragraphs.replace(";", ", "))],
            "group": f"Lesson {number}. {title}" if title else "",
            "evidence": _evidence(claim.claim_id)}


def _evidence(claim):
    readings = text.readings(claim)
    state = book.state(readings["stance"] if len(readings) else ())
    listed = "".join(f"<li>{reading_in_words(each)}</li>" for each in readings.itertuples())
    return (f"<p>As we coded it: <strong>{state}</strong> ({book.STATES[state]}).</p>"
            f"{f'<ul>{listed}</ul>' if listed else ''}")


def _count(claims):
    rows = "".join(f'<tr><th scope="row">{state}</th><td>{number}</td>'
                   f"<td>{escape(book.STATES[state])}</td></tr>"
                   for state, number in book.count(claims).items())
    return (f"<table><caption>{len(claims)} claims, by what was found of them</caption><thead><tr>"
            '<th scope="col">State</th><th scope="col">Claims</th><th scope="col">What it means</th>'
            f"</tr></thead><tbody>{rows}</tbody></table><p>{escape(book.LIMIT)}</p>")
