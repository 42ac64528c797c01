"""How much of the own plan was done, and for how many weeks running: the half of the points that is diligence."""

from __future__ import annotations

from coach_core.challenge.freezing import fit_into, frozen_days, planned
from coach_core.challenge.values import Entry, Session
from coach_core.challenge.weeks import Day, by_week, first_day, keeps

SESSION, EFFORT = 10, 2  # points of a session, and of meeting the prescribed reserve (training.md 3.11)


def worth(session: Session) -> int:
    """What a session is worth, in thousandths: done as planned, the reserve met. Off the plan it is worth nothing."""
    if session.share is None:
        return 0
    effort = 1000 * session.hit // session.aimed if session.aimed else 1000
    return session.share * (1000 * SESSION + EFFORT * effort) // (1000 * (SESSION + EFFORT))


def steady(entry: Entry) -> int:
    """Thousandths of the own plan that were done. Extra sessions of a week or of a day give nothing.

    What pain stopped, and what was left on the day of an illness or a red flag, is taken off what is asked for: it
    costs nothing and brings nothing (C3).
    """
    frozen, total, let_go = frozen_days(entry, away=False), 0, 0
    for days in by_week(entry).values():
        values = sorted((_best(day, frozen) for day in days), reverse=True)[: entry.weekly]
        total += sum(done for done, _ in values)
        let_go += sum(left for _, left in values)
    return min(1000, 1000 * total // max(1000, 1000 * planned(entry) - let_go))


def _best(day: Day, frozen: frozenset[int]) -> tuple[int, int]:
    """The worth of the best workout of a day, and what is let go of it."""
    return max((worth(s), _left(s) if s.hurt or s.day in frozen else 0) for s in day)


def _left(session: Session) -> int:
    return 0 if session.share is None else 1000 - session.share


def streak(entry: Entry) -> int:
    """Weeks running with every session of the plan, up to the last week with a session or the one before it.

    A week of which some is frozen needs those sessions that the rest of it holds; one that is frozen whole is no week.
    """
    weeks, frozen, first = by_week(entry), frozen_days(entry), first_day(entry)
    week, length = max(weeks, default=0), 0
    for nth in range(week, -1, -1):
        days = [day for day in weeks.get(nth, ()) if any(map(keeps, day))]
        cold = sum(first + 7 * nth <= day < first + 7 * nth + 7 for day in frozen)
        need = entry.weekly - fit_into(entry, cold)
        if days and len(days) >= need:
            length += 1
        elif nth != week and need > 0:
            break
    return length
