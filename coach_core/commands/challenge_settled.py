"""The result of a challenge once more, after an admin decided behind the ceremony. What else is due: challenge_host."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach_core.challenge.deeds import Change
from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.posting import LOOK_BACK, at_time, may_post, posted, there
from coach_core.challenge.showing import ceremony
from coach_core.challenge.values import Board, Challenge
from coach_core.talk import msg
from coach_core.turn import Call, Outcome

SETTLED = "settled"  # what is due
LATER = ".late"  # of an occurrence that was put off


def settled(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """The result as it is now, once a day at most."""
    if not may_post(challenge, call.at):
        later_on = at_time(challenge, there(challenge, call.at).date() + timedelta(days=1), LOOK_BACK)
        return Outcome(call.person, group=(Change(challenge, ((f"{call.event.button}{LATER}", later_on),)),))
    first, *rest = (held := ceremony(kind, challenge, board)).lines
    said = replace(held, lines=(first, msg("ceremony-settled"), *rest))
    now = replace(challenge, drawn=challenge.drawn + 1, drawn_at=call.at, posted=posted(challenge, call.at))
    return Outcome(call.person, (said,), group=(Change(now, final=True),))
