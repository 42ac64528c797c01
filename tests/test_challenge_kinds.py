"""Each kind of challenge has its texts in every language that is spoken; a new one that has none is named here."""

from __future__ import annotations

import pytest
from talking import all_texts, the_book

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.table import CHALLENGES


def wanting(kind: Kind) -> list[str]:
    """The texts that a kind has not, by language and key."""
    keys = (f"kind-{kind.name}", f"kind-{kind.name}-how", f"score-{kind.unit}")
    return [
        f"{code} {key}" for code in all_texts().languages for key in keys if key not in all_texts().catalog(code).texts
    ]


@pytest.mark.parametrize("name", CHALLENGES)
def test_every_kind_can_be_said(name: str) -> None:
    kind = CHALLENGES[name]
    assert wanting(kind) == []
    assert name == kind.name
    assert {*kind.lifts, kind.lift} - {None} <= the_book().exercises.keys()


def test_a_new_kind_without_texts_is_found() -> None:
    assert wanting(Kind("visits", lambda entry: 0, "sets")) == [
        f"{code} {key}" for code in all_texts().languages for key in ("kind-visits", "kind-visits-how")
    ]
