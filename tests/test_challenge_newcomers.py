"""Somebody new who wants to be in: typed or tapped, in any language, they are in when the start is over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from challenging import Message, comes, makes, says
from onboarding import onboard
from talking import Talking, talking


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def starts(talk: Talking, name: str, room: str | None = None) -> list[Message]:
    """Somebody new goes through the start, where they are."""
    await says(talk, name, room=room)
    return [m for m in await onboard(talk) if m["kind"] == "message"]


@pytest.mark.parametrize(
    "said", ["/challenge join", "/challenge join {n}", "challenge enter", "/reto unirme", ":press Join"]
)
@pytest.mark.parametrize("room", ["gym", None])
async def test_they_are_in_however_they_said_so(said: str, room: str | None, talk: Talking) -> None:
    number = await makes(talk)
    await says(talk, "nora", said.format(n=number), room="gym")
    shown = await starts(talk, "nora", room)
    assert "You are in: Points" in shown[-1]["text"]


async def test_they_are_told_what_the_start_is_for_and_who_leaves_meanwhile_is_not_in(talk: Talking) -> None:
    await makes(talk)
    asked = await says(talk, "nora", ":press Join", room="gym")
    assert asked[-1]["text"].endswith("then you are in: Points.")
    await says(talk, "nora", ":press I am 18 or over, I agree", ":press None of these", room="gym")
    assert "You are out" in (await says(talk, "nora", "/challenge leave", room="gym"))[-1]["text"]
    shown = await says(talk, "nora", ":press Beginner (up to 6 months)", ":press Barbell", "80 kg for 10")
    assert shown
    assert not any("You are in" in m["text"] for m in shown)


async def test_nothing_is_promised_to_who_may_not_come_in(talk: Talking) -> None:
    """Who is under 18, and where it is over meanwhile. The control: the promise of before."""
    await makes(talk)
    for name in ("nora", "oleg"):
        asked = await says(talk, name, "/challenge join", room="gym")
        assert "then you are in" in asked[-1]["text"]
    await says(talk, "nora", ":press I am under 18", room="gym")
    refused = await says(talk, "nora", "/challenge join", room="gym")
    assert "adults only" in refused[-1]["text"]
    await says(talk, "boss", ":admin on", "/challenge end", ":press End it", room="gym")
    over = await says(talk, "oleg", "/challenge join", room="gym")
    assert "No challenge runs here" in over[-1]["text"]
    assert not any("then you are in" in m["text"] for m in (*refused, *over))


async def test_of_two_they_are_asked_which(talk: Talking) -> None:
    await makes(talk)
    number = await makes(talk, "sets")
    asked = (await says(talk, "nora", "/challenge join", room="gym"))[-1]
    assert [b["label"] for b in asked["buttons"]] == ["Sets", "Points"]
    await says(talk, "nora", f":press challenge:join:{number}", room="gym")
    assert "You are in: Sets" in (await starts(talk, "nora"))[-1]["text"]


@pytest.mark.parametrize("said", ["/challenge join", "/challenge join 99"])
async def test_where_there_is_none_nobody_is_taken_through_the_start_for_it(said: str, talk: Talking) -> None:
    shown = await says(talk, "nora", said, room="hall")
    assert not any("18 or over" in str(m["buttons"]) for m in shown)
    assert "No challenge runs here" in shown[-1]["text"] or "is over" in shown[-1]["text"]


@pytest.mark.parametrize("answer", [":press Team B", "/challenge join B", "/challenge join b"])
async def test_whoever_is_new_says_in_which_team_they_want_to_be(answer: str, talk: Talking) -> None:
    await makes(talk, "teams", "own")
    await says(talk, "nora", "/challenge join", room="gym")
    asked = (await starts(talk, "nora"))[-1]
    assert "which team" in asked["text"]
    assert [b["label"] for b in asked["buttons"]] == ["Team A", "Team B"]
    quiet = await says(talk, "nora", "/help")
    assert "which team" not in quiet[-1]["text"], "asked once"
    shown = await says(talk, "nora", answer)
    assert "You are in team B" in shown[-1]["text"]


@pytest.mark.parametrize(
    ("answer", "team", "room"),
    [("/challenge join B", "B", None), ("/challenge join {n} a", "A", None), (":press Team B", "B", "gym")],
)
async def test_a_team_is_tapped_or_typed_in_the_room_and_in_private(
    answer: str, team: str, room: str | None, talk: Talking
) -> None:
    await comes(talk, "anna")
    number = await makes(talk, "teams", "own")
    for said in ("/challenge join", "/challenge join C"):
        assert "which team" in (await says(talk, "anna", said, room="gym"))[-1]["text"], "no such team: asked, no lot"
    shown = await says(talk, "anna", answer.format(n=number), room=room)
    assert f"You are in team {team}" in shown[-1]["text"]
