"""What is asked in a free sentence: the command that it means (ROUTES), else who answers it (ANSWERS)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coach_core.commands import plainly_left, plainly_loads, plainly_otherwise
from coach_core.commands.answers import plain
from coach_core.commands.named import Named
from coach_core.commands.other import example
from coach_core.commands.place import today_of
from coach_core.commands.small_talk import whats_next
from coach_core.commands.wanted import Wanted, wanted
from coach_core.knowledge.pausing import withheld
from coach_core.talk import msg
from coach_core.turn import Call, Outcome, Want

NAME = "ask"
ROUTES: Mapping[str, Named] = {
    "erase": Named("erase"),
    "program": Named("program"),
    "gym": Named("settings", ("equipment",)),
    "days": Named("settings", ("days",)),
    "record": Named("progress"),
    "ready": Named("today", ("next",)),
    "earlier": Named("history", ("from", "0")),
    "spacing": Named("evidence", ("frequency",)),
    "results": Named("evidence"),
    "remind": Named("reminders"),
    "pad": Named("how", ("barbell_hip_thrust",)),
    "breathe": Named("how"),
}


def asked(call: Call, text: str) -> Named | None:
    """The command that the text means, with what it is handed; None for any other text."""
    found = wanted(call, text)
    of_today = not call.given.book.typed.today.isdisjoint(text.lower().split())
    if found is None or (found.kind == "erase" and of_today):  # "delete everything from today" is of sets
        return None
    return ROUTES.get(found.kind) or Named(NAME, (found.kind, found.number or "", *found.exercises))


def wants(call: Call) -> Want | None:
    """All live facts, where they are counted or the last of them is shown."""
    return Want(everything=True) if call.press[:1] in (("count",), ("last",)) else None


def decide(call: Call) -> Outcome:
    """The answer that fits here and now."""
    kind, number, *exercises = call.press if len(call.press) > 1 else ("", "")
    answer = ANSWERS.get(kind)
    if answer is None:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    if kind in OF_TRAINING and withheld(call, call.person, today_of(call)):
        return Outcome(call.person, plain(call.person, msg("example-held")))
    return answer(call, Wanted(kind, number or None, tuple(exercises)))


def _friend(call: Call, _: Wanted) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("ask-friend")))


def _extra(call: Call, _: Wanted) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("ask-extra"), example(call)))


OF_TRAINING = frozenset(
    {"rest", "length", "plates", "next", "back", "cant", "remove", "instead", "extra", "onward", "load", "warmup"}
)
ANSWERS: Mapping[str, Callable[[Call, Wanted], Outcome]] = {
    "rest": plainly_left.rest,
    "length": plainly_left.length,
    "count": plainly_left.count,
    "last": plainly_left.last,
    "bar": plainly_loads.bar,
    "plates": plainly_loads.plates,
    "max": plainly_loads.maximum,
    "onward": plainly_loads.onward,
    "load": plainly_loads.of_exercise,
    "warmup": plainly_loads.warm_up,
    "beyond": lambda call, _: Outcome(call.person, plain(call.person, msg("ask-beyond"))),
    "next": plainly_left.upcoming,
    "back": plainly_otherwise.back,
    "cant": plainly_otherwise.another,
    "remove": plainly_otherwise.another,
    "instead": plainly_otherwise.instead,
    "week": plainly_otherwise.week,
    "cancel": plainly_otherwise.cancel,
    "unwell": plainly_otherwise.unwell,
    "friend": _friend,
    "extra": _extra,
    "rpe": lambda call, _: whats_next(call, msg("term-rpe")),
    "rir": lambda call, _: whats_next(call, msg("term-rir")),
}
