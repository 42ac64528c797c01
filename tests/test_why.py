"""What a person may ask /why for, in English and Spanish; no number of a shown workout is without a reason."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from explained import Asking
from hypothesis import given, settings
from hypothesis import strategies as st
from talking import Talking, only_message, talking, the_book

from bot.on_console import PLATFORM
from coach_core.explaining import table


async def begun(talk: Talking, *lines: str) -> Talking:
    """A person with glute-8 before them, and what else they say."""
    shown = await talk("hello")
    for _ in range(6):
        ids = [b["id"] for m in shown if m["kind"] == "message" for b in m["buttons"]]
        asks = [m["data"]["question"]["asks"] for m in shown if m.get("data", {}).get("question")]
        if not asks:
            break
        pick = next((i for i in ids if "intermediate" in i), ids[0])
        shown = await talk("80 kg for 10" if asks[-1] == "start" else f":press {pick}")
    for line in lines:
        await talk(line)
    return talk


@pytest.fixture
async def anna(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await begun(await talking(tmp_path / "a.db", person="anna"), "done")
    yield talk
    await talk.close()


@pytest.fixture
async def eva(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await begun(await talking(tmp_path / "e.db", person="eva", locale="es"), "hecho")
    yield talk
    await talk.close()


async def why(talk: Talking, text: str) -> Any:  # noqa: ANN401 - data.why
    """``data.why`` of the one answer; None where there is none."""
    return only_message(await talk(text))["data"].get("why")


# what is typed, the kind of number, the key of the first reason, its rule
ASKED = [
    ("why rest", "rest", "number-rest-main", "R19"),
    ("why 2:30", "rest", "number-rest-main", "R19"),
    ("why 150 s", "rest", "number-rest-main", "R19"),
    ("/why 2:30", "rest", "number-rest-main", "R19"),
    ("why 3 in reserve", "reserve", "number-reserve", "R38"),
    ("why do I leave 3 in reserve?", "reserve", "number-reserve", "R38"),
    ("why rir 3", "reserve", "number-reserve", "R38"),
    ("why 4 sets", "sets", "number-sets", "R38"),
    ("why 22.5", "warmup", "number-warmup", "R18"),
    ("why 22,5 kg", "warmup", "number-warmup", "R18"),
    ("why 12 reps", "reps", "number-reps", "R38"),
    ("why rdl 12 reps", "reps", "number-reps", "R38"),
    ("why 37.5", "load", "load-percent", "R6"),
    ("why this weight", "load", "load-percent", "R6"),
    ("why", "load", "load-percent", "R6"),
    ("why 96", "max", "start-set", "R5"),
    ("why 90 %", "max", "start-set", "R5"),
    ("why training max", "max", "start-set", "R5"),
    ("why 40 %", "percent", "number-percent-range", "R6"),
    ("why 1 s", "hold", "number-hold", "R36"),
    ("why each side", "plates", "number-plates", "R3"),
    ("why 1.25", "plates", "number-plates", "R3"),
    ("why 8 min", "warmup", "number-warmup-general", "R18"),
    ("why 10 steps", "warmup", "number-warmup-general", "R18"),
    ("why 2x10 steps each way", "warmup", "number-warmup-general", "R18"),
    ("why 2x15", "warmup", "number-warmup-general", "R18"),
    ("why week 1", "place", "number-place", "R38"),
    ("why today", "date", "number-date-open", "R32"),
    ("why monday", "date", "number-date-open", "R32"),
    ("why estimate", "estimate", "number-estimate", "R4"),
    ("why e1rm", "estimate", "number-estimate", "R4"),
    ("why record", "record", "number-record", "R34"),
    ("why single leg 1:30", "rest", "number-rest-other", "R19"),
]
IN_SPANISH = [
    ("por qué descanso", "rest", "number-rest-main", "R19"),
    ("¿por qué 2:30?", "rest", "number-rest-main", "R19"),
    ("por que 3 en reserva", "reserve", "number-reserve", "R38"),
    ("por qué 4 series", "sets", "number-sets", "R38"),
    ("por qué 22,5", "warmup", "number-warmup", "R18"),
    ("por qué 12 repeticiones", "reps", "number-reps", "R38"),
    ("por qué 37,5 kg", "load", "load-percent", "R6"),
    ("por qué tanto peso", "load", "load-percent", "R6"),
    ("por qué", "load", "load-percent", "R6"),
    ("por qué hoy", "date", "number-date-open", "R32"),
    ("por qué discos", "plates", "number-plates", "R3"),
    ("por qué máximo de entreno", "max", "start-set", "R5"),
    ("por qué calentamiento", "warmup", "number-warmup-bare", "R18"),
]


@pytest.mark.parametrize(("text", "kind", "key", "rule"), ASKED)
async def test_what_is_asked_for_is_explained(anna: Talking, text: str, kind: str, key: str, rule: str) -> None:
    found = await why(anna, text)
    assert (found["number"], found["reason"], found["source"].split(" ")[0]) == (kind, key, rule)


@pytest.mark.parametrize(("text", "kind", "key", "rule"), IN_SPANISH)
async def test_the_same_in_spanish(eva: Talking, text: str, kind: str, key: str, rule: str) -> None:
    found = await why(eva, text)
    assert (found["number"], found["reason"], found["source"].split(" ")[0]) == (kind, key, rule)


# week 7, day A, after its top set (80 kg shown, 82.5 lifted): what the card shows, in the words of the card
ON_A_PEAK_DAY = [
    ("1 s", "hold", ["1 s at the top"], ["Which", "warm"]),
    ("2–3", "reserve", ["2–3 in reserve"], ["1–2", "2 sets:"]),
    ("1-2", "reserve", ["1–2 in reserve"], ["2–3", "1 set"]),
    ("80", "load", ["80 kg: 85 % of your training max", "82.5 kg you really lifted"], ["Which"]),
    ("67.5", "load", ["82.5 kg you really lifted"], ["Which"]),
    ("82.5", "logged", ["the set you logged"], ["Which"]),
    ("3 min", "rest", ["3:00 of rest"], ["Which"]),
    ("2 sets", "sets", ["2 sets: what the program asks for"], ["1 set:"]),
    ("2-3 in reserve", "reserve", ["2–3 in reserve"], ["1–2"]),
]


async def test_after_a_real_top_set_the_number_of_the_card_is_explained(tmp_path: Path) -> None:
    talk = await begun(await talking(tmp_path / "peak.db", person="anna"), "week 7 day A", ":press today:go:7:A")
    await talk("82.5x5")
    for words, kind, says, never in ON_A_PEAK_DAY:
        shown = only_message(await talk(f"why {words}"))
        assert [s for s in says if s not in shown["text"]] == [], (words, shown["text"])
        assert [s for s in never if s in shown["text"]] == [], (words, shown["text"])
        assert shown["data"]["why"]["number"] == kind, words
    for words, kind, _, _ in ON_A_PEAK_DAY[:8]:
        spanish = words.replace("sets", "series")
        assert only_message(await talk(f"por qué {spanish}"))["data"]["why"]["number"] == kind, words
    await talk.close()


async def test_the_arithmetic_is_named(anna: Talking) -> None:
    assert "60 % of today's first work weight (37.5 kg)" in (await anna.said("why 22.5"))[0]
    assert "8.75 kg on each side: 37.5 kg less the bar (20 kg), halved" in (await anna.said("why plates"))[0]
    assert "instead of" not in (await anna.said("why 4 sets"))[0]


async def test_what_a_number_rests_on_is_in_the_store(anna: Talking) -> None:
    """Loads, plates, warm-up, maximum and estimate all go back to the starting set."""
    person = await anna.store.person(PLATFORM, "anna")
    assert person is not None
    start = next(s.set_id for s in (await anna.store.rows(person.number)).sets if s.workout is None)
    for text in ("why 37.5", "why plates", "why 22.5", "why 96", "why estimate", "why record", "why 80 kg x 10"):
        found = await why(anna, text)
        assert start in {s for reason in (found, *found["also"]) for s in reason["sets"]}, text


async def test_two_numbers_of_one_exercise_are_explained_together(anna: Talking) -> None:
    found = await why(anna, "why 4x12")
    assert [found["number"], *(r["number"] for r in found["also"])] == ["sets", "reps"]
    assert found["about"] == "barbell_hip_thrust"


async def test_a_number_of_several_things_is_asked_about(anna: Talking) -> None:
    """3 is an exercise, sets and a reserve; 10 a starting set and reps of the warm-up."""
    message = only_message(await anna("why 3.0"))
    assert "more than one thing" in message["text"]
    labels = [b["label"] for b in message["buttons"]]
    assert any("sets" in label for label in labels) and any("in reserve" in label for label in labels)
    pressed = only_message(await anna(f":press {message['buttons'][0]['id']}"))
    assert pressed["data"]["why"]["number"] in ("sets", "reserve")


async def test_a_number_that_was_never_given_is_told_so(anna: Talking) -> None:
    message = only_message(await anna("why 777"))
    assert 'no "777"' in message["text"] and "why" not in message["data"]
    assert "rest 2:30" in [b["label"] for b in message["buttons"]]
    assert "I explain numbers" in (await anna.said("why is the sky blue"))[0]
    assert "no such number" in (await anna.said("why deload"))[0]


async def test_the_last_card_is_still_explained_after_the_finish(anna: Talking) -> None:
    for line in ("40x12", "done", ":press 4", "finish", ":press finish:yes", ":wait 2d"):
        await anna(line)
    found = await why(anna, "why 22.5")
    assert found["number"] == "warmup"


async def test_nothing_of_a_why_is_stored(anna: Talking) -> None:
    person = await anna.store.person(PLATFORM, "anna")
    assert person is not None
    before = await anna.store.rows(person.number)
    for text, *_ in ASKED:
        await anna(text)
    assert await anna.store.rows(person.number) == before


WORDS = st.sampled_from([
    "why", "rest", "2:30", "rdl", "hip", "thrust", "%", "kg", "60", "x", "12", "1/2", ",", "1e308", "NaN", "-5",
    "99:99", "\u202e", "<b>", "in reserve", "descanso", "por qué", "0", "tm", "¿", "e1rm", "single",
    "9" * 400, "１２", "\ud800",
])  # fmt: skip


async def test_whatever_stands_behind_why_is_answered(anna: Talking) -> None:
    ask, _, _ = await asking(anna, "anna")

    @given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=12))
    @settings(max_examples=150, deadline=None)
    def holds(parts: list[str]) -> None:
        numbers = ask(" ".join(parts))
        assert all(n.reasons for n in numbers)

    holds()


ELSEWHERE = [
    ("pt_BR", "por que descanso", "rest"), ("de", "warum pause", "rest"), ("de", "warum 4 sätze", "sets"),
    ("fr", "pourquoi repos", "rest"), ("ru", "почему отдых", "rest"), ("fr", "pourquoi 22,5 kg", "warmup"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "text", "kind"), ELSEWHERE)
async def test_it_is_asked_in_every_language_that_is_read(tmp_path: Path, locale: str, text: str, kind: str) -> None:
    talk = await begun(await talking(tmp_path / "l.db", person="anna", locale=locale), "15 15 15")
    try:
        assert (await why(talk, text))["number"] == kind
    finally:
        await talk.close()


async def asking(talk: Talking, name: str) -> tuple[Asking, dict[str, Any], str]:
    message = [m for m in await talk("today") if m["kind"] == "message"][-1]
    person = await talk.store.person(PLATFORM, name)
    assert person is not None
    rows = await talk.store.rows(person.number)
    return Asking(the_book(), person, rows, talk.clock.now()), message["data"]["workout"], message["text"]


async def test_no_number_of_the_card_is_without_a_reason(anna: Talking) -> None:
    ask, workout, text = await asking(anna, "anna")
    assert list(ask.wrong(workout, text)) == []


ON_THE_CARD = ("load", "sets", "reps", "plates", "warmup", "reserve", "hold", "rest", "percent", "max")


@pytest.mark.parametrize("kind", ON_THE_CARD)
async def test_a_kind_that_nothing_explains_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The control: without a line in the tables the numbers of a kind are missed."""
    talk = await begun(await talking(tmp_path / "c.db", person="anna"))
    try:
        for name in ("SLOT_KINDS", "DAY_KINDS", "BESIDE_KINDS"):
            monkeypatch.setattr(table, name, tuple(row for row in getattr(table, name) if row[0] != kind))
        ask, workout, text = await asking(talk, "anna")
        assert any(line.endswith(f": no {kind}") for line in ask.wrong(workout, text))
    finally:
        await talk.close()


# language, what is asked, what must stand in the answer
WEEKS = [
    (
        "en",
        "why week",
        ("Week 1 of 8, day A", "3 of the 4 workouts", "40 %", "R25"),
        ("Week 5 of 8", "you went", "R38"),
    ),
    ("es", "por qué semana", ("Semana 1 de 8, día A", "3 de los 4", "40 %", "R25"), ("Semana 5 de 8", "tú", "R38")),
]


@pytest.mark.parametrize(("language", "asked", "again", "chosen"), WEEKS)
async def test_a_week_that_is_not_just_the_next_one_says_why(
    tmp_path: Path, language: str, asked: str, again: tuple[str, ...], chosen: tuple[str, ...]
) -> None:
    """A workout that was left open is closed and said, with the block that is done again (R25); then a week chosen."""
    talk = await begun(await talking(tmp_path / "w.db", person="me", locale=language))
    try:
        for _ in range(3):
            await talk("/skip today")
            await talk(":press skip:workout")
            await talk(":wait 3d")
        await talk("/done")
        await talk(":wait 5d")
        closed, card = [m["text"] for m in await talk("/today") if m["kind"] == "message"]
        assert len(closed.splitlines()) == 3  # closed, the block again, and which workout it is now
        assert again[1].split()[0] in closed.splitlines()[1]
        assert "1" in closed.splitlines()[2] and "A" in closed.splitlines()[2] and "A" in card.splitlines()[0]
        for words in again:
            assert words in (await talk.said(asked))[0]
        await talk("/done")
        assert "R25" in (await talk.said(asked))[0]
        await talk("/finish")
        await talk(":press finish:yes")
        await talk("/today week 5")
        await talk(":press today:go:5:A")
        for words in chosen:
            assert words in (await talk.said(asked))[0]
    finally:
        await talk.close()
