"""Somebody new who wants to be in a challenge: which one, kept through the start, and in it when that is over."""

from __future__ import annotations

from dataclasses import replace

from coach_core import meaning
from coach_core.challenge.asked import Asked
from coach_core.challenge.names import look
from coach_core.challenge.scores import title
from coach_core.challenge.values import Challenge
from coach_core.commands.challenge import parts_of
from coach_core.commands.challenge_join import chooses, entered, name_before, refusal, which_team
from coach_core.commands.challenge_which import has_number, meant, narrowed
from coach_core.person import Person
from coach_core.talk import Incoming, Say, msg
from coach_core.turn import Call, Outcome


def wish_of(call: Call) -> int | None:
    """The challenge that somebody new wants to be in, by its number or the only one of the room where they say so."""
    number = _joined(call)
    return None if number is None or answers(call) else number


def answers(call: Call) -> bool:
    """Whether joining is answered at once: none is meant, several can be, or nobody comes into it any more; and that
    somebody does not want to be in the one that they are on the way into.
    """
    if call.person.wish is not None and (parts_of(call) or ("",))[0] == "leave":
        return True
    if not _joins(call):
        return False
    found = call.given.rows.group.of(_joined(call) or 0)
    return found is None or refusal(call, call.person, found) is not None


def _joins(call: Call) -> bool:
    return call.event.room is not None and (parts_of(call) or ("",))[0] == "join"


def _joined(call: Call) -> int | None:
    if not _joins(call):
        return None
    _, *rest = parts_of(call)
    if has_number(rest):
        return int(rest[0])
    found, _ = narrowed(call, "join", rest, meant(call, "join"))
    return found[0].number if len(found) == 1 else None


def wished_for(person: Person, event: Incoming) -> Asked:
    """What has to be seen of the challenge that somebody new wants to be in."""
    return Asked(numbers=(person.wish or 0,), called=look(name_before(person, event, person.wish)))


def wished(call: Call, outcome: Outcome) -> Outcome:
    """Whoever wanted to be in a challenge is in it once their program has begun; which team they say themselves."""
    person, begins = outcome.person, call.person.training.plan is None
    challenge = call.given.rows.group.of(person.wish or 0)
    if challenge is None:
        return outcome
    if person.training.plan is None or person.consent is None:
        return _promised(call, outcome, challenge)
    why = refusal(call, person, challenge)
    if why is not None:
        told = (Say((msg(why),)),) if begins else ()
        return replace(outcome, person=replace(person, wish=None), reply=(*outcome.reply, *told))
    return _asked(outcome, challenge, begins=begins) if chooses(challenge) else entered(call, outcome, challenge)


def _promised(call: Call, outcome: Outcome, challenge: Challenge) -> Outcome:
    """Whoever joins and is taken through the start is told what that is for; nothing is promised to who may not."""
    if refusal(call, outcome.person, challenge) is not None:
        return outcome
    found = meaning.meant(call)
    alone = next((said for said in outcome.reply if not said.public), None)
    if alone is None or found.command.name != "challenge" or parts_of(found.call)[:1] != ("join",):
        return outcome
    told = replace(alone, lines=(*alone.lines, msg("challenge-after-start", title=title(challenge))))
    return replace(outcome, reply=tuple(told if said is alone else said for said in outcome.reply))


def _asked(outcome: Outcome, challenge: Challenge, *, begins: bool) -> Outcome:
    """Which team is asked once; the answer is waited for."""
    return replace(outcome, reply=(*outcome.reply, which_team(challenge))) if begins else outcome
