"""The 8 weeks walked through the terminal on the simulated clock: every prescription, computed apart from the coach.

The table is training.md 1.11 as a lifter would copy it out; the arithmetic beside it is that of docs/rules.md R6 to R10
and R14, R33. Nothing of the coach's own training code is used here.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from explained import Asking
from talking import Line, Talking, talking, the_book

from bot.on_console import PLATFORM

# exercise, sets × reps (or steps), percent as (low, high): None where the plan names none
BASE_A = [("bodyweight_hip_thrust", 3, 15, None), ("barbell_hip_thrust", 4, 12, (40, 60)),
          ("romanian_deadlift", 3, 12, None), ("single_leg_glute_bridge", 3, 12, None)]  # fmt: skip
BASE_B = [("barbell_hip_thrust", 4, 12, "same"), ("bulgarian_split_squat", 3, 10, None),
          ("banded_hip_thrust", 3, 15, None), ("cable_pull_through", 3, 12, None)]  # fmt: skip
BUILD_A = [("barbell_hip_thrust", 5, 10, (70, 70)), ("romanian_deadlift", 4, 10, None),
           ("step_up", 3, 10, None), ("single_leg_hip_thrust", 3, 10, None)]  # fmt: skip
BUILD_B = [("banded_barbell_hip_thrust", 5, 10, None), ("back_squat", 4, 8, None),
           ("paused_hip_thrust", 3, 8, None), ("lateral_band_walk", 3, 20, None)]  # fmt: skip
STRENGTH_A = [("barbell_hip_thrust", 4, 8, (77, 80)), ("romanian_deadlift", 4, 8, (75, 75)),
              ("step_up", 4, 8, None), ("banded_glute_bridge", 3, 20, None)]  # fmt: skip
STRENGTH_B = [("barbell_hip_thrust", 5, 8, (75, 80)), ("bulgarian_split_squat", 4, 8, None),
              ("single_leg_hip_thrust", 3, 8, None), ("cable_pull_through", 3, 12, None)]  # fmt: skip
PEAK_A = [("barbell_hip_thrust", (5, 85, 2), 8, 72), ("romanian_deadlift", (5, 82, 0), 0, 0), ("step_up", 3, 6, None)]
PEAK_B = [("barbell_hip_thrust", (3, 88, 3), 8, 72), ("back_squat", 4, 5, (80, 80)),
          ("single_leg_hip_thrust", 4, 8, None)]  # fmt: skip
BLOCKS = [(BASE_A, BASE_B), (BUILD_A, BUILD_B), (STRENGTH_A, STRENGTH_B), (PEAK_A, PEAK_B)]
RESERVE = {1: [3, 3], 2: [3, 3], 3: [2, 2]}
LB = Decimal("0.45359237")


def down(value: Decimal, unit: str) -> Decimal:
    """To what the smallest pair of plates makes; never under the empty bar."""
    bar, step = (Decimal(20), Decimal("2.5")) if unit == "kg" else (Decimal(45), Decimal(5))
    return max(bar, bar + ((value - bar) / step).to_integral_value(ROUND_FLOOR) * step)


def raised(tm: Decimal, unit: str, steps: int) -> Decimal:
    kilograms = tm if unit == "kg" else tm * LB
    whole = {"kg": (5, Decimal("2.5")), "lb": (10, 5)}[unit][0 if kilograms >= 60 else 1]
    return tm + steps * min(Decimal(whole), tm * 5 / 100)


def two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Lifter:
    """The training max of the barbell hip thrust, kept by hand."""

    def __init__(self, load: int, reps: int, unit: str) -> None:
        self.unit = unit
        self.tm = two(Decimal(load) * (1 + Decimal(min(reps, 12)) / 30) * 9 / 10)
        self.last = Decimal(0)
        self.best = Decimal(0)  # of the week: 0.9 × e1RM of a set with 12 or fewer reps to failure

    def seen(self, load: Decimal, reps: int, reserve: int) -> None:
        if reps + reserve <= 12:
            self.best = max(self.best, two(load * (1 + Decimal(reps + reserve) / 30) * 9 / 10))

    def week_over(self, steps: int) -> None:
        self.tm = two(max(raised(self.tm, self.unit, steps), self.best))
        self.best = Decimal(0)


def thrust_loads(lifter: Lifter, row: tuple[Any, ...], high: bool, sets: int) -> list[Decimal]:
    if row[3] == "same":
        return [lifter.last] * sets
    if isinstance(row[1], tuple):
        _, pct, backs = row[1]
        top = down(lifter.tm * pct / 100, lifter.unit)
        return [top] + [down(lifter.tm * 72 / 100, lifter.unit)] * backs
    return [down(lifter.tm * row[3][1 if high else 0] / 100, lifter.unit)] * sets


async def begin(talk: Talking, level: str, start: str, equipment: str = "barbell") -> None:
    shown = await talk("/start")
    for _ in range(8):
        asks = data(shown, "question")
        if asks is None:
            return
        ids = [b["id"] for m in shown if m["kind"] == "message" for b in m["buttons"]]
        wanted = {"level": level, "equipment": equipment}.get(asks["asks"])
        pick = next((i for i in ids if wanted is not None and wanted in i), ids[0])
        shown = await talk(start if asks["asks"] == "start" else f":press {pick}")
    raise AssertionError("the start does not come to an end")


def data(shown: list[Line], name: str) -> Any:  # noqa: ANN401 - what a message carries
    found = [m["data"][name] for m in shown if m["kind"] == "message" and name in (m.get("data") or {})]
    return found[-1] if found else None


def work_of(exercise: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [s for s in exercise["sets"] if s["kind"] != "warmup"]


async def do_all(talk: Talking, word: str) -> None:
    """The whole workout as prescribed; a lift without a weight gets the first one that is offered."""
    for _ in range(20):
        shown = await talk(word)
        asks = data(shown, "question")
        if asks is not None:
            assert asks["asks"] == "load", asks
            shown = await talk(f":press {shown[-1]['buttons'][0]['id']}")
        workout = data(shown, "workout")
        if all(s["done"] for e in workout["exercises"] for s in work_of(e)):
            return
    raise AssertionError("the workout does not come to an end")


CASES = [
    ("intermediate", "80 kg for 10", 80, 10, "kg", "done", 1),
    ("intermediate", "50 kg for 8", 50, 8, "kg", "done", 1),
    ("advanced", "140 kg for 15", 140, 15, "kg", "done, 4 in the tank", 2),
    ("intermediate", "135 lb for 10", 135, 10, "lb", "done", 1),
    ("beginner", "40 kg for 10", 40, 10, "kg", "done", 1),
]


@pytest.mark.parametrize(("level", "start", "load", "reps", "unit", "word", "steps"), CASES)
async def test_eight_weeks(
    tmp_path: Path, level: str, start: str, load: int, reps: int, unit: str, word: str, steps: int
) -> None:
    talk = await talking(tmp_path / "w.db", person="me", locale="en", clock="2026-11-23T18:00:00+00:00")
    lifter = Lifter(load, reps, unit)
    try:
        await begin(talk, level, start)
        for week in range(1, 9):
            for day in (0, 1):
                shown = await talk("today")
                workout = data(shown, "workout")
                assert await unexplained(talk, shown, workout) == []
                check(workout, week, day, lifter, level, 4 if steps == 2 else None)
                await do_all(talk, word)
                await talk("finish")
                await talk(f":wait {3 + day}d")
            lifter.week_over(steps)
    finally:
        await talk.close()


async def unexplained(talk: Talking, shown: list[Line], workout: Mapping[str, Any]) -> list[str]:
    """The numbers of the card that /why has no answer to."""
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    asking = Asking(the_book(), person, await talk.store.rows(person.number), talk.clock.now())
    return list(asking.wrong(workout, shown[-1]["text"]))


def check(workout: Mapping[str, Any], week: int, day: int, lifter: Lifter, level: str, told: int | None) -> None:
    block = (week - 1) // 2
    rows = BLOCKS[block][day]
    assert (workout["week"], workout["day"]) == (week, "AB"[day])
    assert [e["exercise"] for e in workout["exercises"]] == [row[0] for row in rows]
    for row, exercise in zip(rows, workout["exercises"], strict=True):
        check_row(row, work_of(exercise), week, lifter, level, told)


def check_row(
    row: tuple[Any, ...], work: list[Mapping[str, Any]], week: int, lifter: Lifter, level: str, told: int | None
) -> None:
    block, name = (week - 1) // 2, row[0]
    if isinstance(row[1], tuple):
        wanted_reps = [row[1][0]] + [row[2]] * row[1][2]
        wanted_kinds = ["top"] + ["backoff"] * row[1][2]
        assert work[0]["rir"] == [1, 2], name
    else:
        sets = 2 if level == "beginner" and block == 0 else row[1]
        wanted_reps, wanted_kinds = [row[2]] * sets, ["work"] * sets
        assert block == 3 or all(s["rir"] == RESERVE[block + 1] for s in work), name
    reps = [s["steps"] if s["steps"] is not None else s["reps"][0] for s in work]
    assert (reps, [s["kind"] for s in work]) == (wanted_reps, wanted_kinds), name
    assert all(s["reps"] is None or s["reps"][0] == s["reps"][1] for s in work)
    if name == "barbell_hip_thrust":
        check_thrust(row, work, week, lifter, told)


def check_thrust(
    row: tuple[Any, ...], work: list[Mapping[str, Any]], week: int, lifter: Lifter, told: int | None
) -> None:
    loads = thrust_loads(lifter, row, week % 2 == 0, len(work))
    assert [Decimal(str(s["load"])) for s in work] == loads, (week, json.dumps(work[0]))
    assert all(s["unit"] == lifter.unit for s in work)
    if row[3] != "same":
        assert Decimal(str(work[0]["tm"]["load"])) == lifter.tm
        assert work[0]["rest_s"] == ([180, 180] if work[0]["pct"][week % 2 == 0] >= 80 else [150, 150])
    bar = 20 if lifter.unit == "kg" else 45
    for s in work:
        assert bar + 2 * sum(Decimal(str(p)) for p in s["plates"]) == Decimal(str(s["load"]))
        lifter.seen(Decimal(str(s["load"])), s["reps"][0], told if told is not None else s["rir"][0])
    lifter.last = max(loads)


@pytest.mark.parametrize(
    ("level", "equipment", "start"),
    [("beginner", "dumbbells", "20 lb for 10"), ("intermediate", "bands", ""), ("advanced", "gym", "300 lb for 6")],
)
async def test_every_number_of_every_card_is_explained(tmp_path: Path, level: str, equipment: str, start: str) -> None:
    """Of people without a bar, or with more than one: no card and no day that is looked at has a number without one."""
    talk = await talking(tmp_path / "w.db", person="me", locale="en", clock="2026-11-23T18:00:00+00:00")
    try:
        await begin(talk, level, start, equipment)
        for session in range(16):
            ahead = f"today week {min(8, session // 2 + 2)} {'AB'[session % 2]}"
            for line in (ahead, "today") if session % 5 == 0 else ("today",):
                shown = await talk(line)
                assert await unexplained(talk, shown, data(shown, "workout")) == [], (session, line)
            await do_all(talk, "done")
            await talk("finish")
            await talk(f":wait {3 + session % 2}d")
    finally:
        await talk.close()


def test_what_is_right_is_never_asked_of_the_coach() -> None:
    """The tables and sums that the weeks are held against import values alone: nothing that prescribes or moves on."""
    values = {"coach_core.person", "coach_core.training.prescription", "coach_core.training.weight"}
    for name in ("test_walk.py", "test_eight_weeks.py", "test_hard_weeks.py"):
        tree = ast.parse((Path(__file__).parent / name).read_text("utf-8"))
        named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {module for module in named if module.startswith("coach_core")} <= values, name
