"""How python-telegram-bot's ``Bot`` reaches Telegram: over aiohttp, with errors that say whether a request went out.

PTB's own backend slows down with many requests at once, and its errors do not tell "never sent" from "perhaps done".
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import aiohttp
import msgspec
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

TIMEOUT = 10.0  # seconds for an answer, unless a call has its own
CONNECT = 5.0  # seconds for a connection, or for a free one
IDLE = 15.0  # seconds that a connection is kept: Telegram's side closes them later
AT_ONCE = 100  # connections
read_json = msgspec.json.Decoder(dict[str, Any]).decode


class NeverSent(NetworkError):
    """There was no connection: Telegram has not got the request."""


class PerhapsDone(TimedOut):
    """The request went out and there is no answer: Telegram may have done it."""


class Web(BaseRequest):
    """The requests of one bot."""

    def __init__(self, pace: float = 1.0) -> None:
        """``pace``: what every time-out is multiplied by."""
        self._pace = pace
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take."""
        return TIMEOUT * self._pace

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=AT_ONCE, keepalive_timeout=IDLE)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: status and body. Raises ``NeverSent``, ``PerhapsDone``."""
        assert self._session is not None, "initialize() comes first"
        wait = read_timeout if isinstance(read_timeout, int | float) else self.read_timeout
        try:
            async with self._session.request(
                method, url, data=form(request_data), timeout=limits(wait, CONNECT * self._pace), allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NeverSent(f"no connection ({type(error).__name__})") from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise PerhapsDone(f"no answer ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON of an answer. Raises ``TelegramError``; what cannot be read is not written to the log."""
        for read in (read_json, json.loads):  # the second takes halves of characters, which would hold up all the rest
            with suppress(msgspec.DecodeError, ValueError):
                found: dict[str, Any] = read(payload)
                return found
        raise TelegramError("the answer is no JSON")


def limits(answer: float, connect: float) -> aiohttp.ClientTimeout:
    """Time-outs of a request."""
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=answer)


def form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    """The parameters as a form, with files where there are some."""
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    parts = aiohttp.FormData(data.json_parameters)
    for field, (name, content, kind) in data.multipart_data.items():
        parts.add_field(field, content, filename=name, content_type=kind)
    return parts
