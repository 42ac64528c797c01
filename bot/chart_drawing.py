"""Drawing a chart with matplotlib: values in, a PNG out. Runs in a child process only; see charts.py."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.board_drawing import podium, standings
from bot.drawn_text import families

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INCHES, DOTS, MARGIN = (8.0, 5.0), 100, 0.2
COLOURS = ("#1f6f8b", "#d1495b", "#edae49")
BAR = 5.0  # days wide


def drawn(chart: dict[str, Any]) -> bytes:
    """The PNG of a chart as chart_words.py makes it. Only what it names is drawn: nothing here is in a language."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    out = BytesIO()
    with rc_context({"font.family": families()}):
        figure = Figure(INCHES, DOTS, layout=ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN))
        SHAPES[chart["shape"]](figure, chart)
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def quiet() -> None:
    """The child says nothing by itself: a font without a bold style is no news, nor is where fonts are remembered."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def days(figure: Figure, chart: dict[str, Any]) -> None:
    """Curves above, bars below."""
    if chart["curves"]:
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(2, 1))
        _curves(above, chart)
    else:
        below = figure.subplots()
    _bars(below, chart)


def _curves(axes: Axes, chart: dict[str, Any]) -> None:
    for curve, colour in zip(chart["curves"], COLOURS, strict=False):
        days, values = zip(*curve["points"], strict=True)
        axes.plot(days, values, marker="o", color=colour, label=curve["label"])
    axes.legend(frameon=False, loc="best")
    _plain(axes, chart["curves_title"])


def _bars(axes: Axes, chart: dict[str, Any]) -> None:
    days, values = zip(*chart["bars"], strict=True)
    axes.bar([day + BAR / 2 for day in days], values, width=BAR, color=COLOURS[0])
    axes.set_xticks([day for day, _ in chart["marks"]], [name for _, name in chart["marks"]])
    _plain(axes, chart["bars_title"])


def _plain(axes: Axes, title: str) -> None:
    """A title and a light grid, without a frame."""
    axes.set_title(title, loc="left")
    axes.grid(axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


SHAPES = {"days": days, "standings": standings, "podium": podium}
