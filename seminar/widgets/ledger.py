"""The ledger as a page shows it: claims to mark, and beside each mark what was found of the claim."""

from html import escape

from seminar import ledger as book
from seminar import text
from seminar.plan import Coding
from seminar.widgets.reader import reading_in_words
from seminar.widgets.sorter import Sorter, as_coding

ITEM, WHOLE = "ledger", "whole-ledger"
ASKED = "Does this claim hold, as far as you have tested it? Give a reason in a line."
ASKED_OF_ALL = "Now that you have read it all: does each claim hold? Give a reason in a line."


def ledger(lessons, item=ITEM, asked=ASKED, **kept):
    """The claims of some lessons as cards, each with its evidence, in groups where they are many."""
    coding = Coding(item, "", asked, book.MARKS, label="My mark", reason=True)
    cards = [_card(claim, lesson.title if len(lessons) > 1 else "", lesson.number)
             for lesson, claims in _claims(lessons) for claim in claims.itertuples()]
    return Sorter(item=item, asked=asked, columns=["Claim", "Where it stands"], cards=cards,
                  codings=[as_coding(coding)], note=f"<p>{escape(book.LIMIT)}</p>", **kept)


def whole_ledger(lessons, **kept):
    """The ledger of all lessons, with the count of claims by what was found of them."""
    shown = ledger(lessons, WHOLE, ASKED_OF_ALL, **kept)
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
    stances = list(readings["stance"]) if len(readings) else []
    state, counted = book.state(stances), book.in_words(stances)
    listed = "".join(f"<li>{reading_in_words(each)}</li>" for each in readings.itertuples())
    return (f"<p>As we coded it: <strong>{state}</strong> ({book.STATES[state]}). "
            f"{counted[0].upper()}{counted[1:]}.</p>"
            f"{f'<ul>{listed}</ul>' if listed else ''}")


def _count(claims):
    rows = "".join(f'<tr><th scope="row">{state}</th><td>{number}</td>'
                   f"<td>{escape(book.STATES[state])}</td></tr>"
                   for state, number in book.count(claims).items())
    return (f"<table><caption>{len(claims)} claims, by what was found of them</caption><thead><tr>"
            '<th scope="col">State</th><th scope="col">Claims</th><th scope="col">What it means</th>'
            f"</tr></thead><tbody>{rows}</tbody></table><p>Disputed claims that other readings support: "
            f"{book.on_both_sides(claims)}.</p><p>{escape(book.LIMIT)}</p>")
