"""The way from hello to the first workout: what is asked next is worked out from what is known. Reads no message."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import asking_birth, screens
from coach_core.commands.first import begun
from coach_core.commands.place import today_of
from coach_core.commands.starting_doubts import doubted
from coach_core.commands.starting_set import lift_of, with_unit
from coach_core.knowledge.limits import GUARDED, needs_screening
from coach_core.knowledge.pausing import paused_reply
from coach_core.person import Equipment, Person, Question
from coach_core.talk import Say
from coach_core.turn import Call, Outcome

NEVER = "never"  # instead of a typed set: has not done the lift yet


def asked(person: Person, question: Say, command: str = "start", **keep: str) -> Outcome:
    """The person with an open question, and the question."""
    asks = str(question.data["question"]["asks"])
    return Outcome(replace(person, question=Question(asks, command, keep)), (question,))


def health_step(call: Call, person: Person) -> Outcome | None:
    """What the answers about health still need, or the reason why there is no program now; None: all clear (R27)."""
    health = person.health
    if health.minor or health.paused is not None or health.stage == "pregnant":
        person = replace(person, question=None)
        return Outcome(person, paused_reply(replace(call, person=person)))
    if "birth" in health.answers and health.stage is None:
        return asked(person, screens.stage_screen(), "screening", step="stage")
    if health.stage == "postpartum" and "birth" not in health.cleared:
        return asking_birth.ask_next(call, person)
    if GUARDED & set(health.answers) - set(health.cleared):
        return asked(person, screens.clearance_screen(), "screening", step="clear")
    return None


def next_step(call: Call, person: Person, told: str = "") -> Outcome:
    """The next question of the start, or the first workout. ``told`` is a starting set as typed, or ``NEVER``."""
    keep = {"told": told} if told else {}
    if person.consent is None:
        return asked(person, screens.consent_screen(), **keep)
    waiting = health_step(call, person)
    if waiting is not None:
        return waiting
    if needs_screening(person, today_of(call)):
        return asked(person, screens.screening_screen(), "screening", **keep)
    if person.settings.level is None:
        return asked(person, screens.ask_level(), **keep)
    if person.settings.equipment is None:
        return asked(person, screens.ask_equipment(), **keep)
    return _start_set(call, person, told)


def _start_set(call: Call, person: Person, told: str) -> Outcome:
    """Bands have no loads: nothing is asked. A set that does not tell its unit needs one."""
    if person.training.plan is not None or person.settings.equipment is Equipment.BANDS:
        return begun(call, person, None)
    if not told:
        return asked(person, screens.ask_start(lift_of(person)))
    person = person if told == NEVER else with_unit(call, person, told)
    if person.settings.unit is None:
        return asked(person, screens.ask_unit("" if told == NEVER else told), told=told)
    doubt = None if told == NEVER else doubted(call, person, told)
    return doubt or begun(call, person, None if told == NEVER else told)


def keep_of(call: Call) -> dict[str, str]:
    """What the open question of the screening keeps."""
    question = call.person.question
    return dict(question.keep) if question is not None and question.asks in ("screening", "confirm") else {}


def is_open(call: Call, step: str) -> bool:
    """Whether this question of the screening is the open one."""
    question = call.person.question
    return question is not None and question.command == "screening" and question.keep.get("step", "") == step


def go_on(call: Call, person: Person) -> Outcome:
    """The next question about health, else the next step of the start, else back to training."""
    return next_step(call, person, keep_of(call).get("told", ""))
