"""Challenges in whole sentences: what is meant, in the room and alone, and what only sounds like it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from challenge_people import START, entry_of
from challenging import makes, says
from onboarding import onboard
from talking import Talking, talking, the_book

from coach_core.challenge.values import Span
from coach_core.meaning import meant
from coach_core.person import Person
from coach_core.talk import Incoming, Kind
from coach_core.turn import Call, Given

SAID: dict[str | None, tuple[str, ...]] = {
    "join": (
        "in den Wettbewerb: melde mich an",
        "rejoindre le défi",
        "quero participar do desafio",
        "хочу участвовать в соревновании",
        "join the challenge",
        "Count me in!",
        "I want to join the challenge",
        "can I join?",
        "Count me in for the challenge!",
        "sign me up for the challenge",
        "please add me to the challenge",
        "I'd like to take part in the challenge",
        "put me in the competition",
        "let me join",
        "join the squat challenge",
        "join the strength challenge",
        "únete al reto",
        "quiero unirme al reto",
        "apúntame al reto",
        "quiero participar en el reto",
        "me apunto al reto",
        "¿puedo unirme al reto?",
    ),
    "board": (
        "wer führt?",
        "qui gagne ?",
        "quem está ganhando?",
        "кто выигрывает?",
        "leaderboard",
        "the leaderboard please",
        "show the leaderboard",
        "who is winning",
        "who won?",
        "who's winning?",
        "Who’s in the lead?",
        "who is winning the challenge",
        "standings",
        "show me the ranking",
        "how is the challenge going",
        "what challenges are there?",
        "which challenge is running",
        "when does the challenge end?",
        "how do I join the challenge?",
        "who is in the challenge",
        "show me the challenge board",
        "scoreboard please",
        "clasificación",
        "¿quién va ganando?",
        "muéstrame la clasificación del reto",
        "¿cómo va el reto?",
        "¿qué retos hay?",
        "¿cuándo termina el reto?",
    ),
    "me": (
        "wie stehe ich in der Challenge?",
        "minha posição no desafio",
        "моё место в соревновании",
        "how am I doing in the challenge",
        "what's my place in the challenge",
        "where do I stand?",
        "how do I leave the challenge?",
        "¿cómo salgo del reto?",
        "my rank",
        "am I winning the challenge?",
        "how many points do I have",
        "my score in the challenge",
        "what place am I in?",
        "how am I doing in this contest so far",
        "¿cómo voy en el reto?",
        "¿en qué puesto estoy?",
        "¿cuántos puntos tengo en el reto?",
        "mi puesto en el reto",
    ),
    "leave": (
        "ich will die Challenge verlassen",
        "je veux quitter le défi",
        "quero sair do desafio",
        "хочу выйти из соревнования",
        "leave the challenge",
        "I want to leave the challenge",
        "take me out of the challenge",
        "quit the challenge",
        "I don't want to be in the challenge anymore",
        "remove me from the challenge",
        "I'd like to drop out of the challenge",
        "get me out of this challenge please",
        "I quit the challenge",
        "take me off the leaderboard",
        "opt out of the challenge",
        "salir del reto",
        "quiero salir del reto",
        "sácame del reto",
        "ya no quiero estar en el reto",
        "dejo el reto",
        "quiero dejar el reto",
    ),
    "how": (
        "challenge how",
        "how does the challenge work?",
        "what are the rules of the challenge",
        "how is the challenge scored?",
        "explain the challenge",
        "how do I get points in the challenge",
        "¿cómo funciona el reto?",
        "¿cuáles son las reglas del reto?",
    ),
    "pause": (
        "pause my challenge",
        "pause the challenge",
        "pausa el reto",
    ),
    "new": (
        "make a challenge",
        "start a new challenge",
        "create a points challenge for 4 weeks now",
        "I want to set up a squat strength challenge",
        "crea un reto",
        "quiero hacer un reto de 4 semanas",
    ),
    None: (
        "that was a challenge",
        "count",
        "en lugar de",
        "at my place",
        "first",
        "100x10",
        "a real challenge, 100x5",
        "leave the bar",
        "done",
        "my week",
        "how do I do hip thrusts",
        "pause",
        "who are you",
        "what is rir",
        "set up the bench",
        "how am I doing",
        "it was a challenging set 80x8",
        "join two accounts",
        "progress",
        "stop reminders",
        "end workout",
        "show my progress",
        "12 reps was the challenge",
        "first place",
        "points",
        "pain in the place",
        "I leave the gym at 6",
        "the challenge is the last rep, 60x8",
    ),
}


@pytest.mark.parametrize("part", SAID)
def test_what_is_meant(part: str | None) -> None:
    given = Given(the_book())
    for text in SAID[part]:
        event = Incoming("console", "anna", "e1", datetime(2026, 11, 23, tzinfo=UTC), Kind.TEXT, text=text)
        found = meant(Call(Person(1), event, given))
        contest = found.command.name == "challenge"
        assert (found.call.words.split()[0] if contest and found.call.words else None) == part, text
        assert part is None or contest, text


BACK = (
    "I am back", "I'm better now", "I feel better", "no longer ill", "I have recovered", "I am well again",
    "ya me siento mejor", "ya no estoy enferma", "me he recuperado", "estoy recuperada", "bin wieder da",
    "je vais mieux", "estou de volta",
)  # fmt: skip


@pytest.mark.parametrize(("pauses", "part"), [(True, "resume"), (False, None)], ids=["mended", "control"])
def test_who_pauses_is_back_in_their_own_words(pauses: bool, part: str | None) -> None:
    entry = entry_of("beginner", "points", None)
    person = Person(1, entries=(replace(entry, frozen=(Span(START, own=True),) if pauses else ()),))
    for text in BACK:
        event = Incoming("console", "anna", "e1", START, Kind.TEXT, text=text)
        found = meant(Call(person, event, Given(the_book())))
        assert (found.call.words if found.command.name == "challenge" else None) == part, text


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def test_who_asks_who_is_ahead_sees_the_board_there_and_alone_only_who_is_in(talk: Talking) -> None:
    await makes(talk)
    await says(talk, "anna")
    await onboard(talk)
    assert "You are in no challenge" in (await says(talk, "anna", "who is winning?"))[-1]["text"]
    await says(talk, "anna", "I want to join the challenge", room="gym")
    for room in ("gym", None):
        [board] = await says(talk, "anna", "who is winning?", room=room)
        assert board["text"].startswith("🏆 Points")
        assert "In so far: anna" in board["text"]
        assert [row["name"] for row in board["data"]["board"]["rows"]] == ["anna"]
    assert "Place 1 of 1" in (await says(talk, "anna", "how am I doing in the challenge"))[-1]["text"]
    assert any("You are out" in m["text"] for m in await says(talk, "anna", "take me out of the challenge"))
    assert "You are in no challenge" in (await says(talk, "anna", "leaderboard"))[-1]["text"]


@pytest.mark.parametrize("said", ["/challenge leave", "I don't want to be in the challenge anymore"])
@pytest.mark.parametrize("room", ["gym", None])
async def test_who_changes_their_mind_before_they_agreed_to_anything_is_not_in(
    said: str, room: str | None, talk: Talking
) -> None:
    await makes(talk)
    await says(talk, "nora", ":press Join", room="gym")
    assert any("You are out" in m["text"] for m in await says(talk, "nora", said, room=room))
    await says(talk, "nora")
    shown = [m for m in await onboard(talk) if m["kind"] == "message"]
    assert not any("You are in:" in m["text"] for m in shown)
