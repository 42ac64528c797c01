"""Sets told by which of them: "12 on the first two, 7 on the last", "all 12 except the last 9". Written out in order.

What a correction is about is in clauses.py; numbers that only count the sets are in labels.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from coach_core.notation.clauses import Clause
from coach_core.notation.items import Item
from coach_core.values import dataclass

MOST = 10  # sets of a workout that are told this way
MOST_REPS = 3000  # hundredths: a greater number without its words is a load
FEW = 500  # hundredths: "the last 3", but 12 in "the last 12"
_TELLS = frozenset("ø¬zoa")
_VALUE_NEXT = "(?=s?[=:xA~]?n)"
_SOME = re.compile(f"n[oz]s?{_VALUE_NEXT}|[oz]ns?{_VALUE_NEXT}")
_SOME_BEHIND = re.compile("n[oz]s?|[oz]ns?(?=[,&¬]|$)")
_COUNTED = re.compile("(?P<n>n)s(?=[=:xA~]?n[kbp]?[,&]+(?P<next>o))")  # "two sets 12, the third 9"
_WHICH = re.compile("ansx?|as?|øns?(?=[=:xA~]n)|øn(?=n[kb]?x)|nøs?(?=[=:xA~]?n)|øs?|zs?|o(?:[,&]o)*s?|sn(?=[,&¬:=]|$)")
_TOTAL = re.compile("ns[x~]?(?=n)(?!nsn(?:[,&¬]|$))(?!n(?:[,&¬]|$))|nx(?=np?(?:[^kbxn]|$))")
_VALUE = re.compile("n[kb]?xn[kbp]?|n[pt]?[@A]n[kb]?|n[ktbp]?")
_LOAD = re.compile("n[kb][,:](?=n)")  # "80 kg, 8 on the first, 7 on the others"
_SIGN = re.compile("[=:xA~]")
_A_MINUTE = re.compile("m,?f*")


@dataclass(slots=True)
class _Told:
    """A value and the sets that it is of, as they were written; ``which`` None: not told."""

    value: Sequence[Item] = ()
    which: Sequence[Item] | None = None


@dataclass(slots=True)
class _Scan:
    """What was found in a clause so far. ``strict``: "except" or "the others" says that the rest is another value."""

    told: list[_Told] = field(default_factory=list)
    now: _Told = field(default_factory=_Told)
    total: int = 0
    others: int = 0  # "the other two": how many
    excepts: bool = False

    def end(self) -> bool:
        """Closes what was being read; False if it names sets and no value."""
        if self.now.value:
            self.told.append(self.now)
        elif self.now.which is not None:
            return False
        self.now = _Told()
        return True


def a_minute(piece: Clause) -> Clause:
    """ "a minute" of an exercise that is timed: "1 min", without its number."""
    if _A_MINUTE.fullmatch(piece.letters) is None:
        return piece
    number = piece.row[0]._replace(kind="n", number=100, end=piece.row[0].start)
    return Clause((number, *piece.row), "n" + piece.letters, piece.asked)


def written_out(piece: Clause, sets: int | None, *, timed: bool = False) -> Clause | None:
    """The clause as a plain list of its sets, "12, 12, 7"; None where it is none of that, or not all sets are told.

    ``sets``: how many are left of the open exercise, for "the rest" and "all".
    """
    if _TELLS.isdisjoint(piece.letters) or "n" not in piece.letters:
        return None
    scan = _Scan()
    load = _LOAD.match(piece.letters)
    at = load.end() if load else 0
    while at < len(piece.letters):
        size = _take(scan, piece, at)
        if not size:
            return None
        at += size
    if not scan.end() or not scan.told or len(scan.told) < 2 - _is_of_each(scan, piece, sets):
        return None
    values = _in_order(scan, scan.total or sets or 0) if not scan.others else _with_others(scan)
    values = values or _first_then_one_by_one(scan)
    if values is None:
        return None
    row = [*(piece.row[: load.end()] if load else ()), *_listed(values, timed)]
    return Clause(row, "".join([i.kind for i in row]), piece.asked)


def _is_of_each(scan: _Scan, piece: Clause, sets: int | None) -> bool:
    """Whether one value is that of each set: "10 reps in each set", "all sets 8"; "all 3" are the sets themselves."""
    one = scan.told[0]
    if sets and piece.letters.startswith("an") and [i.number for i in one.value] == [100 * sets]:
        return False
    which = one.which[0].kind if one.which else ""
    reps = {"x", "p"} & {i.kind for i in one.value} or one.value[0].number <= MOST_REPS
    return len(scan.told) == 1 and which == "a" and "=" not in piece.letters and bool(reps) and not scan.total


def _take(scan: _Scan, piece: Clause, at: int) -> int:
    """Reads what stands at a place; says how many items that took, 0 if it is none of this."""
    letters, row, now = piece.letters, piece.row, scan.now
    if some := (_SOME_BEHIND if now.value else _SOME).match(letters, at):
        number = next(i.number for i in row[at : some.end()] if i.kind == "n")
        if 100 < number <= FEW and _is_first_or_last(row[at : some.end()]):
            return _which(scan, row[at : some.end()])
    counted = _COUNTED.match(letters, at) if not scan.told and not now.value else None
    if counted and row[counted.start("next")].number == row[at].number // 100 + 1:
        first = row[counted.start("next")]._replace(number=1)
        return counted.end() - at if _which(scan, (row[at], first)) else 0
    if which := _WHICH.match(letters, at):
        found = row[at : which.end()]
        scan.total = scan.total or next((i.number // 100 for i in found if i.kind == "n" and found[0].kind == "a"), 0)
        return _which(scan, found)
    if letters[at] in ",&":
        return int(bool(not now.value or scan.end()))
    if letters[at] == "¬":
        scan.excepts = True
        return int(scan.end())
    total = _TOTAL.match(letters, at) if not now.value and now.which is None and not scan.total else None
    if total and row[at].number <= 100 * MOST:
        scan.total = row[at].number // 100
        return total.end() - at
    if value := _VALUE.match(letters, at):
        if now.value and not scan.end():
            return 0
        scan.now.value = row[at : value.end()]
        return value.end() - at
    return int(_SIGN.match(letters, at) is not None)


def _is_first_or_last(found: Sequence[Item]) -> bool:
    return all(i.kind != "o" or i.number == 1 for i in found)


def _which(scan: _Scan, found: Sequence[Item]) -> int:
    if scan.now.which is not None and not scan.end():
        return 0
    scan.now.which = found
    rest = any(i.kind == "ø" for i in found)
    scan.excepts |= rest
    scan.others = next((i.number // 100 for i in found if i.kind == "n"), 0) if rest else scan.others
    return len(found)


def _in_order(scan: _Scan, total: int) -> list[Sequence[Item]] | None:
    """The value of each set; None where one is told none, or where a bare list goes before "last"."""
    bare = [t for t in scan.told if t.which is None]
    if not 1 < total <= MOST or len(bare) > 1 or (bare and not scan.excepts):
        return None
    values: list[Sequence[Item]] = [()] * total
    for told in scan.told:
        for at in _places(told.which or (), total):
            if not 0 <= at < total:
                return None
            values[at] = told.value
    rest = next((t.value for t in scan.told if t.which is None or t.which[0].kind in "aø"), ())
    values = [value or rest for value in values]
    return values if all(values) else None


def _with_others(scan: _Scan) -> list[Sequence[Item]] | None:
    """ "the first 80x8 and the other two 75x8": as many sets as both say."""
    named = [t for t in scan.told if t.which and all(i.kind != "ø" for i in t.which)]
    return _in_order(scan, scan.others + len({at for t in named for at in _places(t.which or (), MOST)}))


def _first_then_one_by_one(scan: _Scan) -> list[Sequence[Item]] | None:
    """ "first two 12, then 10 and 9": the first sets together, those after them in order."""
    first, *rest = scan.told
    if first.which is None or not rest or any(t.which is not None for t in rest) or scan.excepts or scan.total:
        return None
    places = list(_places(first.which, MOST))
    if len(places) < 2 or places != list(range(len(places))):
        return None
    return [*[first.value] * len(places), *[t.value for t in rest]]


def _places(which: Sequence[Item], total: int) -> Sequence[int]:
    """The sets, from 0, that are named; none of "all" and "the others"."""
    count = next((i.number // 100 for i in which if i.kind == "n"), 1)
    kinds = {i.kind for i in which}
    if "z" in kinds:
        return range(total - count, total)
    if count > 1 and "o" in kinds:
        return range(count)
    if "s" in kinds and "o" not in kinds:
        return [count - 1]
    return [i.number - 1 for i in which if i.kind == "o"]


def _listed(values: Sequence[Sequence[Item]], timed: bool) -> Iterator[Item]:
    for at, value in enumerate(values):
        if at:
            yield Item(",", 0, value[0].start, value[0].start, False)
        for item in value:  # "all 12s"
            yield item._replace(kind="p") if item.kind == "t" and not timed else item
