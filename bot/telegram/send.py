"""Sending a message of the outbox: new, in place of an older one, or as a sign; and what each refusal means for it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Bot, InputFile, ReactionTypeEmoji, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.line import Line
from bot.outbox import GivenUp, Gone, NotSent, Unclear
from bot.standing import last, written
from bot.telegram.calling import NO_PREVIEW, SAME, Again, repeatable, told
from bot.telegram.http import NeverSent
from bot.telegram.rewriting import Rewriter
from bot.telegram.text import Body, File, Part, keyboard, parts_of, read_body
from coach_core.store import Stored
from coach_core.urgency import SILENT

log = logging.getLogger(__name__)
NOBODY = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid", "bot can't initiate")
GONE_THREAD = ("message thread not found", "topic_deleted")
NO_THREAD = (*GONE_THREAD, "topic_closed", "topic closed")
BAD_MARKUP = ("can't parse entities", "entity_", "entity ")
Told = Callable[[str, str], Awaitable[None]]


class Post:
    """What is sent to Telegram."""

    def __init__(self, bot: Bot, moved: Told, line: Line, adrift: Told | None = None) -> None:
        """``moved``: called with the old and the new id of a room that Telegram says has moved; ``adrift``: with a room
        and a topic in it that Telegram says is gone.
        """
        self._bot = bot
        self._line = line
        self._moved = moved
        self._rewriter = Rewriter(bot, line)
        self._half: dict[str, list[str]] = {}  # parts that are out of messages that are not, by the message's id
        self._adrift = adrift

    async def send(self, message: Stored, room: str | None) -> str | None:
        """Send a message, to ``room`` where it is for one; Telegram's id of it.

        Raises ``NotSent``, ``Held``, ``Unclear``, ``GivenUp``, ``Gone``, ``NotSaved``.
        """
        body = read_body(message.body)
        chat = int(room if message.public and room is not None else message.external)
        try:
            if body.react:
                await self._reacted(chat, message, body)
                return None
            if message.rewrites:
                return await self._rewriter.rewrite(chat, message, body) if message.replaces_there else None
            if message.replaces_there is not None and (there := await self._edited(chat, message, body)):
                return there
            return await self._said(chat, message, body)
        except ChatMigrated as error:
            await self._moved(str(chat), str(error.new_chat_id))
            raise NotSent(0) from None
        except RetryAfter as error:
            self._line.pause(str(chat), seconds(error))
            raise NotSent(seconds(error)) from None
        except TelegramError as error:
            raise verdict(message, error) from None

    async def _reacted(self, chat: int, message: Stored, body: Body) -> None:
        """A sign on the message of the person; none where the group wants none: what there is to say was told them."""
        place, _ = placed(body)
        if place is not None:
            async with self._line.leave(message, str(chat)):
                with suppress(BadRequest):
                    await repeatable(self._bot.set_message_reaction(chat, place, [ReactionTypeEmoji(str(body.react))]))

    async def _edited(self, chat: int, message: Stored, body: Body) -> str | None:
        """The older message changed in place; None where that cannot be done any more, or the text is too long."""
        there, parts = last(str(message.replaces_there)), parts_of(body)
        if len(parts) != 1 or body.files or not there.isdecimal():
            return None
        try:
            async with self._line.leave(message, str(chat)):
                await repeatable(
                    self._bot.edit_message_text(
                        parts[0].text,
                        chat,
                        int(there),
                        entities=parts[0].entities,
                        link_preview_options=NO_PREVIEW,
                        reply_markup=keyboard(body.buttons, self._bot.username),
                    )
                )
        except BadRequest as error:
            if SAME in error.message.lower():
                return there
            if body.hides:
                await self._rewriter.delete(chat, message, there)
            return None
        return there

    async def _said(self, chat: int, message: Stored, body: Body) -> str | None:
        """A new message, in parts if it is long; those that are out already are not sent again."""
        if body.picture is not None:
            return await self._picture(chat, message, body, body.picture)
        parts, out = parts_of(body), self._half.setdefault(message.id, [])
        for n, part in enumerate(parts[len(out) :], len(out) + 1):
            out.append(await self._part(chat, message, body, part, last=n == len(parts)))
        files = [await self._document(chat, message, file) for file in body.files]
        self._half.pop(message.id, None)
        return written(out, files) if message.public else written(out[-1:])

    async def _document(self, chat: int, message: Stored, file: File) -> str:
        async with self._line.leave(message, str(chat), once=True):
            sent = await self._bot.send_document(chat, InputFile(file.raw, filename=file.name, attach=False))
        return str(sent.message_id)

    async def _picture(self, chat: int, message: Stored, body: Body, file: File) -> str:
        """A picture with the text under it."""
        [part] = parts_of(body)
        _, thread = placed(body)

        async def out(thread: int | None) -> str:
            async with self._line.leave(message, str(chat), once=True):
                sent = await self._bot.send_photo(
                    chat,
                    InputFile(file.raw, filename=file.name, attach=False),
                    caption=part.text,
                    caption_entities=part.entities,
                    message_thread_id=thread,
                    disable_notification=message.urgency in SILENT or None,
                    reply_markup=keyboard(body.buttons, self._bot.username),
                )
            return str(sent.message_id)

        try:
            return await out(thread)
        except BadRequest as error:
            if thread is not None and await self._has_no(thread, chat, error):
                return await out(None)
            raise

    async def _has_no(self, thread: int, chat: int, error: BadRequest) -> bool:
        """Whether a topic was refused: then the group itself has to do, for all that follows where it is gone."""
        if self._adrift is not None and told(error, GONE_THREAD):
            await self._adrift(str(chat), str(thread))
        return told(error, NO_THREAD)

    async def _part(self, chat: int, message: Stored, body: Body, part: Part, *, last: bool) -> str:
        """One message; without its topic or its markup where Telegram wants neither."""
        reply, thread = placed(body)
        markup = keyboard(body.buttons, self._bot.username) if last else None

        async def out(thread: int | None, *, marked: bool) -> str:
            async with self._line.leave(message, str(chat), once=True):
                sent = await self._bot.send_message(
                    chat,
                    part.text,
                    entities=part.entities if marked else None,
                    message_thread_id=thread,
                    disable_notification=message.urgency in SILENT or None,
                    link_preview_options=NO_PREVIEW,
                    reply_parameters=ReplyParameters(reply, allow_sending_without_reply=True) if reply else None,
                    reply_markup=markup,
                )
            return str(sent.message_id)

        try:
            return await out(thread, marked=True)
        except BadRequest as error:
            if thread is not None and await self._has_no(thread, chat, error):
                return await out(None, marked=True)
            if part.entities and told(error, BAD_MARKUP):
                log.error("telegram: the markup of %s is refused; sent without it", part.entities)
                return await out(thread, marked=False)
            raise


def verdict(message: Stored, error: TelegramError) -> Exception:
    """What becomes of a message that was refused."""
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and told(error, NOBODY)):
        return GivenUp(str(error)) if message.public else Gone(str(error))
    if isinstance(error, BadRequest):
        log.error("telegram: message %s is refused: %s", message.id, error.message)
        return GivenUp(str(error))
    if isinstance(error, Again | NeverSent | InvalidToken):
        return NotSent()
    return Unclear()


def placed(body: Body) -> tuple[int | None, int | None]:
    """The message that is answered, and its topic."""
    message, _, thread = (body.reply_to or f"/{body.topic or ''}").partition("/")
    return int(message) if message.isdecimal() else None, int(thread) if thread.isdecimal() else None


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = error.retry_after
    return float(wait if isinstance(wait, int | float) else wait.total_seconds())
