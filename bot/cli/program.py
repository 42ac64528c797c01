"""`topset program`: the programs, one as its week by week prescription, the mistakes of a program file."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.exits import FAILED, FINE, complain
from bot.settings import settings_here
from bot.texts import Texts
from coach_core.data.book import Book
from coach_core.data.load import load_book, load_exercises
from coach_core.notation.program_text import read_program
from coach_core.person import Level, Settings
from coach_core.talk import msg
from coach_core.training.as_data import workout_data
from coach_core.training.prescribe import plain_day
from coach_core.training.program import Program
from coach_core.training.weight import Unit, weigh


def run(arguments: Namespace) -> int:
    """list, show or check."""
    return DEEDS[arguments.deed](arguments)


def list_programs(arguments: Namespace) -> int:
    """Every program: its name, its title, how long it takes."""
    programs = load_book(Texts().words).programs.values()
    rows = [{"program": p.name, "title": p.title, "weeks": p.weeks, "days": list(p.days)} for p in programs]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return FINE
    for p in programs:
        print(f"{p.name:22} {p.title}, {p.weeks} weeks, days {' '.join(p.days)}")
    return FINE


def show_program(arguments: Namespace) -> int:
    """The prescriptions of a program, for nobody in particular."""
    texts = Texts()
    book = load_book(texts.words)
    program = book.programs.get(arguments.name)
    if program is None:
        return complain(f"no program is called {arguments.name}; there are: {', '.join(book.programs)}")
    if arguments.week is not None and arguments.week > program.weeks:
        return complain(f"{program.name} has {program.weeks} weeks: --week takes 1 to {program.weeks}")
    workouts = list(prescriptions(book, program, arguments))
    if arguments.json:
        print(json.dumps(workouts, ensure_ascii=False))
        return FINE
    print(program.title)
    for workout in workouts:
        print(*lines_of(workout, texts, settings_here().locale), sep="\n")
    return FINE


def prescriptions(book: Book, program: Program, arguments: Namespace) -> Iterator[dict[str, Any]]:
    """Every day of the wanted weeks in the form of data.workout."""
    unit = Unit(arguments.unit)
    settings = Settings(unit=unit, level=Level(arguments.level) if arguments.level else None)
    known = weigh(arguments.tm, unit) if arguments.tm else None
    weeks = [arguments.week] if arguments.week else range(1, program.weeks + 1)
    for week in weeks:
        for day in program.block(week).days:
            yield workout_data(book, plain_day(book, program, week, day, settings, known))


def lines_of(workout: Mapping[str, Any], texts: Texts, language: str) -> Iterator[str]:
    """A day to read."""
    yield f"\nWeek {workout['week']} · day {workout['day']}"
    for exercise in workout["exercises"]:
        sets = [s for s in exercise["sets"] if s["kind"] != "warmup"]
        name = texts.render(msg("exercise-name", exercise=exercise["exercise"]), language).text
        yield f"  {exercise['slot']}. {name:30} {'; '.join(schemes_of(sets))}"


def schemes_of(sets: list[Mapping[str, Any]]) -> Iterator[str]:
    """Equal sets together: 4×8 @77–80% = 82.5 kg."""
    shown = [set_words(s) for s in sets]
    for words in dict.fromkeys(shown):
        yield f"{shown.count(words)}×{words}"


def set_words(planned: Mapping[str, Any]) -> str:
    """One prescribed set in the notation of the programs."""
    low, high = planned["reps"] or (None, None)
    amount = (
        f"{planned['seconds']} s" if planned["seconds"] else f"{planned['steps']} steps" if planned["steps"] else ""
    )
    if low is not None:
        amount = f"{low}+" if high is None else f"{low}" if low == high else f"{low}-{high}"
    side = " each side" if planned["per_side"] else ""
    percent = f" @{'-'.join(dict.fromkeys(f'{p:g}' for p in planned['pct']))}%" if planned["pct"] else ""
    load = f" = {planned['load']:g} {planned['unit']}" if planned["load"] is not None else ""
    mark = f" {planned['kind']}" if planned["kind"] in ("top", "backoff", "amrap") else ""
    return f"{amount}{side}{percent}{load}{mark}"


def check_program(arguments: Namespace) -> int:
    """The mistakes of a file, one a line, status 1; nothing and status 0 for a good one."""
    try:
        text = Path(arguments.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return complain(f"{arguments.file} cannot be read: {error}")
    found = read_program(text, load_exercises(), Path(arguments.file).stem)
    if isinstance(found, Program):
        print(f"{arguments.file}: fine, {found.weeks} weeks, {len(found.days)} days")
        return FINE
    speak = Texts().speak(settings_here().locale).render
    for m in found:
        print(f"{arguments.file}:{m.line}:{m.col}: found {speak(m.found).text}; expected {speak(m.expected).text}")
    return FAILED


DEEDS = {"list": list_programs, "show": show_program, "check": check_program}
