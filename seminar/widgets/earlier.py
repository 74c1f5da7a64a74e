"""An answer that a reader gave in an earlier lesson, beside what is asked now."""

from html import escape

import traitlets as t

from seminar.widgets.base import SAVING, script
from seminar.widgets.kept import KeptWidget
from seminar.wording import say


class Earlier(KeptWidget):
    """A button that shows the reader's own words to ``item`` of the lesson ``from_lesson``."""

    _esm = script("earlier", *SAVING)
    from_lesson = t.Int().tag(sync=True)

    def twin(self):
        """On paper the sheet of that lesson is at hand."""
        said = say("paper.earlier", lesson=self.from_lesson, asked=self.asked)
        return f"<p>{escape(said)}</p>"
