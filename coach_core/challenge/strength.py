"""How much stronger somebody became: baseline, caps, and what is usual at their level (training.md 3.11, 5.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import log, sqrt
from statistics import median

from coach_core.challenge.values import Entry, Session
from coach_core.challenge.weeks import in_days
from coach_core.facts import SetDone
from coach_core.values import dataclass

FIRST, LEAST = 3, 2  # sessions that make a value, and how few may
APART = timedelta(days=10)  # between the middles of both
WEEK = 604_800  # seconds
CLEAR = 3.0  # deviations by which the first sessions must be above what was known, to be the baseline instead
WEEKLY = 0.05  # at most that much of growth counts a week
JUMP, WITHIN = log(1.15), 2 * WEEK  # more in so short a time is no growth: the baseline moves by all of it
CLIP = 2.0  # deviations
LIGHT = 5  # told as left: somebody shows less than they can
TAU = 2.0  # weeks
GROWTH: Mapping[str, tuple[float, float]] = {  # b and the spread of its logarithm (5.3)
    "beginner": (0.27, 0.35),
    "intermediate": (0.085, 0.40),
    "advanced": (0.030, 0.45),
}
NOISE: Mapping[str, float] = {"beginner": 0.035, "intermediate": 0.027, "advanced": 0.022}  # of one day's strength
MEDIAN = 1.25  # deviations of a median of few values, in those of their mean
CREDIT = 0.4  # deviations below the usual: so far growth counts of who is new
SHOWN = 1.0  # deviations at most of who is new: who is known goes first among the most improved

Value = tuple[float, float]  # when, in seconds, and the logarithm of the estimated maximum then


@dataclass(frozen=True, slots=True)
class Gain:
    """Growth of the estimated maximum: its logarithm as it counts, and deviations from what is usual.

    ``known``: whether the coach had seen the person train the lift before they joined. Where not, nothing tells what
    was held back at the start: growth brings no points beside those of who grows as usual, and percent only between
    none and a little less than the usual.
    """

    log: float
    z: float
    known: bool


def gain_of(entry: Entry) -> Gain | None:
    """The gain between the first and the last valid sessions; None where there are too few, or too close together.

    One a day: further ones of a day are no further proof.
    """
    valid = [it for day in in_days(entry) if (it := next((s for s in day if s.best > 0), None))]
    n = min(FIRST, len(valid) // 2)
    if n < LEAST:
        return None
    shown = [value_of(valid[k : k + n]) for k in range(len(valid) - n + 1)]
    (begun, first), (ended, last) = shown[0], shown[-1]
    if ended - begun < APART.total_seconds():
        return None
    base = baseline(entry, shown[0], n)
    known = base != first
    begun = entry.since.timestamp() if known else begun
    usual = usual_growth(entry, begun, ended)
    growth = min(last - base - jumped(shown, base), WEEKLY * (ended - begun) / WEEK)
    spread = deviation(entry, usual, n)
    z = (growth - usual) / spread
    if entry.prior is None:
        credited = max(0.0, usual - CREDIT * spread)
        return Gain(max(0.0, min(growth, credited)), max(-CLIP, min(SHOWN, z)), known=False)
    return Gain(growth, max(-CLIP, min(CLIP, z)), known=True)


def is_light(entry: Entry, s: SetDone) -> bool:
    """Whether a set of the lift was told with five left or more."""
    told = s.rir if s.rir is not None else 10 - s.rpe if s.rpe is not None else 0
    return s.exercise == entry.lift and told >= LIGHT


def value_of(sessions: Sequence[Session]) -> Value:
    """What some sessions show, at their middle in time."""
    return sum(s.at.timestamp() for s in sessions) / len(sessions), log(median(s.best for s in sessions))


def baseline(entry: Entry, shown: Value, n: int) -> float:
    """What growth is counted from: what was known on joining, else what the first sessions show.

    Who begins below what they were known to lift has gained nothing when they show it. The first sessions count where
    they are clearly above it: what was known was too little.
    """
    at, first = shown
    if entry.prior is None:
        return first
    if any(s.light and s.at.timestamp() < entry.since.timestamp() + WEEK for s in entry.sessions):
        return max(first, log(entry.prior))  # the first valid ones come later (training.md 3.11, 5)
    more = first - usual_growth(entry, entry.since.timestamp(), at) - log(entry.prior)
    return first if more > CLEAR * noise(entry) * sqrt(1 + MEDIAN**2 / n) else log(entry.prior)


def jumped(shown: Sequence[Value], base: float) -> float:
    """How much of the growth came in a jump: all of that. A dip is none: only what is above all before is looked at."""
    most, path = base, list[Value]()
    for at, value in shown:
        most = max(most, value)
        path.append((at, most))
    rises = (
        after - before for k, (at, before) in enumerate(path) for later, after in path[k + 1 :] if later - at <= WITHIN
    )
    return max((rise for rise in rises if rise > JUMP), default=0.0)


def usual_growth(entry: Entry, begun: float, ended: float) -> float:
    """The logarithm of the growth that is usual at the level between two times."""
    b, _ = GROWTH.get(entry.level, GROWTH["beginner"])
    since = entry.since.timestamp()
    weeks = [max(0.0, entry.trained + (t - since) / WEEK) for t in (begun, ended)]
    before, after = (1 + b * log(1 + w / TAU) for w in weeks)
    return min(log(after / before), WEEKLY * max(0.0, ended - begun) / WEEK)


def deviation(entry: Entry, usual: float, n: int) -> float:
    """How far people of a level are from what is usual: they differ, and a few days show it by chance."""
    people = GROWTH.get(entry.level, GROWTH["beginner"])[1] * usual
    days = MEDIAN**2 / n
    return sqrt(people**2 + noise(entry) ** 2 * (days + (1 if entry.prior is not None else days)))


def noise(entry: Entry) -> float:
    """How far one day's strength is off by chance."""
    return NOISE.get(entry.level, NOISE["beginner"])
