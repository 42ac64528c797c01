"""Row 9: whatever people call themselves and write, through every text there is and the renderers of both doors:
nothing becomes markup, nothing mentions anybody, nothing turns the text around, nothing is too long.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any

import pytest
from fakes.telegram_spec import beyond_limits
from talking import all_texts
from test_discord_text import ALIVE, as_read
from test_telegram_text import WILD

from bot.clean import inert
from bot.console.show import unjoined
from bot.discord import text as discord_text
from bot.discord.view import parts_of as discord_parts
from bot.discord.view import sending
from bot.telegram.text import Body, Button, keyboard
from bot.telegram.text import parts_of as telegram_parts
from bot.templates import Field, split_template
from coach_core.challenge.names import clean_name
from coach_core.notation.clean import scrub
from coach_core.talk import Button as Pressed
from coach_core.talk import Msg, Say, msg
from tests.fakes.discord_limits import wrong_message

NASTY = (
    "<b>@everyone", "**x**", "[a](https://evil.example)", "<@123>", "# big", "> quote", "- item", "||hidden||", "@here",
    "```code```", "</today:1>", "[x](tg://user?id=1)", "-# small", "\u202edrow", "\u2066x", "\u200bx", "\\*", "1. one",
)  # fmt: skip
WORDS = frozenset({"", "name", "exercise"})  # how values are written that people gave
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c]")


def fields_of(text: str | Sequence[str]) -> list[Field]:
    forms = [text] if isinstance(text, str) else text
    return [part for form in forms for part in split_template(form) if isinstance(part, Field)]


def said_with(language: str) -> list[str]:
    """Every text of a language into which words can come, and no value but words."""
    texts = all_texts().catalog(language).texts
    found = {key: {field.spec for field in fields_of(text)} for key, text in texts.items()}
    return [key for key, specs in found.items() if specs and specs <= WORDS]


def wild(chance: random.Random) -> str:
    """A name or a note."""
    if chance.random() < 0.5:
        return chance.choice(NASTY) * chance.choice([1, 1, 3])
    return "".join(chance.choice(WILD) * chance.choice([1, 1, 1, 40]) for _ in range(chance.randint(1, 30)))


def filled(key: str, language: str, chance: random.Random) -> Msg:
    names = {field.name for field in fields_of(all_texts().catalog(language).texts[key])}
    return msg(key, **{name: wild(chance) for name in names})


def wrong_on_telegram(block: dict[str, Any]) -> list[str]:
    spans = [tuple(span) for span in block["spans"]]
    buttons = [[Button(b["id"], b["label"]) for b in row] for row in block["buttons"]]
    markup, found = keyboard(buttons, "bot"), list[str]()
    for part in telegram_parts(Body(text=block["text"], spans=spans, buttons=buttons)):
        sent = {"text": part.text, "entities": [entity.to_dict() for entity in part.entities]}
        found += beyond_limits("sendMessage", {**sent, **({"reply_markup": markup.to_dict()} if markup else {})})
        found += [f"a {entity.type}" for entity in part.entities if entity.type != "bold"]
    return found


def wrong_on_discord(block: dict[str, Any]) -> list[str]:
    found = list[str]()
    for part in discord_parts(block):
        view = sending(part).get("view")
        rows = view.to_components() if view is not None else []
        found += wrong_message({"content": part.content, "allowed_mentions": {"parse": []}, "components": rows})
        labels = [item.get("label", "") for row in rows for item in row["components"]]
        found += [f"turned around: {text!r}" for text in (part.content, *labels) if TURNS.search(text)]
        for line in as_read(part.content)[1].split("\n"):
            found += [f"unbalanced: {line!r}"] if line.count("**") % 2 else []
            found += [f"alive: {line!r}"] if ALIVE.search(line.replace("**", "x")) else []
    return found


async def test_wild_words_in_every_text_on_both_doors(size: float) -> None:
    seed, texts = random.randrange(10**6), all_texts()
    chance, keys = random.Random(seed), {language: said_with(language) for language in ("en", "es")}
    assert len(keys["en"]) > 150
    for n in range(round(2000 * size)):
        language = ("en", "es")[n % 2]
        key = keys[language][n // 2 % len(keys[language])]
        label = msg("plain-text", text=wild(chance))
        block = texts.block(Say((filled(key, language, chance),), ((Pressed("a:b", label),),)), language)
        assert wrong_on_telegram(block) == [], f"seed {seed}: {key}"
        assert wrong_on_discord(block) == [], f"seed {seed}: {key}"


async def test_the_control_that_escapes_nothing_is_seen(monkeypatch: Any) -> None:  # noqa: ANN401
    monkeypatch.setattr(discord_text, "plain", lambda text: text)
    seen = [wrong_on_discord({"text": word, "spans": [], "buttons": [], "data": {}, "files": []}) for word in NASTY]
    assert sum(map(bool, seen)) > len(NASTY) / 2


CLICKED = re.compile(r"(?<!\w)[@#/$]\w|\w\.[^\W\d]|://|\d\.\d+\.\d+\.\d")  # what a client makes a link or a command of
LINKS = (
    "evil.example", "https://evil.example/x", "www.Evil.COM", "t.me/evil", "tg://resolve?domain=x", "1.2.3.4",
    "пример.рф", "@durov", "/erase", "#free", "$EVIL", "me@evil.example", "discord.gg/abc", "Anna(evil.example)",
    "[x](https://evil.example)",
)  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_no_name_can_be_clicked_and_a_copied_one_is_the_same(name: str) -> None:
    """On boards, in previews, of own exercises. The control is the name by itself."""
    assert CLICKED.search(name)
    said = [
        msg("board-row", rank=1, name=name, parts=()),
        msg("board-in", names=(msg("only-name", name=name),)),
        msg("board-shared", name="Bea", exercise=name),
        msg("challenge-named", name=name),
        msg("link-ask", name=name, id="7", platform="Telegram"),
    ]
    button = ((Pressed("a:b", msg("only-name", name=name)),),)
    for language in ("en", "es"):
        block = all_texts().block(Say(tuple(said), button), language)
        shown = [
            part.text for part in telegram_parts(Body(text=block["text"], spans=[tuple(s) for s in block["spans"]]))
        ]
        for text in (*shown, *(part.content for part in discord_parts(block))):
            assert CLICKED.search(text.replace("/challenge", "").replace("\\", "")) is None, text
        assert block["buttons"][0][0]["label"] == name, "nothing on a button is a link"
        assert unjoined(block["text"], block["spans"])[0].count(name) == len(said), "it looks the same"
    assert clean_name(inert(name)) == clean_name(name)
    assert scrub(inert(name)) == scrub(name)
