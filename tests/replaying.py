"""Dialog files played on a platform: what the terminal is answered must be what a person sees there.

A stage is a platform with the product behind it; the telling of the dialog stays here, so that it is the same for all.
How dialogs are written stands in dialog.py.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from dialog import Dialog, Turn, typed_lines
from talking import talking

from bot.cli.export import export_json


@dataclass
class Message:
    """A message as a person sees it."""

    to: str
    in_place: bool = False
    text: str = ""
    buttons: str = ""
    files: list[str] = field(default_factory=list)


CODE = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")


class Stage(Protocol):
    """A platform on which people of a dialog speak. Event numbers count as the terminal counts."""

    name: str

    def number(self, person: str) -> int | str:
        """What the platform calls a person."""

    async def say(self, person: str, text: str, event: int) -> None: ...

    async def press(self, person: str, label: str, event: int) -> None: ...

    async def edit(self, person: str, earlier: int, text: str, event: int) -> None: ...

    async def file(self, person: str, path: str, event: int) -> None: ...

    async def again(self) -> None: ...

    async def clock(self, line: str) -> None: ...

    async def restart(self) -> None: ...

    async def shown(self, expected: list[Message]) -> list[Message]:
        """What was shown since the last question; waits for as much as is expected."""

    async def stored(self, person: str) -> dict[str, Any]:
        """The export of a person."""


def expected_of(turn: Turn, speaking: str) -> list[Message]:
    """The messages that stand below a line of a dialog."""
    found: list[Message] = []
    for line in turn.expected:
        full = not found or found[-1].text or found[-1].buttons
        if line in ("(in place)", "(then)") or (full and line.startswith(("(to ", "(file "))) or not found:
            found.append(Message(speaking, in_place=line == "(in place)"))
        add(found[-1], line)
    return found


def add(message: Message, line: str) -> None:
    if line.startswith("|"):
        message.text += ("\n" if message.text else "") + line[2:] if message.text or line[2:] else "\n"
    elif line.startswith("["):
        message.buttons = line
    elif line.startswith("(file "):
        message.files.append(line[6:-1])
    elif line.startswith("(to "):
        message.to = line[4:-1]


async def replay(dialog: Dialog, stage: Stage) -> None:
    """Play a dialog from the first line to the last. Fails at the first line that is answered otherwise."""
    speaking, event = dialog.header["as"], 0
    named = any("the terminal" in line for turn in dialog.turns for line in turn.expected)
    tongue = Tongue(stage, people_of(dialog), named)
    for turn in dialog.turns:
        if turn.line.startswith("! "):
            await stage.restart()
            continue
        speaking, typed = typed_lines(turn.line, speaking)
        expected = [] if typed[-1] == ":again" else expected_of(turn, speaking)
        if turn.expected and turn.expected[0].startswith("(error: "):
            continue  # the terminal's own: there is no such thing to press on a screen
        if not typed[-1].strip():  # which no platform lets anybody send
            event += 1
            continue
        event += not typed[-1].startswith((":at ", ":wait ", ":again", ":admin", ":in "))
        await act(stage, speaking, tongue.typed(typed[-1]), event)
        expected = by_chat(expected)
        shown = tongue.heard(by_chat(await stage.shown(expected)), expected)
        assert shown == expected, f"{dialog.name}:{turn.number}: {turn.line}"


def by_chat(messages: list[Message]) -> list[Message]:
    """In their order for each person; chats do not wait for each other."""
    return sorted(messages, key=lambda message: message.to)


async def act(stage: Stage, person: str, typed: str, event: int) -> None:
    """Do what a line says."""
    word, _, rest = typed.partition(" ")
    if word == ":press":
        await stage.press(person, rest, event)
    elif word == ":edit":
        earlier, _, text = rest.partition(" ")
        await stage.edit(person, int(earlier.removeprefix("u")), text, event)
    elif word == ":file":
        await stage.file(person, rest, event)
    elif word == ":again":
        await stage.again()
    elif word in (":at", ":wait"):
        await stage.clock(typed)
    else:
        await stage.say(person, typed.replace("\\n", "\n"), event)


@dataclass
class Tongue:
    """What is called otherwise here than in the dialog: the platform, its people, codes that chance made."""

    stage: Stage
    people: list[str]
    platform: bool  # whether the dialog names its own
    codes: dict[str, str] = field(default_factory=dict)  # of the dialog, as they are here

    def typed(self, line: str) -> str:
        """A line of the dialog as it is said here."""
        line = CODE.sub(lambda code: self.codes.get(code[0], code[0]), line)
        for person in self.people if self.platform else ():
            line = line.replace(f"({person})", f"({self.stage.number(person)})")
        return line.replace("the terminal", self.stage.name) if self.platform else line

    def heard(self, shown: list[Message], expected: list[Message]) -> list[Message]:
        """What was said here in the words of the dialog; the codes in it are learned."""
        for one, other in zip(shown, expected, strict=False):
            self.codes |= dict(zip(CODE.findall(other.text), CODE.findall(one.text), strict=False))
        return [replace(m, text=self._told(m.text), buttons=self._told(m.buttons)) for m in shown]

    def _told(self, text: str) -> str:
        dialogs = {here: there for there, here in self.codes.items()}
        text = CODE.sub(lambda code: dialogs.get(code[0], code[0]), text)
        if not self.platform:
            return text
        for person in self.people:
            text = re.sub(rf"\b(?:Person |user)?{self.stage.number(person)}\b", person, text)
        return text.replace(self.stage.name, "the terminal")


def people_of(dialog: Dialog) -> list[str]:
    """Everybody who speaks in a dialog."""
    speaking, found = dialog.header["as"], dict.fromkeys([dialog.header["as"]])
    for turn in dialog.turns:
        if not turn.line.startswith("! "):
            speaking, _ = typed_lines(turn.line, speaking)
            found[speaking] = None
    return list(found)


async def in_the_terminal(dialog: Dialog, folder: Path) -> dict[str, dict[str, Any]]:
    """What is stored of everybody after the dialog in the terminal."""
    header, speaking = dialog.header, dialog.header["as"]
    talk = await talking(folder / f"{dialog.name}.db", person=speaking, locale=header["locale"], clock=header["clock"])
    try:
        for turn in dialog.turns:
            if not turn.line.startswith("! "):
                speaking, typed = typed_lines(turn.line, speaking)
                for line in typed:
                    await talk(line)
        return {name: await export_of(talk.store, "terminal", name) for name in people_of(dialog)}
    finally:
        await talk.close()


async def export_of(store: Any, platform: str, external: str) -> dict[str, Any]:  # noqa: ANN401 - a store of any kind
    """The export of a person; empty for who is not there."""
    person = await store.person(platform, external)
    if person is None:
        return {}
    exported: dict[str, Any] = json.loads(json.dumps(export_json(person, await store.rows(person.number)), default=str))
    return exported


def is_simple(dialog: Dialog) -> bool:
    """Whether nothing but people move in it, all in private: then several can share one process."""
    return not any(
        turn.line.startswith(("@ ", "! ")) or ":in " in turn.line or falls_due(turn) for turn in dialog.turns
    )


def falls_due(turn: Turn) -> bool:
    """Whether something comes by itself while time goes by: what comes on which day then hangs on every single day."""
    return (":at " in turn.line or ":wait " in turn.line) and bool(turn.expected)
