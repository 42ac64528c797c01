"""The corpus' third part, by somebody who had not seen the grammar: 643 messages. The two others: test_corpus.

A line may say more than those of the two others: ``fair`` holds readings that are as good as the expected one, and
``ask`` means that asking back is right as well. `python tests/test_third_hand.py` prints what is still read otherwise.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from test_corpus import READINGS, STORES, fits, reader

LEAST_RIGHT, MOST_SILENTLY_WRONG, LEAST_LEFT_ALONE = 0.98, 0.007, 1.0


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


def lines() -> Iterator[Mapping[str, Any]]:
    return map(json.loads, READINGS.joinpath("third-hand.jsonl").read_text("utf-8").splitlines())


def messages() -> list[Message]:
    return [Message(line, reader().answer(line["request"])) for line in lines()]


def test_the_third_hand_is_read_as_wanted() -> None:
    found = messages()
    count = Counter(m.verdict for m in found)
    print(", ".join(f"{verdict}: {count[verdict]} of {len(found)}" for verdict in Verdict))
    assert count[Verdict.RIGHT] >= LEAST_RIGHT * len(found), [m.line["request"]["text"] for m in found]
    assert count[Verdict.WRONG] <= MOST_SILENTLY_WRONG * len(found), [
        m.line["request"]["text"] for m in found if m.verdict is Verdict.WRONG
    ]


def test_what_is_no_log_is_left_alone() -> None:
    others = [m for m in messages() if m.no_log]
    alone = sum(m.verdict is Verdict.RIGHT for m in others)
    assert alone >= LEAST_LEFT_ALONE * len(others), [
        m.line["request"]["text"] for m in others if m.verdict is not Verdict.RIGHT
    ]


def test_the_third_hand_is_large_and_spread() -> None:
    everything = list(lines())
    assert len({json.dumps(line["request"]) for line in everything}) == len(everything) >= 600
    languages = Counter(line["request"]["locale"][:2] for line in everything)
    assert all(languages[code] >= 60 for code in ("en", "es", "pt", "de", "fr", "ru"))
    assert sum(line["expect"].get("intent") == "other" for line in everything) >= len(everything) / 4


def test_the_verdict_sees_a_wrong_set_a_question_and_a_button() -> None:
    """The control: a rep more is wrong, asked about it is asked, with the right one as a button too."""
    right = next(m for m in messages() if m.line["expect"].get("entries") and m.verdict is Verdict.RIGHT)
    entry = right.answer["entries"][0]
    entries = [{**entry, "sets": [{**entry["sets"][0], "reps": 99}, *entry["sets"][1:]]}]
    wrong = {**right.answer, "entries": entries, "alternatives": []}
    button = {"intent": right.answer["intent"], "entries": right.answer["entries"]}
    assert Message(right.line, wrong).verdict is Verdict.WRONG
    assert Message(right.line, {**wrong, "needs_confirmation": True}).verdict is Verdict.ASKED
    assert Message(right.line, {**wrong, "alternatives": [button]}).verdict is Verdict.ASKED
    assert Message({**right.line, "expect": {"intent": "other"}}, right.answer).verdict is Verdict.WRONG


if __name__ == "__main__":
    for message in (m for m in messages() if m.verdict is not Verdict.RIGHT):
        print(f"{message.verdict}: {message.line['request']}\n  wanted {message.wanted}\n  read   {message.answer}")
