"""Clauses that correct stored sets: "no, 90", "2nd set 95 kg", "that was yesterday". New sets are in telling.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach_core.notation.bits import bits
from coach_core.notation.clauses import Clause, Selected
from coach_core.notation.efforts import effort_of, is_exertion
from coach_core.notation.likely import FAIR
from coach_core.notation.meant import Meant, meant
from coach_core.notation.message import Message
from coach_core.notation.names import Part, part
from coach_core.notation.ordered import of_the_last
from coach_core.notation.reading import Entry, Intent, ReadSet
from coach_core.notation.resolve import changes, implausible, load_limit, part_of_a_rep, refused
from coach_core.notation.sets import work_out
from coach_core.notation.telling import below_none, keep_words, log, refuse


def correct(message: Message, head: Selected) -> bool:
    """A correction of stored sets. False if the clause is none: nothing is told, or it is a new set of that number."""
    if "o" in head.rest.letters:
        if "x" in head.rest.letters and not head.sure:
            return False
        message.strange.append(message.slice(head.rest.span))
        return True
    parts = part(bits(head.rest.row), message.text, message.sought, message.open.exercise)
    found = parts[0] if parts else Part()
    not_that = head.rest.letters.find("N")
    if not_that > 0:
        row = bits(head.rest.row[:not_that])
        parts = part(row, message.text, message.sought, message.open.exercise)
        found = parts[0] if parts else Part()
    if len(parts) > 1 or found.chatty or found.apart or (found.named and not found.exercise):
        return False
    one = meant(message, found, correcting=True)
    if below_none(message, one):
        return refuse(message, load_limit(one.place.unit))
    effort = None if one.work.drafts else effort_of(found.row, one.place)
    if effort is not None and any(not is_exertion(b) for b in one.numbers):
        return False  # a number is left that is none of the effort
    sets = tuple(changes(d, one.place) for d in one.work.drafts) or ((effort,) if effort else ())
    if not sets:
        return not found.notes and _only_day(message, head)
    if not one.place.timed and any((s.seconds or 0) >= LONG for s in sets):  # "was only there for 40 min"
        message.strange.append(message.slice(head.rest.span))
        return True
    if (
        not head.sure
        and head.counted
        and head.last != message.open.stored
        and (message.open.counted or not message.open.stored)
    ):
        return False  # "all three sets 10"
    if not head.sure and isinstance(head.which, tuple) and len(head.which) == 1 < len(sets):
        return False  # "first 12 then 10 then 8"
    if not head.sure and _whole(sets) and (head.counted or head.which != "all") and not _is_stored(message, head):
        return False
    if found.stray and len(" ".join(found.notes).split()) >= TALK:
        message.strange.append(message.slice(head.rest.span))
        return True
    if _is_told(message, head, found, sets):
        return False
    message.that = found.named and not (head.no or head.told)
    return _corrected(message, head, found, one, sets)


def _is_stored(message: Message, head: Selected) -> bool:
    """Whether one set is told by its number that is stored already: "set 2: 50x12" is no third one."""
    return isinstance(head.which, tuple) and len(head.which) == 1 and 1 <= head.which[0] <= message.open.stored


def correct_each(message: Message, piece: Clause) -> bool:
    """ "second: 10, third: 9": each with its new value; as new sets where they are the next ones."""
    if _EACH.fullmatch(piece.letters) is None:
        return False
    named = tuple(i.number for i in piece.row if i.kind == "o")
    few = all(i.number <= MOST_REPS for i in piece.row if i.kind == "n")  # "first at 8, second at 7"
    row = [i._replace(kind=",") if i.kind in "os:=" or (few and i.kind == "A") else i for i in piece.row]
    parts = part(bits(row), message.text, message.sought, message.open.exercise)
    one = meant(message, parts[0], correcting=True)
    sets = tuple(changes(d, one.place) for d in one.work.drafts)
    if len(sets) != len(named) or message.open.stored + 1 == named[0]:  # the next ones
        log(message, Clause(row, "".join(i.kind for i in row), piece.asked))
    elif (problem := refused(sets)) is not None:
        refuse(message, problem)
    else:
        message.add(Intent.CORRECT, (Entry(message.open.exercise, None, sets),))
        message.corrects = named
        message.far |= implausible((replace(s, reps=s.reps or 1) for s in sets), one.place)
    return True


def last_few(message: Message, piece: Clause) -> bool:
    """ "the last two were 75", "75 on the last two". False if the clause is another."""
    found = _LAST_FEW.fullmatch(piece.letters)
    if found is None:
        return False
    count = found.start(next(name for name in "acb" if found[name]))
    start, end = found.span("y" if found["b"] else "x")
    number = piece.row[count].number
    if not 100 < number <= 100 * FEW or number % 100:
        return False
    rest = Clause(piece.row[start:end], piece.letters[start:end], piece.asked)
    return correct(message, Selected("last", True, True, rest, last=number // 100))


_LAST_FEW = re.compile(
    "(?:(?P<a>n)zs?(?:=|(?=A?n[kb]))|zs?(?P<c>n)(?:=|(?=A?n)))A?(?P<x>n[kb]?p?)|=A?(?P<y>n[kb]?p?)(?P<b>n)zs?"
)
FEW = 5
MOST_REPS = 3000  # hundredths
LEAST_PLATE = 25  # hundredths: no bar weighs 58.9
LONG = 300  # seconds: no hold of a lift that is counted in reps
TALK = 3  # words that are no part of a correction, from which on it is none: "but the gym was closed"
_EACH = re.compile("(?:os?[:=A]?n[kbp]?(?:xnp?)?[,&]*){2,}")


def _whole(sets: Sequence[ReadSet]) -> bool:
    return all(s.load is not None and s.reps is not None for s in sets)


def correct_said(message: Message, head: Selected) -> bool:
    """ "100x10, no, 100x9": puts right what the message itself said before. False if it says nothing of that."""
    last = message.deeds[-1]
    parts = part(bits(head.rest.row), message.text, message.sought, message.open.exercise)
    if last.intent is not Intent.LOG or not head.no or len(parts) != 1 or parts[0].named:
        return False
    one = meant(message, parts[0], correcting=True)
    new, entry = tuple(changes(d, one.place) for d in one.work.drafts), last.entries[-1]
    if not new or len(new) > len(entry.sets) or refused(new) is not None:
        return False
    put = tuple(map(_put_right, entry.sets[-len(new) :], new))
    entries = (*last.entries[:-1], replace(entry, sets=(*entry.sets[: -len(new)], *put)))
    message.deeds[-1] = replace(last, entries=entries)
    message.far |= implausible(put, one.place)
    return True


def _put_right(old: ReadSet, new: ReadSet) -> ReadSet:
    told = {name: value for name in _TOLD if (value := getattr(new, name)) is not None}
    return replace(old, **told, failed=old.failed or new.failed, to_failure=old.to_failure or new.to_failure)


_TOLD = ("load", "reps", "reps_left", "reps_right", "seconds", "distance_m", "rir", "rpe")


def _is_told(message: Message, head: Selected, found: Part, sets: Sequence[ReadSet]) -> bool:
    """Whether "that was 100x10" tells new sets: whole ones, where none is stored or where they are several."""
    stored = message.open.stored or (found.named and message.open.begun)
    return not head.no and _whole(sets) and (len(sets) > 1 or (not head.told and not stored))


def _only_day(message: Message, head: Selected) -> bool:
    """ "that was yesterday"."""
    if not (head.sure and message.day_offset):
        return False
    message.add(Intent.CORRECT)
    message.corrects = head.which
    return True


def _corrected(message: Message, head: Selected, found: Part, one: Meant, sets: tuple[ReadSet, ...]) -> bool:
    problem = refused(sets) or part_of_a_rep(one.work.drafts)
    if problem is not None:
        return refuse(message, problem)
    keep_words(message, found)
    exercise = found.exercise if found.named else message.open.exercise
    message.add(Intent.CORRECT, (Entry(exercise, found.name, sets),))
    everybody = one.work.everybody and head.which == "last"  # "make it 95 for all of them"
    message.confirm |= one.work.odd or found.unread or any(s.load and s.load.hundredths % LEAST_PLATE for s in sets)
    message.confirm |= isinstance(head.which, tuple) and len(sets) not in (1, len(head.which))
    message.confirm |= head.which == "last" and head.last > max(1, message.open.stored)
    message.corrects = "all" if everybody else _which(head, len(sets), message.open.stored)
    message.far |= implausible((replace(s, reps=s.reps or 1) for s in sets), one.place)
    margins = one.work.margins
    if margins and min(margins) <= FAIR:
        closest = min(range(len(margins)), key=margins.__getitem__)
        other = tuple(changes(d, one.place) for d in work_out(found.row, one.work.around, closest).drafts)
        if other and refused(other) is None:
            message.doubted(margins[closest], other)
    return True


def _which(head: Selected, sets: int, stored: int) -> str | tuple[int, ...]:
    """The sets that a correction is about: as many of the last ones as there are new values."""
    many = max(sets, head.last)
    if head.which == "last" and many > 1 and stored >= many:
        return tuple(range(stored - many + 1, stored + 1))
    return head.which


def on_the_last(message: Message, piece: Clause) -> bool:
    """ "only 10 on the last one": of the last set that is stored; where one is left to do, it may be that one."""
    if message.open.exercise is None or not of_the_last(piece):
        return False
    if message.open.stored and message.open.sets == 1:
        log(message, piece)
        message.confirm = True
        return True
    at = piece.letters.index("z")
    row = [i for i in piece.row[:at] if i.kind in "np"]
    return correct(
        message, Selected("last", True, True, Clause(row, "".join(i.kind for i in row), piece.asked), no=True)
    )
