"""Reminders in words: what is typed does what a tap does, and a refusal is always understood."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from talking import Talking, all_texts, talked, the_book

from coach_core.commands.remind_read import hour_in
from coach_core.person import Person
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminder

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
SET_UP = (
    "hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate",
    ":press start:equipment:barbell", "80 kg x 10", "timezone Madrid",
)  # fmt: skip
STOPS = sorted(
    form for form, name in the_book().typed.commands.items() if name == "stop" and form not in ("para", "alto")
)


@asynccontextmanager
async def chat(folder: Path, *lines: str, locale: str = "en") -> AsyncIterator[Talking]:
    talk = await talked(folder / "t.db", *SET_UP, locale=locale, clock=MONDAY.isoformat())
    try:
        for line in lines:
            await talk(line)
        yield talk
    finally:
        await talk.close()


async def person_of(talk: Talking) -> Person:
    person = await talk.store.person("terminal", "me")
    assert person is not None
    return person


@pytest.mark.parametrize(
    ("locale", "said", "days", "hour"),
    [
        ("en", "remind me at 7 pm on mon wed fri", (0, 2, 4), "19:00"),
        ("en", "Remind me every day at 6:30am", tuple(range(7)), "06:30"),
        ("en", "remind me on mondays and thursdays at 18.30", (0, 3), "18:30"),
        ("en", "reminders weekdays 7 in the evening", (0, 1, 2, 3, 4), "19:00"),
        ("en", "reminders on tue 12:00", (1,), "12:00"),
        ("es", "recuérdame a las 19 los lunes y jueves", (0, 3), "19:00"),
        ("es", "avísame todos los días a las 7 de la tarde", tuple(range(7)), "19:00"),
    ],
)
async def test_days_and_hour_in_words(tmp_path: Path, locale: str, said: str, days: tuple[int, ...], hour: str) -> None:
    async with chat(tmp_path, said, locale=locale) as talk:
        person = await person_of(talk)
        assert (person.settings.days, person.settings.hour) == (days, hour)
        assert reminding_of(person).kinds == (Reminder.WORKOUT,), "nothing else was asked for"


DAYS, ALL = (0, 2, 4), (0, 1, 2, 3, 4, 5, 6)
WISHES: dict[str, list[tuple[str, str, object]]] = {  # one behind the other: what is said, what it sets, to what
    "en": [
        ("remind me on mon wed fri at 18:00", "days", DAYS),
        ("look back on monday at 7", "week", (0, "07:00")),
        ("measurements on the 15th", "month", 15),
        ("remind me at 6:30 on weekdays only", "days", ALL[:5]),
        ("remind me on mon wed fri at 7", "hour", "07:00"),
        ("remind me at 8 but not on wednesdays", "days", (0, 4)),
        ("weekly summary on sundays at 8 pm", "week", (6, "20:00")),
        ("no reminders on fridays", "days", (0,)),
        ("send me the look back every monday morning", "week", (0, "09:00")),
        ("measure me on the 10th", "month", 10),
        ("monthly measurements on the first", "month", 1),
        ("remind me only on tuesdays and thursdays", "days", (1, 3)),
        ("remind me at half past six", "hour", "06:30"),
        ("remind me at noon", "hour", "12:00"),
        ("remind me at seven thirty", "hour", "07:30"),
        ("remind me at quarter to seven pm", "hour", "18:45"),
        ("remind me at 7 every day except sunday", "days", ALL[:6]),
        ("ask me at 9 pm if I haven't started", "late", "21:00"),
        ("move the look back to saturday", "week", (5, "09:00")),
        ("workout reminder at 6 am", "hour", "06:00"),
        ("change my workout reminder to 7 am", "hour", "07:00"),
        ("can you remind me at 8 am?", "hour", "08:00"),
        ("remind me monday to friday at 9", "days", ALL[:5]),
        ("don't remind me on fridays", "days", ALL[:4]),
        ("I want the weekly summary on fridays", "week", (4, "09:00")),
        ("remind me in the evening", "hour", "18:00"),
        ("move my weekly summary to sunday night", "week", (6, "20:00")),
        ("reminders at 6 am mon-sat", "days", ALL[:6]),
        ("take measurements on the 20th of every month", "month", 20),
        ("snooze until 8 pm", "later", "23 19:00"),
        ("postpone until 7", "later", "23 18:00"),
        ("remind me next monday at 7", "later", "30 06:00"),
        ("remind me this friday at 17:00", "later", "27 16:00"),
        ("nudge me at 22:00 if I haven't started", "late", "22:00"),
    ],
    "es": [
        ("recuérdame lun mié vie a las 18:00", "days", DAYS),
        ("balance el lunes a las 7", "week", (0, "07:00")),
        ("mediciones el día 15", "month", 15),
        ("recuérdame a las 6:30 solo entre semana", "days", ALL[:5]),
        ("recuérdame a las 7 pero no los lunes", "days", ALL[1:5]),
        ("toma medidas el 20 de cada mes", "month", 20),
        ("mándame el resumen los domingos a las 20", "week", (6, "20:00")),
        ("mídeme el día 10", "month", 10),
        ("resumen semanal los lunes por la mañana", "week", (0, "09:00")),
        ("pasa el balance al sábado", "week", (5, "09:00")),
        ("recuérdame solo los martes y jueves", "days", (1, 3)),
        ("recuérdame a las seis y media", "hour", "06:30"),
        ("recuérdame a mediodía", "hour", "12:00"),
        ("recuérdame a las 7 todos los días menos el domingo", "days", ALL[:6]),
        ("recuérdame a las siete menos cuarto de la tarde", "hour", "18:45"),
        ("sin recordatorios los lunes", "days", ALL[1:6]),
        ("pregúntame a las 21 si no he empezado", "late", "21:00"),
        ("cambia mi recordatorio a las 7", "hour", "07:00"),
        ("recordatorio del entreno a las 8", "hour", "08:00"),
        ("no me avises los sábados", "days", ALL[1:5]),
        ("¿puedes recordarme a las 9?", "hour", "09:00"),
        ("recuérdame de lunes a viernes a las 7", "days", ALL[:5]),
        ("por favor recuérdame todos los lunes a las 6", "days", (0,)),
        ("recuérdame por la mañana a las 8", "hour", "08:00"),
        ("quiero el balance los martes a las 20:30", "week", (1, "20:30")),
        ("pospón hasta las 20", "later", "23 19:00"),
        ("recuérdame luego a las 21", "later", "23 20:00"),
        ("recuérdame el próximo lunes a las 7", "later", "30 06:00"),
        ("recuérdame mañana por la mañana a las 7", "later", "24 06:00"),
    ],
}


def wish_of(person: Person, what: str) -> object:
    now = reminding_of(person)
    return {
        "days": person.settings.days,
        "hour": person.settings.hour,
        "week": now.week_on if Reminder.WEEK in now.kinds else None,
        "month": now.month_on if Reminder.MONTH in now.kinds else None,
        "late": now.cutoff if Reminder.LATE in now.kinds else None,
        "later": next((f"{later.at:%d %H:%M}" for later in now.later), None),
    }[what]


@pytest.mark.parametrize("locale", WISHES)
async def test_a_wish_for_a_time_is_read_however_it_is_said(tmp_path: Path, locale: str) -> None:
    """And never one of something else: of a set, of the workout that is next."""
    async with chat(tmp_path, locale=locale) as talk:
        for said, what, value in WISHES[locale]:
            assert wish_of(await person_of(talk), what) != value, f"before {said}"
            lines = await talk(said)
            assert wish_of(await person_of(talk), what) == value, said
            assert all(not line.get("data", {}).keys() & {"logged", "workout"} for line in lines), said
        plan = (await person_of(talk)).training.plan
        assert plan is None or plan.moved_to is None


@pytest.mark.parametrize(
    "said",
    ["my week was hard", "measurements 15", "next monday", "look back", "the gym closes at 9 on sunday",
     "squat 100x10 on monday", "remind me to do 3x10 at 7", "measurements on the 40th",
     "look back on monday or tuesday", "snooze until 99", "remind me at once",
     "remind me except", "no reminders on leg day",
     "recuérdame a las siete mil"],
)  # fmt: skip
async def test_what_is_no_wish_for_a_time_sets_none(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path) as talk:
        before = await person_of(talk)
        await talk(said)
        after = await person_of(talk)
        assert [wish_of(after, what) for what in ("days", "hour", "week", "month", "late", "later")] == [
            wish_of(before, what) for what in ("days", "hour", "week", "month", "late", "later")
        ]


@pytest.mark.parametrize("question", ["days", "hour", "timezone", "reminders measurements"])
async def test_a_wish_in_the_middle_of_a_question_answers_itself(tmp_path: Path, question: str) -> None:
    opens = ("/settings", f":press settings:{question}")
    async with chat(tmp_path, *((question,) if " " in question else opens)) as talk:
        before = (await person_of(talk)).question
        assert before is not None
        await talk("measurements on the 15th")
        await talk("look back on monday at 7")
        person = await person_of(talk)
        assert (wish_of(person, "month"), wish_of(person, "week")) == (15, (0, "07:00"))
        assert (person.settings.days, person.settings.hour) == (None, None)
        assert person.question == (None if before.command == "remind" else before)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "what reminders do I have?"), ("es", "¿qué avisos tengo?"), ("en", "when do you remind me")],
)
async def test_what_is_on_may_be_asked_for(tmp_path: Path, locale: str, said: str) -> None:
    async with chat(tmp_path, locale=locale) as talk:
        assert await talk.said(said) == await talk.said("/reminders")


async def test_a_no_to_some_days_is_no_yes_to_the_others(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me every day at 18:00", "/stop", "no reminders on sundays") as talk:
        person = await person_of(talk)
        assert (person.settings.days, reminding_of(person).kinds) == (ALL[:6], ())


@pytest.mark.parametrize(
    "said", ["remind me in 5 kg", "remind me of my 3 sets", "remind me at 25", "remind me in 0 min"]
)
async def test_what_is_no_time_sets_none(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, said) as talk:
        person = await person_of(talk)
        assert (person.settings.hour, reminding_of(person).kinds, reminding_of(person).later) == (None, (), ())


@pytest.mark.parametrize("said", STOPS)
async def test_every_way_to_say_stop_stops_everything(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, "remind me every day at 19:00", "reminders yes", "remind me in 2 h") as talk:
        assert reminding_of(await person_of(talk)).later
        await talk(said.capitalize() + "!")
        now = reminding_of(await person_of(talk))
        assert (now.kinds, now.later) == ((), ())


NO_MORE = {
    "en": ("stop everything", "turn everything off", "mute everything", "cancel all reminders", "please stop",
           "stop it", "don't write to me anymore", "I don't want reminders anymore", "stop bothering me",
           "switch everything off", "no more reminders please", "disable all notifications", "opt out", "no messages",
           "enough messages", "don't nudge me", "stop nagging me", "no more nudges", "stop spamming me"),
    "es": ("para todo", "detén todo", "basta", "no más mensajes", "ya no quiero avisos", "cancela todos los avisos",
           "silencia todo", "no quiero más avisos", "no me mandes más mensajes", "para de escribirme", "apaga todo",
           "no me insistas", "deja de insistir", "no me agobies",
           "quiero darme de baja", "no me molestes más", "desactiva las notificaciones", "por favor para", "cállate"),
}  # fmt: skip


@pytest.mark.parametrize("locale", NO_MORE)
async def test_a_no_to_all_of_them_is_understood_however_it_is_said(tmp_path: Path, locale: str) -> None:
    async with chat(tmp_path, "remind me every day at 19:00", locale=locale) as talk:
        for said in NO_MORE[locale]:
            await talk("reminders yes")
            assert reminding_of(await person_of(talk)).kinds
            await talk(said)
            assert reminding_of(await person_of(talk)).kinds == (), said


@pytest.mark.parametrize(
    "said", ["no to everything", "no a todo", "stop the rest timer", "no workout reminders", "no reminders on mondays",
             "everything is off today", "no more sets", "cancel", "cancel everything", "delete everything",
             "todo bien"],
)  # fmt: skip
async def test_what_is_a_no_to_something_else_leaves_the_others_on(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, "remind me every day at 19:00", "reminders yes") as talk:
        before = reminding_of(await person_of(talk)).kinds
        await talk(said)
        assert set(before) - set(reminding_of(await person_of(talk)).kinds) <= {Reminder.WORKOUT, Reminder.REST}


@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_deed_in_words_is_understood(tmp_path: Path, language: str) -> None:
    forms = [
        (form, name) for name, some in all_texts().words[language].items() if name.startswith("deed-") for form in some
    ]
    assert len(forms) > 30
    async with chat(tmp_path, "remind me every day at 19:00", locale=language) as talk:
        for form, _ in forms:
            said = await talk.said(form)
            assert "42" not in said, form
            assert all(words not in said for words in ("I read no set", "no leo ninguna serie")), form


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("remind me in an hour", 60), ("remind me in half an hour", 30), ("remind me in 2h", 120),
     ("recuérdame dentro de una hora", 60), ("tonight", 540), ("remind me tonight at 9", 600),
     ("remind me tomorrow at 7:30", 1_230)],
)  # fmt: skip
async def test_once_more_in_words(tmp_path: Path, said: str, minutes: int) -> None:
    async with chat(tmp_path, said) as talk:
        (later,) = reminding_of(await person_of(talk)).later
        assert (later.at - MONDAY).total_seconds() == 60 * minutes


@pytest.mark.parametrize(
    ("told", "hour"),
    [("7 pm", "19:00"), ("7 p.m.", "19:00"), ("12am", "00:00"), ("a las 7 de la mañana", "07:00"),
     ("a la 1 de la tarde", "13:00"), ("8 at night", "20:00"), ("8 in the morning", "08:00"), ("18h", "18:00"),
     ("24:00", None), ("13 pm", None), ("7:60", None)],
)  # fmt: skip
def test_hours(told: str, hour: str | None) -> None:
    assert hour_in(told) == hour


async def test_one_of_them_in_words(tmp_path: Path) -> None:
    said = ("reminders yes", "reminders look back off", "reminders measurements on", "reminders rest days on")
    async with chat(tmp_path, *said) as talk:
        kinds = reminding_of(await person_of(talk)).kinds
        assert Reminder.WEEK not in kinds
        assert {Reminder.MONTH, Reminder.RESTDAY, Reminder.WORKOUT} <= set(kinds)


async def test_a_workout_done_leaves_what_was_asked_for_another_day(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me tomorrow at 7:30", "done", "/finish", ":press Finish") as talk:
        assert len(reminding_of(await person_of(talk)).later) == 1


async def test_words_of_the_rest_timer_that_are_not_understood_change_nothing(tmp_path: Path) -> None:
    async with chat(tmp_path, "timer on", "rest 60", "rest 2 min", "rest twice as long") as talk:
        assert Reminder.REST in reminding_of(await person_of(talk)).kinds
        await talk("rest 120%")
        assert reminding_of(await person_of(talk)).share == 125


@pytest.mark.parametrize("said", ["less rest", "more rest", "rest 75%", ":press rest:75%"])
async def test_a_shorter_rest_begins_no_timer(tmp_path: Path, said: str) -> None:
    """Off is off: it is said, and one tap away."""
    async with chat(tmp_path, "timer on", "timer off") as talk:
        (line,) = [m for m in await talk(said) if m["kind"] == "message"]
        assert "is off" in line["text"]
        assert [b["label"] for b in line["buttons"]] == ["Rest timer"]
        now = reminding_of(await person_of(talk))
        assert (Reminder.REST in now.kinds, now.share) == (False, 100)


@pytest.mark.parametrize(
    ("question", "waits"),
    [("days", "Which days"), ("hour", "At what hour"), ("timezone", "city's clock"), ("", "waits")],
)
@pytest.mark.parametrize(("said", "on"), [("measurements on", True), ("turn off measurements", False)])
async def test_a_switch_in_the_middle_of_a_question_leaves_it_open(
    tmp_path: Path, question: str, waits: str, said: str, *, on: bool
) -> None:
    opens = ("/settings", f":press settings:{question}") if question else ("100x150",)
    async with chat(tmp_path, "reminders yes", *opens) as talk:
        before = (await person_of(talk)).question
        assert before is not None
        texts = await talk.said(said)
        assert "Measurements" in texts[0]
        assert waits in texts[-1], "and it is asked again"
        person = await person_of(talk)
        assert (Reminder.MONTH in reminding_of(person).kinds, person.question) == (on, before)


async def test_a_while_alone_needs_something_that_waits(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me in 2 h", "in 45 minutes") as talk:
        (later,) = reminding_of(await person_of(talk)).later
        assert (later.at - MONDAY).total_seconds() == 45 * 60


async def test_a_no_asks_for_nothing_more_and_says_what_stays(tmp_path: Path) -> None:
    async with chat(tmp_path, "timer on", "reminders yes") as talk:
        (said,) = await talk.said("reminders no")
        assert "timer off" in said
        assert "?" not in said, "no question after a no"


async def test_in_a_workout_nothing_is_promised(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", "later", "done") as talk:
        await talk(":press remind:later:workout:30")
        assert reminding_of(await person_of(talk)).later == ()


async def test_a_second_tap_on_tomorrow_is_no_second_deed(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", "tomorrow", "tomorrow", "undo") as talk:
        plan = (await person_of(talk)).training.plan
        assert plan is not None
        assert plan.moved_to is None


@pytest.mark.parametrize(
    ("said", "zone", "at", "told"),
    [  # 11:00 on Monday in Madrid
        ("tonight", "New York", "2026-11-24T01:00", "20:00"),  # 5 in the morning there: 20:00 of the same Monday
        ("tonight", "Auckland", "2026-11-23T10:00", "20:00"),  # 23:00 there: 20:00 is past for good
        ("tonight", "Tokyo", "2026-11-23T11:00", "20:00"),  # 19:00 there
        ("remind me tonight at 6", "Tokyo", "2026-11-23T10:00", "19:00"),  # an hour ago: at once, within its grace
        ("remind me tomorrow at 7:30", "Tokyo", "2026-11-23T22:30", "7:30"),
        ("remind me in 2 h", "Tokyo", "2026-11-23T12:00", ""),
    ],
)  # fmt: skip
async def test_what_is_put_off_to_an_hour_comes_at_that_hour_of_another_zone_once(
    tmp_path: Path, said: str, zone: str, at: str, told: str
) -> None:
    async with chat(tmp_path, said) as talk:
        answer, *at_once = [m for m in await talk(f"timezone {zone}") if m["kind"] == "message"]
        later = reminding_of(await person_of(talk)).later
        if zone == "Auckland":
            assert later == ()
            assert "past there" in answer["text"]
            assert await talk.said(":wait 2d") == []
            return
        assert [f"{w.at:%Y-%m-%dT%H:%M}" for w in later] == ([] if at_once else [at])
        assert told in answer["text"]
        came = [*at_once, *(m for m in await talk(":wait 2d") if m["kind"] == "message")]
        assert [m["at"][:16] for m in came] == [at], "once, and then"


async def test_a_workout_put_off_to_the_evening_does_not_come_at_its_hour_as_well(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me every day at 19:00", "remind me tonight at 9") as talk:
        came = [m for m in await talk(":wait 13h") if m["kind"] == "message"]
        assert [m["at"][11:16] for m in came] == ["20:00"]
        assert reminding_of(await person_of(talk)).asked is not None, "and it can be missed as any other"


@pytest.mark.parametrize(
    ("put_off", "came"),
    [  # the hour is 18:00 in Madrid, the usual cut-off two hours later
        ([], ["17:00", "19:00"]),
        ([(5, 30)], ["17:00", "17:35", "19:00"]),
        ([(5, 30), (6, 120)], ["17:00", "19:06", "20:06"]),  # twice on one message: the second holds
        ([(5, 30), (40, 30)], ["17:00", "17:35", "18:10", "19:10"]),
        ([(5, 120), (130, 30)], ["17:00", "19:05", "19:40", "20:40"]),
        ([(5, 30), (40, 30), (75, 30), (110, 30)], ["17:00", "17:35", "18:10", "18:45", "19:20", "20:20"]),
        ([(130, 30)], ["17:00", "19:00", "19:40"]),  # put off on the nudge: no second one that day
    ],
)
async def test_put_off_again_and_again_it_comes_once_each_time_and_one_nudge_an_hour_behind(
    tmp_path: Path, put_off: list[tuple[int, int]], came: list[str]
) -> None:
    async with chat(tmp_path, "remind me on mon and thu at 18:00", "/reminders", ":press remind:set:late:on") as talk:
        here = [m for m in await talk(":at 2026-11-23T17:00:00+00:00") if m["kind"] == "message"]
        for minutes, later in put_off:
            there = datetime(2026, 11, 23, 17, tzinfo=UTC) + timedelta(minutes=minutes)
            here += [m for m in await talk(f":at {there.isoformat()}") if m["kind"] == "message"]
            [said] = [m for m in await talk(f":press remind:later:workout:{later}") if m["kind"] == "message"]
            assert f"{there + timedelta(minutes=later + 60):%H:%M}" in said["text"], "in their own time"
        here += [m for m in await talk(":at 2026-11-24T12:00:00+00:00") if m["kind"] == "message"]
        assert [m["at"][11:16] for m in here] == came


AWAY = {  # on a monday: until when nothing about workouts comes; None: it is offered
    "en": [("I'm on holiday until the 12th", "2026-12-12"), ("on vacation till december 4", "2026-12-04"),
           ("I'm away for two weeks", "2026-12-07"), ("pause reminders for 10 days", "2026-12-03"),
           ("not until friday", "2026-11-27"), ("don't remind me until monday", "2026-11-30"),
           ("no messages until wednesday", "2026-11-25"), ("skip this week", "2026-11-30"),
           ("I'm travelling, back on thursday", "2026-11-26"), ("out of town for a week", "2026-11-30"),
           ("I'm away next week", None), ("on holiday from friday until the 12th", None), ("I'm travelling", None)],
    "es": [("estoy de vacaciones hasta el 12", "2026-12-12"), ("de viaje hasta el 4 de diciembre", "2026-12-04"),
           ("estoy fuera dos semanas", "2026-12-07"), ("pausa los avisos hasta el viernes", "2026-11-27"),
           ("hasta el miércoles no", "2026-11-25"),
           ("salta esta semana", "2026-11-30"), ("no me avises hasta el lunes", "2026-11-30"),
           ("estaré fuera la semana que viene", None), ("me voy de viaje", None)],
}  # fmt: skip


@pytest.mark.parametrize("locale", AWAY)
async def test_who_is_away_is_left_in_peace_until_then(tmp_path: Path, locale: str) -> None:
    async with chat(tmp_path, "remind me every day at 19:00", "reminders yes", locale=locale) as talk:
        for said, until in AWAY[locale]:
            [line] = [m for m in await talk(said) if m["kind"] == "message"]
            now = await person_of(talk)
            assert (str(reminding_of(now).until), now.training.open) == (str(until), None), said
            ids = {b["id"] for b in line["buttons"]}
            assert ("remind:anyway" in ids) if until else ({"remind:week", "reminders:"} <= ids), said
            await talk("remind me after all")
        assert reminding_of(await person_of(talk)).until is None


async def test_in_a_time_off_no_day_is_called_a_rest_day(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me on tue and fri at 18:00", "reminders rest days on", "not this week") as talk:
        assert [m["at"][:10] for m in await talk(":wait 8d") if m["kind"] == "message"] == ["2026-11-30"]


@pytest.mark.parametrize(
    ("said", "quiet"),
    [("no messages between 9pm and 8am", ("21:00", "08:00")), ("don't disturb me from 22 to 7", ("22:00", "07:00")),
     ("don't write to me between 9 and 8", ("21:00", "08:00")), ("quiet from 10 to 7", ("22:00", "07:00")),
     ("no me molestes entre las 9 de la noche y las 8", ("21:00", "08:00")),
     ("no me escribas de 23 a 6", ("23:00", "06:00")), ("nunca mensajes entre las 22 y las 8", ("22:00", "08:00"))],
)  # fmt: skip
async def test_quiet_hours_in_a_sentence_are_no_sets(tmp_path: Path, said: str, quiet: tuple[str, str]) -> None:
    async with chat(tmp_path, "remind me every day at 19:00") as talk:
        await talk(said)
        person = await person_of(talk)
        assert (reminding_of(person).quiet, person.training.open) == (quiet, None)


@pytest.mark.parametrize(
    ("said", "what"),
    [("I'll do it tonight", "20:00"), ("rather later please", ""), ("can we do it tomorrow instead?", "Tue"),
     ("mejor esta noche", "20:00"), ("lo haré mañana", "Tue"), ("tomorrow please", "Tue")],
)  # fmt: skip
async def test_what_is_asked_is_answered_in_a_sentence(tmp_path: Path, said: str, what: str) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", ":wait 2h") as talk:
        assert reminding_of(await person_of(talk)).asked is not None
        [answer] = await talk.said(said)
        assert "I read no set" not in answer
        assert what in answer


@pytest.mark.parametrize("said", ["I trained tonight", "tomorrow is leg day", "do it by tomorrow or not", "30 tonight"])
async def test_what_only_sounds_like_it_puts_nothing_off(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", ":wait 2h", said) as talk:
        person = await person_of(talk)
        assert person.training.plan is not None
        assert (reminding_of(person).later, person.training.plan.moved_to) == ((), None)


@pytest.mark.parametrize("said", ["not today", "I won't train today", "don't remind me today", "hoy no puedo"])
@pytest.mark.parametrize("when", [":wait 30m", ":wait 90m"], ids=["before the hour", "behind it"])
async def test_after_a_no_to_today_nothing_comes_of_it_that_day(tmp_path: Path, when: str, said: str) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", ":press remind:set:late:on", when, said) as talk:
        came = [m["at"][:10] for m in await talk(":wait 26h") if m["kind"] == "message"]
        assert came
        assert set(came) == {"2026-11-24"}


@pytest.mark.parametrize("said", ["stop the daily reminder", "stop workout reminders",
                                  "quita el aviso diario", "daily messages off"])  # fmt: skip
async def test_the_daily_one_alone_is_switched_off(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, "reminders yes", "remind me on mon and fri at 12:00", said) as talk:
        kinds = reminding_of(await person_of(talk)).kinds
        assert Reminder.WORKOUT not in kinds
        assert {Reminder.WEEK, Reminder.REST} <= set(kinds)
        await talk("daily reminder on")
        person = await person_of(talk)
        assert (Reminder.WORKOUT in reminding_of(person).kinds, person.settings.days) == (True, (0, 4))


@pytest.mark.parametrize("said", ["no more of these", "switch on again", "too many messages", "no más de estos"])
async def test_what_may_be_about_any_of_them_shows_them_all(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, "remind me every day at 12:00") as talk:
        assert await talk.said(said) == await talk.said("/reminders")


async def test_quiet_hours_alone_are_asked_for_and_can_be_none(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", "quiet hours", "23-6") as talk:
        person = await person_of(talk)
        assert (reminding_of(person).quiet, person.training.open) == (("23:00", "06:00"), None)
        await talk("no quiet hours")
        assert reminding_of(await person_of(talk)).quiet == ("00:00", "00:00")
        assert "Quiet hours: none" in "".join(await talk.said("/reminders"))


@pytest.mark.parametrize(
    ("said", "on", "share"),
    [("rest timer off please", False, 100), ("rest timer shorter", True, 75), ("shorter rest timer", True, 75),
     ("temporizador de descanso más corto", True, 75), ("sin temporizador por favor", False, 100)],
)  # fmt: skip
async def test_the_rest_timer_in_a_sentence(tmp_path: Path, said: str, on: bool, share: int) -> None:
    async with chat(tmp_path, "rest timer on", said) as talk:
        now = reminding_of(await person_of(talk))
        assert (Reminder.REST in now.kinds, now.share) == (on, share)


async def test_snoozed_until_tomorrow_it_is_moved(tmp_path: Path) -> None:
    async with chat(tmp_path, "remind me every day at 12:00", "snooze until tomorrow") as talk:
        plan = (await person_of(talk)).training.plan
        assert plan is not None
        assert str(plan.moved_to) == "2026-11-24"


@pytest.mark.parametrize(("said", "zone"), [("UTC+5:30", "Asia/Kolkata"), ("gmt -3", "Etc/GMT+3")])
async def test_an_offset_alone_sets_the_clock(tmp_path: Path, said: str, zone: str) -> None:
    async with chat(tmp_path, said) as talk:
        assert (await person_of(talk)).settings.zone == zone


@pytest.mark.parametrize("said", ["reminders quiet none", "reminders quiet off", "quiet hours 0:00-0:00"])
async def test_no_quiet_hours(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, said) as talk:
        assert reminding_of(await person_of(talk)).quiet == ("00:00", "00:00")


@pytest.mark.parametrize("said", ["reminders quiet", "reminders look back", "reminders measurements"])
async def test_a_name_alone_asks_for_its_time(tmp_path: Path, said: str) -> None:
    async with chat(tmp_path, said) as talk:
        question = (await person_of(talk)).question
        assert question is not None
        assert question.command == "remind"


async def test_the_city_in_a_sentence_answers_the_question(tmp_path: Path) -> None:
    async with chat(tmp_path, "/timezone", "I\u2019m in New York now") as talk:
        assert (await person_of(talk)).settings.zone == "America/New_York"


async def test_a_day_with_a_workout_is_no_rest_day(tmp_path: Path) -> None:
    lines = ("remind me every day at 18:00", "reminders rest days on", "done", "/finish", ":press Finish")
    async with chat(tmp_path, *lines) as talk:
        assert await talk.said(":at 2026-11-23T20:00:00+00:00") == []


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [("measurements", "31", "15"), ("quiet", "25-3", "from 22 to 8"), ("silence", "5", "20")],
)
async def test_an_answer_that_does_not_fit_is_no_set(tmp_path: Path, name: str, wrong: str, right: str) -> None:
    async with chat(tmp_path, f"reminders {name}", wrong) as talk:
        person = await person_of(talk)
        assert person.training.open is None
        assert person.question is not None
        await talk(right)
        now = reminding_of(await person_of(talk))
        assert (now.month_on, now.quiet, now.silence) != (1, None, 40)


@pytest.mark.parametrize("lines", [("quiet hours 21-7", "cut-off 22:00"), ("cut-off 22:00", "quiet hours 21-7")])
async def test_a_cut_off_in_the_quiet_hours_is_said(tmp_path: Path, lines: tuple[str, str]) -> None:
    async with chat(tmp_path, "reminders yes", "remind me every day at 19:00", lines[0]) as talk:
        for said in (lines[1], "/reminders"):
            (answer,) = await talk.said(said)
            assert "Your cut-off, 22:00, is in your quiet hours" in answer


async def test_a_cut_off_without_the_command(tmp_path: Path) -> None:
    async with chat(tmp_path, "cut-off 21:00") as talk:
        assert reminding_of(await person_of(talk)).cutoff == "21:00"


ASKED = (":press setup:reminders:yes", ":press setup:days:0,2,4", ":press setup:hour:18:00", "/reminders")
OPTIONAL = (":press remind:set:month:on", ":press remind:set:restday:on")
LIFE = (  # nothing happens until the second week; then a workout is begun, and broken off
    ":at 2026-11-30T17:00:00+00:00", ":press remind:start", ":wait 41m", "done", ":wait 4h", ":press finish",
    ":press finish:yes", ":at 2026-12-06T17:00:00+00:00",
)  # fmt: skip
SNOOZES = ("remind:later:", "remind:still")
TWO_HOURS = ":press remind:later:{}:120"


def by_itself(said: list[dict[str, Any]]) -> dict[str, tuple[str, list[str]]]:
    """What came by itself: by its kind the text, and the ids of the buttons."""
    found = {}
    for m in said:
        ids = [b["id"] for b in m.get("buttons", ())]
        for off in (one for one in ids if one.startswith("remind:off:")):
            found[off.rpartition(":")[2]] = (m["text"], ids)
    return found


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_all_that_comes_by_itself_can_be_put_off_moved_and_switched_off_there(
    tmp_path: Path, locale: str
) -> None:
    async with chat(tmp_path, "/reminders", *ASKED, *OPTIONAL, locale=locale) as talk:
        came = by_itself([m for line in LIFE for m in await talk(line)])
    assert came.keys() == {kind for kind in Reminder if kind != Reminder.REST}
    for kind, (_, ids) in came.items():
        assert any(one.startswith(SNOOZES) for one in ids), kind
        assert f"remind:time:{kind}" in ids, kind


@pytest.mark.parametrize(
    ("kind", "at"), [("restday", "2026-11-24T17:00"), ("month", "2026-12-01T17:00"), ("week", "2026-11-29T17:00")]
)
async def test_what_is_no_workout_comes_once_more_when_it_was_put_off(tmp_path: Path, kind: str, at: str) -> None:
    async with chat(tmp_path, "done", "/reminders", *ASKED, *OPTIONAL) as talk:
        said, _ = by_itself(await talk(f":at {at}:00+00:00"))[kind]
        await talk(TWO_HOURS.format(kind))
        assert kind not in by_itself(await talk(":wait 119m"))
        again, _ = by_itself(await talk(":wait 1m"))[kind]
        assert again == said
        assert kind not in by_itself(await talk(":wait 12h"))


async def test_a_look_back_that_is_moved_to_the_next_morning_comes_there_the_week_after(tmp_path: Path) -> None:
    async with chat(tmp_path, "done", "/reminders", *ASKED) as talk:
        assert "week" in by_itself(await talk(":at 2026-11-29T17:00:00+00:00"))
        await talk(":press remind:time:week:0_07:00")
        assert "week" not in by_itself(await talk(":at 2026-11-30T20:00:00+00:00")), "it was of the same week"
        await talk("done")
        assert "week" in by_itself(await talk(":at 2026-12-07T06:00:00+00:00"))


SWITCHED = [
    ("en", "rest days on", "restday", True), ("en", "rest day reminders on", "restday", True),
    ("en", "turn off rest days", "restday", False), ("en", "switch off the look back", "week", False),
    ("en", "weekly summary off", "week", False), ("en", "stop the weekly summary", "week", False),
    ("en", "no weekly summary", "week", False), ("en", "missed workouts off", "missed", False),
    ("en", "monthly measurements on", "month", True), ("en", "enable the measurements", "month", True),
    ("es", "días de descanso sí", "restday", True), ("es", "activa los días de descanso", "restday", True),
    ("es", "desactiva el resumen", "week", False), ("es", "sin resumen semanal", "week", False),
    ("es", "una semana sin entrenar no", "away", False), ("es", "no empezado no", "late", False),
    ("es", "quita las mediciones", "month", False),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "said", "kind", "on"), SWITCHED)
async def test_each_reminder_is_switched_by_its_name_whatever_the_first_word_is(
    tmp_path: Path, locale: str, said: str, kind: str, on: bool
) -> None:
    other = ":press remind:set:{}:{}".format(kind, "off" if on else "on")
    async with chat(tmp_path, "/reminders", *ASKED, other, locale=locale) as talk:
        before = reminding_of(await person_of(talk)).kinds
        await talk(said)
        after = reminding_of(await person_of(talk)).kinds
        assert (kind in before, kind in after) == (not on, on)
        assert set(before) ^ set(after) == {kind}, "the others stay as they are"


@pytest.mark.parametrize(
    ("locale", "said", "quiet"),
    [
        ("en", "no messages after 9pm", ("21:00", "07:00")), ("en", "don't write after 9", ("21:00", "07:00")),
        ("en", "please don't message me before 8", ("22:00", "08:00")),
        ("es", "no me escribas después de las 21", ("21:00", "07:00")),
        ("es", "no me avises antes de las 8", ("22:00", "08:00")),
        ("en", "no messages after leg day", None), ("en", "don't write after 25", None),
    ],
)  # fmt: skip
async def test_quiet_hours_said_as_a_wish_are_never_a_set(
    tmp_path: Path, locale: str, said: str, quiet: tuple[str, str] | None
) -> None:
    async with chat(tmp_path, locale=locale) as talk:
        lines = await talk(said)
        assert reminding_of(await person_of(talk)).quiet == quiet
        assert all("logged" not in line.get("data", {}) for line in lines)


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_a_week_off_leaves_the_look_back_on(tmp_path: Path, locale: str) -> None:
    said = {"en": ("week off", "I need a week off", "rest week"), "es": ("semana libre", "semana de descanso")}
    for words in said[locale]:
        (tmp_path / words).mkdir()
        async with chat(tmp_path / words, "/reminders", *ASKED, words, locale=locale) as talk:
            now = reminding_of(await person_of(talk))
            assert (str(now.until), Reminder.WEEK in now.kinds) == ("2026-11-30", True), words


@pytest.mark.parametrize(
    ("locale", "said", "minutes"),
    [("en", "snooze 30 min", 30), ("en", "snooze for 1 hour", 60), ("es", "pospón 30 min", 30), ("en", "snooze", 0)],
)
async def test_put_off_in_a_word_and_a_while(tmp_path: Path, locale: str, said: str, minutes: int) -> None:
    async with chat(tmp_path, said, locale=locale) as talk:
        later = reminding_of(await person_of(talk)).later
        assert [w.at - MONDAY for w in later] == [timedelta(minutes=minutes)] * bool(minutes)


@pytest.mark.parametrize(("locale", "said"), [("en", "still at it"), ("es", "sigo en ello")])
async def test_still_at_it_may_be_typed(tmp_path: Path, locale: str, said: str) -> None:
    async with chat(tmp_path, "/reminders", *ASKED, "15 15 15", locale=locale) as talk:
        assert "unfinished" in by_itself(await talk(":wait 40m"))
        await talk(said)
        assert "unfinished" in by_itself(await talk(":wait 40m")), "asked once more"
