"""A reader's own copy of the text, from my/: it is read, never kept and never built in.

``widgets/copies.js`` reads the same kinds of copies in a browser.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from seminar import project, wording
from seminar.errors import Told

FILES = ("my/article.txt", "my/article.html")
LARGEST = 20_000_000  # bytes of a file
LONGEST = 2_000_000  # characters of text in it

_BLOCKS = set("address article aside blockquote body caption center dd details div dl dt fieldset "
              "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre "
              "section summary table tbody td tfoot th thead tr ul".split())
_UNREAD = set("iframe noscript script select style svg template textarea title".split())
_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
                     r"<(?:!doctype|html|head|body|main|article|section|div|p|meta)\b",
                     re.IGNORECASE | re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORDS = wording.of("copies")
# What a file begins with that is no text, and which words say what its reader can do.
_OTHER = ((b"%PDF", "pdf"), (b"PK", "packed"), (b"{\\rtf", "document"),
          (b"From: <Saved by", "oneFile"))


class CopyError(Told):
    """A copy cannot be read. The message says why and what to do."""


@dataclass(frozen=True)
class Copy:
    """What a reader has: ``name`` of the file and its ``text``."""

    name: str
    text: str


def own():
    """The reader's own copy, or None where there is none. Raises :class:`CopyError`."""
    for name in FILES:
        path = project.root() / name
        if path.is_file():
            if path.stat().st_size > LARGEST:
                raise CopyError(_WORDS["large"])
            try:
                return Copy(name, read(path.read_bytes()))
            except OSError as error:
                raise CopyError(f"{name} cannot be read: {error.strerror}.") from None
    return None


def read(raw):
    """The text of a file: plain text, or a saved web page. Raises :class:`CopyError`."""
    if len(raw) > LARGEST:
        raise CopyError(_WORDS["large"])
    for beginning, kind in _OTHER:
        if raw.startswith(beginning):
            raise CopyError(_WORDS[kind])
    text = _decoded(raw)
    if _MARKUP.match(text):
        text = plain(text)
    if not text.strip() or "\0" in text:
        raise CopyError(_WORDS["noText"])
    if len(text) > LONGEST:
        raise CopyError(_WORDS["large"])
    return text


def _decoded(raw):
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace")


def plain(markup):
    """The text of a web page: a blank line between its blocks, and none of its scripts."""
    page = _Page()
    page.feed(markup)
    page.close()
    return "".join(page.pieces)


class _Page(HTMLParser):
    """Collects the text of a page in ``pieces``."""

    def __init__(self):
        super().__init__()
        self.pieces, self.unread = [], 0

    def handle_starttag(self, tag, attrs):
        if tag in _UNREAD:
            self.unread += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag):
        if tag in _UNREAD:
            self.unread = max(0, self.unread - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data):
        if not self.unread:
            self.pieces.append(_SPACE.sub(" ", data))
