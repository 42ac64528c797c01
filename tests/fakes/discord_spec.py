"""Discord's published OpenAPI document: is a request what it says? Documented limits are in discord_limits.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.fakes.specs import Spec

PUBLISHED = Spec("discord-openapi.json", "https://github.com/discord/discord-api-spec, specs/openapi.json")
MADE = "urn:discord"


@cache
def spec() -> dict[str, Any]:
    """The document. Ids may be numbers too: Discord takes them, and discord.py sends them."""
    read: dict[str, Any] = json.loads(PUBLISHED.path().read_text(encoding="utf-8"))
    schemas = read["components"]["schemas"]
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    return read


@cache
def registry() -> Registry[Any]:
    """The document where references find it."""
    return Registry[Any]().with_resource(MADE, Resource(spec(), DRAFT202012))


@cache
def validator(method: str, path: str) -> Draft202012Validator | None:
    """Checks the body of a request; None where none is taken. Raises ``KeyError`` for what there is not."""
    request = spec()["paths"][path][method.lower()].get("requestBody")
    if request is None:
        return None
    place = f"{MADE}#/paths/{path.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
    return Draft202012Validator({"$ref": f"{place}/requestBody/content/application~1json/schema"}, registry=registry())


def wrong_by_spec(method: str, path: str, body: object) -> Iterator[str]:
    """What is wrong with a request by the document; ``path`` as the document writes it. Nothing where it is missing."""
    if not PUBLISHED.path().is_file():
        return
    try:
        check = validator(method, path)
    except KeyError:
        yield f"there is no {method} {path}"
        return
    if check is None:
        if body:
            yield f"{method} {path} takes no body"
        return
    error = best_match(check.iter_errors(body))
    if error is not None:
        yield f"{method} {path}: {error.json_path}: {error.message[:300]}"
