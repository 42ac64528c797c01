"""Out of a challenge: while it runs, when it is over, with the room; and what could not be taken back there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach_core.challenge.deeds import Leave
from coach_core.challenge.scores import title
from coach_core.challenge.values import Challenge, Entry
from coach_core.commands.answers import plain
from coach_core.commands.challenge_join import refused
from coach_core.commands.challenge_mine import mine
from coach_core.commands.challenge_which import going, has_number, numbered
from coach_core.person import Person
from coach_core.talk import Incoming, Say, msg
from coach_core.turn import Call, Outcome

LEFT = "left"  # due: the person is not in a room any more
STILL = "still"  # due: a message in a room still names them


def leave(call: Call) -> Outcome:
    """Out at once, and hidden at once."""
    entry, challenge = mine(call), numbered(call)
    if entry is not None:
        person = without(call.person, (entry,))
        return Outcome(person, plain(person, msg("challenge-left")), group=(Leave(entry.challenge, call.at),))
    if challenge is not None and is_named_after(call, challenge):
        person = past(call.person, challenge.number)
        said = plain(person, msg("challenge-left-after", title=title(challenge)))
        return Outcome(person, said, group=(Leave(challenge.number, call.at),))
    return _not_after_all(call)


def is_named_after(call: Call, challenge: Challenge) -> bool:
    """Whether it is over and the person has a place in it."""
    return not going([challenge]) and challenge.number in call.given.rows.group.own


def past(person: Person, number: int) -> Person:
    """The person without a part in a challenge that is over."""
    return replace(person, entries=tuple(e for e in person.entries if e.challenge != number))


def _not_after_all(call: Call) -> Outcome:
    """Who is on the way into one through the start will not be in it."""
    wish = call.person.wish
    if wish is None or (has_number(call.press) and int(call.press[0]) != wish):
        return refused(call, "challenge-not-in")
    person = replace(call.person, wish=None)
    return Outcome(person, plain(person, msg("challenge-left")))


def without(person: Person, out: Iterable[Entry]) -> Person:
    """The person out of these challenges. Their part is put aside: who comes back begins no better than they were."""
    gone = {entry.challenge: entry for entry in out}
    stay = tuple(e for e in person.entries if e.challenge not in gone)
    kept = (*(e for e in person.aside if e.challenge not in gone), *(e for e in gone.values() if e.came is None))
    return replace(person, entries=stay, aside=kept)


def left_room(call: Call) -> Outcome:
    """Who left the room is off its boards, and out of what was said there. Nothing is said: nobody asked."""
    platform, _, room = (call.event.button or "").rpartition(".")[0].partition(" ")
    group = call.given.rows.group
    there = {c.number for c in group.challenges if (c.platform, c.room) == (platform, room) and c.number in group.own}
    person = without(call.person, (e for e in call.person.entries if e.challenge in there))
    return Outcome(person, group=tuple(Leave(number, call.at) for number in sorted(there)))


def still_in(event: Incoming) -> int:
    """The challenge of which a message could not be changed."""
    return int(event.button or 0)


def still_named(call: Call) -> Outcome:
    """A platform refused to change or delete a message: who can, and where it is."""
    challenge = call.given.rows.group.of(still_in(call.event))
    if challenge is None:
        return Outcome(call.person)
    return Outcome(call.person, (Say((msg("challenge-still-named", title=title(challenge)),)),))
