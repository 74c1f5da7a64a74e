"""A folder made anew takes the place of the last one whole, or leaves it whole."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from seminar.files import folders


@pytest.fixture
def out(tmp_path):
    """The last good folder, and beside it one that is to take its place."""
    for name, files in {"out": ("print/one.pdf", "print/two.pdf"), "made": ("print/new.pdf",)
                        }.items():
        for file in files:
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(file, encoding="utf-8")
    return tmp_path / "out"


def there(out):
    """What is in the folder, and whether anything is left beside it."""
    left = [path.name for path in out.parent.iterdir() if path.name not in ("out", "made")]
    return sorted(path.name for path in out.rglob("*.pdf")), left


OLD, NEW = (["one.pdf", "two.pdf"], []), (["new.pdf"], [])


def test_it_takes_the_place_of_the_last_one_or_of_none(out):
    folders.replace(out, out.parent / "made")
    assert there(out) == NEW
    shutil.rmtree(out)
    folders.replace(out, out.parent / "made")
    assert there(out) == NEW


def test_a_file_that_is_open_is_named_and_the_last_folder_stays(out, monkeypatch):
    opened = Path.open

    def held(self, mode="r", *arguments, **named):
        if self.name == "two.pdf" and "+" in mode:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, mode, *arguments, **named)

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(folders.InUse, match=r"^out.print.two\.pdf cannot be replaced.*Close it"):
        folders.replace(out, out.parent / "made")
    assert there(out) == OLD


@pytest.mark.parametrize("number", [1, 2])
def test_a_folder_that_cannot_be_moved_stays_as_it_was(out, monkeypatch, number):
    moved, calls = os.replace, []

    def refused(one, other):
        calls.append(one)
        if len(calls) == number:
            raise PermissionError(13, "Permission denied", str(one))
        moved(one, other)

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(folders.InUse, match="cannot be replaced"):
        folders.replace(out, out.parent / "made")
    assert there(out) == OLD


def test_a_full_disk_leaves_the_last_folder(out, monkeypatch):
    def full(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(folders.InUse, match="No space left on device. Is the disk full"):
        folders.replace(out, out.parent / "made")
    assert there(out) == OLD


def test_what_a_broken_off_build_left_is_put_right(out):
    out.rename(out.with_name(".out-before"))
    (out.parent / ".out-new").mkdir()
    folders.replace(out, out.parent / "made")
    assert there(out) == NEW


def test_a_file_that_even_its_owner_cannot_remove_is_named(out):
    file = out / "print" / "two.pdf"
    if not shutil.which("chattr") or subprocess.run(
            ["chattr", "+i", file], capture_output=True).returncode:
        pytest.skip("no file can be protected here")
    try:
        with pytest.raises(folders.InUse, match=r"two\.pdf"):
            folders.replace(out, out.parent / "made")
        assert there(out) == OLD
    finally:
        subprocess.run(["chattr", "-i", file], check=True)
