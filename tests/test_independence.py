"""The library knows nothing of its subject, imports in one direction, and comes in one version."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from seminar.commands import lab

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "seminar"
SUBJECT = re.compile("kuzbass|miner|1989|strike|donbass|soviet|coal", re.IGNORECASE)
# A folder of the library imports from those before it in this line, and from no other.
WINGS = ("ground", "files", "data", "lessons", "page", "answers", "widgets", "lesson_page",
         "report", "commands", "door")
#: Modules that stand in no folder. The door imports the rest only when it is asked for.
ALONE = {"alphabets": "ground", "errors": "ground", "project": "ground", "wording": "ground",
         "lesson_page": "lesson_page", "__init__": "door", "__main__": "door"}


def name_of(file):
    parts = file.relative_to(LIBRARY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


# Settings of Jupyter's, read by Jupyter and not imported, are no modules.
MODULES = {name_of(file): file for file in LIBRARY.rglob("*.py") if file.parent.name != "jupyter"}
FILES = [file for file in LIBRARY.rglob("*") if file.suffix in (
    ".py", ".js", ".css", ".json", ".md", ".csv", ".ipynb", ".po")]


def imported(module):
    """The modules of the library that a module imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: write the whole name, from seminar import ..."
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module]
        else:
            continue
        for name in names:
            if name.startswith("seminar.") and name.removeprefix("seminar.") in MODULES:
                yield name.removeprefix("seminar.")


IMPORTS = {module: set(imported(module)) for module in MODULES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_of_the_library_knows_the_subject(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    assert not [f"line {number}: {line.strip()}" for number, line in enumerate(lines, 1)
                if SUBJECT.search(line)]


def wing(module):
    """The place of a module's folder in the line of the wings."""
    return WINGS.index(ALONE.get(module) or module.partition(".")[0])


def test_the_imports_were_read():
    assert {"lessons.parser", "data.sources"} <= IMPORTS["lesson_page"]
    assert "project" in IMPORTS["data.sources"]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_imports_from_a_later_wing(module):
    assert not [other for other in IMPORTS[module] if wing(other) > wing(module)]


def test_no_module_imports_itself_by_a_detour():
    seen, left = set(), dict(IMPORTS)
    while ready := [module for module, needs in left.items() if needs <= seen]:
        seen.update(ready)
        left = {module: needs for module, needs in left.items() if module not in seen}
    assert not left


# One version for all -----------------------------------------------------------------------------


def exact_command():
    """The command that environment.yml's head gives for writing requirements.txt."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return re.search(r"#\s+uv (export .+) -o requirements\.txt$", text, re.MULTILINE)[1].split()


def test_requirements_txt_is_what_uv_writes_from_the_lock():
    written = subprocess.run([lab.PROGRAMS / "uv", "--offline", *exact_command()], cwd=ROOT,
                             capture_output=True, text=True, timeout=60)
    assert written.returncode == 0, written.stderr
    assert (ROOT / "requirements.txt").read_text(encoding="utf-8") == written.stdout


def test_conda_and_binder_get_one_python_and_all_else_from_the_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *conda, pip = environment["dependencies"]
    assert environment["channels"] == ["conda-forge"]
    assert conda == ["python=3.12", "pip"]
    assert pip == {"pip": ["-r requirements.txt", "-e ."]}


@pytest.mark.parametrize("table, key", [
    ("project", "dependencies"), ("dependency-groups", "build"), ("dependency-groups", "dev")])
def test_every_dependency_is_pinned_and_has_its_reason(table, key):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = [each for each in tomllib.loads(text)[table][key]
                    if each != {"include-group": "build"}]
    assert dependencies
    for each in dependencies:
        assert re.fullmatch(r"[A-Za-z0-9_-]+==[0-9.]+", each), f"{each} is not pinned"
        assert re.search(rf'^    "{re.escape(each)}",\s+# \S+ \S+', text, re.MULTILINE), (
            f"{each} has no reason on its line")


def test_the_versions_a_teacher_gets_are_those_of_the_project():
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for each in project["dependencies"]:
        assert each.replace("_", "-") in pinned
