"""Texts as Discord reads them (row 9): names mean nothing but their letters, pieces fit, buttons keep to the limits.

``as_read`` is Discord's markdown, as far as it can change what a person sees; the control escapes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.budget import FREE, KEPT, LONGEST_WAIT, noted, told, wait_before
from bot.discord.events import without_mention
from bot.discord.text import CONTENT, HIDDEN, Row, marked, pieces, plain, rows_of, units
from bot.discord.view import form_of, parts_of, sending
from coach_core.store import Stored
from tests.fakes.discord_limits import wrong_message

ALIVE = re.compile(
    r"\*|_|`|~~|\|\||<[@#:/ta]|@everyone|@here|\[[^\]]*\]\(|^\s*(?:>|#{1,3}\s|-#\s|[-*]\s|\d+[.)]\s)", re.MULTILINE
)
LINK = r"https?://[^\s<>*`|~\\]+"
NASTY = st.text(
    st.sampled_from("ab1 \n*_~`|<>@#[](){}\\-+.:!/\u202e\u2066\u200bé🏋中") | st.characters(exclude_categories=["Cs"]),
    max_size=400,
) | st.sampled_from(
    ["<b>@everyone", "**x**", "[a](https://evil.example)", "<@123>", "# big", "> quote", "- item", "1. one",
     "||hidden||", "```code```", "<t:1:R>", "</today:1>", "https://a.example/x_y_z*",
     "\\*", "~~~", "-# small", ">>> all"]
)  # fmt: skip


def as_read(text: str) -> tuple[str, str]:
    """What is shown, and the same with every escaped sign blotted out: what is alive in that has a meaning."""
    text = re.sub(LINK, lambda m: "u" * len(m[0]), text)
    skeleton = re.sub(r"\\[^0-9A-Za-z\s]", "x", text)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text), skeleton


@settings(max_examples=1000, deadline=None)
@given(NASTY)
def test_a_name_is_shown_as_its_letters_and_means_nothing(name: str) -> None:
    shown, skeleton = as_read(plain(name))
    assert shown == re.sub(LINK, lambda m: "u" * len(m[0]), HIDDEN.sub("", name))
    assert ALIVE.search(skeleton) is None, skeleton


def test_the_control_finds_what_is_not_escaped() -> None:
    for name in ("**x**", "<@123>", "# big", "[a](https://evil.example)", "1. one", "||x||", "@everyone"):
        assert ALIVE.search(as_read(name)[1]), name


@settings(max_examples=1000, deadline=None)
@given(NASTY, st.data())
def test_bold_stretches_are_closed_and_everything_fits(text: str, data: st.DataObject) -> None:
    text = text * data.draw(st.sampled_from([1, 1, 1, 12]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [(a, b, "bold") for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    for piece in pieces(text, spans):
        assert 0 < units(piece) <= CONTENT
        assert not HIDDEN.search(piece)
        for line in as_read(piece)[1].split("\n"):
            assert line.count("**") % 2 == 0, line
            assert ALIVE.search(line.replace("**", "x")) is None, line


def test_bold_is_bold() -> None:
    assert marked("Glute 8 · week 1", [(0, 7, "bold")]) == "**Glute 8** · week 1"
    assert marked("a\nb", [(0, 3, "bold")]) == "**a**\n**b**"


def test_pieces_part_at_the_ends_of_lines() -> None:
    text = "\n".join(f"line {n} " + "x" * 60 for n in range(80))
    found = pieces(text, [])
    assert len(found) > 1
    assert "\n".join(found) == text
    assert pieces("x" * 5000, []) != []
    assert pieces("", []) == []


def block(text: str = "x", rows: list[list[tuple[str, str]]] | None = None, **more: object) -> dict[str, object]:
    buttons = [[{"id": name, "label": label} for name, label in row] for row in rows or []]
    return {"text": text, "spans": [], "buttons": buttons, "data": {}, "files": [], **more}


BUTTON = st.tuples(st.text("ab:1", min_size=1, max_size=64), st.text(min_size=1, max_size=120))
ROWS = st.lists(st.lists(BUTTON, max_size=8), max_size=9)


@settings(max_examples=300, deadline=None)
@given(ROWS, st.booleans())
async def test_any_buttons_keep_to_the_limits(rows: list[list[tuple[str, str]]], shared: bool) -> None:
    more = {"share": "Show", "data": {"workout": {}}} if shared else {}
    told = block("x", rows, **{"choose": "Choose", **more})
    for part in parts_of(told):
        view = sending(part).get("view")
        body = {
            "content": part.content,
            "allowed_mentions": {"parse": []},
            "components": view.to_components() if view else [],
        }
        assert list(wrong_message(body)) == []


def test_buttons_stay_in_their_rows_where_they_fit() -> None:
    rows = [[{"id": "a", "label": "A"}, {"id": "b", "label": "B"}], [{"id": "c", "label": "C"}]]
    assert [[c.id for c in row.choices] for row in rows_of(rows)] == [["a", "b"], ["c"]]
    many = [[{"id": str(n), "label": str(n)}] for n in range(30)]
    assert [type(row) is Row and row.select for row in rows_of(many)] == [True, True]
    seven = [[{"id": str(n), "label": str(n)}] for n in range(7)]
    assert [len(row.choices) for row in rows_of(seven)] == [5, 2]
    assert [len(row.choices) for row in rows_of([[*rows[0], *rows[0]]])] == [2], "an id stands once"
    wide = [[{**row[0], "label": "Bodyweight hip thrust 1: bodyweight × 15"}] for row in seven]
    assert [(row.select, len(row.choices)) for row in rows_of(wide)] == [(True, 7)], "a screen full of buttons"
    assert [row.select for row in rows_of(wide[:5])] == [False] * 5, "each in a row of its own"


@pytest.mark.parametrize("length", [1990, 2500, 9000])
async def test_a_message_that_is_edited_stays_one(length: int) -> None:
    [part] = parts_of(block("word " * (length // 5)), one=True)
    assert (part.embed is None) == (length < CONTENT)
    assert part.embed is None or len(part.embed) <= 4096


def a_message(n: int, at: datetime) -> Stored:
    return Stored(1, n, 1, "discord", "41", None, None, None, b"{}", "pending", 0, at)


def test_a_nonce_is_the_same_for_the_same_and_fits() -> None:
    from bot.discord.send import nonce_of

    at = datetime(2026, 11, 23, tzinfo=UTC)
    names = {nonce_of(a_message(n, at), part) for n in range(50) for part in range(3)}
    assert len(names) == 150
    assert all(len(name) <= 25 for name in names)
    assert nonce_of(a_message(1, at), 0) == nonce_of(a_message(1, at), 0)
    assert nonce_of(a_message(1, at), 0) != nonce_of(a_message(1, at.replace(hour=1)), 0), "another store"


def starts_in_a_day(wait: Callable[..., object]) -> int:
    """How many sessions are asked for in a day by a process that dies at once and is started again at once."""
    from datetime import timedelta

    notes: dict[str, str] = {}
    now, count = datetime(2026, 11, 23, tzinfo=UTC), 0
    end = now + timedelta(days=1)
    while now < end and count < 2000:
        starts = told(notes)
        now += wait(starts, now) + timedelta(seconds=2)  # type: ignore[operator]
        if now < end:
            count += 1
            notes["starts"] = noted([*starts, now]) or ""
    return count


def test_a_crash_loop_asks_for_no_more_than_a_hundred_sessions_a_day() -> None:
    from datetime import timedelta

    assert starts_in_a_day(wait_before) <= 100
    assert starts_in_a_day(lambda starts, now: timedelta(0)) > 1000, "the control: without the pause the token goes"


def test_the_pause_begins_after_three_starts_within_five_minutes() -> None:
    from datetime import timedelta

    at = datetime(2026, 11, 23, tzinfo=UTC)
    minute = timedelta(minutes=1)
    assert wait_before([at, at + minute], at + minute) == timedelta(0)
    assert wait_before([at, at + minute, at + 2 * minute], at + 2 * minute) == timedelta(seconds=5)
    assert wait_before([at, at + 4 * minute, at + 8 * minute], at + 8 * minute) == timedelta(0), "hours of bad network"
    many = [at + n * timedelta(seconds=1) for n in range(40)]
    assert wait_before(many, many[-1]) == LONGEST_WAIT
    assert len(told({"starts": noted(many) or ""})) == KEPT
    assert wait_before(many, many[-1] + 2 * LONGEST_WAIT) == timedelta(0)
    assert noted([]) is None
    assert FREE == 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@9> 100x10", "100x10"),
        ("<@!9>100x10", "100x10"),
        ("100x10 <@&1>", "100x10"),
        ("100x10 felt good <#55> today", "100x10 felt good today"),
        ("100x10 <:muscle:123456789012345678>", "100x10"),
        ("<a:fire:1> 100x10 <a:fire:1>", "100x10"),
        ("100x10 <t:1618953630:R>", "100x10"),
        ("100x10 with <@77>", "100x10 with"),
        ("</today:12> 100x10", "100x10"),
        ("less < 10 > 5, <3", "less < 10 > 5, <3"),  # the control: what is no mark
        ("100x10\n95x8", "100x10\n95x8"),
    ],
)
def test_the_marks_of_discord_are_not_for_the_reader(written: str, read: str) -> None:
    assert without_mention(written, 9) == read


async def test_a_form_waits_for_nothing_in_memory() -> None:
    form = form_of({"id": "fill:1", "title": "Log sets", "label": "Sets", "value": "15 15", "placeholder": "15"}, 7)
    assert form.is_finished()
