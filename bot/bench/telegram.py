"""make bench: whole turns over a Telegram on loopback (update in, set stored, answer sent), beside an empty handler.

Both are processes of their own with the same polling, the same library and the same connections; the empty one answers
each update with one word and stores nothing. Everybody writes again as soon as the answer to their last message came.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.answering import answering
from bot.bench.people import begin, said_by
from bot.bench.updates import ME, TOKEN, Updates, sent, told
from bot.telegram.http import Web
from bot.telegram.poll import after, updates
from bot.texts import Texts
from coach_core.data.load import load_book
from coach_core.store import open_store

EACH = 10  # sets of a person
FIRST = 5001


@dataclass
class Loopback:
    """A Telegram for people who write again when they were answered."""

    waiting: dict[int, Iterator[str]]  # what each of them will write
    updates: Updates = field(default_factory=Updates)
    asked: dict[int, float] = field(default_factory=dict)  # when they wrote what is not answered yet
    took: list[float] = field(default_factory=list)
    number: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        """One request of a bot."""
        method, form = request.match_info["method"], await request.post()
        if method == "getUpdates":
            return told(await self.updates.fetched(form.get("offset")))
        if method == "sendMessage":
            chat = int(str(form["chat_id"]))
            self.answered(chat)
            return told(sent(self.number, chat))
        return told(ME if method == "getMe" else True)

    def answered(self, chat: int) -> None:
        """Somebody was answered and writes again."""
        if chat in self.asked:
            self.took.append(perf_counter() - self.asked.pop(chat))
            self.write(chat)

    def write(self, chat: int) -> None:
        """The next message of somebody."""
        text = next(self.waiting[chat], None)
        if text is None:
            if not self.asked:
                self.over.set()
            return
        self.number += 1
        self.asked[chat] = perf_counter()
        self.updates.write(self.number, chat, text)


async def empty(address: str) -> None:
    """The same bot with an empty handler."""
    async with Bot(TOKEN, base_url=f"{address}/bot", request=Web(), get_updates_request=Web()) as bot:
        offset: int | None = None
        while True:
            raws: Sequence[Any] = await updates(bot, offset, 1.0)
            await asyncio.gather(*(bot.send_message(raw["message"]["chat"]["id"], "ok") for raw in raws))
            offset = after(raws)


async def prepare(file: Path, people: Sequence[int]) -> None:
    """A store with everybody in their first workout, and nothing left to send."""
    texts = Texts()
    answers = answering(load_book(texts.words), texts, "en", encrypted=False)
    async with await open_store(str(file), answering=answers) as store:
        await asyncio.gather(*(begin(store, str(person), "telegram") for person in people))
        newest = await store.last_at()
        assert newest is not None
        while some := await store.pending("telegram", newest):
            await store.mark_sent([(message, None) for message in some], newest)


async def measured(people: int, *, product: bool) -> tuple[float, float, float]:
    """Turns a second, and the median and the 99th of 100 of the seconds that an answer takes."""
    somebody = range(FIRST, FIRST + people)
    loopback = Loopback({person: (said_by(person, n) for n in range(EACH)) for person in somebody})
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", loopback.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        if product:
            await prepare(file, somebody)
        bot = await started(address, file, product=product)
        await loopback.updates.polled.wait()
        await asyncio.sleep(2)  # its commands are told
        start = perf_counter()
        for person in somebody:
            loopback.write(person)
        await asyncio.wait_for(loopback.over.wait(), 120)
        seconds = perf_counter() - start
        bot.terminate()
        await bot.wait()
    await runner.cleanup()
    cuts = quantiles(loopback.took, n=100)
    return len(loopback.took) / seconds, cuts[49], cuts[98]


async def started(address: str, file: Path, *, product: bool) -> Process:
    """The bot, as a process of its own."""
    env = {**os.environ, "TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": address, "TOPSET_LOG_LEVEL": "ERROR"}
    env["TOPSET_TEST_LIMITS"] = "off"
    words = ("-m", "bot", "run", "--db", str(file)) if product else ("-m", "bot.bench.telegram", address)
    return await asyncio.create_subprocess_exec(sys.executable, *words, env=env)


def tell(people: int) -> None:
    """Measure both and say both."""
    print(f"whole turns over a Telegram on loopback, {people} people at once, {EACH} sets each")
    rates = []
    for name, product in (("an empty handler", False), ("topset run", True)):
        rate, half, most = asyncio.run(measured(people, product=product))
        rates.append(rate)
        print(f"  {name:<17} {rate:6.0f} turns/s   p50 {half * 1e3:5.1f} ms   p99 {most * 1e3:5.1f} ms")
    print(
        f"  ratio {rates[1] / rates[0]:.2f}; a turn of topset run is two requests: the answer, and the workout in place"
    )


if __name__ == "__main__":
    asyncio.run(empty(sys.argv[1]))
