"""Which of two or three joined numbers is the load, decided over a whole page: "10x20, 8x60, 5x100". Sets: sets.py.

Costs: less is likelier. Only pairs and triples of bare numbers count; one whose order is decided gets its roles
written beside its numbers, as if a person had.
"""

from __future__ import annotations

import re
from itertools import pairwise

from coach_core.notation.items import Item
from coach_core.values import dataclass

LOADED = "λ"  # stands behind a number that is a load, whatever its unit
ROLES = {"L": LOADED, "S": "s", "R": "p"}
_PAIR = re.compile(
    r"(?<![nx/(~^-])n_{0,2}x_{0,2}n(?![xkbpsmtdhS'\"%~½-]|_{1,2}[xkbpm])(?P<more>(?:_?/_?n(?![xkb/p]|_?x)){0,4})"
)
_TRIPLE = re.compile(r"(?<![nx/(])nxnxn(?![xkbpsmt'\"%-])")
_SCHEME = re.compile(r"(?<![nx/(@A])nxn[@A:]{1,2}n")
_ENDS = frozenset(";E")
REPS = ((1200, 0.0), (1500, 0.5), (2000, 1.0), (2500, 2.0), (3000, 3.0), (5000, 6.0), (10000, 10.0))
SETS = ((500, 0.0), (600, 0.5), (800, 2.0), (1000, 3.0))
LOADS = ((499, 4.0), (999, 2.0), (1999, 0.5))
NEVER, LEAST, MOST_SETS, MOST_SCHEME, FEWEST = 20.0, 4.0, 600, 2500, 2
STEP = 250  # hundredths that loads mostly go in
FALLS = 1.0  # a load that goes down again


@dataclass(frozen=True, slots=True)
class Pair:
    """Two joined numbers: where they stand in the row, and the loads that share their reps ("10x20 / 40 / 60")."""

    one: int
    two: int
    more: tuple[int, ...]


def in_order(row: list[Item], letters: str, named: bool) -> list[Item]:
    """The items, with roles beside the numbers of a page whose order is plain. ``named``: only behind a name."""
    if letters.count("x") < 2 or ("xn" not in letters and "x_n" not in letters):
        return row
    lists = [one for one in _lists(letters, named) if not _is_scheme(row, one)]
    turned = {pair.one: pair for one in lists for pair in one} if _is_reps_first(row, lists) else {}
    starts = [m.start() for m in _TRIPLE.finditer(letters)] if "nxnxn" in letters else []
    triples = dict.fromkeys(starts, order) if (order := _order_of(row, starts)) else {}
    starts = [m.start() for m in _SCHEME.finditer(letters)] if "@" in letters or "A" in letters else []
    triples |= dict.fromkeys(starts, "SR") if _are_sets_first(row, starts) else {}
    return _marked(row, turned, triples) if turned or triples else row


def _lists(letters: str, named: bool) -> list[list[Pair]]:
    """The pairs of each line, or of each name in it."""
    out: list[list[Pair]] = []
    last, lift = 0, not named
    for m in _PAIR.finditer(letters):
        between = letters[last : m.start()]
        lift = lift or "E" in between
        if not out or not _ENDS.isdisjoint(between):
            out.append([])
        if lift:
            at = [n for n in range(*m.span()) if letters[n] == "n"]
            out[-1].append(Pair(at[0], at[1], tuple(at[2:])))
        last = m.end()
    return [one for one in out if one]


def _is_scheme(row: list[Item], one: list[Pair]) -> bool:
    """Whether "3x10, 2x12" may be sets and reps."""
    few = all(row[p.one].number <= MOST_SETS and row[p.two].number <= MOST_SCHEME for p in one)
    light = all(row[p.two].number < LOADS[0][0] for p in one)
    return light or (few and all(row[p.two].number % 100 == 0 for p in one))


def _is_reps_first(row: list[Item], lists: list[list[Pair]]) -> bool:
    """Whether the first numbers of all lists are plainly the reps, and no list says otherwise."""
    costs = [_costs(row, one) for one in lists]
    ahead = [load_first - reps_first for reps_first, load_first in costs]
    if all(len(one) < FEWEST for one in lists):
        return False
    likely = all(reps_first <= 1.5 * len(one) + FALLS for (reps_first, _), one in zip(costs, lists, strict=True))
    return likely and sum(ahead) >= LEAST and min(ahead) > -LEAST


def _costs(row: list[Item], one: list[Pair]) -> tuple[float, float]:
    """What a list costs as reps × load, and as load × reps."""
    first = [row[p.one].number for p in one]
    second = [row[at].number for p in one for at in (p.two, *p.more)]
    return _as_reps(first) + _as_loads(second), _as_loads(first) + _as_reps(second)


def _as_reps(numbers: list[int]) -> float:
    return sum(NEVER if n % 100 or n == 0 else _size(n, REPS, NEVER) for n in numbers)


def _as_loads(numbers: list[int]) -> float:
    odd = sum(0.5 for n in numbers if n % STEP)
    falls = sum(FALLS for one, two in pairwise(numbers) if two < one)
    return odd + falls + sum(_size(n, LOADS, 0.0) if n else NEVER for n in numbers)


def _size(number: int, sizes: tuple[tuple[int, float], ...], beyond: float) -> float:
    return next((cost for most, cost in sizes if number <= most), beyond)


def _order_of(row: list[Item], starts: list[int]) -> str:
    """The order of all triples, "LSR" ("135x2x10") or "SLR" ("4x225x5"), where it is plain; empty elsewhere."""
    told = [tuple(row[at + n].number for n in (0, 2, 4)) for at in starts]
    if told and all(one > max(two, three) for one, two, three in told):
        as_written = sum(_few(two) + _size(three, SETS, NEVER) for _, two, three in told)
        as_sets = sum(_size(two, SETS, NEVER) + _size(three, REPS, NEVER) + _few(three) for _, two, three in told)
        return "LSR" if as_written - as_sets >= LEAST else ""
    if len(told) < FEWEST or any(two <= max(one, three) for one, two, three in told):
        return ""
    sets_first = sum(_size(one, SETS, NEVER) + _few(three) for one, _, three in told)
    reps_first = sum(_size(three, SETS, NEVER) + _few(one) for one, _, three in told)
    return "SLR" if sets_first <= reps_first else ""


def _are_sets_first(row: list[Item], starts: list[int]) -> bool:
    """Whether "2x10 @ 45" and "8x3 @ 180" of a page are all sets and reps."""
    told = [(row[at].number, row[at + 2].number) for at in starts]
    sets_first = sum(_size(one, SETS, NEVER) + _few(two) for one, two in told)
    reps_first = sum(_size(two, SETS, NEVER) + _few(one) for one, two in told)
    return len(told) >= FEWEST and sets_first <= reps_first + FALLS


def _few(reps: int) -> float:
    """Sets of less than four reps are rarer."""
    return 1.0 if reps <= 300 else 0.0


def _marked(row: list[Item], turned: dict[int, Pair], triples: dict[int, str]) -> list[Item]:
    """The row with the roles written in."""
    roles: dict[int, str] = {}
    for start, order in triples.items():
        roles |= {start + 2 * at: ROLES[role] for at, role in enumerate(order)}
    more: dict[int, int] = {}
    for pair in turned.values():
        roles |= {pair.one: "p", pair.two: LOADED}
        roles |= dict.fromkeys(pair.more, LOADED)
        more |= dict.fromkeys(pair.more, pair.one)
    out: list[Item] = []
    for at, item in enumerate(row):
        if at in more:  # its reps stand before the first of them
            reps = row[more[at]]
            sign = reps._replace(kind="x", number=0)
            cut = next(n for n in range(len(out) - 1, -1, -1) if out[n].kind == "/")
            out[cut] = out[cut]._replace(kind=",")
            out += [reps, _beside(reps, "p"), sign]
        parts = item.kind in "+⊕" and out and out[-1].kind == LOADED
        out.append(item._replace(kind=",") if parts else item)
        if at in roles:
            out.append(_beside(item, roles[at]))
    return out


def _beside(item: Item, kind: str) -> Item:
    return Item(kind, 0, item.end, item.end, True)
