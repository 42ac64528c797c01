"""The 8 weeks of glute-8, every set of all 16 sessions, computed apart from the code by ``Oracle``.

The table is written out by hand from the plan (weeks, sets × reps, percent, reserve, rest, hold, sides, build-up); the
arithmetic is a second, simpler one in fractions. Nothing of prescribe or advance is used to know what is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction as F
from typing import Any

import pytest
from lifter import Do, Lifter, as_asked, days, kg, lb

from coach_core.person import Equipment, Level, Settings
from coach_core.training.prescription import DayPlan, SetKind, SetPlan, SlotPlan
from coach_core.training.weight import Unit, Weight

# exercise, (sets, reps, low %, high %) of each part, least reserve; "same": the load of the last time
Row = tuple[str, list[tuple[int, int, int | None, int | None]], int]
Expected = tuple[str, list[tuple[F | None, int]]]
THRUST, RDL, SQUAT = "barbell_hip_thrust", "romanian_deadlift", "back_squat"
BASE_A: list[Row] = [
    ("bodyweight_hip_thrust", [(3, 15, None, None)], 3),
    (THRUST, [(4, 12, 40, 60)], 3),
    (RDL, [(3, 12, None, None)], 3),
    ("single_leg_glute_bridge", [(3, 12, None, None)], 3),
]
BASE_B: list[Row] = [
    (THRUST, [(4, 12, None, None)], 3),
    ("bulgarian_split_squat", [(3, 10, None, None)], 3),
    ("banded_hip_thrust", [(3, 15, None, None)], 3),
    ("cable_pull_through", [(3, 12, None, None)], 3),
]
BUILD_A: list[Row] = [
    (THRUST, [(5, 10, 70, 70)], 3),
    (RDL, [(4, 10, None, None)], 3),
    ("step_up", [(3, 10, None, None)], 3),
    ("single_leg_hip_thrust", [(3, 10, None, None)], 3),
]
BUILD_B: list[Row] = [
    ("banded_barbell_hip_thrust", [(5, 10, None, None)], 3),
    (SQUAT, [(4, 8, None, None)], 3),
    ("paused_hip_thrust", [(3, 8, None, None)], 3),
    ("lateral_band_walk", [(3, 20, None, None)], 3),
]
VOLUME_A: list[Row] = [
    (THRUST, [(4, 8, 77, 80)], 2),
    (RDL, [(4, 8, 75, 75)], 2),
    ("step_up", [(4, 8, None, None)], 2),
    ("banded_glute_bridge", [(3, 20, None, None)], 2),
]
VOLUME_B: list[Row] = [
    (THRUST, [(5, 8, 75, 80)], 2),
    ("bulgarian_split_squat", [(4, 8, None, None)], 2),
    ("single_leg_hip_thrust", [(3, 8, None, None)], 2),
    ("cable_pull_through", [(3, 12, None, None)], 2),
]
PEAK_A: list[Row] = [
    (THRUST, [(1, 5, 85, 85), (2, 8, 72, 72)], 1),
    (RDL, [(1, 5, 82, 82)], 1),
    ("step_up", [(3, 6, None, None)], 2),
]
PEAK_B: list[Row] = [
    (THRUST, [(1, 3, 88, 88), (3, 8, 72, 72)], 1),
    (SQUAT, [(4, 5, 80, 80)], 2),
    ("single_leg_hip_thrust", [(4, 8, None, None)], 2),
]
WEEKS = [(BASE_A, BASE_B)] * 2 + [(BUILD_A, BUILD_B)] * 2 + [(VOLUME_A, VOLUME_B)] * 2 + [(PEAK_A, PEAK_B)] * 2
UNLOADED = {
    "bodyweight_hip_thrust", "single_leg_glute_bridge", "banded_hip_thrust", "lateral_band_walk",
    "banded_glute_bridge", "band_pull_through", "split_squat", "bodyweight_step_up", "bodyweight_squat",
}  # fmt: skip
BARS = {THRUST, RDL, SQUAT, "banded_barbell_hip_thrust", "paused_hip_thrust"}
MAIN = BARS  # the long rests, and the build-up where no thrust has a bar (1.6, 1.11)
HOLDS = {
    "bodyweight_hip_thrust": 1, THRUST: 1, "banded_hip_thrust": 1, "banded_barbell_hip_thrust": 1,
    "single_leg_hip_thrust": 1, "paused_hip_thrust": 2,
}  # fmt: skip
SIDES = {
    "single_leg_glute_bridge", "bulgarian_split_squat", "step_up", "single_leg_hip_thrust", "lateral_band_walk",
}  # fmt: skip
BUILD_UP = [(F(40, 100), 10), (F(60, 100), 8)]
HEAVY_DAY = (F(80, 100), 4)
BEFORE_A_TOP_SET = [(F(40, 100), 8), (F(60, 100), 5), (F(75, 100), 3), (F(90, 100), 1)]
DUMBBELLS = {
    THRUST: "dumbbell_hip_thrust", "banded_barbell_hip_thrust": "dumbbell_hip_thrust",
    "paused_hip_thrust": "dumbbell_hip_thrust", RDL: "dumbbell_romanian_deadlift", SQUAT: "goblet_squat",
    "cable_pull_through": "dumbbell_romanian_deadlift",
}  # fmt: skip
BANDS = {
    THRUST: "banded_hip_thrust", "banded_barbell_hip_thrust": "banded_hip_thrust",
    "paused_hip_thrust": "banded_hip_thrust", RDL: "band_pull_through", "cable_pull_through": "band_pull_through",
    SQUAT: "bodyweight_squat", "bulgarian_split_squat": "split_squat", "step_up": "bodyweight_step_up",
}  # fmt: skip


@dataclass
class Oracle:
    """A second coach, in plain fractions of one unit."""

    smallest: F = F(5, 2)
    big: F = F(5)
    bar: F = F(20)
    heavy: F = F(60)
    pick: F = F(40)
    share: F = F(75, 1000)  # of a load that a step is at most; 5 % for advanced lifters
    told: int | None = None
    beginner: bool = False
    stand_in: dict[str, str] = field(default_factory=dict)
    tm: dict[str, F] = field(default_factory=dict)
    load: dict[str, F] = field(default_factory=dict)
    guess: dict[str, F] = field(default_factory=dict)
    same: dict[str, F] = field(default_factory=dict)
    grown: dict[str, int] = field(default_factory=dict)
    best: dict[str, F] = field(default_factory=dict)

    def down(self, exercise: str, exact: F) -> F:
        least = self.bar if exercise in BARS else self.smallest
        return least + max(0, (exact - least) // self.smallest) * self.smallest

    def step(self, exercise: str, load: F) -> F:
        if exercise not in BARS:
            return self.smallest
        return max(self.smallest, min(self.big, load * self.share) // self.smallest * self.smallest)

    def sets(self, week: int, count: int) -> int:
        return min(count, {1: 2, 2: 2, 3: 2, 4: 2, 5: 3}[count]) if self.beginner and week <= 2 else count

    def expect(self, week: int, row: Row) -> tuple[str, list[tuple[F | None, int]]]:
        """What must stand in the plan before the first set: exercise, and load and reps of each set."""
        exercise = self.stand_in.get(row[0], row[0])
        late = week % 2 == 0
        percent = row[0] in (THRUST, RDL, SQUAT) and row[1][0][2] is not None and exercise == row[0]
        found: list[tuple[F | None, int]] = []
        for count, reps, low, high in row[1]:
            load: F | None = None
            if exercise in UNLOADED or (exercise == "single_leg_hip_thrust" and (week < 5 or self.stand_in is BANDS)):
                if exercise != row[0]:
                    reps = max(reps if reps >= 8 else 12, self.grown.get(exercise, 0))
            elif percent:
                tm = self.tm.get(exercise, self.guess.get(exercise))
                load = None if tm is None else self.down(exercise, tm * F((high if late else low) or 0, 100))
            elif exercise == THRUST:
                load = self.same.get(exercise)
            elif exercise in self.load:
                load = self.down(exercise, self.load[exercise])
                if exercise != row[0] and row[1][0][0] == 1 and count == 1:  # a top set, by the best estimate
                    load = max(load, self.down(exercise, self.best[exercise] / (1 + F(reps + row[2], 30))))
            found += [(load, reps)] * self.sets(week, count)
        return exercise, found

    def lifted(self, exercise: str, asked: list[tuple[F | None, int]], loaded: bool) -> list[F]:
        """What the lifter lifts: as asked, the picked weight where nothing is asked; nothing without a load."""
        if exercise in UNLOADED or not loaded:
            return []
        return [self.pick if load is None else load for load, _ in asked]

    def tried(self, row: Row, exercise: str, asked: list[tuple[F | None, int]], loads: list[F]) -> None:
        """The best estimate of a single, from sets of up to 12 reps to failure."""
        for k, (load, (_, reps)) in enumerate(zip(loads, asked, strict=False)):
            asked_for = max(row[2], 2) if k else row[2]  # back-offs keep the block's reserve
            reserve = self.told if self.told is not None else asked_for
            if reps + reserve <= 12:
                single = hundredths(load * (1 + F(reps + reserve, 30)))
                self.best[exercise] = max(self.best.get(exercise, F(0)), single)

    def learn(self, row: Row, exercise: str, loads: list[F], least_reps: int) -> None:
        """Moves the lift after its workout: all sets done, with the reserve told or as asked."""
        reserve = self.told if self.told is not None else row[2]
        if not loads:
            if exercise != row[0]:
                grown = min(25, least_reps + (2 if reserve >= 4 else 1))
                self.grown[exercise] = 0 if least_reps >= 25 else grown  # harder from there, with the plan's reps
            return
        if exercise == THRUST:
            self.same[exercise] = max(loads)
        percent = row[1][0][2] is not None and exercise == row[0]
        if percent and exercise not in self.tm and exercise in self.guess:
            self.tm[exercise] = self.guess[exercise]
        if exercise in BARS and exercise not in self.tm:
            rtf = min(12, row[1][0][1] + reserve)
            self.guess[exercise] = hundredths(hundredths(max(loads) * (1 + F(rtf, 30))) * F(9, 10))
        if exercise != THRUST and not percent:
            if row[1][0][0] == 1 and len(row[1]) == 1 and exercise in self.load:
                return  # a single top set says nothing of the working load
            self.load[exercise] = loads[-1] + self.step(exercise, loads[-1])

    def week_over(self, week: int) -> None:
        """The training max of each percent lift of the week rises by one step, by two from a reserve of 4."""
        for exercise in {row[0] for day in WEEKS[week - 1] for row in day if row[1][0][2] is not None}:
            tm = self.tm.get(exercise)
            if tm is not None and exercise not in self.stand_in:
                small = self.big if tm >= self.heavy else self.big / 2
                times = 2 if self.told is not None and self.told >= 4 else 1
                self.tm[exercise] = tm + times * min(small, hundredths(tm * F(5, 100)))

    def build_up(self, row: Row, loads: list[F | None]) -> list[tuple[F | None, int]]:
        """1.6: shares of the first work load, rounded down, never under the bar; no set twice, none like the work."""
        first = loads[0]
        assert first is not None
        tm = self.tm.get(row[0], self.guess.get(row[0]))
        shares = list(BEFORE_A_TOP_SET if row[1][0][0] == 1 else BUILD_UP)
        if row[1][0][0] != 1 and tm is not None and first >= hundredths(tm / F(9, 10)) * F(80, 100):
            shares.append(HEAVY_DAY)
        found: list[tuple[F | None, int]] = []
        for k, (share, reps) in enumerate(shares):
            load = None if k == 0 and first * share < self.bar else self.down(row[0], first * share)
            if (load is None or load < first) and (not found or load != found[-1][0]):
                found.append((load, reps))
        return found


def hundredths(exact: F) -> F:
    return F((exact * 100 + F(1, 2)).__floor__(), 100)


def shown(slot: SlotPlan) -> list[tuple[F | None, int]]:
    return [(F(str(s.load.amount)) if s.load else None, (s.reps[0] if s.reps else s.steps) or 0) for s in slot.work]


def check(oracle: Oracle, lifter: Lifter, do: Do = as_asked) -> dict[tuple[int, str], list[float | None]]:
    """Walks all 16 sessions; compares every set of every exercise before it is done. Gives back the thrust's loads."""
    seen: dict[tuple[int, str], list[float | None]] = {}
    for k, on in enumerate(days(16)):
        week, day = k // 2 + 1, k % 2
        plan, rows = lifter.day(on), WEEKS[week - 1][day]
        assert (plan.week, plan.day) == (week, "AB"[day])
        expected = [oracle.expect(week, row) for row in rows]
        assert [(s.exercise, shown(s)) for s in plan.slots] == expected, (week, day)
        assert [[s.rir for s in slot.work] for slot in plan.slots] == reserves(rows, week, oracle)
        assert [effort(slot) for slot in plan.slots] == [efforts(row, week, oracle) for row in rows]
        assert [warmed(slot) for slot in plan.slots] == build_ups(oracle, rows, expected)
        for slot in plan.slots:
            assert all(on_the_bar(oracle, s) == s.load.amount for s in slot.work if s.load and slot.exercise in BARS)
        thrust = next((sets for name, sets in expected if name == THRUST), None)
        if thrust is not None:
            seen[week, "AB"[day]] = [float(load) if load is not None else None for load, _ in thrust]
        learn(oracle, rows, expected, plan)
        lifter.train(on, do)
        if day == 1:
            oracle.week_over(week)
    assert lifter.day(days(17)[-1]).notes[0].key == "program-finished"
    return seen


def learn(
    oracle: Oracle, rows: list[Row], expected: list[tuple[str, list[tuple[F | None, int]]]], plan: DayPlan
) -> None:
    """One look at each lift a day, however many slots it has."""
    seen: set[str] = set()
    lifted = []
    for row, (exercise, asked), slot in zip(rows, expected, plan.slots, strict=True):
        loads = oracle.lifted(exercise, asked, any(s.load_kind.value == "external" for s in slot.work))
        lifted.append(loads)
        oracle.tried(row, exercise, asked, loads)
    for row, (exercise, _), loads in zip(rows, expected, lifted, strict=True):
        if exercise in seen and exercise != row[0]:
            continue
        own = [sets for other, (name, sets) in zip(rows, expected, strict=True) if name == exercise != other[0]]
        least = min((reps for sets in own for _, reps in sets), default=0)
        oracle.learn(row, exercise, loads, least)
        seen.add(exercise)


def reserves(rows: list[Row], week: int, oracle: Oracle) -> list[list[tuple[int, int]]]:
    """As the block says; in the peak weeks 1 to 2 for a top set and 2 to 3 for the others."""
    found = []
    for row in rows:
        own = (1, 2) if row[1][0][0] == 1 else (2, 3) if week >= 7 else (row[2], row[2])
        back = row[1][1][0] if len(row[1]) > 1 else 0
        found.append([own] * oracle.sets(week, row[1][0][0]) + [(2, 3)] * back)
    return found


def efforts(row: Row, week: int, oracle: Oracle) -> list[tuple[int, int | None, bool]]:
    """Rest, hold and sides of each set: 3:00 from 80 % on, 2:30 for the other main lifts, 1:30 for the rest."""
    found = []
    for count, _, low, high in row[1]:
        percent = (high if week % 2 == 0 else low) or 0
        rest = 90 if row[0] not in MAIN else 180 if percent >= 80 else 150
        found += [(rest, HOLDS.get(row[0]), row[0] in SIDES)] * oracle.sets(week, count)
    return found


def effort(slot: SlotPlan) -> list[tuple[int | None, int | None, bool]]:
    assert all(s.rest_s is None or s.rest_s[0] == s.rest_s[1] for s in slot.work)
    return [(s.rest_s[0] if s.rest_s else None, s.hold_s, s.per_side) for s in slot.work]


def build_ups(oracle: Oracle, rows: list[Row], expected: list[Expected]) -> list[list[tuple[F | None, int]]]:
    """Before the first thrust whose bar is known, else before the first other lift with one; only there."""
    known = [k for k, (name, sets) in enumerate(expected) if name in BARS and sets[0][0] is not None]
    ready = [k for k in known if "thrust" in expected[k][0]] or known
    loads = [[load for load, _ in sets] for _, sets in expected]
    return [oracle.build_up(rows[k], loads[k]) if ready[:1] == [k] else [] for k in range(len(rows))]


def warmed(slot: SlotPlan) -> list[tuple[F | None, int]]:
    sets = [s for s in slot.sets if s.kind is SetKind.WARMUP]
    return [(F(str(s.load.amount)) if s.load else None, s.reps[0] if s.reps else 0) for s in sets]


def on_the_bar(oracle: Oracle, plan: SetPlan) -> Decimal:
    assert plan.plates is not None
    return Decimal(str(float(oracle.bar))) + 2 * sum((w.amount for w in plan.plates), Decimal(0))


def told(reserve: int) -> Do:
    def do(slot: SlotPlan, plan: SetPlan) -> dict[str, Any]:
        return {"rir": reserve}

    return do


AS_PRESCRIBED = {
    (1, "A"): [37.5] * 4, (1, "B"): [37.5] * 4, (2, "A"): [60] * 4, (2, "B"): [60] * 4,
    (3, "A"): [72.5] * 5, (4, "A"): [77.5] * 5,
    (5, "A"): [87.5] * 4, (5, "B"): [85] * 5, (6, "A"): [95] * 4, (6, "B"): [95] * 5,
    (7, "A"): [105, 90, 90], (7, "B"): [110, 90, 90, 90], (8, "A"): [110, 92.5, 92.5],
    (8, "B"): [115, 92.5, 92.5, 92.5],
}  # fmt: skip


def test_as_prescribed_from_80_kg_for_10() -> None:
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    assert lifter.tm() == 96
    assert check(Oracle(tm={THRUST: F(96)}), lifter) == AS_PRESCRIBED
    assert lifter.tm() == 135.8


@pytest.mark.parametrize("wrong", [{"tm": {THRUST: F(99)}}, {"bar": F(15)}, {"smallest": F(5)}, {"beginner": True}])
def test_another_prescription_is_noticed(wrong: dict[str, Any]) -> None:
    """The control: a second coach who is told something else does not agree."""
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    with pytest.raises(AssertionError):
        check(Oracle(**{"tm": {THRUST: F(96)}, **wrong}), lifter)


def test_four_left_in_every_set_rises_by_two_steps() -> None:
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    seen = check(Oracle(tm={THRUST: F(96)}, told=4), lifter, told(4))
    assert seen[2, "A"] == [62.5] * 4  # 105.6 × 60 % = 63.36
    assert lifter.tm() == 96 + 9.6 + 7 * 10


def test_pounds_from_135_lb_for_10() -> None:
    lifter = Lifter(Settings(unit=Unit.LB), picks={"external": 95}).begin().start(lb(135), 10)
    assert lifter.tm() == 162
    pounds = Oracle(
        smallest=F(5), big=F(10), bar=F(45), heavy=60 / F("0.45359237"), pick=F(95),
        tm={THRUST: F(162)},
    )  # fmt: skip
    seen = check(pounds, lifter)
    assert (seen[1, "A"], seen[2, "A"]) == ([60] * 4, [100] * 4)  # 64.8 and (162 + 8.1) × 0.6 = 102.06


def test_a_beginner_does_fewer_sets_in_the_first_block() -> None:
    settings = Settings(unit=Unit.KG, level=Level.BEGINNER)
    lifter = Lifter(settings).begin().start(kg(40), 10)
    seen = check(Oracle(tm={THRUST: F(48)}, beginner=True), lifter)
    assert (seen[1, "A"], len(seen[3, "A"])) == ([20, 20], 5)
    assert (len(seen[7, "A"]), len(seen[7, "B"])) == (1 + 2, 1 + 3)  # the top sets of 5 and 3 stay (1.11 before C12)


def test_no_top_set_of_a_beginner_is_near_a_single() -> None:
    """Why 1.11 may go before C12: 85 and 88 % of a training max of 0.9 × e1RM leave 4 reps and more by Epley."""
    for reps, percent in ((5, 85), (3, 88), (5, 82), (5, 80)):
        possible = (1 / (F(percent, 100) * F(9, 10)) - 1) * 30
        assert possible - reps >= 4


@pytest.mark.parametrize("reserve", [None, 4])
def test_with_dumbbells(reserve: int | None) -> None:
    settings = Settings(unit=Unit.KG, equipment=Equipment.DUMBBELLS)
    oracle = Oracle(stand_in=DUMBBELLS, told=reserve)
    assert check(oracle, Lifter(settings).begin(), as_asked if reserve is None else told(reserve)) == {}


@pytest.mark.parametrize("reserve", [None, 4])
def test_with_bands_alone_the_reps_grow(reserve: int | None) -> None:
    settings = Settings(unit=Unit.KG, equipment=Equipment.BANDS)
    lifter = Lifter(settings).begin()
    oracle = Oracle(stand_in=BANDS, told=reserve)
    assert check(oracle, lifter, as_asked if reserve is None else told(reserve)) == {}
    assert 12 < max(oracle.grown.values()) <= 25


POUNDS: dict[str, Any] = {
    "smallest": F(5), "big": F(10), "bar": F(45), "heavy": 60 / F("0.45359237"), "pick": F(95),
}  # fmt: skip
NEW: dict[str, Any] = {"beginner": True}
# what is set, the starting set, reserve told, what the second coach knows of it
PEOPLE: list[tuple[dict[str, Any], tuple[Weight, int] | None, int | None, dict[str, Any]]] = [
    ({"unit": Unit.LB, "level": Level.BEGINNER}, (lb(65), 10), None, {**POUNDS, **NEW}),
    ({"unit": Unit.LB, "level": Level.ADVANCED}, (lb(225), 8), 4, {**POUNDS, "share": F(50, 1000)}),
    ({"level": Level.ADVANCED, "equipment": Equipment.GYM}, (kg(140), 6), None, {"share": F(50, 1000)}),
    (
        {"level": Level.BEGINNER, "equipment": Equipment.DUMBBELLS},
        None,
        None,
        {"stand_in": DUMBBELLS, "beginner": True},
    ),
    ({"unit": Unit.LB, "equipment": Equipment.DUMBBELLS}, None, 4, {**POUNDS, "stand_in": DUMBBELLS}),
    ({"level": Level.BEGINNER, "equipment": Equipment.BANDS}, None, None, {**NEW, "stand_in": BANDS}),
    ({"level": Level.ADVANCED, "equipment": Equipment.BANDS}, None, 4, {"stand_in": BANDS}),
]


@pytest.mark.parametrize(("own", "start", "reserve", "known"), PEOPLE)
def test_every_set_of_other_people(
    own: dict[str, Any], start: tuple[Weight, int] | None, reserve: int | None, known: dict[str, Any]
) -> None:
    """Levels, equipment and units: exercise, sets, reps, load, plates, reserve, rest, hold, sides and build-up."""
    picks = {"external": 95 if own.get("unit") is Unit.LB else 40, "added": 10}
    lifter, oracle = Lifter(Settings(**{"unit": Unit.KG, **own}), picks=picks).begin(), Oracle(told=reserve, **known)
    if start is not None:
        lifter.start(*start)
        load, reps = F(str(start[0].amount)), start[1]
        oracle.tm[THRUST] = hundredths(hundredths(load * (1 + F(reps, 30))) * F(9, 10))
        assert lifter.tm() == float(oracle.tm[THRUST])
    check(oracle, lifter, as_asked if reserve is None else told(reserve))


def test_unknown_strength_starts_with_a_picked_weight() -> None:
    lifter = Lifter(Settings(unit=Unit.KG)).begin()
    seen = check(Oracle(), lifter)
    assert (seen[1, "A"], seen[1, "B"]) == ([None] * 4, [40] * 4)
    assert seen[2, "A"] == [30] * 4  # 40 × 12 with 3 left counts as 12: 40 × 1.4 × 0.9 = 50.4, × 60 % = 30.24


def test_misses_hold_the_training_max_and_the_second_cuts_it() -> None:
    """Weeks 1 to 4 as asked: 115.8. Week 5, A: 6 of 8 at 87.5, B: 7 of 8 at 85; 115.8 × 0.93 = 107.69."""
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    dates = days(16)
    for on in dates[:8]:
        lifter.train(on)
    lifter.open(dates[8]).log(_first_set(6))
    assert lifter.loads(THRUST) == [87.5, 80, 80, 80]  # 115.8 × 0.77 × 0.9 = 80.25
    advanced = lifter.close()
    assert (lifter.tm(), [n.key for n in advanced.notes]) == (115.8, ["tm-held-missed"])
    advanced = lifter.train(dates[9], _first_set(7))
    cut = next(c for c in advanced.changes if c.exercise == THRUST)
    assert (cut.before, cut.after, cut.reason.key) == (kg("115.8"), kg("107.69"), "tm-cut")
    assert lifter.loads(THRUST, dates[10]) == [85] * 4  # 107.69 × 0.80 = 86.15: no rise at the end of week 5
    lifter.train(dates[10])
    lifter.train(dates[11])
    assert lifter.tm() == 112.69  # week 6 was clean again


def _first_set(reps: int) -> Do:
    """The first thrust of the day ends early, all else is as asked."""

    def do(slot: SlotPlan, plan: SetPlan) -> dict[str, Any]:
        return {"reps": reps} if slot.exercise == THRUST and plan.number == 1 else {}

    return do
