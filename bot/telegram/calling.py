"""What all requests to Telegram share: what may be made twice, and the words by which it refuses."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from telegram import LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

SAME = "message is not modified"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
T = TypeVar("T")


class Again(NetworkError):
    """It failed, and doing it once more does no harm."""


async def repeatable(call: Awaitable[T]) -> T:
    """A call that comes to the same when it is made twice: whatever was unclear may be tried again."""
    try:
        return await call
    except (BadRequest, RetryAfter, ChatMigrated, Forbidden, InvalidToken):
        raise
    except TelegramError as error:
        raise Again(error.message) from None


def told(error: BadRequest, words: tuple[str, ...]) -> bool:
    """Whether Telegram gives one of these reasons."""
    return any(word in error.message.lower() for word in words)
