"""Scores of challenges worked out from a person's export alone, after docs/challenges.md: no code of the coach scores.

Of ``part`` only facts are read: times, zones, pauses, what an admin let through, what was told late. Not ``sessions``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import combinations, pairwise
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
        found: dict[str, list[Json]] = {}
        for one in filter(self.counts, export["sets"]):
            found.setdefault(one["workout"], []).append(one)
        self.closed = {w["workout"]: w for w in export["workouts"]}
        for name, w in self.closed.items():
            if is_hurt(w) and self.since <= time_of(w["opened_at"]) < self.ends:
                found.setdefault(name, [])
        sessions = (self.session(name, sets) for name, sets in found.items())
        self.sessions = sorted(sessions, key=lambda s: (s["at"], len(s["workout"]), s["workout"]))

    def clock(self, at: datetime) -> ZoneInfo:
        zones = [(time_of(since), zone) for since, zone in self.part["zones"]]
        [*_, zone] = [zones[0][1], *(zone for since, zone in zones if since < at)] if zones else ["UTC"]
        return ZoneInfo(zone)

    def day(self, at: datetime) -> int:
        return at.astimezone(self.clock(at)).date().toordinal()

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
        closed = self.closed.get(name)
        at = min(time_of(s["at"]) for s in sets) if sets else time_of(self.closed[name]["opened_at"])
        done, whole = (share_of(closed, sets) if closed else None) or (len(asked), None)
        return {
            "workout": name, "at": at, "day": self.day(at), "sets": min(len(asked), done), "reps": sum(reps.values()),
            "volume": sum(outside(s) * reps[s["set_id"]] for s in asked),
            "best": max((self.single(s) for s in sets), default=0.0), "effort": len(hit) / len(aimed) if aimed else 1.0,
            "share": whole, "hurt": bool(closed) and is_hurt(closed),
            "light": any(s["exercise"] == self.part["lift"] and (s["rir"] or 10 - (s["rpe"] or 10)) >= 5 for s in sets),
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
        least = lambda s: 0.0005 if s["hurt"] else 0.5  # noqa: E731
        return [s for s in self.sessions if (s["sets"] > 0 if s["share"] is None else s["share"] >= least(s))]

    def days(self) -> list[list[Json]]:
        """Workouts of one day, on either clock where it was changed in between."""
        days: list[list[Json]] = []
        for s in self.sessions:
            clocks = [self.clock(days[-1][0]["at"]), self.clock(s["at"])] if days else []
            if any(days[-1][0]["at"].astimezone(c).date() == s["at"].astimezone(c).date() for c in clocks):
                days[-1].append(s)
            else:
                days.append([s])
        return days

    def weeks(self) -> dict[int, list[list[Json]]]:
        found: dict[int, list[list[Json]]] = {}
        for day in self.days():
            found.setdefault((day[0]["day"] - self.first) // 7, []).append(day)
        return found

    def of_plan(self, values: Mapping[str, float]) -> float:
        """The sum over the best days of each week, as many as the plan has."""
        best = ([max(values[s["workout"]] for s in day) for day in some] for some in self.weeks().values())
        return sum(sum(sorted(some)[-self.weekly :]) for some in best)

    def cold(self, *, away: bool = True) -> set[int]:
        """The frozen days; without ``away`` only those of health."""
        ill_before = None
        found = set[int]()
        for span, first, last in self.pauses():
            gone, ill = span["own"] and not span["ill"], span["ill"]
            again = ill and ill_before is not None and first - ill_before < 14
            ill_before = first if ill else ill_before
            if (gone and not away) or ((gone or again) and last - first <= ceil(7 / self.weekly)):
                continue
            found |= set(range(first, last))
        return found

    def pauses(self) -> Iterable[tuple[Json, int, int]]:
        """Without one that goes on, until the end: the board must not tell."""
        for span in self.part["frozen"]:
            if span["until"] is None and span is self.part["frozen"][-1] and not self.over:
                continue
            begin, end = (
                max(time_of(span["since"]), self.since),
                min(time_of(span["until"] or self.part["ends_at"]), self.ends),
            )
            yield span, self.day(begin), self.day(end) + (time_of(span["until"] or self.part["ends_at"]) >= self.ends)

    def asked(self) -> int:
        """Sessions of the plan, without those that were missed and may have fallen into frozen days."""
        whole, weeks = max(1, round((self.ends - self.since).total_seconds() / 86400)), self.weeks()
        until = [floor(self.weekly * min(7 * w, whole) / 7 + 0.5) for w in range(whole // 7 + 2)]

        def let_go(cold: set[int], most: Callable[[float], int] = ceil) -> int:
            gone = 0
            for w, (before, after) in enumerate(pairwise(until)):
                there = sum(any(s["sets"] > 0 or s["hurt"] for s in day) for day in weeks.get(w, ()))
                days = sum((day - self.first) // 7 == w for day in cold)
                gone += max(0, min(after - before - there, self.weekly, most(self.weekly * days / 7)))
            return gone

        full, ill = max(1, until[-1]), let_go(self.cold(away=False))
        away = let_go(self.cold(), lambda n: floor(n + 0.5)) - ill
        return max(1, full - ill - max(0, min(away, full // 2)))

    def steady(self) -> float:
        cold, done, left = self.cold(away=False), 0.0, 0.0
        for some in self.weeks().values():
            values = [max(self.worth(s, cold) for s in day) for day in some]
            for worth, rest in sorted(values)[-self.weekly :]:
                done, left = done + worth, left + rest
        return min(1.0, done / max(1.0, self.asked() - left))

    def worth(self, s: Json, cold: set[int]) -> tuple[float, float]:
        """Of a session, and what is let go of it: pain, or a day that is frozen."""
        share = s["share"] or 0.0
        free = s["share"] is not None and (s["hurt"] or s["day"] in cold)
        return share * (10 + 2 * s["effort"]) / 12, 1 - share if free else 0.0

    def streak(self) -> int:
        cold, weeks, kept = self.cold(), self.weeks(), [*self.done(), *(s for s in self.sessions if s["hurt"])]
        last, length = max(weeks, default=0), 0
        for w in reversed(range(last + 1)):
            there = sum(any(s in kept for s in day) for day in weeks.get(w, ()))
            days = sum((day - self.first) // 7 == w for day in cold)
            need = self.weekly - min(self.weekly, ceil(self.weekly * days / 7))
            if there and there >= need:
                length += 1
            elif w < last and need:
                break
        return length

    def usual(self, begun: float, ended: float) -> float:
        b = LEVELS[self.part["level"]][0]
        size = [
            1 + b * log(1 + max(0.0, self.part["trained"] + (t - self.since.timestamp()) / 604_800) / 2)
            for t in (begun, ended)
        ]
        return min(log(size[1] / size[0]), 0.05 * max(0.0, ended - begun) / 604_800)

    def growth(self) -> tuple[float, float] | None:
        """The logarithm of the growth, and deviations above the usual (C5)."""
        valid = ([s for s in day if s["best"] > 0] for day in self.days())
        some = [day[0] for day in valid if day]
        n = min(3, len(some) // 2)
        if n < 2:
            return None
        parts = [some[k : k + n] for k in range(len(some) - n + 1)]
        middles = [mean(s["at"].timestamp() for s in part) for part in parts]
        shown = [log(median(s["best"] for s in part)) for part in parts]
        weeks = (middles[-1] - middles[0]) / 604_800
        if weeks < 10 / 7:
            return None
        people, day = LEVELS[self.part["level"]][1:]
        prior = self.part["prior"] and log(self.part["prior"] / 100)
        few, early = 1.25**2 / n, self.usual(self.since.timestamp(), middles[0])
        base = shown[0] if prior is None or shown[0] - early - prior > 3 * day * sqrt(1 + few) else prior
        if prior is not None and any(s["light"] and s["at"] < self.since + timedelta(days=7) for s in self.sessions):
            base = max(prior, shown[0])
        highest = [max(base, *shown[: k + 1]) for k in range(len(shown))]
        too_quick = 0.0
        for i, j in combinations(range(len(shown)), 2):
            apart, rise = (middles[j] - middles[i]) / 604_800, highest[j] - highest[i]
            if apart <= 2:
                slowly = 0.05 * max(1.0, apart) if base == shown[0] else rise
                too_quick = max(too_quick, rise if exp(rise) > 1.15 else rise - slowly)
        begun = middles[0] if base == shown[0] else self.since.timestamp()
        usual, weeks = self.usual(begun, middles[-1]), (middles[-1] - begun) / 604_800
        off = sqrt((people * usual) ** 2 + day**2 * (few + (few if prior is None else 1)))
        grown = min(shown[-1] - base - too_quick, 0.05 * weeks)
        if prior is None:
            grown = min(grown, max(log(1.05), usual + 2 * off))
        return grown, max(-2.0, min(2.0, (grown - usual) / off))

    def stands(self) -> int:
        """Days from the start to the last on which the next session may come."""
        kept = [*self.done(), *(s for s in self.sessions if s["hurt"])]
        end, days, ill = self.day(self.ends), sorted({s["day"] for s in kept}), self.cold(away=False)
        frozen, last = ill | set(sorted(self.cold() - ill)[: (end - self.first) // 2]), self.first
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
        return 50 * steady + (25 * steady if found is None or self.part["prior"] is None else 50 * (found[1] + 2) / 4)


def is_hurt(workout: Json) -> bool:
    """Whether pain stopped something of it."""
    return (
        any(slot.get("stopped") for slot in workout["plan"].get("exercises", ())) or "pain" in workout["marks"].values()
    )


def share_of(workout: Json, sets: list[Json]) -> tuple[int, float] | None:
    """How much of the work sets of a workout was done, by the sets that count and are no less than half of it."""
    if workout["program"] is None:
        return None
    asked = done = 0
    for slot in workout["plan"].get("exercises", ()):
        work = [s for s in slot["sets"] if s["kind"] != "warmup"]
        work = [s for s in work if s["rest_s"] or s["rir"] or s["pct"]] or work  # further sets have none of these
        good = [s for s in sets if s["slot"] == slot["slot"] and work and is_plan(s, slot, work)]
        asked, done = asked + len(work), done + min(len(good), sum(s["done"] for s in work))
    return done, done / asked if asked else 1.0


def is_plan(s: Json, slot: Json, work: list[Json]) -> bool:
    """Half of the weight, and half of weight times repetitions, as it was asked for; or half of the seconds."""
    plan = work[min(s["set"], len(work)) - 1]
    if (s["goal_reps"], s["goal_rir"]) == (None, None) and (plan["reps"] or plan["rir"]):
        return False
    if slot.get("stopped"):
        return True
    if plan["seconds"] and s["seconds"] is not None:
        return bool(s["seconds"] / plan["seconds"] >= 0.5)
    load = 1.0
    if plan["load"] and s["load"] and s["exercise"] == slot["exercise"]:
        same = s["load_kind"] == plan["load_kind"] == "external"
        load = outside(s) / outside({**plan, "load_kind": "external"}) if same else 1.0
    reps = s["reps"] / s["goal_reps"] if s["goal_reps"] and s["reps"] is not None else 1.0
    return load >= 0.5 - 1e-9 and load * reps >= 0.5 - 1e-9


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
