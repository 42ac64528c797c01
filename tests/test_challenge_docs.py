"""docs/challenges.md shows the pictures of the dialog of the hip thrust month; UPDATE_DIALOGS=1 draws them anew."""

from __future__ import annotations

import os
from pathlib import Path

from dialog import DIALOGS, read_dialog, typed_lines
from talking import talking

from bot.charts import Painter

DOCS = Path(__file__).parents[1] / "docs"
DRAWN = ["week-1.png", "week-2.png", "week-3.png", "ceremony.png"]
KEPT = {"week-3.png": "challenge-week.png", "ceremony.png": "challenge-ceremony.png"}
PNG = b"\x89PNG\r\n\x1a\n"


async def test_the_month_makes_its_pictures(tmp_path: Path) -> None:
    dialog, painter, drawn = read_dialog(DIALOGS / "hip-thrust-month.txt"), Painter(), dict[str, bytes]()
    speaking = dialog.header["as"]
    talk = await talking(tmp_path / "m.db", person=speaking, clock=dialog.header["clock"], painter=painter)
    for turn in dialog.turns:
        speaking, typed = typed_lines(turn.line, speaking)
        shown = [message for line in typed for message in await talk(line) if message["kind"] == "message"]
        drawn |= {f["name"]: Path(f["path"]).read_bytes() for m in shown if not m["private"] for f in m["files"]}
    await talk.close()
    painter.close()
    assert list(drawn) == DRAWN
    assert all(png.startswith(PNG) for png in drawn.values())
    if os.environ.get("UPDATE_DIALOGS"):
        for name, kept in KEPT.items():
            (DOCS / kept).write_bytes(drawn[name])
    page = (DOCS / "challenges.md").read_text(encoding="utf-8")
    for kept in KEPT.values():
        assert f"({kept})" in page
        assert (DOCS / kept).read_bytes().startswith(PNG)
