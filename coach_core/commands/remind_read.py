"""Times in a text about reminders: hours, days, a while, a place. What becomes of them is in remind_said.py."""

from __future__ import annotations

from coach_core.patterns import pattern

AFTER = pattern(
    r"(?:.*\s)?(?:in|en|dentro de)\s+(?P<n>[0-9]{1,4}|an?|one|half an|una?|media)\s*"
    r"(?P<unit>min(?:s|utes?|utos?)?|h|hrs?|hours?|horas?)(?:\s.*)?"
)
COUNTS = {"a": 60, "an": 60, "one": 60, "una": 60, "un": 60, "half an": 30, "media": 30}
_CLOCK = r"[0-2]?[0-9](?:[:.h][0-5][0-9])?"
_HALF = r"(?:[ap]\.?m\b\.?|h\b|in the (?:morning|afternoon|evening)|at night|de la (?:mañana|madrugada|tarde|noche))"
HOUR_WORDS = pattern(  # a bare number is no hour
    rf"\b(?:at|a las?)\s+{_CLOCK}(?![:.0-9])\s*{_HALF}?|\b{_CLOCK}\s*{_HALF}|\b[0-2]?[0-9][:.][0-5][0-9]\b"
)
POLITE = (" please", " pls", " por favor", " porfa")
SHORTEST = 3  # letters of a weekday in a sentence: "do" and "so" are words of others
NO_TIME = pattern(r"[0-9]\s*(?:min|sec|seg|hour|hora|%|kg|lb|x)")

HOUR = pattern(
    r"(?:at |(?:a )?las? )?([0-2]?[0-9])(?:[:.h]([0-5][0-9])?)?\s*"
    r"([ap]\.?m\.?|hs?|hrs|in the (?:morning|afternoon|evening)|at night|de la (?:mañana|madrugada|tarde|noche))?"
)


_NO_WORD = (
    r"(?:please |por favor )?(?:don't|dont|do not|no|never|nunca)(?: me)? "
    r"(?:(?:write|message|messages|text|texts|send|disturb|bother|remind|reminders|escribas|mandes|envíes|envies|molestes"
    r"|avises|avisos|mensajes|recordatorios)"
    r"(?: to)?(?: me)?(?: anything| nada| messages| reminders| mensajes| avisos)? )"
)
QUIET = pattern(rf"{_NO_WORD}(?P<way>after|past|before|después de|despues de|antes de)(?: las?)? (?P<hour>.+)")
BETWEEN = pattern(
    rf"{_NO_WORD}(?:between|from|entre|desde|de)(?: las?)? (?P<begin>[^,]+?) (?:and|to|until|till|y|a|hasta)(?: las?)? "
    r"(?P<end>[^,]+)"
)


def phrase(text: str) -> str:
    """What was said, as it stands in the tables: without "please" behind it."""
    told = " ".join(text.lower().replace("’", "'").strip("✓¿¡!?. ").split())
    return next((told.removesuffix(kind).rstrip(",") for kind in POLITE if told.endswith(kind)), told)


def minutes_in(told: str) -> int | None:
    """ "in 45 minutes", "me in half an hour"."""
    found = AFTER.fullmatch(told)
    if found is None:
        return None
    return COUNTS.get(found["n"]) or int(found["n"]) * (60 if found["unit"].startswith("h") else 1)


def quiet_in(told: str, now: tuple[str, str]) -> tuple[str, str] | None:
    """ "no messages after 9 pm", "don't write before 8": the quiet hours with that end changed."""
    found = QUIET.fullmatch(told)
    hour = hour_in(found["hour"]) if found is not None else None
    if found is None or hour is None:
        return None
    if found["way"] in ("before", "antes de"):
        return now[0], hour
    late = f"{int(hour[:2]) + 12}{hour[2:]}"  # "after 9" is in the evening
    return (late if "04" < hour < "12" and found["hour"].strip(" .:0123456789") == "" else hour), now[1]


def quiet_between(told: str) -> tuple[str, str] | None:
    """ "no messages between 9 pm and 8": both ends of the quiet hours."""
    found = BETWEEN.fullmatch(told)
    begin, end = (hour_in(found["begin"]), hour_in(found["end"])) if found is not None else (None, None)
    return (begin, end) if begin and end else None


def hour_of(told: str) -> str | None:
    """The one time of day in a text; none where its number counts something else."""
    if NO_TIME.search(told):
        return None
    found = (told, *HOUR_WORDS.findall(told))
    return next((hour for one in found if (hour := hour_in(one.strip()))), None)


def hour_in(value: str) -> str | None:
    """ "18:30", "7 pm", "a las 7" as a local time of the form "18:30"."""
    found = HOUR.fullmatch(value.strip().lower())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), _half(found[3] or "")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


def _half(told: str) -> str | None:
    """ "am" or "pm"; the evening and the night are "pm", as the afternoon is."""
    if not told or told in ("h", "hs", "hrs"):
        return None
    return "am" if told.startswith(("am", "a.m")) or told.endswith(("morning", "mañana", "madrugada")) else "pm"
