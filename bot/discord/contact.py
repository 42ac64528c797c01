"""Whether there is contact with Discord, from two sides: the gateway that is listened to, the API that is sent to."""

from __future__ import annotations

from bot.health import Mark

GATEWAY, API = "gateway", "sending"


class Contact:
    """What is wrong on either side. The platform is well when nothing is, after the gateway was there once."""

    def __init__(self, mark: Mark) -> None:
        self._mark = mark
        self._wrong: dict[str, str] = {GATEWAY: "starting"}

    def lost(self, side: str, reason: str) -> None:
        """No contact on a side, and why."""
        self._wrong[side] = reason
        self._mark.ill(f"{side}: {reason}")

    def found(self, side: str) -> None:
        """Contact on a side."""
        if self._wrong.pop(side, None) is None and self._wrong:
            return
        if not self._wrong:
            self._mark.well()
        else:
            left, reason = next(iter(self._wrong.items()))
            self._mark.ill(f"{left}: {reason}")
