"""Readings in one line each, for tables that a person can read, and what is open, in words. No tests here.

A set is ``100kg x10``, ``+10kg x8`` (added), ``-20kg x10`` (assisted), ``bw x15``, ``band x20``, ``x10`` (no load
known), ``bw 45s``, ``80kg x10 L12R10``; behind it ``rir2``, ``rpe8``, ``failed``, ``to-failure``, ``warmup``, ``drop``.
"""

from __future__ import annotations

import re
from functools import cache

from bot.catalogs import load_catalog, typed_words
from bot.languages import typed_languages
from coach_core.data.load import load_exercises
from coach_core.notation.lexicon import Lexicon
from coach_core.notation.reading import Deed, Entry, Open, Reading, ReadSet
from coach_core.notation.wordbook import build_lexicon
from coach_core.training.weight import LoadKind, Unit, Weight, weigh

KINDS = {
    None: "?",
    LoadKind.EXTERNAL: "",
    LoadKind.BODYWEIGHT: "bw",
    LoadKind.ADDED: "+",
    LoadKind.ASSISTED: "-",
    LoadKind.BAND: "band",
}
OPEN = re.compile(
    r"(?P<exercise>\w+) (?P<sets>\d+)x(?:(?P<time>\d+)s|(?P<low>\d+)(?:-(?P<high>\d+))?)(?P<each> each)?"
    r"(?: (?P<loads>[\d./]+) (?P<unit>kg|lb)| (?P<kind>bw|band))?"
    r"(?: stored (?P<stored>\d+)(?P<today> today)?)?(?: for (?P<own>kg|lb))?"
)


@cache
def lexicon() -> Lexicon:
    """The lexicon of all languages, as the coach has it."""
    return build_lexicon(typed_words(load_catalog(name) for name in typed_languages()), load_exercises())


def open_of(text: str) -> Open | None:
    """ "barbell_hip_thrust 3x8-10 80 kg", "plank 3x45s bw", "step_up 3x10 each stored 1 today"; "nothing" is None."""
    m = OPEN.fullmatch(text)
    if m is None:
        assert text == "nothing", text
        return None
    loads = tuple(weigh(x, Unit(m["unit"])) for x in m["loads"].split("/")) if m["loads"] else ()
    low = int(m["low"]) if m["low"] else None
    return Open(
        exercise=m["exercise"],
        sets=int(m["sets"]),
        reps=(low, int(m["high"] or low)) if low else None,
        seconds=int(m["time"]) if m["time"] else None,
        load=loads[0] if loads else None,
        load_kind={"bw": LoadKind.BODYWEIGHT, "band": LoadKind.BAND, None: LoadKind.EXTERNAL}[m["kind"]],
        loads=loads,
        per_side=bool(m["each"]),
        stored=int(m["stored"] or 0),
        counted=bool(m["today"]),
        unit=Unit(m["own"] or m["unit"] or "kg"),
    )


def show(reading: Reading) -> str:
    """A whole reading in one line."""
    parts = [_deed(Deed(reading.intent, reading.entries))]
    named = {"corrects": reading.corrects, "count": reading.count, "day": reading.day_offset or None}
    named |= {"note": reading.note, "also": reading.also, "problem": reading.problem and reading.problem.key}
    parts += [f"[{key} {_plain(value)}]" for key, value in named.items() if value is not None]
    parts += ["[asks]"] if reading.needs_confirmation else []
    parts += [f"then {_deed(d)}" for d in reading.then]
    parts += [f"or {_deed(d)}" for d in reading.alternatives]
    parts += [f"left: {' / '.join(reading.not_understood)}"] if reading.not_understood else []
    return " ".join(parts)


def _plain(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _deed(deed: Deed) -> str:
    return f"{deed.intent.value} {' | '.join(map(_entry, deed.entries))}".strip()


def _entry(entry: Entry) -> str:
    name = entry.exercise or f"({entry.name or ''})"
    return f"{name}: {', '.join(map(show_set, entry.sets))}" if entry.sets else name


def show_set(read: ReadSet) -> str:
    """One set in a few signs."""
    words = [KINDS[read.load_kind] + (_weight(read.load) if read.load else "")]
    words += [f"x{read.reps}"] if read.reps is not None else []
    sides = ["-" if side is None else str(side) for side in (read.reps_left, read.reps_right)]
    words += ["L{}R{}".format(*sides)] if sides != ["-", "-"] else []
    words += [f"{read.seconds}s"] if read.seconds is not None else []
    words += [f"{read.distance_m:g}m"] if read.distance_m is not None else []
    words += [f"rir{read.rir:g}"] if read.rir is not None else []
    words += [f"rpe{read.rpe:g}"] if read.rpe is not None else []
    words += [read.unit.value] if read.unit else []
    flags = {"failed": read.failed, "to-failure": read.to_failure, "warmup": read.warmup, "drop": read.drop}
    return " ".join(w for w in (*words, *(f for f, on in flags.items() if on)) if w)


def _weight(load: Weight) -> str:
    return f"{load.number}{load.unit.value}"
