"""Opening the lessons: whatever is amiss is said in a sentence, and nothing half done is used."""

import ast
import errno
import os
import re
import socket
import sys
from pathlib import Path

import bakery
import pytest

import seminar.__main__ as program
from seminar.commands import lab

ROOT = Path(__file__).parent.parent
REAL = {name: getattr(lab, name) for name in ("_make_venv", "_run", "_works")}


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A computer on which nothing has been set up. No command runs: ``fresh`` lists them."""
    (tmp_path / "seminar" / "jupyter").mkdir(parents=True)
    for file in ("uv.lock", "pyproject.toml", "seminar/jupyter/settings.json"):
        (tmp_path / file).write_text("one", encoding="utf-8")
    monkeypatch.setattr(lab, "ROOT", tmp_path)
    monkeypatch.setattr(lab, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(lab, "PROGRAMS", lab.VENV / "bin")
    monkeypatch.setattr(lab, "PYTHON", lab.PROGRAMS / "python")
    monkeypatch.setattr(lab, "LOG", lab.VENV / "set-up.log")
    monkeypatch.setattr(lab, "STAMP", lab.VENV / "ready")
    monkeypatch.setattr(lab, "_is_installed", lambda: False)
    ran = []

    def make_venv():
        put_programs()
        ran.append("venv")
        return ["pip"]

    monkeypatch.setattr(lab, "_make_venv", make_venv)
    monkeypatch.setattr(lab, "_works", lambda *words: (
        "--offline" not in words and (lab.PROGRAMS / "uv").exists()))
    monkeypatch.setattr(lab, "_run", lambda _, command: ran.append(
        "uv" if "uv" in command else Path(command[0]).name))
    return ran


def put_programs():
    lab.PROGRAMS.mkdir(parents=True, exist_ok=True)
    for name in ("python", "uv"):
        (lab.PROGRAMS / name).touch()


def run(monkeypatch, *arguments):
    """What ``python -m seminar ...`` returns."""
    monkeypatch.setattr(sys, "argv", ["seminar", *arguments])
    return program.main()


def said_and_no_traceback(capfd):
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
    return err


# What can be amiss -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["lab"], ["check"], ["set-up"]])
def test_a_python_that_is_too_old_is_told_so(fresh, monkeypatch, capfd, command):
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    assert run(monkeypatch, *command) == 2
    said = said_and_no_traceback(capfd)
    assert "This is Python 3.8, and the lessons need Python 3.11 or newer." in said
    assert "What to do:" in said and fresh == []


@pytest.mark.parametrize("file", ["__init__.py", "__main__.py", "commands/lab.py",
                                  "commands/machine.py", "commands/installer.py"])
def test_an_old_python_can_read_far_enough_to_say_so(file):
    source = (ROOT / "seminar" / file).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    assert not [node for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and node.module == "__future__"]


@pytest.mark.parametrize("missing", [["venv"], ["ensurepip", "pip"]])
def test_a_python_without_pip_or_venv_is_told_so(fresh, monkeypatch, capfd, missing):
    monkeypatch.setattr(lab, "_make_venv", REAL["_make_venv"])
    monkeypatch.setattr(lab, "find_spec", lambda name: name not in missing)
    monkeypatch.setattr(lab.installer, "wheel", lambda lock: None)
    assert run(monkeypatch, "set-up") == 2
    said = said_and_no_traceback(capfd)
    assert said.strip() == lab.NO_PIP and "sudo apt install python3-venv" in said
    assert fresh == [] and not lab.VENV.exists()


def test_a_failed_fetch_names_the_log_and_leaves_no_stamp(fresh, monkeypatch, capfd):
    pip = [sys.executable, "-c", "print('no route to host'); raise SystemExit(1)"]
    monkeypatch.setattr(lab, "_make_venv", lambda: put_programs() or pip)
    monkeypatch.setattr(lab, "_run", REAL["_run"])
    assert run(monkeypatch, "lab") == 2
    said = said_and_no_traceback(capfd)
    assert said.strip() == lab.NOT_FETCHED.format(log=Path(".venv", "set-up.log"))
    assert "no route to host" in lab.LOG.read_text(encoding="utf-8")
    assert not lab.STAMP.exists()


WHY = [(errno.ENOSPC, "The disk is full"), (errno.EDQUOT, "The disk is full"),
       (errno.EROFS, "Read-only file system"), (errno.EACCES, "Permission denied")]


def refusing(number):
    """What stands for a disk that cannot be written."""
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number), str(lab.VENV))
    return refuse


@pytest.mark.parametrize("number, said", WHY)
def test_a_disk_that_cannot_be_written_is_told_without_a_traceback(fresh, monkeypatch, capfd,
                                                                   number, said):
    monkeypatch.setattr(lab, "_make_venv", refusing(number))
    assert run(monkeypatch, "lab") == 2
    assert said in said_and_no_traceback(capfd) and not lab.STAMP.exists()


@pytest.mark.parametrize("words", [
    "OSError: [Errno 28] No space left on device", "Caused by: Disk quota exceeded (os error 122)",
    "There is not enough space on the disk. (os error 112)",
])
def test_an_installer_that_finds_no_room_is_not_taken_for_a_missing_network(fresh, monkeypatch,
                                                                            capfd, words):
    pip = [sys.executable, "-c", f"print({words!r}); raise SystemExit(1)"]
    monkeypatch.setattr(lab, "_make_venv", lambda: put_programs() or pip)
    monkeypatch.setattr(lab, "_run", REAL["_run"])
    assert run(monkeypatch, "lab") == 2
    assert said_and_no_traceback(capfd).strip() == lab.FULL


def test_room_that_was_missing_the_last_time_is_no_longer_complained_of(fresh, monkeypatch, capfd):
    """The log goes on from one set-up to the next."""
    lab.VENV.mkdir()
    lab.LOG.write_text("No space left on device\n", encoding="utf-8")
    monkeypatch.setattr(lab, "_run", REAL["_run"])
    monkeypatch.setattr(lab, "_make_venv", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    assert run(monkeypatch, "set-up") == 2
    assert said_and_no_traceback(capfd).startswith("What the lessons need could not be fetched")


def test_an_unknown_word_is_refused(monkeypatch, capfd):
    for words in (["labb"], ["check", "--all"], []):
        with pytest.raises(SystemExit) as stopped:
            run(monkeypatch, *words)
        assert stopped.value.code == 2
        assert "usage: seminar" in said_and_no_traceback(capfd)


def test_ctrl_c_ends_without_a_traceback(monkeypatch, capfd):
    def stop():
        raise KeyboardInterrupt

    monkeypatch.setattr(lab, "enter", stop)
    assert run(monkeypatch, "lab") == 130
    said_and_no_traceback(capfd)


# Setting up --------------------------------------------------------------------------------------


def test_the_first_time_all_is_fetched_and_the_second_time_nothing(fresh):
    lab.set_up()
    assert fresh == ["venv", "pip", "uv"]
    lab.set_up()
    assert fresh == ["venv", "pip", "uv"]


def test_a_set_up_that_was_broken_off_is_done_again(fresh, monkeypatch, capsys):
    def break_off(*_):
        raise lab.SetUpError("broken off")

    with monkeypatch.context() as patch:
        patch.setattr(lab, "_run", break_off)
        with pytest.raises(lab.SetUpError):
            lab.set_up()
    assert lab.PYTHON.exists() and not lab.STAMP.exists()
    fresh.clear()
    capsys.readouterr()
    lab.set_up()
    assert fresh[-1] == "uv" and lab.STAMP.exists()
    assert capsys.readouterr().out.startswith(lab.GOES_ON)


def test_ctrl_c_in_a_first_start_says_how_to_go_on(fresh, monkeypatch, capfd):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(lab, "_run", stop)
    assert run(monkeypatch, "lab") == 130
    assert said_and_no_traceback(capfd) == lab.BROKEN_OFF + "\n"
    assert not lab.STAMP.exists()


def test_an_environment_without_its_installer_is_made_anew(fresh):
    put_programs()
    (lab.PROGRAMS / "uv").unlink()
    lab.set_up()
    assert fresh == ["venv", "pip", "uv"]


def test_what_was_fetched_before_is_not_fetched_again(fresh, monkeypatch):
    lab.set_up()
    (lab.ROOT / "pyproject.toml").write_text("two", encoding="utf-8")
    fresh.clear()
    monkeypatch.setattr(lab, "_works", lambda *_: True)
    lab.set_up()
    assert fresh == []


def test_an_environment_that_has_stopped_working_is_made_anew(fresh, monkeypatch):
    """As after a newer Python came to the computer: the stamp is right, the rest is of no use."""
    lab.set_up()
    fresh.clear()
    monkeypatch.setattr(lab, "_works", lambda *_: False)
    lab.set_up()
    assert fresh == ["venv", "pip", "uv"]


@pytest.mark.parametrize("python, works", [
    ("exit 0", True),
    ("exit 1", False),
    ("kill -9 $$", False),
    (None, False),
])
def test_only_a_python_that_runs_counts_as_working(fresh, monkeypatch, python, works):
    if python:
        put_programs()
        lab.PYTHON.write_text("#!/bin/sh\n" + python, encoding="utf-8")
        lab.PYTHON.chmod(0o755)
    assert REAL["_works"]("-m", "uv", "--version") is works


def test_a_half_written_python_does_not_count_as_working(fresh):
    put_programs()
    lab.PYTHON.write_bytes(b"\x7fELF")
    lab.PYTHON.chmod(0o755)
    assert REAL["_works"]() is False


def test_all_that_is_fetched_is_kept_in_the_folder_that_make_clean_removes(fresh, monkeypatch,
                                                                           capfd):
    lab.VENV.mkdir()
    tell = [sys.executable, "-c", "import os; print(os.environ['UV_CACHE_DIR'])"]
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    REAL["_run"]("Asking", tell)
    monkeypatch.setenv("UV_CACHE_DIR", "/one/of/their/own")
    REAL["_run"]("Asking", tell)
    said = lab.LOG.read_text(encoding="utf-8").splitlines()
    assert said == [str(lab.VENV / "fetched"), "/one/of/their/own"]


@pytest.mark.parametrize("file", ["uv.lock", "pyproject.toml", "seminar/jupyter/settings.json"])
def test_what_has_changed_is_fetched_again(fresh, file):
    lab.set_up()
    (lab.ROOT / file).write_text("two", encoding="utf-8")
    fresh.clear()
    lab.set_up()
    assert fresh == ["uv"]


def test_a_folder_that_was_moved_is_set_up_again(fresh, monkeypatch):
    lab.set_up()
    moved = lab.ROOT / "moved"
    moved.mkdir()
    lab.VENV.rename(moved / ".venv")
    for name, path in (("VENV", ".venv"), ("STAMP", ".venv/ready"), ("PROGRAMS", ".venv/bin"),
                       ("PYTHON", ".venv/bin/python")):
        monkeypatch.setattr(lab, name, moved / path)
    fresh.clear()
    lab.set_up()
    assert "uv" in fresh


def test_what_more_is_needed_is_fetched_once_and_stays(fresh):
    lab.set_up()
    lab.set_up("build")
    assert fresh == ["venv", "pip", "uv", "uv"]
    lab.set_up("build")
    lab.set_up()
    assert fresh == ["venv", "pip", "uv", "uv"]
    lab.set_up("dev")
    lab.set_up("build")
    assert fresh == ["venv", "pip", "uv", "uv", "uv"]


def test_the_same_command_goes_on_in_the_new_environment(fresh, monkeypatch):
    gone_on = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: gone_on.append(arguments))
    monkeypatch.setattr(sys, "argv", ["seminar", "lab", "--port=9000"])
    lab.enter()
    assert gone_on == [[str(lab.PYTHON), "-m", "seminar", "lab", "--port=9000"]]


def test_where_the_library_is_installed_nothing_is_set_up(fresh, monkeypatch):
    monkeypatch.setattr(lab, "_is_installed", lambda: True)
    lab.enter()
    assert fresh == []


# Starting ----------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch):
    """Starts JupyterLab without starting it, and returns what it was told."""
    from jupyterlab.labapp import LabApp

    monkeypatch.chdir(ROOT)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    told = []
    monkeypatch.setattr(LabApp, "launch_instance", lambda argv: told.append(argv))

    def start(*arguments):
        lab.start(arguments)
        return told[-1]

    return start


def test_without_a_display_no_browser_is_opened_and_the_address_is_promised(started, capsys):
    assert "--no-browser" in started()
    assert "Copy the address below into a browser" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_the_browser_opens(started, monkeypatch, capsys, name):
    monkeypatch.setenv(name, ":0")
    assert "--no-browser" not in started()
    assert "opens by itself" in capsys.readouterr().out


def test_a_taken_port_is_said_and_a_free_one_is_not(started, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        started(f"--port={port}")
        assert "uses port" not in capsys.readouterr().out  # it is held, and nobody answers there
        other.listen()
        started(f"--port={port}")
        assert f"Another program uses port {port}." in capsys.readouterr().out


@pytest.mark.parametrize("number, said", WHY)
def test_a_jupyterlab_that_cannot_write_is_told_without_a_traceback(started, monkeypatch, capfd,
                                                                    number, said):
    from jupyterlab.labapp import LabApp

    monkeypatch.setattr(lab, "enter", lambda: None)
    monkeypatch.setattr(LabApp, "launch_instance", refusing(number))
    assert run(monkeypatch, "lab") == 2
    assert said in said_and_no_traceback(capfd)


def test_what_a_teacher_adds_is_handed_on_last(started):
    assert started("--port=9000", "--no-browser")[-2:] == ["--port=9000", "--no-browser"]


def test_what_is_added_to_the_command_reaches_jupyterlab(monkeypatch):
    handed = []
    monkeypatch.setattr(lab, "enter", lambda: None)
    monkeypatch.setattr(lab, "start", lambda *given: handed.append(given))
    run(monkeypatch, "lab", "--port=9000")
    assert handed == [(["--port=9000"], None)]


# The check an instructor runs --------------------------------------------------------------------


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "enter", lambda: None)
    monkeypatch.chdir(bakery.build(tmp_path))
    return tmp_path


def test_a_project_without_faults_is_said_to_have_none(project, monkeypatch, capsys):
    text = (project / "lessons.md").read_text(encoding="utf-8")
    for old, new in (("1.5<!-- = b1.loaves / b2.loaves -->", "1.5<!-- invented -->"),
                     ("- tolerance: 0.1\n", ""), ("**When 15.**", "**When 15<!-- invented -->.**")):
        text = text.replace(old, new)
    (project / "lessons.md").write_text(text, encoding="utf-8")
    assert run(monkeypatch, "check") == 0
    assert capsys.readouterr().out == "No mistakes found.\n"


def test_every_fault_is_listed_and_counted(project, monkeypatch, capsys):
    for file, old, new in (("data/loaves.csv", "rye,40", "rye,forty"),
                           ("lessons.md", "### Stretch", "### Strech")):
        text = (project / file).read_text(encoding="utf-8")
        (project / file).write_text(text.replace(old, new), encoding="utf-8")
    assert run(monkeypatch, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("data/loaves.csv, row 2")
    assert lines[1].startswith("lessons.md, line ")
    assert lines[2:] == ["2 to put right."]


def test_a_broken_description_of_the_data_is_a_fault_like_any_other(project, monkeypatch, capfd):
    (project / "data" / "datapackage.json").write_text("{", encoding="utf-8")
    assert run(monkeypatch, "check") == 1
    assert "Traceback" not in "".join(captured := capfd.readouterr())
    assert captured.out.startswith("data/datapackage.json is not JSON")
    assert captured.out.endswith("1 to put right.\n")


def test_a_check_outside_of_a_project_says_so(project, monkeypatch, capfd):
    (project / "lessons.md").unlink()
    assert run(monkeypatch, "check") == 2
    assert "lessons.md was not found" in said_and_no_traceback(capfd)


def test_without_ones_own_lessons_the_lab_opens_those_of_the_set(project, monkeypatch, capsys):
    (project / "my").mkdir()
    mine = project / "my" / "lessons.md"
    mine.write_text("## 1. Our bread\n", encoding="utf-8")
    assert lab._first_notebook() == "my/notebooks/01_our_bread.ipynb"
    mine.unlink()
    assert lab._first_notebook() == "notebooks/01_flour_and_water.ipynb"
    mine.write_text("## 1. Our bread\n\n### Sumary\nDough.\n", encoding="utf-8")
    assert lab._first_notebook() == "my/notebooks/01_our_bread.ipynb", "as it was last written"
    mine.unlink()
    (project / "lessons.md").write_text("## 1. Flour\n", encoding="utf-8")
    assert lab._first_notebook() == "notebooks/01_flour_and_water.ipynb"


# The Makefile ------------------------------------------------------------------------------------


def test_help_is_the_default_and_names_every_target_a_person_can_ask_for():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):(.*)$", makefile, re.MULTILINE)
    assert targets[0][0] == "help"
    inner = {name for _, needs in targets for name in needs.split()}
    wanted = {name for name, _ in targets} - inner - {"help"}
    assert {"lab", "test", "clean"} <= wanted
    assert set(re.findall(r'@echo "make ([a-z-]+) ', makefile)) == wanted
