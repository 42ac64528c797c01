"""How much stronger somebody became: baseline, caps, and what is usual at their level (training.md 3.11, 5.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import log, sqrt
from statistics import median

from coach_core.challenge.values import Entry, Session
from coach_core.values import dataclass

FIRST, LEAST = 3, 2  # sessions that make a value, and how few may
APART = timedelta(days=10)  # between the middles of both
EARLY = timedelta(days=14)  # in which a jump moves the baseline
JUMP = 1.15
KNOWN = 0.95  # of what the coach knew on joining: nobody begins far below it
WEEKLY = 0.05  # at most that much of growth counts a week
CLIP = 2.0  # deviations
TAU = 2.0  # weeks
GROWTH: Mapping[str, tuple[float, float]] = {  # b and the spread of its logarithm (5.3)
    "beginner": (0.27, 0.35),
    "intermediate": (0.085, 0.40),
    "advanced": (0.030, 0.45),
}
NOISE: Mapping[str, float] = {"beginner": 0.035, "intermediate": 0.027, "advanced": 0.022}  # of one day's strength


@dataclass(frozen=True, slots=True)
class Gain:
    """Growth of the estimated maximum: its logarithm as it counts, and deviations from what is usual."""

    log: float
    z: float


def gain_of(entry: Entry) -> Gain | None:
    """The gain between the first and the last valid sessions; None where there are too few, or too close together."""
    valid = [s for s in entry.sessions if s.best > 0]
    n = min(FIRST, len(valid) // 2)
    if n < LEAST:
        return None
    first, last = valid[:n], valid[-n:]
    begun, ended = middle(first), middle(last)
    if ended - begun < APART.total_seconds():
        return None
    growth = log(median(s.best for s in last) / baseline(entry, valid, n))
    growth = min(growth, WEEKLY * (ended - begun) / 604800)
    usual, spread = expected(entry, begun, ended, n)
    return Gain(growth, max(-CLIP, min(CLIP, (growth - usual) / spread)))


def middle(sessions: Sequence[Session]) -> float:
    """The middle of some sessions in time, in seconds."""
    return sum(s.at.timestamp() for s in sessions) / len(sessions)


def baseline(entry: Entry, valid: Sequence[Session], n: int) -> float:
    """What growth is counted from: the first sessions, not far below what was known, moved by an early jump."""
    base = float(median(s.best for s in valid[:n]))
    if entry.prior is not None:
        base = max(base, KNOWN * entry.prior)
    early = [s.best for s in valid if s.at < entry.since + EARLY]
    top = max(early, default=0)
    return float(top) if top > JUMP * base else base


def expected(entry: Entry, begun: float, ended: float, n: int) -> tuple[float, float]:
    """Growth that is usual at the level between two times, and its spread with that of single days."""
    b, spread = GROWTH.get(entry.level, GROWTH["beginner"])
    since = entry.since.timestamp()
    weeks = [max(0.0, entry.trained + (t - since) / 604800) for t in (begun, ended)]
    before, after = (1 + b * log(1 + w / TAU) for w in weeks)
    usual = min(log(after / before), WEEKLY * (ended - begun) / 604800)
    noise = NOISE.get(entry.level, NOISE["beginner"]) * 1.25 * sqrt(2 / n)
    return usual, sqrt((spread * usual) ** 2 + noise**2)
