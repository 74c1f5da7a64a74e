"""Files in my/ that look like a teacher's changes and are not read: misnamed, or another type."""

from difflib import get_close_matches

from seminar import project
from seminar.data import copies, package
from seminar.lessons import classroom, outline


def check():
    """A sentence for each such file, which says what would be read instead."""
    tables = [f"{name}{ending}" for name in package.tables() for ending in (".csv", ".xlsx")]
    tables.append("sources.json")
    texts = [file.removeprefix("my/") for file in (outline.OWN, classroom.FILE, *copies.FILES)]
    root = project.root()
    said = [f"{folder}/{file.name} is not read. Save it as {near}: in the window Save As, choose "
            f"{kind}. Then take the other one out of the folder."
            for folder, names, kind in (
                (package.OWN, tables, "that type of file"),
                ("my", texts, '"All files" as the type, so that the name stays as you write it'))
            for file in sorted((root / folder).glob("*"))
            if file.is_file() and not file.name.startswith((".", "~")) and file.name not in names
            and (near := _nearest(file.name, names))]
    places = [*((name, package.OWN) for name in tables), *((name, "my") for name in texts)]
    return said + [f"{file.relative_to(root)} is not read. Move it into the folder {folder}."
                   for name, folder in places for file in sorted((root / "my").rglob(name))
                   # In a folder of another name, such as old/, it may well have been put away.
                   if file.is_file() and file.parent != root / folder
                   and get_close_matches(file.parent.name.lower(), ("my", "data"), 1)]


def _nearest(name, names):
    """Of the names that stand in a file's name as "Copy of NAME (1)" has them, the longest.

    Failing that one that is nearly the same; or None: it has nothing to do with the lessons.
    """
    plain = name.lower()
    fitting = [each for each in names if plain.startswith(each.partition(".")[0])
               or plain.endswith(f" {each}")]
    if fitting:
        return max(fitting, key=lambda each: len(each.partition(".")[0]))
    return next(iter(get_close_matches(name, names, 1, cutoff=0.7)), None)
