"""One exercise of a clause, its numbers worked out, and whether they are sets at all. Telling them is in telling.py."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import Work
from coach_core.notation.kinds import OF
from coach_core.notation.message import Message
from coach_core.notation.names import Part
from coach_core.notation.reading import Entry, Intent
from coach_core.notation.resolve import Place, place_of
from coach_core.notation.sets import work_out
from coach_core.training.weight import LoadKind

FEW_NUMBERS = 2
LEAST_SETS = 2
LIGHTEST = 4000  # hundredths: below it "bw 15" is no body weight
HEAVIEST = 50000  # hundredths: bare numbers above it, without reps, are no loads
NONE: frozenset[str] = frozenset()
SIGNS = frozenset("xX*")
SIDE_OR_BODY = frozenset("BGS")
LONG_HOLD = 30000  # hundredths of seconds: from here on a bare time is no hold, but a time of day or a walk


class Meant(NamedTuple):
    """One exercise of a clause with its numbers worked out."""

    part: Part
    place: Place
    work: Work
    numbers: Sequence[Bit]
    marks: frozenset[str]  # the roles of its marks
    joined: bool  # an "x" stands between numbers

    @property
    def less(self) -> bool:
        """Whether nothing but "-5" is written."""
        one = len(self.numbers) == 1 and self.numbers[0].unit is None
        return one and self.numbers[0].load_kind is LoadKind.ASSISTED


def meant(message: Message, found: Part, *, correcting: bool = False) -> Meant:
    """The numbers of a part, judged by the exercise that is meant."""
    previous = previous_of(message)
    exercise = found.exercise if found.named else previous.exercise if previous else message.open.exercise
    known = message.lexicon.exercises.get(exercise or "")
    place = place_of(exercise, found.named or previous is not None, known, message.open)
    if "T" in [b.role for b in found.row] and not place.timed and len(found.row) > 1:
        found.row = [b for b in found.row if not (b.role == "T" and b.kind == "num" and b.number >= LONG_HOLD)]
    work = work_out(found.row, place.around(correcting=correcting))
    numbers = [b for b in found.row if b.kind == "num"]
    if len(numbers) == len(found.row):
        return Meant(found, place, work, numbers, NONE, False)
    marks = frozenset([b.role for b in found.row if b.kind == "mark"])
    joined = any(one.kind == "join" and two.kind == "num" for one, two in pairwise(found.row))
    if found.named and not found.exercise and found.row[0].kind == "join":  # "bought tickets for the 12th"
        joined = message.text[found.row[0].start] in SIGNS or len(numbers) > 1
    return Meant(found, place, work, numbers, marks, joined)


def previous_of(message: Message) -> Entry | None:
    """The exercise that this message named last."""
    last = message.deeds[-1] if message.deeds else None
    if last is None or last.intent is not Intent.LOG:
        return None
    return next((e for e in reversed(last.entries) if e.name is not None), None)


def is_log(message: Message, found: Part, one: Meant) -> bool:
    """Whether numbers are sets: a stranger's name or no open exercise needs more than a bare number."""
    if not one.numbers:
        return False
    if any(b.relative for b in one.numbers) and not _is_counted(message, one):
        return False
    strong = _is_strong(found, one)
    if found.things and _are_things(found, one):
        return False
    if found.named and not found.exercise:
        paged = _is_of_a_page(message, found)
        strong |= paged and (len(one.numbers) > 1 or bool(found.maybe))
        strong |= found.plain and not found.loose and len(one.numbers) >= FEW_NUMBERS and has_reps(one)
        return strong and (paged or bool(found.maybe) or not found.loose or message.open.exercise is not None)
    if (
        one.numbers[0].role == "T"
        and not one.place.timed
        and all(b.role == "T" and b.number >= LONG_HOLD for b in one.numbers)
    ):
        return False
    if found.strange and not found.exercise:
        return strong
    if found.named or message.deeds:
        return True
    if message.open.exercise is None:
        return strong or (has_reps(one) and not found.notes and all(b.role == "T" for b in one.numbers))
    if one.place.timed and one.place.here and one.numbers[0] is found.row[0] and one.numbers[0].role == "T":
        return True  # "50 sec, was shaking"
    told = [note for note in found.notes if not any(c.isdigit() for c in note)]
    return (
        strong or not told or len(one.numbers) > 1 or (message.achieved and _are_asked_for(one)) or is_felt(found, one)
    )


def _is_of_a_page(message: Message, found: Part) -> bool:
    """Whether a stranger's name begins a line of a page, whose other lines told sets."""
    at = message.text.rfind(found.name or "", 0, found.row[0].start)
    begins = at > 0 and message.text[:at].rstrip(" ")[-1:] == "\n"
    return begins and bool(message.deeds) and message.deeds[-1].intent is Intent.LOG


def _are_asked_for(one: Meant) -> bool:
    """Whether a bare number is near the reps of the prescription."""
    return _is_asked_for(one.numbers[0], one)


def _is_asked_for(bit: Bit, one: Meant) -> bool:
    asked = one.work.around.reps
    return asked is not None and not bit.role and asked[0] * 50 <= bit.number <= 150 * (asked[1] or asked[0])


def is_felt(found: Part, one: Meant) -> bool:
    """Whether a bare number beside nothing but how it felt tells reps: "good, 12", "not easy, 11"."""
    asked, number = one.work.around.reps, one.numbers[0].number
    if asked is None or not found.gaps or not all(gap.known for gap in found.gaps) or one.numbers[0].role:
        return False
    least = 33 if found.gaps[0].at > 0 else 50  # "4, grip gave out" of 12
    return number % 100 == 0 and least * asked[0] <= number <= 200 * (asked[1] or asked[0])


def may_be_effort(found: Part, one: Meant) -> bool:
    """Whether such a number may be an RPE as well: "brutal, 9" where 12 are asked for."""
    asked = one.work.around.reps
    if asked is None or len(one.numbers) != 1 or not found.gaps or one.numbers[0].role or one.joined:
        return False
    if found.gaps[0].at > 0:  # "9, brutal"
        return False
    return 600 <= one.numbers[0].number <= 1000 and not asked[0] * 100 <= one.numbers[0].number


def _are_things(found: Part, one: Meant) -> bool:
    """Whether the numbers count something else: "2 kids and 3 dogs", "2 of 3 racks are taken"."""
    if any(b.role or b.at for b in one.numbers) or any(d.load is not None for d in one.work.drafts):
        return False
    joins = [b for b in found.row if b.kind == "join"]
    return len(one.numbers) - len(joins) == found.things and all(b.number == OF for b in joins)


def _is_counted(message: Message, one: Meant) -> bool:
    """Whether "5 kg more" can be counted from a load, and is no body weight: "I weigh 65 kg, down 2"."""
    alone = not has_reps(one) and (message.also is not None or all(b.unit is None for b in one.numbers))
    return bool(one.work.around.base) and not alone


def has_reps(one: Meant) -> bool:
    """Whether anything tells how much was done."""
    for draft in one.work.drafts:
        if draft.reps is not None or draft.seconds is not None or draft.distance is not None:
            return True
    return False


def _is_strong(found: Part, one: Meant) -> bool:
    """Whether numbers say by themselves that they are sets: joined, with their words, or with the body or its sides."""
    if not has_reps(one):
        return False
    if one.joined:
        return True
    many = len(one.numbers) > 1
    for bit in one.numbers:
        if bit.role in ("R", "S", "o") or (many and (bit.role == "L" or (bit.at and bit.number > 1000))):
            return True
    return not found.notes and not SIDE_OR_BODY.isdisjoint(one.marks)


def is_total(one: Meant) -> bool:
    """Whether a set has the reps of all prescribed ones: "got all 25" of 5x5."""
    sets, asked = one.work.around.sets, one.work.around.reps
    if asked is None or sets is None or sets < LEAST_SETS or one.joined or len(one.work.drafts) > 1:
        return False
    return any(d.reps in (100 * sets * asked[0], 100 * sets * (asked[1] or asked[0])) for d in one.work.drafts)


def is_weak(message: Message, found: Part, one: Meant) -> bool:
    """Whether a bare number or two are written: among words that nobody knows they may count anything."""
    if len(one.numbers) == FEW_NUMBERS and all(_is_asked_for(b, one) for b in one.numbers):
        return False  # "todo bien 12 12"
    return len(one.numbers) <= FEW_NUMBERS and not (message.achieved or _is_strong(found, one))


def only_less(found: Part, one: Meant) -> bool:
    """Whether nothing but "-5" is written, in an exercise that nothing helps with: no load, and no reps."""
    return one.less and not found.named and one.place.here and one.place.load_kind is LoadKind.EXTERNAL


def _are_reps(number: int, one: Meant) -> bool:
    """Whether "bw 15" is a set; "bw 72" is the body's weight where so many reps are not asked for."""
    asked = one.work.around.reps
    most = 2 * (asked[1] or asked[0]) * 100 if asked else 0
    return number < max(LIGHTEST, most) and any(d.reps is not None for d in one.work.drafts)


def is_a_number(message: Message, one: Meant) -> bool:
    """Whether it is a telephone number or the like: groups of digits that no bar carries, and no reps."""
    if len(one.work.drafts) < 2 or has_reps(one):
        return False
    bare = all(not b.role and not b.at for b in one.numbers)
    return bare and any(b.number > HEAVIEST or _begins_with_zero(message, b) for b in one.numbers)


def _begins_with_zero(message: Message, bit: Bit) -> bool:
    """Whether a number is written like the part of a telephone number: "06"."""
    return bit.end - bit.start > 1 and message.text[bit.start : bit.end].isdigit() and message.text[bit.start] == "0"


def weighed(message: Message, found: Part, one: Meant) -> bool:
    """Whether the clause tells the body's weight, which is a measurement and no set."""
    numbers, told = [b for b in one.numbers if not b.relative], "M" in one.marks
    body = "B" in one.marks
    if len(numbers) != 1 or found.exercise or not (told or body) or (one.joined and numbers[0].unit is None):
        return False
    plain = numbers[0].role in ("", "L") and numbers[0].load_kind is None
    if not plain or (body and not told and _are_reps(numbers[0].number, one)):
        return False
    message.also = "body_weight"
    return True
