"""Times in a text about reminders: hours, days, a while, a place. What becomes of them is in remind_said.py."""

from __future__ import annotations

import re

from coach_core.commands.after import hour_in
from coach_core.data.typed import Typed

AFTER = re.compile(
    r"(?:.*\s)?(?:in|en|dentro de)\s+(?P<n>[0-9]{1,4}|an?|one|half an|una?|media)\s*"
    r"(?P<unit>min(?:s|utes?|utos?)?|h|hrs?|hours?|horas?)(?:\s.*)?"
)
COUNTS = {"a": 60, "an": 60, "one": 60, "una": 60, "un": 60, "half an": 30, "media": 30}
_CLOCK = r"[0-2]?[0-9](?:[:.h][0-5][0-9])?"
_HALF = r"(?:[ap]\.?m\b\.?|h\b|in the (?:morning|afternoon|evening)|at night|de la (?:mañana|madrugada|tarde|noche))"
HOUR_WORDS = re.compile(  # a bare number is no hour
    rf"\b(?:at|a las?)\s+{_CLOCK}(?![:.0-9])\s*{_HALF}?|\b{_CLOCK}\s*{_HALF}|\b[0-2]?[0-9][:.][0-5][0-9]\b"
)
NO_TIME = re.compile(r"[0-9]\s*(?:min|sec|seg|hour|hora|%|kg|lb|x)")
HERE = re.compile(
    r"(?:now )?(?:i'?m|i am|im|we'?re|we are|estoy|ya estoy|vivo|i live)(?: now| back)? (?:in|en|at)(?: the)? (.+?)"
    r"(?: now| ahora| today| hoy| this week| esta semana)?"
)


def phrase(text: str) -> str:
    """What was said, as it stands in the tables."""
    return " ".join(text.lower().replace("’", "'").strip("✓¿¡!?. ").split())


def minutes_in(told: str) -> int | None:
    """ "in 45 minutes", "me in half an hour"."""
    found = AFTER.fullmatch(told)
    if found is None:
        return None
    return COUNTS.get(found["n"]) or int(found["n"]) * (60 if found["unit"].startswith("h") else 1)


def hour_of(told: str) -> str | None:
    """The one time of day in a text; none where its number counts something else."""
    if NO_TIME.search(told):
        return None
    found = (told, *HOUR_WORDS.findall(told))
    return next((hour for one in found if (hour := hour_in(one.strip()))), None)


def days_in(told: str, typed: Typed) -> tuple[int, ...]:
    """ "mon wed fri", "mondays", "every day"; empty where none is named."""
    words = re.findall(r"[^\W\d_]+", told)
    named = {typed.weekdays[form] for w in words for form in (w, w.rstrip("s")) if form in typed.weekdays}
    if named:
        return tuple(sorted(named))
    whole = next((m for form, m in typed.said.items() if m.startswith("days-") and form in told), "")
    return tuple(int(d) for d in whole.removeprefix("days-") if d.isdigit())


def place_of(told: str) -> str | None:
    """ "I'm in Tokyo": Tokyo, if that is a place at all."""
    found = HERE.fullmatch(told)
    return found[1] if found is not None else None
