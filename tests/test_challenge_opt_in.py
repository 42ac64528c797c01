"""Nobody sees anything of anyone who did not opt in: a thousand random acts in a room, and a control that is caught."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
from challenging import Message, comes, makes, says, waits
from talking import Talking, talking

from coach_core.challenge import deeds
from coach_core.store import grouping

PEOPLE = ("anna", "bela", "carl", "dora")
SEED = 6
LOADS = (" kg", "×", "RPE", "Barbell", "thrust")  # what is only in private logs
SAID = (
    "hip thrust 60x5 rpe 8", "done", "done", "/challenge me {n}", "/challenge cheer {n}", "/challenge pause {n}",
    "/challenge resume {n}", "/challenge flag {other}", "/challenge", "/challenge how {n}", "/today", "/history",
    ":press Show it to the others", "finish",
)  # fmt: skip


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def told_too_much(talk: Talking, chance: Random, acts: int) -> list[str]:
    """What was shown to others of somebody who was not in, or what only their log knows; stops at the first."""
    for name in PEOPLE:
        await comes(talk, name)
    number, inside, seen = await makes(talk), set[str](), set[str]()
    for n in range(acts):
        name = chance.choice(PEOPLE)
        room = chance.choice(("gym", None))
        if chance.random() < 0.4:
            shown = await says(talk, name, f"/challenge {'leave' if name in inside else 'join'} {number}", room="gym")
            inside ^= {name}
        else:
            said = chance.choice(SAID).format(n=number, other=chance.choice(PEOPLE))
            shown = await says(talk, name, said, room=room)
        shown += await waits(talk, "61s") if n % 3 == 0 else []
        wrong = [m["text"] for m in shown if not fits(m, name, inside)]
        if wrong:
            return wrong
        seen |= {name for m in shown if not m["private"] for name in named(m)}
    assert seen == set(PEOPLE), "everybody was on a board at some time"
    return []


def fits(message: Message, speaking: str, inside: set[str]) -> bool:
    """Whether a message holds of others only names of those who are in, and to all no more than that."""
    others = named(message) - ({speaking} if message["private"] else set())
    return others <= inside and (message["private"] or not any(word in message["text"] for word in LOADS))


def named(message: Message) -> set[str]:
    return {name for name in PEOPLE if name in message["text"]}


async def test_nobody_sees_anything_of_who_did_not_opt_in(talk: Talking, size: float) -> None:
    assert await told_too_much(talk, Random(SEED), round(1000 * size)) == []


async def test_the_control_that_hides_nobody_is_caught(talk: Talking, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = grouping.WRITES[deeds.Draw]
    spoilt = {**grouping.WRITES, deeds.Leave: draw}
    monkeypatch.setattr(grouping, "WRITES", spoilt)
    assert await told_too_much(talk, Random(SEED), 200)
