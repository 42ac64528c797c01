"""Weeks without an answer: asked once whether somebody is still there, then nothing until they are back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from doorway import Door, body
from talking import real_coach

from coach_core.commands import silence
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import SILENCE
from coach_core.store import Stored, open_store

ASK = "Still here?"
WEEKS = SILENCE


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with await open_store(str(tmp_path / "s.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        await door.press("1", "remind:on:month")
        yield door


def asks(sent: list[Stored]) -> int:
    return sum(ASK in body(message)["text"] for message in sent)


async def weeks(door: Door, count: int) -> list[list[Stored]]:
    """What each week brings."""
    return [await door.wait(days=7) for _ in range(count)]


async def test_asked_once_after_four_weeks_and_silent_then(door: Door) -> None:
    *before, last = await weeks(door, WEEKS + 1)
    assert all(before), "until then it comes"
    assert asks([m for week in before for m in week]) == 0
    assert asks(last) == 1
    assert ASK in body(last[-1])["text"], "and nothing after it"
    assert [b["id"] for row in body(last[-1])["buttons"] for b in row] == [
        "remind:here",
        "remind:start",
        "remind:pause",
    ]
    assert await weeks(door, 60) == [[]] * 60


async def test_the_control_that_never_asks_writes_for_ever(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "SILENCE", SILENCE * 1000)
    found = await weeks(door, 30)
    assert all(found)
    assert asks([m for week in found for m in week]) == 0


@pytest.mark.parametrize("word", ["remind:here", "remind:start", "today:"])
async def test_any_word_brings_it_back_and_nothing_of_before(door: Door, word: str) -> None:
    await weeks(door, 2 * WEEKS)
    said = await door.press("1", word)
    assert said
    assert asks(said) == 0
    assert await door.wait(minutes=30) == [], "what was due meanwhile is not made up for"
    assert [m for week in await weeks(door, 2) for m in week], "from the next day on it comes"


async def test_weeks_in_which_the_coach_was_off_are_no_silence_of_theirs(door: Door) -> None:
    door.clock.set(door.clock.now() + timedelta(days=70))
    await door.coach.wake(door.clock.now(), door.send)
    assert asks([m for week in await weeks(door, WEEKS - 1) for m in week]) == 0
    assert asks([m for week in await weeks(door, 3) for m in week]) == 1


async def test_a_word_a_week_is_no_silence(door: Door) -> None:
    for _ in range(3 * WEEKS):
        assert asks(await door.wait(days=7)) == 0
        await door.hear("1", "why?")


async def test_a_pause_is_silent_until_it_is_switched_on_again(door: Door) -> None:
    await weeks(door, WEEKS + 1)
    await door.press("1", "remind:pause")
    await door.hear("1", "hello")
    assert await weeks(door, 10) == [[]] * 10
    await door.press("1", "setup:reminders:yes")
    person = await door.store.person("telegram", "1")
    assert person is not None
    assert "month" in reminding_of(person).kinds, "what was on before"
    assert (await weeks(door, 1))[0]
