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
WEEK = 604_800  # seconds
AROUND = 8  # sessions on either side of a step, at most
STEEP, SPARE = 3.0, 2.0  # how much a step moves the baseline, and deviations of a day by which the largest is chance
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
    """Growth of the estimated maximum: its logarithm as it counts, and deviations from what is usual.

    ``sure``: deviations of people of the level, as far as it is no chance of a few days; what points are given for.
    """

    log: float
    z: float
    sure: float


def gain_of(entry: Entry) -> Gain | None:
    """The gain between the first and the last valid sessions; None where there are too few, or too close together."""
    valid = [s for s in entry.sessions if s.best > 0]
    n = min(FIRST, len(valid) // 2)
    if n < LEAST:
        return None
    begun, ended = middle(valid[:n]), middle(valid[-n:])
    if ended - begun < APART.total_seconds():
        return None
    growth = log(median(s.best for s in valid[-n:])) - baseline(entry, valid, n)
    growth = min(growth, WEEKLY * (ended - begun) / WEEK)
    usual = usual_growth(entry, begun, ended)
    people, chance = GROWTH.get(entry.level, GROWTH["beginner"])[1] * usual, noise_of(entry, n) ** 2
    z = (growth - usual) / sqrt(people**2 + chance)
    sure = (growth - usual) * people / (people**2 + chance)
    return Gain(growth, max(-CLIP, min(CLIP, z)), max(-CLIP, min(CLIP, sure)))


def middle(sessions: Sequence[Session]) -> float:
    """The middle of some sessions in time, in seconds."""
    return sum(s.at.timestamp() for s in sessions) / len(sessions)


def baseline(entry: Entry, valid: Sequence[Session], n: int) -> float:
    """What growth is counted from, as a logarithm: what the first sessions show, and what was there before them.

    Growth comes by and by. Where the sessions show a step the baseline moves up with it, by more than the step where it
    is no chance, and never above the best that was shown since, without the growth until then: whoever begins below
    what they can do and shows it later has gained nothing, and whoever was weak for a while has lost nothing.
    """
    begun = middle(valid[:n])
    parts = (valid[first : first + n] for first in range(len(valid) - n + 1))
    shown = [log(median(s.best for s in part)) - usual_growth(entry, begun, middle(part)) for part in parts]
    moved = min(shown[0] + STEEP * step(entry, valid, shown[0], n) - SPARE * noise(entry), max(shown))
    return moved if entry.prior is None else max(moved, log(entry.prior) - noise_of(entry, n))


def step(entry: Entry, valid: Sequence[Session], first: float, n: int) -> float:
    """The largest step up from some sessions to as many behind them, as a logarithm, beyond what is usual meanwhile.

    Back to what the first sessions showed is no step: whoever was weak for a while is what they were.
    """
    steps, begun = [0.0], middle(valid[:n])
    best = [log(s.best) - usual_growth(entry, begun, s.at.timestamp()) for s in valid]
    for k in range(n, len(valid) - n + 1):
        m = min(AROUND, k, len(valid) - k)
        after, before = sum(best[k : k + m]) / m, sum(best[k - m : k]) / m
        steps.append(after - max(before, first))
    return max(steps)


def usual_growth(entry: Entry, begun: float, ended: float) -> float:
    """The logarithm of the growth that is usual at the level between two times."""
    b, _ = GROWTH.get(entry.level, GROWTH["beginner"])
    since = entry.since.timestamp()
    weeks = [max(0.0, entry.trained + (t - since) / WEEK) for t in (begun, ended)]
    before, after = (1 + b * log(1 + w / TAU) for w in weeks)
    return min(log(after / before), WEEKLY * max(0.0, ended - begun) / WEEK)


def noise(entry: Entry) -> float:
    """How far the strength of one day is off by chance, as a logarithm."""
    return NOISE.get(entry.level, NOISE["beginner"])


def noise_of(entry: Entry, n: int) -> float:
    """How far a growth between two medians of ``n`` single days is off by chance."""
    return noise(entry) * 1.25 * sqrt(2 / n)
