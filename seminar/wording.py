"""What Python says in the words of a control: read from words.js, the file one translates."""

import json
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "widgets" / "words.js"
_NEXT_LINE = r" \+\n +"  # where words too long for one line go on
_PLAIN = re.compile(rf'^    (\w+): (".*"(?:{_NEXT_LINE}".*")*),$', re.MULTILINE)


@cache
def of(control):
    """Name -> words: those of a control that are plain text, and no function."""
    table = _FILE.read_text(encoding="utf-8")
    block = re.search(rf"^  {control}: {{\n(.*?)^  }},$", table, re.DOTALL | re.MULTILINE)
    return {name: "".join(map(json.loads, re.split(_NEXT_LINE, words)))
            for name, words in _PLAIN.findall(block[1])}
