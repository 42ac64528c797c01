"""Sets told by the one before: "same but 5 more", "same weight, one more rep", "same reps, 42.5 kg"."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.notation.clauses import Clause
from coach_core.notation.items import Item
from coach_core.notation.kinds import ONE_REP, PLUS, REPS_MORE
from coach_core.notation.likely import FAIR
from coach_core.notation.message import Message
from coach_core.notation.reading import Entry, Intent, ReadSet
from coach_core.notation.resolve import implausible, place_of, refused
from coach_core.training.weight import LoadKind, Unit, Weight

FEW = 300  # hundredths: a bare "2 more" is of reps, "5 more" of the weight
SETS = 500  # hundredths: "same x3" is three more sets, "same x10" ten reps
REPS = 3000  # hundredths: up to here a number alone is reps
_HEAD = re.compile("[R≈]+(?:p(?!↓))?[,&]*w{0,2}[,&]*")
_CHANGE = re.compile(
    "[,&A]*x?(?P<before>[<⊕↑↓-]?)[,&A]*(?P<n>n)(?P<unit>[kb]?)(?P<reps>p?)(?P<after>[<⊕↑↓]?)(?P<late>[kb]?)p?"
)
_ONE = re.compile("[,&A]*(?:(?P<more><)p?|p(?P<less>↓)|(?P<fewer>↓)p)")
_VALUE = re.compile("[,&A]*(?P<n>n)(?P<unit>[kb]?)(?P<reps>p?)")


def relative(message: Message, piece: Clause) -> bool:
    """Stores the set that such a clause tells; False if it is another, or there is no set before it."""
    did, head = message.open.did, _HEAD.match(piece.letters)
    if did is None or head is None or message.deeds or piece.asked:
        return False
    said = head[0].replace("R", "")
    rest = piece.rest(head.end())
    plus = any(i.kind == "," and _is_plus(message, i) for i in piece.row[: head.end()])
    ways = _one_rep(did, rest) or _changed(did, rest, said, plus=plus) or _valued(did, rest, said)
    if not ways or (problem := refused(ways)) is not None:
        message.problem = message.problem or (problem if ways else None)
        return bool(ways)
    message.add(Intent.LOG, (Entry(message.open.exercise, None, ways[:1]),))
    message.far |= implausible(ways[:1], place_of(None, False, None, message.open))
    if len(ways) > 1:
        message.doubted(FAIR, ways[1:])
    return True


def _one_rep(did: ReadSet, rest: Clause) -> tuple[ReadSet, ...]:
    found = _ONE.fullmatch(rest.letters)
    if found is None or did.reps is None:
        return ()
    if found["more"] is None:  # "a rep less"
        return (_more_reps(did, -1),)
    return (_more_reps(did, 1),) if rest.row[found.start("more")].number == ONE_REP else ()


def _is_plus(message: Message, item: Item) -> bool:
    """The sign of "same + 5" and "lo mismo más 5", which parts sets elsewhere."""
    return item.number == PLUS or message.text[item.start : item.end] == "+"


def _changed(did: ReadSet, rest: Clause, said: str, *, plus: bool) -> tuple[ReadSet, ...]:
    """More or less of the weight or of the reps; both, the likelier first, where neither was said."""
    found = _CHANGE.fullmatch(rest.letters)
    if found is None:
        return ()
    number = rest.row[found.start("n")]
    sign = found["before"] or found["after"] or ("↑" if plus else "")
    if not sign or (found["before"] and found["after"]):
        return ()
    much = -number.number if sign in "↓-" else number.number
    item = rest.row[found.start("after")] if found["after"] else None
    of_reps = (
        found["reps"] != "" or rest.letters.endswith("p") or (item is not None and item.number in (ONE_REP, REPS_MORE))
    )
    unit = found["unit"] or found["late"]
    load = (_more_load(did, much, _unit(unit, did)),) if did.load is not None else ()
    reps = (_more_reps(did, much // 100),) if did.reps is not None and much % 100 == 0 else ()
    if of_reps or (unit == "" and "≈" in said):
        return reps
    if unit or "p" in said:
        return load
    ways = (*reps, *load) if number.number <= FEW else (*load, *reps)
    return ways if refused(ways[1:]) is None else ways[:1]


def _valued(did: ReadSet, rest: Clause, said: str) -> tuple[ReadSet, ...]:
    """The weight or the reps by their own number, the other as in the set before; not how many sets more."""
    found = _VALUE.fullmatch(rest.letters)
    if found is None:
        times = re.fullmatch("x(n)p?", rest.letters)
        many = times is not None and rest.row[1].number > SETS
        return _with_reps(did, rest.row[1].number) if many else ()
    number = rest.row[found.start("n")]
    if found["reps"] or (SETS < number.number <= REPS and not found["unit"] and "p" not in said):
        return _with_reps(did, number.number)
    if did.load is None or (number.number <= SETS and not found["unit"]):
        return ()
    return (replace(did, load=Weight(number.number, _unit(found["unit"], did))),)


def _unit(letter: str, did: ReadSet) -> Unit:
    return {"k": Unit.KG, "b": Unit.LB}.get(letter) or (did.load.unit if did.load is not None else Unit.KG)


def _more_load(did: ReadSet, much: int, unit: Unit) -> ReadSet:
    now = did.load
    assert now is not None
    much = much if unit is now.unit else Weight(abs(much), unit).to(now.unit).hundredths * (1 if much > 0 else -1)
    assisted = did.load_kind is LoadKind.ASSISTED
    return replace(did, load=Weight(now.hundredths - much if assisted else now.hundredths + much, now.unit))


def _more_reps(did: ReadSet, more: int) -> ReadSet:
    return _reps(did, (did.reps or 0) + more)


def _with_reps(did: ReadSet, hundredths: int) -> tuple[ReadSet, ...]:
    return (_reps(did, hundredths // 100),) if did.reps is not None and hundredths % 100 == 0 else ()


def _reps(did: ReadSet, reps: int) -> ReadSet:
    sides = reps if did.reps_left is not None else None
    return replace(did, reps=reps, reps_left=sides, reps_right=sides)
