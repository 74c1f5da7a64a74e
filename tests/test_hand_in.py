"""Handed-in files: read whole, read in part, or refused with a sentence; nothing in them is run."""

import pytest
from hostile import RECORD, block, page

from seminar.answers import hand_in


@pytest.fixture
def handed(tmp_path):
    def written(data=None, text=None, raw=None, **changes):
        file = tmp_path / "lesson05-lamp-07.html"
        content = raw if raw is not None else (text or page(data, **changes)).encode("utf-8")
        file.write_bytes(content)
        return file

    return written


def test_a_file_is_read_to_the_letter(handed):
    words = "\u202e</script><img src=x onerror=alert(1)>\0\n=1+1 \N{PICK}"
    found = hand_in.read(handed(data=block([{**RECORD, "text": words}]).replace("<", "\\u003c")))
    assert (found.lesson, found.code, found.day, found.revision) == (5, "lamp-07", "2001-07-10", 9)
    assert found.answers["crust"].text == words
    assert found.answers["crust"].verb == "suggests"
    assert found.faults == ()


REFUSED = {
    "another file": (dict(text="<p>My essay</p>"), "carries no answers"),
    "an empty file": (dict(raw=b""), "carries no answers"),
    "a picture": (dict(raw=b"\x89PNG\r\n\x1a\n\xff\xfe\x00"), "not text in UTF-8"),
    "another alphabet's encoding": (
        dict(raw="<p>\u0441\u043b\u043e\u0432\u0430</p>".encode("cp1251")), "not text in UTF-8"),
    "other data in the block": (dict(data='{"format": "shopping", "records": []}'),
                                "not a handed-in file of such lessons"),
    "no data in the block": (dict(data="[1, 2]"), "damaged at its beginning"),
    "a newer version": (dict(version=2), "newer version"),
    "a version in words": (dict(version="1; drop"), "newer version"),
    "another set of lessons": (dict(project="brewery"), 'another set of lessons ("brewery")'),
    "no lesson": (dict(lesson="../../5"), "which lesson"),
    "a lesson below nothing": (dict(lesson=-1), "which lesson"),
    "brackets without end": (dict(data="[" * 100_000), "damaged at its beginning"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_with_a_reason(handed, name):
    given, reason = REFUSED[name]
    with pytest.raises(hand_in.HandInError) as refused:
        hand_in.read(handed(**given), "bakery")
    assert reason in str(refused.value) and "lesson05-lamp-07.html" in str(refused.value)


def test_a_huge_file_is_refused_before_it_is_read(handed, monkeypatch):
    file = handed()
    with open(file, "ab") as longer:
        longer.truncate(200_000_000)
    monkeypatch.setattr(type(file), "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(hand_in.HandInError, match="has 200 MB"):
        hand_in.read(file)


def test_a_file_that_breaks_off_is_read_up_to_there(handed):
    records = [{**RECORD, "item": f"prompt-{n}", "text": f"words {n}"} for n in range(5)]
    whole = handed(data=block(records)).read_text(encoding="utf-8")
    found = hand_in.read(handed(text=whole[:whole.index("words 3")]))
    assert list(found.answers) == ["prompt-0", "prompt-1", "prompt-2"]
    assert "breaks off" in found.faults[0] and "3 of its answers" in found.faults[0]


PARTLY = {
    "a record that is none": ([RECORD, 7, None, ["x"]], "answer 2 cannot be read"),
    "an item that is a path": ([RECORD, {**RECORD, "item": "../../x"}], "answer 2 cannot be read"),
    "an item that is a list": ([RECORD, {**RECORD, "item": ["crust"]}], "answer 2 cannot be read"),
    "a text that is a number": ([RECORD, {**RECORD, "item": "x", "text": 7}], "answer 2 cannot"),
    "two answers to one prompt": ([{**RECORD, "text": "older", "revision": 2}, RECORD],
                                  'two answers to "crust"'),
    "a very long answer": ([RECORD, {**RECORD, "item": "x", "text": "a" * 1_200_000}],
                           "1,200,000 characters"),
}


@pytest.mark.parametrize("name", PARTLY)
def test_what_cannot_be_read_of_a_file_is_named_and_the_rest_is_read(handed, name):
    records, said = PARTLY[name]
    found = hand_in.read(handed(data=block(records)))
    assert any(said in fault for fault in found.faults), found.faults
    assert found.answers["crust"].text == "It is."


@pytest.mark.parametrize("code", ["../../etc/passwd", "ann smith", "LAMP-07", ["lamp-07"], 7, None])
def test_a_code_that_is_none_is_left_out_and_said(handed, code):
    found = hand_in.read(handed(code=code))
    assert found.code == "" and "code" in found.faults[0]


@pytest.mark.parametrize("field, value, kept", [
    ("verb", "<b>shows</b>", ""), ("verb", ["shows"], ""), ("revision", "9" * 40, 0),
    ("revision", -3, 0), ("revision", True, 0), ("revision", 4.0, 4), ("revision", 4.5, 0),
    ("asked", {"a": 1}, ""),
])
def test_a_field_of_another_kind_is_read_as_nothing(handed, field, value, kept):
    found = hand_in.read(handed(data=block([{**RECORD, field: value}])))
    assert getattr(found.answers["crust"], field) == kept
