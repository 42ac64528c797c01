"""The corpus' third part, by somebody who had not seen the grammar: 643 messages; and more once that had taught.

The two others: test_corpus. A line may say more than theirs: ``fair`` holds readings that are as good as the expected
one, and ``ask`` means that asking back is right as well. `python tests/test_third_hand.py` prints what is still read
otherwise.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest
from measured import LANGUAGES, Floor, Message, Verdict, hold, lines, messages, tell

FLOORS: dict[str, Floor] = {
    "third-hand": (0.98, 0.007, 1.0),
    "third-hand-again": (0.935, 0.014, 0.93),
    "third-hand-plain": (0.99, 0.0, 1.0),
    "third-hand-odd": (0.92, 0.0, 1.0),
}


@pytest.mark.parametrize("part", FLOORS)
def test_the_third_hand_is_read_as_wanted(part: str) -> None:
    hold(part, messages(part), FLOORS[part])


def test_the_third_hand_is_large_and_spread() -> None:
    everything = [line for part in FLOORS for line in lines(part)]
    assert len({json.dumps(line["request"]) for line in everything}) == len(everything) >= 600
    languages = Counter(line["request"]["locale"][:2] for line in everything)
    assert all(languages[code] >= 60 for code in LANGUAGES)
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
    with pytest.raises(AssertionError):
        hold("control", [Message(right.line, wrong)], (0.0, 0.5, 0.0))


if __name__ == "__main__":
    tell(FLOORS)
