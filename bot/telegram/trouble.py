"""When Telegram does not answer as it should: how long to wait, and when to stop for good. Asks nothing itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.shell import Refused
from bot.telegram.send import seconds

LONGEST = 30.0  # seconds between two attempts
CONFLICTS = (10.0, 30.0)  # after the first, after the second; the third in a row ends it
REFUSALS = (15.0, 30.0, 45.0, 60.0)
REFUSED_WITHIN = 300.0  # seconds in which five refusals end it
REFUSED = (
    "Telegram refuses TOPSET_TELEGRAM_TOKEN: it should be the token that BotFather gave for this bot, such as "
    "123456789:AA…; a new one comes from BotFather with /token"
)
CONFLICT = (
    "another program polls Telegram with the same TOPSET_TELEGRAM_TOKEN, or a webhook was set for it: stop the other "
    "one, or make a bot of its own for this one with BotFather"
)


class Trouble:
    """What went wrong of late."""

    def __init__(self, pace: float, now: Callable[[], float] = monotonic) -> None:
        self._pace = pace
        self._now = now
        self._conflicts = 0
        self._failures = 0
        self._refusals: deque[float] = deque(maxlen=len(REFUSALS) + 1)

    def over(self) -> None:
        """It works again."""
        self._conflicts = self._failures = 0

    def wait(self, error: TelegramError) -> float:
        """Seconds to wait before the next attempt. Raises ``Refused`` where there should be none."""
        if isinstance(error, InvalidToken | EndPointNotFound):
            return self._pace * self._refused()
        if isinstance(error, Conflict):
            self._conflicts += 1
            if self._conflicts > len(CONFLICTS):
                raise Refused(CONFLICT)
            return self._pace * CONFLICTS[self._conflicts - 1]
        self._failures += 1
        wait = min(LONGEST, 2.0 ** (self._failures - 1))
        return max(seconds(error), wait * self._pace) if isinstance(error, RetryAfter) else wait * self._pace

    def _refused(self) -> float:
        """How long to wait after one more refusal."""
        now = self._now()
        while self._refusals and now - self._refusals[0] > REFUSED_WITHIN * self._pace:
            self._refusals.popleft()
        self._refusals.append(now)
        if len(self._refusals) > len(REFUSALS):
            raise Refused(REFUSED)
        return REFUSALS[len(self._refusals) - 1]


def reason(error: TelegramError) -> str:
    """What is wrong, for an operator; the text of a refused token would show the token."""
    if isinstance(error, InvalidToken | EndPointNotFound):
        return "Telegram refuses the token"
    if isinstance(error, Conflict):
        return "another program polls with the same token, or a webhook is set"
    return f"Telegram does not answer: {error.message}"
