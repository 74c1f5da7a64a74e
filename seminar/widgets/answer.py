"""The answer box: a student's words, kept in the browser at once and then on disk."""

import traitlets as t

from seminar.page import prose
from seminar.widgets.base import SAVING, script
from seminar.widgets.kept import KeptWidget

#: How strongly evidence can bear on a statement, from strong to none.
VERBS = ["shows", "suggests", "fits with", "cannot show"]


class AnswerBox(KeptWidget):
    """A prompt, a place for words, and a verb that says how sure they are.

    ``verbs``: empty where a prompt asks for no evidence; then there is no such question.
    ``asked_above``: whether the prompt is read in the prose above the box, and here only aloud.
    """

    _esm = script("answer", *SAVING)
    question = t.Unicode().tag(sync=True)
    compare = t.Unicode().tag(sync=True)
    verbs = t.List(t.Unicode(), VERBS).tag(sync=True)
    asked_above = t.Bool().tag(sync=True)

    def twin(self):
        """The prompt with lines to write on."""
        return ("" if self.asked_above else self.question) + '<div class="paper"></div>' * 6


def answer_box(prompt, **lesson):
    """The widget for a ``plan.Prompt``. ``lesson``: ``project``, ``lesson`` and ``title``."""
    return AnswerBox(item=prompt.id, asked=prose.plain(prompt.text),
                     question=prose.html(prompt.text), compare=prose.html(prompt.compare),
                     verbs=VERBS if prompt.verb else [], **lesson)
