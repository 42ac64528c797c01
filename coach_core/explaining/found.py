"""Which numbers are meant: those that were shown, held against what was asked. How they are explained is not here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coach_core.explaining.asked import Amount, Query
from coach_core.explaining.number import Number
from coach_core.values import dataclass

WEIGHTS = frozenset({"load", "plates", "warmup", "max", "last", "logged", "estimate", "record", "change", "lighter"})
SECONDS = frozenset({"rest", "hold", "time"})  # told in seconds or minutes on the card
TIMES = frozenset({"rest", "hold", "time", "logged", "warmup"})
OF_UNIT: Mapping[str, frozenset[str]] = {
    "weight": WEIGHTS,
    "seconds": TIMES,
    "%": frozenset({"percent", "max", "lighter", "load", "warmup", "sets"}),
}
MINUTE = 60
OWN = ("logged", "last")  # what the person wrote, which stands beside what they were given
PERCENTS = frozenset({"percent", "max", "lighter"})  # numbers that stand there as percents themselves
COUNTS = frozenset({"sets", "reps", "warmup"})  # what "2x15" most likely means
GENERAL_TOO = frozenset({"sets", "reps", "steps"})  # the warm-up before everything has some of its own


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers that are meant: those to explain, and others of the same value or kind to ask about."""

    numbers: tuple[Number, ...] = ()
    others: tuple[Number, ...] = ()
    unclear: bool = False  # they are of different kinds, and nothing says which


def found(query: Query, tiers: Iterable[Sequence[Number]]) -> Found:
    """The first place where something fits: the card, what stands beside it, the last card.

    A number that was shown itself goes before one that only stands in the reason of another.
    """
    tiers = [list(tier) for tier in tiers]
    here = _found(query, tiers)
    if not here.numbers and any(a.high is not None for a in query.amounts):
        query = replace(query, amounts=tuple(end for a in query.amounts for end in a.ends()))
        here = _found(query, tiers)
    if here.numbers or not query.amounts or query.kinds.isdisjoint(GENERAL_TOO):
        return here
    general = [[n for n in tier if n.kind == "warmup" and n.exercise is None] for tier in tiers]
    return _found(replace(query, kinds=frozenset()), general)


def _found(query: Query, tiers: Iterable[Sequence[Number]]) -> Found:
    looked: list[list[Number]] = []
    for tier in tiers:
        here = _asked_for(query, tier)
        looked.append(here)
        fits = [n for n in here if any(_shows(n, a) for a in query.amounts)] if query.amounts else here
        if fits:
            return _chosen(_merged(_of_the_unit(fits, query)), query)
    for here in looked:
        fits = [n for n in here if any(_fits(n, a) and a.value in n.told() for a in query.amounts)]
        if fits:
            return _chosen(_merged(fits)[:1], query)
    return Found()


def _asked_for(query: Query, tier: Sequence[Number]) -> list[Number]:
    here = [n for n in tier if query.exercise in (None, n.exercise)]
    return [n for n in here if not query.kinds or n.kind in query.kinds]


def _of_the_unit(fits: Sequence[Number], query: Query) -> Sequence[Number]:
    """Of "1 s" the hold, and not what has a 1 of something else: a warm-up set of one rep."""
    timed = [n for n in fits if n.kind in SECONDS]
    of_seconds = bool(query.amounts) and all(a.unit == "seconds" for a in query.amounts)
    return timed if timed and of_seconds else fits


def _fits(number: Number, amount: Amount) -> bool:
    return amount.unit is None or number.kind in OF_UNIT[amount.unit]


def _shows(number: Number, amount: Amount) -> bool:
    if not _fits(number, amount) or (amount.unit == "%" and number.kind not in PERCENTS):
        return False
    if amount.high is not None:
        return (amount.value, amount.high) in zip(number.values, number.values[1:], strict=False)
    in_minutes = number.exercise is None and amount.unit == "seconds" and amount.value / MINUTE in number.values
    return amount.value in number.values or in_minutes


def _merged(numbers: Sequence[Number]) -> list[Number]:
    """Numbers of one kind and place together: two loads of one exercise are explained in one go."""
    one: dict[str, Number] = {}
    for n in numbers:
        known = one.get(n.button)
        if known is None:
            one[n.button] = n
        else:
            more = tuple(r for r in n.reasons if r not in known.reasons)
            one[n.button] = replace(known, reasons=(*known.reasons, *more), values=(*known.values, *n.values))
    return list(one.values())


def _together(fits: Sequence[Number], amounts: Sequence[Amount]) -> list[Number]:
    """Of "4x12" the numbers of the one exercise that has both."""
    places: dict[str, list[Number]] = {}
    for n in fits:
        places.setdefault(n.place, []).append(n)
    return max(places.values(), key=lambda some: (_told(some, amounts), _told([*_counts(some)], amounts)))


def _told(some: Sequence[Number], amounts: Sequence[Amount]) -> int:
    return sum(any(_shows(n, a) for n in some) for a in amounts)


def _counts(some: Sequence[Number]) -> Iterable[Number]:
    return (n for n in some if n.kind in COUNTS)


def _chosen(fits: Sequence[Number], query: Query) -> Found:
    """One to explain where the kind is clear, the open exercise's first; all of one place where several were named."""
    if len(query.amounts) > 1:
        fits = _together(fits, query.amounts)
    first, many = fits[0], len(query.kinds) > 1 or len(query.amounts) > 1
    if many:
        return Found(tuple(n for n in fits if n.place == first.place), tuple(n for n in fits if n.place != first.place))
    given = [n for n in fits if n.kind not in OWN]
    if given and not query.kinds and query.amounts:
        if len({n.kind for n in given}) > 1:
            return Found(tuple(fits), (), unclear=True)
        first, fits = given[0], [*given, *(n for n in fits if n.kind in OWN)]
    if not query.kinds and not query.amounts:
        return Found((first,), tuple(n for n in fits[1:] if n.place == first.place))
    return Found((_counted(first, query.amounts),), apart(fits[1:], [first]))


def _counted(number: Number, amounts: Sequence[Amount]) -> Number:
    """Of several counts of sets those that are asked about: "2 sets" are the back-offs, not the top set."""
    told = {a.value for a in amounts}
    own = [r for r in number.reasons if r.values.get("count") in told]
    if number.kind != "sets" or not own:
        return number
    return replace(number, reasons=tuple(r for r in number.reasons if "count" not in r.values or r in own))


def apart(numbers: Sequence[Number], said: Sequence[Number]) -> tuple[Number, ...]:
    """Those that look different from each other and from what is said."""
    labels = [n.label for n in said]
    return tuple(n for k, n in enumerate(numbers) if n.label not in (*labels, *(m.label for m in numbers[:k])))
