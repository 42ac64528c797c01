"""The corpus' fourth part: 311 messages written before they were read, by the hand that had mended the grammar last.

Notebooks, exports that are pasted, chat between sets; 28 % are no log. Lines are those of test_third_hand.
`python tests/test_fourth_part.py` prints what is still read otherwise.
"""

from __future__ import annotations

import json
from collections import Counter

from test_corpus import READINGS, reader
from test_third_hand import Message, Verdict

LEAST_RIGHT, MOST_SILENTLY_WRONG, LEAST_LEFT_ALONE = 0.98, 0.01, 0.97


def messages() -> list[Message]:
    lines = map(json.loads, READINGS.joinpath("fourth-part.jsonl").read_text("utf-8").splitlines())
    return [Message(line, reader().answer(line["request"])) for line in lines]


def test_the_fourth_part_is_read_as_wanted() -> None:
    found = messages()
    count = Counter(m.verdict for m in found)
    print(", ".join(f"{verdict}: {count[verdict]} of {len(found)}" for verdict in Verdict))
    told = {verdict: [m.line["request"]["text"] for m in found if m.verdict is verdict] for verdict in Verdict}
    assert count[Verdict.RIGHT] >= LEAST_RIGHT * len(found), told[Verdict.ASKED]
    assert count[Verdict.WRONG] <= MOST_SILENTLY_WRONG * len(found), told[Verdict.WRONG]


def test_what_is_no_log_is_left_alone() -> None:
    others = [m for m in messages() if m.no_log]
    alone = [m for m in others if m.verdict is Verdict.RIGHT]
    assert len(alone) >= LEAST_LEFT_ALONE * len(others)
    assert [m.line["request"]["text"] for m in others if m.verdict is Verdict.WRONG] == []


def test_the_fourth_part_is_spread() -> None:
    found = messages()
    languages = Counter(m.line["request"]["locale"][:2] for m in found)
    assert len(found) >= 300
    assert all(languages[code] >= 40 for code in ("en", "es", "pt", "de", "fr", "ru"))
    assert sum(m.no_log for m in found) >= len(found) / 4


if __name__ == "__main__":
    for message in (m for m in messages() if m.verdict is not Verdict.RIGHT):
        print(f"{message.verdict}: {message.line['request']}\n  wanted {message.wanted}\n  read   {message.answer}")
