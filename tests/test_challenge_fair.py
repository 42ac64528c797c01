"""Fairness in simulation: equal training scores alike at every level, and no trick gains over honest training."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from statistics import mean, pstdev

import pytest
from challenge_people import HONEST, LIFT, START, TRICKS, Trick, entry_of, scored

from coach_core.challenge import strength
from coach_core.challenge.freezing import planned
from coach_core.challenge.kinds.standing import break_of
from coach_core.challenge.known import seen
from coach_core.challenge.plan import streak
from coach_core.challenge.sessions import with_sets
from coach_core.challenge.standing import is_out, stood
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Entry, Session, Span
from coach_core.facts import SetDone

LEVELS = ("beginner", "intermediate", "advanced")
PEOPLE = 60  # of each level, times TOPSET_TEST_SIZE
FEW = 4.0  # points
TOLERANCE, A_THOUSANDTH = 0.5, 0.001  # of whatever the kind counts; of all of it
LITTLE = 1.0  # points of about 75, percent of about 15: beside chance
HELD = ((4, 3), (4, 12), (7, 5), (10, 8), (13, 3), (13, 20))  # of 16 sessions so many, by so many percent


def session_on(day: int, **more: int) -> Session:
    """A finished session of the plan."""
    return Session(
        f"w{day}", START + timedelta(days=day), (START + timedelta(days=day)).toordinal(), **{"share": 1000, **more}
    )


def held_back(sessions: int, percent: int) -> Trick:
    """So much too light for so long."""
    return Trick(told=lambda k, load: load * (1 - percent / 100 if k < sessions else 1))


STAYS = Trick(told=lambda k, load: load / (1 + 0.012 * k))
EVER_ILL = Trick(pauses=True, ill=True)


@pytest.fixture(scope="module")
def people(size: float) -> int:
    return round(PEOPLE * size)


def of_all(
    people: int,
    level: str,
    trick: Trick = HONEST,
    kind: str = "points",
    attends: float = 0.9,
    known: bool = True,
    believed: float = 1.0,
) -> list[float]:
    """The scores of the people of a level."""
    return [scored(level, seed, trick, kind, attends=attends, known=known, believed=believed) for seed in range(people)]


def wins(some: list[float], others: list[float]) -> float:
    """How often one of three of the first wins before three of the others."""
    lot = Random(1)
    return mean(max(lot.sample(some, 3)) > max(lot.sample(others, 3)) for _ in range(2000))


def test_beginners_and_veterans_who_train_alike_score_alike(people: int) -> None:
    """On the whole, in how far they are apart, and in who wins among three and three."""
    scores = {level: of_all(people, level) for level in LEVELS}
    means, spreads = [mean(s) for s in scores.values()], [pstdev(s) for s in scores.values()]
    won = wins(scores["beginner"], scores["advanced"])
    print("means, spreads, a beginner wins among 3 + 3:", *(f"{x:.2f}" for x in (*means, *spreads, won)))
    assert max(means) - min(means) <= FEW, means
    assert max(spreads) - min(spreads) <= FEW, spreads
    assert 0.3 <= won <= 0.7, won
    assert max(scores["advanced"]) > 90, "the control: all of the points can be reached"


def test_percent_alone_would_favour_beginners(people: int) -> None:
    """The control: measured in percent the same people are far apart, and a beginner always wins."""
    percent = [of_all(people, level, kind="strength") for level in LEVELS]
    assert mean(percent[0]) > 2 * mean(percent[2])
    assert wins(percent[0], percent[2]) > 0.95


def test_who_trains_more_of_the_plan_scores_more(people: int) -> None:
    """The control: points tell people apart."""
    for level in LEVELS:
        assert mean(of_all(people, level, attends=0.95)) > mean(of_all(people, level, attends=0.6)) + 8


@pytest.mark.parametrize("kind", CHALLENGES)
@pytest.mark.parametrize("name", TRICKS)
def test_no_trick_gains(name: str, kind: str, people: int) -> None:
    for level in LEVELS:
        honest, tricked = (mean(of_all(people, level, trick, kind)) for trick in (HONEST, TRICKS[name]))
        print(f"{name}, {kind}, {level}: {tricked - honest:+.2f} of {honest:.1f}")
        assert tricked <= honest + max(TOLERANCE, A_THOUSANDTH * honest), (level, honest, tricked)


def test_to_say_ill_after_every_session_gains_no_more_than_one_illness(people: int) -> None:
    """The first is believed: one session of sixteen, or three days."""
    for kind, most in (("consistency", 100 / 16), ("points", 50 / 16), ("standing", 4.0)):
        honest, tricked = (mean(of_all(people, "beginner", trick, kind)) for trick in (HONEST, EVER_ILL))
        assert honest <= tricked <= honest + most


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("kind", "most"), [("points", LITTLE), ("strength", LITTLE)])
def test_holding_back_does_not_pay(level: str, kind: str, most: float, people: int) -> None:
    """However long and however much, where the coach knew what somebody can do."""
    honest = mean(of_all(people // 2, level, kind=kind, attends=1.0))
    gains = {(k, p): mean(of_all(people // 2, level, held_back(k, p), kind, 1.0)) - honest for k, p in HELD}
    print(f"holding back, {kind}, {level}: {max(gains.values()):+.2f} of {honest:.1f}")
    assert max(gains.values()) <= most, gains


@pytest.mark.parametrize("level", LEVELS)
def test_who_is_new_gains_nothing_by_telling_less_and_holding_back(level: str, people: int) -> None:
    """Nothing tells it from growth then: points are those of who grows as usual, percent count as far as most have."""
    for kind, most in (("points", 0.1), ("strength", LITTLE)):
        honest = mean(of_all(people // 2, level, HONEST, kind, 1.0, known=False))
        gains = [mean(of_all(people // 2, level, held_back(k, p), kind, 1.0, known=False)) - honest for k, p in HELD]
        print(f"new and holding back, {kind}, {level}: {max(gains):+.2f} of {honest:.1f}")
        assert max(gains) <= most, (kind, gains)


@pytest.mark.parametrize("level", LEVELS)
def test_were_the_start_believed_telling_less_would_pay(level: str, people: int) -> None:
    """The control: the same people, where what they told at the start is what they are taken for."""
    for kind in ("points", "strength"):
        honest = mean(of_all(people // 2, level, HONEST, kind, 1.0))
        less = mean(of_all(people // 2, level, held_back(13, 10), kind, 1.0, believed=0.9))
        print(f"believed at the start, {kind}, {level}: {less - honest:+.2f} of {honest:.1f}")
        assert less > honest + 3


@pytest.mark.parametrize(
    ("days", "written_later", "relied"),
    [
        ((28, 21, 14, 7), 0, True),
        ((50, 40, 30, 20), 0, True),
        ((), 0, False),
        ((28, 21, 14), 0, False),
        ((27, 20, 13, 6), 0, False),
        ((28, 28, 28, 28), 0, False),
        ((80, 70, 60, 20, 10), 0, False),
        ((28, 21, 14, 7), 2, False),
    ],
)
def test_only_weeks_of_training_that_were_told_in_time_are_relied_on(
    days: tuple[int, ...], written_later: int, relied: bool
) -> None:
    """Neither a start nor a past that is told when the challenge is at the door."""
    times = [START - timedelta(days=day) for day in days]
    later = timedelta(days=written_later)
    sets = [SetDone(f"s{n}", LIFT, at, at + later, workout=f"w{n}") for n, at in enumerate(times)]
    assert seen(sets, LIFT, START) is relied
    assert not seen(sets, "back_squat", START)
    assert not seen([replace(s, workout=None) for s in sets], LIFT, START), "starting sets"
    assert not seen([replace(s, warmup=True) for s in sets], LIFT, START)


@pytest.mark.parametrize("level", LEVELS)
def test_without_what_was_known_holding_back_would_pay(
    level: str, people: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the same people score where growth is counted from the first sessions, whatever was known."""
    monkeypatch.setattr(strength, "CLEAR", -99.0)
    honest, tricked = (mean(of_all(people // 2, level, trick, attends=1.0)) for trick in (HONEST, held_back(13, 3)))
    assert tricked > honest + LITTLE


def test_beginners_are_paid_for_growth(people: int) -> None:
    """Who gets as strong as is usual scores more than who stays as they were."""
    assert mean(of_all(people, "beginner")) > mean(of_all(people, "beginner", STAYS)) + 10


def lifter(level: str, shown: list[float], prior: float | None) -> Entry:
    """Somebody who showed these maxima, twice a week."""
    entry = replace(entry_of(level, "strength", prior), ends_at=START + timedelta(days=3.5 * len(shown)))
    at = [START + timedelta(days=3.5 * n, hours=12) for n in range(len(shown))]
    sessions = (
        Session(f"w{n}", t, t.toordinal(), best=round(100 * x)) for n, (t, x) in enumerate(zip(at, shown, strict=True))
    )
    return replace(entry, sessions=tuple(sessions))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("prior", [100.0, 80.0])
@pytest.mark.parametrize(
    ("shown", "percent"),
    [
        ([100] * 8, 0),
        ([100] * 16, 0),
        ([100] * 4 + [105] * 4, 5),
        ([100] * 8 + [105] * 8, 5),
        ([100, 100, 100, 102.5, 102.5, 105, 105, 105], 5),
        ([100] * 8 + [95] * 8, -5),
        ([100] * 5 + [85] * 5 + [100] * 6, 0),
        ([100] * 4 + [125] * 12, 0),
        ([100] * 12 + [125] * 4, 0),
    ],
)
def test_who_stays_has_nothing_and_who_grows_has_that(
    level: str, prior: float, shown: list[float], percent: float
) -> None:
    """A dip is none, and a jump of more than 15 % within two weeks moves the baseline, whenever it comes."""
    assert CHALLENGES["strength"].score(lifter(level, shown, prior)) == pytest.approx(1000 * percent, abs=60)


@pytest.mark.parametrize(
    ("level", "shown", "percent"),
    [
        ("beginner", [100] * 16, 0),
        ("beginner", [100] * 8 + [95] * 8, 0),
        ("beginner", [100] * 8 + [105] * 8, 5),
        ("beginner", [100] * 4 + [125] * 12, 0),
        ("beginner", [100 * 1.25 ** (n / 15) for n in range(16)], 11.4),
        ("intermediate", [100 * 1.25 ** (n / 15) for n in range(16)], 0),
        ("advanced", [100] * 8 + [105] * 8, 0),
    ],
)
def test_of_who_is_new_percent_count_up_to_what_most_gain(level: str, shown: list[float], percent: float) -> None:
    """Nothing tells what is more from what was held back; whoever falls back has lost nothing that was known."""
    assert CHALLENGES["strength"].score(lifter(level, shown, None)) == pytest.approx(1000 * percent, abs=60)


@pytest.mark.parametrize(("day", "percent"), [(0, 100 / 21), (6, 100 / 21), (8, 10), (None, 10)])
def test_who_tells_of_five_left_in_the_first_week_is_counted_from_later(day: int | None, percent: float) -> None:
    """training.md 3.11, rule 5; later, or never, what was known counts."""
    entry = lifter("advanced", [105.0] * 8 + [110.0] * 8, 100.0)
    easy = () if day is None else (replace(session_on(day), light=True),)
    entry = replace(entry, sessions=tuple(sorted((*easy, *entry.sessions), key=lambda s: s.at)))
    assert CHALLENGES["strength"].score(entry) == pytest.approx(1000 * percent, abs=60)


TOLD = [(5, None, 1), (4, None, 0), (None, 5, 1), (None, 6, 0), (None, None, 0)]


@pytest.mark.parametrize(("rir", "rpe", "light"), TOLD)
def test_only_what_is_told_makes_a_session_light(rir: int | None, rpe: int | None, light: int) -> None:
    one = SetDone("s9", LIFT, START, START, workout="w1", slot=1, reps=5, goal_reps=5, goal_rir=5, rir=rir, rpe=rpe)
    entry = entry_of("beginner", "points", 100.0)
    assert [s.light for s in with_sets(entry, [one]).sessions] == [bool(light)]
    assert not with_sets(replace(entry, lift="back_squat"), [one]).sessions[0].light


@pytest.mark.parametrize(("grows", "points"), [(1.06, 50), (0.94, 0), (1.0, 25)])
def test_all_fifty_points_of_growth_can_be_had(grows: float, points: int) -> None:
    """Of a veteran, within two deviations of what is usual."""
    shown = [100 * grows ** (n / 13) for n in range(16)]
    assert CHALLENGES["points"].score(lifter("advanced", shown, 100.0)) == pytest.approx(1000 * points, abs=600)


@pytest.mark.parametrize(("days", "asked"), [(28, 8), (16, 5), (10, 3), (3, 1)])
def test_no_pause_and_no_late_start_asks_for_less_than_its_share(days: int, asked: int) -> None:
    """To the nearest whole session: rounded down, who paused on the days between two sessions would have gained."""
    entry = replace(entry_of("beginner", "points", None), weekly=2, ends_at=START + timedelta(days=28))
    paused = replace(entry, frozen=(Span(START, START + timedelta(days=28 - days), own=True),))
    late = replace(entry, joined_at=START + timedelta(days=28 - days))
    assert planned(paused) == max(asked, 4), "one session in two at least, however long the pause"
    assert planned(late) == asked


def ill_for(*spans: tuple[int, int], own: bool = True, ill: bool = True) -> tuple[Span, ...]:
    """Frozen from the evening of a day to the evening of another."""
    hour = timedelta(hours=20)
    return tuple(Span(START + timedelta(days=a) + hour, START + timedelta(days=b) + hour, own, ill) for a, b in spans)


PLANNED = tuple(round(3.5 * n) for n in range(8))  # days of the sessions of four weeks


@pytest.mark.parametrize("length", range(1, 28))
@pytest.mark.parametrize("own", [True, False])
def test_health_costs_nothing_however_long(length: int, own: bool) -> None:
    """Illness that was told and what stops the training: who did all else has all, and still stands with full weeks."""
    entry = replace(entry_of("beginner", "consistency", None), ends_at=START + timedelta(days=27, hours=21))
    done = tuple(session_on(d, sets=3) for d in PLANNED if d < 1 or d > length)
    there = replace(entry, sessions=done, frozen=ill_for((0, length + 1), own=own, ill=own))
    assert CHALLENGES["consistency"].score(there) == 100_000
    assert CHALLENGES["standing"].score(replace(there, kind="standing")) == 27_000
    assert streak(there) == len({(d.day - START.toordinal()) // 7 for d in done})
    if length > 3:
        assert CHALLENGES["consistency"].score(replace(there, frozen=())) < 100_000, "the control: nothing frozen"


def test_to_be_ill_again_and_again_is_no_way_to_miss_sessions() -> None:
    entry = replace(entry_of("beginner", "consistency", None), ends_at=START + timedelta(days=27, hours=21))
    done = tuple(session_on(d, sets=3) for d in PLANNED[::2])
    often = replace(entry, sessions=done, frozen=ill_for(*((d, d + 3) for d in PLANNED)))
    twice = replace(entry, sessions=done, frozen=ill_for((2, 5), (17, 20)))
    assert planned(often) == 7, "the first is believed"
    assert planned(twice) == 6, "the control: two weeks apart"


def test_only_a_pause_longer_than_a_break_of_the_plan_lets_a_session_go() -> None:
    """Else the simulated trick of pausing between any two sessions would gain."""
    entry = replace(entry_of("beginner", "points", None), weekly=2, ends_at=START + timedelta(days=28))
    asked = [
        planned(replace(entry, frozen=(Span(START, START + timedelta(days=days), own=own),)))
        for days, own in ((4, True), (4, False), (5, True))
    ]
    assert asked == [8, 6, 7], "a break of the plan; the control: two sessions fit into four days of health; longer"


def test_who_pauses_throughout_does_not_stand_to_the_last() -> None:
    entry = replace(entry_of("beginner", "standing", None), ends_at=START + timedelta(days=28))
    ill = replace(entry, frozen=(Span(START + timedelta(hours=1), own=True),), sessions=(session_on(0),))
    days = tuple(session_on(d) for d in (3, 7))
    there = replace(ill, sessions=days, frozen=(Span(START + timedelta(days=8), START + timedelta(days=15)),))
    assert CHALLENGES["standing"].score(ill) == (13 + break_of(entry)) * 1000, "half of the time at most"
    assert CHALLENGES["standing"].score(there) == (7 + 7 + break_of(entry)) * 1000, "the control: a week of illness"
    sick = replace(ill, frozen=ill_for((0, 28)))
    never = replace(sick, sessions=())
    assert [CHALLENGES["standing"].score(e) for e in (sick, never)] == [28_000, break_of(entry) * 1000], (
        "who never came"
    )
    never = stood(CHALLENGES, never)
    assert not is_out(CHALLENGES, never, START.toordinal() + 20), "whose first session would bring them back"
