"""What a person states about themselves that training depends on: an age under 18, weeks since a birth, its kind."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.knowledge.tokens import Token, plain
from coach_core.patterns import pattern
from coach_core.values import dataclass

ADULT = 18
YOUNGEST = 5
TEENS = 13
NUMBERS = {
    word: n
    for n, forms in {
        1: "one un una a", 2: "two dos couple", 3: "three tres", 4: "four cuatro", 5: "five cinco", 6: "six seis",
        7: "seven siete", 8: "eight ocho", 9: "nine nueve", 10: "ten diez", 11: "eleven once", 12: "twelve doce",
        13: "thirteen trece", 14: "fourteen catorce", 15: "fifteen quince", 16: "sixteen dieciseis",
        17: "seventeen diecisiete", 18: "eighteen dieciocho", 20: "twenty veinte",
    }.items()
    for word in forms.split()
}  # fmt: skip
_I_AM = frozenset({"im", "am", "ive", "tengo", "cumpli", "cumplo", "turned", "turning", "age", "aged", "edad"})
_SOFT = frozenset({
    "only", "just", "still", "now", "like", "actually", "about", "around", "barely", "finally", "officially",
    "solo", "apenas", "recien", "todavia",
})  # fmt: skip
_YEARS = frozenset(["years", "year", "yrs", "yr", "yo", "y", "anos", "anitos", "ano", "anios"])
_NEUTRAL = frozenset(
    ["and", "but", "so", "can", "is", "btw", "lol", "though", "haha", "y", "pero", "puedo", "asi", "que", "by", "old"]
)
_LIKENED, _LATER_SELF = frozenset({"like", "than", "as"}), frozenset({"me", "self"})
_TURNING = frozenset({"turn", "turning", "cumplo", "cumplire"})
_ALMOST = frozenset({"almost", "nearly", "casi", "soon"})
_OTHERS = frozenset(["my", "his", "her", "our", "your", "mi", "su", "tu", "nuestro", "nuestra"])
_HAVING = frozenset(["have", "got", "had", "of", "with", "to", "teach", "coach", "raise", "drive", "own", "for"])
_SAID = frozenset({"underage", "underaged"})
_SAID_PAIRS = frozenset({("under", "18"), ("a", "minor"), ("menor", "de"), ("soy", "menor"), ("under", "eighteen")})
_WEEKS = {"week": 1.0, "wk": 1.0, "semana": 1.0, "sem": 1.0, "month": 4.345, "mes": 4.345, "day": 1 / 7, "dia": 1 / 7}
_SPAN = pattern(r"\b(\d{1,3}|[a-z]+)\s*(?:-\s*)?(weeks?|wks?|semanas?|sem|months?|mes|meses|days?|dias?)\b")
_CAESAREAN = pattern(r"\bc[\s-]*sections?\b|\bcsections?\b|\bc(?:a?es)ar[ie]\w*|\bcesar\w*")
_VAGINAL = pattern(r"\bvaginal\w*|\bnatural (?:birth|delivery)|\bparto (?:natural|normal|vaginal)")


_YEARS_AGO = pattern(r"\byears? ago\b|\byears? back\b|\bhace (?:\w+ )?an(?:o|io)s?\b")
_GROWN = pattern(
    r"(?<!no )\b(?:im|i am|tengo|soy)(?: actually| really| already| ya| en realidad)? (?:1[89]|[2-9][0-9])\b"
    r"(?! ?(?:kgs?|kilos?|lbs?|libras?|x|reps?|sets?|series?|weeks?|semanas?|months?|meses|days?|dias?|min|%|[0-9]))"
    r"|\b(?:im|i am|soy) (?:an )?(?:adult|adulta|adulto|mayor de edad)\b"
)


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as told: whole weeks ago and its kind ("vaginal", "caesarean"); None where it was not said."""

    weeks: int | None
    kind: str | None


def is_adult(text: str) -> bool:
    """Whether an age of 18 or more is told ("I'm 26", "tengo 31 años", "soy mayor de edad"). Never raises."""
    return _GROWN.search(plain(text)) is not None


def birth_told(text: str) -> Birth:
    """Weeks since a birth and its kind, as far as the text says them. Months count 4.345 weeks. Never raises."""
    clean = plain(text)
    weeks = next((w for match in _SPAN.finditer(clean) if (w := _weeks(*match.groups())) is not None), None)
    kind = "caesarean" if _CAESAREAN.search(clean) else "vaginal" if _VAGINAL.search(clean) else None
    return Birth(weeks, kind)


def _weeks(number: str, unit: str) -> int | None:
    count = int(number) if number.isascii() and number.isdigit() else NUMBERS.get(number)
    factor = next((f for name, f in _WEEKS.items() if unit.startswith(name)), None)
    return None if count is None or factor is None else int(count * factor)


def years_ago(text: str) -> bool:
    """Whether a text tells of something that lies a year or more back ("5 years ago", "hace dos años")."""
    return _YEARS_AGO.search(plain(text)) is not None


def is_minor(words: Sequence[Token]) -> bool:
    """Whether the person says to be younger than 18 ("I'm 15", "tengo 16 años", "15 year old here")."""
    return any(_says_young(words, place) for place in range(len(words)))


def _says_young(words: Sequence[Token], place: int) -> bool:
    word = words[place].word
    if word in _SAID or (place and (words[place - 1].word, word) in _SAID_PAIRS):
        return not _of_another(words, place) and not (place > 1 and words[place - 2].word in ("not", "no"))
    if word in ("18", "eighteen", "dieciocho"):
        return _turns_adult(words, place)
    age = _age(word)
    if age is None:
        return False
    following = words[place + 1].word if place + 1 < len(words) else None
    ended = following is None or words[place + 1].parted
    if not ended and following in _YEARS:
        return _own_years(words, place)
    if _still_young(words, place, age):
        return True
    return (ended or following in _NEUTRAL) and _led_in(words, place) and not _list_goes_on(words, place)


def _still_young(words: Sequence[Token], place: int, age: int) -> bool:
    """ "I am still 17 10 10 10": an age of the teens behind a small word, though reps follow."""
    led = place > 1 and words[place - 1].word in _SOFT and words[place - 2].word in ("im", "am")
    return led and age >= TEENS and not words[place].parted and _led_in(words, place) and _reps_follow(words, place)


def _reps_follow(words: Sequence[Token], place: int) -> bool:
    ahead = words[place + 1 : place + 3]
    return len(ahead) == 2 and all(token.word[0].isdigit() for token in ahead)


def _age(word: str) -> int | None:
    value = int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else NUMBERS.get(word)
    return value if value is not None and YOUNGEST <= value < ADULT else None


def _led_in(words: Sequence[Token], place: int) -> bool:
    """Whether "I'm" or "tengo" stands before the number, perhaps with "only"; a bare "am" needs its "I"."""
    place -= 1
    while place >= 0 and words[place].word in _SOFT and not words[place + 1].parted:
        place -= 1
    if place < 0 or words[place].word not in _I_AM:
        return False
    return words[place].word != "am" or (place > 0 and words[place - 1].word == "i")


def _list_goes_on(words: Sequence[Token], place: int) -> bool:
    """ "tengo 10, 10, 9": numbers that go on are reps, not an age; "I am 17, 3x8", "I'm fifteen, 12 12": both."""
    return words[place].word.isdigit() and place + 1 < len(words) and words[place + 1].word.isdigit()


def _turns_adult(words: Sequence[Token], place: int) -> bool:
    """ "I turn 18 next month", "cumplo 18 el mes que viene", "almost 18": not yet."""
    before = [t.word for t in words[max(0, place - 3) : place]]
    if not before or _of_another(words, place):
        return False
    return before[-1] in _ALMOST or (before[-1] in _TURNING and before[0] not in ("when", "cuando"))


def _own_years(words: Sequence[Token], place: int) -> bool:
    """ "15 years old", "16 años": of the person, not of a son, and not "15 years of training" or "15 years ago"."""
    after = [t.word for t in words[place + 1 : place + 4]]
    likened = _LIKENED & {t.word for t in words[max(0, place - 2) : place]} or _LATER_SELF & set(after)
    if likened or _of_another(words, place) or _is_had(words, place):
        return False
    led = _led_in(words, place) or (place > 0 and words[place - 1].word == "a" and "old" in after)
    other = {"ago", "of", "entrenando", "training", "lifting", "experience", "experiencia", "haciendo", "into", "in"}
    if other & set(after):
        return False
    spoken = after[0] in ("yo",) or "old" in after or after[:2] == ["y", "o"]
    return led or (spoken and not any(t.word in ("was", "is", "when") for t in words[max(0, place - 3) : place]))


def _is_had(words: Sequence[Token], place: int) -> bool:
    """ "I have a 15 year old", "mum of a 15 year old": a child, and not the person."""
    return place > 1 and words[place - 1].word in ("a", "an", "one", "two") and words[place - 2].word in _HAVING


def _of_another(words: Sequence[Token], place: int) -> bool:
    return any(t.word in _OTHERS for t in words[max(0, place - 3) : place])
