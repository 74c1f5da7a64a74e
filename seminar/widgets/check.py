"""A check: an answer is chosen, ordered or worked out, and every answer gets its own feedback."""

from html import escape
from random import Random

import traitlets as t

from seminar.page import prose
from seminar.widgets.base import SAVING, script
from seminar.widgets.kept import KeptWidget
from seminar.wording import say


class CheckBox(KeptWidget):
    """One check of a lesson. Its feedback is in its traits; its tries are kept like an answer."""

    _esm = script("check", *SAVING, "numerals")
    kind = t.Unicode().tag(sync=True)
    question = t.Unicode().tag(sync=True)
    options = t.List().tag(sync=True)
    items = t.List().tag(sync=True)
    patterns = t.List().tag(sync=True)
    answer = t.Float(0).tag(sync=True)
    tolerance = t.Float(0).tag(sync=True)
    unit = t.Unicode().tag(sync=True)
    right = t.Unicode().tag(sync=True)
    otherwise = t.Unicode().tag(sync=True)

    def twin(self):
        """The printed form: what there is to choose from, with room to write, and no key."""
        choices = [option["html"] for option in self.options] or [i["html"] for i in self.items]
        rows = "".join(f"<li>{choice}</li>" for choice in choices)
        line = say("paper.number", unit=escape(self.unit)) if self.unit else say("paper.answer")
        return f'{self.question}<ol type="A">{rows}</ol><p>{line}</p><div class="paper"></div>'


def check_box(check, **lesson):
    """The widget for a ``model.Check``. ``lesson``: ``project``, ``lesson`` and ``title``.

    Options are shown in an order that the lesson and the check fix, the same for every reader.
    """
    seed = f"{lesson['lesson']}/{check.id}"
    options = [
        {"text": prose.plain(each.text), "html": prose.inline(each.text), "right": each.right,
         "feedback": prose.html(each.feedback)}
        for each in check.options
    ]
    items = [{"text": prose.plain(each), "html": prose.inline(each), "rank": rank}
             for rank, each in enumerate(check.items)]
    patterns = [{"test": each.test, "terms": [prose.plain(term) if isinstance(term, str) else term
                                              for term in each.terms],
                 "feedback": prose.html(each.feedback)} for each in check.patterns]
    return CheckBox(
        item=check.id, asked=prose.plain(check.question), **lesson,
        kind=check.kind, question=prose.html(check.question), options=shuffled(options, seed),
        items=shuffled(items, seed), patterns=patterns, answer=check.answer or 0.0,
        tolerance=check.tolerance, unit=check.unit, right=prose.html(check.right),
        otherwise=prose.html(check.otherwise),
    )


def shuffled(things, seed):
    """The things in an order fixed by the seed, and never in the order given."""
    mixed, draw = list(things), Random(seed)
    while len(things) > 1 and mixed == things:
        draw.shuffle(mixed)
    return mixed
