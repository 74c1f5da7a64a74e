"""The catalogue of words: a PO file as other programs read it, in Python and in the browser."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from seminar import wording
from seminar.widgets import base

LIBRARY = Path(wording.__file__).parent
PO = wording._FILE.read_text(encoding="utf-8")
HEAD = 'msgid ""\nmsgstr "Plural-Forms: {}\\n"\n\n'
LATVIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"
LOAVES = ('msgctxt "oven.loaves"\nmsgid "1 loaf"\nmsgid_plural "{count} loaves"\n'
          'msgstr[0] "%s"\nmsgstr[1] "%s"\nmsgstr[2] "%s"\n')


def leaves(table, path=()):
    """(msgctxt, words) of each entry of a catalogue."""
    for name, words in table.items():
        if isinstance(words, dict):
            yield from leaves(words, (*path, name))
        else:
            yield ".".join((*path, name)), words


def test_the_catalogue_is_read_as_programs_for_translators_read_it():
    theirs = {each.context: list(each.id) if isinstance(each.id, tuple) else each.id
              for each in read_po(io.BytesIO(PO.encode()), abort_invalid=True) if each.id}
    assert dict(leaves(wording.read(PO)[1])) == theirs


@pytest.mark.parametrize("count, form", [(1, 0), (0, 1), (2, 1), (11, 1), (21, 1)])
def test_english_has_two_forms(count, form):
    assert wording.read(PO)[0](count) == form


def test_each_placeholder_of_one_form_is_known_to_the_other():
    plurals = [words for _, words in leaves(wording.read(PO)[1]) if isinstance(words, list)]
    names = [[set(re.findall(r"\{(\w+)\}", form)) for form in forms] for forms in plurals]
    assert names and all(one | {"count"} == many | {"count"} for one, many in names)


@pytest.mark.parametrize("entry, said", [
    ('msgctxt "oven.hot"\nmsgid "Hot"\nmsgstr "Heiß: \\"{day}\\""\n', 'Heiß: "{day}"'),
    ('msgctxt "oven.hot"\nmsgid ""\n"Hot "\n"stone"\nmsgstr ""\n', "Hot stone"),
    ('#, fuzzy\nmsgctxt "oven.hot"\nmsgid "Hot"\nmsgstr "Kalt"\n', "Hot"),
    ('#. "a note"\n#: bread.js:3\nmsgctxt "oven.hot"\nmsgid "Hot"\nmsgstr ""\n"Heiß"\n', "Heiß"),
    ('msgctxt "oven.hot"\nmsgid "Hot"\nmsgstr "Heiß"\n\n#~ msgid "Cold"\n#~ msgstr ""\n', "Heiß"),
], ids=["translated", "not translated", "fuzzy", "with notes", "an old one behind it"])
def test_a_translation_is_read(entry, said):
    assert wording.read(HEAD.format(LATVIAN) + entry)[1] == {"oven": {"hot": said}}


def test_plural_forms_are_those_of_the_language():
    rule, words = wording.read(HEAD.format(LATVIAN) + LOAVES % ("viens", "daudzi", "neviens"))
    assert [words["oven"]["loaves"][rule(number)] for number in (0, 1, 2, 11, 21)] == [
        "neviens", "viens", "daudzi", "daudzi", "viens"]


def test_no_number_is_wrong_where_a_plural_is_not_yet_translated():
    rule, words = wording.read(HEAD.format(LATVIAN) + LOAVES % ("viens", "", ""))
    assert {words["oven"]["loaves"][rule(number)] for number in (0, 1, 21)} == {"{count} loaves"}


def test_every_entry_is_said():
    files = [file for folder in (LIBRARY, LIBRARY.parent / "site") for file in folder.rglob("*")
             if file.suffix in (".py", ".js", ".html") and "_build" not in file.parts]
    named = set(re.findall(r"\w+", "\n".join(file.read_text(encoding="utf-8") for file in files)))
    entries = [context for context, _ in leaves(wording.read(PO)[1])]
    assert not [each for each in entries if each.rpartition(".")[2] not in named]


FILLED = [
    ("{one} of {other}", {"one": 1, "other": "{one}"}),
    ("{one} of {another}", {"one": "$&"}),
    *((["1 loaf", "{count} loaves"], {"count": count}) for count in (0, 1, 2, 101, 201, 1000)),
]


@pytest.mark.parametrize("words, values", FILLED)
def test_python_and_the_browser_fill_in_the_same(chromium, words, values):
    page = chromium.new_page()
    page.evaluate(base.BEGINNING + "Object.assign(globalThis, { filled })")
    there = page.evaluate("([words, values]) => filled(words, values)", [words, values])
    page.close()
    assert wording.filled(words, **values) == there


def test_what_is_filled_in_is_not_filled_again():
    assert wording.filled("{one} of {other}", one=1, other="{one}") == "1 of {one}"
    assert wording.filled(["1 loaf", "{count} loaves"], count=3) == "3 loaves"
