"""Pausing a person's training and what is said while it is paused (R1). Finding the reason is in flags.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from coach_core.knowledge.limits import is_held, screening_due, waits
from coach_core.person import Health, Person
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.turn import Call

RESUME = Button("screening:resume", msg("button-cleared"))
SAFE = Button("screening:resume", msg("button-safe"))
ADULT = Button("start:consent:adult", msg("button-adult-after-all"))
TODAY = frozenset(
    {"calf", "swelling", "bleeding", "fever-back", "postpartum-sign", "pressure", "belly", "hernia", "weak"}
)

AGAIN: Mapping[str, Msg] = {  # what a red flag is told with first, by the word of a button that tells it once more
    "urgent": msg("safety-emergency"),
    "doctor": msg("safety-see", urgency=msg("safety-today")),
    "soon": msg("safety-see", urgency=msg("safety-soon")),
    "supervised": msg("safety-supervised"),
}


def again_of(reply: Reply) -> str | None:
    """The word for what a reply tells of a red flag; None where it tells of none. What has passed is to be seen."""
    lines = [line for said in reply for line in said.lines]
    if any(line.key == "safety-past" for line in lines):
        return "doctor"
    return next((word for word, line in AGAIN.items() if line in lines), None)


def told_again(call: Call) -> tuple[Msg, ...]:
    """The line that such a button asks for, pressed or carried by a link."""
    words = (*call.press, *call.words.split())
    return tuple(line for word, line in AGAIN.items() if word in words)


def safety(level: str, *, stops: bool = True) -> Mapping[str, object]:
    """``data.safety``."""
    return {"safety": {"level": level, "stops": stops}}


def paused(person: Person, level: str, on: date) -> Person:
    """The person with everything (R1) or the lower body (R2) paused and no open question; R1 is never made milder."""
    gravest = "R1" if "R1" in (level, person.health.paused) else level
    health = replace(person.health, paused=gravest, paused_on=on)
    return replace(person, health=health, question=None)


def resumed(health: Health, also: tuple[str, ...] = ()) -> Health:
    """Cleared by a professional, as told: the pause is over and older pains no longer count."""
    cleared = tuple(dict.fromkeys((*health.cleared, *also)))
    return replace(health, paused=None, paused_on=None, pains=(), cleared=cleared, banned=())


def alarm(level: str, category: str, *, edited: bool = False, closed: bool = False) -> Reply:
    """What is said the moment a red flag is found. No diagnosis, no advice on medicine, no coaching.

    ``edited``: it came into a message that was read before; what that one stored stays. ``closed``: the workout was.
    """
    over = (msg("safety-workout-closed"),) if closed else ()
    stored = msg("safety-nothing-changed" if edited else "safety-nothing-stored")
    if level == "R1":
        first = "safety-past" if category == "past" else "safety-emergency"
        lines: tuple[Msg, ...] = (msg(first), msg("safety-emergency-why"), stored, *over)
        return (Say(lines, ((SAFE,),), safety("R1")),)
    urgency = msg("safety-today" if category in TODAY else "safety-soon")
    forbidden = category == "supervised"
    see = msg("safety-loss") if category == "loss" else msg("safety-see", urgency=urgency)
    lines = (
        msg("safety-supervised") if forbidden else see,
        msg("paused-all" if forbidden else "safety-paused"),
        msg("safety-if-worse"),
        stored,
    )
    return (Say(lines, ((RESUME,),), safety("R2")),)


def forbidden_level(health: Health) -> str:
    """What a professional's word alone is: R2; with chest pain or fainting among the answers it is R1."""
    return "R1" if {"chest", "faint"} & set(health.answers) else "R2"


def paused_reply(call: Call) -> Reply:
    """What the workout commands say instead of a workout while training is paused; nothing when it is not."""
    health = call.person.health
    if health.minor:
        return minor_reply()
    if health.paused == "R1" and "supervised" in health.answers:
        level = forbidden_level(health)
        return (Say((*told_again(call), msg("paused-all"), msg("safety-if-worse")), ((RESUME,),), safety(level)),)
    if health.paused == "R1":
        return (Say((*told_again(call), msg("paused-all"), msg("safety-emergency-why")), ((SAFE,),), safety("R1")),)
    if health.paused is not None:
        return (Say((*told_again(call), msg("paused-lower"), msg("safety-if-worse")), ((RESUME,),), safety("R2")),)
    if health.stage == "pregnant":
        return pregnant_reply()
    waiting = waits(health)
    if waiting is None:
        return ()
    if waiting == "clearance" or health.stage is None:
        row = (Button("start:again", msg("button-answer-now")),)
        return (Say((msg("clearance-waits"),), (row,), safety("R2")),)
    row = (Button("screening:birth", msg("button-birth-cleared")),)
    return (Say((msg("postpartum-waits"), msg("postpartum-signs")), (row,), safety("R2")),)


def withheld(call: Call, person: Person, on: date) -> Reply:
    """What is said in place of a workout, a load or a next set while this person must not be shown any; else nothing.

    Every message that shows loads asks here: the answer to a log, the workout message, the examples.
    """
    if is_held(person.health):
        return paused_reply(replace(call, person=person))
    if not screening_due(person, on):
        return ()
    row = (Button("start:again", msg("button-answer-now")),)
    return (Say((msg("screening-due"),), (row,)),)


def minor_reply() -> Reply:
    """Under 18: kind words and no program (R30). Who tapped or typed it by mistake can say so."""
    return (Say((msg("minor"), msg("minor-what-helps")), ((ADULT,),), safety("R2")),)


def pregnant_reply() -> Reply:
    """No barbell programs in a pregnancy (R29)."""
    row = (Button("screening:stage-over", msg("button-not-pregnant")),)
    return (Say((msg("pregnant"), msg("pregnant-who")), (row,), safety("R2")),)


def support_reply() -> Reply:
    """Signs of an eating disorder: where help is to be had; numbers of the body stay out of sight."""
    return (Say((msg("support"), msg("support-who"), msg("safety-nothing-stored")), (), safety("R2", stops=False)),)
