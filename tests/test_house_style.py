"""How code is laid out, as far as a program can tell."""

import browser

LONGEST = 100  # characters of a line


def test_no_line_of_code_is_too_long():
    code = [file for file in browser.files() if file.suffix in (".py", ".js", ".css")]
    assert len(code) > 100
    long = [f"{file.relative_to(browser.ROOT)}, line {number}: {len(line)} characters"
            for file in code
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
            if len(line) > LONGEST]
    assert not long, f"Write lines of {LONGEST} characters at most:\n" + "\n".join(long)
