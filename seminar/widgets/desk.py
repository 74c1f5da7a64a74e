"""The desk: where a reader says under which code words are kept, hands in, and takes back."""

import traitlets as t

from seminar.widgets.base import SAVING, script
from seminar.widgets.kept import KeptWidget
from seminar.wording import say


class Desk(KeptWidget):
    """Everything that concerns all answers of a lesson at once.

    ``items``: what can be answered, in the lesson's order, each with ``item``, ``kind`` (prompt,
    check or sorter) and ``asked``. ``version``: of the set of lessons.
    """

    _esm = script("desk", *SAVING, "hand_in", "hand_in_page", "handing_in", "taking_back")
    items = t.List().tag(sync=True)
    version = t.Unicode().tag(sync=True)
    source = t.Unicode().tag(sync=True)

    def twin(self):
        """The paper form: a line for the code."""
        return f'<p>{say("paper.code")}</p><div class="paper"></div>'
