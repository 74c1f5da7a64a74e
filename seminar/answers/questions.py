"""What a lesson asks and keeps answers to: its prompts, its checks, its codings, its ledger."""

from seminar.lessons import ledger
from seminar.lessons.model import Check, Coding, Prompt
from seminar.lessons.sections import KINDS
from seminar.page import prose

_KINDS = {Prompt: "prompt", Check: "check", Coding: "sorter"}
_LEDGERS = {"Ledger": ledger.OWN, "Whole ledger": ledger.WHOLE}


def of(lesson):
    """Item -> its Prompt, Check or Coding, in the order of the plan, which leaves out the rest."""
    found = {}
    for kind, item in (key for step in lesson.plan for key in step.shows):
        if kind in _LEDGERS:
            found[_LEDGERS[kind].id] = _LEDGERS[kind]
        elif kind in KINDS and KINDS[kind].answered:
            found[item] = getattr(lesson, KINDS[kind].shelf)[item]
    return {**found, **lesson.codings}  # those that code calls stand in no row


def kind(question):
    """What a question is answered with, as desk.js calls it: prompt, check or sorter."""
    return _KINDS[type(question)]


def markdown(question):
    """What is asked, as it stands in lessons.md."""
    return question.text if isinstance(question, Prompt) else question.question


def words(question):
    """What is asked in plain words, in one line."""
    return prose.plain(markdown(question))
