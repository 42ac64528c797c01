"""docs/writing-sets.md: every example of its tables is read as the page says, and every correction corrects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading_form import lexicon, open_of, show_set

from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Reading

PAGE = (Path(__file__).parent.parent / "docs" / "writing-sets.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| `(.+?)` \| (.+?) \|$", PAGE, re.MULTILINE)
RIGHT = re.findall(r"`(.+?)`", PAGE.split("## Putting right")[1].split("##")[0])
HERE = "barbell_hip_thrust 3x8-12 100 kg stored 3"


def shown(reading: Reading) -> str:
    """The sets as the page writes them; the exercise where it is told or not the open one."""
    entries = [(e, ", ".join(show_set(s) for s in e.sets)) for e in reading.entries]
    named = len(entries) > 1 or entries[0][0].exercise != "barbell_hip_thrust"
    return " · ".join(f"{e.exercise or e.name}: {sets}" if named else sets for e, sets in entries)


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(text: str, wanted: str) -> None:
    reading = read(text, lexicon(), open_of(HERE), "en")
    assert reading.intent is Intent.LOG
    assert shown(reading) == wanted


@pytest.mark.parametrize("text", RIGHT)
def test_what_puts_right_stores_no_new_set(text: str) -> None:
    reading = read(text, lexicon(), open_of(HERE), "en")
    assert reading.intent in (Intent.CORRECT, Intent.UNDO, Intent.REPEAT)
    assert not reading.needs_confirmation


def test_the_page_has_enough_examples() -> None:
    assert len(EXAMPLES) >= 45
    assert len(RIGHT) >= 10
