"""What the tests of challenges share: people in a room, a challenge that runs there, workouts in few lines."""

from __future__ import annotations

from typing import Any

from onboarding import onboard
from talking import Talking

Message = dict[str, Any]


async def says(talk: Talking, name: str, *lines: str, room: str | None = None) -> list[Message]:
    """Somebody speaks, in a room or in private; every message that was shown on it."""
    shown = await talk(f":as {name}")
    shown += await talk(f":in {room or 'dm'}")
    for line in lines:
        shown += await talk(line)
    return [line for line in shown if line["kind"] == "message"]


async def makes(talk: Talking, kind: str = "points", option: str = "-", room: str = "gym", start: str = "now") -> str:
    """Somebody who manages a room makes a challenge of four weeks; its number."""
    shown = await says(talk, "boss", ":admin on", f"/challenge new {kind} 4 {option} {start}", room=room)
    number: str = next(m["data"]["board"]["challenge"] for m in reversed(shown) if "board" in m["data"])
    return number


async def comes(talk: Talking, name: str, first_set: str = "80 kg for 10") -> None:
    """Somebody new begins."""
    await says(talk, name)
    await onboard(talk, first_set)


async def trains(talk: Talking, name: str, *sets: str) -> list[Message]:
    """A workout with these sets, closed."""
    return await says(talk, name, "today", *sets, "finish", "yes", "/cancel")


async def waits(talk: Talking, span: str) -> list[Message]:
    """Time goes by; what was said meanwhile."""
    return [line for line in await talk(f":wait {span}") if line["kind"] == "message"]


def boards(shown: list[Message]) -> list[Message]:
    """The messages with a board that a room saw."""
    return [m for m in shown if "board" in m["data"] and not m["private"]]


def scores(message: Message) -> dict[str, float]:
    """Who has which score on a board."""
    return {row["name"]: row["score"] for row in message["data"]["board"]["rows"]}
