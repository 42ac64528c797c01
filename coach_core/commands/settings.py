"""Everything that was answered can be changed at any time, in mid-program, without loss: the numbers follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import clock_said, naming, training_times
from coach_core.commands.after import take, unknown
from coach_core.commands.answers import plain
from coach_core.commands.card import card
from coach_core.commands.habit import LOAD_FIRST, REPS_FIRST, chosen, order_of
from coach_core.commands.named import named
from coach_core.commands.setup_screens import SCREENS, days_label
from coach_core.person import Equipment, Level, Person, Question, Settings
from coach_core.reminding.agreed import all_off
from coach_core.talk import Button, Kind, Msg, Reply, Say, msg
from coach_core.training.weight import Unit
from coach_core.turn import Call, Outcome

Change = Callable[[Settings, str], Settings]
CHOICES: Mapping[str, tuple[str, ...]] = {
    "level": tuple(Level),
    "equipment": tuple(Equipment),
    "unit": tuple(Unit),
    "order": (LOAD_FIRST, REPS_FIRST),
}
CHANGES: Mapping[str, Change] = {
    "level": lambda s, v: replace(s, level=Level(v)),
    "equipment": lambda s, v: replace(s, equipment=Equipment(v)),
    "unit": lambda s, v: replace(s, unit=Unit(v), bar=None),
    "order": lambda s, v: replace(s, order=chosen(v)),
}
SHARED = "here"  # stands for a place that was shared
ORDER = ("level", "equipment", "unit", "days", "hour", "timezone", "reminders", "language", "order", "names")


def decide(call: Call) -> Outcome:
    """/settings and its buttons: ``settings:<what>`` opens, ``settings:<what>:<value>`` sets."""
    said = named(call, call.words) if call.words.strip() and not call.press else None
    if said is not None and said.command == "settings":
        return decide(replace(call, press=said.press, words=""))
    what = call.press[0] if call.press else ""
    if what == "train" and call.event.kind is Kind.TEXT:
        return training_times.decide(call)
    if len(call.press) == 2 and call.press[1] in CHOICES.get(what, ()):
        return _set(call, what, call.press[1])
    if what in CHOICES:
        row = tuple((Button(f"settings:{what}:{v}", msg(f"{what}-{v}")),) for v in CHOICES[what])
        question = Question(what, "settings")
        asked = Say((msg(f"settings-{what}"),), row, {"question": {"asks": what}})
        return Outcome(replace(call.person, question=question), (asked,))
    if what in SCREENS and len(call.press) == 2:
        return _one(replace(call, words=call.press[1]), what)
    if what in SCREENS:
        question = Question(what, "setup")
        return Outcome(replace(call.person, question=question), (SCREENS[what](call.person),))
    if what == "language":
        return language(replace(call, press=()))
    if what == "names":
        return Outcome(call.person, (naming.screen(call),))
    if what == "forget" and len(call.press) == 2:
        return naming.forget(call, call.press[1])
    return Outcome(call.person, (overview(call),))


def answering(call: Call) -> Outcome | None:
    """The same, typed: "gym", "lb", "advanced"."""
    question, text = call.person.question, call.event.text.strip().lower().strip("¡!. ")
    if question is None:
        return None
    value = text if text in CHOICES[question.asks] else call.given.book.typed.said.get(text, "").split("-")[-1]
    return _set(call, question.asks, value) if value in CHOICES[question.asks] else None


def overview(call: Call) -> Say:
    """All settings with a button each."""
    values = values_of(call)
    lines = (msg("settings-head"), *(msg("settings-line", what=msg(f"name-{w}"), value=values[w]) for w in ORDER))
    names = [Button(f"settings:{w}", msg(f"name-{w}")) for w in ORDER]
    rows = tuple(tuple(names[k : k + 2]) for k in range(0, len(names), 2))
    return Say(lines, (*rows, (Button("start:screening", msg("name-screening")),)))


def values_of(call: Call) -> dict[str, Msg]:
    """Every setting in words."""
    s = call.person.settings
    unset = msg("not-set")
    return {
        "level": msg(f"level-{s.level}") if s.level else unset,
        "equipment": msg(f"equipment-{s.equipment}") if s.equipment else unset,
        "unit": msg(f"unit-{s.unit}") if s.unit else unset,
        "days": unset if s.days is None else days_label(",".join(str(d) for d in s.days)),
        "hour": msg("plain-text", text=s.hour) if s.hour else unset,
        "timezone": msg("zone-city", zone=s.zone) if s.zone else unset,
        "reminders": msg("state-on" if s.reminders else "state-off"),
        "language": msg(f"language-{s.language}") if s.language else msg("language-platform"),
        "order": msg(f"order-{order_of(call.person)}"),
        "names": msg("plain-text", text=", ".join(n for n, _ in s.names)) if s.names else msg("names-unset"),
    }


def _set(call: Call, what: str, value: str) -> Outcome:
    person = replace(call.person, settings=CHANGES[what](call.person.settings, value), question=None)
    if what == "order":  # of no number that is shown
        return Outcome(person, plain(person, msg("settings-line", what=msg("name-order"), value=msg(f"order-{value}"))))
    return Outcome(
        person, _settled(call, person, msg("setting-changed", what=msg(f"name-{what}"), value=msg(f"{what}-{value}")))
    )


def _settled(call: Call, person: Person, line: Msg) -> Reply:
    """What changed; the workout is shown anew, for its numbers may have changed with it."""
    reply = plain(person, line)
    if person.training.plan is None or person.training.plan.finished:
        return reply
    return (*reply, card(call, person))


def language(call: Call) -> Outcome:
    """/language, /language es"""
    told = call.press[0] if call.press else call.words.strip().lower()
    typed = call.given.book.typed
    code = told if told in typed.languages else typed.language_names.get(told)
    if code is None:
        rows = tuple((Button(f"language:{c}", msg(f"language-{c}")),) for c in typed.languages)
        lines = (msg("ask-language"),) if not told else (msg("language-unknown", words=told[:40]), msg("ask-language"))
        return Outcome(replace(call.person, question=Question("language", "language")), (Say(lines, rows),))
    asked = call.person.question  # what else was asked stays asked
    waits = asked if asked is not None and asked.command != "language" else None
    person = replace(call.person, settings=replace(call.person.settings, language=code), question=waits)
    line = msg("language-set", language=msg(f"language-{code}"))
    return Outcome(person, _settled(call, person, line) if waits is None else plain(person, line))


def language_answering(call: Call) -> Outcome | None:
    """The language, typed: "es", "Spanish"; None where the text is something else."""
    told, typed = call.event.text.strip().lower(), call.given.book.typed
    return language(replace(call, words=told)) if told in {*typed.languages, *typed.language_names} else None


def timezone(call: Call) -> Outcome:
    """/timezone, /timezone Madrid, or a place that was shared, of which nothing but its zone is kept."""
    if call.event.location is not None:
        return _one(replace(call, words=SHARED), "timezone")
    return _one(replace(call, words=clock_said.bare(call)), "timezone")


def _one(call: Call, what: str) -> Outcome:
    if call.words.strip():
        taken = take(replace(call, person=replace(call.person, question=None)), what, call.words.strip())
        if taken is not None:
            return taken
        return unknown(call, what, call.words.strip())
    return Outcome(replace(call.person, question=Question(what, "setup")), (SCREENS[what](call.person),))


def stop(call: Call) -> Outcome:
    """/stop: nothing is sent any more; everything stays."""
    person = all_off(replace(call.person, question=None), rest=False)
    return Outcome(person, plain(person, msg("stopped")))
