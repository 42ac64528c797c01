"""Clauses that say what stored sets were: "that was squats", "I meant pounds". Their numbers are in correcting.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coach_core.notation.clauses import Clause, selected
from coach_core.notation.items import Item
from coach_core.notation.kinds import DENIED, MEANT
from coach_core.notation.makers import UNITS
from coach_core.notation.message import Message
from coach_core.notation.reading import Deed, Entry, Intent, ReadSet
from coach_core.training.weight import Unit, Weight

_WHAT = "[Ekb]"
_MEANT = re.compile(
    rf"(?:[Nwfx]{{1,4}},(?==))?(?:[N,]*=|N[N,]*)[Aw]?({_WHAT})(?:[,w&=]*A?({_WHAT}))?(?:,?N[Aw]?{_WHAT})?"
)
_UNIT = re.compile(
    "(?:[aXw]{1,2}=[aX]?|=[aX]|V)A?([kb])(?:,?N)*|A?([kb]),?N+"
)  # "all of that was in lbs", "in lbs sorry"
_NOT_THAT = re.compile(rf"({_WHAT})N[Aw]?{_WHAT}")
_ALL = re.compile(r"[N,]*=?a(?:(?:n?s)?=?|n=)[kb]|[N,]*=[kb],?a")
_LATE = re.compile("(?<=n)[,&]+a[kb]$")
_SAYS = frozenset("=NVaozs")  # without any of these letters nothing is said of what it was
_OTHER = {Unit.KG: Unit.LB, Unit.LB: Unit.KG}


def what_it_was(message: Message, piece: Clause) -> bool:
    """Puts right the exercise or the unit of what was stored, or was said just before. False if it is none of that."""
    if _SAYS.isdisjoint(piece.letters) and piece.letters not in UNITS:
        return False
    if not piece.asked and (which := _all_or_some(message, piece)) is not None:
        return _in_unit(message, next(UNITS[i.kind] for i in piece.row if i.kind in UNITS), which)
    meant = None if piece.asked else _meant(message, piece)
    if meant is None:
        return False
    if meant.kind == "E":
        if message.deeds:
            return False
        message.add(Intent.CORRECT, (Entry(meant.exercise, message.slice((meant.start, meant.end))),))
        message.corrects = "last"
        return True
    unit = UNITS[meant.kind]
    everything = not {"a", "X"}.isdisjoint(piece.letters)
    alone = sum(i.kind in "kb" for i in piece.row) == 1
    return _in_unit(message, _OTHER[unit] if alone and _denies(piece) else unit, "all" if everything else "last")


def unit_apart(piece: Clause) -> Iterator[Clause]:
    """The clause, and the unit of all its sets by itself where it ends in that: "100x10, 100x9, all lbs"."""
    late = _LATE.search(piece.letters) if "a" in piece.letters else None
    if late is None:
        yield piece
        return
    yield Clause(piece.row[: late.start()], piece.letters[: late.start()], piece.asked)
    yield piece.rest(late.end() - 2)


def _meant(message: Message, piece: Clause) -> Item | None:
    """The exercise or the unit that is meant; None if the clause is another."""
    if piece.letters in UNITS and message.open.stored and not message.deeds and _is_alone(message, piece):
        return piece.row[0]  # "in lbs" and nothing else
    if found := _NOT_THAT.fullmatch(piece.letters):
        return piece.row[found.start(1)]
    if unit := _UNIT.fullmatch(piece.letters):
        return piece.row[unit.start(1) if unit[1] else unit.start(2)]
    found = _MEANT.fullmatch(piece.letters)
    if found is None:
        return None
    first, second = piece.row[found.start(1)], piece.row[found.start(2)] if found[2] else None
    denied = any(i.kind == "N" and i.number == DENIED for i in piece.row[: found.start(1)])
    if second is not None:  # "not squats, rdl"
        return second if denied and (first.kind == "E") is (second.kind == "E") else None
    said = "=" in piece.letters or "," in piece.letters[: found.start(1)] or _means(piece)
    if first.kind == "E":
        return first if said and not denied else None
    return first


def _is_alone(message: Message, piece: Clause) -> bool:
    """Whether nothing that could be sets stands in the message besides: "in pounds please", "lbs, sorry"."""
    start, end = piece.span
    rest = message.text[:start] + message.text[end:].rstrip()
    return not any(c.isdigit() or c in "\n;" for c in rest)


def _denies(piece: Clause) -> bool:
    return any(i.kind == "N" and i.number == DENIED for i in piece.row)


def _means(piece: Clause) -> bool:
    return any(i.kind == "N" and i.number == MEANT for i in piece.row)


def _all_or_some(message: Message, piece: Clause) -> str | tuple[int, ...] | None:
    """The sets that were in another unit: "all of them were lbs", "that was lbs, all of them", "set 2 was lbs"."""
    if _ALL.fullmatch(piece.letters):
        return "all"
    head = selected(piece)
    if head is None or not head.told or head.rest.letters not in UNITS or message.deeds:
        return None
    if head.which == "last" and head.last > 1:
        stored = message.open.stored
        return tuple(range(stored - head.last + 1, stored + 1)) if stored >= head.last else None
    return head.which


def _in_unit(message: Message, unit: Unit, which: str | tuple[int, ...] = "last") -> bool:
    last = message.deeds[-1] if message.deeds else None
    if last is None:
        message.add(Intent.CORRECT, (Entry(message.open.exercise, None, (ReadSet(unit=unit),)),))
        message.corrects = which
        return True
    if last.intent is not Intent.LOG:  # "in pounds, not kilos" says it twice
        return [s.unit for e in last.entries for s in e.sets] == [unit]
    entries = tuple(replace(e, sets=tuple(_put(s, unit) for s in e.sets)) for e in last.entries)
    message.deeds[-1] = Deed(Intent.LOG, entries)
    return True


def _put(read: ReadSet, unit: Unit) -> ReadSet:
    if read.load is None:
        return read
    return replace(read, load=Weight(read.load.hundredths, unit), unit_told=True)
