"""Sets told by their place or their number: "10 on the last one", "set 2: 11", "finished all four". No verbs else."""

from __future__ import annotations

import re

from coach_core.notation.clauses import Clause
from coach_core.notation.correcting import last_few, on_the_last
from coach_core.notation.message import Message
from coach_core.notation.next_set import next_set, some_done
from coach_core.notation.ordered import all_of_them
from coach_core.notation.reading import Intent

FEW = 500  # hundredths
LONGEST_UNFINISHED = 4  # letters
_UNFINISHED = re.compile("nx[kbxA@~]{0,2}|[OZ]n|n[OZ]")  # "3x", "40 x at", "done 3"


def by_place(message: Message, piece: Clause) -> bool:
    """Reads what is told of some sets by their place or number; False if the clause is none of that."""
    letters = piece.letters
    of_the_last = "z" in letters and not message.deeds and not piece.asked
    if of_the_last and (last_few(message, piece) or on_the_last(message, piece)):
        return True
    if letters[0] in "OZ" and not message.deeds and all_of_them(message, piece):  # "finished all four sets"
        message.add(Intent.DONE)
        return True
    message.confirm |= len(letters) <= LONGEST_UNFINISHED and _is_unfinished(message, piece)
    counted = message.open.counted and not message.deeds
    return counted and (next_set(message, piece) or some_done(message, piece))


def _is_unfinished(message: Message, piece: Clause) -> bool:
    """Whether "3x" or "40 x" may be the sets or the load of what is not told; "12x" are the reps asked for."""
    if _UNFINISHED.fullmatch(piece.letters) is None or "*" in message.slice(piece.span):
        return False
    reps, number = message.open.reps, piece.row[piece.letters.index("n")].number
    if reps is None:
        return number <= FEW
    return not 50 * reps[0] < number <= 200 * (reps[1] or reps[0])
