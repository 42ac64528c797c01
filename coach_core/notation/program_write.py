"""A Program becomes its text, which reads as the same Program again. Reading is in program_text.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach_core.notation.program_names import spoken
from coach_core.notation.program_slot import usual_kind, usual_rule
from coach_core.notation.shapes import Count
from coach_core.notation.shapes_write import (
    write_count,
    write_number,
    write_percent,
    write_range,
    write_reserve,
    write_times,
)
from coach_core.training.exercise import Exercise
from coach_core.training.prescription import SetKind
from coach_core.training.program import Block, Defaults, Program, Rule, Scheme, Slot

KIND_WORDS = {SetKind.TOP: "top", SetKind.BACKOFF: "back-off", SetKind.WORK: "work"}


def write_program(program: Program, exercises: Mapping[str, Exercise]) -> str:
    """The text of a program; what its defaults say already is not said again on the lines."""
    blocks = (line for block in program.blocks for line in _block(block, program, exercises))
    return "\n".join([*_head(program), *blocks]) + "\n"


def _head(program: Program) -> Iterator[str]:
    defaults = program.defaults
    yield program.title
    yield f"{program.weeks} weeks, days {' '.join(program.days)}, at least {program.gap_hours} h apart"
    if any(s.pct for b in program.blocks for day in b.days.values() for slot in day for s in slot.schemes):
        yield "percent of training max (90 % of e1RM)"
    heavy = defaults.heavy
    yield ", ".join(
        [
            f"rest {write_times(*defaults.rest_s)}",
            *([f"from {write_number(heavy.from_pct)} % {write_times(*heavy.seconds)}"] if heavy else []),
            f"accessories {write_times(*defaults.accessory_s)}",
        ]
    )
    yield write_reserve(*defaults.rir)
    if defaults.rule:
        yield _rule(defaults.rule)


def _block(block: Block, program: Program, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    weeks = write_range(*block.weeks)
    clauses = [
        f"week {weeks}" if block.weeks[0] == block.weeks[1] else f"weeks {weeks}",
        block.name,
        *([write_reserve(*block.rir)] if block.rir else []),
        *([f"beginners: sets x{write_number(block.beginner_sets)}"] if block.beginner_sets != 1 else []),
    ]
    yield ""
    yield " · ".join(clauses)
    defaults = replace(program.defaults, rir=block.rir or program.defaults.rir)
    margin = max(len(day) for day in program.days) + 2
    for day in program.days:
        for slot in block.days[day]:
            label = day if slot.number == 1 else ""
            yield label.ljust(margin) + _slot(slot, exercises[slot.exercise], defaults)


def _slot(slot: Slot, exercise: Exercise, defaults: Defaults) -> str:
    schemes = [_scheme(scheme, slot.schemes[:at]) for at, scheme in enumerate(slot.schemes)]
    words = [spoken(slot.exercise).ljust(26), ", then ".join(schemes), *_rest_of_line(slot, exercise, defaults)]
    return "  ".join(words)


def _scheme(scheme: Scheme, earlier: Sequence[Scheme]) -> str:
    count = Count(scheme.sets, scheme.reps, scheme.seconds, scheme.steps)
    words = [
        *([] if scheme.kind is usual_kind(count, earlier) else [KIND_WORDS[scheme.kind]]),
        write_count(count),
        *([write_percent(*scheme.pct)] if scheme.pct else []),
        *([write_reserve(*scheme.rir)] if scheme.rir else []),
        *([f"rest {write_times(*scheme.rest_s)}"] if scheme.rest_s else []),
    ]
    return " ".join(words)


def _rest_of_line(slot: Slot, exercise: Exercise, defaults: Defaults) -> Iterator[str]:
    """What stands after the schemes, where it is not what the defaults say."""
    usual_rest = (defaults.rest_s, defaults.heavy) if exercise.main else (defaults.accessory_s, None)
    if slot.load_kind:
        yield "weighted"
    if slot.per_side:
        yield "each side"
    if slot.hold_s is not None:
        yield f"hold {slot.hold_s} s"
    if (slot.rest_s, slot.heavy) != usual_rest:
        yield f"rest {write_times(*slot.rest_s)}"
    if slot.rir != defaults.rir:
        yield write_reserve(*slot.rir)
    if slot.rule != usual_rule(exercise, slot.schemes, slot.load_kind or exercise.load_kind, defaults):
        yield _rule(slot.rule)
    if slot.cue:
        yield f'"{slot.cue}"'


def _rule(rule: Rule) -> str:
    params = ", ".join(f"{key} {value}".strip() for key, value in rule.params.items())
    return f"rule {rule.name} ({params})" if params else f"rule {rule.name}"
