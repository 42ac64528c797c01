"""What counts of a workout in a challenge: what the plan asks for, half of it at least; what pain and illness do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from challenging import Message, comes, makes, says, trains, waits
from talking import Talking, talking

from coach_core.challenge.sessions import share_of
from coach_core.challenge.values import Entry
from coach_core.facts import Ended, WorkoutDone

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    await comes(talk, "anna")
    yield talk
    await talk.close()


async def joined(talk: Talking, kind: str, option: str = "-") -> str:
    number = await makes(talk, kind, option)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    return number


async def part(talk: Talking) -> Entry:
    person = await talk.store.person("terminal", "anna")
    assert person is not None
    return person.entries[0]


def told(shown: list[Message]) -> str:
    return "\n".join(m["text"] for m in shown if m["to"] == "anna")


@pytest.mark.parametrize(
    ("kind", "option", "plan", "more"),
    [("volume", "-", 900, 900), ("sets", "-", 4, 1), ("reps", "-", 54, 12), ("together", "100000", 900, 900)],
)
async def test_junk_beside_the_plan_brings_nothing(talk: Talking, kind: str, option: str, plan: int, more: int) -> None:
    """Two sets of 15 and two of 12 are asked for. The control: a heavier set of the plan counts as kilograms do."""
    await joined(talk, kind, option)
    await says(talk, "anna", "done", "done")
    assert (await part(talk)).standing.score == plan * 1000
    junk = ("glute bridge 100x60x10", "yes", "hip thrust 37.5x60, 37.5x60", "yes", "barbell curl 30x15x10", "yes")
    await says(talk, "anna", *junk)
    assert (await part(talk)).standing.score == plan * 1000
    await says(talk, "anna", "rdl 75x30 rpe 10", "yes")
    assert (await part(talk)).standing.score == (plan + more) * 1000, "a set of the plan, its 12 repetitions"


def workout(*slots: tuple[int, int, bool]) -> WorkoutDone:
    """A finished workout: sets asked for and done of each exercise, and whether pain stopped it."""
    plan = {
        "exercises": [
            {"stopped": stopped, "sets": [{"kind": "work", "done": n < done} for n in range(asked)]}
            for asked, done, stopped in slots
        ]
    }
    return WorkoutDone("w1", Ended.FINISHED, AT, AT, program="glute-8", plan=plan)


@pytest.mark.parametrize(
    ("slots", "share"),
    [
        (((2, 2, False), (2, 2, False), (2, 2, False), (2, 2, False)), 1000),
        (((2, 2, False), (2, 2, False), (2, 0, False), (2, 0, False)), 500),
        (((2, 2, False), (2, 2, False), (2, 2, False), (2, 0, True)), 1000),
        (((2, 2, False), (2, 2, False), (2, 0, True), (2, 0, True)), 1000),
        (((2, 2, False), (2, 0, True), (2, 0, True), (2, 0, True)), 500),
        (((2, 1, True), (2, 0, True), (2, 0, True), (2, 0, True)), 250),
        (((2, 0, True), (2, 0, True)), 0),
        (((2, 1, True), (2, 1, False)), 666),
    ],
)
def test_what_pain_stops_is_not_missed_up_to_half(slots: tuple[tuple[int, int, bool], ...], share: int) -> None:
    assert share_of(workout(*slots)) == share
    assert share_of(replace(workout(*slots), program=None)) is None


async def test_one_set_is_no_session(talk: Talking) -> None:
    """It neither keeps anybody in nor is it counted; the control: half of the workout is and does."""
    number = await joined(talk, "standing")
    await trains(talk, "anna", "15")
    assert ((await part(talk)).standing.sessions, (await part(talk)).standing.score) == (0, 5000)
    assert "Score: 0 days" in told(await says(talk, "anna", f"/challenge me {number}")), "no more than is over"
    await waits(talk, "2d")
    await trains(talk, "anna", "done", "done", "skip", "done")
    assert ((await part(talk)).standing.sessions, (await part(talk)).standing.score) == (1, 7000)


async def test_who_is_out_is_told_so(talk: Talking) -> None:
    number = await joined(talk, "standing")
    await waits(talk, "5d")
    assert "You are out" not in told(await says(talk, "anna", f"/challenge me {number}")), "the last day"
    await waits(talk, "2d")
    assert "You are out" in told(await says(talk, "anna", f"/challenge me {number}"))
    assert "You are out" in told(await says(talk, "anna", "done")), "with the first set afterwards"
    assert "You are out" not in told(await says(talk, "anna", "done")), "and only once"


async def test_who_says_that_they_are_ill_pauses_at_once(talk: Talking) -> None:
    """Until the next set; by word as well. The control: to be sore pauses nothing."""
    await joined(talk, "points")
    assert "nobody is told" not in told(await says(talk, "anna", "my legs are sore from yesterday"))
    assert (await part(talk)).frozen == ()
    said = await says(talk, "anna", "I have the flu and fever")
    assert "nobody is told" in told(said)
    assert "I am back" in [b["label"] for m in said for b in m["buttons"]]
    assert "paused already" in told(await says(talk, "anna", "/challenge pause"))
    await waits(talk, "6d")
    await says(talk, "anna", "done")
    [span] = (await part(talk)).frozen
    assert span.until is not None and (span.until - span.since).days == 6
    await says(talk, "anna", "tengo gripe y fiebre", ":press I am back")
    assert len((await part(talk)).frozen) == 2 and (await part(talk)).frozen[-1].until is not None


async def test_pause_and_resume_agree_on_a_pause_for_health(talk: Talking) -> None:
    await joined(talk, "points")
    await says(talk, "anna", "chest pain")
    both = [told(await says(talk, "anna", f"/challenge {word}")) for word in ("pause", "resume")]
    assert both[0] == both[1] and "goes on by itself" in both[0]


async def test_finish_says_what_an_undone_set_means_in_a_challenge(talk: Talking) -> None:
    await says(talk, "anna", "done")
    assert "neither for nor against" in told(await says(talk, "anna", "finish", "no")), "the control: in none"
    await joined(talk, "points")
    assert "only what is done counts" in told(await says(talk, "anna", "finish", "no"))
