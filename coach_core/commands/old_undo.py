"""An undo button further up: it takes back what it stands under, if nothing was built on that since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import undone_choice
from coach_core.commands.answers import plain, sets_lines
from coach_core.commands.choices import overtaken
from coach_core.commands.past import put_right, sets_of, workouts_of
from coach_core.commands.removing import gone_from_open
from coach_core.commands.tapping import again
from coach_core.facts import SetDone
from coach_core.person import Chosen
from coach_core.talk import Button, Msg, msg
from coach_core.turn import Call, Outcome, Past

Done = Past | Chosen


def done_of(call: Call) -> list[Done]:
    """What undo can take back, the newest first."""
    return sorted([*call.given.rows.past, *call.person.chose], key=lambda one: one.turn, reverse=True)


def shown_by(call: Call) -> int | None:
    """The turn that the pressed button stands under; None for what is typed."""
    turn = call.press[1] if len(call.press) > 1 else ""
    return int(turn) if turn.isdecimal() else None


def own_of(call: Call, done: Sequence[Done]) -> Done | None:
    """What the pressed button stands under: the deed of its turn; of a workout that was only shown, the one before."""
    shown = shown_by(call)
    exact = next((one for one in done if one.turn == shown), None)
    if exact is not None or shown is None or call.person.undone > shown:
        return exact
    return next((one for one in done if one.turn <= shown), None)


def decide(call: Call, own: Done, newest: Done) -> Outcome:
    """Only what the button stands under, as a deed of its own; else why not, and what can be taken back."""
    if isinstance(own, Chosen):
        return _not_alone(call, newest) if overtaken(call.person, own) else undone_choice.decide(call, own)
    sets = tuple(f for f in own.made if isinstance(f, SetDone))
    if not sets or len(sets) != len(own.made) or own.ended:
        return _not_alone(call, newest)
    ids = {s.set_id for s in sets}
    opened = call.person.training.open
    here = [s for s in opened.sets if s.set_id in ids] if opened is not None else []
    stored = here or [s for s in call.given.rows.sets if s.set_id in ids]
    if not stored:
        return _used(call)
    if len(stored) != len(sets) or any(not _is(s, sets) for s in stored):
        return _not_alone(call, newest)
    clear = replace(call, person=replace(call.person, question=None))
    if here:
        return gone_from_open(clear, *ids)
    workout = stored[0].workout or ""
    over = any(w.workout == workout for w in workouts_of(call)) and len(sets_of(call, workout)) > len(stored)
    return put_right(clear, stored, []) if over and call.given.rows.whole else _not_alone(call, newest)


def _is(stored: SetDone, sets: Sequence[SetDone]) -> bool:
    """Whether the set is still what was stored then; its place in the exercise may be another."""
    return any(replace(s, set=stored.set) == stored for s in sets)


def _used(call: Call) -> Outcome:
    row = (Button("undo:1", msg("button-undo")),)
    return Outcome(call.person, () if again(call) else plain(call.person, msg("undo-used"), buttons=(row,)))


def _not_alone(call: Call, newest: Done) -> Outcome:
    row = (Button("undo:1", msg("button-undo")),)
    return Outcome(call.person, plain(call.person, msg("undo-built-on"), *_would(newest), buttons=(row,)))


def _would(newest: Done) -> tuple[Msg, ...]:
    """What the next undo takes back."""
    if isinstance(newest, Chosen):
        return (msg("undo-would-setting"),)
    made = {f.set_id: f for f in newest.made if isinstance(f, SetDone)}
    ended = {f.set_id: f for f in newest.ended if isinstance(f, SetDone)}
    gone = [s for key, s in made.items() if key not in ended]
    back = [s for key, s in ended.items() if key not in made or replace(made[key], set=s.set) != s]
    said = (*sets_lines(gone, "undo-would"), *sets_lines(back, "undo-would-back"))
    return said or (msg("undo-would-plan"),)
