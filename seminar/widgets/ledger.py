"""The ledger as a page shows it: claims to mark, and beside each what was found of it."""

from html import escape

from seminar.data import text
from seminar.lessons import ledger as book
from seminar.page.markup import table
from seminar.widgets.reader import reading_in_words
from seminar.widgets.sorter import Sorter, as_coding
from seminar.wording import say


def ledger(lessons, coding=book.OWN, **kept):
    """The claims of some lessons as cards, each with its evidence, in groups if of several."""
    cards = [_card(claim, lesson.title if len(lessons) > 1 else "", lesson.number)
             for lesson, claims in _claims(lessons) for claim in claims.itertuples()]
    return Sorter(item=coding.id, asked=coding.question, cards=cards,
                  columns=[say("ledger.claim"), say("ledger.stands")], codings=[as_coding(coding)],
                  note=f"<p>{escape(say('ledger.limit'))}</p>", **kept)


def whole_ledger(lessons, **kept):
    """The ledger of all lessons, with the count of claims by what was found of them."""
    shown = ledger(lessons, book.WHOLE, **kept)
    shown.earlier = [lesson.number for lesson, _ in _claims(lessons)]
    shown.earlier_item = book.OWN.id
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
            "group": say("ledger.lesson", lesson=number, title=title) if title else "",
            "evidence": _evidence(claim.claim_id)}


def _evidence(claim):
    readings = text.readings(claim)
    stances = list(readings["stance"]) if len(readings) else []
    state, counted = book.state(stances), book.in_words(stances)
    listed = "".join(f"<li>{reading_in_words(each)}</li>" for each in readings.itertuples())
    return (f"<p>{say('ledger.coded')} <strong>{state}</strong> ({say(f'ledger.{state}')}). "
            f"{counted[0].upper()}{counted[1:]}.</p>"
            f"{f'<ul>{listed}</ul>' if listed else ''}")


def _count(claims):
    rows = ((state, number, escape(say(f"ledger.{state}")))
            for state, number in book.count(claims).items())
    counted = table(say("ledger.caption", count=len(claims)),
                    (say("ledger.state"), say("ledger.claims"), say("ledger.means")), rows)
    return (f"{counted}<p>{say('ledger.both', number=book.on_both_sides(claims))}</p>"
            f"<p>{escape(say('ledger.limit'))}</p>")
