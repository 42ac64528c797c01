"""Many people and presses on Discord (rows 7, 21, 22, 23, 33): duplicates and disorder, answers in time while the store
is slow, double clicks, restarts, who may say what where. Each with a control that fails.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import discord
import pytest
from clicking import DEEDS, all_is_out, wrong
from discord_bot import bot_on
from discord_people import make, set_of, stored
from test_rights import allowed
from yardstick import measured

from bot.discord import calls as discord_calls
from bot.discord import hear as discord_hear
from bot.discord.calls import Call, Calls
from bot.discord.send import Outbound
from bot.shell import Shell
from coach_core.commands import done
from coach_core.commands.table import COMMANDS
from coach_core.rights import RIGHTS, Place
from coach_core.store import NotSaved, Stored, TurnDone
from coach_core.store.db import Write
from coach_core.store.sqlite import SqliteDb as Sqlite
from coach_core.talk import Incoming, Role
from tests.fakes.discord import COMMAND, COMPONENT, FakeDiscord, until
from tests.fakes.discord_world import BOT, EPHEMERAL, Json, Pressed

GYM = "5"
RATE = 100  # commands a second: twice what row 21 asks for


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        fake.world.guild(GYM)
        yield fake
        assert fake.wrong == []


async def command(fake: FakeDiscord, person: str, text: str, guild: str | None = None) -> Pressed:
    """A /log that nobody waits for."""
    where = fake.world.guild(guild) if guild else fake.world.dm(person)
    pressed = fake.make(COMMAND, person, where, None)
    options = [{"name": "sets", "type": 3, "value": text}]
    await fake.deliver(pressed, {"id": "1", "name": "log", "type": 1, "options": options})
    return pressed


# row 7


async def test_duplicates_and_disorder_equal_the_model(
    fake: FakeDiscord, tmp_path: Path, size: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent is looked at elsewhere: here it goes nowhere. The 10,000 of row 7 come through Telegram's door."""

    async def nowhere(self: Outbound, message: Stored) -> str:
        return message.id

    monkeypatch.setattr(Outbound, "send", nowhere)
    people = [str(100 + n) for n in range(40)]
    db = await make(tmp_path / "d.db", people)
    seed = random.randrange(10**6)
    wanted = await deluge(fake, db, people, random.Random(seed), round(1000 * size))
    assert len(fake.gateway.sessions[-1].sent) > 1250 * size, "each set, and three in ten of them once more"
    assert await stored(db, people) == wanted, f"seed {seed}"


async def test_the_control_that_forgets_what_it_heard_stores_twice(
    fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = Shell.take, itertools.count()

    async def forgetful(self: Shell, events: Sequence[Incoming]) -> list[TurnDone]:
        return await real(self, [replace(event, event=f"{event.event}#{next(count)}") for event in events])

    monkeypatch.setattr(Shell, "take", forgetful)
    people = [str(100 + n) for n in range(5)]
    db = await make(tmp_path / "d.db", people)
    wanted = await deluge(fake, db, people, random.Random(1), 100)
    assert (await stored(db, people)).total() > wanted.total()


async def deluge(fake: FakeDiscord, db: Path, people: list[str], chance: random.Random, count: int) -> Counter[Any]:
    """Messages, edits and commands, three in ten told again, now or later; what must be stored in the end."""
    wanted: dict[str, Any] = {}
    later: list[tuple[str, Json]] = []
    numbers: Counter[str] = Counter()
    async with bot_on(fake, db, pace=1, TOPSET_TEST_LIMITS="off"):
        for _ in range(count):
            person = chance.choice(people)
            text, one = set_of(person, numbers[person])
            numbers[person] += 1
            if chance.random() < 0.1:
                pressed = await command(fake, person, text)
                wanted[pressed.id] = one
            else:
                message = await fake.says(person, text)
                wanted[message["id"]] = one
            kind, told = fake.gateway.sessions[-1].sent[-1]["t"], fake.gateway.sessions[-1].sent[-1]["d"]
            if chance.random() < 0.3:
                later.append((kind, told))
            if later and chance.random() < 0.3:
                await fake.gateway.emit(*later.pop(chance.randrange(len(later))))
            if numbers.total() % 50 == 0:
                await asyncio.sleep(0)
        for kind, told in later:
            await fake.gateway.emit(kind, told)
        await settled(db, len(wanted))
        await until(lambda: not listening(), "an end of all that was told again", 60)
    return Counter(wanted.values())


def listening() -> list[str]:
    """The events that discord.py has told the bot and that are not done with."""
    return [name for task in asyncio.all_tasks() if "_run_event" in (name := repr(task.get_coro()))]


async def settled(db: Path, count: int) -> None:
    """Wait until so many sets are stored, and a moment longer for what there should not be."""
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as live:

        def there() -> bool:
            [[rows]] = live.execute("SELECT count(*) FROM set_done WHERE workout IS NOT NULL")
            return int(rows) >= count

        await until(there, f"{count} sets", 120)
    live.close()
    await asyncio.sleep(0.5)


# row 21


async def test_every_answer_comes_in_time_while_the_store_stalls(
    fake: FakeDiscord, tmp_path: Path, size: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as fifty a second are in a minute, twice as fast; one commit in twenty takes a tenth of a second."""
    people = [str(100 + n) for n in range(100)]
    db = await make(tmp_path / "d.db", people)
    real, chance = Sqlite.commit, random.Random(21)

    async def stalling(self: Sqlite, *writes: Write) -> None:
        await asyncio.sleep(0.1 if chance.random() < 0.05 else 0)
        await real(self, *writes)

    monkeypatch.setattr(Sqlite, "commit", stalling)
    fake.rest.checking = False
    count = round(3000 * size)
    with measured() as busy:
        pressed = await pressing(fake, db, people, count)
    took = sorted(p.answers[0][2] for p in pressed)
    assert took[-1] < 3 * busy[0]
    assert took[int(count * 0.999) - 1] <= 1.5 * busy[0], f"on a machine that is {busy[0]:.1f} times as slow"
    assert (await stored(db, people)).total() == count


async def pressing(fake: FakeDiscord, db: Path, people: list[str], count: int) -> list[Pressed]:
    """So many commands, half of them in a server; each is answered and stored in the end."""
    loop = asyncio.get_running_loop()
    async with bot_on(fake, db, pace=1):
        pressed, start = list[Pressed](), loop.time()
        for n in range(count):
            text, _ = set_of(people[n % 100], n // 100)
            pressed.append(await command(fake, people[n % 100], text, GYM if n % 2 else None))
            await asyncio.sleep(max(0, start + n / RATE - loop.time()))
        await until(lambda: all(p.answered for p in pressed), "an answer to each", 240)
        await settled(db, count)
    return pressed


@asynccontextmanager
async def nothing_is_saved(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[asyncio.Event]:
    """A store that needs too long: until the block is left. Set once something is to be saved."""
    real, saving, go_on = Sqlite.commit, asyncio.Event(), asyncio.Event()

    async def slow(self: Sqlite, *writes: Write) -> None:
        saving.set()
        await go_on.wait()
        await real(self, *writes)

    with monkeypatch.context() as patched:
        patched.setattr(Sqlite, "commit", slow)
        yield saving
    go_on.set()


async def late(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> list[tuple[int, Json, float]]:
    """How a command is answered whose set is not saved for so many seconds, or until it is answered."""
    async with bot_on(fake, db, pace=1), nothing_is_saved(monkeypatch):
        pressed = await command(fake, "100", set_of("100", 0)[0])
        await until(lambda: pressed.answered, None, patience)
        return list(pressed.answers)


async def test_a_store_that_needs_too_long_is_answered_for(
    fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = await make(tmp_path / "d.db", ["100"])
    with measured() as busy:
        [(kind, _, took)] = await late(fake, db, monkeypatch, 60)
    assert kind == 5
    assert took < 3 * busy[0]


async def test_the_control_does_not_answer_in_time(
    fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_calls, "FIRST_ANSWER", 1000.0)
    db = await make(tmp_path / "d.db", ["100"])
    assert await late(fake, db, monkeypatch, 2) == []


async def test_a_form_that_the_store_is_too_slow_for_takes_no_time_from_the_answer(
    fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a start nobody is known yet: what stands in a form would have to be read, behind what is being saved."""
    db, waits = await make(tmp_path / "d.db", ["100", "101"]), list[float]()
    sleep = Calls._in_time

    async def counted(self: Calls, call: Call, gone: float) -> None:
        waits.append(gone)
        await sleep(self, call, gone)

    monkeypatch.setattr(Calls, "_in_time", counted)
    async with bot_on(fake, db, pace=1), nothing_is_saved(monkeypatch) as saving:
        await command(fake, "101", set_of("101", 0)[0])
        await saving.wait()
        form = fake.make(COMMAND, "100", fake.world.dm("100"), None)
        await fake.deliver(form, {"id": "1", "name": "log", "type": 1})
        await until(lambda: form.answered, "an answer")
    assert form.answers[0][0] == 5
    assert waits[1] >= discord_hear.FORM_WITHIN >= discord_calls.FIRST_ANSWER, "no second time is added to the first"


# row 22


async def clicks(fake: FakeDiscord, db: Path, people: list[str], chance: random.Random, deeds: int) -> list[str]:
    """Everybody does the first few deeds, pressing each two to ten times at once; who has something else than that."""
    fake.rest.checking = False
    async with bot_on(fake, db, pace=1, TOPSET_TEST_LIMITS="off"):
        for person in people:
            await fake.slash(person, "today")
        for label in DEEDS[:deeds]:
            await until(lambda: all_is_out(db), "all that was said", 60)
            several = []
            for person in people:
                wanted, message = shows(fake, person, label)
                for _ in range(chance.randrange(2, 11)):
                    pressed = fake.make(COMPONENT, person, fake.world.dm(person), message)
                    await fake.deliver(pressed, {"custom_id": wanted, "component_type": 2})
                    several.append(pressed)
            await until(lambda: all(p.answered for p in several), "an answer to each", 30)  # noqa: B023
    return await wrong(db, "discord", people, deeds)


def shows(fake: FakeDiscord, person: str, label: str) -> tuple[str, Json]:
    """The newest button of that label that somebody sees, and its message."""
    for message in reversed(fake.sees(person)):
        for item in (item for row in message["components"] for item in row["components"]):
            if item.get("label") == label:
                return item["custom_id"], message
    raise AssertionError(f"{person} sees no {label}")


async def test_a_deed_is_done_once_however_often_its_button_is_pressed(
    fake: FakeDiscord, tmp_path: Path, size: float
) -> None:
    people = [str(100 + n) for n in range(round(40 * size))]
    db = await make(tmp_path / "d.db", people)
    seed = random.randrange(10**6)
    assert await clicks(fake, db, people, random.Random(seed), len(DEEDS)) == [], f"seed {seed}"


async def test_the_control_does_it_again(fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = done.fitting

    def always(call: Any) -> Any:  # noqa: ANN401
        found = real(call)
        return found or done.day_of(call, call.person).open

    monkeypatch.setattr(done, "fitting", always)
    people = ["100", "101"]
    db = await make(tmp_path / "d.db", people)
    assert await clicks(fake, db, people, random.Random(1), 1) != []


# row 23


async def test_buttons_and_forms_work_after_a_restart_and_are_their_own(fake: FakeDiscord, tmp_path: Path) -> None:
    people = [str(100 + n) for n in range(25)]  # a form and a button of each
    db = await make(tmp_path / "d.db", people)
    forms: dict[str, Pressed] = {}
    async with bot_on(fake, db, pace=1):
        for person in people:
            await fake.slash(person, "today")
            forms[person] = await fake.taps(person, "✎ Log sets")
    async with bot_on(fake, db, pace=1):
        for n, person in enumerate(people):
            await fake.submits(forms[person], {"text": f"{n + 1}"})
        for n, person in enumerate(people):
            await fake.sees_soon(person, f"✓ Bodyweight hip thrust {n + 1}\n")
    async with bot_on(fake, db, pace=1):
        for person in people:
            pressed = await fake.taps(person, "✓ Done as prescribed")
            assert pressed.answered
            await fake.sees_soon(person, "Next: Barbell hip thrust")


async def test_the_control_with_views_in_memory_forgets_them(
    fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot as tutorials make them: the button of before the restart is nobody's."""
    from test_discord_fake import listening

    async with listening(fake, monkeypatch) as client:
        channel = await client.create_dm(discord.Object(100))
        view = discord.ui.View()
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="Done", custom_id="done")

        async def answer(interaction: discord.Interaction) -> None:
            await interaction.response.defer()

        button.callback = answer  # type: ignore[method-assign,assignment]
        view.add_item(button)
        sent = await channel.send("Workout", view=view)
        message = fake.world.message(str(channel.id), str(sent.id))
        assert (await fake.taps("100", "Done", message)).answered
    async with listening(fake, monkeypatch):
        assert not (await fake.taps("100", "Done", message)).answered


# row 33


PLACES = ("dm", "server", "guest")


@pytest.mark.parametrize(("place", "boss", "how"), list(product(PLACES, (False, True), ("command", "mention"))))
async def test_who_and_where_is_told_rightly(
    place: str, boss: bool, how: str, fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may say what where is decided by the core and tested whole there: here that it is told the truth."""
    if how == "mention" and place == "guest":
        return  # the bot hears nothing where it is not
    heard: list[Incoming] = []

    async def take(self: Shell, events: Any) -> list[Any]:  # noqa: ANN401
        heard.extend(events)
        raise NotSaved("not here")

    monkeypatch.setattr(Shell, "take", take)
    fake.world.bosses = {"100"} if boss else set()
    fake.world.installed = place != "guest"
    guild = {"dm": None, "server": GYM, "guest": "77"}[place]
    async with bot_on(fake, tmp_path / "d.db", pace=0.1):
        if how == "command":
            pressed = await fake.slash("100", "history", guild=guild)
            assert bool(pressed.answers[0][1].get("flags", 0) & EPHEMERAL) == (place != "dm"), "not saved is told"
        elif guild:
            await fake.says_in(guild, "100", f"<@{BOT}> history")
        else:
            await fake.says("100", "history")
        await until(lambda: bool(heard), "the event")
    [event] = heard
    room = None if guild is None else fake.world.guild(guild).id
    role = Role.ADMIN if boss and guild else Role.MEMBER
    whispers = place != "dm" and how == "command"
    assert (event.room, event.role, event.whispers, event.guest) == (room, role, whispers, place == "guest")
    assert event.addressed


@pytest.mark.parametrize("name", ["export", "erase"])
async def test_what_is_for_the_private_chat_alone_is_not_done_elsewhere(
    name: str, fake: FakeDiscord, tmp_path: Path
) -> None:
    """Also where an older list of commands offers it still."""
    db = await make(tmp_path / "d.db", ["100"])
    async with bot_on(fake, db, pace=1):
        pressed = await fake.slash("100", name, guild=GYM)
        told = pressed.answers[0][1]
        assert "private" in told["content"]
        assert "Tap my name" in told["content"]
        assert not told.get("components"), "a button that opens nothing"
        assert not any(a.files for a in fake.rest.asked)
        allowed = await fake.slash("100", name)
        assert "private chat" not in allowed.answers[0][1].get("content", ""), "the control"


WHERE = {Place.DM: None, Place.ROOM: GYM, Place.GUEST: "77"}


async def wrongly(fake: FakeDiscord, folder: Path, place: Place, *, boss: bool) -> list[str]:
    """The commands that were done though they may not be, or the other way round."""
    db = await make(folder / "m.db", ["100"])
    fake.world.bosses = {"100"} if boss else set()
    fake.world.installed = place is not Place.GUEST
    guild, role, found = WHERE[place], Role.ADMIN if boss else Role.MEMBER, []
    channel = fake.world.guild(guild) if guild else fake.world.dm("100")
    async with bot_on(fake, db, pace=1, TOPSET_TEST_LIMITS="off"):
        for name in (c.name for c in COMMANDS if c.spoken):
            pressed = fake.make(COMMAND, "100", channel, None)
            await fake.deliver(pressed, {"id": "1", "name": name, "type": 1})
            await until(lambda: pressed.answered, name, 20)  # noqa: B023
            await until(lambda: all_is_out(db), name, 20)
            told = [pressed.answers[0][1], *([pressed.original] if pressed.original else [])]
            why = ("That one is only for our private chat", "Challenges run in rooms that I am in")
            refused = any((one.get("content") or "").startswith(why) for one in told)
            found += [name] if refused == allowed(name, role, place) else []
    return found


@pytest.mark.parametrize(("place", "boss"), list(product(Place, (False, True))))
async def test_the_whole_matrix_of_rights_through_the_door(
    place: Place, boss: bool, fake: FakeDiscord, tmp_path: Path
) -> None:
    """Every command in every role and place, also where Discord would not offer it: a client can send anything."""
    assert await wrongly(fake, tmp_path, place, boss=boss) == []


async def test_the_control_lets_data_out_into_a_server(
    fake: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, "export", RIGHTS["today"])  # type: ignore[arg-type]
    assert await wrongly(fake, tmp_path, Place.ROOM, boss=False) == ["export"]
