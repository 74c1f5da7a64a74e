"""The project is found from its own folders, and its absence is said."""

import pytest

from seminar import project


def test_the_project_is_found_from_any_folder_in_it(tmp_path, monkeypatch):
    (tmp_path / "lessons.md").touch()
    (tmp_path / "notebooks" / "mine").mkdir(parents=True)
    for folder in (".", "notebooks", "notebooks/mine"):
        monkeypatch.chdir(tmp_path / folder)
        assert project.root() == tmp_path


def test_a_folder_outside_of_any_project_says_what_to_do(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with pytest.raises(project.ProjectError, match="not found in elsewhere/.*folder notebooks/"):
        project.root()
