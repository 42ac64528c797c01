"""What the store needs of a database: statements, one transaction at a time. Who can do it is beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import ClauseElement

from coach_core.values import dataclass

Row = Sequence[Any]  # a border: what a column holds is known by the statement


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A statement for both dialects and the names of its values, in the order in which they are handed over."""

    clause: ClauseElement
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement that brings rows."""

    statement: Statement
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """A statement that changes rows, once for each tuple of values."""

    statement: Statement
    rows: Sequence[tuple[object, ...]]


class Db(Protocol):
    """One connection with one transaction at a time."""

    alone: bool  # nobody else can write to this database while it is open

    async def begin(self, *asks: Ask) -> list[list[Row]]:
        """Open a transaction and answer the first questions in it. Who is alone needs to open it only to write."""

    async def read(self, *asks: Ask) -> list[list[Row]]:
        """The rows of each question, in the open transaction."""

    async def write(self, *writes: Write) -> None:
        """Carry out the writes in their order. Raises what the driver raises."""

    async def commit(self, *writes: Write) -> None:
        """Carry out the last writes, and make the transaction durable. Raises what the driver raises."""

    async def rollback(self) -> None:
        """Forget the transaction, if there is one."""

    async def scrub(self) -> None:
        """Leave nothing of what was deleted in the files."""

    async def close(self) -> None:
        """Close the connection."""

    def broken(self, error: BaseException) -> bool:
        """Whether the error is the store's own (full, read-only, gone) and not that of what was to be written."""
