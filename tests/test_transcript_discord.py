"""docs/first-workout-discord.md is what really happens: it is played again and compared word by word.

`UPDATE_DIALOGS=1 pytest tests/test_transcript_discord.py` writes it anew, to be read in the diff.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from discord_stage import DiscordStage, discord_stage

from tests.fakes.discord import until
from tests.fakes.discord_world import EPHEMERAL, Json

ANNA, BEN, GYM = "41", "42", "5"
QUIET = 0.6  # seconds in which nothing more is said
DID = (  # what Anna does: a command, a tap, a form that she sends off, a message
    "/start",
    "[I am 18 or over, I agree]",
    "[None of these]",
    "[Intermediate (6–24 months)]",
    "[Barbell]",
    "80 kg for 10",
    "[✓ Done as prescribed]",
    "[✎ Log sets] 37.5 kg x 12\n37.5 kg x 12\n37.5 kg x 12\n40 kg x 10",
    "60x12, 60x12, 60x11 rpe 9",
    "/why",
    "#gym /today",
    "#gym [✓ Done as prescribed]",
    "[Finish]",
)
HEAD = """# A first workout on Discord

As Anna sees it on her phone. This page is made by running it (`tests/test_transcript_discord.py`),
so it is what really happens: {taps} taps, {commands} commands, {typed} typed messages,
{answers} messages from the coach.

**▸** is what Anna types or taps; *In place* means that the workout message further up is changed where it stands. In
the server, #gym, only Anna sees the answers, until she shows one to everybody.
"""


async def test_the_transcript_is_what_happens(tmp_path: Path, root: Path) -> None:
    page = root / "docs" / "first-workout-discord.md"
    async with discord_stage(tmp_path) as stage:
        stage.discord.world.guild(GYM)
        await stage.topset.stop()
        await (await stage.topset.start()).ready()
        lines = [line for did in DID for line in await step(stage, did)]
        assert stage.discord.sees(BEN, GYM) == [], "nobody else sees it"
        answers = sum(kind == "new" for kind, _ in stage.discord.world.shown)
    taps = sum("[" in did for did in DID)
    commands = sum(did.removeprefix("#gym ").startswith("/") for did in DID)
    counts = {"taps": taps, "commands": commands, "typed": len(DID) - taps - commands, "answers": answers}
    text = HEAD.format(**counts) + "\n".join(["", *lines]).rstrip() + "\n"
    if os.environ.get("UPDATE_DIALOGS"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text


async def step(stage: DiscordStage, did: str) -> list[str]:
    """One deed and what comes back, as lines of the page."""
    discord, place = stage.discord, "in #gym: " if did.startswith("#gym ") else ""
    guild, deed = GYM if place else None, did.removeprefix("#gym ")
    before, form = len(discord.world.shown), ()
    if deed.startswith("/"):
        await discord.slash(ANNA, deed[1:], guild=guild)
    elif deed.startswith("["):
        label, _, filled = deed[1:].partition("]")
        pressed = await discord.taps(ANNA, label, guild=guild)
        if filled:
            form = (*opened(pressed.answers[0][1]), f"**▸ changed to** {filled.strip().replace(chr(10), ' · ')}", "")
            await discord.submits(pressed, {"text": filled.strip()})
            deed = f"[{label}]"
    else:
        await discord.says(ANNA, deed)
    await settled(stage, before)
    told = (line for kind, message in discord.world.shown[before:] for line in seen(kind, message))
    return [f"**▸ {place}{deed}**", "", *form, *told]


async def settled(stage: DiscordStage, before: int) -> None:
    """Wait until nothing more is said."""
    shown = stage.discord.world.shown
    await until(lambda: len(shown) > before, stage.topset.said())
    count = -1
    while count != len(shown):
        count = len(shown)
        await asyncio.sleep(QUIET)


def opened(form: Json) -> Iterator[str]:
    """A form as it opens."""
    field = form["components"][0]
    yield f"> *{form['title']}*  "
    yield f"> {field['label']}:  "
    yield from (f"> `{line}`  " for line in field["component"]["value"].split("\n"))
    yield ""


def seen(kind: str, message: Json) -> Iterator[str]:
    """A message with its buttons below it, or the workout that was changed: what is done, what comes next."""
    lines = message["content"].split("\n")
    if kind == "edit":
        at = next((n for n, line in enumerate(lines) if "▸" in line), None)
        ticks = [line for line in lines if "✓ " in line and any(c.isdigit() for c in line)]
        now = [*ticks[-2:], *(lines[at : at + 2] if at is not None else [])]
        yield from (f"*In place:* {' · '.join(now)}", "")
        return
    if message["flags"] & EPHEMERAL:
        yield "> *Only you can see this*  "
    yield from (f"> {line}  " if line else ">" for line in lines)
    for row in message["components"]:
        yield ">"
        yield "> " + " ".join(f"`{item['label']}`" for item in row["components"])
    yield ""
