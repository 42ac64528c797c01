"""Making a challenge, in few taps: the kind, how long, what it needs, when it begins. Every button holds it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coach_core.challenge.deeds import Change, Make
from coach_core.challenge.kinds.kind import Kind, Shape
from coach_core.challenge.posting import LOOK_BACK, at_time, look_backs, quiet_until
from coach_core.challenge.scores import score_msg
from coach_core.challenge.values import QUIET, Challenge, Pick, Stage, Who
from coach_core.commands.challenge_read import DAYS, GOALS, LONGEST, NOW, Wanted, options_of, read
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

MOST = 5  # that run in one room at a time
ENDS = time(21)  # on the last day, on the clock of whoever made it: nobody is woken by the ceremony
TEAMS = 2
SHOWN = 60  # characters of what was not understood
MONDAY = DAYS[0]
Rows = tuple[tuple[Button, ...], ...]


def decide(call: Call) -> Outcome:
    """The next question, or the challenge."""
    if len(call.given.rows.group.challenges) >= MOST:
        return _said(call, (msg("challenge-too-many", n=MOST),))
    wanted = read(call, call.press)
    asked = _question(call, wanted)
    if asked is None:
        return _made(call, wanted)
    lines, rows = asked
    return _said(call, (*_odd(call, wanted), *lines), rows)


def _question(call: Call, wanted: Wanted) -> tuple[tuple[Msg, ...], Rows] | None:
    """What is to be told next, with its buttons; None where nothing is."""
    kind, base = wanted.kind, wanted.base()
    if kind is None:
        kinds = call.given.book.challenges.values()
        tail = base.removeprefix("challenge:new")
        return (msg("challenge-new-kind"),), tuple(
            (Button(f"challenge:new:{k.name}{tail}", msg(f"kind-{k.name}")),) for k in kinds
        )
    if not wanted.weeks:
        row = tuple(Button(replace(wanted, weeks=str(w)).base(), msg("weeks", n=w)) for w in kind.weeks)
        return (msg(f"kind-{kind.name}-how"), msg("challenge-new-weeks")), (row,)
    if options_of(kind) and not wanted.option:
        rows = tuple((Button(replace(wanted, option=o).base(), option_msg(kind, o)),) for o in options_of(kind))
        return (msg("challenge-new-option"),), rows
    if not wanted.start:
        row = (Button(f"{base}:{MONDAY}", msg("button-monday")), Button(f"{base}:{NOW}", msg("button-now")))
        how = () if len(kind.weeks) > 1 else (msg(f"kind-{kind.name}-how"),)
        return (*how, msg("challenge-new-start")), (row,)
    return ((), ((Button(f"{base}:{wanted.start}", msg("button-make-challenge")),),)) if wanted.left else None


def _odd(call: Call, wanted: Wanted) -> tuple[Msg, ...]:
    """What was understood, what was not, what it could be, and an example that works."""
    kind, got = wanted.kind, _understood(wanted)
    if wanted.far and kind is not None:
        least, most = (score_msg(kind, 1000 * goal) for goal in (GOALS[0], GOALS[-1]))
        far = msg("challenge-new-far", goal=score_msg(kind, 1000 * int(wanted.far)), least=least, most=most)
        lines = [far] if not wanted.left else [far, msg("challenge-new-odd", words=" ".join(wanted.left)[:SHOWN])]
        return (msg("challenge-new-understood", parts=got), *lines)
    if not wanted.left:
        return ()
    lines = [msg("challenge-new-understood", parts=got)] if got else []
    lines.append(msg("challenge-new-odd", words=" ".join(wanted.left)[:SHOWN]))
    if kind is not None and options_of(kind) and not wanted.option:
        lines.append(msg("challenge-new-options", options=tuple(option_msg(kind, o) for o in options_of(kind))))
    lines.append(msg("challenge-new-times", n=LONGEST))
    return (*lines, msg("challenge-new-example", words=example(call, kind)))


def _understood(wanted: Wanted) -> tuple[Msg, ...]:
    kind = wanted.kind
    parts = [msg(f"kind-{kind.name}")] if kind is not None else []
    parts += [msg("weeks", n=int(wanted.weeks))] if wanted.weeks else []
    parts += [option_msg(kind, wanted.option)] if kind is not None and wanted.option else []
    parts += [] if wanted.who is Who.ALL else [msg(f"who-{wanted.who.value}")]
    parts += [msg(f"language-{wanted.language}")] if wanted.language else []
    return (*parts, _start_msg(wanted.start)) if wanted.start else tuple(parts)


def _start_msg(start: str) -> Msg:
    return msg("button-now") if start == NOW else msg(f"weekday-{DAYS.index(start)}")


def example(call: Call, kind: Kind | None) -> tuple[Msg, ...]:
    """Words that make a challenge of a kind, in the language of whoever asks."""
    it = kind or next(iter(call.given.book.challenges.values()))
    option = [_typed_msg(it, options_of(it)[-1])] if options_of(it) else []
    return (msg(f"kind-{it.name}"), msg("weeks", n=it.weeks[0]), *option, msg("typed-now"))


def _typed_msg(kind: Kind, option: str) -> Msg:
    return msg(f"typed-{option}") if kind.shape is Shape.TEAMS else option_msg(kind, option)


def option_msg(kind: Kind, option: str) -> Msg:
    """A goal, a way to make teams, a lift."""
    if kind.goals:
        return score_msg(kind, 1000 * int(option))
    return msg(f"pick-{option}") if kind.shape is Shape.TEAMS else msg("exercise-name", exercise=option)


def _said(call: Call, lines: tuple[Msg, ...], rows: Rows = ()) -> Outcome:
    public = not call.event.whispers
    return Outcome(
        call.person, (Say(lines, rows, anchor="challenge-new", replace=bool(call.press), public=public),)
    )  # fmt: skip


def _made(call: Call, wanted: Wanted) -> Outcome:
    challenge = challenge_of(call, wanted)
    again = [("open", call.at), ("end", challenge.ends_at), *looks_back(challenge)]
    begins = quiet_until(challenge, challenge.starts_at) or challenge.starts_at
    again += [("start", begins)] if challenge.stage is Stage.OPEN else []
    n = challenge.number
    row = tuple(Button(f"challenge:set:{n}:{what}", msg(f"button-set-{what}")) for what in ("who", "language", "quiet"))
    made = _said(call, (msg("challenge-made"),), (row,))
    return Outcome(made.person, made.reply, group=(Make(challenge), Change(challenge, tuple(again))))


def challenge_of(call: Call, wanted: Wanted) -> Challenge:
    """The challenge that was chosen."""
    kind, option, zone = wanted.kind, wanted.option, call.person.settings.zone or "UTC"
    now = wanted.start == NOW
    begins = call.at if now else _next(call.at, zone, DAYS.index(wanted.start))
    last = begins.astimezone(ZoneInfo(zone)).date() + timedelta(days=7 * int(wanted.weeks) - 1)
    speaks = call.person.settings.language or call.event.language or call.person.language or "en"
    assert kind is not None
    assert call.event.room is not None
    return Challenge(
        number=call.given.rows.group.fresh, platform=call.event.platform, room=call.event.room, kind=kind.name,
        starts_at=begins, ends_at=datetime.combine(last, ENDS, ZoneInfo(zone)).astimezone(UTC),
        language=wanted.language or speaks,
        stage=Stage.RUNNING if now else Stage.OPEN, who=wanted.who,
        lift=option if kind.lifts else kind.lift,
        goal=1000 * int(option) if kind.goals else None,
        teams=TEAMS if kind.shape is Shape.TEAMS else 0,
        pick=Pick(option) if kind.shape is Shape.TEAMS else Pick.RANDOM, zone=zone,
        quiet=next((c.quiet for c in call.given.rows.group.challenges), QUIET), topic=call.event.topic,
    )  # fmt: skip


def looks_back(challenge: Challenge) -> list[tuple[str, datetime]]:
    """When a week is over: in the evening of its last day."""
    return [(f"week.{k}", at_time(challenge, day, LOOK_BACK)) for k, day in enumerate(look_backs(challenge), 1)]


def _next(at: datetime, zone: str, weekday: int) -> datetime:
    """The beginning of the next such day, never of today."""
    today = at.astimezone(ZoneInfo(zone)).date()
    day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
