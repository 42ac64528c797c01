"""How an exercise is done, and the usual errors with their corrections (training.md 1.2 to 1.4). Pain is in pain.py."""

from __future__ import annotations

from coach_core.commands.place import day_of
from coach_core.commands.schemes import schemes
from coach_core.commands.storing import slot_of
from coach_core.notation.lexicon import phrase, sorted_words
from coach_core.talk import Button, Say, msg
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call, Command, Outcome

ERRORS = (
    "arch", "close", "far", "knees", "lockout", "bar", "round", "shoulders", "heavy",
)  # fmt: skip # E1 to E9


def how(call: Call) -> Outcome:
    """/how, /how hip thrust, and the button of the workout ("how:<exercise>")."""
    named = call.press[0] if call.press else _told(call)
    other = None if named or call.press else _unknown(call)
    exercise = named or other or _open(call)
    asked = call.words.strip().lower().split(" ")[0]
    if named is None and asked in call.given.book.typed.amounts and (told := amounts(call)) is not None:
        return told
    known = call.given.book.exercises.get(exercise or "")
    row = (Button("form:", msg("button-form")), *_pain(call))
    if known is None or not known.taught:
        line = msg("howto-which") if exercise is None else msg("howto-none", exercise=exercise)
        return Outcome(call.person, (Say((line,), (row,)),))
    lines = (
        msg("howto-head", exercise=known.id),
        msg(f"howto-{known.id}"),
        msg("howto-cue", cue=msg(f"cue-{known.id}")),
    )
    return Outcome(call.person, (Say(lines, (row,)),))


def _told(call: Call) -> str | None:
    """The exercise in the words behind "how": the most words that name one; today's of that name goes first."""
    words, lexicon = phrase(call.words), call.given.book.lexicon
    spans = (" ".join(words[i : i + n]) for n in range(len(words), 0, -1) for i in range(len(words) - n + 1))
    known = next((span for span in spans if lexicon.names.get(sorted_words(span.split()))), None)
    span = known or " ".join(_asked(call))
    exercise, _ = lexicon.exercise(span) if span else (None, None)
    slot = slot_of(call, call.person, exercise, span, loaded=True) if exercise else None
    return slot.exercise if slot is not None else exercise


def _unknown(call: Call) -> str | None:
    """What is asked about, where nobody knows it: the words without those that only ask."""
    return "_".join(_asked(call))[:40] or None


def _asked(call: Call) -> list[str]:
    return [w for w in phrase(call.words) if w.isalnum() and w not in call.given.book.typed.how_around]


def form(call: Call) -> Outcome:
    """/form: the usual errors as buttons; one of them with why it matters and what to do."""
    if call.press and call.press[0] in ERRORS:
        return form_of(call, call.press[0])
    buttons = tuple(Button(f"form:{name}", msg(f"form-{name}")) for name in ERRORS)
    rows = tuple(buttons[i : i + 2] for i in range(0, len(buttons), 2))
    return Outcome(
        call.person, (Say((msg("form-head"),), (*rows, _pain(call) or (Button("pain:", msg("button-hurts")),))),)
    )


def form_of(call: Call, error: str) -> Outcome:
    """One of the usual errors: why it matters and what to do."""
    row = (Button("form:", msg("button-form-list")), *_pain(call))
    return Outcome(call.person, (Say((msg(f"form-{error}-why"), msg(f"form-{error}-fix")), (row,)),))


def amounts(call: Call) -> Outcome | None:
    """ "how many sets left", "how much should I lift": what is left of the open exercise, and its load."""
    slot = _slot(call)
    if slot is None:
        return None
    return Outcome(call.person, (Say((msg("amounts", exercise=slot.exercise, schemes=schemes(slot.left)),)),))


def _open(call: Call) -> str | None:
    slot = _slot(call)
    return slot.exercise if slot is not None else None


def _slot(call: Call) -> SlotPlan | None:
    training = call.person.training
    return day_of(call, call.person).open if training.open is not None or training.plan is not None else None


def _pain(call: Call) -> tuple[Button, ...]:
    """The way to the pain questions, where an exercise is open."""
    slot = _slot(call)
    return (Button(f"pain:{slot.slot}", msg("button-hurts")),) if slot is not None and slot.slot is not None else ()


COMMAND_HOW = Command("how", how)
COMMAND_FORM = Command("form", form)
