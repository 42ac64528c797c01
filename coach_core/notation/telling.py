"""Clauses that tell sets, and those that correct them. Command words are read in deeds.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach_core.notation.bits import Bit, bits
from coach_core.notation.clauses import Clause, Selected
from coach_core.notation.likely import FAIR
from coach_core.notation.message import Message
from coach_core.notation.names import Part, part
from coach_core.notation.reading import Deed, Entry, Intent, Problem, ReadSet
from coach_core.notation.resolve import MOST_SETS, Place, changes, implausible, place_of, refused, resolve
from coach_core.notation.sets import Draft, Work, work_out

STRANGERS = 4  # words of a name that is not known, beyond which it is asked about
EFFORT = "ieFTft"


@dataclass(frozen=True, slots=True)
class Meant:
    """One exercise of a clause with its numbers worked out."""

    part: Part
    place: Place
    work: Work


def meant(message: Message, found: Part, *, correcting: bool = False) -> Meant:
    """The numbers of a part, judged by the exercise that is meant."""
    here = found
    previous = _previous(message)
    exercise = found.exercise if found.named else previous.exercise if previous else message.open.exercise
    known = message.lexicon.exercises.get(exercise or "")
    place = place_of(exercise, found.named or previous is not None, known, message.open)
    around = replace(place.around(), correcting=correcting)
    return Meant(here, place, work_out(found.row, around))


def _previous(message: Message) -> Entry | None:
    """The exercise that this message named last."""
    last = message.deeds[-1] if message.deeds else None
    if last is None or last.intent is not Intent.LOG:
        return None
    return next((e for e in reversed(last.entries) if e.name is not None), None)


def log(message: Message, piece: Clause) -> None:
    """A clause without a command word: sets, a word about the last set, or nothing that is stored."""
    parts = part(bits(list(piece.row)), message.text, message.lexicon)
    stored = [p for p in parts if _log_part(message, p, piece)]
    if not stored:
        _other(message, parts, piece)


def _log_part(message: Message, found: Part, piece: Clause) -> bool:
    """Stores the sets of one exercise; False if they are none."""
    one = meant(message, found)
    drafts = one.work.drafts
    if _weighed(message, found, one) or not drafts or not is_log(message, found, one):
        return False
    if any(b.role == "#" for b in found.row):
        return _refuse(message, Problem("number-unclear"))
    _keep_words(message, found)
    sets = resolve(drafts, one.place)
    problem = Problem("sets-limit", (("limit", str(MOST_SETS)),)) if one.work.strange else refused(sets)
    if problem is not None:
        return _refuse(message, problem)
    exercise = one.place.exercise.id if one.place.exercise and not found.named else found.exercise
    if not found.named and _previous(message) is None:
        exercise = message.open.exercise
    message.add(Intent.LOG, (Entry(exercise, found.name, sets),))
    message.confirm |= piece.asked or implausible(sets, one.place) or any(d.high for d in drafts) or _plates(drafts)
    message.confirm |= found.named and not found.exercise and len((found.name or "").split()) > STRANGERS
    message.maybe = message.maybe or found.maybe
    _other_way(message, found, one)
    return True


def _plates(drafts: Sequence[Draft]) -> bool:
    return any(d.plates for d in drafts)


def _refuse(message: Message, problem: Problem) -> bool:
    message.problem = message.problem or problem
    return True


def _keep_words(message: Message, found: Part) -> None:
    message.notes += found.notes
    message.strange += found.strange


def _other_way(message: Message, found: Part, one: Meant) -> None:
    """The closest decision of a part, taken the other way; of a single number the other way is always offered."""
    margins = one.work.margins
    if not margins:
        return
    closest = min(range(len(margins)), key=margins.__getitem__)
    alone = len(one.work.drafts) == 1 and sum(b.kind == "num" for b in found.row) == 1
    margin = min(margins[closest], FAIR) if alone else margins[closest]
    if margin > FAIR:
        return
    other = work_out(found.row, one.work.around, closest)
    sets = resolve(other.drafts, one.place)
    if other.drafts and refused(sets) is None:
        message.doubted(margin, sets)


def is_log(message: Message, found: Part, one: Meant) -> bool:
    """Whether numbers are sets: a stranger's name or no open exercise needs more than a bare number."""
    numbers = [b for b in found.row if b.kind == "num"]
    if not numbers:
        return False
    joined = any(b.kind == "join" for b in found.row)
    reps = any(d.reps is not None or d.seconds is not None or d.distance is not None for d in one.work.drafts)
    typed = any(b.role in ("R", "S") for b in numbers) or (len(numbers) > 1 and any(b.role == "L" for b in numbers))
    strong = reps and (joined or typed)
    if found.named and not found.exercise and not found.maybe:
        return strong
    if found.strange and not found.exercise:
        return strong
    if found.named or message.deeds:
        return True
    if message.open.exercise is None:
        return strong or (reps and _pure(found, "T"))
    return strong or not found.notes or len(numbers) > 1


def _pure(found: Part, role: str) -> bool:
    return not found.notes and all(b.role == role for b in found.row if b.kind == "num")


def _weighed(message: Message, found: Part, one: Meant) -> bool:
    """Whether the clause tells the body's weight, which is a measurement and no set."""
    numbers = [b for b in found.row if b.kind == "num"]
    told = any(b.kind == "mark" and b.role == "M" for b in found.row)
    body = any(b.kind == "mark" and b.role == "B" for b in found.row)
    if len(numbers) != 1 or found.exercise or not (told or body):
        return False
    plain = numbers[0].role in ("", "L") and numbers[0].load_kind is None
    if not plain or (body and not told and any(d.reps is not None for d in one.work.drafts)):
        return False
    message.also = "body_weight"
    return True


def _other(message: Message, parts: Sequence[Part], piece: Clause) -> None:
    """Nothing to store: a word about the last set, a note to sets of this message, or words that are named."""
    row = [b for p in parts for b in p.row]
    told = [b for b in row if (b.kind == "mark" and b.role in EFFORT) or is_exertion(b)]
    words = [w for p in parts for w in (p.name, *p.notes, *p.strange) if w]
    if told and not any(b.kind == "num" and not is_exertion(b) for b in row):
        _effort(message, row, [w for p in parts for w in p.notes])
    elif message.deeds and message.deeds[-1].intent is Intent.LOG and words and not any(b.kind == "num" for b in row):
        message.notes.append(message.slice(piece.span))
    elif message.also is None and piece.row:
        message.strange.append(message.slice(piece.span))


def is_exertion(bit: Bit) -> bool:
    """Whether a number without a set is an RPE: "@8"."""
    return bit.at == "@" and 100 <= bit.number <= 1000


def _exertion(bit: Bit) -> Bit:
    return replace(bit, kind="mark", role="e") if bit.at else bit


def effort_of(row: Sequence[Bit], place: Place) -> ReadSet | None:
    """The effort that marks without a set tell: reserve, RPE, failure."""
    marks = [_exertion(b) for b in row if (b.kind == "mark" and b.role in EFFORT) or is_exertion(b)]
    if not marks:
        return None
    told = work_out([Bit("num", "R", 100), *marks], place.around()).drafts[0]
    return changes(replace(told, reps=None), place)


def _effort(message: Message, row: Sequence[Bit], notes: Sequence[str]) -> None:
    """ "rpe 9", "2 in the tank", "failed the last": of sets in this message, else of the last one stored."""
    everybody = any(b.role == "a" for b in row)
    effort = effort_of(row, place_of(None, False, None, message.open))
    if effort is None:
        return
    problem = refused((effort,), correcting=True)
    message.notes += notes
    if problem is not None:
        message.problem = message.problem or problem
    elif message.deeds and message.deeds[-1].intent is Intent.LOG:
        message.deeds[-1] = _told_later(message.deeds[-1], effort, everybody)
    elif not message.deeds:
        message.add(Intent.CORRECT, (Entry(message.open.exercise, None, (effort,)),))
        message.corrects = "all" if everybody else "last"


def _told_later(deed: Deed, effort: ReadSet, everybody: bool) -> Deed:
    """The deed with an effort written after its last set."""
    entry = deed.entries[-1]
    last = len(entry.sets) - 1
    sets = tuple(_with_effort(s, effort) if everybody or at == last else s for at, s in enumerate(entry.sets))
    return replace(deed, entries=(*deed.entries[:-1], replace(entry, sets=sets)))


def _with_effort(read: ReadSet, effort: ReadSet) -> ReadSet:
    return replace(
        read,
        rir=read.rir if effort.rir is None else effort.rir,
        rpe=read.rpe if effort.rpe is None else effort.rpe,
        failed=read.failed or effort.failed,
        to_failure=read.to_failure or effort.to_failure,
    )


def correct(message: Message, head: Selected, piece: Clause) -> bool:
    """A correction of stored sets. False if the clause is none: nothing is told, or it is a new set of that number."""
    parts = part(bits(list(head.rest.row)), message.text, message.lexicon)
    found = parts[0] if parts else Part()
    if len(parts) > 1 or (found.named and not found.exercise):
        return False
    one = meant(message, found, correcting=True)
    effort = None if one.work.drafts else effort_of(found.row, one.place)
    sets = tuple(changes(d, one.place) for d in one.work.drafts) or ((effort,) if effort else ())
    if not sets:
        return _only_day(message, head)
    if not head.sure and _whole(sets) and head.which != "all":
        return False
    return _corrected(message, head, found, one, sets)


def _whole(sets: Sequence[ReadSet]) -> bool:
    return all(s.load is not None and s.reps is not None for s in sets)


def _only_day(message: Message, head: Selected) -> bool:
    """ "that was yesterday"."""
    if not (head.sure and message.day_offset):
        return False
    message.add(Intent.CORRECT)
    message.corrects = head.which
    return True


def _corrected(message: Message, head: Selected, found: Part, one: Meant, sets: tuple[ReadSet, ...]) -> bool:
    problem = refused(sets, correcting=True)
    if problem is not None:
        return _refuse(message, problem)
    _keep_words(message, found)
    exercise = found.exercise if found.named else message.open.exercise
    message.add(Intent.CORRECT, (Entry(exercise, found.name, sets),))
    message.corrects = _which(head, len(sets), message.open.stored)
    message.confirm |= implausible((replace(s, reps=s.reps or 1) for s in sets), one.place)
    margins = one.work.margins
    if margins and min(margins) <= FAIR:
        closest = min(range(len(margins)), key=margins.__getitem__)
        other = tuple(changes(d, one.place) for d in work_out(found.row, one.work.around, closest).drafts)
        if other and refused(other, correcting=True) is None:
            message.doubted(margins[closest], other)
    return True


def _which(head: Selected, sets: int, stored: int) -> str | tuple[int, ...]:
    """The sets that a correction is about: as many of the last ones as there are new values."""
    many = max(sets, head.last)
    if head.which == "last" and many > 1 and stored >= many:
        return tuple(range(stored - many + 1, stored + 1))
    return head.which
