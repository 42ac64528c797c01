"""Telegram's door: a bot, its updates by polling or webhook, its sending. Nothing is decided or said here."""

from __future__ import annotations

import asyncio
import logging
import os

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.outbox import GivenUp, NotSent
from bot.shell import Refused, Shell
from bot.telegram.absence import Absence
from bot.telegram.events import SPOKEN, Me
from bot.telegram.http import Web
from bot.telegram.poll import poll
from bot.telegram.profile import introduce
from bot.telegram.roles import Roles
from bot.telegram.rooms import Rooms
from bot.telegram.send import Post
from bot.telegram.taking import Taking
from bot.telegram.trouble import REFUSED, Trouble, reason
from bot.telegram.webhook import receive
from coach_core.store import Stored

log = logging.getLogger(__name__)
PUT_OUT = ("was kicked", "not a member", "group chat was deleted")  # what a room says that the bot is not in


class Telegram:
    """One bot of Telegram."""

    def __init__(self, shell: Shell) -> None:
        settings = shell.settings
        assert settings.telegram_token is not None, "adapters are started with a token"
        os.environ.setdefault("PTB_TIMEDELTA", "1")  # how the library is told to leave out a warning
        self._shell = shell
        self._pace = settings.test_pace
        self._bot = Bot(
            settings.telegram_token,
            base_url=f"{settings.telegram_api}/bot",
            base_file_url=f"{settings.telegram_api}/file/bot",
            request=Web(self._pace),
            get_updates_request=Web(self._pace),
        )
        self._rooms = Rooms(shell)
        self._post = Post(self._bot, self._rooms.moved, shell.line, shell.topic_gone)
        self._met = False

    async def listen(self) -> None:
        """Hear people until cancelled. Raises ``Refused``."""
        taking: Taking | None = None
        try:
            notes = await self._shell.notes()
            self._rooms.remember(notes)
            absence = Absence(self._shell, notes)
            me = await self._meet()
            roles = Roles(self._bot, self._pace)
            taking = Taking(self._bot, self._shell, self._rooms, self._post, me, roles, absence)
            await taking.backlog.remember()
            hear = receive if self._shell.settings.telegram_mode == "webhook" else poll
            async with asyncio.TaskGroup() as group:
                group.create_task(introduce(self._bot, self._shell))
                group.create_task(hear(self._bot, self._shell, taking))
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        finally:
            if taking is not None:
                await taking.close()

    async def _meet(self) -> Me:
        """Who the bot is. Tried until there is a network. Raises ``Refused`` for a token that is none."""
        trouble = Trouble(self._pace)
        while True:
            try:
                await self._bot.initialize()
            except InvalidToken:
                raise Refused(REFUSED) from None
            except TelegramError as error:
                self._shell.mark.ill(reason(error))
                await asyncio.sleep(trouble.wait(error))
            else:
                self._met = True
                log.info("telegram: this is @%s", self._bot.username)
                return Me(self._bot.id, self._bot.username, SPOKEN | self._shell.of_rooms())

    async def send(self, message: Stored) -> str | None:
        """Send a message of the outbox. Raises what bot/outbox.py names."""
        if not self._met:
            raise NotSent(self._pace)
        room = self._rooms.now(message.room) if message.room is not None else None
        if message.public and room is not None and self._rooms.is_left(room):
            raise GivenUp(room)
        try:
            return await self._post.send(message, room)
        except GivenUp as error:
            if message.public and room is not None and any(words in str(error).lower() for words in PUT_OUT):
                await self._rooms.left(room, told=False)  # told to nobody, or while nobody listened
            raise

    def apart(self, person: str) -> bool:
        """Anybody's messages can be put together."""
        return False

    async def close(self) -> None:
        """Close the connections, after the last message is out."""
        await self._bot.shutdown()
