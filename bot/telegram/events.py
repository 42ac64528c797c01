"""What an update means: an event for the coach, or a change of where people and rooms are reached. Sends nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from telegram import ChatMember

from bot.clean import clean_incoming
from bot.telegram.update import Entity, Member, Membership, Message, Press, Raw, Update, User
from coach_core.commands.table import COMMANDS
from coach_core.knowledge.pausing import AGAIN
from coach_core.talk import Incoming, Kind, Role
from coach_core.values import dataclass

PLATFORM = "telegram"
PRIVATE = "private"
LONGEST_NAME = 64
IN_CHALLENGE = re.compile(r"challenge_(join|me|how)_([0-9]{1,9})")
TODAY = re.compile(rf"today(_missed_[0-9]{{1,9}})?(_({'|'.join(AGAIN)}))?")  # what a link may carry besides
MEDIA = {  # a field of a message, and what it is called
    "voice": "voice",
    "audio": "audio",
    "photo": "photo",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "live_photo": "photo",
    "sticker": "sticker",
    "document": "document",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "poll": "poll",
    "dice": "other",
    "game": "other",
    "story": "other",
    "checklist": "other",
    "paid_media": "other",
    "gift": "other",
}
FORWARDED, VIA_BOT = "forwarded", "via_bot"  # words of somebody else
FILES = frozenset({"document", "photo", "video", "audio"})
COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<bot>\w+))?(?=\s|$)")
SPOKEN = frozenset(command.name for command in COMMANDS if command.spoken)
SHOWN_ALL = frozenset({ChatMember.ADMINISTRATOR, ChatMember.OWNER})
IN_ROOM = frozenset({"member", "administrator", "creator", "restricted"})


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself."""

    id: int
    name: str  # without @
    words: frozenset[str] = SPOKEN  # commands that are its own in a group, without the slash


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody, or a room, can be reached from now on, or not any more; or as before, but for what is shown to it."""

    address: str
    room: bool
    open: bool
    language: str | None = None
    new: bool = True  # it was not so before
    shown_all: bool = False  # from now on everything that is written there is shown to the bot


@dataclass(frozen=True, slots=True)
class Moved:
    """A room has another id."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody is not in a room any more."""

    room: str
    person: str


Meant = Incoming | Reach | Moved | Left | None


def meaning(update: Update, raw: Raw, me: Me, now: datetime) -> Meant:
    """What an update means; None for what concerns nobody here."""
    if update.message is not None:
        return of_message(update.message, raw["message"], update.update_id, me)
    if update.edited_message is not None:
        return of_edit(update.edited_message, raw["edited_message"], update.update_id, me)
    if update.callback_query is not None:
        return of_press(update.callback_query, now)
    return of_membership(update.my_chat_member) if update.my_chat_member is not None else None


def of_message(message: Message, raw: Raw, number: int, me: Me) -> Meant:
    """A new message."""
    chat = str(message.chat.id)
    if message.migrate_to_chat_id is not None:
        return Moved(chat, str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        return Moved(str(message.migrate_from_chat_id), chat)
    if message.left_chat_member is not None:
        return None if message.left_chat_member.is_bot else Left(chat, str(message.left_chat_member.id))
    event = said(message, raw, me)
    if event is None:
        return None
    whole = message.media_group_id if event.kind is not Kind.TEXT else None  # an album without words is answered once
    name = event_id(message, number) if whole is None else album_id(message.chat.id, whole)
    return replace(event, event=name, at=moment(message.date))


def of_edit(message: Message, raw: Raw, number: int, me: Me) -> Meant:
    """An older message has another text."""
    event = said(message, raw, me)
    if event is None or event.kind is not Kind.TEXT or message.edit_date is None:
        return None
    name = f"e{message.chat.id}.{message.message_id}.{number}"
    edited = event_id(message, number)
    return replace(event, event=name, kind=Kind.EDIT, edits=edited, at=moment(message.edit_date))


def album_id(chat: int, album: str) -> str:
    """The event of all pictures of an album that come without words."""
    return f"g{chat}.{album}"


def event_id(message: Message, number: int) -> str:
    """The id of a message, whatever update brings it; of the update where the message has none."""
    return f"m{message.chat.id}.{message.message_id}" if message.message_id else f"u{number}"


def said(message: Message, raw: Raw, me: Me) -> Incoming | None:
    """The message as an event, but for its id and time; None for other bots and for what nobody said."""
    user, room = message.sender, None if message.chat.type == PRIVATE else str(message.chat.id)
    if message.is_automatic_forward or message.chat.type == "channel":
        return None
    anonymous = message.sender_chat is not None
    if not anonymous and (user is None or user.is_bot):
        return None
    text, entities = message.text or message.caption or "", message.entities or message.caption_entities
    media = media_of(message, raw)
    if not text and media is None:
        return None
    plain, addressed = to_me(clean_incoming(text), entities, message, me)
    event = base(user, room, message)
    event = replace(event, role=Role.ANONYMOUS, person=str(message.chat.id)) if anonymous else event
    place = (message.location.latitude, message.location.longitude) if message.location else None
    shared = place if media == "location" and room is None else None
    return with_content(replace(event, addressed=addressed or room is None, location=shared), plain, media)


def base(user: User | None, room: str | None, message: Message) -> Incoming:
    """Who said something where."""
    thread = f"/{message.message_thread_id}" if message.is_topic_message and message.message_thread_id else ""
    return Incoming(
        platform=PLATFORM,
        person=str(user.id) if user else "",
        event="",
        at=moment(message.date),
        room=room,
        language=language_of(user),
        name=name_of(user),
        reply_to=f"{message.message_id}{thread}" if room else None,
        topic=thread[1:] or None,
    )


def with_content(event: Incoming, text: str, media: str | None) -> Incoming:
    """The event with what was said. Words under a picture are words."""
    if media in (FORWARDED, VIA_BOT):
        return replace(event, kind=Kind.OTHER, media=media)
    if text:
        return replace(event, text=opened(text))
    return replace(event, kind=Kind.FILE if media in FILES else Kind.OTHER, media=media)


def opened(text: str) -> str:
    """A start by a link says what the link was for; what it carries beyond that is nobody's word."""
    name, _, carried = text.partition(" ")
    if name != "/start" or not carried.strip():
        return text
    if challenge := IN_CHALLENGE.fullmatch(carried.strip()):
        return f"/challenge {challenge[1]} {challenge[2]}"
    return f"/{carried.strip().replace('_', ' ')}" if TODAY.fullmatch(carried.strip()) else "/start"


def media_of(message: Message, raw: Raw) -> str | None:
    """What a message brings beside words; what others wrote first."""
    if message.forward_origin is not None:
        return FORWARDED
    if message.via_bot is not None:
        return VIA_BOT
    return next((called for field, called in MEDIA.items() if field in raw), None)


def to_me(text: str, entities: list[Entity], message: Message, me: Me) -> tuple[str, bool]:
    """The text without the name of the bot, and whether it is said to the bot."""
    command = COMMAND.match(text)
    if command and command["bot"] is not None:
        mine = command["bot"].lower() == me.name.lower()
        return f"/{command['name']}{text[command.end() :]}", mine
    if command:
        return text, command["name"].lower() in me.words
    called = re.compile(rf"@{re.escape(me.name)}(?!\w)", re.IGNORECASE)
    if called.search(text) and any(entity.type == "mention" for entity in entities):
        return " ".join(called.sub(" ", text).split(" ")).strip(), True
    answered = message.reply_to_message
    return text, answered is not None and answered.sender is not None and answered.sender.id == me.id


def of_press(press: Press, now: datetime) -> Incoming | None:
    """A pressed button. Who presses has a name, also where who writes has none."""
    if press.sender.is_bot or not press.data:
        return None
    place = press.message
    room = None if place is None or place.chat.type == PRIVATE else str(place.chat.id)
    thread = f"/{place.message_thread_id}" if place and place.is_topic_message and place.message_thread_id else ""
    return Incoming(
        platform=PLATFORM,
        person=str(press.sender.id),
        event=f"p{press.id}",
        at=now,
        kind=Kind.PRESS,
        button=clean_incoming(press.data),
        room=room,
        language=language_of(press.sender),
        name=name_of(press.sender),
        reply_to=f"{place.message_id}{thread}" if room and place else None,
        topic=thread[1:] or None,
    )


def of_membership(change: Membership) -> Reach | None:
    """The bot was blocked, let in, put out."""
    if change.chat.type == "channel":
        return None
    now, before = change.new_chat_member, change.old_chat_member
    inside, room = is_in(now), change.chat.type != PRIVATE
    shown_all = room and now.status in SHOWN_ALL and before.status not in SHOWN_ALL
    if inside == is_in(before) and not shown_all:
        return None
    new = inside != is_in(before)
    return Reach(str(change.chat.id), room, inside, language_of(change.sender), new, shown_all)


def is_in(member: Member) -> bool:
    """Whether that is somebody who is in a chat."""
    return member.status in IN_ROOM


def name_of(user: User | None) -> str | None:
    """How the platform calls somebody."""
    called = clean_incoming(f"{user.first_name} {user.last_name}").strip() if user else ""
    return called[:LONGEST_NAME] or None


def moment(seconds: int) -> datetime:
    """A time of Telegram."""
    return datetime.fromtimestamp(seconds, UTC)


def language_of(user: User | None) -> str | None:
    """The language that Telegram tells of somebody."""
    return clean_incoming(user.language_code) if user and user.language_code else None
