"""A class that never was: files as desk.js hands them in, hostile and broken ones among them."""

import io
import json
import zipfile
from datetime import date
from random import Random

from seminar.__main__ import main
from seminar.answers import questions
from seminar.data import text
from seminar.lessons.model import Check, Coding
from seminar.page import prose
from seminar.report import collate
from seminar.report.page import ClassReport
from seminar.widgets.answer import VERBS

CANARY = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", " =1+1", "=cmd|'/c calc'!A0", "a;=1+1",
            '=HYPERLINK("http://x.test","y")', "one\n=1+1", 'a",=1+1', "\uff1d1+1"]
WORDS = ("the row says who counted and when so I would ask for a second source before I use it "
         "because one paper alone can be late and still be right").split()


def page(records, **head):
    """A handed-in file: its data as desk.js writes them, and nothing a browser could run."""
    head = {"format": "seminar hand-in", "version": 1, "set": "2026.1", "project": "bakery",
            "lesson": 1, "title": "Flour", "code": "", "day": "2001-07-10", "revision": 9, **head}
    lines = ",\n".join(json.dumps(record).replace("<", "\\u003c") for record in records)
    return ('<!doctype html><title>Lesson</title><script type="application/json" '
            f'id="seminar-hand-in">\n{json.dumps(head)[:-1]}, "records": [\n{lines}\n]}}\n'
            "</script></body></html>")


def answers(lesson, draw):
    """Something for each question of a lesson, as a student might say it."""
    for item, question in questions.of(lesson).items():
        if isinstance(question, Check):
            options = [prose.plain(each.text) for each in question.options]
            first = draw.choice(options) if options else (
                " > ".join(draw.sample(question.items, len(question.items))) or "15 kilograms")
            yield record(item, first, verb="look again", asked=prose.plain(question.question))
        elif isinstance(question, Coding):
            cards = lesson.cards.get(question.cards)
            names = [card for card, *_ in cards.rows] if cards else claims(lesson)
            weights = [4, 2] + [1] * (len(question.choices) - 2)
            lines = "\n".join(
                f"{card}: {draw.choices(question.choices, weights)[0]}"
                + (" | the rows agree" if question.reason else "") for card in names)
            yield record(item, lines, asked=prose.plain(question.question))
        else:
            words = " ".join(draw.choices(WORDS, k=draw.randint(5, 60)))
            yield record(item, words, draw.choice(VERBS), asked=prose.plain(question.text))


def claims(lesson):
    try:
        return list(text.claims_in(lesson.fields["claims"])["claim_id"])
    except LookupError:  # a set of lessons without a table of claims
        return ["C01", "C02"]


def record(item, text, verb="", revision=3, asked=""):
    return {"item": item, "text": text, "verb": verb, "revision": revision, "asked": asked}


def hostile(number, item, project, lesson):
    """(name, bytes) of the n-th hostile or broken file; they come round again after the last."""
    def handed(text=CANARY, **changes):
        head = {"project": project, "lesson": lesson, "code": f"mean-{number}", **changes}
        return page([record(item, text)], **head).encode("utf-8", "surrogatepass")

    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("../../escaped.html", handed("from a zip"))
    made = [
        (".html", handed()), (".html", handed(f"</script>{CANARY}\u202e\0")),
        (".html", handed(FORMULAS[number % len(FORMULAS)])), (".html", handed(code=CANARY)),
        (".html", handed("a" * 200_000)), (".html", handed("e" + "\u0301" * 5_000)),
        (".html", handed(day=CANARY, revision="9" * 50, title=CANARY)), (".html", b"\xff\xfe\x00x"),
        (".html", handed()[:150]), (".html", b""), (".html", handed(project="another")),
        (".html", CANARY.encode()), (".zip", b"PK\x03\x04 no zip"), (".zip", zipped.getvalue()),
        (".docx", b"PK an essay"), (f"{CANARY.replace('/', '')}.html", b"no hand-in"),
        (".html", page([record("../../x", CANARY), record(item, 7), record("new-item", CANARY)],
                       project=project, lesson=lesson, code=f"mean-{number}").encode()),
    ]
    ending, content = made[number % len(made)]
    return f"bad {number}{ending}", content


def fill(folder, unit, lesson, students, bad=0):
    """Puts a class's files into a folder, its list of codes with two more than have handed in."""
    draw, project = Random(7), unit.fields["project"]
    folder.mkdir(exist_ok=True)
    for number in range(1, students - bad + 1):
        code = f"lamp-{number:02}"
        records = list(answers(unit.lessons[lesson], draw))
        handed = page(records, project=project, lesson=lesson, code=code)
        (folder / f"lesson{lesson:02}-{code}.html").write_text(handed, encoding="utf-8")
    item = next(iter(questions.of(unit.lessons[lesson])))
    for number in range(bad):
        name, content = hostile(number, item, project, lesson)
        (folder / name).write_bytes(content)
    codes = [f"lamp-{number:02}" for number in range(1, students - bad + 3)]
    (folder / "codes.txt").write_text("\n".join(codes), encoding="utf-8")


def put(folder, name, *records, **head):
    """Writes a student's file, and the folders that it lies in."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    text = page(records or [record("crust", "It is.")], **head)
    (folder / name).write_text(text, encoding="utf-8")


def report(folder, unit, **settings):
    """The report of what lies in a folder, on a fixed day."""
    return ClassReport(unit, collate.read(folder, "bakery"), folder,
                       **{"today": date(2001, 7, 10), **settings})


def run(monkeypatch, *words):
    """Runs a command as if it were typed; returns its exit code."""
    monkeypatch.setattr("sys.argv", ["seminar", *map(str, words)])
    monkeypatch.setattr("seminar.commands.lab.enter", lambda: None)
    return main()
