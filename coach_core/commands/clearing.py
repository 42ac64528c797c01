"""Coming back: clearances, a birth, the end of a pause, as told (R27 to R29). The topics are in screening.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from coach_core.commands import asking_birth, screens
from coach_core.commands.place import today_of
from coach_core.commands.steps import asked, go_on, is_open
from coach_core.knowledge.limits import GUARDED, is_held
from coach_core.knowledge.pausing import RESUME, paused, paused_reply, resumed, safety
from coach_core.person import Health, Person
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome

GRAVE = frozenset({"chest", "faint", "supervised"})  # no program; a doctor first
Act = Callable[[Call, str], Outcome | None]


def _clear(call: Call, value: str) -> Outcome | None:
    if not is_open(call, "clear"):
        return None
    person = replace(call.person, question=None)
    if value == "yes":
        return go_on(call, _cleared(person, *sorted(GUARDED & set(person.health.answers))))
    person = paused(person, "R2", today_of(call))
    return Outcome(person, (Say((msg("clearance-first"),), ((RESUME,),), safety("R2")),))


def _joint(call: Call, value: str) -> Outcome | None:
    if not is_open(call, "joint"):
        return None
    person = replace(call.person, question=None)
    if value == "yes":
        return go_on(call, _cleared(person, "joint"))
    outcome = go_on(call, person)
    return replace(outcome, reply=(Say((msg("joint-bodyweight"),)), *outcome.reply))


def _cleared(person: Person, *topics: str) -> Person:
    health = person.health
    return replace(person, health=replace(health, cleared=tuple(dict.fromkeys((*health.cleared, *topics)))))


def _stage(call: Call, value: str) -> Outcome | None:
    if not is_open(call, "stage") or value not in ("pregnant", "postpartum"):
        return None
    return go_on(call, replace(call.person, health=replace(call.person.health, stage=value), question=None))


def _stage_over(call: Call, value: str) -> Outcome | None:
    """Not pregnant, or no longer: a birth within the year has its own question."""
    if call.person.health.stage != "pregnant":
        return None
    rows = (
        (Button("screening:stage:postpartum", msg("button-gave-birth")),),
        (Button("screening:stage-never:yes", msg("button-was-not-pregnant")),),
    )
    screen = screens.question("screening", (msg("stage-over-ask"),), rows)
    return asked(call.person, screen, "screening", step="stage")


def _stage_never(call: Call, value: str) -> Outcome | None:
    if not is_open(call, "stage"):
        return None
    health = call.person.health
    answers = tuple(a for a in health.answers if a != "birth")
    return go_on(call, replace(call.person, health=replace(health, stage=None, answers=answers), question=None))


def _weeks(call: Call, value: str) -> Outcome | None:
    if not is_open(call, "weeks") or value not in [str(n) for n in asking_birth.WEEKS]:
        return None
    born_on = today_of(call) - timedelta(weeks=int(value))
    return go_on(call, _health(call, replace(call.person.health, born_on=born_on)))


def _birth(call: Call, value: str) -> Outcome | None:
    """The kind of birth; without one the button under a pause, which asks what is still open."""
    health = call.person.health
    if value in ("vaginal", "caesarean") and is_open(call, "birth"):
        return go_on(call, _health(call, replace(health, birth=value)))
    return asking_birth.ask_next(call, call.person) if not value and health.stage == "postpartum" else None


def _birth_cleared(call: Call, value: str) -> Outcome | None:
    if not is_open(call, "birth-cleared"):
        return None
    person = _health(call, call.person.health)
    if value != "yes":
        return Outcome(person, paused_reply(replace(call, person=person)))
    person = _cleared(_health(call, replace(person.health, stage_on=today_of(call))), "birth")
    outcome = go_on(call, person)
    return replace(outcome, reply=(Say((msg("postpartum-go"), msg("postpartum-signs"))), *outcome.reply))


def _health(call: Call, health: Health) -> Person:
    return replace(call.person, health=health, question=None)


def _resume(call: Call, value: str) -> Outcome | None:
    """Back after a pause: asked once, then believed."""
    health = call.person.health
    if health.paused is None and not health.banned:
        return None
    if not value:
        return resume_asked(call)
    if not is_open(call, "resume"):
        return None
    if value != "yes":
        held = paused_reply(call) or (Say((msg("banned-still"),)),)
        return Outcome(replace(call.person, question=None), held)
    told = call.person.question.keep.get("lifts") if call.person.question is not None else None
    if told and health.paused is None:  # what else was forbidden stays so
        left = tuple(word for word in health.banned if word not in told.split(","))
        outcome = go_on(call, _health(call, replace(health, banned=left)))
        return replace(outcome, reply=(Say((msg("resumed"),)), *outcome.reply))
    topics = tuple(sorted((GRAVE | GUARDED) & set(health.answers)))
    outcome = go_on(call, _health(call, resumed(health, topics)))
    if is_held(outcome.person.health):
        return outcome
    return replace(outcome, reply=(Say((msg("resumed"),)), *outcome.reply))


def resume_asked(call: Call, lifts: tuple[str, ...] = ()) -> Outcome:
    """Asks whether a professional cleared it. ``lifts``: only these exercises were allowed again."""
    keep = {"lifts": ",".join(lifts)} if lifts else {}
    return asked(call.person, resume_screen(), "screening", step="resume", **keep)


def resume_screen() -> Say:
    """Whether a professional cleared it."""
    row = (
        Button("screening:resume:yes", msg("button-yes-cleared")),
        Button("screening:resume:no", msg("button-not-yet")),
    )
    return screens.question("confirm", (msg("resume-ask"),), (row,))


CLEARING: Mapping[str, Act] = {
    "clear": _clear,
    "joint": _joint,
    "stage": _stage,
    "stage-over": _stage_over,
    "stage-never": _stage_never,
    "weeks": _weeks,
    "birth": _birth,
    "birth-cleared": _birth_cleared,
    "resume": _resume,
}
