"""Pictures: drawn in a child process from values, left out where they cannot be; the message says all the same."""

from __future__ import annotations

import asyncio
import base64
from datetime import date
from pathlib import Path

import msgspec
import psutil
import pytest
from talking import all_texts

from bot import charts
from bot.charts import Painter
from bot.files import content_of
from coach_core.picture import Chart, Curve
from coach_core.talk import Say, msg

PNG = b"\x89PNG\r\n\x1a\n"
NAME = msg("exercise-name", exercise="back_squat")
CHART = Chart(
    "week.png",
    msg("chart-loads", unit="kg"),
    msg("chart-sets"),
    (Curve(NAME, ((date(2026, 11, 2), 80.0), (date(2026, 11, 9), 82.5))),),
    ((date(2026, 11, 2), 12.0), (date(2026, 11, 9), 0.0)),
)


def body(chart: Chart = CHART, language: str = "en") -> bytes:
    return msgspec.json.encode(all_texts().block(Say((NAME,), charts=(chart,)), language))


def files(painted: bytes) -> list[dict[str, str]]:
    return msgspec.json.decode(painted)["files"]  # type: ignore[no-any-return]


def test_a_chart_is_in_words_until_it_is_drawn() -> None:
    [told] = msgspec.json.decode(body(language="es"))["files"]
    assert told["chart"]["bars_title"] == "Series por semana"
    assert told["chart"]["curves"][0]["points"] == [[739922, 80.0], [739929, 82.5]]
    assert told["chart"]["marks"] == [[739922, "2 nov"], [739929, "9 nov"]]


@pytest.mark.parametrize("chart", [CHART, Chart("b.png", msg("nothing"), NAME, (), CHART.bars)], ids=["both", "bars"])
async def test_it_is_drawn_in_a_child_that_ends_when_told(chart: Chart) -> None:
    painter, before = Painter(), psutil.Process().memory_info().rss
    [drawn, again] = [files(await painter.paint(body(chart)))[0] for _ in range(2)]
    assert drawn == again, "the same values give the same picture"
    assert base64.b64decode(drawn["base64"]).startswith(PNG)
    assert content_of(drawn) == base64.b64decode(drawn["base64"])
    assert len(psutil.Process().children()) >= 1
    painter.close()
    await asyncio.sleep(0.5)
    assert psutil.Process().memory_info().rss - before < 30 * 2**20, "nothing heavy was loaded here"


async def test_without_matplotlib_the_message_goes_out_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    painted = await Painter().paint(body())
    assert files(painted) == []
    assert msgspec.json.decode(painted)["text"] == "Back squat"


async def test_a_child_that_dies_costs_a_picture_and_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    painter = Painter()
    with monkeypatch.context() as patched:
        patched.setattr(charts, "drawn", dies)
        assert files(await painter.paint(body())) == []
    assert files(await painter.paint(body())), "the next one gets another child"
    painter.close()


def dies(_: object) -> bytes:
    import os

    os._exit(3)


def test_a_message_without_a_chart_is_left_as_it_is(tmp_path: Path) -> None:
    plain = msgspec.json.encode(all_texts().block(Say((NAME,)), "en"))
    assert asyncio.run(Painter().paint(plain)) is plain
