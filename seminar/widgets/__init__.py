"""The controls a reader touches: native HTML elements, carried by anywidget."""

from seminar.widgets.answer import AnswerBox
from seminar.widgets.browse import Browse
from seminar.widgets.builder import Builder
from seminar.widgets.check import CheckBox
from seminar.widgets.reader import Reader
from seminar.widgets.sorter import Sorter
from seminar.widgets.timeline import Timeline

__all__ = ["AnswerBox", "Browse", "Builder", "CheckBox", "Reader", "Sorter", "Timeline"]
