"""Teams that captains choose: an admin names them, they pick in turns whoever is in no team yet."""

from __future__ import annotations

from dataclasses import replace

from coach_core.challenge.deeds import Change, Draw, PickUp, Put
from coach_core.challenge.scores import team_name
from coach_core.challenge.values import Board, Challenge, Pick
from coach_core.commands.answers import plain
from coach_core.commands.challenge_admin import here, said
from coach_core.commands.challenge_join import clean_name, named
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome

ID = 64  # bytes of a button


def captain(call: Call) -> Outcome:
    """/challenge captain A Anna"""
    challenge = here(replace(call, press=()))
    letter, _, name = " ".join(call.press).partition(" ")
    team = ord(letter[:1].upper() or "?") - ord("A")
    if challenge is None or challenge.pick is not Pick.CAPTAIN or len(letter) != 1 or not 0 <= team < challenge.teams:
        return said(call, msg("challenge-captain-how"))
    found = [person for number, person in call.given.rows.group.called if number == challenge.number]
    if not found:
        return said(call, msg("challenge-captain-how"))
    captains = tuple(found[0] if n == team else was for n, was in enumerate(captains_of(challenge)))
    told = said(call, msg("challenge-captain-is", name=clean_name(name), team=team_name(team)))
    deeds = (
        Change(replace(challenge, captains=captains)),
        Put(challenge.number, clean_name(name), team, call.at),
        Draw(challenge.number, call.at),
    )
    return replace(told, group=deeds)


def captains_of(challenge: Challenge) -> tuple[int, ...]:
    """The captain of each team, by the person's number; 0 where there is none."""
    return (*challenge.captains, *(0,) * challenge.teams)[: challenge.teams]


def pick(call: Call) -> Outcome:
    """/challenge pick Bela: a captain's own, and only in turn; without a name who can be picked."""
    challenge = named(call)
    name = clean_name(" ".join(call.press[1:] if call.press[:1] and call.press[0].isdigit() else call.press))
    captains = captains_of(challenge) if challenge is not None else ()
    if challenge is None or call.person.number not in captains:
        return Outcome(call.person, plain(call.person, msg("challenge-not-captain")))
    team, free = captains.index(call.person.number), call.given.rows.group.free
    if not free:
        return Outcome(call.person, plain(call.person, msg("challenge-pick-none")))
    if not _in_turn(call, challenge, captains, team):
        return Outcome(call.person, plain(call.person, msg("challenge-pick-turn")))
    if name not in free:
        ids = ((f"challenge:pick:{challenge.number}:{one}", one) for one in free)
        rows = tuple((Button(i, msg("only-name", name=one)),) for i, one in ids if len(i.encode()) <= ID)
        return Outcome(call.person, (Say((msg("challenge-pick-who"),), rows),))
    told = plain(call.person, msg("challenge-put", name=name, team=team_name(team)))
    return Outcome(call.person, told, group=(PickUp(challenge.number, name, team, call.at),))


def _in_turn(call: Call, challenge: Challenge, captains: tuple[int, ...], team: int) -> bool:
    """Whether no other team with a captain has fewer people."""
    teams = call.given.rows.group.boards.get(challenge.number, Board()).teams
    sizes = {n: 0 for n, who in enumerate(captains) if who} | {t.number: t.people for t in teams}
    return sizes.get(team, 0) <= min(sizes[n] for n, who in enumerate(captains) if who)
