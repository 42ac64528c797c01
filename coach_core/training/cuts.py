"""A load that is cut by 5 to 10 %, as plates or dumbbells allow it, and how that is said (R9, R33)."""

from __future__ import annotations

from fractions import Fraction

from coach_core.facts import Reason, SetDone
from coach_core.training.loads import because, loadable, share
from coach_core.training.plates import SMALLEST
from coach_core.training.sets import lacking
from coach_core.training.shape import Ask
from coach_core.training.weight import Weight
from coach_core.values import dataclass

CUTS = {"cut-missed": Fraction(90, 100), "cut-reserve": Fraction(95, 100)}
MOST, LEAST = Fraction(90, 100), Fraction(95, 100)  # what is left of a load after a cut
TOO_LIGHT = Fraction(85, 100)  # lighter than this is further from 5 to 10 % than the load as it was
# a cut → its sentence where it is: as plates allow, a jump, none as the next is far, none at all, rounded down
SAID = {
    "cut-missed": ("cut-missed-within", "cut-missed-step", "cut-missed-stays", "cut-missed-least", "cut-missed-down"),
    "cut-reserve": (
        "cut-reserve-within",
        "cut-reserve-step",
        "cut-reserve-stays",
        "cut-reserve-least",
        "cut-reserve-down",
    ),
}


@dataclass(frozen=True, slots=True)
class Moving:
    """A change that a set made: after which one, of what, to what share; it is told once all loads are known."""

    after: int
    done: SetDone
    share: Fraction
    factor: Fraction

    def before(self, ask: Ask, base: Weight) -> Weight:
        """What a set that was to be ``base`` would have been without it."""
        return share(base, self.factor / self.share, ask.today.unit)


def cut_to(ask: Ask, cut: Moving, base: Weight, exact: Weight) -> Weight:
    """What a set that was to be ``base`` comes to: ``exact`` where that is no more than 10 % under what it was to be.

    Else a load 5 to 10 % under it, if one can be made; else the next lighter one, unless that is more than 15 % less
    and half of the reps were done: then it stays as it was.
    """
    was = loadable(ask, cut.before(ask, base))
    hardly = lacking(cut.done) * 2 > (cut.done.goal_reps or 0)
    return nearest_cut(ask, was, exact, hardly=hardly) if was is not None else exact


def nearest_cut(ask: Ask, was: Weight, exact: Weight, *, hardly: bool = False) -> Weight:
    """The same for a load that was lifted; ``hardly``: the next lighter one, however much less it is."""
    usual = loadable(ask, exact) or exact
    if usual >= was.times(MOST) or usual >= was:
        return usual
    near = _not_below(ask, share(was, MOST, exact.unit))
    if near <= was.times(LEAST):
        return near
    below = lighter_than(ask, was)
    return below if below >= was.times(TOO_LIGHT) or hardly else was


def cut_said(ask: Ask, cut: Moving, key: str, base: Weight, load: Weight) -> Reason:
    """The sentence that is true of a cut from ``base`` to ``load``."""
    before, exact = cut.before(ask, base), share(base, cut.factor, ask.today.unit)
    was = loadable(ask, before) or before
    told, percent = _key(ask, key, was, exact, load), int(100 - 100 * cut.share)
    if told == SAID[key][2]:
        percent = round(100 - 100 * lighter_than(ask, was).kg / was.kg)
    values = {"before": before if told in (key, SAID[key][4]) else was, "exact": exact, "load": load}
    return because("reserve-cap", told, "R9", (cut.done.set_id,), percent=percent, **values)


def _key(ask: Ask, key: str, was: Weight, exact: Weight, load: Weight) -> str:
    within, step, stays, least, down = SAID[key]
    if load >= was:
        return least if lighter_than(ask, was) >= was else stays
    if load < was.times(MOST):
        return step
    if load != loadable(ask, exact):
        return within
    return down if load < exact else key


def _not_below(ask: Ask, exact: Weight) -> Weight:
    """The lightest load of the table that is no lighter."""
    down = loadable(ask, exact) or exact
    return down if down >= exact else Weight(down.hundredths + SMALLEST[down.unit], down.unit)


def lighter_than(ask: Ask, was: Weight) -> Weight:
    """The heaviest load that is lighter; ``was`` where nothing is."""
    return min(was, loadable(ask, Weight(was.hundredths - 1, was.unit)) or was)
