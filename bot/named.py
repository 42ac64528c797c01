"""Where a message before all names people: so that each name can be taken out of it. How that is done: unnamed.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.language import Language
from bot.rendered import NAME
from coach_core.talk import Say, msg

ROW, WHOLE_LINE = "board-row", "board-shared"  # behind a name on a row, and around a record, stand its person's numbers


def who(said: Say, spoken: Language) -> Mapping[str, Any]:
    """Whom a message names and where, and what stands there instead of who has left."""
    called = {spoken.render(msg("only-name", name=name)).text: number for _, number, name in said.named}
    names = {str(number): name for _, number, name in said.named}
    return {"left": spoken.render(msg("left-name")).text, "names": names, "marks": list(_marks(said, spoken, called))}


def _marks(said: Say, spoken: Language, called: Mapping[str, int]) -> Iterator[list[int]]:
    start = 0
    for line in said.lines:
        text, spans = (shown := spoken.render(line)).text, shown.spans
        for span in (span for span in spans if span.style == NAME):
            number = called.get(text[span.start : span.end])
            if number is None:
                continue
            if line.key == WHOLE_LINE:
                yield [number, max(0, start - 1), start + len(text), 0]
            else:
                yield [number, start + span.start, start + (len(text) if line.key == ROW else span.end), 1]
        start += len(text) + 1
