"""Two accounts of one person, of which one or both are in a challenge: the entry follows, and comes back exactly."""

from __future__ import annotations

import pytest
from doorway import GROUP, Door, body
from sqlalchemy import select
from test_linking import A, B, Two, two, url

from coach_core.store import Store
from coach_core.store import tables as t
from coach_core.store.db import Ask, Statement
from coach_core.talk import Role
from tests.stores import postgres

__all__ = ["postgres", "two", "url"]

Row = tuple[int, int, int]
e = t.entry.c
BOARD = Statement(select(e.person, e.sessions, e.score).where(e.challenge > 0).order_by(e.challenge, e.person))
NUMBER = Statement(select(t.challenge.c.number))
TRAINING = ("rdl 60x5", "rdl 60x5")


async def read(store: Store, what: Statement) -> list[Row]:
    [rows] = await store._db.begin(Ask(what))
    await store._db.rollback()
    return [tuple(row) for row in rows]  # type: ignore[misc]


async def board(two: Two) -> list[Row]:
    """Person, sessions, score of everybody on a board."""
    return await read(two.store, BOARD)


async def challenge(two: Two) -> int:
    """One in a group of Telegram, made by somebody else."""
    await two.tg.onboard("77")
    await two.tg.hear("77", "/challenge new volume 4 - now", room=GROUP, role=Role.ADMIN)
    [row] = await read(two.store, NUMBER)
    return row[0]


async def joins(door: Door, person: str, number: int) -> None:
    await door.press(person, f"challenge:join:{number}", room=GROUP)
    await door.hear(person, TRAINING[0])


async def test_the_entry_goes_on_with_who_goes_on(two: Two) -> None:
    number = await challenge(two)
    await joins(two.tg, A, number)
    [(one, sessions, score)] = await board(two)
    assert (one, sessions) == (1, 1)
    await two.link("theirs")
    assert await two.numbers() == (2, 2)
    assert await board(two) == [(2, 1, score)], "the same place, under the account that goes on"
    for text in TRAINING:
        await two.dc.hear(B, text)
    [(person, _, more)] = await board(two)
    assert person == 2
    assert more > score, "what is logged on the other platform counts"
    await two.dc.hear(B, "undo")
    [(person, _, less)] = await board(two)
    assert score <= less < more, "worked out anew it counts what was brought along, too"
    mine = await two.tg.hear(A, "/challenge me")
    assert "Place 1 of 1" in str(mine[-1].body.decode())
    await two.part(two.dc, B)
    assert await board(two) == [(1, 1, score)], "as it was"
    await two.tg.hear(A, TRAINING[1])
    [(person, _, again)] = await board(two)
    assert (person, again > score) == (1, True)


async def test_who_goes_on_keeps_their_own(two: Two) -> None:
    number = await challenge(two)
    await joins(two.tg, A, number)
    before = await board(two)
    await two.link("mine")
    assert await board(two) == before
    await two.dc.hear(B, TRAINING[1])
    assert (await board(two))[0][2] > before[0][2]
    await two.part()
    assert (await board(two))[0][0] == 1


async def test_nobody_stands_on_a_board_twice(two: Two) -> None:
    """Both accounts in one challenge: two of Telegram."""
    two.dc = Door(two.store, "telegram")
    two.dc.clock, two.dc.coach._clock, two.dc.count = two.tg.clock, two.tg.clock, 10_000
    await two.dc.onboard(B)
    number = await challenge(two)
    await joins(two.tg, A, number)
    await joins(two.dc, B, number)
    before = await board(two)
    assert len(before) == 2
    await two.dc.hear(B, f"/link {await two.code()}")
    asked = body((await two.dc.press(B, "link:agree"))[-1])
    await two.tg.press(A, next(b["id"] for row in asked["buttons"] for b in row if b["id"].endswith(":mine")))
    [(person, _, _)] = await board(two)
    assert person == before[0][0]
    await two.part()
    assert await board(two) == before, "with the scores of then"


@pytest.mark.parametrize("whose", ["mine", "theirs"])
async def test_who_is_in_none_brings_none(whose: str, two: Two) -> None:
    await challenge(two)
    await two.link(whose)
    assert await board(two) == []
    await two.part(*((two.tg, A) if whose == "mine" else (two.dc, B)))
    assert await board(two) == []


BODIES = Statement(select(t.outbox.c.body).where(t.outbox.c.public == 1))


@pytest.mark.parametrize("parted", [False, True], ids=["joined", "parted again"])
@pytest.mark.parametrize("how", ["/challenge leave", "/erase"])
async def test_a_name_is_taken_out_of_the_room_under_whichever_account_it_stands(
    how: str, parted: bool, two: Two
) -> None:
    number = await challenge(two)
    await joins(two.tg, A, number)
    await two.tg.hear(A, "/challenge name Zita")
    await two.tg.wait(minutes=5)
    await two.link("theirs")
    if parted:
        await two.part(two.dc, B)
    else:
        await two.tg.wait(days=8)
    assert any(b"Zita" in bytes(body) for (body,) in await read(two.store, BODIES)), "the control: it stands there"  # type: ignore[call-overload]
    await (two.tg.hear(A, how) if parted else two.dc.hear(B, how))
    if how == "/erase":
        await (two.tg.press(A, "erase:sure") if parted else two.dc.press(B, "erase:sure"))
    assert not any(b"Zita" in bytes(body) for (body,) in await read(two.store, BODIES))  # type: ignore[call-overload]
