"""The set before once more: "same again", "same x3", "same, 9". More or less than it: relative.py."""

from __future__ import annotations

import re

from coach_core.notation.clauses import Clause
from coach_core.notation.kinds import ANOTHER
from coach_core.notation.message import Message
from coach_core.notation.reading import Intent
from coach_core.notation.relative import relative
from coach_core.notation.swapping import parts_of
from coach_core.notation.telling import log

_WHOLE = re.compile(  # "one more at 80 for 5", "another 8, rpe 9", "otra de 5 con 72,5"
    "(?:np?(?:[A@]n[kb]?)?|[A@]?n[kb]?xnp?|xnp?[A@]n[kb]?|xnp?)(?:[,&(]*(?:en|ne|in|ni|nv|vn|n?l|[TLFf]))*[,&)]*"
)
_AGAIN = re.compile("(?:n[kb]?x)?n[pS]{0,2}R(?!x)")
_ANY_OTHER = re.compile("Rw(?:[,w]|$)")
FEW = 500  # hundredths: "2 more of the same"
MOST = 100  # what "undo 5000" and the like are cut to


def again(message: Message, piece: Clause) -> None:
    """ "same again", "same x3". With other numbers it is a set that is asked about: which part is the same?"""
    if relative(message, piece):
        return
    if piece.row[0].number == ANOTHER and _ANY_OTHER.match(piece.letters):  # "another day"
        message.strange.append(message.slice(piece.span))
        return
    rest = piece.rest(1)
    while rest.letters[:1] in ("R", ",") and rest.letters:
        rest = rest.rest(1)
    times = re.fullmatch("x?n(x|s)?", rest.letters)
    if re.fullmatch("xnp?", rest.letters) and rest.row[0].end - rest.row[0].start > 1:  # "one more set of 10"
        log(message, rest.rest(1))
        return
    if times and not (times[0] == "n" and _are_reps(message, rest.row[0].number)):
        message.add(Intent.REPEAT)
        message.count = max(1, min(MOST, next(i.number for i in rest.row if i.kind == "n") // 100))
    elif re.search("[nc]", rest.letters):
        log(message, rest)
        message.confirm |= not _is_one_set(message, rest)  # "same, 9"
        if times:  # "another 3" of five
            message.confirm |= not _are_asked_for(message, rest.row[0].number)
    elif re.search("[p<↑↓g]", rest.letters):  # "same weight one more rep", "same as last week"
        message.strange.append(message.slice(piece.span))
    else:
        message.add(Intent.REPEAT)
        message.count = 1
        message.keep([w for p in parts_of(message, rest) for w in p.notes])


def once(message: Message, piece: Clause) -> Clause:
    """ "10 again" as ten: one set, and not two of them; "2 more of the same" are two."""
    again = _AGAIN.match(piece.letters) if "R" in piece.letters else None
    if again is None:
        return piece
    at = again.end() - 1
    if piece.letters == "nR" and not _are_reps(message, piece.row[0].number):
        return Clause((piece.row[1], piece.row[0]), "Rn", piece.asked)
    return Clause((*piece.row[:at], *piece.row[at + 1 :]), piece.letters[:at] + piece.letters[at + 1 :], piece.asked)


def _is_one_set(message: Message, rest: Clause) -> bool:
    """Whether a whole set stands behind the word: "one more at 80 for 5"; "same, 3x10" leaves the load open."""
    told = message.deeds[-1].entries[-1].sets if message.deeds and message.deeds[-1].entries else ()
    return len(told) == 1 and _WHOLE.fullmatch(rest.letters) is not None


def _are_reps(message: Message, number: int) -> bool:
    """Whether "same, 9" is the weight with other reps, and not so many sets more."""
    low = message.open.reps[0] if message.open.reps else FEW // 100 + 1
    return number > FEW or low * 50 <= number


def _are_asked_for(message: Message, number: int) -> bool:
    """Whether so many reps are beyond what may be sets, or are those of the prescription."""
    low, high = message.open.reps or (FEW // 100 + 1, None)
    return number > FEW or low * 100 <= number <= (high or low) * 100
