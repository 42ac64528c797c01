"""Done as prescribed: all that is left of the open exercise, or one set of it."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer, plain, sets_lines
from coach_core.commands.asking import which_load
from coach_core.commands.card import card
from coach_core.commands.doubting import is_heavy
from coach_core.commands.otherwise import as_done_button
from coach_core.commands.place import day_of, key_of
from coach_core.commands.reading import read_of
from coach_core.commands.reserve import ask_reserve
from coach_core.commands.storing import add_prescribed, slot_of
from coach_core.commands.tapping import again
from coach_core.facts import SetDone
from coach_core.knowledge.guard import may_train, paused_reply
from coach_core.notation.reading import Entry, Reading
from coach_core.person import Person
from coach_core.talk import Button, Kind, Msg, msg
from coach_core.training.prescription import SlotPlan
from coach_core.training.weight import LoadKind, Weight
from coach_core.turn import Call, Outcome


def typed(call: Call, reading: Reading) -> Outcome:
    """ "done", with a reserve or RPE if one was told."""
    told = next((s for e in reading.entries for s in e.sets), None)
    named = next((e for e in reading.entries if e.exercise), None)
    rir, rpe = (told.rir, told.rpe) if told else (None, None)
    slot = _named(call, named) if named is not None else _first(call)
    return slot if isinstance(slot, Outcome) else do(call, slot, None, rir, rpe)


def _first(call: Call) -> SlotPlan | None:
    return next((s for s in day_of(call, call.person).slots if s.left), None)


def _named(call: Call, entry: Entry) -> SlotPlan | Outcome:
    """The slot of an exercise that is done: never another one instead of it."""
    slot = slot_of(call, call.person, entry.exercise, entry.name, loaded=False)
    if slot is not None and slot.left:
        return slot
    key = "not-in-workout" if slot is None else "skip-done-already"
    return Outcome(call.person, plain(call.person, msg(key, exercise=slot.exercise if slot else entry.exercise)))


def word(call: Call) -> Outcome:
    """/done"""
    return do(call, _first(call), None, None, None) if not call.press else pressed(call, None)


def one_set(call: Call) -> Outcome:
    """The button "one set", pressed or typed."""
    return pressed(call, 1) if call.event.kind is Kind.PRESS else do(call, _first(call), 1, None, None)


def pressed(call: Call, sets: int | None) -> Outcome:
    """A button of one workout, one exercise and one state of it: each is used up once."""
    slot = fitting(call)
    if slot is None:
        return old_button(call)
    return do(call, slot, sets, None, None)


def fitting(call: Call) -> SlotPlan | None:
    """The slot that a button means, if workout and sets done are still those that it was made for."""
    if len(call.press) != 3 or call.press[0] != key_of(call.person.training):
        return None
    for slot in day_of(call, call.person).slots:
        if str(slot.slot) == call.press[1]:
            made_for = str(sum(s.done is not None for s in slot.work))
            return slot if slot.left and made_for == call.press[2] else None
    return None


def old_button(call: Call) -> Outcome:
    """The button's deed is done or its workout over: says so and shows what is open now."""
    if again(call):
        return Outcome(call.person)
    now = card(call, call.person)
    return Outcome(call.person, (*plain(call.person, msg("old-button")), now))


def do(call: Call, slot: SlotPlan | None, sets: int | None, rir: float | None, rpe: float | None) -> Outcome:
    """Stores sets as prescribed; a lift without a known weight is asked for one."""
    if slot is None:
        return nothing_open(call)
    if not may_train(call.person, call.given.book, slot.exercise):
        return Outcome(call.person, paused_reply(call))
    first = slot.left[0]
    if first.load is None and first.load_kind is LoadKind.EXTERNAL:
        if (load := _just_told(call, slot)) is not None:
            return store(call, slot, sets, rir, rpe, load)
        told = {name: f"{value}" for name, value in (("rir", rir), ("rpe", rpe)) if value is not None}
        return which_load(call, slot.exercise, "", done="1" if sets == 1 else "all", **told)
    return store(call, slot, sets, rir, rpe)


def _just_told(call: Call, slot: SlotPlan) -> Weight | None:
    """The weight of "30 kg", whose reps are being asked: "done" says that they were the prescribed ones."""
    question = call.person.question
    if question is None or (question.command, question.asks) != ("log", "reps"):
        return None
    told = read_of(call, question.keep.get("text", ""))
    sets = [s for e in told.entries for s in e.sets if e.exercise in (None, slot.exercise)]
    load = sets[0].load if len(sets) == 1 == len(told.entries) and sets[0].load_kind is LoadKind.EXTERNAL else None
    reps = (slot.left[0].reps or (1,))[0]
    return None if load is None or is_heavy(call.person, slot.exercise, load, reps) else load


def store(
    call: Call, slot: SlotPlan, sets: int | None, rir: float | None, rpe: float | None, load: Weight | None = None
) -> Outcome:
    """Stores the sets and answers."""
    person, done = add_prescribed(call, call.person, slot, sets, rir, rpe, load)
    said, as_shown = _by_top_set(call, person, slot, done)
    reply = answer(call, person, (*sets_lines(done), *said), [(s, "stored") for s in done])
    if as_shown:
        reply = (replace(reply[0], buttons=(*reply[0].buttons, *as_shown)), *reply[1:])
    return ask_reserve(call, Outcome(person, reply, facts=done, undoable=True), done)


def _by_top_set(
    call: Call, person: Person, slot: SlotPlan, done: tuple[SetDone, ...]
) -> tuple[tuple[Msg, ...], tuple[tuple[Button, ...], ...]]:
    """Back-offs that were stored by the top set's load (R10) and not as they stood: why, and a button for those."""
    shown = tuple(replace(s, load=plan.load or s.load) for s, plan in zip(done, slot.left, strict=False))
    if [s.load for s in shown] == [s.load for s in done]:
        return (), ()
    now = next((s for s in day_of(call, person).slots if s.slot == slot.slot), slot)
    why = tuple(msg(r.key, **r.values) for r in now.reasons if r.rule == "back-off")
    other = as_done_button(shown, call.person.turn)
    return why, ((other,),) if other else ()


def nothing_open(call: Call) -> Outcome:
    """Everything is done, or there is no workout."""
    training = call.person.training
    if training.open is not None and training.open.sets:
        row = (Button(f"finish:{key_of(training)}", msg("button-finish")),)
        return Outcome(call.person, plain(call.person, msg("all-done"), buttons=(row,)))
    return Outcome(call.person, plain(call.person, msg("nothing-open")))
