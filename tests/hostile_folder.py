"""A class's folder in which everything is made to cost the most: 120 files, and none of a student.

``fill`` writes them; a report of them is to be made all the same, and bench/collate.py measures it.
"""

import io
import itertools
import json
import zipfile
from functools import cache

import a_class

MEGA = 1_000_000
ITEM = "soap"  # a prompt of the lesson that is measured; any other word is no question of it


def handed(records, number, **head):
    return a_class.page(records, **{"project": "kuzbass-1989", "lesson": 5,
                                    "code": f"mean-{number % 1000}", **head}).encode(
                                        "utf-8", "surrogatepass")


def answer(text, number, item=ITEM):
    return handed([a_class.record(item, text)], number)


def raw(records, number):
    """A file whose list of records is this text, as no page writes it."""
    return handed([], number).replace(b'"records": [\n', b'"records": [\n' + records.encode())


def packed(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


@cache
def bomb():
    return packed((f"{number}.html", b"a" * 7_900_000) for number in range(300))


def many_students():
    letters = ("".join(each) for each in itertools.product("abcdefghij", repeat=4))
    return packed((f"{code}.html", handed([a_class.record(f"item-{n}", "x") for n in range(20)],
                                          1, code=f"{code}-1")) for code in letters)


def of_one_code():
    return packed((f"{number}.html", answer(f"wholly different words number{number} " * 20, 3))
                  for number in range(10_000))


def long_list():
    """A zip with a hundred thousand files, all of nothing."""
    return packed(((f"{number}", b"") for number in range(100_000)), zipfile.ZIP_STORED)


SORTED = "\n".join(f"card-{number}: choice {number} | why" for number in range(60_000))

#: What a file is, and how the file of a number is made.
KINDS = {
    "line ends alone": lambda n: handed(
        [a_class.record(f"item-{each}", "\n" * 31_990 + "=1") for each in range(90)], n),
    "tabs and quotes": lambda n: answer('\t"\n' * 300_000, n),
    "100,000 records": lambda n: handed(
        [a_class.record(f"item-{each}", "words") for each in range(50_000)], n),
    "broken records": lambda n: raw("{]}\n" * 60_000, n),
    "numbers as records": lambda n: raw("7, " * 250_000 + "7", n),
    "lists in a list": lambda n: raw("[]," * 2_000_000 + "[]", n),
    "brackets without end": lambda n: raw("[" * 2 * MEGA, n),
    "a word of digits": lambda n: answer("1" * 900_000 + "x", n, "strike-share"),
    "a number of digits": lambda n: raw('{"item": "soap", "text": "x", "revision": %s}'
                                        % ("9" * 100_000), n),
    "tries without end": lambda n: answer("22 %\n" * 190_000, n, "strike-share"),
    "cards without end": lambda n: answer(SORTED, n, "colour"),
    "emoji": lambda n: answer("\U0001f525" * 900_000, n),
    "one sign of four bytes": lambda n: answer("a" * 7 * MEGA + "\U0001f525", n),
    "accents on one letter": lambda n: answer("e" + "\u0301" * 900_000, n),
    "directions": lambda n: answer("\u202e\u2066" * 400_000, n),
    "halves of pairs": lambda n: answer("\ud83d" * 300_000, n),
    "beginnings of blocks": lambda n: (
        b'<script type="application/json" id="seminar-hand-in">' * 100_000),
    "ends of blocks": lambda n: b"</script>" * 800_000,
    "nothing but tags": lambda n: b"<" * 7_900_000,
    "nothing": lambda n: b"\0" * 7_900_000,
    "too large": lambda n: b"<p>" * 10 * MEGA,
    "a code like a book": lambda n: handed([], n, code="a" * MEGA),
    "a set like a book": lambda n: handed([], n, set="a" * 3 * MEGA),
    "a day beyond all": lambda n: handed([a_class.record(ITEM, "x")], n, day="9999-12-31"),
    "a project like a book": lambda n: handed([], n, project="a" * 3 * MEGA),
    "an item like a book": lambda n: answer("x", n, "a" * 2 * MEGA),
    "a question like a book": lambda n: handed(
        [a_class.record(f"item-{each}", "x", asked="why " * 20_000) for each in range(90)], n),
    "files without end in a zip": lambda n: packed(
        (f"{each} {'name ' * 5}.html", b"no") for each in range(10_500)),
    "a list without end": lambda n: long_list(),
    "a bomb": lambda n: bomb(),
    "bombs in bombs": lambda n: packed([(f"{each}.zip", bomb()) for each in range(3)]),
    "a class of 10,000": lambda n: many_students(),
    "10,000 files of one code": lambda n: of_one_code(),
    "a zip that breaks off": lambda n: bomb()[:-30],
    "a zip of another's bytes": lambda n: b"PK\x03\x04" + json.dumps(["x"] * 900_000).encode(),
}
NUMBER = 120
#: Made once or twice only: of each of these the work of minutes is asked, in a few bytes.
RARE = ("a class of 10,000", "10,000 files of one code", "a list without end", "bombs in bombs",
        "too large")


def fill(folder):
    """Writes the files into a folder that is there."""
    often = [kind for kind in KINDS if kind not in RARE]
    kinds = [*RARE, *itertools.islice(itertools.cycle(often), NUMBER - len(RARE))]
    for number, kind in enumerate(kinds):
        content = KINDS[kind](number)
        ending = "zip" if content[:2] == b"PK" else "html"
        (folder / f"{number:03} {kind}.{ending}").write_bytes(content)
