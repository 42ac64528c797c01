"""`topset parse`: how a message is read, as JSON (interfaces.md section 4). Opens no store."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from bot.clean import clean_incoming
from bot.settings import settings_here
from bot.settled import settle
from bot.texts import Texts
from coach_core.data.book import Book
from coach_core.data.load import load_book
from coach_core.knowledge.flags import Flag, find_flag
from coach_core.notation.as_json import reading_data
from coach_core.notation.read import read
from coach_core.notation.reading import Entry, Intent, Open, Reading
from coach_core.training.exercise import Exercise
from coach_core.training.weight import LoadKind, Unit, Weight, weigh
from coach_core.values import dataclass

ASKED = ("text", "locale", "unit", "exercise", "sets", "reps", "seconds", "load")
STOPS, PAIN = ("R1", "R2"), "R3"


@dataclass(frozen=True, slots=True)
class Reader:
    """All that reading needs: the book, the languages, the language where none is told."""

    book: Book
    texts: Texts
    locale: str

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The reading of one request."""
        language = self.book.lexicon.language(request.get("locale") or self.locale)
        text = clean_incoming(str(request.get("text") or ""))
        lexicon = self.book.lexicon
        reading = read(text, lexicon, self.opened(request), language)
        return reading_data(with_safety(reading, find_flag(text, self.book.phrases)), lexicon)

    def opened(self, request: Mapping[str, Any]) -> Open | None:
        """The open exercise of a request; None where it tells nothing at all."""
        if all(request.get(name) is None for name in ASKED[2:]):
            return None
        unit = Unit(request["unit"]) if request.get("unit") else None
        exercise = self.book.exercises.get(str(request.get("exercise")))
        load = a_load(request.get("load"), unit)
        sets = int(request["sets"]) if request.get("sets") else None
        return Open(
            exercise=request.get("exercise"),
            sets=sets,
            reps=a_range(request.get("reps")),
            seconds=int(request["seconds"]) if request.get("seconds") else None,
            load=load,
            load_kind=kind_of(exercise, load),
            loads=(load,) * (sets or 0),
            per_side=bool(exercise and exercise.per_side),
            unit=unit,
        )


def with_safety(reading: Reading, flag: Flag | None) -> Reading:
    """The reading with its red flag: behind one that stops (R1 of docs/rules.md) nothing is stored."""
    if flag is None:
        return reading
    asks = reading.needs_confirmation or any(e.exercise is None and e.name for e in reading.entries)
    hurts = flag.level == PAIN and asks and not any(map(_is_scheme, reading.entries))
    return (
        Reading(Intent.OTHER, safety=flag.level)
        if flag.level in STOPS or hurts
        else replace(reading, safety=flag.level)
    )


def _is_scheme(entry: Entry) -> bool:
    """Whether a load was written with its unit: numbers beside a pain that have none are hardly sets."""
    return any(s.load is not None and s.unit_told for s in entry.sets)


def run(arguments: Namespace) -> int:
    """Answer the text of the command line, or every line of standard input."""
    texts = Texts()
    reader = Reader(load_book(texts.words), texts, settings_here().locale)
    reader.book.complete()
    settle()
    if arguments.stdin_json:
        return answer_lines(reader)
    if arguments.exercise is not None and arguments.exercise not in reader.book.exercises:
        near = get_close_matches(arguments.exercise, reader.book.exercises, 1, 0) or ["barbell_hip_thrust"]
        print(f"--exercise: no exercise {arguments.exercise!r}; an id as in {near[0]}", file=sys.stderr)
        return 1
    request = {name: getattr(arguments, name) for name in ASKED}
    show(reader.answer({**request, "text": " ".join(arguments.text)}))
    return 0


def answer_lines(reader: Reader) -> int:
    """One JSON object for each line; a line that cannot be taken is answered with what is wrong with it."""
    for line in sys.stdin.buffer:
        try:
            request = json.loads(line.decode("utf-8", "replace"))
            show(reader.answer(request if isinstance(request, dict) else {"text": request}))
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            show({**reader.answer({"text": ""}), "error": f"not a request: {error}"})
    return 0


def show(answer: Mapping[str, Any]) -> None:
    """One line, sent at once."""
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def a_load(told: object, unit: Unit | None) -> Weight | None:
    """A prescribed load; kilograms where no unit is told. Raises ``ValueError`` for anything but a number."""
    return None if told is None else weigh(str(told).replace(",", "."), unit or Unit.KG)


def a_range(told: object) -> tuple[int, int] | None:
    """Prescribed repetitions: "8-10" or 8. Raises ``ValueError`` for anything else."""
    if told is None:
        return None
    low, _, high = str(told).partition("-")
    return int(low), int(high or low)


def kind_of(exercise: Exercise | None, load: Weight | None) -> LoadKind:
    """The kind of load of the open exercise: its own; bodyweight with a load told is weight added."""
    if exercise is None:
        return LoadKind.EXTERNAL
    return exercise.loaded if load is not None else exercise.load_kind
