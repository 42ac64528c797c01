"""Shapes of a whole clause: a set and its exercise in either order, "not this but that", "10 on the last one"."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.notation.clauses import Clause, Selected, selected
from coach_core.notation.kinds import DENIED, EXCHANGE, MEANT
from coach_core.notation.message import Message

MOST_SETS = 1000  # hundredths: "all 10" are sets, "all 90" is a load
_WHICH = "sn(?:[,&-]n)*|os?|zs?|as"
LONGEST_ALL = len("in every set")  # what is longer says that they were
LOAD = 2000  # hundredths: a number alone beside a whole scheme is a weight from here on
_OF_A_LIFT = re.compile(
    f"(?P<no>N*[,:]*)(?:(?P<lift>E)[,:x(]*(?P<which>{_WHICH})|(?P<set>{_WHICH})x?(?P<of>E))[),:]*(?P<was>=)(?=.*[nei])"
)
_NOT_BUT = re.compile("N=?n[kbps]?(?:xn[kbps]?)?[,w&=]*(?P<but>N)[,w&=]*n")  # "no 12 sino 11"
_EXCHANGED = re.compile("[NV],?n[kbps]?[AxN~w&=]{0,2}(?=n[kbps]?$)")
_DENIED_BEHIND = re.compile("(?<![s£])(?:n[kbps]?|(?P<set>n[kb]?xn[kbp]?)),?(?=[,&w]{0,2}[NI][nkb])")
_DENIES = frozenset("NI")
_NUMBERED = re.compile("A?n=[A@]?n[kbp]?")
_HALF_AHEAD = re.compile("nEn(?:p|(?:,?n){0,9})(?:,?[ei@].*)?")
_LOAD_AHEAD = re.compile("(?:^|(?<=,))n[kb]E(?=[,:]?np?(?:[x,/&]?np?)*s?(?:,n[kb]E|[,;]?[^nkbE]*$))")
_BARE_LIST = re.compile("(n(?:,?n){1,9})[,&]+(?=nxn(?:A?n[kb]?E|E(?:A?n[kb]?)?)$)")
_NTH_TO = re.compile("NnA(?=n)|N(?:sn|os?)A(?=np?$)")
_ON_THE_NTH = re.compile("N[,&N]*(?P<value>n[kb]?p?|nxnp?)[A@]?os?")
_ON_THE_LAST = re.compile("np?[A@]?z(?:s|n(?!.))?")


def set_first(piece: Clause) -> Clause:
    """ "hip thrust set 2 was 35" and "the second set of hip thrusts was 35" as "set 2 was hip thrust 35"."""
    if "E" not in piece.letters:
        return piece
    if piece.letters[-1] in "mt" and (in_a_time := _IN_A_TIME.fullmatch(piece.letters)):
        return Clause(piece.row[: in_a_time.end(1)], in_a_time[1], piece.asked)
    if piece.letters in ("nxnEn", "nEnxn"):
        return _load_last(piece)
    if piece.row[0].number % 100 and _HALF_AHEAD.fullmatch(piece.letters):
        return _load_before_reps(piece)
    if _LOAD_AHEAD.search(piece.letters):
        return _lift_first(piece)
    found = _OF_A_LIFT.match(piece.letters) if "=" in piece.letters else None
    if found is None:
        return piece
    which, lift = ("which", "lift") if found["which"] else ("set", "of")
    spans = [found.span("no"), found.span(which), found.span("was"), found.span(lift), (found.end(), len(piece.row))]
    row = [item for start, end in spans for item in piece.row[start:end]]
    return Clause(row, "".join(item.kind for item in row), piece.asked)


def list_apart(piece: Clause) -> tuple[Clause, ...]:
    """ "12 12 12, 3x12 40 rdl": the bare reps are of the open exercise, the name goes with its own scheme."""
    found = _BARE_LIST.match(piece.letters) if "E" in piece.letters else None
    if found is None:
        return (piece,)
    head = Clause(piece.row[: found.end(1)], found[1], piece.asked)
    return (head, piece.rest(found.end()))


def _lift_first(piece: Clause) -> Clause:
    """ "24 kg goblet squat 3x10" as "goblet squat 24 kg 3x10", for each such exercise of a list."""
    row = list(piece.row)
    for found in _LOAD_AHEAD.finditer(piece.letters):
        start, end = found.span()
        row[start:end] = [row[end - 1], *row[start : end - 1]]
    return Clause(row, "".join(item.kind for item in row), piece.asked)


def _load_last(piece: Clause) -> Clause:
    """ "3x10 deadlift 100" and "100 deadlift 3x10" as "deadlift 3x10 100", where the lone number is plainly a load."""
    first = piece.letters == "nEnxn"
    lift, load = piece.row[1 if first else 3], piece.row[0 if first else 4]
    scheme = piece.row[2:5] if first else piece.row[0:3]
    small = load.number < LOAD or load.number <= max(scheme[0].number, scheme[2].number)
    if small and not load.number % 100:  # 7.5 counts neither sets nor reps
        return piece
    row = (lift, *scheme, load)
    return Clause(row, "".join(item.kind for item in row), piece.asked)


def _load_before_reps(piece: Clause) -> Clause:
    """ "7.5 curls 10 10 9" as "curls 7.5 x 10 10 9"."""
    load, lift, *reps = piece.row
    row = (lift, load, lift._replace(kind="x", exercise=None), *reps)
    return Clause(row, "".join(item.kind for item in row), piece.asked)


def is_denied(piece: Clause) -> bool:
    """Whether what follows was not done: "not 90, 100", "no 12 sino 11"."""
    but = _NOT_BUT.match(piece.letters) if piece.row[0].number != MEANT else None
    return piece.row[0].number == DENIED or (but is not None and piece.row[but.start("but")].number == MEANT)


def is_one_more(message: Message, head: Selected) -> bool:
    """Whether the set of a number is told as the next one: "and the third too, 8"."""
    return not head.sure and head.which != "last" and not message.deeds and _AND_TOO.match(message.text) is not None


def of_the_last(piece: Clause) -> bool:
    """Whether it is "10 on the last one" and nothing else."""
    return _ON_THE_LAST.fullmatch(piece.letters) is not None


def all_of_them(message: Message, piece: Clause) -> bool:
    """ "did all 3": as prescribed; "all sets 8" tells reps."""
    most = 100 * message.open.sets if message.open.sets else MOST_SETS
    few = all(i.number <= most for i in piece.row if i.kind == "n")
    return few and not piece.asked and re.fullmatch("O?an?s?O?|Za(?:ns?|s)|an?sZ", piece.letters) is not None


def of_before(message: Message, piece: Clause) -> bool:
    """ "They were all 12s at 40", where sets of the exercise before may be meant: a correction of those."""
    first = piece.row[0]
    return message.open.begun and first.kind == "a" and first.end - first.start > LONGEST_ALL


def nth_to(message: Message, piece: Clause) -> Selected | None:
    """ "change set 2 to 10", "correct 2 to 50": the set and what it is to be; a bare number counts a stored one."""
    found = _NTH_TO.match(piece.letters) if not message.deeds else None
    if found is None:
        return None
    counts = next(i for i in piece.row if i.kind in "no")
    number = counts.number if counts.kind == "o" else counts.number // 100
    if found[0] == "NnA" and (counts.number % 100 or not 0 < number <= message.open.stored):
        return None
    return Selected((number,), True, True, piece.rest(found.end()), no=True)


def exchanged(piece: Clause) -> Clause | None:
    """What it is to be, of "change the 8 to a 9"."""
    found = _EXCHANGED.match(piece.letters) if piece.letters[0] == "V" or piece.row[0].number == EXCHANGE else None
    return None if found is None else piece.rest(found.end())


def without_denied(piece: Clause) -> Selected | None:
    """A correction that says what it was not: "9 not 10", "set 2 was 95, not 100"; None if it is none."""
    found = None if _DENIES.isdisjoint(piece.letters[1:]) else _DENIED_BEHIND.search(piece.letters)
    if found is None or piece.letters[found.end() :].count("n") > 1:
        return None
    told = Clause(piece.row[: found.end()], piece.letters[: found.end()], piece.asked)
    head = selected(told)
    if head is not None and head.told and head.rest.letters:
        return replace(head, sure=True, no=True)
    return Selected("last", True, True, told, no=True)


def numbered(piece: Clause) -> Selected | None:
    """ "3 was 95": the set of that number; a number that counts no set is what was written for the last one.

    "No, 4 on the third" as well.
    """
    if piece.letters[:1] == "N" and (behind := _ON_THE_NTH.fullmatch(piece.letters)):
        start, end = behind.span("value")
        nth = next(i.number for i in piece.row[end:] if i.kind == "o")
        value = Clause(piece.row[start:end], piece.letters[start:end], piece.asked)
        return Selected((nth,), True, True, value, no=True)
    if "=" not in piece.letters or _NUMBERED.fullmatch(piece.letters) is None:
        return None
    at = piece.letters.index("n")
    number, few = piece.row[at].number, MOST_SETS // 2
    which = (number // 100,) if number <= few and not number % 100 else "last"
    return Selected(which, True, True, piece.rest(at + 2), no=True)


def as_listed(message: Message, head: Selected) -> Clause | None:
    """The new sets of "it was 10 10 8"."""
    told = head.sure and not head.told and not head.no and not message.deeds
    return head.rest if told and _LISTED.fullmatch(head.rest.letters) else None


def behind_a_judgement(message: Message, head: Selected) -> Clause | None:
    """The new set of "last rep was ugly 40x12"; where it may correct one as well, it is asked about."""
    judged = None if message.deeds or head.no or not head.told else _JUDGED.match(head.rest.letters)
    if judged is None:
        return None
    next_one = message.open.exercise is not None and head.which in ("last", (message.open.stored + 1,))
    new = next_one and (bool(judged["set"]) or not (head.sure or message.open.stored))
    message.confirm |= not (new and judged["set"])
    at = judged.start("set") if judged["set"] else judged.end() - len("np")
    return head.rest.rest(at) if new else None


_IN_A_TIME = re.compile("((?:nE[,&]*){2,})n?[mt]")  # "30 push ups and 20 crunches in a minute"
_LISTED = re.compile("n(?:[,&/]?n)+")
_JUDGED = re.compile("(?:[wf]|N(?=[wf]))*f[wf]*:?(?:(?P<set>n[kb]?p?[xA@]n|n[kb],?n)|np?$)")
_AND_TOO = re.compile(
    r"(?i)\W{0,3}(?:and|und|y|e|et|и) .{3,30}\b(?:too|also|auch|también|tambien|também|tambem|aussi|тоже)\b"
)
