"""What a class answered, counted: checks by option, cards by choice, marks by their middle.

The answers are those that desk.js hands in: a check's tries, a line each; a sorter's choices, a
line "card: choice" each. A line that says nothing that lessons.md knows is still counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from seminar import wording
from seminar.answers import numerals
from seminar.page import prose

CANNOT = wording.of("check")["cannot"]  # what check.js hands in
FEW = 5  # answers: with fewer, a class can tell whose they are
MOST_CARDS, MOST_CHOICES = 200, 8  # where lessons.md names none: no file can fill a page alone
OLDER = "(a wording that is not in lessons.md today)"

_plain = lru_cache(maxsize=1_000)(prose.plain)  # an option is compared with each student's tries


def share(part, whole):
    """A part in whole per cent, halves upwards as JavaScript rounds; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


# Checks ------------------------------------------------------------------------------------------


@dataclass
class CheckTally:
    """A check: how many chose each option, at first and at last.

    ``options``: (text, right, first, last). ``mistakes``: (feedback, how many made it first), the
    commonest first. ``right``: how many were right (first, last).
    """

    answered: int = 0
    right: tuple = (0, 0)
    options: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)


def check(plan, texts):
    """The :class:`CheckTally` of a ``model.Check`` and the kept text of each student."""
    read = _chosen if plan.options else _worked_out
    tries = [[line for line in text.split("\n") if line.strip()] for text in texts]
    tries = [(each[0], each[-1]) for each in tries if each]
    counts, right, mistakes = (Counter(), Counter()), [0, 0], Counter()
    known = {_plain(option.text): option.right for option in plan.options}
    for pair in tries:
        for moment, line in enumerate(pair):
            labels, matches, feedback = read(plan, line)
            counts[moment].update(labels)
            right[moment] += matches
            known.update((label, matches) for label in labels if label not in known)
            if not moment and not matches:
                mistakes.update(feedback)
    rows = [(text, known[text], counts[0][text], counts[1][text]) for text in known]
    if not plan.options:
        rows.sort(key=lambda row: -row[2])
    return CheckTally(len(tries), tuple(right), rows, mistakes.most_common())


def _chosen(plan, line):
    """(labels to count, whether right, feedback of what was wrong) of a try at some options."""
    options = {_plain(option.text): option for option in plan.options}
    labels = set(line.split(" | ")) if line not in options else {line}
    unknown = labels - set(options)
    if unknown:
        return {OLDER}, False, []
    right = {text for text, option in options.items() if option.right}
    wrong = labels ^ right if plan.kind == "several" else labels - right
    return labels, not wrong, [options[text].feedback for text in options if text in wrong]


def _worked_out(plan, line):
    """The same of one try at an order or a number; its feedback as check.js chooses it."""
    if line == CANNOT:
        found = next((each for each in plan.patterns if each.test == "it cannot be known"), None)
        return {line}, False, [found.feedback if found else plan.otherwise]
    return (_ordered if plan.kind == "order" else _calculated)(plan, line)


def _ordered(plan, line):
    items, order = [_plain(each) for each in plan.items], line.split(" > ")
    if sorted(items) != sorted(order):
        return {line}, False, [plan.otherwise]
    place = {text: number for number, text in enumerate(order)}
    tests = {
        "reversed": lambda: order == items[::-1],
        "is not first": lambda one: place[one] != 0,
        "is not last": lambda one: place[one] != len(order) - 1,
        "is after": lambda one, other: place[one] > place[other],
        "is before": lambda one, other: place[one] < place[other],
    }
    patterns = sorted(plan.patterns, key=lambda each: each.test != "reversed")
    feedback = [each.feedback for each in patterns if each.test in tests
                and tests[each.test](*map(_plain, each.terms))]
    return {line}, order == items, [*feedback, plan.otherwise][:1]


def _calculated(plan, line):
    readings = numerals.read(line, plan.unit)
    if len(readings) != 1:  # check.js asks what was meant, and calls it no mistake
        return {line}, False, []

    def near(number):
        return abs(float(readings[0]) - number) <= plan.tolerance + 1e-9

    right = near(plan.answer)
    patterns = [each.feedback for each in plan.patterns
                if each.test == "number" and near(each.terms[0])]
    return {f"{readings[0]} {plan.unit}".strip()}, right, [*patterns, plan.otherwise][:1]


# Cards -------------------------------------------------------------------------------------------


@dataclass
class SorterTally:
    """Cards and the choices made for them.

    ``counts``: card -> Counter of choices. ``ours``: card -> the project's code. ``alike``: card ->
    how many in a hundred pairs of students agree on it. ``with_ours``: the median student's
    agreement with the project, in per cent. None where there is nothing to compare. ``reasons``:
    card -> (choice, reason), in no order that tells whose they are.
    """

    answered: int
    choices: list
    counts: dict
    ours: dict
    alike: dict
    with_ours: float | None
    reasons: dict = field(default_factory=dict)


def sorter(texts, cards=(), choices=(), ours=None):
    """The :class:`SorterTally` of each student's kept text.

    ``cards`` and ``choices``: those that lessons.md names. Without them, those most often used.
    """
    ours, kept = ours or {}, [_choices_in(text) for text in texts]
    cards = list(cards) or _often((card for chosen in kept for card in chosen), MOST_CARDS)
    kept = [{card: chosen[card] for card in cards if card in chosen} for chosen in kept]
    kept = [each for each in kept if each]
    made = [{card: choice for card, (choice, _) in chosen.items() if choice} for chosen in kept]
    choices = list(choices) or _often(
        (choice for chosen in made for choice in chosen.values()), MOST_CHOICES)
    counts = {card: Counter(chosen[card] if chosen[card] in choices else OLDER
                            for chosen in made if card in chosen) for card in cards}
    if any(OLDER in each for each in counts.values()):
        choices.append(OLDER)
    pairs = [[(chosen[card], ours[card]) for card in ours if chosen.get(card) and ours[card]]
             for chosen in made]
    compared = [share(sum(one == other for one, other in each), len(each))
                for each in pairs if each]
    reasons = {card: sorted(chosen[card] for chosen in kept if card in chosen and chosen[card][1])
               for card in cards}
    return SorterTally(len(kept), choices, counts, ours,
                       {card: _pairs_alike(each) for card, each in counts.items()},
                       median(compared) if compared else None,
                       {card: each for card, each in reasons.items() if each})


def _often(things, most):
    return [thing for thing, _ in Counter(things).most_common(most)]


def _choices_in(text):
    """card -> (choice, reason) of lines "card: choice" or "card: choice | reason", as sorter.js
    writes them; a reason that came before its choice has "-" there."""
    found = {}
    for line in text.split("\n"):
        card, colon, rest = line.strip().partition(": ")
        choice, _, reason = rest.partition(" | ")
        if card and colon and rest:
            found[card] = ("" if choice == "-" else choice, reason)
    return found


def _pairs_alike(counts):
    pairs = counts.total() * (counts.total() - 1) // 2
    same = sum(count * (count - 1) // 2 for count in counts.values())
    return share(same, pairs) if pairs else None


# Growth ------------------------------------------------------------------------------------------


@dataclass
class Growth:
    """Medians of those who have both marks, and how many they are."""

    both: int
    first: float | None = None
    last: float | None = None
    change: float | None = None


def growth(marks):
    """The :class:`Growth` in marks by code: (first, last), None where there is none."""
    both = [pair for pair in marks.values() if None not in pair]
    if not both:
        return Growth(0)
    return Growth(len(both), median(first for first, _ in both), median(last for _, last in both),
                  median(last - first for first, last in both))
