"""Days and hour of training told in a sentence: set from then on; logs, questions and one day of a week set nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from loaded import the_book

from coach_core.commands.training_times import told
from coach_core.person import Person
from coach_core.talk import Incoming
from coach_core.turn import Call, Given

# text, days (0 is Monday), hour, whether these days are left out
SET: list[tuple[str, str, str | None, bool]] = [
    ("I train mondays and thursdays at 7pm", "03", "19:00", False),
    ("train me mon/wed/fri 18:30", "024", "18:30", False),
    ("change my days to tue thu sat", "135", None, False),
    ("I train mon wed fri", "024", None, False),
    ("I can't do tuesdays", "1", None, True),
    ("tuesdays don't work for me", "1", None, True),
    ("no training on wednesdays", "2", None, True),
    ("I only have tuesdays and fridays", "14", None, False),
    ("make it tuesdays and saturdays at 8", "15", "08:00", False),
    ("let's do mon, wed, fri", "024", None, False),
    ("I'd like to train on weekends at 9am", "56", "09:00", False),
    ("I want to train 3 days a week: mon wed fri", "024", None, False),
    ("I usually train monday, wednesday and friday at 6", "024", "06:00", False),
    ("from now on mondays and thursdays", "03", None, False),
    ("I train at 7pm", "", "19:00", False),
    ("I train every day except sundays", "012345", None, False),
    ("entreno lunes y jueves a las 7", "03", "07:00", False),
    ("los martes no puedo", "1", None, True),
    ("los jueves no entreno", "3", None, True),
    ("entreno los lunes, miércoles y viernes a las 18:30", "024", "18:30", False),
    ("cambia mis días a martes jueves sábado", "135", None, False),
    ("solo puedo los martes y jueves", "13", None, False),
    ("ponme lunes, miércoles y viernes", "024", None, False),
    ("a partir de ahora martes y sábados a las 9", "15", "09:00", False),
    ("entreno a las 7 de la tarde", "", "19:00", False),
    ("prefiero entrenar los fines de semana", "56", None, False),
    ("ich trainiere montags und donnerstags um 19 Uhr", "03", "19:00", False),
    ("je m'entraîne lundi et jeudi à 19h", "03", "19:00", False),
    ("я тренируюсь в понедельник и четверг в 19:00", "03", "19:00", False),
]
NOT = (
    "I trained monday and thursday", "should I train mondays?", "should I train mondays", "can I train on mondays",
    "what if I train mondays and thursdays", "monday was hard", "did squats monday and thursday", "I train hard",
    "is monday a training day", "I trained at 7pm", "monday 60x8", "I train mondays with my sister 60x8",
    "I can't do tuesday", "I train monday", "I train next monday and thursday", "mon thu", "I train 60x8 mondays",
    "I trained mondays and thursdays for years", "entrené lunes y jueves", "¿entreno los lunes?", "el lunes fue duro",
    "¿puedo entrenar los lunes?", "hice sentadillas lunes y jueves", "entreno mucho", "el martes no puedo",
)  # fmt: skip


def call_of(text: str) -> Call:
    event = Incoming("console", "anna", "e1", datetime(2026, 11, 23, tzinfo=UTC), text=text)
    return Call(Person(1), event, Given(the_book()))


def test_days_and_hour_are_understood() -> None:
    found = {text: told(call_of(text)) for text, *_ in SET}
    read = [(t, "".join(map(str, f.days)), f.hour, f.out) if f else (t, None, None, None) for t, f in found.items()]
    assert read == SET


def test_what_tells_of_no_habit_sets_nothing() -> None:
    assert [text for text in NOT if told(call_of(text)) is not None] == []
