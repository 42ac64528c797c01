"""Nobody sees anything of anyone who did not opt in: random acts in two rooms, all kinds, and controls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
from challenging import Message, comes, makes, says, waits
from talking import Talking, talking

from coach_core.challenge import deeds
from coach_core.store import grouping
from coach_core.store.seal import Seal

PEOPLE = {"anna": "Zita", "bela": "Yann", "carl": "Xeno", "dora": "Wilma"}  # and what they call themselves later
ROOMS = ("gym", "hall")
PAIRS = [("points", "volume"), ("teams", "together"), ("standing", "sets"), ("strength", "consistency"),
         ("thrust-month", "reps")]  # fmt: skip
OPTIONS = {"teams": "own", "together": "100000", "strength": "barbell_hip_thrust"}
SEED = 6
LOGGED = ("×", "RPE", "rpe")  # what is only in private logs
LIFT = "Barbell hip thrust"
SAID = (
    "hip thrust 60x5 rpe 8", "done", "done", "/challenge me {n}", "/challenge cheer {n}", "/challenge pause {n}",
    "/challenge resume {n}", "/challenge flag {n} {other}", "/challenge", "/challenge how {n}", "/today", "/history",
    "finish", "RENAME", "SHARE", "SHARE", "GONE",
)  # fmt: skip


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


class Gym:
    """Two rooms with a challenge each, and what may be seen: who is in which, and who showed a record there."""

    def __init__(self, talk: Talking, chance: Random, numbers: dict[str, str]) -> None:
        self.talk, self.chance, self.numbers = talk, chance, numbers
        self.inside: dict[str, set[str]] = {room: set() for room in numbers}
        self.shown: dict[str, set[str]] = {room: set() for room in numbers}

    async def act(self) -> tuple[str, list[Message]]:
        """Something that somebody does; who, and what was said on it."""
        name, room = self.chance.choice(list(PEOPLE)), self.chance.choice(list(self.numbers))
        if self.chance.random() < 0.4:
            return name, await self.in_or_out(name, room)
        said = self.chance.choice(SAID)
        if said == "GONE" and name in self.inside[room]:
            self.off(name, room)
            await self.talk.store.left_room("terminal", name, room, self.talk.clock.now())
            return name, await waits(self.talk, "1s")
        mine = [place for place in self.numbers if name in self.inside[place]]
        if said == "SHARE":
            for place in mine:
                self.shown[place].add(name)
            said = "/challenge share barbell_hip_thrust"
        called = self.chance.choice([name, PEOPLE[name]])
        line = {"RENAME": f"/challenge name {called}", "GONE": "/challenge"}.get(said, said)
        line = line.format(n=self.numbers[room], other=self.chance.choice(list(PEOPLE)))
        return name, await says(self.talk, name, line, room=self.chance.choice((room, None)))

    async def in_or_out(self, name: str, room: str) -> list[Message]:
        number = self.numbers[room]
        if name in self.inside[room]:
            self.off(name, room)
            return await says(self.talk, name, f"/challenge leave {number}", room=room)
        self.inside[room].add(name)
        shown = await says(self.talk, name, f"/challenge join {number}", room=room)
        if any("Which team" in m["text"] for m in shown):
            shown += await says(self.talk, name, ":press Team A", room=room)
        return shown

    def off(self, name: str, room: str) -> None:
        self.inside[room].discard(name)
        self.shown[room].discard(name)

    def fits(self, message: Message, speaking: str) -> bool:
        """Whether a message holds of others only who is in there, and to all no more than that, or what was shown."""
        if message["private"]:
            return named(message["text"]) - {speaking} <= set().union(*self.inside.values())
        room = message["room"]
        lifts = [line for line in message["text"].splitlines()[1:] if LIFT in line and named(line)]
        return (
            named(message["text"]) <= self.inside[room]
            and not any(word in message["text"] for word in LOGGED)
            and all(named(line) <= self.shown[room] for line in lifts)
        )


async def told_too_much(talk: Talking, chance: Random, kinds: tuple[str, str], acts: int) -> list[str]:
    """What was shown to others of somebody who was not in, or what only their log knows; stops at the first."""
    for name in PEOPLE:
        await comes(talk, name)
    gym = Gym(
        talk, chance, {r: await makes(talk, k, OPTIONS.get(k, "-"), room=r) for r, k in zip(ROOMS, kinds, strict=True)}
    )
    seen, lifts = set[str](), 0
    for n in range(acts):
        name, shown = await gym.act()
        shown += await waits(talk, "61s") if n % 3 == 0 else []
        wrong = [m["text"] for m in shown if not gym.fits(m, name)]
        if wrong:
            return wrong
        public = [m["text"] for m in shown if not m["private"]]
        seen |= {name for text in public for name in named(text)}
        lifts += sum("personal record" in text for text in public)
    assert seen == set(PEOPLE), "everybody was on a board at some time"
    assert lifts, "records were shown"
    return []


def named(text: str) -> set[str]:
    return {name for name, other in PEOPLE.items() if name in text or other in text}


@pytest.mark.parametrize("kinds", PAIRS, ids="-".join)
async def test_nobody_sees_anything_of_who_did_not_opt_in(talk: Talking, kinds: tuple[str, str], size: float) -> None:
    assert await told_too_much(talk, Random(SEED), kinds, round(150 * max(size, 1))) == []


@pytest.mark.parametrize("kinds", PAIRS[:2], ids="-".join)
async def test_the_control_that_hides_nobody_is_caught(
    talk: Talking, kinds: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = grouping.WRITES[deeds.Draw]
    spoilt = {**grouping.WRITES, deeds.Leave: draw}
    monkeypatch.setattr(grouping, "WRITES", spoilt)
    assert await told_too_much(talk, Random(SEED), kinds, 200)


async def test_the_control_that_shows_records_unasked_is_caught(talk: Talking, monkeypatch: pytest.MonkeyPatch) -> None:
    def score(person: int, deed: deeds.Score, seal: Seal) -> grouping.Rows:
        yield from grouping.score(person, deed, seal)
        yield from grouping.share(person, deeds.Share(deed.challenge, "barbell_hip_thrust", deed.at), seal)

    monkeypatch.setattr(grouping, "WRITES", {**grouping.WRITES, deeds.Score: score})
    assert await told_too_much(talk, Random(SEED), PAIRS[0], 200)
