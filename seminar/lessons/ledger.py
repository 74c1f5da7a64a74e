"""The ledger: every claim of the text, and what other sources were found to say of it.

The state of a claim is a count of readings and no verdict. It describes what a set of lessons has
found and read, most of it in part; it is no proof of balance, and no measure of the text.
"""

from dataclasses import replace

from seminar.data import text
from seminar.lessons.model import Coding

#: What a reader may say of a claim.
MARKS = ("holds", "needs qualifying", "does not hold", "cannot tell yet")
#: What is asked of the claims of a lesson, and in the end of those of all lessons.
OWN = Coding("ledger", "", "Does this claim hold, as far as you have tested it? Give a reason in a "
             "line.", MARKS, label="My mark", reason=True)
WHOLE = replace(OWN, id="whole-ledger", question="Now that you have read it all: does each claim "
                "hold? Give a reason in a line.")
#: How the coded readings stand to it, and what has to be among them.
STATES = {
    "untested": "no reading supports, qualifies or disputes it",
    "supported": "all of these readings support it",
    "qualified": "at least one reading qualifies it, and none disputes it",
    "disputed": "at least one reading disputes it",
}
LIMIT = ("Most sources were read in part. The count describes what this set has found. It is no "
         "proof of balance, and it does not say how good the text is.")


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
        return "no source that was read speaks of it"
    said = {"supports": "support", "qualifies": "qualify", "disputes": "dispute"}
    found = [(list(stances).count(one), one, several) for one, several in said.items()]
    words = [f"{count} {one if count == 1 else several} it"
             for count, one, several in found if count]
    context = list(stances).count("context")
    words += [f"{context} {'gives' if context == 1 else 'give'} context"] * bool(context)
    return f"of {len(stances)} {'reading' if len(stances) == 1 else 'readings'}, {', '.join(words)}"


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
