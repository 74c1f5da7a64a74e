"""The course as a whole: nothing of the article is left out, and no check gives itself away."""

import re
import statistics
import warnings

import browser
import pytest

from seminar import grammar, text
from seminar.data import table

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat names a module that is on its way out
    import textstat

UNIT = grammar.read(browser.ROOT / "lessons.md")
LESSONS = list(UNIT.lessons.values())
CHECKS = [(lesson.number, check) for lesson in LESSONS for check in lesson.checks.values()]
CHOSEN = [(number, check) for number, check in CHECKS if check.options]
#: Claims for which no reading was found that supports, qualifies or disputes them.
UNTESTED = ("C03", "C04", "C25", "C33")
FEEDBACK_ON_A_CLAIM = re.compile(r"claims? (?:still )?stands?|stands as it is", re.IGNORECASE)

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: f"lesson {lesson.number}")


@pytest.fixture(autouse=True)
def at_the_project(monkeypatch):
    monkeypatch.chdir(browser.ROOT)


def words(lesson):
    """All that lessons.md says in a lesson, the instructor's notes included."""
    lines = (browser.ROOT / "lessons.md").read_text(encoding="utf-8").splitlines()
    later = [each.line for each in LESSONS if each.line > lesson.line]
    return "\n".join(lines[lesson.line:min(later, default=len(lines))])


# The article -------------------------------------------------------------------------------------


def test_every_paragraph_of_the_article_is_read_in_a_lesson():
    read = [name for lesson in LESSONS for span in lesson.fields["paragraphs"].split(",")
            for name in text.paragraphs(span.strip())["paragraph"]]
    assert set(read) == set(table("paragraphs")["paragraph"])


def test_every_claim_is_worked_on_in_a_lesson_that_has_a_ledger():
    worked = {claim for lesson in LESSONS if lesson.fields["ledger"] != "no"
              for claim in text.claims_in(lesson.fields["claims"])["claim_id"]}
    assert worked == set(table("claims")["claim_id"])


def test_a_claim_is_worked_on_in_the_lesson_that_reads_its_paragraph():
    for lesson in LESSONS:
        span = {name for each in lesson.fields["paragraphs"].split(",")
                for name in text.paragraphs(each.strip())["paragraph"]}
        for claim in text.claims_in(lesson.fields.get("claims", "")).itertuples():
            assert span & set(claim.paragraphs.split(";")), (lesson.number, claim.claim_id)


@pytest.mark.parametrize("claim", UNTESTED)
def test_what_could_not_be_tested_is_said_to_be_untested(claim):
    [home] = [lesson for lesson in LESSONS if lesson.fields["ledger"] != "no"
              and claim in set(text.claims_in(lesson.fields["claims"])["claim_id"])]
    said = [part for part in words(home).split("\n") if claim in part]
    assert any("ntested" in part or "not tested" in part for part in said), (
        f"lesson {home.number} has no line that names {claim} and says that it is untested")


# Checks ------------------------------------------------------------------------------------------


@each_lesson
def test_a_lesson_has_three_checks_or_more_and_three_to_five_prompts(lesson):
    if lesson.number:
        assert len(lesson.checks) >= 3
        assert 3 <= len(lesson.discuss) <= 5


def test_the_length_of_an_option_betrays_nothing():
    single = [check for _, check in CHOSEN if check.kind == "single"]
    longest = sum(max(check.options, key=lambda each: len(each.text)).right for check in single)
    chance = sum(1 / len(check.options) for check in single)
    assert abs(longest - chance) <= 2 * (chance * 0.75) ** 0.5, (longest, chance, len(single))


def test_the_place_of_an_option_betrays_nothing():
    from seminar.widgets.check import shuffled

    places = [shuffled(check.options, f"{number}/{check.id}").index(
        next(each for each in check.options if each.right))
        for number, check in CHOSEN if check.kind == "single"]
    assert set(places) >= {0, 1, 2, 3}
    assert max(map(places.count, places)) <= len(places) / 2


def test_in_three_checks_or_more_the_articles_claim_stands():
    standing = [check.id for _, check in CHOSEN if any(
        each.right and FEEDBACK_ON_A_CLAIM.search(f"{each.text} {each.feedback}")
        for each in check.options)]
    standing += [check.id for _, check in CHECKS if FEEDBACK_ON_A_CLAIM.search(check.right)]
    assert len(standing) >= 3, standing


# Words -------------------------------------------------------------------------------------------


def sentences(markdown):
    """Markdown as plain sentences: an item of a list is one, and a table none."""
    plain = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    lines = [re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line) for line in plain.splitlines()
             if not line.startswith("|")]
    lines = [re.sub(r"[*_`#>]", "", line).strip().rstrip(";,") for line in lines]
    return " ".join(line if line[-1] in ".?!:" else f"{line}." for line in lines if line)


def prose_of(lesson):
    """name -> prose that a student reads: at least two dozen words of it."""
    parts = {kind: text for kind, text in lesson.texts.items() if kind != "Notes for instructors"}
    parts |= lesson.readings | lesson.investigations
    for prompt in (*lesson.discuss.values(), *lesson.write.values()):
        parts |= {prompt.id: prompt.text, f"{prompt.id}, compare": prompt.compare}
    plain = {name: sentences(part) for name, part in parts.items()}
    return {name: part for name, part in plain.items() if len(part.split()) >= 24}


@each_lesson
def test_the_prose_is_plain(lesson):
    grades = {name: textstat.flesch_kincaid_grade(part) for name, part in prose_of(lesson).items()}
    assert statistics.median(grades.values()) <= 8
    hard = {name: round(grade, 1) for name, grade in grades.items() if grade > 10}
    assert not hard, f"lesson {lesson.number}: above grade 10: {hard}"
