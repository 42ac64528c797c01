"""A neutral block as Discord takes it: text with its marks, pieces that fit, rows of buttons and selects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CONTENT = 2000  # UTF-16 units of a message: at least as many as the characters that Discord counts
ROWS, PER_ROW = 5, 5
OPTIONS = 25  # of one select
LABEL, OPTION = 80, 100
BESIDE = 30  # units of a label that can stand beside others on a phone
LINK = re.compile(r"https?://[^\s<>*`|~\\]+")
SPECIAL = re.compile(
    r"(?P<sign>[\\`*_<\[]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||@(?=everyone|here))"
    r"|^(?P<lead>\s*>*)(?P<start>(?<=>)|-?#+(?=\s|$)|-(?=\s|$))"
    r"|^(?P<number>\s*\d+)(?P<dot>[.)])(?=\s|$)",
    re.MULTILINE,
)
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of a text
SIGN = {"bold": "**", "code": "`"}

Block = Mapping[str, Any]
Spans = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, or a line of a select."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of buttons, or one select."""

    choices: tuple[Choice, ...]
    select: bool = False


def plain(text: str) -> str:
    """Text that means nothing but its letters. Links stay links."""
    out, end = [], 0
    clean = HIDDEN.sub("", text)
    for link in LINK.finditer(clean):
        out += [escaped(clean[end : link.start()]), link[0]]
        end = link.end()
    return "".join([*out, escaped(clean[end:])])


def escaped(text: str) -> str:
    """Every sign that would mean something, behind a backslash."""
    return SPECIAL.sub(with_backslash, text)


def with_backslash(found: re.Match[str]) -> str:
    """One such sign: in the text, at the beginning of a line (heading, quote, list), after a number."""
    if found["sign"]:
        return f"\\{found['sign']}"
    if found["number"]:
        return f"{found['number']}\\{found['dot']}"
    return "".join(f"\\{c}" if c in "->#" else c for c in found["lead"] + found["start"])


def marked(text: str, spans: Spans) -> str:
    """Text with its bold stretches. Marks do not reach over the end of a line."""
    out, end = [], 0
    for start, stop, style in sorted(spans, key=lambda span: span[0]):
        sign = SIGN.get(style, "")
        lines = (f"{sign}{plain(line)}{sign}" if line.strip() else line for line in text[start:stop].split("\n"))
        out += [plain(text[end:start]), "\n".join(lines)]
        end = stop
    return "".join([*out, plain(text[end:])])


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, spans: Spans, most: int = CONTENT) -> list[str]:
    """A text in messages that fit, parted at the ends of lines; a line that is too long is parted where it must be."""
    found, now = list[str](), ""
    for line in lines_of(text, list(spans), most):
        longer = f"{now}\n{line}" if now else line
        if units(longer) <= most:
            now = longer
            continue
        found.append(now)
        now = line
    return [piece for piece in [*found, now] if piece.strip()]


def lines_of(text: str, spans: Sequence[Sequence[Any]], most: int) -> Iterator[str]:
    """Every line with its marks; of a line that is too long its parts."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        inside = [(max(s, at) - at, min(e, end) - at, style) for s, e, style in spans if s < end and e > at]
        whole = marked(line, inside)
        if units(whole) <= most:
            yield whole
        else:
            half = most // 4  # each letter may need a backslash, or two units
            yield from (plain(line[n : n + half]) for n in range(0, len(line), half))
        at = end + 1


def rows_of(buttons: Iterable[Iterable[Mapping[str, Any]]], more: Sequence[Choice] = ()) -> tuple[Row, ...]:
    """Buttons in their rows where these fit; else filled up; what is too many or too wide for that becomes selects."""
    seen: set[str] = set()
    told = [row for row in (tuple(fresh(row, seen)) for row in buttons) if row]
    if more and told and len(told[-1]) + len(more) <= PER_ROW:
        told[-1] = (*told[-1], *more)
    elif more:
        told.append(tuple(more))
    if len(told) <= ROWS and all(len(row) <= PER_ROW for row in told):
        return tuple(Row(row) for row in told)
    flat = [choice for row in told for choice in row]
    short = all(units(choice.label) <= BESIDE for choice in flat)
    if short and len(flat) <= ROWS * PER_ROW and all(len(row) <= PER_ROW for row in told):
        return tuple(Row(part) for part in parts(flat, PER_ROW))
    return tuple(Row(part, select=True) for part in parts(flat, OPTIONS))[:ROWS]


def fresh(row: Iterable[Mapping[str, Any]], seen: set[str]) -> Iterator[Choice]:
    """The buttons of a row; an id stands once in a message."""
    for button in row:
        if button["id"] not in seen:
            seen.add(button["id"])
            yield Choice(button["id"], button["label"])


def parts(flat: Sequence[Choice], size: int) -> Iterator[tuple[Choice, ...]]:
    """So many at a time."""
    return (tuple(flat[n : n + size]) for n in range(0, len(flat), size))


def cut(text: str, most: int) -> str:
    """A label that fits, and that says something."""
    if units(text) <= most:
        return text if text.strip() else "…"
    short = text[: most - 1]
    while units(short) > most - 1:
        short = short[:-1]
    return f"{short}…"
