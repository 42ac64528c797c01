"""The corpus' third part, by somebody who had not seen the grammar: 643 messages; and more once that had taught.

The two others: test_corpus. A line may say more than theirs: ``fair`` holds readings that are as good as the expected
one, and ``ask`` means that asking back is right as well. `python tests/test_third_hand.py` prints what is still read
otherwise.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from test_corpus import READINGS, STORES, fits, reader

FLOORS = {  # share right, share silently wrong, share of what is no log that is left alone
    "third-hand": (0.98, 0.007, 1.0),
    "third-hand-again": (0.935, 0.014, 0.93),
    "third-hand-plain": (0.99, 0.0, 1.0),
    "third-hand-odd": (0.92, 0.0, 1.0),
}


class Verdict(StrEnum):
    """What became of a message: as wanted; asked about or the right reading offered; something else stored."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "silently wrong"


@dataclass(frozen=True, slots=True)
class Message:
    """A line of the corpus with its answer."""

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
    return map(json.loads, READINGS.joinpath(f"{part}.jsonl").read_text("utf-8").splitlines())


def messages(part: str) -> list[Message]:
    return [Message(line, reader().answer(line["request"])) for line in lines(part)]


@pytest.mark.parametrize("part", FLOORS)
def test_the_third_hand_is_read_as_wanted(part: str) -> None:
    found = messages(part)
    count = Counter(m.verdict for m in found)
    print(part, ", ".join(f"{verdict}: {count[verdict]} of {len(found)}" for verdict in Verdict))
    right, wrong, _ = FLOORS[part]
    assert count[Verdict.RIGHT] >= right * len(found), texts(found, {Verdict.ASKED, Verdict.WRONG})
    assert count[Verdict.WRONG] <= wrong * len(found), texts(found, {Verdict.WRONG})


@pytest.mark.parametrize("part", FLOORS)
def test_what_is_no_log_is_left_alone(part: str) -> None:
    others = [m for m in messages(part) if m.no_log]
    alone = sum(m.verdict is Verdict.RIGHT for m in others)
    assert alone >= FLOORS[part][2] * len(others), texts(others, {Verdict.ASKED, Verdict.WRONG})


def texts(found: list[Message], verdicts: set[Verdict]) -> list[str]:
    """What was written, of the messages with one of these verdicts."""
    return [m.line["request"]["text"] for m in found if m.verdict in verdicts]


def test_the_third_hand_is_large_and_spread() -> None:
    everything = [line for part in FLOORS for line in lines(part)]
    assert len({json.dumps(line["request"]) for line in everything}) == len(everything) >= 600
    languages = Counter(line["request"]["locale"][:2] for line in everything)
    assert all(languages[code] >= 60 for code in ("en", "es", "pt", "de", "fr", "ru"))
    assert sum(line["expect"].get("intent") == "other" for line in everything) >= len(everything) / 4


def test_the_verdict_sees_a_wrong_set_a_question_and_a_button() -> None:
    """The control: a rep more is wrong, asked about it is asked, with the right one as a button too."""
    right = next(m for m in messages("third-hand") if m.line["expect"].get("entries") and m.verdict is Verdict.RIGHT)
    entry = right.answer["entries"][0]
    entries = [{**entry, "sets": [{**entry["sets"][0], "reps": 99}, *entry["sets"][1:]]}]
    wrong = {**right.answer, "entries": entries, "alternatives": []}
    button = {"intent": right.answer["intent"], "entries": right.answer["entries"]}
    assert Message(right.line, wrong).verdict is Verdict.WRONG
    assert Message(right.line, {**wrong, "needs_confirmation": True}).verdict is Verdict.ASKED
    assert Message(right.line, {**wrong, "alternatives": [button]}).verdict is Verdict.ASKED
    assert Message({**right.line, "expect": {"intent": "other"}}, right.answer).verdict is Verdict.WRONG


if __name__ == "__main__":
    for message in (m for part in FLOORS for m in messages(part) if m.verdict is not Verdict.RIGHT):
        print(f"{message.verdict}: {message.line['request']}\n  wanted {message.wanted}\n  read   {message.answer}")
