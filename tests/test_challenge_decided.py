"""What admins decide: what waits for them goes away neither by leaving nor by changing it, and they have two days."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from challenging import Message, boards, comes, makes, says, scores, waits
from talking import Talking, talking


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def running(talk: Talking, *names: str, kind: str = "volume") -> str:
    """A challenge with these people in it; its number."""
    for name in names:
        await comes(talk, name)
    number = await makes(talk, kind)
    for name in names:
        await says(talk, name, f"/challenge join {number}", room="gym")
    return number


async def checked(talk: Talking, *deeds: str) -> Message:
    """What an admin is told, and told of what they press."""
    return (await says(talk, "boss", ":admin on", "/challenge check", *deeds, room="gym"))[-1]


async def shown_after(talk: Talking, deed: str) -> dict[str, float]:
    """The board once an admin has decided."""
    shown = await says(talk, "boss", ":admin on", "/challenge check", deed, room="gym")
    return scores(boards(shown + await waits(talk, "2m"))[-1])


async def test_what_waits_does_not_go_away_by_leaving(talk: Talking) -> None:
    number = await running(talk, "anna", "bela", "carl")
    for name in ("bela", "carl"):
        await says(talk, name, "/challenge flag anna")
    assert "anna: several people" in (await checked(talk))["text"]
    shown = await says(talk, "anna", "/challenge leave")
    assert "Nothing waits" in (await checked(talk))["text"], "who left is not named"
    assert "waits for an admin" not in boards(shown + await waits(talk, "2m"))[-1]["text"]
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert "anna: several people" in (await checked(talk))["text"]
    await checked(talk, ":press It counts")
    await says(talk, "anna", "hip thrust 500x5", "yes")
    await says(talk, "anna", "/challenge leave", f"/challenge join {number}", room="gym")
    assert "anna: a set of" in (await checked(talk))["text"]


@pytest.mark.parametrize("where", ["in it", "out of it"])
async def test_a_set_that_counts_is_asked_about_anew_once_it_is_another(where: str, talk: Talking) -> None:
    number = await running(talk, "anna")
    heard = (await says(talk, "anna", "hip thrust 451x5", "yes")) and "no, 900"
    assert await shown_after(talk, ":press It counts") == {"anna": 2255}, "the control: as it was it counts"
    if where == "out of it":
        await says(talk, "anna", "/challenge leave")
    shown = await says(talk, "anna", heard, "yes")
    assert "900 kg" in str(shown)
    if where == "out of it":
        await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]) == {"anna": 0}
    if where == "in it":
        assert await shown_after(talk, ":press It does not") == {"anna": 0}
        await says(talk, "anna", "undo")
        assert await shown_after(talk, ":press It counts") == {"anna": 2255}


async def test_an_entry_that_is_doubted_again_is_decided_again(talk: Talking) -> None:
    await running(talk, "anna", "bela", "carl", "dina", "eva")
    for others, deed in ((("bela", "carl"), "It counts"), (("dina", "eva"), "It does not")):
        for name in others:
            await says(talk, name, "/challenge flag anna")
        left = await shown_after(talk, f":press {deed}")
    assert "anna" not in left
    assert len(left) == 4


async def test_two_days_after_the_end_are_left_to_decide(talk: Talking) -> None:
    await running(talk, "anna", "bela")
    await says(talk, "bela", "hip thrust 100x5")
    await says(talk, "anna", "hip thrust 500x5", "yes")
    held = boards(await waits(talk, "28d"))[-1]
    assert "that was it" in held["text"]
    assert "An admin may decide until" in held["text"]
    assert [row["name"] for row in held["data"]["board"]["rows"]] == ["bela", "anna"]
    assert "anna: a set of" in (await checked(talk))["text"]
    assert await shown_after(talk, ":press It counts") == {"anna": 2500, "bela": 500}
    assert "2500 kg" in (await says(talk, "anna", "/challenge me"))[-1]["text"]
    assert "Nothing waits" in (await checked(talk))["text"]
    assert not boards(await waits(talk, "3d")), "said once"


async def test_what_is_changed_after_the_end_does_not_count_whatever_is_decided(talk: Talking) -> None:
    await running(talk, "anna")
    await says(talk, "anna", "hip thrust 500x5", "yes", "100x5")
    assert scores(boards(await waits(talk, "28d"))[-1]) == {"anna": 500}
    await says(talk, "anna", "no, 300", "yes")
    assert await shown_after(talk, ":press It counts") == {"anna": 3000}, "500 x 5, and 100 x 5 as it was"


async def test_after_two_days_it_stays_as_it_is(talk: Talking) -> None:
    await running(talk, "anna")
    await says(talk, "anna", "hip thrust 500x5", "yes")
    held = boards(await waits(talk, "28d"))[-1]
    assert "An admin may decide until" in held["text"], "where nothing else was done as well"
    asked = await checked(talk)
    await waits(talk, "50h")
    late = await says(talk, "boss", f":press {asked['buttons'][0]['id']}", room="gym")
    assert "Nothing waits" in late[-1]["text"]
    assert "Nothing waits" in (await checked(talk))["text"]


async def test_the_result_is_said_again_once_a_day_at_most(talk: Talking) -> None:
    await running(talk, "anna")
    await says(talk, "anna", "hip thrust 500x5", "yes", "hip thrust 600x4", "yes")
    await waits(talk, "28d")
    assert await shown_after(talk, ":press It counts") == {"anna": 2500}
    shown = await says(talk, "boss", ":admin on", "/challenge check", ":press It counts", room="gym")
    assert not boards(shown + await waits(talk, "10m"))
    [again] = boards(await waits(talk, "2d"))
    assert scores(again) == {"anna": 4900}


async def test_ones_place_after_the_end_is_in_the_one_that_ended_last(talk: Talking) -> None:
    await running(talk, "anna", "bela")
    await says(talk, "boss", ":admin on", "/challenge end", ":press End it", room="gym")
    number = await makes(talk, "sets")
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await waits(talk, "24d")
    await waits(talk, "5d")
    shown = await says(talk, "anna", "/challenge me")
    assert "Sets" in shown[-1]["text"]
    assert "Place 1 of 1" in shown[-1]["text"]
