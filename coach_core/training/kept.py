"""The load of a day that kept the reserve asked: what work without a percent repeats (R33). Judging is in judge.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.facts import SetDone
from coach_core.training.cuts import CUTS
from coach_core.training.sets import heaviest, missed, spare
from coach_core.training.weight import Weight
from coach_core.training.within import UNDER
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """The load, the set that it rests on, the load that was too heavy if there was one, and percent taken off that."""

    load: Weight
    sets: tuple[str, ...]
    above: Weight | None = None
    percent: int = 0


def kept(sets: Sequence[SetDone]) -> Kept | None:
    """The heaviest load whose set kept its reps and, within one rep, the reserve asked; None where none was lifted.

    Where no set kept them it is the lightest one of them less the share that R9 takes off the set after it.
    """
    loaded = [s for s in sets if s.load is not None and s.reps != 0]
    heavy, best = heaviest(loaded), heaviest([s for s in loaded if not _broke(s)])
    if heavy is None or heavy.load is None:
        return None
    if best is not None and best.load is not None:
        return Kept(best.load, (best.set_id,), heavy.load if best.load < heavy.load else None)
    load, least = min(((s.load, s) for s in loaded if s.load is not None), key=lambda pair: pair[0].kg)
    share = CUTS["cut-missed" if missed(least) else "cut-reserve"]
    return Kept(load.times(share), (least.set_id,), load, int(100 - 100 * share))


def _broke(done: SetDone) -> bool:
    left = spare(done)
    return missed(done) or (left is not None and done.goal_rir is not None and left < done.goal_rir - UNDER)
