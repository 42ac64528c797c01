"""Lines from standard input, from a pipe or typed at a prompt, without holding up the event loop. No meaning yet."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import Any

Read = Callable[[], str | None]  # a line without its end, None at the end of the input
CHUNK = 65536
Answer = asyncio.Future[str | None]


async def lines_of(read: Read) -> AsyncIterator[str]:
    """The lines of a source; each is read in a thread of its own when it is asked for."""
    loop = asyncio.get_running_loop()
    wanted: SimpleQueue[Answer] = SimpleQueue()

    def reading() -> None:
        while True:
            answer = wanted.get()
            line = read()
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(settle, answer, line)

    # A daemon: when the coach is stopped by Ctrl-C nobody can wake a thread that waits for the keyboard.
    threading.Thread(target=reading, name="input", daemon=True).start()
    while True:
        answer: Answer = loop.create_future()
        wanted.put(answer)
        line = await answer
        if line is None:
            return
        yield line


def settle(answer: Answer, line: str | None) -> None:
    """Hand a line over, unless whoever waited has gone."""
    if not answer.done():
        answer.set_result(line)


def piped(file: int = 0) -> Read:
    """Lines of a file descriptor. Bytes that are no UTF-8 become replacement characters.

    It is read below Python's own buffers: their locks would stop the interpreter from ending while a thread waits here.
    """
    rest, ended = bytearray(), False

    def read() -> str | None:
        nonlocal ended
        while b"\n" not in rest and not ended:
            chunk = os.read(file, CHUNK)
            rest.extend(chunk)
            ended = not chunk
        if not rest:
            return None
        end = rest.find(b"\n")
        line = bytes(rest if end < 0 else rest[:end])
        del rest[: len(line) + 1]
        return line.removesuffix(b"\r").decode("utf-8", "replace")

    return read


def prompted(prompt: Callable[[], str]) -> Read:
    """Lines that are typed, with the editing and the history of readline where there is one."""
    with suppress(ImportError):
        import readline  # noqa: F401 - it makes input() an editor

    def read() -> str | None:
        try:
            while True:
                line = input(prompt())
                if line.strip():
                    return line
        except EOFError:
            print()
            return None

    return read


@contextmanager
def terminal_kept() -> Iterator[None]:
    """Leave the terminal as it was found, whatever readline was doing when we were stopped."""
    before = terminal_state()
    try:
        yield
    finally:
        if before is not None:
            import termios

            termios.tcsetattr(0, termios.TCSADRAIN, before)


def terminal_state() -> list[Any] | None:
    """The state of the terminal at standard input; None where there is none."""
    if not os.isatty(0):
        return None
    try:
        import termios
    except ImportError:  # Windows
        return None
    return termios.tcgetattr(0)
