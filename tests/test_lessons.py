"""lessons.md: no mistake in it, fair checks, pictures told in words, and plain language."""

import json
import re
import statistics

import browser
import pytest

from seminar import lesson
from seminar.data import package
from seminar.lessons import notebook, numbers, parser
from seminar.page import prose

UNIT = parser.read(browser.ROOT / "lessons.md")
LESSONS = list(UNIT.lessons.values())
CHECKS = [(each, check) for each in LESSONS for check in each.checks.values()]
FIGURES = [(each, name, words) for each in LESSONS for name, words in each.figures.items()]
TYPES = ("Line chart", "Step chart", "Bar chart", "Dot chart", "Table", "Map", "Timeline",
         "Network", "Photograph", "Scan", "Diagram", "Single bar")
BANNED = ("success", "failure", "proves", "clearly", "image of", "picture of", "No description")
# Names weigh nothing in a reader's effort that a formula of syllables can see.
NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")
VOWELS = re.compile(r"[aeiouy]+")


@pytest.fixture(autouse=True)
def at_the_project(monkeypatch):
    monkeypatch.chdir(browser.ROOT)


def ids(parts):
    return [f"{each[0].number}-{getattr(each[1], 'id', each[1])}" for each in parts]


def test_no_mistake_is_found_in_words_numbers_or_tables():
    path = browser.ROOT / "lessons.md"
    faults = numbers.faults(path.read_text(encoding="utf-8"), path.name)
    assert package.check() + parser.check() + faults == []


def test_every_prompt_has_something_to_compare_and_something_to_listen_for():
    for each in LESSONS:
        for prompt in [*each.discuss.values(), *each.write.values()]:
            assert prompt.compare and prompt.listen_for, f"lesson {each.number}: {prompt.id}"


def test_the_last_task_is_the_first_word_for_word():
    first, last = UNIT.lessons[0].write["first-task"], UNIT.lessons[8].write["post-test"]
    assert prose.plain(last.text) == prose.plain(first.text)


# Checks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("each, check", CHECKS, ids=ids(CHECKS))
def test_every_answer_has_feedback_and_one_doubts_too_much(each, check):
    texts = [option.feedback for option in check.options]
    texts += [check.right, check.otherwise, *(pattern.feedback for pattern in check.patterns)]
    assert any(text.startswith("Too much doubt") for text in texts)
    assert all(option.feedback for option in check.options)
    assert check.options or (check.right and check.otherwise and check.patterns)


# Pictures in words -------------------------------------------------------------------------------


@pytest.mark.parametrize("each, name, words", FIGURES, ids=ids(FIGURES))
def test_a_picture_is_told_in_words(each, name, words):
    alt, title, caption = (prose.plain(words[key]) for key in ("alt", "title", "caption"))
    assert 60 <= len(alt) <= 250, len(alt)
    assert alt.startswith(TYPES), f"begin with one of: {', '.join(TYPES)}"
    assert " where " in alt or " showing " in alt
    assert alt != title and not [word for word in BANNED if word.casefold() in alt.casefold()]
    assert re.match(r"Figure \d+\. ", caption) and "Source:" in caption and "Not known:" in caption


def test_figures_are_numbered_as_they_come():
    for each in LESSONS:
        come = [name for step in each.plan for kind, name in step.shows if kind == "Figure"]
        found = [re.search(r"\d+", each.figures[name]["caption"])[0] for name in come]
        assert found == [str(number) for number in range(1, len(come) + 1)], each.number


# Words -------------------------------------------------------------------------------------------


def test_a_word_is_explained_in_a_line():
    for each in LESSONS:
        for term, _, meaning in each.words:
            assert len(prose.plain(meaning).split()) <= 25, f"lesson {each.number}: {term}"


def pages(each):
    """Everything that a lesson shows from lessons.md: where it stands, and its HTML."""
    this = lesson(each.number)
    shows = {"read": each.readings, "discuss": each.discuss, "write": each.write,
             "check": each.checks}
    for cell in notebook.of(UNIT, each).cells:
        yield cell.metadata["seminar"]["section"], cell.source
    shown = [(part, getattr(this, part)()) for part in ("begin", "sources")]
    shown += [(f"{part} {name}", getattr(this, part)(name))
              for part, shelf in shows.items() for name in shelf]
    for place, page in shown:
        if hasattr(page, "twin"):
            # A widget's traits are what its script shows: feedback and comparison, too.
            yield place, page.twin() + json.dumps(page.get_state(), default=str, ensure_ascii=False)
        else:
            yield place, page._repr_html_()


@pytest.mark.parametrize("each", LESSONS, ids=lambda each: str(each.number))
def test_words_of_another_alphabet_say_their_language(each):
    for place, page in pages(each):
        page = re.sub(r"\"(?:_css|_esm)\": \"(?:[^\"\\]|\\.)*\"", "", page)
        unmarked = re.sub(r"<(\w+) lang=\\?\"[a-zA-Z-]+\\?\">.*?</\1>", "", page)
        found = re.findall(r"[\u0400-\u04FF]+", unmarked)
        assert not found, (f"lesson {each.number}, {place}: {found} without a language. "
                           'Write <span lang="ru">...</span> round it in lessons.md.')


@pytest.mark.parametrize("each", LESSONS, ids=lambda each: str(each.number))
def test_no_page_shows_what_is_meant_for_instructors(each):
    notes = [prompt.listen_for for prompt in [*each.discuss.values(), *each.write.values()]]
    notes += [each.texts["Notes for instructors"]]
    secret = [prose.plain(note)[:60] for note in notes]
    for place, page in pages(each):
        assert not [words for words in secret if words in page], f"lesson {each.number}, {place}"


def student_parts():
    """Everything a student reads, a part at a time, with its place in the file."""
    for each in LESSONS:
        for kind, text in each.texts.items():
            if kind not in ("Notes for instructors", "Paper sheet"):
                yield f"{each.number} {kind}", text
        for shelf in (each.readings, each.investigations):
            yield from ((f"{each.number} {name}", text) for name, text in shelf.items())
        for prompt in [*each.discuss.values(), *each.write.values()]:
            yield f"{each.number} {prompt.id}", f"{prompt.text}\n\n{prompt.compare}"
        for check in each.checks.values():
            parts = [check.question, check.right, check.otherwise]
            parts += [f"{option.text} {option.feedback}" for option in check.options]
            parts += [pattern.feedback for pattern in check.patterns]
            yield f"{each.number} {check.id}", "\n\n".join(filter(None, parts))


def syllables(word):
    """About how many syllables an English word has: groups of vowels, a silent e left out."""
    word = re.sub(r"[^a-z]", "", word.lower())
    silent = word.endswith("e") and not word.endswith(("le", "ee")) or word.endswith("ed") and \
        not word.endswith(("ted", "ded"))
    return max(1, len(VOWELS.findall(word)) - bool(silent))


def grade(text):
    """Flesch and Kincaid's grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    blocks = [prose.plain(line) for line in text.splitlines() if line.strip()]
    sentences = [each for block in blocks for each in re.split(r"(?<=[.!?])\s+", block)]
    sentences = [NAMES.sub("Tom", re.sub(r"[\u0400-\u04FF\d(),“”\"*]", "", each))
                 for each in sentences]
    words = [each.split() for each in sentences if len(each.split()) > 2]
    count = sum(map(len, words))
    heard = sum(syllables(word) for sentence in words for word in sentence)
    return 0.39 * count / len(words) + 11.8 * heard / count - 15.59


def test_the_grade_is_that_of_the_formula():
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade("Independent mine workers organised meetings.") > 12


def test_what_students_read_is_plain():
    grades = {place: grade(text) for place, text in student_parts() if len(text.split()) > 25}
    assert statistics.median(grades.values()) <= 8
    hard = {place: round(value, 1) for place, value in grades.items() if value > 10}
    assert not hard, hard
