"""Files in my/ that look like a teacher's changes and are not read: misnamed, or another type."""

from seminar import classroom, copies, data, grammar, project


def check():
    """A sentence for each such file, which says what would be read instead."""
    tables = [f"{name}{ending}" for name in data.tables() for ending in (".csv", ".xlsx")]
    tables.append("sources.json")
    texts = [file.removeprefix("my/") for file in (grammar.OWN, classroom.FILE, *copies.FILES)]
    return [f"{folder}/{file.name} is not read. Save it as {near}: in the window Save As, choose "
            "that type of file. Then take the other one out of the folder."
            for folder, names in ((data.OWN, tables), ("my", texts))
            for file in sorted((project.root() / folder).glob("*"))
            if file.is_file() and file.name not in names and (near := _nearest(file.name, names))]


def _nearest(name, names):
    """Of the names with which a file's name begins, their endings apart, the longest; or None."""
    fitting = [each for each in names if name.lower().startswith(each.partition(".")[0])]
    return max(fitting, key=lambda each: len(each.partition(".")[0]), default=None)
