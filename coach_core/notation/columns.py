"""Tables that are pasted: "1 | 70 | 10", one set a line, its first column only counting them. No grammar."""

from __future__ import annotations

import re
from itertools import groupby

_BETWEEN = r"(?:\s{0,3}[|;]\s{0,3}|,\s{1,3}|\s{1,3})"
_ROW = re.compile(
    rf"[|\s]{{0,3}}(\d{{1,2}}){_BETWEEN}(\d{{1,4}}(?:[.,]\d{{1,2}})?){_BETWEEN}(\d{{1,4}}(?:[.,]\d{{1,2}})?)[|\s]{{0,3}}"
)
_HEAD = re.compile(r"[|\s]{0,3}[^\W\d]{1,20}\.?(?:\s{0,3}[|;,]\s{0,3}[^\W\d]{1,20}\.?){2}[|\s]{0,3}")
FEWEST = 2


def without_counts(text: str) -> str:
    """The text with the rows of such tables as "70 x 10"; of their heads nothing is left."""
    if "\n" not in text:
        return text
    rows = [(line, _ROW.fullmatch(line)) for line in text.split("\n")]
    out: list[str] = []
    for is_row, found in groupby(rows, key=lambda row: row[1] is not None):
        table = [(line, m) for line, m in found]
        counts = [int(m[1]) for _, m in table if m]
        if is_row and len(counts) >= FEWEST and counts == list(range(1, len(counts) + 1)):
            out += [f"{m[2]} x {m[3]}" for _, m in table if m]
        else:
            out += [line for line, _ in table]
    return "\n".join(line for at, line in enumerate(out) if not (at + 1 < len(out) and _HEAD.fullmatch(line)))
