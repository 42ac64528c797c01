"""Which challenge is meant: the one that is named, else the only one that there can be, else it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coach_core.challenge.illness import pauses_now
from coach_core.challenge.scores import title
from coach_core.challenge.values import Challenge, Pick, Stage
from coach_core.commands.challenge_read import kind_in
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.turn import Call

OWN = frozenset({"leave", "pause", "resume", "flag", "cheer", "pick"})  # of one that the person is in
OF_ROOM = frozenset({"board", "how", "set", "team", "captain", "end", "join"})  # of one that runs where it is said
BY_KIND = frozenset(
    {"board", "join", "leave", "pause", "resume", "how", "set", "end", "cheer"}
)  # no name of a person follows
ID = 64  # bytes of a button
MOST = 10  # that are asked about


def numbered(call: Call) -> Challenge | None:
    """The challenge whose number comes first; None where there is none."""
    return call.given.rows.group.of(int(call.press[0])) if has_number(call.press) else None


def has_number(words: Sequence[str]) -> bool:
    """Whether words begin with the number of a challenge."""
    return bool(words) and words[0].isascii() and words[0].isdecimal() and len(words[0]) < 10


def words_after(call: Call) -> str:
    """What is said behind the number: a name may have a colon in it, and so may a button with that name."""
    return (":" if call.event.kind is Kind.PRESS else " ").join(call.press[1:])


def going(challenges: Sequence[Challenge]) -> list[Challenge]:
    """Those that run, or are about to."""
    return [c for c in challenges if c.stage in (Stage.OPEN, Stage.RUNNING)]


def here(call: Call) -> list[Challenge]:
    """What runs in the room of the event, or is about to."""
    place = (call.event.platform, call.event.room)
    return [c for c in going(call.given.rows.group.challenges) if (c.platform, c.room) == place]


def meant(call: Call, part: str) -> list[Challenge]:
    """All that can be meant where no number is said: of the room first, for whoever is in one there."""
    if part in OF_ROOM:
        return here(call) if call.event.room is not None else going(call.given.rows.group.challenges)
    own = {e.challenge for e in call.person.entries}
    mine = [c for c in going(call.given.rows.group.challenges) if c.number in own]
    if part == "leave" and not mine:
        return over(call)
    return [c for c in mine if c in here(call)] or mine


def over(call: Call) -> list[Challenge]:
    """What is over and still names the person, the latest first: of this room, else of all."""
    group, place = call.given.rows.group, (call.event.platform, call.event.room)
    found = [c for c in group.challenges if c.number in group.own and not going([c])]
    found.sort(key=lambda c: c.number, reverse=True)
    return ([c for c in found if (c.platform, c.room) == place] or found)[:MOST]


def narrowed(
    call: Call, part: str, words: Sequence[str], found: Sequence[Challenge]
) -> tuple[Sequence[Challenge], Sequence[str]]:
    """Those of several that fit the deed, or the kind that is named; and the other words."""
    own, called = {e.challenge for e in call.person.entries}, call.given.rows.group.those_called
    paused = {e.challenge for e in call.person.entries if pauses_now(e)}
    fits: Mapping[str, Callable[[Challenge], bool]] = {
        "join": lambda c: c.number not in own,
        "resume": lambda c: c.number in paused,
        "team": lambda c: c.teams > 0,
        "captain": lambda c: c.pick is Pick.CAPTAIN,
        "flag": lambda c: bool(called(c.number)),
        "pick": lambda c: c.pick is Pick.CAPTAIN,
    }
    fit = fits.get(part)
    some = [c for c in found if fit is None or fit(c)] or found
    kind, others = kind_in(call, words) if part in BY_KIND else (None, words)
    named = [c for c in some if kind is not None and c.kind == kind.name]
    return (named, others) if len(some) > 1 and named else (some, words)


def which(call: Call, part: str, words: Sequence[str], found: Sequence[Challenge]) -> Say:
    """The question, with a button each that says the same of that one."""
    rest = ":".join(words)
    ids = ((f"challenge:{part}:{c.number}" + (f":{rest}" if rest else ""), c) for c in found)
    rows = tuple((Button(name, told_apart(c, found)),) for name, c in ids if len(name.encode()) <= ID)
    return Say((msg("challenge-which"),), rows, public=call.event.room is not None and not call.event.whispers)


def told_apart(challenge: Challenge, among: Sequence[Challenge]) -> Msg:
    """The name of a challenge, with its number where another one has the same."""
    name = title(challenge)
    alike = sum(title(c) == name for c in among) > 1
    return msg("challenge-numbered", title=name, n=challenge.number) if alike else name
