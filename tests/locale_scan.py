"""The keys of texts that the code names, found by reading it: literals, patterns of f-strings, values handed over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SPEAKING = {"msg": 0, "Msg": 0, "Reason": 1, "Problem": 0}  # who takes a key, and as which argument
KEY = re.compile(r"[a-z][a-z0-9]*(-[A-Za-z0-9_]+)+")
RESERVED = frozenset({"key", "values", "rule", "source", "sets"})


@dataclass(frozen=True)
class Use:
    """A key that is named with the values that it gets; None: they are not known here."""

    key: str
    place: str
    values: frozenset[str] | None


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the product."""
    files = [f for room in ("coach_core", "bot") for f in sorted((ROOT / room).rglob("*.py"))]
    return tuple((str(f.relative_to(ROOT)), ast.parse(f.read_text(encoding="utf-8"))) for f in files)


def uses() -> Iterator[Use]:
    """Every key that is said outright."""
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (taker := called(node)) in SPEAKING:
                argument = key_argument(node, SPEAKING[taker])
                for key in strings(argument) if argument is not None else ():
                    yield Use(key, f"{name}:{node.lineno}", values_of(node, taker))


def called(node: ast.Call) -> str:
    """The name of what is called."""
    function = node.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def key_argument(node: ast.Call, place: int) -> ast.expr | None:
    """The argument that holds the key."""
    named = next((k.value for k in node.keywords if k.arg == "key"), None)
    return named if named is not None else node.args[place] if len(node.args) > place else None


def strings(node: ast.expr) -> Iterator[str]:
    """The literals that an argument can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from strings(value)


def values_of(node: ast.Call, taker: str) -> frozenset[str] | None:
    """The names of the values that go with a key, where they are all named in place."""
    if taker == "msg":
        names = [k.arg for k in node.keywords]
        return None if None in names else frozenset(str(n) for n in names)
    given = next((k.value for k in node.keywords if k.arg == "values"), None)
    if given is None and taker == "Msg":
        given = node.args[1] if len(node.args) > 1 else None
    if isinstance(given, ast.Dict) and all(isinstance(k, ast.Constant) for k in given.keys):
        return frozenset(str(k.value) for k in given.keys if isinstance(k, ast.Constant))
    return None


def named() -> set[str]:
    """Every literal of the code that looks like a key."""
    literals = (n.value for _, tree in trees() for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {v for v in literals if isinstance(v, str) and (KEY.fullmatch(v) or v.isidentifier())}


def patterns() -> list[re.Pattern[str]]:
    """The f-strings of the code that can make keys: those that begin or end with a word."""
    found = {text for _, tree in trees() for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) if (text := shape(n))}
    return [re.compile(text) for text in sorted(found)]


def shape(node: ast.JoinedStr) -> str | None:
    """The pattern of an f-string; None if it is too loose to mean anything."""
    parts = [re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values]
    loose = parts[0] == ".+" and (parts[-1] == ".+" or not re.fullmatch(r"\\-[a-z-\\]{3,}", parts[-1]))
    fits = any(isinstance(p, ast.Constant) and "-" in str(p.value) for p in node.values)
    plain = all(re.fullmatch(r"[A-Za-z0-9_.\\-]*|\.\+", part) for part in parts)
    return None if loose or not fits or not plain else "".join(parts)
