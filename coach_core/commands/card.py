"""The workout as one message to train from on a phone: lines, buttons, data. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as renew
from functools import lru_cache
from itertools import groupby

from coach_core.commands.ending import ending, is_over
from coach_core.commands.place import day_of, key_of, program_of, today_of, too_soon
from coach_core.commands.schemes import amount_msg, done_msgs, load_msg, schemes, warmup_msgs
from coach_core.commands.tools import tool_lines
from coach_core.knowledge.limits import BRIDGE, stage_limits
from coach_core.knowledge.pausing import withheld
from coach_core.person import Lift, Person
from coach_core.reminding.occurrences import SPACED
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import workout_data
from coach_core.training.plates import bar_of
from coach_core.training.prescription import DayPlan, SetKind, SetPlan, SlotPlan
from coach_core.training.shape import HARDER
from coach_core.training.top_set import once_lifted
from coach_core.training.weight import LoadKind, Weight
from coach_core.turn import Call

Rows = tuple[tuple[Button, ...], ...]
NOTHING = msg("nothing")


def card(call: Call, person: Person, *, replace: bool = False) -> Say:
    """The open or next workout of a person; while training is paused why there is none (R1)."""
    held = withheld(call, person, today_of(call))
    if held:
        return renew(held[0], anchor="workout", replace=replace)
    day, over = day_of(call, person), is_over(call, person)
    if over is not None:
        last = ending(call, person, over)
        return renew(last, data={**last.data, "workout": workout_data(call.given.book, day)}, replace=replace)
    return Say(
        lines=(*head(call, person, day), *body(call, person, day), *foot(call, day)),
        buttons=buttons(call, person, day),
        data={"workout": workout_data(call.given.book, day)},
        anchor="workout",
        replace=replace,
    )


def head(call: Call, person: Person, day: DayPlan) -> tuple[Msg, ...]:
    """Program, week and day; what holds for the whole day; the general warm-up."""
    program = program_of(call, person)
    if day.program is None or program is None:
        title = msg("card-free")
    else:
        block = msg(day.block) if day.block else NOTHING
        title = msg("card-title", title=program.title, week=day.week, weeks=program.weeks, day=day.day, block=block)
    notes = tuple(msg(r.key, **r.values) for r in day.notes)
    return (title, *notes, *_too_soon(call, person), *_general_warmup(call, person, day))


def _too_soon(call: Call, person: Person) -> tuple[Msg, ...]:
    """R32: less than 48 hours after the last session it says so, and trains all the same if the person wants."""
    last = too_soon(person, call.at) if not (person.training.open and person.training.open.sets) else None
    if last is None:
        return ()
    later = last + SPACED <= today_of(call)  # the day is right, and the hour is not yet
    return (msg("card-too-soon-later" if later else "card-too-soon", last=last, on=last + SPACED),)


def _general_warmup(call: Call, person: Person, day: DayPlan) -> tuple[Msg, ...]:
    """R18; not where the floor bridges that it begins with are all that may be done (R29)."""
    if stage_limits(person.health, today_of(call)).exercise == BRIDGE:
        return ()
    thrusts = call.given.book.exercises
    started = any(s.done for slot in day.slots for s in slot.work)
    fits = any(thrusts[s.exercise].thrust for s in day.slots if s.exercise in thrusts)
    return (msg("card-warmup"),) if fits and not started else ()


def body(call: Call, person: Person, day: DayPlan) -> tuple[Msg, ...]:
    """Every exercise; the open one with all that is needed under the bar."""
    current = day.open
    return tuple(line for s in day.slots for line in slot_lines(call, person, s, s is current))


def slot_lines(call: Call, person: Person, slot: SlotPlan, current: bool) -> tuple[Msg, ...]:
    """One exercise: name, what to do, what was done, plates, rest, last time, cue."""
    done = tuple(s.done for s in slot.work if s.done is not None)
    name = msg(_state(slot, current), slot=slot.slot, exercise=slot.exercise)
    lines: list[Msg] = [NOTHING, name]
    lines += tool_lines(call.given.book.exercises, person, day_of(call, person).slots, slot)
    for exercise, group in groupby(done, lambda s: s.exercise):
        sets = done_msgs(tuple(group))
        own = exercise == slot.exercise
        lines.append(
            msg("slot-done-sets", sets=sets) if own else msg("slot-done-instead", exercise=exercise, sets=sets)
        )
    if slot.left:
        lines += _to_do(person, slot)
        lines += _cue(call, slot) if current else []
    return tuple(lines)


def _cue(call: Call, slot: SlotPlan) -> list[Msg]:
    """The program's own cue, else the exercise's; nothing where there is neither: an exercise of the person's own."""
    known = call.given.book.exercises.get(slot.exercise)
    cue = slot.note or (f"cue-{slot.exercise}" if known is not None and known.taught else None)
    return [msg("cue-line", cue=msg(cue))] if cue else []


def _state(slot: SlotPlan, current: bool) -> str:
    if slot.slot is None:
        return "slot-extra"
    if slot.stopped:
        return "slot-stopped"
    if slot.skipped:
        return "slot-skipped"
    if not slot.left:
        return "slot-finished"
    return "slot-open" if current else "slot-waits"


def _to_do(person: Person, slot: SlotPlan) -> list[Msg]:
    parts = [tuple(some) for _, some in groupby(slot.left, lambda s: (s.rir, s.hold_s, s.rest_s))]
    lines = _whole(slot) if len(parts) == 1 else [line for some in parts for line in _part(person, slot, some)]
    harder = next((r.key for r in slot.reasons if r.key in HARDER), None)
    lines += [msg(f"slot-{harder}")] if harder else []
    last = person.training.lifts.get(slot.exercise)
    if last is not None and last.last_on is not None and last.last_reps:
        lines.append(last_time(last))
    return lines


def _whole(slot: SlotPlan) -> list[Msg]:
    """Sets that are all done alike: what to do, plates, build-up, and once how hard."""
    lines = [msg("slot-todo", schemes=schemes(slot.left)), *_plates(slot.left)]
    return [*lines, *_build_up(slot), *_effort(slot.left[0])]


def _part(person: Person, slot: SlotPlan, sets: tuple[SetPlan, ...]) -> list[Msg]:
    """A top set, or its back-offs: each with its own reserve and rest."""
    lines = [msg("slot-todo", schemes=schemes(sets)), *_plates(sets)]
    if sets[0].kind is SetKind.BACKOFF:
        lines += _after_top(slot, once_lifted(slot, bar_of(person.settings)), sets[0])
    first = _build_up(slot) if sets[0] is slot.left[0] else []
    return [*lines, *first, *_effort(sets[0])]


def _after_top(slot: SlotPlan, then: SlotPlan, shown: SetPlan) -> list[Msg]:
    """What a back-off comes to once the top set is lifted as it stands, where that is another load (R10)."""
    top = next((s.load for s in slot.left if s.kind is SetKind.TOP), None)
    back = next((s for s in then.left if s.number == shown.number), shown)
    if top is None or back.load == shown.load:
        return []
    return [msg("slot-after-top", top=top, load=back.load), *_plates((back,))]


def _build_up(slot: SlotPlan) -> list[Msg]:
    warmups = warmup_msgs(slot.sets)
    return [msg("slot-ramp", sets=warmups)] if warmups and not any(s.done for s in slot.work) else []


def _plates(sets: Sequence[SetPlan]) -> list[Msg]:
    seen: dict[Weight, SetPlan] = {}
    for s in sets:
        if s.load is not None and s.plates is not None:
            seen.setdefault(s.load, s)
    if len(seen) == 1:
        return [plates_msg(s) for s in seen.values()]
    return [msg("plates-for", load=load, plates=plates_msg(s)) for load, s in seen.items()]


def plates_msg(s: SetPlan) -> Msg:
    """The plates on each side of the bar."""
    if not s.plates:
        return msg("plates-empty")
    return msg("plates", plates=tuple(msg("plain-number", number=w.amount) for w in s.plates))


def _keep(rir: tuple[int, int]) -> Msg:
    low, high = rir
    return msg("keep-reserve", n=high, rir=low) if low == high else msg("keep-range", low=low, high=high)


def _effort(s: SetPlan) -> list[Msg]:
    parts = []
    if s.rir is not None:
        parts.append(_keep(s.rir))
    if s.hold_s:
        parts.append(msg("hold", seconds=s.hold_s))
    if s.rest_s is not None:
        parts.append(rest_msg(s.rest_s))
    return [msg("effort", parts=tuple(parts))] if parts else []


@lru_cache(maxsize=256)
def rest_msg(rest: tuple[int, int]) -> Msg:
    """ "rest 2:30" or "rest 2:00–3:00"."""
    low, high = (f"{s // 60}:{s % 60:02d}" for s in rest)
    return msg("rest", rest=low) if low == high else msg("rest-range", low=low, high=high)


def last_time(lift: Lift) -> Msg:
    """What was lifted last time, sets of one load together."""
    pairs = zip(lift.last_loads, lift.last_reps, strict=False)
    groups = [(load, [reps for _, reps in group]) for load, group in groupby(pairs, lambda pair: pair[0])]
    sets = tuple(_several(load, tuple(msg("amount-reps", reps=r) for r in reps)) for load, reps in groups)
    return msg("last-time", sets=sets, on=lift.last_on)


def _several(load: Weight | None, amounts: tuple[Msg, ...]) -> Msg:
    if load is None:
        return msg("sets-bare", amounts=amounts)
    return msg("sets-done", load=msg("load-external", load=load), amounts=amounts)


def foot(call: Call, day: DayPlan) -> tuple[Msg, ...]:
    """How to answer, or that everything is done."""
    if not day.slots:
        return ()
    how = "card-how-to-answer-here" if call.event.deaf else "card-how-to-answer"
    return (NOTHING, msg(how) if day.open else msg("card-all-done"))


def buttons(call: Call, person: Person, day: DayPlan) -> Rows:
    """The deeds of the open exercise; the first is the one most people want."""
    key = key_of(person.training)
    if not day.slots and person.training.open is None:
        return ((Button("program:list", msg("button-program")),),)
    if day.open is None:
        return ((Button(f"finish:{key}", msg("button-finish")),), (Button("undo:1", msg("button-undo")),))
    slot = day.open
    at = f"{key}:{slot.slot}:{len(slot.work) - len(slot.left)}"
    first: tuple[Button, ...] = (Button(f"done:{at}", msg("button-done")),)
    if len(slot.left) > 1:
        first += (Button(f"set:{at}", msg("button-one-set")),)
    first += (Button(f"fill:{at}", msg("button-fill"), form=True),)
    return (
        first,
        (
            Button(f"change:{at}", msg("button-change")),
            Button(f"skip:{at}", msg("button-skip")),
            Button(f"swap:{at}", msg("button-swap")),
        ),
        (
            Button(f"how:{slot.exercise}", msg("button-how")),
            Button(f"pain:{slot.slot}", msg("button-pain")),
            Button(f"why:{slot.slot}", msg("button-why")),
        ),
        (Button(f"finish:{key}", msg("button-finish")),),
    )


def next_line(day: DayPlan, just: str | None = None) -> Msg:
    """What comes next, in one line: the next set, the next exercise, or that all is done.

    ``just`` is the exercise that was spoken of just now; a set of any other one comes with its name.
    """
    slot = day.open
    if slot is None:
        return msg("next-finish")
    if len(slot.left) == len(slot.work):
        name, first = msg("exercise-name", exercise=slot.exercise), slot.left[0]
        if first.load is None and first.load_kind is LoadKind.EXTERNAL and first.rir is not None:  # to pick it by
            return msg("next-exercise-pick", name=name, schemes=schemes(slot.left), keep=_keep(first.rir))
        return msg("next-exercise", name=name, schemes=schemes(slot.left))
    s = slot.left[0]
    before = next((w for w in reversed(slot.work) if w.done is not None), s)  # its rest runs now
    rest_s = before.rest_s or s.rest_s
    load, rest = load_msg(s.load, s.load_kind, s.implements), rest_msg(rest_s) if rest_s else NOTHING
    if just != slot.exercise:
        name = msg("exercise-name", exercise=slot.exercise)
        return msg("next-set-of", name=name, set=s.number, amount=amount_msg(s), load=load, rest=rest)
    return msg("next-set", set=s.number, amount=amount_msg(s), load=load, rest=rest)
