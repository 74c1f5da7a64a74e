"""Two buttons for an instructor: look for mistakes, and make the folder for a class."""

from threading import Thread

import traitlets as t

from seminar.commands import class_folder
from seminar.errors import Told
from seminar.lessons import parser
from seminar.widgets.base import Widget, script
from seminar.wording import say


class Builder(Widget):
    """Checks and builds at the press of a button, and says how far it has come.

    ``step``: which of ``steps`` is being taken. ``did``: "" (nothing yet), "checking", "checked",
    "building", "built" or "stopped". ``faults``: what to put right, a sentence each; ``notes``:
    what is no mistake, yet may not be meant. ``folder``: what was made.
    """

    _esm = script(__file__)
    steps = t.List(t.Unicode(), list(class_folder.STEPS)).tag(sync=True)
    step = t.Int().tag(sync=True)
    did = t.Unicode().tag(sync=True)
    faults = t.List(t.Unicode()).tag(sync=True)
    notes = t.List(t.Unicode()).tag(sync=True)
    folder = t.Unicode().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(self._hear)

    def _hear(self, _, message, __):
        if self.did == "building":
            return
        self.faults, self.notes = [], []
        if message.get("type") == "check":
            self.did = "checking"
            self._check()
        elif message.get("type") == "build":
            self.step, self.did = 0, "building"
            # By the side: the kernel stays free to tell the page of each step.
            Thread(target=self._build, daemon=True).start()

    def _check(self):
        try:
            self.faults = class_folder.mistakes()
            self.notes = [] if self.faults else class_folder.update() + parser.notes()
        except Told as error:
            self.faults = str(error).splitlines()
        self.did = "checked"

    def _build(self):
        try:
            self.folder = str(class_folder.build(say=self._at, tell=self._tell))
            self.did = "built"
        except Told as error:
            self._stop(str(error).splitlines())
        except Exception as error:  # said on the page: nobody sees a thread's traceback
            self._stop([f"{type(error).__name__}: {error}", class_folder.STAYS])

    def _at(self, step):
        self.step = step

    def _tell(self, sentence):
        self.notes = [*self.notes, sentence]

    def _stop(self, faults):
        self.faults, self.did = faults, "stopped"

    def twin(self):
        """Without a script the same is a command."""
        command = "<code>python -m seminar {}</code>"
        said = say("paper.builder", check=command.format("check"), build=command.format("build"))
        return f"<p>{said}</p>"
