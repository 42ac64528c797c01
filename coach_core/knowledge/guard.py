"""Safety before anything else: every text and edit passes here before it is read (R1). The search is in flags.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import asking_birth, pain
from coach_core.commands.clearing import resume_asked
from coach_core.commands.place import today_of
from coach_core.knowledge.flags import Flag, find_flag, says_cleared
from coach_core.knowledge.limits import may_train, stage_limits
from coach_core.knowledge.pausing import alarm, minor_reply, paused, paused_reply, pregnant_reply, support_reply
from coach_core.knowledge.statements import birth_told
from coach_core.talk import Kind, Msg, msg
from coach_core.turn import Call, Outcome

__all__ = ["guard", "may_train", "paused_reply", "soreness_line", "stage_limits"]


def guard(call: Call) -> Outcome | None:
    """What a red flag in the message leads to; None when the message may be read like any other."""
    if call.event.kind not in (Kind.TEXT, Kind.EDIT):
        return None
    stage = "postpartum" if call.person.health.stage == "postpartum" else None
    flag = find_flag(call.event.text, call.given.book.phrases, stage)
    if flag is None:
        paused_now = call.person.health.paused is not None
        return resume_asked(call) if paused_now and says_cleared(call.event.text, call.given.book.phrases) else None
    return HANDLERS.get(flag.category, BY_LEVEL[flag.level])(call, flag)


def soreness_line(call: Call) -> Msg | None:
    """One reassuring line for a message about plain soreness or the pad (R4); its sets are logged all the same."""
    flag = find_flag(call.event.text, call.given.book.phrases)
    return msg(f"soreness-{flag.category}") if flag is not None and flag.level == "R4" else None


def _alarmed(call: Call, flag: Flag) -> Outcome:
    person = paused(call.person, flag.level, today_of(call))
    told = birth_told(call.event.text)
    if flag.category == "postpartum-sign" and person.health.stage is None and told.weeks is not None:
        person = replace(person, health=asking_birth.with_birth(person.health, told, today_of(call)))
    return Outcome(person, alarm(flag.level, flag.category))


def _minor(call: Call, flag: Flag) -> Outcome:
    health = replace(call.person.health, minor=True)
    return Outcome(replace(call.person, health=health, question=None), minor_reply())


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


ABOUT_BIRTH = frozenset({"weeks", "birth", "birth-cleared", "stage"})


def _eating(call: Call, flag: Flag) -> Outcome:
    health = replace(call.person.health, gentle=True)
    return Outcome(replace(call.person, health=health), support_reply())


def _pain(call: Call, flag: Flag) -> Outcome | None:
    """Pain during a set: a few questions. While they, or those of the start, are asked, the answer is theirs."""
    question = call.person.question
    if call.person.consent is None or (question is not None and question.command in ASKING):
        return None
    return pain.begin(call, flag.category)


ASKING = frozenset({"pain", "start", "screening"})


def _normal(call: Call, flag: Flag) -> None:
    return None


Handler = Callable[[Call, Flag], Outcome | None]
HANDLERS: Mapping[str, Handler] = {
    "minor": _minor,
    "pregnant": _pregnant,
    "postpartum": _postpartum,
    "eating": _eating,
}
BY_LEVEL: Mapping[str, Handler] = {"R1": _alarmed, "R2": _alarmed, "R3": _pain, "R4": _normal}
