"""Efforts told apart from their set: "rpe 9", "2 in the tank", "failed the last". Whole sets are read in telling.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import MOST_EFFORT
from coach_core.notation.message import Message
from coach_core.notation.names import Part
from coach_core.notation.reading import Deed, Entry, Intent, ReadSet
from coach_core.notation.resolve import Place, changes, place_of, refused
from coach_core.notation.sets import work_out

EFFORT = "ieFTft"
AGREE = 1  # reps by which a reserve may differ from what its RPE says


def is_exertion(bit: Bit) -> bool:
    """Whether a number without a set is an RPE: "@8"."""
    return bit.at == "@" and 100 <= bit.number <= 1000


def _exertion(bit: Bit) -> Bit:
    return bit._replace(kind="mark", role="e") if bit.kind == "num" else bit


def contradict(sets: Sequence[ReadSet]) -> bool:
    """Whether the RPE and the reserve of a set cannot both be: "rpe 8 rir 5"."""
    both = [(s.rpe, s.rir) for s in sets if s.rir is not None and s.rpe is not None]
    return any(abs(10 - rpe - rir) > AGREE for rpe, rir in both)


def efforts_of(row: Sequence[Bit], place: Place) -> tuple[ReadSet, ...]:
    """ "rpe 7, 8, 9" and nothing else: one effort for each of the last sets; none if it is no such list."""
    first = row[0] if row else None
    rest = [b for b in row[1:] if b.kind != "sep"]
    if first is None or not rest or first.kind != "mark" or first.role not in "ie":
        return ()
    same = all((b.kind == "mark" and b.role == first.role) or (b.kind == "num" and not b.role) for b in rest)
    if not same or any(b.number > MOST_EFFORT[first.role] for b in rest):
        return ()
    told = (effort_of([b._replace(kind="mark", role=first.role, at="")], place) for b in (first, *rest))
    return tuple(one for one in told if one is not None)


def effort_of(row: Sequence[Bit], place: Place) -> ReadSet | None:
    """The effort that marks without a set tell: reserve, RPE, failure."""
    marks = [_exertion(b) for b in row if (b.kind == "mark" and b.role in EFFORT) or is_exertion(b)]
    if not marks:
        return None
    told = work_out([Bit("num", "R", 100), *marks], place.around()).drafts[0]
    return changes(replace(told, reps=None), place)


def effort(message: Message, row: Sequence[Bit], notes: Sequence[str], named: Part | None = None) -> None:
    """ "rpe 9", "2 in the tank", "failed the last": of sets in this message, else of the last one stored.

    ``named``: the exercise that stands with it.
    """
    everybody = any(b.role == "a" for b in row)
    told = effort_of(row, place_of(None, False, None, message.open))
    if told is None:
        return
    problem = refused((told,))
    message.keep(notes)
    if problem is not None:
        message.problem = message.problem or problem
    elif message.deeds and message.deeds[-1].intent is Intent.LOG:
        message.deeds[-1] = _told_later(message.deeds[-1], told, everybody)
    elif not message.deeds:
        exercise, name = (named.exercise, named.name) if named else (message.open.exercise, None)
        message.add(Intent.CORRECT, (Entry(exercise, name, (told,)),))
        message.corrects = "all" if everybody else "last"


def efforts_of_stored(message: Message, row: Sequence[Bit]) -> bool:
    """Corrects the last sets that are stored with an effort each. False if the row is no list of efforts."""
    told = efforts_of(row, place_of(None, False, None, message.open)) if not message.deeds else ()
    if not told or refused(told) is not None:
        return False
    stored = message.open.stored
    message.add(Intent.CORRECT, (Entry(message.open.exercise, None, told),))
    message.corrects = tuple(range(stored - len(told) + 1, stored + 1)) if stored >= len(told) else "last"
    message.confirm |= stored < len(told)
    return True


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
