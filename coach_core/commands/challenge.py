"""/challenge: what runs in this room, or what one is in; every other word of it is one table. Rights: rights.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.challenge.asked import Asked
from coach_core.challenge.deeds import Cheer
from coach_core.challenge.ending import GRACE, going_on
from coach_core.challenge.names import clean_name, look
from coach_core.challenge.posting import there
from coach_core.challenge.scores import score_msg, title
from coach_core.challenge.values import Challenge
from coach_core.commands import (
    challenge_admin,
    challenge_board,
    challenge_captains,
    challenge_join,
    challenge_mine,
    challenge_new,
    challenge_out,
    challenge_set,
)
from coach_core.commands.answers import plain
from coach_core.commands.challenge_join import name_before
from coach_core.commands.challenge_read import kind_in
from coach_core.commands.challenge_which import (
    OF_ROOM,
    OWN,
    has_number,
    here,
    meant,
    narrowed,
    numbered,
    told_apart,
    which,
)
from coach_core.commands.place import today_of
from coach_core.rights import PARTS as MANAGED_PARTS
from coach_core.rights import may_part
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.turn import Call, Command, Outcome, Want

LONGEST_PART = 3  # words
SHOWN = 30  # characters of a word that is not known
BACK = "resume"
DECIDED = ("check", "counts", "refuse")  # also for a while after the end
MUST = frozenset({"see", "write"})  # without these rights there is no board
NAMING = {"name": 0, "flag": 0, "pick": 0, "captain": 1, "team": 1}  # words before the name: the letter of a team


def parts_of(call: Call) -> tuple[str, ...]:
    """What is said to the challenges: the parts of a button, or typed words."""
    if call.event.kind is Kind.PRESS:
        return call.press
    words, known = call.words.split(), call.given.book.typed.parts
    for length in (LONGEST_PART, 2, 1):
        part = known.get(" ".join(words[:length]).lower()) if len(words) >= length else None
        if part is not None:
            return (part, *words[length:])
    kind, _ = kind_in(call, words)
    return tuple(words) if kind is None else ("new", *words)


def wants(call: Call) -> Want | None:
    """The challenges of the room or of the person, or the one that is named."""
    part, *rest = parts_of(call) or ("",)
    number = int(rest[0]) if has_number(rest) else None
    event = call.event
    room = (event.platform, event.room) if event.room is not None else None
    going = tuple(e.challenge for e in going_on(call.person.entries, call.at))
    waits = (call.person.wish,) if call.person.wish is not None else ()  # for the team that is said next
    named = (number,) if number is not None else (*going, *waits)
    asked = Asked(
        room=room if part in ("", "new") or number is None else None,
        numbers=named if part != "new" else (),
        fresh=part == "new",
        mine=(room is None and part == "") or (part in ("me", "leave") and number is None),
        called=look(_called(call, part, number, rest[number is not None :])),
        free=part == "pick",
        doubts=(number or 0) if part in (*DECIDED, "share") else None,
        boards=part in OF_ROOM and number is None,
        over_since=call.at - GRACE if part in DECIDED else None,
    )  # fmt: skip
    return Want(group=asked, everything=part == "join")  # what was done before tells what is known


def _called(call: Call, part: str, number: int | None, words: list[str]) -> str:
    """The name that a part is about; nothing where it is about none."""
    if part == "join":
        aside = [e.challenge for e in call.person.aside]
        return name_before(call.person, call.event, aside[0] if number is None and len(aside) == 1 else number)
    first = NAMING.get(part)
    return "" if first is None else clean_name(" ".join(words[first:]))


def decide(call: Call) -> Outcome:
    """Finds what is meant; what only some may do is looked up at the time of use."""
    part, *rest = parts_of(call) or ("",)
    act = PARTS.get(part)
    if act is None:
        return _warned(call, _list(call, *((msg("challenge-odd", words=part[:SHOWN]),) if part else ())))
    if not may_part(part, call.event):
        refused = msg("challenge-only-admins")
        return Outcome(call.person, (Say((refused,)) if call.event.kind is Kind.PRESS else answered(call, refused),))
    if part in OF_ROOM | OWN and not has_number(rest):
        found, words = narrowed(call, part, rest, meant(call, part))
        if len(found) > 1 and part != BACK:  # who is back is back in all
            return Outcome(call.person, (which(call, part, rest, found),))
        if not found and call.event.room is not None and not here(call):
            return _list(call)
        rest = [*(str(c.number) for c in found), *words]
    if part == "new" and MUST & set(call.event.lacks):
        return _warned(call, Outcome(call.person))  # nobody would see it
    return _warned(call, act(replace(call, press=tuple(rest))))


def _warned(call: Call, outcome: Outcome) -> Outcome:
    """What the coach may not do in the room is said to whoever can give it that right, to them alone."""
    if not call.event.lacks or not may_part("new", call.event):
        return outcome
    rights = tuple(msg(f"right-{name}") for name in call.event.lacks)
    return replace(outcome, reply=(*outcome.reply, Say((msg("room-lacks", rights=rights),))))


def of_the_room(call: Call) -> bool:
    """Whether what is said is about the room alone; how a challenge is scored may be asked in private as well."""
    part, *rest = parts_of(call) or ("",)
    if part == "how" and has_number(rest):
        return True
    return call.event.room is not None and (part in ("", "how", *MANAGED_PARTS) or part not in PARTS)


def answered(call: Call, *lines: Msg, rows: tuple[tuple[Button, ...], ...] = ()) -> Say:
    """An answer that holds nothing of a person: for the room, where it cannot be whispered."""
    return Say(lines, rows, public=call.event.room is not None and not call.event.whispers)


def _list(call: Call, *first: Msg) -> Outcome:
    """What there is here, with the buttons that lead on."""
    group, event = call.given.rows.group, call.event
    in_room = event.room is not None
    mine = [c for c in group.challenges if c.number in group.own]
    challenges = here(call) if in_room else mine
    kinds = call.given.book.challenges
    lines = [_line(call, c) for c in challenges if c.kind in kinds][:10]
    rows = [(_button(c, challenges, in_room),) for c in challenges if c.kind in kinds][:10]
    if in_room:
        rows.append((Button("challenge:new", msg("button-new-challenge")),))
    none = msg("challenge-none-here" if in_room else "challenge-none-yours")
    return Outcome(call.person, (answered(call, *first, *(lines or [none]), rows=tuple(rows)),))


def _line(call: Call, challenge: Challenge) -> Msg:
    group = call.given.rows.group
    own = group.own.get(challenge.number) if call.event.room is None else None
    ends = there(challenge, challenge.ends_at)
    if own is None:
        return msg("challenge-line", title=title(challenge), at=ends, zone=challenge.zone)
    kind = call.given.book.challenges[challenge.kind]
    return msg("challenge-line-own", title=title(challenge), rank=own.rank, score=score_msg(kind, own.standing.score))


def _button(challenge: Challenge, among: list[Challenge], in_room: bool) -> Button:
    what, label = ("join", "button-join-named") if in_room else ("me", "button-me-named")
    return Button(f"challenge:{what}:{challenge.number}", msg(label, title=told_apart(challenge, among)))


def how(call: Call) -> Outcome:
    """How a kind is scored: told to who asks. A stranger's press that cannot be answered so tells a room nothing."""
    challenge, stranger = numbered(call), call.person.consent is None
    if challenge is None or challenge.kind not in call.given.book.challenges:
        return gone(call)
    lines = (
        msg(f"kind-{challenge.kind}-how"),
        msg("challenge-fair"),
        msg("challenge-private"),
        msg("challenge-flag-how"),
    )
    said = answered(call, msg("board-head", title=title(challenge)), *lines)
    if said.public and stranger and call.event.kind is Kind.PRESS:
        return Outcome(call.person)
    public = said.public and stranger  # who can be written to has it in their own chat and language
    return Outcome(call.person, (replace(said, public=public),))


def cheer(call: Call) -> Outcome:
    """A clap for everybody, once a day."""
    challenge = numbered(call)
    own = call.given.rows.group.own.get(challenge.number) if challenge else None
    if challenge is None or own is None:
        return Outcome(call.person, plain(call.person, msg("challenge-not-in")))
    deed = Cheer(challenge.number, today_of(call).toordinal(), call.at)
    return Outcome(call.person, plain(call.person, msg("challenge-cheered")), group=(deed,))


def gone(call: Call) -> Outcome:
    """A challenge that is over or was never here."""
    return Outcome(call.person, plain(call.person, msg("challenge-gone"), msg("help-hint")))


PARTS: Mapping[str, Callable[[Call], Outcome]] = {
    "new": challenge_new.decide,
    "join": challenge_join.join,
    "leave": challenge_out.leave,
    "me": challenge_mine.me,
    "name": challenge_mine.name,
    "pause": challenge_mine.pause,
    "resume": challenge_mine.resume,
    "share": challenge_mine.share,
    "cheer": cheer,
    "flag": challenge_mine.flag,
    "board": challenge_board.board,
    "how": how,
    "set": challenge_set.decide,
    "captain": challenge_captains.captain,
    "pick": challenge_captains.pick,
    "end": challenge_admin.end,
    "check": challenge_admin.check,
    "counts": challenge_admin.counts,
    "refuse": challenge_admin.refuse,
    "team": challenge_admin.team,
}
COMMAND = Command("challenge", decide, wants)
