"""What is asked about a starting set before it is stored (R35): odd numbers, which way round, how many reps. Which sets
are odd stands in starting_set.py.
"""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.first import begun
from coach_core.commands.screens import question
from coach_core.commands.starting_set import is_odd, lift_of, other_way, set_read, written
from coach_core.commands.weights import weight_in
from coach_core.notation.reading import ReadSet
from coach_core.person import Person, Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.weight import Unit, Weight
from coach_core.turn import Call, Outcome

Set = tuple[Weight, int]  # a load and how often


def doubted(call: Call, person: Person, text: str) -> Outcome | None:
    """The question about an odd set; None for an ordinary one. The unit is known."""
    told, unit = set_read(call, person, text), person.settings.unit
    if told is None or unit is None or not is_odd(told, lift_of(person), unit):
        return None
    turned = other_way(told, unit)
    sane = turned is not None and not is_odd(_plain(*turned), lift_of(person), unit)
    return ask_which(person, _with_unit(told, unit), turned if sane else None)


def _plain(load: Weight, reps: int) -> ReadSet:
    return ReadSet(load=load, reps=reps)


def _with_unit(told: ReadSet, unit: Unit) -> Set:
    assert told.load is not None and told.reps is not None
    return Weight(told.load.hundredths, unit), told.reps


def ask_which(person: Person, typed: Set, other: Set | None = None) -> Outcome:
    """Whether a set is meant as it was typed, or as ``other``; the likelier one comes first."""
    again = (Button("start:set:again", msg("button-tell-again")),)
    if other is None:
        line = msg("start-odd", set=_shown(typed), exercise=lift_of(person))
        rows = ((Button("start:set:sure", msg("button-yes-that-set")),), again)
        return _asking(person, "confirm", (line,), rows, {"told": written(*typed)})
    line = msg("start-which-way", set=_shown(typed), other=_shown(other))
    both = (Button("start:set:other", _shown(other)), Button("start:set:sure", _shown(typed)))
    return _asking(person, "confirm", (line,), (both, again), {"told": written(*typed), "other": written(*other)})


def _shown(read: Set) -> Msg:
    return msg("start-set-shown", load=read[0], reps=read[1])


def how_many(person: Person, load: Weight) -> Outcome:
    """A weight without reps: how many were they?"""
    line = msg("start-how-many", load=load, example=msg("start-set-shown", load=load, reps=10))
    return _asking(
        person,
        "start",
        (line,),
        ((Button("start:start:never", msg("button-never")),),),
        {"load": f"{load.hundredths / 100:g} {load.unit}"},
    )


def _asking(
    person: Person, asks: str, lines: tuple[Msg, ...], rows: tuple[tuple[Button, ...], ...], keep: dict[str, str]
) -> Outcome:
    said: Say = question(asks, lines, rows)
    return Outcome(replace(person, question=Question(asks, "start", keep)), (said,))


def counted(call: Call, text: str) -> str | None:
    """The set that a bare count of reps makes with the weight that was told before it."""
    question = call.person.question
    load = weight_in(question.keep.get("load", ""), Unit.KG) if question is not None else None
    count = text.strip()
    if load is None or not (count.isascii() and count.isdigit() and 1 <= int(count[:4]) <= 1000):
        return None
    return written(load, int(count[:4]))


def weighed(call: Call, load: Weight, told: str) -> Outcome | str:
    """A weight with its unit and nothing else, typed where a set was told without: that set with its unit, or what is
    still to be asked.
    """
    person = replace(call.person, settings=replace(call.person.settings, unit=load.unit))
    old = set_read(call, person, told)
    if old is None or old.load is None or old.reps is None:
        return how_many(person, load)
    if old.load.amount == load.amount:
        return written(load, old.reps)
    if old.reps == load.amount:
        turned = other_way(old, load.unit)
        return written(*turned) if turned is not None else how_many(person, load)
    return ask_which(person, _with_unit(old, load.unit), (load, old.reps))


def chosen(call: Call, value: str) -> Outcome | None:
    """The answer: as it was typed, the other way, or told again (None: an old button)."""
    question = call.person.question
    if question is None or question.command != "start" or question.asks != "confirm":
        return None
    told = question.keep.get("other" if value == "other" else "told", "")
    return begun(call, call.person, told) if value in ("sure", "other") and told else None
