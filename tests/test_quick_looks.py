"""The quick looks before the long patterns of red flags: whatever a pattern means has what is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach_core.knowledge import expecting, forbidden, gauged, harmless, nicknames, young
from coach_core.knowledge.tokens import holds_any

LOOKS = {
    "adult": (young.ADULT_HINTS, young._NOT_YET),
    "baby": (young.BABY_HINTS, young._YOUNG_BABY),
    "born": (("0", "1"), young._BORN),
    "pressure": (gauged.HINTS, gauged._TOLD),
    "after birth": (("pp",), expecting._AFTER_BIRTH),
    "loss": (expecting.LOST_HINTS, expecting._LOST),
    "ban": (forbidden.FORBIDDEN_HINTS, forbidden._BAN),
    "orders": (forbidden.FORBIDDEN_HINTS, forbidden._PASSIVE),
    "grave": (forbidden.FORBIDDEN_HINTS, forbidden._GRAVE),
    "pregnant once": (harmless.PREGNANT_HINTS, harmless._PREGNANT_ONCE),
    "birth long ago": (harmless.BIRTH_HINTS, harmless._LONG_AGO),
    "somebody else": (("my ", "mi "), harmless._ANOTHER),
    "somebody's heart": (("my ", "mi "), harmless._ANOTHERS_HEART),
    "somebody's condition": (("my ", "mi "), harmless._ANOTHERS_CONDITION),
    "names": (nicknames.HINTS, nicknames.NAMED),
}


def passed_over(hints: Iterable[str], found: re.Pattern[str]) -> tuple[list[str], int]:
    """Texts that the pattern finds and the quick look does not; and how many it found."""
    texts: set[str] = set()

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(found.pattern, re.ASCII)))
    def collect(text: str) -> None:
        if found.search(text.lower()):
            texts.add(text.lower())

    collect()
    return sorted(text for text in texts if not holds_any(text, hints)), len(texts)


@pytest.mark.parametrize("look", LOOKS)
def test_a_quick_look_passes_nothing_over(look: str) -> None:
    missed, seen = passed_over(*LOOKS[look])
    assert missed == []
    assert seen > 5


def test_a_look_that_lacks_something_is_found() -> None:
    _, found = LOOKS["baby"]
    missed, _ = passed_over(("week", "month"), found)  # days, and all of Spanish
    assert missed
