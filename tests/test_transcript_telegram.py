"""docs/first-workout-telegram.md is what really happens: it is played again and compared word by word.

`UPDATE_DIALOGS=1 pytest tests/test_transcript_telegram.py` writes it anew, to be read in the diff.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fakes.telegram import FakeTelegram, Seen, until
from process import Running
from telegram_life import ANNA, living

CLOCK = "2026-11-23T18:00:00+00:00"
DID = (  # what Anna does: taps a button, or types
    "/start",
    "[I am 18 or over, I agree]",
    "[None of these]",
    "[Intermediate (6–24 months)]",
    "[Barbell]",
    "80 kg for 10",
    "[✓ Done as prescribed]",
    "[✓ Done as prescribed]",
    "60x12, 60x12, 60x11 rpe 9",
    "why",
    "[✓ Done as prescribed]",
    "[Finish]",
)
HEAD = """# A first workout on Telegram

As Anna sees it on her phone. This page is made by running it (`tests/test_transcript_telegram.py`),
so it is what really happens: {taps} taps, {typed} typed messages, {answers} messages from the coach.

**▸** is what Anna types or taps. *In place* means that the workout message further up is changed where it stands,
without a sound.
"""


async def test_the_transcript_is_what_happens(tmp_path: Path, root: Path) -> None:
    page = root / "docs" / "first-workout-telegram.md"
    clock = tmp_path / "clock"
    clock.write_text(CLOCK)
    async with living(tmp_path, TOPSET_TEST_CLOCK=str(clock)) as (telegram, topset):
        telegram.now = lambda: datetime.fromisoformat(CLOCK).timestamp()
        lines = [line for did in DID for line in await step(telegram, topset, did)]
    taps = sum(did.startswith("[") for did in DID)
    answers = len(telegram.shown(ANNA))
    text = HEAD.format(taps=taps, typed=len(DID) - taps, answers=answers) + "\n".join(["", *lines]) + "\n"
    if os.environ.get("UPDATE_DIALOGS"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text


async def step(telegram: FakeTelegram, topset: Running, did: str) -> list[str]:
    """One deed and what comes back, as lines of the page."""
    before = len(telegram.log)
    if did.startswith("["):
        await telegram.press_label(ANNA, did[1:-1])
    else:
        await telegram.say(ANNA, did)
    await until(lambda: len(telegram.log) > before, why=topset.said)
    await settled(telegram)
    lines = [f"**▸ {did}**", ""]
    for _, kind, seen in telegram.log[before:]:
        lines += shown(seen) if kind == "new" else in_place(seen)
    return lines


async def settled(telegram: FakeTelegram) -> None:
    """Wait until the product has asked for updates again and sent all."""
    told = -1
    while told != len(telegram.log):  # of one chat a message goes out a second
        told = len(telegram.log)
        await asyncio.sleep(1.3)
    for _ in range(3):
        polls, told = len(telegram.called("getUpdates")), len(telegram.log)
        await telegram.put()
        await until(lambda: len(telegram.called("getUpdates")) > polls)  # noqa: B023
        await until(lambda: len(telegram.log) >= told)  # noqa: B023


def shown(seen: Seen) -> Iterator[str]:
    """A message, its bold words bold, its buttons below it."""
    yield from (f"> {line}  " if line else ">" for line in marked(seen).split("\n"))
    for row in seen.buttons:
        yield ">"
        yield "> " + " ".join(f"`{button['text']}`" for button in row)
    yield ""


def in_place(seen: Seen) -> Iterator[str]:
    """A workout that was changed: what is done and what comes next of it."""
    lines = marked(seen).split("\n")
    at = next((n for n, line in enumerate(lines) if "▸" in line), None)
    ticks = [line for line in lines if "✓ " in line and any(c.isdigit() for c in line)]
    now = " · ".join([*ticks[-2:], *(lines[at : at + 2] if at is not None else [])])
    yield f"*In place:* {now}"
    yield ""


def marked(seen: Seen) -> str:
    """The text with its bold words between stars."""
    raw = seen.text.encode("utf-16-le")
    for entity in reversed(seen.entities):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        raw = raw[:start] + "**".encode("utf-16-le") + raw[start:end] + "**".encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le")
