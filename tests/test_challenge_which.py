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


@pytest.mark.parametrize("said", ["end {n}", "end {n} sure", "end 99", "set {n}", "set {n} 21-7"])
async def test_one_of_another_room_or_of_before_is_over_here(said: str, talk: Talking) -> None:
    number = await makes(talk)
    there = await says(talk, "boss", ":admin on", f"/challenge {said.format(n=number)}", room="hall")
    assert "That challenge is over" in there[-1]["text"]
    assert "🏆 Points" in (await says(talk, "boss", "/challenge", room="gym"))[-1]["text"], "it goes on"


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
        ("1. winner · 9999 kg", "1. winner 9999 kg"),
        ("Gal·la", "Gal·la"),
        ("· •", ""),
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


@pytest.mark.parametrize(
    ("who", "joined", "said", "told"),
    [
        ("anna", False, "join sets", "You are in: Sets"),
        ("anna", False, "unirme series", "You are in: Sets"),
        ("anna", False, "join team against team", "You are in: Team against team"),
        ("anna", True, "join", "You are in: Team against team"),
        ("anna", False, "how equipos", "mean of each team"),
        ("anna", True, "leave sets", "You are out"),
        ("boss", True, "end equipos", "End Team against team now"),
        ("boss", True, "team A zoe", "called so"),
        ("boss", True, "set sets for beginners", "For: beginners"),
    ],
)
async def test_of_two_the_one_that_fits_is_meant(who: str, joined: bool, said: str, told: str, talk: Talking) -> None:
    first, _ = await makes(talk, "sets"), await makes(talk, "teams", "random")
    if joined:
        await joins(talk, first, "anna")
    shown = await says(talk, who, f"/challenge {said}", room="gym")
    assert told in next(m["text"] for m in shown if m["private"])


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("set who beginners", "For: beginners"),
        ("set quién principiantes", "For: beginners"), ("ajustes para veteranos", "For: intermediate and advanced"),
        ("set für anfänger", "For: beginners"), ("set кто новички", "For: beginners"),
        ("set language Spanish", "It speaks Español"), ("set idioma español", "It speaks Español"),
        ("set Sprache Spanisch", "It speaks Español"), ("set langue espagnol", "It speaks Español"),
        ("set lift squat", "It measures Back squat"), ("set levantamiento sentadilla", "It measures Back squat"),
        ("set lift back_squat", "It measures Back squat"), ("set quiet 21:30-7", "Quiet hours: 21:30"),
        ("set horas de silencio 21-7", "Quiet hours: 21:00"), ("set ruhezeit 21-7", "Quiet hours: 21:00"),
    ],
)  # fmt: skip
async def test_settings_are_said_in_any_language_that_is_read(said: str, line: str, talk: Talking) -> None:
    await makes(talk, "strength", "barbell_hip_thrust")
    before = (await says(talk, "boss", "/challenge set", room="gym"))[-1]["text"]
    assert line not in before, "the control"
    shown = await says(talk, "boss", f"/challenge {said}", room="gym")
    assert line in shown[-1]["text"]


async def test_the_lift_stands_once_somebody_is_in_however_it_is_said(talk: Talking) -> None:
    number = await makes(talk, "strength", "barbell_hip_thrust")
    await joins(talk, number, *BOTH)
    shown = await says(talk, "boss", "/challenge set lift squat", room="gym")
    assert "It measures Back squat" not in shown[-1]["text"]


async def test_teams_are_even_however_one_joins(talk: Talking) -> None:
    people = ("ada", "ben", "cem", "dan")
    for name in people:
        await comes(talk, name)
    await makes(talk, "teams", "random")
    teams = [(await says(talk, n, "/challenge join", room="gym"))[-1]["text"] for n in ("ada", "cem", "ben", "dan")]
    assert sum("in team A" in text for text in teams) == 2


async def test_in_private_without_any_it_is_said_where_they_are_made(talk: Talking) -> None:
    await comes(talk, "anna")
    shown = await says(talk, "anna", "/challenge join")
    assert "They are made in groups" in shown[-1]["text"]


async def test_what_cannot_be_set_is_said(talk: Talking) -> None:
    number = await makes(talk, "volume")
    for odd in ("quiet 25-99", "lift back_squat", "colour red"):
        said = await says(talk, "boss", f"/challenge set {number} {odd}", room="gym")
        assert "did not understand" in said[-1]["text"] or said[-1]["buttons"], odd
        assert "Back squat" not in said[-1]["text"]
