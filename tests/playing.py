"""The dialog files of the terminal as they are played on any platform: which ones, and what must hold of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dialog import DIALOGS, Dialog, read_dialog
from replaying import in_the_terminal, is_simple, people_of, replay

ALL = {dialog.name: dialog for dialog in map(read_dialog, sorted(DIALOGS.glob("*.txt")))}
SIMPLE = [name for name, dialog in ALL.items() if is_simple(dialog)]
ENGLISH = [name for name in SIMPLE if ALL[name].header["locale"] == "en"]
IN_ROOMS = [name for name, dialog in ALL.items() if any(":in " in turn.line for turn in dialog.turns)]
COMING = [  # what is due comes by itself
    name
    for name, dialog in ALL.items()
    if name not in (*SIMPLE, *IN_ROOMS) and not any(turn.line.startswith("! ") for turn in dialog.turns)
]
OVER_TIME = ("half-way", "hello", "old-buttons", "second-taps")  # time goes by; a restart
TRAINED = {"half-way", "hello", "logging", "spanish", "two-persons"}  # of these something must be stored


async def played(name: str, stage: Any, folder: Path) -> None:  # noqa: ANN401 - a stage of any platform
    """Play a dialog: each line is answered as in the terminal, and in the end the same is stored of everybody."""
    dialog: Dialog = ALL[name]
    stage.stops_where_due = name in COMING
    stage.begin(dialog.header["locale"], dialog.header["clock"])
    await replay(dialog, stage)
    wanted = await in_the_terminal(dialog, folder)
    assert {name: await stage.stored(name) for name in people_of(dialog)} == wanted
    assert any(export.get("sets") for export in wanted.values()) or dialog.name not in TRAINED
