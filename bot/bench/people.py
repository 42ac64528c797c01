"""Who logs in the bench, and what: people in the middle of their first workout. Nothing is measured here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from coach_core.store import Store, TurnDone
from coach_core.talk import Incoming, Kind

START = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
STARTING_SET = "80 kg for 10"
LOADS = [30 + 2.5 * k for k in range(16)]  # people do not all lift the same
WORKOUT = ("{load:g}x12 rpe 7",) * 4 + ("{load:g}x12",) * 3 + ("12",) * 3  # the first workout after its first exercise


def question(done: TurnDone) -> tuple[str, str] | None:
    """What the newest message asks, and the id of its first button."""
    for message in reversed(done.messages):
        body = msgspec.json.decode(message.body)
        if "question" in body.get("data", {}) and body["buttons"]:
            return body["data"]["question"]["asks"], body["buttons"][0][0]["id"]
    return None


async def begin(store: Store, person: str, platform: str = "console") -> None:
    """From hello into the second exercise of the first workout: four sets of a barbell hip thrust are to come."""
    done = await store.turn(Incoming(platform, person, f"{person}-hello", START, text="hello"))
    while (asked := question(done)) is not None:
        asks, button = asked
        if asks == "start":
            await store.turn(Incoming(platform, person, f"{person}-start", START, text=STARTING_SET))
            await store.turn(Incoming(platform, person, f"{person}-first", START, text="done"))
            return
        if asks == "level":
            button = button.replace("beginner", "intermediate")
        done = await store.turn(Incoming(platform, person, f"{person}-{asks}", START, Kind.PRESS, button=button))


def said_by(person: int, n: int) -> str:
    """How a person writes their ``n``-th set."""
    return WORKOUT[n].format(load=LOADS[person % len(LOADS)])


def said(people: int, rounds: int) -> list[list[Incoming]]:
    """What is logged in each round: a workout by each of its own people, who take turns."""
    at = START + timedelta(minutes=5)
    return [
        [
            Incoming(
                "console",
                f"p{r}-{p}",
                f"set-{r}-{p}-{n}",
                at + timedelta(minutes=3 * n),
                text=said_by(p, n),
            )
            for n in range(len(WORKOUT))
            for p in range(people)
        ]
        for r in range(rounds)
    ]
