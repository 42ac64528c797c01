"""Making a challenge in words: every part in any order, in every language that is read; what is odd is named."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from challenging import boards, says
from talking import Talking, all_texts, talking, the_book

from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Challenge
from coach_core.commands.challenge_new import challenge_of, example
from coach_core.commands.challenge_read import read
from coach_core.person import Person, Settings
from coach_core.talk import Incoming, Say, msg
from coach_core.turn import Call, Given

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)  # a Monday


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


def call_in(language: str) -> Call:
    event = Incoming("terminal", "boss", "e1", NOW, room="gym")
    return Call(Person(1, Settings(language=language)), event, Given(the_book()))


def made(language: str, said: str) -> Challenge:
    """The challenge of these words; nothing of them may be left over."""
    call = call_in(language)
    wanted = read(call, said.split())
    assert wanted.left == (), said
    return challenge_of(call, wanted)


@pytest.mark.parametrize(
    ("language", "said", "kind", "weeks", "rest"),
    [
        ("en", "strength 4 squat now", "strength", 4, {"lift": "back_squat"}),
        ("en", "4 weeks strength now, Romanian deadlift", "strength", 4, {"lift": "romanian_deadlift"}),
        ("en", "strength four weeks hip thrusts on friday", "strength", 4, {"lift": "barbell_hip_thrust", "day": 4}),
        ("en", "Hip Thrust Month from monday", "thrust-month", 4, {"day": 0}),
        ("en", "hip-thrust-month now", "thrust-month", 4, {}),
        ("en", "a million kilos together 6 weeks now", "together", 6, {"goal": 1_000_000_000}),
        ("en", "together 250,000 kg 8 weeks monday", "together", 8, {"goal": 250_000_000, "day": 0}),
        ("en", "all-together 4 40 000 kg now", "together", 4, {"goal": 40_000_000}),
        ("en", "together 10 tonnes 4 weeks now", "together", 4, {"goal": 10_000_000}),
        ("es", "juntos 20 toneladas 4 ya", "together", 4, {"goal": 20_000_000}),
        ("en", "together 220,462 lb 4 weeks now", "together", 4, {"goal": 100_000_000}),
        ("en", "team against team, random, 4 now", "teams", 4, {"pick": "random"}),
        ("en", "teams own choice 4 weeks tomorrow", "teams", 4, {"pick": "own", "day": 1}),
        ("en", "points a month now in spanish for beginners", "points", 4, {"language": "es", "who": "beginners"}),
        ("en", "last one standing two months monday", "standing", 8, {"day": 0}),
        ("en", "total volume for 6 weeks starting next monday", "volume", 6, {"day": 0}),
        ("en", "strength 4 romanain deadlift now", "strength", 4, {"lift": "romanian_deadlift"}),
        ("es", "fuerza 4 sentadilla ya", "strength", 4, {"lift": "back_squat"}),
        ("es", "fuerza, 4 semanas, peso muerto rumano, lunes", "strength", 4, {"lift": "romanian_deadlift", "day": 0}),
        ("es", "mes del hip thrust ahora", "thrust-month", 4, {}),
        ("es", "puntos un mes ya", "points", 4, {}),
        ("es", "un millón de kilos juntos 6 semanas ya", "together", 6, {"goal": 1_000_000_000}),
        ("es", "todos juntos 250.000 kg 4 ya", "together", 4, {"goal": 250_000_000}),
        ("es", "equipos capitanes 6 semanas el viernes", "teams", 6, {"pick": "captain", "day": 4}),
        ("es", "el último en pie 4 mañana", "standing", 4, {"day": 1}),
        ("es", "constancia cuatro semanas ya para principiantes", "consistency", 4, {"who": "beginners"}),
        ("es", "repeticiones 4 ya en inglés", "reps", 4, {"language": "en"}),
        ("de", "Kraft 4 Wochen Kniebeuge ab Montag", "strength", 4, {"lift": "back_squat", "day": 0}),
        ("fr", "équipes au hasard 6 semaines maintenant", "teams", 6, {"pick": "random"}),
        ("pt_BR", "pontos por um mês já", "points", 4, {}),
        ("ru", "сила 4 недели приседания сейчас", "strength", 4, {"lift": "back_squat"}),
    ],
)
def test_what_is_said_is_what_is_made(
    language: str, said: str, kind: str, weeks: int, rest: Mapping[str, object]
) -> None:
    found = made(language, said)
    day = found.starts_at.weekday() if found.starts_at > NOW else None
    told = {"day": day, "lift": found.lift, "goal": found.goal, "pick": found.pick.value, "who": found.who.value}
    told |= {"language": found.language}
    assert found.kind == kind
    assert round((found.ends_at - found.starts_at).days / 7) == weeks
    assert {name: told[name] for name in rest} == rest
    assert (day is None) == ("day" not in rest)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", CHALLENGES)
def test_every_example_works(kind: str, language: str) -> None:
    [block] = all_texts().blocks(
        (Say((msg("challenge-new-example", words=example(call_in(language), CHALLENGES[kind])),)),), language
    )
    words = block["text"].partition("/")[2].split()
    assert made(language, " ".join(words[2:])).kind == kind


@pytest.mark.parametrize(
    ("said", "understood", "odd", "asked"),
    [
        (
            "strength 4 bench_press now",
            "Strength · 4 weeks · Now",
            "bench_press",
            "It can be: Barbell hip thrust, Back",
        ),
        ("strength 4 bicep_curl now", "Strength · 4 weeks · Now", "bicep_curl", "Which one?"),
        ("points 0 - now", "Points · Now", "0", "For how long?"),
        ("points 999", "Points", "999", "For how long?"),
        ("points -4 now", "Points · Now", "-4", "For how long?"),
        ("points forever", "Points", "forever", "For how long?"),
        ("consistency", "", "", "For how long?"),
        ("bananas", "", "bananas", "Which kind"),
        ("bananas 4 now", "4 weeks · Now", "bananas", "Which kind"),
        ("teams 4 lottery now", "Team against team · 4 weeks · Now", "lottery", "It can be: By lot"),
        ("together 4 5 now", "All together · 4 weeks · Now", "5", "It can be: 100 000 kg"),
        ("points 4 - yesterday", "Points · 4 weeks", "yesterday", "When does it begin?"),
        ("points 4 2020-01-01", "Points · 4 weeks", "2020-01-01", "When does it begin?"),
        ("hip thrust month 4", "", "", "When does it begin?"),
        ("points 4 <b>now</b>", "Points · 4 weeks", "<b>now</b>", "When does it begin?"),
        ("points 4 now bananas", "Points · 4 weeks · Now", "bananas", "For example: /challenge new Points 4 weeks now"),
    ],
)
async def test_what_cannot_be_used_is_named_beside_what_was_understood_with_an_example(
    said: str, understood: str, odd: str, asked: str, talk: Talking
) -> None:
    shown = await says(talk, "boss", ":admin on", f"/challenge new {said}", room="gym")
    text = shown[-1]["text"].replace("\u202f", " ").replace("\xa0", " ")
    assert not boards(shown)
    assert (f"Understood: {understood}.\n" in text) == bool(understood)
    assert (f"Not understood: {odd}.\n" in text) == bool(odd)
    assert asked in text


@pytest.mark.parametrize(
    ("said", "understood", "goal"),
    [
        ("together 10 kg", "All together", "10 kg"),
        ("together 10kg now", "All together · Now", "10 kg"),
        ("ten kilos together 4 weeks", "All together · 4 weeks", "10 kg"),
        ("juntos 10 kilos", "All together", "10 kg"),
        ("gemeinsam 10 kilo", "All together", "10 kg"),
        ("вместе 10 кг", "All together", "10 kg"),
        ("together 999999999 kg 4 weeks now", "All together · 4 weeks · Now", "999 999 999 kg"),
    ],
)
async def test_kilograms_are_a_goal_and_no_weeks_also_where_no_group_would_want_it(
    said: str, understood: str, goal: str, talk: Talking
) -> None:
    shown = await says(talk, "boss", ":admin on", f"/challenge new {said}", room="gym")
    text = shown[-1]["text"].replace("\u202f", " ").replace("\xa0", " ")
    assert f"Understood: {understood}.\n{goal} together? A goal of a whole group is 1000 kg to 100 000 000 kg." in text
    assert "Not understood" not in text
    assert not boards(shown)


async def test_nothing_that_was_said_is_lost_on_the_way(talk: Talking) -> None:
    await says(talk, "boss", ":admin on", "/challenge new for beginners in spanish", room="gym")
    shown = await says(
        talk, "boss", ":press Strength", ":press 6 weeks", ":press Back squat", ":press Next Monday", room="gym"
    )
    text = boards(shown)[-1]["text"]
    assert "Fuerza" in text
    assert "principiantes" in text
    await says(talk, "boss", "/challenge new points 4 now bananas", ":press Make it so", room="gym")
    assert "🏆 Points" in (await says(talk, "boss", "/challenge", room="gym"))[-1]["text"]


@pytest.mark.parametrize("said", ["/challenge strength 4 squat now", "/reto de fuerza 4 sentadilla ya"])
async def test_a_kind_is_enough_of_a_word(said: str, talk: Talking) -> None:
    assert boards(await says(talk, "boss", ":admin on", said, room="gym"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/challenge set beginners", "For: beginners."),
        ("/challenge set for beginners in Spanish", "It speaks Español"),
        ("/reto ajustes para principiantes", "For: beginners."),
        ("/reto ajustes en español", "It speaks Español"),
        ("/reto ajustes 21:30-7", "21:30–07:00"),
        ("/challenge set everybody", "For: everybody here."),
        ("/challenge set bananas", "For example: /challenge set quiet 22-8"),
    ],
)
async def test_what_it_is_set_to_is_said_in_words_too(said: str, told: str, talk: Talking) -> None:
    await says(talk, "boss", ":admin on", "/challenge new points 4 now for experienced", room="gym")
    assert told in (await says(talk, "boss", said, room="gym"))[0]["text"]


async def test_a_word_that_is_none_is_named(talk: Talking) -> None:
    shown = await says(talk, "boss", "/challenge hullabaloo", room="gym")
    assert "Not understood: hullabaloo" in shown[-1]["text"]


async def test_a_button_says_all_and_is_short_enough(talk: Talking) -> None:
    shown = await says(
        talk, "boss", ":admin on", "/challenge new experienced in spanish strength 26 romanian deadlift", room="gym"
    )
    assert all(len(b["id"].encode()) <= 64 for b in shown[-1]["buttons"])
