"""What a lesson asks and keeps answers to: its prompts, its checks, its codings, its ledger."""

from seminar.lessons import ledger
from seminar.lessons.model import Check, Coding, Prompt
from seminar.page import prose

_KINDS = {Prompt: "prompt", Check: "check", Coding: "sorter"}
#: Where a lesson keeps what stands under a kind of heading.
_SHELVES = {"Discuss": "discuss", "Write": "write", "Check": "checks", "Coding": "codings"}
_LEDGERS = {"yes": (ledger.OWN,), "whole": (ledger.OWN, ledger.WHOLE), "no": ()}


def of(lesson):
    """Item -> its Prompt, Check or Coding, in the order of lessons.md, the ledger last.

    What an instructor hides is not asked.
    """
    found = {}
    for kind, item in (name for name in lesson.seen if isinstance(name, tuple)):
        shelf = getattr(lesson, _SHELVES[kind]) if kind in _SHELVES else {}
        if item in shelf:
            found[item] = shelf[item]
    return found | {coding.id: coding for coding in _LEDGERS[lesson.fields["ledger"]]}


def kind(question):
    """What a question is answered with, as desk.js calls it: prompt, check or sorter."""
    return _KINDS[type(question)]


def markdown(question):
    """What is asked, as it stands in lessons.md."""
    return question.text if isinstance(question, Prompt) else question.question


def words(question):
    """What is asked in plain words, in one line."""
    return prose.plain(markdown(question))
