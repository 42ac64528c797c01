"""A rendered text: plain characters and the stretches that are set apart. No keys and no languages here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from coach_core.values import dataclass

NAME = "name"  # a stretch that is somebody's name: it looks like the rest


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is set apart: from, to (in characters), how."""

    start: int
    end: int
    style: str = "bold"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A plain text and its spans."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Growing:
    """A text while it is put together."""

    pieces: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, bold: bool = False) -> None:
        """Put plain text at the end."""
        if bold and text:
            self.spans.append(Span(self.length, self.length + len(text)))
        self.pieces.append(text)
        self.length += len(text)

    def add_name(self, text: str, bold: bool = False) -> None:
        """Put somebody's name at the end."""
        self.spans.append(Span(self.length, self.length + len(text), NAME))
        self.add(text, bold)

    def add_rendered(self, other: Rendered, bold: bool = False) -> None:
        """Put a rendered text at the end; inside of bold only names are told apart."""
        if bold:
            names = (s for s in other.spans if s.style == NAME)
            self.spans.extend(Span(s.start + self.length, s.end + self.length, NAME) for s in names)
            self.add(other.text, bold)
            return
        if other.spans:
            self.spans.extend(Span(s.start + self.length, s.end + self.length, s.style) for s in other.spans)
        self.pieces.append(other.text)
        self.length += len(other.text)

    def done(self) -> Rendered:
        """The whole text."""
        return Rendered("".join(self.pieces), joined_spans(self.spans) if self.spans else ())


def joined_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, neighbours of one style as one; names behind them, each by itself."""
    kept: list[Span] = []
    names: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if span.style == NAME:
            names.append(span)
        elif kept and kept[-1].end == span.start and kept[-1].style == span.style:
            kept[-1] = Span(kept[-1].start, span.end, span.style)
        else:
            kept.append(span)
    return (*kept, *names)
