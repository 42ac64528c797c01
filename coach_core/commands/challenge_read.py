"""What is said of a new challenge, in any order and any language that is read; what cannot be used is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from coach_core.challenge.kinds.kind import Kind, Shape
from coach_core.challenge.values import Pick, Who
from coach_core.commands.place import local
from coach_core.notation.clean import fold
from coach_core.notation.kinds import KINDS, NUMBER
from coach_core.notation.lexicon import phrase, sorted_words
from coach_core.talk import Kind as Event
from coach_core.turn import Call
from coach_core.values import dataclass

LONGEST = 26  # weeks
MONTH = 4
PHRASE = 5  # words
NOW = "now"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STARTS = (NOW, *DAYS)
SHORT = {"b": Who.BEGINNERS, "e": Who.EXPERIENCED}  # on a button, which has room for little
GOALS = range(1_000, 100_000_001)  # of a common one, in whole units
THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,'’][0-9]{3})+")
MILLION = 1_000_000
WEIGHTS = {KINDS["kg"]: 1.0, KINDS["lb"]: 0.45359237}  # in kilograms


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a challenge that is being made; "" and None: not said yet. ``left``: what cannot be used."""

    kind: Kind | None = None
    weeks: str = ""
    option: str = ""
    start: str = ""
    who: Who = Who.ALL
    language: str = ""
    far: str = ""  # a goal that no group would want
    left: tuple[str, ...] = ()

    def base(self) -> str:
        """The beginning of the id of a button that says all this."""
        who = next((short for short, who in SHORT.items() if who is self.who), "")
        kind = self.kind.name if self.kind is not None else ""
        told = (kind, self.weeks or "-", self.option or "-", who, self.language)
        return ":".join(("challenge:new", *(part for part in told if part)))


def options_of(kind: Kind) -> tuple[str, ...]:
    """What a kind has to be told, to choose from: a goal, how teams are made, the lift."""
    if kind.goals:
        return tuple(map(str, kind.goals))
    return tuple(Pick) if kind.shape is Shape.TEAMS else kind.lifts


def is_option(kind: Kind, value: str) -> bool:
    """Whether that is one for this kind. A goal may be any that a group can reach."""
    if kind.goals:
        return value.isdecimal() and int(value) in GOALS
    return value in options_of(kind)


def read(call: Call, words: Sequence[str]) -> Wanted:
    """What these words or parts of a button say."""
    kind, said = kind_in(call, [word for word in words if word != "-"])
    found: dict[str, str] = {}
    left: list[str] = []
    at = 0
    while at < len(said):
        size, what, value = _next(call, kind, said[at:], found)
        if what is None:
            left.append(" ".join(said[at : at + size]))
        elif what:
            found[what] = value
        at += size
    weeks = found.get("weeks") or (str(kind.weeks[0]) if kind is not None and len(kind.weeks) == 1 else "")
    return Wanted(
        kind, weeks, found.get("option", ""), found.get("start", ""), Who(found.get("who", Who.ALL)),
        found.get("language", ""), "" if "option" in found else found.get("far", ""), tuple(left),
    )  # fmt: skip


def kind_in(call: Call, words: Sequence[str]) -> tuple[Kind | None, Sequence[str]]:
    """The first kind that is named, the longest name of it, and the other words."""
    kinds, contest = call.given.book.challenges, call.given.book.typed.contest
    for at in range(len(words)):
        for size in range(min(PHRASE, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            kind = kinds.get(name) or kinds.get(contest.get(_plain(name), ""))
            if kind is not None:
                return kind, [*words[:at], *words[at + size :]]
    return None, words


def _plain(words: str) -> str:
    """Words as they are compared: hyphens are blanks."""
    return fold(re.sub(r"(?<=\w)[-_](?=\w)", " ", words)).strip("¿?¡!.,:;")


def _next(call: Call, kind: Kind | None, words: Sequence[str], found: Mapping[str, str]) -> tuple[int, str | None, str]:
    """How many words mean what, and its value; "" for words that say nothing, None for what cannot be used."""
    number = _number(call, words)
    if number is not None:
        return _amount(call, kind, number, words, found)
    for reads in (_typed, _exact, _misspelt):
        for size in range(min(PHRASE, len(words)), 0, -1):
            meant = reads(call, kind, " ".join(words[:size]))
            if meant is not None:
                return size, *meant
    return 1, None, ""


def _exact(call: Call, kind: Kind | None, said: str) -> tuple[str, str] | None:
    """What a part of a button says."""
    if said in STARTS:
        return "start", said
    if call.event.kind is Event.PRESS and said in SHORT:
        return "who", SHORT[said]
    if call.event.kind is Event.PRESS and said in call.given.book.typed.languages:
        return "language", said
    return ("option", said) if kind is not None and not kind.goals and is_option(kind, said) else None


def _typed(call: Call, kind: Kind | None, said: str) -> tuple[str, str] | None:
    """What typed words say."""
    typed, said = call.given.book.typed, _plain(said)
    meaning = typed.contest.get(said, "")
    if meaning in ("around", "week", "month"):
        return ("weeks", str(MONTH)) if meaning == "month" else ("", "")
    if meaning == NOW or said in typed.weekdays or said in typed.tomorrow:
        return "start", NOW if meaning == NOW else _day(call, said)
    if meaning in tuple(Who):
        return "who", meaning
    if said in typed.language_names:
        return "language", typed.language_names[said]
    lift = call.given.book.lexicon.names.get(sorted_words(phrase(said)))
    return _option(kind, meaning if meaning in tuple(Pick) else lift)


def _misspelt(call: Call, kind: Kind | None, said: str) -> tuple[str, str] | None:
    """A lift with a typo, of words that are nothing else."""
    typed, said = call.given.book.typed, _plain(said)
    if kind is None or not kind.lifts or any(w in typed.contest or w in typed.weekdays for w in said.split()):
        return None
    return _option(kind, call.given.book.lexicon.exercise(said)[0])


def _option(kind: Kind | None, value: str | None) -> tuple[str, str] | None:
    """What a kind has to be told; the lift of one that is about it anyway says nothing."""
    if kind is None or value is None:
        return None
    if value == kind.lift and not kind.lifts:
        return "", ""
    return ("option", value) if is_option(kind, value) else None


def _day(call: Call, said: str) -> str:
    """The day of the week of a word: "friday", "tomorrow"."""
    typed = call.given.book.typed
    return DAYS[typed.weekdays[said] if said in typed.weekdays else (local(call.person, call.at).weekday() + 1) % 7]


def _number(call: Call, words: Sequence[str]) -> tuple[int, int] | None:
    """The number that words begin with, in digits or words, and of how many words it is."""
    contest = call.given.book.typed.contest
    first, second = words[0], words[1] if len(words) > 1 else ""
    amount = _digits(first)
    if amount is not None and amount < 1_000:
        behind = list(takewhile(lambda word: len(word) == 3 and word.isascii() and word.isdecimal(), words[1:3]))
        if behind:
            return int("".join((str(amount), *behind))), 1 + len(behind)
    if amount is None:
        table = call.given.book.lexicon.table(call.person.settings.language or call.event.language or "en")
        sense = table.get(_plain(first))
        alone = sense.alone if sense is not None else None
        amount = alone.number if alone is not None and alone.kind == NUMBER else None
    if contest.get(_plain(first)) == "million":
        return MILLION, 1
    if contest.get(_plain(second)) == "million" and (amount is not None or contest.get(_plain(first)) == "around"):
        return (1 if amount is None else amount) * MILLION, 2
    return None if amount is None else (amount, 1)


def _weight(call: Call, words: Sequence[str], size: int) -> tuple[int, float] | None:
    """Of how many words a number with a unit of weight is, and how many kilograms the unit is; None without one."""
    if words[0].lower().endswith("kg"):
        return size, 1
    behind = _plain(words[size]) if len(words) > size else ""
    if call.given.book.typed.contest.get(behind) == "ton":
        return size + 1, 1000
    sense = call.given.book.lexicon.table(call.person.settings.language or call.event.language or "en").get(behind)
    kilograms = WEIGHTS.get(sense.alone.kind) if sense is not None and sense.alone is not None else None
    return None if kilograms is None else (size + 1, kilograms)


def _digits(word: str) -> int | None:
    """A whole number; "250,000", "250.000" and "250k" are one too."""
    plain = word.lower().removesuffix("kg")
    times = 1_000 if plain.endswith("k") else 1
    plain = plain.removesuffix("k")
    plain = re.sub(r"[.,'’]", "", plain) if THOUSANDS.fullmatch(plain) else plain
    return times * int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else None


def _amount(
    call: Call, kind: Kind | None, number: tuple[int, int], words: Sequence[str], found: Mapping[str, str]
) -> tuple[int, str | None, str]:
    """A number is one of weeks, or of months, or a goal."""
    n, size = number
    unit = call.given.book.typed.contest.get(_plain(words[size]), "") if len(words) > size else ""
    if unit == "month":
        n, size = n * MONTH, size + 1
    weight = _weight(call, words, size)
    if weight is not None:
        size, n = weight[0], round(weight[1] * n)
        fits = kind is not None and kind.goals
        return (size, "option" if n in GOALS else "far", str(n)) if fits else (size, None, "")
    if kind is not None and kind.goals and n in GOALS:
        return size, "option", str(n)
    if 1 <= n <= LONGEST and "weeks" not in found:
        return size, "weeks", str(n)
    return 1, None, ""
