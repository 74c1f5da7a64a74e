"""Numbers as people type them: Python and the page read each alike, and neither ever guesses."""

import json
from pathlib import Path

import pytest

from seminar.answers import numerals
from seminar.widgets import base

CASES = json.loads((Path(__file__).parent / "numerals.json").read_text(encoding="utf-8"))
SCRIPT = (Path(base.__file__).parent / "numerals.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=[ascii(case["typed"])[:20] for case in CASES])
def test_python_reads_a_number_as_it_is_meant(case):
    assert numerals.read(case["typed"], case["unit"]) == case["readings"]


def test_the_page_reads_every_one_of_them_alike(chromium):
    page = chromium.new_page()
    read = page.evaluate(f"""(cases) => {{ {SCRIPT}
        return cases.map(({{ typed, unit }}) => readNumber(typed, unit)); }}""", CASES)
    page.close()
    assert read == [case["readings"] for case in CASES]
