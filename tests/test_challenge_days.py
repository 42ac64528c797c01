"""Days of challenges: each person's own local day, over changes of clocks and zones; one end for all, on each clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from challenge_people import entry_of
from challenging import boards, comes, makes, says, waits
from talking import Talking, talking

from coach_core.challenge.freezing import frozen_days
from coach_core.challenge.values import Span
from coach_core.challenge.weeks import day_of

SPRING = datetime(2027, 3, 28, tzinfo=UTC)  # clocks go forward in Madrid at 1:00 UTC, and not in Tokyo
ZONES = ("Europe/Madrid", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland", "Asia/Kathmandu", "Pacific/Apia")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


@pytest.mark.parametrize("zone", ZONES)
def test_no_day_is_lost_or_doubled_when_clocks_change(zone: str) -> None:
    """Every quarter of an hour of three weeks around the change, in the order of time."""
    entry = replace(entry_of("beginner", "points", None), zones=((SPRING - timedelta(days=99), zone),))
    days = [day_of(entry, SPRING + timedelta(minutes=15 * n)).toordinal() for n in range(-960, 960)]
    steps = [later - earlier for earlier, later in pairwise(days)]
    assert set(steps) == {0, 1}
    assert 20 <= sum(steps) <= 21


def test_a_week_that_has_an_hour_less_is_a_week() -> None:
    begin = datetime(2027, 3, 21, 23, tzinfo=UTC)
    entry = replace(
        entry_of("beginner", "points", None), starts_at=begin, joined_at=begin, ends_at=begin + timedelta(days=28),
        zones=((begin - timedelta(days=9), "Europe/Madrid"),),
    )  # fmt: skip
    ill = Span(begin + timedelta(hours=8), begin + timedelta(days=7, hours=7))  # Monday to Monday at 8 on the wall
    assert len(frozen_days(replace(entry, frozen=(ill,)))) == 7


def test_who_travels_lives_each_day_on_the_clock_of_then() -> None:
    at = datetime(2026, 12, 1, 20, tzinfo=UTC)
    entry = replace(
        entry_of("beginner", "points", None),
        zones=((at - timedelta(days=9), "Europe/Madrid"), (at + timedelta(hours=1), "Pacific/Auckland")),
    )
    assert [day_of(entry, at + timedelta(hours=h)).day for h in (0, 1, 2)] == [1, 1, 2]


async def test_the_end_is_one_instant_on_everybodys_own_clock(talk: Talking) -> None:
    said = {}
    for name, zone in (("anna", "Tokyo"), ("bela", "Los Angeles"), ("carl", "Kathmandu")):
        await comes(talk, name)
        await says(talk, name, f"/timezone {zone}", "/cancel")
    number = await makes(talk)
    for name in ("anna", "bela", "carl"):
        [joined] = [
            m for m in await says(talk, name, f"/challenge join {number}", room="gym") if "You are in" in m["text"]
        ]
        said[name] = joined["text"].splitlines()[1]
    board = boards(await waits(talk, "2m"))[-1]
    assert "21:00 (UTC time)" in board["text"]
    assert [said[name].split()[-4] for name in said] == ["06:00", "13:00", "02:45"]
    assert datetime.fromisoformat(board["data"]["board"]["ends_at"]).tzinfo is not None
