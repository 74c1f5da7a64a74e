"""The Python in lessons.md: a figure's own lines, or what a task lets a reader try."""

import ast
import builtins
from collections.abc import Iterator

from seminar.data import package, text
from seminar.lessons.model import Key

#: At most so many lines in a cell: more than that is a program, and no lesson.
LINES = 8
#: What may stand behind "```python": a cell to change, or one whose printed output is compared.
TAGS = {"try-it": "try-it", "checked": "nbval-check-output"}

#: What Python raises where a text is no code; the last two, where brackets or signs lie too deep.
_NO_CODE = (SyntaxError, ValueError, MemoryError, RecursionError)
_CURLY = str.maketrans("“”„‘’", "\"\"\"''")
#: The calls of a lesson, and the kind of section that the name in each is of.
_SECTION = {"figure": "Figure", "chart": "Figure", "timeline": "Figure", "map": "Figure",
            "check": "Check", "discuss": "Discuss", "write": "Write"}


def mended(source: str) -> str:
    """The code of a block, with the straight quotation marks that a text program made curly."""
    return source.translate(_CURLY).rstrip()


def tags(info: str) -> tuple[str, ...]:
    """The tags of a cell, by the words that stand behind "```python"."""
    return tuple(TAGS[word] for word in info.split()[1:] if word in TAGS)


def is_call(source: str) -> bool:
    """Whether the code only shows a control, ``this.browse(...)``: then a page does without it."""
    try:
        body = ast.parse(source).body
    except _NO_CODE:
        return False
    return (len(body) == 1 and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Call)
            and ast.unparse(body[0].value.func).startswith("this."))


def calls(source: str) -> Iterator[tuple[str, list]]:
    """Each call in the code as (name, arguments), with None for what is no plain word or number;
    none if it is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except _NO_CODE:
        return  # a line for Jupyter itself, or a slip that ``faults`` tells
    for node in nodes:
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "id", "") + "()"
            if isinstance(called, ast.Attribute) and ast.unparse(called.value) == "this":
                name = called.attr
            yield name, [each.value if isinstance(each, ast.Constant) else None
                         for each in node.args]


def sections(source: str) -> Iterator[Key]:
    """The keys of the sections that the code calls by name."""
    for call, said in calls(source):
        if call == "sort":  # of cards, or of rows, by one coding or several
            kinds = ["Cards", *["Coding"] * len(said)]
            yield from (key for key in zip(kinds, said) if isinstance(key[1], str))
        elif call in _SECTION and said and isinstance(said[0], str):
            yield _SECTION[call], said[0]


def faults(source: str, info: str) -> Iterator[str]:
    """What is wrong with some code by itself, a sentence each."""
    if unknown := [word for word in info.split()[1:] if word not in TAGS]:
        yield (f'found "{unknown[0]}" behind "```python". Write nothing there, or one of: '
               f'{", ".join(TAGS)}.')
    lines = len(list(filter(str.strip, source.splitlines())))
    if lines > LINES:
        yield (f"this code has {lines} lines, and a lesson shows at most {LINES} in a cell. Cut "
               "it in two blocks, with a sentence between them.")
    try:
        ast.parse(source)
    except SyntaxError as error:
        if not source.lstrip().startswith("%"):
            yield f"line {error.lineno} of this code is no Python ({error.msg}). Put it right."
    except _NO_CODE:
        yield "this code is no Python that can be read: too much stands in one line. Put it right."
    for call, said in calls(source):
        if call == "table()":
            yield from (f'there is no table "{name}". Write one of: {", ".join(package.tables())}.'
                        for name in said[:1] if name and name not in package.tables())
        elif call == "read" and said and isinstance(said[0], str):
            try:
                text.paragraphs(said[0])
            except text.SpanError as error:
                yield str(error)


def names(source: str) -> tuple[set[str], set[str]]:
    """The names that some code makes, and those that it uses: two sets."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except _NO_CODE:
        return set(), set()
    found = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in found if isinstance(node.ctx, ast.Store)}
    made |= {alias.asname or alias.name.partition(".")[0] for node in nodes
             if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
    made |= {argument.arg for node in nodes if isinstance(node, ast.arguments)
             for argument in node.args}
    used = {node.id for node in found if isinstance(node.ctx, ast.Load)}
    return made, used - set(dir(builtins)) - {"this"}
