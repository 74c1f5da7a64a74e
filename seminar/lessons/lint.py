"""What programs and slips of the hand do to a line of lessons.md, so that it would not be read.

What can mean one thing only is mended in silence; of the rest it is said what to write.
"""

import re
from textwrap import shorten

from seminar.files import encodings
from seminar.lessons.sections import LISTS, NAMED, TEXTS, is_code, line_of

_UNLIKE = {"\u00a0": " ", "\u2010": "-", "\u2011": "-", "：": ":"}
_ESCAPED_BOX = re.compile(r"^(\s*[-*+]\s+)\\\[([ xX])\\\]")
_HIDDEN = re.compile(r"(?i)^\s*\\?[-*+–—•]?\s*\**hidden\**\s*[:=]\**\s*([^\s.]+)\.?\s*$")
_MARK = re.compile(r"^(\s*(?:[-*+]|\d+[.)]))[ \t]+(?=\S)")  # of a line in a list
# Lines that a text program or a slip has changed, so that they would be read as plain words.
_SLIPS = (
    (re.compile(r"\s*(?:(?:[–—•·○◦]|[0-9]+[.)])\s*\[[ xX]?\]|\[[ xX]\]\s|(?:[-*+]\s+)?[☐☑☒✓✔✗✘]|"
                r"[-*+](?:\[[ xX]\]|\s+(?:\[(?:\s+(?![\s\]])|[xX]\s)|\([ xX]\)\s)))"),
     'Begin an option with "- [ ]" or, if it is right, with "- [x]".'),
    (re.compile(rf"\s*(?:\*\*|__)?(?:(?:{'|'.join((*NAMED, 'Route'))}): ?[a-z0-9-]+|"
                rf"(?:{'|'.join((*TEXTS, *LISTS))}):?)(?:\*\*|__)?\s*$"),
     "Is it a heading? Then write ### before it and no stars."),
    (re.compile(r"\\#|\s*<h[1-6]>|\s*(?:>|[-*+]|\d+[.)])\s*#{1,6}\s"),
     "Is it a heading? Then write # signs and a space before it, and nothing else."),
    (re.compile(r"\s*[–—•·○◦]\s|\\[-*+]\s"), 'Begin a line of a list with a hyphen, "- ".'),
    (re.compile(r"\s*(?:&gt;|\\>)"), 'Begin a line of this kind with ">" itself.'),
    (re.compile(r"#{1,6}[^#\s]"), "Write a space behind the #."),
    (re.compile(r".*(?:&lt;!|\\<|<\\|<![–—]|[–—]>|--&gt;|--\\>)|.+<!--(?!.*-->)"),
     "A comment with the row of a number begins with <!-- and ends with -->. Write these signs."),
    (re.compile(r"(?:<{7}|>{7}|\|{7}) |={7}$"),
     "Here two versions of the file were put together. Keep the words of one, and take the lines "
     "with these signs out."),
)


#: A tag of a web page; in code, or as an address, such signs are meant.
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|"
                  r"<(?:script|style|iframe|object|embed)\b", re.I)
_CODE = re.compile(r"(`+).*?\1")


def mended(text):
    """The lines of a text without what editors put in by themselves, such as hard spaces."""
    for unlike, sign in _UNLIKE.items():
        text = text.replace(unlike, sign)
    plain = [line.rstrip() for line in text.splitlines()] or [""]
    return [_HIDDEN.sub(r"- hidden: \1", _ESCAPED_BOX.sub(r"\1[\2]", _MARK.sub(r"\1 ", line)))
            for line in plain]


def in_line(line):
    """What was done to a line, and what to write; "" if nothing is seen."""
    if spoilt := encodings.spoilt(line):
        return f'found "{shorten(line, 40)}", {spoilt}'
    advice = next((advice for slip, advice in _SLIPS if slip.match(line)), None)
    return f'found "{shorten(line, 40)}". {advice}' if advice else ""


def tag(line):
    """What a line says of a tag of a web page, which readers would see as it stands; or ""."""
    found = _TAG.search(_CODE.sub("", line)) if "<" in line else None
    return found and (f'found "{shorten(found[0], 40)}". A page shows this as it stands. Write '
                      "bold words, lists and tables with their signs, and take the tag out.")


def in_block(block, lines):
    """What shows in a block alone: a row without its table, a heading taken for code.

    ``lines``: those of the whole file. Yields each fault with the number of its line.
    """
    first, last = line_of(block), block.map[1]
    own = lines[first - 1:last]
    if block.type == "paragraph" and own[0].lstrip().startswith("|"):
        yield first, (f'"{shorten(own[0], 40)}" is in no table. Take away the empty line above it, '
                      "or write the lines for names and for |---| above it.")
    if block.type in ("fence", "code_block"):
        heading = re.compile(r"\s*#{2,3} " if is_code(block) else r"\s*#{1,3} ")
        for number, line in enumerate(own, first):
            if heading.match(line):
                yield number, (f'found "{shorten(line, 40)}" in a block of code, so it is no '
                               "heading. Take away the ``` above it, or the spaces before it.")
