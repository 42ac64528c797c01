"""A Telegram on loopback: people who write, press, edit, block; chats as they see them; faults on demand.

It follows the published server for offsets, confirmation, conflicts and refusals, and checks all that is sent to it
against the specification and the documented limits: ``wrong`` must stay empty.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from time import monotonic, time
from typing import Any

from aiohttp import web

from tests.fakes.telegram_spec import beyond_limits, from_form, units, wrong_request

TOKEN = "4242:AAtest-token_of_a_bot_that_is_not_there"
BOT = {"id": 4242, "is_bot": True, "first_name": "Topset", "username": "topset_test_bot"}
ME = {
    **BOT,
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
Json = dict[str, Any]
Answer = web.StreamResponse | None
Fault = Callable[[str, Json], Awaitable[Answer]]


@dataclass
class Seen:
    """A message as it stands in a chat."""

    id: int
    text: str
    mine: bool  # of the bot
    buttons: list[list[Json]] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    edits: int = 0
    thread: int | None = None
    reply: int | None = None
    file: str | None = None
    silent: bool = False
    at: float = 0.0


@dataclass
class Call:
    """A request of the bot."""

    at: float
    method: str
    given: Json
    status: int = 0


class Refusal(Exception):
    """Telegram refuses a request."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        self.code, self.description, self.parameters = code, description, parameters


class FakeTelegram:
    """One bot's Telegram."""

    def __init__(self) -> None:
        self.chats: dict[int, dict[int, Seen]] = {}
        self.updates: list[Json] = []
        self.calls: list[Call] = []
        self.wrong: list[str] = []
        self.blocked: dict[int, str] = {}  # chat → why it refuses
        self.roles: dict[tuple[int, int], str] = {}
        self.permissions: dict[int, dict[str, bool]] = {}  # of a group, for who is no administrator
        self.moved: dict[int, int] = {}
        self.gone_threads: set[int] = set()
        self.reactions: list[tuple[int, int, str]] = []
        self.answered: dict[str, float] = {}
        self.opened: dict[str, str] = {}  # the link that a press was answered with, opened by the client
        self.popped: dict[str, str] = {}  # what a press was answered with, shown over the chat
        self.profile: dict[tuple[str, str | None, str | None], Any] = {}
        self.webhook: Json = {}
        self.fault: Fault | None = None
        self.late: Callable[[], float] = lambda: 0.0  # seconds before a request is looked at
        self.next_update = 1000
        self.last: Json = {}
        self.now: Callable[[], float] = time
        self.languages: dict[int, str] = {}
        self.names: dict[int, str] = {}
        self.log: list[tuple[int, str, Seen]] = []  # chat, "new" or "edit", the message as it was then
        self._news = asyncio.Condition()
        self._pollers = 0
        self._runner: web.AppRunner | None = None
        self._next_press = 0
        self.port = 0
        self.tls: ssl.SSLContext | None = None

    # the server

    async def start(self) -> FakeTelegram:
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/bot{token}/{method}", self._request)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True, ssl_context=self.tls)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def address(self) -> str:
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"

    async def _request(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        form = await request.post()
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        files = {name: value.filename for name, value in form.items() if isinstance(value, web.FileField)}
        given = from_form(method, texts) | files
        call = Call(monotonic(), method, given)
        self.calls.append(call)
        if (wait := self.late()) > 0:
            await asyncio.sleep(wait)
        if self.fault is not None and (answer := await self.fault(method, given)) is not None:
            call.status = answer.status
            return answer
        if request.match_info["token"] != TOKEN:
            return refused(Refusal(401, "Unauthorized"))
        told = {name: value for name, value in given.items() if not name.startswith("attached")}
        self.wrong += [*wrong_request(method, told), *beyond_limits(method, told)]
        try:
            result = await self._do(method, given)
        except Refusal as error:
            call.status = error.code
            return refused(error)
        call.status = 200
        return web.json_response({"ok": True, "result": result})

    async def _do(self, method: str, given: Json) -> object:
        done = getattr(self, f"on_{method}", None)
        if done is not None:
            return await done(given)
        if method.startswith("set"):
            scope = given.get("scope", {}).get("type") if isinstance(given.get("scope"), dict) else None
            kept = {k: v for k, v in given.items() if k not in ("scope", "language_code")}
            self.profile[method, scope, given.get("language_code")] = kept
            return True
        raise Refusal(404, "Not Found: method not found")

    # what the bot asks

    async def on_getMe(self, given: Json) -> Json:
        return ME

    async def on_getUpdates(self, given: Json) -> list[Json]:
        if self.webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, limit = given.get("offset"), given.get("limit", 100)
        if offset is not None:
            self.updates = [u for u in self.updates if u["update_id"] >= offset]
        async with self._news:
            self._pollers += 1
            mine = self._pollers
            self._news.notify_all()
            if not self.updates and given.get("timeout"):
                wait = self._news.wait_for(lambda: bool(self.updates) or self._pollers != mine)
                try:
                    await asyncio.wait_for(wait, given["timeout"])
                except TimeoutError:
                    return []
            if self._pollers != mine and not self.updates:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
            return self.updates[:limit]

    async def on_deleteWebhook(self, given: Json) -> bool:
        self.webhook = {}
        return True

    async def on_setWebhook(self, given: Json) -> bool:
        self.webhook = given
        return True

    async def on_getWebhookInfo(self, given: Json) -> Json:
        return {"url": self.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}

    async def on_sendMessage(self, given: Json) -> Json:
        chat = self._open(given["chat_id"])
        if not self.permissions.get(chat, {}).get("can_send_messages", True):
            raise Refusal(400, "Bad Request: not enough rights to send text messages to the chat")
        return self._put(chat, given, thread=self._thread(given))

    def _thread(self, given: Json) -> int | None:
        thread: int | None = given.get("message_thread_id")
        if thread is not None and (thread in self.gone_threads or thread == 1):
            raise Refusal(400, "Bad Request: message thread not found")
        return thread

    async def on_sendDocument(self, given: Json) -> Json:
        return self._put(self._open(given["chat_id"]), given, file=str(given["document"]))

    async def on_sendPhoto(self, given: Json) -> Json:
        shown = {**given, "text": given.get("caption", ""), "entities": given.get("caption_entities", [])}
        return self._put(self._open(given["chat_id"]), shown, thread=self._thread(given), file=str(given["photo"]))

    async def on_editMessageText(self, given: Json) -> Json:
        chat = self._open(given["chat_id"])
        seen = self.chats[chat].get(given["message_id"])
        if seen is None or not seen.mine:
            raise Refusal(400, "Bad Request: message to edit not found")
        buttons = buttons_of(given)
        self.log.append(
            (chat, "edit", replace(seen, text=given["text"], buttons=buttons, entities=given.get("entities", [])))
        )
        if (seen.text, seen.buttons) == (given["text"], buttons):
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message",
            )
        seen.text, seen.buttons, seen.entities = given["text"], buttons, given.get("entities", [])
        seen.edits += 1
        return self._message(chat, seen)

    async def on_editMessageMedia(self, given: Json) -> Json:
        media = given["media"]
        told = {**given, "text": media.get("caption", ""), "entities": media.get("caption_entities", [])}
        message = await self.on_editMessageText(told)
        attached = str(media["media"]).removeprefix("attach://")
        self.chats[given["chat_id"]][given["message_id"]].file = str(given.get(attached, attached))
        return message

    async def on_deleteMessage(self, given: Json) -> bool:
        chat = self._open(given["chat_id"])
        if given["message_id"] not in self.chats[chat]:
            raise Refusal(400, "Bad Request: message to delete not found")
        del self.chats[chat][given["message_id"]]
        return True

    async def on_answerCallbackQuery(self, given: Json) -> bool:
        query = given["callback_query_id"]
        if query in self.answered:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered[query] = monotonic()
        if given.get("text"):
            self.popped[query] = given["text"]
        if given.get("url"):
            self.opened[query] = given["url"]
        return True

    async def on_setMessageReaction(self, given: Json) -> bool:
        chat = self._open(given["chat_id"])
        if given["message_id"] not in self.chats[chat]:
            raise Refusal(400, "Bad Request: message to react not found")
        self.reactions += [(chat, given["message_id"], one["emoji"]) for one in given.get("reaction", [])]
        return True

    async def on_getChatMember(self, given: Json) -> Json:
        user = {"id": given["user_id"], "is_bot": False, "first_name": "x"}
        return member(self.roles.get((given["chat_id"], given["user_id"]), "member"), user)

    async def on_getChat(self, given: Json) -> Json:
        usual = dict.fromkeys(PERMISSIONS, True) | self.permissions.get(given["chat_id"], {})
        return {**chat_data(given["chat_id"]), "permissions": usual, "accent_color_id": 0, "max_reaction_count": 11}

    def _open(self, chat: int) -> int:
        if chat in self.moved:
            raise Refusal(
                400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[chat]
            )
        if chat in self.blocked:
            raise Refusal(400 if "chat not found" in self.blocked[chat] else 403, self.blocked[chat])
        if chat not in self.chats:
            raise Refusal(400, "Bad Request: chat not found")
        return chat

    def _put(self, chat: int, given: Json, thread: int | None = None, file: str | None = None) -> Json:
        reply = given.get("reply_parameters") or {}
        seen = Seen(
            self._new_id(chat), given.get("text", ""), True, buttons_of(given), given.get("entities", []),
            thread=thread, reply=reply.get("message_id"), file=file,
            silent=bool(given.get("disable_notification")), at=monotonic(),
        )  # fmt: skip
        self.chats[chat][seen.id] = seen
        self.log.append((chat, "new", replace(seen)))
        return self._message(chat, seen)

    def _new_id(self, chat: int) -> int:
        return max(self.chats.setdefault(chat, {}), default=0) + 1

    def _message(self, chat: int, seen: Seen) -> Json:
        words = ("caption", "caption_entities") if seen.file else ("text", "entities")
        topic = {"message_thread_id": seen.thread, "is_topic_message": True} if seen.thread else {}
        return {
            "message_id": seen.id, "date": int(self.now()), "chat": chat_data(chat), "from": BOT,
            **dict(zip(words, (seen.text, seen.entities), strict=True)), **topic,
            **({"reply_markup": {"inline_keyboard": seen.buttons}} if seen.buttons else {}),
        }  # fmt: skip

    # what people do

    async def put(self, **update: object) -> int:
        """An update, as it will be fetched."""
        number, self.next_update = self.next_update, self.next_update + 1
        if update:
            self.last = {"update_id": number, **update}
        await self.put_raw({"update_id": number, **update})
        return number

    async def put_raw(self, *updates: Json) -> None:
        async with self._news:
            self.updates += updates
            self._news.notify_all()

    async def say(self, person: int, text: str, room: int | None = None, **more: object) -> int:
        """Somebody writes; the id of the message."""
        message = self.message(person, text, room, **more)
        await self.put(message=message)
        return int(message["message_id"])

    def message(self, person: int, text: str, room: int | None = None, **more: object) -> Json:
        chat = room or person
        number = self._new_id(chat)
        self.chats[chat][number] = Seen(number, text, False, at=monotonic())
        entities = entities_of(text)
        said = {"text": text, **({"entities": entities} if entities else {})} if text else {}
        return {
            "message_id": number, "date": int(self.now()), "chat": chat_data(chat), "from": self.user(person),
            **said, **more,
        }  # fmt: skip

    async def edit(self, person: int, message: int, text: str, **more: object) -> None:
        self.chats[person][message].text = text
        await self.put(
            edited_message={
                "message_id": message, "date": int(self.now()), "edit_date": int(self.now()), "chat": chat_data(person),
                "from": self.user(person), "text": text, **more,
            }
        )  # fmt: skip

    async def press(self, person: int, data: str, message: int, room: int | None = None) -> str:
        """Somebody presses a button; the id of the press."""
        self._next_press += 1
        query = f"{person}{self._next_press:06}"
        await self.put(callback_query=self.query(query, person, data, message, room))
        return query

    def query(self, query: str, person: int, data: str, message: int, room: int | None = None) -> Json:
        """A press under a message as it stands; one that is not there (any more) has its place only."""
        chat = room or person
        seen = self.chats.get(chat, {}).get(message)
        place = (
            self._message(chat, seen)
            if seen and seen.mine
            else {"message_id": message, "date": 0, "chat": chat_data(chat)}
        )
        return {"id": query, "from": self.user(person), "message": place, "chat_instance": str(chat), "data": data}

    def user(self, person: int) -> Json:
        language = self.languages.get(person, "en")
        return {"id": person, "is_bot": False, "first_name": self.names.get(person, f"Person {person}"),
                "language_code": language}  # fmt: skip

    async def press_label(self, person: int, label: str) -> str:
        """Press the newest button with this label."""
        for seen in sorted(self.chats[person].values(), key=lambda s: -s.id):
            for button in (b for row in seen.buttons for b in row):
                if button["text"] == label:
                    return await self.press(person, button["callback_data"], seen.id)
        raise AssertionError(f"no button {label!r} in {self.texts(person)}")

    async def member(self, chat: int, person: int, old: str, new: str) -> None:
        """The bot is let in, put out, blocked, unblocked."""
        self.chats.setdefault(chat, {})
        await self.put(
            my_chat_member={
                "chat": chat_data(chat), "from": self.user(person), "date": int(self.now()),
                "old_chat_member": member(old, BOT), "new_chat_member": member(new, BOT),
            }
        )  # fmt: skip

    # what can be seen

    def shown(self, chat: int) -> list[Seen]:
        """The bot's messages of a chat, the oldest first."""
        return [seen for _, seen in sorted(self.chats.get(chat, {}).items()) if seen.mine]

    def texts(self, chat: int) -> list[str]:
        return [seen.text for seen in self.shown(chat)]

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]


PERMISSIONS = ("can_send_messages", "can_send_photos", "can_send_documents", "can_send_polls")


def chat_data(chat: int) -> Json:
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": f"Person {chat}"}
    return {"id": chat, "type": "supergroup" if str(chat).startswith("-100") else "group", "title": "Gym"}


def member(status: str, who: Json) -> Json:
    more: Json = {"kicked": {"until_date": 0}}.get(status, {})
    return {"status": status, "user": who, **more}


def entities_of(text: str) -> list[Json]:
    """Commands and mentions, as Telegram marks them."""
    found, at = [], 0
    for word in text.split(" "):
        kind = "bot_command" if word.startswith("/") and len(word) > 1 else "mention" if word.startswith("@") else None
        if kind:
            found.append({"type": kind, "offset": units(text[:at]), "length": units(word)})
        at += len(word) + 1
    return found


def buttons_of(given: Json) -> list[list[Json]]:
    markup = given.get("reply_markup")
    return markup.get("inline_keyboard", []) if isinstance(markup, dict) else []


def refused(error: Refusal) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.Response(status=error.code, text=json.dumps(body), content_type="application/json")


async def until(found: Callable[[], object], seconds: float = 60.0, why: Callable[[], object] = lambda: "") -> None:
    """Wait for something to be so."""
    end = monotonic() + seconds
    while not found():
        assert monotonic() < end, f"waited {seconds} s in vain: {why()}"
        await asyncio.sleep(0.01)
