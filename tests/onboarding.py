"""The way from nothing to a first workout: the first button of every question, one typed set."""

from __future__ import annotations

from talking import Line, Talking

FIRST_SET = "80 kg for 10"
STEPS = 12  # more than that is no quick start


async def onboard(talk: Talking, first_set: str = FIRST_SET) -> list[Line]:
    """Get to the first workout as a healthy adult does. Gives the message with it."""
    lines = await talk("/start")
    for _ in range(STEPS):
        question, buttons = asked(lines)
        if question is None:
            return lines
        lines = await talk(first_set if question == "start" or not buttons else f":press {buttons[0]}")
    raise AssertionError(f"no end of questions: {lines}")


def asked(lines: list[Line]) -> tuple[str | None, list[str]]:
    """What the last question asks and the ids of its buttons; nothing once a workout is there."""
    messages = [m for m in lines if m["kind"] == "message"]
    if any("workout" in m["data"] for m in messages):
        return None, []
    last = messages[-1]
    return last["data"].get("question", {}).get("asks", "something"), [b["id"] for b in last["buttons"]]
