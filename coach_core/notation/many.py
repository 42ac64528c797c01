"""How many sets, in words: "2 more at 80 for 5", "three 12s at 40", "3 out of 3 sets". Their places: phrasing.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

FEW = 500  # hundredths


def so_many_more(found: list[Item]) -> list[Item] | None:
    """ "2 more at 80 for 5": two sets of it."""
    if found[0].number > FEW:
        return None
    more = next(i for i in found if i.kind == "<")
    return [found[0], more._replace(kind="s", number=0), more._replace(kind="_", number=0)]


def called_reps(found: list[Item]) -> list[Item] | None:
    """ "singles: 90, 95": what follows are their loads, as without the colon."""
    return found[:-1] if found[0].start == found[1].start else None


def so_many_alike(found: list[Item]) -> list[Item] | None:
    """ "three 12s at 40": sets of as many reps each."""
    many, reps, sign = found
    if many.number > FEW or many.end - many.start < 2:
        return None
    return [many, sign._replace(kind="s"), sign._replace(kind="x", number=0), reps, sign._replace(kind="p")]


def of_sets(found: list[Item]) -> list[Item] | None:
    """ "3 out of 3 sets", "3/4 sets": so many of the sets, and no reps."""
    done, sign, wanted = (i for i in found if i.kind != "_")
    few = done.number <= wanted.number <= 2 * FEW
    return [done, sign._replace(kind="x", number=k.OF), wanted] if few else None
