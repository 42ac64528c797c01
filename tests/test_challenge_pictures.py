"""What the pictures of challenges show: a legend, ties on one step, names in any script, any number of people."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from PIL import Image
from talking import all_texts

from bot import drawn_text
from bot.board_drawing import podium, standings
from bot.chart_drawing import drawn
from bot.drawn_text import drawable, fitting, name_of, shapes
from coach_core.challenge.showing import ceremony, look_back
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Board, Challenge, Row, Stage, Standing, Team


@pytest.fixture(autouse=True)
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever this machine has: only the font that matplotlib brings along."""
    monkeypatch.setattr(drawn_text, "SPARE", ())
    drawn_text.families.cache_clear()
    drawn_text.letters.cache_clear()
    yield
    drawn_text.families.cache_clear()
    drawn_text.letters.cache_clear()


BEGIN = datetime(2026, 11, 23, 8, tzinfo=UTC)
RUNNING = Challenge(
    7, "discord", "gym", "points", BEGIN, BEGIN + timedelta(days=27, hours=13), "en", stage=Stage.RUNNING, week=2
)
HARD = ("Ana", "W" * 32, "אריאל", "محمد", "エヴァ 山田", "dev 💪🏽", "$x$ <b>", "\u202eevil", "Maximiliana-Bartholomea")


def row(nth: int, rank: int | None = None, before: int = 9000) -> Row:
    rank = rank or nth
    return Row(rank, HARD[(nth - 1) % len(HARD)], Standing(score=90_000 - 5000 * rank), before=before)


def words(board: Board, *, end: bool = False, kind: str = "points", language: str = "en") -> dict[str, Any]:
    what = CHALLENGES[kind]
    said = ceremony(what, RUNNING, board) if end else look_back(what, RUNNING, board, BEGIN + timedelta(days=14))
    [file] = all_texts().block(said, language)["files"]
    chart: dict[str, Any] = file["chart"]
    return chart


def texts_of(figure: Figure) -> list[str]:
    found = [text.get_text() for axes in figure.axes for text in axes.texts]
    legends = [axes.get_legend() for axes in figure.axes]
    return found + [text.get_text() for legend in legends if legend is not None for text in legend.get_texts()]


@pytest.mark.parametrize(("language", "said"), [("en", "new this week"), ("es", "nuevo esta semana")])
def test_a_week_says_what_the_two_colours_mean(language: str, said: str) -> None:
    figure = Figure()
    standings(figure, words(Board((row(1), row(2)), 2), language=language))
    assert said in texts_of(figure)


@pytest.mark.parametrize("end", [False, True])
def test_of_a_common_goal_stands_above_how_far_all_are_together(end: bool) -> None:
    board = Board((row(1), row(2)), 2, total=423_000_000)
    said = words(board, end=end, kind="together")["title"]
    assert "423\u202f000 kg" in said or "423 000 kg" in said.replace("\xa0", " ")
    assert "kg" not in words(board, end=end)["title"], "the control: of the others the name alone"


def test_without_a_week_before_there_is_one_colour_and_nothing_to_explain() -> None:
    figure = Figure()
    standings(figure, words(Board((row(1, before=0),), 1)))
    assert "new this week" not in texts_of(figure)


def test_teams_show_what_is_new_of_them() -> None:
    board = Board((row(1),), 1, teams=(Team(0, 3, 12_000, 8000), Team(1, 3, 14_000, 14_000)))
    places = words(board, kind="teams")["places"]
    assert [(p["value"], p["before"]) for p in places] == [(14.0, 14.0), (12.0, 8.0)]


@pytest.mark.parametrize(("people", "more"), [(30, "… and 20 more."), (10, "")])
def test_a_week_of_many_says_how_many_more_there_are(people: int, more: str) -> None:
    figure, chart = Figure(), words(Board(tuple(row(n) for n in range(1, 11)), people))
    standings(figure, chart)
    assert chart["more"] == more
    assert ("… and 20 more." in texts_of(figure)) == bool(more)


def test_who_is_alike_stands_on_one_step() -> None:
    board = Board((row(1, 1), row(6, 1), row(7, 3), row(9, 4)), 4)
    figure, chart = Figure(), words(board, end=True)
    podium(figure, chart)
    assert [p["rank"] for p in chart["places"]] == [1, 1, 3]
    assert {"Ana", "dev", "$x$ <b>"} <= set(texts_of(figure))
    assert len(figure.axes[0].patches) == 2


def test_of_many_alike_nobody_is_singled_out_in_silence() -> None:
    figure = Figure()
    podium(figure, words(Board(tuple(row(n, 1) for n in range(1, 10)), 9), end=True))
    assert "…" in texts_of(figure)


@pytest.mark.parametrize("people", [1, 2, 10])
@pytest.mark.parametrize("end", [False, True])
def test_any_number_of_people_is_a_picture_without_a_waste_of_room(people: int, end: bool) -> None:
    board = Board(tuple(row(n) for n in range(1, people + 1)), 40, awards=(("steady", HARD[4]),))
    with Image.open(BytesIO(drawn(words(board, end=end)))) as picture:
        wide, high = picture.size
    assert wide == 800
    assert high <= (500 if end else 140 + 46 * people)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana <b>$x$", "Ana <b>$x$"),
        ("dev 💪🏽🔥", "dev"),
        ("エヴァ 山田", "…"),
        ("Most consistent: Ana, エヴァ.", "Most consistent: Ana, …"),
        ("Best comeback: dev 💪.", "Best comeback: dev."),
        ("\u202eevil", "evil"),
        ("n\u0303", "ñ"),
    ],
)
def test_what_cannot_be_drawn_is_seen_to_be_missing(text: str, shown: str) -> None:
    assert drawable(text) == shown


def test_a_name_of_which_nothing_can_be_drawn_is_its_place() -> None:
    assert name_of({"name": "エヴァ 山田", "rank": 2}) == name_of({"name": "💪🏽", "rank": 2}) == "№ 2"
    assert name_of({"name": "エヴァ dev", "rank": 2}) == "… dev"
    figure = Figure()
    standings(figure, words(Board((row(5), row(6), row(1)), 3)))
    shown = [label.get_text().lstrip("\u200e") for label in figure.axes[0].get_yticklabels()]
    assert shown == ["5.", "6.  dev", "1.  Ana"]


def test_what_the_usual_font_lacks_comes_from_one_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With fonts of matplotlib's own; the control: without the second one there is nothing to draw it with."""
    lacking = chr(min(font_of("STIXGeneral") - drawn_text.letters()))
    plain = chr(0x1D81)  # there in its plain style alone: bold it would be a box
    assert drawable(lacking) in ("…", "")
    monkeypatch.setattr(drawn_text, "SPARE", ("A font that nobody has", "STIXGeneral"))
    drawn_text.families.cache_clear()
    drawn_text.letters.cache_clear()
    assert drawn_text.families()[1:] == ("STIXGeneral",)
    assert (drawable(lacking), drawable(plain)) == (lacking, "…")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a box would be warned of
        drawn({**words(Board((row(1),), 1)), "title": lacking})


def font_of(name: str) -> set[int]:
    """The letters of a font, those that it has in bold."""
    found = FT2Font(findfont(FontProperties(family=[name], weight="bold"))).get_charmap()
    return {letter for letter in found if unicodedata.category(chr(letter))[0] == "L"}


def test_right_to_left_is_drawn_where_it_is_drawn_rightly() -> None:
    assert drawable("אריאל") == ("אריאל" if shapes() else "…")


@pytest.mark.parametrize("language", ["en", "es"])
def test_praise_of_a_long_name_stays_in_the_picture_and_leaves_the_steps_their_room(language: str) -> None:
    long = tuple((what, "W" * 32) for what in ("improved", "steady", "comeback"))
    short = tuple((what, "Ana") for what in ("improved", "steady", "comeback"))
    steps = []
    for awards in (long, short):
        figure = Figure(layout="constrained", figsize=(8, 5))
        podium(figure, words(Board((row(1), row(2), row(3)), 3, awards=awards), end=True, language=language))
        FigureCanvasAgg(figure).draw()
        praise = figure.axes[1].texts[0].get_window_extent()
        assert 0 <= praise.x0 < praise.x1 <= figure.bbox.width
        steps.append(figure.axes[0].get_position().width)
    assert steps[0] == pytest.approx(steps[1], abs=0.02), "the control: a short name"


def test_a_name_never_leaves_its_step() -> None:
    assert fitting("Ana", 14, 2.3) == 14
    assert fitting(name_of({"name": "W" * 32}), 14, 2.3) < 10
