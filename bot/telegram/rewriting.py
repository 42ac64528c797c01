"""A message that stands in a group, changed for good: edited, or deleted where Telegram will not have it edited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import Bot, InlineKeyboardMarkup, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from bot.line import Line
from bot.standing import parts
from bot.telegram.calling import NO_PREVIEW, SAME, repeatable, told
from bot.telegram.text import Body, File, Part, keyboard, parts_of
from coach_core.store import Stored

Change = Callable[[], Awaitable[object]]
MISSING = ("not found", "message_id_invalid")  # somebody has deleted it already


class Rewriter:
    """Changes what stands there, one message after the other."""

    def __init__(self, bot: Bot, line: Line) -> None:
        self._bot = bot
        self._line = line

    async def rewrite(self, chat: int, message: Stored, body: Body) -> str | None:
        """Change the message, in as many parts as it has there; None once nothing of it stands there any more.

        Raises what Telegram answers where it can neither be changed nor deleted.
        """
        there = str(message.replaces_there)
        texts, files = parts(there)
        if not files and body.files:
            return there if await self._picture(chat, message, texts[-1], body, body.files[0]) else None
        shown, stands = parts_of(body), False
        for n, there_id in enumerate(texts):
            markup = keyboard(body.buttons, self._bot.username) if n == len(texts) - 1 else None
            part = shown[n] if n < len(shown) else None
            stands |= await self._text(chat, message, there_id, part, markup)
        for n, there_id in enumerate(files):
            file = body.files[n] if n < len(body.files) else None
            stands |= await self._file(chat, message, there_id, file)
        return there if stands else None

    async def _text(
        self, chat: int, message: Stored, there: str, part: Part | None, markup: InlineKeyboardMarkup | None
    ) -> bool:
        if part is None:
            return await self.delete(chat, message, there)
        change = partial(
            self._bot.edit_message_text, part.text, chat, int(there), entities=part.entities,
            link_preview_options=NO_PREVIEW, reply_markup=markup,
        )  # fmt: skip
        return await self._changed(chat, message, there, change)

    async def _picture(self, chat: int, message: Stored, there: str, body: Body, file: File) -> bool:
        """A picture with the text under it: both at once."""
        part, *_ = parts_of(body)
        media = InputMediaPhoto(file.raw, caption=part.text, caption_entities=part.entities, filename=file.name)
        markup = keyboard(body.buttons, self._bot.username)
        change = partial(self._bot.edit_message_media, media, chat, int(there), reply_markup=markup)
        return await self._changed(chat, message, there, change)

    async def _file(self, chat: int, message: Stored, there: str, file: File | None) -> bool:
        if file is None:
            return await self.delete(chat, message, there)
        media = InputMediaDocument(file.raw, filename=file.name)
        change = partial(self._bot.edit_message_media, media, chat, int(there))
        return await self._changed(chat, message, there, change)

    async def _changed(self, chat: int, message: Stored, there: str, change: Change) -> bool:
        """Whether it stands there, changed; else it is deleted."""
        try:
            async with self._line.leave(message, str(chat)):
                await repeatable(change())
        except BadRequest as error:
            if SAME in error.message.lower():
                return True
            return not told(error, MISSING) and await self.delete(chat, message, there)
        return True

    async def delete(self, chat: int, message: Stored, there: str) -> bool:
        """False: it does not stand there any more. Raises what Telegram answers where it does."""
        try:
            async with self._line.leave(message, str(chat)):
                await repeatable(self._bot.delete_message(chat, int(there)))
        except BadRequest as error:
            if not told(error, MISSING):
                raise
        return False
