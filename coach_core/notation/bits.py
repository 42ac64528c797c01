"""The shapes that a few neighbouring items make: a load, reps, seconds, sides, effort. A table of patterns of letters.

Every pattern is of bounded length, so that one pass over the letters finds them all. What the numbers of a list mean
together is worked out in sets.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from coach_core.notation import kinds as k
from coach_core.notation.items import Item
from coach_core.training.weight import LoadKind, Unit

UNITS = {"k": Unit.KG, "b": Unit.LB, "£": Unit.LB}


class Bit(NamedTuple):
    """``kind``: "num", "join", "sep", "mark", "lift", "word" or "feel". Numbers are in hundredths.

    ``role`` of a number: "L" load, "P" plates, "R" reps, "S" sets, "T" seconds, "D" metres, "M" reps that were missed,
    "f" where a set failed, "o" what was done of a set that failed, "" not told; of anything else it is its letter.
    """

    kind: str
    role: str = ""
    number: int = 0
    start: int = 0
    end: int = 0
    high: int | None = None
    left: int | None = None
    right: int | None = None
    unit: Unit | None = None
    load_kind: LoadKind | None = None
    lift: str | None = None
    at: str = ""  # "@" or "A": written behind an at-sign or such a word


Items = Sequence[Item]
Make = Callable[[Items], tuple[Bit, ...]]


def _numbers(found: Items) -> list[int]:
    return [i.number for i in found if i.kind == "n"]


def _bit(found: Items, kind: str, role: str, number: int = 0, **more: object) -> tuple[Bit, ...]:
    return (Bit(kind, role, number, found[0].start, found[-1].end, **more),)  # type: ignore[arg-type]


def _sides(found: Items) -> tuple[Bit, ...]:
    one, two = _numbers(found)
    first = next(i.kind for i in found if i.kind in "lr")
    left, right = (one, two) if first == "l" else (two, one)
    return _bit(found, "num", "R", min(left, right), left=left, right=right)


def _time(found: Items) -> tuple[Bit, ...]:
    """Seconds, in hundredths like every number here."""
    if found[0].kind == "c":
        return _bit(found, "num", "T", found[0].number * 100)
    big = 60 if found[1].kind in "m'" else 1
    numbers = _numbers(found)
    return _bit(found, "num", "T", numbers[0] * big + (numbers[1] if len(numbers) > 1 else 0))


def _load(found: Items) -> tuple[Bit, ...]:
    """One load; of two units for one set the first counts."""
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    letters = {i.kind for i in found}
    kind = LoadKind.ADDED if "+" in letters else LoadKind.ASSISTED if letters & {"-", "C"} else None
    return _bit(found, "num", "L", _numbers(found)[0], unit=unit, load_kind=kind)


def _plates(found: Items) -> tuple[Bit, ...]:
    """Plates on each side of the bar: only the unit of the person tells how heavy (resolve.py)."""
    return _bit(found, "num", "P", _numbers(found)[0])


def _at(found: Items) -> tuple[Bit, ...]:
    return _bit(found, "num", "", _numbers(found)[0], at=found[0].kind)


def _reserve(found: Items) -> tuple[Bit, ...]:
    return _bit(found, "mark", "i", min(_numbers(found)))


def _exertion(found: Items) -> tuple[Bit, ...]:
    return _bit(found, "mark", "e", _numbers(found)[0])


def _range(found: Items) -> tuple[Bit, ...]:
    """ "8-10": reps, if the second is the greater; else two numbers."""
    low, high = found[0], found[2]
    if low.number < high.number <= 10000:
        return _bit(found, "num", "R", low.number, high=high.number)
    return (*_number([low]), *_bit(found[1:2], "sep", "-"), *_number([high]))


def _less_than_none(found: Items) -> tuple[Bit, ...]:
    """ "-5 reps": a number that the limits refuse."""
    return _bit(found, "num", "R", -_numbers(found)[0])


def _labelled(found: Items) -> tuple[Bit, ...]:
    """ "weight 100 reps 10 sets 3": each number behind its word."""
    load, reps, sets = (i for i in found if i.kind == "n")
    join = _bit(found[1:2], "join", "x")
    return (
        *_number([load]),
        *join,
        *_bit([reps], "num", "R", reps.number),
        *join,
        *_bit([sets], "num", "S", sets.number),
    )


def _number(found: Items) -> tuple[Bit, ...]:
    item = found[0]
    return (Bit("num", "", item.number, item.start, item.end),)


def _typed(role: str) -> Make:
    return lambda found: _bit(found, "num", role, _numbers(found)[0])


def _mark(role: str) -> Make:
    return lambda found: _bit(found, "mark", role, next((i.number for i in found if i.kind == "n"), 0))


def _nothing(found: Items) -> tuple[Bit, ...]:
    return ()


def _last(found: Items) -> tuple[Bit, ...]:
    """ "failed the last", "last set to failure": the mark belongs to the last set, or the last so many."""
    role = next(i.kind for i in found if i.kind in "FT")
    return _bit(found, "mark", role.lower(), (_numbers(found) or [100])[0])


def _one_side(found: Items) -> tuple[Bit, ...]:
    """ "left 12": the other side is told later or not at all."""
    number = _numbers(found)[0]
    return _bit(found, "num", "R", number, **{"left" if found[0].kind == "l" else "right": number})


def _out_of(found: Items) -> tuple[Bit, ...]:
    """ "6 out of 8": a miss, unless all were done."""
    done, asked = _numbers(found)
    return _bit(found, "num", "o" if done < asked else "R", done)


def _missed(found: Items) -> tuple[Bit, ...]:
    """ "missed 2 reps", "failed at 6", "failed 6"; in "7F 6" the mark belongs to what is before it."""
    number = _numbers(found)[0]
    if found[0].number == k.MISSED:
        return _bit(found, "num", "M", number)
    if found[0].number == k.FAILED_AT or found[1].kind in "A@":
        return _bit(found, "num", "f", number, at="A")
    if not found[0].glued:
        return _bit(found, "num", "f", number)
    return (*_bit(found[:1], "mark", "F"), *_bit(found[1:], "num", "R" if found[-1].kind == "p" else "", number))


def _no_set(found: Items) -> tuple[Bit, ...]:
    """A dash for a set that was missed."""
    return _bit(found, "num", "o")


def _added_up(found: Items) -> tuple[Bit, ...]:
    """ "35+25+25 x 5": plates or what else was put together; ``high`` says that it is to be asked about."""
    total = sum(_numbers(found))
    return _bit(
        found, "num", "L", total, high=total, unit=next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    )


def _formula(found: Items) -> tuple[Bit, ...]:
    """ "(=1+1)": kept as it is, never worked out."""
    last = max(at for at, i in enumerate(found) if i.kind == "n")
    return _bit(found[2 : last + 1], "feel", "f")


def _single(found: Items) -> tuple[Bit, ...]:
    """An item that stands for itself."""
    item = found[0]
    kind = SINGLE.get(item.kind, "mark")
    return (Bit(kind, item.kind, item.number, item.start, item.end, lift=item.exercise),)


SINGLE = {
    **dict.fromkeys("x~", "join"),
    **dict.fromkeys(",&/+-:()", "sep"),
    "E": "lift",
    **dict.fromkeys("w<", "word"),
    **dict.fromkeys("fNqgh", "feel"),
    "#": "num",
}
GAP = r"[/,&]{0,2}"
BITS: tuple[tuple[str, Make], ...] = (
    (rf"np?l{GAP}np?r|np?r{GAP}np?l|l[:=]?np?{GAP}r[:=]?n|r[:=]?np?{GAP}l[:=]?n", _sides),
    (r"n[/,&-]np?[,(]?(?:l[/&]?r|r[/&]?l)\)?|(?:l[/&]?r|r[/&]?l):?n[/,&]n", _sides),
    (r"nmnt|nmn(?![xkbps])|n'n\"|nm|nt|n[\"']|c", _time),
    (r"np?~np?", _out_of),
    (r"\(=n[n+x/&-]{0,12}\)?", _formula),
    (r"(?<!x)n(?:\+n){2,5}[kb]?(?=x)", _added_up),
    (r"0", _no_set),
    (r"nPS?", _plates),
    (r"!", lambda found: _bit(found, "num", "P")),
    (r"n[kb][/=(]n[kb]\)?", _load),
    (r"(?<![npkbtFTv)x])[+]n[kb]?|C[:=]?n[kb]?|n[kb]?C", _load),
    (r"(?<![npkbtFTv)x-])-np", _less_than_none),
    (r"(?<![npkbtFTv)x-])-n[kb]?|n[kb]|£n|n£", _load),
    (r"i[:=]?n(?:-n)?|n(?:-n)?i(?![:=]?n)|n(?:-n)?p?v|n(?:-n)?p?l|v[:=]?np?<?p?|>np?<p?", _reserve),
    (r"L", lambda found: _bit(found, "mark", "i")),
    (r"F[A@]?np?(?![-x:kbtms%£FT~])", _missed),
    (r"[lr][:=]?np?(?![-xkbtms£])", _one_side),
    (r"[@A]?e[:=@]?n(?:-n)?(?:/n)?|ne(?![:=@]?n)", _exertion),
    (r"[@A]?n(?:%?-n)?%", _nothing),
    (r"[@A]:?n(?![kbpstx£%v-]|[ei](?![:=@]?n))", _at),
    (r"n-np?(?![-xkb£])", _range),
    (r"npnsn", _labelled),
    (r"np|p[:=]n", _typed("R")),
    (r"nx(?=$|[,&)])", _typed("X")),
    (r"ns|s[:=]n", _typed("S")),
    (r"nd", _typed("D")),
    (r"Fzn?s?|Fo|zs?F|zs?T", _last),
    (r"[@Aps=]", _nothing),
    (r"n", _number),
    (r".", _single),
)
SHORT, REMEMBERED = 24, 2048  # rows of letters that were scanned before: "nxn" comes all day
_SCAN = re.compile("|".join(f"({pattern})" for pattern, _ in BITS))


def bits(found: list[Item]) -> list[Bit]:
    """The shapes in a row of items, fillers aside."""
    letters = "".join([i.kind for i in found])
    if "H" in letters or "_" in letters:
        found = [i for i in _one_hand(found, letters) if i.kind not in "_H"]
        letters = "".join([i.kind for i in found])
    row = found
    out: list[Bit] = []
    for make, start, end in _shapes(letters) if len(letters) <= SHORT else _scan(letters):
        out += make(row[start:end])
    return out


def _scan(letters: str) -> tuple[tuple[Make, int, int], ...]:
    """What stands where in a row of letters."""
    return tuple([(BITS[(m.lastindex or 1) - 1][1], *m.span()) for m in _SCAN.finditer(letters)])


_shapes = lru_cache(maxsize=REMEMBERED)(_scan)


_PAIR = re.compile("nx(?=n[kb]?H)|n(?=Hx?n)")


def _one_hand(found: list[Item], letters: str) -> list[Item]:
    """ "2 x 20 kg dumbbells" without the two: a dumbbell's load is one dumbbell."""
    pair = _PAIR.search(letters) if "H" in letters else None
    if pair is None or found[pair.start()].number not in (100, 200):
        return found
    return found[: pair.start()] + found[pair.end() :]
