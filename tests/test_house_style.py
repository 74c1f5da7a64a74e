"""How code is laid out, as far as a program can tell. Of Python, ruff tells it."""

import re
import tomllib

import browser

LONGEST = 100  # characters of a line


def test_no_line_of_a_script_or_a_style_is_too_long():
    code = [file for file in browser.files() if file.suffix in (".js", ".css")]
    assert len(code) > 20
    long = [f"{file.relative_to(browser.ROOT)}, line {number}: {len(line)} characters"
            for file in code
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
            if len(line) > LONGEST]
    assert not long, f"Write lines of {LONGEST} characters at most:\n" + "\n".join(long)


def test_the_modules_that_must_say_what_they_return_are_those_whose_types_are_checked():
    tool = tomllib.loads((browser.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (pattern,) = tool["ruff"]["lint"]["per-file-ignores"]
    listed = re.fullmatch(r"!seminar/{(.+)}\.py", pattern)[1].split(",")
    checked = [file.removeprefix("seminar/") for file in tool["mypy"]["files"]]
    assert sorted(each.removesuffix("/*") for each in listed) == sorted(
        each.removesuffix(".py") for each in checked)
