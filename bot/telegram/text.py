"""A message of the outbox as Telegram takes it: parts that are not too long, entities from spans, rows of buttons.

Markup is never written into a text, so nothing that people write can become markup.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from coach_core.values import dataclass

LONGEST = 3900  # UTF-16 units of a message; Telegram takes 4096
CAPTION = 1000  # UTF-16 units under a picture; Telegram takes 1024
LABEL = 64  # characters of a label that can be read on a phone
LINK = "https://t.me/{bot}?start={carried}"
WIDE = 36  # characters side by side in one row; all buttons of a row are as wide as the widest has to be
LAST_ALONE = "\uffff"  # characters beyond it are two UTF-16 units
Span = tuple[int, int, str]


class Button(msgspec.Struct):
    """A button of a message."""

    id: str
    label: str
    private: bool = False


class File(msgspec.Struct):
    """A file of a message."""

    name: str
    mime: str
    content: str = ""
    base64: str | None = None  # instead, where it is no text

    @property
    def raw(self) -> bytes:
        """What is in it."""
        return self.content.encode() if self.base64 is None else b64decode(self.base64)


class Body(msgspec.Struct):
    """A message of the outbox."""

    text: str = ""
    spans: list[Span] = []
    buttons: list[list[Button]] = []
    files: list[File] = []
    react: str | None = None
    reply_to: str | None = None
    topic: str | None = None
    hides: bool = False

    @property
    def picture(self) -> File | None:
        """The one picture that all of the text goes under."""
        one = self.files[0] if len(self.files) == 1 and self.files[0].mime.startswith("image/") else None
        return one if one is not None and 0 < units(self.text) <= CAPTION else None


read_body = msgspec.json.Decoder(Body).decode


@dataclass(frozen=True, slots=True)
class Part:
    """One message as it is sent."""

    text: str
    entities: tuple[MessageEntity, ...]


def parts_of(body: Body) -> tuple[Part, ...]:
    """The text in parts; empty if there is none."""
    return tuple(part(body.text, start, end, body.spans) for start, end in cuts(body.text))


def part(text: str, start: int, end: int, spans: Sequence[Span]) -> Part:
    """The stretch of a text, with what is set apart in it."""
    shown = text[start:end]
    inside = ((max(a, start) - start, min(b, end) - start, style) for a, b, style in spans)
    return Part(shown, tuple(entities(shown, [span for span in inside if span[0] < span[1]])))


def entities(text: str, spans: Sequence[Span]) -> Iterator[MessageEntity]:
    """Spans as Telegram counts: in UTF-16 units, without blanks at their ends."""
    at = [0, *accumulate(2 if char > LAST_ALONE else 1 for char in text)] if spans else []
    for start, end, style in spans:
        inner = text[start:end]
        first, last = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
        if first < last:
            yield MessageEntity(type=style, offset=at[first], length=at[last] - at[first])


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a text begin and end: at line ends, at blanks where a line is too long, else anywhere."""
    start = 0
    while start < len(text):
        end = reach(text, start)
        if end < len(text):
            line, blank = text.rfind("\n", start, end), text.rfind(" ", start, end)
            end = line if line > start else blank if blank > start else end
        if text[start:end].strip():
            yield start, end
        start = end + 1 if end < len(text) and text[end] in "\n " else end


def reach(text: str, start: int) -> int:
    """How far a part that begins there can go."""
    end = min(len(text), start + LONGEST)
    while units(text[start:end]) > LONGEST:
        end -= (units(text[start:end]) - LONGEST + 1) // 2
    return end


def keyboard(rows: Sequence[Sequence[Button]], bot: str) -> InlineKeyboardMarkup | None:
    """The buttons, as wide as a phone lets them be read; None if there are none."""
    made = [[key(button, bot) for button in some] for row in rows for some in readable(row)]
    return InlineKeyboardMarkup(made) if made else None


def readable(row: Sequence[Button]) -> Iterator[list[Button]]:
    """The buttons of a row, on so many rows that their labels are not cut off."""
    taken: list[Button] = []
    for button in row:
        if taken and max(len(b.label) for b in (*taken, button)) * (len(taken) + 1) > WIDE:
            yield taken
            taken = []
        taken.append(button)
    if taken:
        yield taken


def key(button: Button, bot: str) -> InlineKeyboardButton:
    """One button; one that leads into the private chat is a link, since a press cannot open a chat."""
    label = button.label if 0 < len(button.label.strip()) <= LABEL else button.label[: LABEL - 1].strip() + "…"
    if button.private:
        return InlineKeyboardButton(label, url=link(button.id, bot))
    return InlineKeyboardButton(label, callback_data=button.id)


def link(button: str, bot: str) -> str:
    """The way into the private chat, with what a button is for."""
    return LINK.format(bot=bot, carried=carried(button))


def carried(button: str) -> str:
    """What a link into the private chat says of its button: what to do; of a challenge, a warning, an answer which."""
    name, _, rest = button.partition(":")
    whole = f"{name}_{rest.replace(':', '_')}"
    if name == "today" and rest != "next":
        return whole
    return whole if name == "challenge" and rest.replace(":", "").isalnum() and whole.isascii() else name or "start"
