"""Taking a name out of what stands in rooms: in the outbox at once, there as soon as the platform takes the change.

A message that is out is sent once more under its own number (``edits`` is itself): the adapter changes it in its place,
or deletes it. What is left of the words: challenge/unnamed.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import and_, delete, func, select, update

from coach_core.challenge import deeds as d
from coach_core.challenge.unnamed import WHO, names_of, unnamed
from coach_core.store import group_dues as dues
from coach_core.store import group_statements as g
from coach_core.store import tables as t
from coach_core.store.accounts import standing_still
from coach_core.store.db import Ask, Db, Row, Statement, Write
from coach_core.store.deed import Deed
from coach_core.store.docs import encode
from coach_core.store.records import Stored
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.statements import STILL, THIS_MESSAGE, names, want

EMPTY = b'{"text":"","spans":[],"buttons":[],"data":{},"files":[]}'
read_block = msgspec.json.Decoder(dict[str, Any]).decode
o, m, e, c = t.outbox.c, t.named.c, t.entry.c, t.challenge.c
this_named = and_(m.other == want("other"), m.n == want("n"))

later = t.outbox.alias("later")
newest = (  # of those that stand for the same thing: an older board has no buttons
    select(func.max(later.c.n))
    .where(later.c.person == o.person, later.c.anchor == o.anchor)
    .correlate(t.outbox).scalar_subquery()
)  # fmt: skip
NAMING = Statement(  # the messages that name a person, or another one who was joined to them
    select(m.challenge, m.mark, o.person, o.n, o.status, o.there, o.body, o.public, newest, g.going)
    .join_from(t.named, t.outbox, and_(o.person == m.other, o.n == m.n))
    .join(t.challenge, c.number == m.challenge)
    .where(m.person == want("person"), m.hiding == 0)
    .order_by(o.person, o.n),
    names("person"),
)
REWRITE = Statement(update(t.outbox).where(THIS_MESSAGE).values(body=want("body")), names("body", "person", "n"))
AGAIN = Statement(  # what stands there is changed: as urgent as an answer, and never too late
    update(t.outbox)
    .where(THIS_MESSAGE)
    .values(status="pending", edits=t.outbox.c.n, urgency=0, attempts=0, unclear=0, not_before=0),
    names("person", "n"),
)
GONE_TOO = Statement(  # of who is erased: as their goodbye
    update(t.outbox).where(THIS_MESSAGE).values(person=-t.outbox.c.person), names("person", "n")
)
HIDING = Statement(
    update(t.named).where(m.person == want("person"), this_named).values(hiding=1), names("person", "other", "n")
)
DROP = Statement(delete(t.named).where(this_named, m.hiding == 1), names("other", "n"))
DROP_ALL = Statement(delete(t.named).where(this_named), names("other", "n"))
WAITING = Statement(select(m.person, m.challenge).where(this_named, m.hiding == 1).distinct(), names("other", "n"))
BODY = Statement(select(o.body).where(THIS_MESSAGE), names("person", "n"))
REPLACED = Statement(  # what was changed in its place says nothing any more
    update(t.outbox).where(THIS_MESSAGE, o.there == want("there"), o.status == "sent").values(body=want("body")),
    names("person", "n", "there", "body"),
)
REPLACED_NAMED = Statement(
    delete(t.named).where(
        this_named,
        select(o.n).where(o.person == m.other, o.n == m.n, o.there == want("there"), o.status == "sent").exists(),
    ),
    names("other", "n", "there"),
)
OVER = Statement(update(t.named).where(m.person == want("was")).values(person=want("to")), names("was", "to"))
BACK = Statement(
    update(t.named).where(m.person == want("was"), m.mark == want("mark")).values(person=want("to")),
    names("was", "mark", "to"),
)
PLACES = Statement(  # of somebody, in challenges that are over
    select(e.challenge, e.score, e.team, c.doc)
    .join_from(t.entry, t.challenge, c.number == e.challenge)
    .where(e.person == want("person"), c.stage == "ended"),
    names("person"),
)
KEEP_PLACE = Statement(
    update(t.challenge).where(c.number == want("challenge")).values(doc=want("doc")), names("doc", "challenge")
)


async def hidden(db: Db, seal: Seal, deeds: Iterable[Deed]) -> list[Write]:
    """What these turns write so that nothing names who left, or is erased, any more; before anything else of them."""
    writes: list[Write] = []
    for deed in deeds:
        out = {what.challenge for what in deed.group if isinstance(what, d.Leave)}
        if out or deed.erase:
            writes += await _hidden(db, seal, deed, out)
    return writes


async def _hidden(db: Db, seal: Seal, deed: Deed, out: set[int]) -> list[Write]:
    number, blocks = deed.state.person.number, dict[tuple[int, int], dict[str, Any]]()
    numbers = (number, *(await standing_still(db, number) if deed.erase else ()))
    found, *each = await db.read(Ask(NAMING, (number,)), *(Ask(PLACES, (one,)) for one in numbers))
    places = [row for some in each for row in some]
    meant = [row for row in found if deed.erase or row[0] in out]
    for _, mark, other, n, _, _, body, *_ in meant:
        block = blocks.get((other, n)) or read_block(seal.open(body))
        blocks[other, n] = unnamed(block, mark)
    kept = None if deed.erase else {w.challenge for w in deed.group if isinstance(w, d.Leave) and w.kept}
    writes = [Write(KEEP_PLACE, [row]) for row in kept_places(places, kept)]
    for row in {tuple(row[2:4]): row for row in meant}.values():
        _, _, other, n, _, _, _, public, last, _ = row
        block = blocks[other, n]
        bare = block if last is None or n == last else {**block, "buttons": []}
        writes.append(Write(REWRITE, [(seal.close(encode(bare)), other, n)]))
        writes += _changed(row, deed) if public else []  # what one person was told alone stays with them
    return writes


def _changed(row: Row, deed: Deed) -> Iterator[Write]:
    """That a message before all is changed where it stands, and that its person is told where that cannot be."""
    challenge, _, other, n, status, there, _, _, last, going = row
    number = deed.state.person.number
    anew = going and n == last and other == challenge  # by its host, at once
    if status != "pending" and there is not None and not anew:
        yield Write(AGAIN, [(other, n)])
    if deed.erase:
        yield from [Write(GONE_TOO, [(other, n)])] if other == number else []
        return
    yield Write(HIDING, [(number, other, n)])
    if status == "sent" and there is None:
        yield from told(number, challenge, other, n, moment(deed.event.at))


def kept_places(rows: Iterable[Row], out: set[int] | None) -> Iterable[tuple[str, int]]:
    """Challenges that are over as they are once somebody left: their place stays a place, without anything of them."""
    for challenge, score, team, doc in rows:
        if out is None or challenge in out:
            rest = msgspec.json.decode(doc)
            yield encode({**rest, "left": [*rest.get("left", ()), [score, team]]}).decode(), challenge


def told(person: int, challenge: int, other: int, n: int, at: int) -> list[Write]:
    """The person is to hear, once, that something in a room still names them. ``at``: microseconds."""
    key = str(challenge)
    return [Write(dues.AGAIN, [(STILL, key, at, person, person, STILL, key)]), Write(DROP, [(other, n)])]


async def sent(db: Db, seal: Seal, messages: Sequence[tuple[Stored, str | None]]) -> list[Write]:
    """What is to be written of messages that are out, beside that: who left while one was on its way is taken out of
    it too; what was changed in its place says nothing any more; one that was deleted is nobody's.
    """
    writes: list[Write] = []
    for message, there in messages:
        if not (message.public and WHO in message.body):
            continue
        key = (message.person, message.n)
        [rows] = await db.read(Ask(BODY, key))
        now = names_of(read_block(seal.open(rows[0][0]))) if rows else frozenset[int]()
        if there is not None and names_of(read_block(message.body)) - now:
            writes.append(Write(AGAIN, [key]))
        elif message.rewrites and (there is None or message.person < 0):
            writes += [Write(DROP_ALL, [key]), Write(REWRITE, [(seal.close(EMPTY), *key)])]
        else:
            writes.append(Write(DROP, [key]))
        if message.replaces is not None and there is not None and not message.rewrites:
            before = (message.person, message.replaces, there)
            writes += [Write(REPLACED_NAMED, [before]), Write(REPLACED, [(*before, seal.close(EMPTY))])]
    return writes


async def not_sent(db: Db, seal: Seal, message: Stored) -> list[Write]:
    """What is to be written of a message that never gets out: nobody sees it; or what stands there still names some."""
    if not (message.public and WHO in message.body):
        return []
    key = (message.person, message.n)
    nobody = [Write(DROP_ALL, [key]), Write(REWRITE, [(seal.close(EMPTY), *key)])]
    stands = key if message.rewrites else (message.person, message.replaces or 0)
    [waiting] = await db.read(Ask(WAITING, stands))
    told_now = [one for person, challenge in waiting for one in told(person, challenge, *stands, moment(message.at))]
    return told_now if message.rewrites else [*nobody, *told_now]
