"""Teams that captains choose: an admin names them, they pick in turns whoever is in no team yet."""

from __future__ import annotations

from dataclasses import replace

from coach_core.challenge.deeds import Change, Draw, PickUp, Put
from coach_core.challenge.names import clean_name
from coach_core.challenge.scores import team_name
from coach_core.challenge.values import Board, Challenge, Pick
from coach_core.commands.answers import plain
from coach_core.commands.challenge_admin import of_here, said, team_and_name
from coach_core.commands.challenge_which import numbered, words_after
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome

ID = 64  # bytes of a button


def captain(call: Call) -> Outcome:
    """/challenge captain A Anna"""
    challenge, (team, name) = of_here(call), team_and_name(call)
    if challenge is None or challenge.pick is not Pick.CAPTAIN or not 0 <= team < challenge.teams or not name:
        return said(call, msg("challenge-captain-how"))
    found = call.given.rows.group.those_called(challenge.number)
    if len(found) != 1:
        return said(call, msg("challenge-several-called" if found else "challenge-nobody-called"))
    captains = tuple(found[0] if n == team else was for n, was in enumerate(captains_of(challenge)))
    of = (challenge.number, found[0], name)
    told = said(call, msg("challenge-captain-is", name=name, team=team_name(team)), of=of)
    deeds = (
        Change(replace(challenge, captains=captains)),
        Put(challenge.number, found[0], team, call.at),
        Draw(challenge.number, call.at),
    )
    return replace(told, group=deeds)


def captains_of(challenge: Challenge) -> tuple[int, ...]:
    """The captain of each team, by the person's number; 0 where there is none."""
    return (*challenge.captains, *(0,) * challenge.teams)[: challenge.teams]


def pick(call: Call) -> Outcome:
    """/challenge pick Bela: a captain's own, and only in turn; without a name who can be picked."""
    challenge, name = numbered(call), clean_name(words_after(call))
    captains = captains_of(challenge) if challenge is not None else ()
    if challenge is None or call.person.number not in captains:
        return Outcome(call.person, plain(call.person, msg("challenge-not-captain")))
    team, free = captains.index(call.person.number), call.given.rows.group.free
    if not free:
        return Outcome(call.person, plain(call.person, msg("challenge-pick-none")))
    if not _in_turn(call, challenge, captains, team):
        return Outcome(call.person, plain(call.person, msg("challenge-pick-turn")))
    named = tuple((challenge.number, number, one) for number, one in free)
    if name not in {one for _, one in free}:
        ids = ((f"challenge:pick:{challenge.number}:{one}", one) for _, one in free)
        rows = tuple((Button(i, msg("only-name", name=one)),) for i, one in ids if len(i.encode()) <= ID)
        return Outcome(call.person, (Say((msg("challenge-pick-who"),), rows, named=named),))
    told = Say((msg("challenge-put", name=name, team=team_name(team)),), named=tuple(n for n in named if n[2] == name))
    return Outcome(call.person, (told,), group=(PickUp(challenge.number, name, team, call.at),))


def _in_turn(call: Call, challenge: Challenge, captains: tuple[int, ...], team: int) -> bool:
    """Whether no other team has fewer people whose captain is still in."""
    group = call.given.rows.group
    leading = {n for n, who in enumerate(captains) if (challenge.number, who) in group.leading}
    sizes = dict.fromkeys(leading, 0)
    sizes |= {t.number: t.people for t in group.boards.get(challenge.number, Board()).teams}
    return sizes.get(team, 0) <= min((sizes[n] for n in leading), default=0)
