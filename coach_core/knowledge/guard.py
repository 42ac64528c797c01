"""Safety before anything else: every text and edit passes here before it is read (R1). The search is in flags.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import age, asking_birth, pain
from coach_core.commands.breaking_off import broken_off
from coach_core.commands.clearing import resume_asked
from coach_core.commands.place import today_of
from coach_core.commands.screening import joint_told, picked_too
from coach_core.commands.steps import next_step
from coach_core.facts import WorkoutDone
from coach_core.knowledge.flags import Flag, find_flag, says_better, says_cleared
from coach_core.knowledge.forbidden import allowed_lifts
from coach_core.knowledge.limits import may_train, stage_limits, waits
from coach_core.knowledge.pausing import alarm, paused, paused_reply, pregnant_reply, support_reply
from coach_core.knowledge.recovered import without_recovered
from coach_core.knowledge.statements import birth_told, years_ago
from coach_core.talk import Kind, Msg, msg
from coach_core.turn import Call, Outcome

__all__ = ["guard", "may_train", "paused_reply", "soreness_line", "stage_limits"]


def guard(call: Call) -> Outcome | None:
    """What a red flag in the message leads to; None when the message may be read like any other."""
    if call.event.kind not in (Kind.TEXT, Kind.EDIT):
        return None
    stage = "postpartum" if call.person.health.stage == "postpartum" else None
    flag = find_flag(call.event.text, call.given.book.phrases, stage, call.event.at.year)
    if call.person.health.paused is not None and says_better(call.event.text, call.given.book.phrases, stage):
        return resume_asked(call)
    if flag is None:
        return age.said_adult(call) or _cleared(call)
    return HANDLERS.get(flag.category, BY_LEVEL[flag.level])(call, flag)


def _cleared(call: Call) -> Outcome | None:
    """A clearance in words, where one is waited for and its question is not the open one."""
    question, health = call.person.question, call.person.health
    asked = question is not None and question.command == "screening"
    lifts = allowed_lifts(call.event.text) if health.banned and health.paused is None and not asked else ()
    if lifts:
        return resume_asked(call, lifts)
    if asked or not says_cleared(call.event.text, call.given.book.phrases):
        return None
    if health.paused is not None or health.banned:
        return resume_asked(call)
    return next_step(call, replace(call.person, question=None)) if waits(health) is not None else None


def soreness_line(call: Call) -> Msg | None:
    """One reassuring line for a message about plain soreness or the pad (R4); its sets are logged all the same."""
    flag = find_flag(call.event.text, call.given.book.phrases)
    if flag is not None and (flag.level, flag.category) == ("R4", "illness"):
        flag = find_flag(without_recovered(call.event.text), call.given.book.phrases)
    return msg(f"soreness-{flag.category}") if flag is not None and flag.level == "R4" else None


def _alarmed(call: Call, flag: Flag) -> Outcome:
    person, facts = broken_off(call, call.person, flag.level)
    told = birth_told(call.event.text)
    if flag.category == "postpartum-sign" and person.health.stage is None and told.weeks is not None:
        person = replace(person, health=asking_birth.with_birth(person.health, told, today_of(call)))
    if flag.level == "R1":  # graver than what a professional said before
        answers = tuple(a for a in person.health.answers if a != "supervised")
        person = replace(person, health=replace(person.health, answers=answers))
    over = any(isinstance(fact, WorkoutDone) for fact in facts)
    reply = alarm(flag.level, flag.category, edited=call.event.kind is Kind.EDIT, closed=over)
    return Outcome(person, reply, facts, undoable=bool(facts))


def _minor(call: Call, flag: Flag) -> Outcome:
    return age.too_young(call.person)


def _pregnant(call: Call, flag: Flag) -> Outcome:
    health = replace(call.person.health, stage="pregnant")
    return Outcome(replace(call.person, health=health, question=None), pregnant_reply())


def _postpartum(call: Call, flag: Flag) -> Outcome | None:
    """Asks what R29 needs. A person whose birth is known and cleared may mention it and go on."""
    question, health = call.person.question, call.person.health
    asked = question is not None and question.command == "screening" and question.keep.get("step") in ABOUT_BIRTH
    if asked or "birth" in health.cleared:
        return None
    known = asking_birth.with_birth(health, birth_told(call.event.text), today_of(call))
    return asking_birth.ask_next(call, replace(call.person, health=known))


def _loss(call: Call, flag: Flag) -> Outcome | None:
    """A pregnancy that ended: training waits for a professional's word, and nothing is asked."""
    weeks = birth_told(call.event.text).weeks
    long_ago = years_ago(call.event.text) or (weeks is not None and weeks > YEAR)
    if long_ago or "birth" in call.person.health.cleared:
        return None
    outcome = _alarmed(call, flag)
    return replace(outcome, person=paused(outcome.person, "R2", today_of(call)))


YEAR = 52  # weeks
ABOUT_BIRTH = frozenset({"weeks", "birth", "birth-cleared"})


def _eating(call: Call, flag: Flag) -> Outcome:
    health = replace(call.person.health, gentle=True)
    return Outcome(replace(call.person, health=health), support_reply())


def _pain(call: Call, flag: Flag) -> Outcome | None:
    """Pain during a set: a few questions. While they are asked the answer is theirs."""
    person, question = call.person, call.person.question
    command = question.command if question is not None else ""
    if person.consent is None or command == "pain":
        return None
    if person.health.paused is not None:
        return Outcome(replace(person, question=None), paused_reply(call))
    if command in ("start", "screening") and person.training.plan is None:
        known = "joint" in person.health.answers or (question is not None and question.keep.get("step") == "joint")
        return None if known else joint_told(call)
    return pain.begin(call, flag.category)


def _surgery(call: Call, flag: Flag) -> Outcome | None:
    """An operation of the last half year needs a clearance (R27); one of years ago does not."""
    person, weeks = call.person, birth_told(call.event.text).weeks
    long_ago = years_ago(call.event.text) or (weeks is not None and weeks > SURGERY_WEEKS)
    if person.consent is None or "surgery" in person.health.cleared or long_ago:
        return None
    return _answered(call, "surgery")


def _condition(call: Call, flag: Flag) -> Outcome | None:
    """A long-term condition or its medicine told in words counts as if it had been picked in the screening (R27)."""
    known = call.person.consent is None or flag.category in call.person.health.cleared
    return None if known else _answered(call, flag.category)


def _pressure(call: Call, flag: Flag) -> Outcome | None:
    """High blood pressure told while the health questions are open is their answer (R27); later it is a sign (R1)."""
    question = call.person.question
    asked = question is not None and question.command == "screening" and question.keep.get("step", "") in LISTED
    return _answered(call, "heart") if asked else _alarmed(call, flag)


LISTED = frozenset({"", "picking"})


def _heart(call: Call, flag: Flag) -> Outcome | None:
    """A heart condition told in words counts as if it had been picked in the screening (R27)."""
    known = call.person.consent is None or "heart" in call.person.health.cleared
    return None if known else _answered(call, "heart")


def _forbidden(call: Call, flag: Flag) -> Outcome:
    """What a professional forbade stops all training, not the lower body alone (R27)."""
    outcome = _alarmed(call, flag)
    health = outcome.person.health
    answers = tuple(sorted({*health.answers, "supervised"}))
    health = replace(health, answers=answers, cleared=tuple(c for c in health.cleared if c != "supervised"))
    return replace(outcome, person=paused(replace(outcome.person, health=health), "R1", today_of(call)))


def _answered(call: Call, topic: str) -> Outcome:
    picked = picked_too(call, topic)
    if picked is not None:
        return picked
    health = call.person.health
    answers = tuple(sorted({*health.answers, topic}))
    return next_step(call, replace(call.person, health=replace(health, answers=answers), question=None))


SURGERY_WEEKS = 26


def _normal(call: Call, flag: Flag) -> None:
    return None


Handler = Callable[[Call, Flag], Outcome | None]
HANDLERS: Mapping[str, Handler] = {
    "minor": _minor,
    "pregnant": _pregnant,
    "postpartum": _postpartum,
    "loss": _loss,
    "eating": _eating,
    "surgery": _surgery,
    "condition": _condition,
    "medicine": _condition,
    "pressure": _pressure,
    "heart-known": _heart,
    "supervised": _forbidden,
}
BY_LEVEL: Mapping[str, Handler] = {"R1": _alarmed, "R2": _alarmed, "R3": _pain, "R4": _normal}
