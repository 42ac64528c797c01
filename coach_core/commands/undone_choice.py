"""Undo of a setting or of a reminder: what it was before is so again, and each is named. Training is not touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.card import card
from coach_core.commands.choices import taken_back
from coach_core.commands.place import today_of
from coach_core.knowledge.pausing import withheld
from coach_core.person import Chosen, Person
from coach_core.reminding.agreed import is_on, reminding_of
from coach_core.reminding.state import Reminder
from coach_core.talk import Button, Msg, msg
from coach_core.training.plates import bar_of
from coach_core.turn import Call, Outcome

NAMES = {"zone": "timezone"}  # of the settings screen, where they differ
TIMES = frozenset({"cutoff", "quiet", "week_on", "month_on", "silence", "share"})
OF_NUMBERS = frozenset({"unit", "level", "equipment", "bar", "language"})  # the workout reads otherwise with another


def decide(call: Call, chosen: Chosen) -> Outcome:
    """The change taken back, or said that it stays; the next undo then goes on to what was before it."""
    if chosen.stays:
        return _stays(call, chosen)
    person = replace(taken_back(call.person, chosen), undone=call.person.turn)
    reply = plain(person, *lines(call, person, chosen))
    if not TIMES.isdisjoint(chosen.of_reminders):
        from coach_core.commands.reminders import screen

        reply = (*reply, screen(call, person))
    plan = person.training.plan
    going = plan is not None and not plan.finished and not withheld(call, person, today_of(call))
    return Outcome(person, (*reply, card(call, person)) if going and OF_NUMBERS & {*chosen.of_settings} else reply)


def _stays(call: Call, chosen: Chosen) -> Outcome:
    """Said, with a button that goes on to what was done before it; typed once more, undo does so as well."""
    chose = tuple(one for one in call.person.chose if one is not chosen)
    more = (Button("undo:1", msg("button-undo-before")),)
    line = msg(f"undo-stays-{chosen.stays}")
    return Outcome(replace(call.person, chose=chose), plain(call.person, line, buttons=(more,)))


def lines(call: Call, person: Person, chosen: Chosen) -> tuple[Msg, ...]:
    """What each of the changed things is again."""
    from coach_core.commands.settings import values_of

    values = values_of(replace(call, person=person))
    said = list[Msg]()
    for name in chosen.of_settings:
        shown = NAMES.get(name, name)
        if name == "bar":
            said.append(msg("undone-bar", bar=bar_of(person.settings)))
        elif name != "reminders" or "kinds" not in chosen.of_reminders:
            said.append(msg("undone-setting", what=msg(f"name-{shown}"), value=values[shown]))
    return (*said, *_of_reminders(call.person, person, chosen))


def _of_reminders(before: Person, after: Person, chosen: Chosen) -> Iterator[Msg]:
    switched = {*reminding_of(before).kinds} ^ {*reminding_of(after).kinds}
    for kind in (kind for kind in Reminder if kind in switched):
        state = msg("state-on" if is_on(after, kind) else "state-off")
        yield msg("undone-setting", what=msg(f"reminder-name-{kind}"), value=state)
    if not TIMES.isdisjoint(chosen.of_reminders):
        yield msg("undone-times")
    if "until" in chosen.of_reminders:
        until = reminding_of(after).until
        yield msg("quiet-until", on=until) if until is not None else msg("undone-quiet")
    elif "later" in chosen.of_reminders:
        yield msg("undone-later")
