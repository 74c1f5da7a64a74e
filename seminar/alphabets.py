"""Words in another alphabet, marked with their language."""

import re

from seminar import project

# A letter of another alphabet than the Latin, and words of such letters.
_LETTER = r"(?:(?![A-Za-z\u00AA-\u02FF\u1E00-\u1EFF])[^\W\d_])"
_FOREIGN = re.compile(f"{_LETTER}(?:(?:{_LETTER}|[ -])*{_LETTER})?")


def in_its_language(text: str, language: str | None = None) -> str:
    """Marks words in another alphabet with their language, so that a voice can pronounce them.

    ``language``: if it is not named, the one that lessons.md names.
    """
    def marked(word):
        named = project.language() if language is None else language
        return f'<span lang="{named}">{word[0]}</span>' if named else word[0]

    return _FOREIGN.sub(marked, text)
