""" "day B", "show me week 3 day A", "the workout of week 3": the day of the program that is asked for."""

from __future__ import annotations

import re

from coach_core.commands.in_passing import bare
from coach_core.commands.place import program_of
from coach_core.data.typed import Typed
from coach_core.notation.lexicon import phrase
from coach_core.training.program import Program
from coach_core.turn import Call

WEEK, DAY, NEXT, AROUND = "week", "day", "next", "around"
LONGEST = 10  # words


def place_asked(call: Call, text: str) -> str | None:
    """Week and day as "today 3 A" takes them; None for a text that says anything else, or nothing of them."""
    program, plan = program_of(call, call.person), call.person.training.plan
    words = tuple(bare(text).split())
    if program is None or plan is None or len(words) > LONGEST:
        return None
    found = _read(call.given.book.typed, program, words)
    if found is None:
        return None
    week, day = found
    if week == NEXT:
        week = str(plan.week + 1)
    return f"{week} {day}".strip() or None


def are_sets(call: Call, words: str) -> bool:
    """Whether the words behind "today" are what was done: "today 12 12 12", where "today 3 A" is a day's workout."""
    program, places = program_of(call, call.person), call.given.book.typed.places
    named = [places.get(word, "") for word in phrase(words)]
    numbers = re.findall(r"\d+", words)
    if {WEEK, DAY, NEXT} & set(named):
        return False
    if program is not None and any(word in {d.lower() for d in program.days} for word in phrase(words)):
        return False
    return len(numbers) > 1 or (len(numbers) == 1 and program is not None and int(numbers[0][:4]) > program.weeks)


def _read(typed: Typed, program: Program, words: tuple[str, ...]) -> tuple[str, str] | None:
    """The number behind "week" and the letter behind "day"; every other word only stands around them."""
    week = day = ""
    before = ""
    for word in words:
        kind = typed.places.get(word, "")
        if before == WEEK and word.isdecimal():
            week = word
        elif before == DAY and (named := _day(program, word)):
            day = named
        elif kind == NEXT:
            week = NEXT
        elif kind not in (WEEK, DAY, AROUND):
            return None
        before = kind
    return (week, day) if (week and WEEK in _kinds(typed, words)) or day else None


def _kinds(typed: Typed, words: tuple[str, ...]) -> set[str]:
    return {typed.places.get(word, "") for word in words}


def _day(program: Program, word: str) -> str:
    """A day of the program by its letter or its number; of a letter that it has not, the letter."""
    if word.isdecimal():
        return program.days[int(word) - 1] if 1 <= int(word) <= len(program.days) else word
    return next((d for d in program.days if d.lower() == word), word if len(word) == 1 else "")
