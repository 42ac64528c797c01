"""What is typed beside sets and means something all the same: form, thanks, a word of the gym, a bare "/log"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach_core.commands import form, rest
from coach_core.commands.answers import next_row, plain
from coach_core.commands.card import next_line
from coach_core.commands.finish import finish, next_lines
from coach_core.commands.in_passing import WHEN, asked_in_passing, bare
from coach_core.commands.place import day_of, today_of
from coach_core.commands.program import where
from coach_core.knowledge.pausing import withheld
from coach_core.notation.lexicon import phrase
from coach_core.person import Person
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminder, Reminding
from coach_core.talk import Button, Msg, msg
from coach_core.turn import Call, Outcome

STEM = 4  # letters from which on the beginning of a word will do: "arch" is in "arches"


def small_talk(call: Call) -> Outcome | None:
    """The answer to a text without sets; None where it is none of these."""
    words, typed = phrase(call.event.text), call.given.book.typed
    fault = next((name for said, name in typed.faults.items() if _holds(words, said)), None)
    if fault is not None:
        return form.form_of(call, fault)
    plain_words = bare(call.event.text)
    thanked = (plain_words or call.event.text.strip()) in typed.thanks
    answered = yes_or_no(call, thanked=thanked)
    if answered is not None:
        return answered
    if thanked:
        return whats_next(call, msg("thanks-heard"))
    passing = asked_in_passing(call, call.event.text)
    if passing is not None:
        return whats_next(call, where(call) if passing == WHEN else msg(passing))
    if bare_log(call):
        from coach_core.commands.other import example

        return whats_next(call, msg("log-how"), example(call))
    if plain_words in typed.goodbyes:
        return whats_next(call, msg("goodbye-heard"))
    left = any(typed.said.get(w) == "left" for w in words)
    if left or any(plain_words.startswith(f"{said} ") for said in typed.amounts):
        return form.amounts(call)
    return None


def yes_or_no(call: Call, *, thanked: bool) -> Outcome | None:
    """A typed yes or no where no question is open: to "Finish?", to the rest timer that was just offered, or to none.

    A mere "ok" or thanks (``thanked``) agrees to nothing that is new. In a room it answers nothing.
    """
    said = call.given.book.typed.yes_no.get(call.event.text.strip().lower().strip("¡!. "))
    workout, person = call.person.training.open, call.person
    if said is None or call.event.room is not None:
        return None
    if workout is not None and workout.sets and day_of(call, person).open is None:
        later = Outcome(person, plain(person, msg("finish-later")))
        return finish(call, sure=False) if said else later
    if _timer_was_offered(person) and not thanked:
        off = Outcome(person, plain(person, msg("rest-stays-off")))
        return rest.decide(replace(call, press=("on",))) if said else off
    return None if thanked else whats_next(call, msg("nothing-asked"))


def _timer_was_offered(person: Person) -> bool:
    """Whether the answer before this message was the one that offers the rest timer: to the first sets ever."""
    workout = person.training.open
    first = workout is not None and len({s.message for s in workout.sets}) == 1
    return first and Reminder.REST in person.settings.asked and reminding_of(person) == Reminding()


def bare_log(call: Call) -> bool:
    """Whether nothing stands behind "/log"."""
    name = call.event.text.strip().lstrip("/").partition("@")[0].lower()
    return call.given.book.typed.commands.get(name) == "log"


def whats_next(call: Call, *lines: Msg) -> Outcome:
    """The lines, and what comes next with its buttons; nothing does while training is paused."""
    person = call.person
    if withheld(call, person, today_of(call)):
        return Outcome(person, plain(person, *lines))
    if person.training.open is not None and person.training.open.sets:
        day, last = day_of(call, person), person.training.open.sets[-1].exercise
        return Outcome(person, plain(person, *lines, next_line(day, last), buttons=next_row(person, day)))
    row = ((Button("today:next", msg("button-today")),),) if person.training.plan is not None else ()
    return Outcome(person, plain(person, *lines, *next_lines(call, person), buttons=row))


def _holds(words: Iterable[str], said: Iterable[str]) -> bool:
    """Whether every word of a phrase is in the text, whole or, if it is long enough, as a beginning."""
    return all(any(w == part or (len(part) >= STEM and w.startswith(part)) for w in words) for part in said)
