"""``python -m seminar``: open the lessons, check them, begin a new set, read a class's answers."""

import argparse
import os
import sys
from pathlib import Path

from seminar import project
from seminar.commands import lab, machine, new

#: Commands that can be asked of another set of lessons.
SETS = ("lab", "check", "describe", "notebooks", "build", "map")
#: What can be set up: what it is for, the group of ``.venv``, what the computer itself must have.
SET_UP = {
    "build": ("and what pages need", "build", ()),
    "paper": ("and what printing needs: a browser, too", "build", machine.PAPER),
    "quick": ("and what the tests need that open no browser", "dev", ()),
    "tests": ("and what all tests need: a browser, too", "dev", machine.TESTS),
}


def main():
    """Runs one command and returns its exit code: 0 well, 1 faults found, 2 it cannot run."""
    parser = argparse.ArgumentParser(prog="seminar", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.required = True
    opened = commands.add_parser("lab", help="open JupyterLab on the start notebook")
    checked = commands.add_parser("check", help="list every mistake in lessons.md and in the data")
    opened.add_argument("folder", nargs="?", type=Path, help="another set of lessons than ours")
    checked.add_argument("folder", nargs="?", type=Path,
                         help="a set of lessons (if not given, the one that you are in)")
    made = commands.add_parser("new", help="make a new set with one lesson that runs")
    made.add_argument("folder", type=Path, help="where it goes: a new folder, or an empty one")
    described = commands.add_parser("describe", help="begin the description of each new table")
    described.add_argument("folder", nargs="?", type=Path,
                           help="a set of lessons (if not given, the one that you are in)")
    written = commands.add_parser("notebooks", help="write the notebooks from lessons.md")
    written.add_argument("folder", nargs="?", type=Path,
                         help="a set of lessons (if not given, the one that you are in)")
    written.add_argument("--run", action="store_true",
                         help="and run the cells whose printed output is compared")
    built = commands.add_parser("build", help="make the folder out/ with all a class is given")
    built.add_argument("folder", nargs="?", type=Path, help="another set of lessons than ours")
    mapped = commands.add_parser("map", help="cut data/geo/outlines.json out of a map in GeoJSON")
    mapped.add_argument("file", type=Path, help="GeoJSON with land or countries, in degrees")
    for side in ("west", "south", "east", "north"):
        mapped.add_argument(side, type=float, help="in degrees")
    mapped.add_argument("--rivers", type=Path, help="GeoJSON with rivers")
    mapped.add_argument("--of", dest="folder", type=Path,
                        help="a set of lessons (if not given, the one that you are in)")
    set_up = commands.add_parser("set-up", help="fetch what the lessons need, and open nothing")
    for name, (purpose, *needs) in SET_UP.items():
        set_up.add_argument("--" + name, action="store_const", const=needs, default=(),
                            dest="needs", help=purpose)
    read = commands.add_parser("collate", help="make one report of what a class handed in")
    read.add_argument("folder", help="a folder with the handed-in files, or a zip of them")
    read.add_argument("--delete-by", metavar="2001-12-31", help="the day the report names")
    read.add_argument("--seed", type=int, default=0, help="another order of the answers")
    codes = commands.add_parser("codes", help="print a list of codes, for names on paper")
    codes.add_argument("number", type=int, help="how many")
    codes.add_argument("--word", default="", help="one of the words in lessons.md")
    codes.add_argument("--to", default="class", help="the folder (class/ if not given)")
    for stream in filter(None, (sys.stdout, sys.stderr)):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a letter gets its number
            stream.reconfigure(errors="backslashreplace")
    arguments, rest = parser.parse_known_args()
    if rest and arguments.command != "lab":
        parser.error("not understood: " + " ".join(rest))
    if arguments.command == "map":  # named from where one is, and not from the set
        arguments.file = arguments.file.absolute()
        arguments.rivers = arguments.rivers and arguments.rivers.absolute()
    try:
        if arguments.command == "set-up":
            lab.set_up(*arguments.needs)
            return 0
        if arguments.command == "new":
            print(new.make(arguments.folder))
            return 0
        # Said at once, and not only after minutes of setting up.
        folder = arguments.folder if arguments.command in SETS else None
        there = project.at(folder) if folder else Path.cwd()
        lab.enter()
        os.chdir(str(there))
        if arguments.command == "lab":
            return lab.start(rest, folder)
        if arguments.command == "describe":
            return describe()
        if arguments.command == "map":
            return cut_map(arguments)
        if arguments.command == "notebooks":
            return write_notebooks(arguments.run)
        return check() if arguments.command == "check" else for_a_class(arguments)
    except (lab.SetUpError, project.ProjectError, new.NewSetError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def check():
    """Prints every fault of lessons.md and of the data; returns 1 if there is one, else 0."""
    from seminar.commands import class_folder
    from seminar.lessons import parser

    try:
        faults = class_folder.mistakes()
        notes = [] if faults else parser.notes()
    except project.ProjectError as error:
        print(error, file=sys.stderr)
        return 2
    for sentence in faults + notes:
        print(sentence)
    told = [] if faults else class_folder.what_changed()
    if len(told) > 1:  # of a folder my/: what is not in the list was not read
        print(*told, sep="\n")
    print("%d to put right." % len(faults) if faults else "No mistakes found.")
    return 1 if faults else 0


def describe():
    """Begins the description of each new table; returns 1 if one cannot be described, else 0."""
    from seminar.data import package, schema

    try:
        written, faults = schema.add()
    except package.DataError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(written + faults) or "Every table in data/ is described. Nothing was changed.")
    return 1 if faults else 0


def write_notebooks(run):
    """Writes the notebooks that are out of date; returns 1 if lessons.md has a mistake, else 0."""
    from seminar.commands import notebooks
    from seminar.errors import Told

    try:
        written = notebooks.write(run)
    except Told as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(written) or "Every notebook is up to date.")
    return 0


def cut_map(arguments):
    """Writes the outlines of a set's maps; returns 1 if they cannot be made, else 0."""
    from seminar.commands import outlines
    from seminar.errors import Told

    box = arguments.west, arguments.south, arguments.east, arguments.north
    try:
        print(*outlines.cut(arguments.file, box, arguments.rivers), sep="\n")
    except Told as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def for_a_class(arguments):
    """Makes a folder, codes or a report, and prints where it is; returns 2 where it cannot."""
    from seminar.commands import class_folder
    from seminar.errors import Told, shown
    from seminar.report import codes, page

    try:
        if arguments.command == "codes":
            written, faults = codes.save(arguments.number, arguments.word, arguments.to), []
        elif arguments.command == "build":
            written, faults = [class_folder.build()], []
        else:
            written, faults = page.save(arguments.folder, arguments.delete_by,
                                        arguments.seed, progress)
    except Told as error:
        print(*map(shown, str(error).split("\n")), sep="\n", file=sys.stderr)
        return 2
    for fault in faults:
        print(shown(fault), file=sys.stderr)
    print("Written:", *map(shown, written), sep="\n  ")
    return 0


def progress(done, of):
    """A bar in the terminal; where there is none, silence."""
    if sys.stderr.isatty() and of:
        filled = 30 * done // of
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done} of {of} files", file=sys.stderr,
              end="\n" if done == of else "", flush=True)


if __name__ == "__main__":
    sys.exit(main())
