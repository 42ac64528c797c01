"""That the coach was away so long that what was written then may be lost: told to each person once."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.place import local
from coach_core.talk import Kind, Say, msg
from coach_core.turn import Call, Outcome


def told(call: Call, outcome: Outcome) -> Outcome:
    """The answer with that before it, if the person was there before and was not told yet."""
    event, person = call.event, call.person
    if event.away is None or event.room is not None or event.kind is Kind.DUE or outcome.erase:
        return outcome
    since, until = event.away
    met = person.consent is not None and person.consent.at < until
    if not met or (person.told_away is not None and person.told_away >= until):
        return outcome
    line = Say((msg("was-away", since=local(person, since), until=local(person, until)),))
    return replace(outcome, person=replace(outcome.person, told_away=until), reply=(line, *outcome.reply))
