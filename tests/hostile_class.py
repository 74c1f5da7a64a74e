"""Files that nobody should find in a class's folder: odd names, odd data, zips made to mislead.

``FILES``: what it is -> (name, bytes). None of them is in hostile.py or in a_class.py.
"""

import io
import os
import stat
import struct
import warnings
import zipfile

import a_class

RUN = "<script>document.title='ran'</script>"
JINJA = "{{ 7 * 7 }}{% for x in range(9**9) %}{% endfor %}{{ ''.__class__.__mro__ }}"


def page(*records, **head):
    return a_class.page(records or [a_class.record("crust", "It is.")],
                        **{"code": "mean-1", **head}).encode("utf-8", "surrogatepass")


def words(text, **changes):
    return page({**a_class.record("crust", text), **changes})


def block(text):
    return (f'<!doctype html><script type="application/json" id="seminar-hand-in">{text}</script>'
            ).encode()


def changed(old, new):
    whole = page()
    assert old in whole
    return whole.replace(old, new)


def packed(*entries, comment=b"", before=b""):
    """A zip of (name or ZipInfo, bytes)."""
    out = io.BytesIO(before)
    out.seek(0, 2)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        with warnings.catch_warnings(action="ignore"):  # the same name may stand there twice
            for name, content in entries:
                archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def entry(name="a.html", **changes):
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    for field, value in changes.items():
        setattr(made, field, value)
    return made


def patched(content, sign, place, form, value):
    """A zip in whose record with this sign a field is overwritten."""
    found = content.rindex(sign) + place
    size = struct.calcsize(form)
    return content[:found] + struct.pack(form, value) + content[found + size:]


ZIPPED = packed(("a.html", page()))
CENTRAL, END, LOCAL = b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"
DEEP = ZIPPED
for _ in range(5):
    DEEP = packed(("b.zip", DEEP))

NAMES = {
    "a line end in the name": "a\nWritten: all is well.html", "a tab": "a\tb.html",
    "a carriage return": "a\rb.html", "a bell": "a\x07b.html", "a colour": "\x1b[31ma.html",
    "a title of the terminal": "\x1b]2;x\x1b\\a.html", "one byte escapes": "a\x9b31m.html",
    "markup": RUN.replace("/", "") + ".html", "a template": JINJA[:60].replace("/", "") + ".html",
    "quotes": "a'\"b.html", "a formula as name": "=1+1.html", "a dash first": "--delete-by.html",
    "a name of 250 letters": "a" * 245 + ".html", "a word of Windows": "con.html",
    "a space at the end": "a.html ", "a point at the end": "a.html.",
    "backslashes": "a\\..\\b.html",
    "percent": "%2e%2e%2f.html", "right to left": "a\u202elmth.exe",
    "isolates": "\u2066a\u2069.html",
    "nothing to see": "\u200b\u2060.html", "a byte-order mark first": "\ufeffa.html",
    "letters in pieces": "e\u0301.html", "a family": "\U0001f468\u200d\U0001f469.html",
    "bytes of no alphabet": os.fsdecode(b"\xff\xfe\xe9.html"), "tags unseen": "\U000e0041a.html",
    "a line end of another kind": "a\u2028b.html", "a dollar": "$(touch x)`id`.html",
}
HEADS = {
    "a code with four digits": {"code": "lamp-1000"}, "a code in capitals": {"code": "LAMP-01"},
    "a code with a space": {"code": " lamp-01"}, "a code with a line end": {"code": "lamp-01\n"},
    "a code of one letter": {"code": "a-1"}, "a code that is true": {"code": True},
    "a lesson with a part": {"lesson": 1.5}, "a lesson in a string": {"lesson": "1"},
    "a lesson that is true": {"lesson": True}, "lesson 99": {"lesson": 99},
    "a day with an hour": {"day": "2001-07-10T10:00"}, "a day of nothing": {"day": "0000-00-00"},
    "a day in a number": {"day": 20010710}, "a day of other digits": {"day": "\u0662001-07-10"},
    "a revision that is true": {"revision": True}, "half a revision": {"revision": 1.5},
    "a set that is a list": {"set": [RUN]}, "a set with markup": {"set": RUN},
    "a title that is data": {"title": {"a": 1}}, "a key of the prototype": {"__proto__": 1},
    "a project that is a list": {"project": ["bakery"]}, "a format in capitals": {
        "format": "Seminar Hand-in"}, "a version of nothing": {"version": 0},
}
TEXTS = {
    "a template in the words": JINJA, "the end of a field": f"</textarea></li>{RUN}",
    "the end of a comment": f"--> <!-- {RUN}", "the end of data": f"]]>{RUN}",
    "an entity": "&lt;script&gt;&#x202e;&amp;amp;", "signs of no letter": "\ufdd0\ufffe\uffff",
    "another line end": "a\x85=1\u2029=2", "spaces alone": " \u00a0\u3000",
    "unseen alone": "\u200b" * 9,
    "a terminal's orders": "\x1b[2J\x1b]0;x\x07", "an excel entity": "_x003D_1+1 _x000D_",
    "a call of another program": "=cmd|'/C calc'!A0", "a formula behind a mark": "\ufeff\u200e=1",
    "a link that runs": "javascript:document.title='ran'", "a picture's address":
    "![x](http://x.test/a.png) <http://x.test>", "a zalgo": "a" + "\u0336\u0489" * 3_000,
    "one word of 20,000 letters": "a" * 20_000, "lines without end": "a\n" * 15_000,
    "sorted that is not": "crust: dark\n: \ncrust: \n: light |", "a row of bars": " | " * 5_000,
}
DATA = {
    "data with a comment": block('/* x */ {"format": "seminar hand-in"}'),
    "data twice the same name": changed(b'"lesson": 1', b'"lesson": 1, "lesson": 2'),
    "a number of 5,000 digits": changed(b'"revision": 9', b'"revision": ' + b"9" * 5_000),
    "a number beyond all": changed(b'"revision": 9', b'"revision": 1e999'),
    "a sign of nothing in the data": changed(b"It is.", b"\\u0000It is."),
    "half a pair in the item": changed(b'"crust"', b'"\\ud83d"'),
    "an item of a dash": changed(b'"crust"', b'"a--b"'),
    "an item in capitals": changed(b'"crust"', b'"Crust"'),
    "an item of other digits": changed(b'"crust"', '"crust-\u0663"'.encode()),
    "an item of 100,000 letters": changed(b'"crust"', b'"' + b"a" * 100_000 + b'"'),
    "an item of the page": page(a_class.record("save", "x"), a_class.record("left", RUN)),
    "a verb with markup": words("x", verb="shows<b>"), "a question with a template": words(
        "x", asked=JINJA), "data in a comment": b"<!--" + page() + b"-->",
    "the data alone": page().split(b">", 4)[-1], "a file of one sign": b"<", "a file of spaces":
    b" " * 100_000, "a saved lesson": b"<!doctype html><title>Lesson 5</title><main>x</main>",
    "one file in an MHTML": b"From: <Saved>\r\nContent-Type: multipart/related\r\n\r\n" + page(),
    "rich text": b"{\\rtf1 It is.}", "a PDF": b"%PDF-1.7\n\xe2\xe3", "a page in UTF-7":
    b"+ADw-script+AD4-", "a page in UTF-32": page().decode().encode("utf-32"),
}
ZIPS = {
    "a zip of nothing": packed(), "a zip of a folder": packed(("a/", b"")),
    "a path to the system": packed(("/etc/passwd", page()), ("C:\\a.html", page())),
    "the same name twice": packed(("a.html", page()), ("a.html", page(code="mean-2"))),
    "a name of 60,000 letters": packed(("a" * 60_000 + ".html", b"no")),
    "a link in a zip": packed((entry(external_attr=(stat.S_IFLNK | 0o777) << 16), b"/etc/passwd")),
    "a locked zip": patched(patched(ZIPPED, CENTRAL, 8, "<H", 1), LOCAL, 6, "<H", 1),
    "a way of packing of tomorrow": patched(ZIPPED, CENTRAL, 10, "<H", 93),
    "deflate64": patched(patched(ZIPPED, CENTRAL, 10, "<H", 9), LOCAL, 8, "<H", 9),
    "a sum that is wrong": patched(ZIPPED, CENTRAL, 16, "<I", 7),
    "a size that is too small": patched(ZIPPED, CENTRAL, 24, "<I", 3),
    "a size that is too large": patched(ZIPPED, CENTRAL, 24, "<I", 2**31),
    "a packed size beyond the file": patched(ZIPPED, CENTRAL, 20, "<I", 2**31),
    "a place beyond the file": patched(ZIPPED, CENTRAL, 42, "<I", 2**31),
    "a list beyond the file": patched(ZIPPED, END, 16, "<I", 2**31),
    "a list of another length": patched(ZIPPED, END, 12, "<I", 5),
    "a list as long as all": patched(ZIPPED, END, 12, "<I", 2**32 - 2),
    "many disks": patched(ZIPPED, END, 4, "<H", 7),
    "a name that is no UTF-8": patched(patched(ZIPPED, CENTRAL, 8, "<H", 0x800), CENTRAL, 46, "<B",
                                       0xff),
    "a field that breaks off": packed((entry(extra=b"\1\0\xff\0"), page())),
    "a field of 64 bits, broken": packed((entry(extra=b"\1\0\2\0ab"), page())),
    "an end in the remark": packed(("a.html", page()), comment=END + b"\xff" * 18),
    "a remark of 65,000 letters": packed(("a.html", page()), comment=b"x" * 65_000),
    "a zip behind a program": packed(("a.html", page()), before=b"MZ\x90\0" * 999),
    "zips in zips in zips": DEEP, "a day that is none": patched(ZIPPED, CENTRAL, 14, "<H", 0),
    "a zip without its last byte": ZIPPED[:-1], "a zip without its middle":
    ZIPPED[:40] + ZIPPED[80:], "a list of names alone": ZIPPED[ZIPPED.index(CENTRAL):],
    "a workbook as zip": packed(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")),
    "an e-book as zip": packed(("mimetype", b"application/epub+zip")),
}
FILES = {
    **{name: (file, page(code="mean-7")) for name, file in NAMES.items()},
    **{name: ("a.html", page(**head)) for name, head in HEADS.items()},
    **{name: ("a.html", words(text)) for name, text in TEXTS.items()},
    **{name: ("a.html", content) for name, content in DATA.items()},
    **{name: ("a.zip", content) for name, content in ZIPS.items()},
}
