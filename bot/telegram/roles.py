"""What somebody may do in a group, and the bot; asked of Telegram when it is needed and believed for a minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic
from typing import Any

from telegram import Bot, ChatMember
from telegram.error import TelegramError

from coach_core.talk import Incoming, Role

BELIEVED = 60.0  # seconds
MOST = 10_000
TIMEOUT = 3.0
# Raw, so that a field that Telegram adds or takes away does not matter; the name as in telegram_poll.py.
GET_MEMBER = "get_Chat_Member"
GET_CHAT = "get_Chat"
RIGHTS = {"write": "can_send_messages", "files": "can_send_photos"}  # what a board needs, and how Telegram calls it
MANAGERS = frozenset({Role.ADMIN, Role.OWNER})
ROLES = {ChatMember.OWNER: Role.OWNER, ChatMember.ADMINISTRATOR: Role.ADMIN}


class Roles:
    """The roles that were asked for last."""

    def __init__(self, bot: Bot, pace: float) -> None:
        self._bot = bot
        self._timeout = TIMEOUT * pace
        self._known: dict[tuple[str, str], tuple[float, Role]] = {}
        self._lacks: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def told(self, event: Incoming) -> Incoming:
        """The event with the role of its person; who cannot be asked about may do no more than anybody."""
        key, now = (str(event.room), event.person), monotonic()
        at, role = self._known.get(key, (float("-inf"), Role.MEMBER))
        if now - at > BELIEVED:
            try:
                member = await self._ask(GET_MEMBER, chat_id=int(key[0]), user_id=int(key[1]))
            except TelegramError:
                return event
            role = ROLES.get(member["status"], Role.MEMBER)
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = now, role
        return replace(event, role=role, lacks=await self._lacking(key[0]) if role in MANAGERS else ())

    async def _lacking(self, room: str) -> tuple[str, ...]:
        """What the bot may not do in a group, for those who can give it the right; nothing where that is not told."""
        at, lacks = self._lacks.get(room, (float("-inf"), ()))
        if monotonic() - at <= BELIEVED:
            return lacks
        try:
            chat = await self._ask(GET_CHAT, chat_id=int(room))
            usual = chat.get("permissions") or {}
            if all(usual.get(right, True) for right in RIGHTS.values()):
                mine: Mapping[str, object] = {}
            else:
                mine = await self._ask(GET_MEMBER, chat_id=int(room), user_id=self._bot.id)
        except TelegramError:
            return ()
        bound = {} if mine.get("status") in ROLES else {**usual, **mine}
        lacks = tuple(name for name, right in RIGHTS.items() if mine and bound.get(right) is False)
        self._lacks[room] = monotonic(), lacks
        return lacks

    async def _ask(self, method: str, **what: int) -> Mapping[str, Any]:
        found: Mapping[str, Any] = await self._bot.do_api_request(method, api_kwargs=what, read_timeout=self._timeout)
        return found
