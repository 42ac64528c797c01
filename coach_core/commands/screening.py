"""The screening (R27) and its consequences. Its screens are in screens.py, clearances and pauses in clearing.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import age, asking_birth, screens
from coach_core.commands.clearing import CLEARING, GRAVE, Act, resume_screen
from coach_core.commands.closing import closed
from coach_core.commands.place import today_of
from coach_core.commands.starting_set import KEPT, holds_sets, set_read
from coach_core.commands.steps import asked, go_on, is_open, keep_of, next_step
from coach_core.commands.told import hear
from coach_core.knowledge.flags import says_cleared
from coach_core.knowledge.limits import VALID, after_birth, screening_due
from coach_core.knowledge.pausing import RESUME, forbidden_level, paused, safety
from coach_core.knowledge.statements import birth_told
from coach_core.person import Health, Person
from coach_core.talk import Msg, Say, msg
from coach_core.turn import Call, Command, Outcome


def decide(call: Call) -> Outcome:
    """The buttons of the screening and of a pause."""
    what, value = (*call.press, "", "")[:2]
    act = PRESSES.get(what)
    done = act(call, value) if act is not None else None
    return done if done is not None else _old(call)


def screen_again(call: Call) -> Outcome:
    """The screening from /settings; what was answered before holds until it is answered anew."""
    return asked(call.person, screens.screening_screen(), "screening", **keep_of(call))


def ask_due(call: Call, *, told_sets: bool) -> Outcome:
    """The health questions after a long while, before any load; one tap goes on (R27)."""
    lines = (msg("screening-again"), *((msg("screening-sets-wait"),) if told_sets else ()))
    screen = screens.screening_screen()
    return asked(call.person, replace(screen, lines=(*lines, *screen.lines)), "screening")


def joint_told(call: Call) -> Outcome:
    """Pain told while getting started: the sore area is asked about like the topic that it is (R27)."""
    person = call.person
    if person.health.screened is None:
        keep = {**_told(call), "step": "picking", "picked": ",".join(sorted(_picked(call) | {"joint"}))}
        return asked(person, screens.topics_screen(keep["picked"].split(",")), "screening", **keep)
    answers = tuple(sorted({*person.health.answers, "joint"}))
    person = replace(person, health=replace(person.health, answers=answers))
    return asked(person, screens.joint_screen(), "screening", **_told(call), step="joint")


def picked_too(call: Call, topic: str) -> Outcome | None:
    """A topic told in words while the list is open is picked in it, beside what was picked before (R27)."""
    if not is_open(call, "picking"):
        return None
    picked = ",".join(sorted(_picked(call) | {topic}))
    return asked(
        call.person, screens.topics_screen(picked.split(",")), "screening", **{**keep_of(call), "picked": picked}
    )


def on_text(call: Call) -> Outcome:
    """A typed answer to whichever of the questions is open."""
    step, text = keep_of(call).get("step", ""), call.event.text.strip()
    told = hear(call, text)
    if step in ("weeks", "birth"):
        return _typed_birth(call, step)
    yes = told.yes or says_cleared(text, call.given.book.phrases)
    if step in YES_NO and (yes or told.no):
        outcome = PRESSES[step](call, "no" if told.no else "yes")
        return outcome if outcome is not None else _old(call)
    if step == "" and told.none:
        return _finish(call, frozenset())
    if step == "stage" and (told.none or told.no):
        return CLEARING["stage-never"](call, "yes") or _old(call)
    if step == "" and (told.yes or told.some):
        return _some(call, "") or _old(call)
    if step == "" and set_read(call, call.person, text) is not None:
        return _kept_set(call, text)
    return _unclear(call)


def _kept_set(call: Call, text: str) -> Outcome:
    """A starting set that was typed too early waits for its question."""
    screen = _with_line(screens.shorter(screens.screening_screen()), msg("start-noted"))
    return asked(call.person, screen, "screening", **{**keep_of(call), "told": text[:KEPT]})


YES_NO = frozenset({"clear", "joint", "birth-cleared", "resume"})


def _typed_birth(call: Call, step: str) -> Outcome:
    text = call.event.text.strip()
    told = birth_told(f"{text} weeks" if text.isascii() and text.isdigit() and len(text) < 4 else text)
    if told.weeks is None and told.kind is None:
        return _unclear(call)
    health = asking_birth.with_birth(call.person.health, told, today_of(call))
    return go_on(call, replace(call.person, health=health))


def _unclear(call: Call) -> Outcome:
    """The open question once more, with what was not understood."""
    key = "screening-unclear-weeks" if keep_of(call).get("step") == "weeks" else "screening-unclear"
    key = "start-first-this" if holds_sets(call, call.event.text) else key
    line, outcome = msg(key, words=call.event.text.strip()[:80]), open_again(call)
    return replace(outcome, reply=(_with_line(screens.shorter(outcome.reply[0]), line), *outcome.reply[1:]))


def open_again(call: Call) -> Outcome:
    """The open question about health once more."""
    step = keep_of(call).get("step", "")
    if step in ("weeks", "birth", "birth-cleared"):
        return asking_birth.ask_next(call, call.person)
    if step == "picking":
        return Outcome(call.person, (screens.topics_screen(_picked(call)),))
    return Outcome(call.person, (SCREENS.get(step, screens.screening_screen)(),))


SCREENS: Mapping[str, Callable[[], Say]] = {
    "clear": screens.clearance_screen,
    "joint": screens.joint_screen,
    "stage": screens.stage_screen,
    "resume": resume_screen,
}


def not_set_up(call: Call) -> Outcome | None:
    """The open question of the start once more: nothing is trained before health, level and equipment are known."""
    health, chosen, question = call.person.health, call.person.settings, call.person.question
    if health.screened is not None and chosen.level is not None and chosen.equipment is not None:
        return None
    if question is not None and question.command == "screening":
        return open_again(call)
    told = question.keep.get("told", "") if question is not None and question.command == "start" else ""
    return next_step(call, call.person, told)


def _with_line(screen: Say, line: Msg) -> Say:
    return replace(screen, lines=(line, *screen.lines), replace=False)


def _picked(call: Call) -> frozenset[str]:
    return frozenset(t for t in keep_of(call).get("picked", "").split(",") if t)


def _none(call: Call, value: str) -> Outcome | None:
    return _finish(call, frozenset()) if is_open(call, "") or is_open(call, "picking") else None


def _some(call: Call, value: str) -> Outcome | None:
    if not is_open(call, ""):
        return None
    return asked(call.person, screens.topics_screen(()), "screening", **{**keep_of(call), "step": "picking"})


def _topic(call: Call, value: str) -> Outcome | None:
    if value not in screens.TOPICS or not is_open(call, "picking"):
        return None
    picked = _picked(call) ^ {value}
    screen = screens.topics_screen(picked, replaces=True)
    return asked(call.person, screen, "screening", **{**keep_of(call), "picked": ",".join(sorted(picked))})


def _done(call: Call, value: str) -> Outcome | None:
    return _finish(call, _picked(call)) if is_open(call, "picking") else None


def _finish(call: Call, picked: frozenset[str]) -> Outcome:
    """The consequences of the answers, with what was told in words before: the gravest first (R27)."""
    person = call.person
    picked |= frozenset(person.health.answers) if person.health.screened is None else frozenset()
    cleared = _still_cleared(call, picked)
    health = replace(person.health, screened=today_of(call), answers=tuple(sorted(picked)), cleared=cleared)
    health = health if "birth" in picked or _ladder_stands(call) else _without_birth(health)
    person = replace(person, health=health, question=None)
    if "minor" in picked:
        return age.too_young(person)
    if picked & GRAVE:
        return _doctor_first(call, person)
    if "joint" in picked and "joint" not in cleared:
        return asked(person, screens.joint_screen(), "screening", **_told(call), step="joint")
    return go_on(call, person)


def _still_cleared(call: Call, picked: frozenset[str]) -> tuple[str, ...]:
    """The clearances that hold: of what is picked again, and not older than a year."""
    health = call.person.health
    old = health.screened is not None and today_of(call) - health.screened >= VALID
    return tuple(c for c in health.cleared if c == "birth" or (c in picked and not old))


def _ladder_stands(call: Call) -> bool:
    """Whether a birth that is known holds although nothing was picked when the questions came round again (R29)."""
    health, on = call.person.health, today_of(call)
    return health.born_on is not None and screening_due(call.person, on) and after_birth(health, on)


def _without_birth(health: Health) -> Health:
    return replace(health, stage=None, birth=None, born_on=None, stage_on=None)


def _told(call: Call) -> dict[str, str]:
    return {"told": told} if (told := keep_of(call).get("told", "")) else {}


def _doctor_first(call: Call, person: Person) -> Outcome:
    """Nothing is trained or logged before a doctor was seen; a workout that is on is closed with what was done."""
    person, over = closed(call, person)
    lines = (msg("screening-doctor"), msg("screening-doctor-now"))
    reply = (Say(lines, ((RESUME,),), safety(forbidden_level(person.health))),)
    return Outcome(paused(person, "R1", today_of(call)), reply, over, undoable=bool(over))


def _old(call: Call) -> Outcome:
    """A button that no longer fits: said kindly, and what is open now."""
    outcome = next_step(call, call.person, keep_of(call).get("told", ""))
    if call.person.training.plan is not None:
        outcome = replace(outcome, person=call.person)
    line, (first, *rest) = msg("start-old-button"), outcome.reply
    return replace(outcome, reply=(replace(first, lines=(line, *first.lines)), *rest))


PRESSES: Mapping[str, Act] = {"none": _none, "some": _some, "topic": _topic, "done": _done, **CLEARING}
COMMAND = Command("screening", decide)
