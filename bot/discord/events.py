"""What Discord tells, as events of the coach: messages, edits, commands, presses, forms. Nothing is decided or sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import discord

from bot.discord.view import BETWEEN, PICK
from coach_core.talk import Incoming, Kind, Role

PLATFORM = "discord"
FORM = "form"  # before the number of a form in the id of its event
NAME = 32  # letters of a name that are kept
WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
MENTION = re.compile(r"<@!?(\d+)>")
MARK = re.compile(r" *<(?:@[!&]?\d+|#\d+|id:\w+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^<>:]+:\d+)> *")
MEDIA = {"image": "photo", "audio": "voice", "video": "video"}
RIGHTS = {  # what a board needs, and how discord.py calls it
    "see": "view_channel",
    "write": "send_messages",
    "embeds": "embed_links",
    "files": "attach_files",
    "history": "read_message_history",
}
ANSWERABLE = (
    discord.InteractionType.application_command,
    discord.InteractionType.component,
    discord.InteractionType.modal_submit,
)


def of_message(message: discord.Message, me: int) -> Incoming | None:
    """A private message, or one in a server that mentions the bot; None for everything else."""
    if message.author.bot or message.webhook_id or message.type not in WRITTEN:
        return None
    if not written_in_private(message) and not is_called(message, me):
        return None
    text = without_mention(message.content, me)
    media = media_of(message)
    kind = Kind.TEXT if text or media is None else Kind.OTHER
    return Incoming(event=str(message.id), at=message.created_at, kind=kind, text=text, media=media, **who(message))


def is_called(message: discord.Message, me: int) -> bool:
    """Whether a message mentions the bot: by its name, or as an answer to what it said."""
    return str(me) in MENTION.findall(message.content) or any(user.id == me for user in message.mentions)


def of_edit(message: discord.Message, me: int) -> Incoming | None:
    """Another text for an earlier message. A preview that Discord adds by itself is none."""
    edited = message.edited_at
    heard = of_message(message, me) if edited is not None else None
    if heard is None or edited is None or heard.kind is not Kind.TEXT:
        return None
    event = f"{message.id}e{int(edited.timestamp() * 1_000_000)}"
    return Incoming(event=event, at=edited, kind=Kind.EDIT, text=heard.text, edits=heard.event, **who(message))


def who(message: discord.Message) -> Mapping[str, Any]:
    """Person and place of a message."""
    person = message.author
    told: dict[str, Any] = {"platform": PLATFORM, "person": str(person.id), "name": person.display_name[:NAME]}
    if written_in_private(message):
        return told
    thread = message.channel if isinstance(message.channel, discord.Thread) else None
    told |= {"room": room_of(message.channel), "reply_to": f"{message.id}/{thread.id}" if thread else str(message.id)}
    return told | {"role": role_of(person, message.guild)}


def written_in_private(message: discord.Message) -> bool:
    """Whether nobody else reads it: only where Discord named no server, be that one known (``guild``) or not."""
    return message.guild is None and message.channel.type is discord.ChannelType.private


def role_of(person: discord.User | discord.Member, guild: discord.Guild | None) -> Role:
    """What somebody may in a server, as it was told with this very event; of a server that is not known, nothing."""
    if guild is not None and guild.owner_id == person.id:
        return Role.OWNER
    rights = getattr(person, "guild_permissions", None)
    return Role.ADMIN if rights is not None and rights.manage_guild else Role.MEMBER


def without_mention(text: str, me: int) -> str:
    """A text without the bot's own name in it, and without the marks that Discord's clients make of people, roles,
    channels, pictures, times and commands: the number in "12 with <@77>" is no weight.
    """
    said = " ".join(part.strip() for part in re.split(rf"<@!?{me}>", text))
    return MARK.sub(" ", said).strip() if MARK.search(said) else said.strip()


def media_of(message: discord.Message) -> str | None:
    """What came in place of words."""
    if message.message_snapshots:
        return "forwarded"
    if message.stickers:
        return "sticker"
    if message.attachments:
        return MEDIA.get((message.attachments[0].content_type or "").partition("/")[0], "document")
    return "poll" if message.poll else None


def of_interaction(interaction: discord.Interaction) -> Incoming | None:
    """A slash command, a press, a form that was sent off. None for what is no event (autocompletion, pings)."""
    if interaction.type not in ANSWERABLE:
        return None
    data = cast(Mapping[str, Any], interaction.data or {})
    told = {"event": str(interaction.id), "at": interaction.created_at, **place_of(interaction)}
    if interaction.type is discord.InteractionType.application_command:
        return Incoming(text=typed(data), **told)
    if interaction.type is discord.InteractionType.component:
        return Incoming(kind=Kind.PRESS, button=pressed(data), **told)
    button, _, unique = str(data["custom_id"]).partition(BETWEEN)
    if unique.isdecimal():  # it may be sent off again: forms.py
        told["event"] = f"{FORM}{unique}"
    return Incoming(text=filled(data), button=button, **told)


def typed(data: Mapping[str, Any]) -> str:
    """A slash command as somebody would type it."""
    words = [str(option.get("value", "")).strip() for option in data.get("options") or ()]
    return " ".join([f"/{data['name']}", *(word for word in words if word)])


def pressed(data: Mapping[str, Any]) -> str:
    """The id of a button, or of the one that was chosen in a select."""
    values: Sequence[str] = data.get("values") or ()
    return values[0] if str(data["custom_id"]).startswith(PICK) and values else str(data["custom_id"])


def filled(data: Mapping[str, Any]) -> str:
    """What was written into a form."""
    return "\n".join(fields(data.get("components") or ())).strip()


def fields(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The texts of a form, however they are wrapped."""
    for component in components:
        if "value" in component:
            yield str(component["value"])
        inside = component.get("component")
        yield from fields([inside] if inside else component.get("components") or ())


def place_of(interaction: discord.Interaction) -> Mapping[str, Any]:
    """Person and place of an interaction. Outside of the bot's own private chat answers can be whispered."""
    person = interaction.user
    told: dict[str, Any] = {
        "platform": PLATFORM,
        "person": str(person.id),
        "name": person.display_name[:NAME],
        "language": str(interaction.locale),
    }
    if in_private(interaction):
        return told
    told |= {
        "room": room_of(interaction.channel or discord.Object(interaction.channel_id or 0)),
        "whispers": True,
        "deaf": True,
    }
    told |= {"guest": not interaction.is_guild_integration(), "lacks": lacking(interaction)}
    admin = interaction.guild_id is not None and interaction.permissions.manage_guild
    return told | {"role": Role.ADMIN if admin else Role.MEMBER}


def room_of(channel: Any) -> str:  # noqa: ANN401 - anything that has messages
    """The channel; of a thread the one that it belongs to, where the board is."""
    return str(channel.parent_id if isinstance(channel, discord.Thread) else channel.id)


def lacking(interaction: discord.Interaction) -> tuple[str, ...]:
    """What the bot may not do there, as Discord tells with the interaction."""
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return ()
    return tuple(name for name, right in RIGHTS.items() if not getattr(interaction.app_permissions, right))


def in_private(interaction: discord.Interaction) -> bool:
    """Whether this is the private chat of the person with the bot."""
    context = interaction.context
    return interaction.guild_id is None and not context.private_channel


def as_id(at: datetime) -> int:
    """The id of a message of that time."""
    return discord.utils.time_snowflake(at)
