"""What was said by mistake while getting started, and taken back: an age, data to be erased, an edited message."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import Line, Talking, talking

from bot.on_console import PLATFORM

READY = [
    "hello", ":press start:consent:yes", ":press screening:none", ":press start:level:beginner",
    ":press start:equipment:barbell",
]  # fmt: skip


async def chat(tmp_path: Path, *lines: str, locale: str = "en") -> tuple[Talking, list[Line]]:
    tmp_path.mkdir(exist_ok=True)
    talk = await talking(tmp_path / "store.db", locale=locale)
    shown: list[Line] = []
    for line in lines:
        shown = [m for m in await talk(line) if m["kind"] == "message"]
    return talk, shown


def asks(shown: list[Line]) -> str | None:
    return next((m["data"]["question"]["asks"] for m in reversed(shown) if "question" in m["data"]), None)


def logged(shown: list[Line]) -> list[tuple[str, str, float, str, int]]:
    sets = [s for m in shown for s in m["data"].get("logged", ())]
    return [(s["change"], s["exercise"], s["load"], s["unit"], s["reps"]) for s in sets]


YOUNG = {"en": ["I am 16", "I'm 17", ":press start:consent:minor"], "es": ["tengo 16", "tengo 15 años"]}


@pytest.mark.parametrize(("locale", "young"), [(lang, line) for lang, lines in YOUNG.items() for line in lines])
async def test_a_tap_and_words_are_answered_alike(tmp_path: Path, locale: str, young: str) -> None:
    talk, shown = await chat(tmp_path, "hi", young, locale=locale)
    assert [b["id"] for b in shown[-1]["buttons"]] == ["start:consent:adult"]
    assert shown[-1]["data"]["safety"] == {"level": "R2", "stops": True}
    shown = [m for m in await talk("yes" if locale == "en" else "sí") if m["kind"] == "message"]
    assert asks(shown) is None  # a yes answers nothing here
    shown = [m for m in await talk(":press start:consent:adult") if m["kind"] == "message"]
    assert asks(shown) == "consent"  # nobody agrees by being 18
    await talk.close()


@pytest.mark.parametrize(
    ("locale", "young", "grown"),
    [
        ("en", "I am 16", "I am 26, that was a typo"),
        ("en", "I am 16", "I'm an adult"),
        ("es", "tengo 16", "tengo 26 años"),
        ("es", "tengo 16", "soy mayor de edad"),
    ],
)
async def test_an_age_that_was_mistyped(tmp_path: Path, locale: str, young: str, grown: str) -> None:
    talk, shown = await chat(tmp_path, *READY, young, grown, locale=locale)
    assert asks(shown) == "start"
    await talk.close()


@pytest.mark.parametrize(
    "words", ["I have 26 kg", "tengo 26 kilos", "I am 16 or 17", "ok", "I'm 45 x 10", "I am 30 kg heavier"]
)
async def test_what_is_no_age_leaves_it(tmp_path: Path, words: str) -> None:
    talk, _ = await chat(tmp_path, "hi", "I am 16", words)
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    assert person.health.minor
    await talk.close()


async def test_a_mistyped_age_in_mid_program_loses_nothing(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, *READY, "80 kg for 10", "15 15", "I am 16")
    assert not logged([m for m in await talk("15") if m["kind"] == "message"])
    shown = [m for m in await talk(":press start:consent:adult") if m["kind"] == "message"]
    assert shown[-1]["data"]["workout"]["exercises"][0]["sets"][1]["done"] is True
    await talk.close()


BEFORE = {
    "nothing": [],
    "hello": ["hi"],
    "told": ["hi", "80 kg for 10"],
    "minor": ["hi", "I am 16"],
    "tapped": ["hi", ":press start:consent:minor"],
    "agreed": ["hi", "yes"],
    "late": ["hi", "yes", "I am 16"],
}
YES = {"en": "yes", "es": "sí"}


@pytest.mark.parametrize("locale", YES)
@pytest.mark.parametrize("before", BEFORE)
async def test_erase_and_a_typed_yes(tmp_path: Path, before: str, locale: str) -> None:
    lines = [YES[locale] if line == "yes" else line for line in BEFORE[before]]
    talk, shown = await chat(tmp_path, *lines, "/erase", locale=locale)
    assert asks(shown) == "confirm"
    shown = [m for m in await talk(YES[locale]) if m["kind"] == "message"]
    assert asks(shown) is None
    person = await talk.store.person(PLATFORM, "me")
    assert person is None or (not person.health.minor and person.consent is None and person.question is None)
    shown = [m for m in await talk("hi") if m["kind"] == "message"]
    assert asks(shown) == "consent"
    await talk.close()


async def test_erase_and_a_typed_no(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hi", "I am 16", "/erase", "no")
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    assert person.health.minor
    await talk.close()


@pytest.mark.parametrize("edit", ["100x12", "100x10, 100x10", "done", "squat 60x8", "no, 90"])
async def test_an_edit_changes_nothing_while_everything_is_paused(tmp_path: Path, edit: str) -> None:
    talk, _ = await chat(tmp_path, *READY, "80 kg for 10")
    mine = next(line["id"] for line in await talk("100x10") if line["kind"] == "heard")
    await talk("chest pain and my arm is numb")
    person = await talk.store.person(PLATFORM, "me")
    shown = [m for m in await talk(f":edit {mine} {edit}") if m["kind"] == "message"]
    assert shown[0]["data"]["safety"] == {"level": "R1", "stops": True}
    assert not logged(shown)
    after = await talk.store.person(PLATFORM, "me")
    assert person is not None
    assert after is not None
    assert after.training == person.training
    await talk.close()


async def test_an_edit_is_looked_through_for_red_flags(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hello", ":press start:consent:yes")
    shown = [m for m in await talk(":edit u1 I have chest pain") if m["kind"] == "message"]
    assert shown[0]["data"]["safety"] == {"level": "R1", "stops": True}
    await talk.close()


async def test_under_r2_an_edit_puts_right_and_adds_nothing(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, *READY, "80 kg for 10")
    mine = next(line["id"] for line in await talk("40x12") if line["kind"] == "heard")
    await talk("my calf is swollen and warm")
    assert logged([m for m in await talk(f":edit {mine} 40x10") if m["kind"] == "message"])[0][0] == "changed"
    assert not logged([m for m in await talk(f":edit {mine} 40x10, 40x10") if m["kind"] == "message"])
    await talk.close()


async def test_a_starting_set_is_put_right_where_it_stands(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, *READY)
    mine = next(line["id"] for line in await talk("60x8") if line["kind"] == "heard")
    shown = [m for m in await talk(f":edit {mine} 60 lb x 8") if m["kind"] == "message"]
    assert logged(shown) == [("stored", "barbell_hip_thrust", 60, "lb", 8)]
    await talk.close()
