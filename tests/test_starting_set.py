"""The starting set: odd numbers are asked about, the unit question is answered as a whole, "no, …" puts it right."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_start_mended import READY, asks, chat, logged

LIFT = "barbell_hip_thrust"
YES = {"en": "yes", "es": "sí"}
# what is typed in turn, what is stored by the last of it
ENDS = [
    (["900 kg for 10", "YES"], (900, "kg", 10)),
    (["900 kg for 10", "80 kg for 10"], (80, "kg", 10)),
    (["80 kg for 200", "NO", "80 kg for 20"], (80, "kg", 20)),
    (["10 kg for 80", "YES"], (80, "kg", 10)),
    (["10 kg for 80", ":press start:set:sure"], (10, "kg", 80)),
    (["80x10.5", "80 kg", "10"], (80, "kg", 10)),
    (["60x8", "80 kg", "YES"], (80, "kg", 8)),
    (["60x8", "80 kg", ":press start:set:sure"], (60, "kg", 8)),
    (["60x8", "60 kg"], (60, "kg", 8)),
    (["60x8", "70x9", "lbs"], (70, "lb", 9)),
    (["60x8", "80 kg x 10"], (80, "kg", 10)),
    (["60x8", "kilos"], (60, "kg", 8)),
    (["135x8", "lb"], (135, "lb", 8)),
    (["82,5 kg", "8"], (82.5, "kg", 8)),
    (["60x8", ":edit u6 60 lb x 8"], (60, "lb", 8)),
]
AT_ONCE = ["80 kg for 10", "300 kg x 8", "500 lb for 12", "40 kg for 35", "20 kg x 5", "2.5 kg for 30", "82,5 kg x 8"]
ODD = ["900 kg for 10", "450 kg x 12", "80 kg for 101", "80 kg for 50", "10 kg for 80", "1000 lb x 5"]


@pytest.mark.parametrize("locale", YES)
@pytest.mark.parametrize(("lines", "stored"), ENDS, ids=lambda v: " · ".join(v) if isinstance(v, list) else None)
async def test_what_was_meant_is_stored(
    tmp_path: Path, lines: list[str], stored: tuple[float, str, int], locale: str
) -> None:
    talk, _ = await chat(tmp_path, *READY, locale=locale)
    said = [{"YES": YES[locale], "NO": "no"}.get(line, line) for line in lines]
    for line in said[:-1]:
        assert not logged([m for m in await talk(line) if m["kind"] == "message"]), line
    shown = [m for m in await talk(said[-1]) if m["kind"] == "message"]
    assert logged(shown) == [("stored", LIFT, *stored)]
    assert any("workout" in m["data"] for m in shown)
    await talk.close()


@pytest.mark.parametrize("text", AT_ONCE)
async def test_an_ordinary_set_is_taken_at_once(tmp_path: Path, text: str) -> None:
    talk, shown = await chat(tmp_path, *READY, text)
    assert len(logged(shown)) == 1
    await talk.close()


@pytest.mark.parametrize("text", ODD)
async def test_an_odd_set_is_asked_about_and_survives_nonsense(tmp_path: Path, text: str) -> None:
    talk, shown = await chat(tmp_path, *READY, text)
    assert (asks(shown), logged(shown)) == ("confirm", [])
    for line in ("purple", "/start", ":press start:level:beginner"):
        shown = [m for m in await talk(line) if m["kind"] == "message"]
        assert (asks(shown), logged(shown)) == ("confirm", []), line
    shown = [m for m in await talk(":press start:set:again") if m["kind"] == "message"]
    assert asks(shown) == "start"
    shown = [m for m in await talk(":press start:set:sure") if m["kind"] == "message"]
    assert not logged(shown)  # that question is gone
    await talk.close()


@pytest.mark.parametrize(("text", "limit"), [("1001 kg for 10", "1000 kg"), ("80 kg for 1001", "1000")])
async def test_what_cannot_be_is_refused_with_its_limit(tmp_path: Path, text: str, limit: str) -> None:
    talk, shown = await chat(tmp_path, *READY, text)
    assert limit in shown[0]["text"]
    assert (asks(shown), logged(shown)) == ("start", [])
    await talk.close()


CORRECTIONS = [
    ("no, 80 kg for 10", (80, "kg", 10)),
    ("no, 80x10", (80, "kg", 10)),
    ("no, 85", (85, "kg", 8)),
    ("no, 82,5 kg", (82.5, "kg", 8)),
    ("no, 10 reps", (60, "kg", 10)),
    ("no, 135 lb for 10", (135, "lb", 10)),
]


@pytest.mark.parametrize("locale", YES)
@pytest.mark.parametrize(("text", "now"), CORRECTIONS)
async def test_no_and_the_right_numbers(tmp_path: Path, text: str, now: tuple[float, str, int], locale: str) -> None:
    """The plan is worked out from the set as it is now, in the unit in which it is told."""
    talk, _ = await chat(tmp_path, *READY, "60 kg for 8", locale=locale)
    shown = [m for m in await talk(text) if m["kind"] == "message"]
    assert logged(shown) == [("changed", LIFT, *now)]
    shown = [m for m in await talk("today") if m["kind"] == "message"]
    thrust = next(e for e in shown[-1]["data"]["workout"]["exercises"] if e["exercise"] == LIFT)
    assert thrust["sets"][-1]["tm"]["unit"] == now[1]
    other, again = await chat(tmp_path / "b", *READY, f"{now[0]} {now[1]} x {now[2]}", locale=locale)
    right = next(e for e in again[-1]["data"]["workout"]["exercises"] if e["exercise"] == LIFT)
    assert thrust["sets"] == right["sets"]
    await talk.close()
    await other.close()


async def test_an_odd_correction_is_asked_about(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *READY, "60 kg for 8", "no, 900 kg for 10")
    assert (asks(shown), logged(shown)) == ("confirm", [])
    shown = [m for m in await talk("yes") if m["kind"] == "message"]
    assert logged(shown) == [("changed", LIFT, 900, "kg", 10)]
    shown = [m for m in await talk("undo") if m["kind"] == "message"]
    assert logged(shown) == [("changed", LIFT, 60, "kg", 8)]
    await talk.close()


async def test_a_correction_after_the_first_set_is_of_that_set(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *READY, "60 kg for 8", "done", "40x12", "no, 42.5")
    assert logged(shown) == [("changed", LIFT, 42.5, "kg", 12)]
    await talk.close()
