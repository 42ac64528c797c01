"""Which clock somebody means by a city, a country, an offset or a place; where one has several, they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from coach_core.commands.place import local
from coach_core.commands.place_said import place_of
from coach_core.commands.reading import language_of
from coach_core.person import Person, Question
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.travel import moved_along
from coach_core.reminding.zones import place_in
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

A_ROW = 3  # clocks in a row of buttons: five rows are what every platform shows
SHOWN = 60  # characters of what was told
LONGEST = 64  # bytes that Telegram keeps of a button

Tables = tuple[Mapping[str, str], ...]


def zone_in(call: Call, told: str) -> str | None:
    """The zone that is meant; None where none is known, or several are."""
    place = call.event.location or place_in(told)
    if place is not None:
        return call.given.book.zones.near(*place)[0]
    name = place_of(told, call.given.book.typed.times) or told
    return next((zone for some in _tables(call) if (zone := call.given.book.zones.named(name, call.at, some))), None)


def several(call: Call, told: str) -> Outcome | None:
    """Asks which clock of a country or state; None where it is the name of none."""
    name = place_of(told, call.given.book.typed.times) or told
    found = next((zones for some in _tables(call) if (zones := call.given.book.zones.clocks(name, call.at, some))), ())
    if len(found) < 2:
        return None
    buttons = tuple(Button(f"setup:timezone:{zone}", _label(zone, call.at)) for zone in found)
    rows = tuple(buttons[k : k + A_ROW] for k in range(0, len(buttons), A_ROW))
    line = msg("timezone-several", place=name[:SHOWN])
    question = call.person.question or Question("timezone", "setup")
    return Outcome(replace(call.person, question=question), (Say((line,), rows, {"question": {"asks": "timezone"}}),))


def travelled(call: Call, person: Person) -> tuple[Person, tuple[Msg, ...]]:
    """The person in their new zone with what is put off moved along, and what that does to it."""
    moved = moved_along(call.person, person, call.at)
    before, after = reminding_of(person).later, {w.kind: w for w in reminding_of(moved).later}
    lines = (
        msg("later-moved", at=local(moved, after[w.kind].at))
        if w.kind in after
        else msg("later-dropped", at=local(call.person, w.at))
        for w in before
        if w not in after.values()
    )
    return moved, tuple(lines)


def alike(call: Call, told: str) -> tuple[tuple[Button, ...], ...]:
    """What was perhaps meant, each to be tapped."""
    found = call.given.book.zones.alike(told, next(_tables(call)))
    buttons = (Button(f"setup:timezone:{zone}", msg("plain-text", text=name)) for name, zone in found)
    return tuple((button,) for button in buttons if len(button.id.encode()) <= LONGEST)


def _label(zone: str, at: datetime) -> Msg:
    """The city with its time: people know their own."""
    return msg("button-clock", zone=zone, now=at.astimezone(ZoneInfo(zone)))


def _tables(call: Call) -> Iterator[Tables]:
    """The names of places in the person's language and English; then in all that are read: "España" is no English."""
    book, own = call.given.book, language_of(call, call.person)
    yield tuple(book.cities(language) for language in dict.fromkeys((own, "en")))
    yield tuple(book.cities(language) for language in sorted({*book.lexicon.tables} - {own, "en"}))
