"""Long texts in parts, spans as entities, buttons in rows; whatever people call themselves, nothing becomes markup."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from fakes.telegram_spec import beyond_limits, units
from hypothesis import given, settings
from hypothesis import strategies as st
from talking import all_texts

from bot.telegram.text import LONGEST, Body, Button, cuts, keyboard, parts_of
from coach_core.talk import Button as Say_Button
from coach_core.talk import Say, msg

PIECES = ["💪", "é", "a", "\n", " ", "\n\n", "<b>", "*_`[x](tg://user?id=1)", "@everyone", "العربية", "x" * 60]


def body_of(text: str, spans: list[tuple[int, int, str]]) -> Body:
    return Body(text=text, spans=spans)


@given(st.lists(st.sampled_from(PIECES), max_size=3000), st.data())
@settings(max_examples=150, deadline=None)
def test_parts_hold_all_words_and_every_mark(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [(a, b, "bold") for a, b in list(pairwise(ends))[::2] if a < b]
    parts = parts_of(body_of(text, spans))
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())
    for part in parts:
        assert 0 < units(part.text) <= LONGEST
        sent = {"text": part.text, "entities": [entity.to_dict() for entity in part.entities]}
        assert list(beyond_limits("sendMessage", sent)) == []
    marked = "".join(
        part.text.encode("utf-16-le")[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
        for part in parts
        for e in part.entities
    )
    assert "".join(marked.split()) == "".join("".join(text[a:b] for a, b, _ in spans).split())


def test_parts_end_at_line_ends_where_they_can() -> None:
    line = "y" * 99
    text = "\n".join([line] * 100)
    assert all(text[start:end].count("\n") + 1 == len(text[start:end].split("\n")) for start, end in cuts(text))
    assert {one for start, end in cuts(text) for one in text[start:end].split("\n")} == {line}


WILD = "<>&*_`[]()~|#@:/\\\"'{}%\u202e\u2066\u200f\u0301\u115f\ud83d💪éа0 \n\x00\x07\U000e0041\U0010ffff"


def test_wild_names_and_notes_come_out_as_letters(size: float) -> None:
    """Through the real renderer: what is shown is within the limits, bold only where the language files say so."""
    seed = random.randrange(10**6)
    chance, texts = random.Random(seed), all_texts()
    for _ in range(round(2000 * size)):
        name = "".join(chance.choice(WILD) * chance.choice([1, 1, 1, 40]) for _ in range(chance.randint(1, 30)))
        key = chance.choice(["command-unknown", "which-exercise"])
        button = Say_Button("a:b", msg("button-otherwise", text=name))
        block = texts.block(Say((msg(key, name=name),), ((button,),)), "en")
        body = Body(text=block["text"], spans=[tuple(s) for s in block["spans"]],
                    buttons=[[Button(b["id"], b["label"]) for b in row] for row in block["buttons"]])  # fmt: skip
        markup = keyboard(body.buttons, "bot")
        assert markup is not None
        for part in parts_of(body):
            sent = {
                "text": part.text,
                "entities": [entity.to_dict() for entity in part.entities],
                "reply_markup": markup.to_dict(),
            }
            assert list(beyond_limits("sendMessage", sent)) == [], f"seed {seed}: {name!r}"
            assert {entity.type for entity in part.entities} <= {"bold"}


def test_the_control_sees_a_text_that_turns_around() -> None:
    assert list(beyond_limits("sendMessage", {"text": "a\u202eb"})) != []
    assert list(beyond_limits("sendMessage", {"text": "💪", "entities": [{"type": "bold", "offset": 1, "length": 1}]}))


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["✓ Done as prescribed", "✓ One set"], 2),  # half a row would cut the first one off
        (["How to", "Pain or form", "Why?"], 1),
        (["Change", "Skip", "A rather long one"], 2),
        (["Beginner (up to 6 months)", "Intermediate (6–24 months)"], 2),
        (["Yes", "No"], 1),
        (["x" * 80], 1),
    ],
)
def test_rows_are_as_wide_as_a_phone(labels: list[str], rows: int) -> None:
    markup = keyboard([[Button("a:b", label) for label in labels]], "bot")
    assert markup is not None
    assert len(markup.inline_keyboard) == rows
    assert list(beyond_limits("sendMessage", {"text": "x", "reply_markup": markup.to_dict()})) == []


def test_a_button_into_the_private_chat_is_a_link_without_a_deed() -> None:
    markup = keyboard([[Button("today:next", "Open", private=True)]], "topset_bot")
    assert markup is not None
    assert markup.inline_keyboard[0][0].url == "https://t.me/topset_bot?start=today"
    place = keyboard([[Button("challenge:me:7", "My place", private=True)]], "topset_bot")
    assert place is not None
    assert place.inline_keyboard[0][0].url == "https://t.me/topset_bot?start=challenge_me_7"
