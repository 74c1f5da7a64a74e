"""Someone who types into an answer box, and looks for the words again by a reader's own means."""

import os
import random
import time

WORDS = "lamp shift seam coal wage queue board report miner town night pit ticket soap list".split()
PACE = 12  # milliseconds between two keys: a fast typist


class Typist:
    """Types a text that follows from ``seed``. Whoever is one has a ``page`` and knows its box."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.typed = ""
        self.elsewhere = 0

    def box(self, page=None):
        """The widget around the answer box, on this page or the first one."""
        raise NotImplementedError

    def type(self, characters, page=None):
        """Types that many characters of a text of its own; returns when the last key is up."""
        text = ""
        while len(text) < characters:
            text += self.draw.choice(WORDS) + " "
        box = self.box(page).get_by_label("Your answer")
        box.focus()
        box.press("End")
        before = len(box.input_value())
        (page or self.page).keyboard.type(text[:characters], delay=PACE)
        self.typed = box.input_value()
        self.elsewhere += max(before + characters - len(self.typed), 0)

    def shown(self, page=None):
        """What the reader has, after bringing back what the page offers first."""
        box = self.box(page)
        time.sleep(0.5)
        offer = box.locator(".row.hint").first.get_by_role("button", name="Bring them back")
        if not box.get_by_label("Your answer").input_value() and offer.count():
            offer.click()
            time.sleep(0.5)
        return box.get_by_label("Your answer").input_value()

    def versions(self, page=None):
        """Everything the reader can bring back by the box's buttons, and what is in it."""
        box, found = self.box(page), {self.shown(page)}
        details = box.locator("details", has_text="Other versions")
        for number in range(12):
            if not details.count():
                break
            details.evaluate("(element) => { element.open = true; }")
            buttons = details.get_by_role("button", name="Bring them back")
            if number >= buttons.count():
                break
            buttons.nth(number).click()
            time.sleep(0.4)
            found.add(box.get_by_label("Your answer").input_value())
        return found


def lost(typed, shown):
    """How many characters of what was typed are missing from what is shown."""
    kept = os.path.commonprefix([typed, shown])
    return len(typed) - len(kept)
