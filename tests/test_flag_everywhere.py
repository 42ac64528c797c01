"""Safety before anything else, wherever somebody is: no question, pause or failure keeps an emergency waiting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from doorway import Door
from talking import real_coach, talking, the_book

from coach_core.coach import decide
from coach_core.facts import SetDone
from coach_core.person import Person
from coach_core.store import Answering, open_store
from coach_core.talk import Incoming, Kind
from coach_core.turn import Given, Outcome, Rows

CONSENT = ["hello", ":press start:consent:yes"]
SCREENED = [*CONSENT, ":press screening:none"]
BEGUN = [*SCREENED, ":press start:level:intermediate", ":press start:equipment:barbell", "80 kg for 10", "15 15 15"]
PLACES: dict[str, Sequence[str]] = {
    "nobody yet": [],
    "consent": CONSENT[:1],
    "screening": CONSENT,
    "the list of conditions": [*CONSENT, ":press screening:some"],
    "level": SCREENED,
    "equipment": BEGUN[:4],
    "starting set": BEGUN[:5],
    "in the workout": BEGUN,
    "a doubt": [*BEGUN, "100x200"],
    "an unknown exercise": [*BEGUN, "zorglub 100x10"],
    "a pain": [*BEGUN, "my knee hurts"],
    "why": [*BEGUN, "why"],
    "settings": [*BEGUN, "settings"],
    "reminders": [*BEGUN, "reminders"],
    "time zone": [*BEGUN, "timezone"],
    "erase": [*BEGUN, "erase"],
    "the past": [*BEGUN, "history"],
    "challenge": [*BEGUN, "challenge"],
    "stopped": [*BEGUN, "stop"],
    "another language": [*BEGUN, "/language es"],
    "paused lower body": [*BEGUN, "my calf is swollen"],
    "paused whole": [*BEGUN, "chest pain"],
    "under 18": [*BEGUN, "i'm 15"],
    "pregnant": [*BEGUN, "i'm pregnant"],
    "a birth": [*BEGUN, "gave birth 6 weeks ago"],
    "a room": [*BEGUN, ":in gym"],
    "a stranger in a room": [":in gym"],
}
SAID = [
    "100x10 chest pain", "me duele el pecho 100x10", "dor no peito 100x10", "brustschmerzen 100x10",
    "i fainted", "douleur à la poitrine 100x10", "боль в груди 100x10", "/log chest pain",
    "/why my chest hurts", "settings chest pain", "/challenge chest pain", "note: chest pain",
    "no, 90, and i can't breathe", "undo, i fainted", "6pm, chest pain", "mon wed fri and i cant breathe",
    "Europe/Madrid chest pain", "/erase chest pain", "/language chest pain",
]  # fmt: skip


async def there(tmp_path: Path, lines: Sequence[str]) -> tuple[Person, Incoming, Rows]:
    """The person, an event and its rows after these lines."""
    kept: list[tuple[Person, Incoming, Rows]] = []
    coach = real_coach()

    def decided(person: Person, event: Incoming, rows: Rows) -> Outcome:
        kept.append((person, event, rows))
        return coach.decide(person, event, rows)

    talk = await talking(tmp_path / "store.db", coach=replace(coach, decide=decided))
    for line in (*lines, "hm?"):
        await talk(line)
    await talk.close()
    return kept[-1]


@pytest.mark.parametrize("place", PLACES)
async def test_an_emergency_comes_first_everywhere(tmp_path: Path, place: str) -> None:
    person, event, rows = await there(tmp_path, PLACES[place])
    for kind, edits in ((Kind.TEXT, None), (Kind.EDIT, "u3")):
        for text in SAID:
            heard = replace(event, kind=kind, text=text, edits=edits)
            outcome = decide(person, heard, Given(the_book(), rows))
            levels = [said.data["safety"]["level"] for said in outcome.reply if "safety" in said.data]
            assert levels[:1] == ["R1"], (kind, text)
            assert outcome.person.health.paused == "R1"
            assert not any(isinstance(fact, SetDone) for fact in outcome.facts), (kind, text)


async def test_control_what_is_none_is_no_emergency(tmp_path: Path) -> None:
    person, event, rows = await there(tmp_path, BEGUN)
    outcome = decide(person, replace(event, text="100x10 no chest pain"), Given(the_book(), rows))
    assert outcome.person.health.paused is None
    assert any(isinstance(fact, SetDone) for fact in outcome.facts)


@pytest.mark.parametrize("text", ["naci en 2011", "my birthday is 3 may 2011", "im in 10th grade", "16f", "i'm 15"])
async def test_youth_told_at_the_very_start_ends_it(tmp_path: Path, text: str) -> None:
    for lines in ([], CONSENT[:1], CONSENT, SCREENED):
        person, event, rows = await there(tmp_path / str(len(lines)), lines)
        outcome = decide(person, replace(event, text=text), Given(the_book(), rows))
        assert outcome.person.health.minor, lines


def broken(coach: Answering) -> Answering:
    """A coach that fails at everything."""

    def decided(person: Person, event: Incoming, rows: Rows) -> Outcome:
        raise RuntimeError("of this test")

    return replace(coach, decide=decided)


@pytest.mark.parametrize(("text", "stops"), [("my chest hurts, 100x10", True), ("100x10", False)])
async def test_a_coach_that_fails_says_it_all_the_same(tmp_path: Path, text: str, stops: bool) -> None:
    async with await open_store(str(tmp_path / "topset.db"), answering=broken(real_coach())) as store:
        said = [json.loads(message.body)["text"] for message in await Door(store).hear("ana", text)]
    assert ("Stop now." in said[0]) is stops
    assert "went wrong" in said[0]
