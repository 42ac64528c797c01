"""A unit that was another: of all sets of today or of the last message, asked where several messages told them."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import Talking, talking

BEGIN = ("hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate")
WORKOUT = (*BEGIN, ":press start:equipment:barbell", "80 kg x 10", "15 15 15")


async def told(db: Path, *lines: str) -> Talking:
    talk = await talking(db, locale="en")
    for line in (*WORKOUT, *lines):
        await talk(line)
    return talk


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (":press log:all", "✎ Barbell hip thrust 80 lb × 10, 9"),
        ("yes", "✎ Barbell hip thrust 80 lb × 10, 9"),
        (":press log:last", "✎ Barbell hip thrust 80 lb × 9"),
        ("no", "not stored"),
    ],
)
async def test_it_is_asked_of_which_sets_the_unit_was_another(tmp_path: Path, answer: str, said: str) -> None:
    talk = await told(tmp_path / "one.db", "80x10", "80x9")
    assert "were all of today in that unit" in str(await talk.said("that was lbs"))
    assert said in str(await talk.said(answer))
    await talk.close()


async def test_sets_of_one_message_or_all_of_them_are_not_asked_about(tmp_path: Path) -> None:
    talk = await told(tmp_path / "one.db", "80 10 9")
    assert "✎ Barbell hip thrust 80 lb × 10, 9" in str(await talk.said("that was lbs"))
    await talk.close()
    talk = await told(tmp_path / "two.db", "80x10", "80x9")
    assert "✎ Barbell hip thrust 80 lb × 10, 9" in str(await talk.said("that was all in lbs"))
    await talk.close()


async def test_a_correction_in_doubt_is_asked_about(tmp_path: Path) -> None:
    talk = await told(tmp_path / "one.db", "80x10")
    assert "is that what you mean?" in str(await talk.said("no, 85?"))
    assert "✎ Barbell hip thrust 85 kg × 10" in str(await talk.said("yes"))
    await talk.close()
