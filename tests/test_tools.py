"""What the workout says about equipment: why something stands in, what an exercise needs, and each side, each hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import Line
from test_start_mended import READY, chat

LACKS = {
    ("dumbbells", "en"): "you train without a barbell",
    ("bands", "en"): "you train without a barbell",
    ("dumbbells", "es"): "entrenas sin barra",
    ("bands", "es"): "entrenas sin barra",
}
SET = "40 kg for 10"
A_DAY = [SET, "done", "40x12 40x12", "skip", "done", "finish", "No fixed days"]
B_DAY = ["done", "done", "10", "done", "done", "10", "finish"]


def ready(equipment: str) -> list[str]:
    return [line.replace("equipment:barbell", f"equipment:{equipment}") for line in READY]


def shown_card(shown: list[Line]) -> Line:
    return next(m for m in reversed(shown) if "workout" in m["data"])


@pytest.mark.parametrize(("equipment", "locale"), LACKS)
async def test_why_something_stands_in_is_said_once(tmp_path: Path, equipment: str, locale: str) -> None:
    start = [SET] if equipment == "dumbbells" else []
    talk, shown = await chat(tmp_path, *ready(equipment), *start, locale=locale)
    text = shown_card(shown)["text"]
    assert text.count(LACKS[equipment, locale]) == 1
    assert text.count("en lugar de" if locale == "es" else "instead of") == 2
    await talk.close()


@pytest.mark.parametrize(("equipment", "needs"), [("barbell", True), ("gym", False), ("dumbbells", False)])
async def test_with_a_bar_alone_it_says_what_else_is_needed_until_it_was_done(
    tmp_path: Path, equipment: str, needs: bool
) -> None:
    talk, _ = await chat(tmp_path, *ready(equipment), *A_DAY)
    card = shown_card([m for m in await talk("today") if m["kind"] == "message"])
    assert ("On a cable." in card["text"], "a plate in each hand" in card["text"]) == (needs, needs)
    assert "each side · pick a weight per hand" in card["text"]
    for line in (*B_DAY, "done", "skip", "skip", "done", "finish"):
        await talk(line)
    card = shown_card([m for m in await talk("today") if m["kind"] == "message"])
    assert card["data"]["workout"]["day"] == "B"
    assert "On a cable." not in card["text"]
    assert "a plate in each hand" not in card["text"]
    await talk.close()


SWAPS = {
    "barbell": ["Paused hip thrust", "Barbell glute bridge", "Dumbbell hip thrust", "Cable pull-through"],
    "gym": ["Dumbbell hip thrust", "Paused hip thrust", "Barbell glute bridge", "Cable pull-through"],
}


@pytest.mark.parametrize("equipment", SWAPS)
async def test_what_the_person_has_is_offered_first(tmp_path: Path, equipment: str) -> None:
    talk, _ = await chat(tmp_path, *ready(equipment), SET, "done")
    shown = [m for m in await talk("swap") if m["kind"] == "message"]
    assert [b["label"] for b in shown[-1]["buttons"]] == SWAPS[equipment]
    await talk.close()


@pytest.mark.parametrize(
    ("locale", "hand", "side"), [("en", "in each hand", "12, 12 each side"), ("es", "en cada mano", "12, 12 por lado")]
)
async def test_each_hand_and_each_side(tmp_path: Path, locale: str, hand: str, side: str) -> None:
    talk, shown = await chat(tmp_path, *ready("dumbbells"), SET, "done", "skip", "done", locale=locale)
    assert hand in shown[0]["text"]
    shown = [m for m in await talk("15") if m["kind"] == "message"]
    shown = [m for m in await talk("done") if m["kind"] == "message"]
    assert f"{side}\n" in shown[0]["text"]
    await talk.close()
