"""One person on two platforms: a code, a yes on both sides, one history, an undo that is exact. On both stores."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from books import unbalanced
from doorway import GROUP, START, Door, body
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from talking import all_texts, real_coach, the_book

from bot.answering import answering
from coach_core.brought import is_own, stricter
from coach_core.commands.account import export_json
from coach_core.commands.place import local
from coach_core.linking import ALPHABET, LENGTH, normal, shown
from coach_core.person import Health, Person
from coach_core.store import Store, fresh_code, open_store
from coach_core.store.records import Waking
from coach_core.talk import Incoming
from tests.stores import dump_of, postgres, url

__all__ = ["postgres", "url"]

A, B = "1", "9"
HISTORY = ("12, 12", "done", "done", "37.5x12", "finish", "undo", "60x8 squat", "/today", "my knee hurts", "3x10",
           "no, 40", "skip", "I weigh 71.5 kg", "lb", "done, 2 in the tank")  # fmt: skip


class Two:
    """Two doors of one store, whose clocks go together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tg, self.dc = Door(store, "telegram"), Door(store, "discord")
        self.dc.clock = self.tg.clock
        self.dc.coach._clock = self.tg.clock

    async def code(self) -> str:
        """A code, made at Telegram."""
        [said] = await self.tg.hear(A, "/link")
        if "Your code" not in body(said)["text"]:
            [said] = await self.tg.press(A, "link:code")
        found = re.search(r"/link ([0-9A-Z]{5}-[0-9A-Z]{5})", body(said)["text"])
        assert found is not None
        return found[1]

    async def asked(self, name: str | None = "Ann") -> list[str]:
        """Up to the last question, which goes to Telegram; the ids of its buttons."""
        await self.dc.hear(B, f"/link {await self.code()}", name=name)
        await self.dc.press(B, "link:agree")
        [question] = [m for m in await self.store.pending("telegram", self.tg.clock.now()) if m.external == A]
        assert "Accept only if that is you" in body(question)["text"]
        await self.store.mark_sent([(question, "q")], self.tg.clock.now())
        return [b["id"] for row in body(question)["buttons"] for b in row]

    async def link(self, whose: str | None = None) -> None:
        """All the way."""
        buttons = await self.asked()
        press = next((b for b in buttons if whose and b.endswith(whose)), buttons[0])
        assert "one now" in body((await self.tg.press(A, press))[0])["text"]

    async def part(self, door: Door | None = None, person: str = A) -> None:
        """Undo it."""
        door = door or self.tg
        [sure] = await door.press(person, "link:part")
        [_, undo] = [b["id"] for row in body(sure)["buttons"] for b in row]
        assert "two again" in body((await door.press(person, undo))[0])["text"]

    async def numbers(self) -> tuple[int | None, int | None]:
        """Who is met at the two addresses."""
        people = [await self.store.person(*a) for a in (("telegram", A), ("discord", B))]
        return tuple(p.number if p else None for p in people)  # type: ignore[return-value]


async def two_of(store: Store) -> Two:
    """Two accounts with different histories."""
    two = Two(store)
    await two.tg.onboard(A)
    await two.tg.hear(A, "12, 12")
    await two.tg.hear(A, "done")
    await two.dc.onboard(B, "100 kg for 5")
    await two.dc.hear(B, "14, 13")
    return two


@pytest.fixture
async def two(url: str) -> AsyncIterator[Two]:
    async with await open_store(url, answering=real_coach()) as store:
        yield await two_of(store)


async def balanced(two: Two) -> None:
    """The books of whoever is met at the two addresses."""
    for platform, external in (("telegram", A), ("discord", B)):
        person = await two.store.person(platform, external)
        assert person is not None
        rows = await two.store.rows(person.number)
        assert list(unbalanced(the_book(), person, rows, local(person, two.tg.clock.now()).date())) == []


# The way there


async def test_the_whole_way(two: Two) -> None:
    code = await two.code()
    [agree] = await two.dc.hear(B, f"/link {code.lower().replace('-', ' ')}", name="Ann <b>@everyone")
    assert "made on Telegram" in body(agree)["text"]
    assert await two.numbers() == (1, 2), "nothing is joined by a code"
    [wait] = await two.dc.press(B, "link:agree")
    assert "Telegram" in body(wait)["text"]
    assert await two.numbers() == (1, 2), "nothing is joined by one yes"
    [question] = [m for m in await two.store.pending("telegram", two.tg.clock.now()) if m.external == A]
    text = body(question)["text"]
    assert "id 9" in text
    assert "Telegram (1): workouts 1, sets 5, Glute 8, week 1" in text
    assert "Discord (9): workouts 1, sets 3, Glute 8, week 1" in text
    ids = [b["id"] for row in body(question)["buttons"] for b in row]
    assert ids == ["link:join:2:mine", "link:join:2:theirs", "link:drop"], "the longer history first"
    [done] = await two.tg.press(A, ids[0])
    assert "one now" in body(done)["text"]
    assert await two.numbers() == (1, 1)
    [notice] = [m for m in await two.store.pending("discord", two.tg.clock.now()) if m.external == B]
    assert "one now" in body(notice)["text"]
    await balanced(two)


@pytest.mark.parametrize("whose", ["mine", "theirs"])
async def test_the_chosen_one_goes_on_and_nothing_is_lost(two: Two, whose: str) -> None:
    before = [await two.store.person("telegram", A), await two.store.person("discord", B)]
    facts = [await two.store.rows(p.number) for p in before if p]
    await two.link(whose)
    keep = before[0 if whose == "mine" else 1]
    assert keep is not None
    assert await two.numbers() == (keep.number, keep.number)
    for platform, external in (("telegram", A), ("discord", B)):
        now = await two.store.person(platform, external)
        assert now is not None
        assert (now.training, now.settings) == (keep.training, keep.settings)
    rows = await two.store.rows(keep.number)
    assert len(rows.sets) == sum(len(r.sets) for r in facts)
    assert sum(map(is_own, rows.sets)) == len(facts[0 if whose == "mine" else 1].sets)
    amounts = sorted(str((s.exercise, s.load, s.reps)) for s in rows.sets)
    assert amounts == sorted(str((s.exercise, s.load, s.reps)) for r in facts for s in r.sets)
    await balanced(two)


async def test_both_log_into_one_place_afterwards(two: Two) -> None:
    await two.link("mine")
    await two.dc.hear(B, "60x12")
    await two.tg.hear(A, "finish")
    await two.tg.press(A, "finish:yes")
    person = await two.store.person("discord", B)
    assert person is not None
    assert person.number == 1
    await balanced(two)
    [files] = await two.dc.hear(B, "/export")
    exported = json.loads(body(files)["files"][0]["content"])
    assert len(exported["sets"]) == len((await two.store.rows(1)).sets) >= 9
    assert not any(word in json.dumps(exported) for word in ("telegram", "discord")), "no platform ids"


async def test_what_was_brought_along_can_be_corrected(two: Two) -> None:
    """An edit of a message from before, on the platform where it was written; the plan does not move by it."""
    await two.link("mine")
    before = await two.store.person("telegram", A)
    event = Incoming("discord", B, "edit1", two.tg.clock.now(), text="14, 11", edits=f"u{two.dc.count - 2}")
    logged = next(s for s in (await two.store.rows(1)).sets if not is_own(s) and s.reps == 13)
    assert logged.message is not None
    edits = logged.message.removeprefix("discord ")
    await two.store.turn(replace(event, kind=event.kind.EDIT, edits=edits))
    sets = [s for s in (await two.store.rows(1)).sets if not is_own(s)]
    assert sorted(s.reps for s in sets if s.workout) == [11, 14]
    after = await two.store.person("telegram", A)
    assert before is not None
    assert after is not None
    assert after.training == before.training
    await balanced(two)


async def test_a_newcomer_has_nothing_to_choose(url: str) -> None:
    async with await open_store(url, answering=real_coach()) as store:
        two = Two(store)
        await two.tg.onboard(A)
        assert await two.asked() == ["link:join:2:mine", "link:drop"]
        await two.tg.press(A, "link:join:2:theirs")
        assert await two.numbers() == (1, 2), "a button that was not there does nothing"
        await two.tg.press(A, "link:join:2:mine")
        assert await two.numbers() == (1, 1)
        [card, *_] = await two.dc.hear(B, "/today")
        assert "workout" in body(card)["data"], "no questions again"


async def test_who_has_nothing_yet_gets_no_code(url: str) -> None:
    async with await open_store(url, answering=real_coach()) as store:
        [said] = await Two(store).dc.hear(B, "/link")
        assert "nothing to link" in body(said)["text"]
    assert (await dump_of(url))["link"] == []


# Guessing, stealing, refusing


def test_codes_are_read_as_people_type_them() -> None:
    assert len(set(ALPHABET)) == 32
    assert normal(" k7qm2-9xvta ") == "K7QM29XVTA"
    assert normal("oil0-1") == "01101"
    assert shown("K7QM29XVTA") == "K7QM2-9XVTA"
    codes = {fresh_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(c) == LENGTH and normal(c) == c for c in codes)


@pytest.mark.parametrize("known", [True, False])
async def test_a_code_may_be_written_alone(two: Two, known: bool) -> None:
    """Also by somebody whom the coach has never met; in a room it is no word for the coach: the control."""
    who, code = B if known else "77", await two.code()
    said = await two.dc.hear(who, code, room=GROUP)
    assert not any("made on" in body(m).get("text", "") for m in said)
    assert "made on Telegram" in body((await two.dc.hear(who, f" {code.lower()} "))[0])["text"]


async def test_a_code_works_once_and_not_for_ever_and_not_for_its_maker(two: Two) -> None:
    code = await two.code()
    assert "that you made" in body((await two.tg.hear(A, f"/link {code}"))[0])["text"]
    two.tg.clock.set(two.tg.clock.now() + timedelta(minutes=11))
    assert "no code that holds" in body((await two.dc.hear(B, f"/link {code}"))[0])["text"]
    fresh = await two.code()
    await two.dc.hear(B, f"/link {fresh}")
    assert "no code that holds" in body((await two.dc.hear("77", f"/link {fresh}"))[0])["text"], "used up"
    late = await two.code()
    newer = await two.code()
    assert "no code that holds" in body((await two.dc.hear("78", f"/link {late}"))[0])["text"], "the newer one holds"
    assert "made on" in body((await two.dc.hear("78", f"/link {newer}"))[0])["text"]


@pytest.mark.parametrize("where", [{"room": GROUP}, {"room": GROUP, "whispers": True}])
async def test_only_in_private(two: Two, where: dict[str, Any]) -> None:
    said = await two.tg.hear(A, "/link", **where)
    assert not any(re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", body(m)["text"]) for m in said)
    code = await two.code()
    await two.dc.hear(B, f"/link {code}", **where)
    await two.dc.press(B, "link:agree")
    assert await two.numbers() == (1, 2)


@pytest.mark.parametrize("step", ["after the code", "after one yes", "by who made it"])
async def test_no_means_no_and_the_other_side_hears_of_it(two: Two, step: str) -> None:
    await two.dc.hear(B, f"/link {await two.code()}")
    if step != "after the code":
        await two.dc.press(B, "link:agree")
    door, person = (two.tg, A) if step == "by who made it" else (two.dc, B)
    await door.press(person, "link:drop")
    far, told = ("discord", B) if door is two.tg else ("telegram", A)
    waiting = [m for m in await two.store.pending(far, two.tg.clock.now()) if m.external == told]
    assert "stopped on the other side" in body(waiting[-1])["text"]
    for press in ("link:join:2:mine", "link:agree"):
        await two.tg.press(A, press)
        await two.dc.press(B, press)
    assert await two.numbers() == (1, 2)


async def test_no_button_out_of_turn_joins_anything(two: Two) -> None:
    """Every button, on either side, at every step but the last."""
    presses = ("link:agree", "link:join:2:mine", "link:join:1:mine", "link:join:2:theirs", "link:part:1", "link:part:2",
               "link:leave:sure:discord:9", "link:leave:sure:telegram:1", "link:bogus", "link:join")  # fmt: skip
    await two.code()
    for press in presses:
        await two.tg.press(A, press)
        await two.dc.press(B, press)
    await two.dc.hear(B, f"/link {await two.code()}")
    for press in presses[1:]:
        await two.tg.press(A, press)
        await two.dc.press(B, press)
    assert await two.numbers() == (1, 2)
    await two.dc.press(B, "link:agree")
    for press in presses:
        await two.dc.press(B, press)
    assert await two.numbers() == (1, 2)
    await two.tg.press(A, "link:join:2:mine")
    assert await two.numbers() == (1, 1), "the control: the right one does"


async def test_the_yes_must_come_within_the_hour(two: Two) -> None:
    buttons = await two.asked()
    two.tg.clock.set(two.tg.clock.now() + timedelta(hours=2))
    await two.tg.press(A, buttons[0])
    assert await two.numbers() == (1, 2)


async def test_guessers_are_locked_out(tmp_path: Path, size: float) -> None:
    """Row 32: guesses against a live code, from one account and from many; 10,000 of them from size 4 on."""
    async with await open_store(str(tmp_path / "l.db"), answering=real_coach()) as store:
        two = await two_of(store)
        code = await two.code()
        chance = random.Random(32)
        said: list[str] = []
        for n in range(round(2500 * size)):
            guess = "".join(chance.choices(ALPHABET, k=LENGTH))
            at = two.tg.clock.now() + timedelta(milliseconds=n)
            who = "77" if n < 20 else str(1000 + n)
            done = await store.turn(Incoming("discord", who, f"g{n}", at, text=f"/link {guess}"))
            said.append(body(done.messages[0])["text"])
        assert [("Too many" in s) for s in said[:20]] == [False] * 5 + [True] * 15
        assert sum("no code that holds" in s for s in said) == 100
        assert "Too many" in body((await two.dc.hear(B, f"/link {code}"))[0])["text"], "locked for everybody"
        two.tg.clock.set(two.tg.clock.now() + timedelta(hours=2))
        assert "made on" in body((await two.dc.hear(B, f"/link {await two.code()}"))[0])["text"], "the control"


async def test_a_thousand_at_once_and_one_gets_in(url: str) -> None:
    """Row 32: one success, and even that one has joined nothing."""
    async with await open_store(url, answering=real_coach()) as store:
        two = await two_of(store)
        code = await two.code()
        at = two.tg.clock.now()
        turns = (store.turn(Incoming("discord", str(100 + n), f"p{n}", at, text=f"/link {code}")) for n in range(1000))
        said = [body(done.messages[0])["text"] for done in await asyncio.gather(*turns)]
        assert sum("made on Telegram" in s for s in said) == 1
        assert await two.numbers() == (1, 2)


async def test_a_code_stands_nowhere_once_it_was_sent(tmp_path: Path) -> None:
    file = tmp_path / "l.db"
    async with await open_store(str(file), answering=real_coach()) as store:
        two = await two_of(store)
        code = await two.code()
        await store.scrub()
        raw = file.read_bytes()
        assert code.encode() not in raw
        assert normal(code).encode() not in raw
        [*_, said] = (m for m in await store.shown("telegram", A, None, 0, 5) if "Your code" in body(m)["text"])
        assert "•••••" in body(said)["text"]
        await store.turn(Incoming("telegram", A, "x", two.tg.clock.now(), text="/link"))
        await store.scrub()
        assert b"Your code" in file.read_bytes(), "the control: what waits for sending can be found"


# Undo, taking out, erasing


async def state_of(url: str) -> dict[str, list[str]]:
    """All that matters of all people: no events, no messages, no counters, nothing of joining."""
    rows = await dump_of(url, "journal", "outbox", "person", "before", "dead_letter")
    async with await open_store(url, answering=real_coach()) as store:
        for platform, external in (("telegram", A), ("discord", B)):
            person = await store.person(platform, external)
            assert person is not None
            kept = replace(person, turn=0, said=0, question=None, tapped=None)
            rows[platform] = [repr(kept), json.dumps(export_json(person, await store.rows(person.number)))]
    return rows


@pytest.mark.parametrize("whose", ["mine", "theirs"])
async def test_undo_is_exact(url: str, whose: str) -> None:
    async with await open_store(url, answering=real_coach()) as store:
        two = await two_of(store)
        clock = two.tg.clock.now()
    before = await state_of(url)
    async with await open_store(url, answering=real_coach()) as store:
        again = Two(store)
        again.tg.clock.set(clock)
        again.tg.count = again.dc.count = 500
        await again.link(whose)
        await again.part()
        assert await again.numbers() == (1, 2)
        await balanced(again)
    after = await state_of(url)
    for name in before.keys() - {"identity"}:
        assert after[name] == before[name], name
    assert after["identity"] == before["identity"]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@example(mine=[], theirs=[], since=[(False, "undo")], whose="mine")  # which asks for the starting set again
@given(
    mine=st.lists(st.sampled_from(HISTORY), max_size=6),
    theirs=st.lists(st.sampled_from(HISTORY), max_size=6),
    since=st.lists(st.tuples(st.booleans(), st.sampled_from(HISTORY)), max_size=4),
    whose=st.sampled_from(["mine", "theirs"]),
)
def test_random_histories_joined_and_parted(
    mine: list[str],
    theirs: list[str],
    since: list[tuple[bool, str]],
    whose: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever both did, and whatever is done while they are one: undone, the one that stood still is as before, the
    one that went on has what was logged since; the books balance all the time.
    """
    file = tmp_path_factory.mktemp("random") / "r.db"

    async def story() -> None:
        async with await open_store(str(file), answering=real_coach()) as store:
            two = Two(store)
            await two.tg.onboard(A)
            await two.dc.onboard(B, "100 kg for 5")
            for door, person, lines in ((two.tg, A, mine), (two.dc, B, theirs)):
                for line in lines:
                    await door.hear(person, line)
            before = [await whole(store, p) for p in (("telegram", A), ("discord", B))]
            await two.link(whose)
            await balanced(two)
            for left, line in since:
                await (two.tg.hear(A, line) if left else two.dc.hear(B, line))
                await balanced(two)
            still = 1 if await two.numbers() == (1, 1) else 0
            await two.part(*((two.tg, A) if still else (two.dc, B)))
            await balanced(two)
            after = [await whole(store, p) for p in (("telegram", A), ("discord", B))]
            assert after[still] == before[still]
            if not since:
                assert after == before

    asyncio.run(story())


async def whole(store: Store, address: tuple[str, str]) -> tuple[Person, str]:
    """Everything of a person but the counters of turns and messages, and the last tap."""
    person = await store.person(*address)
    assert person is not None
    exported = export_json(person, await store.rows(person.number))
    return replace(person, turn=0, said=0, question=None, tapped=None), json.dumps(exported)


async def test_undo_is_for_a_day_then_an_account_can_be_taken_out(two: Two) -> None:
    await two.link("mine")
    sets = len((await two.store.rows(1)).sets)
    await two.tg.wait(hours=25)
    [late] = await two.tg.press(A, "link:part:2")
    assert "no joining" in body(late)["text"]
    [places] = await two.tg.hear(A, "/links")
    ids = [b["id"] for row in body(places)["buttons"] for b in row]
    assert ids == ["link:code", "link:leave:discord:9"]
    [sure] = await two.tg.press(A, "link:leave:discord:9")
    await two.tg.press(A, body(sure)["buttons"][0][1]["id"])
    assert await two.numbers() == (1, None)
    assert len((await two.store.rows(1)).sets) == sets
    [hello] = await two.dc.hear(B, "hello")
    assert body(hello)["data"]["question"]["asks"] == "consent", "a stranger again"


async def test_nobody_takes_out_where_they_are_or_what_is_not_theirs(two: Two) -> None:
    await two.link("mine")
    await two.tg.press(A, "link:leave:sure:telegram:1")
    await two.tg.press(A, "link:leave:sure:discord:8")
    assert await two.numbers() == (1, 1)


@pytest.mark.parametrize("whose", ["mine", "theirs"])
@pytest.mark.parametrize("there", [True, False])
async def test_erasing_erases_the_whole_person_everywhere(url: str, whose: str, there: bool) -> None:
    async with await open_store(url, answering=real_coach()) as store:
        two = await two_of(store)
        await two.dc.hear(B, "60x8, note: markerofb")
        await two.tg.hear(A, "60x8, note: markerofa")
        await two.link(whose)
        door, person = (two.dc, B) if there else (two.tg, A)
        await door.hear(person, "/erase")
        await door.press(person, "erase:sure")
        assert await two.numbers() == (None, None)
    rows = await dump_of(url)
    left = {name: len(some) for name, some in rows.items() if name not in ("meta", "journal", "outbox") and some}
    assert left == {}
    assert not any("markerof" in row for some in rows.values() for row in some)


async def test_an_account_that_stood_still_goes_after_some_days(two: Two) -> None:
    await two.link("mine")
    newest = Incoming("discord", B, f"u{two.dc.count}", two.tg.clock.now(), text="100x10")
    sets = len((await two.store.rows(1)).sets)
    assert len((await two.store.rows(2)).sets) == 3, "still there for an undo"
    await two.tg.wait(days=4)
    await two.store.prune(two.tg.clock.now())
    assert (await two.store.rows(2)).sets == ()
    assert len((await two.store.rows(1)).sets) == sets
    assert (await two.store.turn(newest)).messages == (), "its events count as answered all the same"
    assert await two.numbers() == (1, 1)
    await balanced(two)


async def test_events_from_before_are_not_answered_again(two: Two) -> None:
    """A redelivery, and what of it was not sent yet."""
    event = Incoming("discord", B, "old1", two.tg.clock.now(), text="13")
    first = await two.store.turn(event)
    await two.link("mine")
    again = await two.store.turn(event)
    assert again.seen
    assert [m.id for m in again.messages] == [m.id for m in first.messages]


async def waiting(two: Two, at: datetime) -> list[Waking]:
    """What is due by then, on either platform."""
    return [w for platform in ("telegram", "discord") for w in await two.store.due_before(platform, at)]


async def test_what_is_due_comes_once_where_the_person_wrote_last(two: Two) -> None:
    await two.tg.remind(A)
    await two.dc.remind(B)
    await two.link("mine")
    await two.dc.hear(B, "/help")
    at = two.tg.clock.now() + timedelta(days=2)
    waking = await waiting(two, at)
    assert {(w.platform, w.external) for w in waking} == {("discord", B)}
    assert len({w.event(at).event for w in waking}) == len(waking)
    await two.store.unreachable("discord", B, two.tg.clock.now())
    assert {(w.platform, w.external) for w in await waiting(two, at)} == {("telegram", A)}, "then elsewhere"
    await two.store.unreachable("telegram", A, two.tg.clock.now())
    assert await waiting(two, at) == []
    await two.tg.hear(A, "/help")
    assert {(w.platform, w.external) for w in await waiting(two, at)} == {("telegram", A)}


async def test_three_accounts_in_a_chain_and_back(two: Two) -> None:
    await two.link("theirs")
    third = Door(two.store, "terminal")
    third.clock = two.tg.clock
    third.coach._clock = two.tg.clock
    await third.onboard("ann", "50 kg for 10")
    before = await whole(two.store, ("telegram", A))
    await third.hear("ann", f"/link {await two.code()}")
    await third.press("ann", "link:agree")
    await two.tg.press(A, "link:join:3:theirs")
    everywhere = [await two.store.person(*a) for a in (("telegram", A), ("discord", B), ("terminal", "ann"))]
    assert [p.number for p in everywhere if p] == [3, 3, 3]
    assert len((await two.store.rows(3)).sets) == 5 + 3 + 1
    await two.part()
    assert await two.numbers() == (2, 2)
    assert await whole(two.store, ("telegram", A)) == before
    await two.part()
    assert await two.numbers() == (1, 2)


async def test_with_a_key_names_and_facts_are_sealed(tmp_path: Path) -> None:
    file = tmp_path / "k.db"
    book, texts = the_book(), all_texts()
    coach = answering(book, texts, "en", encrypted=True)
    async with await open_store(str(file), key="a long enough key", answering=coach) as store:
        two = await two_of(store)
        await two.dc.hear(B, "60x8, note: markerofb")
        await two.asked("Secret Name")
        await store.scrub()
        assert b"Secret Name" not in file.read_bytes()
        await two.tg.press(A, "link:join:2:mine")
        await store.scrub()
        assert b"markerofb" not in file.read_bytes()
        notes = [s.note for s in (await store.rows(1)).sets if s.note]
        assert len(notes) == 1
        assert "markerofb" in notes[0]


# Safety


def test_whatever_holds_back_holds_back_both() -> None:
    day = START.date()
    mine = Health(day, ("heart", "joint"), cleared=("heart", "joint"), pains=((day, "knee"),))
    theirs = Health(day, ("joint", "birth"), stage="pregnant", paused="R1", paused_on=day, gentle=True, minor=True)
    for both in (stricter(mine, theirs), stricter(theirs, mine)):
        assert set(both.answers) == {"heart", "joint", "birth"}
        assert both.cleared == ("heart",), "cleared here, but not there"
        assert (both.stage, both.paused, both.gentle, both.minor) == ("pregnant", "R1", True, True)
        assert both.pains == ((day, "knee"),)
    for a, b in itertools.permutations([Health(stage="postpartum"), Health(stage="pregnant")]):
        assert stricter(a, b).stage == "pregnant"
    assert stricter(mine, Health()) == replace(mine)


async def test_a_pause_comes_along(two: Two) -> None:
    await two.dc.hear(B, "I have severe chest pain")
    await two.link("mine")
    person = await two.store.person("telegram", A)
    assert person is not None
    assert person.health.paused is not None
    await two.part()
    person = await two.store.person("telegram", A)
    assert person is not None
    assert person.health.paused is None


@pytest.mark.parametrize("text", ["K7QF2-M9XAB", "k7x10-2m9xa", "3X10A-88KGB"])
async def test_a_code_alone_is_no_set(two: Two, text: str) -> None:
    assert "no code that holds" in body((await two.tg.hear(A, text))[0])["text"]


@pytest.mark.parametrize("text", ["front-squat", "bench-100kg", "squat-60x10", "12345-67890", "10x10-95x8"])
async def test_what_only_looks_like_a_code_is_read_as_ever(two: Two, text: str) -> None:
    assert "no code that holds" not in body((await two.tg.hear(A, text))[0])["text"]
