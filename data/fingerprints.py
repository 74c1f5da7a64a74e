"""Writes the column fingerprints of paragraphs.csv from a copy of the article.

    python data/fingerprints.py my/article.txt

The article's text is not in this project and cannot be read from its fingerprints. The copy is
plain text with a blank line between paragraphs. Its body runs from the line that announces the
series to "To be continued". In it, a block that ends without a stop is a heading or the caption of
a photograph, and one that begins with a number in brackets is a note: neither is a paragraph.
"""

import csv
import re
import sys
from pathlib import Path

from seminar.data.fingerprints import fingerprints, words

TABLE = Path(__file__).parent / "paragraphs.csv"
NOTE = re.compile(r"\[\d+\]")


def paragraphs(text):
    """The article's paragraphs, in the order of their numbers."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    first = next(at for at, block in enumerate(blocks) if block.startswith("This is the first"))
    body = blocks[first + 1:blocks.index("To be continued")]
    return [block for block in body if not NOTE.match(block) and not heading(block)]


def heading(block):
    """A heading or a caption: it ends without a stop, or it is a short question."""
    end = NOTE.sub("", block).rstrip(" ”’\"')")[-1]
    return end not in ".:?" or (end == "?" and len(words(block)) < 10)


def write(path, table=TABLE):
    """Fills the column of the table from the copy at ``path``."""
    found = fingerprints(paragraphs(Path(path).read_text(encoding="utf-8-sig")))
    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) != len(found):
        sys.exit(f"The copy has {len(found)} paragraphs where the table has {len(rows)}. "
                 "Nothing was written.")
    rows = [{**row, "fingerprints": prints} for row, prints in zip(rows, found)]
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(*sys.argv[1:])
