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
LUCK = 1.1  # deviations by which the best of several values is too high
JUMP = 2.0  # deviations above the first value: more is no chance, it was there before
WEEKLY = 0.05  # at most that much of growth counts a week
CLIP = 2.0  # deviations
MORE = 0.25  # deviations above the usual that bring points: more of it cannot be told from what was held back before
DOUBT = 3.0  # how many times the chance of its days a growth must outweigh to count half
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
    people, chance = GROWTH.get(entry.level, GROWTH["beginner"])[1] * usual, noise(entry, n) ** 2
    z = (growth - usual) / sqrt(people**2 + chance)
    sure = (growth - usual) * people / (people**2 + DOUBT * chance)
    return Gain(growth, max(-CLIP, min(CLIP, z)), max(-CLIP, min(MORE, sure)))


def middle(sessions: Sequence[Session]) -> float:
    """The middle of some sessions in time, in seconds."""
    return sum(s.at.timestamp() for s in sessions) / len(sessions)


def baseline(entry: Entry, valid: Sequence[Session], n: int) -> float:
    """What growth is counted from, as a logarithm: the best that the first half shows, without the growth until then.

    So whoever begins below what they can do and shows it later has gained nothing: the baseline moves with them. Of
    several noisy values the best is taken, and what that is too high by on the whole is taken off.
    """
    begun, half = middle(valid[:n]), middle((valid[0], valid[-1]))
    shown = []
    for first in range(len(valid) - 2 * n + 1):
        some = valid[first : first + n]
        if first == 0 or middle(some) <= half:
            shown.append(log(median(s.best for s in some)) - usual_growth(entry, begun, middle(some)))
    if entry.prior is not None:
        shown.append(log(entry.prior))
    by_chance = 0.0 < max(shown) - shown[0] < JUMP * noise(entry, n)
    return max(shown) - (LUCK * noise(entry, n) if by_chance else 0.0)


def usual_growth(entry: Entry, begun: float, ended: float) -> float:
    """The logarithm of the growth that is usual at the level between two times."""
    b, _ = GROWTH.get(entry.level, GROWTH["beginner"])
    since = entry.since.timestamp()
    weeks = [max(0.0, entry.trained + (t - since) / WEEK) for t in (begun, ended)]
    before, after = (1 + b * log(1 + w / TAU) for w in weeks)
    return min(log(after / before), WEEKLY * max(0.0, ended - begun) / WEEK)


def noise(entry: Entry, n: int) -> float:
    """How far a growth between two medians of ``n`` single days is off by chance."""
    return NOISE.get(entry.level, NOISE["beginner"]) * 1.25 * sqrt(2 / n)
