"""From what was written to sets: loads and reps of the prescription, units, limits, what must be asked. No grammar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach_core.notation.drafts import Draft
from coach_core.notation.likely import Around
from coach_core.notation.reading import Open, Problem, ReadSet
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.weight import LoadKind, Unit, Weight
from coach_core.values import dataclass

MOST_LOAD = 1000
MOST_REPS = 1000
MOST_SECONDS = 3600
MOST_RIR = 10  # nobody can tell more
MANY_REPS = 100  # more are asked about
JUMP = 160  # percent of the best load above which a load is asked about
HEAVY = 500  # kilograms: more than anybody has lifted is asked about where no best is known
BARE = (LoadKind.BODYWEIGHT, LoadKind.BAND)
PLATE = {Unit.KG: (2000, 2000), Unit.LB: (4500, 4500)}  # the usual big plate and the empty bar (R3)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose sets are read: the open exercise, or another that was named (then nothing is known of its prescription)."""

    open: Open
    exercise: Exercise | None
    here: bool  # the open exercise is meant

    @property
    def unit(self) -> Unit:
        """The unit of a number without one."""
        told = self.open.load.unit if self.open.load and self.here else None
        return self.open.unit or told or Unit.KG

    @property
    def load_kind(self) -> LoadKind:
        """What a load of this exercise is."""
        if self.here:
            return self.open.load_kind
        return self.exercise.load_kind if self.exercise else LoadKind.EXTERNAL

    @property
    def loaded(self) -> LoadKind:
        """What a weight written in it is."""
        if self.load_kind not in BARE:
            return self.load_kind
        return self.exercise.loaded if self.exercise else LoadKind.ADDED

    @property
    def timed(self) -> bool:
        """Whether it is counted in seconds."""
        if self.here:
            return self.open.seconds is not None
        return self.exercise is not None and self.exercise.timed

    def around(self, *, correcting: bool = False) -> Around:
        """What the numbers are judged by."""
        o, known = self.open, self.exercise
        per_side, bar = (known.per_side, known.tool is Tool.BAR) if known else (False, False)
        unit = self.unit
        own = o.unit or (o.load.unit if o.load else None)  # told, not taken for granted
        if not self.here:
            bare = self.load_kind in BARE
            light = bare and known is not None and known.loaded is LoadKind.EXTERNAL
            external = known is not None and not bare
            return Around(
                bare=bare,
                timed=self.timed,
                per_side=per_side,
                correcting=correcting,
                bar=bar,
                light=light,
                external=external,
                unit=own,
                reps_first=o.reps_first,
            )
        load = o.load or next(filter(None, o.loads), None) or (o.last if correcting else None)
        number = None if load is None else load.hundredths if load.unit is unit else load.to(unit).hundredths
        external = o.load_kind is LoadKind.EXTERNAL
        bare = o.load_kind in BARE and load is None
        timed, per_side = o.seconds is not None, o.per_side or per_side
        empty = o.bar.hundredths if o.bar is not None and o.bar.unit is unit else None
        return Around(
            o.sets, o.reps, number, bare, timed, per_side, correcting, False, bar, False, external, own, o.reps_first,
            number if o.last is None else o.last.hundredths if o.last.unit is unit else o.last.to(unit).hundredths,
            empty, o.stored,
        )  # fmt: skip


def place_of(exercise: str | None, named: bool, known: Exercise | None, open_: Open) -> Place:
    """The place of an entry's sets."""
    here = open_.exercise is not None and (not named or exercise == open_.exercise)
    return Place(open_, known, here)


def resolve(drafts: Sequence[Draft], place: Place) -> tuple[ReadSet, ...]:
    """New sets: what was not written comes from the prescription."""
    out: list[ReadSet] = []
    number = 0
    before, planned = None, None
    for draft in drafts:
        load = _planned(place.open, number)
        alike = before == draft and (load is planned or draft.load is not None)
        out.append(out[-1] if alike else _filled(draft, place, load))
        before, planned = draft, load
        number += not (draft.warmup or draft.drop)
    return tuple(out)


def _planned(here: Open, number: int) -> Weight | None:
    """The prescribed load of a set of the open exercise."""
    return here.loads[min(number, len(here.loads) - 1)] if here.loads else here.load


def _filled(draft: Draft, place: Place, planned: Weight | None) -> ReadSet:
    kind, load = draft.load_kind, _weight(draft, place)
    if load is not None:
        kind = kind or place.loaded
    if kind is not None:
        return _read(draft, load, kind, load is None or draft.unit is not None)
    if not place.here or draft.warmup or draft.drop:
        return _read(draft, None, place.load_kind, True)
    return _read(draft, planned, place.open.load_kind, False)


def changes(draft: Draft, place: Place) -> ReadSet:
    """Only what was written, as a correction needs it."""
    load = _weight(draft, place)
    return _read(draft, load, draft.load_kind, load is None or draft.unit is not None)


def _read(draft: Draft, load: Weight | None, kind: LoadKind | None, unit_told: bool) -> ReadSet:
    reps = None if draft.reps is None else draft.reps // 100
    if draft.failed and reps is None and draft.seconds is None and draft.load is not None:
        reps = 0
    return ReadSet(
        load=load,
        load_kind=kind,
        reps=reps,
        reps_left=_whole(draft.left),
        reps_right=_whole(draft.right),
        seconds=draft.seconds,
        distance_m=None if draft.distance is None else draft.distance / 100,
        rir=_number(draft.rir),
        rpe=_number(draft.rpe),
        to_failure=draft.to_failure and not draft.failed,
        failed=draft.failed,
        warmup=draft.warmup,
        drop=draft.drop,
        unit_told=unit_told,
    )


def _weight(draft: Draft, place: Place) -> Weight | None:
    if draft.load is None:
        return None
    unit = draft.unit or place.unit
    if not draft.plates:
        return Weight(draft.load, unit)
    plate, bar = PLATE[unit]
    if place.open.bar is not None and place.open.bar.unit is unit:
        bar = place.open.bar.hundredths
    return Weight(bar + 2 * plate * draft.load // 100, unit)


def _whole(value: int | None) -> int | None:
    return None if value is None else value // 100


def _number(value: int | None) -> float | None:
    return None if value is None else value / 100 if value % 100 else value // 100


def refused(sets: Iterable[ReadSet]) -> Problem | None:
    """The first number outside its limits (R35), as the text that names the limit."""
    before = None
    for read in sets:
        if read is before:  # as in "3x10"
            continue
        before = read
        problem = _refused(read)
        if problem:
            return problem
    return None


def reps_limit() -> Problem:
    """More or fewer reps than are taken."""
    return Problem("reps-limit", (("limit", str(MOST_REPS)),))


def part_of_a_rep(drafts: Iterable[Draft]) -> Problem | None:
    """Reps that are no whole number: "8.5 reps"."""
    for d in drafts:
        if (d.reps or 0) % 100 or (d.left or 0) % 100 or (d.right or 0) % 100:
            return Problem("reps-whole")
    return None


def load_limit(unit: Unit) -> Problem:
    """A heavier or lighter load than is taken."""
    return Problem("load-limit", (("limit", str(MOST_LOAD)), ("unit", unit.value)))


def _refused(read: ReadSet) -> Problem | None:
    load, reps = read.load, read.reps
    if load is not None and not 0 < load.hundredths <= MOST_LOAD * 100:
        return load_limit(load.unit)
    if reps is not None and not (0 if read.failed else 1) <= reps <= MOST_REPS:
        return reps_limit()
    if read.seconds is not None and not 1 <= read.seconds <= MOST_SECONDS:
        return Problem("seconds-limit", (("limit", str(MOST_SECONDS)),))
    if (read.rpe is not None and not 1 <= read.rpe <= 10) or (read.rir is not None and read.rir > MOST_RIR):
        return Problem("effort-limit")
    return None


def implausible(sets: Iterable[ReadSet], place: Place) -> bool:
    """Whether a set is asked about before it is stored (R35): a jump upwards, very many reps, reps not written."""
    best = place.open.best or place.open.load if place.here else None
    before = None
    for read in sets:
        if read is not before and _implausible(read, best):
            return True
        before = read
    return False


def _is_jump(load: Weight, best: Weight) -> bool:
    if load.unit is best.unit:
        return load.hundredths * 100 > best.hundredths * JUMP
    return load.kg * 100 > best.kg * JUMP


def _implausible(read: ReadSet, best: Weight | None) -> bool:
    judged = read.load if read.load_kind is not LoadKind.ASSISTED else None
    if judged is not None and best is not None and judged is not best and _is_jump(judged, best):
        return True
    if judged is not None and best is None and judged.kg > HEAVY:
        return True
    lacking = read.reps is None and read.seconds is None and read.distance_m is None
    return lacking or (read.reps is not None and read.reps > MANY_REPS)
