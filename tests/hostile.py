"""Handed-in files that nobody should send, and what is to become of each in every reader.

``FILES``: name -> its bytes and its outcome: "read", "partly" (and what was left out is said) or
"refused" (and why is said).
"""

import json

RECORD = {"item": "crust", "text": "It is.", "verb": "suggests", "revision": 4, "asked": "Is it?"}
HEAD = {"format": "seminar hand-in", "version": 1, "set": "2026.1", "project": "bakery",
        "lesson": 5, "title": "Bread", "code": "lamp-07", "day": "2001-07-10", "revision": 9}
#: Where a page runs this, its title says so.
RUN = "document.title='hit'"
MARKUP = f'</script><img src=x onerror="{RUN}"><script>{RUN}</script>'
#: The items that the lesson asks for.
ITEMS = ("crust", "crumb", "constructor", *(f"prompt-{number}" for number in range(5)))


def block(records=(RECORD,), **changes):
    """The data of a handed-in file, a record to a line, as the page writes them."""
    head = json.dumps({**HEAD, **changes})[:-1]
    written = f'{head}, "records": [\n' + ",\n".join(map(json.dumps, records)) + "\n]}\n"
    return written.replace("<", "\\u003c")


def page(data=None, after="", **changes):
    return ('<!doctype html><title>Lesson 5</title><p>words</p>\n'
            f'<script type="application/json" id="seminar-hand-in">\n{data or block(**changes)}'
            f"</script>\n{after}</body></html>")


def record(**changes):
    return page(records=[{**RECORD, **changes}])


def beside(**changes):
    return page(records=[RECORD, {**RECORD, "item": "crumb", **changes}])


FIVE = page(records=[{**RECORD, "item": f"prompt-{n}", "text": f"words {n}"} for n in range(5)])
WHOLE = page()
TAG = '<script type="application/json" id="seminar-hand-in">'
#: What a program may make of the tag when it saves the page again.
TAGS = {
    "attributes turned round": '<script id="seminar-hand-in" type="application/json">',
    "single quotes": "<script type='application/json' id='seminar-hand-in'>",
    "no quotes, and capitals": "<SCRIPT TYPE=application/json ID=seminar-hand-in>",
    "a line for each attribute": (
        '<script\n  type = "application/json"\r\n\tid = "seminar-hand-in"\n>'),
    "attributes of others": (
        '<script nonce="" data-of=\'"a" program\' type="application/json" async '
        'id="seminar-hand-in" class=saved>'),
    "another block before": (
        f'<script id="seminar">1</script><script>{RUN}</script>{TAG}'),
}
#: What has no words of its own, and ends in an error where it is taken for words.
NO_WORDS = {"toString": "x", "valueOf": None}
NEST = "[" * 20_000 + "]" * 20_000
FILES = {
    **{name: (WHOLE.replace(TAG, tag), "read") for name, tag in TAGS.items()},
    "the end in capitals": (WHOLE.replace("</script>", "</SCRIPT >"), "read"),
    "a day that is data": (page(day=NO_WORDS), "read"),
    "a day that no calendar has": (page(day="2026-99-99"), "read"),
    "a day of a shorter month": (page(day="2026-02-30"), "read"),
    "a day in other figures": (page(day="\u0662\u0660\u0662\u0666-11-30"), "read"),
    "a record's lesson that is data": (record(lesson=NO_WORDS), "read"),
    "a verb and a question that are data": (record(verb=NO_WORDS, asked=NO_WORDS), "read"),
    "a revision that is data": (record(revision=NO_WORDS), "read"),
    "a revision of 5,000 figures": (
        WHOLE.replace('"revision": 4', f'"revision": {"9" * 5000}'), "read"),
    "a code that is data": (page(code=NO_WORDS), "partly"),
    "a code in other figures": (page(code="lamp-\u0660\u0667"), "partly"),
    "an item that is data": (beside(item=NO_WORDS), "partly"),
    "brackets within brackets in a record": (
        beside(lesson=7).replace('"lesson": 7', f'"lesson": {NEST}'), "partly"),
    "broken off, with line ends of Windows": (
        FIVE[:FIVE.index("words 3")].replace("\n", "\r\n"), "partly"),
    "brackets within brackets in the day": (
        WHOLE.replace('"2001-07-10"', NEST), "refused"),
    "a lesson that is data": (page(lesson=NO_WORDS), "refused"),
    "a set of lessons that is data": (page(project=NO_WORDS), "refused"),
    "a byte-order mark in the block": (WHOLE.replace(TAG, TAG + "\ufeff"), "refused"),
    "an attribute behind a hard space": (
        WHOLE.replace(TAG, TAG.replace(" id", " \u00a0id")), "refused"),
    "another id": (WHOLE.replace("seminar-hand-in", "seminar-hand-in-2"), "refused"),
    # Markup, formulas, signs: words like others.
    "markup in the text": (record(text=MARKUP), "read"),
    "a formula": (record(text='=HYPERLINK("http://x.test","y")\n+1\n-1\n@SUM(A1)'), "read"),
    "markup in the question": (record(asked=MARKUP), "read"),
    "markup in the verb": (record(verb=MARKUP), "read"),
    "markup in the title": (page(title=MARKUP), "read"),
    "markup in the day": (page(day=MARKUP), "read"),
    "markup in the version of the set": (page(set=MARKUP), "read"),
    "markup round the block": (
        page(after=f"<script>{RUN}</script><img src=x onerror={RUN}>"), "read"),
    "a second block": (page(after=page(project="other")), "read"),
    "right to left, and back": (
        record(text="\u202eabc\u202c \u200f\u05e9\u05dc\u05d5\u05dd"), "read"),
    "control characters": (record(text="".join(map(chr, range(32))) + "\x7f\x9b31m"), "read"),
    "emoji, and half of one": (record(text="\N{PICK}\ufe0f \ud83d"), "read"),
    "line ends of other alphabets": (record(text="a\u2028b\u2029c\x0bd"), "read"),
    "a very long line": (record(text="word " * 100_000), "read"),
    "a verb that is a list": (record(verb=["shows"]), "read"),
    "a revision below nothing": (record(revision=-3), "read"),
    "a revision beyond all": (record(revision=10**20), "read"),
    "a revision in words": (record(revision="9; drop table"), "read"),
    "a prototype's name as item": (record(item="constructor"), "read"),
    "a prototype in the data": (page(__proto__={"project": "other"}), "read"),
    "a byte-order mark": ("\ufeff" + WHOLE, "read"),
    "line ends of Windows": (WHOLE.replace("\n", "\r\n"), "read"),
    "no answers": (page(records=[]), "read"),
    # What is left out is said.
    "a record that is none": (page(records=[RECORD, 7, None, ["x"]]), "partly"),
    "an item that is a path": (beside(item="../../x"), "partly"),
    "an item with markup": (beside(item=MARKUP), "partly"),
    "an item that is a list": (beside(item=["crumb"]), "partly"),
    "an item of the prototype": (beside(item="__proto__"), "partly"),
    "a text that is a number": (beside(text=7), "partly"),
    "a text that is data": (beside(text={"toString": "x"}), "partly"),
    "two answers to one prompt": (page(records=[{**RECORD, "text": "old", "revision": 2}, RECORD]),
                                  "partly"),
    "an answer like a book": (beside(text="a" * 1_200_000), "partly"),
    "a code that is a path": (page(code="../../etc/passwd"), "partly"),
    "a code that is a name": (page(code="ann smith"), "partly"),
    "a code with markup": (page(code=MARKUP), "partly"),
    "a code that is a list": (page(code=["lamp-07"]), "partly"),
    "a code that is nothing": (page(code=None), "partly"),
    "a file that breaks off": (FIVE[:FIVE.index("words 3")], "partly"),
    "a line that was changed": (FIVE.replace('"words 2"', '"words " 2"'), "partly"),
    "a number that is none": (WHOLE.replace('"revision": 4', '"revision": NaN'), "partly"),
    # What cannot be used is refused, and why is said.
    "another file": ("<p>My essay</p>", "refused"),
    "an empty file": ("", "refused"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "refused"),
    "another alphabet's encoding": (
        "<p>\u0441\u043b\u043e\u0432\u0430</p>".encode("cp1251"), "refused"),
    "two bytes a letter": (WHOLE.encode("utf-16"), "refused"),
    "a byte that is damaged": (WHOLE.encode().replace(b"It is.", b"It is\xff"), "refused"),
    "other data in the block": (page('{"format": "shopping", "records": []}'), "refused"),
    "answers that are no list": (
        WHOLE.replace('"records": [', '"records": {"0": ').replace("]}", "}}"), "refused"),
    "a list in the block": (page("[1, 2]"), "refused"),
    "a word in the block": (page('"seminar hand-in"'), "refused"),
    "nothing in the block": (page("null"), "refused"),
    "a script in the block": (page(RUN), "refused"),
    "a block of a script": (WHOLE.replace("application/json", "text/javascript"), "refused"),
    "brackets without end": (page("[" * 100_000), "refused"),
    "brackets within brackets": (page("[" * 100_000 + "]" * 100_000), "refused"),
    "broken off in its head": (WHOLE[:WHOLE.index('"project"')], "refused"),
    "a newer version": (page(version=2), "refused"),
    "a version in words": (page(version="1; drop"), "refused"),
    "a version that is true": (page(version=True), "refused"),
    "another set of lessons": (page(project="brewery"), "refused"),
    "no lesson": (page(lesson="../../5"), "refused"),
    "a lesson below nothing": (page(lesson=-1), "refused"),
    "a lesson beyond all": (page(lesson=1e300), "refused"),
}


def write(name, folder):
    """The file of this name in a folder, under a name such as students' files have."""
    content, _ = FILES[name]
    file = folder / "lesson05-lamp-07.html"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file
