"""Words about the weight without a number ("too heavy", "make it easier"): loads to tap for the sets that are left."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.change import load_row
from coach_core.commands.done import nothing_open
from coach_core.commands.in_passing import bare
from coach_core.commands.place import day_of, key_of, today_of
from coach_core.commands.storing import with_sets
from coach_core.facts import SetDone
from coach_core.knowledge.pausing import withheld
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.prescription import SlotPlan
from coach_core.training.weight import LoadKind
from coach_core.turn import Call, Outcome
from coach_core.values import dataclass

LONGEST = 10  # words


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of the weight: ``lighter`` or not; ``told`` if it was said of a set: "that was too heavy"."""

    lighter: bool
    told: bool


def wish_in(call: Call, text: str) -> Wish | None:
    """The wish of a text that says nothing else; None for any other text."""
    words = bare(text).split()
    typed = call.given.book.typed
    if len(words) > LONGEST:
        return None
    rest = tuple(w for w in words if w not in typed.wish_around)
    found = typed.wishes.get(rest)
    if found is None:
        rest = tuple(w for w in rest if typed.wishes.get((w,)) != "was")
        found = typed.wishes.get(rest)
        found = found if found in ("heavy", "light") else None
    return Wish(found in ("heavy", "lighter"), found in ("heavy", "light")) if found not in (None, "was") else None


def wished(call: Call) -> Outcome | None:
    """The answer to such a text; None for any other."""
    wish = wish_in(call, call.event.text)
    if wish is None:
        return None
    if withheld(call, call.person, today_of(call)):
        return Outcome(call.person, plain(call.person, msg("example-held")))
    slot = day_of(call, call.person).open
    return nothing_open(call) if slot is None else _noted(call, wish, slot)


def _offer(call: Call, slot: SlotPlan, wish: Wish) -> Say:
    """Loads to tap for the sets that are left; where nothing can be loaded, what helps instead."""
    row = load_row(call, slot, lighter=wish.lighter)
    which, first = "lighter" if wish.lighter else "heavier", slot.left[0]
    if row:
        begun = any(s.done is not None for s in slot.work)
        rule = (msg("wish-rule"),) if begun else ()
        return Say((msg(f"wish-{which}", exercise=slot.exercise), *rule), (row,))
    picked = first.load_kind is LoadKind.EXTERNAL and first.load is None
    if picked or first.load_kind in (LoadKind.ADDED, LoadKind.ASSISTED):
        return Say((msg("wish-pick", exercise=slot.exercise),))
    at = f"{key_of(call.person.training)}:{slot.slot}:{sum(s.done is not None for s in slot.work)}"
    swap = Button(f"swap:{at}", msg("button-swap"))
    return Say((msg(f"wish-{which}-unloaded", exercise=slot.exercise),), ((swap,),))


def _noted(call: Call, wish: Wish, slot: SlotPlan) -> Outcome:
    """The offer; what was said of a set is kept with the last one as well."""
    workout, offer = call.person.training.open, _offer(call, slot, wish)
    if not wish.told or workout is None or not workout.sets:
        return Outcome(call.person, (offer,))
    if workout.sets[-1].load is None and workout.sets[-1].exercise != slot.exercise:
        return Outcome(call.person, (offer,))  # of what comes, not of a set without weight before it
    text = call.event.text.strip()[:200]
    last: SetDone = replace(workout.sets[-1], note=text)
    person = with_sets(call.person, (*workout.sets[:-1], last))
    line: Msg = msg("note-kept", note=text)
    said = replace(offer, lines=(*offer.lines, line))
    return Outcome(person, (said,), facts=(last,), ended=(last.set_id,), undoable=True)
