"""Who is promised messages and cannot be written to: they are told where they speak, with what mends it."""

from __future__ import annotations

from dataclasses import replace

from coach_core.meaning import meant
from coach_core.person import Person
from coach_core.reminding.agreed import reminding_of
from coach_core.talk import Say, msg
from coach_core.turn import Call, Outcome

PROMISES = frozenset({"reminders", "remind", "rest"})


def unreached(call: Call, outcome: Outcome) -> Outcome:
    """The outcome, and that nothing of what was agreed to can come: once, and whenever something is agreed to."""
    now, event = outcome.person.reminding, call.event
    if now is None:
        return outcome
    if not (event.shut or now.shut):
        return _tried(call, outcome)
    if not event.shut:
        return replace(outcome, person=replace(outcome.person, reminding=replace(now, shut=False)))
    if not (event.whispers and now.kinds and outcome.reply) or any(_leaves_alone(said) for said in outcome.reply):
        return outcome
    if now.shut and not _promised(call, outcome.person):
        return outcome
    person = replace(outcome.person, reminding=replace(now, shut=True))
    return replace(outcome, person=person, reply=(*outcome.reply, Say((msg("reminders-unreached"),))))


def _tried(call: Call, outcome: Outcome) -> Outcome:
    """The outcome. Agreed to for the first time in a server, it is tried at once whether anything can come."""
    after, event = outcome.person, call.event
    if not event.deaf or reminding_of(call.person).kinds or not reminding_of(after).kinds:
        return outcome
    here = Say((msg("reminders-here"),), to=(event.platform, event.person), otherwise=msg("reminders-unreached"))
    return replace(outcome, reply=(*outcome.reply, here))


def _leaves_alone(said: Say) -> bool:
    """Whether nothing is to be said behind it: a red flag; what tells the way by itself."""
    return "safety" in said.data or any(line.key == "room-how-to-open" for line in said.lines)


def _promised(call: Call, after: Person) -> bool:
    """Whether it is about messages that come by themselves."""
    return agreement(call.person) != agreement(after) or meant(call).command.name in PROMISES


def agreement(person: Person) -> tuple[object, ...]:
    """What counts from the moment in which it was said: what was due before is not sent because of it."""
    r, s, plan = person.reminding, person.settings, person.training.plan
    when = None if r is None else (r.kinds, r.cutoff, r.quiet, r.week_on, r.month_on)
    return (s.days, s.hour, when, plan and (plan.run, plan.program))
