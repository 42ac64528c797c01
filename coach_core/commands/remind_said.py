"""Reminders in words: "remind me at 7 pm on mon wed fri", "in 45 minutes", "measurements off", "I'm in Tokyo".

What is understood is done; the rest is nobody's. Buttons are in remind.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import putting_off, reminder_times, rest, settings
from coach_core.commands.after import ask_needed, days_label, hour_in, take
from coach_core.commands.answers import plain
from coach_core.commands.coming import in_the_way
from coach_core.person import Person, Settings
from coach_core.reminding.agreed import agreeing, is_on, reminding_of, with_kind
from coach_core.reminding.state import Reminder
from coach_core.talk import Msg, msg
from coach_core.turn import Call, Outcome

AFTER = re.compile(
    r"(?:.*\s)?(?:in|en|dentro de)\s+(?P<n>[0-9]{1,4}|an?|one|half an|una?|media)\s*"
    r"(?P<unit>min(?:s|utes?|utos?)?|h|hrs?|hours?|horas?)(?:\s.*)?"
)
COUNTS = {"a": 60, "an": 60, "one": 60, "una": 60, "un": 60, "half an": 30, "media": 30}
_CLOCK = r"[0-2]?[0-9](?:[:.h][0-5][0-9])?"
_HALF = r"(?:[ap]\.?m\b\.?|h\b|in the (?:morning|afternoon|evening)|at night|de la (?:mañana|madrugada|tarde|noche))"
HOUR_WORDS = re.compile(  # a bare number is no hour
    rf"\b(?:at|a las?)\s+{_CLOCK}(?![:.0-9])\s*{_HALF}?|\b{_CLOCK}\s*{_HALF}|\b[0-2]?[0-9][:.][0-5][0-9]\b"
)
NO_TIME = re.compile(r"[0-9]\s*(?:min|sec|seg|hour|hora|%|kg|lb|x)")
HERE = re.compile(
    r"(?:now )?(?:i'?m|i am|im|we'?re|we are|estoy|ya estoy|vivo|i live)(?: now| back)? (?:in|en|at)(?: the)? (.+?)"
    r"(?: now| ahora| today| hoy| this week| esta semana)?"
)
LONGEST = 120  # characters: what is longer is no reminder


def phrase(text: str) -> str:
    """What was said, as it stands in the tables."""
    return " ".join(text.lower().replace("’", "'").strip("✓¿¡!?. ").split())


def deed(call: Call) -> Outcome | None:
    """A button, typed: "tonight", "not this week", "shorter rests"."""
    name = call.given.book.typed.deeds.get(phrase(call.event.text), "")
    return DEEDS[name](call) if name in DEEDS else None


def asked(call: Call, words: str) -> Outcome | None:
    """What follows "remind me" or "reminders"."""
    told = phrase(words)
    if not told or len(told) > LONGEST:
        return None
    typed = call.given.book.typed
    name = typed.deeds.get(told) or typed.deeds.get(told.partition(" ")[2], "")
    if name in DEEDS:
        return DEEDS[name](call)
    return in_a_while(call, told) or switched(call, told) or _on_a_day(call, told) or _times(call, told)


def loose(call: Call) -> Outcome | None:
    """The same where it does not begin with such a word: "in 45 minutes", "measurements off", "I'm in Tokyo"."""
    told = phrase(call.event.text)
    if len(told) > LONGEST:
        return None
    return _alone(call, told) or switched(call, told) or _here(call, told) or _clock(call, told)


def _alone(call: Call, told: str) -> Outcome | None:
    return in_a_while(call, told) if told.startswith(("in ", "en ", "dentro ")) else None


def in_a_while(call: Call, told: str) -> Outcome | None:
    """ "in 45 minutes", "me in half an hour"."""
    found = AFTER.fullmatch(told)
    if found is None:
        return None
    minutes = COUNTS.get(found["n"]) or int(found["n"]) * (60 if found["unit"].startswith("h") else 1)
    return putting_off.in_minutes(call, minutes)


def switched(call: Call, told: str) -> Outcome | None:
    """ "workout off", "turn measurements on": one of them, the others as they were."""
    typed = call.given.book.typed
    words = told.split()
    for at in range(1, len(words)):
        for kind, state in ((words[:at], words[at:]), (words[at:], words[:at])):
            name, on = typed.kinds.get(" ".join(kind)), typed.yes_no.get(" ".join(state))
            if name in tuple(Reminder) and on is not None:
                return switch(call, name, on=on)
    return None


def switch(call: Call, name: str, *, on: bool) -> Outcome:
    """One reminder on or off; what was put off of it goes with it."""
    person = with_kind(call.person, name, on=on)
    now = reminding_of(person)
    person = replace(person, reminding=replace(now, later=now.later if on else putting_off.but(now, name)))
    key = "reminder-is-on" if on else "reminder-is-off"
    done = Outcome(person, plain(person, msg(key, what=msg(f"reminder-name-{name}"))))
    return ask_needed(done) if on and name == Reminder.WORKOUT else done


def _on_a_day(call: Call, told: str) -> Outcome | None:
    """ "tomorrow", "tomorrow at 7", "tonight at 9": once."""
    words, typed = set(told.split()), call.given.book.typed
    hour, days = _hour(told), None
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


def _hour(told: str) -> str | None:
    """The one time of day in a text; none where its number counts something else."""
    if NO_TIME.search(told):
        return None
    found = (told, *HOUR_WORDS.findall(told))
    return next((hour for one in found if (hour := hour_in(one.strip()))), None)


def _times(call: Call, told: str) -> Outcome | None:
    """ "at 7 pm on mon wed fri": days and hour of the workout, and a yes to it."""
    typed, now = call.given.book.typed, call.person.settings
    hour = _hour(told)
    said = next((m for form, m in typed.said.items() if m.startswith("days-") and form in told), "")
    named = {typed.weekdays[w.rstrip("s")] for w in re.findall(r"[^\W\d_]+", told) if w.rstrip("s") in typed.weekdays}
    named |= {typed.weekdays[w] for w in re.findall(r"[^\W\d_]+", told) if w in typed.weekdays}
    days = tuple(sorted(named)) or tuple(int(d) for d in said.removeprefix("days-") if d.isdigit())
    if hour is None and not days:
        return None
    return _agreed(call, replace(now, hour=hour or now.hour, days=days or now.days))


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


def _here(call: Call, told: str) -> Outcome | None:
    """ "I'm in Tokyo": the clock there, if it is a place that has one."""
    found = HERE.fullmatch(told)
    free = replace(call, person=replace(call.person, question=None))
    return take(free, "timezone", found[1]) if found is not None else None


def _clock(call: Call, told: str) -> Outcome | None:
    """ "time zone Tokyo": the name of the command has two words."""
    first, second, *rest_of = (*told.split(), "", "")
    named = call.given.book.typed.commands.get(f"{first} {second}")
    place = " ".join(rest_of).strip()
    return settings.timezone(replace(call, words=place)) if named == "timezone" and place else None


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
    "only": _only,
    "rest-on": _rests("on"),
    "rest-off": _rests("off"),
    "rest-shorter": _rests("shorter"),
    "rest-longer": _rests("longer"),
    "other-time": lambda call: reminder_times.pressed(call, (Reminder.WORKOUT,)) or putting_off.when(call),
}
