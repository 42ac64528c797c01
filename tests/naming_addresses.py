"""`topset` that writes down every address which it asks, as many bots do; with TOPSET_TEST_SPOIL=uncovered nothing is
covered in its log. The controls of test_secrets.py."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from aiohttp import ClientSession

from bot import logs
from bot.__main__ import main

log = logging.getLogger("bot.addresses")


def name_addresses() -> None:
    """Every request is logged with all that is told with it."""
    real = ClientSession._request

    async def asked(self: ClientSession, method: str, url: Any, **more: Any) -> Any:  # noqa: ANN401 - as the library's
        log.debug("%s %s %s", method, url, more.get("headers"))
        return await real(self, method, url, **more)

    ClientSession._request = asked  # type: ignore[method-assign]


if __name__ == "__main__":
    name_addresses()
    if os.environ.pop("TOPSET_TEST_SPOIL") == "uncovered":
        logs.Secrets.hidden = lambda self, text: text  # type: ignore[method-assign]
    sys.exit(main())
