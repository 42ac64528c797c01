"""What follows of a pain (R28): the exercise ends for today and comes back lighter, or training waits. Asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from coach_core.commands.answers import answer
from coach_core.commands.closing import closed
from coach_core.commands.ids import new_ids
from coach_core.commands.marking import marked
from coach_core.commands.place import day_of, today_of
from coach_core.facts import Fact, Step, StepKind
from coach_core.knowledge.pausing import alarm, paused, safety
from coach_core.person import Lift, Mark, Person
from coach_core.talk import Button, Reply, Say, msg
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call, Outcome

STOP_AT = 3
EASE = 0.8
TWICE_WITHIN = timedelta(days=14)
SPARING = "glute_bridge"
Keep = Mapping[str, str]
Rows = tuple[tuple[Button, ...], ...]


def stops(keep: Keep) -> bool:
    """Whether what was told so far ends the exercise by itself: 3 of 10 or more, sharp, worse from set to set."""
    return int(keep.get("score", "0")) >= STOP_AT or keep.get("kind", "dull") != "dull"


def hold(call: Call, person: Person, keep: Keep) -> tuple[Person, Keep, tuple[Fact, ...]]:
    """The exercise ends for today and comes back at 80 % (R28), once; the day and place are kept for two weeks."""
    facts: tuple[Fact, ...] = ()
    on = today_of(call)
    if "where" in keep and "noted" not in keep:
        again = any(on - day <= TWICE_WITHIN and where == keep["where"] for day, where in person.health.pains)
        pains = (*(p for p in person.health.pains if on - p[0] <= TWICE_WITHIN), (on, keep["where"]))
        person = replace(person, health=replace(person.health, pains=pains))
        keep = {**keep, "noted": "twice" if again else "once"}
    if "held" not in keep:
        person, facts = _stopped(call, person, keep)
        keep = {**keep, "held": "yes"}
    return person, keep, facts


def settle(call: Call, person: Person, keep: Keep) -> Outcome:
    """With everything told: it is mild, the exercise ends for today, or training waits for a professional."""
    level = GRAVE.get(keep["signs"]) or GRAVE.get(keep["kind"])
    if level is None and not stops(keep) and "held" not in keep:
        return Outcome(person, (Say((msg("pain-mild"), msg("pain-checks")), (), safety("R3", stops=False)),))
    person, keep, facts = hold(call, person, keep)
    again = keep["noted"] == "twice"
    level = level or ("R2" if again else None)
    if level is None:
        return Outcome(person, _stop_reply(call, person, keep), facts, undoable=bool(facts))
    person, over = closed(call, person) if level == "R1" else (person, ())
    facts = (*facts, *over)
    first, *rest = alarm(level, "nerve")
    twice = (msg("pain-twice"),) if again and not {keep["signs"], keep["kind"]} & GRAVE.keys() else ()
    said = (msg("safety-workout-closed"),) if over else ()
    reply = (replace(first, lines=(*twice, *first.lines[:-1], *said)), *rest)
    return Outcome(paused(person, level, today_of(call)), reply, facts, undoable=bool(facts))


GRAVE: Mapping[str, str] = {"long": "R2", "leg": "R2", "rest": "R2", "saddle": "R1"}


def _stopped(call: Call, person: Person, keep: Keep) -> tuple[Person, tuple[Fact, ...]]:
    slot = slot_of(call, person, keep.get("slot", ""))
    if slot is None or slot.slot is None:
        return person, ()
    person, (step_id,) = new_ids(marked(call, person, slot.slot, Mark(pain=True)), "t", 1)
    lifts = {**person.training.lifts}
    lifts[slot.exercise] = replace(lifts.get(slot.exercise, Lift()), ease=EASE)
    person = replace(person, training=replace(person.training, lifts=lifts))
    return person, (Step(step_id, call.at, StepKind.EASE, exercise=slot.exercise, factor=EASE),)


def slot_of(call: Call, person: Person, number: str) -> SlotPlan | None:
    """The exercise of today that the questions are about."""
    return next((s for s in day_of(call, person).slots if number and str(s.slot) == number), None)


def _stop_reply(call: Call, person: Person, keep: Keep) -> Reply:
    slot = slot_of(call, person, keep.get("slot", ""))
    if slot is None or slot.slot is None:
        return (Say((msg("pain-stop-free"), msg("pain-checks")), (), safety("R3")),)
    known = call.given.book.exercises
    near = known[slot.exercise].swaps if slot.exercise in known else ()
    names = [n for n in dict.fromkeys((SPARING, *near)) if n in known and n not in (slot.exercise, slot.planned)]
    rows: Rows = tuple((Button(f"pain:alt:{slot.slot}:{n}", msg("pain-try", exercise=n)),) for n in names[:2])
    instead = msg("pain-alternative", exercises=tuple(msg("exercise-name", exercise=n) for n in names[:2]))
    lines = (msg("pain-stopped", exercise=slot.exercise), *((instead,) if rows else ()), msg("pain-checks"))
    first, *rest = answer(call, person, lines, ())
    return (replace(first, buttons=(*first.buttons[:1], *rows), data={**first.data, **safety("R3")}), *rest)
