"""A program's text becomes a Program, or its mistakes with their places. A block is read in program_block.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from coach_core.notation.mistakes import Line, Mistake
from coach_core.notation.program_block import Section, read_block
from coach_core.notation.program_parts import HEAD, Accessories, Apart, Days, Part, Weeks, only
from coach_core.notation.program_scan import clause_value, clauses
from coach_core.notation.program_slot import Context
from coach_core.notation.shapes import Pause, Reserve
from coach_core.talk import msg
from coach_core.training.exercise import Exercise
from coach_core.training.program import Block, Defaults, Program, Rest, Rule, slug

TITLE = re.compile(r"\s*(\S+(?:\s\S+)*)")
HEADING = re.compile(r"weeks?\s+\d", re.IGNORECASE)
Mistakes = tuple[Mistake, ...]


def read_program(
    text: str, exercises: Mapping[str, Exercise], name: str | None = None, rules: Collection[str] | None = None
) -> Program | Mistakes:
    """The program of a text, or all its mistakes in the order of the lines. Never raises.

    ``name`` is the program's name (the stem of its file), else it is made of the title. With ``rules`` a rule of
    another name is a mistake.
    """
    head, sections = _sections(_lines(text))
    if not head:
        return (Line(1, "").mistake(0, 0, msg("expect-title")),)
    title, told, wrong = _head(head)
    days, weeks = only(told, Days), only(told, Weeks)
    context = Context(exercises, _defaults(told), None if rules is None else frozenset(rules))
    read = [read_block(section, days.names if days else (), context) for section in sections]
    blocks = tuple(block for block, _ in read)
    mistakes = [
        *wrong,
        *_missing(head[-1], told),
        *(one for _, mistakes in read for one in mistakes),
        *_order(sections, blocks, weeks.count if weeks else None, head[-1]),
    ]
    if mistakes or weeks is None or days is None:
        return tuple(sorted(mistakes, key=lambda one: (one.line, one.col)))
    apart = only(told, Apart) or Apart(48)
    return Program(name or slug(title), title, weeks.count, days.names, blocks, apart.hours, context.defaults)


def _lines(text: str) -> tuple[Line, ...]:
    """The lines that say something; a line that begins with # is a remark."""
    lines = (Line(number, line.rstrip()) for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1))
    return tuple(line for line in lines if line.text and not line.text.startswith("#"))


def _sections(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[Section, ...]]:
    starts = [at for at, line in enumerate(lines) if at > 0 and HEADING.match(line.text)]
    ends = [*starts[1:], len(lines)]
    sections = tuple(Section(lines[at], tuple(lines[at + 1 : end])) for at, end in zip(starts, ends, strict=False))
    return (lines[: starts[0]] if starts else lines), sections


def _head(head: Sequence[Line]) -> tuple[str, tuple[Part, ...], list[Mistake]]:
    """The title, the clauses that were understood, and the mistakes."""
    title = TITLE.match(head[0].text)
    told, wrong = [], []
    for line in head:
        begin = title.end() if title and line is head[0] else 0
        for start, end in clauses(line, begin):
            value = clause_value(line.text[start:end], HEAD)
            if value is None:
                wrong.append(line.mistake(start, end, msg("expect-head")))
            else:
                told.append(Part(value, start, end))
    return title[1] if title else "", tuple(told), wrong


def _missing(line: Line, told: Sequence[Part]) -> list[Mistake]:
    """What every head must tell and this one does not."""
    needed = ((Weeks, msg("expect-weeks")), (Days, msg("expect-days")))
    end = len(line.text)
    return [line.mistake(end, end, expected) for kind, expected in needed if only(told, kind) is None]


def _defaults(told: Sequence[Part]) -> Defaults:
    house = Defaults()
    pause, accessories, reserve = only(told, Pause), only(told, Accessories), only(told, Reserve)
    return Defaults(
        rest_s=(pause.low, pause.high) if pause else house.rest_s,
        heavy=only(told, Rest) if pause else only(told, Rest) or house.heavy,
        accessory_s=accessories.seconds if accessories else house.accessory_s,
        rir=(reserve.low, reserve.high) if reserve else house.rir,
        rule=only(told, Rule),
    )


def _order(sections: Sequence[Section], blocks: Sequence[Block], weeks: int | None, last: Line) -> list[Mistake]:
    """Blocks follow one another from week 1 to the last without a gap."""
    if not sections:
        return [last.mistake(len(last.text), len(last.text), msg("expect-block"))]
    mistakes, due = [], 1
    for section, block in zip(sections, blocks, strict=True):
        if block.weeks[0] != due:
            mistakes.append(section.heading.mistake(0, len(section.heading.text), msg("expect-week", week=due)))
        due = block.weeks[1] + 1
    if weeks is not None and due != weeks + 1:
        line = sections[-1].heading
        mistakes.append(line.mistake(0, len(line.text), msg("expect-last-week", week=weeks)))
    return mistakes
