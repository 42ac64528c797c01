"""What make bench measures of sending, in small: every reminder goes out once, within the limits, while people write.

How fast is the bench's affair, not that of a test: here is that it measures at all, and what it would call a miss.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.bench import flood
from bot.bench.arrivals import Arrivals
from bot.bench.sending import LOOPBACK, PLACES, Measured, figures, is_fine, measured

FEW = 40


@pytest.mark.parametrize(("name", "most"), PLACES)
def test_reminders_of_one_minute_go_out_once_and_within_the_limits(name: str, most: int) -> None:
    found = asyncio.run(measured(name, most, FEW, LOOPBACK))
    assert (found.out, found.twice, found.refused) == (FEW, 0, 0)
    assert found.most <= most
    assert found.answers > 0, "and people were answered meanwhile"
    assert 0 < found.share <= 1.1


FINE = Measured("telegram", FEW, 0, 0.98, 30, 0, 0.1, 0.4, 90, 0)
MISSES = {"out": FEW - 1}, {"twice": 1}, {"refused": 1}, {"share": 0.96}, {"slowest": 0.51}, {"silent": 1}


@pytest.mark.parametrize("wrong", MISSES)
def test_what_is_a_miss(wrong: dict[str, float]) -> None:
    assert is_fine(FINE, FEW, 0.97)
    assert not is_fine(replace(FINE, **wrong), FEW, 0.97)  # type: ignore[arg-type]


def test_the_platform_counts_any_second_and_refuses_what_is_more() -> None:
    arrivals = Arrivals(2, LOOPBACK)
    assert [arrivals.counted(chat) for chat in "aab"] == [True, True, False]
    found = figures("telegram", arrivals, frozenset("ab"))
    assert (found.out, found.twice, found.refused, found.most) == (1, 1, 1, 2)


def test_who_writes_again_before_the_answer_still_waits_for_the_first() -> None:
    arrivals = Arrivals(30, LOOPBACK)
    arrivals.wrote("a")
    arrivals.asked["a"][0] -= 7.0
    arrivals.wrote("a")
    assert arrivals.counted("a")
    assert (arrivals.took[0] > 7.0, arrivals.unanswered()) == (True, 1)
    assert arrivals.counted("a", new=False), "an edit is no answer"
    assert arrivals.counted("a")
    assert (arrivals.took[1] < 7.0, arrivals.unanswered(), arrivals.asked) == (True, 0, {})


def test_what_is_a_miss_of_a_flood() -> None:
    fine = flood.Flooded(1000, flood.OTHERS * flood.EACH, 0.1, 0.4, 50.0, 4.0, 0)
    assert flood.is_fine(fine, 1000, 10.0)
    assert flood.is_fine(replace(fine, slowest=0.9), 1000, 0.0), "ten trips for what came at once"
    for wrong in ({"stored": 999}, {"answers": 9}, {"slowest": 0.6}, {"grown": 500.0}, {"refused": 1}):
        assert not flood.is_fine(replace(fine, **wrong), 1000, 10.0)  # type: ignore[arg-type]
