"""A block of a program's text: its heading and the lines of its days. One line of a day is in program_slot.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from coach_core.notation.mistakes import Line, Mistake
from coach_core.notation.program_parts import BLOCK, BLOCK_WEEKS, Beginners, Part, only
from coach_core.notation.program_scan import clause_value, clauses
from coach_core.notation.program_slot import Context, read_slot
from coach_core.notation.shapes import Reserve
from coach_core.talk import Msg, msg
from coach_core.training.program import Block, Slot
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of a block: its heading and the lines of its days."""

    heading: Line
    lines: tuple[Line, ...]


def read_block(section: Section, days: Sequence[str], context: Context) -> tuple[Block, list[Mistake]]:
    """The block of a section, as far as it can be read, and its mistakes."""
    line = section.heading
    found = BLOCK_WEEKS.at(line.text)
    weeks, at = found or ((0, 0), 0)
    name, told, wrong = _heading(line, at)
    reserve, beginners = only(told, Reserve), only(told, Beginners)
    rir = (reserve.low, reserve.high) if reserve else None
    own = replace(context, defaults=replace(context.defaults, rir=rir or context.defaults.rir))
    slots, mistakes = _days(section, days, own)
    wrong += [] if found else [line.mistake(0, len(line.text), msg("expect-block"))]
    return Block(name, weeks, slots, beginners.sets if beginners else Decimal(1), rir), [*wrong, *mistakes]


def _heading(line: Line, at: int) -> tuple[str, tuple[Part, ...], list[Mistake]]:
    """A block's name, its other clauses and the mistakes."""
    spans = list(clauses(line, at))
    values = [(start, end, clause_value(line.text[start:end], BLOCK)) for start, end in spans]
    names = [(start, end) for start, end, value in values if value is None]
    told = tuple(Part(value, start, end) for start, end, value in values if value is not None)
    wrong = [line.mistake(start, end, msg("expect-heading")) for start, end in names[1:]]
    if not names:
        wrong.append(line.mistake(len(line.text), len(line.text), msg("expect-block")))
    return line.text[slice(*names[0])] if names else "", told, wrong


def _days(section: Section, days: Sequence[str], context: Context) -> tuple[dict[str, tuple[Slot, ...]], list[Mistake]]:
    slots: dict[str, tuple[Slot, ...]] = {}
    mistakes: list[Mistake] = []
    day = ""
    for line in section.lines:
        start = len(line.text) - len(line.text.lstrip())
        if start == 0:
            day, start, wrong = _day(line, days, slots)
            mistakes += wrong
        elif not day:
            mistakes.append(line.mistake(start, len(line.text), _a_day(days)))
        number = len(slots.setdefault(day, ())) + 1
        slot, wrong_parts = read_slot(line, start, number, context)
        mistakes += wrong_parts
        slots[day] = (*slots[day], slot) if slot else slots[day]
    end = len(section.heading.text)
    missing = [day for day in days if day not in slots]
    mistakes += [section.heading.mistake(end, end, msg("expect-day-lines", day=day)) for day in missing]
    return slots, mistakes


def _day(line: Line, days: Sequence[str], slots: Mapping[str, object]) -> tuple[str, int, list[Mistake]]:
    """The day that a line begins, where its exercise stands, and what is wrong."""
    day = line.text.split()[0]
    start = len(line.text) - len(line.text[len(day) :].lstrip())
    if day not in days:
        return day, start, [line.mistake(0, len(day), _a_day(days))] if days else []
    wrong = [line.mistake(0, len(day), msg("expect-day-once"))] if day in slots else []
    return day, start, wrong


def _a_day(days: Sequence[str]) -> Msg:
    return msg("expect-day", days=", ".join(days))
