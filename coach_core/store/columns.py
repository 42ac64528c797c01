"""What tables are made of: column types of both stores, limits, names of constraints. The tables are in tables.py."""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy import text as sql
from sqlalchemy.schema import SchemaItem

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
FRACTION = Float().with_variant(REAL(), "sqlite")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


def whole(name: str, *more: SchemaItem, null: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, WHOLE, *more, nullable=null, autoincrement=False)


def added(name: str, default: int) -> Column[int]:
    """A column that older stores were given later: the rows of then have the default."""
    return Column(name, WHOLE, nullable=False, server_default=sql(str(default)))


def fraction(name: str, *, null: bool = False) -> Column[float]:
    """A column of floating numbers."""
    return Column(name, FRACTION, nullable=null)


def text(name: str, *, null: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Text(), nullable=null)


def sealed(name: str, *, null: bool = False) -> Column[bytes]:
    """A column of JSON that may be encrypted."""
    return Column(name, LargeBinary(), nullable=null)


def within(column: str, low: int, high: int) -> CheckConstraint:
    """A limit of a column; NULL passes."""
    return CheckConstraint(f'"{column}" BETWEEN {low} AND {high}', name=column)


def one_of(column: str, *values: str) -> CheckConstraint:
    """The values that a column may have; NULL passes."""
    return CheckConstraint(f'"{column}" IN ({", ".join(repr(v) for v in values)})', name=column)


def table(name: str, *items: SchemaItem, key: tuple[str, ...], small: bool = False) -> Table:
    """A strict table. Small rows are stored in the order of their key; others in the order in which they come."""
    return Table(name, metadata, *items, PrimaryKeyConstraint(*key), sqlite_strict=True, sqlite_with_rowid=not small)


def of_person() -> Column[int]:
    """The person that a row is about: erasing looks for this column in every table."""
    return whole("person", ForeignKey("person.number"))
