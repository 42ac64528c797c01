"""What stands behind the sets of a line and is none: the sum of its reps, what is meant for the next time, remarks."""

from __future__ import annotations

from coach_core.notation.page.words import AGAIN, NEXT, NUMBER, PLAN, REMARK, REPS, TOTAL, UNIT
from coach_core.patterns import pattern

_SUM = pattern(
    rf"(?i)\s?(?:=\s?(?P<even>\d{{1,4}})(?:\s?{REPS})?(?:\s{TOTAL})?"
    rf"|[.;,]?\s?\(?(?P<total>\d{{1,4}})(?:\s?{REPS})?\s(?:in\s)?{TOTAL}\)?"
    rf"|[.;]\s{{0,2}}(?P<reps>\d{{1,4}})\s?{REPS}|\(\s?(?P<bracket>\d{{1,4}})\s?{REPS}\s?\))\s?[.!]?\s{{0,3}}$"
)
_PAIR = pattern(rf"(?i)({NUMBER}|bar|bw)(?:\s?{UNIT})?\s?x\s?(\d{{1,3}})(?:\s?x\s?(\d{{1,2}}))?")
_BARE = pattern(r"(?<![\w.,])\d{1,3}(?![\w.]|,\d)")
_PLANNED = pattern(
    rf"(?i)(?<=[.!?;])\s{{1,2}}(?P<said>(?:{NEXT}[:,]?\s{NUMBER}\s?(?:{UNIT})?|{NUMBER}\s?(?:{UNIT})?,?\s{NEXT})\s?[.!]{{0,3}})(?=\s|$)"
)
_ASIDE = pattern(  # "(1/3 de la descente)", "160 lbs (-20 lbs)"
    rf"(?i)\s?(?:\((?P<part>[^()\n]{{0,40}}(?<![\d/])[1-3]/[2-5](?![\d/])[^()\n]{{0,40}})\)"
    rf"|\((?P<again>[^()\d\n]{{0,40}}\b{AGAIN}\b[^()\d\n]{{0,40}})\)"
    rf"|(?<=:)\s?\((?P<lead>[^()\d\n]{{2,40}})\)(?=\s?\d)|[,;]?\s\*?(?P<record>(?:new\s)?PR\s(?:for|at|of)\s\d{{1,3}}(?:\s{REPS})?)"
    rf"|(?<=[a-zк#])\s\((?P<change>[+-]\s?{NUMBER}\s?{UNIT})\))"
)
_TITLE = pattern(rf"(?i)\s{{0,3}}(?:[^\W\d]{{2,12}}\s){{0,3}}{PLAN}\s?:\s{{0,3}}")
_REMARK = pattern(rf"(?i)\s{{0,3}}{REMARK}\s?:\s{{0,3}}(?P<said>[^\n]{{1,300}})")


def without_plans(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without what stands below a title such as "Next week:", and those as notes."""
    at = next((n for n, line in enumerate(lines[:-1]) if ":" in line and _TITLE.fullmatch(line)), None)
    if at is None:
        return lines, []
    end = next((n for n in range(at + 1, len(lines)) if not lines[n].strip()), len(lines))
    return [*lines[:at], *lines[end:]], [" ".join(lines[at:end])]


def without_sums(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without them, and the remarks and plans, which are kept as notes."""
    out: list[str] = []
    notes: list[str] = []
    for line in lines:
        remark = _REMARK.fullmatch(line) if ":" in line else None
        if remark is not None:
            notes.append(remark["said"])
            continue
        planned = _PLANNED.search(line)
        if planned is not None:
            notes.append(planned["said"].strip(" .!"))
            line = line[: planned.start()] + line[planned.end() :]
        if "(" in line or "PR" in line:
            notes += [next(filter(None, m.groups())).strip() for m in _ASIDE.finditer(line)]
            line = _ASIDE.sub("", line)
        out.append(_without_sum(line))
    return out, notes


def _without_sum(line: str) -> str:
    found = _SUM.search(line[-60:])
    if found is None:
        return line
    start = max(0, len(line) - 60) + found.start()
    told = next(int(n) for n in found.groups() if n)
    return line[:start] if told in _sums(line[:start]) else line


def _sums(sets: str) -> set[int]:
    """What the reps of a line may add up to, whichever of two numbers they are."""
    pairs = [m.groups() for m in _PAIR.finditer(sets)]
    if not pairs:
        bare = [int(n) for n in _BARE.findall(sets)]
        return {sum(bare)} if len(bare) > 1 else set()
    ways = {sum(int(b) * int(c or 1) for _, b, c in pairs)}
    whole = [a for a, _, _ in pairs if a.isdecimal()]
    return (
        ways | {sum(map(int, whole))} | {sum(int(a) * int(b) for a, b, _ in pairs if a.isdecimal())} if whole else ways
    )
