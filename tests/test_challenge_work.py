"""What counts of a workout in a challenge: what the plan asks for, half of it at least; what pain and illness do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from challenge_people import entry_of
from challenging import Message, comes, makes, says, trains, waits
from talking import Talking, talking, the_book

from coach_core.challenge.plan import steady
from coach_core.challenge.sessions import with_sets, with_workout
from coach_core.challenge.share import share_of
from coach_core.challenge.values import Entry
from coach_core.challenge.weeks import keeps
from coach_core.facts import Ended, SetDone, WorkoutDone
from coach_core.knowledge.guard import soreness_line
from coach_core.person import Person
from coach_core.talk import Incoming
from coach_core.training.weight import Unit, weigh
from coach_core.turn import Call, Given

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    await comes(talk, "anna")
    yield talk
    await talk.close()


async def joined(talk: Talking, kind: str, option: str = "-") -> str:
    number = await makes(talk, kind, option)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    return number


async def part(talk: Talking) -> Entry:
    person = await talk.store.person("terminal", "anna")
    assert person is not None
    return person.entries[0]


def told(shown: list[Message]) -> str:
    return "\n".join(m["text"] for m in shown if m["to"] == "anna")


@pytest.mark.parametrize(
    ("kind", "option", "plan", "more"),
    [("volume", "-", 900, 900), ("sets", "-", 4, 1), ("reps", "-", 54, 12), ("together", "100000", 900, 900)],
)
async def test_junk_beside_the_plan_brings_nothing(talk: Talking, kind: str, option: str, plan: int, more: int) -> None:
    """Two sets of 15 and two of 12 are asked for. The control: a heavier set of the plan counts as kilograms do."""
    await joined(talk, kind, option)
    await says(talk, "anna", "done", "done")
    assert (await part(talk)).standing.score == plan * 1000
    junk = ("glute bridge 100x60x10", "yes", "hip thrust 37.5x60, 37.5x60", "yes", "barbell curl 30x15x10", "yes")
    await says(talk, "anna", *junk)
    assert (await part(talk)).standing.score == plan * 1000
    await says(talk, "anna", "rdl 75x30 rpe 10", "yes")
    assert (await part(talk)).standing.score == (plan + more) * 1000, "a set of the plan, its 12 repetitions"


def workout(*slots: tuple[int, int, bool], load: float | None = None) -> WorkoutDone:
    """A finished workout: sets asked for and done of each exercise, and whether pain stopped it."""
    asked = {
        "kind": "work",
        "reps": [10, 10],
        "rir": [2, 3],
        "seconds": None,
        "load": load,
        "unit": load and "kg",
        "load_kind": "external",
    }
    plan = {
        "exercises": [
            {
                "slot": nth, "exercise": "back_squat", "stopped": stopped,
                "sets": [{**asked, "done": n < done} for n in range(asked_for)],
            }
            for nth, (asked_for, done, stopped) in enumerate(slots)
        ]
    }  # fmt: skip
    return WorkoutDone("w1", Ended.FINISHED, AT, AT, program="glute-8", plan=plan)


def sets_of(*slots: tuple[int, int, bool], kg: float = 40, reps: int = 10) -> list[SetDone]:
    """The sets that were done of it: ten repetitions were asked for."""
    return [
        SetDone(f"s{nth}{n}", "back_squat", AT, AT, workout="w1", slot=nth, set=n, reps=reps, goal_reps=10,
                load=weigh(str(kg), Unit.KG))
        for nth, (_, done, _) in enumerate(slots) for n in range(1, done + 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slots", "share", "score"),
    [
        (((2, 2, False), (2, 2, False), (2, 2, False), (2, 2, False)), 1000, 1000),
        (((2, 2, False), (2, 2, False), (2, 0, False), (2, 0, False)), 500, 500),
        (((2, 2, False), (2, 2, False), (2, 2, False), (2, 0, True)), 750, 1000),
        (((2, 2, False), (2, 2, False), (2, 0, True), (2, 0, False)), 500, 1000),
        (((2, 2, False), (2, 0, True), (2, 0, True), (2, 0, True)), 250, 1000),
        (((2, 0, True), (2, 0, False)), 0, 1000),
    ],
)
def test_what_is_not_done_on_a_day_of_pain_is_not_missed(
    slots: tuple[tuple[int, int, bool], ...], share: int, score: int
) -> None:
    """The same beside seven whole sessions: it costs nothing and brings nothing."""
    made = share_of(workout(*slots), sets_of(*slots))
    assert made is not None and made[1] == share
    assert share_of(replace(workout(*slots), program=None), ()) is None
    entry = replace(entry_of("beginner", "consistency", None), starts_at=AT, ends_at=AT + timedelta(days=6, hours=21))
    after = with_workout(with_sets(entry, sets_of(*slots)), workout(*slots), sets_of(*slots))
    other = replace(after.sessions[0], workout="w2", day=after.sessions[0].day + 3, share=1000, hurt=False, sets=8)
    assert steady(replace(after, sessions=(*after.sessions, other))) == (1000 + score) // 2
    assert keeps(after.sessions[0]) == (score == 1000 or share >= 500)


@pytest.mark.parametrize(
    ("kg", "reps", "counts"),
    [
        (40, 10, True), (20, 10, True), (40, 5, True), (60, 4, True), (30, 8, True), (80, 3, True),
        (40, 1, False), (19.5, 10, False), (19.5, 30, False), (40, 4, False), (25, 6, False),
    ],
)  # fmt: skip
def test_a_set_of_less_than_half_of_what_was_asked_for_is_not_the_plan(kg: float, reps: int, counts: bool) -> None:
    """40 kg for 10. Half of the weight, and of weight times repetitions; as light as the coach says is right."""
    slots = ((2, 2, False),)
    assert share_of(workout(*slots, load=40), sets_of(*slots, kg=kg, reps=reps)) == ((2, 1000) if counts else (0, 0))
    eased = share_of(workout(*slots, load=kg), sets_of(*slots, kg=kg, reps=max(5, reps)))
    assert eased == (2, 1000), "the control: the coach had said so much"
    hurt = ((2, 2, True),)
    assert share_of(workout(*hurt, load=40), sets_of(*hurt, kg=kg, reps=reps)) == (2, 1000), "for pain it is fine"


async def test_one_repetition_a_set_is_no_workout(talk: Talking) -> None:
    """Thirteen sets of one repetition with 20 kg once had most of a session's share. The control: as prescribed."""
    await joined(talk, "consistency")
    await says(talk, "anna", "today", "1 1 1", "hip thrust 20x1 1 1 1", "rdl 20x1 1 1", "single leg glute bridge 1 1 1")
    await says(talk, "anna", "finish", "yes", "/cancel")
    assert (await part(talk)).standing.steady == 0
    await waits(talk, "3d")
    await says(talk, "anna", "today", *["done"] * 4, "finish", "yes", "/cancel")
    assert (await part(talk)).standing.steady > 20


async def test_only_sets_that_count_are_the_plan_done(talk: Talking) -> None:
    """Not those from before joining, of more than anybody lifts, or after the end."""
    await says(talk, "anna", "today", "done", "done", "done")
    number = await makes(talk, "consistency")
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await says(talk, "anna", "40x12, 40x12", "finish", "yes", "/cancel")
    assert (await part(talk)).sessions[0].share == 250, "the control: what came afterwards does count"
    await waits(talk, "3d")
    await says(talk, "anna", "today", "500x12", "yes", "500x12", "yes", "finish", "yes", "/cancel")
    assert {s.share for s in (await part(talk)).sessions[1:]} <= {0}
    end = (await part(talk)).ends_at - timedelta(minutes=5)
    await talk(f":at {end.isoformat()}")
    await says(talk, "anna", "today", "done")
    before = (await part(talk)).standing.sessions
    await waits(talk, "6m")
    await says(talk, "anna", "done", "done", "done", "finish", "yes", "/cancel")
    last = (await part(talk)).sessions[-1]
    assert last.share is not None and last.share < 500 and (await part(talk)).standing.sessions <= before


async def test_a_workout_taken_up_after_the_end_counts_as_it_stood(talk: Talking) -> None:
    """Undone and finished anew with fewer sets. The control: the same before the end counts less."""
    await joined(talk, "sets")
    end = (await part(talk)).ends_at
    await talk(f":at {(end - timedelta(hours=2)).isoformat()}")
    await says(talk, "anna", "today", "done", "done", "finish", "yes", "/cancel")
    stood = (await part(talk)).standing.score
    await says(talk, "anna", "undo", "undo", "finish", "yes", "/cancel")
    less = (await part(talk)).standing.score
    assert 0 < less < stood, "the control"
    await says(talk, "anna", "today", "done", "finish", "yes", "/cancel")
    await talk(f":at {(end + timedelta(minutes=2)).isoformat()}")
    now = (await part(talk)).standing.score
    await says(talk, "anna", "undo", "undo", "finish", "yes", "/cancel")
    assert (await part(talk)).standing.score == now


async def test_one_set_is_no_session(talk: Talking) -> None:
    """It neither keeps anybody in nor is it counted; the control: half of the workout is and does."""
    number = await joined(talk, "standing")
    await trains(talk, "anna", "15")
    assert ((await part(talk)).standing.sessions, (await part(talk)).standing.score) == (0, 5000)
    assert "Score: 0 days" in told(await says(talk, "anna", f"/challenge me {number}")), "no more than is over"
    await waits(talk, "2d")
    await trains(talk, "anna", "done", "done", "skip", "done")
    assert ((await part(talk)).standing.sessions, (await part(talk)).standing.score) == (1, 7000)


async def test_who_is_out_is_told_so(talk: Talking) -> None:
    number = await joined(talk, "standing")
    await waits(talk, "5d")
    assert "You are out" not in told(await says(talk, "anna", f"/challenge me {number}")), "the last day"
    await waits(talk, "2d")
    assert "You are out" in told(await says(talk, "anna", f"/challenge me {number}"))
    assert "You are out" in told(await says(talk, "anna", "done")), "with the first set afterwards"
    assert "You are out" not in told(await says(talk, "anna", "done")), "and only once"


async def test_who_says_that_they_are_ill_pauses_at_once(talk: Talking) -> None:
    """Until the next set; by word as well. The control: to be sore pauses nothing."""
    await joined(talk, "points")
    assert "nobody is told" not in told(await says(talk, "anna", "my legs are sore from yesterday"))
    assert (await part(talk)).frozen == ()
    said = await says(talk, "anna", "I have the flu and fever")
    assert "nobody is told" in told(said)
    assert "I am back" in [b["label"] for m in said for b in m["buttons"]]
    assert "paused already" in told(await says(talk, "anna", "/challenge pause"))
    await waits(talk, "6d")
    await says(talk, "anna", "done")
    [span] = (await part(talk)).frozen
    assert span.until is not None and (span.until - span.since).days == 6
    await says(talk, "anna", "tengo gripe y fiebre", ":press I am back")
    assert len((await part(talk)).frozen) == 2 and (await part(talk)).frozen[-1].until is not None


@pytest.mark.parametrize("words", ["I am ill", "estoy enfermo"])
async def test_who_paused_and_says_that_they_are_ill_is_ill(words: str, talk: Talking) -> None:
    """A button pauses who is away; the words of its answer make it an illness. The control: once."""
    await joined(talk, "points")
    assert "I am ill" in told(await says(talk, "anna", "/challenge pause"))
    for _ in range(2):
        await waits(talk, "1d")
        await says(talk, "anna", words)
    first, second = (await part(talk)).frozen
    assert (first.ill, second.ill) == (False, True) and first.until == second.since and second.until is None


@pytest.mark.parametrize("words", ["I'm back!", "Ya estoy de vuelta", "ya no estoy enferma"])
async def test_who_says_that_they_are_back_is_back_in_all(words: str, talk: Talking) -> None:
    """As the button says. The controls: of who does not pause nothing is made of it, and one button is for both."""
    for kind in ("points", "sets"):
        await joined(talk, kind)
    assert "Welcome back" not in told(await says(talk, "anna", words))
    said = await says(talk, "anna", "I am ill")
    assert [b["label"] for m in said for b in m["buttons"]].count("I am back") == 1
    await waits(talk, "3d")
    assert "Welcome back" in told(await says(talk, "anna", words))
    person = await talk.store.person("terminal", "anna")
    assert person is not None and [e.frozen[-1].until is None for e in person.entries] == [False, False]


OVER = (
    "ya no tengo gripe", "ya no me siento mal", "se me pasó la gripe", "I don't have the flu anymore",
    "the flu is gone", "my fever is finally over.", "I got over my cold",
    "je ne suis plus malade", "je n'ai plus de fièvre",
)  # fmt: skip
GOES_ON = (
    "ya estoy enferma", "ya no entreno, estoy enferma", "ya no tengo gripe pero me siento mal",
    "the flu is gone but I vomited today", "my fever is over 39", "no, estoy enferma", "I have the flu",
)  # fmt: skip


@pytest.mark.parametrize("words", [*OVER, *GOES_ON])
def test_an_illness_that_is_over_is_none(words: str) -> None:
    event = Incoming("terminal", "anna", "u1", AT, text=words)
    line = soreness_line(Call(Person(1), event, Given(the_book())))
    assert (line is not None and line.key == "soreness-illness") == (words in GOES_ON)


async def test_pause_and_resume_agree_on_a_pause_for_health(talk: Talking) -> None:
    await joined(talk, "points")
    await says(talk, "anna", "chest pain")
    both = [told(await says(talk, "anna", f"/challenge {word}")) for word in ("pause", "resume")]
    assert both[0] == both[1] and "goes on by itself" in both[0]
    assert [b["label"] for b in (await says(talk, "anna", "/challenge me"))[-1]["buttons"]] == ["Leave"]


async def test_finish_says_what_an_undone_set_means_in_a_challenge(talk: Talking) -> None:
    await says(talk, "anna", "done")
    assert "neither for nor against" in told(await says(talk, "anna", "finish", "no")), "the control: in none"
    await joined(talk, "points")
    assert "only what is done counts" in told(await says(talk, "anna", "finish", "no"))
