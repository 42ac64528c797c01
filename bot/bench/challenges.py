"""make bench: a set logged inside a challenge beside one outside, and the drawing of a board, with very many people.

Challenges of other people and of the past stand in the same store: what they cost is what they must not cost.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bot.answering import answering
from bot.bench.people import begin, said
from bot.cities import cities
from bot.texts import Texts
from coach_core.challenge.deeds import Make
from coach_core.challenge.values import Challenge, Stage, Standing
from coach_core.data.load import load_book
from coach_core.store import Store
from coach_core.store import group_statements as g
from coach_core.store import statements as s
from coach_core.store.db import Write
from coach_core.store.grouping import make
from coach_core.store.opening import open_database
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.store import Opened
from coach_core.talk import Incoming, Kind

PEOPLE, PAST = 10_000, 200
MOST_INSIDE, MOST_MS = 1.2, 50.0  # what must hold
AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
KINDS = ("points", "volume")


async def crowd(opened: Opened, first: int, kind: str) -> int:
    """A challenge with ``PEOPLE`` on its board and ``PAST`` others of the same room; the number of the first."""
    db, rows = opened.db, []
    await db.begin()
    for n in range(PAST + 1):
        stage = Stage.RUNNING if n == 0 else Stage.ENDED
        it = Challenge(
            first + n, "console", "gym", kind, AT, AT + timedelta(days=28), "en", stage, "barbell_hip_thrust"
        )
        rows += [Write(statement, [row]) for statement, row in make(0, Make(it), opened.seal)]
    await db.write(*rows)
    await db.write(*members(first, first + PAST + 1, opened.seal))
    await db.commit()
    return first


def members(challenge: int, first: int, seal: Seal) -> list[Write]:
    """People who do nothing but stand on the board."""
    numbers = range(first, first + PEOPLE)
    empty = seal.close(b"{}")
    people = [(n, 1, empty, empty, empty, "{}") for n in numbers]
    entries = [
        (n, challenge, f"lifter {n}", None, moment(AT), *astuple(score_of(n))[:7], 0, 0, None, f"lifter{n}", 0, 0)
        for n in numbers
    ]
    return [
        Write(s.NEW_PERSON, people),
        Write(g.ADD_ENTRY, entries),
        Write(s.SET_META, [(str(first + PEOPLE), "people")]),
    ]


def score_of(number: int) -> Standing:
    """Some score, another one for each."""
    return Standing(score=number * 7919 % 100_000)


async def logged(store: Store, event: Incoming) -> float:
    """Microseconds for a turn. Raises ``RuntimeError`` if it stored nothing."""
    start = time.perf_counter()
    done = await store.turn(event)
    if b'"logged"' not in done.messages[0].body:
        raise RuntimeError(f"no set was stored: {done.error!r} {done.messages[0].body[:200]!r}")
    return (time.perf_counter() - start) * 1e6


async def drawn(store: Store, number: int, nth: int) -> float:
    """Milliseconds for the turn that draws the board, whether anything changed or not: as on the way back in."""
    at = AT + timedelta(hours=2, minutes=nth)
    event = Incoming("console", f"challenge:{number}", f"due:{number}:host:x{nth}", at, Kind.DUE, "host", f"back.{nth}")
    start = time.perf_counter()
    done = await store.turn(event)
    if b'"board"' not in done.messages[0].body:
        raise RuntimeError(f"no board was drawn: {done.error!r}")
    return (time.perf_counter() - start) * 1000


async def measured(folder: Path, kind: str, rounds: int, people: int) -> bool:
    """Measure one kind and say it; whether it is as it must be."""
    texts = Texts()
    answers = answering(load_book(texts.words, cities), texts, "en", encrypted=False)
    opened = await open_database(str(folder / f"{kind}.db"))
    events = said(people, rounds + 1)
    async with Store(opened, answers) as store:
        everybody = list(dict.fromkeys(event.person for some in events for event in some))
        await asyncio.gather(*(begin(store, person) for person in everybody))
        number = await crowd(opened, len(everybody) + 1, kind)
        inside = {p for p in everybody if int(p.rpartition("-")[2]) % 2}
        for person in inside:
            press = f"challenge:join:{number}"
            await store.turn(Incoming("console", person, f"{person}-join", AT, Kind.PRESS, button=press, room="gym"))
        times: dict[bool, list[float]] = {True: [], False: []}  # people inside and outside take turns
        for nth, some in enumerate(events):
            for event in some:
                took = await logged(store, event)
                times[event.person in inside] += [took] if nth else []
        boards = [await drawn(store, number, nth) for nth in range(rounds + 1)]
    mine, others, board = median(times[True]), median(times[False]), median(boards[1:])
    ratio = mine / others
    print(
        f"  {kind:<8} a set inside {mine:.0f} us : outside {others:.0f} us   ratio {ratio:.2f}   a board {board:.1f} ms"
    )
    return ratio <= MOST_INSIDE and board <= MOST_MS


def main(words: list[str] | None = None) -> int:
    """Run from the command line; status 1 if a figure is not as it must be."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count, %(default)s")
    parser.add_argument("--people", type=int, default=16, help="people who log in a round, %(default)s")
    chosen = parser.parse_args(words)
    print(f"challenges: {PEOPLE} people on the board, {PAST} challenges that are over in the same room")
    with tempfile.TemporaryDirectory() as folder:
        fine = [asyncio.run(measured(Path(folder), kind, chosen.rounds, chosen.people)) for kind in KINDS]
    wanted = f"wanted: at most {MOST_INSIDE}, and at most {MOST_MS:.0f} ms"
    print(f"{wanted}: {'fine' if all(fine) else 'MISSED'}")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
