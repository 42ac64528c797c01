"""A line of a day becomes a slot: the exercise's name, its schemes, and what the line leaves to the defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach_core.notation.mistakes import Line, Mistake
from coach_core.notation.program_names import read_name
from coach_core.notation.program_parts import Cue, Part, Then, Weighted, only
from coach_core.notation.program_scan import parts
from coach_core.notation.shapes import Count, Hold, Pause, Percent, Reserve, Side
from coach_core.talk import msg
from coach_core.training.exercise import Exercise
from coach_core.training.prescription import SetKind
from coach_core.training.program import Defaults, Rule, Scheme, Slot
from coach_core.training.weight import LoadKind
from coach_core.values import dataclass

PER_LINE = (Side, Hold, Rule, Cue, Weighted)  # told once for the whole line
PER_SCHEME = (Count, Percent, Reserve, Pause, SetKind)


@dataclass(frozen=True, slots=True)
class Context:
    """What a line is read with: the exercises, the defaults with the block's reserve in them, the rules that exist."""

    exercises: Mapping[str, Exercise]
    defaults: Defaults
    rules: frozenset[str] | None = None  # None: any name


def read_slot(line: Line, start: int, number: int, context: Context) -> tuple[Slot | None, tuple[Mistake, ...]]:
    """The slot of a line from ``start`` on, or None and its mistakes."""
    exercise, at, wrong = read_name(line, start, context.exercises)
    found = tuple(parts(line, at))
    if wrong and not found:
        return None, wrong
    groups = _groups(found)
    mistakes = (*wrong, *_part_mistakes(line, found, groups, context))
    if exercise is None or mistakes:
        return None, mistakes
    return _slot(number, exercise, groups, found, context.defaults), ()


def usual_rule(exercise: Exercise, schemes: Sequence[Scheme], load_kind: LoadKind, defaults: Defaults) -> Rule:
    """The rule of a line that names none: by its percents, else by what is lifted."""
    if any(scheme.pct for scheme in schemes):
        return Rule("percent")
    if load_kind in (LoadKind.BODYWEIGHT, LoadKind.BAND):
        return Rule("as-written")
    return defaults.rule or Rule("double")


def usual_kind(count: Count, earlier: Sequence[Scheme]) -> SetKind:
    """What sets are whose line does not say: after a top set they are back-offs."""
    if count.reps is not None and count.reps[1] is None:
        return SetKind.AMRAP
    return SetKind.BACKOFF if any(scheme.kind is SetKind.TOP for scheme in earlier) else SetKind.WORK


def _groups(found: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """The parts of each scheme: "then" stands between them."""
    groups: list[list[Part]] = [[]]
    for part in found:
        if isinstance(part.value, Then):
            groups.append([])
        else:
            groups[-1].append(part)
    return tuple(tuple(group) for group in groups)


def _part_mistakes(
    line: Line, found: Sequence[Part], groups: Sequence[Sequence[Part]], context: Context
) -> tuple[Mistake, ...]:
    unknown = [line.mistake(part.start, part.end, msg("expect-part")) for part in found if part.value is None]
    twice = [
        line.mistake(part.start, part.end, msg("expect-once"))
        for group, kinds in ((found, PER_LINE), *((group, PER_SCHEME) for group in groups))
        for part in _repeated(group, kinds)
    ]
    without = [group for group in groups if only(group, Count) is None]
    place = without[0][-1].end if without and without[0] else len(line.text)
    none = [line.mistake(place, place, msg("expect-count"))] if without and not unknown else []
    return (*unknown, *twice, *none, *_rule_mistakes(line, found, context.rules))


def _repeated(group: Sequence[Part], kinds: Sequence[type]) -> list[Part]:
    of_kind = [[part for part in group if isinstance(part.value, kind)] for kind in kinds]
    return [part for same in of_kind for part in same[1:]]


def _rule_mistakes(line: Line, found: Sequence[Part], rules: frozenset[str] | None) -> list[Mistake]:
    expected = msg("expect-rule", rules=", ".join(sorted(rules or ())))
    return [
        line.mistake(part.start, part.end, expected)
        for part in found
        if rules is not None and isinstance(part.value, Rule) and part.value.name not in rules
    ]


def _slot(
    number: int, exercise: Exercise, groups: Sequence[Sequence[Part]], found: Sequence[Part], defaults: Defaults
) -> Slot:
    schemes = _schemes(groups)
    alone = groups[0] if len(groups) == 1 else ()
    told, pause = only(alone, Reserve), only(alone, Pause)
    hold, cue = only(found, Hold), only(found, Cue)
    added = only(found, Weighted) is not None and exercise.load_kind is LoadKind.BODYWEIGHT
    load_kind = LoadKind.ADDED if added else exercise.load_kind
    return Slot(
        number=number,
        exercise=exercise.id,
        schemes=schemes,
        rule=only(found, Rule) or usual_rule(exercise, schemes, load_kind, defaults),
        per_side=exercise.per_side or only(found, Side) is not None,
        hold_s=hold.seconds if hold else None,
        rir=(told.low, told.high) if told else defaults.rir,
        rest_s=(pause.low, pause.high) if pause else defaults.rest_s if exercise.main else defaults.accessory_s,
        cue=cue.text if cue else None,
        heavy=defaults.heavy if exercise.main and not pause else None,
        load_kind=LoadKind.ADDED if added else None,
    )


def _schemes(groups: Sequence[Sequence[Part]]) -> tuple[Scheme, ...]:
    schemes: tuple[Scheme, ...] = ()
    for group in groups:
        schemes = (*schemes, _scheme(group, schemes, len(groups) > 1))
    return schemes


def _scheme(group: Sequence[Part], earlier: Sequence[Scheme], own: bool) -> Scheme:
    """One scheme; ``own``: reserve and rest written in it are its own and not the line's."""
    count = only(group, Count) or Count(1)
    percent, reserve, pause = only(group, Percent), only(group, Reserve), only(group, Pause)
    return Scheme(
        kind=only(group, SetKind) or usual_kind(count, earlier),
        sets=count.sets,
        reps=count.reps,
        pct=(percent.low, percent.high) if percent else None,
        seconds=count.seconds,
        steps=count.steps,
        rir=(reserve.low, reserve.high) if reserve and own else None,
        rest_s=(pause.low, pause.high) if pause and own else None,
    )
