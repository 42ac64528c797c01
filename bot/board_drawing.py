"""Drawing who is where: bars for a week, a podium for the end. Values in, shapes on a figure; in a child process only.

What can be written of a name: drawn_text.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.drawn_text import FROM_LEFT, LEFT_OUT, drawable, fitting, is_readable, name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DARK, NEW, OLD, GROUND = "#22313f", "#1f6f8b", "#a9c6d1", "#d8dee4"
METALS = {1: "#d4a72c", 2: "#9aa5ad", 3: "#b0713c"}
HEIGHTS = {1: 3.0, 2: 2.2, 3: 1.6}
STEPS = {1: 1, 2: 0, 3: 2}  # the first stands in the middle
PRAISE = 7.2  # inches of the room for a line of praise
STEP, LINE = 2.3, 0.3  # inches of the room for a name on a step; height of one, as the axis counts it
PLACES, ON_A_STEP = 10, 3  # rows, and names on one step, that there is room for
WIDE, HEAD, ROW = 8.0, 1.4, 0.46  # inches of a picture of bars: its width, the room above, a row


def standings(figure: Figure, chart: dict[str, Any]) -> None:
    """A bar for each place, the first above; the part that is new in another colour."""
    places = chart["places"][:PLACES]
    figure.set_size_inches(WIDE, HEAD + ROW * len(places))
    axes, rows = figure.subplots(), range(len(places), 0, -1)
    new = axes.barh(rows, [p["value"] for p in places], color=NEW, height=0.62)
    old = axes.barh(rows, [min(p["before"], p["value"]) for p in places], color=OLD, height=0.62)
    longest = max([abs(p["value"]) for p in places], default=0) or 1
    for row, place in zip(rows, places, strict=True):
        x = max(place["value"], 0) + longest * 0.015
        axes.text(x, row, place["said"], va="center", color=DARK, parse_math=False)
    axes.set_xlim(min([0, *(p["value"] for p in places)]), longest * 1.25)
    axes.set_ylim(0.4, len(places) + 0.6)
    _named(axes, rows, [_label(p) for p in places])
    _titled(axes, chart["title"])
    if chart["more"]:
        left, where = drawable(chart["more"]), axes.transAxes
        axes.text(-0.01, -0.02, left, transform=where, ha="right", va="top", color=DARK, parse_math=False)
    if any(p["before"] > 0 for p in places):
        bars = dict(zip(chart["legend"], (old, new), strict=True))
        words, below = [drawable(said) for said in bars], (1.0, -0.02)
        axes.legend(bars.values(), words, loc="upper right", bbox_to_anchor=below, ncols=2, frameon=False)


def _label(place: dict[str, Any]) -> str:
    """The place and the name; the place alone where the name cannot be written."""
    name = name_of(place) if is_readable(drawable(place["name"])) else ""
    return f"{FROM_LEFT}{place['rank']}.  {name}".rstrip()


def podium(figure: Figure, chart: dict[str, Any]) -> None:
    """Three steps, the first in the middle and highest, who is alike on the same; lines of praise below."""
    steps = {rank: [p for p in chart["places"] if p["rank"] == rank] for rank in STEPS}
    said = [drawable(line) for line in chart["lines"]]
    axes, below = figure.subplots(2, 1, height_ratios=(5, 1 + 0.35 * len(said) if said else 0.01))
    for rank, places in steps.items():
        if places:
            _step(axes, rank, places)
    axes.set_xlim(-0.6, 2.6)
    axes.set_ylim(0, 3.7 + LINE * max(len(_names(places)) for places in steps.values()))
    axes.set_xticks([])
    axes.set_yticks([])
    _titled(axes, chart["title"])
    below.set_axis_off()
    size, text = min((fitting(line, 12, PRAISE) for line in said), default=12), "\n".join(said)
    below.text(0.5, 0.5, text, ha="center", va="center", size=size, color=DARK, linespacing=1.6, parse_math=False)


def _step(axes: Axes, rank: int, places: Sequence[dict[str, Any]]) -> None:
    """One step with its number, who stands on it and with how much."""
    at, height = STEPS[rank], HEIGHTS[rank]
    axes.bar(at, height, width=0.92, color=METALS[rank])
    axes.text(at, height / 2, str(rank), ha="center", va="center", size=30, color="white", weight="bold")
    axes.text(at, height + 0.12, places[0]["said"], ha="center", size=11, color=DARK, parse_math=False)
    for line, name in enumerate(reversed(_names(places))):
        size = fitting(name, 14, STEP)
        y = height + 0.42 + LINE * line
        axes.text(at, y, name, ha="center", size=size, weight="bold", color=DARK, parse_math=False)


def _names(places: Sequence[dict[str, Any]]) -> list[str]:
    """Who stands on a step, one above the other; that there are more is seen."""
    names = [name_of(place) for place in places]
    return names if len(names) <= ON_A_STEP else [*names[: ON_A_STEP - 1], LEFT_OUT]


def _named(axes: Axes, rows: range, names: list[str]) -> None:
    axes.set_yticks(list(rows), names, parse_math=False)
    axes.set_xticks([])
    axes.tick_params(length=0)


def _titled(axes: Axes, title: str) -> None:
    """A title above, and no frame but the ground."""
    axes.set_title(drawable(title), loc="left", size=15, weight="bold", color=DARK, parse_math=False)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GROUND)
