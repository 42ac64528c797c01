"""Who leaves, or is erased, is nowhere in the room any more: what was said there before is changed, also at the end."""

from __future__ import annotations

import functools
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from challenging import Message, comes, says, trains, waits
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from talking import Talking, all_texts, talking

from bot.clean import JOINT
from coach_core.challenge.showing import board_say, ceremony, look_back
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.unnamed import names_of, unnamed
from coach_core.challenge.values import Board, Challenge, Row, Standing, Team
from coach_core.commands.account import export_json
from coach_core.store import tables as t
from coach_core.store import turns
from coach_core.store.db import Ask, Statement
from coach_core.store.records import Stored
from coach_core.talk import Incoming, Kind, Role, Say

START = datetime(2026, 11, 23, tzinfo=UTC)
PEOPLE = {"anna": "Zita", "bela": "Yann", "carl": "Xeno"}  # and what they call themselves
LEFT = "somebody who left"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def begun(talk: Talking, kind: str = "volume") -> list[Message]:
    """A challenge of two weeks with three people, who have trained; what was shown."""
    for name in PEOPLE:
        await comes(talk, name)
    shown = await says(talk, "boss", ":admin on", f"/challenge new {kind} 2 now", room="gym")
    for n, (name, called) in enumerate(PEOPLE.items()):
        shown += await says(talk, name, "/challenge join", f"/challenge name {called}", room="gym")
        shown += await trains(talk, name, *["done"] * (3 - n))
    return shown


async def held(talk: Talking) -> list[Message]:
    """The same when it is over; what was shown."""
    return await begun(talk) + await waits(talk, "15d")


async def stored(talk: Talking, own: str = "bela") -> list[str]:
    """Every row of the outbox that is for a room, as it stands in the database; without what one told ``own`` alone."""
    o, i = t.outbox.c, t.identity.c
    whose = select(i.person).where(i.external == own).scalar_subquery()
    seen = (o.public == 1) | (o.person != func.coalesce(whose, 0))
    [rows] = await talk.store._read(Ask(Statement(select(o.body).where(o.room.is_not(None), seen))))
    return [body.decode() for (body,) in rows if isinstance(body, bytes)]


def public(shown: list[Message]) -> list[Message]:
    return [m for m in shown if not m["private"]]


def line_of(message: Message, words: str) -> str:
    return next(line for line in message["text"].splitlines() if words in line)


@pytest.mark.parametrize("how", ["/challenge leave", "button", "/erase", "the room"])
async def test_after_the_ceremony_the_name_goes_and_the_places_stay(how: str, talk: Talking) -> None:
    before = {m["id"]: m for m in public(await held(talk)) if "Yann" in m["text"]}
    last = list(before.values())[-1]
    assert line_of(last, "Yann") == "🥇 Yann · 900 kg · 1 session"
    if how == "button":
        shown = await says(talk, "bela", "/challenge me", ":press Take my name off")
    elif how == "/erase":
        shown = await says(talk, "bela", "/erase", ":press Erase everything for good")
    elif how == "the room":
        await talk.store.left_room("terminal", "bela", "gym", talk.clock.now())
        shown = await waits(talk, "1s")
    else:
        shown = await says(talk, "bela", how)
    changed = {m["edits"]: m for m in public(shown)}
    assert len(changed) == 3, "a look back, the last board, the ceremony; earlier boards were changed in their place"
    assert changed.keys() <= before.keys()
    assert all("Yann" not in json.dumps(m) for m in changed.values())
    held_now = changed[last["id"]]
    assert line_of(held_now, LEFT) == f"🥇 {LEFT}", "no number of theirs is left"
    assert "Most consistent: Zita, " + LEFT in held_now["text"]
    assert [r for r in last["data"]["board"]["rows"] if r["name"] != "Yann"] == held_now["data"]["board"]["rows"]
    told = [m["text"] for m in shown if m["private"]]
    assert any("your name goes from all that I said" in text for text in told) == (
        how in ("/challenge leave", "button")
    )
    assert not any("Yann" in body for body in await stored(talk))
    assert "Place 1 of 3, as Zita" in (await says(talk, "anna", "/challenge me"))[-1]["text"], "as at the ceremony"
    if how != "/erase":
        again = await says(talk, "bela", "/challenge leave")
        assert "You are in no such challenge" in again[-1]["text"]
        assert not public(again)


async def test_a_ceremony_that_is_said_again_has_the_place_without_the_name(talk: Talking) -> None:
    await held(talk)
    await says(talk, "bela", "/challenge leave")
    await talk.store.rooms_back("terminal", ("gym",), talk.clock.now() - timedelta(days=9), talk.clock.now())
    anew = public(await waits(talk, "1s"))[-1]["text"]
    assert f"🥇 {LEFT}" in anew
    assert "🥉 Xeno" in anew
    assert "Most consistent: Zita." in anew


async def test_of_several_that_are_over_the_one_is_asked_about(talk: Talking) -> None:
    await held(talk)
    await says(talk, "boss", "/challenge new sets 2 now", room="gym")
    for name in ("anna", "bela"):
        await says(talk, name, "/challenge join", room="gym")
    await waits(talk, "15d")
    asked = (await says(talk, "bela", "/challenge leave"))[-1]
    assert [b["label"] for b in asked["buttons"]] == ["Sets", "Total volume"]
    left = public(await says(talk, "bela", ":press Sets"))
    assert {m["data"]["board"]["kind"] for m in left} == {"sets"}, "the other one still names them"


@pytest.mark.parametrize("how", ["/challenge leave", "/erase"])
async def test_while_it_runs_what_was_said_of_earlier_weeks_is_changed_too(how: str, talk: Talking) -> None:
    await begun(talk)
    await says(talk, "bela", "/challenge share barbell_hip_thrust")
    shown = public(await waits(talk, "6d"))
    back = next(m for m in shown if "Week 1 is over" in m["text"])
    assert "Yann" in back["text"]
    await says(talk, "bela", "/challenge share barbell_hip_thrust")
    board = next(m for m in public(await waits(talk, "2m")) if "personal record" in m["text"])
    sure = [":press Erase everything for good"] if how == "/erase" else []
    left = public(await says(talk, "bela", how, *sure))
    assert {back["id"], board["id"]} <= {m["edits"] for m in left}
    assert not any("Yann" in m["text"] or "personal record" in m["text"] for m in left)
    assert LEFT not in left[-1]["text"], "the board is drawn anew: there nobody is missing while it runs"
    assert not any("Yann" in body for body in await stored(talk))


async def test_an_answer_before_all_that_names_somebody_is_changed_too(talk: Talking) -> None:
    await begun(talk, "teams random")
    event = Incoming("terminal", "boss", "open", talk.clock.now(), text="/challenge team A Yann", room="gym")
    said = await talk.store.turn(replace(event, role=Role.ADMIN))
    await talk.store.mark_sent([(said.messages[0], "77")], talk.clock.now())
    board = replace(event, person="bela", event="open2", text="/challenge board", kind=Kind.TEXT)
    shown = await talk.store.turn(board)
    await talk.store.mark_sent([(shown.messages[0], "78")], talk.clock.now())
    assert [("Yann is in team A" in m.body.decode()) for m in said.messages] == [True]
    assert b"Yann" in shown.messages[0].body
    left = public(await says(talk, "bela", "/erase", ":press Erase everything for good"))
    assert f"{LEFT} is in team A now." in [m["text"] for m in left]
    assert not any("Yann" in body for body in await stored(talk))


async def test_what_is_on_its_way_while_somebody_leaves_is_changed_behind_it(talk: Talking) -> None:
    await begun(talk)
    await talk.store.rooms_back("terminal", ("gym",), talk.clock.now(), talk.clock.now())
    [due] = [w for w in await talk.store.due_before("terminal", talk.clock.now()) if w.due.kind == "host"]
    [board] = (await talk.store.turn(due.event(talk.clock.now()))).messages
    assert b"Yann" in board.body
    leave = Incoming("terminal", "bela", "leaves", talk.clock.now(), text="/challenge leave")
    await talk.store.turn(leave)
    await talk.store.mark_sent([(board, "99")], talk.clock.now())  # as it was handed out before
    [again] = [m for m in await talk.store.pending("terminal", talk.clock.now()) if m.n == board.n and m.public]
    assert again.rewrites
    assert again.replaces_there == "99"
    assert b"Yann" not in again.body


async def rewritten(talk: Talking) -> list[Stored]:
    waiting = await talk.store.pending("terminal", talk.clock.now())
    return [m for m in waiting if m.rewrites]


async def test_what_can_neither_be_changed_nor_deleted_is_told_to_whom_it_names(talk: Talking) -> None:
    await held(talk)
    leave = Incoming("terminal", "bela", "leaves", talk.clock.now(), text="/challenge leave")
    await talk.store.turn(leave)
    first, board, ceremony = await rewritten(talk)
    await talk.store.mark_sent([(first, first.replaces_there)], talk.clock.now())
    for refused in (board, ceremony):
        await talk.store.mark_failed(refused, None)
    [told] = await waits(talk, "1s")
    assert told["to"] == "bela"
    assert "still shows your name. An admin there can delete it" in told["text"]
    assert await waits(talk, "1d") == [], "once"
    assert not any("Yann" in body for body in await stored(talk)), "here it is gone all the same"


async def test_what_was_deleted_there_names_nobody_any_more(talk: Talking) -> None:
    await held(talk)
    await talk.store.turn(Incoming("terminal", "bela", "leaves", talk.clock.now(), text="/challenge leave"))
    await talk.store.mark_sent([(m, None) for m in await rewritten(talk)], talk.clock.now())
    assert await waits(talk, "1s") == []
    await talk.store.turn(Incoming("terminal", "anna", "too", talk.clock.now(), text="/challenge leave"))
    assert await rewritten(talk) == []


async def test_what_names_people_is_kept_as_long_as_it_can_be_changed(talk: Talking) -> None:
    await held(talk)
    await talk.store.prune(talk.clock.now() + timedelta(days=40))
    kept = await stored(talk)
    assert len(kept) == 3, "a look back, the last board, the ceremony: the boards before are no more"
    await waits(talk, "40d")
    assert len(public(await says(talk, "bela", "/challenge leave"))) == 3
    for name in ("anna", "carl"):
        await says(talk, name, "/challenge leave")
    await talk.store.prune(talk.clock.now() + timedelta(days=4))
    assert await stored(talk) == [], "when they name nobody they go as every message does"


ACTS = ("in", "in", "board", "leave", "train", "share", "wait", "wait", "wait", "day", "erase", "cheer")


async def random_month(talk: Talking, chance: Random, acts: int) -> list[str]:
    """Random acts of three people in two challenges; what is stored for rooms that names somebody who is out."""
    for name in PEOPLE:
        await comes(talk, name)
    for kind in ("volume", "sets"):
        await says(talk, "boss", ":admin on", f"/challenge new {kind} 2 now", room="gym")
    called: dict[str, set[str]] = {name: set() for name in PEOPLE}
    number = 0
    wrong: list[str] = []
    for _ in range(acts):
        name, act = chance.choice(list(PEOPLE)), chance.choice(ACTS)
        if act in ("leave", "erase"):
            while "Which one" in (await says(talk, name, "/challenge leave"))[-1]["text"]:
                await says(talk, name, ":press Sets")
        if act == "erase":
            await says(talk, name, "/erase", ":press Erase everything for good")
            await comes(talk, name)
        if act in ("leave", "erase"):
            rows = [*await stored(talk, name), *[await export(talk, other) for other in PEOPLE if other != name]]
            wrong += [row for row in rows for old in called[name] if old in row]
            called[name].clear()
        elif act == "in":
            number += 1
            called[name].add(new := f"{PEOPLE[name]}{number}")
            for line in ("/challenge join volume", "/challenge join sets", f"/challenge name {new}"):
                await says(talk, name, line, room="gym")
        elif act == "train":
            await trains(talk, name, "done")
        elif act == "share":
            await says(talk, name, "/challenge share barbell_hip_thrust")
        elif act == "board":
            await says(talk, name, "/challenge board volume", room="gym")
        elif act == "cheer":
            await says(talk, name, "/challenge cheer", room="gym")
        else:
            await waits(talk, "3d" if act == "day" else "61s")
    return wrong


async def export(talk: Talking, name: str) -> str:
    person = await talk.store.person("terminal", name)
    assert person is not None
    return str(export_json(person, await talk.store.rows(person.number)))


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_row_for_a_room_names_who_is_out(seed: int, talk: Talking, size: float) -> None:
    assert await random_month(talk, Random(seed), round(60 * max(size, 1))) == []


async def test_the_control_that_leaves_rows_as_they_are_is_caught(
    talk: Talking, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object) -> list[object]:
        return []

    monkeypatch.setattr(turns, "hidden", nothing)
    assert await random_month(talk, Random(1), 60)


NAMES = ("Ana <b>@everyone", "o", "1. win", "ana.example.com", "Ζωή", "łódź 💪", "x" * 32, "left", "Ana", "שלום")
KINDS = ("volume", "teams", "together", "standing")


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=10, unique=True), st.sampled_from(KINDS),
    st.sampled_from(("en", "es")), st.sampled_from((ceremony, look_back, board_say)), st.randoms(use_true_random=False),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_message_without_a_name_says_the_rest_as_it_was(
    names: list[str], kind: str, language: str, what: Callable[..., Say], chance: Random
) -> None:
    rows = tuple(
        Row(n, name, Standing(9_000 - n, 3, 2), 500, team=n % 2 if kind == "teams" else None)
        for n, name in enumerate(names, 1)
    )
    awards = tuple(("steady", name) for name in names[:3])
    teams = (Team(0, 1, 7), Team(1, 1, 3)) if kind == "teams" else ()
    board = Board(rows, len(rows), 10, teams, shared=((names[0], "back_squat"),), awards=awards,
                  named=tuple(enumerate(names, 1)))  # fmt: skip
    challenge = Challenge(7, "terminal", "gym", kind, START, START + timedelta(days=28), "en", goal=9, teams=len(teams))
    told = (CHALLENGES[kind], challenge, board, *(() if what is ceremony else (START + timedelta(days=9),)))
    [block] = all_texts().blocks((what(*told),), language)
    gone = chance.sample(range(1, len(names) + 1), chance.randint(1, len(names)))
    after = functools.reduce(unnamed, gone, block)
    assert after == functools.reduce(unnamed, sorted(gone), block), "in whatever order"
    assert names_of(after) == set(range(1, len(names) + 1)) - set(gone)
    for number, start, end, _ in after["who"]["marks"]:
        assert after["text"][start:end].strip("\n").replace(JOINT, "").find(names[number - 1]) in range(4), "the others"
    bold = [block["text"][a:b] for a, b, _ in block["spans"]]
    assert [after["text"][a:b] for a, b, _ in after["spans"]] == bold, "and what was set apart"
    assert {row["name"] for row in after["data"]["board"]["rows"]} == {
        name for number, name in enumerate(names, 1) if number not in gone
    }
    lines = [line for line in block["text"].split("\n") if not any(name in line.replace(JOINT, "") for name in names)]
    assert set(lines) <= set(after["text"].split("\n")), "every line that names nobody"
    drawn = [place["name"] for file in after["files"] for place in file["chart"]["places"]]
    assert not {names[number - 1] for number in gone} & set(drawn)


async def test_an_admin_who_decides_later_moves_nobody_up(talk: Talking) -> None:
    await begun(talk)
    await says(talk, "carl", "hip thrust 500x5", "yes")
    held = public(await waits(talk, "14d"))[-1]["text"]
    assert "🥇 Zita" in held
    await says(talk, "anna", "/challenge leave")
    await says(talk, "boss", "/challenge check", ":press It does not", room="gym")
    again = public(await waits(talk, "2d"))[-1]["text"]
    assert "The result" in again or "decided" in again
    assert [line[:8] for line in again.splitlines() if "kg" in line] == [
        line[:8] for line in held.splitlines() if "kg" in line and "Zita" not in line
    ], "as they stood"
    assert "Zita" not in again


async def test_what_a_captain_and_an_admin_were_told_alone_is_kept_without_the_name_too(talk: Talking) -> None:
    for name in PEOPLE:
        await comes(talk, name)
    await says(talk, "boss", ":admin on", "/challenge new teams 2 captain now", room="gym")
    for name, called in PEOPLE.items():
        await says(talk, name, "/challenge join", f"/challenge name {called}", room="gym")
    await says(talk, "boss", "/challenge captain A Zita", "/challenge captain B Xeno", room="gym")
    asked = await says(talk, "anna", "/challenge pick", room="gym")
    assert [b["label"] for b in asked[-1]["buttons"]] == ["Yann"]
    assert [row for row in await stored(talk) if "Yann" in row], "the control"
    await says(talk, "bela", "/challenge leave")
    assert not any("Yann" in row for row in await stored(talk))
    assert any("Xeno leads team B" in row for row in await stored(talk)), "the others are left alone"
