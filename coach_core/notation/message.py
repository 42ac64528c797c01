"""What is gathered while a message is read, clause by clause, and the Reading that it becomes. Reads nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from coach_core.notation.lexicon import Lexicon
from coach_core.notation.likely import DOUBT, FAIR
from coach_core.notation.names import Part
from coach_core.notation.reading import Deed, Entry, Intent, Open, Problem, Reading, ReadSet
from coach_core.notation.sought import Sought
from coach_core.values import dataclass


@dataclass(slots=True)
class Doubt:
    """The closest decision of a message: how close, and the sets of its entry if it is taken the other way."""

    margin: float
    entry: int
    sets: tuple[ReadSet, ...]


@dataclass(slots=True)
class Message:
    """A message that is being read."""

    text: str
    lexicon: Lexicon
    open: Open
    sought: Sought
    deeds: list[Deed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    placed: list[int] = field(default_factory=list)  # behind how many sets each note stands; fewer where it is not told
    strange: list[str] = field(default_factory=list)
    maybe: tuple[str, ...] = ()
    corrects: str | tuple[int, ...] | None = None
    count: int | None = None
    day_offset: int = 0
    also: str | None = None
    heading: Part | None = None  # a name that stood on a line of its own: of the sets that follow
    warm: int = 0  # up to where in the text a line said that warm-up sets follow
    confirm: bool = False
    far: bool = False
    stranger: bool = False  # sets of a name that nobody knows, while another exercise is open
    asked: bool = False  # a question mark stands behind what may be stored
    laughs: bool = False
    achieved: bool = False  # a word such as "got" says that its numbers were done
    span: tuple[int, int] | None = None
    that: bool = False  # "that was squats 60x10": the set that was stored last
    superset: bool = False  # its exercises have as many sets each
    order: str | None = None
    doubt: Doubt | None = None
    problem: Problem | None = None

    def slice(self, span: tuple[int, int]) -> str:
        """What stands at a place of the text."""
        return self.text[span[0] : span[1]].strip()

    def add(self, intent: Intent, entries: Sequence[Entry] = ()) -> None:
        """One more deed; sets that follow sets are one deed."""
        last = self.deeds[-1] if self.deeds else None
        done = last == Deed(Intent.DONE) and intent is Intent.LOG and bool(entries)
        if done and (entries[0].name is None or self.open.exercise is None):
            self.deeds[-1] = Deed(intent, tuple(entries))  # "nailed it! 12 12 12"
        elif last is not None and last.intent is intent is Intent.LOG:
            self.deeds[-1] = Deed(intent, _merged(last.entries, entries))
        else:
            self.deeds.append(Deed(intent, tuple(entries)))

    def keep(self, notes: Sequence[str], behind: Sequence[int] = ()) -> None:
        """Words that are kept: ``behind`` how many of its sets each stands; not told: behind all that were told yet."""
        told = [sum(len(e.sets) for e in self.deeds[0].entries)] if len(self.deeds) == 1 else []
        if len(self.placed) == len(self.notes):
            self.placed += behind or told * len(notes)
        self.notes += notes

    def doubted(self, margin: float, sets: tuple[ReadSet, ...]) -> None:
        """Another way to read the newest entry; the closest of a message is kept."""
        if margin <= FAIR and (self.doubt is None or margin < self.doubt.margin):
            self.doubt = Doubt(margin, len(self.deeds[-1].entries) - 1, sets)

    def reading(self) -> Reading:
        """The Reading of everything gathered."""
        if self.heading is not None and self.heading.name:
            self.strange.append(self.heading.name)
        first = self.deeds[0] if self.deeds else Deed(Intent.OTHER)
        if self.problem is not None:
            return Reading(Intent.OTHER, problem=self.problem, not_understood=tuple(self.strange))
        unsure = self.doubt is not None and self.doubt.margin <= DOUBT
        unsure |= self.open.exercise is None and len(first.entries) > 1 and _nobodys(first.entries[0])
        unsure |= self.superset and len({len(e.sets) for e in first.entries}) > 1
        asks = self.confirm or self.asked or self.far or unsure or (_one_sided(first) and not self.open.per_side)
        return Reading(
            intent=first.intent,
            entries=first.entries,
            corrects=self.corrects,
            count=self.count,
            day_offset=self.day_offset,
            note=" · ".join(self.notes) or None,
            notes=tuple(zip(self.placed, self.notes, strict=True)) if len(self.placed) == len(self.notes) else (),
            also=self.also,
            then=tuple(self.deeds[1:]),
            needs_confirmation=asks,
            alternatives=self._alternatives(first),
            not_understood=tuple(self.strange),
            order=self.order,
            far=self.far,
            stranger=self.stranger,
            span=self.span,
            that=self.that,
        )

    def _alternatives(self, first: Deed) -> tuple[Deed, ...]:
        if self.maybe:
            nameless = next((e for e in first.entries if e.exercise is None and e.name is not None), None)
            return tuple(
                Deed(first.intent, tuple(replace(e, exercise=name) if e is nameless else e for e in first.entries))
                for name in self.maybe
            )
        if self.doubt is None or not self.doubt.sets or self.doubt.entry >= len(first.entries):
            return ()
        entries = list(first.entries)
        entries[self.doubt.entry] = replace(entries[self.doubt.entry], sets=self.doubt.sets)
        return (Deed(first.intent, tuple(entries)),)


def _nobodys(entry: Entry) -> bool:
    """Whether reps without a load stand before the first name: "a single, then squats 5x5"."""
    return entry.name is None and bool(entry.sets) and all(s.load is None for s in entry.sets)


def _one_sided(deed: Deed) -> bool:
    """Whether the reps of one side are told and those of the other are not."""
    for entry in deed.entries if deed.intent is Intent.LOG else ():
        for one in entry.sets:
            if (one.reps_left is None) is not (one.reps_right is None):
                return True
    return False


def _merged(before: Sequence[Entry], more: Sequence[Entry]) -> tuple[Entry, ...]:
    """Sets without a name belong to the exercise before them."""
    out = list(before)
    for entry in more:
        if out and (entry.name is None or (entry.exercise is not None and entry.exercise == out[-1].exercise)):
            out[-1] = replace(out[-1], sets=_with_sides(out[-1].sets, entry.sets))
        else:
            out.append(entry)
    return tuple(out)


def _with_sides(before: tuple[ReadSet, ...], more: tuple[ReadSet, ...]) -> tuple[ReadSet, ...]:
    """Both lists; "left 12", then "right 10" is one set."""
    if before and more and before[-1].reps_right is None is more[0].reps_left:
        left, right = before[-1].reps_left, more[0].reps_right
        if left is not None and right is not None and before[-1].load == more[0].load:
            both = replace(before[-1], reps=min(left, right), reps_right=right)
            return (*before[:-1], both, *more[1:])
    return (*before, *more)
