"""``python -m seminar``: open the lessons, or check what an instructor has written."""

import argparse
import sys

from seminar import lab


def main():
    """Runs one command and returns its exit code: 0 well, 1 faults found, 2 it cannot run."""
    parser = argparse.ArgumentParser(prog="seminar", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.required = True
    commands.add_parser("lab", help="open JupyterLab on the start notebook")
    commands.add_parser("check", help="list every mistake in lessons.md and in the data")
    set_up = commands.add_parser("set-up", help="fetch what the lessons need, and open nothing")
    set_up.add_argument("--tests", action="store_true", help="and what the tests need")
    arguments, rest = parser.parse_known_args()
    if rest and arguments.command != "lab":
        parser.error("not understood: " + " ".join(rest))
    try:
        if arguments.command == "set-up":
            lab.set_up(tests=arguments.tests)
            return 0
        lab.enter()
        return lab.start(rest) if arguments.command == "lab" else check()
    except lab.SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def check():
    """Prints every fault of lessons.md and of the data; returns 1 if there is one, else 0."""
    from seminar import classroom, data, grammar, project

    try:
        faults = list(dict.fromkeys(grammar.check() + data.check() + classroom.check()))
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
