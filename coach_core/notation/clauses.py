"""Parts a message into clauses and finds what each begins with: a command word, a correction. Reads no numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from coach_core.notation.items import Item
from coach_core.notation.kinds import BUT, LAST_TIME, LATER, MEANT, MONEY, NOT_DONE, OF, OR, REQUEST, WEEKDAY
from coach_core.values import dataclass

MOST_SETS = 50
_START = re.compile(r"(?:^|[,&])[,&]*(?=[KVUOZN])")
_BACK = re.compile(r"nY")
_SIDE_TALK = re.compile(r"g|[@A]?(?<!x)n(?:-n)?h|h|[@A]c")
_DAYS, _TALK, _HEADS = frozenset("yYj"), frozenset("ghc¤"), frozenset("KVUOZN")
_COMMAND = re.compile(r"[,&](?=[KVUOZ])")
_CARDIO = re.compile(r"[^,&;j]*¤[^,&;j]*[,&]*")
_CARDIO_LINE = re.compile(r"¤[,:](?:[^nxEj]*n[mdDhwt%][^nxEj]*){1,9}")  # "Treadmill - 20 min, 3.5 mph"
_QUESTION = re.compile(r"^[,&N]*q")
_CRY = re.compile(r"w,+(?=[N,]*=A?n[kbp]?(?:$|,)|N[,&]*=?A?n[kbp]?(?:$|,)|Uz?$)")
_REQUEST = re.compile(r"^[,&N]*q?(q)w{0,2}(?=[UV]|[zan]*s?U$)")  # "can you please delete the last set?"
_ASKS = re.compile("[^nc,w]*w[^nc,]*[nc]")  # "reichen 3x10?"
TEN = 1000  # hundredths
_WAS_IT = re.compile("=.*n.*[rN]$")
_FAILED_REP = re.compile("[zA]?op[,=]?F[wf]*|F[xA]?op[wf]*")
_RATING = re.compile("[jXwf=,]*n[/~xA]n[jXwf=,]*")
_UNDONE = re.compile(r"[^E,&]*n[^E,&]*K(?:,[^nE]*)?")
_SELECT = re.compile(
    r"(?P<no>(?:N[,:]*)*)(?P<which>a(?:n(?=s?=)|ns)?s?|(?P<firsts>on)(?=s?=)s?|z(?P<many>n(?=s|=))?s?(?![FT])|os?(?:[,&]+os?)*|s(?P<set>n(?:[,&-]+n)*)(?!x))?"
    r"[ps]?[,:]*(?P<was>=?)[,:]*"
)


class Clause(NamedTuple):
    """Some items that belong together, fillers left out, and their letters."""

    row: Sequence[Item]
    letters: str
    asked: bool = False  # a question mark stands in its line

    def rest(self, start: int) -> Clause:
        """The clause from an item on."""
        return Clause(self.row[start:], self.letters[start:], self.asked)

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return (self.row[0].start, self.row[-1].end) if self.row else (0, 0)


@dataclass(frozen=True, slots=True)
class Selected:
    """What a correction is about: ``which`` "last", "all" or numbers; ``sure`` if a word said that it is one."""

    which: str | tuple[int, ...]
    told: bool
    sure: bool
    rest: Clause
    last: int = 1  # "the last two": how many
    counted: bool = False  # "all three sets"
    no: bool = False  # a word said that what is stored is wrong
    label: Clause | None = None  # the clause as a new set would be read: "set 2: 100x8", "all three sets 100x10"

    def with_row(self, row: Sequence[Item]) -> Selected:
        """The same with other items behind it."""
        return replace(self, rest=Clause(row, "".join(i.kind for i in row), self.rest.asked))


def clause(row: Sequence[Item], *, asked: bool = False) -> Clause:
    """A clause of items; fillers say nothing."""
    letters = "".join([i.kind for i in row])
    if "_" in letters:
        row = [i for i in row if i.kind != "_"]
        letters = letters.replace("_", "")
    if "?" not in letters:
        return Clause(row, letters, asked)
    row = [i for i in row if i.kind != "?"]
    return Clause(row, letters.replace("?", ""), True)


def lines(row: Sequence[Item]) -> Iterator[Clause]:
    """What stands between line breaks, semicolons and full stops; the first question ends where an answer follows."""
    start, question = 0, _answered(row)
    for at, item in enumerate(row):
        if item.kind == ";" or at == question:
            if at > start:
                yield clause(row[start : at + (at == question)])
            start = at + 1
    if len(row) > start:
        yield clause(row[start:])


def _answered(row: Sequence[Item]) -> int:
    """Where a question ends and what was done follows: "what was the goal? did 12 at 40"; -1 where none does."""
    asked = next((at for at, item in enumerate(row) if item.kind == "q"), len(row))
    end = next((at for at in range(asked, len(row)) if row[at].kind == "?"), -1)
    return end if end >= 0 and _DONE.search(clause(row[end + 1 :]).letters) else -1


def is_question(line: Clause) -> bool:
    """Whether a line asks: it begins with such a word, or it is words and a question mark."""
    if "Pq" in line.letters:  # "the plates are 20 and 25"
        return True
    if "q" in line.letters:
        begins = _QUESTION.match(line.letters)
        told = not line.asked and line.letters[0] == "N" and "n" in line.letters  # "no hay dolor, 12"
        if begins and not told and line.row[line.letters.index("q")].number != OR:
            return True
        if line.asked and any(i.kind == "q" and i.number == OR for i in line.row):
            return True
    if line.asked and "q" in line.letters and "%" in line.letters:  # "75% of 90 is how much?"
        return True
    return line.asked and (_ASKS.match(line.letters) is not None or not re.search("[nc]", line.letters))


def requested(line: Clause) -> Clause:
    """The command of a line that asks for it: "can you please delete the last set?"."""
    found = _REQUEST.match(line.letters)
    if found is None or line.row[found.start(1)].number != REQUEST:
        return line
    return line.rest(found.end())._replace(asked=False)


def without_interjection(line: Clause) -> Clause:
    """The correction behind a cry, whatever it is: "argh, it was 52.5"."""
    found = _CRY.match(line.letters)
    return line if found is None else line.rest(found.end())


def is_not_done(line: Clause) -> bool:
    """Whether a line ends in what was not done, as in German: "die 3x10 nicht gemacht"."""
    undone = "K" in line.letters and any(i.kind == "K" and i.number == NOT_DONE for i in line.row)
    return undone and _UNDONE.fullmatch(line.letters) is not None


def is_rating(line: Clause) -> bool:
    """Whether a line says how the day went: "today was a 9 out of 10", "8/10 session"."""
    if _RATING.fullmatch(line.letters) is None or {"j", "X"}.isdisjoint(line.letters):
        return False
    one, sign, ten = line.row[(at := line.letters.index("n")) : at + 3]
    return ten.number == TEN and one.number <= TEN and (sign.kind != "x" or sign.number == OF)


def is_still_to_do(line: Clause) -> bool:
    """Whether a line tells what is left: "one more and I'm done"."""
    return re.fullmatch("R[,&]*[OZ]", line.letters) is not None


def is_of_before(line: Clause) -> bool:
    """Whether a line tells of a workout that was, or asks whether it was so: "last workout was 20", "was 20, no?"."""
    return line.letters.startswith("zX") or (line.asked and _WAS_IT.search(line.letters) is not None)


def is_failed_rep(line: Clause) -> bool:
    """Whether a line tells which rep failed, and not of which set: "3rd rep didn't go"."""
    return "F" in line.letters and _FAILED_REP.fullmatch(line.letters) is not None


def is_about_money(line: Clause) -> bool:
    """Whether a line names a price."""
    return "g" in line.letters and any(i.kind == "g" and i.number == MONEY for i in line.row)


def day_offset(line: Clause) -> tuple[Clause, int]:
    """The line without its words of days, and the days that they go back (a negative number)."""
    letters = line.letters
    if _DAYS.isdisjoint(letters):
        return line, 0
    back = _BACK.search(letters)
    drop = {back.start(), back.start() + 1} if back else set()
    days = line.row[back.start()].number // 100 if back else 0
    days = days or next((i.number or 1 for i in line.row if i.kind == "y"), 0)
    kept = [i for at, i in enumerate(line.row) if at not in drop and (i.kind not in "yYj" or _is_object(line, at))]
    return Clause(kept, "".join(i.kind for i in kept), line.asked), -min(days, 3650)


def _end_of_talk(letters: str, start: int) -> int:
    """Where what is no log ends: at "today", or at a command; -1 if it goes on to the end of the line."""
    today = letters.find("j", start)
    if today > 0 and "n" in letters[:start] and "n" not in letters[today:]:
        return start + 1  # "did 105x8 last time, so 110x8 now": what comes after it is today's
    command = _COMMAND.search(letters, start)
    return command.start() if command and (today < 0 or command.start() < today) else today


def _is_object(line: Clause, at: int) -> bool:
    """Whether "today" is what is to be skipped."""
    return line.letters[at] == "j" and line.letters[max(0, at - 1) : at] in ("K", "U")


def without_talk(line: Clause) -> tuple[Clause, str | None]:
    """The line without what is no log (goals, last time, sleep, times of day), and the letter of what was left out."""
    if _TALK.isdisjoint(line.letters):
        return line, None
    if "¤" in line.letters:
        line = _without_cardio(line)
    found = _SIDE_TALK.search(line.letters)
    if found is None:
        return line, None
    start, letters = found.start(), line.letters
    end = _end_of_talk(letters, start)
    more = "n" in letters[start : end if end > 0 else None] and letters[:start].strip(",&") != ""
    front = start if more or letters[start - 1 : start] in (",", "(") else letters.rfind(",", 0, start) + 1
    front = 0 if end == start + 1 else front
    kept = [*line.row[:front], *(line.row[end:] if end > 0 else ())]
    return Clause(kept, "".join(i.kind for i in kept), line.asked), letters[start]


_BESIDE = re.compile(r"(?:[^n,;]*g[^n,;]*|[^n,;]*nh[^n,;]*|g[=xq:A]*n[kb]?),(?=[^ghcynN]*n[kb]?xn[^ghcyn]*$)")


def after_talk(line: Clause) -> Clause | None:
    """The whole set behind a comma, where what stands before it is talk: "passed my goal, 100x10"; asked about."""
    found = None if _TALK.isdisjoint(line.letters) else _BESIDE.match(line.letters)
    if found is None or any(i.kind == "g" and i.number in (LAST_TIME, LATER, WEEKDAY) for i in line.row[: found.end()]):
        return None
    return line.rest(found.end())


_COUNTED = frozenset("npStmc")  # "12 but the bar rolled": a comment on what was counted
_DONE = re.compile("n[kb]?[xA@]n|n[kb]?pA?n|n,n[kb]")


def behind_but(row: list[Item]) -> tuple[list[Item], bool]:
    """A line without what was wanted or how it was: "slept badly but 90x5"; True where sets stand before it too."""
    at = next(n for n, i in enumerate(row) if i.kind == "_" and i.number == BUT)
    start = max((n + 1 for n in range(at) if row[n].kind == ";"), default=0)
    end = next((n for n in range(at, len(row)) if row[n].kind == ";"), len(row))
    before = clause(row[start:at])
    behind = clause(row[at:end]).letters
    later = any(i.kind == "g" and i.number in (LATER, WEEKDAY) for i in before.row)
    meant = "n" in before.letters and any(i.kind == "N" and i.number == MEANT for i in before.row)
    wanted = meant or not _TALK.isdisjoint(before.letters) or "=n" in before.letters
    if later or not wanted or _DONE.search(behind) is None:
        counted = at > start and row[at - 1].kind in _COUNTED and "n" not in behind
        return ([*row[:at], row[at]._replace(kind=","), *row[at + 1 :]] if counted else row), False
    return [*row[:start], *row[at:]], _DONE.search(before.letters) is not None


def _without_cardio(line: Clause) -> Clause:
    """The line without what was run or cycled: up to the next sign that parts."""
    if _CARDIO_LINE.fullmatch(line.letters):
        return Clause((), "", line.asked)
    cut = {at for m in _CARDIO.finditer(line.letters) for at in range(*m.span())}
    kept = [i for at, i in enumerate(line.row) if at not in cut]
    return Clause(kept, "".join([i.kind for i in kept]), line.asked)


def clauses(line: Clause) -> Iterator[Clause]:
    """What stands between command words; each but the first begins with one."""
    if _HEADS.isdisjoint(line.letters) and not set(",&:") & {line.letters[:1], line.letters[-1:]}:
        if line.letters:
            yield line
        return
    starts = [m.end() for m in _START.finditer(line.letters)]
    bounds = [0, *(s for s in starts if s > 0), len(line.letters)]
    for start, end in pairwise(bounds):
        piece = Clause(line.row[start:end], line.letters[start:end], line.asked)
        inner = piece.letters.strip(",&:")
        if inner:
            first = len(piece.letters) - len(piece.letters.lstrip(",&:"))
            row = piece.row[first : first + len(inner)]
            yield Clause(row, inner, line.asked)


def _numbers(found: Sequence[Item]) -> tuple[int, ...]:
    """The numbers of sets: "1st", "set 2", "sets 1 and 3", "sets 1-3"."""
    numbers = tuple(i.number // 100 if i.kind == "n" else i.number for i in found if i.kind in "no")
    if len(numbers) == 2 and any(i.kind == "-" for i in found) and numbers[0] < numbers[1] <= MOST_SETS:
        return tuple(range(numbers[0], numbers[1] + 1))
    return numbers


def selected(piece: Clause) -> Selected | None:
    """The head of a correction: "no,", "last set was", "2nd set", "all were"; None if there is none."""
    m = _SELECT.match(piece.letters)
    if m is None or m.end() == 0:
        return None
    which: str | tuple[int, ...] = "last"
    found = piece.row[m.start("which") : m.end("which")] if m["which"] else ()
    if m["which"] and m["which"][0] == "a":
        which = "all"
    elif m["firsts"] and found[0].number == 1:
        which = tuple(range(1, min(MOST_SETS, found[1].number // 100) + 1))
    elif m["which"] and m["which"][0] in "os":
        which = _numbers(found)
    counted = bool(m["many"]) or which == "all"
    many = next((i.number // 100 for i in found if i.kind == "n"), 1) if counted else 1
    sure = bool(m["no"] or m["was"])
    label = piece.rest(m.start("which") + 1 if which == "all" else m.end())
    counted = "n" in str(m["which"]) and which == "all"
    return Selected(which, bool(m["which"]), sure, piece.rest(m.end()), many, counted, bool(m["no"]), label)
