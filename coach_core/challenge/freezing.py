"""Time that is frozen: pain, illness, pregnancy, red flags, being away; which sessions that lets go (C3, C4). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coach_core.challenge.values import Entry, Span
from coach_core.challenge.weeks import by_week, came, day_of, first_day

LEAST = 2  # of the whole plan at least one session in two is asked for, however long somebody was away
AGAIN = 14  # days after which a few days of illness are believed again


def planned(entry: Entry) -> int:
    """Sessions of the own plan that are asked for: those missed that may have fallen into frozen time are let go."""
    full = max(1, sessions_in(entry, days_in(entry)))
    sick, all_days = frozen_days(entry, away=False), frozen_days(entry)
    let_go = excused(entry, sick, fit_into)
    away = excused(entry, all_days, sessions_in) - let_go if sick != all_days else 0
    return max(1, full - let_go - max(0, min(away, full // LEAST)))


def excused(entry: Entry, frozen: frozenset[int], fit: Callable[[Entry, int], int]) -> int:
    """Sessions that are let go: of each week as many as were missed, and as ``fit`` into its frozen days.

    Of health as many as could have fallen into them; of being away as many as the plan has in so many days.
    """
    if not frozen:
        return 0
    first, whole, weeks = first_day(entry), days_in(entry), by_week(entry)
    in_week: dict[int, int] = {}
    for day in frozen:
        in_week[(day - first) // 7] = in_week.get((day - first) // 7, 0) + 1
    gone = 0
    for week, days in in_week.items():
        asked = sessions_in(entry, min(7 * week + 7, whole)) - sessions_in(entry, min(7 * week, whole))
        missed = asked - sum(any(map(came, day)) for day in weeks.get(week, ()))
        gone += max(0, min(missed, fit(entry, days)))
    return gone


def fit_into(entry: Entry, days: int) -> int:
    """The most sessions of the plan that so many days can hold."""
    return min(entry.weekly, -(-entry.weekly * days // 7))


def days_in(entry: Entry) -> int:
    """The days of the person's time in the challenge."""
    return max(1, round((entry.ends_at - entry.since).total_seconds() / 86400))


def sessions_in(entry: Entry, days: int) -> int:
    """Sessions that the plan has in so many days, to the nearest."""
    return (2 * entry.weekly * days + 7) // 14


def frozen_days(entry: Entry, *, away: bool = True) -> frozenset[int]:
    """The whole days on which nothing was expected: with those of being away, or only those of health."""
    spans = (it for it in pauses(entry) if away or not is_away(it[0]))
    return frozenset(day for _, first, last in spans for day in range(first, last))


def pauses(entry: Entry) -> Iterator[tuple[Span, int, int]]:
    """Each time that is frozen: itself, its first day, and the one after its last.

    What a person says of themselves cannot be proved, and must not be a habit: an absence that is no longer than the
    break between two sessions of the plan lets none go, nor does a second illness so short within two weeks (C4).
    """
    told_ill = None
    for span in entry.frozen:
        first = day_of(entry, max(span.since, entry.since)).toordinal()
        until = span.until or entry.ends_at
        last = day_of(entry, min(until, entry.ends_at)).toordinal() + (until >= entry.ends_at)
        short = last - first <= break_in(entry)
        again = span.ill and told_ill is not None and first - told_ill < AGAIN
        told_ill = first if span.ill else told_ill
        if not (short and (is_away(span) or again)):
            yield span, first, last


def is_away(span: Span) -> bool:
    """Whether somebody paused without saying that they are ill."""
    return span.own and not span.ill


def break_in(entry: Entry) -> int:
    """Days from one session of the plan to the next."""
    return -(-7 // entry.weekly)
