"""Discord's documented limits on what a bot sends, beside those in the published specification (discord_spec.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
CONTENT, EMBEDS_TOGETHER, EMBEDS, ROWS, PER_ROW, CUSTOM_ID, LABEL, INPUTS = 2000, 6000, 10, 5, 5, 100, 80, 5
COMMANDS, COMMAND_LETTERS = 100, 8000
NO_MENTIONS = {"parse": []}
EPHEMERAL = 64


def wrong_message(body: Body) -> Iterator[str]:
    """What is wrong with a message."""
    content = body.get("content") or ""
    if units(content) > CONTENT:
        yield f"content of {units(content)} characters"
    if not (content.strip() or body.get("embeds") or body.get("attachments")) and "components" not in body:
        yield "an empty message (50006)"
    if len(body.get("embeds") or ()) > EMBEDS or letters(body.get("embeds") or ()) > EMBEDS_TOGETHER:
        yield "embeds too long together"
    if content and body.get("allowed_mentions") not in (NO_MENTIONS, {**NO_MENTIONS, "replied_user": False}):
        yield f"mentions are not switched off: {body.get('allowed_mentions')}"
    yield from wrong_rows(body.get("components") or ())


def wrong_rows(rows: Any) -> Iterator[str]:  # noqa: ANN401
    """What is wrong with the rows of buttons and selects."""
    if len(rows) > ROWS:
        yield f"{len(rows)} rows"
    ids = [item["custom_id"] for row in rows for item in row.get("components", ()) if "custom_id" in item]
    if len(ids) != len(set(ids)):
        yield f"a custom_id twice: {ids}"
    for row in rows:
        inside = row.get("components", ())
        select = [c for c in inside if c["type"] != 2]
        if len(inside) > PER_ROW or (select and len(inside) > 1):
            yield "too much in one row"
        for item in inside:
            if units(item.get("custom_id", "")) > CUSTOM_ID or units(item.get("label") or "x") > LABEL:
                yield f"too long: {item}"
            if item["type"] == 2 and not (item.get("label") or item.get("emoji")):
                yield "a button without a label"


def wrong_modal(body: Body) -> Iterator[str]:
    """What is wrong with a modal."""
    if len(body["components"]) > INPUTS:
        yield f"{len(body['components'])} inputs"
    if units(body["custom_id"]) > CUSTOM_ID:
        yield "custom_id of a modal too long"


def wrong_commands(body: Any) -> Iterator[str]:  # noqa: ANN401
    """What is wrong with the whole list of commands."""
    if len(body) > COMMANDS:
        yield f"{len(body)} commands"
    names = [command["name"] for command in body]
    if len(names) != len(set(names)):
        yield "a command twice"
    for command in body:
        if letters_of_command(command) > COMMAND_LETTERS:
            yield f"/{command['name']} has too many letters"
        for name in [command["name"], *(command.get("name_localizations") or {}).values()]:
            if name != name.lower() or " " in name:
                yield f"no name of a command: {name!r}"


def letters_of_command(command: Body) -> int:
    """Name, description and the same of all options, the longest translation of each."""
    total = 0
    for thing in [command, *command.get("options", ())]:
        for field in ("name", "description"):
            told = [thing[field], *(thing.get(f"{field}_localizations") or {}).values()]
            total += max(map(len, told))
    return total


def letters(embeds: Any) -> int:  # noqa: ANN401
    """All letters of some embeds."""
    total = 0
    for embed in embeds:
        total += len(embed.get("title", "")) + len(embed.get("description", ""))
        total += len((embed.get("footer") or {}).get("text", "")) + len((embed.get("author") or {}).get("name", ""))
        total += sum(len(f["name"]) + len(f["value"]) for f in embed.get("fields", ()))
    return total


def units(text: str) -> int:
    """Characters as Discord counts them: code points are counted here, UTF-16 units where that is more careful."""
    return len(text.encode("utf-16-le")) // 2
