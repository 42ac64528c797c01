"""Which day or workout of the past a text speaks of, and what it says beside that. Reads no sets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from coach_core.commands.date_said import DateSaid, date_said
from coach_core.commands.day_in_numbers import InNumbers, in_numbers
from coach_core.commands.day_said import DaySaid, day_said
from coach_core.commands.past import day_of_set, sets_of, workouts_of
from coach_core.commands.place import local, today_of
from coach_core.commands.reading import language_of
from coach_core.facts import SetDone
from coach_core.notation.clean import cut, fold, scrub
from coach_core.notation.items import Item, items
from coach_core.notation.kinds import LAST_TIME
from coach_core.notation.lexicon import Lexicon
from coach_core.turn import Call
from coach_core.values import dataclass

SHORT = 3  # letters: "sat" and "mar" are other words as well
WORD = re.compile(r"[^\W\d_]+")
LONGEST = 120  # characters of a text that is looked at
AHEAD = 12  # characters before a day that stands at the head of a text


@dataclass(frozen=True, slots=True)
class When:
    """A day, or the workout that was finished last (``on`` None), and the text without it."""

    on: date | None
    rest: str
    unsure: bool = False  # "20/11" may be no date, or another one
    at_odds: bool = False  # "Tuesday, 16 Nov" where that was a Monday


def items_of(call: Call, text: str) -> tuple[Item, ...]:
    """The items of a text in the person's language."""
    return _items(text, call.given.book.lexicon, language_of(call, call.person))


@lru_cache(maxsize=8)  # a turn asks several times
def _items(text: str, lexicon: Lexicon, language: str) -> tuple[Item, ...]:
    return tuple(items(cut(scrub(text)), lexicon, language))


def when_of(call: Call) -> When | None:
    """The day or the workout that the text names; None where it names none, or is long."""
    text = cut(scrub(call.event.text))
    if len(text) > LONGEST:
        return None
    dated = date_said(call, text)
    if dated is not None and dated.on is not None and not dated.unsure and dated.on != today_of(call):
        return When(dated.on, _cut_out(text, dated.start, dated.end))
    row = [i for i in items_of(call, text) if i.kind != "_" or is_weekday(call, text, i)]
    for at, item in enumerate(row):
        before = row[at - 1] if at else None
        if item.kind == "y" or is_weekday(call, text, item):
            return When(day_named(call, text, item), _without(text, item, item))
        if item.kind == "X" and before is not None and before.kind == "z":
            return When(None, _without(text, before, item))
        if item.kind == "g" and item.number == LAST_TIME:
            return When(None, _without(text, item, item))
    said = day_said(call, text)
    return None if said is None or said.on is None else _without_day(text, said)


def _without_day(text: str, said: DaySaid) -> When:
    return When(said.on, _cut_out(text, said.start, said.end))


def _cut_out(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:].lstrip(' .:,-')}".strip()


def _on_numbers(text: str, found: InNumbers) -> When:
    on = found.days[0] if found.days else None
    return When(on, f"{text[: found.start]} {text[found.end :]}".strip(), unsure=True)


def _day_ahead(call: Call, text: str) -> DaySaid | None:
    """The day above a long text: "Nov 20", then line by line what was done."""
    said = day_said(call, text[:LONGEST].split("\n", 1)[0])
    return said if said is not None and said.start <= AHEAD else None


def _date_ahead(call: Call, text: str) -> DateSaid | None:
    """The date of a text; of a long one only that above it."""
    if len(text) <= LONGEST:
        return date_said(call, text)
    said = date_said(call, text[:LONGEST].split("\n", 1)[0])
    return said if said is not None and said.start <= AHEAD else None


def _without_weekday(call: Call, when: When) -> When:
    """ "Fri 20 Nov squat 60x8": the weekday beside the date says nothing more."""
    first = WORD.match(when.rest)
    if first is None or fold(first[0]) not in call.given.book.typed.weekdays:
        return when
    return replace(when, rest=when.rest[first.end() :].lstrip(" .,:-\n"))


def day_told(call: Call, text: str | None = None) -> When | None:
    """The weekday before today that sets are told for ("last friday squats 60x8"); None where none is. ``on`` None: a
    day that is still to come.
    """
    text, typed = cut(scrub(call.event.text if text is None else text)), call.given.book.typed
    if (numbers := in_numbers(call, text)) is not None:
        return _on_numbers(text, numbers)
    if (dated := _date_ahead(call, text)) is not None:
        return When(dated.on, _cut_out(text, dated.start, dated.end), at_odds=dated.unsure)
    words = [(fold(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]
    at = next((k for k, (w, _, _) in enumerate(words) if len(w) > SHORT and w in typed.weekdays), None)
    if at is None:
        said = day_said(call, text) if len(text) <= LONGEST else _day_ahead(call, text)
        return None if said is None else _without_weekday(call, _without_day(text, said))
    around = typed.gone_by | typed.on_day
    first = last = at
    while first and (words[first - 1][0] in around or typed.places.get(words[first - 1][0]) == "next"):
        first -= 1
    while last + 1 < len(words) and words[last + 1][0] in around:
        last += 1
    beside = {w for w, _, _ in words[first : last + 1]}
    rest = f"{text[: words[first][1]]} {text[words[last][2] :].lstrip(' :,-')}"
    if any(typed.places.get(w) == "next" for w in beside):
        return When(None, rest)
    back = (today_of(call).weekday() - typed.weekdays[words[at][0]]) % 7
    back = back or (7 if beside & typed.gone_by else 0)
    return When(today_of(call) - timedelta(days=back), rest) if back else None


def is_weekday(call: Call, text: str, item: Item) -> bool:
    """Whether an item is the name of a weekday."""
    word = fold(text[item.start : item.end]).removesuffix("'s")
    return len(word) > SHORT and word in call.given.book.typed.weekdays


def day_named(call: Call, text: str, item: Item) -> date:
    """The day of "yesterday", or the latest Monday."""
    today = today_of(call)
    if item.kind == "y":
        return today - timedelta(days=item.number or 1)
    weekday = call.given.book.typed.weekdays[fold(text[item.start : item.end]).removesuffix("'s")]
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _without(text: str, first: Item, last: Item) -> str:
    return f"{text[: first.start]} {text[last.end :]}"


def stored_on(call: Call, on: date | None) -> list[SetDone]:
    """The sets of finished workouts of a day, or of the last workout, in their order; no warm-up, no starting set."""
    found = [w for w in workouts_of(call) if on is None or local(call.person, w.opened_at).date() == on]
    kept = found[:1] if on is None else found
    sets = [s for w in reversed(kept) for s in sets_of(call, w.workout)]
    over = {w.workout for w in workouts_of(call)}
    late = [s for s in call.given.rows.sets if s.workout in over and on is not None and day_of_set(call, s) == on]
    return [*sets, *(s for s in late if s not in sets)]


def open_on(call: Call, on: date | None) -> Sequence[SetDone]:
    """The sets of the open workout that were done on that day."""
    workout = call.person.training.open
    return [s for s in workout.sets if day_of_set(call, s) == on] if workout is not None else ()
