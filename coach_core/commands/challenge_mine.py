"""A person's own part in a challenge: how one is called, a pause, one's place, a record to show. Out: challenge_out."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from coach_core.challenge.deeds import Flag, Rename, Share
from coach_core.challenge.ending import going_on
from coach_core.challenge.freezing import planned
from coach_core.challenge.illness import back, pauses_now
from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.names import clean_name
from coach_core.challenge.scores import score_msg, team_name, title
from coach_core.challenge.showing import clipped
from coach_core.challenge.standing import is_out, without_open_pause
from coach_core.challenge.strength import Gain, gain_of
from coach_core.challenge.values import Challenge, Entry, Row, Span, Stage
from coach_core.commands.answers import plain
from coach_core.commands.challenge_join import refused
from coach_core.commands.challenge_which import going, numbered, words_after
from coach_core.commands.place import local
from coach_core.person import Person
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

PLACES = 3  # that are told at once


def mine(call: Call) -> Entry | None:
    """The person's own part in the challenge that is meant, while that goes on."""
    challenge = numbered(call)
    if challenge is None or not going([challenge]):
        return None
    return next((e for e in call.person.entries if e.challenge == challenge.number), None)


def _with(call: Call, entry: Entry) -> Person:
    entries = tuple(entry if e.challenge == entry.challenge else e for e in call.person.entries)
    return replace(call.person, entries=entries)


def name(call: Call) -> Outcome:
    """/challenge name Anna: in every challenge that runs."""
    wanted = clean_name(" ".join(call.press))
    if not wanted:
        return refused(call, "challenge-name-how")
    parts = {e.challenge for e in going_on(call.person.entries, call.at)}
    if not parts:
        return refused(call, "challenge-not-in")
    if any(who != call.person.number for _, who in call.given.rows.group.called):
        return refused(call, "challenge-name-taken")
    entries = tuple(replace(e, name=wanted) if e.challenge in parts else e for e in call.person.entries)
    deeds = tuple(Rename(number, wanted, call.at) for number in sorted(parts))
    said = plain(call.person, msg("challenge-named", name=wanted))
    return Outcome(replace(call.person, entries=entries), said, group=deeds)


def pause(call: Call) -> Outcome:
    """Ill, away: nothing is expected and nothing is lost. The board says nothing of it."""
    entry = mine(call)
    if entry is None:
        return refused(call, "challenge-not-in")
    if entry.frozen and entry.frozen[-1].until is None:
        return refused(call, "challenge-paused-already" if entry.frozen[-1].own else "challenge-paused-health")
    row = (Button(f"challenge:resume:{entry.challenge}", msg("button-resume-challenge")),)
    frozen = replace(entry, frozen=(*entry.frozen, Span(call.at, own=True)))
    return Outcome(_with(call, frozen), (Say((msg("challenge-paused"),), (row,)),))


def resume(call: Call) -> Outcome:
    """Back again, in all that are meant."""
    numbers = {int(word) for word in takewhile(str.isdecimal, call.press)}
    meant = [e for e in going_on(call.person.entries, call.at) if e.challenge in numbers]
    paused = [e for e in meant if pauses_now(e)]
    if not paused:
        health = any(e.frozen and e.frozen[-1].until is None for e in meant)
        return refused(call, "challenge-paused-health" if health else "challenge-not-paused")
    entries = tuple(back(e, call.at) if e in paused else e for e in call.person.entries)
    return Outcome(replace(call.person, entries=entries), plain(call.person, msg("challenge-resumed")))


def share(call: Call) -> Outcome:
    """A record on the board, only because the person pressed for it."""
    lift = call.press[0] if call.press else ""
    parts = going_on(call.person.entries, call.at)
    if lift not in call.given.book.exercises or not parts:
        return refused(call, "challenge-not-in")
    if any((d.person, d.exercise) == (call.person.number, lift) for d in call.given.rows.group.doubts):
        return refused(call, "challenge-share-waits")
    deeds = tuple(Share(e.challenge, lift, call.at) for e in parts)
    return Outcome(call.person, plain(call.person, msg("challenge-shared")), group=deeds)


def flag(call: Call) -> Outcome:
    """/challenge flag Anna: only who is in it too; nobody is told who it was."""
    entry, name = mine(call), clean_name(words_after(call))
    if entry is None:
        return refused(call, "challenge-not-in")
    if not name:
        return refused(call, "challenge-flag-how")
    others = [who for who in call.given.rows.group.those_called(entry.challenge) if who != call.person.number]
    if not others:
        return Outcome(call.person, plain(call.person, msg("challenge-nobody-called")))
    said = plain(call.person, msg("challenge-flag-heard"))
    return Outcome(call.person, said, group=tuple(Flag(entry.challenge, who, call.at) for who in others))


def me(call: Call) -> Outcome:
    """One's own place, with what it is made of, on one's own clock; without a number in all that run, else the last."""
    group, kinds = call.given.rows.group, call.given.book.challenges
    only = numbered(call)
    some = [c for c in ([only] if only else group.challenges) if c.number in group.own and c.kind in kinds]
    some = sorted(some, key=lambda c: (c.stage is not Stage.CANCELLED, c.number), reverse=True)
    found = going(some)[:PLACES] or some[:1]
    return Outcome(call.person, tuple(_place(call, c) for c in found)) if found else refused(call, "challenge-not-in")


def _place(call: Call, challenge: Challenge) -> Say:
    group = call.given.rows.group
    kind, board = call.given.book.challenges[challenge.kind], group.boards
    [own] = clipped(kind, challenge, (group.own[challenge.number],), call.at)
    people = board[challenge.number].people if challenge.number in board else own.rank
    lines = [
        msg("board-head", title=title(challenge)),
        msg("challenge-place", rank=own.rank, n=people, name=own.name),
        msg("challenge-score", score=score_msg(kind, own.standing.score)),
        *_team(challenge, own),
    ]
    entry = next((e for e in going_on(call.person.entries, call.at) if e.challenge == challenge.number), None)
    if entry is not None:
        out = is_out(call.given.book.challenges, entry, local(call.person, call.at).date().toordinal())
        lines += [msg("challenge-out")] if out else []
        lines += _parts(kind, entry)
    goes_on = bool(going([challenge]))
    if goes_on:
        lines.append(msg("challenge-your-end", at=local(call.person, challenge.ends_at)))
    if challenge.stage is Stage.ENDED:
        off = Button(f"challenge:leave:{challenge.number}", msg("button-take-name-off"))
        return Say(tuple(lines), ((off,),))
    return Say(tuple(lines), _own_buttons(entry if goes_on else None))


def _team(challenge: Challenge, own: Row) -> list[Msg]:
    if not challenge.teams:
        return []
    return [msg("challenge-unpicked") if own.team is None else msg("challenge-your-team", team=team_name(own.team))]


def _parts(kind: Kind, entry: Entry) -> list[Msg]:
    """What a score is made of; a pause that goes on counts once it is over."""
    gain, now = gain_of(entry), without_open_pause(entry)
    lines = [msg("challenge-paused-now")] if now is not entry else []
    lines.append(msg("challenge-plan-done", done=entry.standing.steady // 10, n=planned(now)))
    if entry.lift is not None:
        lines.append(msg(f"challenge-growth-{_growth(kind, entry, gain)}", exercise=entry.lift))
    return lines


def _growth(kind: Kind, entry: Entry, gain: Gain | None) -> str:
    """What is said of growth: how it is beside the usual, or what counts where that cannot be known."""
    percent = kind.unit == "percent"
    if gain is None and (percent or entry.prior is not None):
        return "none" if percent else "unknown"
    if gain is None or not gain.known:
        return "most" if percent else "new"
    return "above" if gain.z > 0.5 else "below" if gain.z < -0.5 else "usual"


def _own_buttons(entry: Entry | None) -> tuple[tuple[Button, ...], ...]:
    if entry is None:
        return ()
    n = entry.challenge
    out = Button(f"challenge:leave:{n}", msg("button-leave-challenge"))
    if pauses_now(entry):
        return ((Button(f"challenge:resume:{n}", msg("button-resume-challenge")), out),)
    if without_open_pause(entry) is not entry:  # health: it goes on by itself
        return ((out,),)
    return ((Button(f"challenge:pause:{n}", msg("button-pause-challenge")), out),)
