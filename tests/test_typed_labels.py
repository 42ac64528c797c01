"""Labels of buttons that are typed instead of tapped do what a tap does, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import Talking, all_texts, talking

from coach_core.talk import msg

BEGIN = ["hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate"]
WORKOUT = [*BEGIN, ":press start:equipment:barbell", "80 kg x 10"]
CARD = ("done", "one-set", "change", "skip", "swap", "how", "pain", "why", "finish")
# what leads to the question, its buttons
QUESTIONS = {
    "finish-anyway": ["15", "/finish"],
    "go-on": ["15", "/finish"],
    "yes-store": ["15 15 15", "40x1000"],
    "keep-data": ["/erase"],
    "erase-all": ["/erase"],
    "yes-cleared": ["chest pain", ":press screening:resume"],
    "not-yet": ["chest pain", ":press screening:resume"],
    "safe": ["chest pain"],
}


async def chat(db: Path, language: str, lines: list[str]) -> Talking:
    talk = await talking(db, locale=language)
    for line in lines:
        await talk(line)
    return talk


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("button", [*CARD, *QUESTIONS])
async def test_a_typed_label_is_a_tap(tmp_path: Path, button: str, language: str) -> None:
    label = all_texts().render(msg(f"button-{button}"), language).text
    said = []
    for name, line in (("typed", label.removeprefix("✓ ").lower()), ("pressed", f":press {label}")):
        talk = await chat(tmp_path / f"{name}.db", language, [*WORKOUT, *QUESTIONS.get(button, [])])
        said.append(await talk.said(line))
        await talk.close()
    assert said[0] == said[1]
