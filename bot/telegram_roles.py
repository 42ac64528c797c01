"""What somebody may do in a group, asked of Telegram when it is needed and believed for a minute."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from telegram import Bot, ChatMember
from telegram.error import TelegramError

from coach_core.talk import Incoming, Role

BELIEVED = 60.0  # seconds
MOST = 10_000
TIMEOUT = 3.0
# Raw, so that a field that Telegram adds or takes away does not matter; the name as in telegram_poll.py.
GET_MEMBER = "get_Chat_Member"
ROLES = {ChatMember.OWNER: Role.OWNER, ChatMember.ADMINISTRATOR: Role.ADMIN}


class Roles:
    """The roles that were asked for last."""

    def __init__(self, bot: Bot, pace: float) -> None:
        self._bot = bot
        self._timeout = TIMEOUT * pace
        self._known: dict[tuple[str, str], tuple[float, Role]] = {}

    async def told(self, event: Incoming) -> Incoming:
        """The event with the role of its person; who cannot be asked about may do no more than anybody."""
        key, now = (str(event.room), event.person), monotonic()
        at, role = self._known.get(key, (float("-inf"), Role.MEMBER))
        if now - at > BELIEVED:
            try:
                member = await self._bot.do_api_request(
                    GET_MEMBER,
                    api_kwargs={"chat_id": int(key[0]), "user_id": int(key[1])},
                    read_timeout=self._timeout,
                )
            except TelegramError:
                return event
            role = ROLES.get(member["status"], Role.MEMBER)
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = now, role
        return replace(event, role=role)
