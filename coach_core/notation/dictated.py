"""Numbers as they are dictated: "82 kilos and a half", "72 point 5", "one thirty five". Words: spoken.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item


def and_a_half(found: list[Item]) -> list[Item]:
    """ "82 kilos and a half x 8" as 82.5, "a minute and a half" as 1.5 minutes."""
    found = found[:-1]
    number = next((i for i in found if i.kind == k.NUMBER), found[0]._replace(kind=k.NUMBER, number=100))
    rest = [i for i in found if i.kind not in (k.NUMBER, "_")]
    return [*rest[:-1], number._replace(number=number.number + 50), *rest[-1:]]


def said_decimal(found: list[Item]) -> list[Item] | None:
    """ "72 point 5", "seventy two point two five": one number."""
    whole, *part = [i for i in found if i.kind == k.NUMBER]
    digits = [i.number // 100 for i in part]
    if whole.number % 100 or len(digits) > 2 or digits[0] > 99 or max(digits) > 9 < digits[0] * (len(digits) - 1):
        return None
    cents = digits[0] * 10 + digits[1] if len(digits) == 2 else digits[0] * (10 if digits[0] < 10 else 1)
    return [whole._replace(number=whole.number + cents, end=part[-1].end)]


def said_hundreds(found: list[Item]) -> list[Item] | None:
    """ "one thirty five for eight": 135, as loads are said in English."""
    hundreds, rest = found
    said = all(i.end - i.start > len(str(i.number // 100)) for i in found)
    if not said or not (100 <= hundreds.number < 1000 <= rest.number < 10000):
        return None
    return [hundreds._replace(number=hundreds.number * 100 + rest.number, end=rest.end)]
