"""Drawing who is where: bars for a week, a podium for the end. Values in, shapes on a figure; in a child process only.

A name may be written in any script: what the font has not, or would write the wrong way round, is left out; where
nothing is left the rank has to do. The message that the picture goes with has all names in full.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LONGEST = 20  # letters of a name
DARK, NEW, OLD, GROUND = "#22313f", "#1f6f8b", "#a9c6d1", "#d8dee4"
METALS = {1: "#d4a72c", 2: "#9aa5ad", 3: "#b0713c"}
HEIGHTS = {1: 3.0, 2: 2.2, 3: 1.6}
STEPS = (1, 0, 2)  # the first stands in the middle
FEW, PLACES = 3, 10  # rows that there is room for at least, and at most
BACKWARDS = frozenset({"R", "AL", "AN"})


def standings(figure: Figure, chart: dict[str, Any]) -> None:
    """A bar for each place, the first above; the part that is new in another colour."""
    axes, places = figure.subplots(), chart["places"][:PLACES]
    top = max(len(places), FEW)
    rows = range(top, top - len(places), -1)
    axes.barh(rows, [p["value"] for p in places], color=NEW, height=0.62)
    axes.barh(rows, [min(p["before"], p["value"]) for p in places], color=OLD, height=0.62)
    longest = max([abs(p["value"]) for p in places], default=0) or 1
    for row, place in zip(rows, places, strict=True):
        x = max(place["value"], 0) + longest * 0.015
        axes.text(x, row, place["said"], va="center", color=DARK, parse_math=False)
    axes.set_xlim(min([0, *(p["value"] for p in places)]), longest * 1.25)
    axes.set_ylim(0.3, top + 0.7)
    _named(axes, rows, [f"{p['rank']}.  {shown(p)}".rstrip() for p in places])
    _titled(axes, chart["title"])


def podium(figure: Figure, chart: dict[str, Any]) -> None:
    """Three steps, the first in the middle and highest; lines of praise below."""
    axes, below = figure.subplots(2, 1, height_ratios=(5, 1 + 0.35 * len(chart["lines"])))
    for at, place in zip(STEPS, chart["places"][:3], strict=False):
        height = HEIGHTS[min(place["rank"], 3)]
        axes.bar(at, height, width=0.92, color=METALS[min(place["rank"], 3)])
        axes.text(at, height / 2, str(place["rank"]), ha="center", va="center", size=30, color="white", weight="bold")
        axes.text(at, height + 0.42, shown(place), ha="center", size=14, weight="bold", color=DARK, parse_math=False)
        axes.text(at, height + 0.12, place["said"], ha="center", size=11, color=DARK, parse_math=False)
    axes.set_xlim(-0.6, 2.6)
    axes.set_ylim(0, 4.0)
    axes.set_xticks([])
    axes.set_yticks([])
    _titled(axes, chart["title"])
    below.set_axis_off()
    text = "\n".join(drawable(line) for line in chart["lines"])
    below.text(0.5, 0.5, text, ha="center", va="center", size=12, color=DARK, linespacing=1.6, parse_math=False)


def shown(place: dict[str, Any]) -> str:
    """A name as it can be drawn."""
    name = drawable(place["name"])
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def drawable(text: str) -> str:
    """A text without the letters that cannot be drawn."""
    known = letters()
    left = "".join(c for c in text if ord(c) in known and unicodedata.bidirectional(c) not in BACKWARDS)
    return " ".join(left.split()).replace(" .", ".")


@cache
def letters() -> frozenset[int]:
    """All that the font has."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(findfont(FontProperties())).get_charmap())


def _named(axes: Axes, rows: range, names: list[str]) -> None:
    axes.set_yticks(list(rows), names, parse_math=False)
    axes.set_xticks([])
    axes.tick_params(length=0)


def _titled(axes: Axes, title: str) -> None:
    """A title above, and no frame but the ground."""
    axes.set_title(drawable(title), loc="left", size=15, weight="bold", color=DARK, parse_math=False)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GROUND)
