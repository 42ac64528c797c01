"""What is said without the store: nothing can be put there, or nothing is to be kept of it; failures in the log."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache

import msgspec

from bot.answering import own_words, placed
from bot.texts import Texts
from coach_core.data.load import load_safety
from coach_core.knowledge.unpaused import EMERGENCY, said_unpaused
from coach_core.store import Stored, TurnDone
from coach_core.talk import Incoming, Say, msg

log = logging.getLogger(__name__)
encode = msgspec.json.Encoder().encode
safety_words = cache(load_safety)


def not_saved(event: Incoming, *, again: bool = False) -> Say:
    """That an event is not saved, behind what a red flag in it needs at once. ``again``: it will be tried again."""
    line = msg("not-saved-yet") if again else msg("not-saved")
    return Say((*said_unpaused(event, safety_words()), line))


def urgent_first(event: Incoming, said: Say) -> Say:
    """What is said to whom nothing is kept of, behind what an emergency in the event needs at once; nothing milder."""
    lines = said_unpaused(event, safety_words())
    return replace(said, lines=(*lines, *said.lines)) if any(line.key == EMERGENCY for line in lines) else said


def unstored(texts: Texts, event: Incoming, said: Say, locale: str, n: int = 0) -> Stored:
    """A message that is in no store."""
    language = texts.choose(event.language, locale)
    told = placed(texts.block(said, language), event)
    return Stored(
        person=0,
        n=n,
        turn=0,
        platform=event.platform,
        external=event.person,
        room=event.room if said.public or event.whispers else None,
        replaces=None,
        anchor=None,
        body=encode(told | own_words(told, event, texts.speak(language))),
        status="unsaved",
        attempts=0,
        at=event.at,
        public=said.public and event.room is not None,
    )


def log_failure(done: TurnDone) -> None:
    """Say in the log that a turn failed, by the id that the person was told; what it was about only when debugging."""
    if done.error_id is not None and not done.seen:
        log.error("turn %s failed: %s", done.error_id, type(done.error).__name__)
        log.debug("turn %s", done.error_id, exc_info=done.error)
