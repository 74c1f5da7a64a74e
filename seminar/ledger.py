"""The ledger: every claim of the text, and what other sources were found to say of it.

The state of a claim is a count of readings and no verdict. It describes what a set of lessons has
found and read, most of it in part; it is no proof of balance, and no measure of the text.
"""

from seminar import text

#: What a reader may say of a claim.
MARKS = ("holds", "needs qualifying", "does not hold", "cannot tell yet")
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


def states(claims):
    """Claim -> state, for the ids of some claims."""
    return {claim: state(text.readings(claim)["stance"]) for claim in claims}


def count(claims):
    """State -> how many of the claims are in it, in the order of :data:`STATES`."""
    found = list(states(claims).values())
    return {each: found.count(each) for each in STATES}
