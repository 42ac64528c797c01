"""Messages that wait for sending: which they are, and what became of them. The sender itself is in the shells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from coach_core.store import hiding
from coach_core.store import statements as s
from coach_core.store.db import Ask, Db, Write
from coach_core.store.docs import encode
from coach_core.store.loading import stored
from coach_core.store.records import Stored
from coach_core.store.rows import moment
from coach_core.store.seal import Seal

SECRET, BLOT = b'"secret":', "•"
read_block = msgspec.json.Decoder(dict[str, Any]).decode


async def pending(db: Db, seal: Seal, platform: str, at: datetime, limit: int) -> tuple[Stored, ...]:
    """Messages of a platform that may be sent now, the oldest first."""
    [rows] = await db.read(Ask(s.PENDING, (platform, moment(at), limit)))
    return tuple(stored(row, seal) for row in rows)


async def mark_sent(db: Db, seal: Seal, sent: Sequence[tuple[Stored, str | None]], at: datetime) -> bool:
    """These messages are out, each with the platform's own id of it. Whether a goodbye was among them."""
    done = [(moment(at), there, message.person, message.n) for message, there in sent]
    changed = [m if m.drawn else blotted(m) for m, _ in sent if m.drawn or SECRET in m.body]
    drawn = [(seal.close(message.body), message.person, message.n) for message in changed]
    byes = [(message.person, message.n) for message, _ in sent if message.person < 0]
    writes = ((s.SENT, done), (s.DRAWN, drawn), (s.NAMELESS, byes))
    after = await hiding.sent(db, seal, sent)
    await db.write(*(Write(statement, rows) for statement, rows in writes if rows), *after)
    return bool(byes)


def blotted(message: Stored) -> Stored:
    """The message without its secret: it was said, and stands nowhere any more."""
    block = read_block(message.body)
    secret = str(block.pop("secret"))
    return replace(message, body=encode({**block, "text": block["text"].replace(secret, BLOT * len(secret))}))


async def begun(db: Db, messages: Sequence[Stored]) -> None:
    """A send begins whose end may never be heard of."""
    await db.write(Write(s.BEGUN, [(m.unclear + 1, m.person, m.n) for m in messages]))


async def mark_failed(db: Db, seal: Seal, message: Stored, again: datetime | None, attempts: int) -> None:
    """To be tried ``again`` then, or never if None; what was begun and did not get out is as if it had not been."""
    status, not_before = ("failed", message.at) if again is None else ("pending", again)
    row = (status, moment(not_before), attempts, message.unclear, message.person, message.n)
    after = await hiding.not_sent(db, seal, message) if again is None else []
    await db.write(Write(s.NOT_SENT, [row]), *after)
    if again is None and message.person < 0:
        await db.write(Write(s.NAMELESS, [(message.person, message.n)]))
