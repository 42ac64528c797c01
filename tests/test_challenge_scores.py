"""Scores are kept up set by set; at every turn of a random history they equal a recomputation from the facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from onboarding import onboard
from talking import Talking, talking, the_book

from coach_core.challenge.sessions import all_anew
from coach_core.challenge.standing import stood
from coach_core.challenge.values import Standing
from coach_core.store import group_statements as g
from coach_core.store.db import Ask

KINDS = ("points", "consistency", "strength", "volume", "sets", "reps", "teams", "standing", "together")
OPTIONS = {"strength": "barbell_hip_thrust", "teams": "random", "together": "100000"}
SAID = (
    "done", "done", "done, 2 in the tank", "100x5 rpe 8", "hip thrust 90x8 rpe 8, 90x7", "60 kg x 12",
    "squat 80x5 rpe 9", "500x5", "no, 85", "undo", "undo 2", "delete the last set", "finish", "finish", "yes",
    "yesterday hip thrust 70x6 rpe 8", "100x0 failed", "/timezone Auckland", "/timezone Los Angeles",
    "/timezone Madrid", "skip", "today", "/history", ":wait 90s", ":wait 8h", ":wait 1d", ":wait 2d", ":wait 2d",
    ":wait 3d", "EDIT", "EDIT", "PAUSE", "RESUME", "LEAVE", "JOIN",
)  # fmt: skip
EDITS = ("95x6 rpe 8", "40x10", "80x5, 80x5")
TURNS, SEEDS = 80, 12


async def made(talk: Talking, kind: str) -> int:
    """A challenge of four weeks that begins now; its number."""
    for line in (":as boss", ":in gym", ":admin on"):
        await talk(line)
    await talk(f"/challenge new {kind} 4 {OPTIONS.get(kind, '-')} now")
    host = await talk.store.person("terminal", "challenge:3")
    assert host is not None, "anna is 1, who made it is 2"
    return host.number


async def wrong(talk: Talking, number: int, name: str) -> list[str]:
    """Where the books of the challenges do not balance."""
    person = await talk.store.person("terminal", name)
    if person is None:
        return []
    rows = await talk.store.rows(person.number)
    found = []
    for entry in person.entries:
        again = stood(the_book().challenges, all_anew(entry, rows.sets, rows.workouts))
        if again.sessions != entry.sessions:
            found.append(f"sessions {entry.sessions} from the facts {again.sessions}")
        if again.standing != entry.standing:
            found.append(f"standing {entry.standing} from the facts {again.standing}")
    [stored] = await talk.store._read(Ask(g.OWN, (number, person.number)))  # type: ignore[arg-type]
    in_table = [Standing(*row[3:10]) for row in stored]
    if person.entries and in_table != [e.standing for e in person.entries]:
        found.append(f"the table has {in_table}, the person {[e.standing for e in person.entries]}")
    return found


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_scores_equal_a_recomputation_at_every_turn(seed: int, tmp_path: Path) -> None:
    chance, kind = Random(seed), KINDS[seed % len(KINDS)]
    talk = await talking(tmp_path / "c.db", person="anna")
    try:
        await onboard(talk)
        number = await made(talk, kind)
        await talk(":as anna")
        await talk(":in gym")
        await talk(f":press challenge:join:{number}")
        heard: list[str] = []
        counted = set()
        for turn in range(TURNS):
            said = chance.choice(SAID)
            line = {
                "EDIT": f":edit {chance.choice(heard or ['u1'])} {chance.choice(EDITS)}",
                "PAUSE": f"/challenge pause {number}", "RESUME": f"/challenge resume {number}",
                "LEAVE": f"/challenge leave {number}" if chance.random() < 0.3 else "done",
                "JOIN": f"/challenge join {number}",
            }.get(said, said)  # fmt: skip
            lines = await talk(line)
            heard += [h["id"] for h in lines if h["kind"] == "heard" and h["event"] == "text"]
            assert await wrong(talk, number, "anna") == [], f"seed {seed}, turn {turn}: {line}"
            person = await talk.store.person("terminal", "anna")
            assert person is not None
            counted |= {e.sessions for e in person.entries}
        assert len(counted) > 1, "the control: something was scored"
    finally:
        await talk.close()


async def test_the_recomputation_finds_a_wrong_score(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "c.db", person="anna")
    try:
        await onboard(talk)
        number = await made(talk, "volume")
        for line in (":as anna", ":in gym", f":press challenge:join:{number}", ":in dm", "done", "100x5 rpe 8"):
            await talk(line)
        assert await wrong(talk, number, "anna") == []
        person = await talk.store.person("terminal", "anna")
        rows = await talk.store.rows(person.number if person else 0)
        assert person is not None
        [entry] = person.entries
        assert entry.standing.score == 500_000
        spoilt = all_anew(entry, [replace(s, reps=9) for s in rows.sets], rows.workouts)
        assert stood(the_book().challenges, spoilt).standing != entry.standing
    finally:
        await talk.close()
