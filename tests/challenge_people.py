"""People in a challenge, simulated: how they grow (training.md 5.2, 5.3), what they log, how some try to gain by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from math import exp, log
from random import Random

from coach_core.challenge.sessions import LATE, with_sets
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Entry, Span
from coach_core.facts import SetDone
from coach_core.training.weight import Unit, weigh

START = datetime(2026, 11, 23, tzinfo=UTC)
WEEKS = 8
LIFT = "barbell_hip_thrust"
BEFORE = {"beginner": 4, "intermediate": 40, "advanced": 150}  # weeks in the program on joining
START_1RM = {"beginner": 61.0, "intermediate": 107.0, "advanced": 154.0}  # kg
B = {"beginner": (0.27, 0.35), "intermediate": (0.085, 0.40), "advanced": (0.030, 0.45)}
DAY = {"beginner": 0.035, "intermediate": 0.027, "advanced": 0.022}


@dataclass(frozen=True)
class Trick:
    """What somebody changes of what they did: the load told in a session, further sets, sessions told late."""

    told: Callable[[int, float], float] = lambda session, load: load
    more_sets: int = 0  # beside what the plan asks for
    reps: int = 5  # of each set; five are asked for
    more_sessions: int = 0
    late: bool = False
    pauses: bool = False  # from each session to the next
    ill: bool = False  # and says that it is an illness
    same: bool = False  # tells every time what they could lift in the first session


HONEST = Trick()
TRICKS = {
    "sandbag by a fifth": Trick(told=lambda k, load: load * (0.8 if k < 4 else 1.0)),
    "sandbag by an eighth": Trick(told=lambda k, load: load * (0.88 if k < 4 else 1.0)),
    "junk volume": Trick(more_sets=20),
    "many light repetitions": Trick(told=lambda k, load: load * 0.5, reps=30),
    "more sessions": Trick(more_sessions=3),
    "sessions told days later": Trick(late=True),
    "a pause between any two sessions": Trick(pauses=True),
    "the same load every time": Trick(same=True),
}


def entry_of(level: str, kind: str, prior: float | None) -> Entry:
    """A part in a challenge of eight weeks, with what the coach knew of the person."""
    end = START + timedelta(days=7 * WEEKS, hours=-3)
    return Entry(
        1, kind, "x", START, end, START, lift=LIFT, level=level, trained=BEFORE[level], zones=((START, "UTC"),),
        prior=None if prior is None else round(prior * 100),
    )  # fmt: skip


def scored(
    level: str,
    seed: int,
    trick: Trick = HONEST,
    kind: str = "points",
    *,
    attends: float = 0.9,
    known: bool = True,
    believed: float = 1.0,
) -> float:
    """The score of one person, in whole units. The same seed is the same body and the same luck.

    ``believed``: what the coach takes them for, in parts of what they showed before; nothing where it is not ``known``.
    """
    entry = trained(level, seed, trick, attends)
    prior = round((entry.prior or 0) * believed) if known else None
    return CHALLENGES[kind].score(replace(entry, kind=kind, prior=prior)) / 1000


@cache
def trained(level: str, seed: int, trick: Trick, attends: float) -> Entry:
    """The part of one person after the whole time, as far as it is the same in every kind."""
    luck = Random(f"{level} {seed}")
    b = B[level][0] * exp(luck.gauss(0, B[level][1]))
    first = strength_after(level, b, 0)
    made: list[SetDone] = []
    for session in range(2 * WEEKS):
        went, day = luck.random() < attends, exp(luck.gauss(0, DAY[level]))
        left = [max(0, min(3, round(2 + luck.gauss(0, 0.5)))) for _ in range(3)]
        able = first if trick.same else strength_after(level, b, session / 2) * day
        load = weigh(str(round(trick.told(session, able * 0.8), 2)), Unit.KG)
        for n in range(1 + (trick.more_sessions if session % 2 else 0) if went else 0):
            at = START + timedelta(days=3.5 * session, hours=12 + 3 * n)
            made += [
                SetDone(
                    f"s{len(made) + 1 + k}", LIFT, at, at, workout=f"w{session}-{n}", load=load, slot=2,
                    reps=trick.reps, rir=left[k] if k < 3 else 2,
                    goal_rir=2 if k < 3 else None, goal_reps=5 if k < 3 else None,
                )
                for k in range(3 + trick.more_sets)
            ]  # fmt: skip
    entry = entry_of(level, "points", shown_before(level, seed, first))
    arrives = timedelta(days=2 if trick.late else 0)
    entry = with_sets(replace(entry, late=tuple(s.set_id for s in made) if arrives > LATE else ()), made)
    return replace(
        entry,
        sessions=tuple(replace(s, share=1000) for s in entry.sessions),
        frozen=tuple(pauses_of(trick)),
    )


def pauses_of(trick: Trick) -> Iterator[Span]:
    """From each session to the next, for whom that is the trick."""
    for session in range(2 * WEEKS if trick.pauses else 0):
        at = START + timedelta(days=3.5 * session, hours=13)
        yield Span(at, at + timedelta(days=3, hours=8), own=True, ill=trick.ill)


def shown_before(level: str, seed: int, able: float) -> float:
    """What the coach made of a session like those that follow, on the day of joining."""
    luck = Random(f"{level} {seed} before")
    left = max(max(0, min(3, round(2 + luck.gauss(0, 0.5)))) for _ in range(3))
    return able * exp(luck.gauss(0, DAY[level])) * 0.8 * (1 + (5 + left) / 30)


def strength_after(level: str, b: float, weeks: float) -> float:
    """The true one-rep maximum so many weeks into the challenge, in kilograms."""
    return START_1RM[level] * (1 + b * log(1 + (BEFORE[level] + weeks) / 2))
