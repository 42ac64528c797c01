"""Making a challenge, in few taps: the kind, how long, what it needs, when it begins. Every button holds it all."""

from __future__ import annotations

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


def decide(call: Call) -> Outcome:
    """The next question, or the challenge."""
    kinds = call.given.book.challenges
    if len(call.given.rows.group.challenges) >= MOST:
        return _said(call, (msg("challenge-too-many", n=MOST),))
    named, weeks, option, start, *_ = (*call.press, "", "", "", "")
    kind = kinds.get(named)
    if kind is None:
        rows = tuple((Button(f"challenge:new:{k.name}", msg(f"kind-{k.name}")),) for k in kinds.values())
        return _said(call, (msg("challenge-new-kind"),), rows)
    if not weeks.isascii() or not weeks.isdigit() or not 1 <= int(weeks) <= 26:
        row = tuple(Button(f"challenge:new:{named}:{w}", msg("weeks", n=w)) for w in kind.weeks)
        return _said(call, (msg(f"kind-{named}-how"), msg("challenge-new-weeks")), (row,))
    options = options_of(kind)
    if options and option not in dict(options):
        rows = tuple((Button(f"challenge:new:{named}:{weeks}:{value}", label),) for value, label in options)
        return _said(call, (msg("challenge-new-option"),), rows)
    if start not in ("now", "monday"):
        base = f"challenge:new:{named}:{weeks}:{option or '-'}"
        row = (Button(f"{base}:monday", msg("button-monday")), Button(f"{base}:now", msg("button-now")))
        return _said(call, (msg("challenge-new-start"),), (row,))
    return _made(call, kind, int(weeks), option, start)


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
