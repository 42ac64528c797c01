"""Pictures, drawn in a child process that ends when it is not needed, so that this one stays small.

Without matplotlib (the extra ``charts``) there are none, and the messages say everything all the same.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from concurrent.futures import BrokenExecutor, Executor
from importlib.util import find_spec
from typing import Any

import msgspec

from bot.chart_drawing import drawn, quiet

log = logging.getLogger(__name__)
CHART = b'"chart":'
PICTURES = 500  # that one child draws, at most
LINGER = 60.0  # seconds that it waits for the next one
LONGEST = 30.0  # seconds for one picture

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(dict[str, Any]).decode


class Painter:
    """Draws the charts of messages, one after the other."""

    def __init__(self) -> None:
        self._pool: Executor | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._able = find_spec("matplotlib") is not None

    async def paint(self, body: bytes) -> bytes:
        """The body of a message with its charts drawn (``base64``); those that cannot be are left out."""
        if CHART not in body:
            return body
        message = decode(body)
        files = [await self._file(f) if "chart" in f else f for f in message["files"]]
        return encode({**message, "files": [f for f in files if f is not None]})

    async def _file(self, file: dict[str, Any]) -> dict[str, Any] | None:
        png = await self._draw(file["chart"]) if self._able else None
        if png is None:
            return None
        return {"name": file["name"], "mime": file["mime"], "base64": base64.b64encode(png).decode()}

    async def _draw(self, chart: dict[str, Any]) -> bytes | None:
        """The picture; None if the child died or took too long, which is logged."""
        loop = asyncio.get_running_loop()
        if self._pool is None:
            self._pool = new_child()
        try:
            return await asyncio.wait_for(loop.run_in_executor(self._pool, drawn, chart), LONGEST)
        except (BrokenExecutor, TimeoutError, ValueError, OSError) as error:
            log.error("a picture could not be drawn: %s", type(error).__name__)
            self.close()
            return None
        finally:
            self._rest(loop)

    def _rest(self, loop: asyncio.AbstractEventLoop) -> None:
        """The child ends when nobody asks for a while."""
        if self._ending is not None:
            self._ending.cancel()
        self._ending = loop.call_later(LINGER, self.close)

    def close(self) -> None:
        """End the child; the next picture starts another."""
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def new_child() -> Executor:
    """One process that draws; what is needed for it is loaded only now."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=quiet, max_tasks_per_child=PICTURES
    )
