"""Rare things on Discord that no other file is about: refusals that add up, two shards, somebody else with the same
token, nothing kept in memory, large ids. Each fault with a control that fails."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import discord
import pytest
from clicking import all_is_out
from discord.http import HTTPClient
from discord_bot import ANNA, BOB, bot_on
from discord_fixtures import db, fake
from discord_people import make, set_of, stored
from sending_out import put, waiting
from test_discord_crowd import command
from test_discord_faults import lines

from bot.discord import refusals as discord_refusals
from bot.discord import send as discord_send
from bot.discord.calls import Call
from bot.discord.contact import API, GATEWAY, Contact
from bot.discord.refusals import ALARM, MOST, WITHIN, Refusals
from bot.health import Mark
from bot.line import Line
from coach_core.store import open_store
from coach_core.urgency import SILENT, Urgency
from tests.fakes.discord import FakeDiscord, answered_with, until
from tests.fakes.discord_world import BOT

__all__ = ["db", "fake"]

FAST = 0.05
MESSAGES = "/channels/{channel_id}/messages"
SUPPRESS = 1 << 12  # SUPPRESS_NOTIFICATIONS


# refusals


class Hours:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def refusals() -> tuple[Refusals, Mark, Hours]:
    mark, clock = Mark(), Hours()
    contact = Contact(mark)
    contact.found(GATEWAY)
    return Refusals(contact, clock), mark, clock


def test_a_hundred_refusals_in_ten_minutes_are_told_and_forgotten() -> None:
    counted, mark, clock = refusals()
    for status in (401, 403, 429) * ALARM:
        clock.now += WITHIN / ALARM + 0.1
        counted.answered(status)
        assert mark.reason is None, "the control: as many, but not in ten minutes"
    for _ in range(ALARM):
        counted.answered(200)
        counted.answered(404)
        counted.answered(429, "shared")
    assert mark.reason is None, "these do not count"
    for _ in range(ALARM):
        counted.answered(403)
    assert "refused" in (mark.reason or "")
    assert counted.wait() == 0
    clock.now += WITHIN + 1
    assert counted.wait() == 0
    assert mark.reason is None


def test_long_before_the_address_is_shut_out_nothing_is_sent_any_more() -> None:
    counted, _, clock = refusals()
    for _ in range(MOST - 1):
        counted.answered(403)
    assert counted.wait() == 0
    counted.answered(403)
    assert counted.wait() == pytest.approx(WITHIN)
    clock.now += WITHIN + 1
    assert counted.wait() == 0


async def test_what_discord_refuses_is_counted_whatever_asked_for_it(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_refusals, "MOST", 2)
    async with bot_on(fake, db, pace=FAST):
        fake.rest.fail("POST", r"/channels/\d+/messages$", times=2, status=403, code=50013)
        for n in range(2):
            await fake.says(ANNA, set_of(ANNA, n)[0])
            await until(lambda: len(fake.rest.sent(MESSAGES)) > n, "a refusal")  # noqa: B023
        await fake.says(ANNA, set_of(ANNA, 2)[0])
        await until(lambda: len([e for e in fake.gateway.sessions[-1].sent if e["t"] == "MESSAGE_CREATE"]) == 3, "told")
        pressed = await command(fake, BOB, set_of(BOB, 0)[0])  # interactions are answered all the same
        await until(lambda: pressed.answered, "an answer")
        assert len(fake.rest.sent(MESSAGES)) == 2
    assert await stored(db, [ANNA, BOB]) == {set_of(ANNA, n)[1]: 1 for n in range(3)} | {set_of(BOB, 0)[1]: 1}


@pytest.mark.parametrize("heeded", [True, False])
@pytest.mark.parametrize("through", ["the limit of all requests", "the address is sent away"])
async def test_what_is_refused_for_everything_pauses_everything(
    through: str, heeded: bool, fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A global limit, for longer than the library waits by itself, or a 429 that is of no limit at all."""
    pause, real = 1.5, HTTPClient.__init__

    def shorter(self: HTTPClient, *args: object, **more: object) -> None:
        real(self, *args, **more)  # type: ignore[arg-type]
        self.max_ratelimit_timeout = 0.2

    monkeypatch.setattr(HTTPClient, "__init__", shorter)
    monkeypatch.setattr(discord_send, "BANNED_WAIT", pause)
    if not heeded:
        monkeypatch.setattr(Line, "pause_all", lambda self, seconds: None)
    async with bot_on(fake, db, pace=1):
        limit = {"retry_after": pause, "everywhere": True} if through.startswith("the limit") else {}
        fake.rest.fail("POST", r"/channels/\d+/messages$", status=429, **limit)
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: len(fake.rest.sent(MESSAGES)) == 1, "a refusal")
        await fake.says(BOB, set_of(BOB, 0)[0])
        await until(lambda: lines(fake, BOB) == 1, "an answer to somebody else")
        [first, second, *_] = [asked.at for asked in fake.rest.sent(MESSAGES)]
        assert (second - first >= 0.98 * pause) == heeded, second - first


@pytest.mark.parametrize("urgency", [Urgency.SUMMARY, Urgency.REMINDER])
async def test_a_look_back_makes_no_sound(urgency: Urgency, fake: FakeDiscord, db: Path) -> None:
    one = replace(waiting(1000, int(ANNA), urgency, "Your week"), platform="discord")
    async with await open_store(str(db)) as store:
        await put(store, [one])
    async with bot_on(fake, db, pace=FAST):
        await fake.sees_soon(ANNA, "Your week")
    sent = [a.body.get("flags", 0) for a in fake.rest.sent(MESSAGES) if a.body["content"] == "Your week"]
    assert {bool(flags & SUPPRESS) for flags in sent} == {urgency in SILENT}


@pytest.mark.parametrize("heeded", [True, False])
async def test_chats_opened_too_fast_are_tried_later(
    heeded: bool, fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes later, that is, here a second and a half; the control gives the message up."""
    monkeypatch.setattr(discord_send, "TOO_FAST_WAIT", 30.0)
    if not heeded:
        monkeypatch.setattr(discord_send, "TOO_FAST", 0)
    async with bot_on(fake, db, pace=FAST):
        fake.world.closed[ANNA] = 40003
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: bool(fake.rest.sent(MESSAGES)), "the first try")
        del fake.world.closed[ANNA]
        await fake.says(BOB, set_of(BOB, 0)[0])
        await until(lambda: lines(fake, BOB) == 1, "an answer to somebody else")
        if heeded:
            await until(lambda: lines(fake, ANNA) == 1, "the answer")
            [first, *_, second] = [a.at for a in fake.rest.sent(MESSAGES) if fake.world.dm(ANNA).id in a.path]
            assert second - first >= 0.9 * 30 * FAST
        else:
            await fake.says(ANNA, set_of(ANNA, 1)[0])
            await until(lambda: lines(fake, ANNA) >= 1, "the next answer")
            assert lines(fake, ANNA) == 1, "the first one never came"


# the same token twice


@pytest.mark.parametrize("mended", [True, False])
async def test_an_interaction_that_somebody_else_answered_first_is_gone_on_with(
    mended: bool, fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two programs with one token get every event: 40060. What was said stands in the answer of the other one."""
    if not mended:
        monkeypatch.setattr(Call, "_once_more", nothing)
    async with bot_on(fake, db, pace=1):
        real = fake.world.taken

        def taken(token: str, kind: int, data: dict[str, object]) -> object:
            if not fake.world.pressed[token].answered:
                real(token, 5, {})
            return real(token, kind, data)

        monkeypatch.setattr(fake.world, "taken", taken)
        pressed = await command(fake, ANNA, set_of(ANNA, 0)[0])
        if mended:
            await answered_with(pressed, "✓ Dumbbell curl")
        else:
            await fake.sees_soon(ANNA, "✓ Dumbbell curl")
            assert not (pressed.original or {}).get("content"), "the control: it goes on thinking"
    assert await stored(db, [ANNA]) == {set_of(ANNA, 0)[1]: 1}


async def nothing(*_: object) -> None:
    return None


# shards, memory, ids


async def test_with_two_shards_everybody_is_heard_once(db: Path) -> None:
    """Private messages come over the first one alone; a server is told of by its own."""
    async with FakeDiscord(shards=2) as fake:
        fake.world.guild("5")
        fake.world.guild("6")
        async with bot_on(fake, db, pace=FAST):
            await until(lambda: len(fake.gateway.live) == 2, "both shards")
            await fake.says(ANNA, set_of(ANNA, 0)[0])
            for n, guild in enumerate(("5", "6")):
                await fake.says_in(guild, BOB, f"<@{BOT}> {set_of(BOB, n)[0]}")
            await until(lambda: lines(fake, ANNA) + lines(fake, BOB) == 3, "every answer")
            for session in list(fake.gateway.sessions):
                session.dead = True
            await fake.gateway.drop(resumable=False)
            await until(lambda: fake.gateway.identifies == 4 and len(fake.gateway.live) == 2, "both shards again")
            await fake.says(ANNA, set_of(ANNA, 1)[0])
            await until(lambda: lines(fake, ANNA) == 2, "an answer")
        assert fake.wrong == []
    wanted = [set_of(ANNA, 0)[1], set_of(ANNA, 1)[1], set_of(BOB, 0)[1], set_of(BOB, 1)[1]]
    assert await stored(db, [ANNA, BOB]) == dict.fromkeys(wanted, 1)


@pytest.mark.parametrize("stopped", [True, False])
async def test_of_buttons_and_forms_nothing_is_kept(
    stopped: bool, fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py would keep every message with buttons for ever, and press them beside us. The control does."""
    if not stopped:
        monkeypatch.setattr(discord.ui.View, "stop", lambda self: None)
        monkeypatch.setattr(discord.ui.Modal, "stop", lambda self: None)
    async with bot_on(fake, db, pace=1, TOPSET_TEST_LIMITS="off"):
        await fake.slash(ANNA, "today")
        form = await fake.taps(ANNA, "✎ Log sets")
        await fake.submits(form, {"text": "15"})
        await fake.sees_soon(ANNA, "✓ Bodyweight hip thrust 15")
        await until(lambda: all_is_out(db), "all that was said")
        if stopped:
            await until(lambda: not kept_views(), "an end of what is being sent")
        else:
            assert kept_views() != []
    gc.collect()


def kept_views() -> list[object]:
    """The views and forms of discord.py that live in this process."""
    gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, discord.ui.View | discord.ui.Modal)]


async def test_the_longest_ids_are_kept_whole(fake: FakeDiscord, tmp_path: Path) -> None:
    """64 bits, of which floating point would keep 53."""
    people = [str(2**63 - 1), str(2**63 - 2)]
    db = await make(tmp_path / "ids.db", people)
    async with bot_on(fake, db, pace=FAST):
        for n, person in enumerate(people):
            await fake.says(person, set_of(person, n)[0])
            await until(lambda: lines(fake, person) == 1, "the answer")  # noqa: B023
    assert await stored(db, people) == {set_of(person, n)[1]: 1 for n, person in enumerate(people)}


async def test_trouble_of_sending_does_not_hide_refusals() -> None:
    counted, mark, _ = refusals()
    contact = counted._contact
    for _ in range(ALARM):
        counted.answered(403)
    contact.lost(API, "500")
    contact.found(API)
    assert "refused" in (mark.reason or "")
