"""What falls due: an event of the clock becomes a message, or nothing where nothing fits any more. Nobody is blamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from coach_core.challenge.asked import Asked
from coach_core.commands import (
    challenge_host,
    challenge_join,
    challenge_out,
    falling_day,
    measuring,
    nudging,
    rest,
    silence,
    week,
)
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, reminding_of
from coach_core.reminding.state import GRACE, LATER, Reminder
from coach_core.talk import Incoming
from coach_core.turn import Call, Outcome, Want

DATED = frozenset({Reminder.WORKOUT, Reminder.LATE, Reminder.WEEK, Reminder.MONTH})


def decide(call: Call) -> Outcome:
    """The turn of a due thing: it is noted that it came, and said if it still fits and is not too late."""
    if call.event.text in OF_CHALLENGES:
        return OF_CHALLENGES[call.event.text](call)
    kind, _ = what(call.event)
    after = replace(call, person=came(call.person, call.event))
    late = call.event.at - (call.event.due or call.event.at)
    speak = SPEAK.get(call.event.text)
    if speak is None or late > GRACE.get(kind, timedelta()):
        return Outcome(after.person)
    return silence.watched(call, after.person, speak(call, after))


def wants(call: Call) -> Want | None:
    """The look back and the measurements look at what is stored."""
    if call.event.text == challenge_host.VERDICT:
        return Want(everything=True, group=Asked(verdicts=True))
    if call.event.text == challenge_out.LEFT:
        return Want(group=Asked(numbers=tuple(entry.challenge for entry in call.person.entries), mine=True))
    if call.event.text == challenge_out.STILL:
        return Want(group=Asked(numbers=(challenge_out.still_in(call.event),)))
    kind, _ = what(call.event)
    return Want(everything=True) if kind in (Reminder.WEEK, Reminder.MONTH) else None


def what(event: Incoming) -> tuple[str, str]:
    """Which reminder falls due, and the local date or the id in its key; one that was put off is the same one."""
    key = event.button or ""
    if event.text == LATER:
        kind, _, rest_of = key.partition(".")
        return kind, rest_of.partition(".")[0]
    return event.text, key.partition(".")[0]


def came(person: Person, event: Incoming) -> Person:
    """The person once an occurrence came, whatever becomes of it: it does not come again."""
    kind, key = what(event)
    now = reminding_of(person)
    if event.text == LATER:
        left = tuple(w for w in now.later if (w.kind, w.day.isoformat()) != (kind, key))
        return replace(person, reminding=replace(now, later=left))
    if kind == Reminder.REST:
        over = person.timer is not None and person.timer.set_id == key
        return replace(person, timer=None) if over else person
    if kind in DATED:
        asked = None if kind == Reminder.WORKOUT else now.asked
        return replace(person, reminding=replace(now, sent={**now.sent, kind: key}, asked=asked))
    return person


def _unfinished(call: Call, after: Call) -> Outcome:
    """Silence in an open workout. A set that came meanwhile moves the question on."""
    person, now, workout = after.person, reminding_of(after.person), after.person.training.open
    if workout is None or workout.workout != what(call.event)[1] or not is_on(person, Reminder.UNFINISHED):
        return Outcome(person)
    last = max([workout.opened_at, *(s.at for s in workout.sets[-1:]), *([now.still] if now.still else [])])
    if call.at - last < timedelta(minutes=now.silence):
        return Outcome(person)
    asked = replace(person, reminding=replace(now, nudged=workout.workout, still=None))
    return Outcome(asked, nudging.unfinished(replace(after, person=asked)))


def _later(call: Call, after: Call) -> Outcome:
    """What was put off comes once more, if it still fits."""
    kind, key = what(call.event)
    if not any((w.kind, w.day.isoformat()) == (kind, key) for w in reminding_of(call.person).later):
        return Outcome(after.person)
    return AGAIN[kind](call, after) if kind in AGAIN else Outcome(after.person)


def _week(call: Call, after: Call) -> Outcome:
    return Outcome(after.person, week.look_back(after, date.fromisoformat(what(call.event)[1])))


def _month(call: Call, after: Call) -> Outcome:
    said = measuring.ask(after)
    return Outcome(measuring.asked(after.person) if said else after.person, said)


def _rest(call: Call, after: Call) -> Outcome:
    return Outcome(after.person, rest.over(call))


OF_CHALLENGES: Mapping[str, Callable[[Call], Outcome]] = {
    challenge_host.VERDICT: challenge_join.heard_verdict,
    challenge_out.LEFT: challenge_out.left_room,
    challenge_out.STILL: challenge_out.still_named,
}
Speak = Callable[[Call, Call], Outcome]  # the call as it came, and with what came noted
AGAIN: Mapping[str, Speak] = {
    Reminder.WORKOUT: falling_day.put_off,
    Reminder.WEEK: _week,
    Reminder.MONTH: _month,
    Reminder.RESTDAY: falling_day.rest_day,
}
SPEAK: Mapping[str, Speak] = {
    Reminder.WORKOUT: falling_day.workout,
    Reminder.LATE: falling_day.late,
    Reminder.UNFINISHED: _unfinished,
    Reminder.WEEK: _week,
    Reminder.MONTH: _month,
    Reminder.REST: _rest,
    LATER: _later,
}
