"""The board as an answer, for whoever asks who is ahead; the living one in its room is challenge_host.py."""

from __future__ import annotations

from coach_core.challenge.showing import board_say
from coach_core.challenge.values import Board
from coach_core.commands.answers import plain
from coach_core.commands.challenge_which import here, numbered
from coach_core.talk import Say, msg
from coach_core.turn import Call, Outcome


def board(call: Call) -> Outcome:
    """The board as it is now: in its room, or for somebody who is in it alone."""
    challenge, group = numbered(call), call.given.rows.group
    kind = call.given.book.challenges.get(challenge.kind) if challenge is not None else None
    own = any(challenge is not None and e.challenge == challenge.number for e in call.person.entries)
    if challenge is None or kind is None or not (own or challenge in here(call)):
        return Outcome(call.person, plain(call.person, msg("challenge-none-yours")))
    shown = board_say(kind, challenge, group.boards.get(challenge.number, Board()), call.at)
    room = call.event.room is not None
    public = room and not call.event.whispers
    buttons = shown.buttons if room else ()
    return Outcome(call.person, (Say(shown.lines, buttons, shown.data, public=public, named=shown.named),))
