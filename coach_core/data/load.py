"""The files of this folder, read: exercises, programs, safety words; the whole book. What they mean is elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from coach_core.data.book import Book, Cities, Words, no_cities
from coach_core.data.typed import build_typed
from coach_core.data.zones import load_zones
from coach_core.knowledge.phrases import Phrases, load_phrases
from coach_core.knowledge.studies import load_studies
from coach_core.notation.program_text import read_program
from coach_core.notation.wordbook import build_lexicon
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.program import Program
from coach_core.training.rules import RULES
from coach_core.training.weight import LoadKind

HERE = files("coach_core.data")


def load_book(words: Words, cities: Cities = no_cities) -> Book:
    """Everything that is content; ``words`` are what people type, ``cities`` how they call those of the time zones.

    Raises ``ValueError`` where a file is wrong.
    """
    exercises = load_exercises()
    return Book(
        programs=load_programs(exercises),
        exercises=exercises,
        lexicon=build_lexicon(words, exercises),
        phrases=load_safety(),
        studies=load_studies(HERE.joinpath("studies.toml").read_text("utf-8")),
        typed=build_typed(words),
        cities=cities,
        make_zones=cache(load_zones),
    )


def load_safety() -> Phrases:
    """The words of the red flags. Raises ``ValueError`` where a file is wrong."""
    return load_phrases(_texts("safety", ".toml").values())


def load_exercises() -> Mapping[str, Exercise]:
    """Every exercise by its id. Raises ``ValueError`` if the file is wrong or names an exercise that is not there."""
    table = _toml("exercises.toml")
    exercises = {key: msgspec.convert({**row, "id": key}, Exercise) for key, row in table.items()}
    exercises |= {exercise.id: exercise for exercise in _logged(_toml("logged.toml"))}
    for exercise in exercises.values():
        unknown = {*exercise.without.values(), *exercise.swaps} - exercises.keys()
        if unknown:
            raise ValueError(f"{exercise.id} names exercises that are not there: {sorted(unknown)}")
    return exercises


def _logged(file: Mapping[str, Any]) -> Iterator[Exercise]:
    """The exercises that are only logged, from tables by what they load and by what carries it."""
    for part in ("lower", "upper"):
        for name, rows in file[part].items():
            tool = Tool(name)
            kind = LoadKind.BODYWEIGHT if tool is Tool.BODY else LoadKind.EXTERNAL
            for key, swaps in rows.items():
                yield Exercise(
                    key,
                    tool,
                    kind,
                    implements=2 if key in file["pairs"] else 1,
                    main=key in file["main"],
                    lower=part == "lower",
                    per_side=key in file["per_side"],
                    timed=key in file["timed"],
                    swaps=tuple(swaps),
                )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(HERE.joinpath(name).read_text("utf-8"))


def load_programs(exercises: Mapping[str, Exercise]) -> Mapping[str, Program]:
    """Every program by its name, which is the stem of its file. Raises ``ValueError`` where one cannot be read."""
    return {name: _program(name, text, exercises) for name, text in _texts("programs", ".txt").items()}


def _program(name: str, text: str, exercises: Mapping[str, Exercise]) -> Program:
    program = read_program(text, exercises, name, RULES)
    if not isinstance(program, Program):
        raise ValueError(f"program {name}: {program}")
    return program


def _texts(folder: str, ending: str) -> Mapping[str, str]:
    """The texts of a folder by the stems of their files, in the order of the names."""
    there = sorted(HERE.joinpath(folder).iterdir(), key=lambda file: file.name)
    return {f.name.removesuffix(ending): f.read_text("utf-8") for f in there if f.name.endswith(ending)}
