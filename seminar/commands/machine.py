"""What a command needs of the computer itself: seen, installed by apt, or named in a sentence.

Standard library only, and no syntax younger than Python 3.6: it runs before all is installed.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from functools import partial
from pathlib import Path

#: Where a Chromium is fetched to if none is installed: ``make clean`` removes it with the rest.
FETCHED = Path(__file__).resolve().parent.parent.parent / ".venv" / "browser"
LINUX = sys.platform.startswith("linux")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
         "microsoft-edge", "microsoft-edge-stable", "msedge")
#: Where browsers stand that put no program on the path: on macOS, on Windows, and in FETCHED.
PLACES = (
    "Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe", "chromium-*/chrome-*/chrome",
    "chromium-*/chrome-*/chrome.exe", "chromium-*/chrome-*/*.app/Contents/MacOS/Google Chrome*")
WINDOWS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
#: What a Chromium that is fetched, and not installed, expects to find on Linux.
LIBRARIES = (
    "libasound.so.2", "libatk-1.0.so.0", "libatk-bridge-2.0.so.0", "libatspi.so.0",
    "libcairo.so.2", "libcups.so.2", "libdbus-1.so.3", "libgbm.so.1", "libglib-2.0.so.0",
    "libnspr4.so", "libnss3.so", "libpango-1.0.so.0", "libX11.so.6", "libXcomposite.so.1",
    "libXdamage.so.1", "libXext.so.6", "libXfixes.so.3", "libXrandr.so.2", "libxcb.so.1",
    "libxkbcommon.so.0")

LACKING = """\
This computer lacks what this command needs: {names}.
What to do: {remedy}
What needs no browser works without it: make lab, make site, and make quick for the tests."""
BY_APT = """\
type this line (it asks for a password), then run the same command again:
    {line}"""
BY_HAND = "install it as programs are installed on this computer, then run the same command again."


def browser():
    """The path of a Chromium, Chrome or Edge, the first that starts; None if there is none."""
    return next((str(path) for path in _browsers() if _starts(path)), None)


def _browsers():
    for name in NAMES:
        if shutil.which(name):
            yield shutil.which(name)
    folders = [Path("/Applications"), FETCHED]
    folders += [Path(os.environ[name]) for name in WINDOWS if name in os.environ]
    for folder in folders:
        for place in PLACES:
            yield from sorted(folder.glob(place))


def _starts(program):
    """Ubuntu's chromium-browser, for one, may only say what else would have to be installed."""
    if not LINUX:
        return True
    try:
        return not _ran([str(program), "--version"])
    except (OSError, subprocess.TimeoutExpired):
        return False


def _ran(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=20).returncode


def _has_font():
    return any(next(Path(folder).expanduser().rglob("*.[ot]t[fc]"), None) for folder in FONTS)


def _loads(library):
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


#: A need: its name in a sentence, Debian's package, how it is seen, whether one can do without.
Part = namedtuple("Part", "name package is_there spared")
BROWSER = Part("a browser (Chromium, Chrome or Edge)", "chromium", browser, False)
PAPER = (
    BROWSER,
    Part("a font", "fonts-dejavu-core", _has_font, False),
    # The program that moves the browser stands on it.
    Part("the library libatomic", "libatomic1", partial(_loads, "libatomic.so.1"), False),
)
TESTS = PAPER + (
    Part("the program git", "git", partial(shutil.which, "git"), False),
    # These two cut the network; tests/offline knows another way, which is not as sure.
    Part("the program ip", "iproute2", partial(shutil.which, "ip"), True),
    Part("the program unshare", "util-linux", partial(shutil.which, "unshare"), True),
)


def missing(parts):
    """Those of ``parts`` that this computer has not. Off Linux only a browser is looked for."""
    return [each for each in parts if (LINUX or each is BROWSER) and not each.is_there()]


def as_root():
    """What stands before a command that may install packages: nothing for root, or sudo.

    None where there is no apt, and where a password would be asked for.
    """
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    try:
        return ["sudo", "-n"] if not _ran(["sudo", "-n", "true"]) else None
    except (OSError, subprocess.TimeoutExpired):
        return None


def installing(parts, before):
    """The command by which apt installs ``parts``. ``before``: what makes it run as root.

    One by one: where a package has another name, all others are installed none the less.
    """
    script = ("apt-get update; for each; do DEBIAN_FRONTEND=noninteractive apt-get install --yes"
              ' --no-install-recommends -o DPkg::Lock::Timeout=120 "$each"; done; true')
    return before + ["sh", "-c", script, "apt"] + [each.package for each in parts]


def can_run_a_fetched_browser():
    """Whether the libraries are there that a browser needs which was fetched, not installed."""
    return not LINUX or all(map(_loads, LIBRARIES))


def sentence(parts):
    """What is missing, and what to do about it: where there is apt, the very line to type."""
    remedy = BY_HAND
    if shutil.which("apt-get"):
        line = "apt-get update; apt-get install " + " ".join(each.package for each in parts)
        shell = "sudo sh -c '%s'" if shutil.which("sudo") else "su - -c '%s'"
        remedy = BY_APT.format(line=shell % line)
    return LACKING.format(names=", ".join(each.name for each in parts), remedy=remedy)
