"""The book: everything that is content and not code, loaded once and handed to decide()."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.table import CHALLENGES
from coach_core.data.shown import Shows
from coach_core.data.typed import Typed
from coach_core.notation.recent import Recent
from coach_core.reminding.zones import Zones
from coach_core.training.exercise import Exercise
from coach_core.training.memory import Memory
from coach_core.training.program import Program
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.knowledge.flags import Phrases
    from coach_core.knowledge.studies import Study
    from coach_core.notation.lexicon import Lexicon

Cities = Callable[[str], Mapping[str, str]]  # language → city → zone, country → its letters; looked up when named
Words = Mapping[str, Mapping[str, tuple[str, ...]]]  # language → meaning → the forms that people type


def no_cities(language: str) -> Mapping[str, str]:
    """Cities are then known by the names of their zones alone."""
    return {}


@dataclass(frozen=True, slots=True)
class Book:
    """Programs and exercises by id, the lexicon of typed words, the phrases of the red flags, the studies."""

    programs: Mapping[str, Program]
    exercises: Mapping[str, Exercise]
    lexicon: Lexicon
    phrases: Phrases
    studies: Mapping[str, Study]
    challenges: Mapping[str, Kind] = field(default_factory=lambda: CHALLENGES)
    typed: Typed = field(default_factory=Typed)
    cities: Cities = no_cities
    make_zones: Callable[[], Zones] = Zones  # the same ones each time
    recent: Recent = field(default_factory=Recent, compare=False)  # a cache, no content
    memory: Memory = field(default_factory=Memory, compare=False)  # a cache, no content
    shows: Shows = field(default_factory=Shows, compare=False)  # a cache, no content

    @property
    def zones(self) -> Zones:
        """The time zones and their places, read when they are first asked for."""
        return self.make_zones()

    def complete(self) -> None:
        """Make now what else the first message that needs it would wait for."""
        _ = self.lexicon.names, self.lexicon.table("en")
