"""A stored message as the terminal shows it: its body read, its files written to a folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bot.clean import JOINT
from bot.console.voice import Shown
from bot.files import content_of
from coach_core.store.records import Stored

read_body = msgspec.json.Decoder(dict[str, Any]).decode


def shown(stored: Stored, folder: Path) -> Shown:
    """The message with its files in the folder."""
    body = read_body(stored.body)
    text, spans = unjoined(body["text"], body["spans"])
    return Shown(
        id=stored.id,
        at=stored.at,
        text=body.get("react") or text,
        to=None if stored.public else stored.external,
        room=stored.room,
        private=not stored.public,
        edits=stored.edits,
        spans=() if body.get("react") else spans,
        buttons=() if body.get("react") else tuple(tuple(row) for row in body["buttons"]),
        files=tuple(written(file, f"{stored.id}-", folder) for file in body["files"] if "chart" not in file),
        data=body["data"],
    )


def unjoined(text: str, spans: Sequence[Sequence[Any]]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text without what keeps names from becoming links elsewhere: a terminal makes none."""

    def place(at: int) -> int:
        return at - text.count(JOINT, 0, at)

    return text.replace(JOINT, ""), tuple((place(start), place(end), style) for start, end, style in spans)


def forget(stored: Stored, folder: Path) -> None:
    """With a goodbye the files that the person was ever given go too: erased is everything."""
    if stored.person < 0:
        for path in folder.glob(f"m{-stored.person}.*"):
            path.unlink(missing_ok=True)


def written(file: Mapping[str, str], prefix: str, folder: Path) -> Mapping[str, str]:
    """A file of a message, in the folder under a name that no other message uses."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (prefix + re.sub(r"[^\w.-]", "_", file["name"]))
    path.write_bytes(content_of(file))
    return {"name": file["name"], "path": str(path), "mime": file["mime"]}
