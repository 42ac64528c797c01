"""Who and where, as Telegram's door tells the core, which decides who may say what there (test_rights.py)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fakes.telegram import GROUP_BOT, TOKEN, FakeTelegram, chat_data, until
from talking import all_texts, real_coach
from telegram import Bot
from telegram_people import begin
from test_rights import allowed

from bot.clock import RealClock
from bot.health import Health
from bot.settings import Settings
from bot.shell import Shell
from bot.telegram import roles as roles_file
from bot.telegram import taking as taking_file
from bot.telegram.absence import Absence
from bot.telegram.backlog import MUCH
from bot.telegram.events import Me
from bot.telegram.http import Web
from bot.telegram.roles import Roles
from bot.telegram.rooms import Rooms
from bot.telegram.send import Post
from bot.telegram.taking import Taking
from coach_core.commands.table import COMMANDS
from coach_core.rights import RIGHTS, Place
from coach_core.store import open_store
from coach_core.talk import Incoming, Role, msg

ANNA, BEN, CARA, GYM = 1001, 1002, 1003, -1007
STATUS = {"member": Role.MEMBER, "restricted": Role.MEMBER, "administrator": Role.ADMIN, "creator": Role.OWNER}


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = await FakeTelegram().start()
    yield fake
    await fake.stop()


async def heard(
    telegram: FakeTelegram, folder: Path, update: dict[str, Any], mp: pytest.MonkeyPatch, *others: dict[str, Any]
) -> list[Incoming]:
    """What the core is told of updates, of those that wait as well."""
    async with hearing(telegram, folder, mp) as (taking, found):
        await taking.take([{"update_id": n, **one} for n, one in enumerate((update, *others))], more=bool(others))
    return found


@asynccontextmanager
async def hearing(
    telegram: FakeTelegram, folder: Path, mp: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Taking, list[Incoming]]]:
    """What takes updates, and what the core was told of them so far."""
    found: list[Incoming] = []

    async def take(self: Shell, events: Sequence[Incoming]) -> list[Any]:
        found.extend(events)
        return []

    mp.setattr(Shell, "take", take)
    async with await open_store(str(folder / "r.db"), answering=real_coach()) as store:
        health = Health()
        shell = Shell("telegram", Settings(telegram_token=TOKEN, test_pace=0.1), RealClock(), all_texts(), health,
                      health.mark("telegram"), asyncio.Event(), store)  # fmt: skip
        async with Bot(TOKEN, base_url=f"{telegram.address}/bot", request=Web(1), get_updates_request=Web(1)) as bot:
            rooms = Rooms(shell)
            post = Post(bot, rooms.moved, shell.line)
            taking = Taking(bot, shell, rooms, post, Me(4242, "topset_test_bot"), Roles(bot, 1),
                            Absence(shell, {}))  # fmt: skip
            yield taking, found
            await taking.close()


@pytest.mark.parametrize(("status", "room", "how"), list(product(STATUS, (None, GYM), ("command", "press"))))
async def test_who_and_where_is_told_rightly(
    status: str, room: int | None, how: str, telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.roles[GYM, ANNA] = status
    telegram.roles[ANNA, ANNA] = "creator"  # whatever Telegram says of a private chat
    update = (
        {"message": telegram.message(ANNA, "/history@topset_test_bot", room)}
        if how == "command"
        else {"callback_query": telegram.query("9", ANNA, "done:1", 5, room)}
    )
    [event] = await heard(telegram, tmp_path, update, monkeypatch)
    role = Role.MEMBER if room is None else STATUS[status]
    told = (event.person, event.room, event.role, event.addressed, event.guest, event.whispers)
    assert told == (str(ANNA), room and str(room), role, True, False, False)


async def test_who_waits_for_their_turn_has_the_role_that_they_have_then(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.roles[GYM, ANNA] = "administrator"
    said = [{"message": telegram.message(ANNA, f"/challenge me {n}", GYM)} for n in range(2 * MUCH)]
    found = await heard(telegram, tmp_path, said[0], monkeypatch, *said[1:])
    assert [event.text for event in found] == [one["message"]["text"] for one in said]
    assert {(event.role, event.room) for event in found} == {(Role.ADMIN, str(GYM))}


@pytest.mark.parametrize(("believed", "role"), [(-1.0, Role.MEMBER), (60.0, Role.ADMIN)], ids=["mended", "control"])
async def test_who_managed_the_group_a_moment_ago_is_asked_about_anew(
    believed: float, role: Role, telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment over at once; the control believes for a minute what was told."""
    monkeypatch.setattr(roles_file, "MOMENT", believed)
    telegram.roles[GYM, ANNA] = "administrator"
    async with hearing(telegram, tmp_path, monkeypatch) as (taking, found):
        for n, status in enumerate(("administrator", "member"), 1):
            telegram.roles[GYM, ANNA] = status
            await taking.take([{"update_id": n, "message": telegram.message(ANNA, "/challenge end", GYM)}])
            await until(lambda n=n: len(found) == n)
    assert [event.role for event in found] == [Role.ADMIN, role]


@pytest.mark.parametrize(("believed", "role"), [(-1.0, Role.ADMIN), (60.0, Role.MEMBER)], ids=["mended", "control"])
@pytest.mark.parametrize("how", ["command", "press", "open press"])
async def test_who_was_promoted_a_moment_ago_is_asked_about_where_it_matters(
    how: str, believed: float, role: Role, telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles_file, "NEEDED", believed)
    button = "challenge:join:1" if how == "open press" else "challenge:end:1:sure"
    async with hearing(telegram, tmp_path, monkeypatch) as (taking, found):
        for n, status in enumerate(("member", "administrator"), 1):
            telegram.roles[GYM, ANNA] = status
            press = {"callback_query": telegram.query(str(n), ANNA, button, 5, GYM)}
            said = {"message": telegram.message(ANNA, "/challenge end", GYM)}
            await taking.take([{"update_id": n, **(said if how == "command" else press)}])
            await until(lambda n=n: len(found) == n)
    assert [event.role for event in found] == [Role.MEMBER, Role.MEMBER if how == "open press" else role]


async def test_the_roles_of_many_are_asked_at_once_and_each_once(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles_file, "MOMENT", 600.0)  # however slow the machine
    people = range(ANNA, ANNA + 12)
    telegram.roles.update({(GYM, person): "creator" if person % 2 else "member" for person in people})
    said = [{"message": telegram.message(person, "/challenge me", GYM)} for person in (*people, *people)]
    found = await heard(telegram, tmp_path, said[0], monkeypatch, *said[1:])
    assert [event.role for event in found] == [Role.OWNER if int(e.person) % 2 else Role.MEMBER for e in found]
    asked = [call.given["user_id"] for call in telegram.called("getChatMember")]
    assert sorted(asked) == [*people]


@pytest.mark.parametrize("patience", [taking_file.PATIENCE, 60.0], ids=["mended", "control"])
async def test_nobody_waits_for_what_is_asked_about_others(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    """Telegram does not answer who may do what in a group; the control waits for that with everybody."""
    monkeypatch.setattr(taking_file, "PATIENCE", patience)
    telegram.roles[GYM, ANNA], told = "administrator", asyncio.Event()

    async def fault(method: str, given: dict[str, Any]) -> None:
        if method == "getChatMember":
            await told.wait()

    telegram.fault = fault
    updates = [
        {"update_id": 1, "message": telegram.message(ANNA, "/challenge end", GYM)},
        {"update_id": 2, "message": telegram.message(BEN, "100x10")},
        {"update_id": 3, "message": telegram.message(ANNA, "in private")},
    ]
    async with hearing(telegram, tmp_path, monkeypatch) as (taking, found):
        taken = asyncio.create_task(taking.take(updates))
        await asyncio.wait([taken], timeout=0.6 if patience > 1 else 60)
        assert [event.text for event in found] == ([] if patience > 1 else ["100x10"])
        if patience < 1:
            more = {"update_id": 4, "message": telegram.message(CARA, "/challenge end", GYM)}
            await taking.take([more])
            assert [event.text for event in found] == ["100x10"], "confirmed; it waits by itself, and holds up nobody"
        told.set()
        await taken
        await until(lambda: len(found) >= 3 + (patience < 1))
    assert [(event.text, event.role) for event in found if event.person == str(ANNA)] == [
        ("/challenge end", Role.ADMIN),
        ("in private", Role.MEMBER),
    ], "in the order in which they were written"


async def test_who_speaks_as_the_group_has_no_rights_of_it(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.roles[GYM, int(GROUP_BOT["id"])] = "administrator"
    said = telegram.message(ANNA, "/challenge end", GYM, sender_chat=chat_data(GYM), **{"from": GROUP_BOT})
    assert await heard(telegram, tmp_path, {"message": said}, monkeypatch) == [], "told so at the door"
    mine = telegram.message(ANNA, "/history@topset_test_bot", GYM)
    assert len(await heard(telegram, tmp_path, {"message": mine}, monkeypatch)) == 1, "the control"


async def answers(folder: Path, telegram: FakeTelegram, updates: list[dict[str, Any]]) -> list[str]:
    """What the coach answers to updates, one after the other, by its own store."""
    found: list[str] = []
    async with await open_store(str(folder / "m.db"), answering=real_coach()) as store:
        await begin(store, ANNA)
        health = Health()
        shell = Shell("telegram", Settings(telegram_token=TOKEN, test_pace=0.1), RealClock(), all_texts(), health,
                      health.mark("telegram"), asyncio.Event(), store)  # fmt: skip
        async with Bot(TOKEN, base_url=f"{telegram.address}/bot", request=Web(1), get_updates_request=Web(1)) as bot:
            rooms = Rooms(shell)
            taking = Taking(bot, shell, rooms, Post(bot, rooms.moved, shell.line), Me(4242, "topset_test_bot"),
                            Roles(bot, 1), Absence(shell, {}))  # fmt: skip
            for n, update in enumerate(updates):
                seen = {m.id for m in await store.pending("telegram", datetime.now(UTC), 10_000)}
                await taking.take([{"update_id": n + 1, **update}])
                now = await store.pending("telegram", datetime.now(UTC), 10_000)
                found.append("\n".join(m.body.decode() for m in now if m.id not in seen))
            await taking.close()
    return found


async def wrongly(telegram: FakeTelegram, folder: Path, status: str, room: int | None) -> list[str]:
    """The commands that were done though they may not be, or the other way round."""
    role, place = STATUS.get(status, Role.ANONYMOUS), Place.DM if room is None else Place.ROOM
    telegram.roles[GYM, ANNA] = status if status in STATUS else "administrator"
    names = [c.name for c in COMMANDS if c.spoken]
    hidden = {"sender_chat": chat_data(GYM), "from": GROUP_BOT} if status == "anonymous" else {}
    said = [
        {"message": telegram.message(ANNA, f"/{name}@topset_test_bot", room, **hidden) | {"message_id": 100 + n}}
        for n, name in enumerate(names)
    ]
    told = await answers(folder, telegram, said)
    refused = all_texts().render(msg("room-only-private"), "en").text
    done = [bool(text) and refused not in text for text in told]
    return [n for n, was in zip(names, done, strict=True) if was != allowed(n, role, place)]


@pytest.mark.parametrize(("status", "room"), [*product(STATUS, (None, GYM)), ("anonymous", GYM)])
async def test_the_whole_matrix_of_rights_through_the_door(
    status: str, room: int | None, telegram: FakeTelegram, tmp_path: Path
) -> None:
    """Every command in every role and place: only what the second table of test_rights.py allows is done."""
    assert await wrongly(telegram, tmp_path, status, room) == []


async def test_the_control_lets_data_out_into_a_group(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, "export", RIGHTS["today"])  # type: ignore[arg-type]
    assert await wrongly(telegram, tmp_path, "member", GYM) == ["export"]
