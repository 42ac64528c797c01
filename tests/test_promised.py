"""What the end of a workout promises for the next time is what the next card with that lift says. Eight weeks of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from talking import Line, talking
from test_walk import begin, data, do_all, work_of

from coach_core.commands import finish
from coach_core.facts import LoadChange
from coach_core.person import Person
from coach_core.talk import Msg
from coach_core.turn import Call

PROMISE = re.compile(r"so (?P<load>[\d.]+) (?:kg|lb) next|In week \d.*?: (?P<other>[\d.]+) (?:kg|lb)")


def promises(shown: list[Line]) -> dict[str, float]:
    """The loads that a summary promises, by the name of the lift."""
    found: dict[str, float] = {}
    for line in "\n".join(m["text"] for m in shown if m["kind"] == "message").splitlines():
        told = PROMISE.search(line)
        if told:
            name = re.split(r"[:\d]", line.lstrip("• "), maxsplit=1)[0].strip()
            found[name] = float(told["load"] or told["other"])
    return found


async def broken(file: Path, level: str, start: str, word: str) -> tuple[list[str], int]:
    """The promises that the next card with the lift did not keep; how many there were."""
    talk = await talking(file, clock="2026-11-23T18:00:00+00:00")
    wrong, open_, count = list[str](), dict[str, float](), 0
    try:
        await begin(talk, level, start)
        for session in range(16):
            for exercise in data(await talk("today"), "workout")["exercises"]:
                name, loads = exercise["name"], [s["load"] for s in work_of(exercise)]
                promised = open_.pop(name, None)
                if promised is not None and promised not in loads:
                    wrong.append(f"session {session + 1}: {name} {promised}, came {loads}")
            await do_all(talk, word)
            told = promises(await talk("finish"))
            count += len(told)
            open_ |= told
            await talk(f":wait {3 + session % 2}d")
    finally:
        await talk.close()
    return wrong, count


@pytest.mark.parametrize(
    ("level", "start", "word"),
    [("intermediate", "80 kg for 10", "done"), ("intermediate", "135 lb for 10", "done, 5 in the tank")],
)
async def test_what_is_promised_comes(tmp_path: Path, level: str, start: str, word: str) -> None:
    wrong, count = await broken(tmp_path / "p.db", level, start, word)
    assert wrong == []
    assert count > 5


async def test_the_control_promises_what_does_not_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_was(call: Call, person: Person, change: LoadChange, line: Msg) -> Msg:
        return line

    monkeypatch.setattr(finish, "kept_or_said", as_it_was)
    wrong, _ = await broken(tmp_path / "p.db", "intermediate", "80 kg for 10", "done")
    assert wrong
