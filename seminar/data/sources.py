"""Sources: data/sources.json (CSL-JSON, as Zotero writes it), and how a page names them.

An instructor's own stand in my/data/sources.json, in the same shape; an id that is known replaces.

A short form stands beside a statement, a full one in the list at a lesson's end. The full form
ends with what was read of the source, and whose standpoint it has.
"""

import json
import re
from collections import Counter
from functools import lru_cache, partial

from seminar import project
from seminar.errors import NotThere, Told

FILE = "data/sources.json"
OWN = "my/data/sources.json"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")
#: Types whose outlet says more than their author: "The Baker, 10 July 2001".
_BY_OUTLET = {"article-newspaper", "article-magazine", "broadcast", "post-weblog", "webpage"}
#: What a hand may write in another form than Zotero: field -> an example of that form.
_EXAMPLES = {"author": '[{"family": "Rye", "given": "Ann"}]',
             "editor": '[{"family": "Rye", "given": "Ann"}]',
             "issued": '{"date-parts": [[2001, 7, 10]]}'}


class SourcesError(Told):
    """The sources cannot be read. The message says why."""


def ids():
    """The ids of all sources. Raises :class:`SourcesError` where they cannot be read."""
    return _all().keys()


def cite(source_id):
    """The short form: "The Baker, 10 July 2001" or "Ann, Bob and Carl 2001".

    Where another source has the same, its short title tells them apart, or failing that its title:
    "Ann 2001 (Rye)". Raises LookupError for an id that is not in sources.json.
    """
    return _looked_up(_read(_cited), source_id)


def _short(entry):
    outlet = entry.get("container-title")
    if entry["type"] in _BY_OUTLET and outlet:
        return f"{outlet}, {_date(entry)}"
    name = _names(entry, given=False) or outlet or entry["title"]
    return f"{name} {_parts(entry)[0]}" if _parts(entry) else f"{name}, no date"


def split(cell):
    """The ids in a cell of a table, where several stand split by a semicolon."""
    return [each.strip() for each in cell.split(";") if each.strip()]


def cite_all(cell):
    """The short forms of all sources in a cell. Raises LookupError for an unknown id."""
    return "; ".join(cite(each) for each in split(cell))


def reference(source_id):
    """The full form, in one line of text. Raises LookupError for an unknown id."""
    entry = _entry(source_id)
    book = entry["type"] in ("book", "report", "thesis", "dataset")
    parts = [
        _names(entry), entry["title"] if book else f"“{entry['title']}”",
        entry.get("container-title"), entry.get("publisher"), _date(entry),
        entry.get("page") and f"pp. {entry['page']}", entry.get("URL"),
    ]
    line = ". ".join(str(part).rstrip(".") for part in parts if part) + "."
    return f"{line} {entry['note']}" if entry.get("note") else line


def bibliography(source_ids):
    """The full forms of several sources in alphabetical order, each once, and its language."""
    listed = ((reference(each), _entry(each).get("language", "en")) for each in set(source_ids))
    return sorted(listed, key=lambda entry: entry[0].casefold())


def as_json():
    """All sources as a file to hand out, an instructor's own among them."""
    return (json.dumps(list(_all().values()), ensure_ascii=False, indent=2) + "\n").encode()


def check():
    """Every fault in sources.json, a sentence each; empty if there is none."""
    try:
        files = _read(_loaded)
    except SourcesError as error:
        return [str(error)]
    return [fault for name, entries in files for fault in _faults(name, entries)]


def changes():
    """The sources that an instructor replaces or adds, in a line; none where there are none."""
    own = dict(_read(_loaded)).get(OWN, [])
    names = [str(entry.get("id", "without an id")) for entry in own]
    return [f"Sources: {', '.join(names)}"] if own else []


def _faults(name, entries):
    faults, seen = [], set()
    for number, entry in enumerate(entries, 1):
        where = f"{name}, entry {number} ({entry.get('id', 'without an id')})"
        if not _ID.fullmatch(str(entry.get("id", ""))):
            faults.append(f'{where}: write an id in small letters, digits and hyphens, such as '
                          '"baker-2001-07-10".')
        if entry.get("id") in seen:
            faults.append(f"{where}: this id is used twice. Give one of the two another id.")
        seen.add(entry.get("id"))
        faults += [f'{where}: "{key}" is missing. Write one.'
                   for key in ("type", "title", "note") if not entry.get(key)]
        faults += [f'{where}: "{key}" has another form than it needs. Write "{key}": {example}'
                   for key, example in _EXAMPLES.items() if not _can_be_named(entry, key)]
    return faults


def _can_be_named(entry, key):
    """Whether a field has a form of which a name, or a date, can be made."""
    try:
        _date(entry) if key == "issued" else [_name(each, True) for each in entry.get(key) or []]
    except (AttributeError, TypeError, ValueError, IndexError):
        return False
    return True


def _all():
    return _read(_by_id)


def _read(reading):
    """What ``reading`` makes of the files. Raises :class:`SourcesError` where one is unreadable."""
    root = project.root()
    try:
        # By when they were changed, what was read of them is kept.
        return reading(tuple((name, root / name, (root / name).stat().st_mtime_ns)
                             for name in (FILE, OWN) if name == FILE or (root / name).exists()))
    except FileNotFoundError:
        raise SourcesError(f"{FILE} is missing. Put the file back as it was.") from None


@lru_cache(maxsize=4)
def _loaded(files):
    """The entries of each file, by its name."""
    found = []
    for name, path, _ in files:
        try:
            entries = json.loads(path.read_text(encoding="utf-8-sig"),
                                 object_pairs_hook=partial(_entry_of, name))
        except ValueError as fault:
            raise SourcesError(f"{name} is not JSON: {json_fault(fault)}") from None
        except RecursionError:
            raise SourcesError(f"{name} is no list of sources: its brackets lie too deep. Export "
                               "it again from Zotero as CSL JSON.") from None
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise SourcesError(f"{name} is no list of sources. Begin it with [ and end it with ], "
                               "and put each source between { and }.")
        found.append((name, entries))
    return found


def _entry_of(name, pairs):
    """A part of the file as a dict. Raises where a key stands twice: only the last would count."""
    for key, number in Counter(key for key, _ in pairs).items():
        if number > 1:
            known = dict(pairs).get("id", "without an id")
            raise SourcesError(f'{name}, an entry ({known}): "{key}" stands twice in it. Take one '
                               "of the two out, or is a bracket missing between two entries?")
    return dict(pairs)


def json_fault(fault):
    """Where a file stops being JSON, and what a person most often wrote there."""
    if not isinstance(fault, json.JSONDecodeError):
        return "it is not saved as UTF-8. Save it again with UTF-8 as the encoding."
    lines = fault.doc.splitlines() or [""]
    line = lines[min(fault.lineno, len(lines)) - 1]
    around = fault.doc[:fault.pos].rstrip()[-1:] + fault.doc[fault.pos:]
    if re.search("[“”„‟«»]", line):
        said = 'Write straight quotation marks, ", and no curly ones.'
    elif re.match(r".?\s*,\s*[}\]]", around):
        said = "Take away the comma before the bracket."
    else:
        said = ('A line has the form "title": "The words", and ends with a comma if another line '
                'of the source follows. Inside the words write \\" for a quotation mark.')
    return (f'something is wrong in line {fault.lineno}, or at the end of the line before: '
            f'"{line.strip()[:40]}". {said} Or export the file again from Zotero as CSL JSON.')


@lru_cache(maxsize=4)
def _by_id(files):
    return {entry.get("id"): entry for _, entries in _loaded(files) for entry in entries}


@lru_cache(maxsize=4)
def _cited(files):
    """The short form of every source, by its id."""
    entries = _by_id(files)
    short = {name: _short(entry) for name, entry in entries.items()}
    alike = Counter(short.values())
    return {name: said if alike[said] == 1 else
            f"{said} ({entries[name].get('title-short', entries[name]['title'])})"
            for name, said in short.items()}


def _entry(source_id):
    return _looked_up(_all(), source_id)


def _looked_up(known, source_id):
    """What is known under an id. Raises LookupError for an id that is not in sources.json."""
    try:
        return known[source_id]
    except KeyError:
        raise NotThere(f'{FILE} has no source "{source_id}". Write the id of an entry that '
                          "is there, or add one.") from None


def _names(entry, given=True):
    """The authors, or failing them the editors, as text."""
    people = entry.get("author") or entry.get("editor") or []
    names = [_name(person, given and not place) for place, person in enumerate(people)]
    if not given and len(names) > 3:
        names = [names[0], "others"]
    return names[0] if len(names) == 1 else " and ".join(filter(None, [", ".join(names[:-1]),
                                                                       *names[-1:]]))


def _name(person, family_first):
    if "literal" in person:
        return person["literal"]
    family, given = person.get("family", ""), person.get("given", "")
    return f"{family}, {given}".strip(", ") if family_first else family


def _parts(entry):
    return (entry.get("issued", {}).get("date-parts") or [[]])[0]


def _date(entry):
    """The date of issue: "10 July 2001", "July 2001", "2001" or "no date"."""
    year, month, day = [int(part) for part in _parts(entry)] + [0] * (3 - len(_parts(entry)))
    return " ".join(str(part) for part in (day, _MONTHS[month], year) if part) or "no date"
