"""What was passed over, in sentences: many that are alike become one with a number."""

import re
from dataclasses import dataclass, field

ALIKE = 3  # so many of one kind are told one by one
NAMED = 40  # so many files of one kind are named
LONGEST = 600  # characters of a sentence
MOST = 300  # kinds

_DETAIL = re.compile(r'".*"|\d[\d,.]*', re.DOTALL)


@dataclass
class _Kind:
    sentences: list = field(default_factory=list)
    names: dict = field(default_factory=dict)  # a set that keeps its order
    count: int = 0


class Faults:
    """Collects sentences about files, and tells those that are alike in one."""

    def __init__(self):
        self._kinds, self._left_out = {}, 0

    def add(self, sentence, name=""):
        """``name``: the file's, as it stands in the sentence."""
        alike = _DETAIL.sub("", sentence.replace(name, "") if name else sentence)[:LONGEST]
        if alike not in self._kinds and len(self._kinds) == MOST:
            self._left_out += 1
            return
        kind = self._kinds.setdefault(alike, _Kind())
        kind.count += 1
        if len(kind.sentences) <= ALIKE:
            kind.sentences.append(_cut(sentence))
        if len(kind.names) <= NAMED:
            kind.names[name] = None

    def sentences(self):
        """All that was added, each kind in the order of its first."""
        told = [sentence for kind in self._kinds.values() for sentence in _told(kind)]
        if self._left_out:
            told.append(f"There are {self._left_out:,} more notes of many kinds.")
        return told


def _told(kind):
    if kind.count <= ALIKE:
        return kind.sentences
    more = f"{kind.sentences[0]} The same was found {kind.count - 1:,} more times"
    if len(kind.names) < 2:
        return [f"{more}."]
    named = ", ".join(_cut(name) for name in list(kind.names)[:NAMED])
    return [f"{more}, in all in: {named}{' and more' if len(kind.names) > NAMED else ''}."]


def _cut(sentence):
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]} ..."
