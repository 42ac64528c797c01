"""What somebody typed instead of tapping, as answers: yes, none, gym, beginner, kg. The words are in locales/."""

from __future__ import annotations

import re

from coach_core.knowledge.tokens import plain
from coach_core.person import Equipment, Level
from coach_core.training.weight import Unit
from coach_core.turn import Call
from coach_core.values import dataclass

LONGEST = 5  # words of an answer
NO_YES = frozenset({"on", "si"})  # alone they agree; before other words they are "on holiday", "si tengo 15 años"
WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """Every answer that a text holds; None and False where it says nothing."""

    yes: bool = False
    no: bool = False
    none: bool = False
    some: bool = False
    never: bool = False
    level: Level | None = None
    equipment: Equipment | None = None
    unit: Unit | None = None

    @property
    def anything(self) -> bool:
        """Whether there is any answer in it."""
        return self != Told()


def hear(call: Call, text: str) -> Told:
    """The answers in a text, in any language that the locale files have. Never raises."""
    said = {plain(form): meaning for form, meaning in call.given.book.typed.said.items()}
    yes_no = {plain(form): yes for form, yes in call.given.book.typed.yes_no.items()}
    words = WORDS.findall(plain(text))[:60]
    spans = {" ".join(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1)}
    found = {said[span] for span in spans if span in said}
    whole = yes_no.get(" ".join(words))
    begins = yes_no.get(words[0]) if words and words[0] not in NO_YES else None
    return Told(
        yes=whole is True or "agree" in found or begins is True,
        no=whole is False,
        none="none" in found or whole is False,
        some="some" in found,
        never="never" in found,
        level=next((level for level in Level if f"level-{level}" in found), None),
        equipment=next((e for e in _strongest() if f"equipment-{e}" in found), None),
        unit=next((unit for unit in Unit if f"unit-{unit}" in found), None),
    )


def _strongest() -> tuple[Equipment, ...]:
    """Of several things that are there the one that allows most comes first."""
    return (Equipment.GYM, Equipment.BARBELL, Equipment.DUMBBELLS, Equipment.BANDS)
