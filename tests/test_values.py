"""``coach_core.values.dataclass`` as the product has it (in the tests values are frozen by Python) does as Python's."""

from __future__ import annotations

import copy
import dataclasses
import runpy
from collections.abc import Callable
from dataclasses import field
from typing import Any

import msgspec
import pytest

from coach_core import values

OURS: Callable[..., Any] = runpy.run_path(values.__file__)["dataclass"]
HELD = {"frozen": True, "slots": True}


class Plain:
    """Some fields of every kind."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = field(default_factory=tuple)
    d: str | None = field(default=None, repr=False)
    e: dict[str, int] = field(default_factory=dict, compare=False)


class Worked:
    """A field that is worked out."""

    a: int
    twice: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", self.a * 2)


class Own:
    """Compares by itself."""

    a: int
    b: int = 0

    def __eq__(self, other: object) -> bool:
        return getattr(other, "a", None) == self.a

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return "own"


class Nothing:
    """No field at all."""


class One:
    """One field."""

    a: object


def both(kind: type, **how: bool) -> tuple[Any, Any]:
    """Our class and Python's, of the same name."""
    classes = [type(kind.__name__, (), {k: v for k, v in vars(kind).items() if k not in SELF}) for _ in "ab"]
    return OURS(**how)(classes[0]), dataclasses.dataclass(**how)(classes[1])  # type: ignore[call-overload]


SELF = ("__dict__", "__weakref__")
CALLS = (
    (Plain, (1,), {}), (Plain, (1, "x", (2,)), {"d": "secret"}), (Plain, (), {"a": 1, "e": {"k": 1}}),
    (Worked, (3,), {}), (Own, (1,), {"b": 2}), (Nothing, (), {}), (One, (float("nan"),), {}), (One, (None,), {}),
)  # fmt: skip


@pytest.mark.parametrize("how", [HELD, {"slots": True}, {**HELD, "eq": False}], ids=str)
def test_values_are_as_those_of_python(how: dict[str, bool]) -> None:
    for kind, args, named in CALLS:
        ours, theirs = both(kind, **how)
        made, other, known = ours(*args, **named), ours(*args, **named), theirs(*args, **named)
        assert dataclasses.asdict(made).keys() == dataclasses.asdict(known).keys()
        assert msgspec.json.encode(made) == msgspec.json.encode(known)
        assert repr(made) == repr(known)
        same = known == theirs(*args, **named)
        assert (made == other) is same and (made != other) is not same and made == made
        assert made != known or kind is Own
        assert (ours.__hash__ is None) == (theirs.__hash__ is None)
        if how.get("eq", True) and how.get("frozen") and kind is not Plain:
            assert hash(made) == hash(other)
        assert ours.__slots__ == theirs.__slots__ and not hasattr(made, "__dict__")
        assert ours.__match_args__ == theirs.__match_args__
        assert dataclasses.replace(made) == made or not same
        assert copy.copy(made) == made or not same


def test_fields_that_do_not_count_are_not_compared_and_secrets_not_shown() -> None:
    ours, _ = both(Plain, **HELD)
    assert ours(1, e={"k": 1}) == ours(1) and hash(ours(1, e={"k": 1})) == hash(ours(1))
    assert ours(1, d="secret") != ours(1)
    assert "secret" not in repr(ours(1, d="secret"))
    assert ours(1).e is not ours(1).e


@pytest.mark.parametrize("wrong", [((), {}), ((1, 2, 3, 4, 5, 6), {}), ((1,), {"no": 1}), ((1,), {"a": 1})], ids=str)
def test_wrong_calls_are_refused(wrong: tuple[tuple[int, ...], dict[str, int]]) -> None:
    ours, _ = both(Plain, **HELD)
    for _ in range(2):  # the first call makes the method, the second finds it
        with pytest.raises(TypeError):
            ours(*wrong[0], **wrong[1])


def test_a_value_is_read_from_json_before_any_was_made() -> None:
    ours, _ = both(One, **HELD)
    assert msgspec.json.decode(b'{"a":1}', type=ours) == ours(1)


def test_a_change_is_left_to_the_type_checker() -> None:
    """And Python's own refuses it: that is what the tests run with."""
    ours, theirs = both(One, **HELD)
    made = ours(1)
    made.a = 2
    assert made == ours(2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        theirs(1).a = 2
    with pytest.raises(AttributeError):
        made.other = 1
