"""Clauses that tell sets, and those that correct them. Command words are read in deeds.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach_core.notation.bits import bits
from coach_core.notation.clauses import Clause
from coach_core.notation.doubts import is_doubtful, is_title
from coach_core.notation.drafts import MANY, Draft
from coach_core.notation.efforts import EFFORT, effort, efforts_of_stored, is_exertion
from coach_core.notation.heads import headed_by, is_heading
from coach_core.notation.kinds import WORK_SETS
from coach_core.notation.likely import ALONE, FAIR
from coach_core.notation.makers import UNITS
from coach_core.notation.meant import (
    Meant,
    has_reps,
    is_a_number,
    is_log,
    meant,
    only_less,
    previous_of,
    weighed,
)
from coach_core.notation.message import Message
from coach_core.notation.names import Part, part
from coach_core.notation.noted import keep_notes
from coach_core.notation.reading import Entry, Intent, Problem, ReadSet
from coach_core.notation.resolve import implausible, load_limit, part_of_a_rep, refused, reps_limit, resolve
from coach_core.notation.sets import work_out
from coach_core.training.weight import LoadKind, Unit, Weight

_UNIT_BEHIND = re.compile("nxn[kb]")
MOST_OFFERED = 100_00  # hundredths: more reps than that nobody means
_COUNTED = re.compile("[vi][:=]?n(?:-n)?[w§X¤g]")  # "there remain 2 exercises"


def log(message: Message, piece: Clause) -> None:
    """A clause without a command word: sets, a word about the last set, or nothing that is stored."""
    parts = part(bits(piece.row), message.text, message.sought, message.open.exercise)
    if message.heading is not None and parts and parts[0].counts:
        headed_by(message, parts[0])
    if "n" not in piece.letters and (is_heading(message, piece) or _late_unit(message, piece)):
        return
    _rounds(parts)
    alone = parts[0].row if len(parts) == 1 and not parts[0].named else ()
    if alone and alone[0].kind == "mark" and efforts_of_stored(message, alone):
        return
    left = [p for p in parts if not _log_part(message, p, piece)]
    if len(left) == len(parts):
        _other(message, parts, piece)
        return
    for one in left:
        message.keep(one.notes)
        if one.row and (one.counts or one.named):
            message.strange.append(message.slice((one.start, one.row[-1].end)))
            message.confirm |= one.counts or not message.strange[-1].endswith(":")  # "Thu: squat 3x5" is a title


def _rounds(parts: Sequence[Part]) -> None:
    """ "bench 60x10 / pull ups 8, 3 rounds": the rounds are those of every exercise."""
    last = parts[-1].row[-1] if len(parts) > 1 and parts[-1].row else None
    if last is None or last.role != "S" or last.high is None:
        return
    for one in parts[:-1]:
        if one.counts:
            one.row.append(last)


def _log_part(message: Message, found: Part, piece: Clause) -> bool:
    """Stores the sets of one exercise; False if they are none."""
    one = meant(message, found)
    if below_none(message, one) and _is_a_dash(one):  # "-50x10"
        found.row = [b._replace(load_kind=None) if b.load_kind is LoadKind.ASSISTED else b for b in found.row]
        one = meant(message, found)
        message.confirm = True
    drafts = one.work.drafts
    if only_less(found, one):
        return refuse(message, reps_limit())
    if below_none(message, one):
        return refuse(message, load_limit(one.place.unit))
    if weighed(message, found, one) or not drafts or not is_log(message, found, one) or is_a_number(message, one):
        return False
    if message.deeds and _late_load(message, found, one):
        return True
    if "#" in [b.role for b in one.numbers]:
        return refuse(message, _unclear(message, found, one))
    message.strange += found.strange
    waiting = _waiting_load(message, found, one) if message.deeds else None
    if waiting is not None:
        drafts = [d if d.load else replace(d, load=waiting.hundredths, unit=waiting.unit) for d in drafts]
    sets = resolve(drafts, one.place)
    if piece.span[0] < message.warm:
        sets = tuple(replace(s, warmup=True) for s in sets)
    problem = Problem("sets-limit", (("limit", str(MANY)),)) if one.work.strange else refused(sets)
    problem = problem or part_of_a_rep(drafts)
    if problem is not None:
        return refuse(message, problem)
    exercise = one.place.exercise.id if one.place.exercise and not found.named else found.exercise
    if not found.named and previous_of(message) is None:
        exercise = message.open.exercise
    if waiting is not None:
        _replace_last(message, sets)
        message.keep(found.notes)
        return True
    _warm_before(message, found, sets)
    message.add(Intent.LOG, (Entry(exercise, found.name, sets),))
    keep_notes(message, found, one, len(sets))
    message.far |= implausible(sets, one.place)
    message.confirm |= is_doubtful(message, found, one, piece, sets)
    message.span = message.span or _span(drafts)
    message.stranger |= found.named and not found.exercise and message.open.exercise is not None
    message.maybe = message.maybe or found.maybe
    message.order = one.work.order or message.order
    _other_way(message, found, one)
    _unit_behind(message, piece, sets)
    return True


def _warm_before(message: Message, found: Part, sets: tuple[ReadSet, ...]) -> None:
    """ "20x10, 40x8. Working sets: 85x5": what stands before them warmed up, if it is lighter."""
    last = message.deeds[-1] if message.deeds and not found.named else None
    head = found.row[0]
    if last is None or last.intent is not Intent.LOG or head.role != "J" or head.number != WORK_SETS:
        return
    before = last.entries[-1].sets
    lightest = min((s.load for s in sets if s.load is not None), default=None)
    if lightest is not None and all(s.load is not None and s.load < lightest for s in before):
        warm = replace(last.entries[-1], sets=tuple(replace(s, warmup=True) for s in before))
        message.deeds[-1] = replace(last, entries=(*last.entries[:-1], warm))


def _unit_behind(message: Message, piece: Clause, sets: tuple[ReadSet, ...]) -> None:
    """ "80 for 10 kg" may be 80 kg for 10, or 80 reps with 10 kg: the other one is offered."""
    if len(sets) != 1 or _UNIT_BEHIND.fullmatch(piece.letters) is None:
        return
    first, second = piece.row[0].number, piece.row[2].number
    as_load = sets[0].load is not None and sets[0].load.hundredths == first != second
    if as_load and first % 100 == 0 and first <= MOST_OFFERED:
        other = replace(sets[0], load=Weight(second, UNITS[piece.letters[-1]]), reps=first // 100)
        message.doubted(FAIR, (other,))


def below_none(message: Message, one: Meant) -> bool:
    """Whether a bar is to weigh less than nothing: "-5x10"."""
    less = [b for b in one.numbers if b.load_kind is LoadKind.ASSISTED and message.text[b.start] == "-"]
    return bool(less) and one.work.around.bar and one.place.load_kind is LoadKind.EXTERNAL


def _is_a_dash(one: Meant) -> bool:
    """Whether the minus before a load may be a dash: so much is on the bar on such a day, and it is asked about."""
    around, load = one.work.around, one.numbers[0].number
    return one.joined and around.load is not None and around.load <= 2 * load <= 3 * around.load


def _waiting_load(message: Message, found: Part, one: Meant) -> Weight | None:
    """A load that stood on a line of its own before these sets: "100 kg. 10 reps."."""
    last = message.deeds[-1] if message.deeds else None
    if found.named or last is None or last.intent is not Intent.LOG:
        return None
    before, first = last.entries[-1].sets, one.work.drafts[0]
    if first.load is not None:  # "3 plates for the first time! 315x1": told twice
        twice = before[-1].reps is None and before[-1].load is not None and before[-1].load.hundredths == first.load
        return before[-1].load if twice and has_reps(one) else None
    if any(d.load is not None for d in one.work.drafts):
        return None
    lacking = before and before[-1].load is not None and before[-1].reps is None and before[-1].seconds is None
    return before[-1].load if lacking and has_reps(one) else None


def _replace_last(message: Message, sets: tuple[ReadSet, ...]) -> None:
    """Puts sets in the place of the last one, which was only their load."""
    last = message.deeds[-1]
    entry = last.entries[-1]
    entries = (*last.entries[:-1], replace(entry, sets=(*entry.sets[:-1], *sets)))
    message.deeds[-1] = replace(last, entries=entries)
    message.confirm = message.far = any(s.reps is None and s.seconds is None for e in entries for s in e.sets)


def _late_load(message: Message, found: Part, one: Meant) -> bool:
    """A load on a line of its own, after sets that were written without one."""
    last = message.deeds[-1] if message.deeds else None
    draft = one.work.drafts[0]
    alone = len(one.work.drafts) == 1 and draft.load is not None and draft.reps is None and draft.seconds is None
    if found.named or last is None or last.intent is not Intent.LOG or not alone or draft.unit is None:
        return False
    entry = last.entries[-1]
    if any(s.load is not None and s.unit_told for s in entry.sets):
        return False
    load = resolve([draft], one.place)[0]
    if refused([load]) is not None:
        return False
    sets = tuple(replace(s, load=load.load, load_kind=load.load_kind, unit_told=True) for s in entry.sets)
    message.deeds[-1] = replace(last, entries=(*last.entries[:-1], replace(entry, sets=sets)))
    message.far |= implausible(sets, one.place)
    return True


def _late_unit(message: Message, piece: Clause) -> bool:
    """A unit on its own after sets that were written without one: "135x5. 225x3. lbs."."""
    last = message.deeds[-1] if message.deeds else None
    if piece.letters not in UNITS or last is None or last.intent is not Intent.LOG:
        return False
    unit = UNITS[piece.letters]
    entries = tuple(replace(e, sets=tuple(_in_unit(s, unit) for s in e.sets)) for e in last.entries)
    message.deeds[-1] = replace(last, entries=entries)
    return True


def _in_unit(read: ReadSet, unit: Unit) -> ReadSet:
    if read.load is None or read.unit_told:
        return read
    return replace(read, load=Weight(read.load.hundredths, unit), unit_told=True)


def _unclear(message: Message, found: Part, one: Meant) -> Problem:
    """What cannot be taken: "1,250" is a thousand or a decimal, "1e308" and "inf" are beyond every limit."""
    number = next(message.slice((b.start, b.end)) for b in found.row if b.kind == "num" and b.role == "#")
    if any(c.isalpha() for c in number):
        return load_limit(one.place.unit)
    return Problem("number-unclear", (("number", number),))


def _span(drafts: Sequence[Draft]) -> tuple[int, int] | None:
    """The reps of "10-12", where all sets have that range."""
    spans = {(d.reps // 100, d.high // 100) for d in drafts if d.high is not None and d.reps is not None}
    return spans.pop() if len(spans) == 1 else None


def refuse(message: Message, problem: Problem) -> bool:
    """Notes the first number that cannot be taken; the message stores nothing then."""
    message.problem = message.problem or problem
    return True


def keep_words(message: Message, found: Part) -> None:
    """Keeps the words around the sets: notes, and what was not understood."""
    message.keep(found.notes)
    message.strange += found.strange


def _other_way(message: Message, found: Part, one: Meant) -> None:
    """The closest decision of a part, taken the other way; of a single number the other way is always offered."""
    margins = one.work.margins
    if not margins:
        return
    closest = min(range(len(margins)), key=margins.__getitem__)
    alone = len(one.work.drafts) == 1 and len(one.numbers) == 1
    if margins[closest] > (ALONE if alone else FAIR):
        return
    other = work_out(found.row, one.work.around, closest)
    sets = resolve(other.drafts, one.place)
    if other.drafts and refused(sets) is None:
        message.doubted(min(margins[closest], FAIR), sets)


def _other(message: Message, parts: Sequence[Part], piece: Clause) -> None:
    """Nothing to store: a word about the last set, a note to sets of this message, or words that are named."""
    row = [b for p in parts for b in p.row]
    told = [b for b in row if (b.kind == "mark" and b.role in EFFORT) or is_exertion(b)]
    words = [w for p in parts for w in (p.name, *p.notes, *p.strange) if w]
    if told and not any(b.kind == "num" and not is_exertion(b) for b in row):
        named = next((p for p in parts if p.named and p.exercise), None)
        if not message.deeds and _COUNTED.search(piece.letters):
            message.strange.append(message.slice(piece.span))
            return
        effort(message, row, [w for p in parts for w in p.notes], named)
    elif len(parts) == 1 and is_title(parts[0]):
        message.heading = parts[0]
    elif words and not row and "f" in piece.letters and not any(p.named or p.strange for p in parts):
        message.keep(words)
    elif message.deeds and message.deeds[-1].intent is Intent.LOG and words and not any(b.kind == "num" for b in row):
        message.keep([message.slice(piece.span)])
    elif message.also is None and piece.row:
        message.strange.append(message.slice(piece.span))
