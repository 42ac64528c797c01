"""Reminders in words: "remind me at 7 pm on mon wed fri", "in 45 minutes", "measurements off", "I'm in Tokyo".

What is understood is done; the rest is nobody's. Buttons are in remind.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import clock_said, putting_off, reminder_times, rest, wished_times
from coach_core.commands.after import ask_needed
from coach_core.commands.answers import plain
from coach_core.commands.coming import in_the_way
from coach_core.commands.hours_said import without
from coach_core.commands.remind_read import hour_of, minutes_in, phrase, quiet_between, quiet_in
from coach_core.commands.setup_screens import days_label
from coach_core.commands.switching import switched
from coach_core.commands.times_read import TIMES
from coach_core.data.times import longest_first
from coach_core.person import Person, Settings
from coach_core.reminding.agreed import agreeing, is_on, reminding_of, with_kind
from coach_core.reminding.state import QUIET, Reminder
from coach_core.talk import Msg, msg
from coach_core.turn import Call, Outcome

PUT_OFF = frozenset({"later", "tonight", "tomorrow"})
LONGEST = 120  # characters: what is longer is no reminder


def deed(call: Call) -> Outcome | None:
    """A button, typed: "tonight", "not this week", "shorter rests"."""
    name = call.given.book.typed.deeds.get(phrase(call.event.text), "")
    return DEEDS[name](call) if name in DEEDS else None


def plainly(call: Call) -> Outcome | None:
    """What can be nothing else, whatever its first word means alone: "rest days off", "no messages after 9 pm"."""
    told = phrase(call.event.text)
    if len(told) > LONGEST:
        return None
    later, _, rest_of = told.partition(" ")
    if rest_of and _is_later(call, later):
        snoozed = minutes_in(f"in {rest_of.removeprefix('for ')}")
        if snoozed is not None:
            return putting_off.in_minutes(call, snoozed)
        if (then := wished_times.then(call, rest_of)) is not None:
            return then
    quiet = quiet_in(told, reminding_of(call.person).quiet or QUIET) or quiet_between(told)
    if quiet is not None:
        return reminder_times.pressed(call, ("quiet", "-".join(quiet)))
    # the rest timer has a command of its own
    return switched(call, told, but=Reminder.REST) or wished_times.wished(call, told, _agreed) or _kindly(call, told)


def _kindly(call: Call, told: str) -> Outcome | None:
    """ "can you remind me at 8"."""
    words = call.given.book.typed.times
    asks = next((form for form in words.kindly if told.startswith(f"{form} ")), None)
    behind = told.removeprefix(f"{asks} ") if asks else ""
    plain = next((form for form in words.plain if behind.startswith(f"{form} ")), behind.partition(" ")[0])
    if plain not in words.plain and call.given.book.typed.commands.get(plain) != "reminders":
        return None
    return asked(call, behind.removeprefix(f"{plain} "))


def _is_later(call: Call, word: str) -> bool:
    return call.given.book.typed.deeds.get(word) == "later"


def asked(call: Call, words: str) -> Outcome | None:
    """What follows "remind me" or "reminders"."""
    told = phrase(words)
    if not told or len(told) > LONGEST:
        return None
    typed = call.given.book.typed
    name = typed.deeds.get(told) or typed.deeds.get(told.partition(" ")[2], "")
    if name in DEEDS:
        return DEEDS[name](call)
    if typed.kinds.get(told) in TIMES:
        return reminder_times.pressed(call, (typed.kinds[told],))
    first, _, behind = told.partition(" ")
    return (
        (wished_times.then(call, behind) if _is_later(call, first) else None)
        or in_a_while(call, told)
        or switched(call, told)
        or wished_times.wished(call, told, _agreed)
        or _on_a_day(call, told)
        or wished_times.workout(call, told, _agreed)
    )


def loose(call: Call) -> Outcome | None:
    """The same where it does not begin with such a word: "in 45 minutes", "measurements off", "I'm in Tokyo"."""
    told = phrase(call.event.text)
    if len(told) > LONGEST:
        return None
    kinds, now, first = call.given.book.typed.kinds, reminding_of(call.person), told.split()[:2]
    kind = kinds.get(" ".join(first)) or kinds.get(" ".join(first[:1]))
    if kind in ("quiet", "late") and (chosen := reminder_times.chosen(call, told)) is not None:
        return chosen
    no, _, what = told.partition(" ")
    if kinds.get(told) == "quiet" or (kinds.get(what) == "quiet" and call.given.book.typed.yes_no.get(no) is False):
        return reminder_times.pressed(call, ("quiet",) if kinds.get(told) else ("quiet", "00:00-00:00"))
    waits = now.asked is not None or now.later  # else "in 20 minutes" may be anything
    if (meant := deed(call) or (_put_off(call, told) if waits else None)) is not None:
        return meant
    alone = in_a_while(call, told) if waits and told.startswith(("in ", "en ", "dentro ")) else None
    wished = wished_times.wished(call, told, _agreed)
    return alone or switched(call, told) or wished or clock_said.here(call, told)


def _put_off(call: Call, told: str) -> Outcome | None:
    """ "I'll do it tonight", "can we do it tomorrow instead": a deed among words that say nothing."""
    typed = call.given.book.typed
    around = typed.wish_around | typed.fillers | typed.times.around
    forms = longest_first(form for form, name in typed.deeds.items() if name in PUT_OFF)
    rest_of, form = without(without(told, typed.times.hours)[0], forms)
    return DEEDS[typed.deeds[form]](call) if form is not None and around.issuperset(rest_of.split()) else None


def in_a_while(call: Call, told: str) -> Outcome | None:
    """ "in 45 minutes", "me in half an hour"."""
    minutes = minutes_in(told)
    return putting_off.in_minutes(call, minutes) if minutes is not None else None


def _on_a_day(call: Call, told: str) -> Outcome | None:
    """ "tomorrow", "tomorrow at 7", "tonight at 9": once."""
    typed = call.given.book.typed
    words = set(without(told, typed.times.hours)[0].split())  # "por la mañana" is no tomorrow
    hour, days = hour_of(told), None
    if words & typed.tomorrow:
        days = 1
    elif words & typed.today:
        days = 0
    if days is None:
        return None
    if hour is not None:
        evening = any(form in told for form, name in typed.deeds.items() if name == "tonight")
        return putting_off.at_hour(call, days, f"{int(hour[:2]) + 12}{hour[2:]}" if evening and hour < "12" else hour)
    return putting_off.next_day(call) if days else None


def _agreed(call: Call, times: Settings) -> Outcome:
    """The workout comes from now on at these times; nothing else was asked for."""
    person = replace(call.person, settings=times, question=None)
    if not is_on(person, Reminder.WORKOUT):
        person = with_kind(person, Reminder.WORKOUT, on=True)
    line = msg("workout-comes", when=_when(times))
    return ask_needed(Outcome(person, plain(person, line, *in_the_way(call, person))))


def _when(times: Settings) -> Msg:
    """What of the two is known."""
    days = days_label(",".join(str(d) for d in times.days)) if times.days is not None else None
    hour = msg("plain-text", text=times.hour) if times.hour else None
    return msg("when-workout", days=days, hour=hour) if days and hour else days or hour or msg("not-set")


def _only(call: Call) -> Outcome:
    person: Person = agreeing(replace(call.person, question=None), (Reminder.WORKOUT,))
    return ask_needed(Outcome(person, plain(person, msg("only-workout"), *in_the_way(call, person))))


def _rests(words: str) -> Callable[[Call], Outcome]:
    return lambda call: rest.decide(replace(call, press=(words,)))


DEEDS: Mapping[str, Callable[[Call], Outcome]] = {
    "later": putting_off.when,
    "tonight": putting_off.this_evening,
    "tomorrow": putting_off.next_day,
    "not-today": putting_off.not_today,
    "week": putting_off.not_this_week,
    "anyway": putting_off.anyway,
    "only": _only,
    "still": putting_off.still,
    "rest-on": _rests("on"),
    "rest-off": _rests("off"),
    "rest-shorter": _rests("shorter"),
    "rest-longer": _rests("longer"),
    "other-time": lambda call: reminder_times.pressed(call, (Reminder.WORKOUT,)) or putting_off.when(call),
}
