"""What a class answered to one question: words as cards, checks and sorted cards in counts."""

import re
from collections import Counter
from dataclasses import dataclass
from random import Random

from seminar.answers import questions
from seminar.data import package, text
from seminar.lessons import ledger, model
from seminar.page import prose
from seminar.report import counts
from seminar.report.counts import share
from seminar.report.decisions import Decided
from seminar.report.rendering import Markup, cut

LONGEST = 3_000  # characters of an answer on the page: the rest stands in the workbook
SHOWN = 12  # answers to one check: of orders there can be many

_RETEACH = re.compile(r"\*\*Reteach line\.\*\*\s*(.+?)(?:\n\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Answered:
    """An item of a lesson, and what was answered to it.

    ``lesson`` and ``question``: None where lessons.md does not have them today. ``given``: the
    (Counted, Answer) of each student. ``decided``: what the teacher decided of answers. ``seed``:
    answers in words stand in an order that it fixes.
    """

    unit: model.Unit
    number: int
    item: str
    question: model.Prompt | model.Check | model.Coding | None
    given: list
    decided: Decided
    seed: int = 0

    @property
    def lesson(self):
        """The lesson, as lessons.md has it today; None where it has none."""
        return self.unit.lessons.get(self.number)

    def view(self):
        """What the templates ask for, by name."""
        kind, template, counted = self._kind()
        return {
            "item": self.item, "name": self.item.replace("-", " "), "kind": kind,
            "place": f"{self.number if self.lesson else 'x'}-{self.item}", "template": template,
            "question": Markup(prose.html(questions.markdown(self.question)))
            if self.question else "",
            "asked_then": cut(self._asked_then()), "count": len(self.given),
            **(counted() if self.given else {}),
        }

    def _kind(self):
        if isinstance(self.question, model.Check):
            return "Check", "check.html", self._check
        if isinstance(self.question, model.Coding) or not self.question and self._looks_sorted():
            return "Sorted", "sorted.html", self._sorted
        return "Prompt", "words.html", self._words

    def _asked_then(self):
        """The wording that the first of the answers names."""
        return next((answer.asked for _, answer in self.given if answer.asked), "")

    def _looks_sorted(self):
        """Whether these are lines "card: choice", as desk.js hands in what was sorted."""
        lines = [line.strip() for _, answer in self.given for line in answer.text.splitlines()]
        lines = [line for line in lines if line]
        return len(lines) > 1 and all(re.fullmatch(r"[\w-]+: .+", line) for line in lines)

    # Words ---------------------------------------------------------------------------------------

    def _words(self):
        verbs = Counter(answer.verb or "(none chosen)" for _, answer in self.given)
        mixed = sorted(self.given, key=lambda each: (each[0].handed.code, each[1].text))
        Random(f"{self.seed}/{self.number if self.lesson else 0}/{self.item}").shuffle(mixed)
        listen_for = self.question.listen_for if self.question else ""
        return {
            "verbs": [(verb, count, f"{share(count, len(self.given))} %")
                      for verb, count in verbs.most_common()],
            "cards": [self._card(*each) for each in mixed],
            "listen_for": Markup(prose.html(listen_for)) if listen_for else "",
        }

    def _card(self, counted, answer):
        """One answer, with what the teacher decided of it."""
        decision = self.decided.of(counted.who, self.number, self.item)
        older = self.question and answer.asked not in ("", questions.words(self.question))
        return {
            "who": counted.who, "text": answer.text[:LONGEST], "verb": answer.verb,
            "characters": len(answer.text) if len(answer.text) > LONGEST else 0,
            "older_wording": answer.asked if older else "", "decision": decision,
            "mark": "" if decision.mark is None else f"{decision.mark:g}",
            "written": decision.mark is not None or bool(decision.comment),
        }

    # A check -------------------------------------------------------------------------------------

    def _check(self):
        tally = counts.check(self.question, [answer.text for _, answer in self.given])
        return {
            "right": [part(right, tally.answered) for right in tally.right],
            "rarer": max(0, len(tally.options) - SHOWN),
            "chosen": [(("✓ " if right else "") + cut(option), part(first, tally.answered),
                        part(last, tally.answered))
                       for option, right, first, last in tally.options[:SHOWN]],
            "mistake": self._mistake(tally),
        }

    def _mistake(self, tally):
        """The commonest mistake, with what the lesson says to it and how to teach it again."""
        if not tally.mistakes:
            return None
        feedback, count = tally.mistakes[0]
        found = _RETEACH.search(self.lesson.texts.get("Notes for instructors", ""))
        return {"share": part(count, tally.answered), "feedback": Markup(prose.html(feedback)),
                "again": Markup(prose.inline(found[1])) if found else ""}

    # Sorted cards --------------------------------------------------------------------------------

    def _sorted(self):
        names, asked = self._names(), self.question
        tally = counts.sorter(
            [answer.text for _, answer in self.given], names, asked.choices if asked else (),
            {card: code for card, code, *_ in asked.codes} if asked else None)
        return {
            "with_ours": tally.with_ours, "choices": tally.choices,
            "ours": any(tally.ours.values()),
            "cards": [_counted_card(tally, card, names.get(card, card)) for card in tally.counts],
            "reasons": [(names.get(card, card), [(choice, reason[:LONGEST])
                                                 for choice, reason in reasons])
                        for card, reasons in tally.reasons.items()],
        }

    def _names(self):
        """Card -> its name on the page: a claim of the ledger has its words beside its number."""
        if not self.question:
            return {}
        if self.question.id in (ledger.OWN.id, ledger.WHOLE.id):
            own = self.question.id == ledger.OWN.id
            try:
                rows = [row for each in ([self.lesson] if own else self.unit.lessons.values())
                        for row in text.claims_in(each.fields.get("claims", "")).itertuples()]
            except (LookupError, package.DataError):
                return {}  # the answers are shown, whatever has become of the table of claims
            return {row.claim_id: f"{row.claim_id}. {row.claim}" for row in rows}
        cards = self.lesson.cards.get(self.question.cards)
        return {card: card.replace("-", " ").capitalize()
                for card, *_ in (cards.rows if cards else self.question.codes)}


def _counted_card(tally, card, name):
    """How many chose what for a card: each count with how deep its ground is, and in words."""
    counted = tally.counts[card]
    total = counted.total()
    return {
        "name": name, "alike": tally.alike[card], "ours": tally.ours.get(card, ""),
        "counts": [(part(counted[choice], total), _step(counted[choice], total))
                   for choice in tally.choices],
        "in_words": [f"{cut(choice)} {part(count, total)}"
                     for choice, count in counted.most_common()],
    }


def _step(count, total):
    """How deep a cell's ground is: 0 for none, 5 from four fifths on."""
    return min(5, 1 + 5 * count // total) if count else 0


def part(count, total):
    """A count and its share of a total: "3 (60 %)"."""
    return f"{count} ({share(count, total)} %)" if count else "0"
