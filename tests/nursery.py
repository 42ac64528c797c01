"""Processes of the product that start at once: one has loaded all the code, and every further one is a fork of it.

Each is a process of its own, with its own settings, files and end, and can be killed; only the loading is shared, which
is most of a start. That the command itself starts as it should is tested elsewhere (test_running.py, test_deploy.py).

python -m tests.nursery: told what to start by lines of JSON, answers each with the number of the process.
"""

from __future__ import annotations

import asyncio
import json
import os
import runpy
import selectors
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
Files = tuple[Path, Path, Path]  # what is read, said and complained


class Born:
    """One process, as asyncio shows its own."""

    def __init__(self, pid: int, end: Path) -> None:
        self.pid = pid
        self._end = end

    @property
    def returncode(self) -> int | None:
        """How it ended; None while it lives."""
        return int(self._end.read_text()) if self._end.exists() else None

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    async def wait(self) -> int:
        while (code := self.returncode) is None:
            await asyncio.sleep(0.005)
        return code


class Nursery:
    """Where they come from; it ends with whoever asked for it, and everything in it too."""

    def __init__(self) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"], cwd=ROOT, env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def bear(
        self, words: list[str], script: Path | None, env: dict[str, str], log: Path, files: Files | None = None
    ) -> Born:
        """Start `topset` with these words, or a script of the tests in its place. What it reads and says is in the
        files; where none are given it reads nothing and says all to the log. It works in the folder of the log."""
        assert self._process.stdin is not None and self._process.stdout is not None
        told = {
            "words": words, "script": str(script) if script else None, "env": env, "log": str(log),
            "files": [str(file) for file in files or (os.devnull, log, log)],
        }  # fmt: skip
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        return Born(pid, ended(log, pid))


@cache
def nursery() -> Nursery:
    """The one of this test process."""
    return Nursery()


def ended(log: Path, pid: int) -> Path:
    """The file that tells how a process ended."""
    return log.with_name(f"{log.name}.{pid}.end")


def serve() -> None:
    """Load the code; then fork, and see to the ends, until nobody asks any more."""
    import bot.cli.run
    import bot.on_discord
    import bot.on_telegram
    import bot.running  # noqa: F401 - it is there for all that are forked
    from tests import loaded

    loaded.load_once(pytest.MonkeyPatch())
    loaded.the_book()
    loaded.a_plain_book()

    waiting = selectors.DefaultSelector()
    waiting.register(sys.stdin, selectors.EVENT_READ)
    living: dict[int, tuple[int, Path]] = {}
    while True:
        for key, _ in waiting.select():
            if key.fileobj is not sys.stdin:
                waiting.unregister(key.fileobj)
                note_end(*living.pop(key.fd), key.fd)
                continue
            line = sys.stdin.readline()
            if not line:
                for pid, _ in living.values():
                    os.kill(pid, signal.SIGKILL)
                return
            told = json.loads(line)
            pid = fork(told)
            watch = os.pidfd_open(pid)
            living[watch] = pid, ended(Path(told["log"]), pid)
            waiting.register(watch, selectors.EVENT_READ)
            print(pid, flush=True)


def note_end(pid: int, file: Path, watch: int) -> None:
    os.close(watch)
    _, status = os.waitpid(pid, 0)
    fresh = file.with_suffix(".new")
    with suppress(FileNotFoundError):  # the folder is gone: nobody looks any more
        fresh.write_text(str(os.waitstatus_to_exitcode(status)))
        fresh.replace(file)


def fork(told: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = born(told)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return pid


def born(told: dict[str, Any]) -> int:
    """The new process: its settings, its files, its words."""
    for new, file in enumerate(told["files"]):
        how = os.O_WRONLY | os.O_APPEND | os.O_CREAT if new else os.O_RDONLY
        os.dup2(os.open(file, how, 0o644), new)
    os.closerange(3, 256)
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(Path(told["log"]).parent)
    sys.argv = ["topset", *told["words"]]
    try:
        if told["script"] is not None:
            runpy.run_path(told["script"], run_name="__main__")
            return 0
        from bot.__main__ import main

        return main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1


if __name__ == "__main__":
    serve()
