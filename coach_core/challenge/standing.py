"""The row of the board that follows from an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.plan import steady, streak
from coach_core.challenge.strength import gain_of
from coach_core.challenge.values import Entry, Standing
from coach_core.challenge.weeks import comeback, first_day, in_sessions, is_session, keeps


def stood(kinds: Mapping[str, Kind], entry: Entry) -> Entry:
    """The entry with its row as it is now. A kind that is not known any more leaves it as it was."""
    kind = kinds.get(entry.kind)
    if kind is None:
        return entry
    gain, now = gain_of(entry), without_open_pause(entry)
    score = kind.score(now)
    improved = round(gain.z * 1000) if gain is not None else None
    done, weeks = steady(now), streak(now)
    ends = (score, done, weeks) if now is entry else (kind.score(entry), steady(entry), streak(entry))
    row = Standing(score, len(in_sessions(entry)), weeks, improved, done, comeback(entry), *ends)
    return entry if row == entry.standing else replace(entry, standing=row)


def brought_along(kinds: Mapping[str, Kind], before: Entry | None, after: Entry) -> Entry:
    """The entry with its row as it is now, where no more is worked out than can have changed since ``before``."""
    if after is before or (before is not None and same_row(kinds, before, after)):
        return after
    if before is not None and _same_but_score(kinds, before, after, ()):
        kind, now = kinds[after.kind], without_open_pause(after)
        score = kind.score(now)
        row = replace(after.standing, score=score, at_end=score if now is after else kind.score(after))
        return after if row == after.standing else replace(after, standing=row)
    return stood(kinds, after)


def same_row(kinds: Mapping[str, Kind], before: Entry, after: Entry) -> bool:
    """Whether nothing of the row can have changed: one session has more in it of what nobody looks at yet.

    Whether the prescribed reserve was met is looked at when the workout is closed, with its share.
    """
    kind = kinds.get(after.kind)
    return kind is not None and _same_but_score(kinds, before, after, kind.reads)


def _same_but_score(kinds: Mapping[str, Kind], before: Entry, after: Entry, reads: tuple[str, ...]) -> bool:
    """The same for all of the row but the score, and for that too where these ``reads`` are what it is made of."""
    kind, old, new = kinds.get(after.kind), before.sessions, after.sessions
    if kind is None or len(old) != len(new) or not old or old[:-1] != new[:-1]:
        return False
    if before.frozen is not after.frozen or before.zones is not after.zones:
        return False
    a, b = old[-1], new[-1]
    if a.share is not None or b.share is not None or (a.workout, a.day, a.hurt) != (b.workout, b.day, b.hurt):
        return False
    same = all(getattr(a, name) == getattr(b, name) for name in ("best", *reads))
    return same and is_session(a) == is_session(b)


def is_out(kinds: Mapping[str, Kind], entry: Entry, day: int | None = None) -> bool:
    """Whether somebody has done something, or it is a day, after the last on which they could have stayed in."""
    kind = kinds.get(entry.kind)
    if kind is None or not kind.ceiling:
        return False
    last = first_day(entry) + entry.standing.at_end // 1000
    if day is None:
        return max((s.day for s in entry.sessions), default=0) > last
    waits = bool(entry.frozen) and not any(map(keeps, entry.sessions))  # for the first session: frozen days count then
    return day > last and not waits


def without_open_pause(entry: Entry) -> Entry:
    """The entry as others may see it now: a pause counts once it is over, so that nobody can tell who is ill."""
    if not entry.frozen or entry.frozen[-1].until is not None:
        return entry
    return replace(entry, frozen=entry.frozen[:-1])
