"""The turns of a challenge's host: it announces, begins, draws the board, looks back on weeks, ends with a ceremony."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coach_core.challenge.asked import Asked
from coach_core.challenge.deeds import Change
from coach_core.challenge.follow import LAST
from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.showing import board_say, ceremony, title
from coach_core.challenge.values import Board, Challenge, Stage
from coach_core.talk import Incoming, Say, msg
from coach_core.turn import Call, Outcome, Want

HOST, VERDICT = "host", "verdict"  # what is due
GOING = (Stage.OPEN, Stage.RUNNING)


def wants(number: int, event: Incoming) -> Want:
    """The challenge and its board; at the end everybody on it."""
    return Want(group=Asked(host=number, ceremony=event.button == "close"))


def decide(call: Call) -> Outcome:
    """What is due now."""
    group = call.given.rows.group
    challenge = group.of(call.person.number)
    kind = call.given.book.challenges.get(challenge.kind) if challenge is not None else None
    if challenge is None or kind is None:
        return Outcome(call.person)
    board = group.boards.get(challenge.number, Board())
    what = (call.event.button or "").partition(".")[0]
    if what == "over":
        return Outcome(call.person, (_over(challenge),))
    if challenge.stage not in GOING:
        return Outcome(call.person)
    if what == "close":
        return _closed(call, kind, challenge, board)
    if what == "end":
        again = (("close", later(challenge)),)
        return Outcome(call.person, group=(Change(challenge, again, final=True),))
    return _drawn(call, kind, challenge, board, what)


def later(challenge: Challenge) -> datetime:
    """When the ceremony is."""
    return challenge.ends_at + LAST


def _drawn(call: Call, kind: Kind, challenge: Challenge, board: Board, what: str) -> Outcome:
    """The board as it is now: in place, or anew where there is something to say."""
    now = replace(challenge, drawn=challenge.drawn + 1, drawn_at=call.at)
    if what == "start" or (now.stage is Stage.OPEN and call.at >= now.starts_at):
        now = replace(now, stage=Stage.RUNNING)
    first = []
    if what == "open":
        first = [msg("challenge-announced"), msg(f"kind-{now.kind}-how"), msg("challenge-private")]
    elif what == "start":
        first = [msg("challenge-begins", title=title(now))]
    elif what == "week":
        now = replace(now, week=now.week + 1)
        first = [msg("challenge-week-over", week=now.week)]
    said = board_say(kind, now, board, call.at, *first)
    return Outcome(call.person, (said,), group=(Change(now, week=what == "week"),))


def _closed(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    over = replace(challenge, stage=Stage.ENDED, drawn=challenge.drawn + 1, drawn_at=call.at)
    return Outcome(call.person, (ceremony(kind, over, board),), group=(Change(over, final=True),))


def _over(challenge: Challenge) -> Say:
    """Ended by an admin: no buttons any more."""
    return Say(
        (msg("challenge-over", title=title(challenge)),), anchor=f"board-{challenge.number}", replace=True,
        public=True, room=challenge.room, daily=True,
    )  # fmt: skip
