"""What is asked only after the first workout: days, hour, zone, reminders. Each once, each can be passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from coach_core.commands import clocks
from coach_core.commands.coming import in_the_way, rest_stays
from coach_core.commands.reading import read_of, says_only_sets
from coach_core.commands.remind_read import minutes_in
from coach_core.commands.setup_read import READERS
from coach_core.commands.setup_screens import ORDER, SCREENS, days_label
from coach_core.notation.reading import Intent
from coach_core.patterns import pattern
from coach_core.person import Question, Settings
from coach_core.reminding.zones import place_in
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

CARD = "card"  # in what a question keeps: a workout was shown since
UNREAD = "unread"  # in what a question keeps: an answer to it was not understood
FEW = 4  # words that may be an answer
NUMBERED = pattern(r"[1-7](?:\s{0,2}(?:,|and|y|und|et|e|и|&)\s{0,2}[1-7]){1,6}")


def missing(settings: Settings) -> str | None:
    """The next thing that was neither answered nor asked."""
    known = {
        "days": settings.days is not None,
        "hour": settings.hour is not None,
        "timezone": settings.zone is not None,
        "reminders": settings.reminders is not None,
    }
    return next((name for name in ORDER if not known[name] and name not in settings.asked), None)


def ask_after(call: Call, outcome: Outcome) -> Outcome:
    """The outcome, with the next open question behind it, if the person has none to answer yet."""
    person = outcome.person
    asks = missing(person.settings)
    if asks is None or person.question is not None or person.training.plan is None:
        return outcome
    return _asking(outcome, asks, "next")


def ask_needed(outcome: Outcome) -> Outcome:
    """After a yes to reminders: what is still not known of when they are due, asked before or not."""
    s = outcome.person.settings
    known = {"days": s.days, "hour": s.hour, "timezone": s.zone}
    asks = next((name for name, value in known.items() if value is None), None)
    return outcome if asks is None or outcome.person.question is not None else _asking(outcome, asks, "needed")


def _asking(outcome: Outcome, asks: str, then: str) -> Outcome:
    person = outcome.person
    question = Question(asks, "setup", {"then": then})
    settings = replace(person.settings, asked=(*person.settings.asked, asks))
    asking = replace(person, question=question, settings=settings)
    return replace(outcome, person=asking, reply=(*outcome.reply, SCREENS[asks](person)))


def decide(call: Call) -> Outcome:
    """A button of one of these screens: ``setup:<what>:<value>``."""
    if len(call.press) >= 2:
        taken = take(call, call.press[0], ":".join(call.press[1:]))
        if taken is not None:
            return taken
    asks = missing(call.person.settings) or "days"
    return Outcome(replace(call.person, question=Question(asks, "setup")), (SCREENS[asks](call.person),))


def answering(call: Call) -> Outcome | None:
    """A typed answer to the open question; None when the text is about something else."""
    question, text = call.person.question, call.event.text.strip()
    if question is None:
        return None
    from coach_core.commands import deleting, moving, past_said
    from coach_core.commands.small_talk import small_talk
    from coach_core.commands.wish import wish_in
    from coach_core.commands.wished_times import is_wish

    if (
        is_wish(call)
        or moving.is_told(call)
        or past_said.corrects(call)
        or deleting.wants(call)
        or _tells_sets(call)
        or _are_reps(call, question)
    ):
        return None  # the question comes back (resuming.py)
    numbered = question.asks == "days" and NUMBERED.fullmatch(text.lower()) is not None  # "1 and 4" are no reps
    if numbered:
        return unknown(call, question.asks, text)
    count = question.asks == "days" and text.isdecimal()  # "3" names no day
    taken = None if count else take(call, question.asks, text)
    if count:
        return unknown(call, question.asks, text) if len(text) == 1 else None
    if taken is not None or minutes_in(text.lower()) is not None or read_of(call, text).intent is not Intent.OTHER:
        return taken
    if wish_in(call, text) is not None or small_talk(call) is not None or not _may_answer(question, text):
        return None
    told = unknown(call, question.asks, text)
    return replace(told, person=replace(call.person, question=replace(question, keep={**question.keep, UNREAD: "1"})))


def _may_answer(question: Question, text: str) -> bool:
    """Whether an answer to the question was perhaps meant: a few words, and not the second time that none was read."""
    return len(text.split()) <= FEW and (UNREAD not in question.keep or question.asks == "timezone")


def _tells_sets(call: Call) -> bool:
    """Whether sets of a day that is over are told: "last friday squats 60x8" answers no "which days?"."""
    from coach_core.commands.when_said import day_told

    when = day_told(call)
    return when is not None and read_of(call, when.rest).intent is Intent.LOG


def _are_reps(call: Call, question: Question) -> bool:
    """Whether bare numbers are sets and no days or hour: a workout is going on, or was shown since the question."""
    opened = call.person.training.open
    going = (opened is not None and bool(opened.sets)) or CARD in question.keep
    return going and says_only_sets(call.event.text) and read_of(call, call.event.text).intent is Intent.LOG


def unknown(call: Call, what: str, told: str) -> Outcome:
    """What was not understood; of a city those that were perhaps meant."""
    rows = clocks.alike(call, told) if what == "timezone" else ()
    key = f"{what}-alike" if rows else f"{what}-unknown"
    return Outcome(call.person, (Say((msg(key, words=told[:60]),), rows),))


def take(call: Call, what: str, value: str) -> Outcome | None:
    """Stores one answer and goes on to the next open question; None if it is no answer to this one."""
    reader = READERS.get(what)
    settings = reader(call, value) if reader else None
    if settings is None:
        return clocks.several(call, value) if what == "timezone" else None
    person = replace(call.person, settings=settings, question=None)
    if what == "timezone":
        person, comes = clocks.travelled(call, person)
    else:
        comes = in_the_way(call, person) if settings.reminders else rest_stays(person, what)
    lines = (msg(f"{what}-set", **shown(call, settings, what)), *_hour_beside(call, settings, what), *comes)
    stored = Outcome(person, (Say(lines, _others(call, what, value)),))
    then = _then(call)
    if settings.reminders and (then == "needed" or what == "reminders"):
        return ask_needed(stored)
    return ask_after(call, stored) if then == "next" else stored


def _hour_beside(call: Call, settings: Settings, what: str) -> tuple[Msg, ...]:
    """The hour, where it was told with the days."""
    told = what == "days" and settings.hour != call.person.settings.hour
    return (msg("hour-set", value=settings.hour or ""),) if told else ()


def _then(call: Call) -> str:
    """What follows the open question of this kind: the "next" one after a workout, or what reminders "need"."""
    question = call.person.question
    return question.keep.get("then", "") if question is not None and question.command == "setup" else ""


def _others(call: Call, what: str, value: str) -> tuple[tuple[Button, ...], ...]:
    """Near a border the nearest place is not always the right one: the next ones are a tap away."""
    place = call.event.location or place_in(value) if what == "timezone" else None
    zones = call.given.book.zones.near(*place)[1:] if place is not None else ()
    return tuple((Button(f"setup:timezone:{zone}", msg("zone-city", zone=zone)),) for zone in zones)


def shown(call: Call, settings: Settings, what: str) -> dict[str, Msg | str | datetime]:
    """One setting as values of its sentence."""
    if what == "days":
        return {"days": days_label(",".join(str(d) for d in settings.days or ()))}
    if what == "reminders":
        return {"state": msg("state-on" if settings.reminders else "state-off")}
    if what == "timezone" and settings.zone:
        return {"value": settings.zone, "now": call.at.astimezone(ZoneInfo(settings.zone))}
    return {"value": settings.hour or ""}
