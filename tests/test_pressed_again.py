"""Row 22 in the core: any button, pressed several times, comes to the same as pressed once: each deed is used up.

Two people walk through the same conversation. One presses once, the other two to five times, with new event ids, as
a thumb or a client that sends again does it. After every step both must have the same.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from doorway import Door, body
from talking import real_coach

from coach_core.commands import answers, undo
from coach_core.person import Person
from coach_core.store import Store, Stored, loading, open_store, writes
from coach_core.talk import Button, Incoming, Kind

TYPED = (
    "15", "today", "/settings", "/reminders", "/program", "60x12", "/rest", "timer on", "undo", "pain in my knee",
    "tuesday and friday", "skip", "finish", "/challenge",
)  # fmt: skip
# What counts turns, and ids that are made of the turn: not what somebody has.
COUNTERS = frozenset({"turn", "said", "made", "undone", "set_id", "workout", "message", "asked", "tapped"})
# After the first there is nothing to walk on with; an answer to a question of the set-up brings the next one, tapped
# twice the one behind it as well.
LAST = ("erase", "export", "stop", "link", "setup")
KEPT = 10_000  # turns that can be taken back: otherwise taps that change nothing push out those that did


def has(person: Person | None) -> Any:  # noqa: ANN401 - whatever a person is made of
    """A person without the counters."""
    return plain(msgspec.to_builtins(person))


def counts(name: str, value: object) -> bool:
    """Whether that is a counter or the id of a set, not the number of a set in its exercise."""
    return name in COUNTERS or (name == "set" and isinstance(value, str))


def plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items() if not counts(name, inner)}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def apart(one: Any, other: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401
    """Where two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}, key=str):
            yield from apart(one.get(name), other.get(name), f"{path}.{name}")
    elif one != other:
        yield f"{path}: {one!s:.200} | {other!s:.200}"


async def sets_of(store: Store) -> Counter[tuple[str, str, int | None]]:
    person = await store.person("telegram", "7")
    assert person is not None
    return Counter((s.exercise, str(s.load), s.reps) for s in (await store.rows(person.number)).sets)


def buttons_of(messages: Sequence[Stored]) -> list[str]:
    """The buttons of some messages."""
    found = [b["id"] for message in messages for row in body(message)["buttons"] for b in row]
    return [button for button in found if not button.startswith(LAST)]


class Walk:
    """Two people at the same point. What both see is the answer to the first press; the ids may count other turns."""

    def __init__(self, once: Door, again: Door, chance: random.Random) -> None:
        self.once, self.again, self.chance = once, again, chance
        self.events = 0
        self.seen: list[tuple[Stored, Stored]] = []

    async def event(self, door: Door, **more: Any) -> list[Stored]:  # noqa: ANN401
        self.events += 1
        return await door.event(Incoming("telegram", "7", f"w{self.events}", door.clock.now(), **more))

    async def both(self, once: dict[str, Any], again: dict[str, Any]) -> None:
        told = await self.event(self.once, **once), await self.event(self.again, **again)
        self.seen += zip(*told, strict=True)

    async def step(self) -> str:
        """Say or press something; what."""
        for door in (self.once, self.again):
            door.clock.set(door.clock.now() + timedelta(minutes=2))
        shown, other = (buttons_of([pair[n] for pair in self.seen[-3:]]) for n in range(2))
        if not shown or self.chance.random() < 0.15:
            said = self.chance.choice(TYPED)
            await self.both({"text": said}, {"text": said})
            return said
        button, same = self.chance.choice(list(zip(shown, other, strict=True)))
        await self.both({"kind": Kind.PRESS, "button": button}, {"kind": Kind.PRESS, "button": same})
        for _ in range(self.chance.randint(1, 4)):
            self.again.clock.set(self.again.clock.now() + timedelta(seconds=self.chance.choice([0, 1, 20])))
            await self.event(self.again, kind=Kind.PRESS, button=same)
        self.once.clock.set(self.again.clock.now())
        return button

    async def differs(self) -> list[str]:
        """What one of them has and the other has not."""
        people = [await door.store.person("telegram", "7") for door in (self.once, self.again)]
        return list(apart(*map(has, people)))


async def walked(folder: Path, seed: int, steps: int) -> str | None:
    """The first step after which both do not have the same, and what is different; None if there is none."""
    stores = [await open_store(str(folder / f"{seed}.{n}.db"), answering=real_coach()) for n in range(2)]
    walk, deeds = Walk(Door(stores[0]), Door(stores[1]), random.Random(seed)), list[str]()
    try:
        for door in (walk.once, walk.again):
            await door.onboard("7")
        walk.seen = list(zip(walk.once.sent, walk.again.sent, strict=True))
        for _ in range(steps):
            deeds.append(await walk.step())
            if wrong := await walk.differs():
                return f"seed {seed}: after {deeds[-6:]}: {wrong[:5]}"
        assert await sets_of(stores[0]) == await sets_of(stores[1]), f"seed {seed}"
    finally:
        for store in stores:
            await store.close()
    return None


async def test_pressed_again_is_pressed_once(tmp_path: Path, size: float, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (loading, writes):
        monkeypatch.setattr(module, "KEPT", KEPT)
    first = random.randrange(10**6)
    for seed in range(first, first + round(4 * size)):
        assert await walked(tmp_path, seed, 24) is None


async def test_the_control_takes_back_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo buttons that do not know what they stand under, as they were once."""
    monkeypatch.setattr(undo, "once", lambda reply, turn: reply)
    monkeypatch.setattr(answers, "undo_button", lambda person: Button(undo.BUTTON, answers.UNDO))
    store = await open_store(str(tmp_path / "c.db"), answering=real_coach())
    door = Door(store)
    await door.onboard("7")
    for text in ("15", "15"):
        await door.hear("7", text)
    for _ in range(2):
        await door.press("7", next(b for b in buttons_of(door.sent[-3:]) if b.startswith("undo")))
    assert len(await sets_of(store)) == 1, "both sets are gone, the starting set is left"
    await store.close()


async def test_an_undo_button_takes_back_once_and_the_next_one_more(tmp_path: Path) -> None:
    async with await open_store(str(tmp_path / "u.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("7")
        for text in ("15", "14", "13"):
            await door.hear("7", text)
        button = next(b for b in buttons_of(door.sent[-3:])[::-1] if b.startswith("undo"))
        first = await door.press("7", button)
        again = [
            await door.event(Incoming("telegram", "7", f"x{n}", door.clock.now(), Kind.PRESS, button=button))
            for n in range(3)
        ]
        assert (bool(first), again) == (True, [[], [], []]), "a second tap says nothing"
        said = await door.press("7", button)
        assert "already" in body(said[-1])["text"] or "taken back" in body(said[-1])["text"]
        assert sorted(reps for _, _, reps in await sets_of(store) if reps) == [10, 14, 15]
        await door.press("7", body(said[-1])["buttons"][0][0]["id"])
        assert sorted(reps for _, _, reps in await sets_of(store) if reps) == [10, 15]
        await door.press("7", "undo:1")
        assert sorted(reps for _, _, reps in await sets_of(store) if reps) == [10], "one of before that was numbered"
