"""Two bare numbers joined by "x" that were hardly meant as they are likeliest: the other reading is asked about or
offered. How likely they are is in likely.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import Work
from coach_core.notation.likely import DOUBT, FAIR, Around, Choice, fits

MOST_SETS = 6  # of one scheme, where no more are prescribed
MOST_REPS = 3000  # hundredths: more are no other reading
SETS_AT_MOST = 1000  # hundredths


def most_sets(around: Around) -> int:
    """How many sets one "x" makes without a question: twice those that are prescribed."""
    prescribed = (around.sets or 0) + around.stored
    return max(MOST_SETS, 2 * prescribed)


def other_order(work: Work, numbers: Sequence[Bit], order: str, *, told: bool) -> str:
    """The order of two bare numbers. So many sets are asked about, with a load as the other reading; reps before their
    load are offered the other way round where the person does not write so.
    """
    if len(numbers) != 2:
        return order
    first, second = numbers
    if "S" in order:
        sets = numbers[order.index("S")]
        if sets.role == "S" or sets.number <= 100 * most_sets(work.around):
            return order
        if told or work.around.timed or not (fits(first, "L") and fits(second, "R")):
            work.odd = True
        elif work.choose(DOUBT):
            return "LR"
    elif order == "RL" and not work.around.reps_first and _may_be_load_first(first, second):
        return "LR" if work.choose(FAIR) else order
    return order


def _may_be_load_first(first: Bit, second: Bit) -> bool:
    if first.role or second.role or first.at or second.at or first.number == second.number:
        return False
    return 0 < second.number <= MOST_REPS and second.number % 100 == 0


def margin_of(work: Work, choice: Choice, numbers: Sequence[Bit]) -> float:
    """How far the second order is behind; "8x3" as three of eight is no more than likely where eight are not asked."""
    asked = work.around.reps
    turned = choice.order == "RS" and choice.second == "SR" and numbers[0].number <= SETS_AT_MOST
    if not turned or asked is None or asked[0] <= numbers[0].number / 100 <= (asked[1] or asked[0]):
        return choice.margin
    return min(choice.margin, FAIR)


def goes_on(work: Work, numbers: Sequence[Bit]) -> bool:
    """Whether two bare numbers are written as those before: "45 lb x 3, 50 x 3"."""
    if work.before is None or len(numbers) != 2 or numbers[0].role or numbers[1].role or numbers[1].number % 100:
        return False
    return work.before.number <= 2 * numbers[0].number <= 4 * work.before.number
