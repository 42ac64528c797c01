"""Help, cancelling a question, and an answer to everything that is not words."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.other import example
from coach_core.talk import Button, Reply, Say, msg
from coach_core.turn import Call, Outcome

SHOWN = (
    "today", "done", "undo", "why", "history", "progress", "program", "skip", "swap", "move", "finish", "how", "form",
    "pain", "evidence", "settings", "language", "timezone", "reminders", "rest", "privacy", "link", "export", "erase",
    "challenge", "stop", "cancel",
)  # fmt: skip
MEDIA = (
    "forwarded",
    "via_bot",
    "voice",
    "audio",
    "photo",
    "video",
    "sticker",
    "document",
    "location",
    "contact",
    "poll",
)


def decide(call: Call) -> Outcome:
    """/help"""
    lines = (
        msg("help-head"),
        *(msg(f"help-{name}") for name in SHOWN),
        msg("help-log"),
        example(call),
        msg("help-disclaimer"),
    )
    row = (Button("today:next", msg("button-today")), Button("settings:", msg("button-settings")))
    return Outcome(call.person, (Say(lines, (row,)),))


def cancel(call: Call) -> Outcome:
    """/cancel: the open question is dropped; nothing that was stored is lost."""
    if call.person.question is None:
        return Outcome(call.person, plain(call.person, msg("cancel-nothing")))
    person = replace(call.person, question=None)
    return Outcome(person, plain(person, msg("cancelled")))


def wordless(call: Call) -> Outcome:
    """A voice message, a picture, a sticker, an empty text: a sentence, never silence."""
    media = call.event.media or "empty"
    line = msg(f"media-{media}") if media in MEDIA else msg("media-other" if call.event.media else "media-empty")
    return Outcome(call.person, plain(call.person, line, example(call)))


def unknown(call: Call) -> Outcome:
    """A slash command that there is not."""
    return Outcome(call.person, plain(call.person, msg("command-unknown", name=call.words[:40]), msg("help-hint")))


def old(call: Call) -> Reply:
    """A button of another time, whose deed is not known any more."""
    return plain(call.person, msg("old-button"), msg("help-hint"))
