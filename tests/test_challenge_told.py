"""What people are told of their own part and of the end: a place in words, a pause, the team that won; who is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from challenging import boards, comes, makes, says, scores, trains, waits
from talking import Talking, all_texts, talking

from coach_core.challenge.showing import ceremony
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Board, Challenge, Row, Standing, Team

START = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def test_who_leaves_is_off_the_board_at_once_though_it_was_just_changed(talk: Talking) -> None:
    for name in ("anna", "bela"):
        await comes(talk, name)
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await waits(talk, "2m")
    joined = await says(talk, "bela", f"/challenge join {number}", room="gym")
    assert scores(boards(joined)[-1]).keys() == {"anna", "bela"}
    left = await says(talk, "anna", f"/challenge leave {number}")
    assert scores(boards(left)[-1]).keys() == {"bela"}
    back = await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert not boards(back), "the control: whoever comes is shown when the minute is over"
    assert boards(await waits(talk, "2m"))


async def test_who_is_erased_is_off_the_board_at_once(talk: Talking) -> None:
    for name in ("anna", "bela"):
        await comes(talk, name)
    number = await makes(talk)
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {number}", room="gym")
    await waits(talk, "2m")
    await trains(talk, "bela", "100x5 rpe 8")
    shown = await says(talk, "anna", "/erase", ":press Erase everything for good")
    assert scores(boards(shown)[-1]).keys() == {"bela"}


@pytest.mark.parametrize(
    ("kind", "option", "told"),
    [
        ("strength", "back_squat", "Growth in Back squat: not known yet, so it shows 0 %."),
        ("points", "-", "so it counts as usual."),
        ("teams", "random", "You are in team"),
        ("teams", "captain", "A captain will pick you"),
    ],
)
async def test_ones_own_place_says_what_the_score_is_made_of(kind: str, option: str, told: str, talk: Talking) -> None:
    await comes(talk, "anna")
    await makes(talk, kind, option)
    await says(talk, "anna", "/challenge join", room="gym")
    assert told in (await says(talk, "anna", "/challenge me"))[-1]["text"]


async def test_ones_own_place_says_that_one_pauses(talk: Talking) -> None:
    await comes(talk, "anna")
    await makes(talk)
    await says(talk, "anna", "/challenge join", "/challenge pause", room="gym")
    paused = (await says(talk, "anna", "/challenge me"))[-1]["text"]
    assert "Paused: nothing is expected of you" in paused
    assert "0% of 8 sessions" in paused, "as long as nobody knows how long it will be"
    await says(talk, "anna", "/challenge resume")
    assert "Paused" not in (await says(talk, "anna", "/challenge me"))[-1]["text"]


@pytest.mark.parametrize(
    ("means", "won"),
    [
        ((41_000, 52_000), "🏆 Team B wins!"),
        ((41_000, 41_000), "🏆 A tie: Team A, Team B win together!"),
    ],
)
def test_the_ceremony_says_which_team_won(means: tuple[int, int], won: str) -> None:
    rows = tuple(Row(n + 1, name, Standing(means[n], 3), team=n) for n, name in enumerate(("anna", "bela")))
    board = Board(rows, 2, sum(means), tuple(Team(n, 1, mean) for n, mean in enumerate(means)))
    challenge = Challenge(1, "terminal", "gym", "teams", START, START + timedelta(days=28), "en", teams=2)
    [block] = all_texts().blocks((ceremony(CHALLENGES["teams"], challenge, board),), "en")
    assert won in str(block["text"]).split("\n")


@pytest.mark.parametrize("waiting", [0, 1])
def test_where_a_set_waits_nobody_is_said_not_to_have_trained(waiting: int) -> None:
    challenge = Challenge(1, "terminal", "gym", "volume", START, START + timedelta(days=28), "en")
    board = Board((Row(1, "anna", Standing()),), 1, doubts=waiting)
    [block] = all_texts().blocks((ceremony(CHALLENGES["volume"], challenge, board),), "en")
    assert ("Nobody got round to training" in block["text"]) == (not waiting)
    assert ("No admin decided about 1 doubted entry" in block["text"]) == bool(waiting)
    assert "Who was in: anna." in block["text"]
