"""Row 22: deeds that are pressed two to ten times at once, and what must be stored after all of them, on any door."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from coach_core.store import open_store

# In this order. Each leads on from the one before it; done twice, any of them would leave something else behind.
DEEDS = ("✓ One set", "Undo", "✓ Done as prescribed", "Skip", "Finish")


def all_is_out(db: Path) -> bool:
    """Whether everybody sees all that was said."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as live:
        [(waiting,)] = live.execute("SELECT count(*) FROM outbox WHERE status = 'pending'").fetchall()
    return not waiting


def is_gone(db: Path) -> bool:
    """Whether somebody cannot be reached."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as live:
        return bool(live.execute("SELECT 1 FROM identity WHERE gone IS NOT NULL").fetchall())


async def wrong(db: Path, platform: str, people: list[str], deeds: int = len(DEEDS)) -> list[str]:
    """Who has something else than each deed of the first few once."""
    found = []
    async with await open_store(str(db), read_only=True) as store:
        for name in people:
            person = await store.person(platform, name)
            assert person is not None
            has = "nothing" if person.training.plan is not None else "no plan any more"
            if (workout := person.training.open) is not None:
                skipped = sorted(slot for slot, mark in workout.marks.items() if mark.skipped)
                asked = person.question is not None and person.question.command == "finish"
                has = f"{len(workout.sets)} sets, skipped {skipped}, asked {asked}"
            if has != AFTER[deeds]:
                found.append(f"{name}: {has}")
    return found


AFTER = {
    1: "1 sets, skipped [], asked False",
    2: "nothing",  # the workout began with that set
    3: "2 sets, skipped [], asked False",
    4: "2 sets, skipped [2], asked False",
    5: "2 sets, skipped [2], asked True",
}
