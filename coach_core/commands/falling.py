"""What falls due: an event of the clock becomes a message, or nothing where nothing fits any more. Nobody is blamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from coach_core.challenge.asked import Asked
from coach_core.commands import challenge_host, challenge_join, challenge_mine, measuring, nudging, rest, week
from coach_core.commands.holding import before
from coach_core.commands.leaving import left_behind
from coach_core.commands.place import key_of
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, local_day, reminding_of
from coach_core.reminding.occurrences import going, nudge, trained_on, trains
from coach_core.reminding.state import GRACE, LATER, Reminder
from coach_core.talk import Incoming, Reply
from coach_core.turn import Call, Outcome, Want

WEEK = timedelta(days=7)
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
    return speak(call, after)


def wants(call: Call) -> Want | None:
    """The look back and the measurements look at what is stored."""
    if call.event.text == challenge_host.VERDICT:
        return Want(everything=True, group=Asked(verdicts=True))
    if call.event.text == challenge_mine.LEFT:
        return Want(group=Asked(numbers=tuple(entry.challenge for entry in call.person.entries)))
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


def _workout(call: Call, after: Call) -> Outcome:
    """The hour of a day: the workout, after a week away fewer words, on other days nothing unless asked for."""
    person, day = after.person, date.fromisoformat(call.event.button or "")
    if not going(person):
        return Outcome(person)
    if not trains(call.person, day, call.at):
        return Outcome(person, nudging.rest_day(after) if is_on(person, Reminder.RESTDAY) else ())
    if trained_on(person, day, call.at):
        return Outcome(replace(person, reminding=replace(reminding_of(person), missed=0)))
    closed = left_behind(after)
    if closed is None:
        return _asked(call, after, day)
    outcome = _asked(call, replace(after, person=closed.person), day)
    return _joined(closed, outcome) if outcome.reply else _asked(call, after, day)


def _asked(call: Call, after: Call, day: date) -> Outcome:
    """The workout, or after a week away fewer words; whether the one before was missed is counted."""
    person, now = after.person, reminding_of(call.person)
    missed = now.missed + 1 if now.asked is not None and now.asked == key_of(person.training) else 0
    noted = replace(reminding_of(person), asked=key_of(person.training), missed=missed, put_off=None)
    if missed > 0 and not now.away and is_on(person, Reminder.AWAY) and _weeks_off(person, day):
        told = replace(noted, away=True, sent={**noted.sent, Reminder.LATE: day.isoformat()})  # one of them is enough
        asked = replace(after, person=replace(person, reminding=told))
        return _first(asked, nudging.away)
    asked = replace(after, person=replace(person, reminding=noted))
    return _first(asked, nudging.workout) if is_on(person, Reminder.WORKOUT) else Outcome(asked.person)


def _first(call: Call, say: Callable[[Call], Reply]) -> Outcome:
    """The message, or the health questions that are due before there is a workout (R27)."""
    return before(call, "today") or Outcome(call.person, say(call))


def _joined(closed: Outcome, outcome: Outcome) -> Outcome:
    """A workout that was left for days is closed when the next one is shown, and that is said in the same message."""
    told, (first, *rest_of) = tuple(line for say in closed.reply for line in say.lines), outcome.reply
    data = {name: value for say in closed.reply for name, value in say.data.items()}
    whole = replace(first, lines=(*told, *first.lines), data={**data, **first.data})
    return replace(outcome, reply=(whole, *rest_of), facts=closed.facts, undoable=True)


def _weeks_off(person: Person, day: date) -> bool:
    """A week since the last session, or since the end of a week that was left out on purpose."""
    plan, until = person.training.plan, reminding_of(person).until
    return plan is not None and day - max(plan.last_on or plan.started, until or plan.started) >= WEEK


def _late(call: Call, after: Call) -> Outcome:
    """The cut-off: a nudge, the second time running that nothing has to be made up for."""
    person, now = after.person, reminding_of(after.person)
    day = date.fromisoformat(call.event.button or "")
    if not going(person) or now.asked != key_of(person.training) or trained_on(person, day, call.at):
        return Outcome(person)
    kind = nudge(person, now.missed + 1)
    if kind is None:
        return Outcome(person)
    return Outcome(person, nudging.missed(after) if kind is Reminder.MISSED else nudging.late(after))


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
    (kind, key), person = what(call.event), after.person
    if not any((w.kind, w.day.isoformat()) == (kind, key) for w in reminding_of(call.person).later):
        return Outcome(person)
    if kind != Reminder.WORKOUT:
        return AGAIN[kind](call, after) if kind in AGAIN else Outcome(person)
    if not going(person) or trained_on(person, local_day(person, call.at), call.at):
        return Outcome(person)
    closed = left_behind(after)
    if closed is None:
        return _first(after, nudging.workout)
    return _joined(closed, _first(replace(after, person=closed.person), nudging.workout))


def _week(call: Call, after: Call) -> Outcome:
    return Outcome(after.person, week.look_back(after))


def _month(call: Call, after: Call) -> Outcome:
    said = measuring.ask(after)
    return Outcome(measuring.asked(after.person) if said else after.person, said)


def _rest(call: Call, after: Call) -> Outcome:
    return Outcome(after.person, rest.over(call))


OF_CHALLENGES: Mapping[str, Callable[[Call], Outcome]] = {
    challenge_host.VERDICT: challenge_join.heard_verdict,
    challenge_mine.LEFT: challenge_mine.left_room,
}
Speak = Callable[[Call, Call], Outcome]  # the call as it came, and with what came noted
AGAIN: Mapping[str, Speak] = {Reminder.WEEK: _week, Reminder.MONTH: _month}
SPEAK: Mapping[str, Speak] = {
    Reminder.WORKOUT: _workout,
    Reminder.LATE: _late,
    Reminder.UNFINISHED: _unfinished,
    Reminder.WEEK: _week,
    Reminder.MONTH: _month,
    Reminder.REST: _rest,
    LATER: _later,
}
