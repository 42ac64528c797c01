"""Scores of challenges worked out from a person's export alone, after docs/challenges.md: no code of the coach scores.

Of ``part`` only facts are read: times, zones, pauses, what an admin let through, what was told late. Not ``sessions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import ceil, exp, floor, log, sqrt
from statistics import mean, median
from typing import Any
from zoneinfo import ZoneInfo

from coach_core.challenge.plausible import HEAVIEST, HEAVIEST_OTHER

Json = dict[str, Any]
POUND = 0.45359237
LEVELS = {"beginner": (0.27, 0.35, 0.035), "intermediate": (0.085, 0.40, 0.027), "advanced": (0.030, 0.45, 0.022)}


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Part:
    """Somebody's part in one challenge, with the sessions that follow from the exported sets and workouts."""

    def __init__(self, export: Json, part: Json, *, over: bool = False) -> None:
        self.part, self.over = part, over
        self.since = max(time_of(part["starts_at"]), time_of(part["joined_at"]))
        self.ends = time_of(part["ends_at"])
        self.weekly: int = part["weekly"]
        self.first = self.day(self.since)
        self.shares = {w["workout"]: share_of(w) for w in export["workouts"]}
        found: dict[str, list[Json]] = {}
        for one in filter(self.counts, export["sets"]):
            found.setdefault(one["workout"], []).append(one)
        sessions = (self.session(name, sets) for name, sets in found.items())
        self.sessions = sorted(sessions, key=lambda s: (s["at"], len(s["workout"]), s["workout"]))

    def day(self, at: datetime) -> int:
        zones = [(time_of(since), zone) for since, zone in self.part["zones"]]
        [*_, zone] = [zones[0][1], *(zone for since, zone in zones if since < at)] if zones else ["UTC"]
        return at.astimezone(ZoneInfo(zone)).date().toordinal()

    def counts(self, one: Json) -> bool:
        if one["workout"] is None or one["warmup"] or one["set_id"] in self.part["late"]:
            return False
        number = one["set_id"].removeprefix("s")
        if not self.since <= time_of(one["at"]) < self.ends or (
            number.isdecimal() and int(number) <= self.part["made"]
        ):
            return False
        return one["set_id"] in self.part["allowed"] or not is_beyond(one)

    def session(self, name: str, sets: list[Json]) -> Json:
        asked = [s for s in sets if s["slot"] is not None and (s["goal_reps"], s["goal_rir"]) != (None, None)]
        reps = {s["set_id"]: min(s["reps"] or 0, s["goal_reps"] or 10_000) for s in asked}
        aimed = [s for s in sets if s["goal_rir"] is not None]
        hit = [s for s in aimed if (left := reserve(s)) is not None and abs(left - s["goal_rir"]) <= 1]
        at = min(time_of(s["at"]) for s in sets)
        return {
            "workout": name, "at": at, "day": self.day(at), "sets": len(asked), "reps": sum(reps.values()),
            "volume": sum(outside(s) * reps[s["set_id"]] for s in asked),
            "best": max(self.single(s) for s in sets), "effort": len(hit) / len(aimed) if aimed else 1.0,
            "share": self.shares.get(name),
        }  # fmt: skip

    def single(self, s: Json) -> float:
        """The estimated maximum of a set of the lift of which at most ten could be done, three of them left."""
        left = reserve(s)
        fits = s["exercise"] == self.part["lift"] and s["load_kind"] == "external" and s["reps"] and not s["drop"]
        if not fits or left is None or not 0 <= left <= 3 or s["reps"] + left > 10:
            return 0.0
        could: float = s["reps"] + left
        return outside(s) * (1 + (could / 30 if could > 1 else 0))

    def done(self) -> list[Json]:
        return [s for s in self.sessions if (s["sets"] > 0 if s["share"] is None else s["share"] >= 0.5)]

    def weeks(self) -> dict[int, list[Json]]:
        found: dict[int, list[Json]] = {}
        for s in self.sessions:
            found.setdefault((s["day"] - self.first) // 7, []).append(s)
        return found

    def of_plan(self, values: Mapping[str, float]) -> float:
        """The sum over the best days of each week, as many as the plan has."""
        total = 0.0
        for some in self.weeks().values():
            days: dict[int, float] = {}
            for s in some:
                days[s["day"]] = max(days.get(s["day"], 0.0), values[s["workout"]])
            total += sum(sorted(days.values())[-self.weekly :])
        return total

    def pauses(self) -> Iterable[tuple[int, int]]:
        """Without one that goes on, until the end: the board must not tell."""
        for span in self.part["frozen"]:
            if span["until"] is None and span is self.part["frozen"][-1] and not self.over:
                continue
            begin, end = (
                max(time_of(span["since"]), self.since),
                min(time_of(span["until"] or self.part["ends_at"]), self.ends),
            )
            first, last = self.day(begin), self.day(end)
            if not span["own"] or last - first > ceil(7 / self.weekly):
                yield first, last

    def steady(self) -> float:
        whole = max(1, round((self.ends - self.since).total_seconds() / 86400))
        frozen = len({day for first, last in self.pauses() for day in range(first, last)})
        full, active = (floor(self.weekly * max(0, days) / 7 + 0.5) for days in (whole, whole - frozen))
        worth = {s["workout"]: (s["share"] or 0.0) * (10 + 2 * s["effort"]) / 12 for s in self.sessions}
        return min(1.0, self.of_plan(worth) / max(active, ceil(max(1, full) / 2), 1))

    def streak(self) -> int:
        full = {
            w for w, some in self.weeks().items() if len({s["day"] for s in some if s in self.done()}) >= self.weekly
        }
        last = max(self.weeks(), default=0)
        last -= last not in full
        return next(n for n in range(99) if last - n not in full)

    def usual(self, begun: float, ended: float) -> float:
        b = LEVELS[self.part["level"]][0]
        size = [
            1 + b * log(1 + max(0.0, self.part["trained"] + (t - self.since.timestamp()) / 604_800) / 2)
            for t in (begun, ended)
        ]
        return min(log(size[1] / size[0]), 0.05 * max(0.0, ended - begun) / 604_800)

    def growth(self) -> tuple[float, float] | None:
        """The logarithm of the growth, and deviations above the usual as far as that is no chance (C5)."""
        some = [s for s in self.sessions if s["best"] > 0]
        n = min(3, len(some) // 2)
        if n < 2:
            return None
        parts = [some[k : k + n] for k in range(len(some) - n + 1)]
        middles = [mean(s["at"].timestamp() for s in part) for part in parts]
        begun, ended = middles[0], middles[-1]
        if ended - begun < 10 * 86400:
            return None
        spread, day = LEVELS[self.part["level"]][1:]
        off = day * 1.25 * sqrt(2 / n)
        half = (some[0]["at"].timestamp() + some[-1]["at"].timestamp()) / 2
        early = [k for k in range(len(some) - 2 * n + 1) if k == 0 or middles[k] <= half]
        shown = [log(median(s["best"] for s in parts[k])) - self.usual(begun, middles[k]) for k in early]
        if self.part["prior"] is not None:
            shown.append(log(self.part["prior"] / 100))
        above = max(shown) - shown[0]
        base = max(shown) - (1.1 * off if 0 < above < 2 * off else 0.0)
        grown = min(log(median(s["best"] for s in parts[-1])) - base, 0.05 * (ended - begun) / 604_800)
        usual = self.usual(begun, ended)
        people = spread * usual
        return grown, max(-2.0, min(0.25, (grown - usual) * people / (people**2 + 3 * off**2)))

    def stands(self) -> int:
        """Days from the start to the last on which the next session may come."""
        end, days = self.day(self.ends), sorted({s["day"] for s in self.done()})
        paused = sorted({day for first, last in self.pauses() for day in range(first, last + 1)})
        frozen, last = set(paused[: (end - self.first) // 2]), self.first
        for day in (*days, end):
            out, left = last, ceil(7 / self.weekly) + 1
            while left:
                out += 1
                left -= out not in frozen
            if day > out:
                return min(out, end) - self.first
            last = max(last, day)
        return end - self.first

    def score(self, kind: str) -> float:
        """In the unit of the kind."""
        if kind in ("volume", "together", "sets", "reps"):
            name = "volume" if kind == "together" else kind
            return self.of_plan({s["workout"]: s[name] for s in self.sessions})
        if kind == "standing":
            return self.stands()
        found, steady = self.growth(), self.steady()
        if kind == "strength":
            return 0.0 if found is None else 100 * (exp(found[0]) - 1)
        if kind == "consistency":
            return 100 * steady
        return 50 * steady + (25 * steady if found is None else 50 * (found[1] + 2) / 4)


def share_of(workout: Json) -> float | None:
    """How much of the work sets of a workout was done; what pain stopped is not missed, up to half."""
    if workout["program"] is None:
        return None
    sets = [
        (s["done"], slot.get("stopped"))
        for slot in workout["plan"]["exercises"]
        for s in slot["sets"]
        if s["kind"] != "warmup"
    ]
    asked = max(sum(1 for done, stopped in sets if done or not stopped), ceil(len(sets) / 2))
    return sum(1 for done, _ in sets if done) / asked if asked else 1.0


def outside(s: Json) -> float:
    """Kilograms of a bar, dumbbell or belt."""
    if s["load"] is None or s["load_kind"] not in ("external", "added"):
        return 0.0
    load: float = s["load"]
    return load * POUND if s["unit"] == "lb" else load


def reserve(s: Json) -> float | None:
    if s["rir"] is not None or s["rpe"] is not None:
        told: float = s["rir"] if s["rir"] is not None else 10 - s["rpe"]
        return told
    if s["to_failure"] or s["failed"]:
        return 0.0
    if s["goal_rir"] is None or s["reps"] is None:
        return None
    asked: float = s["goal_rir"]
    return asked if s["goal_reps"] is None or s["reps"] >= s["goal_reps"] else 0.0


def is_beyond(s: Json) -> bool:
    reps = s["reps"] or 0
    kg = (s["load"] or 0) * (POUND if s["unit"] == "lb" else 1)
    return reps > 60 or (reps > 0 and kg * (1 + (reps - 1) / 30) > HEAVIEST.get(s["exercise"], HEAVIEST_OTHER))
