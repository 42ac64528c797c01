"""Making a challenge, in few taps: the kind, how long, what it needs, when it begins. Every button holds it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coach_core.challenge.deeds import Change, Make
from coach_core.challenge.kinds.kind import Kind, Shape
from coach_core.challenge.posting import LOOK_BACK, at_time, look_backs, quiet_until
from coach_core.challenge.scores import score_msg
from coach_core.challenge.values import QUIET, Challenge, Pick, Stage
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

MOST = 5  # that run in one room at a time
ENDS = time(21)  # on the last day, on the clock of whoever made it: nobody is woken by the ceremony
TEAMS = 2
LONGEST = 26  # weeks
STARTS = ("now", "monday")
FILLING = frozenset({"-", "week", "weeks", "semana", "semanas", "for", "start", "starting", "from", "on"})
ALSO = {  # names of kinds as the buttons have them
    "hip-thrust-month": "thrust-month", "total-volume": "volume", "repetitions": "reps", "all-together": "together",
    "team-against-team": "teams", "last-one-standing": "standing",
}  # fmt: skip
SHOWN = 60  # characters of what was not understood


def decide(call: Call) -> Outcome:
    """The next question, or the challenge."""
    kinds = call.given.book.challenges
    if len(call.given.rows.group.challenges) >= MOST:
        return _said(call, (msg("challenge-too-many", n=MOST),))
    kind, words = kind_in(kinds, call.press)
    if kind is None:
        rows = tuple((Button(f"challenge:new:{k.name}", msg(f"kind-{k.name}")),) for k in kinds.values())
        return _said(call, (*_odd(words), msg("challenge-new-kind")), rows)
    named, (weeks, option, start, left) = kind.name, parts_in(kind, words)
    odd = _odd(left)
    if not weeks:
        row = tuple(Button(f"challenge:new:{named}:{w}", msg("weeks", n=w)) for w in kind.weeks)
        return _said(call, (*odd, msg(f"kind-{named}-how"), msg("challenge-new-weeks")), (row,))
    options = options_of(kind)
    if options and option not in dict(options):
        rows = tuple((Button(f"challenge:new:{named}:{weeks}:{value}", label),) for value, label in options)
        return _said(call, (*odd, msg("challenge-new-option")), rows)
    if not start:
        base = f"challenge:new:{named}:{weeks}:{option or '-'}"
        row = (Button(f"{base}:monday", msg("button-monday")), Button(f"{base}:now", msg("button-now")))
        return _said(call, (*odd, msg("challenge-new-start")), (row,))
    return _made(call, kind, int(weeks), option, start)


def kind_in(kinds: Mapping[str, Kind], words: Sequence[str]) -> tuple[Kind | None, tuple[str, ...]]:
    """The kind with which words begin, and the rest of them; all of them where they begin with none."""
    for length in (3, 2, 1):
        name = "-".join(words[:length]).lower()
        kind = kinds.get(ALSO.get(name, name))
        if kind is not None:
            return kind, tuple(words[length:])
    return None, tuple(words)


def parts_in(kind: Kind, words: Sequence[str]) -> tuple[str, str, str, tuple[str, ...]]:
    """Weeks, what the kind has to be told, the start, in any order, each "" where it is not said; and what is left."""
    weeks, option, start, left = "", "", "", []
    options = dict(options_of(kind))
    for word in map(str.lower, words):
        if word in options:
            option = word
        elif word.isascii() and word.isdecimal() and len(word) < 3 and 1 <= int(word) <= LONGEST:
            weeks = word
        elif word in STARTS:
            start = word
        elif word not in FILLING:
            left.append(word)
    return weeks, option, start, tuple(left)


def _odd(words: Sequence[str]) -> tuple[Msg, ...]:
    """What was said and cannot be used, with an example that works."""
    return (msg("challenge-new-odd", words=" ".join(words)[:SHOWN], n=LONGEST),) if words else ()


def options_of(kind: Kind) -> tuple[tuple[str, Msg], ...]:
    """What a kind has to be told: a goal, how teams are made, the lift."""
    if kind.goals:
        return tuple((str(goal), score_msg(kind, 1000 * goal)) for goal in kind.goals)
    if kind.shape is Shape.TEAMS:
        return tuple((pick.value, msg(f"pick-{pick.value}")) for pick in Pick)
    return tuple((lift, msg("exercise-name", exercise=lift)) for lift in kind.lifts)


def _said(call: Call, lines: tuple[Msg, ...], rows: tuple[tuple[Button, ...], ...] = ()) -> Outcome:
    public = not call.event.whispers
    return Outcome(
        call.person, (Say(lines, rows, anchor="challenge-new", replace=bool(call.press), public=public),)
    )  # fmt: skip


def _made(call: Call, kind: Kind, weeks: int, option: str, start: str) -> Outcome:
    challenge = challenge_of(call, kind, weeks, option, start)
    again = [("open", call.at), ("end", challenge.ends_at), *looks_back(challenge)]
    begins = quiet_until(challenge, challenge.starts_at) or challenge.starts_at
    again += [("start", begins)] if challenge.stage is Stage.OPEN else []
    n = challenge.number
    row = tuple(Button(f"challenge:set:{n}:{what}", msg(f"button-set-{what}")) for what in ("who", "language", "quiet"))
    made = _said(call, (msg("challenge-made"),), (row,))
    return Outcome(made.person, made.reply, group=(Make(challenge), Change(challenge, tuple(again))))


def challenge_of(call: Call, kind: Kind, weeks: int, option: str, start: str) -> Challenge:
    """The challenge that was chosen."""
    zone = call.person.settings.zone or "UTC"
    begins = _monday(call.at, zone) if start == "monday" else call.at
    last = begins.astimezone(ZoneInfo(zone)).date() + timedelta(days=7 * weeks - 1)
    assert call.event.room is not None
    return Challenge(
        number=call.given.rows.group.fresh, platform=call.event.platform, room=call.event.room, kind=kind.name,
        starts_at=begins, ends_at=datetime.combine(last, ENDS, ZoneInfo(zone)).astimezone(UTC),
        language=call.person.settings.language or call.event.language or call.person.language or "en",
        stage=Stage.OPEN if start == "monday" else Stage.RUNNING,
        lift=option if kind.lifts else kind.lift,
        goal=1000 * int(option) if kind.goals else None,
        teams=TEAMS if kind.shape is Shape.TEAMS else 0,
        pick=Pick(option) if kind.shape is Shape.TEAMS else Pick.RANDOM, zone=zone,
        quiet=next((c.quiet for c in call.given.rows.group.challenges), QUIET), topic=call.event.topic,
    )  # fmt: skip


def looks_back(challenge: Challenge) -> list[tuple[str, datetime]]:
    """When a week is over: in the evening of its last day."""
    return [(f"week.{k}", at_time(challenge, day, LOOK_BACK)) for k, day in enumerate(look_backs(challenge), 1)]


def _monday(at: datetime, zone: str) -> datetime:
    today = at.astimezone(ZoneInfo(zone)).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday()), time(), ZoneInfo(zone)).astimezone(UTC)
