"""Little words that stand for others beside numbers: "w the band", "the 15 pound one", "con las de 14", "2 left in it".

Where each may stand: phrasing.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

FEW = 500  # hundredths


def left_in_it(found: list[Item]) -> list[Item] | None:
    """ "100x10, 2 left in teh tank": a reserve, and no left side."""
    few = next(i for i in found if i.kind == k.NUMBER).number <= FEW
    return [*found[:-1], found[-1]._replace(kind="v")] if few else None


def that_one(found: list[Item]) -> list[Item] | None:
    """ "10 with the 15 pound one": the word for the dumbbell."""
    one = found[-1]
    return found[:-1] if one.number == 100 and one.end - one.start > 1 else None


def short_with(found: list[Item]) -> list[Item] | None:
    """ "3x20 w the blue band", "10 w 40": short for "with"."""
    short = found[0].end - found[0].start == 1 and not found[-1].glued
    return [found[0]._replace(kind="A", number=0), *found[1:]] if short else None


def with_that_of(found: list[Item]) -> list[Item] | None:
    """ "10 con las de 14"."""
    return found[:-1] if found[-1].number == k.OF else None


def nth_rep(found: list[Item]) -> list[Item]:
    """ "3. wdh nicht geschafft": the third rep, and no set of that number."""
    return [found[0]._replace(kind="o", number=found[0].number // 100), *found[1:]]


def at_ahead(found: list[Item]) -> list[Item]:
    """ "жим по 20 3х10": the load before its scheme."""
    return [*found[:-1], found[-1]._replace(kind="A", number=0)]
