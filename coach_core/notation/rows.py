"""What a row of bits holds: a scheme, nothing but a load, a count of something. Which words name one is in names.py."""

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


def counted(row: Sequence[Bit], at: int) -> int:
    """Whether the bit before a word is a bare number."""
    return int(at > 0 and row[at - 1].kind == "num" and row[at].kind == "word")


def is_scheme(row: Sequence[Bit]) -> bool:
    """Whether a row begins with a few sets of something: 3x15."""
    numbers = [b for b in row if b.kind == "num"]
    return len(numbers) >= 2 and not numbers[0].role and numbers[0].number <= 600
