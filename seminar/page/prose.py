"""Markdown as a page shows it. Comments in it, which tie numbers to their rows, do not show."""

import re
from html import unescape

from markdown_it import MarkdownIt

from seminar import project
from seminar.page.markup import scroll

# A tag of a web page is shown as it stands: what it would do to the page nobody can see before.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|pre|blockquote)>|<br ?/?>")
# A letter of another alphabet than the Latin, and words of such letters.
_LETTER = r"(?:(?![A-Za-z\u00AA-\u02FF\u1E00-\u1EFF])[^\W\d_])"
_FOREIGN = re.compile(f"{_LETTER}(?:(?:{_LETTER}|[ -])*{_LETTER})?")


def without_comments(text):
    """The text without its HTML comments."""
    return _COMMENT.sub("", text)


def html(text):
    """Markdown blocks as HTML; each table in a box that scrolls by itself."""
    page = _MARKDOWN.render(without_comments(text))
    return _TABLE.sub(lambda table: scroll(table[0], "A table"), page)


def inline(text):
    """One line of Markdown as HTML, without a paragraph round it."""
    return _MARKDOWN.renderInline(without_comments(text))


def plain(text):
    """Markdown as its words alone, in one line: for labels, names, and what a question asked."""
    words = re.sub(r"<[^>]+>", "", _BLOCK_END.sub(" ", html(text)))
    return " ".join(unescape(words).split())


def in_its_language(text, language=None):
    """Marks words in another alphabet with their language, so that a voice can pronounce them.

    ``language``: if it is not named, the one that lessons.md names.
    """
    def marked(word):
        named = project.language() if language is None else language
        return f'<span lang="{named}">{word[0]}</span>' if named else word[0]

    return _FOREIGN.sub(marked, text)
