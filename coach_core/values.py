"""``dataclass`` for values that are made all the time: frozen for the type checker, not paid for at run time.

A frozen dataclass sets each field through ``object.__setattr__``, which takes ten times as long as a plain one: a
fifth of a whole turn. mypy refuses every assignment to a field of a frozen class all the same, and the tests run with
classes that refuse it themselves (tests/conftest.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool = False, eq: bool = True, **more: bool) -> object:
        """The standard one; where values are to be frozen, they are only hashable as frozen ones are."""

        def made(kind: type) -> type:
            hashed = frozen and eq and vars(kind).get("__hash__") is None
            return dataclasses.dataclass(unsafe_hash=hashed, eq=eq, **more)(kind)

        return made
