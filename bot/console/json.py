"""The conversation as data: one JSON object a line (interfaces.md section 3). No decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from bot.console.voice import Heard, Shown

PRIVATE_CHAT = "dm"


class JsonVoice:
    """Writes the conversation for a program to read."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def heard(self, heard: Heard) -> None:
        """``{"kind":"heard",…}``."""
        self._write(
            {
                "kind": "heard",
                "id": heard.id,
                "event": heard.event,
                "as": heard.person,
                "room": heard.room or PRIVATE_CHAT,
                "error": heard.error,
            }
        )

    def message(self, shown: Shown) -> None:
        """``{"kind":"message",…}``."""
        self._write(message_data(shown))

    def ready(self, at: datetime) -> None:
        """``{"kind":"ready",…}``; what was written so far goes out."""
        self._write({"kind": "ready", "at": iso(at)})

    def _write(self, line: Mapping[str, Any]) -> None:
        self._out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n")
        self._out.flush()


def message_data(shown: Shown) -> dict[str, Any]:
    """A message as section 3 has it."""
    return {
        "kind": "message",
        "id": shown.id,
        "edits": shown.edits,
        "to": shown.to,
        "room": shown.room or PRIVATE_CHAT,
        "at": iso(shown.at),
        "private": shown.private,
        "text": shown.text,
        "buttons": [dict(button) for button in shown.flat_buttons],
        "files": [dict(file) for file in shown.files],
        "data": dict(shown.data),
    }


def iso(at: datetime) -> str:
    """An instant in UTC: 2026-11-23T18:00:00+00:00."""
    return at.astimezone(UTC).isoformat()
