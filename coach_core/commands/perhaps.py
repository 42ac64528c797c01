"""Reps behind words that nobody knows: "zonked out 12 12 12". They are asked about, and stored only after a yes."""

from __future__ import annotations

import re

from coach_core.commands.asking import confirm
from coach_core.commands.reading import open_of, read_of
from coach_core.commands.when_said import items_of
from coach_core.notation.reading import Intent, Open, Reading
from coach_core.turn import Call, Outcome

LONGEST = 80  # characters
_BEHIND = re.compile(
    r"[^\d?]*?[^\W\d]['’]?\s?(?:(?P<apart>[,:;!.…])[\s,:;!.…]*|\s+)(?P<reps>\d{1,3}(?:\s?[,/\s]\s?\d{1,3}){0,9})[\s.!]*"
)
_ELSEWHERE = frozenset(
    "ghcqyY¤M§¶KX%E"
)  # letters of what is no set: goals, hours, questions, days, cardio, other lifts


def perhaps(call: Call, reading: Reading) -> Outcome | None:
    """The question; None where no such reps are near those of the open exercise, or the words tell something else."""
    here, text = open_of(call, call.person), call.event.text.strip()
    found = _BEHIND.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or reading.also is not None or here.exercise is None:
        return None
    numbers = [int(n) for n in re.findall(r"\d+", found["reps"])]
    if (len(numbers) == 1 and not found["apart"]) or not _are_near(numbers, here):
        return None
    if not _ELSEWHERE.isdisjoint({item.kind for item in items_of(call, text)}):
        return None
    told = read_of(call, found["reps"])
    sets = told.intent is Intent.LOG and told.problem is None and len(told.entries) == 1
    return confirm(call, told, found["reps"], "confirm-doubt") if sets else None


def _are_near(numbers: list[int], here: Open) -> bool:
    """Whether each could be the reps of a set that is left."""
    if here.reps is None or here.sets is None or len(numbers) > here.sets:
        return False
    low, high = here.reps[0], here.reps[1] or here.reps[0]
    return all(low <= 2 * n and n <= 2 * high for n in numbers)
