"""Patterns that are compiled late: all of them can be, and each has what a compiled one has."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import coach_core
from coach_core import patterns
from coach_core.notation.shapes import Shape

MAKE: Any = patterns.pattern


def made() -> Iterator[Any]:
    """Every such pattern of the core."""
    for module in pkgutil.walk_packages(coach_core.__path__, "coach_core."):
        if ".migrations." not in module.name:
            yield from within(vars(importlib.import_module(module.name)), 3)


def within(value: object, deep: int) -> Iterator[Any]:
    """Those in a value, in tables of them, and in what has one."""
    if type(value) is MAKE:
        yield value
    elif isinstance(value, dict | tuple | list) and deep:
        for each in value.values() if isinstance(value, dict) else value:
            yield from within(each, deep - 1)
    elif isinstance(value, Shape):
        yield value.pattern


def test_every_pattern_can_be_compiled() -> None:
    found = list(made())
    assert len(found) > 80
    assert all(re.compile(one.pattern, one.flags).groups == one.groups for one in found)


def test_a_wrong_one_is_found_when_it_is_asked() -> None:
    wrong = MAKE("(a")
    with pytest.raises(re.error):
        _ = wrong.pattern


def test_it_does_as_a_compiled_one() -> None:
    for text, flags, said in ((r"(\w)(\d)", 0, "a1 b2 c"), (r"x", re.IGNORECASE, "aXb"), (r"z", 0, "none")):
        late, known = MAKE(text, flags), re.compile(text, flags)
        assert bool(late.search(said)) is bool(known.search(said))
        assert bool(late.match(said)) is bool(known.match(said))
        assert bool(late.fullmatch(said)) is bool(known.fullmatch(said))
        assert [m.group() for m in late.finditer(said)] == [m.group() for m in known.finditer(said)]
        assert late.findall(said) == known.findall(said) and late.split(said) == known.split(said)
        assert late.sub("-", said) == known.sub("-", said) and late.subn("-", said) == known.subn("-", said)
        assert (late.pattern, late.flags, late.groups) == (known.pattern, known.flags, known.groups)
        assert not hasattr(late, "nothing of it")
