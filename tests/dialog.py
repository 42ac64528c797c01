"""Dialog files: conversations that a person can read, each a test. How they are written stands here; the tests are in
test_dialogs.py.

    A dialog begins with a header: `name: value` lines (as, locale, clock, seed, several), then an empty line.
    # a remark; it stays where it is
    > 100x10                    said by the person of the header, or by the last one who spoke with "name>"
    anna> 100x10                said by anna
    > [Undo]                    a press on the button with this label or id
    > :file photo.png           any word of the terminal: :edit, :again, :in, :admin, :file …
    @ 2026-11-24 18:00          the clock goes on to this time (UTC unless it has a zone)
    @ +3d                       the clock goes on by a while
    ! restart                   the chat ends and is opened again on the same store
    ? workout.exercises[0].sets[0].load = 82.5     must hold for the data of the turn above (the value is JSON)

Below a line stands what the coach answers, word by word. `UPDATE_DIALOGS=1 pytest tests/test_dialogs.py` writes it
anew, to be read in the diff.

    | Stored: 100 kg × 10.      a line of the text
    [Undo] [Change]             a row of buttons
    (to bob)                    these stand above a message: to somebody else; in place of the last message of its kind;
    (in place)                  a file that comes with it
    (file history.csv)
    (then)                      a second message (the header must allow it: `several: yes`)
    (error: …)                  the terminal itself refuses

A line that is answered by nothing fails, and so does one that is answered twice, unless one replaces an older message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DIALOGS = Path(__file__).parent / "dialogs"
DEFAULTS: Mapping[str, str] = {
    "as": "me",
    "locale": "en",
    "clock": "2026-11-23T18:00:00+00:00",
    "seed": "0",
    "several": "no",
}
INPUT = re.compile(r"(?:(?P<name>[\w-]+))?> ?(?P<text>.*)")
BUTTON = re.compile(r"\[(?P<label>.+)\]")
ANSWER = ("|", "[", "(")


@dataclass
class Turn:
    """One line of the dialog that does something: its number, itself, what is expected below it, the checks."""

    number: int
    line: str
    expected: list[str] = field(default_factory=list)
    checks: list[tuple[int, str]] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)  # checks, remarks and empty lines below the answer, as they stand


@dataclass
class Dialog:
    """A whole file."""

    name: str
    head: list[str]
    header: Mapping[str, str]
    turns: list[Turn]


def read_dialog(path: Path) -> Dialog:
    """The dialog of a file. Raises ``ValueError`` with the line where it cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    header = dict(DEFAULTS)
    for number, line in enumerate(lines[:end], 1):
        if line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if not colon or name not in DEFAULTS:
            raise ValueError(f"{path.name}:{number}: no header: {line!r}; there are {', '.join(DEFAULTS)}")
        header[name] = value.strip()
    dialog = Dialog(path.stem, lines[:end], header, [])
    for number, line in enumerate(lines[end:], end + 1):
        take(dialog, path.name, number, line)
    return dialog


def take(dialog: Dialog, file: str, number: int, line: str) -> None:
    """One line below the header."""
    turn = dialog.turns[-1] if dialog.turns else None
    if not line.strip() or line.startswith("#"):
        (turn.tail if turn else dialog.head).append(line)
    elif line.startswith("? ") and turn:
        turn.checks.append((number, line[2:]))
        turn.tail.append(line)
    elif line.startswith(ANSWER) and turn:
        turn.expected.append(line.rstrip())
    elif line.startswith(("@ ", "! ")) or INPUT.fullmatch(line):
        dialog.turns.append(Turn(number, line))
    else:
        raise ValueError(f"{file}:{number}: neither said nor answered: {line!r}")


def typed_lines(line: str, speaking: str) -> tuple[str, list[str]]:
    """Who speaks, and what is typed into the terminal for a line of a dialog."""
    if line.startswith("@ "):
        return speaking, [clock_line(line[2:].strip())]
    found = INPUT.fullmatch(line)
    assert found is not None
    name = found["name"] or speaking
    button = BUTTON.fullmatch(found["text"])
    said = f":press {button['label']}" if button else found["text"]
    return name, [said] if name == speaking else [f":as {name}", said]


def clock_line(text: str) -> str:
    """``@ +3d`` and ``@ 2026-11-24 18:00`` for the terminal."""
    if text.startswith("+"):
        return f":wait {text[1:]}"
    at = datetime.fromisoformat(text)
    return f":at {(at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()}"


def answer_lines(shown: list[Mapping[str, Any]], speaking: str) -> Iterator[str]:
    """What was shown in a turn, as a dialog writes it."""
    for number, line in enumerate(shown):
        if line["kind"] == "heard":
            if line["error"]:
                yield f"(error: {line['error']})"
            continue
        if line["edits"]:
            yield "(in place)"
        elif any(m["kind"] == "message" and not m["edits"] and m["to"] == line["to"] for m in shown[:number]):
            yield "(then)"
        if line["to"] != speaking:
            yield f"(to {line['to'] or 'all'})"
        yield from (f"(file {file['name']})" for file in line["files"])
        yield from (f"| {text}".rstrip() for text in line["text"].split("\n"))
        if line["buttons"]:
            yield " ".join(f"[{button['label']}]" for button in line["buttons"])


def write_dialog(path: Path, dialog: Dialog) -> None:
    """The file with the answers as they stand in the turns."""
    lines = list(dialog.head)
    for turn in dialog.turns:
        lines += [turn.line, *turn.expected, *turn.tail]
    path.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def looked_up(data: Mapping[str, Any], check: str) -> tuple[object, object]:
    """What a check finds in the data, and what it wants. Raises ``ValueError`` for a check that cannot be read."""
    path, equals, wanted = check.partition(" = ")
    if not equals:
        raise ValueError(f"a check says `path = value`: {check!r}")
    value: Any = data
    for name, index in re.findall(r"([A-Za-z_]\w*)|\[(-?\d+)\]", path):
        value = len(value) if name == "length" else value[name or int(index)]
    return value, json.loads(wanted)
