"""Markdown as a page shows it: comments stay behind, foreign words name their language."""

import re

import pytest

from seminar import alphabets
from seminar.page import prose

TRACED = "More than 80<!-- s1.low --> loaves,\n<!-- **Listen for.**\nnot for students -->\nand 12."


@pytest.mark.parametrize("show", [prose.without_comments, prose.html, prose.inline, prose.plain])
def test_a_comment_is_never_shown(show):
    shown = show(TRACED)
    assert "80 loaves" in shown and "12." in shown
    assert not any(hidden in shown for hidden in ("<!--", "-->", "s1.low", "Listen", "students"))


def test_a_comment_in_a_table_or_in_code_is_never_shown():
    assert "b1" not in prose.html("| a |\n|---|\n| 40<!-- b1.loaves --> |")
    assert "b1" not in prose.html("`40<!-- b1.loaves -->`")


def test_blocks_and_lines_are_set_as_markdown():
    assert prose.html("One *two*.\n\n- three") == (
        "<p>One <em>two</em>.</p>\n<ul>\n<li>three</li>\n</ul>\n")
    assert prose.inline("One **two**.") == "One <strong>two</strong>."


def test_a_wide_table_scrolls_by_itself_and_with_the_keyboard():
    shown = prose.html("One.\n\n| a |\n|---|\n| b |\n\nTwo.\n\n| c |\n|---|\n| d |")
    assert len(re.findall(r'<div [^>]*tabindex="0"[^>]*><table>.*?</table></div>', shown,
                          re.DOTALL)) == shown.count("<table>") == shown.count("</div>") == 2


def test_plain_words_have_no_marks_left():
    assert prose.plain("**Bread** & [water](x.md), 2 < 3<!-- row -->") == "Bread & water, 2 < 3"


def test_words_in_another_alphabet_name_their_language_and_others_do_not():
    assert alphabets.in_its_language("dough (кислое тесто), щ.", "ru") == (
        'dough (<span lang="ru">кислое тесто</span>), <span lang="ru">щ</span>.')
    assert alphabets.in_its_language("dough", "ru") == "dough"


def test_words_of_any_other_alphabet_are_marked_and_accents_are_not():
    assert alphabets.in_its_language("bread, ψωμί, café, pão, łza", "el") == (
        'bread, <span lang="el">ψωμί</span>, café, pão, łza')


@pytest.mark.parametrize("line, shown", [
    ("- language: el", '<span lang="el">ψωμί</span>'), ("- repository:", "ψωμί")])
def test_their_language_is_the_one_that_lessons_md_names(tmp_path, monkeypatch, line, shown):
    (tmp_path / "lessons.md").write_text(f"# Bread\n{line}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert alphabets.in_its_language("ψωμί") == shown


def test_words_that_are_marked_with_their_language_stay_so_and_no_other_tag_does():
    marked = '<span lang="ru">Хлеб</span>'
    assert prose.inline(f"{marked} *today*") == f"{marked} <em>today</em>"
    assert prose.html(marked) == f"<p>{marked}</p>\n" and prose.plain(marked) == "Хлеб"
    for tag in ('<span lang="ru" onclick="x">', '<span lang="ru"><b>', "<span>"):
        assert "<span" not in prose.inline(f"{tag}Хлеб</span>")
