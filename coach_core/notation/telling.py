"""Clauses that tell sets, and those that correct them. Command words are read in deeds.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from coach_core.notation.bits import Bit, bits
from coach_core.notation.clauses import Clause
from coach_core.notation.drafts import MANY, Draft, Work
from coach_core.notation.efforts import EFFORT, effort, is_exertion
from coach_core.notation.likely import ALONE, FAIR
from coach_core.notation.message import Message
from coach_core.notation.names import Part, part
from coach_core.notation.reading import Entry, Intent, Problem
from coach_core.notation.resolve import Place, implausible, place_of, refused, reps_limit, resolve
from coach_core.notation.sets import work_out
from coach_core.training.weight import LoadKind

STRANGERS = 4  # words of a name that is not known, beyond which it is asked about
LIGHTEST = 4000  # hundredths: below it "bw 15" is no body weight
NONE: frozenset[str] = frozenset()
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
    previous = _previous(message)
    exercise = found.exercise if found.named else previous.exercise if previous else message.open.exercise
    known = message.lexicon.exercises.get(exercise or "")
    place = place_of(exercise, found.named or previous is not None, known, message.open)
    work = work_out(found.row, place.around(correcting=correcting))
    numbers = [b for b in found.row if b.kind == "num"]
    if len(numbers) == len(found.row):
        return Meant(found, place, work, numbers, NONE, False)
    marks = frozenset([b.role for b in found.row if b.kind == "mark"])
    return Meant(found, place, work, numbers, marks, "join" in [b.kind for b in found.row])


def _previous(message: Message) -> Entry | None:
    """The exercise that this message named last."""
    last = message.deeds[-1] if message.deeds else None
    if last is None or last.intent is not Intent.LOG:
        return None
    return next((e for e in reversed(last.entries) if e.name is not None), None)


def log(message: Message, piece: Clause) -> None:
    """A clause without a command word: sets, a word about the last set, or nothing that is stored."""
    parts = part(bits(list(piece.row)), message.text, message.lexicon)
    if message.heading is not None and parts and parts[0].counts:
        _headed(message, parts[0])
    left = [p for p in parts if not _log_part(message, p, piece)]
    if len(left) == len(parts):
        _other(message, parts, piece)
        return
    for one in left:
        message.notes += one.notes
        if one.row and (one.counts or one.named):
            message.strange.append(message.slice((one.start, one.row[-1].end)))


def _headed(message: Message, found: Part) -> None:
    """Gives the first sets after a line with a name that name; a stranger's is asked about."""
    head, message.heading = message.heading, None
    if head is None or found.named:
        message.strange += [head.name] if head and head.name else []
        return
    found.name, found.exercise, found.maybe, found.loose = head.name, head.exercise, head.maybe, head.exercise is None


def _log_part(message: Message, found: Part, piece: Clause) -> bool:
    """Stores the sets of one exercise; False if they are none."""
    one = meant(message, found)
    drafts = one.work.drafts
    if _only_less(found, one):
        return refuse(message, reps_limit())
    if _weighed(message, found, one) or not drafts or not is_log(message, found, one):
        return False
    if _late_load(message, found, one):
        return True
    if "#" in [b.role for b in one.numbers]:
        return refuse(message, Problem("number-unclear", (("number", _unclear(message, found)),)))
    keep_words(message, found)
    sets = resolve(drafts, one.place)
    problem = Problem("sets-limit", (("limit", str(MANY)),)) if one.work.strange else refused(sets)
    if problem is not None:
        return refuse(message, problem)
    exercise = one.place.exercise.id if one.place.exercise and not found.named else found.exercise
    if not found.named and _previous(message) is None:
        exercise = message.open.exercise
    message.add(Intent.LOG, (Entry(exercise, found.name, sets),))
    message.confirm |= piece.asked or one.work.odd or implausible(sets, one.place) or _uncertain(drafts)
    message.confirm |= (
        found.named and not found.exercise and (found.loose or len((found.name or "").split()) > STRANGERS)
    )
    message.maybe = message.maybe or found.maybe
    _other_way(message, found, one)
    return True


def _late_load(message: Message, found: Part, one: Meant) -> bool:
    """A load on a line of its own, after sets that were written without one."""
    last = message.deeds[-1] if message.deeds else None
    draft = one.work.drafts[0]
    alone = len(one.work.drafts) == 1 and draft.load is not None and draft.reps is None and draft.seconds is None
    if found.named or last is None or last.intent is not Intent.LOG or not alone or draft.unit is None:
        return False
    entry = last.entries[-1]
    if any(s.load is not None and s.unit_told for s in entry.sets):
        return False
    load = resolve([draft], one.place)[0]
    if refused([load]) is not None:
        return False
    sets = tuple(replace(s, load=load.load, load_kind=load.load_kind, unit_told=True) for s in entry.sets)
    message.deeds[-1] = replace(last, entries=(*last.entries[:-1], replace(entry, sets=sets)))
    message.confirm |= implausible(sets, one.place)
    return True


def _unclear(message: Message, found: Part) -> str:
    return next(message.slice((b.start, b.end)) for b in found.row if b.role == "#")


def _uncertain(drafts: Sequence[Draft]) -> bool:
    """Whether a range of reps or plates were told: what was done, or how heavy, is not said."""
    return True in [d.plates or d.high is not None for d in drafts]


def refuse(message: Message, problem: Problem) -> bool:
    """Notes the first number that cannot be taken; the message stores nothing then."""
    message.problem = message.problem or problem
    return True


def keep_words(message: Message, found: Part) -> None:
    """Keeps the words around the sets: notes, and what was not understood."""
    message.notes += found.notes
    message.strange += found.strange


def _other_way(message: Message, found: Part, one: Meant) -> None:
    """The closest decision of a part, taken the other way; of a single number the other way is always offered."""
    margins = one.work.margins
    if not margins:
        return
    closest = min(range(len(margins)), key=margins.__getitem__)
    alone = len(one.work.drafts) == 1 and len(one.numbers) == 1
    if margins[closest] > (ALONE if alone else FAIR):
        return
    other = work_out(found.row, one.work.around, closest)
    sets = resolve(other.drafts, one.place)
    if other.drafts and refused(sets) is None:
        message.doubted(min(margins[closest], FAIR), sets)


def is_log(message: Message, found: Part, one: Meant) -> bool:
    """Whether numbers are sets: a stranger's name or no open exercise needs more than a bare number."""
    if not one.numbers:
        return False
    strong = _is_strong(found, one)
    if found.named and not found.exercise:
        return strong
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
        return strong or (_has_reps(one) and not found.notes and all(b.role == "T" for b in one.numbers))
    return strong or not found.notes or len(one.numbers) > 1


def _has_reps(one: Meant) -> bool:
    for draft in one.work.drafts:
        if draft.reps is not None or draft.seconds is not None or draft.distance is not None:
            return True
    return False


def _is_strong(found: Part, one: Meant) -> bool:
    """Whether numbers say by themselves that they are sets: joined, with their words, or with the body or its sides."""
    if not _has_reps(one):
        return False
    if one.joined:
        return True
    many = len(one.numbers) > 1
    for bit in one.numbers:
        if bit.role in ("R", "S", "o") or (many and (bit.role == "L" or (bit.at and bit.number > 1000))):
            return True
    return not found.notes and not SIDE_OR_BODY.isdisjoint(one.marks)


def _only_less(found: Part, one: Meant) -> bool:
    """Whether nothing but "-5" is written, in an exercise that nothing helps with: no load, and no reps."""
    return one.less and not found.named and one.place.here and one.place.load_kind is LoadKind.EXTERNAL


def _are_reps(number: int, one: Meant) -> bool:
    """Whether "bw 15" is a set; "bw 72" is the body's weight where so many reps are not asked for."""
    asked = one.work.around.reps
    most = 2 * (asked[1] or asked[0]) * 100 if asked else 0
    return number < max(LIGHTEST, most) and any(d.reps is not None for d in one.work.drafts)


def _weighed(message: Message, found: Part, one: Meant) -> bool:
    """Whether the clause tells the body's weight, which is a measurement and no set."""
    numbers, told = one.numbers, "M" in one.marks
    body = "B" in one.marks
    if len(numbers) != 1 or found.exercise or not (told or body):
        return False
    plain = numbers[0].role in ("", "L") and numbers[0].load_kind is None
    if not plain or (body and not told and _are_reps(numbers[0].number, one)):
        return False
    message.also = "body_weight"
    return True


def _other(message: Message, parts: Sequence[Part], piece: Clause) -> None:
    """Nothing to store: a word about the last set, a note to sets of this message, or words that are named."""
    row = [b for p in parts for b in p.row]
    told = [b for b in row if (b.kind == "mark" and b.role in EFFORT) or is_exertion(b)]
    words = [w for p in parts for w in (p.name, *p.notes, *p.strange) if w]
    if told and not any(b.kind == "num" and not is_exertion(b) for b in row):
        effort(message, row, [w for p in parts for w in p.notes])
    elif len(parts) == 1 and parts[0].named and not row and len((parts[0].name or "").split()) <= STRANGERS:
        message.heading = parts[0]
    elif words and not row and "f" in piece.letters and not any(p.named or p.strange for p in parts):
        message.notes += words
    elif message.deeds and message.deeds[-1].intent is Intent.LOG and words and not any(b.kind == "num" for b in row):
        message.notes.append(message.slice(piece.span))
    elif message.also is None and piece.row:
        message.strange.append(message.slice(piece.span))
