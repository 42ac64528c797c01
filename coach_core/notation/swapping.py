"""One exercise for another, in words: "swap squat for leg press", "leg press instead of squats". No other command."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.notation.bits import bits
from coach_core.notation.clauses import Clause, Selected, selected
from coach_core.notation.correcting import correct
from coach_core.notation.message import Message
from coach_core.notation.names import Part, part
from coach_core.notation.ordered import without_denied
from coach_core.notation.reading import Entry, Intent
from coach_core.notation.telling import log

_REMOVED_AND_PUT = re.compile("UE[,&]+N?E(?:nxn?.*|[xA@w].*)?")
_AT_A_LOAD = re.compile("An[kb]?I[,:]+n(?:[,&/]n)+$")
_NOT_THAT = re.compile("In[kbp]?(?=[,&][^N]*n)")


def parts_of(message: Message, piece: Clause) -> list[Part]:
    """The exercises and numbers of a clause."""
    return part(bits(piece.row), message.text, message.sought, message.open.exercise)


def swap(message: Message, piece: Clause) -> None:
    """ "swap squat for leg press", "swap rdl", "swap for leg press"."""
    rest = piece.rest(1)
    head = selected(rest) if re.match("[os][^E]*n[kbp]?$", rest.letters) else None
    if head is not None and correct(message, replace(head, sure=True)):  # "change the second to 95"
        return
    if "n" in rest.letters and not {"E", "w"} & set(rest.letters):  # "swap it for 3x12"
        message.strange.append(message.slice(piece.span))
        return
    found = re.search("[xA@]", rest.letters)
    if found is None:
        pair = tuple(_entry(message, rest))
        message.add(Intent.SWAP, pair[:2])
        return
    old = _entry(message, Clause(rest.row[: found.start()], rest.letters[: found.start()]))
    new = _entry(message, rest.rest(found.end()))
    message.add(Intent.SWAP, (*(old or [Entry(message.open.exercise, None)]), *new)[:2])


def removed_and_put(message: Message, line: Clause) -> bool:
    """ "remove lunges and put leg press 3x12": one exercise for another, and no set. False if the line is none."""
    if _REMOVED_AND_PUT.fullmatch(line.letters) is None:
        return False
    old, new = (i for i in line.row if i.kind == "E")
    message.add(Intent.SWAP, [Entry(i.exercise, message.slice((i.start, i.end))) for i in (old, new)])
    return True


def _entry(message: Message, piece: Clause) -> list[Entry]:
    parts = parts_of(message, piece)
    message.maybe = message.maybe or next((p.maybe for p in parts), ())
    return [Entry(p.exercise, p.name) for p in parts if p.named]


def instead(message: Message, piece: Clause) -> None:
    """ "leg press instead of squats"; with numbers alone ("100 instead of 90") it is a correction."""
    at = piece.letters.index("I")
    said = without_denied(piece) if not message.deeds else None
    if said is not None and said.told and isinstance(said.which, tuple):
        correct(message, said)
        return
    more = _NOT_THAT.match(piece.letters, at)
    if more and "n" in piece.letters[:at] and "E" not in piece.letters:  # "65 instead of 60, and 9"
        row = [*piece.row[:at], *piece.row[more.end() :]]
        log(message, Clause(row, piece.letters[:at] + piece.letters[more.end() :], piece.asked))
        return
    if (
        listed := _AT_A_LOAD.search(piece.letters)
    ) and "E" not in piece.letters:  # "the last two at 85 instead, 8 and 6"
        row = [i for i in piece.row[listed.start() :] if i.kind != "I"]
        message.confirm = True
        log(message, Clause(row, "".join(i.kind for i in row), piece.asked))
        return
    if "n" in piece.letters[:at] and not set("Ew") & set(piece.letters):
        nth = tuple(i.number for i in piece.row[at:] if i.kind == "o")
        correct(message, Selected(nth or "last", True, True, Clause(piece.row[:at], piece.letters[:at]), no=True))
        return
    new = _entry(message, Clause(piece.row[:at], piece.letters[:at]))
    old = _entry(message, piece.rest(at + 1)) or [Entry(message.open.exercise, None)]
    message.add(Intent.SWAP, (*old[:1], *new[:1]))
