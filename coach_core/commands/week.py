"""The look back on a week: workouts, sets, what rose, what comes next; and what its picture shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from coach_core.commands.finish import change_line, next_lines
from coach_core.commands.nudging import shape_row
from coach_core.commands.place import local
from coach_core.facts import LoadChange, SetDone
from coach_core.person import Person
from coach_core.picture import Chart, Curve
from coach_core.reminding.agreed import is_on
from coach_core.reminding.state import Reminder
from coach_core.talk import Reply, Say, msg
from coach_core.training.sets import heaviest
from coach_core.turn import Call

DAYS = timedelta(days=6)  # a week, the day itself included
WEEKS = 8  # weeks that the picture shows
CURVES = 3  # lifts at most, those of most sets
RISES = 6  # changes at most that are listed


def look_back(call: Call, end: date) -> Reply:
    """The seven days up to ``end``; nothing after a week without a set, and nothing while training is paused."""
    person, start = call.person, end - DAYS
    sets = [s for s in call.given.rows.sets if not s.warmup and s.workout and start <= _day(person, s) <= end]
    if not sets or not is_on(person, Reminder.WEEK) or person.health.paused is not None:
        return ()
    trained = {s.workout for s in sets}
    lines = (
        msg("week-head", start=start, end=end),
        msg("week-done", n=len(trained), sets=msg("score-sets", n=len(sets))),
        *(change_line(c) for c in _rises(call, start)),
        *next_lines(call, person),
    )
    data = {"week": {"from": start.isoformat(), "to": end.isoformat(), "workouts": len(trained), "sets": len(sets)}}
    return (Say(lines, (shape_row(Reminder.WEEK),), data, charts=(chart(call, end),)),)


def _day(person: Person, done: SetDone) -> date:
    return local(person, done.at).date()


def _rises(call: Call, start: date) -> Sequence[LoadChange]:
    """The last change of each lift in the week, where a number went up."""
    newest: dict[str, LoadChange] = {}
    for change in call.given.rows.changes:
        if local(call.person, change.at).date() >= start and change.before is not None and change.after is not None:
            first = newest.get(change.exercise)
            newest[change.exercise] = change if first is None or change.at >= first.at else first
    return [c for c in newest.values() if c.before is not None and c.after is not None and c.after > c.before][:RISES]


def chart(call: Call, end: date) -> Chart:
    """Sets of the last weeks, and the heaviest set of each session of the lifts that were trained most."""
    begin = end - timedelta(weeks=WEEKS) + timedelta(days=1)
    sets = [s for s in call.given.rows.sets if not s.warmup and s.workout and begin <= _day(call.person, s) <= end]
    weeks = [begin + timedelta(weeks=k) for k in range(WEEKS)]
    bars = tuple((w, float(sum(w <= _day(call.person, s) < w + timedelta(weeks=1) for s in sets))) for w in weeks)
    often = Counter(s.exercise for s in sets if s.load is not None).most_common(CURVES)
    curves = tuple(_curve(call, name, [s for s in sets if s.exercise == name]) for name, _ in often)
    unit = msg("plain-text", text=call.person.settings.unit or "kg")
    return Chart("week.png", msg("chart-loads", unit=unit), msg("chart-sets"), curves, bars)


def _curve(call: Call, exercise: str, sets: Sequence[SetDone]) -> Curve:
    """The heaviest set of each day, in the person's own unit."""
    days: dict[date, list[SetDone]] = {}
    for s in sets:
        days.setdefault(_day(call.person, s), []).append(s)
    tops = [(day, heaviest(some)) for day, some in sorted(days.items())]
    unit = call.person.settings.unit
    points = tuple((d, float((s.load.to(unit) if unit else s.load).amount)) for d, s in tops if s and s.load)
    return Curve(msg("exercise-name", exercise=exercise), points)
