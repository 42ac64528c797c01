"""`topset run` as a whole, with a platform of nothing: heard, stored, sent at once, stopped, ended by faults."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from fakes.door import FakeDoor, adapter
from fakes.telegram import TOKEN

from bot import outbox
from bot.__main__ import main
from bot.running import run
from bot.settings import Settings
from bot.shell import Refused
from coach_core.store import NotSaved, Store, StoreBusy, StoreStopped, open_store
from coach_core.talk import Incoming


def said(text: str, event: str, person: str = "anna") -> Incoming:
    return Incoming("terminal", person, event, datetime.now(UTC), text=text)


@asynccontextmanager
async def running(file: Path, door: FakeDoor) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(run(Settings(), [adapter(door)], str(file)))
    try:
        yield task
    finally:
        if not task.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait([task], timeout=60)
        assert task.done()


async def test_what_is_heard_is_answered_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "IDLE", 60.0)
    door = FakeDoor()
    async with running(tmp_path / "r.db", door) as task:
        door.heard.put_nowait(said("hello", "u1"))
        first = await asyncio.wait_for(door.sent.get(), 60)
        assert b"Topset" in first.body
        start = perf_counter()
        door.heard.put_nowait(said("/help", "u2"))
        await asyncio.wait_for(door.sent.get(), 60)
        assert perf_counter() - start < 20, "the sender slept instead of being woken"
    await task


async def test_what_is_being_sent_at_the_end_is_marked_and_not_sent_again(tmp_path: Path) -> None:
    door = FakeDoor()
    async with running(tmp_path / "r.db", door) as task:
        door.heard.put_nowait(said("hello", "u1"))
        await asyncio.wait_for(door.sent.get(), 60)
        door.slow = 0.5
        door.heard.put_nowait(said("/help", "u2"))
        await asyncio.sleep(0.25)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(asyncio.shield(task), 60)
    sent = [door.sent.get_nowait().id for _ in range(door.sent.qsize())]
    assert sent
    assert len(sent) == len(set(sent))
    assert door.closed
    async with await open_store(str(tmp_path / "r.db")) as store:
        assert await store.pending("terminal", datetime.now(UTC)) == ()


async def test_a_refusal_ends_the_process_with_its_reason(tmp_path: Path) -> None:
    door = FakeDoor()
    async with running(tmp_path / "r.db", door) as task:
        door.heard.put_nowait(Refused("TOPSET_TELEGRAM_TOKEN is refused"))
        with pytest.raises(Refused, match="TOPSET_TELEGRAM_TOKEN"):
            await asyncio.wait_for(asyncio.shield(task), 60)


async def test_without_the_writer_of_the_store_the_process_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(_: Store) -> None:
        await asyncio.sleep(0.2)

    monkeypatch.setattr(Store, "ended", ended)
    async with running(tmp_path / "r.db", FakeDoor()) as task:
        with pytest.raises(StoreStopped):
            await asyncio.wait_for(asyncio.shield(task), 60)


async def test_a_store_that_cannot_be_written_raises_and_is_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = FakeDoor()
    async with running(tmp_path / "r.db", door) as task:
        door.heard.put_nowait(said("hello", "u1"))
        await asyncio.wait_for(door.sent.get(), 60)
        with monkeypatch.context() as patched:

            async def full(*_: object) -> None:
                raise NotSaved("disk full")

            patched.setattr(Store, "turn", full)
            with pytest.raises(NotSaved):
                await door.shell.take([said("/help", "u2")])
            assert door.shell.health.ill() == {"store": "disk full"}
        await door.shell.take([said("/help", "u2")])
        assert door.shell.health.ill() == {}
    await task


async def test_two_processes_never_share_a_store(tmp_path: Path) -> None:
    door = FakeDoor()
    async with running(tmp_path / "r.db", door) as task:
        door.heard.put_nowait(said("hello", "u1"))
        await asyncio.wait_for(door.sent.get(), 60)
        with pytest.raises(StoreBusy):
            await run(Settings(), [adapter(FakeDoor())], str(tmp_path / "r.db"))
    await task


def test_without_a_token_it_says_which_settings_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert main(["run"]) == 1
    assert "TOPSET_TELEGRAM_TOKEN" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGTERM) is before, "as it was, for whoever runs a command in a process of theirs"


TOLD_WHILE_LOADING = """
import os, signal, sys
from contextlib import nullcontext
import bot.__main__ as topset

class Told:
    def find_spec(self, name, *_):
        if name == "bot.running":
            os.kill(os.getpid(), signal.SIGTERM)

sys.meta_path.insert(0, Told())
if sys.argv.pop() == "deaf":
    topset.ended_while_starting = nullcontext
topset.program()
"""


@pytest.mark.parametrize(("how", "status"), [("as it is", 0), ("deaf", -signal.SIGTERM)], ids=["mended", "control"])
def test_told_to_stop_while_it_loads_it_ends_at_once(how: str, status: int, tmp_path: Path, root: Path) -> None:
    """As process 1 the control would not end at all."""
    env = {**os.environ, "PYTHONPATH": str(root), "TOPSET_TELEGRAM_TOKEN": TOKEN}
    command = [sys.executable, "-c", TOLD_WHILE_LOADING, "run", "--db", "r.db", how]
    ended = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, b"", b"")
    assert not (tmp_path / "r.db").exists(), "nothing was opened yet"
