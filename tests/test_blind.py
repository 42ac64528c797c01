"""The corpus' last parts: messages written before they were read, of 400, 200, 160 and 107; as test_third_hand.

The fifth was written by one who had not seen the grammar; the sixth (other shapes), the seventh (ordinary messages)
and the eighth (odd ones) each once it had been mended after the one before. Read blind: 79.5, 79, 93 and 79 % right;
13.5, 11, 5 and 17 % silently wrong; 87, 89, 93 and 91 % of what is no log left alone.
`python tests/test_blind.py` prints what is still read otherwise.
"""

from __future__ import annotations

from collections import Counter

import pytest
from test_third_hand import Message, Verdict, messages, texts

FLOORS = {  # share right, share silently wrong, share of what is no log that is left alone
    "fifth-part": (0.955, 0.005, 0.97),
    "sixth-part": (0.93, 0.005, 0.95),
    "seventh-part": (0.985, 0.0, 0.96),
    "eighth-part": (0.94, 0.01, 0.95),
}
FEWEST = {"fifth-part": 400, "sixth-part": 200, "seventh-part": 160, "eighth-part": 107}


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
def test_it_is_spread_over_the_languages(part: str) -> None:
    found = messages(part)
    languages = Counter(m.line["request"]["locale"][:2] for m in found)
    assert len(found) >= FEWEST[part]
    assert all(languages[code] >= len(found) / 12 for code in ("en", "es", "pt", "de", "fr", "ru"))
    assert sum(m.no_log for m in found) >= len(found) / 6


if __name__ == "__main__":
    everything: list[Message] = [m for part in FLOORS for m in messages(part)]
    for message in (m for m in everything if m.verdict is not Verdict.RIGHT):
        print(f"{message.verdict}: {message.line['request']}\n  wanted {message.wanted}\n  read   {message.answer}")
