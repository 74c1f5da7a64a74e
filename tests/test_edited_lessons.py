"""lessons.md as Word or a web editor gives it back: it reads the same, or a line is named."""

import re
import shutil
from dataclasses import fields, is_dataclass

import browser
import pytest

from seminar.lessons import numbers, parser
from seminar.page import prose

TEXT = (browser.ROOT / "lessons.md").read_text(encoding="utf-8")


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """A project with the real tables and notebooks, whose lessons.md is to be mangled."""
    for name in ("data", "notebooks"):
        (tmp_path / name).symlink_to(browser.ROOT / name)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "lessons.md"
    shutil.copy(browser.ROOT / "lessons.md", file)
    return file


def every(pattern, new):
    """Each place of a pattern changed, but those in code, which editors leave as it stands."""
    def change(text):
        parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
        return "".join(part if part.startswith("```") else
                       re.sub(pattern, new, part, flags=re.MULTILINE) for part in parts)
    return change


def first(pattern, new, after="## 4."):
    """The first place behind a heading changed, as a slip of the hand would."""
    def change(text):
        start = text.index(after)
        changed = re.sub(pattern, new, text[start:], count=1, flags=re.MULTILINE)
        assert changed != text[start:]
        return text[:start] + changed
    return change


def straight(text):
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def curly(text):
    text = re.sub(r'(?<![\w.,?!*)])"', "“", text)
    return text.replace('"', "”").replace("'", "’")


#: Edits after which the file still says the same.
SAME = {
    "a byte-order mark": lambda text: "\ufeff" + text,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "stars for lists": every(r"^- ", "* "),
    "plus signs for lists": every(r"^- ", "+ "),
    "brackets for numbers": every(r"^(\d)\. ", r"\1) "),
    "closed headings": every(r"^(#+ .+)$", r"\1 #"),
    "spaces behind the lines": every(r"(?<=[^\s|])$", " "),
    "two empty lines for one": every(r"^$", "\n"),
    "hard spaces behind the signs": every(r"^(#+|-|>) ", "\\1\u00a0"),
    "hard spaces in fields": every(r"^- ([a-z ]+): ", "- \\1:\u00a0"),
    "escaped boxes": every(r"^- \[([ x])\] ", r"- \\[\1\\] "),
    "large crosses": every(r"^- \[x\] ", "- [X] "),
    "tables without outer bars": every(r"^\| (.*) \|$", r"\1"),
    "tables set out wide": every(r" \| ", "    |   "),
    "curly quotation marks": curly,
    "a byte-order mark twice": lambda text: "\ufeff\ufeff" + text,
    "headings in bold": every(r"^(#+) (.+)$", r"\1 **\2**"),
    "headings in capitals": every(r"^### (Check|Discuss|Plan|Summary)", lambda m: m[0].upper()),
    "headings with names of their own": every(r"^(### .+)$", r"\1 {#a-name .unnumbered}"),
    "backslashes in names": every(r"^(#+ .*)([-.])", r"\1\\\2"),
    "backslashes in fields": every(r"^(- data: .+)$", lambda m: m[0].replace("_", r"\_")),
    "backslashes in the plan": every(r"^(\| \d+ \|.+)$", lambda m: m[0].replace("-", r"\-")),
    "brackets behind the numbers of lessons": every(r"^## (\d)\.", r"## \1)"),
    "colons of another script": every(r"^(### \w+|- [a-z]+): ", "\\1： "),
    "hyphens that keep words together": every(r"^(### .+)-", "\\1\u2011"),
    "a long hyphen in spans": every(r"^(- claims: C\d+|- paragraphs: p\d+)-", r"\1–"),
    "signs that do not show": every(r"^(#+ |- )(\w)", "\\1\u200b\\2\u00ad"),
    "wide list marks": every(r"^- ", "-   "),
    "tabs behind list marks": every(r"^- ", "-\t"),
    "front matter": lambda text: "---\ntags: [a]\n---\n\n" + text,
    "UTF-16": None,
}
#: Edits that lose what the file said: each has to be named with its line.
LOST = {
    "all headings a level down": every(r"^#(?=#)", "##"),
    "a heading as bold words": first(r"^### (Check: [a-z-]+)$", r"**\1**"),
    "a heading without its name": first(r"^### Check: [a-z-]+$", "### Check:"),
    "a heading of level four": first(r"^### Check", "#### Check"),
    "a heading of level two": first(r"^### Check", "## Check"),
    "a lesson of level one": first(r"^## ", "# "),
    "a lesson as a section": first(r"^## ", "### ", "## 4. Well"),
    "a box without its bracket": first(r"^- \[ \] ", "- [ "),
    "a box lost": first(r"^- \[ \] ", "- "),
    "a round box": first(r"^- \[x\] ", "- (x) "),
    "two right answers": first(r"^- \[ \] ", "- [x] ", "### Check: no-home"),
    "no right answer": first(r"^- \[x\] ", "- [ ] ", "### Check: no-home"),
    "feedback lost": first(r"^- \[ \] (.+)\n  > .+$", r"- [ ] \1"),
    "feedback without its sign": first(r"^(- \[ \] .+)\n  > ", r"\1\n\n"),
    "a dash for a list": first(r"^- \[ \] ", "– [ ] "),
    "a bullet for a list": first(r"^- \[ \] ", "• [ ] "),
    "a label lost": first(r"^> \*\*Compare\.\*\* ", "> "),
    "a label without bold": first(r"^> \*\*Listen for\.\*\*", "> Listen for."),
    "a field that is none": first(r"^- skill:", "- skil:"),
    "a field without colon": first(r"^- skill: ", "- skill "),
    "minutes in words": first(r"^\| 3 \| 3 \| Recall", "| three | 3 | Recall"),
    "minutes that do not add up": first(r"^\| 3 \| 3 \| Recall", "| 4 | 3 | Recall"),
    "minutes lost": first(r"^\| 3 \| 3 \| Recall", "|  | 3 | Recall"),
    "a period lost": first(r"^\| 50 \| 45 \| Step", "| | 45 | Step"),
    "a plan without its last column": first(
        r"^\| 50 \| 45 \| Step \| Shows \| Students do \| Teacher does \|$",
        "| 50 | 45 | Step | Shows | Students do |"),
    "a row of the plan taken twice": first(r"^(\| \d+ \| \d+ \| Read.+\n)", r"\1\1"),
    "a name in the plan misspelt": first(r"(?<=, )strike-share(?= )", "strike-shares"),
    "a name in the plan lost": first(r", strike-share", ""),
    "a name of a figure misspelt": first(r"\{queue\}", "{queues}"),
    "code without its end": first(r"^```$", ""),
    "code without its beginning": first(r"^```python.*$", ""),
    "code without its signs of code": first(r"^```python.*$((?:\n.+)+)\n```$", r"\1"),
    "code without a bracket": first(r"\)$", "", "```python"),
    "code with a line too many": first(r"^(```python.*\n)", r"\g<1>" + "1 + 1\n" * 8),
    "a name used twice": first(r"^### Check: [a-z-]+$", "### Check: strike-share"),
    "a lesson used twice": first(r"^## 5\.", "## 4."),
    "a table that is none": first(r"^- data: ", "- data: wages, "),
    "a recall without answer": first(r"^   > .+$", ""),
    "a word without meaning": first(r"^- \*\*khozraschet\*\* .+$", "- khozraschet"),
    "a number without its row": first(r"<!-- h001.value -->", ""),
    "a number of another row": first(r"365,000<!-- h001", "365,000<!-- h002"),
    "a number changed": first(r"365,000<!--", "356,000<!--"),
    "dashes for a comment": first(r"<!-- h001\.value -->", "<!– h001.value –>"),
    "all signs of headings": every(r"^#+ ", ""),
    "all signs of headings, by a backslash": every("^#", r"\\#"),
    "a heading without its signs": first(r"^### (Check: [a-z-]+)$", r"\1"),
    "a heading of prose without its signs": first(r"^### Argument$", "Argument"),
    "a heading of prose in bold": first(r"^### Argument$", "**Argument**"),
    "a lesson without its number": first(r"^## 4\. ", "## "),
    "a heading in a block of code": first(r"^### Argument$", "```\n### Argument"),
    "a box without its hyphen": first(r"^- \[ \] ", "[ ] "),
    "a box of a word processor": first(r"^- \[ \] ", "☐ "),
    "a box in a numbered list": first(r"^- \[ \] ", "1. [ ] "),
    "a word without its hyphen": first(r"^- (\*\*.+)$", r"\n\1", "### Words"),
    "a question without its number": first(r"^2\. ", "\n", "### Recall"),
    "a row cut off by an empty line": first(r"^\| \d+ \| \d+ \| (?=Read)", r"\n\g<0>", "## 4."),
    "a bar too many in a row": first(r"^(\| [a-z-]+ \| .+) \|$", r"\1 | more |", "### Cards:"),
    "a cell lost in a row": first(r"^(\| [a-z-]+ )\| [^|]+ (\|.+\|)$", r"\1\2", "### Cards:"),
    "claims with a word for a hyphen": every(r"^(- claims: C\d+)-", r"\1 to "),
    "a tolerance in words": first(r"^- tolerance: .+$", "- tolerance: ten"),
    "a comment that a web editor wrote out": first(r"<!-- (.+?) -->", r"&lt;!-- \1 --&gt;"),
    "a comment with backslashes": first(r"<!-- (.+?) -->", r"\<!-- \1 --\>"),
    "hidden too low": first(r"^(- \[ \] .+)$", r"- hidden: yes\n\1"),
    "two versions put together": first(r"^### Argument$", "<<<<<<< HEAD\n### Argument\n======="),
    "gaps in a number": first(r"365,000<!--", "365 000 000<!--"),
    "letters that became question marks": lambda text: text.encode("ascii", "replace").decode(),
    "UTF-8 read as Windows-1252": lambda text: text.encode().decode("cp1252", "replace"),
    "UTF-8 read as Windows-1251": lambda text: text.encode().decode("cp1251", "replace"),
    "UTF-8 read as Mac Roman": lambda text: text.encode().decode("mac_roman"),
    "a letter of another alphabet": first(r"^### Check", "### Сheck"),
    "nothing left": lambda text: "",
    "noughts behind the end": lambda text: text + "\0" * 100,
    "a document with styles": lambda text: r"{\rtf1 " + text + "}",
    "a web page": lambda text: "<!DOCTYPE html>" + text,
    "Windows-1252": None,
}


def said(thing):
    """A plan as what it says on a page, whatever its lines and its quotation marks."""
    if is_dataclass(thing):
        return {field.name: said(getattr(thing, field.name)) for field in fields(thing)
                if field.name != "line"}
    if isinstance(thing, str):
        return straight(re.sub(r"\s+", " ", prose.html(thing))).replace("&quot;", '"')
    if isinstance(thing, dict):
        return {straight(str(key)): said(each) for key, each in thing.items()}
    return [said(each) for each in thing] if isinstance(thing, (list, tuple)) else thing


@pytest.fixture(scope="module")
def original():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(browser.ROOT)
        return said(parser.read())


@pytest.mark.parametrize("name", SAME)
def test_what_an_editor_changes_by_itself_is_read_as_before(plan, original, name):
    if SAME[name]:
        assert SAME[name](TEXT) != TEXT
        plan.write_bytes(SAME[name](TEXT).encode("utf-8"))
    else:
        plan.write_bytes(TEXT.encode("utf-16"))
    after = said(parser.read())
    for number, lesson in original["lessons"].items():
        assert lesson == after["lessons"][number], f"lesson {number}"
    assert after == original


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_is_named_with_its_line(plan, name):
    if LOST[name]:
        plan.write_text(LOST[name](TEXT), encoding="utf-8")
    else:
        plan.write_bytes(TEXT.encode("cp1252", "replace"))
    faults = parser.check() or numbers.check()
    assert faults
    for fault in faults:
        assert fault.startswith("lessons.md") and ("line " in fault or "UTF-8" in fault), fault
