"""Templates of the language files, split once: plain pieces, fields, bold on and off. Nothing is filled in here."""

from __future__ import annotations

from string import Formatter

from coach_core.values import dataclass

BOLD = "**"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it stands, bold or not."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder: the name of its value, how it is written, bold or not."""

    name: str
    spec: str
    bold: bool


Template = tuple[Piece | Field, ...]


def split_template(text: str) -> Template:
    """The pieces and fields of a text. Raises ``ValueError`` for braces that do not fit or a bold that does not end."""
    parts: list[Piece | Field] = []
    bold = False
    for literal, name, spec, conversion in Formatter().parse(text):
        for number, piece in enumerate(literal.split(BOLD)):
            bold = bold != (number > 0)
            if piece:
                parts.append(Piece(piece, bold))
        if name is not None:
            if conversion or not name.isidentifier():
                raise ValueError(f"not a placeholder: {name!r}")
            parts.append(Field(name, spec or "", bold))
    if bold:
        raise ValueError("a bold that does not end")
    return tuple(parts)


def fields_of(text: str) -> frozenset[tuple[str, str]]:
    """The placeholders of a text with how they are written. Raises ``ValueError`` as ``split_template`` does."""
    return frozenset((part.name, part.spec) for part in split_template(text) if isinstance(part, Field))
