"""The health pages: red with its reasons until every part was well, and again when it is not; figures."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack

import aiohttp
import pytest
from process import free_port

from bot.health import Health, Mark, listening, pages, serve
from bot.settings_read import SettingsError


def free_address() -> str:
    return f"127.0.0.1:{free_port()}"


def test_a_mark_is_red_until_well_and_when_silent_for_too_long() -> None:
    time = [0.0]
    mark = Mark(60, now=lambda: time[0])
    assert mark.reason == "starting"
    mark.well()
    time[0] = 60
    assert mark.reason is None
    time[0] = 61
    assert mark.reason == "no contact for 61 s"
    mark.well()
    mark.ill("the network is gone")
    assert mark.reason == "the network is gone"


async def test_the_pages_tell_what_is_wrong() -> None:
    health, address = Health(), free_address()
    telegram = health.mark("telegram")
    health.mark("store").well()
    task = asyncio.create_task(serve(health, address))
    async with aiohttp.ClientSession() as web:
        status, body = await asked(web, address, "/readyz")
        assert (status, json.loads(body)) == (503, {"ready": False, "reasons": {"telegram": "starting"}})
        assert (await asked(web, address, "/healthz"))[0] == 200
        telegram.well()
        assert (await asked(web, address, "/readyz"))[0] == 200
        health.turns.labels("telegram", "answered").inc()
        figures = (await asked(web, address, "/metrics"))[1]
        assert 'topset_turns_total{outcome="answered",platform="telegram"} 1.0' in figures
        assert 'topset_ready{part="telegram"} 1.0' in figures
    task.cancel()


async def asked(web: aiohttp.ClientSession, address: str, page: str) -> tuple[int, str]:
    for _ in range(100):
        try:
            async with web.get(f"http://{address}{page}") as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.02)
    raise AssertionError("nobody listens")


async def test_a_taken_port_names_the_setting() -> None:
    address = free_address()
    async with AsyncExitStack() as stack:
        await listening(pages(Health()), "TOPSET_HEALTH_LISTEN", address, stack)
        with pytest.raises(SettingsError, match="TOPSET_HEALTH_LISTEN"):
            await listening(pages(Health()), "TOPSET_HEALTH_LISTEN", address, stack)
