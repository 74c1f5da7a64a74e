"""The ledger: every claim of the text, and what other sources were found to say of it.

The state of a claim is a count of readings and no verdict. It describes what a set of lessons has
found and read, most of it in part; it is no proof of balance, and no measure of the text.
"""

from dataclasses import replace

from seminar.data import text
from seminar.lessons.model import Coding
from seminar.wording import say

#: What a reader may say of a claim.
MARKS = ("holds", "needs qualifying", "does not hold", "cannot tell yet")
#: What is asked of the claims of a lesson, and in the end of those of all lessons.
OWN = Coding("ledger", "", say("ledger.asked"), MARKS, label=say("ledger.mark"), reason=True)
WHOLE = replace(OWN, id="whole-ledger", question=say("ledger.askedOfAll"))
#: How the coded readings stand to it.
STATES = ("untested", "supported", "qualified", "disputed")


def state(stances):
    """The state of a claim by the stances of its readings: a word of :data:`STATES`."""
    found = set(stances) - {"context"}
    if "disputes" in found:
        return "disputed"
    if "qualifies" in found:
        return "qualified"
    return "supported" if found else "untested"


def in_words(stances):
    """The readings counted by their stances: "2 readings support it, 1 disputes it"."""
    if not len(stances):
        return say("ledger.silent")
    words = [say(f"ledger.{stance}", count=list(stances).count(stance))
             for stance in ("supports", "qualifies", "disputes", "context") if stance in stances]
    return say("ledger.readings", count=len(stances), stances=", ".join(words))


def states(claims):
    """Claim -> state, for the ids of some claims."""
    return {claim: state(text.readings(claim)["stance"]) for claim in claims}


def count(claims):
    """State -> how many of the claims are in it, in the order of :data:`STATES`."""
    found = list(states(claims).values())
    return {each: found.count(each) for each in STATES}


def on_both_sides(claims):
    """How many of the claims have a reading that supports them and one that disputes them."""
    return sum({"supports", "disputes"} <= set(text.readings(claim)["stance"]) for claim in claims)
