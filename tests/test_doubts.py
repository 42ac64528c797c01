"""Numbers that are hardly meant are asked about before they are stored, on every way by which they can come (R35)."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import unbalanced
from talking import Line, Talking, the_book
from test_start_mended import READY, asks, chat, logged

from bot.on_console import PLATFORM

YES = {"en": "yes", "es": "sí"}
STARTED = [*READY, "80 kg for 10"]
AT_RDL = [*STARTED, "done", "done"]  # the Romanian deadlift is open, and nothing is known of it
RDL = "romanian_deadlift"
# what is typed in turn; the last of it is asked about; the load that a yes then stores
UNKNOWN = [
    (["900x12"], (RDL, 900)),
    (["done", "900"], (RDL, 900)),
    (["done", "900 kg"], (RDL, 900)),
    (["12 12 12", "900"], (RDL, 900)),
    (["12", "480"], (RDL, 480)),
    (["squat 450x8"], ("back_squat", 450)),
    (["curls 300x5"], ("dumbbell_curl", 300)),
    (["60x12", "600x12"], (RDL, 600)),
    (["60x12", "squat 60x5", "squat 200x5"], ("back_squat", 200)),
]
PLAIN = [["200x12"], ["done", "200"], ["squat 180x5"], ["leg press 400x8"], ["curls 30x10"], ["done", "60,5"]]


async def said(talk: Talking, line: str) -> list[Line]:
    return [m for m in await talk(line) if m["kind"] == "message"]


async def balanced(talk: Talking) -> None:
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    rows = await talk.store.rows(person.number)
    assert not list(unbalanced(the_book(), person, rows, talk.clock.now().date()))


@pytest.mark.parametrize("locale", YES)
@pytest.mark.parametrize(("lines", "stored"), UNKNOWN, ids=lambda v: " · ".join(v) if isinstance(v, list) else None)
async def test_an_odd_load_is_stored_only_after_a_yes(
    tmp_path: Path, lines: list[str], stored: tuple[str, float], locale: str
) -> None:
    talk, shown = await chat(tmp_path, *AT_RDL, *lines, locale=locale)
    assert (asks(shown), logged(shown)) == ("confirm", [])
    before = "antes" if locale == "es" else "before"
    assert (before in shown[0]["text"]) is (len(lines) > 1 and "x" in lines[0])  # only where there was a before
    shown = await said(talk, YES[locale])
    assert {s[1:3] for s in logged(shown)} == {stored}
    await balanced(talk)
    await talk.close()


@pytest.mark.parametrize("lines", PLAIN, ids=" · ".join)
async def test_an_ordinary_load_is_stored_at_once(tmp_path: Path, lines: list[str]) -> None:
    talk, shown = await chat(tmp_path, *AT_RDL, *lines)
    assert logged(shown)
    await talk.close()


@pytest.mark.parametrize("answer", ["60", "60 kg", "no, 60"])
async def test_the_right_load_answers_the_doubt(tmp_path: Path, answer: str) -> None:
    talk, shown = await chat(tmp_path, *AT_RDL, "done", "600", answer)
    assert {s[1:4] for s in logged(shown)} == {(RDL, 60, "kg")}
    await talk.close()


@pytest.mark.parametrize("answer", ["0", "-5", "1200", "5000 kg"])
async def test_a_load_that_cannot_be_is_asked_for_again(tmp_path: Path, answer: str) -> None:
    talk, shown = await chat(tmp_path, *AT_RDL, "done", answer)
    assert "1000 kg" in shown[0]["text"]
    assert (asks(shown), logged(shown)) == ("load", [])
    assert {s[2] for s in logged(await said(talk, "60"))} == {60}
    await talk.close()


EDITED_START = [
    ("60 kg for 10", (60, "kg", 10), 72.0),
    ("85", (85, "kg", 10), 102.0),
    ("135 lb for 10", (135, "lb", 10), 162.0),
    ("85 kg x 8 x 3", (85, "kg", 8), 96.9),
    ("82,5 kg x 8", (82.5, "kg", 8), 94.05),
]


@pytest.mark.parametrize(("text", "now", "tm"), EDITED_START)
async def test_an_edited_start_makes_the_plan_anew(
    tmp_path: Path, text: str, now: tuple[float, str, int], tm: float
) -> None:
    """The plan is that of somebody who had told it so, in the unit in which it is told."""
    talk, shown = await chat(tmp_path, *STARTED, f":edit u6 {text}")
    assert logged(shown) == [("changed", "barbell_hip_thrust", *now)]
    shown = await said(talk, "today")
    thrust = next(e for e in shown[-1]["data"]["workout"]["exercises"] if e["exercise"] == "barbell_hip_thrust")
    assert thrust["sets"][-1]["tm"] == {"load": pytest.approx(tm), "unit": now[1]}
    other, again = await chat(tmp_path / "b", *READY, f"{now[0]} {now[1]} x {now[2]}")
    right = next(e for e in again[-1]["data"]["workout"]["exercises"] if e["exercise"] == "barbell_hip_thrust")
    assert thrust["sets"] == right["sets"]
    await balanced(talk)
    await talk.close()
    await other.close()


EDITS = ["900 kg for 10", "10 kg for 80", "80 kg for 60"]
REFUSED = [("1200 kg for 10", "1000 kg"), ("80 kg for 1001", "1000"), ("hello", "undo"), ("squat 60 kg x 5", "undo")]
DAY = ["done", "done", "60x12, 60x12, 60x12", "done", "finish"]


@pytest.mark.parametrize("later", [[], DAY], ids=["at once", "later"])
@pytest.mark.parametrize("text", EDITS)
async def test_an_odd_edit_of_the_start_changes_nothing_without_a_yes(
    tmp_path: Path, text: str, later: list[str]
) -> None:
    talk, shown = await chat(tmp_path, *STARTED, *later, f":edit u6 {text}")
    assert (asks(shown), logged(shown)) == ("confirm", [])
    assert await _tm(talk) == 96
    assert not logged(await said(talk, "no"))
    assert await _tm(talk) == 96
    shown = await said(talk, f":edit u6 {text}")
    assert len(logged(await said(talk, "yes"))) == 1
    assert await _tm(talk) != 96
    await said(talk, "undo")
    assert await _tm(talk) == 96
    await balanced(talk)
    await talk.close()


async def _tm(talk: Talking) -> float:
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    tm = person.training.lifts["barbell_hip_thrust"].tm
    assert tm is not None
    return float(tm.amount)


@pytest.mark.parametrize("later", [[], DAY], ids=["at once", "later"])
@pytest.mark.parametrize(("text", "named"), REFUSED)
async def test_an_edit_that_cannot_be_is_refused(tmp_path: Path, text: str, named: str, later: list[str]) -> None:
    talk, shown = await chat(tmp_path, *STARTED, *later, f":edit u6 {text}")
    assert named in shown[0]["text"]
    assert (asks(shown), logged(shown)) == (None, [])
    assert await _tm(talk) == 96
    await talk.close()


@pytest.mark.parametrize("locale", YES)
@pytest.mark.parametrize("later", [[], ["done", "finish"]], ids=["open", "past"])
@pytest.mark.parametrize(
    ("text", "then"),
    [("600x12, 60x12, 60x12", "600x12, 60x12, 61x12"), ("60x12, 60x120, 60x12", "61x12, 60x120, 60x12")],
)
async def test_an_odd_edit_of_sets_is_asked_about(
    tmp_path: Path, text: str, then: str, later: list[str], locale: str
) -> None:
    talk, shown = await chat(tmp_path, *AT_RDL, "60x12, 60x12, 60x12", *later, f":edit u9 {text}", locale=locale)
    assert (asks(shown), logged(shown)) == ("confirm", [])
    assert len(logged(await said(talk, YES[locale]))) == 1
    await balanced(talk)
    # what was said yes to is not asked about again
    assert len(logged(await said(talk, f":edit u9 {then}"))) == 1
    await talk.close()


async def test_a_slip_is_no_measure_of_what_is_right(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, *AT_RDL, "6x12, 6x12, 6x12", ":edit u9 60x12, 60x12, 60x12")
    assert len(logged(shown)) == 3
    await talk.close()
