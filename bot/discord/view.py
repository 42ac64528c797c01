"""A neutral block as objects of discord.py: content, embed, buttons, files, forms. Nothing of it is kept in memory."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import discord
import msgspec

from bot.discord.text import CONTENT, LABEL, OPTION, Block, Choice, Row, cut, marked, pieces, rows_of, units
from bot.files import content_of
from coach_core.values import dataclass

EMBED = 4096  # characters of a description: a message that must stay one message is put there
TITLE, FIELD, VALUE, PLACEHOLDER = 45, 45, 4000, 100
PICK = "pick:"  # of the select's own id; what is chosen are ids of buttons
SHARE = "share"
BETWEEN = "#"  # after the id of a form's button: what makes the form's id its own
SHARED = frozenset({"workout", "logged", "progress", "why"})  # what people show each other
read = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(frozen=True, slots=True)
class Part:
    """One Discord message."""

    content: str
    block: Block | None = None  # the last part has the buttons and the files
    rows: tuple[Row, ...] = ()
    embed: str | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its buttons and selects."""
        picks = {f"{PICK}{number}" for number, row in enumerate(self.rows) if row.select}
        return frozenset(picks | {c.id for row in self.rows if not row.select for c in row.choices})


def parts_of(block: Block, *, one: bool = False) -> list[Part]:
    """The messages that a block becomes; with ``one`` a single one, whatever its length."""
    more = [Choice(SHARE, block["share"])] if "share" in block and shareable(block) else []
    rows = rows_of(block["buttons"], more)
    if one and units(text := marked(block["text"], block["spans"])) > CONTENT:
        return [Part("", block, rows, embed=cut(text, EMBED))]
    found = pieces(block["text"], block["spans"]) or [""]
    return [*(Part(text) for text in found[:-1]), Part(found[-1], block, rows)]


def shareable(block: Block) -> bool:
    """Whether somebody may want to show this to a room: a workout or sets, nothing that is asked or warned of."""
    return bool(block["data"].keys() & SHARED) and not block["data"].keys() & {"question", "safety"}


def view_of(part: Part) -> discord.ui.View | None:
    """Buttons and selects. The view is stopped at once: presses are routed by their ids alone (on_discord.py)."""
    if not part.rows:
        return None
    view = discord.ui.View(timeout=None)
    choose = part.block.get("choose") if part.block else None
    for number, row in enumerate(part.rows):
        for item in items_of(number, row, choose):
            view.add_item(item)
    view.stop()
    return view


def items_of(number: int, row: Row, choose: str | None) -> list[discord.ui.Item[discord.ui.View]]:
    """A row: its buttons, the first of all being the one that most people want; or its select."""
    if not row.select:
        return [
            discord.ui.Button(label=cut(c.label, LABEL), custom_id=c.id, row=number, style=style_of(number, nth, c))
            for nth, c in enumerate(row.choices)
        ]
    options = [discord.SelectOption(label=cut(c.label, OPTION), value=c.id) for c in row.choices]
    return [discord.ui.Select(custom_id=f"{PICK}{number}", placeholder=choose, options=options, row=number)]


def style_of(row: int, nth: int, choice: Choice) -> discord.ButtonStyle:
    """How a button looks."""
    first = row == nth == 0 and choice.id != SHARE
    return discord.ButtonStyle.primary if first else discord.ButtonStyle.secondary


def files_of(block: Block | None) -> list[discord.File]:
    """The files of a message."""
    told: Sequence[Mapping[str, str]] = block["files"] if block else ()
    return [discord.File(io.BytesIO(content_of(file)), file["name"]) for file in told]


def sending(part: Part) -> dict[str, Any]:
    """What ``send`` is told of a part."""
    told: dict[str, Any] = {"content": part.content or None}
    if part.embed is not None:
        told["embed"] = discord.Embed(description=part.embed)
    if (view := view_of(part)) is not None:
        told["view"] = view
    if files := files_of(part.block):
        told["files"] = files
    return told


def editing(part: Part) -> dict[str, Any]:
    """What ``edit`` is told of a part: all of it, so that nothing of before stays."""
    embeds = [discord.Embed(description=part.embed)] if part.embed is not None else []
    return {"content": part.content or None, "embeds": embeds, "view": view_of(part)}


def sharing(message: discord.Message) -> dict[str, Any]:
    """What everybody sees of a message that was whispered: its text, without anything to press."""
    told: dict[str, Any] = {"content": message.content or None}
    if message.embeds:
        told["embed"] = message.embeds[0]
    return told


def pressable(message: discord.Message, without: str | None = None) -> discord.ui.View:
    """What can be pressed on a message as it is there; ``without`` the one with that id."""
    view = discord.ui.View.from_message(message, timeout=None)
    for item in view.children:
        if without is not None and getattr(item, "custom_id", None) == without:
            view.remove_item(item)
    view.stop()
    return view


def form_of(form: Mapping[str, str], unique: int) -> discord.ui.Modal:
    """A form to fill in. Its id says what it is for and is its own, so that nobody's answers meet another's."""
    modal = discord.ui.Modal(title=cut(form["title"], TITLE), custom_id=f"{form['id']}{BETWEEN}{unique}", timeout=None)
    field: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        custom_id="text",
        style=discord.TextStyle.paragraph,
        default=form["value"][:VALUE] or None,
        placeholder=cut(form["placeholder"], PLACEHOLDER),
        max_length=CONTENT,
    )
    modal.add_item(discord.ui.Label(text=cut(form["label"], FIELD), component=field))
    modal.stop()
    return modal
