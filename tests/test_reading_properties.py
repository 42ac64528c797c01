"""Reading, whatever is written: never an exception, linear time, and what programs write is read back."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_form import lexicon, open_of
from yardstick import seconds

from coach_core.notation.as_json import reading_data
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Reading, ReadSet

OPENS = [
    open_of(t) for t in ("barbell_hip_thrust 3x8-10 80 kg", "plank 3x45s bw", "step_up 3x10 each 10 kg", "nothing")
]
WORDS = """1 8 10 12 80 82,5 100 100x10 3x10 x × @ @8 , ; . : / - + ( ) # % ? ¿ ! kg lb lbs s min 1:30 rpe rir reps sets
of for at no oops last all 2nd set was skip swap undo done finish same bw band each side L R left right in the tank
failed F to failure warmup drop hip thrust rdl squat curls hecho serie de con por lado ayer yesterday goal felt easy
٨٠ ½ 💪 1,000 1e308 nan inf"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\ud800", "\u202e"])
MESSY = st.lists(PIECES, max_size=30).flatmap(lambda p: st.sampled_from([" ".join(p), "".join(p)]))
NASTY = [
    "one heavy single ",
    "got all 5 but ",
    *("1 ", "1,", "x", "1x", "100x10,", "a b ", "-", "(", "1", "no ", "hip ", "squat ", "done,", "1:30 ", "12/10 "),
    *("8-10 ", "abcdefgh 100x10\n", "zz 1x1 ", "@8 ", "left right ", "\ud800", "e\u0301", "skip,", "same ", ";"),
    *("3x10 (10,10,10) ", "82,5,", "١", "💪", "rpe 8 ", "felt ", "100kgx5 ", "1a ", "set 1 and ", "\u0301", "hip-"),
    *("<", "<a", "1/", "1 kg ", "1 reps ", "1 sets ", "1 kg 2 reps ", "no, ", "all ", "last ", "1. ", "?"),
    *(
        "instead of ",
        "squat 1 ",
        "1 squat ",
        "60 8 3\n",
        "w: 60 r: 8 ",
        "-60x8\n",
        "70k ",
        "2 more 60x8, ",
        "3/4 sets ",
    ),
]
TABLES = [  # five hundred rows that are pasted
    "\n".join(f"{60 + n % 40} {8 + n % 5} 3" for n in range(500)),
    "Set | Weight (kg) | Reps\n" + "\n".join(f"{n} | {60 + n % 40} | {8 + n % 5}" for n in range(1, 501)),
    "Date\tExercise\tWeight\tReps\n"
    + "\n".join(f"2026-01-{n % 28 + 1:02}\tSquat\t{60 + n % 40}\t8" for n in range(500)),
]
LENGTH = 10_000
LIMIT_S = 0.05


def texts() -> st.SearchStrategy[str]:
    everything = st.text(st.characters(exclude_categories=[]), max_size=200)
    return st.one_of(everything, MESSY, st.builds("{}{}{}".format, MESSY, everything, MESSY))


@settings(max_examples=400, deadline=None)
@given(texts(), st.sampled_from(OPENS), st.sampled_from(["en", "es", "pt", ""]))
def test_reading_never_raises_and_keeps_its_promises(text: str, opened: object, language: str) -> None:
    reading = read(text, lexicon(), opened, language)  # type: ignore[arg-type]
    json.dumps(reading_data(reading, lexicon()))
    if reading.intent is Intent.LOG:
        assert reading.entries
        assert all(e.sets for e in reading.entries)
    for deed in (reading, *reading.then, *reading.alternatives):
        for entry in deed.entries:
            for one in entry.sets:
                assert within_limits(one, deed.intent)


def within_limits(one: ReadSet, intent: Intent) -> bool:
    least = 0 if one.failed or intent is not Intent.LOG else 1
    return (one.load is None or 0 < one.load.hundredths <= 100_000) and (one.reps is None or least <= one.reps <= 1000)


def reader(text: str) -> Reading:
    return read(text, lexicon(), OPENS[0], "en")


@pytest.mark.parametrize("piece", NASTY)
def test_no_shape_takes_long(piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    assert seconds(lambda: reader(text), LIMIT_S) <= LIMIT_S


@pytest.mark.parametrize("table", TABLES, ids=["plain", "with a head", "with days"])
def test_no_table_takes_long(table: str) -> None:
    assert seconds(lambda: reader(table), LIMIT_S) <= LIMIT_S


def quadratic(text: str) -> int:
    """A reader that begins anew at every word."""
    return sum(len(text[start:].split()) for start in range(0, len(text), 2))


def test_the_clock_would_catch_a_quadratic_reader() -> None:
    """The control: the same harness on a reader that looks at the rest of the text from every place."""
    text = ("1 " * LENGTH)[:LENGTH]
    assert seconds(lambda: quadratic(text), LIMIT_S) > LIMIT_S


@given(st.integers(1, 400), st.integers(1, 30), st.sampled_from("xX×*✕"))
def test_digits_of_every_script_are_digits(load: int, reps: int, sign: str) -> None:
    plain = f"{load}{sign}{reps}"
    for zero in ("٠", "०", "０", "𝟎", "๐"):
        assert unicodedata.decimal(zero) == 0
        foreign = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in plain)
        assert reader(foreign) == reader(plain)


@given(st.integers(41, 200), st.integers(1, 20), st.integers(2, 6))
def test_the_usual_ways_to_write_a_set_say_the_same(load: int, reps: int, sets: int) -> None:
    wanted = reader(f"{load} kg x {reps} reps x {sets} sets").entries
    assert len(wanted[0].sets) == sets
    for text in (
        f"{sets} sets of {reps} at {load} kg",
        f"{load}kg {sets}x{reps}",
        f"{sets}x{reps} @ {load} kg",
        f"{sets}x{reps} {load}kg",
        f"{sets} series de {reps} con {load} kg",
        ", ".join([f"{load}kg x {reps}"] * sets),
        "\n".join([f"{reps} reps {load} kg"] * sets),
        f"{load}kg " + " ".join(str(reps) for _ in range(sets)),
    ):
        assert reader(text).entries == wanted, text


@given(st.sampled_from(["barbell hip thrust", "romanian deadlift", "step up", "back squat"]), st.integers(1, 8))
def test_what_a_program_writes_is_what_a_person_may_type(name: str, sets: int) -> None:
    exercise = name.replace(" ", "_")
    line = f"{name.capitalize()}  {sets}x8 60 kg  2 in reserve"
    reading = read(line, lexicon(), None, "en")
    assert [e.exercise for e in reading.entries] == [exercise]
    assert [(s.reps, s.rir) for s in reading.entries[0].sets] == [(8, 2)] * sets
    ranged = read(f"{name} {sets}x8-10 60 kg", lexicon(), None, "en")
    assert ranged.needs_confirmation, "a range says what is to be done, not what was done"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=60))
def test_questions_are_never_stored(text: str) -> None:
    assert reader("is 100x10 good " + text.replace("\n", " ").replace(";", " ") + "?").intent is not Intent.LOG or {
        ".",
        "!",
    } & set(text)
