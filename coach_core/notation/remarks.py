"""A "no" that begins a remark, as words of one: "no pain, 45x12", "not too heavy 45x12". A "no" that corrects stays."""

from __future__ import annotations

import re

from coach_core.notation.clauses import Clause
from coach_core.notation.kinds import BARE_NO, DENIED, NOT_DONE

# "no pain in back or hips", "no warm up", "no rep felt hard", "not to failure"; "no, 90" and "no it was 90" are none
_REMARK = re.compile(
    "(?:N(?:n?[psXk]=?(?=[wf])|(?=[wfW¶§q]|A?T|F[psT]))|K(?=W))"
    "(?:[wfWFT¶§qgpsXaAøzh&()-]|=(?=[wf]))*(?P<end>[,:]*)(?=[nEcxeiLBG])"
)
_BEGINS = frozenset({("N", BARE_NO), ("N", DENIED), ("K", NOT_DONE)})
_FIRST = frozenset("NK")
_FEELING = "f"
ONE = 100  # hundredths


def as_remark(piece: Clause) -> Clause:
    """The clause with its remark as words that are kept, so that what follows is new; as it was where it has none."""
    begins = piece.letters[:1] in _FIRST and (piece.row[0].kind, piece.row[0].number) in _BEGINS
    found = _REMARK.match(piece.letters) if begins else None
    if found is None or (piece.letters[1] == "n" and piece.row[1].number != ONE):  # "not one rep was ugly"
        return piece
    end = found.start("end")
    row = (*(i._replace(kind=_FEELING, number=0) for i in piece.row[:end]), *piece.row[end:])
    return Clause(row, _FEELING * end + piece.letters[end:], piece.asked)
