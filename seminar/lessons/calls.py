"""What the notebooks call by name is there: a section of lessons.md, a table, a paragraph.

Read and not run, so that every slip is said at once, and in a second.
"""

import ast
import json

from seminar import project
from seminar.data import package, text
from seminar.lessons import parser

#: The calls of a lesson, and the kind of section that the name in each is of.
_SECTION = {"look_for": "Read", "investigate": "Investigate", "figure": "Figure", "chart": "Figure",
            "timeline": "Figure", "cards": "Cards", "coding": "Coding", "check": "Check",
            "discuss": "Discuss", "write": "Write"}


def check():
    """A sentence for each name that a lesson's notebook calls and that is not there."""
    return list(dict.fromkeys(
        f"{lesson.fields['notebook']}{fault}" for lesson in parser.read().lessons.values()
        for fault in _faults(lesson)))


def _faults(lesson):
    try:
        cells = _cells(project.root() / lesson.fields["notebook"])
    except (ValueError, LookupError, TypeError):
        yield (": this is no notebook any more. If you changed it in a text editor, a comma or a "
               "quotation mark may be gone: undo the last change, or put the file back.")
        return
    for cell in cells:
        for call, said in _calls(cell):
            for fault in _not_there(lesson, call, said):
                yield f', cell "{cell.strip().splitlines()[0]}": {fault}'


def _cells(notebook):
    """The code cells of a notebook that hold something, each as text."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return list(filter(str.strip, code))


def _calls(cell):
    """Each call in a cell as (name, arguments that are plain words); none if it is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(cell)))
    except SyntaxError:
        return  # a line for Jupyter itself, or a slip that shows when the cell is run
    for node in nodes:
        if isinstance(node, ast.Call):
            called = node.func
            of_lesson = isinstance(called, ast.Attribute) and ast.unparse(called.value) == "this"
            name = called.attr if of_lesson else getattr(called, "id", "") + "()"
            yield name, [each.value for each in node.args
                         if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _not_there(lesson, call, said):
    if call == "table()":
        yield from (f'there is no table "{name}". Write one of: {", ".join(package.tables())}.'
                    for name in said[:1] if name not in package.tables())
    elif call == "read":
        try:
            text.paragraphs(*said[:1] or ["p1"])
        except text.SpanError as error:
            yield str(error)
    elif call == "sort":
        cards = [said[0]] if said and said[0] not in _names(lesson, "Coding") else []
        for kind, names in (("Cards", cards), ("Coding", said[len(cards):])):
            yield from (_absent(lesson, kind, name) for name in names
                        if name not in _names(lesson, kind))
    elif call in _SECTION:
        kind = _SECTION[call]
        yield from (_absent(lesson, kind, name) for name in said[:1]
                    if name not in _names(lesson, kind))


def _names(lesson, kind):
    """The names of the lesson's sections of one kind, those that are hidden among them."""
    return [each[1] for each in lesson.seen if each[0] == kind and not isinstance(each, str)]


def _absent(lesson, kind, name):
    there = ", ".join(_names(lesson, kind)) or "none"
    return (f'lesson {lesson.number} has no "### {kind}: {name}". Write a name that it has '
            f"({there}), or add the section to lessons.md.")
