"""What a free sentence wants that is neither a set nor a command: its kind, its number, its exercises. No answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from coach_core.data.wants import ANY, EXERCISE, NUMBER, Form, Part, Wants
from coach_core.notation.clean import fold
from coach_core.talk import Kind
from coach_core.turn import Call
from coach_core.values import dataclass

LONGEST, MOST = 100, 14  # characters, words: a longer text tells a story
FAR, NAME = 5, 4  # words that ``~`` stands for; words of an exercise's name
SETS = re.compile(r"[0-9]\s{0,3}[x×*@]\s{0,3}[0-9]", re.IGNORECASE)
WORD = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?|[^\W\d_]+(?:['’][^\W\d_]+)*")
ASKED_BESIDE = frozenset({"log", "swap", "skip", "rir", "finish", "history", "edit", "remove", "setup"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind ("rest", "bar"), the number that was told, the exercises that were named."""

    kind: str
    number: str | None = None
    exercises: tuple[str, ...] = ()


def wanted(call: Call, text: str) -> Wanted | None:
    """The wish of the whole text; None for any other text, and while a question is open that goes first."""
    question = call.person.question
    if call.event.kind is not Kind.TEXT or call.person.consent is None or len(text) > LONGEST or SETS.search(text):
        return None
    if question is not None and question.command not in ASKED_BESIDE:
        return None
    said = [_word(m[0]) for m in islice(WORD.finditer(text), MOST + 1)]
    if not said or len(said) > MOST:
        return None
    return _found(call, said)


def _word(told: str) -> str:
    return fold(told).replace("'", "").replace("’", "")


def _found(call: Call, said: Sequence[str]) -> Wanted | None:
    table: Wants = call.given.book.typed.wants
    for form in table.of(frozenset(said)):
        took = _Reader(call, table, said).read(form)
        if took is not None:
            return took
    return None


class _Reader:
    """Reads one text by one form at a time; the words around are passed over."""

    def __init__(self, call: Call, table: Wants, said: Sequence[str]) -> None:
        self._call = call
        self._table = table
        self._said = said
        self._steps = 0

    def read(self, form: Form) -> Wanted | None:
        """What the text wants by this form."""
        took = self._from(form.parts, 0)
        if took is None:
            return None
        numbers = [told for kind, told in took if kind == NUMBER]
        return Wanted(
            form.kind, numbers[0] if numbers else None, tuple(told for kind, told in took if kind == EXERCISE)
        )

    def _from(self, parts: Sequence[Part], at: int) -> tuple[tuple[str, str], ...] | None:
        """What was taken of the text from this word on; None where it does not fit to its end."""
        self._steps += 1
        if self._steps > 400:  # words that could stand for each other in very many ways
            return None
        if not parts:
            rest = self._said[at:]
            return () if all(w in self._table.around for w in rest) else None
        first, behind = parts[0], parts[1:]
        for end, took in self._fits(first, at):
            if (more := self._from(behind, end)) is not None:
                return (*took, *more)
        if first.optional and (more := self._from(behind, at)) is not None:
            return more
        passed = at < len(self._said) and self._said[at] in self._table.around
        return self._from(parts, at + 1) if passed else None

    def _fits(self, part: Part, at: int) -> list[tuple[int, tuple[tuple[str, str], ...]]]:
        """Where the part may end that begins at this word, and what it takes."""
        if at >= len(self._said):
            return []
        word, fits = self._said[at], list[tuple[int, tuple[tuple[str, str], ...]]]()
        if EXERCISE in part.words:
            fits += [
                (end, ((EXERCISE, name),))
                for end in range(min(len(self._said), at + NAME), at, -1)
                if (name := self._exercise(at, end)) is not None
            ]
        if NUMBER in part.words and (word[0].isdigit() or word in self._table.numbers):
            fits.append((at + 1, ((NUMBER, word),)))
        if part.has(word):
            fits.append((at + 1, ()))
        if ANY in part.words:
            fits += [(end, ()) for end in range(at + 1, min(len(self._said), at + FAR) + 1)]
        return fits

    def _exercise(self, at: int, end: int) -> str | None:
        around = self._table.around
        if self._said[at] in around or self._said[end - 1] in around:
            return None
        found, _ = self._call.given.book.lexicon.exercise(" ".join(self._said[at:end]))
        return found
