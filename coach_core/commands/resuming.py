"""A question that something else was said before its answer: it waits, and comes back by itself once that is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.commands import deleting, moving, past_said
from coach_core.commands.after import CARD
from coach_core.commands.answers import plain
from coach_core.commands.beside_start import nothing_next
from coach_core.commands.reading import read_of
from coach_core.commands.screening import open_again
from coach_core.commands.screens import shorter
from coach_core.commands.setup_screens import SCREENS
from coach_core.commands.start_onward import OF_START, onward
from coach_core.notation.reading import Intent
from coach_core.person import Person, Question
from coach_core.talk import Kind, msg
from coach_core.turn import Call, Outcome

BEHIND = "behind-"  # before what the waiting question keeps, inside of the one that is open
ALONE = frozenset({"stop", "link"})  # who wants to go, or confirms by buttons, is not asked something else below
OF_PAST = frozenset({"history", "remove", "undo"})
LOOKS_BACK = frozenset({Intent.UNDO, Intent.CORRECT})


def back(call: Call, name: str, outcome: Outcome) -> Outcome:
    """The outcome of the command ``name`` with the question that waits: asked again, or kept behind the one that was
    asked instead.
    """
    before, now = call.person.question, outcome.person.question
    if name in OF_START and before is not None and before.command in OF_START:
        own = now is None or now.command in OF_START
        return outcome if own else behind(outcome, before)
    if name == "today" and before is not None and before.command == "setup" and now == before:
        seen = replace(before, keep={**before.keep, CARD: "1"})
        return replace(outcome, person=replace(outcome.person, question=seen))
    waiting = _waiting(call, name)
    if name == "undo" and now is None and waiting is before and not outcome.take_back:
        return outcome  # the question itself was taken back
    if waiting is None or outcome.erase or outcome.link is not None or not _is_due(outcome.person, waiting):
        return outcome
    if now is not None and now != before:
        return outcome if now.command in OF_START or now.keep.get(BEHIND + "asks") else behind(outcome, waiting)
    if now is not None and (now != waiting or any("question" in said.data for said in outcome.reply)):
        return outcome  # what was asked instead is still open, or it was asked again
    return _again(call, name, outcome, waiting)


def behind(outcome: Outcome, waiting: Question) -> Outcome:
    """The outcome whose question has another one waiting behind it."""
    now = outcome.person.question
    assert now is not None
    kept = {"asks": waiting.asks, "command": waiting.command, **waiting.keep}
    keep = {**now.keep, **{BEHIND + key: value for key, value in kept.items()}}
    return replace(outcome, person=replace(outcome.person, question=replace(now, keep=keep)))


def _waiting(call: Call, name: str) -> Question | None:
    """The question that comes back after the command: one of the start always, another one after a look at the past."""
    question = call.person.question
    if question is None or question.command in OF_START:
        return None if name in OF_START or name in ALONE else question
    kept = {key.removeprefix(BEHIND): value for key, value in question.keep.items() if key.startswith(BEHIND)}
    if kept:
        return _question(kept)
    return question if question.command not in (*OF_PAST, name) and _is_of_past(call, name) else None


def _question(kept: Mapping[str, str]) -> Question:
    keep = {key: value for key, value in kept.items() if key not in ("asks", "command")}
    return Question(kept["asks"], kept["command"], keep)


def _is_of_past(call: Call, name: str) -> bool:
    typed = name == "log" and call.event.kind is Kind.TEXT
    told = typed and (moving.is_told(call) or past_said.corrects(call) or deleting.wants(call))
    return name in OF_PAST or bool(told) or (typed and read_of(call, call.event.text).intent in LOOKS_BACK)


def _is_due(person: Person, waiting: Question) -> bool:
    """Whether the question still makes sense: not one of the start in a program, or while training is paused."""
    health = person.health
    held = health.minor or health.paused is not None or health.stage == "pregnant"
    return waiting.command not in OF_START or (person.training.plan is None and not held)


def _again(call: Call, name: str, outcome: Outcome, waiting: Question) -> Outcome:
    """The outcome, and the question once more beneath it."""
    person = replace(outcome.person, question=waiting)
    training = person.training.open is not None
    if waiting.command in OF_START:
        return _of_start(replace(call, person=person), name, outcome, waiting)
    if training and waiting.command == "setup":
        asked = tuple(name for name in person.settings.asked if name != waiting.asks)
        later = replace(person, question=None, settings=replace(person.settings, asked=asked))
        return replace(outcome, person=later)  # it is asked when the workout is over
    screen = SCREENS.get(waiting.asks) if waiting.command == "setup" else None
    more = (screen(person),) if screen is not None else plain(person, msg("still-asked"))
    return replace(outcome, person=person, reply=(*outcome.reply, *more))


def _of_start(call: Call, name: str, outcome: Outcome, waiting: Question) -> Outcome:
    screening = waiting.command == "screening"
    asked = open_again(call) if screening else onward(call, call.person, waiting.keep.get("told", ""))
    if asked.facts:
        return outcome  # everything is known by now: a tap begins
    no_workout = name == "today" and outcome.person.training.open is None
    reply = () if no_workout else nothing_next(outcome.reply)
    return replace(outcome, person=asked.person, reply=(*reply, *(shorter(say) for say in asked.reply)))
