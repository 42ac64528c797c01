"""Whether "@8" is an effort or a load. Efforts told by words are in efforts.py."""

from __future__ import annotations

from coach_core.notation.bits import Bit
from coach_core.notation.drafts import Work


def is_effort(work: Work, bit: Bit) -> bool:
    """Whether "@8" is an RPE: never above 10, and not where 8 is near the prescribed load."""
    if bit.number > 1000 or bit.number < 100 or bit.number % 50:
        return False
    if any(d.load is not None for d in work.drafts) or work.loads:
        return True
    near = work.around.load is not None and bit.number * 2 >= work.around.load
    return not near and (bit.at == "@" or work.around.load is not None)
