"""How far two codings agree, by the formulas: what sorter.js works out in a page is held to it.

A coding is a list of codes, one for each card, in one order for both; an empty code, or None, is a
card not coded yet, and its pair is left out.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

FEW = 20  # cards: with fewer, one other choice moves kappa far


@dataclass(frozen=True)
class Agreement:
    """``both``: cards that both coded; ``same``: on how many they agree.

    ``chance``: how many of the ``both * both`` pairs of one's code and the other's are the same.
    Dealt out by chance, the codes would agree on ``chance / both**2`` of the cards.
    """

    both: int
    same: int
    chance: int

    @property
    def percent(self):
        """Cards on which the two agree, in whole per cent; None if there are none to compare."""
        return rounded(100 * self.same, self.both) if self.both else None

    @property
    def kappa(self):
        """Cohen's kappa; None where it is not defined."""
        beyond = self.both**2 - self.chance
        return (self.both * self.same - self.chance) / beyond if beyond else None


def agreement(mine, theirs):
    """The :class:`Agreement` of two codings."""
    pairs = [pair for pair in zip(mine, theirs, strict=True) if all(pair)]
    ours, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    return Agreement(len(pairs), sum(one == other for one, other in pairs),
                     sum(count * others[code] for code, count in ours.items()))


def same_order(mine, theirs):
    """For two orderings, codes "1", "2", ...: in how many pairs of cards both say the same about
    which comes first, and how many pairs there are."""
    cards = [(int(one), int(other)) for one, other in zip(mine, theirs, strict=True)
             if one and other]
    pairs = list(combinations(cards, 2))
    return sum(_sign(a[0] - b[0]) == _sign(a[1] - b[1]) for a, b in pairs), len(pairs)


def rounded(number, by):
    """A quotient of whole numbers rounded to a whole one, halves upwards, as JavaScript does."""
    return (2 * number + by) // (2 * by)


def _sign(number):
    return (number > 0) - (number < 0)
