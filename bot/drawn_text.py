"""Text as a picture can show it: what the fonts have, the right way round, no wider than there is room. Draws nothing.

A name may be written in any script: what matplotlib's own font has not is looked for in those of this machine. Letters
that none has are one "…", signs and emoji are left out, and of a name of which nothing is left stands the place; the
message that the picture goes with has all names in full.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import Any

SPARE = (  # by what they are called where they are installed: Linux, then macOS, then Windows
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Noto Sans CJK SC", "Droid Sans Fallback",
    "Noto Sans", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai", "Symbola",
    "Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Arial Unicode MS",
    "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "Nirmala UI", "Leelawadee UI",
)  # fmt: skip
LONGEST = 24  # letters of a name
LEFT_OUT = "…"
NUMBER = "№"
FROM_LEFT = "\u200e"  # before a line that is written so whatever its names are
BACKWARDS = frozenset({"R", "AL", "AN"})


def name_of(place: Mapping[str, Any]) -> str:
    """A name as it can be drawn; the place where nothing of it can."""
    name = drawable(place["name"])
    if not is_readable(name):
        return f"{NUMBER} {place['rank']}"
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}{LEFT_OUT}"


def is_readable(shown: str) -> bool:
    """Whether there is a letter or a number in it."""
    return any(unicodedata.category(c)[0] in "LN" for c in shown)


def drawable(text: str) -> str:
    """A text without what cannot be drawn; where words are missing that is seen."""
    parts = []
    for known, some in groupby(unicodedata.normalize("NFC", text), _is_known):
        run = "".join(some)
        missing = any(unicodedata.category(c)[0] in "LN" for c in run)
        parts.append(run if known else LEFT_OUT if missing else "")
    shown = " ".join("".join(parts).split()).replace(f"{LEFT_OUT} {LEFT_OUT}", LEFT_OUT)
    return shown.replace(" .", ".").replace(" ,", ",").replace(f"{LEFT_OUT}.", LEFT_OUT)


def _is_known(letter: str) -> bool:
    if unicodedata.category(letter)[0] == "C":
        return False  # also what would turn the direction of the rest
    return ord(letter) in letters() and (shapes() or unicodedata.bidirectional(letter) not in BACKWARDS)


@cache
def families() -> tuple[str, ...]:
    """The fonts to write with: matplotlib's own, then those that this machine has for what is not in it."""
    from matplotlib import rcParams
    from matplotlib.font_manager import fontManager

    installed = set(fontManager.get_font_names())
    return (*rcParams["font.family"], *(name for name in SPARE if name in installed))


@cache
def letters() -> frozenset[int]:
    """All that these fonts have, bold as well."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    def of(family: str, weight: str) -> set[int]:
        return set(FT2Font(findfont(FontProperties(family=[family], weight=weight))).get_charmap())

    return frozenset[int]().union(*(of(family, "normal") & of(family, "bold") for family in families()))


@cache
def shapes() -> bool:
    """Whether this matplotlib writes from right to left, with letters that join (3.11 and later)."""
    from matplotlib import ft2font

    return hasattr(ft2font, "__libraqm_version__")


def fitting(text: str, points: float, room: float) -> float:
    """The size in points at which a bold text is no wider than ``room`` inches, ``points`` at most."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    if not text.strip():
        return points
    wide = TextPath((0, 0), text, size=points, prop=FontProperties(weight="bold")).get_extents().width / 72
    return points if wide <= room else points * room / wide
