"""Tokens with their meanings: the message as a row of items and a string of their letters. No shapes yet."""

from __future__ import annotations

from typing import NamedTuple

from coach_core.notation import kinds as k
from coach_core.notation.contexts import in_context
from coach_core.notation.decimals import decimals
from coach_core.notation.labels import unlabelled
from coach_core.notation.lexicon import Lexicon, longest
from coach_core.notation.tables import Sense, Table
from coach_core.notation.tokens import BREAK, CLOCK, NUMBER, SIGN, WORD, Token, clock_seconds, hundredths, tokens

SHORT = 5  # letters of a word that a full stop may shorten
FIRST_LABELS = 5  # a line alone may be the fifth
NO_NUMBERS = frozenset(("nan", "inf", "infinity"))
NOBODY: Table = {}
WITH_A_POINT = frozenset(("", "en"))  # languages whose decimal mark is no comma
_K, LEAST_KILOS = frozenset(("k", "kx")), 2000  # hundredths
UNITS = "kbtmpFsrB"  # letters that may stand glued between a number and an "x": 100kgx5


class Item(NamedTuple):
    """One item. ``number`` is in hundredths for numbers, seconds for times, else what the meaning counts."""

    kind: str
    number: int
    start: int
    end: int
    glued: bool
    exercise: str | None = None


def items(text: str, lexicon: Lexicon, language: str, own: Table = NOBODY) -> list[Item]:
    """The items of a cleaned text, decimal commas decided. ``own``: the person's own words."""
    found = tokens(text)
    table = lexicon.table(language)
    out: list[Item] = []
    at = 0
    size = len(found)
    while at < size:
        taken = _own(found, at, lexicon, own, out) if own else 0
        at += taken or _take(found, at, lexicon, table, out)
    letters = "".join([i.kind for i in out])
    comma = lexicon.language(language) not in WITH_A_POINT
    return decimals(*unlabelled(*in_context(out, letters)), comma)


def _own(found: list[Token], at: int, lexicon: Lexicon, own: Table, out: list[Item]) -> int:
    """Adds an exercise by a name of the person's own, if one stands here; says how many tokens it took."""
    named = lexicon.longest(own, found, at) if found[at].norm in own else None
    if named is None:
        return 0
    size, meant = named
    out.append(Item(meant.kind, 0, found[at].start, found[at + size - 1].end, found[at].glued, meant.exercise))
    return size


def _take(found: list[Token], at: int, lexicon: Lexicon, table: Table, out: list[Item]) -> int:
    """Adds the item that stands at a token; says how many tokens it took."""
    token = found[at]
    kind = token.kind
    if kind == WORD and len(token.norm) == 1 and _is_numbered(found, at):
        if not out or out[-1].kind == ";":
            out.append(_item("_", token))
            return 2
        if _names_a_lift(found, at + 2, lexicon, table):  # "A1 rdl 70x10 A2 goblet squat 24x12"
            out.append(_item(";", token))
            return 2
    begun = table.get(token.norm)
    sense = longest(begun, found, at) if begun is not None else None
    if sense is not None and kind == SIGN and sense[1].kind == "S" and _names_a_lift(found, at + 1, lexicon, table):
        sense = None
    if sense is not None and kind == NUMBER and _is_only_a_number(found, at, sense[1], out):
        sense = None
    if (
        sense is not None
        and sense[1].kind == "p"
        and sense[1].number
        and _begins_a_name(found, at, lexicon, table, out)
    ):
        sense = None
    if sense is None and kind == NUMBER:
        value = hundredths(token.norm)
        letter = k.THOUSANDS if value is None else k.NUMBER
        out.append(Item(letter, value or 0, token.start, token.end, token.glued))
        return 1
    if sense is not None:
        size, meant = sense
        if size > 1 and meant.kind == k.NUMBER and (tens := _tens_before_sets(found, at, size, lexicon, table)):
            size, meant = 1, tens
        end = found[at + size - 1].end
        if meant.number:
            _numbered(out, meant, token, end)
        else:
            out.append(Item(meant.kind, 0, token.start, end, token.glued, meant.exercise))
        return size
    if kind == WORD:
        return _word(found, at, table, out)
    if kind == CLOCK:
        out.append(_item(k.CLOCK, token, clock_seconds(token.norm)))
    else:
        sign = _sign(found, at, out)
        out.append(_item(sign, token, k.DASH if sign == "," and token.norm == "-" else 0))
    return 1


def _numbered(out: list[Item], meant: Sense, token: Token, end: int) -> None:
    """Adds a word that means a number as well: "singles", "twice", "one left"; "alle drei" is "all three sets"."""
    kind, number = meant.kind, Item(k.NUMBER, meant.number * 100, token.start, end, False)
    if kind == k.NUMBER:
        out.append(number._replace(glued=token.glued, exercise=meant.exercise))
        return
    if kind == "p" or (kind == "x" and meant.number > k.OF):
        out.append(number)
    out.append(Item(kind, meant.number, token.start, end, token.glued, meant.exercise))
    if kind == "v":
        out.append(number)
    if kind == "a":
        out += [number, Item("s", 0, token.start, end, False)]


def _tens_before_sets(found: list[Token], at: int, size: int, lexicon: Lexicon, table: Table) -> Sense | None:
    """The tens of "seventy three of eight", which are a load and three sets; None where it is one number."""
    after = lexicon.longest(table, found, at + size) if at + size < len(found) else None
    first = table[found[at].norm].alone
    if after is None or first is None or first.kind != k.NUMBER or not 20 <= first.number <= 90:
        return None
    return first if after[1].kind == "s" or (after[1].kind == "x" and after[1].number == k.OF) else None


def _names_a_lift(found: list[Token], at: int, lexicon: Lexicon, table: Table) -> bool:
    """Whether "/ leg extension" begins an exercise, and is no "/ leg"."""
    named = lexicon.longest(table, found, at) if at < len(found) else None
    return named is not None and named[1].kind == k.LIFT


def _begins_a_name(found: list[Token], at: int, lexicon: Lexicon, table: Table, out: list[Item]) -> bool:
    """Whether "single", "double", "triple" is part of a lift's name: "single leg press", not "a single at 100"."""
    if (
        found[at].kind != WORD
        or at + 1 == len(found)
        or found[at + 1].kind != WORD
        or (out and out[-1].kind == k.NUMBER)
    ):
        return False
    after = table.get(found[at + 1].norm)
    return after is None or after.alone is None or _names_a_lift(found, at + 1, lexicon, table)


def _is_numbered(found: list[Token], at: int) -> bool:
    """Whether a line begins with the name of its place in a superset: "A1 hip thrust"."""
    after = found[at + 1 : at + 3]
    letter = found[at].norm in "abcdef"
    return (
        letter
        and len(after) == 2
        and after[0].glued
        and after[0].norm in "123456789"
        and after[1].kind == WORD
        and not after[1].glued
    )


def _item(kind: str, token: Token, number: int = 0) -> Item:
    return Item(kind, number, token.start, token.end, token.glued)


def _word(found: list[Token], at: int, table: Table, out: list[Item]) -> int:
    """A word without a meaning of its own: "kgx" between numbers is a unit and a sign, "@name" a mention."""
    token = found[at]
    if token.norm == "e" and token.glued and out and out[-1].kind == k.NUMBER and not _is_glued(found, at + 1):
        out.append(_item("S", token))  # "8e": each
        return 1
    if token.glued and out and out[-1].kind == "@":
        out[-1] = _item("_", token)
        return 1
    if token.norm in _K and _are_kilos(found, at, out):
        out.append(Item("k", 0, token.start, token.start + 1, token.glued))
        if token.norm == "kx":
            out.append(Item("x", 0, token.end - 1, token.end, True))
        return 1
    body = table.get(token.norm[1:]) if token.norm[0] == "x" and token.glued else None
    if body is not None and body.alone is not None and body.alone.kind in "B!" and out and out[-1].kind == k.NUMBER:
        out.append(Item("x", 0, token.start, token.start + 1, True))  # "5xBW"
        out.append(Item(body.alone.kind, body.alone.number, token.start + 1, token.end, True))
        return 1
    ahead = at + 1 < len(found) and found[at + 1].glued and found[at + 1].kind == NUMBER
    short = table.get(token.norm[:-1]) if token.norm[-1] == "x" and (token.glued or ahead) else None
    unit = short.alone if short else None
    if unit is None or unit.kind not in UNITS:
        if ahead and token.glued and out and out[-1].kind == k.NUMBER:
            kind = k.THOUSANDS if _is_times(found, at + 2) or _is_unit(found, at + 2, table) else k.WORD  # 1e308
            out[-1] = Item(kind, 0, out[-1].start, found[at + 1].end, out[-1].glued)
            return 2
        out.append(_item(k.THOUSANDS if token.norm in NO_NUMBERS and _is_times(found, at + 1) else k.WORD, token))
        return 1
    out.append(Item(unit.kind, 0, token.start, token.end - 1, token.glued))
    out.append(Item("x", 0, token.end - 1, token.end, True))
    return 1


def _is_only_a_number(found: list[Token], at: int, meant: Sense, out: list[Item]) -> bool:
    """Whether a number begins no phrase: behind a decimal comma ("62,5k"), or apart from its letter ("8x3 a 80")."""
    after = found[at + 1] if at + 1 < len(found) else None
    apart = meant.kind == "o" and after is not None and len(after.norm) == 1 and not after.glued
    return apart or (bool(out) and out[-1].kind == k.COMMA)


def _are_kilos(found: list[Token], at: int, out: list[Item]) -> bool:
    """Whether "70k" is a load: from where a bar weighs so much, or with its reps behind; "5k" and "10k" are runs."""
    if not out or out[-1].kind != k.NUMBER:
        return False
    whole = out[-3] if len(out) > 2 and out[-2].kind == k.COMMA else out[-1]
    heavy = found[at].glued and (whole.number >= LEAST_KILOS or found[at].norm == "kx")
    return heavy or _is_times(found, at + 1)


def _is_glued(found: list[Token], at: int) -> bool:
    return at < len(found) and found[at].glued and found[at].kind == NUMBER


def _is_times(found: list[Token], at: int) -> bool:
    return at < len(found) and found[at].norm in ("x", "*")


def _is_unit(found: list[Token], at: int, table: Table) -> bool:
    """Whether the unit of a load stands here."""
    here = table.get(found[at].norm) if at < len(found) else None
    return here is not None and here.alone is not None and here.alone.kind in ("k", "b")


def _sign(found: list[Token], at: int, out: list[Item]) -> str:
    """The letter of a sign. A comma glued between digits waits for decimals.py; a full stop in a word is nothing."""
    token = found[at]
    after = found[at + 1] if at + 1 < len(found) else None
    glued = after is not None and after.glued
    if token.kind == BREAK:
        return ";"
    if token.norm == "," and glued and token.glued and out and out[-1].kind in "n#" and after and after.kind == NUMBER:
        return k.COMMA
    if token.norm == "+" and glued and not token.glued:
        return "⊕"
    if token.norm == "-" and _is_missed_set(after, out):
        return k.NO_SET
    if (
        token.norm in "+-"
        and not glued
        and not (out and (out[-1].kind in "B!" or (token.glued and out[-1].kind == "n")))
    ):
        return ","
    if token.norm in ".)" and after is not None and after.kind in (NUMBER, WORD) and not glued and _is_label(out):
        out[-1] = out[-1]._replace(kind="_")
        return "_"
    if token.norm == "." and token.glued and not glued and (_is_nth(out) or _is_short_warmup(after, out)):
        return "_"
    if token.norm == ".":
        shortened = bool(out) and out[-1].kind in "kb" and _is_times(found, at + 1)  # "465 lbs. x fail"
        return "_" if glued or shortened else ";"
    return k.SIGNS.get(token.norm, "_")


def _is_nth(out: list[Item]) -> bool:
    """Whether a full stop makes a number an ordinal, as in German: "die 7. nicht geschafft"."""
    return len(out) > 1 and out[-1].kind == k.NUMBER and out[-1].number <= 3000 and out[-2].kind == "_"


def _is_short_warmup(after: Token | None, out: list[Item]) -> bool:
    """Whether a full stop only shortens a word: "aufw. 40x10"."""
    short = bool(out) and out[-1].kind == "W" and out[-1].end - out[-1].start <= SHORT
    return short and after is not None and after.kind == NUMBER


def _is_missed_set(after: Token | None, out: list[Item]) -> bool:
    """Whether a dash stands for a set in a list: "8 8 8 -", "8/8/-/7"."""
    ends = after is None or after.kind == BREAK or after.norm in (",", "/", "-", ")")
    return ends and len(out) > 1 and out[-1].kind in "n,/0" and out[-2].kind in "n,/0"


def _is_label(out: list[Item]) -> bool:
    """Whether a line begins with a number and nothing else: "1. 100x10" counts sets."""
    if not out or out[-1].kind != k.NUMBER or (len(out) > 1 and out[-2].kind != ";"):
        return False
    line = 1 + sum(i.kind == ";" for i in out)  # "60 kg. 10. 10. 9" counts nothing
    return out[-1].number <= 100 * max(line, FIRST_LABELS) and out[-1].end - out[-1].start <= 2
