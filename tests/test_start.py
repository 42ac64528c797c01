"""From hello to the first workout: taps, typing, detours of health, wrong and old buttons; nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from onboarding import asked
from talking import Line, Talking, talking

from coach_core.knowledge.limits import NO_LIMITS, Limits, needs_screening, stage_limits
from coach_core.person import Health, Person, Plan, Training

HEALTHY = [":press start:consent:yes", ":press screening:none", ":press start:level:beginner"]
WITH_BAR = [*HEALTHY, ":press start:equipment:barbell"]


async def chat(tmp_path: Path, *lines: str, locale: str = "en") -> tuple[Talking, list[Line]]:
    talk = await talking(tmp_path / "store.db", locale=locale)
    shown: list[Line] = []
    for line in lines:
        shown = [m for m in await talk(line) if m["kind"] == "message"]
    return talk, shown


def question(shown: list[Line]) -> str | None:
    return asked([*shown])[0] if shown else None


def workout(shown: list[Line]) -> Line:
    return next(m["data"]["workout"] for m in shown if "workout" in m["data"])


def safety(shown: list[Line]) -> tuple[str, bool] | None:
    found = next((m["data"]["safety"] for m in shown if "safety" in m["data"]), None)
    return None if found is None else (found["level"], found["stops"])


async def test_at_most_six_taps_and_a_set(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello", *WITH_BAR)
    assert question(shown) == "start"
    shown = [m for m in await talk("80 kg for 10") if m["kind"] == "message"]
    assert shown[0]["data"]["logged"][0]["load"] == 80
    assert workout(shown)["program"] == "glute-8"
    await talk.close()


async def test_first_buttons_lead_to_the_first_workout(tmp_path: Path) -> None:
    """Without any typed set: consent, screening, level, equipment, start, unit are six taps."""
    talk, shown = await chat(tmp_path, "/start")
    taps = 0
    while question(shown) is not None:
        shown = [m for m in await talk(f":press {asked(shown)[1][0]}") if m["kind"] == "message"]
        taps += 1
    assert taps == 6
    assert workout(shown)["week"] == 1
    await talk.close()


async def test_pounds_are_told_by_the_set(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello", *WITH_BAR, "135 lb for 10")
    assert shown[0]["data"]["logged"][0]["unit"] == "lb"
    assert {s["unit"] for e in workout(shown)["exercises"] for s in e["sets"] if s["load"]} == {"lb"}
    await talk.close()


async def test_a_set_without_unit_asks_for_it(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello", *WITH_BAR, "135 for 10")
    assert question(shown) == "unit"
    shown = [m for m in await talk("pounds") if m["kind"] == "message"]
    assert shown[0]["data"]["logged"][0]["load"] == 135
    assert shown[0]["data"]["logged"][0]["unit"] == "lb"
    await talk.close()


async def test_bands_are_not_asked_for_a_set(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello", *HEALTHY, ":press start:equipment:bands")
    assert workout(shown)["program"] == "glute-8"
    await talk.close()


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        ("en", ["hi", "yes", "none", "beginner", "gym", "80 kg for 10"]),
        ("en", ["80 for 10 kg", "I agree", "none of these", "intermediate", "a barbell"]),
        ("en", ["hi", "ok", "no", "advanced", "dumbbells", "never did it", "lbs"]),
        ("es", ["hola", "sí", "nada", "principiante", "gimnasio", "80 kg x 10"]),
        ("es", ["hola", "acepto", "ninguna", "intermedia", "barra", "82,5 kg x 8"]),
        ("es", ["hola", "vale", "nada de esto", "novata", "bandas"]),
    ],
)
async def test_typing_instead_of_tapping(tmp_path: Path, locale: str, lines: list[str]) -> None:
    talk, shown = await chat(tmp_path, *lines, locale=locale)
    assert workout(shown)["program"] == "glute-8"
    await talk.close()


UNSEEN = {
    "en": ["yes", "ok", "I agree", "sure", "I am 18 or over, I agree", "no", "none of these", "intermediate", "a gym"],
    "es": ["sí", "si", "vale", "acepto", "de acuerdo", "no", "ninguna", "avanzado", "barra"],
}


@pytest.mark.parametrize(("locale", "word"), [(locale, word) for locale, words in UNSEEN.items() for word in words])
async def test_what_nobody_was_shown_is_not_answered(tmp_path: Path, locale: str, word: str) -> None:
    """Only a yes to the shown text is a consent; any other word does nothing but show that text."""
    talk, shown = await chat(tmp_path, word, locale=locale)
    assert question(shown) == "consent"
    assert shown[0]["text"].startswith(("Hello!", "¡Hola!"))
    assert "18" in shown[0]["text"]
    assert question([m for m in await talk("sí" if locale == "es" else "yes") if m["kind"] == "message"]) == "screening"
    await talk.close()


async def test_a_yes_to_another_question_is_no_consent(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello", "no", "yes")
    assert question(shown) == "consent"
    await talk.close()


async def test_a_set_told_first_is_kept_with_its_unit(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "80 for 10 kg", *WITH_BAR)
    logged = shown[0]["data"]["logged"][0]
    assert (logged["load"], logged["unit"], logged["reps"]) == (80, "kg", 10)
    await talk.close()


@pytest.mark.parametrize("words", ["purple", "100000 kg for 10", "🙂", "/today", "12345", "x" * 3000])
async def test_nonsense_asks_again(tmp_path: Path, words: str) -> None:
    talk, _ = await chat(tmp_path, "hello")
    for step in [*WITH_BAR, None]:
        before = await talk.said(words)
        assert before, words
        if step is not None:
            await talk(step)
    shown = [m for m in await talk("80 kg for 10") if m["kind"] == "message"]
    assert workout(shown)["week"] == 1
    await talk.close()


async def test_old_buttons_say_what_is_open(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hello", *HEALTHY)
    shown = [m for m in await talk(":press start:consent:yes") if m["kind"] == "message"]
    assert question(shown) == "equipment"
    shown = [m for m in await talk(":press screening:none") if m["kind"] == "message"]
    assert question(shown) == "equipment"
    await talk.close()


async def test_start_in_mid_program_loses_nothing(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", "15 15 15")
    shown = [m for m in await talk("/start") if m["kind"] == "message"]
    assert workout(shown)["exercises"][0]["sets"][0]["done"] is True
    await talk.close()


async def test_seventeen(tmp_path: Path) -> None:
    """A stated age holds, whatever is pressed or typed but an age of 18 or more."""
    talk, shown = await chat(tmp_path, "hello", "I'm 17")
    assert safety(shown) == ("R2", True)
    for line in ("/start", ":press start:consent:yes", "today", "100x10", "yes"):
        shown = [m for m in await talk(line) if m["kind"] == "message"]
        assert all(
            "workout" not in m["data"] and "logged" not in m["data"] and "question" not in m["data"] for m in shown
        )
    await talk.close()


@pytest.mark.parametrize(("topic", "level"), [("chest", "R1"), ("faint", "R1"), ("supervised", "R2")])
async def test_a_doctor_comes_first(tmp_path: Path, topic: str, level: str) -> None:
    picks = [
        ":press start:consent:yes",
        ":press screening:some",
        f":press screening:topic:{topic}",
        ":press screening:done",
    ]
    talk, shown = await chat(tmp_path, "hello", *picks)
    assert safety(shown) == (level, True)
    assert "nothing can be logged" in shown[0]["text"]
    for line in ("/start", "bench press 60x8", "today"):
        shown = [m for m in await talk(line) if m["kind"] == "message"]
        assert safety(shown) == (level, True)
        assert all("logged" not in m["data"] and "workout" not in m["data"] for m in shown), line
    await talk(":press screening:resume")
    shown = [m for m in await talk(":press screening:resume:yes") if m["kind"] == "message"]
    assert question(shown) == "level"
    await talk.close()


@pytest.mark.parametrize("topic", ["heart", "condition", "medicine", "surgery"])
@pytest.mark.parametrize("answer", ["yes", "no"])
async def test_clearance(tmp_path: Path, topic: str, answer: str) -> None:
    picks = [
        ":press start:consent:yes",
        ":press screening:some",
        f":press screening:topic:{topic}",
        ":press screening:done",
    ]
    talk, shown = await chat(tmp_path, "hello", *picks)
    assert question(shown) == "screening"
    shown = [m for m in await talk(f":press screening:clear:{answer}") if m["kind"] == "message"]
    assert question(shown) == "level" if answer == "yes" else safety(shown) == ("R2", True)
    await talk.close()


@pytest.mark.parametrize("text", ["I have high blood pressure", "tengo la tensión alta", "i have diabetes"])
async def test_a_condition_typed_answers_the_screening(tmp_path: Path, text: str) -> None:
    begun = ["hello", ":press start:consent:yes"]
    talk, shown = await chat(tmp_path, *begun, text)
    assert question(shown) == "screening"
    shown = [m for m in await talk(":press screening:clear:no") if m["kind"] == "message"]
    assert safety(shown) == ("R2", True)
    await talk.close()
    talk, _ = await chat(tmp_path / "b", *begun, ":press screening:some", ":press screening:topic:chest", text)
    shown = [m for m in await talk(":press screening:done") if m["kind"] == "message"]
    assert safety(shown) == ("R1", True)
    await talk.close()


async def test_picking_a_topic_twice_takes_it_back(tmp_path: Path) -> None:
    picks = [":press screening:topic:heart", ":press screening:topic:heart", ":press screening:done"]
    talk, shown = await chat(tmp_path, "hello", ":press start:consent:yes", ":press screening:some", *picks)
    assert question(shown) == "level"
    await talk.close()


async def test_a_birth(tmp_path: Path) -> None:
    picks = [
        ":press start:consent:yes",
        ":press screening:some",
        ":press screening:topic:birth",
        ":press screening:done",
    ]
    talk, _ = await chat(tmp_path, "hello", *picks, ":press screening:stage:postpartum")
    shown = [m for m in await talk("9 weeks, c-section") if m["kind"] == "message"]
    assert question(shown) == "screening"
    shown = [m for m in await talk(":press screening:birth-cleared:yes") if m["kind"] == "message"]
    assert question(shown) == "level"
    await talk.close()


async def test_a_birth_too_recent(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello", ":press start:consent:yes", "I'm 5 weeks after C-section")
    assert safety(shown) == ("R2", True)
    shown = [m for m in await talk("/start") if m["kind"] == "message"]
    assert "workout" not in shown[-1]["data"]
    await talk.close()


async def test_pregnancy_stops_the_program(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", "estoy embarazada")
    shown = [m for m in await talk("today") if m["kind"] == "message"]
    assert safety(shown) == ("R2", True)
    assert "workout" not in shown[-1]["data"]
    await talk.close()


async def test_chest_pain_before_anything_else(tmp_path: Path) -> None:
    talk, shown = await chat(tmp_path, "hello, I have chest pain")
    assert safety(shown) == ("R1", True)
    shown = [m for m in await talk(":press start:consent:yes") if m["kind"] == "message"] or shown
    assert safety(shown) == ("R1", True)
    await talk.close()


ON = date(2026, 11, 23)
CLEARED = Health(stage="postpartum", birth="vaginal", born_on=ON - timedelta(weeks=8), cleared=("birth",), stage_on=ON)


@pytest.mark.parametrize(
    ("health", "later", "limits"),
    [
        (Health(), 0, NO_LIMITS),
        (Health(minor=True), 0, Limits(allowed=False)),
        (Health(paused="R2"), 0, Limits(allowed=False)),
        (Health(stage="pregnant"), 0, Limits(allowed=False)),
        (Health(stage="postpartum"), 0, Limits(allowed=False)),
        (Health(answers=("joint",)), 0, Limits(bodyweight_only=True)),
        (Health(answers=("joint",), cleared=("joint",)), 0, NO_LIMITS),
        (Health(answers=("heart",)), 0, Limits(allowed=False)),
        (Health(answers=("heart",), cleared=("heart",)), 0, Limits(rir=3)),
        (CLEARED, 0, Limits(bodyweight_only=True, exercise="glute_bridge", rir=4, reps=8)),
        (CLEARED, 14, Limits(bodyweight_only=True, exercise="bodyweight_hip_thrust", rir=4, reps=8)),
        (CLEARED, 28, Limits(rir=4, reps=8)),
        (CLEARED, 60, Limits(rir=4)),
        (CLEARED, 400, NO_LIMITS),
    ],
)
def test_limits(health: Health, later: int, limits: Limits) -> None:
    assert stage_limits(health, ON + timedelta(days=later)) == limits


async def test_after_a_birth_the_ladder_is_climbed(tmp_path: Path) -> None:
    """Cleared at 9 weeks: two weeks of floor bridges, then bodyweight thrusts, then light loads with 4 in reserve."""
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", "I'm 9 weeks after C-section")
    shown = [m for m in await talk("yes") if m["kind"] == "message"]
    [thrust] = workout(shown)["exercises"]
    assert thrust["exercise"] == "glute_bridge"
    assert {(s["load"], s["load_kind"]) for s in thrust["sets"]} == {(None, "bodyweight")}
    for exercise in workout(shown)["exercises"]:
        await talk("done")
        assert all(s["rir"][0] >= 4 for s in exercise["sets"] if s["kind"] != "warmup")
    await talk("finish")
    await talk(":wait 15d")
    shown = [m for m in await talk("today") if m["kind"] == "message"]
    assert workout(shown)["exercises"][0]["exercise"] == "bodyweight_hip_thrust"
    await talk(":wait 15d")
    shown = [m for m in await talk("today") if m["kind"] == "message"]
    assert workout(shown)["exercises"][0]["exercise"] == "barbell_hip_thrust"
    await talk.close()


@pytest.mark.parametrize(
    ("screened", "trained", "due"),
    [(None, None, True), (10, None, False), (57, None, True), (100, 20, False), (100, 56, False), (100, 57, True),
     (365, 1, True)],
)  # fmt: skip
def test_when_the_health_questions_are_due(screened: int | None, trained: int | None, due: bool) -> None:
    """Days ago of the last screening and the last session: a year, or more than eight weeks without either."""
    health = Health(screened=None if screened is None else ON - timedelta(days=screened))
    last = None if trained is None else ON - timedelta(days=trained)
    person = Person(1, health=health, training=Training(Plan("glute-8", ON - timedelta(days=400), last_on=last)))
    assert needs_screening(person, ON) is due


async def test_a_ladder_is_not_lifted_by_one_tap(tmp_path: Path) -> None:
    """Nine weeks away with a birth less than a year back: "none of these" leaves its limits as they were."""
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", "I'm 9 weeks after C-section", "yes")
    await talk(":wait 60d")
    shown = [m for m in await talk("today") if m["kind"] == "message"]
    assert question(shown) == "screening"
    shown = [m for m in await talk("none") if m["kind"] == "message"]
    work = [s for e in workout(shown)["exercises"] for s in e["sets"] if s["kind"] == "work"]
    assert all(s["rir"][0] >= 4 for s in work)
    await talk.close()


async def test_a_step_stands_once_and_sets_that_are_done_stay(tmp_path: Path) -> None:
    """Thrusts, deadlifts and single-leg bridges would all be floor bridges: one stands in, what was done is kept."""
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", "15 15", "rdl 60x12")
    await talk("I gave birth 10 weeks ago, vaginal")
    shown = [m for m in await talk("yes") if m["kind"] == "message"]
    found = [(e["exercise"], [bool(s["done"]) for s in e["sets"]]) for e in workout(shown)["exercises"]]
    assert found == [
        ("bodyweight_hip_thrust", [True, True]),
        ("glute_bridge", [False] * 2),
        ("romanian_deadlift", [True]),
    ]
    await talk.close()


async def test_surgery_told_in_words_asks_for_clearance(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", "me operaron el mes pasado")
    shown = [m for m in await talk("no") if m["kind"] == "message"]
    assert safety(shown) == ("R2", True)
    await talk.close()


async def test_surgery_of_years_ago_asks_nothing(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10")
    shown = [m for m in await talk("I had surgery 5 years ago") if m["kind"] == "message"]
    assert question(shown) != "screening"
    await talk.close()


SWAPS = {
    "en": ("swap single-leg glute bridge for plank", "swap plank for single-leg glute bridge"),
    "es": ("cambia puente de glúteos a una pierna por plancha", "cambia plancha por puente de glúteos a una pierna"),
}


@pytest.mark.parametrize("locale", SWAPS)
async def test_a_hold_takes_the_place_of_reps_in_seconds_and_gives_it_back(tmp_path: Path, locale: str) -> None:
    talk, _ = await chat(tmp_path, "hello", *WITH_BAR, "80 kg for 10", locale=locale)
    day = workout([m for m in await talk(SWAPS[locale][0]) if m["kind"] == "message"])
    last = day["exercises"][-1]
    assert last["exercise"] == "plank"
    assert {(s["seconds"], s["reps"], s["hold_s"]) for s in last["sets"]} == {(35, None, None)}
    day = workout([m for m in await talk(SWAPS[locale][1]) if m["kind"] == "message"])
    assert all(s["seconds"] is None and s["reps"] == [12, 12] for s in day["exercises"][-1]["sets"])
    await talk.close()
