"""A made-up essay laid over the bakery's project: its paragraphs, claims, rows and readings."""

import copy
import csv
import json

import bakery

from seminar.data.fingerprints import fingerprints

ID = "baker-2001"
#: Curly quotes, dashes, hyphens, a ligature, foreign letters, notes, and a beginning used twice.
PARAGRAPHS = [
    "The old mill by the river, which had ground rye since anyone’s grandmother could remember, "
    "stopped one Tuesday in spring—not because the wheel had broken, but because nobody brought "
    "it any grain. [1] That week the baker’s shelves were half-empty by noon.",
    "Ann kneaded what was left. She had learned the trade from a well-travelled aunt in Besançon, "
    "and she knew how a sour starter behaves when the kitchen is cold; she wrapped it in wool and "
    "hoped. “A loaf,” she used to say, “is only patience with a crust on it.”",
    "“We did not ask for cake. We asked for flour at the price of last year, for an oven door "
    "that shuts, and for someone at the town hall who would answer a letter. What we got was a "
    "pamphlet about cake, printed on paper that would not even light the oven.” [2]",
    "The old mill by the river was sold in the end to a man who kept pigeons.",
    "Bob, who ﬁrst drew up the ﬁgures, counted forty-two households without bread and wrote the "
    "number on the door in chalk. Боб, as his mother spelled it, was no friend of round numbers. "
    "By the end-of-month fair the count had been rubbed out twice by rain and once by hand, and "
    "the co-operative stopped asking. It is still the only count there is.",
]
CLAIMS = [
    ("C01", "p1", "The mill stopped for want of grain.", "explanation"),
    ("C02", "p1;p4", "The mill <b stood by the river.", "event"),
    ("C03", "p5", "Forty-two households had no bread.", "figure"),
]
READINGS = [
    ("C03", "miller-2002", "disputes", "Counts <img src=x onerror=document.title='hit' nine.",
     "the miller's own memoir", "p. 12"),
    ("C03", "baker-2001", "supports", "", "", ""),
    ("C01", "miller-2002", "context", "The river was low.", "the miller's own memoir", ""),
]


def text(paragraphs=PARAGRAPHS):
    """The essay as plain text, with a heading and a caption that are no paragraphs."""
    return "\n\n".join(["Of bread", *paragraphs[:2], "The mill (photo: Bob)", *paragraphs[2:]])


def prints():
    """paragraph -> its fingerprints."""
    return {f"p{number}": each for number, each in enumerate(fingerprints(PARAGRAPHS), 1)}


def build(folder, with_readings=True):
    """The bakery's project with the essay on its table."""
    bakery.build(folder)
    package = copy.deepcopy(bakery.PACKAGE)
    loaves = bakery.LOAVES.replace("source_id,note", "source_id,locator,note").replace(
        "baker-2001,\n", 'baker-2001,"p5, line 1",\n').replace(
        "miller-2002,", "miller-2002,p. 3,")
    (folder / "data" / "loaves.csv").write_text(loaves, encoding="utf-8")
    package["resources"][0]["schema"]["fields"].insert(-1, _field("locator"))
    gists = [(name, f"Gist of {name}, <em ours.", "", each) for name, each in prints().items()]
    _add(package, folder, "paragraphs", ("paragraph", "gist", "phrase", "fingerprints"), gists)
    _add(package, folder, "claims", ("claim_id", "paragraphs", "claim", "type"), CLAIMS)
    if with_readings:
        _add(package, folder, "readings", ("claim_id", "source_id", "stance", "what_it_says",
                                           "standpoint", "locator"), READINGS)
    (folder / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


def _field(name):
    return {"name": name, "type": "string", "description": f"The {name}."}


def _add(package, folder, name, columns, rows):
    package["resources"].append({"name": name, "path": f"{name}.csv",
                                 "schema": {"fields": [_field(each) for each in columns]}})
    with open(folder / "data" / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
