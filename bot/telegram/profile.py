"""What Telegram shows of the bot: its commands, name and descriptions, in every language. Sent when it changed."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.shell import Shell
from bot.telegram.send import seconds
from coach_core.store import NotSaved
from coach_core.talk import msg

log = logging.getLogger(__name__)
PROFILE = "profile"  # the note of what was sent last
PAUSE = 30.0  # seconds before another attempt
ALONE = (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats())
TOGETHER = (BotCommandScopeAllGroupChats(), BotCommandScopeAllChatAdministrators())
Call = tuple[tuple[object, ...], Callable[[], Awaitable[object]]]  # what is told, and how


async def introduce(bot: Bot, shell: Shell) -> None:
    """Tell Telegram what to show, if that is not what was told last. Goes on trying; nobody waits for it."""
    left = deque(told(bot, shell))
    mark = hashlib.sha256(repr([bot.id, *(what for what, _ in left)]).encode()).hexdigest()
    while True:
        try:
            if (await shell.notes()).get(PROFILE) == mark:
                return
            wait = await tell(left)
            if not left:
                await shell.note(PROFILE, mark)
                return
        except (TelegramError, NotSaved) as error:
            log.warning("telegram: commands and descriptions are not set yet: %s", type(error).__name__)
            wait = PAUSE * shell.settings.test_pace
        await asyncio.sleep(wait)


async def tell(left: deque[Call]) -> float:
    """Make these calls; what Telegram wants later stays, and holds up nothing else. Seconds until then.

    Raises ``TelegramError``: the call that it is about stays, with those behind it.
    """
    wait = 0.0
    for _ in range(len(left)):
        try:
            await once(left[0][1])
        except RetryAfter as error:  # names may be set a few times a day
            wait = max(wait, seconds(error))
            left.rotate(-1)
        else:
            left.popleft()
    return wait


async def once(call: Callable[[], Awaitable[object]]) -> None:
    """One call; what Telegram refuses is not worth another attempt."""
    try:
        await call()
    except BadRequest as error:
        log.error("telegram: part of the description is refused: %s", error.message)


def told(bot: Bot, shell: Shell) -> Iterator[Call]:
    """Everything that is told to Telegram. The first language is also that of everybody whose language is not here."""
    for language in shell.languages:
        code = None if language == shell.languages[0] else language
        for scope in (*ALONE, *TOGETHER):
            yield commands(bot, shell, language, code, scope)
        yield from words(bot, shell, language, code)


def words(bot: Bot, shell: Shell, language: str, code: str | None) -> Iterator[Call]:
    """Name and descriptions of one language."""
    name, about, short = (shell.say(msg(key), language).text for key in ("bot-name", "bot-about", "bot-short"))
    yield (name, code), partial(bot.set_my_name, name, code)
    yield (about, code), partial(bot.set_my_description, about, code)
    yield (short, code), partial(bot.set_my_short_description, short, code)


def commands(bot: Bot, shell: Shell, language: str, code: str | None, scope: BotCommandScope) -> Call:
    """The commands of one language and scope."""
    listed = shell.commands(language, room=scope in TOGETHER)
    made = [BotCommand(name, about) for name, about in listed]
    return (scope.type, code, listed), lambda: bot.set_my_commands(made, scope=scope, language_code=code)
