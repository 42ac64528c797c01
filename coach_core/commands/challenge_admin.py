"""What only somebody may do who manages the room: end a challenge, decide about a doubtful set, make teams."""

from __future__ import annotations

from dataclasses import replace

from coach_core.challenge.deeds import OFTEN, Change, Put, Verdict
from coach_core.challenge.ending import decided_in
from coach_core.challenge.names import clean_name
from coach_core.challenge.scores import team_name, title
from coach_core.challenge.values import FLAGGED, Challenge, Stage
from coach_core.commands.challenge_settled import SETTLED
from coach_core.commands.challenge_which import here, numbered, words_after
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.turn import Call, Outcome


def of_here(call: Call) -> Challenge | None:
    """The challenge that is meant, of this very room."""
    challenge = numbered(call)
    return challenge if challenge in here(call) else None


Named = tuple[int, int, str]  # challenge, person, name


def said(call: Call, *lines: Msg, rows: tuple[tuple[Button, ...], ...] = (), of: Named | None = None) -> Outcome:
    """An answer to whoever manages the room; before all where it cannot be whispered. ``of``: whom it names."""
    named = (of,) if of is not None else ()
    return Outcome(call.person, (Say(lines, rows, public=not call.event.whispers, named=named),))


def end(call: Call) -> Outcome:
    """/challenge end: after one question. What was scored stays with everybody who was in it."""
    challenge = of_here(call)
    if challenge is None:
        return said(call, msg("challenge-gone"))
    if call.press[1:2] == ("keep",):
        return said(call, msg("challenge-kept", title=title(challenge)))
    if call.press[1:2] != ("sure",):
        row = (
            Button(f"challenge:end:{challenge.number}:keep", msg("button-keep-challenge")),
            Button(f"challenge:end:{challenge.number}:sure", msg("button-end-challenge")),
        )
        return said(call, msg("challenge-end-sure", title=title(challenge)), rows=(row,))
    over = replace(challenge, stage=Stage.CANCELLED, drawn=challenge.drawn + 1, drawn_at=call.at)
    told = said(call, msg("challenge-ended"))
    return replace(told, group=(Change(over, (("over", call.at),)),))


def check(call: Call) -> Outcome:
    """/challenge check: sets beyond what is usual. Numbers of people are not shown, only whose and which lift."""
    group = call.given.rows.group
    of_room = {challenge.number for challenge in _undecided(call)}
    all_doubts = [doubt for doubt in group.doubts if doubt.challenge in of_room]
    doubts = [doubt for doubt in all_doubts if doubt.person != call.person.number]
    if not doubts:
        return said(call, msg("challenge-own-doubt" if all_doubts else "challenge-no-doubts"))
    first = doubts[0]
    which = f"{first.challenge}:{first.person}:{first.set_id}"
    row = (
        Button(f"challenge:counts:{which}", msg("button-counts")),
        Button(f"challenge:refuse:{which}", msg("button-refuse")),
    )
    of = (first.challenge, first.person, first.name)
    if first.set_id == FLAGGED:
        return said(call, msg("challenge-flagged-entry", name=first.name), rows=(row,), of=of)
    return said(call, msg("challenge-doubt", name=first.name, exercise=first.exercise), rows=(row,), of=of)


def _undecided(call: Call) -> list[Challenge]:
    """The challenges of this room in which admins decide now."""
    place = (call.event.platform, call.event.room)
    found = call.given.rows.group.challenges
    return [c for c in found if (c.platform, c.room) == place and decided_in(c, call.at)]


def counts(call: Call) -> Outcome:
    """It counts."""
    return _decided(call, True)


def refuse(call: Call) -> Outcome:
    """It does not; it stays in the private log."""
    return _decided(call, False)


def _decided(call: Call, good: bool) -> Outcome:
    challenge = numbered(call)
    doubts = [d for d in call.given.rows.group.doubts if (str(d.person), d.set_id) == call.press[1:3]]
    if challenge not in _undecided(call) or challenge is None or not doubts:
        return said(call, msg("challenge-no-doubts"))
    if doubts[0].person == call.person.number:
        return said(call, msg("challenge-own-doubt"))
    refused = "challenge-removed" if doubts[0].set_id == FLAGGED else "challenge-refused"
    of = (challenge.number, doubts[0].person, doubts[0].name)
    told = said(call, msg("challenge-decided" if good else refused, name=of[2]), of=of)
    again = (Change(challenge, ((f"{SETTLED}.{challenge.drawn}", call.at + OFTEN),)),)
    return replace(told, group=(Verdict(doubts[0], good, call.at), *(again if challenge.stage is Stage.ENDED else ())))


def team(call: Call) -> Outcome:
    """/challenge team B Anna"""
    challenge, (number, name) = of_here(call), team_and_name(call)
    if challenge is None or not 0 <= number < challenge.teams or not name:
        return said(call, msg("challenge-team-how"))
    found = call.given.rows.group.those_called(challenge.number)
    if len(found) != 1:
        return said(call, msg("challenge-several-called" if found else "challenge-nobody-called"))
    of = (challenge.number, found[0], name)
    told = said(call, msg("challenge-put", name=name, team=team_name(number)), of=of)
    return replace(told, group=(Put(challenge.number, found[0], number, call.at),))


def team_and_name(call: Call) -> tuple[int, str]:
    """ "B Anna": the number of the team, -1 where no letter stands in front, and the name."""
    letter, _, name = words_after(call).partition(" " if call.event.kind is Kind.TEXT else ":")
    return (ord(letter.upper()) - ord("A") if len(letter) == 1 else -1), clean_name(name)
