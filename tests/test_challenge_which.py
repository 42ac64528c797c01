"""Two challenges in one room, names that look alike, who was taken off, captains who leave, records that are gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from challenging import boards, comes, makes, says, scores, waits
from talking import Talking, talking

from coach_core.challenge.names import clean_name, look

BOTH = ("anna", "bela")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    for name in BOTH:
        await comes(talk, name)
    yield talk
    await talk.close()


async def joins(talk: Talking, number: str, *names: str) -> None:
    for name in names:
        await says(talk, name, f"/challenge join {number}", room="gym")


# ---- two in one room


@pytest.mark.parametrize("said", ["leave", "pause", "cheer", "flag bela", "join", "how"])
async def test_whoever_could_mean_two_is_asked_which(talk: Talking, said: str) -> None:
    first, second = await makes(talk), await makes(talk)
    for number in (first, second):
        await joins(talk, number, *(BOTH if said != "join" else ("bela",)))
    asked = await says(talk, "anna", f"/challenge {said}", room="gym")
    assert asked[-1]["text"] == "Which one?"
    labels = [b["label"] for b in asked[-1]["buttons"]]
    assert sorted(labels) == sorted(f"Points (no. {number})" for number in (first, second))
    answered = await says(talk, "anna", f":press Points (no. {first})", room="gym")
    assert not any(bad in answered[-1]["text"] for bad in ("no such", "is over", "Which one"))


async def test_admins_are_asked_which_and_numbers_are_understood(talk: Talking) -> None:
    first, second = await makes(talk, "teams", "captain"), await makes(talk, "teams", "captain")
    for number in (first, second):
        await joins(talk, number, *BOTH)
    for said in ("set", "end", "captain A anna", "team A anna"):
        asked = await says(talk, "boss", f"/challenge {said}", room="gym")
        assert [len(asked[-1]["buttons"]), asked[-1]["text"]] == [2, "Which one?"], said
    named = await says(talk, "boss", f"/challenge captain {second} A anna", room="gym")
    assert "anna leads team A" in named[-1]["text"]
    press = f":press Team against team (no. {second})"
    pressed = await says(talk, "boss", "/challenge captain B bela", press, room="gym")
    assert "bela leads team B" in pressed[-1]["text"]


async def test_one_that_was_ended_is_in_nobodys_way(talk: Talking) -> None:
    await joins(talk, await makes(talk), *BOTH)
    await says(talk, "boss", "/challenge end", ":press End it", room="gym")
    over = await says(talk, "anna", "/challenge pause")
    assert "no such challenge" in over[-1]["text"]
    number = await makes(talk, "volume")
    joined = await says(talk, "anna", "/challenge join", room="gym")
    assert "You are in: Total volume" in joined[-1]["text"]
    left = await says(talk, "anna", "/challenge leave")
    assert "You are out" in left[0]["text"]
    await waits(talk, "2m")
    group = await says(talk, "boss", f"/challenge how {number}", room="gym")
    assert "Total volume" in group[-1]["text"]


# ---- names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bob", "BOB", True),
        ("bob", "Воb", True),
        ("José", "jose", True),
        ("an na", "anna", True),
        ("a\u3164nna", "anna", True),
        ("Νick", "NICK", True),
        ("b0b", "bob", True),
        ("Ilya", "llya", True),
        ("anna", "hanna", False),
        ("कि", "के", False),
        ("日本", "日木", False),
        ("👩‍👩‍👧", "👩", False),
    ],
)
def test_what_looks_alike(one: str, other: str, same: bool) -> None:
    assert (look(one) == look(other)) is same


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\u3164\u3164", ""),
        ("\u2800", ""),
        ("\u200d", ""),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("❤️ ana", "❤️ ana"),
        (" a\u200db ", "ab"),
        ("...", ""),
    ],
)
def test_names_that_can_be_seen(typed: str, shown: str) -> None:
    assert clean_name(typed) == shown


async def test_nobody_takes_the_name_of_another(talk: Talking) -> None:
    await joins(talk, await makes(talk), *BOTH)
    for name in ("anna", "ANNA", "аnnа", "a n n a"):
        shown = await says(talk, "bela", f"/challenge name {name}")
        assert "called so" in shown[-1]["text"], name
    assert "from now on" in (await says(talk, "bela", "/challenge name Bela B"))[-1]["text"]
    assert "from now on" in (await says(talk, "anna", "/challenge name Anna"))[-1]["text"], "one's own, written anew"


async def test_who_comes_under_the_name_of_another_gets_a_number(talk: Talking) -> None:
    number = await makes(talk)
    await joins(talk, number, "anna")
    await says(talk, "anna", "/challenge name bela")
    joined = await says(talk, "bela", f"/challenge join {number}", room="gym")
    person = await talk.store.person("terminal", "bela")
    assert person is not None
    assert f"bela {person.number}" in joined[-1]["text"]


async def test_a_flag_on_nobody_says_so(talk: Talking) -> None:
    await joins(talk, await makes(talk), *BOTH)
    assert "called so" in (await says(talk, "anna", "/challenge flag zzz"))[-1]["text"]
    assert "Noted" in (await says(talk, "anna", "/challenge flag BELA"))[-1]["text"]


# ---- taken off, judged, gone


async def test_who_was_taken_off_stays_off(talk: Talking) -> None:
    for name in ("carl", "dora"):
        await comes(talk, name)
    number = await makes(talk, "volume")
    await joins(talk, number, *BOTH, "carl", "dora")
    for name in ("bela", "carl"):
        await says(talk, name, "/challenge flag anna")
    await says(talk, "boss", "/challenge check", ":press It does not", room="gym")
    await waits(talk, "2m")
    back = await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert "took you off" in back[-1]["text"]
    await says(talk, "dora", "/challenge leave")
    back = await says(talk, "dora", f"/challenge join {number}", room="gym")
    assert "You are in" in back[-1]["text"], "who went by themselves may come back"


async def test_no_admin_decides_about_themselves(talk: Talking) -> None:
    await comes(talk, "boss")
    number = await makes(talk, "volume")
    await joins(talk, number, "boss", "anna")
    await says(talk, "boss", "hip thrust 500x10", "yes")
    asked = await says(talk, "boss", "/challenge check", room="gym")
    assert "Another admin has to decide" in asked[-1]["text"]
    other = await says(talk, "bela", ":admin on", "/challenge check", room="gym")
    assert "boss: a set of" in other[-1]["text"]


async def test_a_set_that_was_undone_waits_for_nobody_and_its_record_is_not_shown(talk: Talking) -> None:
    number = await makes(talk, "volume")
    await joins(talk, number, *BOTH)
    await says(talk, "anna", "hip thrust 500x10", "yes")
    waits_for = await says(talk, "anna", "/challenge share barbell_hip_thrust")
    assert "waits for an admin" in waits_for[-1]["text"]
    await says(talk, "anna", "undo")
    none = await says(talk, "boss", "/challenge check", room="gym")
    assert "Nothing waits" in none[-1]["text"]
    await says(talk, "anna", "hip thrust 90x10")
    shown = await says(talk, "anna", "/challenge share barbell_hip_thrust")
    shown += await waits(talk, "2m")
    assert "anna" in boards(shown)[-1]["text"]
    assert "🎉" in boards(shown)[-1]["text"]
    shown = await says(talk, "anna", "undo")
    shown += await waits(talk, "2m")
    assert "🎉" not in boards(shown)[-1]["text"]


async def test_the_other_captain_goes_on_where_one_has_left(talk: Talking) -> None:
    for name in ("carl", "dina"):
        await comes(talk, name)
    number = await makes(talk, "teams", "captain")
    await joins(talk, number, *BOTH, "carl", "dina")
    await says(talk, "boss", "/challenge captain A anna", "/challenge captain B bela", room="gym")
    assert "carl is in team B" in (await says(talk, "bela", "/challenge pick carl"))[-1]["text"]
    assert "other captain" in (await says(talk, "bela", "/challenge pick dina"))[-1]["text"]
    await says(talk, "anna", "/challenge leave")
    assert "dina is in team B" in (await says(talk, "bela", "/challenge pick dina"))[-1]["text"]


async def test_who_chose_a_team_comes_back_to_it(talk: Talking) -> None:
    number = await makes(talk, "teams", "own")
    await says(talk, "anna", f"/challenge join {number}", ":press Team A", room="gym")
    await says(talk, "anna", "/challenge leave")
    back = await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert "team A" in back[-1]["text"].replace("Team", "team")
    assert scores(boards(back + await waits(talk, "2m"))[-1]).keys() == {"anna"}


async def test_what_cannot_be_set_is_said(talk: Talking) -> None:
    number = await makes(talk, "volume")
    for odd in ("quiet 25-99", "lift back_squat", "colour red"):
        said = await says(talk, "boss", f"/challenge set {number} {odd}", room="gym")
        assert "did not understand" in said[-1]["text"] or said[-1]["buttons"], odd
        assert "Back squat" not in said[-1]["text"]
