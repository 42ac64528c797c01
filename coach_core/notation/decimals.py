"""Commas between digits: a decimal mark, of thousands, or a sign that parts two numbers. Other signs: items.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

RUN = re.compile(r"[n#](?:`[n#])+")
_CORRECTS = re.compile("N[,:=_]*$")
THINGS = frozenset("gwhDm¤")
LIFT_WITH_REPS = re.compile(r"_*E[_w]?[_:,]*(?:x(?P<times>n)(?![kb])|nx(?P<scheme>n)(?![kb])|(?P<reps>n)p)")
LIFT_WITH_LIST = re.compile("_*E_*:?(?P<first>n)(?:,?n)*(?![kbxp,])")
MOST_REPS = 3000  # hundredths: behind an "x" more are rather a load
ENDS = {1: (0, 5), 2: (25, 75)}  # what loads end in, by the digits after the mark


def decimals(row: list[Item], letters: str, comma: bool) -> list[Item]:
    """Commas between digits: a decimal mark where the number makes sense as a load, else they part two numbers.

    ``comma``: the person's language has the comma as its mark, so that a correction ("no, 12,5") is one number.
    """
    if k.COMMA not in letters:
        return row
    out: list[Item] = []
    last = 0
    for m in RUN.finditer(letters):
        out += row[last : m.start()]
        before, after = letters[m.start() - 1 : m.start()], letters[m.end() : m.end() + 1]
        before = "M" if re.search("[uM][^x]*$", letters[: m.start()]) else before
        before = "N" if comma and _CORRECTS.search(letters[: m.start()]) else before
        scheme = letters[m.end() : m.end() + 3] == "nxn" and not row[m.end()].glued  # "7,5 3x15"
        after = "x" if scheme and m.end() - m.start() == 3 else after
        whole = row[m.start() : m.end()]
        odd = comma and (_is_unlike_reps(whole, before, after) or _is_of_a_thing(whole, before, after))
        if odd or (before not in ("x", "n", "@") and _is_of_a_lift(whole, row, letters, m.end(), comma)):
            out.append(_joined(row[m.start()], row[m.end() - 1], k.NUMBER))
        else:
            found = _run(whole, before, after)
            doubt = comma and after not in ("x", "p") and _may_be_half(whole, found, behind=before == "x")
            out += [*found, found[-1]._replace(kind="?")] if doubt else found
        last = m.end()
    return out + row[last:]


def _is_unlike_reps(run: list[Item], before: str, after: str) -> bool:
    """Whether "58,4" is rather one number, for a person whose decimal mark is the comma: it is asked what it was."""
    if len(run) != 3 or before == "x" or after == "x" or "#" in (run[0].kind, run[2].kind):
        return False
    return run[0].number > 3000 and run[0].number % 100 == 0 and _digits(run[2]) == 1


def _is_of_a_thing(run: list[Item], before: str, after: str) -> bool:
    """Whether "1,5" with another word behind it is one number: litres, hours."""
    return (
        len(run) == 3
        and before != "x"
        and after in THINGS
        and run[0].number < 500
        and "#" not in (run[0].kind, run[2].kind)
    )


def _is_of_a_lift(run: list[Item], row: list[Item], letters: str, end: int, comma: bool) -> bool:
    """Whether "7,5" before a lift is its load: "7,5 curl x 10", "7,5 curl 3x12", but "8,5 curl x 60" tells reps."""
    if len(run) != 3 or "#" in (run[0].kind, run[2].kind) or run[0].number % 100 or _digits(run[2]) > 2:
        return False
    if run[2].number // 100 not in ENDS[_digits(run[2])]:
        return False
    found = LIFT_WITH_REPS.match(letters, end) or (LIFT_WITH_LIST.match(letters, end) if comma else None)
    return found is not None and row[found.end(found.lastgroup or 0) - 1].number <= MOST_REPS


def _may_be_half(run: list[Item], found: list[Item], *, behind: bool) -> bool:
    """Whether "12,5", read as two numbers, may be one that ends in a half; ``behind`` an "x" so may any: "80x8,5"."""
    half = len(run) == len(found) == 3 and _digits(run[2]) == 1 and run[2].number == 500
    return half and (behind or run[0].number > 1000)


def _run(run: list[Item], before: str, after: str) -> list[Item]:
    numbers = run[::2]
    if len(numbers) == 2 and _digits(numbers[1]) == 3 and before != "x" and _digits(numbers[0]) < 4:
        return [_joined(numbers[0], numbers[1], k.THOUSANDS)]
    out: list[Item] = []
    at = 0
    while at < len(numbers):
        rest = len(numbers) - at
        if rest >= 2 and _is_decimal(numbers, at, before, after):
            out.append(_joined(numbers[at], numbers[at + 1], k.NUMBER))
            at += 2
        else:
            out.append(numbers[at])
            at += 1
        if at < len(numbers):
            out.append(run[2 * at - 1])
    return [i._replace(kind=",", number=0, glued=True) if i.kind == k.COMMA else i for i in out]


def _is_decimal(numbers: list[Item], at: int, before: str, after: str) -> bool:
    """Whether two numbers around a comma are one: 82,5x8 and 100 x 82,5 kg are, 100x10,95x8 and 10,10,9 are not."""
    whole, part, more = numbers[at], numbers[at + 1], len(numbers) - at - 2
    if _digits(part) > 2 or whole.number % 100 or part.number % 100 or whole.kind != "n" or part.kind != "n":
        return False
    ends = part.number // 100 in ENDS[_digits(part)]
    if at == 0 and before == "x" and len(numbers) == 2 and after not in ("k", "b"):
        return ends and after != "x" and whole.number > 3000
    if len(numbers) > 2 and all(2000 <= n.number < 100000 and not n.number % 100 for n in numbers):
        return False
    if len(numbers) == 2 and before in ("e", "i", "N"):
        return ends
    if len(numbers) == 2:
        return (
            after in ("x", "k", "b")
            or before in ("@", "A", "u", "M")
            or (ends and whole.number > 1500)
            or before == "-"
        )
    return ends and whole.number > 2000 and (more > 0 or after in ("x", "k", "b"))


def _digits(item: Item) -> int:
    return item.end - item.start


def _joined(whole: Item, part: Item, kind: str) -> Item:
    cents = part.number // 100 * (10 if _digits(part) == 1 else 1)
    return whole._replace(kind=kind, number=whole.number + cents, end=part.end)
