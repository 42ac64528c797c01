"""What is typed while the coach is getting to know somebody: answers, also to later questions, and sets."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import beside_start
from coach_core.commands.in_passing import WHEN, asked_in_passing
from coach_core.commands.start_onward import (
    agreed,
    asked_now,
    asks_of,
    odd_answered,
    old_button,
    onward,
    stored_then,
    told_before,
    which_unit,
    with_line,
    with_told,
)
from coach_core.commands.starting_doubts import counted, weighed
from coach_core.commands.starting_set import KEPT, bare_weight, holds_sets, lift_of, reading_of, set_read, with_unit
from coach_core.commands.steps import NEVER
from coach_core.commands.told import Told, hear
from coach_core.notation.reading import Reading
from coach_core.person import Person
from coach_core.talk import Msg, Say, msg
from coach_core.training.weight import Weight
from coach_core.turn import Call, Outcome


def typed(call: Call) -> Outcome:
    """A typed answer; what answers a later question is kept for it. Otherwise the question comes again."""
    text, person, asks = call.event.text.strip(), call.person, asked_now(call) or "consent"
    text = counted(call, text) or text
    told = hear(call, text)
    if (beside := beside_start.others(call, text)) is not None:
        return _beside(call, beside, text)
    read, load = set_read(call, person, text), bare_weight(text)
    if read is None and load is not None and person.consent is not None and asks in ("unit", "start", "confirm"):
        return _weighed(call, load)
    if asks == "confirm" and read is None and (told.yes or told.no):
        return _yes_or_again(call, yes=told.yes)
    unit = told.unit or (read.load.unit if read is not None and read.load is not None and read.unit_told else None)
    person = with_told(person, replace(told, unit=unit))
    kept = text[:KEPT] if read is not None else NEVER if told.never else told_before(call)
    if asks == "consent" and person.consent is None:
        return _typed_consent(call, person, told, kept)
    outcome = onward(call, person, kept)
    if read is not None and asks in ("unit", "start", "confirm"):
        return outcome
    understood = read is not None or told.anything
    if understood and asks != asks_of(outcome):
        return outcome
    noted = asks in ("level", "equipment") and (read is not None or kept != told_before(call) or person != call.person)
    return with_line(call, outcome, msg("start-noted") if noted else _not_understood(call, asks))


def _beside(call: Call, sets: Reading, text: str) -> Outcome:
    """Sets of other lifts are stored, a thrust told with them is the starting set, and the question comes again."""
    read = set_read(call, call.person, text)
    kept = text[:KEPT] if read is not None else told_before(call)
    person = with_unit(call, call.person, text)
    if beside_start.lacks_unit(person, sets):
        return which_unit(person, text, kept)
    stored = beside_start.logged(call, person, sets, text)
    if stored.person.question is not None and read is not None:
        return with_line(call, onward(call, person, kept), msg("start-first-this", words=text[:80]))
    return stored if stored.person.question is not None else stored_then(call, stored, kept)


def _weighed(call: Call, load: Weight) -> Outcome:
    """A weight alone, where a set is asked for or told without its unit."""
    if told_before(call) == NEVER:
        return onward(call, with_told(call.person, Told(unit=load.unit)), NEVER)
    found = weighed(call, load, told_before(call))
    return onward(call, with_told(call.person, Told(unit=load.unit)), found) if isinstance(found, str) else found


def _yes_or_again(call: Call, *, yes: bool) -> Outcome:
    """A typed yes means the first button, a no the last."""
    question = call.person.question
    first = "other" if question is not None and "other" in question.keep else "sure"
    return odd_answered(call, first if yes else "again") or old_button(call)


def _typed_consent(call: Call, person: Person, told: Told, kept: str) -> Outcome:
    """Nothing is kept before the consent but what the question itself carries; who has not been shown what is agreed to
    agrees to nothing.
    """
    noted = kept and kept != told_before(call)
    if asked_now(call) != "consent":
        shown = onward(call, call.person, kept)
        return with_line(call, shown, msg("start-noted")) if noted else shown
    if told.yes:
        return agreed(call, person, kept or told_before(call))
    if told.no:
        return Outcome(replace(call.person, question=None), (Say((msg("consent-declined"),)),))
    again = onward(call, call.person, kept)
    return with_line(call, again, msg("start-noted") if noted else _not_understood(call, "consent"))


def _not_understood(call: Call, asks: str) -> Msg:
    """What was not understood, with one example that works; a number out of bounds names its limit."""
    text = call.event.text.strip()
    problem = reading_of(call, call.person, text).problem if asks == "start" else None
    if problem is not None:
        return msg(problem.key, **dict(problem.values))
    if holds_sets(call, text):
        return msg("start-first-consent" if asks == "consent" else "start-first-this", words=text[:80])
    if (passing := asked_in_passing(call, text)) is not None and passing != WHEN:
        return msg(passing)
    return msg(f"start-unclear-{asks}", words=text[:80], exercise=lift_of(call.person))
