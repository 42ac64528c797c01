"""Telegram's updates as values, of them only what is used here. What they mean is in telegram_events.py.

Everything is checked: an update of another shape is ``Unreadable`` and becomes a dead letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

Id = Annotated[int, Meta(ge=-(2**53), le=2**53)]
Time = Annotated[int, Meta(ge=0, le=2**34)]  # Unix time, up to the year 2514
Raw = Mapping[str, Any]  # an update as it came
Name = Annotated[str, Meta(pattern=r"^[!-~]{1,100}\Z")]  # an id of letters: it goes into the store as it is


class User(msgspec.Struct):
    """Somebody."""

    id: Id
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    language_code: str | None = None


class Chat(msgspec.Struct):
    """A private chat (``id`` is the person's), a group, a channel."""

    id: Id
    type: str = "private"


class Entity(msgspec.Struct):
    """A stretch of a text, in UTF-16 units."""

    type: str
    offset: Annotated[int, Meta(ge=0)]
    length: Annotated[int, Meta(ge=0)]


class Answered(msgspec.Struct, rename={"sender": "from"}):
    """The message that a message answers."""

    message_id: Id
    sender: User | None = None


class Location(msgspec.Struct):
    """A place on the map."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]


class Message(msgspec.Struct, rename={"sender": "from"}):
    """A message."""

    message_id: Id
    date: Time
    chat: Chat
    sender: User | None = None
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] = []
    caption_entities: list[Entity] = []
    edit_date: Time | None = None
    forward_origin: dict[str, Any] | None = None
    is_automatic_forward: bool = False
    via_bot: User | None = None
    media_group_id: Name | None = None  # the album that it is of
    reply_to_message: Answered | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool = False
    location: Location | None = None
    left_chat_member: User | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None


class Pressed(msgspec.Struct):
    """The message under which a button was pressed; an old one has its place only."""

    message_id: Id
    chat: Chat
    message_thread_id: Id | None = None
    is_topic_message: bool = False


class Press(msgspec.Struct, rename={"sender": "from"}):
    """A pressed button."""

    id: Name
    sender: User
    message: Pressed | None = None
    data: str | None = None


class Member(msgspec.Struct):
    """What somebody is in a chat: member, left, kicked …"""

    status: str


class Membership(msgspec.Struct, rename={"sender": "from"}):
    """That the bot was let in, put out, blocked, unblocked."""

    chat: Chat
    sender: User
    date: Time
    old_chat_member: Member
    new_chat_member: Member


class Update(msgspec.Struct):
    """One update: at most one of these is there."""

    update_id: Annotated[int, Meta(ge=0, le=2**62)]
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None


ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")


class Unreadable(ValueError):
    """An update of a shape that Telegram does not document."""


def read_update(raw: object) -> Update:
    """The update. Raises ``Unreadable``."""
    try:
        return msgspec.convert(raw, Update)
    except (msgspec.ValidationError, UnicodeError, RecursionError) as error:
        raise Unreadable(str(error)) from None
