"""What each intent of a reading does. A plain table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coach_core.commands import correct_start, done, finish, repeat, skipping, undo
from coach_core.notation.reading import Intent, Reading
from coach_core.turn import Call, Outcome

DEEDS: Mapping[Intent, Callable[[Call, Reading], Outcome]] = {
    Intent.DONE: done.typed,
    Intent.CORRECT: correct_start.typed,
    Intent.REPEAT: repeat.typed,
    Intent.UNDO: undo.typed,
    Intent.SKIP: skipping.skip_typed,
    Intent.SWAP: skipping.swap_typed,
    Intent.FINISH: finish.typed,
}
