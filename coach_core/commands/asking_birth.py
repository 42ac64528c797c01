"""The questions after a birth (R29): how many weeks, which kind, cleared or not. One at a time, from what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from coach_core.commands.place import today_of
from coach_core.knowledge.limits import LEAST_WEEKS, soon_enough
from coach_core.knowledge.pausing import safety
from coach_core.knowledge.statements import Birth
from coach_core.person import Health, Person, Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

WEEKS = (13, 9, 7, 3)  # what a button of the weeks stands for: over 12, 8 to 12, 6 to 7, under 6


def with_birth(health: Health, told: Birth, on: date) -> Health:
    """The health with what was told of the birth. Newly told weeks begin a new count, not a new clearance."""
    born_on = health.born_on if told.weeks is None else on - timedelta(weeks=told.weeks)
    return replace(health, stage="postpartum", born_on=born_on, birth=told.kind or health.birth)


def ask_next(call: Call, person: Person) -> Outcome:
    """The next question that R29 still needs, or, where the birth is too recent, from when on."""
    health = person.health
    if health.born_on is None:
        rows = tuple((Button(f"screening:weeks:{n}", msg(f"weeks-{n}")),) for n in WEEKS)
        return _asked(person, "weeks", (msg("postpartum-weeks"),), rows)
    if health.birth is None:
        row = tuple(Button(f"screening:birth:{kind}", msg(f"birth-{kind}")) for kind in LEAST_WEEKS)
        return _asked(person, "birth", (msg("postpartum-birth"),), (row,))
    if not soon_enough(health, today_of(call)):
        return too_soon(person)
    row = (Button("screening:birth-cleared:yes", msg("button-yes-cleared")), _not_yet("screening:birth-cleared:no"))
    return _asked(person, "birth-cleared", (msg("postpartum-cleared"), msg("postpartum-signs")), (row,))


def too_soon(person: Person) -> Outcome:
    """Before the least weeks are over: bodies differ, the date is the earliest, and a check-up comes first."""
    weeks = LEAST_WEEKS[person.health.birth or "caesarean"]
    assert person.health.born_on is not None
    line = msg("postpartum-too-soon", weeks=weeks, on=person.health.born_on + timedelta(weeks=weeks))
    return Outcome(replace(person, question=None), (Say((line, msg("postpartum-signs")), (), safety("R2")),))


def _not_yet(button: str) -> Button:
    return Button(button, msg("button-not-yet"))


def _asked(person: Person, step: str, lines: tuple[Msg, ...], rows: tuple[tuple[Button, ...], ...]) -> Outcome:
    data: Mapping[str, object] = {"question": {"asks": "screening"}, **safety("R2")}
    person = replace(person, question=Question("screening", "screening", {"step": step}))
    return Outcome(person, (Say(lines, rows, data),))
