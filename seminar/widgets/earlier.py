"""An answer that a reader gave in an earlier lesson, beside what is asked now."""

from html import escape

import traitlets as t

from seminar.widgets.base import SAVING, script
from seminar.widgets.kept import KeptWidget


class Earlier(KeptWidget):
    """A button that shows the reader's own words to ``item`` of the lesson ``from_lesson``."""

    _esm = script("earlier", *SAVING)
    from_lesson = t.Int().tag(sync=True)

    def twin(self):
        """On paper the sheet of that lesson is at hand."""
        return (f"<p>Take out what you wrote in lesson {self.from_lesson}, and lay it beside what "
                f"you write now. You were asked: {escape(self.asked)}</p>")
