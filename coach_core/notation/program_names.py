"""Names of exercises in a program: the English name is the id with blanks. What follows them is in program_slot.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from coach_core.notation.mistakes import Line, Mistake
from coach_core.talk import Msg, msg
from coach_core.training.exercise import Exercise

NAME = re.compile(r"[^\W\d_](?:[^\s\d\"“,:]|\s(?=[^\W\d_]))*")


def spoken(exercise: str) -> str:
    """An exercise's id as it is written in a program: "romanian_deadlift" is "Romanian deadlift"."""
    return exercise.replace("_", " ").capitalize()


def read_name(
    line: Line, start: int, exercises: Mapping[str, Exercise]
) -> tuple[Exercise | None, int, tuple[Mistake, ...]]:
    """The exercise named at ``start``, where its name ends, and what is wrong with it."""
    found = NAME.match(line.text, start)
    if found is None:
        word = re.compile(r"\S*").match(line.text, start)
        return None, start, (line.mistake(start, word.end() if word else start, msg("expect-exercise")),)
    ends = [hit.end() for hit in re.finditer(r"\S+", found[0])]
    for end in reversed(ends):
        known = exercises.get(_id(found[0][:end]))
        if known:
            return known, start + end, ()
    return None, found.end(), (line.mistake(start, found.end(), _nearest(found[0], exercises)),)


def _id(name: str) -> str:
    return "_".join(name.lower().replace("-", " ").replace("'", "").split())


def _nearest(name: str, exercises: Mapping[str, Exercise]) -> Msg:
    near = get_close_matches(_id(name)[:60], exercises, n=1)
    return msg("expect-exercise-like", name=spoken(near[0])) if near else msg("expect-exercise")
