"""The answer box: a student's words, kept in the browser at once and then on disk."""

import traitlets as t

from seminar import answers, prose
from seminar.widgets.base import Widget, script

#: How strongly evidence can bear on a statement, from strong to none.
VERBS = ["shows", "suggests", "fits with", "cannot show"]


class AnswerBox(Widget):
    """A prompt, a place for words, and a verb that says how sure they are.

    No trait holds a word that a student typed: traits are saved in the notebook. Words come and
    go as messages, and only for the code that asks.
    """

    _esm = script("answer")
    project = t.Unicode().tag(sync=True)
    lesson = t.Int().tag(sync=True)
    title = t.Unicode()
    prompt = t.Unicode().tag(sync=True)
    question = t.Unicode().tag(sync=True)
    compare = t.Unicode().tag(sync=True)
    verbs = t.List(t.Unicode(), VERBS).tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(self._hear)

    def twin(self):
        """The prompt with lines to write on."""
        return self.question + '<div class="paper"></div>' * 6

    def _hear(self, _, message, __):
        """Answers the page: keep these words, look whether there are any, bring them back."""
        deed = {"keep": self._keep, "look": self._look, "bring": self._bring}.get(message["type"])
        reply = deed(message) if deed else None
        if reply:
            self.send({**reply, "code": message["code"]})

    def _keep(self, message):
        words = answers.Answer(message["text"], message["verb"], message["revision"],
                               message["day"])
        try:
            file = answers.keep(self.lesson, self.prompt, words, message["code"],
                                title=self.title, fresh=message["fresh"])
        except OSError as error:
            reason = error.strerror or "it cannot be written"
            return {"type": "not kept", "revision": words.revision,
                    "reason": reason[0].lower() + reason[1:]}
        return {"type": "kept", "revision": words.revision, "where": f"answers/{file.name}"}

    def _on_disk(self, message):
        kept = answers.read(self.lesson, message["code"]).get(self.prompt)
        return kept and kept.newest

    def _look(self, message):
        words = self._on_disk(message)
        return words and {
            "type": "on disk", "revision": words.revision, "day": words.day,
            "words": len(words.text.split()), "length": len(words.text),
            "where": f"answers/{answers.path(self.lesson, message['code']).name}",
        }

    def _bring(self, message):
        words = self._on_disk(message)
        return words and {"type": "brought", "text": words.text, "verb": words.verb,
                          "revision": words.revision}


def answer_box(prompt, *, project, lesson, title):
    """The widget for a ``plan.Prompt`` of a lesson (its number and title) of a project."""
    return AnswerBox(
        project=project, lesson=lesson, title=title, prompt=prompt.id,
        question=prose.html(prompt.text), compare=prose.html(prompt.compare),
    )
