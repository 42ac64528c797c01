"""Undo restores person and facts to the byte, whatever was done in between (property)."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from coach_core.store import Store
from coach_core.store.docs import encode
from coach_core.store.opening import open_database
from coach_core.store.store import Opened
from coach_core.store.tables import FACTS
from tests.fakes.toy_coach import TOY, heard
from tests.stores import dump

NUMBERS = st.integers(1, 6)
UNDOABLE = st.one_of(
    NUMBERS.map("log {}".format),
    st.tuples(NUMBERS, NUMBERS).map("change {0[0]} {0[1]}".format),
    NUMBERS.map("drop {}".format),
    st.just("finish"),
)
ANY = st.one_of(UNDOABLE, st.sampled_from(["undo", "history", "fail", "ill heart"]))


async def snapshot(opened: Opened, store: Store) -> tuple[bytes, dict[str, list[str]]]:
    """The person's training and every row of facts, ended ones too."""
    person = await store.person("console", "anna")
    facts = await dump(opened.db)
    return encode(person.training if person else None), {table.name: facts[table.name] for table in FACTS}


async def undone(first: list[str], then: list[str], together: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opened = await open_database(str(Path(folder) / "topset.db"))
        async with Store(opened, TOY) as store:
            for n, text in enumerate(["log 1", *first]):
                await store.turn(heard(text, f"a{n}"))
            before = await snapshot(opened, store)
            turns = [store.turn(heard(text, f"b{n}")) for n, text in enumerate(then)]
            done = await asyncio.gather(*turns) if together else [await turn for turn in turns]
            undos = sum(turn.error_id is None for turn in done)
            for n in range(undos):
                await store.turn(heard("undo", f"c{n}"))
            assert await snapshot(opened, store) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY, max_size=8), st.lists(UNDOABLE, min_size=1, max_size=8), st.booleans())
def test_undo_restores_person_and_facts(first: list[str], then: list[str], together: bool) -> None:
    asyncio.run(undone(first, then, together))
