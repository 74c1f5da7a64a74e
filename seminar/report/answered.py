"""What a class answered to one question: words as cards, checks and sorted cards in counts."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from random import Random

from seminar.answers import questions
from seminar.data import package, text
from seminar.lessons import ledger, model
from seminar.page import prose
from seminar.page.markup import details, scroll
from seminar.page.tables import many
from seminar.report import counts
from seminar.report.counts import share
from seminar.report.pieces import cut, for_teacher, part, safe, table, unless_few

LONGEST = 3_000  # characters of an answer on the page: the rest stands in the workbook
SHOWN = 12  # answers to one check: of orders there can be many

_RETEACH = re.compile(r"\*\*Reteach line\.\*\*\s*(.+?)(?:\n\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Answered:
    """An item of a lesson, and what was answered to it.

    ``lesson`` and ``question``: None where lessons.md does not have them today. ``given``: the
    (HandIn, Answer) of each student. ``seed``: answers in words stand in an order that it fixes.
    """

    unit: model.Unit
    lesson: model.Lesson | None
    item: str
    question: model.Prompt | model.Check | model.Coding | None
    given: list
    seed: int = 0

    def section(self):
        """The part of the page for this item."""
        kind, show = self._view()
        if self.question:
            asked = prose.html(questions.markdown(self.question))
        else:
            asked = (f"<p>{safe(self._asked_then() or self.item)}</p>"
                     '<p class="quiet">lessons.md does not ask this today.</p>')
        count = many(len(self.given), "answer")
        inside = unless_few(len(self.given), f"Only {count}. In a view this small a class can tell "
                            "who wrote what.", show() if self.given else "")
        place = f"{self.lesson.number if self.lesson else 'x'}-{self.item}"
        return (f'<section id="{escape(place)}">'
                f'<h3>{kind}: {escape(self.item.replace("-", " "))}</h3>'
                f'{asked}<p class="quiet">{count}.</p>{inside}</section>')

    def _view(self):
        if isinstance(self.question, model.Check):
            return "Check", self._check
        if isinstance(self.question, model.Coding) or not self.question and self._looks_sorted():
            return "Sorted", self._sorted
        return "Prompt", self._words

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
        counted = table("How strong they say the evidence is",
                        ("The evidence … it", "Answers", "Share"),
                        [(verb, count, f"{share(count, len(self.given))} %")
                         for verb, count in verbs.most_common()])
        listen = ""
        if self.question and self.question.listen_for:
            listen = for_teacher("What to listen for", prose.html(self.question.listen_for))
        mixed = sorted(self.given, key=lambda each: (each[0].code, each[1].text))
        number = self.lesson.number if self.lesson else 0
        Random(f"{self.seed}/{number}/{self.item}").shuffle(mixed)
        cards = "".join(self._card(*each) for each in mixed)
        return f'{listen}{scroll(counted, "Verbs")}<ul class="answers">{cards}</ul>'

    def _card(self, handed, answer):
        """One answer, with its tick."""
        place = hashlib.sha256(f"{handed.lesson}/{self.item}/{handed.code}/{answer.text}".encode(
            "utf-8", "surrogatepass")).hexdigest()[:10]
        words = f'<div class="words" dir="auto">{safe(answer.text[:LONGEST])}</div>'
        if len(answer.text) > LONGEST:
            words += f'<p class="quiet">Cut here: {len(answer.text):,} characters in all.</p>'
        if answer.verb:
            words += f"<p>The evidence <strong>{escape(answer.verb)}</strong> it.</p>"
        if self.question and answer.asked not in ("", questions.words(self.question)):
            words += f'<p class="quiet">It answers an older wording: {safe(cut(answer.asked))}</p>'
        return (f'<li>{words}<label class="tick teacher"><input type="checkbox" class="hold" '
                f'id="hold-{place}"> Hold {handed.code or "no code"}: keep off the wall</label>'
                "</li>")

    # A check -------------------------------------------------------------------------------------

    def _check(self):
        tally = counts.check(self.question, [answer.text for _, answer in self.given])
        first, last = (part(right, tally.answered) for right in tally.right)
        said = f"<p>{first} matched the evidence at the first try, {last} at the last.</p>"
        if len(tally.options) > SHOWN:
            rarer = many(len(tally.options) - SHOWN, "rarer answer")
            said += f'<p class="quiet">{rarer} not shown.</p>'
        rows = [(("✓ " if right else "") + cut(option), part(first, tally.answered),
                 part(last, tally.answered))
                for option, right, first, last in tally.options[:SHOWN]]
        chosen = table("What was chosen", ("Answer (✓ matches the evidence)", "First try",
                                           "Last try"), rows)
        return said + scroll(chosen, "What was chosen") + self._mistake(tally)

    def _mistake(self, tally):
        """The commonest mistake, with what the lesson says to it and how to teach it again."""
        if not tally.mistakes:
            return ""
        feedback, count = tally.mistakes[0]
        found = _RETEACH.search(self.lesson.texts.get("Notes for instructors", ""))
        again = (f'<p class="teacher"><strong>Reteach line of this lesson:</strong> '
                 f"{prose.inline(found[1])}</p>" if found else "")
        return ('<div class="note"><p><strong>The commonest mistake</strong> '
                f"({part(count, tally.answered)} at the first try). What the lesson says to it:</p>"
                f"{prose.html(feedback)}{again}</div>")

    # Sorted cards --------------------------------------------------------------------------------

    def _sorted(self):
        names, asked = self._names(), self.question
        tally = counts.sorter(
            [answer.text for _, answer in self.given], names, asked.choices if asked else (),
            {card: code for card, code, *_ in asked.codes} if asked else None)
        said = ("<em>Pairs alike</em> says in how many of a hundred pairs of students both "
                "made the same choice. The deeper a cell's ground, the more chose it.")
        if tally.with_ours is not None:
            said = ("The student in the middle agrees with the project's coding on "
                    f"{tally.with_ours:g} % of the cards. {said}")
        return (f"<p>{said}</p>" + scroll(_heat_map(tally, names), "The class's choices")
                + details("Show the same in words", _in_words(tally, names))
                + (for_teacher("Show the reasons", _reasons(tally, names))
                   if tally.reasons else ""))

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


def _heat_map(tally, names):
    """How many chose what, each cell on a ground as deep as its share: its class says how deep."""
    ours = any(tally.ours.values())
    head = ("Card", *tally.choices, "Pairs alike", *(("The project's",) if ours else ()))
    heads = "".join(f'<th scope="col">{safe(cut(each))}</th>' for each in head)
    body = ""
    for card, counts in tally.counts.items():
        cells = "".join(
            f'<td class="number heat heat{_step(counts[choice], counts.total())}">'
            f"{part(counts[choice], counts.total())}</td>" for choice in tally.choices)
        alike = tally.alike[card]
        body += (f'<tr><th scope="row">{safe(cut(names.get(card, card)))}</th>{cells}'
                 f'<td class="number">{"" if alike is None else alike}</td>'
                 + (f"<td>{safe(tally.ours.get(card, ''))}</td>" if ours else "") + "</tr>")
    return ("<table><caption>How many chose what for each card</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")


def _step(count, total):
    """How deep a cell's ground is: 0 for none, 5 from four fifths on."""
    return min(5, 1 + 5 * count // total) if count else 0


def _in_words(tally, names):
    lines = ""
    for card, counts in tally.counts.items():
        chosen = ", ".join(f"{cut(choice)} {part(count, counts.total())}"
                           for choice, count in counts.most_common())
        lines += (f"<li><strong>{safe(cut(names.get(card, card)))}</strong>: "
                  f"{safe(chosen or 'no choice')}.</li>")
    return f"<ul>{lines}</ul>"


def _reasons(tally, names):
    listed = ""
    for card, reasons in tally.reasons.items():
        lines = "".join(f'<li dir="auto"><strong>{safe(cut(choice or "no mark"))}</strong>: '
                        f"{safe(reason[:LONGEST])}</li>" for choice, reason in reasons)
        listed += f"<p>{safe(names.get(card, card))}</p><ul>{lines}</ul>"
    return listed
