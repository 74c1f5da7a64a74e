"""What is for instructors alone, so that a test can look for it in whatever a student is given."""

import re
from html import unescape

from seminar.page import prose

FEWEST_WORDS = 7  # a shorter sentence may stand anywhere


def letters(text):
    """The letters and figures of a text: whatever markup it stands in, its sentences are found."""
    words = unescape(re.sub(r"<[^>]*>|\\u[0-9a-f]{4}|\\[nt]", " ", text))
    return re.sub(r"[\W_]+", "", words.lower())


def sentences_for_instructors(lesson):
    """The letters of each sentence of *Listen for* and of the notes for instructors."""
    asked = [*lesson.discuss.values(), *lesson.write.values()]
    notes = lesson.texts.get("Notes for instructors", "")
    texts = [*(prompt.listen_for for prompt in asked), notes]
    found = [each for text in texts for each in re.split(r"(?<=[.?!:])\s+", prose.plain(text))]
    return [letters(each) for each in found if len(each.split()) >= FEWEST_WORDS]
