"""Every file of dialogs/, held against the coach through the real console. How they are written: dialog.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from books import unbalanced
from dialog import DIALOGS, Dialog, Turn, answer_lines, looked_up, read_dialog, typed_lines, write_dialog
from explained import Asking
from talking import Line, Talking, talking, the_book

from bot.language import LOST
from bot.on_console import PLATFORM
from coach_core.commands.place import local

UPDATE = bool(os.environ.get("UPDATE_DIALOGS"))
FILES = sorted(DIALOGS.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
async def test_dialog(path: Path, tmp_path: Path) -> None:
    dialog = read_dialog(path)
    talk = await opened(dialog, tmp_path)
    try:
        speaking = dialog.header["as"]
        for turn in dialog.turns:
            if turn.line.startswith("! "):
                assert turn.line == "! restart", turn.line
                talk = await restarted(dialog, tmp_path, talk, speaking)
                continue
            speaking = await held(dialog, path, turn, talk, speaking)
    finally:
        await talk.close()
    if UPDATE:
        write_dialog(path, dialog)


async def held(dialog: Dialog, path: Path, turn: Turn, talk: Talking, speaking: str) -> str:
    """One turn: said, answered as expected, the checks hold, the books balance. Who speaks from now on."""
    place = f"{path.name}:{turn.number}"
    speaking, typed = typed_lines(turn.line, speaking)
    shown: list[Line] = []
    for line in typed:
        shown += await talk(line)
    answered = list(answer_lines(shown, speaking))
    if not UPDATE:
        assert answered == turn.expected, f"{place}: {turn.line}"
    turn.expected[:] = answered
    proper(dialog, place, turn.line, shown)
    for number, check in turn.checks:
        data: dict[str, object] = {}
        for message in shown:
            data.update(message.get("data", {}))
        value, wanted = looked_up(data, check)
        assert value == wanted, f"{path.name}:{number}: {check}"
    for person in sorted({speaking, *(m["to"] for m in shown if m.get("to"))}):
        assert not await found_wrong(talk, person), f"{place}: the books of {person} do not balance after {turn.line!r}"
    await explained(talk, place, dialog.header["locale"], speaking, shown)
    return speaking


async def explained(talk: Talking, place: str, language: str, name: str, shown: list[Line]) -> None:
    """For every number of a workout that was shown /why has an answer."""
    for message in shown:
        workout = message.get("data", {}).get("workout")
        person = await talk.store.person(PLATFORM, name) if workout and message["to"] == name else None
        if person is not None and person.training.plan is not None:
            rows = await talk.store.rows(person.number)
            asking = Asking(the_book(), person, rows, talk.clock.now(), language)
            assert not list(asking.wrong(workout, message["text"])), place


async def found_wrong(talk: Talking, name: str) -> list[str]:
    """What is wrong in the books of a person."""
    person = await talk.store.person(PLATFORM, name)
    if person is None:
        return []
    rows = await talk.store.rows(person.number)
    return list(unbalanced(the_book(), person, rows, local(person, talk.clock.now()).date()))


def proper(dialog: Dialog, place: str, line: str, shown: list[Line]) -> None:
    """Nobody is left without an answer or answered twice."""
    messages = [m for m in shown if m["kind"] == "message"]
    asked = [h for h in shown if h["kind"] == "heard" and h["event"] in ("text", "press", "edit", "file", "again")]
    assert not any(LOST in m["text"] for m in messages), f"{place}: a text is missing in the answer to {line!r}"
    assert messages or not asked, f"{place}: silence after {line!r}"
    fresh = [m["to"] for m in messages if not m["edits"]]
    clock = not asked
    assert clock or dialog.header["several"] == "yes" or len(fresh) == len(set(fresh)), (
        f"{place}: two answers to {line!r}"
    )


async def opened(dialog: Dialog, folder: Path, person: str | None = None, clock: str | None = None) -> Talking:
    """The chat of a dialog."""
    header = dialog.header
    return await talking(
        folder / "dialog.db",
        person=person or header["as"],
        locale=header["locale"],
        clock=clock or header["clock"],
    )


async def restarted(dialog: Dialog, folder: Path, talk: Talking, person: str) -> Talking:
    """The chat ended and begun again on its store, at the same time."""
    now = talk.clock.now().isoformat()
    await talk.close()
    return await opened(dialog, folder, person, now)
