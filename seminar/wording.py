"""The catalogue of words: what controls, notebooks, tables and the report say is in words.po."""

import gettext
import json
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "words.po"
_FIELD = re.compile(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)


def read(po):
    """(rule, words) of a catalogue, the text of a PO file.

    ``rule``: which form goes with a number. ``words``: a table by the first word of each msgctxt,
    in which stand tables by the next word, and last the words: a text, or a list of plural forms.
    What has no translation, or one that is marked as fuzzy, is said in English.
    """
    head, *entries = map(_fields, re.split(r"\n{2,}", po))
    forms, plural = re.search(r"nplurals *= *(\d+) *; *plural *= *(.*?);?$", head["msgstr"],
                              re.MULTILINE).groups()
    rule = gettext.c2py(plural)
    by_english = all(rule(number) == (number != 1) for number in range(200))
    words = {}
    for entry in filter(None, entries):
        *path, name = entry["msgctxt"].split(".")
        table = words
        for part in path:
            table = table.setdefault(part, {})
        said = [entry[field] for field in sorted(entry) if field.startswith("msgstr")]
        if not all(said) or "fuzzy" in entry:
            said = [entry[field] for field in ("msgid", "msgid_plural") if field in entry]
            if not by_english:  # the second of its forms is true of any number
                said = said[-1:] * int(forms)
        table[name] = said if "msgid_plural" in entry else said[0]
    return rule, words


def _fields(entry):
    """Field -> text, of one entry of a PO file."""
    fields = {name: "".join(map(json.loads, lines.splitlines()))
              for name, lines in _FIELD.findall(entry)}
    return fields | {"fuzzy": ""} if re.search("^#,.*fuzzy", entry, re.MULTILINE) else fields


@cache
def _catalogue():
    return read(_FILE.read_text(encoding="utf-8"))


def of(control):
    """The words of one control, as :func:`read` has them."""
    return _catalogue()[1][control]


def say(context, **values):
    """The words of a msgctxt, filled in."""
    words = _catalogue()[1]
    for name in context.split("."):
        words = words[name]
    return filled(words, **values)


def filled(words, **values):
    """``words`` with a value in place of each {name}.

    Where the words are a list of plural forms, ``count`` says which of them is meant.
    """
    if not isinstance(words, str):
        words = words[_catalogue()[0](values["count"])]
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), words)


def as_script(controls):
    """JavaScript that has the words of ``controls`` as data, for ``filled`` in shared.js.

    The rule is handed over as a row of digits, the forms of 0 to 199: the rule of no language
    looks further than the hundreds.
    """
    rule, words = _catalogue()
    chosen = {control: words[control] for control in controls}
    return (f"const IN_WORDS = {json.dumps(chosen, ensure_ascii=False)};\n"
            f'const FORM_OF = "{"".join(str(rule(number)) for number in range(200))}";\n')
