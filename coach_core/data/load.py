"""The files of this folder, read: exercises and programs. What they mean is in training/ and notation/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from coach_core.notation.program_text import read_program
from coach_core.training.exercise import Exercise
from coach_core.training.program import Program

HERE = files("coach_core.data")


def load_exercises() -> Mapping[str, Exercise]:
    """Every exercise by its id. Raises ``ValueError`` if the file is wrong or names an exercise that is not there."""
    table = tomllib.loads(HERE.joinpath("exercises.toml").read_text("utf-8"))
    exercises = {key: msgspec.convert({**row, "id": key}, Exercise) for key, row in table.items()}
    for exercise in exercises.values():
        unknown = {*exercise.without.values(), *exercise.swaps} - exercises.keys()
        if unknown:
            raise ValueError(f"{exercise.id} names exercises that are not there: {sorted(unknown)}")
    return exercises


def load_programs(exercises: Mapping[str, Exercise]) -> Mapping[str, Program]:
    """Every program by its name, which is the stem of its file. Raises ``ValueError`` where one cannot be read."""
    found = sorted(
        (f.name, f.read_text("utf-8")) for f in HERE.joinpath("programs").iterdir() if f.name.endswith(".txt")
    )
    programs = {}
    for file, text in found:
        name = file.removesuffix(".txt")
        program = read_program(text, exercises, name)
        if not isinstance(program, Program):
            raise ValueError(f"{file}: {program}")
        programs[name] = program
    return programs
