"""Opens JupyterLab on the start notebook; on a fresh machine, sets up all it needs first.

Standard library only, and no syntax younger than Python 3.6: this runs before anything is
installed, and a Python that is too old must get far enough to say so.
"""

import errno
import hashlib
import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from seminar.commands import installer, machine

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / "python"
LOG = VENV / "set-up.log"
#: Written last: a folder alone may be what is left of a set-up that was broken off.
STAMP = VENV / "ready"
#: What ``.venv`` can hold, each with all that those before it have: group -> what it is there for.
GROUPS = {"": "the lessons", "build": "pages and print", "dev": "the tests"}
OLDEST = (3, 11)
UV = "uv==0.13.9"
PORT = "8888"  # the one that JupyterLab tries first
#: A full disk, or a user's full share of one: as Python says it, and as installers write it.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NO_ROOM_LOGGED = (b"No space left on device", b"Disk quota exceeded", b"(os error 112)")
HAS_UV = ("-m", "uv", "--version")
IS_FILLED = ("-I", "-c", "from importlib.metadata import version; version('seminar')")

TOO_OLD = """\
This is Python {found}, and the lessons need Python {oldest} or newer.
What to do: install a newer Python. If this computer has one under another name, use that name:
    make lab PYTHON=python3.12"""
NO_PIP = """\
This Python has no way to install anything: a part of it, "venv" or "pip", is missing.
What to do: install them, then run the same command again. On Debian or Ubuntu:
    sudo apt install python3-venv"""
NOT_FETCHED = """\
What the lessons need could not be fetched. Most often this computer is not online.
What to do: check the connection, then run the same command again. It must be online the first
time only. In a school, a filter may stand in the way: show the technician the file {log}"""
NOT_WRITTEN = """\
The folder .venv could not be written: {reason}.
What to do: check that you may write in the lessons' folder; then run the same command again."""
FULL = """\
The disk is full.
What to do: make room, for example by emptying the bin (a first start needs 1 GB); then run the
same command again. Answers that were saved stay as they are."""
NOT_STARTED = """\
JupyterLab could not start: {reason}.
What to do: check that you may write in the folder {folder}; then run the same command again."""
BROKEN_OFF = """
The set-up was broken off before it was done.
What to do: run the same command again. It goes on where it stopped. It needs a network for that."""
GOES_ON = "The last set-up was broken off before it was done. It goes on now."
TAKEN = """\
Another program uses port {port}. Most often the lessons are open already, in another window.
JupyterLab looks for a free port now: the address below has its number. To choose one yourself:
    python3 -m seminar lab --port=9000"""
NOT_UPDATED = """\
The notebooks open as they were written last. Put right what is named above, then type:
    python -m seminar notebooks"""
STILL_LACKING = """{sentence}
Why apt could not install it stands in the file {log}"""
OPENING = """\
Opening JupyterLab. {where}
To stop: save your work, come back to this window, press Ctrl and C together, then y and Enter."""


class SetUpError(Exception):
    """The lessons cannot be opened. The message says why, and what a teacher can do."""


def enter():
    """Sees to it that the program goes on in an environment with everything it needs.

    Does nothing where the library is installed (conda, ``uv run``). Elsewhere sets up ``.venv``
    and starts the same command again in it. Raises :class:`SetUpError`.
    """
    _refuse_old_python()
    installed = _is_installed()
    ours = STAMP.exists() and Path(sys.prefix).resolve() == VENV.resolve()
    if not installed or ours:
        set_up()
    if not installed:
        sys.stdout.flush()
        os.execv(str(PYTHON), [str(PYTHON), "-m", "seminar"] + sys.argv[1:])


def set_up(group="", parts=()):
    """Fills ``.venv`` with what uv.lock names for one of GROUPS.

    ``parts``: what else the computer must have, as listed in commands/machine.py. Returns at once
    when nothing has changed since the last time. Raises :class:`SetUpError`.
    """
    _refuse_old_python()
    state, order = _state(), list(GROUPS)
    done, _, held = (STAMP.read_text() if STAMP.exists() else "").partition(" ")
    enough = order[order.index(group):]
    filled = done == state and held in enough and _works(*IS_FILLED)
    if PYTHON.exists() and not done:
        print(GOES_ON)
    try:
        fetches = _see_to(parts)
        if not filled:
            _fill(group)
            STAMP.write_text((state + " " + group).strip())
        if fetches:
            _fetch_browser()
    except OSError as error:
        raise SetUpError(_said(error, NOT_WRITTEN)) from None
    except KeyboardInterrupt:
        print(BROKEN_OFF, file=sys.stderr)
        raise
    if not filled or fetches:
        print("Everything is in place. What was fetched for the lessons is in the folder .venv.")


def _see_to(parts):
    """Installs what the computer lacks, where that is allowed, and raises where it is not.

    Returns whether a browser is still to be fetched into ``.venv``: that needs what is in there.
    """
    lacking = machine.missing(parts)
    before = machine.as_root() if lacking else None
    told = "{sentence}"
    if before is not None:
        VENV.mkdir(exist_ok=True)
        packages = ", ".join(each.package for each in lacking)
        _run("Installing by apt: " + packages, machine.installing(lacking, before))
        lacking, told = machine.missing(parts), STILL_LACKING
    needed = [each for each in lacking if not each.spared]
    if not needed:
        return False
    if needed == [machine.BROWSER] and machine.can_run_a_fetched_browser():
        return True
    raise SetUpError(told.format(sentence=machine.sentence(lacking), log=LOG.relative_to(ROOT)))


def _fetch_browser():
    """By playwright, where none is installed: into ``.venv``, and only for these lessons."""
    fetch = ["-m", "playwright", "install", "--no-shell", "chromium"]
    sentence = machine.sentence([machine.BROWSER])
    try:
        _run("Fetching a browser", [str(PYTHON)] + fetch)
    except SetUpError as error:
        raise SetUpError("%s\n%s" % (error, sentence)) from None
    if not machine.browser():
        raise SetUpError(sentence)


def _fill(group):
    if not _works(*HAS_UV):
        pip = _make_venv()
        quiet = ["--quiet", "--retries", "1", "--no-cache-dir"]
        _run("Fetching the installer", pip + ["install"] + quiet + [UV] if pip else [
            sys.executable, "-m", "seminar.commands.installer", str(VENV)])
    groups = ["--group", group] if group else []
    sync = ["-m", "uv", "sync", "--frozen", "--compile-bytecode", "--python", str(PYTHON),
            "--inexact", "--no-default-groups"] + groups
    # Where the folder was moved, say, all is still there: then a network is not needed.
    if not (STAMP.exists() and _works(*sync, "--offline")):
        _run("Fetching what %s need" % GROUPS[group], [str(PYTHON)] + sync)


def start(arguments=(), folder=None):
    """Starts JupyterLab on the first notebook and stays until it is stopped.

    ``arguments`` are handed on to JupyterLab as they are. ``folder``: the set in which the program
    already runs; None for the lessons that stand beside the library.
    """
    from jupyter_core.paths import jupyter_runtime_dir
    from jupyterlab.labapp import LabApp

    # Only the address is of use to a teacher; it is printed whatever the level.
    options = ["--LabApp.log_level=ERROR", "--ServerApp.log_level=ERROR",
               "--ServerApp.log_format=%(message)s"]
    where = "Your browser opens by itself; if not, copy the address below into it."
    if not _has_display():
        options += ["--no-browser"]
        where = "Copy the address below into a browser on this computer."
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options += ["--allow-root"]  # a container's only user; the server answers this machine only
    port = next((each[len("--port="):] for each in arguments if each.startswith("--port=")), PORT)
    if _is_taken(port):
        print(TAKEN.format(port=port))
    if not folder:
        os.chdir(str(ROOT))
    first = _first_notebook()
    options += ["--LabApp.default_url=/doc/tree/" + first] if first else []
    print(OPENING.format(where=where), flush=True)
    try:
        LabApp.launch_instance(options + list(arguments))
    except OSError as error:
        raise SetUpError(_said(error, NOT_STARTED, folder=jupyter_runtime_dir())) from None


def _first_notebook():
    """Brings the notebooks up to date, and returns the path of the first; "" if there is none."""
    from seminar.commands import notebooks
    from seminar.errors import Told
    from seminar.lessons import parser

    try:
        for sentence in notebooks.write():
            print(sentence)
        return next(each.fields["notebook"] for each in parser.read().lessons.values())
    except Told as error:  # they open as they were last written
        print(error, NOT_UPDATED, sep="\n", file=sys.stderr)
    found = [sorted(Path(folder).glob("*.ipynb"))
             for folder in (parser.notebooks_folder(Path()), "notebooks")]
    return next((each.as_posix() for each in found[0] or found[1]), "")


def _refuse_old_python():
    if sys.version_info[:2] < OLDEST:
        found, oldest = (".".join(map(str, v)) for v in (sys.version_info[:2], OLDEST))
        raise SetUpError(TOO_OLD.format(found=found, oldest=oldest))


def _is_installed():
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        distribution("seminar")
    except PackageNotFoundError:
        return False
    return True


def _state():
    """A fingerprint of all that decides what belongs into ``.venv``, and of where it stands."""
    settings = sorted((ROOT / "seminar" / "jupyter").iterdir())
    files = [ROOT / "uv.lock", ROOT / "pyproject.toml"] + settings
    parts = [str(VENV).encode()] + [file.read_bytes() for file in files]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_venv():
    """An empty ``.venv``, and the command that runs pip for it; None where there is no pip.

    Debian keeps ensurepip in a package of its own. Where it is missing, a pip outside will do, and
    without that what uv.lock knows of the installer.
    """
    pip = find_spec("ensurepip") or find_spec("pip")
    if not find_spec("venv") or not (pip or installer.wheel(ROOT / "uv.lock")):
        raise SetUpError(NO_PIP)
    import venv

    print("Setting up. The first time takes a minute or two, and about 130 MB are fetched.")
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(str(VENV))
    if find_spec("ensurepip"):
        _run("Making a place for it", [str(PYTHON), "-m", "ensurepip"])
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)] if pip else None


def _works(*arguments):
    """Whether the Python in ``.venv`` can do this.

    That its files are there is not enough: one may be half written, or the Python they were made
    for may have been replaced by a newer one.
    """
    command = [str(PYTHON)] + list(arguments)
    try:
        return not _start(command, subprocess.DEVNULL).wait()
    except OSError:
        return False


def _run(what, command):
    """Runs a command; shows what it is for, and a dot now and then to say that it goes on."""
    print(what, end=" ", flush=True)
    with open(str(LOG), "ab") as log:
        begun = log.tell()
        process = _start(command, log)
        while process.poll() is None:
            print(".", end="", flush=True)
            try:
                process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                pass
    print()
    if process.returncode:
        if any(words in LOG.read_bytes()[begun:] for words in NO_ROOM_LOGGED):
            raise SetUpError(FULL)
        raise SetUpError(NOT_FETCHED.format(log=LOG.relative_to(ROOT)))


def _start(command, log):
    environment = dict(os.environ, UV_PROJECT_ENVIRONMENT=str(VENV), VIRTUAL_ENV=str(VENV))
    # What was fetched stays beside what was made of it: all in one folder, and no second copy.
    environment.setdefault("UV_CACHE_DIR", str(VENV / "fetched"))
    environment["PLAYWRIGHT_BROWSERS_PATH"] = str(machine.FETCHED)
    return subprocess.Popen(
        command, cwd=str(ROOT), env=environment,
        stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
    )


def _said(error, otherwise, **names):
    """The sentence for a fault of the disk: that it is full, or else the one given."""
    if error.errno in NO_ROOM:
        return FULL
    return otherwise.format(reason=error.strerror or error, **names)


def _is_taken(port):
    """Whether a program on this computer answers at a port."""
    with socket.socket() as asked:
        try:
            return not asked.connect_ex(("127.0.0.1", int(port)))
        except (OverflowError, ValueError):
            return False  # no port: JupyterLab says so itself


def _has_display():
    on_linux = sys.platform.startswith("linux")
    return not on_linux or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
