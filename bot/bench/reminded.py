"""Who is reminded in make bench, and who trains meanwhile: a store in which many have a reminder at this minute."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from bot.answering import answering
from bot.bench.people import begin, question
from bot.texts import Texts
from bot.zone_rules import zone_rules
from coach_core.data.load import load_book
from coach_core.due import all_dues
from coach_core.store import Store, TurnDone, open_store
from coach_core.talk import Incoming, Kind

MODEL, WRITER = 1001, 500_001  # the numbers of the first of those with reminders, and of those who write
EACH = 80  # people with reminders for one who writes


async def prepare(file: Path, platform: str, reminders: int) -> int:
    """A store in which so many people have a reminder at this very minute, and some are training; how many these."""
    texts = Texts()
    answers = answering(load_book(texts.words), texts, "en", encrypted=False)
    writers = max(12, reminders // EACH)
    async with await open_store(str(file), answering=answers) as store:
        await remind(store, platform, str(MODEL))
        await asyncio.gather(*(begin(store, str(WRITER + n), platform) for n in range(writers)))
        await store.due_anew(zone_rules(), all_dues, datetime.now(UTC))
        later = datetime.now(UTC) + timedelta(days=10_000)
        while some := await store.pending(platform, later):
            await store.mark_sent([(message, None) for message in some], later)
    copy(file, platform, reminders)
    return writers


async def remind(store: Store, platform: str, person: str) -> None:
    """Somebody who agreed to a reminder at this minute, on every day."""
    now = datetime.now(UTC)
    at = now - timedelta(hours=1)

    async def press(button: str) -> TurnDone:
        return await store.turn(Incoming(platform, person, f"{person}-{button}", at, Kind.PRESS, button=button))

    done = await store.turn(Incoming(platform, person, f"{person}-hello", at, text="80 kg for 10"))
    while (asked := question(done)) is not None:
        done = await press(asked[1])
    for button in ("days:0,1,2,3,4,5,6", f"hour:{now:%H:%M}", "timezone:UTC", "reminders:yes"):
        await press(f"settings:{button.partition(':')[0]}")
        await press(f"setup:{button}")


def copy(file: Path, platform: str, reminders: int) -> None:
    """The first person so many times, each with their own reminder and private chat."""
    db = sqlite3.connect(file)
    [(highest,)] = db.execute("SELECT max(number) FROM person").fetchall()
    found = [highest + n for n in range(1, reminders)]
    [person] = db.execute("SELECT * FROM person WHERE number = 1").fetchall()
    dues = db.execute("SELECT * FROM due WHERE person = 1 AND kind = 'workout'").fetchall()
    assert dues, "nothing is due"
    holes = ", ".join("?" * len(person))
    copies = ((n, person[1], numbered(person[2], n), *person[3:]) for n in found)
    db.executemany(f"INSERT INTO person VALUES ({holes})", copies)  # noqa: S608 - ? alone
    named = ((platform, str(MODEL + k), n) for k, n in enumerate(found, 1))
    db.executemany("INSERT INTO identity (platform, external, person) VALUES (?, ?, ?)", named)
    db.execute("UPDATE identity SET chat = '9' || external")
    db.execute("DELETE FROM due WHERE person = 1 AND kind <> 'workout'")
    holes = ", ".join("?" * len(dues[0]))
    rows = ((n, *due[1:]) for n in found for due in dues)
    db.executemany(f"INSERT INTO due VALUES ({holes})", rows)  # noqa: S608 - ? alone
    db.commit()
    db.close()


def numbered(doc: bytes, number: int) -> bytes:
    """The document of another person."""
    return msgspec.json.encode({**msgspec.json.decode(doc), "number": number})
