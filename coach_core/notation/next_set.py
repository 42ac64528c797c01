"""New sets told by their number or their count: "set 2: 11", "2nd set done", "two sets done", "4/4 done".

What puts a stored set right by its number is in clauses.py and correcting.py.
"""

from __future__ import annotations

import re

from coach_core.notation.clauses import Clause, Selected
from coach_core.notation.correcting import correct
from coach_core.notation.kinds import OF
from coach_core.notation.message import Message
from coach_core.notation.over import OVER, as_prescribed, is_over
from coach_core.notation.telling import log

# "set 2: 11", "2nd set done", "set 2 of 4, 12 reps", "finished set 2 with 11"
_NEXT = re.compile(
    "[OZ]?,?(?:(?P<s>s)£?(?P<n>n)(?P<of>[/x~]n(?=[:=,OA]|$))?|(?P<o>o)s?)(?P<done>,?O)?(?P<sign>[,:=]*)(?P<at>A?)"
    "(?P<rest>[ncF][^Nso=]*)?(?P<effort>[eiv@][^Nso=]*)?"
)
_SOME = re.compile(
    "(?:[OZ](?P<a>n)s|(?P<b>n)s(?P<done>[OZ]?)x?|(?P<one>s)O|[OZ](?P<last>s)|(?P<c>n)[/x~](?P<d>n)s?[OZ]|[OZ](?P<e>n)[/~](?P<f>n)s?)"
    "(?P<left>[,&]+ns?A?[wv<]+)?"  # "two sets done, one to go"
)
_OUT_OF = re.compile("O?(?P<a>n)(?P<of>[/x~])(?P<b>n)s?")  # "did 3 of 4"
_FIRST = re.compile("O?(?:o(?P<a>n)|(?P<b>n)o)O?")  # "did the first two"


def next_set(message: Message, piece: Clause) -> bool:
    """Reads a set that is told by its number, where that is the next one, or one after it, which is asked about."""
    here, found = message.open, _NEXT.fullmatch(piece.letters)
    if message.deeds or not here.counted or here.sets is None:
        return False
    if (told := OVER.fullmatch(piece.letters)) is not None:
        return is_over(message, piece, told)
    if found is None or of_all(message, piece):
        return found is not None
    item = piece.row[found.start("n" if found["s"] else "o")]
    number = item.number // 100 if found["s"] else item.number
    if not _is_label(message, piece, found):
        return False
    if 0 < number <= here.stored and piece.letters[0] in "OZ" and found["rest"]:  # "finished set 1 with 11"
        return correct(message, Selected((number,), True, True, piece.rest(found.start("rest"))))
    if not here.stored < number <= here.stored + here.sets:
        return False
    if (not found["rest"] and not found["done"]) or (found["rest"] and found["effort"]):
        return False
    if not here.stored and (number > 1 or "=" in found["sign"]):
        return False  # of the exercise before it
    if found["rest"]:
        reps = found["at"] and _are_reps(message, piece, found)
        log(message, piece.rest(found.start("rest") if reps or not found["at"] else found.start("at")))
    else:
        as_prescribed(message, 1)
        if found["effort"]:
            log(message, piece.rest(found.start("effort")))
    message.confirm |= number > here.stored + 1
    return True


def _is_label(message: Message, piece: Clause, found: re.Match[str]) -> bool:
    """Whether the number counts a set: "sets 2 12" are two of them, "set 2 of 4" is one."""
    if found["of"] and piece.row[found.start("of")].kind == "x" and piece.row[found.start("of")].number != OF:
        return False
    word = piece.row[found.start("s")] if found["s"] else None
    plural = word is not None and word.end - word.start > 1 and message.text[word.end - 1] == "s"
    return not plural or ":" in found["sign"]


def _are_reps(message: Message, piece: Clause, found: re.Match[str]) -> bool:
    """Whether "with 11" tells the reps: no unit behind it, and about as many as are asked for."""
    reps, number = message.open.reps, piece.row[found.start("rest")].number
    if found["rest"] not in ("n", "np") or reps is None:
        return False
    load = message.open.load
    near = load is not None and number * 2 > load.hundredths
    return not near and 50 * reps[0] <= number <= 200 * (reps[1] or reps[0])


def some_done(message: Message, piece: Clause) -> bool:
    """ "two sets done", "4/4 done": so many as prescribed. "3 sets" and nothing more is asked about.

    So are more than are left: as many as are left are stored at most.
    """
    here, found = message.open, _SOME.fullmatch(piece.letters)
    if message.deeds or not here.counted or here.sets is None or not (here.reps or here.seconds):
        return False
    if found is None:
        return of_all(message, piece) or _one(message, piece)
    if found["last"] and message.text[piece.row[found.start("last")].end - 1] == "s":
        return False  # "finished my sets"
    numbers = [piece.row[found.start(name)].number // 100 for name in "abcdef" if found[name]]
    total = here.stored + here.sets
    if len(numbers) == 2 and numbers[1] != total:
        return False
    many = numbers[0] if numbers else 1
    if len(numbers) == 2:  # "2/4 done" counts those that are stored
        many = here.sets if many == total else many - here.stored
    elif many == total:
        many = here.sets
    beyond = many > here.sets and len(numbers) == 1
    if beyond:  # "3 sets done" behind two of four: three of them all
        many = many - here.stored if here.stored and here.stored < many < total else here.sets
    if not 1 <= many <= here.sets:
        return False
    asks = beyond or (bool(found["b"]) and not found["done"])
    as_prescribed(message, many, as_done=many == here.sets > 1 and not asks)
    message.confirm |= asks
    return True


def of_all(message: Message, piece: Clause) -> bool:
    """ "did 3 of 4" of four sets, "did the first two": counts of sets, where they can hardly be reps."""
    here, first = message.open, _FIRST.fullmatch(piece.letters)
    found = first or _OUT_OF.fullmatch(piece.letters)
    if found is None or here.sets is None or not here.counted or message.deeds or piece.asked:
        return False
    numbers = [piece.row[found.start(name)].number // 100 for name in "ab" if found[name]]
    total = here.stored + here.sets
    if first:
        place = next(i.number for i in piece.row if i.kind == "o")
        counts = place == 1 and not here.stored and 1 < numbers[0] <= here.sets
    else:
        sign = piece.row[found.start("of")]
        counts = here.stored < numbers[0] <= numbers[1] == total and (sign.kind != "x" or sign.number == OF)
    if not counts or not _are_hardly_reps(message, numbers[-1]):
        return False
    as_prescribed(message, numbers[0] - here.stored)
    message.confirm |= not first and found["of"] == "/"
    return True


def _are_hardly_reps(message: Message, number: int) -> bool:
    """Whether so many reps would be less than half of what is asked for."""
    reps = message.open.reps
    return reps is None or number * 2 < reps[0]


def _one(message: Message, piece: Clause) -> bool:
    """ "only a set": asked about."""
    if piece.letters != "s" or piece.asked or message.text[piece.row[0].end - 1] == "s":
        return False
    as_prescribed(message, 1)
    message.confirm = True
    return True
