"""A set told as over by its number: "done with set 1", "hecha la primera". It is stored as it was prescribed."""

from __future__ import annotations

import re

from coach_core.notation.clauses import Clause
from coach_core.notation.message import Message
from coach_core.notation.reading import Entry, Intent, ReadSet

OVER = re.compile("[OZ=],?(?:s(?P<n>n)|(?P<o>o)s?)")  # "done with set 1", "that's set 2", "hecha la primera"


def is_over(message: Message, piece: Clause, told: re.Match[str]) -> bool:
    """ "done with set 1": the next one as prescribed; of one that is stored it says nothing new."""
    here, item = message.open, piece.row[told.start("n" if told["n"] else "o")]
    number = item.number // 100 if told["n"] else item.number
    if not (here.reps or here.seconds) or not 0 < number <= here.stored + (here.sets or 0):
        return False
    if told["n"] and message.text[piece.row[told.start("n") - 1].end - 1] == "s":
        return False  # "done, sets 2"
    if number <= here.stored or (piece.letters[0] == "=" and not here.begun):
        message.strange.append(message.slice(piece.span))
        return True
    as_prescribed(message, 1)
    message.confirm |= number > here.stored + 1 or piece.letters[0] == "="
    return True


def as_prescribed(message: Message, many: int, *, as_done: bool = False) -> None:
    """So many sets as they are prescribed."""
    here = message.open
    if as_done:
        message.add(Intent.DONE)
        return
    reps = None if here.reps is None else here.reps[0]
    one = ReadSet(reps=reps, seconds=None if reps else here.seconds)
    message.add(Intent.LOG, (Entry(here.exercise, None, (one,) * many),))
