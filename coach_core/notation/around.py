"""What stands in a row of bits around a name: only a load, a scheme, a comma. Names are parted in names.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.bit import Bit


def only_load(row: Sequence[Bit], at: int) -> bool:
    """Whether nothing but a load follows up to the next separator: "3x12 lunges 20 kg"."""
    numbers = []
    for bit in row[at : at + 4]:
        if bit.kind in ("sep", "lift", "word"):
            break
        numbers += [bit] if bit.kind in ("num", "join") else []
    return len(numbers) == 1 and (numbers[0].role == "L" or bool(numbers[0].at))


def before_numbers(row: Sequence[Bit], end: int) -> bool:
    """Whether numbers follow, at once or after a colon or a mark."""
    after = row[end] if end < len(row) else None
    if after is None or not (after.kind in ("num", "mark") or after.role in (":", "(")):
        return False
    return any(b.kind == "num" for b in row[end : end + 3])


def is_apart(row: Sequence[Bit], end: int) -> bool:
    """Whether a comma stands between words and numbers: "buddy spotted me, 185x5"."""
    return end + 1 < len(row) and row[end].kind == "sep" and row[end].role == "," and row[end + 1].kind == "num"


def counted(row: Sequence[Bit], at: int) -> int:
    """Whether the bit before a word is a bare number."""
    return int(at > 0 and row[at - 1].kind == "num" and row[at].kind == "word")


def is_scheme(row: Sequence[Bit]) -> bool:
    """Whether a row begins with a few sets of something: 3x15."""
    numbers = [b for b in row if b.kind == "num"]
    return len(numbers) >= 2 and not numbers[0].role and numbers[0].number <= 600
