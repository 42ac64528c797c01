"""A name is no complaint, and a complaint is no name: what is typed behind /challenge, and what is said in a room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from challenging import boards, comes, makes, says, scores, waits
from talking import Talking, talking


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


ALARM = "emergency"


@pytest.mark.parametrize(
    "words",
    [
        "/challenge name Chest Pain Club",
        "challenge name Heart Attack",
        "/challenge name Dolor de Pecho",
        "/challenge flag Angina",
        "/challenge pick dora",
        "reto nombre Infarto",
    ],
)
async def test_a_name_is_not_read_as_a_complaint(talk: Talking, words: str) -> None:
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    said = await says(talk, "anna", words)
    assert ALARM not in said[-1]["text"].lower()
    assert "paused" not in said[-1]["text"].lower()
    if " name " in words:
        name = words.partition(" name ")[2]
        assert scores(boards(said + await waits(talk, "2m"))[-1]).keys() == {name}


@pytest.mark.parametrize(
    "words",
    [
        "/challenge name I have chest pain",
        "/challenge pause chest pain",
        "/challenge flag my chest hurts",
        "/challenge chest pain and my left arm is numb",
        "/challenge name Anna has had a crushing pain in her chest since the last set",
        "chest pain",
    ],
)
async def test_a_complaint_in_a_room_is_answered_to_the_person_alone(talk: Talking, words: str) -> None:
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    said = await says(talk, "anna", words, room="gym")
    told = [m for m in said if ALARM in m["text"].lower()]
    assert told
    assert all(m["private"] for m in told)
    paused = await says(talk, "anna", "today")
    assert "paused" in paused[-1]["text"].lower()
