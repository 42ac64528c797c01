"""What a challenge says by itself: one new message a day, none at night, one at most after downtime; pictures."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from challenging import boards, comes, makes, says, trains, waits
from talking import Talking, all_texts, talking

from bot.charts import Painter
from coach_core.challenge.kinds.kind import Kind, Shape
from coach_core.challenge.posting import is_fresh, look_backs, may_post, posted, quiet_until, speaks_on, there
from coach_core.challenge.scores import title
from coach_core.challenge.showing import MEDALS, ceremony, look_back
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Board, Challenge, Row, Stage, Standing, Team
from coach_core.commands import challenge_set

SETS = ("100x5 rpe 8", "100x5 rpe 8")
BEGIN = datetime(2026, 11, 23, 8, tzinfo=UTC)
RUNNING = Challenge(
    7, "discord", "gym", "points", BEGIN, BEGIN + timedelta(days=27, hours=13), "en", stage=Stage.RUNNING
)
NAMES = ("Ana <b>$x$", "bob", "エヴァ", "Καλλιόπη", "dev 💪", "محمد")
ROWS = tuple(
    Row(n, name, Standing(score=40_000 - 5000 * n, sessions=3), before=9000) for n, name in enumerate(NAMES, 1)
)
BOARD = Board(ROWS, len(ROWS), awards=(("improved", "bob"), ("steady", "dev 💪")))


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


def test_the_quiet_hours_are_those_of_the_challenge() -> None:
    madrid = replace(RUNNING, zone="Europe/Madrid")
    night = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
    assert quiet_until(RUNNING, night) is None
    assert quiet_until(madrid, night) == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert quiet_until(madrid, datetime(2026, 11, 25, 6, 59, tzinfo=UTC)) == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert quiet_until(madrid, datetime(2026, 11, 25, 7, tzinfo=UTC)) is None


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_the_board_is_new_once_a_day_at_most_and_not_on_days_with_a_report(zone: str) -> None:
    """Somebody logs every twenty minutes, day and night; on reports, which come at six, nothing else is new."""
    challenge, at, days = replace(RUNNING, zone=zone), BEGIN, Counter[int]()
    while at < RUNNING.ends_at:
        day = there(challenge, at).date()
        if is_fresh(challenge, at):
            assert day not in look_backs(challenge)
            assert 8 <= there(challenge, at).hour < 22
            days[day.toordinal()] += 1
            challenge = replace(challenge, posted=posted(challenge, at))
        at += timedelta(minutes=20)
    assert set(days.values()) == {1}
    assert len(days) >= 22
    assert len(look_backs(challenge)) in (3, 4), "there the end may be on the day after"
    assert speaks_on(challenge, there(challenge, challenge.ends_at).date())


@pytest.mark.parametrize("seed", range(2))
async def test_one_new_message_a_day_whatever_people_do(talk: Talking, seed: int) -> None:
    chance, new, edits = Random(seed), Counter[str](), 0
    for name in ("anna", "bela"):
        await comes(talk, name)
    number = await makes(talk, start="monday")
    shown = []
    for name in ("anna", "bela"):
        shown += await says(talk, name, f"/challenge join {number}", room="gym")
    for _ in range(36):
        shown += await trains(talk, chance.choice(["anna", "bela"]), *SETS)
        shown += await waits(talk, f"{chance.randrange(3, 40)}h")
    shown += await waits(talk, "9d")
    for message in boards(shown):
        if message["edits"] is None:
            assert 8 <= datetime.fromisoformat(message["at"]).hour < 22, message["at"]
            new[message["at"][:10]] += 1
        edits += message["edits"] is not None
    assert set(new.values()) == {1}
    assert len(new) == 1 + 3 + 1, "it begins, three weeks, the ceremony"
    assert edits >= 10


async def test_it_begins_at_midnight_and_says_so_in_the_morning(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk, start="monday")
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    shown = boards(await waits(talk, "7d"))
    begins = [m for m in shown if "begins now" in m["text"]]
    assert [m["at"] for m in begins] == ["2026-11-30T08:00:00+00:00"]


async def test_the_board_is_left_alone_where_nothing_changed(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk, "consistency")
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await waits(talk, "2m")
    shown = await says(talk, "anna", "today", *SETS)  # a set of a workout that goes on is not consistency yet
    assert boards(shown + await waits(talk, "2m")), "the control: one session more"
    shown = await says(talk, "anna", f"/challenge pause {number}", f"/challenge resume {number}")
    assert not boards(shown + await waits(talk, "2m"))


async def test_after_downtime_of_weeks_one_message_is_new_and_that_by_day(tmp_path: Path) -> None:
    """It comes back on a Tuesday night, 20 days later: two reports are too late, the board shows how things are."""
    talk = await talking(tmp_path / "c.db", person="boss")
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await talk.close()
    later = await talking(tmp_path / "c.db", person="anna", clock="2026-12-13T23:30:00+00:00")
    try:
        shown = await says(later, "anna", "/help")
        assert not [m for m in boards(shown) if m["edits"] is None], "at night only changes in place"
        shown = boards(await waits(later, "3d"))
        new = [m for m in shown if m["edits"] is None]
        assert [m["at"] for m in new] == ["2026-12-14T08:00:00+00:00"]
        assert "Week" in new[0]["text"]
    finally:
        await later.close()


async def test_the_end_at_night_after_downtime_waits_for_the_morning(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "c.db", person="boss")
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await talk.close()
    later = await talking(tmp_path / "c.db", person="anna", clock="2027-01-15T03:00:00+00:00")
    try:
        shown = boards(await says(later, "anna", "/help"))
        assert not [m for m in shown if m["edits"] is None]
        [last] = boards(await waits(later, "2d"))
        assert "that was it" in last["text"]
        assert last["at"] == "2027-01-15T08:00:00+00:00"
    finally:
        await later.close()


TEAMS = (Team(0, 3, 12_000), Team(1, 3, 14_000))


@pytest.mark.parametrize("kind", CHALLENGES.values(), ids=list(CHALLENGES))
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1]], ids=["six", "one"])
async def test_the_pictures_are_drawn_for_every_kind(kind: Kind, rows: tuple[Row, ...]) -> None:
    challenge = replace(RUNNING, kind=kind.name, goal=100_000_000, week=1)
    board = replace(BOARD, rows=rows, teams=TEAMS if kind.shape is Shape.TEAMS else ())
    for said in (look_back(kind, challenge, board, BEGIN + timedelta(days=7)), ceremony(kind, challenge, board)):
        [told] = all_texts().block(said, "es")["files"]
        assert told["chart"]["title"].startswith(all_texts().render(title(challenge), "es").text)
        first = "Equipo B" if kind.shape is Shape.TEAMS else "Ana <b>$x$"
        assert told["chart"]["places"][0]["name"] == first


async def test_names_in_any_script_are_drawn_or_left_out() -> None:
    painter = Painter()
    for said in (
        look_back(CHALLENGES["points"], RUNNING, BOARD, BEGIN),
        ceremony(CHALLENGES["points"], RUNNING, BOARD),
    ):
        painted = await painter.paint(msgspec.json.encode(all_texts().block(said, "en")))
        [file] = msgspec.json.decode(painted)["files"]
        assert base64.b64decode(file["base64"]).startswith(b"\x89PNG")
    painter.close()


def test_nobody_in_is_no_picture() -> None:
    for said in (
        look_back(CHALLENGES["points"], RUNNING, Board(), BEGIN),
        ceremony(CHALLENGES["points"], RUNNING, Board()),
    ):
        assert said.charts == ()


@pytest.mark.parametrize("kind", CHALLENGES.values(), ids=list(CHALLENGES))
def test_medals_are_for_who_trained(kind: Kind) -> None:
    """Days go by of themselves: also whoever only joined the last one standing has some. The control: one trained."""
    days = 5000 if kind.ceiling else 0
    joined = tuple(Row(1, name, Standing(score=days)) for name in ("Anna", "Bela"))
    one = (Row(1, "Carl", Standing(score=9000, sessions=3, steady=500)), replace(joined[0], rank=2))
    challenge = replace(RUNNING, kind=kind.name, goal=100_000_000)
    for language in ("en", "es"):
        nobody = all_texts().block(ceremony(kind, challenge, Board(joined, 2)), language)
        assert not [sign for sign in MEDALS.values() if sign in nobody["text"]]
        assert "Anna" in nobody["text"]
        assert not nobody["files"]
        assert not all_texts().block(look_back(kind, challenge, Board(joined, 2), BEGIN), language)["files"]
    teams = (Team(0, 1, 9000), Team(1, 1, 0)) if kind.shape is Shape.TEAMS else ()
    trained = all_texts().block(ceremony(kind, challenge, Board(one, 2, teams=teams)), "en")
    assert [sign for sign in MEDALS.values() if sign in trained["text"]] == ["🥇"]
    assert trained["files"]


def test_a_new_message_is_due_only_by_day_and_once() -> None:
    noon = BEGIN + timedelta(days=2, hours=4)
    assert may_post(RUNNING, noon)
    assert not may_post(replace(RUNNING, posted=posted(RUNNING, noon)), noon)
    assert not may_post(RUNNING, noon + timedelta(hours=12))


async def test_the_group_sets_its_own_quiet_hours(talk: Talking) -> None:
    """Made at eight in the morning, begins at once: the look back comes at six, or when the silence is over."""
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    asked = await says(talk, "boss", "/challenge set", ":press Quiet hours", room="gym")
    assert [b["label"] for b in asked[-1]["buttons"]] == [
        "21:00–08:00", "22:00–08:00", "22:00–07:00", "23:00–07:00", "none"
    ]  # fmt: skip
    shown = await says(talk, "boss", "/challenge set 17:30-9", room="gym")
    assert "Quiet hours: 17:30–09:00 (UTC time)" in shown[-1]["text"]
    first = [m for m in await waits(talk, "7d") if "Week 1 is over" in m["text"]]
    assert [m["at"][11:16] for m in first] == ["09:00"]
    shown = await says(talk, "boss", "/challenge set", ":press Quiet hours", ":press none", room="gym")
    assert "No quiet hours" in shown[-1]["text"]
    second = [m for m in await waits(talk, "7d") if "Week 2 is over" in m["text"]]
    assert [m["at"][11:16] for m in second] == ["18:00"], "the control"
    other = await makes(talk, "sets")
    again = await says(talk, "boss", f"/challenge set {other}", room="gym")
    assert "No quiet hours" in again[-1]["text"], "the hours are the group's: the next one has them too"


def test_quiet_hours_can_be_none_and_any() -> None:
    assert quiet_until(replace(RUNNING, quiet=("00:00", "00:00")), BEGIN.replace(hour=3)) is None
    assert quiet_until(RUNNING, BEGIN.replace(hour=3)) == BEGIN
    assert challenge_set.hours_in("21:30-7") == ("21:30", "07:00")
    assert challenge_set.hours_in("25-7") is None


@pytest.mark.parametrize(("waiting", "said"), [(0, False), (1, True), (3, True)])
def test_the_ceremony_says_that_doubts_were_not_decided(waiting: int, said: bool) -> None:
    over = ceremony(CHALLENGES["points"], RUNNING, replace(BOARD, doubts=waiting))
    assert any(line.key == "ceremony-doubts" for line in over.lines) is said
