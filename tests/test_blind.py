"""The corpus' fifth part: 400 messages written before the grammar was looked at, by one who had not seen it.

Read blind 79.5 % of it were right and 13.5 % silently wrong. Lines are those of test_third_hand. `python
tests/test_blind.py` prints what is still read otherwise.
"""

from __future__ import annotations

from collections import Counter

import pytest
from test_third_hand import Message, Verdict, messages, texts

FLOORS = {"fifth-part": (0.955, 0.005, 0.97)}  # share right, share silently wrong, share of no logs left alone
FEWEST = {"fifth-part": 300}


@pytest.mark.parametrize("part", FLOORS)
def test_it_is_read_as_wanted(part: str) -> None:
    found = messages(part)
    count = Counter(m.verdict for m in found)
    print(part, ", ".join(f"{verdict}: {count[verdict]} of {len(found)}" for verdict in Verdict))
    right, wrong, _ = FLOORS[part]
    assert count[Verdict.RIGHT] >= right * len(found), texts(found, {Verdict.ASKED, Verdict.WRONG})
    assert count[Verdict.WRONG] <= wrong * len(found), texts(found, {Verdict.WRONG})


@pytest.mark.parametrize("part", FLOORS)
def test_nothing_is_stored_of_what_is_no_log(part: str) -> None:
    others = [m for m in messages(part) if m.no_log]
    alone = sum(m.verdict is Verdict.RIGHT for m in others)
    assert alone >= FLOORS[part][2] * len(others), texts(others, {Verdict.ASKED, Verdict.WRONG})
    assert texts(others, {Verdict.WRONG}) == []


@pytest.mark.parametrize("part", FLOORS)
def test_it_is_spread_over_languages_and_shapes(part: str) -> None:
    found = messages(part)
    languages = Counter(m.line["request"]["locale"][:2] for m in found)
    assert len(found) >= FEWEST[part]
    assert all(languages[code] >= len(found) / 12 for code in ("en", "es", "pt", "de", "fr", "ru"))
    assert len({m.line["kind"] for m in found}) >= 30
    assert sum(m.no_log for m in found) >= len(found) / 6


if __name__ == "__main__":
    everything: list[Message] = [m for part in FLOORS for m in messages(part)]
    for message in (m for m in everything if m.verdict is not Verdict.RIGHT):
        print(f"{message.verdict}: {message.line['request']}\n  wanted {message.wanted}\n  read   {message.answer}")
