"""Which text is kept, what counts as replaced, and how lists of versions become one."""

import browser
import pytest

LONG = "The strike travelled by rail, by telephone and by word of mouth. " * 8


@pytest.fixture(scope="module")
def run(chromium):
    """Runs an expression beside versions.js alone."""
    page = chromium.new_page()
    page.add_script_tag(content=(
        browser.ROOT / "seminar" / "widgets" / "versions.js").read_text(encoding="utf-8"))
    yield page.evaluate
    page.close()


def version(text, revision=1, page="p", **more):
    return {"text": text, "revision": revision, "page": page, **more}


def put_aside(run, before, after, peak=None, typed=True):
    lost = run("([text, was]) => lostWith(text, was)", [after, {
        "peak": version(peak or before), "before": version(before), "typed": typed}])
    return [each["text"] for each in lost]


@pytest.mark.parametrize("before, after", [
    (LONG, LONG.upper() + "!"), (LONG, "x" * len(LONG)), ("Because of bread.", "B"),
    ("Because of bread.", "Because."), ("Because of the bread.", "Because the bread rose high."),
    ("Because", "Therefore"), ("a", "b"), ("Bread", ""), ("One two.", "Three four five six."),
    (LONG + "It is an end.", LONG + "Or not."), ("шахта и город", "город"),
])
def test_what_another_text_takes_the_place_of_is_put_aside_whatever_its_length(run, before, after):
    [aside] = put_aside(run, before, after)
    assert aside.startswith(before)


@pytest.mark.parametrize("before, after", [
    (LONG, LONG + "a"), (LONG, LONG[:-1]), (LONG, "So: " + LONG), (LONG, LONG.replace(
        "telephone", "telegraph", 1)), ("", "B"), (" ", "B"), ("Bread rises", "Bread rise"),
    ("Bread rises", "Bread rises, because"), ("Bread rises ", "Bread "), (LONG, LONG),
])
def test_typing_and_changing_a_word_puts_nothing_aside(run, before, after):
    assert put_aside(run, before, after) == []


def test_what_dwindles_key_by_key_is_put_aside(run):
    assert put_aside(run, LONG[:-40], LONG[:-41], peak=LONG) == [LONG]
    short = "It rose quite high"
    assert put_aside(run, "It ro", "It r", peak=short) == [short]
    assert put_aside(run, LONG[:-39], LONG[:-40], peak=LONG) == []


def test_a_choice_made_anew_is_no_replaced_text(run):
    choices = "rye: dark\noat: cannot tell yet\n"
    assert put_aside(run, choices, choices.replace("cannot tell yet", "light"), typed=False) == []


def merged(run, *lists):
    return [each["text"] for each in run("(lists) => together(...lists)", list(lists))]


def test_of_each_page_the_newest_stays_whichever_list_it_comes_from(run):
    one, two = version("one", 3, "a"), version("two", 2, "b")
    assert merged(run, [version("on", 1, "a"), two], [one]) == ["one", "two"]
    assert merged(run, [one], [version("on", 1, "a"), two]) == ["one", "two"]
    assert merged(run, [version("It is the crust", 4, "c")], [version("It is", 3, "d")]) == [
        "It is the crust"]


def test_where_there_are_too_many_small_changes_go_before_what_others_wrote(run):
    most = run("VERSIONS")
    other = version("what another tab wrote", 1, "other")
    large = version("a long text that was replaced", 2, "large", aside=500)
    small = [version(f"small {n}", 10 + n, f"s{n}", aside=5) for n in range(most * 2)]
    kept = merged(run, small, [version("now", 99, "now")], [other, large])
    assert len(kept) == most
    assert {"now", other["text"], large["text"]} < set(kept)
    assert "small 0" not in kept and f"small {most * 2 - 1}" in kept


def test_what_comes_along_is_the_newest_and_what_stays_is_others(run):
    own, other = version("mine", 2, "a", visit="me"), version("hers", 3, "b", visit="her")
    there = version("of last week", 90, "c")
    after = run("([from, to]) => takenAlong(from, to, { token: 'me', since: 's' })",
                [[own, other], [there]])
    assert [each["text"] for each in after["moved"]] == ["mine", "of last week"]
    assert after["stays"] == [other] and after["moved"][0]["since"] == "s"
