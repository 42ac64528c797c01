"""Words among sets, each kept with the set that it tells of. Which words are a note: names.py."""

from __future__ import annotations

from coach_core.notation.meant import Meant
from coach_core.notation.message import Message
from coach_core.notation.names import Part
from coach_core.notation.sets import work_out

MOST_PLACES = 20


def keep_notes(message: Message, found: Part, one: Meant, sets: int) -> None:
    """Keeps the words among sets, each with the set that it stands behind: "40x10 easy, 40x9 hard"."""
    if not found.notes:
        return
    total = sum(len(e.sets) for e in message.deeds[0].entries)
    many = len(found.gaps) > MOST_PLACES  # for each place the sets before it are worked out
    if many or len(message.deeds) > 1 or len(found.gaps) != len(found.notes) or [g.at for g in found.gaps] == [0]:
        message.keep(found.notes)
        return
    message.keep(found.notes, [total - sets + _behind(found, one, gap.at, sets) for gap in found.gaps])


def _behind(found: Part, one: Meant, at: int, sets: int) -> int:
    """How many sets stand before words, with the one that begins right behind them: "easy 12, hard 11"."""
    last = found.row[at - 1].role if 0 < at <= len(found.row) else ","
    after = found.row[at].kind if at < len(found.row) else "sep"
    begun = len(work_out(found.row[:at], one.work.around).drafts) if at else 0
    return max(1, min(sets, begun + (last in (",", "&") and after != "sep")))
