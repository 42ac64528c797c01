"""What is otherwise today or soon, told without a set. What is done about it: dialogs/otherwise-today.txt."""

from __future__ import annotations

import pytest

from coach_core.knowledge.circumstances import Circumstance, circumstance
from coach_core.knowledge.forbidden import allowed_lifts, forbidden_lifts, is_forbidden
from coach_core.notation.ages import without_ages

TOLD = {
    "pause": "pause", "Pausa": "pause", "I need a break": "pause", "quiero parar": "pause",
    "holiday next week": "away", "I'm traveling next week": "away", "on vacation until the 5th": "away",
    "off to Italy for two weeks": "away", "I can't make it until monday": "away",
    "me voy de vacaciones la semana que viene": "away", "estoy de viaje hasta el lunes": "away",
    "no puedo ir al gimnasio la semana que viene": "away",
    "pause reminders for two weeks": "away", "no messages for 10 days": "away", "not until monday": "away",
    "stop the workouts until friday": "away", "hasta el lunes no": "away", "pausa los avisos hasta el lunes": "away",
    "no reminders until the 5th": "away", "don't remind me until monday": "away",
    "no me escribas hasta el lunes": "away",
    "skip this week": "week", "skip all workouts this week": "week", "let's skip the rest of the week": "week",
    "salta esta semana": "week", "sáltate la semana": "week", "no messages this week": "week",
    "won't be around next week": "away", "la semana que viene estoy fuera": "away",
    "someone is on the squat rack": "taken", "la prensa está ocupada": "taken", "voy justo de tiempo": "short",
    "I can't train this week": "week", "no gym this week": "week", "esta semana no puedo entrenar": "week",
    "the rack is taken": "taken", "todas las máquinas están ocupadas": "taken",
    "short on time today": "short", "tengo prisa": "short", "poco tiempo hoy": "short",
    "I slept badly": "tired", "bad night, feeling tired": "tired", "stressed out today": "tired",
    "hungover lol": "tired",
    "he dormido fatal": "tired", "mala noche": "tired", "estoy agotada": "tired", "sin fuerzas hoy": "tired",
}  # fmt: skip
MINUTES = {
    "I only have 30 minutes today": 30, "got 20 min": 20, "just half an hour": 30, "solo tengo 45 minutos": 45,
    "media hora como mucho": 30, "only an hour today": 60,
}  # fmt: skip
TOOLS = {
    "no barbell today": "dumbbells", "gym is closed, only dumbbells": "dumbbells", "hotel gym today": "dumbbells",
    "hoy no tengo barra": "dumbbells", "hoy solo mancuernas": "dumbbells", "only bands today": "bands",
    "no equipment today": "bands", "sin material hoy": "bands", "gym is closed": "bands",
}  # fmt: skip
NOTHING = [
    "how long should I rest", "what is a training max",
    "felt good", "thanks", "is 30 minutes enough", "que peso pongo",
    "my week",
    "I was supposed to train but the gym closed", "no hay discos de 20", "today", "hello there", "why 2:30",
    "I did squats yesterday", "no pain at all", "gracias, hasta luego",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), TOLD.items())
def test_what_is_told(text: str, kind: str) -> None:
    found = circumstance(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("text", "minutes"), MINUTES.items())
def test_how_long_there_is(text: str, minutes: int) -> None:
    assert circumstance(text) == Circumstance("short", minutes)


@pytest.mark.parametrize(("text", "tools"), TOOLS.items())
def test_what_there_is_to_train_with(text: str, tools: str) -> None:
    assert circumstance(text) == Circumstance("tools", tools=tools)


@pytest.mark.parametrize("text", NOTHING)
def test_anything_else_is_none_of_it(text: str) -> None:
    assert circumstance(text) is None


AGES = {
    "my 15 year old daughter trains with me, 40x12": "my  daughter trains with me, 40x12",
    "trained with my 14 yo son today, 40x12": "trained with my  son today, 40x12",
    "my son is 16, 40x12": "my son, 40x12",
    "mi hija de 15 años entrena conmigo, 40x12": "mi hija  entrena conmigo, 40x12",
    "mi hijo tiene 12 años y mira, 40x12": "mi hijo  y mira, 40x12",
    "my daughter (14) filmed it, 40x12": "my daughter filmed it, 40x12",
    "40x12, my 8-yr-old counted": "40x12, my  counted",
    "40x12 with my son": "40x12",
    "40x12 con mi hijo de 12 años": "40x12 ",
    "hip thrust con mis amigas 40x12": "hip thrust 40x12",
}
NO_AGES = [
    "last one is 12", "hip thrust (12) 40kg", "my son is 40 kg", "week 3, 12 12 12", "the last is 12, 11", "3 years",
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), AGES.items())
def test_ages_of_others_are_no_numbers_of_a_set(text: str, left: str) -> None:
    assert without_ages(text) == left


@pytest.mark.parametrize("text", NO_AGES)
def test_what_is_no_age_stays(text: str) -> None:
    assert without_ages(text) == text


ONE_LIFT = {
    "doctor says no deadlifts": ("deadlift",),
    "my GP told me not to squat": ("squat",),
    "I see the physio so no squats": ("squat",),
    "doctor said no squats or lunges": ("squat", "lunge"),
    "physio said no squats, hip thrust 60x8": ("squat",),
    "mi médico dice que nada de peso muerto": ("deadlift",),
    "el fisio me dijo que no haga sentadillas ni zancadas": ("squat", "lunge"),
    "doctor said no step-ups": ("step_up",),
    "my doctor told me no bulgarian split squats": ("squat", "bulgarian"),
    "my physio advised against pull-throughs": ("pull_through",),
    "my orthopedist banned heavy squats": ("squat",),
    "my chiropractor says no good mornings": ("good_morning",),
    "my PT said to skip single leg work": ("single_leg",),
    "I'm not allowed to squat, doctor's orders": ("squat",),
    "no more deadlifts per my doctor": ("deadlift",),
    "mi fisio me ha quitado las búlgaras": ("bulgarian",),
    "no puedo hacer sentadillas por orden médica": ("squat",),
    "el fisio no me deja hacer peso muerto": ("deadlift",),
    "no more squats today, 60x8": (),
    "my doctor said no problem with squats": (),
    "physio wants me to do single leg work, no rush": (),
    "physio said no lifting and no squats": (),
    "doctor says no training, no squats": (),
    "the physio said squats are fine": (),
    "my friend says no deadlifts": (),
    "my surgeon said no hip thrusts": (),  # that is R2
}


@pytest.mark.parametrize(("text", "lifts"), ONE_LIFT.items())
def test_a_professionals_word_against_one_exercise(text: str, lifts: tuple[str, ...]) -> None:
    assert forbidden_lifts(text) == lifts
    assert not (lifts and is_forbidden(text))


@pytest.mark.parametrize(
    ("text", "lifts"),
    [
        ("my physio says I can deadlift again", ("deadlift",)),
        ("my physio cleared me for squats", ("squat",)),
        ("doctor said squats are fine now", ("squat",)),
        ("got the green light from my physio for step-ups", ("step_up",)),
        ("el fisio me deja hacer peso muerto otra vez", ("deadlift",)),
        ("my doctor cleared me", ()),
        ("my doctor says I can't deadlift", ()),
        ("doctor says I can squat but not deadlift", ()),
        ("el fisio no me deja hacer peso muerto", ()),
        ("my friend says I can deadlift again", ()),
    ],
)
def test_what_a_professional_allows_again(text: str, lifts: tuple[str, ...]) -> None:
    assert allowed_lifts(text) == lifts
