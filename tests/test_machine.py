"""A bare machine: what is missing is installed, fetched, or named with the line to type."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import seminar.__main__ as program
from seminar.commands import installer, lab, machine

ROOT = Path(__file__).parent.parent


def put_program(folder, name, script="exit 0"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("#!/bin/sh\n" + script, encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A Linux computer with no program, no font and no library, and a user without rights."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(machine, "LINUX", True)
    monkeypatch.setattr(machine, "FETCHED", tmp_path / ".venv" / "browser")
    monkeypatch.setattr(machine, "FONTS", [str(tmp_path / "fonts")])
    monkeypatch.setattr(machine.ctypes, "CDLL", refuse)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(lab, "_state", lambda: "nothing is set up")
    for name, place in (("ROOT", ""), ("VENV", ".venv"), ("LOG", ".venv/set-up.log"),
                        ("STAMP", ".venv/ready"), ("PYTHON", ".venv/bin/python")):
        monkeypatch.setattr(lab, name, tmp_path / place)
    return tmp_path


def refuse(library):
    raise OSError(f"{library}: cannot open shared object file")


def names(parts):
    return [each.package for each in parts]


# What is missing ---------------------------------------------------------------------------------


def test_a_bare_computer_lacks_all_that_is_in_the_table(bare):
    assert names(machine.missing(machine.TESTS)) == names(machine.TESTS) == [
        "chromium", "fonts-dejavu-core", "libatomic1", "git", "iproute2", "util-linux"]


def test_what_is_there_is_not_missing(bare, monkeypatch):
    for name in ("google-chrome", "git", "ip", "unshare"):
        put_program(bare / "bin", name)
    put_program(bare / "fonts" / "truetype", "DejaVuSans.ttf")
    monkeypatch.setattr(machine.ctypes, "CDLL", lambda library: library)
    assert machine.missing(machine.TESTS) == []


def test_off_linux_only_a_browser_is_looked_for(bare, monkeypatch):
    monkeypatch.setattr(machine, "LINUX", False)
    assert machine.missing(machine.TESTS) == [machine.BROWSER]


@pytest.mark.parametrize("command", ["paper", "tests"])
def test_without_rights_it_is_said_in_words_with_the_line_to_type(bare, monkeypatch, capfd,
                                                                 command):
    put_program(bare / "bin", "apt-get")
    put_program(bare / "bin", "sudo", "exit 1")
    monkeypatch.setattr(sys, "argv", ["seminar", "set-up", f"--{command}"])
    assert program.main() == 2
    said = capfd.readouterr().err
    assert "a browser (Chromium, Chrome or Edge), a font, the library libatomic" in said
    packages = "chromium fonts-dejavu-core libatomic1"
    assert f"\n    sudo sh -c 'apt-get update; apt-get install {packages}" in said
    assert "make quick" in said and "Traceback" not in said
    assert not lab.VENV.exists()  # it was said before anything was fetched


def test_the_line_is_one_that_a_computer_without_sudo_understands(bare):
    put_program(bare / "bin", "apt-get")
    assert ("    su - -c 'apt-get update; apt-get install chromium'\n"
            in machine.sentence([machine.BROWSER]))


def test_where_there_is_no_apt_no_line_of_apt_is_named(bare):
    said = machine.sentence(machine.missing(machine.PAPER))
    assert "a font" in said and "as programs are installed on this computer" in said
    assert "apt" not in said


def test_what_one_can_do_without_stops_nobody(bare, monkeypatch):
    monkeypatch.setattr(machine, "missing", lambda parts: [each for each in parts if each.spared])
    assert lab._see_to(machine.TESTS) is False


# What is installed, and what is fetched ----------------------------------------------------------


@pytest.fixture
def ran(monkeypatch):
    """The commands that would have been run."""
    ran = []
    monkeypatch.setattr(lab, "_run", lambda what, command: ran.append(command))
    return ran


@pytest.mark.parametrize("user, sudo, before", [
    (0, None, []), (0, "exit 1", []), (1000, "exit 0", ["sudo", "-n"]), (1000, "exit 1", None),
    (1000, None, None)])
def test_apt_is_used_by_root_and_by_sudo_without_a_password(bare, monkeypatch, user, sudo, before):
    assert machine.as_root() is None  # there is no apt
    put_program(bare / "bin", "apt-get")
    if sudo:
        put_program(bare / "bin", "sudo", sudo)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert machine.as_root() == before


def test_apt_reads_its_lists_first_and_a_package_it_does_not_know_keeps_none_back(bare):
    put_program(bare / "bin", "apt-get", f'echo "$@" >> {bare}/asked; [ "$1" = update ] ||'
                ' case "$*" in *chromium) exit 100;; esac')
    command = machine.installing(machine.PAPER, [])
    assert subprocess.run(["/bin/sh", *command[1:]], cwd=bare).returncode == 0
    asked = (bare / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "update"
    assert [line.split()[-1] for line in asked[1:]] == names(machine.PAPER)
    assert all("--yes" in line for line in asked[1:])


def test_what_apt_has_installed_is_not_fetched_once_more(bare, monkeypatch, ran):
    monkeypatch.setattr(machine, "as_root", lambda: [])
    monkeypatch.setattr(machine, "missing", lambda parts: [] if ran else list(parts))
    assert lab._see_to(machine.PAPER) is False
    assert ran == [machine.installing(machine.PAPER, [])]


def test_what_apt_could_not_install_is_said_with_the_file_that_says_why(bare, monkeypatch, ran):
    monkeypatch.setattr(machine, "as_root", lambda: [])
    with pytest.raises(lab.SetUpError, match=r"lacks .*\n[^|]*in the file \.venv.set-up\.log"):
        lab._see_to(machine.PAPER)
    assert len(ran) == 1


def test_a_browser_is_fetched_only_where_all_else_is_there(bare, monkeypatch, ran):
    monkeypatch.setattr(machine, "missing", lambda parts: [machine.BROWSER])
    with pytest.raises(lab.SetUpError):
        lab._see_to(machine.TESTS)
    monkeypatch.setattr(machine.ctypes, "CDLL", lambda library: library)
    assert lab._see_to(machine.TESTS) is True
    monkeypatch.setattr(machine, "missing", lambda parts: list(machine.PAPER))
    with pytest.raises(lab.SetUpError):
        lab._see_to(machine.PAPER)
    assert ran == []


def test_a_fetched_browser_lies_where_it_is_looked_for(bare, ran):
    with pytest.raises(lab.SetUpError, match="lacks"):
        lab._fetch_browser()  # nothing came
    put_program(machine.FETCHED / "chromium-1255" / "chrome-linux64", "chrome")
    lab._fetch_browser()
    assert ran[-1][1:] == ["-m", "playwright", "install", "--no-shell", "chromium"]
    told = "import os; print(os.environ['PLAYWRIGHT_BROWSERS_PATH'])"
    with open(bare / "told", "wb") as log:
        assert lab._start([sys.executable, "-c", told], log).wait() == 0
    assert (bare / "told").read_text(encoding="utf-8").strip() == str(machine.FETCHED)


def test_a_browser_that_cannot_be_fetched_can_still_be_installed(bare, monkeypatch):
    def refused(what, command):
        raise lab.SetUpError("It could not be fetched.")

    put_program(bare / "bin", "apt-get")
    monkeypatch.setattr(lab, "_run", refused)
    with pytest.raises(lab.SetUpError, match=r"^It could not be(.*\n)*.*install chromium"):
        lab._fetch_browser()


# Which browser -----------------------------------------------------------------------------------


def test_the_browser_is_the_first_that_starts(bare, monkeypatch):
    assert machine.browser() is None
    put_program(machine.FETCHED / "chromium-1255" / "chrome-linux", "chrome")
    found = [machine.browser()]
    for name in reversed(machine.NAMES):
        put_program(bare / "bin", name)
        found.append(machine.browser())
    assert [Path(each).name for each in found] == ["chrome", *reversed(machine.NAMES)]
    # As on Ubuntu, where a program of that name may only say what is missing.
    put_program(bare / "bin", machine.NAMES[0], "exit 1")
    assert Path(machine.browser()).name == machine.NAMES[1]


@pytest.mark.parametrize("place", [
    "Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"])
def test_on_windows_it_is_found_in_the_folder_for_programs(bare, monkeypatch, place):
    monkeypatch.setattr(machine, "LINUX", False)
    monkeypatch.setenv("ProgramFiles", str(bare / "Program Files"))
    file = bare / "Program Files" / place
    put_program(file.parent, file.name)
    assert machine.browser() == str(file)


def test_nobody_else_looks_for_a_browser():
    listed = subprocess.run(["git", "grep", "-l", "-E", r"google-chrome|msedge"], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout.split()
    assert set(listed) - {"tests/test_machine.py"} == {"seminar/commands/machine.py"}


# A Python without pip ----------------------------------------------------------------------------


def packed(**files):
    stream = BytesIO()
    with ZipFile(stream, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return stream.getvalue()


@pytest.fixture
def fetched(tmp_path):
    """An empty environment, and the wheel to put into it: where it is, what its sum is."""
    (tmp_path / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    content = packed(**{"uv/__main__.py": "", "uv-1.data/scripts/uv": "#!/bin/sh"})
    (tmp_path / "uv-1.whl").write_bytes(content)
    return tmp_path, {"url": (tmp_path / "uv-1.whl").as_uri(),
                      "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def test_the_installer_is_unpacked_where_python_and_its_user_look_for_it(fetched):
    venv, wheel = fetched
    installer.put_into(venv, wheel)
    assert (venv / "lib/python3.11/site-packages/uv/__main__.py").exists()
    assert os.access(venv / "bin" / "uv", os.X_OK)


def test_an_installer_that_was_changed_on_its_way_is_not_unpacked(fetched):
    venv, wheel = fetched
    with pytest.raises(OSError, match="not what uv.lock says"):
        installer.put_into(venv, {**wheel, "hash": "sha256:00"})
    assert not (venv / "bin").exists()


@pytest.mark.parametrize("computer, found", [
    ("x86_64", True), ("aarch64", True), ("pdp11", False)])
def test_uv_lock_names_the_installer_for_this_computer(monkeypatch, computer, found):
    monkeypatch.setattr(installer.platform, "machine", lambda: computer)
    wheel = installer.wheel(installer.LOCK)
    assert bool(wheel) is found
    if found:
        version = lab.UV.partition("==")[2]
        assert f"/uv-{version}-" in wheel["url"] and "linux" in wheel["url"]


# What the project says of it ---------------------------------------------------------------------


def test_the_run_of_the_checks_is_the_command_of_the_readme_and_no_other():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        'cd "$(dirname "$0")/.." && exec make test </dev/null']
    assert "\n    make test\n" in (ROOT / "README.md").read_text(encoding="utf-8")
