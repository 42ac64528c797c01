"""The program notation: the glute program read, mistakes with their places, round trips, and no exception ever."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_core.data.load import load_exercises, load_programs
from coach_core.notation.mistakes import Mistake
from coach_core.notation.program_slot import usual_kind, usual_rule
from coach_core.notation.program_text import read_program
from coach_core.notation.program_write import write_program
from coach_core.notation.shapes import COUNT, PERCENT, RANGE, RESERVE, TIMES, Count
from coach_core.notation.shapes_write import write_count, write_percent, write_range, write_reserve, write_times
from coach_core.training.prescription import SetKind
from coach_core.training.program import Block, Defaults, Program, Rest, Rule, Scheme, Slot, slug
from coach_core.training.weight import LoadKind

EXERCISES = load_exercises()
GLUTE = load_programs(EXERCISES)["glute-8"]
TEXT = write_program(GLUTE, EXERCISES)


def _line(slot: Slot) -> tuple[object, ...]:
    sets = tuple((s.kind.value, s.sets, s.reps[0] if s.reps else None, *(map(int, s.pct or ()))) for s in slot.schemes)
    return slot.exercise, slot.rule.name, *sets


def test_the_glute_program_as_it_was_written_down() -> None:
    days = [[_line(slot) for slot in block.days[day]] for block in GLUTE.blocks for day in GLUTE.days]
    assert [block.weeks for block in GLUTE.blocks] == [(1, 2), (3, 4), (5, 6), (7, 8)]
    assert (GLUTE.name, GLUTE.title, GLUTE.weeks, GLUTE.days, GLUTE.gap_hours) == (
        "glute-8",
        "Glute 8",
        8,
        ("A", "B"),
        48,
    )
    assert days == [
        [
            ("bodyweight_hip_thrust", "as-written", ("work", 3, 15)),
            ("barbell_hip_thrust", "percent", ("work", 4, 12, 40, 60)),
            ("romanian_deadlift", "double", ("work", 3, 12)),
            ("single_leg_glute_bridge", "as-written", ("work", 3, 12)),
        ],
        [
            ("barbell_hip_thrust", "same", ("work", 4, 12)),
            ("bulgarian_split_squat", "double", ("work", 3, 10)),
            ("banded_hip_thrust", "as-written", ("work", 3, 15)),
            ("cable_pull_through", "double", ("work", 3, 12)),
        ],
        [
            ("barbell_hip_thrust", "percent", ("work", 5, 10, 70, 70)),
            ("romanian_deadlift", "double", ("work", 4, 10)),
            ("step_up", "double", ("work", 3, 10)),
            ("single_leg_hip_thrust", "as-written", ("work", 3, 10)),
        ],
        [
            ("banded_barbell_hip_thrust", "double", ("work", 5, 10)),
            ("back_squat", "double", ("work", 4, 8)),
            ("paused_hip_thrust", "double", ("work", 3, 8)),
            ("lateral_band_walk", "as-written", ("work", 3, None)),
        ],
        [
            ("barbell_hip_thrust", "percent", ("work", 4, 8, 77, 80)),
            ("romanian_deadlift", "percent", ("work", 4, 8, 75, 75)),
            ("step_up", "double", ("work", 4, 8)),
            ("banded_glute_bridge", "as-written", ("work", 3, 20)),
        ],
        [
            ("barbell_hip_thrust", "percent", ("work", 5, 8, 75, 80)),
            ("bulgarian_split_squat", "double", ("work", 4, 8)),
            ("single_leg_hip_thrust", "double", ("work", 3, 8)),
            ("cable_pull_through", "double", ("work", 3, 12)),
        ],
        [
            ("barbell_hip_thrust", "percent", ("top", 1, 5, 85, 85), ("backoff", 2, 8, 72, 72)),
            ("romanian_deadlift", "percent", ("top", 1, 5, 82, 82)),
            ("step_up", "double", ("work", 3, 6)),
        ],
        [
            ("barbell_hip_thrust", "percent", ("top", 1, 3, 88, 88), ("backoff", 3, 8, 72, 72)),
            ("back_squat", "percent", ("work", 4, 5, 80, 80)),
            ("single_leg_hip_thrust", "double", ("work", 4, 8)),
        ],
    ]


def test_rests_reserves_holds_and_sides_of_the_glute_program() -> None:
    slots = {
        (block.name, day, slot.exercise): slot for block in GLUTE.blocks for day in "AB" for slot in block.days[day]
    }
    thrust = slots["strength and volume", "A", "barbell_hip_thrust"]
    assert [thrust.rest(thrust.schemes[0], Decimal(pct)) for pct in (77, 80)] == [(150, 150), (180, 180)]
    top = slots["peak", "A", "barbell_hip_thrust"]
    assert [top.reserve(scheme) for scheme in top.schemes] == [(1, 2), (2, 3)]
    assert [top.rest(s, s.pct[1] if s.pct else None) for s in top.schemes] == [(180, 180), (150, 150)]
    assert {slot.rir for (block, _, _), slot in slots.items() if block in ("base", "build")} == {(3, 3)}
    assert {slot.rest_s for slot in slots.values() if not EXERCISES[slot.exercise].main} == {(90, 90)}
    assert {slot.hold_s for slot in slots.values() if slot.exercise.endswith("hip_thrust")} == {1, 2}
    assert slots["build", "B", "paused_hip_thrust"].hold_s == 2
    walk = slots["build", "B", "lateral_band_walk"]
    assert (walk.schemes[0].steps, walk.schemes[0].reps, walk.per_side) == (20, None, True)
    assert slots["strength and volume", "B", "single_leg_hip_thrust"].load_kind is LoadKind.ADDED
    assert [block.beginner_sets for block in GLUTE.blocks] == [Decimal("0.6"), 1, 1, 1]


def test_the_glute_program_is_written_as_its_file() -> None:
    assert read_program(TEXT, EXERCISES) == GLUTE


HEAD = "Try\n4 weeks, days A B\n"
A_BLOCK = "weeks 1-4 · base\nA  Plank  3x45s\nB  Plank  3x45s\n"


def _mistakes(text: str, rules: frozenset[str] | None = None) -> list[tuple[int, int, str, str]]:
    read = read_program(text, EXERCISES, rules=rules)
    assert isinstance(read, tuple)
    return [(m.line, m.col, m.found.values.get("text", ""), m.expected.key) for m in read]


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("", [(1, 1, "", "expect-title")]),
        ("# only a remark", [(1, 1, "", "expect-title")]),
        ("Try\n4 weeks, days A B", [(2, 18, "", "expect-block")]),
        ("Try\n4 wekks, days A B\n" + A_BLOCK, [(2, 1, "4 wekks", "expect-head"), (2, 18, "", "expect-weeks")]),
        ("Try\n4 weeks\nweeks 1-4 · base\nA  Plank  3x45s", [(2, 8, "", "expect-days")]),
        (HEAD + A_BLOCK.replace("Plank", "Plnak", 1), [(4, 4, "Plnak", "expect-exercise-like")]),
        (HEAD + A_BLOCK.replace("3x45s", "3y45s", 1), [(4, 11, "3y45s", "expect-part")]),
        (HEAD + A_BLOCK.replace("3x45s", "", 1), [(4, 9, "", "expect-count")]),
        (HEAD + A_BLOCK.replace("3x45s", "3x45s 4x8", 1), [(4, 17, "4x8", "expect-once")]),
        (HEAD + A_BLOCK.replace("3x45s", "0x8", 1), [(4, 11, "0x8", "expect-part")]),
        (HEAD + A_BLOCK.replace("3x45s", "3x10-8", 1), [(4, 11, "3x10-8", "expect-part")]),
        (HEAD + A_BLOCK.replace("3x45s", "3x8 @0%", 1), [(4, 15, "@0%", "expect-part")]),
        (HEAD + A_BLOCK.replace("B", "C"), [(3, 17, "", "expect-day-lines"), (5, 1, "C", "expect-day")]),
        (HEAD + A_BLOCK.replace("B  Plank  3x45s", "B"), [(5, 2, "", "expect-exercise")]),
        (HEAD + A_BLOCK.replace("B", "A"), [(3, 17, "", "expect-day-lines"), (5, 1, "A", "expect-day-once")]),
        (HEAD + A_BLOCK.replace("1-4", "2-4"), [(3, 1, "weeks 2-4 · base", "expect-week")]),
        (HEAD + A_BLOCK.replace("1-4", "1-3"), [(3, 1, "weeks 1-3 · base", "expect-last-week")]),
        (HEAD + A_BLOCK.replace("base", "base · 3 in resreve"), [(3, 20, "3 in resreve", "expect-heading")]),
        (
            HEAD + A_BLOCK.replace("A  Plank", "   Plank"),
            [(3, 17, "", "expect-day-lines"), (4, 4, "Plank 3x45s", "expect-day")],
        ),
    ],
)
def test_mistakes_and_their_places(text: str, mistakes: list[tuple[int, int, str, str]]) -> None:
    assert _mistakes(text) == mistakes


def test_several_mistakes_at_once_in_the_order_of_the_lines() -> None:
    text = HEAD + "weeks 1-4 · base\nA  Bakc squat  4y8\n   Step up  foo\nB  Plank  3x45s hold x\n"
    assert [(line, key) for line, _, _, key in _mistakes(text)] == [
        (4, "expect-exercise-like"),
        (4, "expect-part"),
        (5, "expect-part"),
        (6, "expect-part"),
        (6, "expect-part"),
    ]


def test_an_unknown_rule_is_a_mistake_where_rules_are_known() -> None:
    text = HEAD + A_BLOCK.replace("3x45s", "3x45s  rule linaer (step 2.5 kg)", 1)
    assert isinstance(read_program(text, EXERCISES), Program)
    assert _mistakes(text, frozenset({"linear"})) == [(4, 18, "rule linaer (step 2.5 kg)", "expect-rule")]


@pytest.mark.parametrize(
    "line",
    [
        "Barbell hip thrust        4x8 @77-80%      rest 2-3 min   hold 1 s   2 in reserve",
        "barbell hip-thrust 4 × 8 @ 77–80 %, hold 1s, rest 120-180 s, RIR 2",
        "BARBELL HIP THRUST: 4*8 77 - 80% 2 RIR rest: 2-3 min hold: 1 sec",
    ],
)
def test_many_ways_to_write_the_same(line: str) -> None:
    read = read_program(f"T\n1 week, days A\nweek 1 · base\nA  {line}", EXERCISES)
    assert isinstance(read, Program), read
    (slot,) = read.blocks[0].days["A"]
    assert slot == Slot(
        number=1,
        exercise="barbell_hip_thrust",
        schemes=(Scheme(SetKind.WORK, 4, (8, 8), (Decimal(77), Decimal(80))),),
        rule=Rule("percent"),
        hold_s=1,
        rir=(2, 2),
        rest_s=(120, 180),
    )


# ---- round trips: programs as they are after reading, of any content

words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
ranges = st.tuples(st.integers(1, 60), st.integers(0, 40)).map(lambda n: (n[0], n[0] + n[1]))
seconds = st.tuples(st.integers(1, 1800), st.integers(0, 600)).map(lambda n: (n[0], n[0] + n[1]))
rirs = st.tuples(st.integers(0, 5), st.integers(0, 3)).map(lambda n: (n[0], n[0] + n[1]))
percents = st.tuples(st.integers(1, 1000), st.integers(0, 400)).map(
    lambda n: (Decimal(n[0]) / 10, Decimal(n[0] + n[1]) / 10)
)
rules = st.builds(Rule, words, st.dictionaries(words, words, max_size=3))
defaults = st.builds(
    Defaults,
    rest_s=seconds,
    heavy=st.none() | st.builds(Rest, percents.map(lambda p: p[0]), seconds),
    accessory_s=seconds,
    rir=rirs,
    rule=st.none() | rules,
)
counts = st.one_of(
    st.builds(Count, st.integers(1, 50), reps=ranges | st.integers(1, 100).map(lambda n: (n, None))),
    st.builds(Count, st.integers(1, 50), seconds=st.integers(1, 3600)),
    st.builds(Count, st.integers(1, 50), steps=st.integers(1, 999)),
)


@st.composite
def scheme_lists(draw: st.DrawFn) -> tuple[Scheme, ...]:
    many = draw(st.integers(1, 3))
    done: tuple[Scheme, ...] = ()
    for _ in range(many):
        count = draw(counts)
        told = draw(st.none() | st.sampled_from((SetKind.TOP, SetKind.BACKOFF, SetKind.WORK)))
        own = many > 1
        done = (
            *done,
            Scheme(
                told or usual_kind(count, done),
                count.sets,
                count.reps,
                draw(st.none() | percents),
                count.seconds,
                count.steps,
                draw(st.none() | rirs) if own else None,
                draw(st.none() | seconds) if own else None,
            ),
        )
    return done


@st.composite
def slots(draw: st.DrawFn, number: int, usual: Defaults) -> Slot:
    exercise = EXERCISES[draw(st.sampled_from(sorted(EXERCISES)))]
    schemes = draw(scheme_lists())
    added = exercise.load_kind is LoadKind.BODYWEIGHT and draw(st.booleans())
    kind = LoadKind.ADDED if added else None
    pause = draw(st.none() | seconds) if len(schemes) == 1 else None
    main = exercise.main
    return Slot(
        number,
        exercise.id,
        schemes,
        draw(st.none() | rules) or usual_rule(exercise, schemes, kind or exercise.load_kind, usual),
        per_side=exercise.per_side or draw(st.booleans()),
        hold_s=draw(st.none() | st.integers(1, 60)),
        rir=(draw(st.none() | rirs) if len(schemes) == 1 else None) or usual.rir,
        rest_s=pause or (usual.rest_s if main else usual.accessory_s),
        cue=draw(st.none() | words),
        heavy=usual.heavy if main and not pause else None,
        load_kind=kind,
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    usual, title = draw(defaults), " ".join(draw(st.lists(words, min_size=1, max_size=3)))
    days = draw(st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=3, unique=True).map(tuple))
    blocks: tuple[Block, ...] = ()
    week = 1
    for _ in range(draw(st.integers(1, 3))):
        last, rir = week + draw(st.integers(0, 3)), draw(st.none() | rirs)
        own = Defaults(usual.rest_s, usual.heavy, usual.accessory_s, rir or usual.rir, usual.rule)
        lines = {day: tuple(draw(slots(n, own)) for n in range(1, draw(st.integers(1, 3)) + 1)) for day in days}
        share = draw(st.sampled_from([Decimal(1), Decimal("0.6"), Decimal("0.75")]))
        blocks = (*blocks, Block(draw(words), (week, last), lines, share, rir))
        week = last + 1
    return Program(slug(title), title, week - 1, days, blocks, draw(st.integers(0, 168)), usual)


@settings(max_examples=60, deadline=None)
@given(programs())
def test_what_is_written_reads_as_the_same_program(program: Program) -> None:
    assert read_program(write_program(program, EXERCISES), EXERCISES) == program


@given(ranges, percents, seconds, rirs, counts)
def test_shapes_read_what_they_write(
    reps: tuple[int, int], pct: tuple[Decimal, Decimal], pause: tuple[int, int], rir: tuple[int, int], count: Count
) -> None:
    assert RANGE.whole(write_range(*reps)) == reps
    assert TIMES.whole(write_times(*pause)) == pause
    assert COUNT.whole(write_count(count)) == count
    percent, reserve = PERCENT.whole(write_percent(*pct)), RESERVE.whole(write_reserve(*rir))
    assert percent is not None and (percent.low, percent.high) == pct
    assert reserve is not None and (reserve.low, reserve.high) == rir


@pytest.mark.parametrize(
    ("text", "times"),
    [("45s", (45, 45)), ("1:30", (90, 90)), ("2 min", (120, 120)), ("1,5 min", (90, 90)), ("2-3 min", (120, 180))],
)
def test_times(text: str, times: tuple[int, int]) -> None:
    assert TIMES.whole(text) == times


# ---- nothing raises

scraps = st.sampled_from(
    ["4x8", "@77-80%", "then", "top", '"', "(", "weeks 1-2", "\n", "A  ", "   ", "²", "٣x٨", "9" * 30]
)


@given(st.text() | st.lists(st.text(max_size=5) | scraps).map(" ".join))
def test_reading_never_raises(text: str) -> None:
    for whole in (text, HEAD + text, HEAD + A_BLOCK + text):
        read = read_program(whole, EXERCISES)
        assert isinstance(read, Program) or all(isinstance(one, Mistake) for one in read)


@given(st.integers(0, len(TEXT) - 1), st.integers(0, 30), st.text(max_size=6) | scraps)
def test_a_spoiled_program_never_raises(start: int, length: int, instead: str) -> None:
    read = read_program(TEXT[:start] + instead + TEXT[start + length :], EXERCISES)
    places = [] if isinstance(read, Program) else [(one.line, one.col) for one in read]
    assert places == sorted(places)
