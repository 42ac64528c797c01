"""The studies that may be cited (R31): values only. What may be said of one is the text ``study-<id>``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Study:
    """One study: the topics that it speaks to, its citation, its DOI if one is known."""

    id: str
    topics: tuple[str, ...]
    cite: str
    doi: str = ""


def load_studies(text: str) -> Mapping[str, Study]:
    """Studies by id, in the order of the file. Raises ``KeyError`` for one without topics or citation."""
    return {
        name: Study(name, tuple(row["topics"]), row["cite"], row.get("doi", ""))
        for name, row in tomllib.loads(text).items()
    }
