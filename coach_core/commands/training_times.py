"""The days and the hour somebody trains at, told in a sentence: "I train mondays and thursdays at 7pm", "no puedo los
martes". A log, a question and one day of this week set nothing. Reminders' times are in wished_times.py.
"""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.after import ask_after, ask_needed
from coach_core.commands.answers import undo_button
from coach_core.commands.coming import in_the_way
from coach_core.commands.hours_said import NOON, Times, names_days, times_in, without
from coach_core.commands.remind_read import HOUR_WORDS, phrase
from coach_core.commands.setup_read import SIGNS
from coach_core.commands.setup_screens import SCREENS, days_label
from coach_core.data.typed import Typed
from coach_core.patterns import pattern
from coach_core.person import Person, Question, Settings
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.turn import Call, Outcome
from coach_core.values import dataclass

LONGEST = 120  # characters
SETS = pattern(r"[0-9]\s{0,3}(?:[x×*@%]|kg|lb)\s{0,3}[0-9]?")
A_WEEK = pattern(r"[1-7] ")  # "3 days a week"
EXACT = pattern(r"[0-9]\s*(?:[:.h]|[ap]\.?\s?m)")  # who says "7 pm" or "7:00" means that hour
UHR = pattern(r"\b([0-2]?[0-9]) uhr\b")
EARLIEST = "04:00"
WORD = pattern(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: days to train on, or (``out``) not to train on, and the hour."""

    days: tuple[int, ...]
    hour: str | None
    out: bool
    vague: bool  # whether the hour may be twelve hours later as well


def told(call: Call) -> Told | None:
    """What a text tells of days and hour from now on, and nothing else; None for any other text."""
    text, typed = call.event.text, call.given.book.typed
    if call.event.kind is not Kind.TEXT or len(text) > LONGEST or "?" in text or SETS.search(text):
        return None
    said = UHR.sub(r"\1:00", " ".join(SIGNS.sub(" ", phrase(text)).split()))
    if not names_days(said, typed) and HOUR_WORDS.search(said) is None:
        return None
    words = typed.times
    for forms, out, alone in (
        (words.trains_not, True, False),
        (words.trains, False, True),
        (words.trains_on, False, False),
    ):
        rest, frame = without(said, forms)
        if frame is not None:
            return _told(said, _without_count(rest, typed), typed, out=out, hour_alone=alone)
    return None


def _without_count(said: str, typed: Typed) -> str:
    """The text without "3 days a week", which is no hour."""
    form = next((one for one in typed.times.a_week if f" {one}" in said), None)
    if form is None:
        return said
    before, _, behind = said.partition(form)
    return f"{before[:-2] if A_WEEK.match(before[-2:]) else before} {behind}"


def _told(said: str, rest: str, typed: Typed, *, out: bool, hour_alone: bool) -> Told | None:
    times = times_in(rest, typed)
    if times is None or times.once or (out and (times.hour is not None or not times.days)):
        return None
    days = tuple(sorted((times.days or frozenset[int]()) - times.out))
    if not days:
        alone = hour_alone and times.hour is not None and not times.out
        return Told((), times.hour, False, _is_vague(said, times, typed)) if alone else None
    if len(days) == 1 and not _is_every_week(said, typed):
        return None
    return Told(days, times.hour, out, _is_vague(said, times, typed))


def _is_every_week(said: str, typed: Typed) -> bool:
    """Whether one day is told for every week: "mondays", "los lunes", not "monday"."""
    words = WORD.findall(said)
    several = any(w not in typed.weekdays and w.endswith("s") and w[:-1] in typed.weekdays for w in words)
    return several or not typed.times.each.isdisjoint(words)


def _is_vague(said: str, times: Times, typed: Typed) -> bool:
    exact = EXACT.search(said) is not None or without(said, typed.times.hours)[1] is not None
    return times.hour is not None and EARLIEST <= times.hour < NOON and not exact and " de la " not in said


def decide(call: Call) -> Outcome:
    """Sets what was told and says it, with an undo; days that are left out need days to be left out of."""
    found, now = told(call), call.person.settings
    if found is None or (found.out and not _left(found, now)):
        asked = Question("days", "setup")
        return Outcome(replace(call.person, question=asked), (SCREENS["days"](call.person),))
    days = _left(found, now) if found.out else found.days or now.days
    settings = replace(now, days=days, hour=found.hour or now.hour)
    person = replace(call.person, settings=settings, question=_waiting(call, found))
    comes = in_the_way(call, person) if settings.reminders else ()
    said = Say((*_lines(found, settings), *comes), (_buttons(person, found),))
    stored = Outcome(person, (said,))
    question = call.person.question
    then = question.keep.get("then", "") if question is not None and person.question is None else ""
    if then == "needed" and settings.reminders:
        return ask_needed(stored)
    return ask_after(call, stored) if then == "next" else stored


def _left(found: Told, now: Settings) -> tuple[int, ...]:
    return tuple(day for day in now.days or () if day not in found.days)


def _waiting(call: Call, found: Told) -> Question | None:
    """The open question, unless this answers it."""
    question = call.person.question
    answers = question is not None and question.command == "setup"
    told_it = {"days": bool(found.days), "hour": found.hour is not None}
    return None if answers and question is not None and told_it.get(question.asks) else question


def _lines(found: Told, settings: Settings) -> tuple[Msg, ...]:
    days = msg("days-set", days=days_label(",".join(str(d) for d in settings.days or ())))
    hour = msg("hour-set", value=settings.hour or "")
    return (*((days,) if found.days else ()), *((hour,) if found.hour else ()))


def _buttons(person: Person, found: Told) -> tuple[Button, ...]:
    """Undo; of "at 7" the evening as well."""
    if not found.vague or found.hour is None:
        return (undo_button(person),)
    later = f"{int(found.hour[:2]) + 12}{found.hour[2:]}"
    return (Button(f"setup:hour:{later}", msg("plain-text", text=later)), undo_button(person))
