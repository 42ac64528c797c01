"""A corpus of 1,061 messages in six languages, each with what `topset parse` must say of it, by another hand.

The first half was there while the grammar grew, the second was opened when it stood: read blind, 83 % of it were right.
`python tests/test_corpus.py` prints what is still read otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.cli.parse import Reader
from bot.texts import Texts
from coach_core.data.load import load_book

READINGS = Path(__file__).parent / "readings"
STORES = ("log", "correct", "repeat", "done", "undo")
FLOORS = {"first-half": (1.0, 0.0), "second-half": (0.985, 0.005)}  # share right, share silently wrong


@cache
def reader() -> Reader:
    texts = Texts()
    return Reader(load_book(texts.words), texts, "en")


@dataclass(frozen=True, slots=True)
class Case:
    """A message, what was wanted of it (a part of the answer) and the answer."""

    request: Mapping[str, Any]
    wanted: Mapping[str, Any]
    answer: Mapping[str, Any]

    @property
    def right(self) -> bool:
        """Whether all that was wanted is there."""
        return fits(self.wanted, self.answer)

    @property
    def silently_wrong(self) -> bool:
        """Whether something else would be stored, and nobody asked."""
        told = {name: self.wanted[name] for name in ("intent", "entries") if name in self.wanted}
        stores = self.answer["intent"] in STORES and not self.answer["needs_confirmation"]
        return stores and not fits(told, self.answer)


def cases(half: str) -> Iterator[Case]:
    for line in READINGS.joinpath(f"{half}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        yield Case(case["request"], case["expect"], reader().answer(case["request"]))


def fits(wanted: object, got: object) -> bool:
    """Whether a value is what was wanted; of an object only what is named counts, and true is not 1."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(name in got and fits(value, got[name]) for name, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(fits, wanted, got))
    return wanted == got and isinstance(wanted, bool) is isinstance(got, bool)


@pytest.mark.parametrize("half", FLOORS)
def test_the_corpus_is_read_as_wanted(half: str) -> None:
    found = list(cases(half))
    right, silent = sum(c.right for c in found), sum(c.silently_wrong for c in found)
    print(f"{half}: {right} of {len(found)} right ({right / len(found):.1%}), silently wrong {silent / len(found):.1%}")
    least, most = FLOORS[half]
    assert right >= least * len(found), [(c.request["text"], c.wanted) for c in found if not c.right]
    assert silent <= most * len(found), [(c.request["text"], c.wanted) for c in found if c.silently_wrong]


def test_what_is_no_log_is_left_alone() -> None:
    """Jokes with a set in them included; one of those is asked about."""
    others = [c for half in FLOORS for c in cases(half) if c.wanted.get("intent") == "other"]
    assert [c.request["text"] for c in others if not c.right and not c.answer["needs_confirmation"]] == []
    assert [c.request["text"] for c in others if not c.right] == ["jajaja 1x1 y a casa"]


def test_the_corpus_is_large_and_spread() -> None:
    everything = [c for half in FLOORS for c in cases(half)]
    assert len(everything) >= 1000
    languages = [str(c.request.get("locale", "en"))[:2] for c in everything]
    assert all(languages.count(code) >= 90 for code in ("en", "es", "pt", "de", "fr", "ru"))


def test_the_measure_would_see_a_wrong_set() -> None:
    """The control: one rep more, a flag, a set less are not what was wanted."""
    case = next(c for c in cases("first-half") if c.wanted.get("entries"))
    sets = case.answer["entries"][0]["sets"]
    for other in ([{**sets[0], "reps": 99}, *sets[1:]], sets[1:], [{**sets[0], "failed": 1}]):
        answer = {**case.answer, "entries": [{**case.answer["entries"][0], "sets": other}]}
        assert not fits({**case.wanted, "entries": case.answer["entries"]}, answer)


if __name__ == "__main__":
    for half in FLOORS:
        for wrong in (c for c in cases(half) if not c.right):
            print(f"{half}: {wrong.request['text']!r}\n  wanted {wrong.wanted}\n  read   {wrong.answer}")
