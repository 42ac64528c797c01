"""What only somebody may do who manages the room: end a challenge, decide about a doubtful set, make teams."""

from __future__ import annotations

from dataclasses import replace

from coach_core.challenge.deeds import Change, Put, Verdict
from coach_core.challenge.scores import team_name, title
from coach_core.challenge.values import FLAGGED, Challenge, Stage
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome


def here(call: Call) -> Challenge | None:
    """The challenge that is meant, of this very room."""
    event, group = call.event, call.given.rows.group
    rest = [c for c in group.challenges if (c.platform, c.room) == (event.platform, event.room)]
    going = [c for c in rest if c.stage in (Stage.OPEN, Stage.RUNNING)]
    if call.press[:1] and call.press[0].isascii() and call.press[0].isdigit():
        return next((c for c in going if c.number == int(call.press[0])), None)
    return going[0] if len(going) == 1 else None


def said(call: Call, *lines: Msg, rows: tuple[tuple[Button, ...], ...] = ()) -> Outcome:
    """An answer to whoever manages the room; before all where it cannot be whispered."""
    return Outcome(call.person, (Say(lines, rows, public=not call.event.whispers),))


def end(call: Call) -> Outcome:
    """/challenge end: after one question. What was scored stays with everybody who was in it."""
    challenge = here(call)
    if challenge is None:
        return said(call, msg("challenge-which"))
    if call.press[1:2] != ("sure",):
        row = (
            Button(f"challenge:how:{challenge.number}", msg("button-keep-challenge")),
            Button(f"challenge:end:{challenge.number}:sure", msg("button-end-challenge")),
        )
        return said(call, msg("challenge-end-sure", title=title(challenge)), rows=(row,))
    over = replace(challenge, stage=Stage.CANCELLED, drawn=challenge.drawn + 1, drawn_at=call.at)
    told = said(call, msg("challenge-ended"))
    return replace(told, group=(Change(over, (("over", call.at),)),))


def check(call: Call) -> Outcome:
    """/challenge check: sets beyond what is usual. Numbers of people are not shown, only whose and which lift."""
    group, event = call.given.rows.group, call.event
    mine = {c.number for c in group.challenges if (c.platform, c.room) == (event.platform, event.room)}
    doubts = [doubt for doubt in group.doubts if doubt.challenge in mine]
    if not doubts:
        return said(call, msg("challenge-no-doubts"))
    first = doubts[0]
    which = f"{first.challenge}:{first.person}:{first.set_id}"
    row = (
        Button(f"challenge:counts:{which}", msg("button-counts")),
        Button(f"challenge:refuse:{which}", msg("button-refuse")),
    )
    if first.set_id == FLAGGED:
        return said(call, msg("challenge-flagged-entry", name=first.name), rows=(row,))
    return said(call, msg("challenge-doubt", name=first.name, exercise=first.exercise), rows=(row,))


def counts(call: Call) -> Outcome:
    """It counts."""
    return _decided(call, True)


def refuse(call: Call) -> Outcome:
    """It does not; it stays in the private log."""
    return _decided(call, False)


def _decided(call: Call, good: bool) -> Outcome:
    challenge = here(call)
    doubts = [d for d in call.given.rows.group.doubts if (str(d.person), d.set_id) == call.press[1:3]]
    if challenge is None or not doubts:
        return said(call, msg("challenge-no-doubts"))
    refused = "challenge-removed" if doubts[0].set_id == FLAGGED else "challenge-refused"
    told = said(call, msg("challenge-decided" if good else refused, name=doubts[0].name))
    return replace(told, group=(Verdict(doubts[0], good, call.at),))


def team(call: Call) -> Outcome:
    """/challenge team B Anna"""
    challenge = here(call) if not call.press or call.press[0].isdigit() else _only(call)
    letter, _, name = " ".join(call.press).partition(" ")
    number = ord(letter[:1].upper() or "?") - ord("A")
    if challenge is None or not challenge.teams or len(letter) != 1 or not 0 <= number < challenge.teams or not name:
        return said(call, msg("challenge-team-how"))
    told = said(call, msg("challenge-put", name=name.strip(), team=team_name(number)))
    return replace(told, group=(Put(challenge.number, name.strip(), number, call.at),))


def _only(call: Call) -> Challenge | None:
    return here(replace(call, press=()))
