"""What Binder would build of the project: repo2docker is asked, and that needs no Docker."""

import re

import browser
import pytest
from repo2docker.app import Repo2Docker


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """The build pack that takes the project as git hands it out: the first that wants it."""
    monkeypatch.chdir(browser.copy_of_the_project(tmp_path))
    binder = Repo2Docker()
    for kind in binder.buildpacks:
        pack = kind(base_image=binder.base_image)
        pack.platform = "linux/amd64"
        if pack.detect():
            return pack
    pytest.fail("no build pack takes the project")


def test_binder_takes_the_environment_that_conda_reads(pack):
    assert type(pack).__name__ == "CondaBuildPack"
    assert pack.binder_dir == ""  # a folder binder/ or .binder/, an empty one too, would hide it


def test_binder_gets_the_python_that_environment_yml_names(pack):
    # Without an exact version there, repo2docker would take one of its own.
    assert pack.python_version == "3.12"


def test_the_project_is_there_before_it_is_installed(pack):
    """``-e .`` needs all of it; and nothing but environment.yml is left to run at a start."""
    dockerfile = pack.render(build_args={"NB_USER": "jovyan", "NB_UID": "1000"})
    copied = re.search(r"^COPY .*\bsrc/ \$\{REPO_DIR\}/", dockerfile, re.MULTILINE)
    installed = re.search(r'env update .*--file "environment\.yml"', dockerfile)
    assert copied and installed and copied.start() < installed.start()
    assert "PYTHONDONTWRITEBYTECODE" not in dockerfile  # else every kernel compiles pandas anew
    assert pack.get_start_script() is None and pack.get_post_build_scripts() == []
