"""Widgets that keep what a reader wrote or chose: the kernel's half of it. item.js is the other.

No trait holds a word that a student typed, because traits are saved in the notebook. Words come
and go as messages, and only for the code that asks.
"""

import re

import traitlets as t

from seminar.answers import store
from seminar.widgets.base import Widget

_WORD = re.compile(r"[a-z0-9-]{1,40}")
_VERB = re.compile(r"[a-z ]{0,40}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = 1_000_000  # characters of one answer: a book


class KeptWidget(Widget):
    """A widget with one item that is kept: ``asked`` is its question in plain words."""

    project = t.Unicode().tag(sync=True)
    lesson = t.Int().tag(sync=True)
    title = t.Unicode().tag(sync=True)
    item = t.Unicode().tag(sync=True)
    asked = t.Unicode().tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(self._hear)

    def _hear(self, _, message, __):
        """Answers the page: keep these words, look what there is, bring a version, forget all."""
        deeds = {"keep": self._keep, "look": self._look, "bring": self._bring,
                 "earlier": self._earlier, "take along": self._take_along,
                 "forget": self._forget}
        code = message.get("code")
        deed = deeds.get(message.get("type"))
        if deed is None or not isinstance(code, str) or not store.CODE.fullmatch(code):
            return
        reply = deed(message, code)
        if reply:
            self.send({**reply, "code": code, "item": message.get("item", self.item)})

    def _keep(self, message, code):
        answer = message["answer"]
        said = {"revision": answer["revision"], "page": answer["page"]}
        try:
            kept = store.Answer(
                answer["text"][:LONGEST], _matching(_VERB, answer["verb"]),
                int(answer["revision"]), _matching(_DAY, answer["day"]),
                _matching(_WORD, answer["page"]), answer["asked"])
            file, aside = store.keep(self.lesson, _matching(_WORD, message["item"]), kept, code,
                                     title=self.title)
        except Exception as error:  # whatever it is: the page must not believe that words are kept
            return {"type": "not kept", "reason": store.reason(error), **said}
        return {"type": "kept", "where": f"answers/{file.name}",
                "aside": aside and f"answers/{aside.name}", **said}

    def _versions(self, message, code):
        return store.read(self.lesson, code).get(message["item"], [])

    def _look(self, message, code):
        """What stands on disk, without the words: they come when they are asked for."""
        return {
            "type": "on disk", "where": f"answers/{store.path(self.lesson, code).name}",
            "versions": [{"page": each.page, "revision": each.revision, "day": each.day,
                          "words": len(each.text.split())}
                         for each in self._versions(message, code)],
        }

    def _bring(self, message, code):
        for each in self._versions(message, code):
            if (each.page, each.revision) == (message["page"], message["revision"]):
                return {"type": "brought", "answer": vars(each)}
        return None

    def _earlier(self, message, code):
        """The newest words to an item of another lesson: only when this page asks for them."""
        lesson = message.get("lesson")
        kept = store.read(lesson, code) if isinstance(lesson, int) and 0 <= lesson < 100 else {}
        newest = next((each for each in kept.get(message["item"], []) if each.text.strip()), None)
        return {"type": "earlier", "lesson": lesson, "answer": vars(newest) if newest else None}

    def _take_along(self, message, code):
        """What this reader typed before the code was taken, of whichever lesson."""
        lessons = {}
        for each in message["along"]:
            lessons.setdefault(int(each["lesson"]), {})[each["item"]] = each["pages"]
        try:
            for lesson, pages in lessons.items():
                store.take_along(lesson, pages, code)
        except OSError as error:
            return {"type": "not taken along", "reason": store.reason(error)}
        return None

    def _forget(self, message, code):
        try:
            store.forget(self.lesson, code)
        except OSError as error:
            return {"type": "not forgotten", "reason": store.reason(error)}
        return {"type": "forgotten"}


def _matching(pattern, text):
    """The text, or nothing where it is not of the form that the page gives it."""
    return text if isinstance(text, str) and pattern.fullmatch(text) else ""
