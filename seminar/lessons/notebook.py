"""Notebooks written from lessons.md: its prose as Markdown, its code as it stands there.

A control is one call, such as ``this.check("first-day")``. What is written is the same each time.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

import nbformat

from seminar import alphabets
from seminar.data import package, sources, text
from seminar.lessons import classroom, code
from seminar.lessons.model import Lesson, Unit
from seminar.lessons.sections import END, KINDS, LEDGERS

#: A cell that a reader cannot delete or change by a slip.
LOCKED = {"deletable": False, "editable": False}
BEGIN = ("**To begin:** in the menu above choose *Run*, then *Run All Cells*. The page jumps to "
         "its end: scroll back up. If nothing appears, choose it once more. You need not read the "
         "code. Cells called *Try it* are there to be changed; the others are locked, so nothing "
         "can break.")
DONE = ("Done? *Hand in* saves one file with all your answers. Give it to your teacher, or keep "
        "it.")
READ_IN_PART = "Most sources were read in part only. Each entry says what was read."
PLACES = {"class": "", "home": "At home", "more": "If you want more"}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def of(unit: Unit, lesson: Lesson) -> nbformat.NotebookNode:
    """The notebook of a lesson, with nothing run, as nbformat's NotebookNode."""
    cells = [*_opening(lesson), *_steps(unit, lesson), *_end(unit, lesson)]
    ids: dict[str, int] = {}
    for cell in cells:
        name = cell["id"]
        ids[name] = ids.get(name, 0) + 1
        cell["id"] = f"{name[:56]}-{ids[name]}"
    return nbformat.from_dict({"cells": cells, "metadata": {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python",
                       "name": "python3"},
        "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5})


# Cells -------------------------------------------------------------------------------------------


def _markdown(prose, name, *tags):
    return {"cell_type": "markdown", "id": _id(name), "metadata": _metadata(name, tags),
            "source": plain(prose)}


def _code(source, name, *tags, hidden=None):
    """A cell of code. ``hidden``: whether it is folded; if not said, a control is."""
    metadata = _metadata(name, tags)
    if "try-it" in tags:
        del metadata["editable"]
    elif code.is_call(source) if hidden is None else hidden:
        metadata["jupyter"] = {"source_hidden": True}
    return {"cell_type": "code", "execution_count": None, "id": _id(name), "metadata": metadata,
            "outputs": [], "source": source}


def _metadata(name, tags):
    """Locked, with the section of lessons.md that a cell is from; then a page can dress it."""
    return {**LOCKED, **({"tags": list(tags)} if tags else {}), "seminar": {"section": name}}


def _id(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def plain(prose: str) -> str:
    """Markdown as a notebook needs it: without comments, without a $ that begins a formula, and
    with words of another alphabet marked for a voice that reads them."""
    bare = _COMMENT.sub("", prose).replace("$", r"\$").strip()
    return alphabets.in_its_language(bare)


def _folded(summary, prose, opened=False):
    begin = "<details open>" if opened else "<details>"
    return f"{begin}<summary>{summary}</summary>\n\n{prose}\n\n</details>"


# The head ----------------------------------------------------------------------------------------


def title_of(lesson: Lesson) -> str:
    """The title with its number; a beginning, lesson 0, has none."""
    return f"{lesson.number}. {lesson.title}" if lesson.number else lesson.title


def _opening(lesson):
    texts = lesson.texts
    periods = [period for period, _ in classroom.columns(lesson)]
    time = f"**Time:** {' or '.join(map(str, periods))} minutes. " if periods else ""
    yield _markdown(f"# {title_of(lesson)}\n\n**{texts.get('Big question', '')}**\n\n"
                    f"{texts.get('Summary', '')}\n\n"
                    f"{time}**You need:** this page, or the printed sheet.\n\n{BEGIN}", "Summary")
    yield _code(f"# Open the lesson\nfrom seminar import lesson\n\nthis = lesson({lesson.number})\n"
                "this.begin()", "Open", hidden=True)
    for part in lesson.parts.get(("Tables", ""), []):
        yield _of_part(part, "Tables", hidden=True)
    if texts.get("Content note"):
        yield _markdown(f"**Content note.** {texts['Content note']}", "Content note")
    yield _markdown(_folded("What you learn, and the plan",
                            f"{texts.get('Objectives', '')}\n\n{_plan(lesson)}"), "Objectives")
    yield _code("# Your code, and where you stopped\nthis.desk()", "Desk")


def _plan(lesson):
    """The plan as a table, with a column of minutes for each period, or for the class's own."""
    columns = classroom.columns(lesson)
    head = [f"{period} min" for period, _ in columns] + ["Step", "What you do"]
    rows = [[*(minutes[n] for _, minutes in columns), step.title, step.students]
            for n, step in enumerate(lesson.plan)]
    return table(head, rows)


def table(head: Sequence, rows: Iterable[Sequence]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"
                     for cells in lines)


# The steps ---------------------------------------------------------------------------------------


def _steps(unit, lesson):
    columns = classroom.columns(lesson)
    for number, step in enumerate(lesson.plan):
        minutes = list(dict.fromkeys(each[number] for _, each in columns if each[number]))
        times = f"{' or '.join(map(str, minutes))} minutes" if minutes else ""
        when = ", ".join(filter(None, (PLACES[step.place], times)))
        about = " ".join(filter(None, (f"*{when[:1].upper()}{when[1:]}.*" if when else "",
                                       step.students)))
        tags = ["step", step.kind, step.place if step.place != "class" else ""]
        yield _markdown(f"## {step.title}\n\n{about}", step.title, *filter(None, tags))
        sorted_already = set()
        for key in step.shows:
            if key not in sorted_already:
                together = _sorted_with(lesson, key, step.shows)
                sorted_already.update(together)
                yield from _section(lesson, key, together)


def _sorted_with(lesson, key, shows):
    """The codings of a step that ask of the same cards as this one: they are sorted together."""
    coding = lesson.codings.get(key[1]) if key[0] == "Coding" else None
    if not coding or lesson.parts.get(key):
        return [key]
    return [each for each in shows if each[0] == "Coding" and not lesson.parts.get(each)
            and lesson.codings[each[1]].cards == coding.cards]


def _section(lesson, key, together):
    """The cells of one section that a step shows."""
    kind, name = key
    heading = f"{kind}: {name}" if name else kind
    if kind in LEDGERS:
        yield _code(f"# The claims, and your marks\nthis.{_id(kind).replace('-', '_')}()", heading)
    elif kind in _PROSE:
        yield _markdown(_PROSE[kind](lesson), heading, kind.lower())
    elif kind == "Cards":
        yield _markdown(_cards(lesson.cards[name]), heading, "cards")
    else:
        parts = lesson.parts.get(key, [])
        yield from (_of_part(part, heading, kind.lower()) for part in parts)
        if kind == "Read":
            if "paragraphs" not in package.tables():
                return  # a text that this set does not tell by its paragraphs
            yield _markdown(_gists(name), heading, "read")
        call = KINDS[kind].call
        if call and not (kind == "Coding" and parts):
            ids = [lesson.codings[name].cards] if kind == "Coding" else []
            ids += [each[1] for each in together]
            said = ", ".join(f'"{each}"' for each in ids)
            about = (f"{card_name(ids[0])}, to sort" if kind == "Coding" else
                     f"{kind}: {name.replace('-', ' ')}")
            yield _code(f"# {about}\nthis.{call}({said})", heading, kind.lower())


def _gists(span):
    """Our summaries of some paragraphs; folded for a class that reads the text itself first."""
    listed = "\n\n".join(f"**{row.paragraph}.** {row.gist}{text.in_its_words(row)}"
                         for row in text.paragraphs(span).itertuples())
    return _folded("Our summary", listed) if classroom.read().layer == "source" else listed


def _of_part(part, heading, *tags, hidden=None):
    if part.is_code:
        return _code(part.text, heading, *tags, *part.tags, hidden=hidden)
    return _markdown(part.text, heading, *tags)


def _recall(lesson):
    return "\n\n".join(f"{number}. {question}\n\n{_folded('Show the answer', answer)}"
                       for number, (question, answer) in enumerate(lesson.recall, 1))


def _words(lesson):
    listed = "\n".join(f"- **{term}**{f' ({foreign})' if foreign else ''}: {meaning}"
                       for term, foreign, meaning in lesson.words)
    return _folded("Words you may need", listed)


def _help(summary, prose):
    """A way in, or a way on: open for a class whose readers need more of it."""
    return _folded(summary, prose, classroom.read().layer == "support")


def _cards(cards):
    """A set of cards as a table; a column called ``source`` is written out."""
    rows = [[card_name(row[0]), *(
        escape(sources.cite_all(cell)) if column == "source" else cell
        for column, cell in zip(cards.columns[1:], row[1:]))] for row in cards.rows]
    return table([column.capitalize() for column in cards.columns], rows)


def card_name(name: str) -> str:
    """A card's name as a reader sees it: "empty-shops" is "Empty shops"."""
    return name.replace("-", " ").capitalize()


_PROSE = {"Recall": _recall, "Words": _words, "Argument": lambda lesson: lesson.texts["Argument"],
          "Support": lambda lesson: _help("Help", lesson.texts["Support"]),
          "Stretch": lambda lesson: _help("Stretch", lesson.texts["Stretch"])}


# The end -----------------------------------------------------------------------------------------


def _end(unit, lesson):
    yield _markdown(DONE, "Hand in")
    yield _code("# Hand in, and leave nothing behind\nthis.desk()", "Hand in")
    texts = [f"**{kind}**\n\n{lesson.texts[kind]}" for kind in END
             if kind != "Sources" and lesson.texts.get(kind)]
    if not lesson.number and len(unit.lessons) > 1:
        texts.insert(0, "The lessons in their order:\n\n" + _all_lessons(unit))
    if texts:
        yield _markdown("## What comes next\n\n" + "\n\n".join(texts), "What comes next")
    yield _markdown(f"## Sources\n\n{lesson.texts.get('Sources') or READ_IN_PART}", "Sources")
    yield _code("# The sources of what this lesson showed\nthis.sources()", "Sources")


def _all_lessons(unit):
    return "\n".join(
        f"{lesson.number}. [{lesson.title}]({lesson.fields['notebook'].rpartition('/')[2]})"
        for lesson in unit.lessons.values() if lesson.number)
