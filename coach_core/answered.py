"""ANSWERS: who takes what is typed while the coach waits for an answer. Commands go before it (meaning.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import (
    after,
    answering,
    helping,
    history,
    pain,
    reminder_times,
    removing,
    reserve,
    settings,
    skipping,
    start,
)
from coach_core.commands.aside import aside
from coach_core.commands.reading import read_of
from coach_core.commands.small_talk import bare_log
from coach_core.commands.start_onward import OF_START
from coach_core.commands.yes_no import yes_no
from coach_core.meaning import BY_NAME, Meant
from coach_core.notation.reading import Intent
from coach_core.talk import Kind
from coach_core.turn import Call, Outcome

TWO_BUTTONS = frozenset({"confirm", "sets"})
PAST_ASKED = frozenset({"history", "edit", "remove"})  # questions whose answers change what is long stored

Answering = Callable[[Call], Outcome | None]
ANSWERS: Mapping[str, Answering] = {
    "start": lambda call: start.COMMAND.decide(call),
    "screening": lambda call: start.COMMAND.decide(call),
    "pain": pain.answering,
    "log": answering.answering,
    "setup": after.answering,
    "remind": reminder_times.answering,
    "settings": settings.answering,
    "rir": reserve.answering,
    "history": history.answering,
    "remove": removing.answering,
    "finish": lambda call: _yes_no(call),
    "program": lambda call: _yes_no(call),
    "erase": lambda call: _yes_no(call),
    "edit": lambda call: _yes_no(call),
    "skip": lambda call: _yes_no(call),
    "swap": skipping.answering,
    "language": settings.language_answering,
}


def answered(call: Call, found: Meant) -> Outcome | None:
    """A typed answer to what the coach asked; commands go before it."""
    question = call.person.question
    if question is None or not _answers(call):
        return None
    if found.command.name != "log" and not (question.asks in TWO_BUTTONS and yes_no(call) is not None):
        return None
    if not call.event.text.strip() or bare_log(call) or _of_stored(call):
        return None
    said = _behind(call.event.text)
    call = replace(call, words=said, event=replace(call.event, text=said))
    if (beside := aside(call)) is not None:
        return beside
    answer = ANSWERS.get(question.command)
    return answer(call) if answer else None


def _behind(text: str) -> str:
    """What is answered: behind /log, where nothing else is heard; else the text as it is."""
    command, *rest = text.split(maxsplit=1)
    return rest[0] if command.startswith("/") and rest else text


def _answers(call: Call) -> bool:
    """Whether the event can be an answer: a text; while somebody gets started also an edit of one, which holds no set
    that is stored: what was mistyped is put right where it stands.
    """
    if call.event.kind is not Kind.EDIT:
        return call.event.kind is Kind.TEXT
    question, training = call.person.question, call.person.training
    if training.plan is not None or question is None or question.command not in OF_START:
        return False
    return training.open is None or all(s.message != call.message for s in training.open.sets)


def _of_stored(call: Call) -> bool:
    """Whether a text is about sets that are stored ("delete last set", "no, 65"), while somebody gets started."""
    question, opened = call.person.question, call.person.training.open
    if question is None or question.command != "start" or call.person.consent is None:
        return False
    intent = read_of(call, call.event.text).intent
    some = opened is not None and bool(opened.sets) and question.asks not in ("unit", "confirm")
    return intent is Intent.UNDO or (some and intent is Intent.CORRECT)


def _yes_no(call: Call) -> Outcome | None:
    """ "yes" and "no" typed where a question has two buttons: as if the first, or none, were pressed."""
    told = yes_no(call)
    question = call.person.question
    if told is None or question is None:
        return None
    press = question.keep.get("yes" if told else "no", "")
    if not (told or press):
        return helping.cancel(call)
    return BY_NAME[question.command].decide(replace(call, press=tuple(press.split(":"))))
