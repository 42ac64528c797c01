"""One reminder on or off, the others as they were: by its name in words, or by a button of remind.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import putting_off
from coach_core.commands.after import ask_needed
from coach_core.commands.answers import plain
from coach_core.data.typed import Typed
from coach_core.reminding.agreed import reminding_of, with_kind
from coach_core.reminding.state import Reminder
from coach_core.talk import msg
from coach_core.turn import Call, Outcome

LONGEST = 6  # words
ENDS = frozenset({"stop", "sin"})  # before a workout they are about the workout itself


def switched(call: Call, told: str, but: Reminder | None = None) -> Outcome | None:
    """ "workout off", "turn the measurements on": one of them, the others as they were; none where it is ``but``."""
    typed = call.given.book.typed
    words = _said(typed, told)
    if not 2 <= len(words) <= LONGEST or all(word[0].isdigit() for word in words):
        return None
    states = [
        (kind, " ".join(state), on)
        for at in range(1, len(words))
        for kind, state in ((words[:at], words[at:]), (words[at:], words[:at]))
        if (on := _on_or_off(typed, " ".join(state))) is not None
    ]
    kinds = {tuple(_said(typed, form)): name for form, name in typed.kinds.items()} if states else {}
    for kind, state, on in states:
        name = kinds.get(tuple(kind))
        ends = name == Reminder.WORKOUT and state in ENDS and len(kind) == 1  # "stop the daily reminder" is not
        if name in tuple(Reminder) and name != but and not ends:
            return switch(call, name, on=on)
    return None


def _said(typed: Typed, told: str) -> list[str]:
    """The words without those that say nothing."""
    return [word for word in told.split() if typed.switches.get(word) != "around"]


def _on_or_off(typed: Typed, told: str) -> bool | None:
    return {"on": True, "off": False}.get(typed.switches.get(told, ""), typed.yes_no.get(told))


def switch(call: Call, name: str, *, on: bool) -> Outcome:
    """One reminder on or off; what was put off of it goes with it."""
    person = with_kind(call.person, name, on=on)
    now = reminding_of(person)
    person = replace(person, reminding=replace(now, later=now.later if on else putting_off.but(now, name)))
    key = "reminder-is-on" if on else "reminder-is-off"
    done = Outcome(person, plain(person, msg(key, what=msg(f"reminder-name-{name}"))))
    return ask_needed(done) if on and name == Reminder.WORKOUT else done
