"""What a first workout's lines are answered with: a table of lines, what the last answer says and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import talking

BEGIN = ["hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate"]
P = [*BEGIN, ":press start:equipment:barbell", "80 kg x 10"]  # the first workout
OPEN = [*P, "15 15 15"]  # its barbell thrust is open
FINISHED = [*P, "done", "done", "60x12", "done", "done", "finish"]

# language, lines before, the line, what is said, what is not
REPLIES: list[tuple[str, list[str], str, list[str], list[str]]] = [
    # a set is taken out by its number
    ("en", [*OPEN, "40x12 40x11"], "remove set 2", ["removed: Barbell hip thrust 40 kg × 11"], ["Which set"]),
    ("es", [*OPEN, "40x12 40x11"], "borra la serie 2", ["40 kg × 11"], ["×2"]),
    ("en", [*OPEN, "40x12 40x11", "remove set 7"], "2", ["removed: Barbell hip thrust 40 kg × 11"], ["35 kg × 2"]),
    ("en", [*OPEN, "40x12 40x11", "remove set 7"], "bodyweight hip thrust 2", ["Bodyweight hip thrust 15"], []),
    ("en", [*OPEN, "40x12 40x11", "remove set 7"], "40x10", ["✓ Barbell hip thrust 40 kg × 10"], ["removed"]),
    # the past is not rewritten unawares
    ("en", [*FINISHED, "history 1"], "correct 1", ["Which set?"], ["×1", "→"]),
    ("es", [*FINISHED, "history 1"], "corrige 1", ["serie"], ["→"]),
    ("en", [*FINISHED], "no, 70", ["70 kg"], ["Which set?"]),
]


@pytest.mark.parametrize(("language", "before", "line", "says", "not_"), REPLIES)
async def test_a_line_is_answered(
    tmp_path: Path, language: str, before: list[str], line: str, says: list[str], not_: list[str]
) -> None:
    talk = await talking(tmp_path / "chat.db", locale=language)
    for said in before:
        await talk(said)
    answered = "\n".join(m["text"] for m in await talk(line) if m["kind"] == "message" and not m["edits"])
    await talk.close()
    assert [words for words in says if words not in answered] == [], answered
    assert [words for words in not_ if words in answered] == [], answered
