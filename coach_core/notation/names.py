"""Parts a row of bits into exercises: which words name one, which are a note. What the numbers mean is in sets.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from coach_core.notation.around import before_numbers, counted, is_apart, is_scheme, only_load
from coach_core.notation.bit import Bit
from coach_core.notation.sought import Sought
from coach_core.notation.unread import Gap, gap, is_among_numbers, leaves_out
from coach_core.notation.variants import WITH_DUMBBELLS
from coach_core.values import dataclass

WORDS_OF_A_NAME = 5
MOST_OF_A_TOOL = 3
NEAR = 3  # signs between a name and its numbers
_NAMING = frozenset(("lift", "word", "feel"))
_PARTS = re.compile(r"[,;.:&\n]")
_SIGNS = re.compile(r"^[^\w¿¡]+|[(\[]")


@dataclass(slots=True)
class Part:
    """One exercise: its name as written, its id where known, the bits of its sets, and what was written around them."""

    name: str | None = None
    exercise: str | None = None
    maybe: tuple[str, ...] = ()  # exercises that the name could be
    row: list[Bit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    start: int = 0  # where it begins in the text
    chatty: bool = False  # words stand before its numbers that may be a name: "last was a grind 100x8"
    things: int = 0  # bare numbers with a word behind them that is neither known nor a name: "2 kids and 3 dogs"
    apart: bool = False  # a comma stands between words and the numbers: "no pain, 100x10"
    stray: bool = False  # words that are neither known nor a name stand behind its numbers
    plain: bool = False  # an unknown name is that of a movement: "pinwheel curls"
    loose: bool = False  # other words stand between the name and its numbers: "my brother did 100x10"
    looked: int = 0  # bits of its row that were looked at for a number, and whether one was found
    found: bool = False
    gaps: list[Gap] = field(default_factory=list)  # where words stand that became notes
    unread: bool = False  # words that nobody read stand among its numbers: "110 einmal, dann 100x10"

    @property
    def named(self) -> bool:
        """Whether an exercise was named."""
        return self.name is not None

    @property
    def counts(self) -> bool:
        """Whether there is a number in it. What was looked at is not looked at again, so that long rows stay quick."""
        if self.looked > len(self.row):  # something was taken out
            self.looked, self.found = 0, False
        while not self.found and self.looked < len(self.row):
            self.found = self.row[self.looked].kind == "num"
            self.looked += 1
        return self.found


@dataclass(slots=True)
class Parting:
    """The work of parting one clause. ``here``: the open exercise."""

    text: str
    sought: Sought
    here: str | None = None
    parts: list[Part] = field(default_factory=lambda: [Part()])

    def look_up(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """The exercise of a name, else those that it could be."""
        return self.sought.exercise(name, self.here)

    def variant(self, row: Sequence[Bit], at: int, end: int, exercise: str | None) -> str | None:
        """The exercise, or the one that it is with dumbbells where those stand right beside its name."""
        if exercise not in WITH_DUMBBELLS:
            return exercise
        after = row[end].start if end < len(row) else len(self.text)
        beside = f"{self.before(row, at)} {_PARTS.split(self.text[row[end - 1].end : after])[0]}"
        return WITH_DUMBBELLS[exercise] if self.sought.lexicon.has_hands(beside) else exercise

    def before(self, row: Sequence[Bit], at: int) -> str:
        """What was left out just before a bit: little words that say nothing."""
        at_first = at - 1 if at and row[at - 1].kind == "join" and row[at - 1].role == "~" else at  # "out of breath"
        gap = self.text[row[at_first - 1].end if at_first else 0 : row[at].start]
        return _SIGNS.sub("", _PARTS.split(gap)[-1]).strip()


def part(row: Sequence[Bit], text: str, sought: Sought, here: str | None = None) -> list[Part]:
    """The exercises of a clause, in order."""
    if _NAMING.isdisjoint([b.kind for b in row]):
        return [Part(row=list(row))] if row else []
    work = Parting(text, sought, here)
    row = _bracketed(row, work)
    content = [b for b in row if b.kind in ("num", "lift", "word")]
    behind = bool(content) and content[0].kind == "num" and content[-1].kind == "lift"
    at = 0
    while at < len(row):
        bit = row[at]
        if bit.kind == "lift":
            _lift(work, row, at, behind)
            at += 1
        elif bit.kind in ("word", "feel"):
            at = _words(work, row, at, _run(row, at))
        else:
            work.parts[-1].row.append(bit)
            at += 1
    for one in work.parts:
        one.unread = is_among_numbers(one.row, one.gaps)
    return [p for p in work.parts if p.named or p.row or p.notes or p.strange]


def _bracketed(row: Sequence[Bit], work: Parting) -> Sequence[Bit]:
    """ "Hip Thrust (Barbell)" is one name; what stands in the brackets behind a known one says nothing more."""
    if ")" not in [bit.role for bit in row]:
        return row
    out: list[Bit] = []
    for bit in row:
        out.append(bit)
        if bit.role == ")" and len(out) > 3 and out[-3].role == "(" and out[-4].kind in ("lift", "word"):
            first, inner = out[-4], out[-2]
            exercise, _ = work.look_up(f"{work.text[inner.start : inner.end]} {work.text[first.start : first.end]}")
            exercise = exercise or first.lift
            if exercise is not None and inner.kind in ("lift", "word"):
                out[-4:] = [Bit("lift", "E", 0, first.start, bit.end, lift=exercise)]
    return out


def _run(row: Sequence[Bit], at: int) -> int:
    """Where a run of words ends."""
    end = at
    while end < len(row) and row[end].kind in ("word", "feel"):
        end += 1
    return end


def _lift(work: Parting, row: Sequence[Bit], at: int, behind: bool) -> None:
    """The name of an exercise: of what follows, or, written behind its sets, of what went before."""
    bit, now = row[at]._replace(lift=work.variant(row, at, at + 1, row[at].lift)), work.parts[-1]
    before = row[at - 1].kind if at else ""
    after = next((b.kind for b in row[at + 1 :] if b.kind != "mark"), "")
    name = work.text[bit.start : bit.end]
    if (
        now.counts
        and not now.named
        and before in ("num", "mark")
        and (behind or after != "num" or only_load(row, at + 1))
    ):
        now.name, now.exercise = name, bit.lift
        return
    if now.named and before in ("num", "mark") and (after != "num" or only_load(row, at + 1)) and _move_last(work):
        work.parts[-1].name, work.parts[-1].exercise = name, bit.lift
        return
    if now.counts and now.notes and after not in ("num", "sep", "mark"):
        now.notes.append(name)
        return
    if now.counts or now.named:
        work.parts.append(Part(start=bit.start))
    work.parts[-1].name, work.parts[-1].exercise = name, bit.lift


def _move_last(work: Parting) -> bool:
    """Makes what stands behind the last separator a new exercise: "3x10 squats, 3x12 rdl"."""
    row = work.parts[-1].row
    cut = next((n for n in range(len(row) - 1, -1, -1) if row[n].kind == "sep" and row[n].role in ",&"), -1)
    moved = row[cut + 1 :]
    if cut < 0 or not any(b.kind == "num" for b in moved):
        return False
    work.parts[-1].row = row[:cut]
    work.parts.append(Part(row=moved, start=moved[0].start))
    return True


def _words(work: Parting, row: Sequence[Bit], at: int, end: int) -> int:
    """Words without a meaning: a name before numbers or right behind a scheme, a note elsewhere. Where to read on."""
    now = work.parts[-1]
    raw = work.text[row[at].start : row[end - 1].end]
    after = row[end].kind if end < len(row) else ""
    note = f"{work.before(row, at)} {raw}".strip()
    if any(b.kind == "feel" for b in row[at:end]) and not _is_of_a_tool(work, row, at, end):
        now.notes.append(note)
        now.gaps.append(gap(row, at, end, len(now.row)))
    elif after == "lift" and (not now.counts or row[at - 1].kind == "sep"):
        return _misspelt(work, row, at, end)
    elif at and row[at - 1].kind == "lift" and now.named and not now.counts and _longer(work, now, raw):
        now.exercise = work.variant(row, at, end, now.exercise)
        return end
    elif _behind(now, row, at, end) and only_load(row, end):
        _name_behind(work, now, raw, note, gap(row, at, end, len(now.row)))
    elif before_numbers(row, end) or not (now.counts or now.named):
        _name(work, row, at, end, apart=is_apart(row, end))
    elif _behind(now, row, at, end):
        _name_behind(work, now, raw, note, gap(row, at, end, len(now.row)))
    else:
        now.notes.append(note)
        now.gaps.append(gap(row, at, end, len(now.row)))
        now.stray = True
        now.things += counted(row, at)
    return end


def _is_of_a_tool(work: Parting, row: Sequence[Bit], at: int, end: int) -> bool:
    """Whether a line begins with a strange word beside that of a tool: "Zyx machine 20kg 12/12" is a name."""
    words, texts = row[at:end], [work.text[b.start : b.end] for b in row[at:end]]
    tools = [t for b, t in zip(words, texts, strict=True) if b.kind == "feel"]
    strange = [t for b, t in zip(words, texts, strict=True) if b.kind == "word"]
    begins = at == 0 and len(work.parts) == 1 and not work.before(row, at)
    if not begins or not strange or len(words) > MOST_OF_A_TOOL or is_apart(row, end) or not before_numbers(row, end):
        return False
    idle = work.sought.lexicon.is_idle
    return all(map(idle, tools)) and not any(map(idle, strange))


def _longer(work: Parting, now: Part, raw: str) -> bool:
    """Takes words behind a name into it, where together they are one: "goblet sqauts"."""
    exercise, _ = work.look_up(f"{now.name} {raw}")
    if exercise is None:
        return False
    now.name, now.exercise = f"{now.name} {raw}", exercise
    return True


def _misspelt(work: Parting, row: Sequence[Bit], at: int, end: int) -> int:
    """Unknown words before a name: together a typo ("romanina deadlift"), or another exercise that is asked about."""
    lift = row[end]
    _name(work, row, at, end + 1)
    now = work.parts[-1]
    if now.exercise is None and lift.lift is not None:
        now.maybe = (lift.lift, *(m for m in now.maybe if m != lift.lift))[:3]
    return end + 1


def _name(work: Parting, row: Sequence[Bit], at: int, end: int, *, apart: bool = False) -> None:
    """The name of a new exercise."""
    now = work.parts[-1]
    raw = work.text[row[at].start : row[end - 1].end]
    exercise, maybe = work.look_up(raw)
    chatter = any(c.isalpha() for c in work.before(row, at)) or leaves_out(work.text, row[at:end], raw)
    if apart and exercise is None and not maybe and work.here and not now.named:
        now.notes.append(f"{work.before(row, at)} {raw}".strip())
        now.apart = True
        return
    if exercise is None and not maybe and now.exercise and not now.counts:  # "supino subiu 60": asked about
        now.notes.append(f"{work.before(row, at)} {raw}".strip())
        now.chatty = True
        return
    if exercise is None and not maybe and (now.counts or work.here) and (chatter or end - at > WORDS_OF_A_NAME):
        now.notes.append(f"{work.before(row, at)} {raw}".strip())
        now.chatty = True
        return
    if now.counts or now.named:
        now = Part(start=row[at].start)
        work.parts.append(now)
    now.name, now.exercise, now.maybe = raw, work.variant(row, at, end, exercise), maybe
    now.plain = any(b.kind == "lift" for b in row[at:end]) or work.sought.lexicon.is_movement(raw)
    far = end < len(row) and row[end].start - row[end - 1].end > NEAR
    now.loose = chatter or far or work.sought.lexicon.is_idle(raw)


def _behind(now: Part, row: Sequence[Bit], at: int, end: int) -> bool:
    """Whether words stand right behind numbers, as in "3x15 face pulls"."""
    before = row[at - 1] if at else None
    if before is None or (before.kind == "mark" and before.role in "zo"):  # "3x10, the last one ugly"
        return False
    return not now.named and now.counts and before.kind in ("num", "mark") and end - at <= 3


def _name_behind(work: Parting, now: Part, raw: str, note: str, here: Gap) -> None:
    """A name behind its sets if it is one, or if a whole scheme stands before it; else a note."""
    exercise, maybe = work.look_up(raw)
    scheme = any(b.kind == "join" for b in now.row) and is_scheme(now.row)
    if exercise or maybe or scheme:
        now.name, now.exercise, now.maybe = raw, exercise, maybe
    else:
        now.notes.append(note)
        now.gaps.append(here)
        now.stray = True
        now.things += 1
