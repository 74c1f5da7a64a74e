"""A notebook's first cell: title, summary and minutes, to be read before anything is run.

It stands in the notebook's file. A title, summary or minute of an instructor's own reaches it in
every copy that is handed out, and stands above the lesson where the file itself is opened.
"""

import json
import re

from seminar import project
from seminar.lessons import classroom

_MINUTES = re.compile(r"(?<=\*\*Time:\*\* )\d+(?: or \d+)? minutes")


def opening(lesson):
    """What the first cell of a lesson should say: its title, its summary, its minutes."""
    title = lesson.title if lesson.number == 0 else f"{lesson.number}. {lesson.title}"
    own = classroom.read().period if lesson.number else None  # a beginning has its own length
    minutes = " or ".join(map(str, dict.fromkeys([own] if own else lesson.minutes)))
    return title, lesson.texts["Summary"].split("\n\n")[0], f"{minutes} minutes"


def with_opening(source, lesson):
    """The text of a first cell with the title, summary and minutes that the lesson has now.

    A cell of another shape (a heading, a paragraph, the rest) stays as it is.
    """
    heading, _, below = source.partition("\n\n")
    summary, _, rest = below.partition("\n\n")
    if not (heading.startswith("# ") and rest):
        return source
    title, summary, minutes = opening(lesson)
    return "\n\n".join([f"# {title}", summary, _MINUTES.sub(minutes, rest, count=1)])


def copy_notebook(lesson, to):
    """Writes a lesson's notebook to the path ``to``, with the opening that the lesson has now."""
    notebook = _notebook(lesson)
    first = notebook["cells"][0]
    first["source"] = with_opening("".join(first["source"]), lesson).splitlines(keepends=True)
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"  # as Jupyter writes it
    to.write_text(text, encoding="utf-8", newline="\n")


def changed(lesson):
    """The opening, where the notebook's file has another; else None."""
    first = "".join(_notebook(lesson)["cells"][0]["source"])
    return opening(lesson) if with_opening(first, lesson) != first else None


def _notebook(lesson):
    return json.loads((project.root() / lesson.fields["notebook"]).read_text(encoding="utf-8"))
