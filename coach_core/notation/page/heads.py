"""Lines above sets: dates, sessions, labels, bullets; what is left of them is the name of an exercise. No numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from coach_core.notation.page.words import NUMBER, SETS, SHEET, UNIT, WARM, WORK
from coach_core.patterns import pattern

_DATED = pattern(  # "2017/03/07:", "8/5/19", "2025.01.14 Upper"
    r"\s{0,3}(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2}))(?![\d.,x]|\s?[x@])[:,-]?(?:\s{1,3}|$)"
)
_ALONE = pattern(r"\s{0,3}(?:[^\W\d]{2,10}[.,]?\s)?\(?\d{1,2}[./]\d{1,2}[.)]{0,2}:?\s{0,3}")  # "25.03", "Sat 3/12"
_IN_TITLE = pattern(
    r"([^\W\d][^\d\n]{1,30}?)\s?[(,-]{0,2}\s?(?:\d{1,2}[./]\d{1,2}\.?|\d{1,2}:\d{2})\)?:?\s{0,3}"
)  # "Push (9/17)"
_BULLET = pattern(r"\s{0,6}(?:[*•●▪◦✅✔☑➡💪🔥]\s{0,2}|[-+]\s{1,2}(?=[^\W\d])|[a-h][.)]\s{1,2}(?=[^\W\d]))(?=[^\W_])")
_SHEET = pattern(rf"(?i){SHEET}\s?[:-]\s{{0,2}}(?P<rest>[^\n]*)")
_ENDS = pattern(r"\s{0,2}[:-]{1,2}\s{0,3}$")
_BRACKETED = pattern(r"\([^()\d\n]{1,40}\)")
_WARM = pattern(  # "Warm-up: 45x10, 95x5"
    rf"(?i)\s{{0,3}}{WARM}\s?:\s?(?P<sets>{NUMBER}(?:\s?{UNIT})?\s?x\s?\d{{1,2}}(?:,\s?{NUMBER}(?:\s?{UNIT})?\s?x\s?\d{{1,2}}){{0,9}})\s?"
)
_WORK = pattern(rf"(?i)\s{{0,3}}{WORK}\s?:\s?(?=\d)")
_COUNTED = pattern(rf"(?i)([^\W\d][^\d\n]{{1,40}}?)\s?[:,(-]{{0,2}}\s?\d{{1,2}}\s{SETS}\)?\s?:?\s{{0,3}}")
_REST = pattern(  # "DB press with 30 sec rest in between sets"
    r"(?i)[\s,(-]{1,3}(?:with |mit |con |avec |com |с )?\d{1,3}(?::\d\d)?\s?(?:s|secs?|seconds?|sek|seg|сек|m|mins?"
    r"|minutes?|минут[ыа]?)\.?\s(?:of |de )?(?:rest|pause|descanso|repos|récup|отдых)[^\d\n]{0,40}$"
)
_DIGIT = re.compile(r"\d")
MOST_WORDS = 4

IsLift = Callable[[str], bool]
IsDay = Callable[[str], bool]


def headed_lines(lines: list[str], is_lift: IsLift, is_day: IsDay) -> list[str]:
    """The lines without bullets and dates; a title with the name of an exercise as that name."""
    out: list[str] = []
    for line, below in zip(lines, _below(lines), strict=True):
        bullet = _BULLET.match(line)
        line = line[bullet.end() :] if bullet is not None else line
        dated = _DATED.match(line)
        if dated is not None:
            line = line[dated.end() :]
        elif not out and below and not below.lstrip()[:1].isdigit() and _ALONE.fullmatch(line):
            continue
        if not line.strip():
            out += [""] if not dated else []
        elif _BRACKETED.fullmatch(line.strip()) and out:
            out[-1] += f" {line.strip()}"
        else:
            out.append(_title(line, below, is_lift, is_day) if below else line)
    return [_warmed(line) for line in out]


def _below(lines: list[str]) -> list[str]:
    """For each line the next one that is not empty."""
    found, last = [], ""
    for line in reversed(lines):
        found.append(last)
        last = line if line.strip() else last
    return found[::-1]


def _warmed(line: str) -> str:
    """ "Warm-up: 45x10, 95x5" with the word behind each of its sets."""
    if (work := _WORK.match(line)) is not None:
        return line[work.end() :]
    found = _WARM.fullmatch(line)
    return line if found is None else ", ".join(f"{one.strip()} warmup" for one in found["sets"].split(","))


def _title(line: str, below: str, is_lift: IsLift, is_day: IsDay) -> str:
    """A line above others, where it holds no sets."""
    if (titled := _IN_TITLE.fullmatch(line)) is not None:
        line = titled[1]
    begins = _DIGIT.match(below.lstrip(" *-|+")) is not None
    line = _REST.sub("", line) if begins else line
    if begins and "x" in below and (counted := _COUNTED.fullmatch(line)) is not None:
        return counted[1]
    if _DIGIT.search(line):
        return line
    sheet = _SHEET.fullmatch(line.strip())
    if sheet is not None:
        return sheet["rest"] if sheet["rest"] and is_lift(sheet["rest"]) else ""
    plain = _ENDS.sub("", line) if begins else line
    words = plain.split()
    if 1 < len(words) <= MOST_WORDS:
        day = next((at for at in (-1, 0) if is_day(words[at].strip(":,.()-").casefold())), None)
        name = " ".join(words[:-1] if day == -1 else words[1:]).strip(" :,-")
        if day is not None and is_lift(name):
            return name
    return plain
