"""Something breaks while somebody types, and the words are still there: one run of ten faults.

bench/torture.py has them all, many times over, and counts.
"""

import sys

import browser
import pytest

sys.path.insert(0, str(browser.ROOT / "bench"))
import torture
import torture_pages
import typist

#: What a browser that is killed may take with it: what was typed in the last 300 milliseconds.
LAST = 300 // typist.PACE
#: All of it is opened in a browser: make quick passes it over, with the building it costs.
pytestmark = pytest.mark.usefixtures("a_browser")


@pytest.mark.parametrize("fault, most", [
    (torture.kernel_killed, 0), (torture.page_reloaded, 0), (torture.two_tabs, 0),
    (torture.storage_forbidden, 0), (torture.browser_killed_with_dead_kernel, LAST),
    (torture_pages.back_and_on, 0), (torture_pages.back_after_finish, 0),
    (torture_pages.near_store_full, 0), (torture_pages.deep_store_late, 0),
    (torture_pages.by_turns, 0),
], ids=lambda value: getattr(value, "__name__", ""))
def test_words_survive(fault, most):
    typed, lost, _ = torture.run(fault, seed=7)
    assert typed > 50 and lost <= most, f"{lost} of {typed} characters are lost"
