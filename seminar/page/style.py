"""The style sheet that controls, figures and pages share."""

from pathlib import Path

STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
