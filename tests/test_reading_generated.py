"""Random sets in random notations: the reading returns them, offers them, or asks. Short here; TOPSET_TEST_SETS=20000
makes it long."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from reading_form import lexicon

from coach_core.notation.read import read
from coach_core.notation.reading import Entry, Intent, Open, Reading
from coach_core.training.weight import LoadKind, Unit, Weight, weigh

EXAMPLES = int(os.environ.get("TOPSET_TEST_SETS", "300"))


@dataclass(frozen=True, slots=True)
class Done:
    """A set that was done."""

    load: str
    unit: Unit
    reps: int

    @property
    def weight(self) -> Weight:
        """Its load."""
        return weigh(self.load, self.unit)


Row = Sequence[Done]
Style = Callable[[Row], str]


def each(pattern: str, between: str) -> Style:
    """Every set for itself."""
    return lambda row: between.join(pattern.format(w=d.load, u=d.unit, r=d.reps) for d in row)


PAIRS = (
    "{w}x{r}",
    "{w} x {r}",
    "{w}*{r}",
    "{w}×{r}",
    "{w}{u} x {r}",
    "{w} {u} for {r}",
    "{r} reps at {w} {u}",
    "{r}@{w}{u}",
)
PAIRS += ("{w} {u} {r} reps", "{w}{u}x{r}", "{w} por {r}", "{w} на {r}", "{w} fois {r}", "{w} mal {r}", "{w}/{r}")
BETWEEN = (", ", "; ", "\n", " + ", " and ")
STYLES: tuple[Style, ...] = tuple(each(pair, sign) for pair in PAIRS for sign in BETWEEN)
SAME: tuple[str, ...] = (
    *(
        "{n}x{r} {w}{u}",
        "{n} x {r} @ {w} {u}",
        "{w}{u} {n}x{r}",
        "{n} sets of {r} at {w} {u}",
        "{w}x{r}x{n}",
        "{w} x {r} x{n}",
    ),
    *(
        "{n} series de {r} con {w} {u}",
        "{n} Sätze à {r} mit {w} {u}",
        "{n} séries de {r} à {w} {u}",
        "{n} подхода по {r} с {w}",
    ),
    *("{n}x{r} @{w}", "{w} {u}, {r} reps, {n} sets", "{n} sets {r} reps {w} {u}", "{n}x{r}x{w}"),
)


def falling(row: Row, sign: str) -> str:
    """ "100x10, 9, 8"."""
    return f"{row[0].load}x" + sign.join(str(d.reps) for d in row)


@st.composite
def rows(draw: st.DrawFn, *, same_load: bool = False, same: bool = False) -> list[Done]:
    """One to five sets of an ordinary lift, near the prescribed load."""
    unit = draw(st.sampled_from(list(Unit)))
    step = 2.5 if unit is Unit.KG else 5
    count = draw(st.integers(2 if same else 1, 5))
    base = draw(st.integers(int(40 / step), int(160 / step)))
    reps = draw(st.lists(st.integers(3, 15), min_size=count, max_size=count))
    moved = [0 if same_load or same else draw(st.integers(-2, 2)) for _ in range(count)]
    return [Done(f"{(base + m) * step:g}", unit, reps[0] if same else r) for m, r in zip(moved, reps, strict=True)]


def here(row: Row) -> Open:
    """The exercise that is open: prescribed near what was done."""
    load = max((d.weight for d in row), key=lambda w: w.hundredths)  # no set jumps beyond it
    reps = (max(1, min(d.reps for d in row) - 2), max(d.reps for d in row) + 2)
    return Open(
        "barbell_hip_thrust", max(2, len(row)), reps, load=load, loads=(load,) * max(2, len(row)), unit=row[0].unit
    )


def fits(entries: Sequence[Entry], row: Row) -> bool:
    """Whether an entry holds just these sets."""
    sets = [s for e in entries for s in e.sets]
    return [(s.load, s.reps, s.load_kind) for s in sets] == [(d.weight, d.reps, LoadKind.EXTERNAL) for d in row]


def honest(reading: Reading, row: Row) -> bool:
    """Returned, offered, or asked about: never another set in silence."""
    if reading.intent is Intent.LOG and fits(reading.entries, row):
        return True
    return any(fits(d.entries, row) for d in reading.alternatives) or reading.needs_confirmation


def as_typed(text: str, *, comma: bool) -> str:
    return text.replace(".5", ",5") if comma else text


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows(), st.sampled_from(STYLES), st.booleans())
def test_sets_written_one_by_one(row: list[Done], style: Style, comma: bool) -> None:
    text = as_typed(style(row), comma=comma)
    reading = read(text, lexicon(), here(row), "en")
    assert honest(reading, row), (text, reading)


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows(same=True), st.sampled_from(SAME), st.booleans())
def test_schemes(row: list[Done], pattern: str, comma: bool) -> None:
    text = as_typed(pattern.format(n=len(row), w=row[0].load, u=row[0].unit, r=row[0].reps), comma=comma)
    reading = read(text, lexicon(), here(row), "en")
    assert honest(reading, row), (text, reading)


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows(same_load=True), st.sampled_from([", ", ",", " ", "/", "-"]))
def test_a_load_and_the_reps_of_every_set(row: list[Done], sign: str) -> None:
    reading = read(falling(row, sign), lexicon(), here(row), "en")
    assert honest(reading, row), (falling(row, sign), reading)


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows())
def test_what_is_plain_is_returned_and_not_asked(row: list[Done]) -> None:
    """The control of ``honest``: with its unit written and the load first nothing has to be asked."""
    text = ", ".join(f"{d.load} {d.unit} x {d.reps}" for d in row)
    reading = read(text, lexicon(), here(row), "en")
    assert fits(reading.entries, row) and not reading.needs_confirmation
