"""Where a rule is written down. The rules themselves are code in their own modules."""

from __future__ import annotations

RULEBOOK = "docs/rules.md"


def cite(number: str) -> str:
    """The source of a reason: the number of its rule and the page that explains it."""
    return f"{number} · {RULEBOOK}"
