"""The scripts of the controls, each as a page gets it: joined from several files."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import seminar.widgets
from seminar.widgets.base import Widget

OXLINT = Path(sys.executable).with_name("oxlint")
#: What no file by itself can say, as each uses names of others.
RULES = {"env": {"browser": True, "es2024": True}, "categories": {"correctness": "off"},
         "rules": {"no-undef": "error",
                   "no-unused-vars": ["error", {"ignoreRestSiblings": True}]}}


def scripts():
    """The name of each control, and its script."""
    for module in pkgutil.iter_modules(seminar.widgets.__path__):
        importlib.import_module(f"seminar.widgets.{module.name}")
    kinds = Widget.__subclasses__()
    kinds += [each for kind in kinds for each in kind.__subclasses__()]
    # A widget that was made has a class of its own, in which the script is a trait.
    return {each.__name__: vars(each)["_esm"] for each in kinds
            if isinstance(vars(each).get("_esm"), str) and each.__module__.startswith("seminar.")}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """(rule, name) -> the scripts in which the linter found it."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    for name, script in scripts().items():
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
    run = subprocess.run([OXLINT, "--format", "json", "--config", "rules.json", "."], cwd=folder,
                         capture_output=True, text=True, timeout=60)
    finds = {}
    for each in json.loads(run.stdout)["diagnostics"]:
        name = re.search(r"'(\w+)'", each["message"])[1]
        finds.setdefault((each["code"], name), set()).add(Path(each["filename"]).stem)
    return finds


def test_no_script_uses_a_name_that_nothing_defines(found):
    assert [each for each in found if "no-undef" in each[0]] == []


def test_nothing_in_a_script_is_without_use(found):
    """What all share may stand unused in one control, but not in every one that has it."""
    having = {name: {each for each, script in scripts().items()
                     if re.search(rf"\b{name}\b", script)} for _, name in found}
    dead = [name for (rule, name), unused in found.items()
            if "no-unused-vars" in rule and unused == having[name]]
    assert dead == []


def test_the_scripts_were_read(found):
    assert len(scripts()) > 5 and any("no-unused-vars" in rule for rule, _ in found)
