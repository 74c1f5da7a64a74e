"""``python -m seminar``: open the lessons, check what an instructor has written, begin a new set."""

import argparse
import os
import sys
from pathlib import Path

from seminar import lab, new, project


def main():
    """Runs one command and returns its exit code: 0 well, 1 faults found, 2 it cannot run."""
    parser = argparse.ArgumentParser(prog="seminar", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.required = True
    opened = commands.add_parser("lab", help="open JupyterLab on the start notebook")
    checked = commands.add_parser("check", help="list every mistake in lessons.md and in the data")
    for command in (opened, checked):
        command.add_argument("folder", nargs="?", type=Path,
                             help="a set of lessons; without it, the one that this folder is in")
    made = commands.add_parser("new", help="make a new set with one lesson that runs")
    made.add_argument("folder", type=Path, help="where it goes: a new folder, or an empty one")
    set_up = commands.add_parser("set-up", help="fetch what the lessons need, and open nothing")
    set_up.add_argument("--tests", action="store_true", help="and what the tests need")
    arguments, rest = parser.parse_known_args()
    if rest and arguments.command != "lab":
        parser.error("not understood: " + " ".join(rest))
    try:
        if arguments.command == "set-up":
            lab.set_up(tests=arguments.tests)
            return 0
        if arguments.command == "new":
            print(new.make(arguments.folder))
            return 0
        if arguments.folder:
            project.at(arguments.folder)
        lab.enter()
        if arguments.folder:
            os.chdir(arguments.folder)
        return lab.start(rest, arguments.folder) if arguments.command == "lab" else check()
    except (lab.SetUpError, project.ProjectError, new.NewSetError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def check():
    """Prints every fault of lessons.md and of the data; returns 1 if there is one, else 0."""
    from seminar import classroom, data, grammar, numbers

    try:
        faults = list(dict.fromkeys(grammar.check() + data.check() + classroom.check()))
        faults = faults or numbers.check()  # they need tables that can be read
        notes = [] if faults else grammar.notes()
    except project.ProjectError as error:
        print(error, file=sys.stderr)
        return 2
    for sentence in faults + notes:
        print(sentence)
    print("%d to put right." % len(faults) if faults else "No mistakes found.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
