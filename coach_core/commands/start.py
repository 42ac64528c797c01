"""Getting started: consent, screening, level, equipment, one set, unit; one tap each, or typed. Not safety."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import age, beside_start
from coach_core.commands.in_passing import WHEN, asked_in_passing
from coach_core.commands.screening import on_text as screening_text
from coach_core.commands.screening import screen_again
from coach_core.commands.screens import ask_unit, shorter
from coach_core.commands.starting_doubts import chosen, counted, weighed
from coach_core.commands.starting_set import KEPT, bare_weight, holds_sets, lift_of, reading_of, set_read, with_unit
from coach_core.commands.steps import NEVER, asked, next_step
from coach_core.commands.told import Told, hear
from coach_core.notation.reading import Reading
from coach_core.person import Consent, Equipment, Level, Person
from coach_core.talk import Msg, Say, msg
from coach_core.training.weight import Unit, Weight
from coach_core.turn import Call, Command, Outcome

CONSENT = 1  # version of what is agreed to
OF_START = frozenset({"start", "screening"})


def decide(call: Call) -> Outcome:
    """/start, its buttons, and whatever is typed while the coach is getting to know somebody."""
    if call.person.health.minor and call.press != ("consent", "adult"):
        return age.too_young(call.person)
    if call.press:
        return _pressed(call)
    question = call.person.question
    if question is not None and question.command == "screening" and not _is_command(call):
        return screening_text(call)
    if _is_command(call) or (call.person.training.plan is not None and not _open(call)):
        return _kept(call, onward(call, call.person, _told(call)))
    return _typed(call)


def _is_command(call: Call) -> bool:
    said = call.event.text.strip().lower()
    greeted = call.given.book.typed.commands.get(said.strip("¡¿!?. ")) == "start"
    return greeted or said.lstrip("/").split(" ")[0] in ("start", "")


def _told(call: Call) -> str:
    """A starting set that was typed before its question came."""
    question = call.person.question
    return question.keep.get("told", "") if question is not None and question.command in OF_START else ""


def _kept(call: Call, outcome: Outcome) -> Outcome:
    """/start in mid-program loses nothing, an open question of another command included."""
    question = call.person.question
    if question is None or question.command in OF_START or call.person.training.plan is None:
        return outcome
    return replace(outcome, person=replace(outcome.person, question=question))


def _pressed(call: Call) -> Outcome:
    what, value = (*call.press, "", "")[:2]
    if what == "screening":
        return screen_again(call)
    if what == "again":
        return onward(call, call.person, _told(call))
    act = PRESSES.get(what)
    fits = act(call, value) if act is not None else None
    return fits if fits is not None else _old(call)


def _old(call: Call) -> Outcome:
    """A button that no longer fits: what is open now."""
    now = onward(call, call.person, _told(call))
    return _first(call, _kept(call, now), msg("start-old-button"))


def _consent(call: Call, value: str) -> Outcome | None:
    person = call.person
    if value == "what":
        what = "privacy-encrypted" if call.given.encrypted else "privacy-not-encrypted"
        first = Say((msg("privacy-what"), msg("privacy-where"), msg(what), msg("privacy-rights")))
        if person.consent is not None:
            return Outcome(person, (first,))
        again = onward(call, person, _told(call))
        return replace(again, reply=(first, *(shorter(say) for say in again.reply)))
    if value == "adult":
        return age.adult_after_all(call)
    if person.consent is not None:
        return None
    if value == "minor":
        return age.too_young(person)
    return _agreed(call, person, _told(call)) if value == "yes" else None


def _agreed(call: Call, person: Person, told: str) -> Outcome:
    return onward(call, replace(person, consent=Consent(call.at, CONSENT), question=None), told)


def _level(call: Call, value: str) -> Outcome | None:
    return _set(call, "level", Told(level=Level(value))) if value in tuple(Level) else None


def _equipment(call: Call, value: str) -> Outcome | None:
    return _set(call, "equipment", Told(equipment=Equipment(value))) if value in tuple(Equipment) else None


def _unit(call: Call, value: str) -> Outcome | None:
    return _set(call, "unit", Told(unit=Unit(value))) if value in tuple(Unit) else None


def _chosen(call: Call, value: str) -> Outcome | None:
    """The answer about an odd starting set; told again it is asked for once more."""
    if value == "again" and _open(call) == "confirm":
        return onward(call, call.person)
    return chosen(call, value)


def _never(call: Call, value: str) -> Outcome | None:
    return onward(call, call.person, NEVER) if value == NEVER and _open(call) == "start" else None


def _set(call: Call, what: str, told: Told) -> Outcome | None:
    """An answer to the open question, or a correction of one that was given just before."""
    if call.person.training.plan is not None or call.person.consent is None or not _open(call):
        return None
    if _open(call) == "screening" or (what == "unit" and _open(call) != "unit"):
        return None
    return onward(call, _with(call.person, told), _told(call))


def _open(call: Call) -> str:
    question = call.person.question
    return question.asks if question is not None and question.command in OF_START else ""


PRESSES: Mapping[str, Callable[[Call, str], Outcome | None]] = {
    "consent": _consent,
    "level": _level,
    "equipment": _equipment,
    "unit": _unit,
    "start": _never,
    "set": _chosen,
}


def _with(person: Person, told: Told) -> Person:
    """What was told, into the settings; what was not stays."""
    s = person.settings
    settings = replace(
        s, level=told.level or s.level, equipment=told.equipment or s.equipment, unit=told.unit or s.unit
    )
    return replace(person, settings=settings)


def _typed(call: Call) -> Outcome:
    """A typed answer; what answers a later question is kept for it. Otherwise the question comes again."""
    text, person, asks = call.event.text.strip(), call.person, _open(call) or "consent"
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
    person = _with(person, replace(told, unit=unit))
    kept = text[:KEPT] if read is not None else NEVER if told.never else _told(call)
    if asks == "consent" and person.consent is None:
        return _typed_consent(call, person, told, kept)
    outcome = onward(call, person, kept)
    if read is not None and asks in ("unit", "start", "confirm"):
        return outcome
    understood = read is not None or told.anything
    if understood and asks != _asks(outcome):
        return outcome
    noted = asks in ("level", "equipment") and (read is not None or kept != _told(call) or person != call.person)
    return _first(call, outcome, msg("start-noted") if noted else _not_understood(call, asks))


def _beside(call: Call, sets: Reading, text: str) -> Outcome:
    """Sets of other lifts are stored, a thrust told with them is the starting set, and the question comes again."""
    read = set_read(call, call.person, text)
    kept = text[:KEPT] if read is not None else _told(call)
    person = with_unit(call, call.person, text)
    if beside_start.lacks_unit(person, sets):
        return _which_unit(person, text, kept)
    stored = beside_start.logged(call, person, sets, text)
    if stored.person.question is not None and read is not None:
        return _first(call, onward(call, person, kept), msg("start-first-this", words=text[:80]))
    return stored if stored.person.question is not None else _then(call, stored, kept)


def _then(call: Call, stored: Outcome, kept: str) -> Outcome:
    """What was stored, then the next question, or the program."""
    again = next_step(call, stored.person, kept)
    return replace(
        again, reply=(*stored.reply, *again.reply), facts=(*stored.facts, *again.facts), undoable=stored.undoable
    )


def onward(call: Call, person: Person, told: str = "") -> Outcome:
    """The next question, or the program. Sets of other lifts that waited for their unit are stored first."""
    question = call.person.question
    text = question.keep.get("beside", "") if question is not None and question.command in OF_START else ""
    if text and person.settings.unit is None:
        return _which_unit(person, text, told)
    sets = beside_start.others(replace(call, person=person), text) if text else None
    if sets is None:
        return next_step(call, person, told)
    stored = beside_start.logged(call, person, sets, text)
    return stored if stored.person.question is not None else _then(call, stored, told)


def _which_unit(person: Person, text: str, told: str) -> Outcome:
    return asked(person, ask_unit(text), beside=text[:KEPT], **({"told": told} if told else {}))


def _weighed(call: Call, load: Weight) -> Outcome:
    """A weight alone, where a set is asked for or told without its unit."""
    if _told(call) == NEVER:
        return onward(call, _with(call.person, Told(unit=load.unit)), NEVER)
    found = weighed(call, load, _told(call))
    return onward(call, _with(call.person, Told(unit=load.unit)), found) if isinstance(found, str) else found


def _yes_or_again(call: Call, *, yes: bool) -> Outcome:
    """A typed yes means the first button, a no the last."""
    question = call.person.question
    first = "other" if question is not None and "other" in question.keep else "sure"
    return _chosen(call, first if yes else "again") or _old(call)


def _typed_consent(call: Call, person: Person, told: Told, kept: str) -> Outcome:
    """Nothing is kept before the consent but what the question itself carries; who has not been shown what is agreed to
    agrees to nothing.
    """
    noted = kept and kept != _told(call)
    if _open(call) != "consent":
        shown = onward(call, call.person, kept)
        return _first(call, shown, msg("start-noted")) if noted else shown
    if told.yes:
        return _agreed(call, person, kept or _told(call))
    if told.no:
        return Outcome(replace(call.person, question=None), (Say((msg("consent-declined"),)),))
    again = onward(call, call.person, kept)
    return _first(call, again, msg("start-noted") if noted else _not_understood(call, "consent"))


def _asks(outcome: Outcome) -> str:
    question = outcome.person.question
    return question.asks if question is not None else ""


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


def _first(call: Call, outcome: Outcome, line: Msg) -> Outcome:
    """The outcome with a line before what it says; a long question that is open already comes in short."""
    if not outcome.reply:
        return replace(outcome, reply=(Say((line,)),))
    first, *rest = outcome.reply
    first = shorter(first) if _open(call) == _asks(outcome) else first
    return replace(outcome, reply=(replace(first, lines=(line, *first.lines)), *rest))


COMMAND = Command("start", decide)
