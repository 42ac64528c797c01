"""Telegram's Bot API as published: is a request, or an update, what it says? Documented limits are here too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.fakes.specs import Spec

PUBLISHED = Spec("telegram-bot-api.json", "https://github.com/PaulSonOfLars/telegram-bot-api-spec, api.json")
PLAIN: Mapping[str, type | tuple[type, ...]] = {"Integer": int, "Float": (int, float), "String": str, "Boolean": bool}
OPENS = re.compile(r"https://t\.me/\w+\?start=[A-Za-z0-9_-]{1,64}")
TEXT, CAPTION, DATA, LABEL, COMMANDS, ABOUT, SHORT, NAME = 4096, 1024, 64, 256, 100, 512, 120, 64


@cache
def spec() -> dict[str, Any]:
    """The document; empty where there is none: then only the limits are looked at."""
    path = PUBLISHED.path()
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}  # type: ignore[no-any-return]


def wrong_request(method: str, given: Mapping[str, Any]) -> list[str]:
    """What is wrong with the parameters of a method, read from their form."""
    known = spec().get("methods", {}).get(method)
    if known is None:
        return [f"there is no method {method}"] if spec() else []
    return [f"{method}: {what}" for what in wrong_fields(known.get("fields", []), given)]


def wrong_value(value: object, kinds: list[str]) -> list[str]:
    """What is wrong with a value that should be one of some types; the shortest complaint."""
    found = [list(wrong_kind(value, kind)) for kind in kinds]
    return min(found, key=len) if found else []


def wrong_kind(value: object, kind: str) -> Iterator[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{value!r} is no list"
        else:
            for one in value:
                yield from wrong_kind(one, kind.removeprefix("Array of "))
    elif kind in PLAIN:
        if not isinstance(value, PLAIN[kind]) or (kind != "Boolean" and isinstance(value, bool)):
            yield f"{value!r} is no {kind}"
    elif kind != "InputFile":
        yield from wrong_object(value, kind)


def wrong_object(value: object, kind: str) -> Iterator[str]:
    known = spec()["types"].get(kind)
    if known is None:
        yield f"there is no type {kind}"
    elif not isinstance(value, dict):
        yield f"{value!r} is no {kind}"
    elif known.get("subtypes"):
        yield from wrong_value(value, known["subtypes"])
    else:
        yield from (f"{kind}: {what}" for what in wrong_fields(known.get("fields", []), value))


def wrong_fields(fields: list[dict[str, Any]], given: Mapping[str, Any]) -> Iterator[str]:
    known = {field["name"]: field for field in fields}
    yield from (f"{name} is unknown" for name in given if name not in known)
    for name, field in known.items():
        if name in given:
            yield from (f"{name}: {what}" for what in wrong_value(given[name], field["types"]))
        elif field["required"]:
            yield f"{name} is missing"


def from_form(method: str, form: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a request as values: what is no text comes as JSON."""
    fields = {f["name"]: f["types"] for f in spec().get("methods", {}).get(method, {}).get("fields", [])}
    return {name: value if is_text(fields.get(name), value) else as_json(value) for name, value in form.items()}


def is_text(kinds: list[str] | None, value: str) -> bool:
    """Whether a parameter is plain text: it may be, and it is no whole number where that may be too."""
    if kinds is None:
        return not re.fullmatch(r"-?\d+|true|false|[\[{].*[\]}]", value, re.DOTALL)
    whole = "Integer" in kinds and re.fullmatch(r"-?\d+", value)
    return "String" in kinds and not whole


def as_json(value: str) -> object:
    try:
        found: object = json.loads(value)
    except ValueError:
        return value
    return found


def units(text: str) -> int:
    """UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def beyond_limits(method: str, given: Mapping[str, Any]) -> Iterator[str]:
    """What is longer than documented, or does not fit together."""
    text = given.get("text")
    if isinstance(text, str) and not 1 <= units(text) <= TEXT:
        yield f"{method}: a text of {units(text)}"
    if isinstance(text, str):
        yield from wrong_entities(text, given.get("entities", []))
        if any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in text):
            yield f"{method}: a character that turns the text around"
    if units(str(given.get("caption", ""))) > CAPTION:
        yield f"{method}: a caption that is too long"
    markup = given.get("reply_markup")
    if isinstance(markup, dict):
        yield from wrong_buttons(markup.get("inline_keyboard", []))
    if method == "answerCallbackQuery" and not OPENS.fullmatch(given.get("url") or "https://t.me/bot?start=no"):
        yield f"link {given['url']}"
    yield from wrong_profile(method, given)


def wrong_entities(text: str, entities: list[dict[str, Any]]) -> Iterator[str]:
    """Entities lie within the text, begin and end between characters, have no blank ends, do not overlap."""
    borders, at = {0}, 0
    for char in text:
        at += units(char)
        borders.add(at)
    ends = 0
    raw = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["length"] < 1 or start not in borders or end not in borders:
            yield f"entity {entity} is not in the text"
            continue
        inner = raw[2 * start : 2 * end].decode("utf-16-le", "replace")
        if inner != inner.strip():
            yield f"entity {entity} has blank ends"
        if start < ends:
            yield f"entity {entity} overlaps another"
        ends = end


def wrong_buttons(rows: list[list[dict[str, Any]]]) -> Iterator[str]:
    if sum(len(row) for row in rows) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        yield "a keyboard with too many buttons"
    for button in (button for row in rows for button in row):
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= DATA:
            yield f"callback_data of {len(data.encode())} bytes"
        if not 1 <= len(button["text"]) <= LABEL or ("url" in button) == (data is not None):
            yield f"button {button}"
        if "url" in button and not OPENS.fullmatch(button["url"]):
            yield f"link {button['url']}"


def wrong_profile(method: str, given: Mapping[str, Any]) -> Iterator[str]:
    commands = given.get("commands", []) if method == "setMyCommands" else []
    if len(commands) > COMMANDS:
        yield "more than 100 commands"
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
            yield f"command {command}"
    limits = {"setMyName": ("name", NAME), "setMyDescription": ("description", ABOUT)}
    field, most = limits.get(method, ("short_description", SHORT))
    if len(str(given.get(field, ""))) > most:
        yield f"{method}: {field} is too long"
