"""The course as a whole: nothing of the article is left out, and no check gives itself away."""

import re
import statistics
import warnings
from collections import Counter

import browser
import pytest

from seminar.data import text
from seminar.data.package import table
from seminar.lessons import parser
from seminar.widgets.check import check_box

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat names a module that is on its way out
    import textstat

UNIT = parser.read(browser.ROOT / "lessons.md")
LESSONS = list(UNIT.lessons.values())
CHECKS = [(lesson.number, check) for lesson in LESSONS for check in lesson.checks.values()]
CHOSEN = [(number, check) for number, check in CHECKS if check.options]
#: Claims for which no reading was found that supports, qualifies or disputes them.
UNTESTED = ("C03", "C04", "C25", "C33")
FEEDBACK_ON_A_CLAIM = re.compile(r"claims? (?:still )?stands?|stands as it is", re.IGNORECASE)

each_lesson = pytest.mark.parametrize(
    "lesson", LESSONS, ids=lambda lesson: f"lesson {lesson.number}")


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
    worked = {claim for lesson in LESSONS if lesson.shows("Ledger")
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
    [home] = [lesson for lesson in LESSONS if lesson.shows("Ledger")
              and claim in set(text.claims_in(lesson.fields["claims"])["claim_id"])]
    said = [part for part in words(home).split("\n") if claim in part]
    assert any("ntested" in part or "not tested" in part for part in said), (
        f"lesson {home.number} has no line that names {claim} and says that it is untested")


# Checks ------------------------------------------------------------------------------------------


@each_lesson
def test_a_lesson_talks_about_one_question_in_class_and_has_more_to_choose_from(lesson):
    if lesson.number:
        in_class = [key for step in lesson.plan if step.place == "class" for key in step.shows]
        assert len([name for kind, name in in_class if kind == "Discuss"]) <= 1
        assert len(lesson.discuss) >= 3 and len(lesson.checks) >= 3


#: Words by which an option could be told without knowing the matter.
DENIES = re.compile(r"\b(?:no|not|none|nothing|nobody|neither|never|cannot|without)\b")
REASONS = re.compile(r"\b(?:because|since|as|for|so)\b|:")
SWEEPS = re.compile(r"\b(?:all|always|any|every|everything|must|only|whole)\b")


def signs(options):
    """Each sign that tells an option from its neighbours, and the options that bear it."""
    plain = [each["text"].casefold() for each in options]
    openings = {count: [" ".join(text.split()[:count]) for text in plain] for count in (1, 2)}
    seen = {
        **{f"place {place}": [each is option for each in options]
           for place, option in enumerate(options, 1)},
        "longest": [len(text) == max(map(len, plain)) for text in plain],
        "shortest": [len(text) == min(map(len, plain)) for text in plain],
        "denies": map(DENIES.search, plain), "gives a reason": map(REASONS.search, plain),
        "sweeps": map(SWEEPS.search, plain),
        **{f'opens with "{opening}"': [opening == each for each in openings[count]]
           for count in openings for opening in openings[count]},
    }
    for sign, borne in seen.items():
        yield sign, [option for option, bears in zip(options, borne) if bears]


@pytest.mark.parametrize("role, kinds, has_it", [
    ("right", ("single",), lambda option: option["right"]),
    ("doubting too much", ("single", "several"),
     lambda option: "Too much doubt" in option["feedback"])], ids=["right", "doubting"])
def test_no_sign_gives_an_option_away(role, kinds, has_it):
    """Over the course each sign falls to a role as often as if the roles were dealt by lot.

    The bound is two standard deviations of that: so far chance itself would seldom go.
    """
    found, expected, spread = Counter(), Counter(), Counter()
    for number, check in CHOSEN:
        if check.kind in kinds:
            options = check_box(check, project="x", lesson=number, title="").options
            for sign, bearers in signs(options):
                share = len(bearers) / len(options)
                found[sign] += any(map(has_it, bearers))
                expected[sign] += share
                spread[sign] += share * (1 - share)
    told = {sign: f"{found[sign]} times, by lot {expected[sign]:.1f}" for sign in expected
            if abs(found[sign] - expected[sign]) > max(1, 2 * spread[sign] ** 0.5)}
    assert not told, f"signs of the option that is {role}: {told}"


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
