""" "What did I do today", "qué hice ayer": the day whose stored sets are asked for. Shown by history.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.place import today_of
from coach_core.commands.when_said import when_of
from coach_core.notation.lexicon import phrase
from coach_core.turn import Call


def day_asked(call: Call, text: str) -> str | None:
    """That day as "2026-11-23", today where none is named; None for a text that says anything else."""
    words = tuple(word for word in phrase(text) if word.isalnum())
    told = max((form for form in call.given.book.typed.asks_done if form == words[: len(form)]), key=len, default=None)
    if told is None:
        return None
    rest = " ".join(words[len(told) :])
    if not rest or rest in call.given.book.typed.today:
        return today_of(call).isoformat()
    when = when_of(replace(call, event=replace(call.event, text=rest)))
    return when.on.isoformat() if when is not None and when.on is not None else None
