"""Markdown as a page shows it. Comments in it, which tie numbers to their rows, do not show."""

import re
from html import unescape

from markdown_it import MarkdownIt

from seminar.page.markup import scroll

# A tag of a web page is shown as it stands: what it would do to the page nobody can see before.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
# But words that are marked with their language stay so: see ``alphabets``.
_MARKED = re.compile(r"&lt;span lang=&quot;([a-z]{2,3})&quot;&gt;([^<>&]*)&lt;/span&gt;")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|pre|blockquote)>|<br ?/?>")


def without_comments(text):
    """The text without its HTML comments."""
    return _COMMENT.sub("", text)


def html(text):
    """Markdown blocks as HTML; each table in a box that scrolls by itself."""
    page = _marked(_MARKDOWN.render(without_comments(text)))
    return _TABLE.sub(lambda table: scroll(table[0], "A table"), page)


def inline(text):
    """One line of Markdown as HTML, without a paragraph round it."""
    return _marked(_MARKDOWN.renderInline(without_comments(text)))


def plain(text):
    """Markdown as its words alone, in one line: for labels, names, and what a question asked."""
    words = re.sub(r"<[^>]+>", "", _BLOCK_END.sub(" ", html(text)))
    return " ".join(unescape(words).split())


def _marked(page):
    return _MARKED.sub(r'<span lang="\1">\2</span>', page)
