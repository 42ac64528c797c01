"""Which sets are odd beside what is known of their lift, and the question about them (R35). A starting set:
starting_doubts.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach_core.challenge.plausible import is_beyond
from coach_core.commands.asking import KEPT, ask
from coach_core.commands.reading import best_of
from coach_core.commands.schemes import done_msgs
from coach_core.commands.storing import exercise_id
from coach_core.facts import SetDone
from coach_core.notation.reading import Open, Reading, ReadSet
from coach_core.person import Person
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.weight import LoadKind, Weight
from coach_core.turn import Call, Outcome

JUMP = 160  # percent of the best load
MANY = 50  # reps; three times those that are asked for where that is more


def is_known(person: Person, exercise: str) -> bool:
    """Whether anything was lifted in an exercise so far: what is new is measured by what people can lift at all."""
    return best_of(person.training.lifts.get(exercise)) is not None or any(
        s.load is not None for s in _today(person) if s.exercise == exercise
    )


def is_heavy(person: Person, exercise: str, load: Weight, reps: int) -> bool:
    """Whether a load is far above the best of its lift; where nothing is known of it, above what anybody lifts."""
    loads = [s.load for s in _today(person) if s.exercise == exercise and s.load is not None]
    best = best_of(person.training.lifts.get(exercise))
    known = loads if best is None else [*loads, best]
    return load.is_over(JUMP, max(known)) if known else is_beyond(exercise, load, max(reps, 1))


def _today(person: Person) -> Sequence[SetDone]:
    return person.training.open.sets if person.training.open is not None else ()


def heavy_one(call: Call, reading: Reading, here: Open) -> str | None:
    """The first exercise of a reading with a set that is hardly meant: another than the open one, whose own best the
    reading looked at already, or one of unknown strength.
    """
    for entry in reading.entries:
        exercise = exercise_id(entry) or here.exercise
        if exercise is None or (exercise == here.exercise and here.best is not None):
            continue
        if any(s.load is not None and _is_heavy(call.person, exercise, s) for s in entry.sets):
            return exercise
    return None


def _is_heavy(person: Person, exercise: str, s: ReadSet | SetDone) -> bool:
    if s.load is None or s.load_kind is LoadKind.ASSISTED:
        return False
    return is_heavy(person, exercise, s.load, s.reps or 1)


def changed_oddly(person: Person, before: Sequence[SetDone], after: Sequence[SetDone]) -> bool:
    """Whether sets that were edited now hold numbers that are hardly meant; those that stay as they were do not count.

    ``person``: without the sets that are edited, where that can be had: a slip of the finger is no measure.
    """
    old = {s.set_id: s for s in before}
    return any(_is_odd(person, s) for s in after if _numbers(old.get(s.set_id)) != _numbers(s))


def _numbers(s: SetDone | None) -> tuple[object, ...]:
    return (s.exercise, s.load, s.reps) if s is not None else ()


def _is_odd(person: Person, s: SetDone) -> bool:
    many = s.reps is not None and s.reps >= max(MANY, 3 * (s.goal_reps or 0))
    return many or _is_heavy(person, s.exercise, s)


def key_of(person: Person, heavy: str | None, *, far: bool) -> str:
    """How it is asked: more than anybody lifts (of the exercise ``heavy``), far from what was done before, in doubt."""
    if heavy is not None:
        return "confirm-sets" if is_known(person, heavy) else "confirm-heavy"
    return "confirm-sets" if far else "confirm-doubt"


def line_of(person: Person, sets: Sequence[SetDone], *, odd: bool) -> Msg:
    """The question about sets that are hardly meant, or in doubt."""
    heavy = next((s.exercise for s in sets if _is_heavy(person, s.exercise, s)), None)
    return msg(key_of(person, heavy, far=odd), exercise=sets[0].exercise, sets=done_msgs(tuple(sets)))


def sure_of_edit(call: Call, line: Msg) -> Outcome:
    """What an edited message says now is changed only after a yes."""
    row = (Button("edit:sure", msg("button-yes-change")), Button("cancel:", msg("button-leave")))
    return ask(
        call, "confirm", Say((line,), (row,)), "edit", text=call.event.text[:KEPT], edits=call.event.edits or "",
        yes="sure",
    )  # fmt: skip


def sure_of_load(call: Call, exercise: str, load: Weight, reps: int, keep: Mapping[str, str]) -> Outcome:
    """A weight that was told for a lift of unknown strength and that hardly anybody lifts: stored only after a yes."""
    line = msg("start-odd", set=msg("start-set-shown", load=load, reps=reps), exercise=exercise)
    row = (Button("log:yes", msg("button-yes-store")), Button("log:no", msg("button-no")))
    return ask(call, "confirm", Say((line,), (row,)), **{**keep, "load": f"{load.amount}{load.unit}"})
