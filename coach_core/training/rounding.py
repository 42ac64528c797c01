"""What rounding to what can be loaded did to a load, told truly: down, or up to the lightest thing there is (R3)."""

from __future__ import annotations

from dataclasses import replace

from coach_core.facts import Reason
from coach_core.training.exercise import Tool
from coach_core.training.loads import because
from coach_core.training.shape import Ask
from coach_core.training.weight import Weight

IN_WORDS = ("load-percent", "load-percent-least")  # sentences that tell the rounding themselves


def in_words(why: Reason, exact: Weight, load: Weight) -> Reason:
    """The reason of a plain percent with what it came to; another sentence where nothing light enough can be loaded."""
    if why.key not in IN_WORDS:
        return why
    key = "load-percent-least" if exact < load else "load-percent"
    return replace(why, key=key, values={**why.values, "exact": exact})


def rounded(ask: Ask, why: Reason, exact: Weight | None, load: Weight | None) -> tuple[Reason, ...]:
    """The sentence on rounding; none where the load came out as it can be loaded, or its own sentence tells it."""
    if exact is None or load is None or exact.unit is not load.unit or exact == load or why.key in IN_WORDS:
        return ()
    if load < exact:
        return (because("rounding", "rounded-down", "R3", why.sets, exact=exact, load=load),)
    key = "rounded-to-bar" if ask.tool is Tool.BAR else "rounded-to-least"
    return (because("rounding", key, "R3", why.sets, exact=exact, load=load),)
