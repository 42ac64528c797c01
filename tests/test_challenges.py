"""Challenges through the chat: who may do what, who is seen, what counts, what becomes of them when things go wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from challenging import boards, comes, makes, says, scores, trains, waits
from talking import Talking, all_texts, talking, the_book

from bot.answering import answering
from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.table import CHALLENGES
from coach_core.challenge.values import Entry
from coach_core.commands.challenge import PARTS as SAID
from coach_core.rights import PARTS, Place, may_part
from coach_core.talk import Incoming, Role

SETS = ("100x5 rpe 8", "100x5 rpe 8")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


# The rights, written a second time: dm, room, guest; m member, a admin, o owner; the anonymous nowhere.
MANAGING = "--- -ao ---"
ANYBODY = "mao mao ---"
MATRIX = dict.fromkeys(("new", "set", "end", "check", "counts", "refuse", "team", "captain"), MANAGING) | dict.fromkeys(
    ("join", "leave", "me", "name", "pause", "resume", "share", "cheer", "flag", "pick", "how", "board"), ANYBODY
)
LETTERS = {Role.MEMBER: "m", Role.ADMIN: "a", Role.OWNER: "o", Role.ANONYMOUS: "!"}


def test_the_matrix_is_whole() -> None:
    assert MATRIX.keys() == SAID.keys()
    assert PARTS.keys() <= SAID.keys()


@pytest.mark.parametrize("part", sorted(MATRIX))
def test_the_matrix(part: str, talk: Talking) -> None:
    here = Incoming("telegram", "7", "e1", talk.clock.now())
    places = {
        Place.DM: here,
        Place.ROOM: replace(here, room="-1"),
        Place.GUEST: replace(here, room="-1", guest=True),
    }
    for column, (_, event) in enumerate(places.items()):
        for role, letter in LETTERS.items():
            allowed = letter in MATRIX[part].split()[column]
            assert may_part(part, replace(event, role=role)) == allowed, (part, role, column)


async def test_nobody_makes_or_ends_one_without_the_right_of_now(talk: Talking) -> None:
    assert not boards(await says(talk, "boss", "/challenge new points 4 - now", room="gym"))
    await makes(talk)
    refused = await says(talk, "boss", ":admin off", "/challenge end", room="gym")
    assert "manages this room" in refused[-1]["text"], "the right is gone, and so is the power"
    there = await says(talk, "boss", ":admin on", "/challenge end", room="other")
    assert "No challenge runs here" in there[-1]["text"], "the right holds in its room alone"
    over = await says(talk, "boss", ":admin on", "/challenge end", ":press End it", room="gym")
    assert "ended by an admin" in over[-1]["text"]


@pytest.mark.parametrize(
    "part", ["", "how", "set", "set 21-8", "end", "join", "cheer", "team B Anna", "captain A Anna"]
)
async def test_where_none_runs_it_says_so_whatever_was_wanted_of_it(part: str, talk: Talking) -> None:
    await comes(talk, "boss")
    await makes(talk)
    none = await says(talk, "boss", ":admin on", f"/challenge {part}", room="hall")
    assert "No challenge runs here" in none[-1]["text"], "one runs next door"
    await says(talk, "boss", ":admin on", "/challenge end", ":press End it", room="gym")
    over = await says(talk, "boss", ":admin on", f"/challenge {part}", room="gym")
    assert "No challenge runs here" in over[-1]["text"], "nor is there one to join that is over"


async def test_ones_own_place_is_told_in_the_room_after_the_end_and_offers_no_pause(talk: Talking) -> None:
    await makes(talk)
    await comes(talk, "anna")
    await says(talk, "anna", "/challenge join", room="gym")
    await says(talk, "boss", ":admin on", "/challenge end", ":press End it", room="gym")
    place = (await says(talk, "anna", "/challenge me", room="gym"))[-1]
    assert "Place 1 of 1" in place["text"]
    assert place["buttons"] == []


@pytest.mark.parametrize(
    ("new", "mine", "out"),
    [
        ("challenge new", "Challenge My Place", "challenge leave"),
        ("reto nuevo", "reto mi puesto", "reto salir"),
        ("Herausforderung neu", "herausforderung mein Platz", "herausforderung aussteigen"),
        ("défi nouveau", "défi ma place", "défi quitter"),
        ("desafio novo", "desafio meu lugar", "desafio sair"),
        ("вызов новый", "вызов мое место", "вызов выйти"),
    ],
)
async def test_it_is_said_in_every_language_that_is_read(talk: Talking, new: str, mine: str, out: str) -> None:
    await comes(talk, "anna")
    made = await says(talk, "boss", ":admin on", f"{new} points 4 - now", room="gym")
    number = next(m["data"]["board"]["challenge"] for m in made if "board" in m["data"])
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert "Place 1 of 1" in (await says(talk, "anna", mine))[-1]["text"]
    assert "off the board" in next(m for m in await says(talk, "anna", out) if m["private"])["text"]


async def test_a_new_kind_is_one_value_and_one_line(tmp_path: Path) -> None:
    """What a file in kinds/ would hold, and the line in the table."""

    def score(entry: Entry) -> int:
        return 1000 * len(entry.sessions)

    book = replace(the_book(), challenges={**CHALLENGES, "visits": Kind("visits", score, "sets", reads=())})
    coach = answering(book, all_texts(), "en", encrypted=False)
    talk = await talking(tmp_path / "k.db", coach=coach, person="boss")
    try:
        await comes(talk, "anna")
        number = await makes(talk, "visits")
        await says(talk, "anna", f":press challenge:join:{number}", room="gym")
        await trains(talk, "anna", *SETS)
        assert scores(boards(await waits(talk, "2m"))[-1]) == {"anna": 1}
    finally:
        await talk.close()


async def test_a_set_beyond_belief_waits_for_an_admin(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk, "volume")
    await says(talk, "anna", f"/challenge join {number}", "hip thrust 500x5", "yes", room="gym")
    board = boards(await waits(talk, "2m"))[-1]
    assert scores(board) == {"anna": 0}
    assert "1 entry waits" in board["text"]
    asked = await says(talk, "boss", f"/challenge check {number}", room="gym")
    assert "500" not in asked[-1]["text"], "whose and which lift, no numbers"
    no = await says(talk, "anna", f":press {asked[-1]['buttons'][0]['id']}", room="gym")
    assert "no message in view" in str(no) or not no, "anna does not even see it"
    shown = await says(talk, "boss", ":press It counts", room="gym")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]) == {"anna": 2500}


async def test_a_refused_set_stays_in_the_private_log(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk, "volume")
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await says(talk, "anna", "hip thrust 500x5", "yes", "100x5")
    shown = await says(talk, "boss", f"/challenge check {number}", ":press It does not", room="gym")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]) == {"anna": 500}
    person = await talk.store.person("terminal", "anna")
    rows = await talk.store.rows(person.number if person else 0)
    assert any(s.load is not None and s.load.amount == 500 for s in rows.sets)


async def test_back_dated_sets_count_for_a_day_and_no_longer(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk, "volume")
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await waits(talk, "4d")
    await says(talk, "anna", "3 days ago hip thrust 100x5")
    await waits(talk, "2m")
    shown = await says(talk, "anna", "yesterday hip thrust 90x10")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]) == {"anna": 900}


async def test_what_comes_after_the_end_does_not_count(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk, "volume")
    await says(talk, "anna", f"/challenge join {number}", "hip thrust 100x5", room="gym")
    heard = (await talk("hip thrust 100x4"))[0]["id"]
    ceremony = boards(await waits(talk, "28d"))[-1]
    assert "that was it" in ceremony["text"]
    assert scores(ceremony) == {"anna": 900}
    await says(talk, "anna", f":edit {heard} 300x30", "hip thrust 200x5")
    assert not boards(await waits(talk, "2d"))
    assert "900" in (await says(talk, "anna", f"/challenge me {number}"))[-1]["text"]


async def test_an_end_during_downtime_is_made_up_for_once(talk: Talking, tmp_path: Path) -> None:
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    await talk.close()
    later = await talking(tmp_path / "c.db", person="anna", clock="2027-02-01T12:00:00+00:00")
    try:
        shown = boards([m for m in await later("/help") if m["kind"] == "message"])
        assert ["that was it" in m["text"] for m in shown].count(True) == 1
        assert not boards(await waits(later, "9d"))
    finally:
        await later.close()


async def test_who_is_erased_is_off_the_board(talk: Talking) -> None:
    for name in ("anna", "bela"):
        await comes(talk, name)
    number = await makes(talk)
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {number}", room="gym")
    assert scores(boards(await waits(talk, "2m"))[-1]).keys() == {"anna", "bela"}
    shown = await says(talk, "anna", "/erase", ":press Erase everything for good")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]).keys() == {"bela"}


async def test_a_room_that_moves_takes_its_challenge_along(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk)
    await talk.store.room_moved("terminal", "gym", "supergym")
    shown = await says(talk, "anna", f"/challenge join {number}", room="supergym")
    assert {m["room"] for m in boards(shown + await waits(talk, "2m"))} == {"supergym"}


async def test_two_at_once_and_two_rooms_keep_apart(talk: Talking) -> None:
    for name in ("anna", "bela"):
        await comes(talk, name)
    volume, visits = await makes(talk, "volume"), await makes(talk, "sets", room="other")
    await says(talk, "anna", f"/challenge join {volume}", room="gym")
    elsewhere = await says(talk, "anna", f"/challenge join {visits}", room="gym")
    assert "in its own room" in elsewhere[-1]["text"], "who is not there cannot come in by its number"
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {visits}", room="other")
    await says(talk, "anna", "hip thrust 100x5", "hip thrust 100x5")
    found = {m["room"]: scores(m) for m in boards(await waits(talk, "2m"))}
    assert found == {"gym": {"anna": 1000}, "other": {"anna": 2, "bela": 0}}
    here = await says(talk, "bela", "/challenge", room="gym")
    assert "Sets" not in here[-1]["text"], "what runs elsewhere is not shown here"


async def test_last_one_standing_takes_nobody_late_and_shares_ties(talk: Talking) -> None:
    for name in ("anna", "bela", "carl"):
        await comes(talk, name)
    number = await makes(talk, "standing", start="monday")
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {number}", room="gym")
    await waits(talk, "9d")
    late = await says(talk, "carl", f"/challenge join {number}", room="gym")
    assert "too late" in late[-1]["text"]
    for _ in range(3):
        for name in ("anna", "bela"):
            await trains(talk, name, *SETS)
        await waits(talk, "3d")
    board = boards(await waits(talk, "14d"))[-1]
    assert [row["rank"] for row in board["data"]["board"]["rows"]] == [1, 1]


async def test_pausing_is_seen_by_nobody_and_costs_nothing(talk: Talking) -> None:
    for name in ("anna", "bela"):
        await comes(talk, name)
    number = await makes(talk, "consistency")
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {number}", room="gym")
        await trains(talk, name, "done", "done", "done", "done", "done")
    before = scores(boards(await waits(talk, "2m"))[-1])
    shown = await says(talk, "anna", f"/challenge pause {number}")
    shown += await waits(talk, "2m")
    assert all(scores(m) == before for m in boards(shown)), "nobody can tell"
    end = scores(boards(await waits(talk, "28d"))[-1])
    assert end["anna"] > end["bela"] == before["bela"], "less was expected of her; the control: not of bela"
    assert end["anna"] <= 2 * end["bela"] + 1, "one in two sessions is asked for, whatever happens"


async def test_who_left_the_room_is_off_its_boards_alone(talk: Talking) -> None:
    for name in ("anna", "bela"):
        await comes(talk, name)
    here, other = await makes(talk), await makes(talk, "sets", room="other")
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {here}", room="gym")
        await says(talk, name, f"/challenge join {other}", room="other")
    await waits(talk, "2m")
    await talk.store.left_room("terminal", "anna", "gym", talk.clock.now())
    found = {m["room"]: set(scores(m)) for m in boards(await waits(talk, "2m"))}
    assert found == {"gym": {"bela"}}, "nothing else is drawn"
    shown = await says(talk, "anna", "hip thrust 100x5")
    found = {m["room"]: scores(m) for m in boards(shown + await waits(talk, "2m"))}
    assert found == {"other": {"anna": 1, "bela": 0}}


async def test_a_ceremony_that_nobody_saw_is_held_when_the_coach_is_let_in_again(talk: Talking) -> None:
    await comes(talk, "anna")
    number = await makes(talk)
    await says(talk, "anna", f"/challenge join {number}", room="gym")
    gone = talk.clock.now()
    assert "that was it" in boards(await waits(talk, "29d"))[-1]["text"]
    await talk.store.rooms_back("terminal", ["gym", "elsewhere"], gone, talk.clock.now())
    assert "that was it" in boards(await waits(talk, "2m"))[-1]["text"]
    await talk.store.rooms_back("terminal", ["gym"], talk.clock.now(), talk.clock.now())
    assert not boards(await waits(talk, "2m")), "the control: it ended before"
    await waits(talk, "31d")
    await talk.store.rooms_back("terminal", ["gym"], gone, talk.clock.now())
    assert not boards(await waits(talk, "2m")), "so long ago that nobody asks"


async def test_who_may_join_language_and_lift_are_set_with_a_tap(talk: Talking) -> None:
    await comes(talk, "anna")  # a beginner
    made = await says(talk, "boss", ":admin on", "/challenge new points 4 - now", room="gym")
    number = next(m["data"]["board"]["challenge"] for m in made if "board" in m["data"])
    shown = await says(talk, "boss", ":press Who may join", ":press intermediate and advanced", room="gym")
    assert "For: intermediate and advanced." in shown[-1]["text"]
    shown += await waits(talk, "2m")
    assert "For: intermediate and advanced." in boards(shown)[-1]["text"]
    refused = await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert "another level" in refused[-1]["text"]
    shown = await says(talk, "boss", "/challenge set", ":press Who may join", ":press beginners", room="gym")
    assert [bool(m["edits"]) for m in shown if "It speaks" in m["text"]] == [False, True], (
        "typed below, pressed in place"
    )
    shown = await says(talk, "boss", "/challenge set", ":press Lift", ":press Back squat", room="gym")
    assert "It measures Back squat." in shown[-1]["text"]
    joined = await says(talk, "anna", f"/challenge join {number}", room="gym")
    assert "You are in" in joined[-1]["text"]
    stays = await says(talk, "boss", "/challenge set", ":press Lift", room="gym")
    assert "the lift stays" in stays[-1]["text"]
    shown = await says(talk, "boss", "/challenge set", ":press Language", ":press Español", room="gym")
    assert "Puntos" in boards(shown + await waits(talk, "2m"))[-1]["text"]
    member = await says(talk, "anna", f"/challenge set {number} who all", room="gym")
    assert "manages this room" in member[-1]["text"]


async def test_somebody_new_of_another_level_is_told_at_the_end_of_the_start(talk: Talking) -> None:
    number = await makes(talk)
    await says(talk, "boss", f"/challenge set {number} who experienced", room="gym")
    await says(talk, "nora", f"/challenge join {number}", room="gym")
    shown = await says(talk, "nora", ":press I am 18 or over, I agree", ":press None of these", room="gym")
    shown = await says(talk, "nora", ":press Beginner (up to 6 months)", ":press Barbell", "80 kg for 10", room="gym")
    assert "another level" in shown[-1]["text"]


async def test_an_entry_that_two_doubt_is_decided_by_an_admin(talk: Talking) -> None:
    for name in ("anna", "bela", "carl", "dora"):
        await comes(talk, name)
    number = await makes(talk, "volume")
    for name in ("anna", "bela", "carl"):
        await says(talk, name, f"/challenge join {number}", room="gym")
    await says(talk, "anna", "hip thrust 100x5")
    for name in ("dora", "anna", "bela", "bela"):  # a stranger, she herself, one twice
        shown = await says(talk, name, "/challenge flag anna", room="gym")
    nothing = await says(talk, "boss", "/challenge check", room="gym")
    assert "Nothing waits" in nothing[-1]["text"]
    shown += await says(talk, "carl", "/challenge flag anna", room="gym")
    board = boards(shown + await waits(talk, "2m"))[-1]
    assert "1 entry waits" in board["text"]
    asked = await says(talk, "boss", "/challenge check", room="gym")
    assert "anna: several people find this entry odd" in asked[-1]["text"]
    assert not {"bela", "carl"} & set(asked[-1]["text"].split()), "nobody is told who it was"
    shown = await says(talk, "boss", ":press It does not", room="gym")
    shown += await waits(talk, "2m")
    assert "anna" not in scores(boards(shown)[-1])
    assert any("taken you off" in m["text"] and m["to"] == "anna" for m in shown)
    person = await talk.store.person("terminal", "anna")
    rows = await talk.store.rows(person.number if person else 0)
    assert any(s.load is not None and s.load.amount == 100 for s in rows.sets), "the private log stays"


async def test_an_entry_that_counts_is_not_asked_about_again(talk: Talking) -> None:
    for name in ("anna", "bela", "carl"):
        await comes(talk, name)
    number = await makes(talk, "volume")
    for name in ("anna", "bela", "carl"):
        await says(talk, name, f"/challenge join {number}", room="gym")
    for name in ("bela", "carl"):
        await says(talk, name, "/challenge flag anna")
    shown = await says(talk, "boss", "/challenge check", ":press It counts", room="gym")
    shown += await waits(talk, "2m")
    assert "anna" in scores(boards(shown)[-1])
    for name in ("bela", "carl"):
        await says(talk, name, "/challenge flag anna")
    assert "Nothing waits" in (await says(talk, "boss", "/challenge check", room="gym"))[-1]["text"]


async def test_two_captains_choose_in_turns(talk: Talking) -> None:
    people = ("anna", "bela", "carl", "dina", "eva")
    for name in people:
        await comes(talk, name)
    number = await makes(talk, "teams", "captain")
    for name in people:
        joined = await says(talk, name, f"/challenge join {number}", room="gym")
    assert "A captain will pick you" in joined[-1]["text"]
    refused = await says(talk, "anna", "/challenge captain A anna", room="gym")
    assert "manages this room" in refused[-1]["text"]
    await says(talk, "boss", "/challenge captain A anna", "/challenge captain B bela", room="gym")
    nobody = await says(talk, "boss", "/challenge captain A zoe", room="gym")
    assert "called so" in nobody[-1]["text"]
    not_one = await says(talk, "carl", "/challenge pick dina")
    assert "Only captains pick" in not_one[-1]["text"]
    asked = await says(talk, "anna", "/challenge pick")
    assert [b["label"] for b in asked[-1]["buttons"]] == ["carl", "dina", "eva"]
    shown = await says(talk, "anna", ":press dina")
    assert "dina is in team A" in shown[-1]["text"]
    again = await says(talk, "anna", "/challenge pick carl")
    assert "other captain" in again[-1]["text"]
    shown = await says(talk, "bela", "/challenge pick carl")
    shown += await waits(talk, "2m")
    board = boards(shown)[-1]["text"]
    assert "1 person waits to be picked" in board
    assert "dina · Team A" in board
    assert "carl · Team B" in board
    taken = await says(talk, "bela", "/challenge pick dina")
    assert [b["label"] for b in taken[-1]["buttons"]] == ["eva"], "who is in a team stays there"
