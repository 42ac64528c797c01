"""Text as a picture can show it: what the font has, the right way round, no wider than there is room. Draws nothing.

A name may be written in any script. Letters that the font has not are one "…", signs and emoji are left out; the
message that the picture goes with has all names in full.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

LONGEST = 24  # letters of a name
LEFT_OUT = "…"
FROM_LEFT = "\u200e"  # before a line that is written so whatever its names are
BACKWARDS = frozenset({"R", "AL", "AN"})


def name_of(place: dict[str, str]) -> str:
    """A name as it can be drawn."""
    name = drawable(place["name"])
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}{LEFT_OUT}"


def drawable(text: str) -> str:
    """A text without what cannot be drawn; where words are missing that is seen."""
    parts = []
    for known, some in groupby(unicodedata.normalize("NFC", text), _is_known):
        run = "".join(some)
        missing = any(unicodedata.category(c)[0] in "LN" for c in run)
        parts.append(run if known else LEFT_OUT if missing else "")
    shown = " ".join("".join(parts).split()).replace(f"{LEFT_OUT} {LEFT_OUT}", LEFT_OUT)
    return shown.replace(" .", ".").replace(" ,", ",")


def _is_known(letter: str) -> bool:
    if unicodedata.category(letter)[0] == "C":
        return False  # also what would turn the direction of the rest
    return ord(letter) in letters() and (shapes() or unicodedata.bidirectional(letter) not in BACKWARDS)


@cache
def letters() -> frozenset[int]:
    """All that the font has."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(findfont(FontProperties())).get_charmap())


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
