"""How values are written in a language: weights, numbers, dates, times, percent. Texts and markup are not made here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from bot.clean import NAME_AT_MOST, clean_shown, inert
from coach_core.reminding.zones import label
from coach_core.training.weight import Unit, Weight
from coach_core.values import dataclass

if TYPE_CHECKING:
    from bot.cldr import Habits

NOTHING = "–"
RANGE = "–"
DECIMALS = Decimal("0.01")
LONG = 10_000  # numbers from here on are read in groups
A_MONDAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Formats:
    """The habits of one language."""

    language: str

    @property
    def habits(self) -> Habits:
        """What Babel knows of it."""
        return habits_of(self.language)

    @property
    def decimal(self) -> str:
        """Its decimal sign."""
        return self.habits.decimal

    def number(self, value: float | Decimal | int) -> str:
        """A number with at most two decimals and without grouping: as a person may type it back."""
        if value.__class__ is int:
            return str(value)
        try:
            exact = Decimal(str(value))
            if not exact.is_finite():
                return NOTHING
            short = exact if exact == exact.to_integral_value() else exact.quantize(DECIMALS)
        except (InvalidOperation, ValueError):
            return NOTHING
        text = f"{short:f}"
        if "." not in text:
            return text
        text = text.rstrip("0").rstrip(".")
        return text.replace(".", self.decimal) if "." in text else text

    def weight(self, value: Weight) -> str:
        """82.5 kg."""
        whole, rest = divmod(value.hundredths, 100)
        part = f"{self.decimal}{rest:02}".rstrip("0") if rest else ""
        return f"{whole}{part} {value.unit}"


@cache
def habits_of(language: str) -> Habits:
    """What Babel knows of a language. Its import and its tables wait for the first date, list or fraction that is
    written: the first answer of a start has none.
    """
    from bot.cldr import Habits

    return Habits(language)


def plain(formats: Formats, value: object) -> str:
    """A value without a format spec, by its type."""
    for kind, write in BY_TYPE:
        if isinstance(value, kind):
            return write(formats, value)
    return NOTHING if value is None else clean_shown(str(value))


def written(formats: Formats, value: object, spec: str) -> str:
    """A value by its format spec, which is one of ``SPECS``; anything that the spec cannot take is written plainly."""
    write = SPECS.get(spec, plain)
    try:
        return plain(formats, None) if value is None else write(formats, value)
    except (ValueError, TypeError, OverflowError):
        return plain(formats, value)


def grouped(formats: Formats, value: object) -> str:
    """100000 is 100 000, in threes with a narrow space: a comma or a point there is a decimal sign to somebody.

    Numbers of four digits stay together.
    """
    whole = int(str(value))
    return f"{whole:,}".replace(",", "\u202f") if abs(whole) >= LONG else str(whole)


def several(formats: Formats, values: object) -> str:
    """Several values with commas."""
    return ", ".join(plain(formats, v) for v in as_values(values))


def listed(formats: Formats, values: object) -> str:
    """a, b and c."""
    return formats.habits.listed([plain(formats, v) for v in as_values(values)])


def plates(formats: Formats, values: object) -> str:
    """25 + 5 + 1.25: weights or numbers without their unit."""
    amounts = [v.amount if isinstance(v, Weight) else v for v in as_values(values)]
    return " + ".join(plain(formats, v) for v in amounts)


def span_of(formats: Formats, values: object) -> str:
    """8–10; 8 where both ends are equal; 8+ where there is no upper end."""
    low, high = (*as_values(values), None)[:2] if isinstance(values, (tuple, list)) else (values, values)
    if high is None:
        return f"{plain(formats, low)}+"
    if low == high:
        return plain(formats, low)
    unitless = low.amount if isinstance(low, Weight) else low
    return f"{plain(formats, unitless)}{RANGE}{plain(formats, high)}"


def percent(formats: Formats, value: object) -> str:
    """77 is 77 %, in the manner of the language; two numbers are a range."""
    return f"{span_of(formats, value)}{' ' if formats.language not in TIGHT_PERCENT else ''}%"


NEAR: Mapping[Unit, int] = {Unit.KG: 50, Unit.LB: 100}  # hundredths
TIGHT_PERCENT = frozenset({"en", "pt", "it", "zh", "ja", "ko"})


def day(formats: Formats, value: object) -> str:
    """Mon, Nov 23."""
    return formats.habits.day(as_date(value), "MMMEd")


def weekday(formats: Formats, value: object) -> str:
    """Monday, from a date or from 0; several with commas, shortened."""
    if isinstance(value, (tuple, list)):
        return ", ".join(formats.habits.weekday(day_number(v), "EEE") for v in value)
    return formats.habits.weekday(day_number(value), "EEEE")


def clock(_formats: Formats, value: object) -> str:
    """18:00, as people type it."""
    if isinstance(value, (datetime, time)):
        return f"{value:%H:%M}"
    text = str(value)
    return f"{datetime.fromisoformat(text):%H:%M}" if len(text) > len("18:00") else f"{time.fromisoformat(text):%H:%M}"


def moment(formats: Formats, value: object) -> str:
    """A date with its time."""
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return f"{day(formats, at)} {at:%H:%M}"


def duration(formats: Formats, value: object) -> str:
    """45 s, 2 min, 2:30 min; two numbers of seconds are a range."""
    ends = [int(str(v)) for v in as_values(value) if v is not None]
    unit = 60 if all(end >= 60 for end in ends) else 1
    texts = dict.fromkeys(f"{end // 60}:{end % 60:02}" if unit == 60 and end % 60 else str(end // unit) for end in ends)
    return f"{RANGE.join(texts)} {'min' if unit == 60 else 's'}"


def name(_formats: Formats, value: object) -> str:
    """A name of a person: short and harmless."""
    return inert(clean_shown(str(value), NAME_AT_MOST))


def zone(formats: Formats, value: object) -> str:
    """The city of a time zone as the language calls it: Europe/London is Londres; UTC+2 stays."""
    name = label(str(value))
    if "/" not in name:
        return name
    return formats.habits.city(name) or name.rsplit("/", 1)[1].replace("_", " ")


def about(formats: Formats, value: object) -> str:
    """An estimate, no finer than it can be: 106.67 kg is 106.5 kg; pounds are whole. A load to lift is never this."""
    if not isinstance(value, Weight):
        return plain(formats, value)
    near = NEAR[value.unit]
    return formats.weight(Weight((value.hundredths + near // 2) // near * near, value.unit))


def as_values(values: object) -> tuple[object, ...]:
    """One or several values as several."""
    return tuple(values) if isinstance(values, (tuple, list, frozenset, set)) else (values,)


def as_date(value: object) -> date:
    """A date from a date, a moment or ISO text. Raises ``ValueError`` for other text."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else datetime.fromisoformat(str(value)).date()


def day_number(value: object) -> date:
    """A day of that weekday: 0 or "0" is a Monday."""
    if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
        return A_MONDAY + timedelta(days=int(value) % 7)
    return as_date(value)


Write = Callable[[Formats, object], str]

SPECS: Mapping[str, Write] = {
    "date": day,
    "time": clock,
    "moment": moment,
    "weekday": weekday,
    "percent": percent,
    "range": span_of,
    "plates": plates,
    "seconds": duration,
    "and": listed,
    "name": name,
    "zone": zone,
    "about": about,
    "grouped": grouped,
}

BY_TYPE: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (str, lambda _formats, value: clean_shown(value)),
    (Weight, Formats.weight),
    ((int, float, Decimal), Formats.number),
    (datetime, moment),
    (date, day),
    (time, clock),
    ((tuple, list, frozenset, set), several),
)
