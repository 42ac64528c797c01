"""The corpus' fourth part: 311 messages written before they were read, by the hand that had mended the grammar last.

Notebooks, exports that are pasted, chat between sets; 28 % are no log. Lines: see measured.
`python tests/test_fourth_part.py` prints what is still read otherwise.
"""

from __future__ import annotations

from collections import Counter

from measured import LANGUAGES, Verdict, hold, messages, tell, texts

PART, FLOOR = "fourth-part", (0.98, 0.01, 0.97)


def test_the_fourth_part_is_read_as_wanted() -> None:
    found = messages(PART)
    hold(PART, found, FLOOR)
    assert texts([m for m in found if m.no_log], {Verdict.WRONG}) == []


def test_the_fourth_part_is_spread() -> None:
    found = messages(PART)
    languages = Counter(m.line["request"]["locale"][:2] for m in found)
    assert len(found) >= 300
    assert all(languages[code] >= 40 for code in LANGUAGES)
    assert sum(m.no_log for m in found) >= len(found) / 4


if __name__ == "__main__":
    tell({PART: FLOOR})
