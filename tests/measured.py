"""Messages with what they say, measured: right, asked about, silently wrong. Corpora in two forms. No tests here.

A .jsonl line is a request with what `topset parse` must answer. A .txt in short/ is shorter: "# en: what is open", then
``text => reading``; `` // `` parts readings that are as good, `` ?`` behind them says that asking is right as well. In
a set ``3*100kg x10 rpe8`` is three of them; ``back_squat: …`` names its exercise and `` | `` parts exercises.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reading_form import OPEN
from test_corpus import READINGS, STORES, fits, reader

Json = dict[str, Any]
Floor = tuple[float, float, float]  # share right, share silently wrong, share of what is no log that is left alone
LANGUAGES = ("en", "es", "pt", "de", "fr", "ru")
KINDS = {"": "external", "+": "added", "-": "assisted"}
PLAIN = dict.fromkeys(("rir", "rpe")) | dict.fromkeys(("to_failure", "failed", "warmup", "drop"), False)
OPENED = re.compile(r"# ([a-z]{2}): (.+)")
WORD = re.compile(
    r"(?P<kind>[+-]?)(?P<load>[\d.]+)(?P<unit>kg|lb)|x(?P<reps>\d+)|L(?P<left>\d+)R(?P<right>\d+)|(?P<seconds>\d+)s"
    r"|(?P<effort>rir|rpe)(?P<value>[\d.]+)|(?P<bare>bw|band)|(?P<flag>failed|to-failure|warmup|drop)"
)


class Verdict(StrEnum):
    """What became of a message: as wanted; asked about or the right reading offered; something else stored."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "silently wrong"


@dataclass(frozen=True, slots=True)
class Message:
    """A line of a corpus with its answer."""

    line: Mapping[str, Any]
    answer: Mapping[str, Any]

    @property
    def no_log(self) -> bool:
        return bool(self.line["expect"].get("intent") == "other")

    @property
    def wanted(self) -> list[Mapping[str, Any]]:
        """Every reading that is right."""
        return [self.line["expect"], *self.line.get("fair", [])]

    @property
    def verdict(self) -> Verdict:
        if any(fits(want, self.answer) for want in self.wanted):
            return Verdict.RIGHT
        if self.answer["needs_confirmation"] or self.answer["intent"] not in STORES:
            return Verdict.RIGHT if self.line.get("ask") else Verdict.ASKED
        return Verdict.ASKED if self.offered else Verdict.WRONG

    @property
    def offered(self) -> bool:
        """Whether one of the buttons is the right reading."""
        told = [{name: want[name] for name in ("intent", "entries") if name in want} for want in self.wanted]
        return not self.no_log and any(fits(want, button) for want in told for button in self.answer["alternatives"])


def lines(part: str) -> Iterator[Mapping[str, Any]]:
    """The lines of a corpus by its name, in whichever form it stands."""
    told = READINGS / f"{part}.jsonl"
    if told.exists():
        yield from map(json.loads, told.read_text("utf-8").splitlines())
        return
    request: Json = {}
    for line in (READINGS / "short" / f"{part}.txt").read_text("utf-8").splitlines():
        if opened := OPENED.fullmatch(line):
            request = _request(*opened.groups())
        elif " => " in line and not line.startswith("# "):
            text, wanted = line.split(" => ")
            readings = [_reading(w, request.get("exercise")) for w in wanted.removesuffix(" ?").split(" // ")]
            asked = {"ask": True} if wanted.endswith(" ?") else {}
            text = text.replace("\\n", "\n").replace("\\t", "\t")
            yield {"request": {"text": text, **request}, "expect": readings[0], "fair": readings[1:], **asked}


def messages(part: str) -> list[Message]:
    """A corpus with the answers."""
    return [Message(line, reader().answer(line["request"])) for line in lines(part)]


def texts(found: list[Message], verdicts: set[Verdict]) -> list[str]:
    """What was written, of the messages with one of these verdicts."""
    return [m.line["request"]["text"] for m in found if m.verdict in verdicts]


def hold(part: str, found: list[Message], floor: Floor) -> None:
    """Fails where fewer are right, or more silently wrong, than the floor says, or less of what is no log is left."""
    count, (right, wrong, alone) = Counter(m.verdict for m in found), floor
    print(part, ", ".join(f"{verdict}: {count[verdict]} of {len(found)}" for verdict in Verdict))
    assert count[Verdict.RIGHT] >= right * len(found), texts(found, {Verdict.ASKED, Verdict.WRONG})
    assert count[Verdict.WRONG] <= wrong * len(found), texts(found, {Verdict.WRONG})
    others = [m for m in found if m.no_log]
    left = sum(m.verdict is Verdict.RIGHT for m in others)
    assert left >= alone * len(others), texts(others, {Verdict.ASKED, Verdict.WRONG})


def tell(parts: Mapping[str, object]) -> None:
    """Prints what is still read otherwise."""
    for message in (m for part in parts for m in messages(part) if m.verdict is not Verdict.RIGHT):
        print(f"{message.verdict}: {message.line['request']}\n  wanted {message.wanted}\n  read   {message.answer}")


def _request(language: str, opened: str) -> Json:
    """What is open, as the program is told it."""
    found = OPEN.fullmatch(opened)
    if found is None:
        assert opened in ("nothing", "nothing for lb"), opened
        return {"locale": language, "unit": "lb" if opened.endswith("lb") else "kg"}
    unit = found["own"] or found["unit"] or "kg"
    request: Json = {"locale": language, "unit": unit, "exercise": found["exercise"], "sets": int(found["sets"])}
    if found["time"]:
        request["seconds"] = int(found["time"])
    else:
        request["reps"] = f"{found['low']}-{found['high'] or found['low']}"
    return request | ({"load": float(found["loads"])} if found["loads"] else {})


def _reading(wanted: str, exercise: str | None) -> Json:
    intent, _, rest = wanted.partition(" ")
    if intent == "other":
        return {"intent": intent} | ({"also": rest} if rest else {})
    if intent in ("undo", "repeat", "done", "finish"):
        return {"intent": intent} | ({"count": int(rest)} if rest else {})
    if intent in ("skip", "swap"):
        return {"intent": intent} | ({"entries": [{"exercise": rest}]} if rest else {})
    if intent == "correct" and rest.startswith("day "):
        return {"intent": intent, "day_offset": int(rest.removeprefix("day "))}
    if intent == "correct":
        which, _, sets = rest.partition(": ")
        corrects = which if which in ("last", "all") else [int(n) for n in which.split(",")]
        told = {"entries": [{"sets": list(_sets(sets, {}))}]} if sets else {}
        return {"intent": intent, "corrects": corrects, **told}
    entries = [_entry(entry, exercise) for entry in wanted.split(" | ")]
    return {"intent": "log", "entries": entries, "needs_confirmation": False}


def _entry(wanted: str, exercise: str | None) -> Json:
    name, parted, sets = wanted.rpartition(": ")
    exercise = None if name == "()" else name if parted else exercise
    return {"exercise": exercise, "sets": list(_sets(sets, {"load_kind": "external", **PLAIN}))}


def _sets(wanted: str, plain: Json) -> Iterator[Json]:
    for one in wanted.split(", "):
        times, starred, words = one.rpartition("*")
        told = {"load": None, "unit": None, "reps": None, "seconds": None, **plain}
        for word in words.split():
            told |= _told(word, plain)
        yield from [told] * (int(times) if starred else 1)


def _told(word: str, plain: Json) -> Json:
    found = WORD.fullmatch(word)
    assert found is not None, word
    if found["load"]:
        kind = {"load_kind": KINDS[found["kind"]]} if plain else {}
        return {"load": float(found["load"]), "unit": found["unit"], **kind}
    if found["left"]:
        return {"reps_left": int(found["left"]), "reps_right": int(found["right"])}
    if found["effort"]:
        return {found["effort"]: float(found["value"])}
    if found["bare"]:
        return {"load_kind": {"bw": "bodyweight", "band": "band"}[found["bare"]]}
    if found["flag"]:
        return {found["flag"].replace("-", "_"): True}
    return {name: int(found[name]) for name in ("reps", "seconds") if found[name]}
