"""The fake REST API, version 10: every request is checked, then answered. What it does is in discord_world.py."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from aiohttp import web

from tests.fakes import discord_limits as limits
from tests.fakes.discord_spec import wrong_by_spec
from tests.fakes.discord_world import APPLICATION, BOT, EPHEMERAL, Json, Refused, World

Handler = Callable[["Rest", web.Request, Any], Awaitable[Any]]


@dataclass
class Fault:
    """Something that goes wrong with the next requests that fit. ``after``: it is done, and only the answer is lost."""

    method: str
    path: str  # a regular expression
    times: int = 1
    status: int | None = None
    code: int = 0
    after: bool = False
    cut: bool = False
    delay: float = 0.0
    text: str | None = None  # what is answered in place of JSON
    retry_after: float | None = None
    everywhere: bool = False  # a 429 that holds for everything

    def fits(self, request: web.Request) -> bool:
        """Whether it is this request's turn."""
        hit = self.times > 0 and self.method in ("*", request.method) and re.search(self.path, request.path)
        self.times -= bool(hit)
        return bool(hit)


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    template: str
    body: Any
    files: tuple[tuple[str, bytes], ...]
    at: float


@dataclass
class Rest:
    """The API of one world."""

    world: World
    token: str
    gateway: str = ""
    shards: int = 1
    remaining: int = 1000  # IDENTIFYs that are left
    reset_after: int = 3_600_000  # milliseconds until there are more
    asked: list[Asked] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    slow: float = 0.0
    checking: bool = True  # off where time is measured and the same is checked elsewhere

    def routes(self) -> Iterator[web.RouteDef]:
        """Every route under /api/v10, as the specification writes it."""
        for method, template, handler in ROUTES:
            yield web.route(method, f"/api/v10{template}", self._route(method, template, handler))

    def _route(self, method: str, template: str, handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            body, files = await read(request)
            now = asyncio.get_running_loop().time()
            self.asked.append(Asked(method, request.path, template, body, files, now))
            fault = next((f for f in self.faults if f.fits(request)), None)
            await asyncio.sleep(self.slow + (fault.delay if fault else 0.0))
            if fault is not None and not fault.after and (told := broken(request, fault)) is not None:
                return told
            try:
                self._authorise(request, template)
                self._check(method, template, body)
                result = await handler(self, request, with_files(body, files))
            except Refused as no:
                return refused(no)
            if fault is not None and fault.after and (told := broken(request, fault)) is not None:
                return told
            return web.Response(status=204) if result is None else as_json(result)

        return answer

    def _authorise(self, request: web.Request, template: str) -> None:
        given = request.headers.get("Authorization")
        if template.startswith(("/interactions", "/webhooks")):
            return
        if given != f"Bot {self.token}":
            raise Refused(401, 0, "401: Unauthorized")

    def _check(self, method: str, template: str, body: object) -> None:
        """What Discord would refuse with 50035, and what it would not but no good bot does."""
        if not self.checking:
            return
        found = [*wrong_by_spec(method, template, body), *wrong_by_limits(method, template, body)]
        if found:
            self.wrong += found
            raise Refused(400, 50035, found[0])

    def fail(self, method: str, path: str, **how: Any) -> Fault:  # noqa: ANN401
        """Let the next requests that fit go wrong."""
        self.faults.append(Fault(method, path, **how))
        return self.faults[-1]

    def sent(self, template: str, method: str = "POST") -> list[Asked]:
        """All requests to a route."""
        return [a for a in self.asked if a.template == template and a.method == method]


def broken(request: web.Request, fault: Fault) -> web.Response | None:
    """What a fault answers; None where it only took its time."""
    if fault.cut:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()
    if fault.text is not None:
        return web.Response(
            status=fault.status or 200, body=fault.text.encode(), headers={"Content-Type": "application/json"}
        )
    if fault.status is not None:
        no = Refused(fault.status, fault.code, "a fault of the test", fault.retry_after)
        return refused(no, everywhere=fault.everywhere)
    return None


def refused(no: Refused, *, everywhere: bool = False) -> web.Response:
    """An error as Discord tells it."""
    body: Json = {"code": no.code, "message": no.message}
    headers = {}
    if no.retry_after is not None:
        body |= {"retry_after": no.retry_after, "global": everywhere}
        headers = {"Via": "1.1 google", "Retry-After": str(no.retry_after)}
        headers |= {"X-RateLimit-Global": "true"} if everywhere else {}
    return as_json(body, no.status, headers)


def as_json(body: object, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> web.Response:
    """A body as Discord sends it: discord.py knows it only by exactly this type."""
    head = {"Content-Type": "application/json", **headers}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=head)


async def read(request: web.Request) -> tuple[Any, tuple[tuple[str, bytes], ...]]:
    """The JSON of a request and its files."""
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        return (json.loads(raw) if raw else None), ()
    body, files = None, []
    async for part in await request.multipart():
        data = bytes(await part.read())  # type: ignore[union-attr]
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            files.append((part.filename or "", data))  # type: ignore[union-attr]
    return body, tuple(files)


def with_files(body: Any, files: tuple[tuple[str, bytes], ...]) -> Any:  # noqa: ANN401
    """A message whose files were taken: from then on they have addresses."""
    if not files:
        return body
    told = [
        {"id": str(n), "filename": name, "size": len(data), "url": f"https://cdn.test/{n}/{name}",
         "proxy_url": f"https://cdn.test/{n}/{name}"}
        for n, (name, data) in enumerate(files)
    ]  # fmt: skip
    if "data" in body:
        return {**body, "data": {**body["data"], "attachments": told}}
    return {**body, "attachments": told}


def wrong_by_limits(method: str, template: str, body: Any) -> Iterator[str]:  # noqa: ANN401
    """The documented limits of a request."""
    if method == "PUT" and template.endswith("/commands"):
        yield from limits.wrong_commands(body)
    elif template.endswith("/callback") and body["type"] == 9:
        yield from limits.wrong_modal(body["data"])
    elif template.endswith("/callback") and body["type"] in (4, 7):
        yield from limits.wrong_message(body["data"])
    elif ("/messages" in template or template == WEBHOOK) and method in ("POST", "PATCH") and "threads" not in template:
        yield from limits.wrong_message(body)


async def me(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    return rest.world.user(BOT)


async def application(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    return {
        "id": APPLICATION, "name": "topset", "description": "", "icon": None, "bot_public": True, "flags": 0,
        "bot_require_code_grant": False, "owner": rest.world.user("1"), "verify_key": "0" * 64, "summary": "",
        "team": None, "hook": True,
    }  # fmt: skip


async def gateway(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    limit = {"total": 1000, "remaining": rest.remaining, "reset_after": rest.reset_after, "max_concurrency": 1}
    return {"url": rest.gateway, "shards": rest.shards, "session_start_limit": limit}


async def open_dm(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    rest.world.opened_dms += 1
    user = str(body["recipient_id"])
    channel = rest.world.dm(user)
    return {"id": channel.id, "type": 1, "recipients": [rest.world.user(user)], "last_message_id": None, "flags": 0}


async def send(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    return rest.world.send(rest.world.channel(request.match_info["channel_id"]), body)


async def edit(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    message = rest.world.message(request.match_info["channel_id"], request.match_info["message_id"])
    if message["author"]["id"] != BOT:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    return rest.world.edit(message, body)


async def history(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    channel = rest.world.channel(request.match_info["channel_id"])
    after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refused(400, 50035, f"limit {limit}")
    seen = [m for m in channel.messages if not m["flags"] & EPHEMERAL and int(m["id"]) > after]
    part = sorted(seen, key=lambda m: int(m["id"]))
    return list(reversed(part[:limit] if "after" in request.query else part[-limit:]))


async def delete(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    channel, message = request.match_info["channel_id"], request.match_info["message_id"]
    rest.world.channel(channel).messages.remove(rest.world.message(channel, message))


async def begin_thread(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    channel, message = request.match_info["channel_id"], request.match_info["message_id"]
    rest.world.message(channel, message)
    if message in rest.world.threads:
        raise Refused(400, 160004, "A thread has already been created for this message")
    rest.world.threads[message] = body["name"]
    guild = rest.world.channel(channel).guild
    return {"id": message, "type": 11, "guild_id": guild, "parent_id": channel, "name": body["name"]}


async def get_channel(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    channel = rest.world.channel(request.match_info["channel_id"])
    return {"id": channel.id, "type": 0, "guild_id": channel.guild, "name": "general"}


async def get_member(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    user = request.match_info["user_id"]
    if user in rest.world.left:
        raise Refused(404, 10007, "Unknown Member")
    return {"user": rest.world.user(user), "roles": [], "joined_at": rest.world.now().isoformat(), "deaf": False,
            "mute": False, "flags": 0}  # fmt: skip


async def react(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    place = request.match_info["channel_id"], request.match_info["message_id"]
    rest.world.message(*place)
    rest.world.reactions.append((*place, request.match_info["emoji_name"]))


async def list_commands(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    return rest.world.commands


async def put_commands(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    rest.world.commands = [
        {"id": rest.world.snowflake(), "application_id": APPLICATION, "version": "1", "type": 1,
         "default_member_permissions": None, "nsfw": False, **command}
        for command in body
    ]  # fmt: skip
    return rest.world.commands


async def callback(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    token = request.match_info["interaction_token"]
    data = body.get("data") or {}
    message = rest.world.taken(token, body["type"], data)
    pressed = rest.world.pressed[token]
    told: Json = {"interaction": {"id": pressed.id, "type": pressed.kind}}
    if message is not None and body["type"] in (4, 5, 7):
        private = bool(message["flags"] & EPHEMERAL)
        told["interaction"] |= {"response_message_id": message["id"], "response_message_ephemeral": private,
                                "response_message_loading": body["type"] == 5}  # fmt: skip
        if body["type"] != 5:
            told["resource"] = {"type": body["type"], "message": message}
    return told if request.query.get("with_response") else None


async def edit_original(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    pressed = rest.world.waiting(request.match_info["webhook_token"])
    if pressed.original is None:
        raise Refused(404, 10008, "Unknown Message")
    return rest.world.edit(pressed.original, body)


async def delete_original(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    pressed = rest.world.waiting(request.match_info["webhook_token"])
    if pressed.original is None:
        raise Refused(404, 10008, "Unknown Message")
    rest.world.channels[pressed.channel].messages.remove(pressed.original)
    pressed.original = None


async def get_original(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    pressed = rest.world.waiting(request.match_info["webhook_token"])
    if pressed.original is None:
        raise Refused(404, 10008, "Unknown Message")
    return pressed.original


async def edit_followup(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    pressed = rest.world.waiting(request.match_info["webhook_token"])
    wanted = request.match_info["message_id"]
    found = next((m for m in [pressed.original, *pressed.followups] if m and m["id"] == wanted), None)
    if found is None:
        raise Refused(404, 10008, "Unknown Message")
    return rest.world.edit(found, body)


async def follow_up(rest: Rest, request: web.Request, body: Any) -> object:  # noqa: ANN401
    pressed = rest.world.waiting(request.match_info["webhook_token"])
    if len(pressed.followups) >= 5 and not rest.world.installed:
        raise Refused(403, 40094, "five follow-ups at most")
    message = rest.world.write(rest.world.channels[pressed.channel], BOT, body)
    pressed.followups.append(message)
    return message


WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
CHANNEL = "/channels/{channel_id}/messages"
ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/users/@me", me),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/gateway/bot", gateway),
    ("POST", "/users/@me/channels", open_dm),
    ("POST", CHANNEL, send),
    ("GET", CHANNEL, history),
    ("PATCH", f"{CHANNEL}/{{message_id}}", edit),
    ("DELETE", f"{CHANNEL}/{{message_id}}", delete),
    ("PUT", f"{CHANNEL}/{{message_id}}/reactions/{{emoji_name}}/@me", react),
    ("POST", f"{CHANNEL}/{{message_id}}/threads", begin_thread),
    ("GET", "/channels/{channel_id}", get_channel),
    ("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
    ("GET", "/applications/{application_id}/commands", list_commands),
    ("PUT", "/applications/{application_id}/commands", put_commands),
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback),
    ("PATCH", f"{WEBHOOK}/messages/@original", edit_original),
    ("GET", f"{WEBHOOK}/messages/@original", get_original),
    ("DELETE", f"{WEBHOOK}/messages/@original", delete_original),
    ("PATCH", f"{WEBHOOK}/messages/{{message_id}}", edit_followup),
    ("POST", WEBHOOK, follow_up),
)
