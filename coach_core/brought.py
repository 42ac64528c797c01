"""What a joined account brings along: its facts with its mark, and the stricter of both health answers. Pure."""

from __future__ import annotations

from dataclasses import replace

from coach_core.facts import Fact, LoadChange, Measurement, SetDone, Step, StepKind, WorkoutDone
from coach_core.linking import MARK
from coach_core.person import Health
from coach_core.turn import Rows


def is_own(fact: Fact) -> bool:
    """Whether a fact is the person's own, and not brought along by an account that was joined."""
    ids = (fact.set_id, fact.workout or "") if isinstance(fact, SetDone) else (id_of(fact),)
    return not any(MARK in name for name in ids)


def id_of(fact: Fact) -> str:
    """The id of a fact."""
    if isinstance(fact, SetDone):
        return fact.set_id
    if isinstance(fact, WorkoutDone):
        return fact.workout
    if isinstance(fact, LoadChange):
        return fact.change_id
    return fact.step_id if isinstance(fact, Step) else fact.measurement_id


def own(rows: Rows) -> Rows:
    """The facts that the person's plan is made of."""
    return replace(
        rows,
        sets=tuple(filter(is_own, rows.sets)),
        workouts=tuple(filter(is_own, rows.workouts)),
        changes=tuple(filter(is_own, rows.changes)),
        steps=tuple(filter(is_own, rows.steps)),
    )


def brought(rows: Rows, number: int) -> tuple[Fact, ...]:
    """All facts of an account, with its mark on every id, also on those inside of them."""
    facts: tuple[Fact, ...] = (*rows.sets, *rows.workouts, *rows.changes, *rows.steps, *rows.measurements)
    return tuple(_marked(fact, f"{MARK}{number}") for fact in facts)


def _marked(fact: Fact, mark: str) -> Fact:
    if isinstance(fact, SetDone):
        return replace(fact, set_id=fact.set_id + mark, workout=fact.workout and fact.workout + mark)
    if isinstance(fact, WorkoutDone):
        return replace(fact, workout=fact.workout + mark)
    if isinstance(fact, LoadChange):
        reason = replace(fact.reason, sets=tuple(s + mark for s in fact.reason.sets))
        return replace(
            fact, change_id=fact.change_id + mark, reason=reason, workout=fact.workout and fact.workout + mark
        )
    if isinstance(fact, Measurement):
        return replace(fact, measurement_id=fact.measurement_id + mark)
    text = fact.text + mark if fact.kind is StepKind.START_SET and fact.text else fact.text
    return replace(fact, step_id=fact.step_id + mark, text=text)


def stricter(mine: Health, theirs: Health) -> Health:
    """The health answers of two accounts of one person: whatever holds back in either holds back."""
    both = (mine, theirs)
    answers = tuple(dict.fromkeys((*mine.answers, *theirs.answers)))
    held = {a for h in both for a in h.answers if a not in h.cleared}
    cleared = tuple(dict.fromkeys(c for h in both for c in h.cleared if c not in held))
    stage = min((h for h in both if h.stage is not None), key=lambda h: h.stage != "pregnant", default=mine)
    paused = min((h for h in both if h.paused is not None), key=lambda h: h.paused or "", default=mine)
    return replace(
        mine,
        screened=mine.screened or theirs.screened,
        answers=answers,
        minor=mine.minor or theirs.minor,
        stage=stage.stage,
        birth=stage.birth,
        born_on=stage.born_on,
        stage_on=stage.stage_on,
        cleared=cleared,
        paused=paused.paused,
        paused_on=paused.paused_on,
        pains=tuple(sorted({*mine.pains, *theirs.pains})),
        gentle=mine.gentle or theirs.gentle,
    )
