"""The turns of a challenge's host: it announces, begins, draws the board, looks back on weeks, ends with a ceremony."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coach_core.challenge.asked import Asked
from coach_core.challenge.deeds import Change, Draw, Forget
from coach_core.challenge.ending import LAST
from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.posting import TOO_LATE, may_post, posted, quiet_until
from coach_core.challenge.scores import title
from coach_core.challenge.showing import board_say, ceremony, face, look_back
from coach_core.challenge.values import Board, Challenge, Stage
from coach_core.commands.challenge_settled import LATER, SETTLED, settled
from coach_core.talk import Incoming, Say, msg
from coach_core.turn import Call, Outcome, Want

HOST, VERDICT = "host", "verdict"  # what is due
GOING = (Stage.OPEN, Stage.RUNNING)
UNASKED = frozenset({"start", "week", "close", SETTLED})  # said by itself: never in the quiet hours
HERE_ANEW = ("back", "moved")  # the coach is in the room again, or the challenge is in another one
TOPIC = "topic"  # one of the room is gone; behind it, which
FORGET = "forget"  # the coach was put out of the room long ago, and was not let in again


def wants(number: int, event: Incoming) -> Want:
    """The challenge and its board; at the end everybody on it."""
    return Want(group=Asked(host=number, ceremony=_what(event) in ("close", SETTLED, *HERE_ANEW)))


def _what(event: Incoming) -> str:
    return (event.button or "").partition(".")[0]


def decide(call: Call) -> Outcome:
    """What is due now."""
    group, what = call.given.rows.group, _what(call.event)
    challenge = group.of(call.person.number)
    kind = call.given.book.challenges.get(challenge.kind) if challenge is not None else None
    if challenge is None or kind is None:
        return Outcome(call.person)
    board = group.boards.get(challenge.number, Board())
    speaks = replace(call.person.settings, language=challenge.language)
    call = replace(call, person=replace(call.person, settings=speaks))
    if what == FORGET:
        return Outcome(call.person, erase=True, group=(Forget(challenge.number, call.at),))
    if what == TOPIC:
        return _adrift(call, challenge)
    if what == "over":
        return Outcome(call.person, (_over(challenge),))
    if what in HERE_ANEW:
        return _anew(call, kind, challenge, board)
    if challenge.stage not in (*GOING, *([Stage.ENDED] if what == SETTLED else [])):
        return Outcome(call.person)
    quiet = quiet_until(challenge, call.at) if what in UNASKED else None
    if quiet is not None:
        return Outcome(call.person, group=(Change(challenge, ((f"{call.event.button}{LATER}", quiet),)),))
    return SAYS.get(what, _drawn)(call, kind, challenge, board)


def _ended(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """The time is over; the ceremony follows when the last workouts are closed."""
    return Outcome(call.person, group=(Change(challenge, (("close", later(challenge)),), final=True),))


def later(challenge: Challenge) -> datetime:
    """When the ceremony is."""
    return challenge.ends_at + LAST


def _now(call: Call, challenge: Challenge) -> Challenge:
    """The challenge once its board is drawn at this moment."""
    begun = challenge.stage is Stage.OPEN and call.at >= challenge.starts_at
    stage = Stage.RUNNING if begun else challenge.stage
    return replace(challenge, drawn=challenge.drawn + 1, drawn_at=call.at, stage=stage)


def _new(call: Call, now: Challenge, said: Say) -> Outcome:
    """The board in a new message."""
    after = replace(now, posted=posted(now, call.at), face=face(said))
    return Outcome(call.person, (said,), group=(Change(after),))


def _drawn(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """The board as it is now, if it shows anything else than before."""
    now = _now(call, challenge)
    said = board_say(kind, now, board, call.at)
    if face(said) == challenge.face:
        return Outcome(call.person, group=(Change(now),))
    day = posted(now, call.at) if said.fresh else now.posted
    return Outcome(call.person, (said,), group=(Change(replace(now, posted=day, face=face(said))),))


def _hidden(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """Somebody is gone from it: it is changed where it stands, and does not stand there as it was in any case."""
    now = _now(call, challenge)
    said = replace(board_say(kind, now, board, call.at), fresh=False, hides=True)
    if face(said) == challenge.face:  # they did not stand on it
        return Outcome(call.person, group=(Change(now),))
    return Outcome(call.person, (said,), group=(Change(replace(now, face=face(said))),))


def _announced(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """What it is and how it is scored: the answer to whoever made it, so at once."""
    now = _now(call, challenge)
    first = (msg("challenge-announced"), msg(f"kind-{now.kind}-how"), msg("challenge-private"))
    said = board_say(kind, now, board, call.at, *first)
    return _new(call, now, replace(said, thread=title(now)))


def _begun(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """It begins. Long after that it only shows."""
    now = _now(call, challenge)
    if not _in_time(call) or not may_post(challenge, call.at):
        return _drawn(call, kind, challenge, board)
    return _new(call, now, board_say(kind, now, board, call.at, msg("challenge-begins", title=title(now))))


def _anew(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """Where nobody sees the old board it is put anew, at once: somebody has just let the coach in."""
    now = _now(call, challenge)
    if challenge.stage is Stage.ENDED:
        return Outcome(call.person, (ceremony(kind, challenge, board),))
    if challenge.stage not in GOING:
        return Outcome(call.person)
    return _new(call, now, board_say(kind, now, board, call.at, msg(f"challenge-{_what(call.event)}")))


def _adrift(call: Call, challenge: Challenge) -> Outcome:
    """Where it was made is gone: it goes on in the room itself, which everybody there is told once."""
    topic = (call.event.button or "").split(".")[1]
    if challenge.topic != topic or challenge.stage not in GOING:
        return Outcome(call.person)
    said = Say((msg("challenge-adrift", title=title(challenge)),), public=True, room=challenge.room)
    return Outcome(call.person, (said,), group=(Change(replace(challenge, topic=None)),))


def _week(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    """A week is over. After the end there is only the ceremony; long after, or with nobody in, the board goes on."""
    if call.at >= challenge.ends_at:
        return Outcome(call.person)
    now = replace(challenge, week=challenge.week + 1)
    anew = Draw(now.number, call.at)  # what was new in the week that is over is not new any more
    if not _in_time(call) or not may_post(challenge, call.at) or not board.people:
        return Outcome(call.person, group=(Change(now, week=True), anew))
    said, after = look_back(kind, now, board, call.at), replace(now, posted=posted(now, call.at))
    return Outcome(call.person, (said,), group=(Change(after, week=True), anew))


def _in_time(call: Call) -> bool:
    return call.at - (call.event.due or call.at) <= TOO_LATE


def _closed(call: Call, kind: Kind, challenge: Challenge, board: Board) -> Outcome:
    over = replace(_now(call, challenge), stage=Stage.ENDED)
    return Outcome(call.person, (ceremony(kind, over, board),), group=(Change(over, final=True),))


def _over(challenge: Challenge) -> Say:
    """Ended by an admin: no buttons any more."""
    return Say(
        (msg("challenge-over", title=title(challenge)),), anchor=f"board-{challenge.number}", replace=True,
        public=True, room=challenge.room, topic=challenge.topic, daily=True,
    )  # fmt: skip


SAYS = {
    "open": _announced,
    "start": _begun,
    "hide": _hidden,
    "week": _week,
    "end": _ended,
    "close": _closed,
    SETTLED: settled,
}
