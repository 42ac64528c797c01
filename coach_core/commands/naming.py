"""Names of a person's own: "call it bridges", once, and it is known from then on. They are shown in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.reading import open_of
from coach_core.notation.clean import clean, fold
from coach_core.person import Person
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome

MOST = 30  # names of one person
LONGEST = 46  # bytes of a name: it stands in the id of a button


def told(call: Call) -> Outcome | None:
    """ "call it bridges", "call hip thrusts bridges": the name of the open exercise, or of the one that is named."""
    if call.event.text[:1].isdigit():  # sets; no name is told so
        return None
    words = clean(call.event.text).rstrip(".!")
    folded, forms = fold(words), call.given.book.typed.naming
    form = next((f for f in forms if folded.startswith(f)), None) if folded.startswith(forms) else None
    if form is None or f"{folded.strip()} " in forms:  # "call it" and nothing behind
        return None
    exercise, name = _parted(call, words[len(form) :].strip())
    return _taught(call, name, exercise) if is_name(name) else None


def _parted(call: Call, rest: str) -> tuple[str | None, str]:
    """The exercise that the words begin with and the name behind it; else the open exercise and all the words."""
    for exercise, name in _splits(call, rest.split()):
        return exercise, name
    return open_of(call, call.person).exercise, rest


def _splits(call: Call, words: list[str]) -> Iterator[tuple[str, str]]:
    for end in range(len(words) - 1, 0, -1):
        exercise, _ = call.given.book.lexicon.exercise(" ".join(words[:end]))
        if exercise is not None:
            yield exercise, " ".join(words[end:])


def is_name(name: str) -> bool:
    """Whether this may be the name of an exercise: a few words."""
    return len(name) > 1 and len(name.encode()) <= LONGEST and name.replace("-", " ").replace(" ", "").isalpha()


def _taught(call: Call, name: str, exercise: str | None) -> Outcome:
    if exercise is None:
        return Outcome(call.person, plain(call.person, msg("name-of-what", name=name)))
    person = named(call.person, name, exercise)
    return Outcome(person, plain(person, msg("name-taught", name=name, exercise=exercise)))


def named(person: Person, name: str, exercise: str) -> Person:
    """The person with a name of their own for an exercise; of too many the oldest go."""
    others = tuple((n, e) for n, e in person.settings.names if fold(n) != fold(name))
    return replace(person, settings=replace(person.settings, names=(*others, (name, exercise))[-MOST:]))


def screen(call: Call) -> Say:
    """The names with a button each to forget it."""
    names = call.person.settings.names
    if not names:
        return Say((msg("names-none"),))
    rows = tuple((Button(f"settings:forget:{n}", msg("button-forget-name", name=n)),) for n, _ in names)
    return Say((msg("names-head"), *(msg("names-line", name=n, exercise=e) for n, e in names)), rows)


def forget(call: Call, name: str) -> Outcome:
    """Forgets one name."""
    kept = tuple((n, e) for n, e in call.person.settings.names if n != name)
    person = replace(call.person, settings=replace(call.person.settings, names=kept))
    return Outcome(person, plain(person, msg("name-forgotten", name=name)))
