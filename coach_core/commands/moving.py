""" "That was on saturday", "lo hice ayer": what is stored was done on another day. Its numbers stay: correct.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach_core.commands.correct import settled
from coach_core.commands.past import day_of_set, put_right, sets_of, workouts_of
from coach_core.commands.place import today_of
from coach_core.commands.storing import with_sets
from coach_core.commands.when_said import items_of, when_of
from coach_core.facts import SetDone
from coach_core.notation.clean import fold
from coach_core.turn import Call, Outcome, Want

LONGEST = 60  # characters
NOTHING = frozenset("_,:;&jNw")  # letters of what says nothing beside a day
DID_IT = "did-it"


def is_told(call: Call) -> bool:
    """Whether the text says of what is stored that it was done on an earlier day, and nothing else."""
    return _day(call) is not None


def wants(call: Call) -> Want | None:
    """The past, where no workout is open that it may be about."""
    return Want(everything=True) if is_told(call) and not _open(call) else None


def asked(call: Call) -> Outcome | None:
    """The sets that were told last, or the whole workout, with their day; None where the text says something else."""
    day = _day(call)
    if day is None:
        return None
    sets = _open(call)
    if sets:
        new = {s.set_id: _on(call, s, day) for s in _meant(call, sets)}
        return settled(call, with_sets(call.person, tuple(new.get(s.set_id, s) for s in sets)), sets)
    latest = next((found for w in workouts_of(call) if (found := sets_of(call, w.workout))), ())
    return put_right(call, latest, [_on(call, s, day) for s in latest]) if latest else None


def _day(call: Call) -> date | None:
    text = call.event.text.strip()
    when = when_of(call) if len(text) <= LONGEST and not text.endswith("?") else None
    if when is None or when.on is None or when.on >= today_of(call):
        return None
    kinds = {item.kind for item in items_of(call, when.rest)}
    words = [w for w in fold(when.rest).split() if w not in call.given.book.typed.on_day]
    did = call.given.book.typed.said.get(" ".join(words)) == DID_IT
    only = kinds <= NOTHING | {"=", "X"} and "=" in kinds and all(len(w) < LONG for w in _plain(call, when.rest))
    return when.on if did or only else None


LONG = 3  # letters from which on a word without a meaning says something


def _plain(call: Call, text: str) -> list[str]:
    return [text[i.start : i.end] for i in items_of(call, text) if i.kind == "w"]


def _open(call: Call) -> tuple[SetDone, ...]:
    opened = call.person.training.open
    return opened.sets if opened is not None else ()


def _meant(call: Call, sets: Sequence[SetDone]) -> Sequence[SetDone]:
    """ "The workout was yesterday" is about all of it, "that" about what was told at once."""
    if any(item.kind == "X" for item in items_of(call, call.event.text)):
        return sets
    return [s for s in sets if s.message == sets[-1].message]


def _on(call: Call, done: SetDone, day: date) -> SetDone:
    return replace(done, at=done.at + timedelta(days=(day - day_of_set(call, done)).days))
