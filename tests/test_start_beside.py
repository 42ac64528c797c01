"""What else is said while somebody gets started: sets of other lifts, a look at the past; the question comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import unbalanced
from talking import Line, Talking, the_book
from test_start_mended import READY, asks, chat, logged

from bot.on_console import PLATFORM

SET = {"en": "80 kg for 10", "es": "80 kg por 10"}
SQUAT = {"en": "squat 60 kg x 8", "es": "sentadilla 60 kg x 8"}
CURLS = {"en": "curls 3x12 12 kg", "es": "curl 3x12 12 kg"}
BY_THEN = [("level", 3), ("equipment", 4), ("start", 5)]


def messages(lines: list[Line]) -> list[Line]:
    return [m for m in lines if m["kind"] == "message"]


async def balanced(talk: Talking) -> None:
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    rows = await talk.store.rows(person.number)
    assert not list(unbalanced(the_book(), person, rows, talk.clock.now().date()))


@pytest.mark.parametrize("locale", SET)
@pytest.mark.parametrize(("question", "upto"), BY_THEN)
async def test_sets_of_other_lifts_are_stored_and_the_question_comes_again(
    tmp_path: Path, locale: str, question: str, upto: int
) -> None:
    talk, shown = await chat(tmp_path, *READY[:upto], SQUAT[locale], locale=locale)
    assert (asks(shown), logged(shown)) == (question, [("stored", "back_squat", 60, "kg", 8)])
    assert len(shown) == 2
    shown = messages(await talk(CURLS[locale]))
    assert (asks(shown), len(logged(shown))) == (question, 3)
    for line in (*READY[upto:], SET[locale]):
        shown = messages(await talk(line))
    workout = shown[-1]["data"]["workout"]
    assert (workout["week"], workout["day"]) == (1, "A")
    await balanced(talk)
    shown = messages(await talk("/history"))
    assert len(shown[0]["buttons"]) == 1
    shown = messages(await talk("1"))
    assert [s["exercise"] for s in shown[0]["data"]["history"]["sets"]] == ["back_squat", *["dumbbell_curl"] * 3]
    await talk.close()


@pytest.mark.parametrize("locale", SET)
async def test_before_the_consent_nothing_is_stored(tmp_path: Path, locale: str) -> None:
    for upto in (1, 2):
        talk, shown = await chat(tmp_path / str(upto), *READY[:upto], SQUAT[locale], locale=locale)
        assert SQUAT[locale] in shown[0]["text"]
        assert (bool(asks(shown)), logged(shown)) == (True, [])
        person = await talk.store.person(PLATFORM, "me")
        assert person is not None
        assert person.training.open is None
        await talk.close()


@pytest.mark.parametrize(("unit", "load"), [(":press start:unit:lb", "lb"), ("lbs", "lb"), ("kilos", "kg")])
async def test_without_its_unit_it_is_asked_first(tmp_path: Path, unit: str, load: str) -> None:
    talk, shown = await chat(tmp_path, *READY, "squat 60x8")
    for line in ("purple", "/history", "/start"):
        assert (asks(shown), logged(shown)) == ("unit", [])
        shown = messages(await talk(line))
    shown = messages(await talk(unit))
    assert (asks(shown), logged(shown)) == ("start", [("stored", "back_squat", 60, load, 8)])
    await balanced(talk)
    await talk.close()


async def test_a_weight_that_is_missing_is_asked_for_then_the_start_goes_on(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *READY, "squat 3x8")
    assert asks(shown) == "load"
    shown = messages(await talk("50 kg"))
    assert (asks(shown), len(logged(shown))) == ("start", 3)
    await talk.close()


async def test_undo_and_corrections_hold_for_them(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *READY, "squat 60 kg x 8", "no, 65")
    assert (asks(shown), logged(shown)) == ("start", [("changed", "back_squat", 65, "kg", 8)])
    shown = messages(await talk("undo"))
    assert (asks(shown), logged(shown)) == ("start", [("changed", "back_squat", 60, "kg", 8)])
    shown = messages(await talk("80 kg for 10"))
    shown = messages(await talk("no, 85"))  # of the starting set, not of the squat
    assert logged(shown) == [("changed", "barbell_hip_thrust", 85, "kg", 10)]
    await balanced(talk)
    shown = messages(await talk("undo 2"))
    assert asks(shown) == "start"
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    assert person.training.open is not None
    assert len(person.training.open.sets) == 1
    await balanced(talk)
    shown = messages(await talk("undo"))
    assert (asks(shown), logged(shown)) == ("start", [("removed", "back_squat", 60, "kg", 8)])
    shown = messages(await talk("80 kg for 10"))
    assert "workout" in shown[-1]["data"]
    assert "No finished" in messages(await talk("/history"))[0]["text"]
    await talk.close()


async def test_a_thrust_told_with_them_is_the_starting_set(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *READY, "hip thrust 80 kg x 10, squat 60 kg x 8")
    stored = [("stored", "back_squat", 60, "kg", 8), ("stored", "barbell_hip_thrust", 80, "kg", 10)]
    assert logged(shown) == stored
    assert "workout" in shown[-1]["data"]
    await balanced(talk)
    await talk.close()


MEANWHILE = [
    ["/history"], ["delete last set"], ["/cancel"], ["/help"], ["today"], ["/erase", "no"],
    ["/language", ":press language:en"],
]  # fmt: skip


@pytest.mark.parametrize("said", MEANWHILE, ids=" ".join)
@pytest.mark.parametrize(("question", "upto"), [("consent", 1), ("screening", 2), *BY_THEN])
async def test_the_question_comes_back(tmp_path: Path, said: list[str], question: str, upto: int) -> None:
    talk, shown = await chat(tmp_path, *READY[:upto], *said)
    assert asks(shown) == question
    for going_on in (*READY[upto:], "80 kg for 10"):
        shown = messages(await talk(going_on))
    assert "workout" in shown[-1]["data"]
    await talk.close()


async def test_who_stops_is_asked_nothing(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *READY, "/stop")
    assert asks(shown) is None
    await talk.close()
