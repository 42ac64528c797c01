""" "What did I do today", "qué hice ayer": the day whose stored sets are asked for. Shown by history.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.in_passing import bare
from coach_core.commands.place import today_of
from coach_core.commands.when_said import when_of
from coach_core.turn import Call

LONGEST = 12  # words of such a question


def day_asked(call: Call, text: str) -> str | None:
    """That day as "2026-11-23", today where none is named; None for a text that says anything else."""
    words, asking = tuple(bare(text).split()), call.given.book.typed.asks_done
    told = next((n for n in range(min(len(words), LONGEST), 0, -1) if words[:n] in asking), None)
    if told is None:
        return None
    rest = " ".join(words[told:])
    if not rest or rest in call.given.book.typed.today:
        return today_of(call).isoformat()
    when = when_of(replace(call, event=replace(call.event, text=rest)))
    return when.on.isoformat() if when is not None and when.on is not None else None
