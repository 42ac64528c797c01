"""Turns of the store on both kinds of database: once each, in order, together, undone, erased, put aside."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach_core.store import NotSaved, Store, StoreStopped, TurnDone, open_store
from coach_core.store.db import Ask, Row, Write
from coach_core.store.sqlite import SqliteDb
from coach_core.talk import Kind
from tests.fakes.toy_coach import START, TOY, heard, said
from tests.stores import dump_of, postgres, url

__all__ = ["postgres", "url"]


async def talk(store: Store, *texts: str, person: str = "anna", first: int = 1) -> list[TurnDone]:
    return [await store.turn(heard(text, f"u{n}", person=person)) for n, text in enumerate(texts, first)]


async def test_numbers_and_ids_are_the_same_every_time(url: str) -> None:
    store = await open_store(url, answering=TOY)
    one, two = await talk(store, "log 2", "ill heart")
    [other] = await talk(store, "log 1", person="bob", first=3)
    assert (one.number, other.number) == (1, 2)
    assert [m.id for m in (*one.messages, *two.messages, *other.messages)] == ["m1.1", "m1.2", "m1.3", "m2.1"]
    assert await store.next_event_number("console") == 4
    await store.close()


async def test_person_and_facts_come_back_as_they_were(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, "log 3 felt easy, 100 %", "finish", "ill heart joint")
    person, rows = await store.person("console", "anna"), await store.rows(1)
    await store.close()
    again = await open_store(url, answering=TOY)
    assert await again.person("console", "anna") == person
    assert await again.rows(1) == rows
    assert await again.person("console", "nobody") is None
    assert person is not None
    assert person.health.answers == ("heart", "joint")
    assert [s.note for s in rows.sets] == ["felt easy, 100 %"] * 3
    assert rows.measurements[0].value == 71.5
    assert rows.changes[0].reason.values["x"] == 1.5
    await again.close()


async def test_the_same_event_twice_changes_nothing_and_says_the_same(url: str) -> None:
    store = await open_store(url, answering=TOY)
    first = await talk(store, "log 2", "change 1 5", "undo", "fail")
    await store.close()
    before = await dump_of(url)
    store = await open_store(url, answering=TOY)
    again = await talk(store, "log 2", "something else", "undo", "fail")
    await store.close()
    assert all(turn.seen for turn in again)
    assert [[(m.id, m.edits, m.body) for m in t.messages] for t in again] == [
        [(m.id, m.edits, m.body) for m in t.messages] for t in first
    ]
    assert await dump_of(url) == before


async def test_twice_in_one_batch_is_once(url: str) -> None:
    store = await open_store(url, answering=TOY)
    turns = await asyncio.gather(*(store.turn(heard("log 1", "u1")) for _ in range(5)))
    assert [turn.seen for turn in turns] == [False, True, True, True, True]
    assert {turn.messages for turn in turns} == {turns[0].messages}
    assert len((await store.rows(1)).sets) == 1
    await store.close()


@pytest.mark.parametrize("repeated", ["log 2", "undo", "fail", "erase", "something else"])
async def test_of_somebody_in_memory_nothing_is_read_and_no_event_counts_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repeated: str
) -> None:
    real, asked = SqliteDb.begin, list[int]()

    async def begin(self: SqliteDb, *asks: Ask) -> list[list[Row]]:
        asked.append(len(asks))
        return await real(self, *asks)

    async with await open_store(str(tmp_path / "k.db"), answering=TOY) as store:
        first = await talk(store, "log 1", "log 2")
        await talk(store, "log 1", person="bob", first=9)
        monkeypatch.setattr(SqliteDb, "begin", begin)
        await talk(store, "log 1", first=3)
        assert asked == [], "the journal itself takes no event twice"
        events = (heard("log 1", "u10", person="bob"), heard(repeated, "u2"), heard("log 1", "u4"))
        told = await asyncio.gather(*map(store.turn, events))
        assert asked
        assert ([turn.seen for turn in told], told[1].messages) == ([False, True, False], first[1].messages)
        assert (len((await store.rows(1)).sets), len((await store.rows(2)).sets)) == (5, 2)


WORDS = (
    "log 2",
    "change 1 4",
    "log 1 note",
    "drop 2",
    "finish",
    "fail",
    "history",
    "undo",
    "heavy",
    "ill heart",
    "log 3",
)


async def test_many_turns_in_a_batch_are_as_one_after_the_other(url: str, request: pytest.FixtureRequest) -> None:
    events = [heard(WORDS[n % len(WORDS)], f"u{n}", person=f"p{n * 7 % 5}", minutes=n) for n in range(150)]
    together = await open_store(url, answering=TOY)
    answers = await asyncio.gather(*(together.turn(event) for event in events))
    await together.close()
    other = url + ".one" if "://" not in url else request.getfixturevalue("postgres")()
    single = await open_store(other, answering=TOY)
    expected = [await single.turn(event) for event in events]
    await single.close()
    assert answers == expected
    assert await dump_of(url, "dead_letter") == await dump_of(other, "dead_letter")
    assert len((await dump_of(url))["dead_letter"]) == len((await dump_of(other))["dead_letter"]) > 10


async def test_numbers_of_new_people_do_not_depend_on_the_batch(url: str) -> None:
    store = await open_store(url, answering=TOY)
    texts = ("log 1", "history", "log 1", "erase", "history", "log 2")
    turns = await asyncio.gather(*(store.turn(heard(text, f"u{n}", person=f"p{n}")) for n, text in enumerate(texts)))
    assert [turn.number for turn in turns] == [1, 2, 3, 4, 5, 6]
    again = [await store.turn(heard(text, f"u{n}", person=f"p{n}")) for n, text in enumerate(texts)]
    assert [turn.messages[0].id for turn in again] == [f"m{n}.1" for n in range(1, 7)]
    await store.close()


async def test_a_failing_turn_is_put_aside_and_the_others_are_saved(url: str) -> None:
    store = await open_store(url, answering=TOY)
    texts = ("log 1", "fail", "log 1", "heavy", "log 1")
    turns = await asyncio.gather(*(store.turn(heard(text, f"u{n}")) for n, text in enumerate(texts)))
    assert [turn.error_id is not None for turn in turns] == [False, True, False, True, False]
    assert said(turns[1].messages[0].body) == "not saved"
    assert turns[1].error_id is not None
    assert turns[1].error_id.encode() in turns[1].messages[0].body
    assert len((await store.rows(1)).sets) == 3
    assert len({m.id for turn in turns for m in turn.messages}) == 5
    await store.close()
    dumped = await dump_of(url)
    assert len(dumped["dead_letter"]) == 2
    assert "as told" in dumped["dead_letter"][0]


async def test_undo_twice_is_two_turns_back(url: str) -> None:
    store = await open_store(url, answering=TOY)
    turns = await talk(store, "log 2", "change 1 5", "log 1", "history", "undo", "undo", "undo", "undo")
    assert [said(t.messages[0].body).split()[0] for t in turns[4:]] == ["undone", "undone", "undone", "nothing"]
    assert (await store.rows(1)).sets == ()
    person = await store.person("console", "anna")
    assert person is not None
    assert person.training.open is None
    await store.close()


async def test_undo_reaches_twenty_turns(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, *["log 1"] * 41)
    turns = await talk(store, *["undo"] * 21, first=100)
    assert said(turns[19].messages[0].body).startswith("nothing")
    assert len((await store.rows(1)).sets) == 41 - 10  # each undo is a turn too: of the last 20, half are undos
    await store.close()


async def test_living_message_is_replaced_where_it_stands(url: str) -> None:
    store = await open_store(url, answering=TOY)
    one, two, three = await talk(store, "log 1", "log 1", "log 1")
    [else_where] = [await store.turn(replace(heard("log 1", "u9"), room="gym", whispers=True))]
    assert [t.messages[0].edits for t in (one, two, three, else_where)] == [None, "m1.1", "m1.2", None]
    await store.close()


async def test_outbox_sends_once_and_knows_what_it_edits(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, "log 1", "ill heart")
    one, two, three = await store.pending("console", START)
    assert [m.id for m in (one, two, three)] == ["m1.1", "m1.2", "m1.3"]
    await store.mark_sent([(one, "tg77"), (two, None)], START)
    await store.mark_failed(three, START + timedelta(minutes=1))
    assert await store.pending("console", START) == ()
    await talk(store, "log 1", first=5)
    late = await store.pending("console", START + timedelta(minutes=2))
    assert [(m.id, m.attempts, m.edits, m.replaces_there) for m in late] == [
        ("m1.3", 1, None, None),
        ("m1.4", 0, "m1.1", "tg77"),
    ]
    await store.mark_failed(late[0], None)
    await store.mark_sent([(late[1], "tg77")], START)
    assert await store.pending("console", START + timedelta(days=9)) == ()
    await store.close()


async def test_what_is_due_comes_once(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, "log 1", "finish")
    assert await store.due_before("console", START) == ()
    assert await store.next_due("console") == START + timedelta(days=2)
    [waking] = await store.due_before("console", START + timedelta(days=3))
    event = waking.event(START)
    assert (event.kind, event.text, event.button) == (Kind.DUE, "workout", "2026-11-23")
    turn = await store.turn(event)
    assert turn.error_id is not None  # the toy coach does not know the word: still it does not come again
    assert await store.due_before("console", START + timedelta(days=3)) == ()
    assert (await store.turn(event)).seen
    await store.close()


async def test_erasing_leaves_the_goodbye_and_nothing_else(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, "log 2 marker", "finish", "fail", "ill heart")
    await talk(store, "log 1", person="bob", first=50)
    [bye] = await talk(store, "erase", first=60)
    assert await store.person("console", "anna") is None
    [message] = [m for m in await store.pending("console", START) if m.person < 0]
    assert message.id == bye.messages[0].id
    await store.mark_sent([(message, "tg1")], START)
    [again] = await talk(store, "erase", first=60)
    assert again.seen
    assert [m.body for m in again.messages] == [m.body for m in bye.messages]
    [new] = await talk(store, "log 1", first=70)
    assert new.number == 3
    await store.close()
    dumped = await dump_of(url)
    assert not [row for rows in dumped.values() for row in rows if "marker" in row]
    assert "anna" not in str(dumped["outbox"][:1])


async def test_old_things_go_and_numbers_go_on(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, "log 1", "fail", "log 1")
    await store.turn(heard("log 1", "77", platform="telegram"))
    await store.mark_sent([(m, None) for m in await store.pending("console", START)][:-1], START)
    await store.prune(START + timedelta(days=4))
    assert await store.next_event_number("console") == 4
    assert await store.last_at() == START
    assert (await store.turn(heard("log 1", "u3"))).seen
    assert (await store.turn(heard("log 1", "77", platform="telegram"))).seen
    assert not (await store.turn(heard("log 1", "u1"))).seen
    await store.close()
    assert len((await dump_of(url))["dead_letter"]) == 1
    store = await open_store(url, answering=TOY)
    await store.prune(START + timedelta(days=15))
    await store.close()
    assert (await dump_of(url))["dead_letter"] == []


async def test_nobody_waits_for_ever(url: str) -> None:
    class Stop(BaseException):
        pass

    def decide(*_: object) -> object:
        raise Stop

    store = await open_store(url, answering=replace(TOY, decide=decide))  # type: ignore[arg-type]
    waiting = [asyncio.create_task(store.turn(heard("log 1", f"u{n}"))) for n in range(3)]
    jobs = asyncio.create_task(store.rows(1))
    with pytest.raises(Stop):
        await store.ended()
    for task in (*waiting, jobs):
        with pytest.raises(StoreStopped):
            await task
    with pytest.raises(StoreStopped):
        await store.turn(heard("log 1", "u9"))
    await store.close()


async def test_who_goes_away_disturbs_nobody(url: str) -> None:
    store = await open_store(url, answering=TOY)
    tasks = [asyncio.create_task(store.turn(heard("log 1", f"u{n}"))) for n in range(4)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(done[1], asyncio.CancelledError)
    assert len((await store.rows(1)).sets) == 4
    await store.close()


async def test_who_is_known_is_told_while_the_disk_is_slow_and_reading_commits_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, slow, commits = SqliteDb.commit, asyncio.Event(), 0

    async def commit(self: SqliteDb, *writes: Write) -> None:
        nonlocal commits
        commits += 1
        await slow.wait()
        await real(self, *writes)

    store = await open_store(str(tmp_path / "s.db"), answering=TOY)
    await talk(store, "log 1")
    monkeypatch.setattr(SqliteDb, "commit", commit)
    saving = asyncio.create_task(store.turn(heard("log 2", "u2")))
    while not commits:
        await asyncio.sleep(0)
    person = await asyncio.wait_for(store.person("console", "anna"), 60)
    assert person is not None
    assert person.turn == 1, "as the latest commit left them: the second turn is not saved"
    slow.set()
    assert (await saving).number == 1
    person = await store.person("console", "anna")
    assert person is not None
    assert person.turn == 2
    await store.page("console", START, 3, 10, {})
    assert await store.notes("") == {}
    assert commits == 1, "of the turn alone"
    await store.close()


async def test_a_store_for_reading_answers_nobody(url: str) -> None:
    store = await open_store(url, answering=TOY)
    await talk(store, "log 2")
    reader = await open_store(url, read_only=True, answering=TOY)
    assert len((await reader.rows(1)).sets) == 2
    await talk(store, "log 1", first=5)
    assert len((await reader.rows(1)).sets) == 3
    with pytest.raises(NotSaved):
        await reader.turn(heard("log 1", "u7"))
    with pytest.raises(NotSaved):
        await reader.prune(START)
    await reader.close()
    await store.close()
