"""Every number of a shown workout has a /why: the numbers as a person would ask for them, and what is told of each.

Read from ``data.workout`` and from the text of the card, not from the coach's own list of what it can explain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from talking import all_texts

from coach_core.commands.why import query_of
from coach_core.data.book import Book
from coach_core.explaining.found import found
from coach_core.explaining.number import Number, View
from coach_core.explaining.view import tiers, view_of
from coach_core.person import Person
from coach_core.talk import Incoming, msg
from coach_core.turn import Call, Given, Rows

Ask = tuple[str, str | None, str]  # what stands behind "why", the exercise that it stood at, the kind that must answer
NUMBERS = re.compile(r"\d+:\d\d|\d+(?:[.,]\d+)?")


def asks_of(workout: Mapping[str, Any]) -> Iterator[Ask]:
    """The numbers of ``data.workout`` in the words of the card."""
    yield from ((f"week {n}", None, "place") for n in (workout["week"],) if n is not None)
    for exercise in workout["exercises"]:
        name, sets = exercise["exercise"], exercise["sets"]
        if exercise["slot"] is None or exercise["skipped"] or exercise["stopped"]:
            continue
        work = [s for s in sets if s["kind"] != "warmup"]
        left = [s for s in work if not s["done"]]
        if left:
            yield f"{len(work)} sets", name, "sets"
            yield f"{len(left)} sets", name, "sets"
        for s in [*left, *(w for w in sets if w["kind"] == "warmup" and not w["done"])]:
            yield from ((text, name, kind) for text, kind in _of_set(s))


def _of_set(s: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    warmup = s["kind"] == "warmup"
    if s["load"] is not None:
        yield f"{s['load']} {s['unit']}", "warmup" if warmup else "load"
    for low_high, word, kind in ((s["reps"], "reps", "reps"), (s["rir"], "in reserve", "reserve")):
        for n in low_high or ():
            if n is not None:
                yield (f"{n}", "warmup") if warmup else (f"{n} {word}", kind)
    for n in s["rest_s"] or ():
        yield f"{n // 60}:{n % 60:02d}", "rest"
    for n in s["plates"] or ():
        yield f"plates {n}", "plates"
    for n in s["pct"] or ():
        yield f"{n} %", "percent"
    if s["tm"] is not None:
        yield f"{s['tm']['load']} {s['tm']['unit']}", "max"
    for value, text, kind in (
        (s["hold_s"], "hold {} s", "hold"), (s["seconds"], "{} s", "time"), (s["steps"], "{} steps", "steps"),
    ):  # fmt: skip
        if value is not None:
            yield text.format(value), kind


def in_text(text: str) -> Iterator[str]:
    """Every number that stands in the text of a card, but for skipped exercises and for how an answer may look."""
    examples = {all_texts().render(msg("card-how-to-answer"), language).text for language in ("en", "es")}
    for line in text.split("\n"):
        if not line.startswith("–") and line not in examples:
            yield from NUMBERS.findall(line)


class Asking:
    """What /why says to a person at one time: everything it looks at is worked out once."""

    def __init__(self, book: Book, person: Person, rows: Rows, at: datetime, language: str = "en") -> None:
        event = Incoming("test", "me", "1", at, text="why", language=language)
        self.call = Call(person, event, Given(book, rows))
        self.view: View = view_of(self.call)
        self.tiers: Sequence[tuple[Number, ...]] = tuple(tiers(self.call, self.view, named=False))
        self.stored = {s.set_id for s in rows.sets}

    def __call__(self, words: str) -> tuple[Number, ...]:
        """The numbers that the words mean: those that are explained, or all that are offered."""
        return found(query_of(self.call, self.view, words), self.tiers).numbers

    def wrong(self, workout: Mapping[str, Any], text: str) -> Iterator[str]:
        """What is not explained of a card, or by sets that are not stored."""
        for words, exercise, kind in dict.fromkeys(asks_of(workout)):
            name = exercise.replace("_", " ") if exercise else ""
            hits = [n for n in self(f"{name} {words}") if n.kind == kind and n.exercise == exercise]
            if not hits:
                yield f"why {name} {words}: no {kind}"
            yield from self._bad(words, hits)
        for number in dict.fromkeys(in_text(text)):
            hits = list(self(number))
            if not hits and not self._slot(number):
                yield f"why {number}: nothing"
            yield from self._bad(number, hits)

    def _slot(self, number: str) -> bool:
        return any(str(s.slot) == number for s in self.view.day.slots)

    def _bad(self, words: str, hits: Sequence[Number]) -> Iterator[str]:
        for n in hits:
            if not n.reasons or not all(r.key and r.source for r in n.reasons):
                yield f"why {words}: {n.kind} without a reason or a rule"
            missing = {s for r in n.reasons for s in r.sets} - self.stored
            if missing:
                yield f"why {words}: {n.kind} names sets that are not stored: {missing}"
            if n.kind in ("last", "logged", "record", "estimate") and not any(r.sets for r in n.reasons):
                yield f"why {words}: {n.kind} names no set"
