"""`kill -9` at random moments of `topset chat --json` fed by a pipe: what was answered is there, exactly once.

The control answers before it commits: the same test must find the sets that it loses.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from onboarding import onboard
from talking import talking

LINES = 400  # more than any process gets to before it is killed
CLOCK = "2026-11-23T19:00:00+00:00"
Set = tuple[str, float, int]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with somebody who is about to train."""
    path = tmp_path_factory.mktemp("kill") / "template.db"

    async def train() -> None:
        talk = await talking(path)
        await onboard(talk)
        await talk.close()

    asyncio.run(train())
    return path


def test_what_was_answered_is_there_once(template: Path, tmp_path: Path, size: float, root: Path) -> None:
    seed = random.randrange(10**6)
    answered, stored = beaten(template, tmp_path, [sys.executable, "-m", "bot"], root, seed, round(12 * size))
    assert len(answered) > 100 * size, f"seed {seed}: too little was done to learn anything"
    assert [s for s in answered if stored[s] != 1] == [], f"seed {seed}: answered, and not there once"
    assert [s for s, times in stored.items() if times > 1] == [], f"seed {seed}: there twice"


def test_the_control_loses_sets(template: Path, tmp_path: Path, root: Path) -> None:
    spoilt = [sys.executable, str(root / "tests" / "fakes" / "late_commit.py")]
    answered, stored = beaten(template, tmp_path, spoilt, root, 1, 6)
    assert [s for s in answered if stored[s] != 1] != []


def beaten(
    template: Path, folder: Path, topset: list[str], root: Path, seed: int, kills: int
) -> tuple[list[Set], Counter[Set]]:
    """The sets that were answered over so many kills, and those that are in the store afterwards."""
    db = folder / "kill.db"
    shutil.copy(template, db)
    chance, answered, number = random.Random(seed), list[Set](), 0
    for _ in range(kills):
        said = list(sets_to_say(number))
        number += len(said)
        answered += killed([*topset, "chat", "--json", "--db", str(db), "--clock", CLOCK], said, root, chance)
    export = subprocess.run(
        [sys.executable, "-m", "bot", "export", "--db", str(db), "--as", "me"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    sets = json.loads(export.stdout)["sets"]
    return answered, Counter((s["set_id"], s["load"], s["reps"]) for s in sets)


def sets_to_say(number: int) -> Iterator[str]:
    """Lines that each log one set off the plan; no two are alike."""
    for n in range(number, number + LINES):
        yield f"biceps curl {10 + (n // 20) % 60 * 0.25:g} kg x {5 + n % 20}"


def killed(command: list[str], said: list[str], root: Path, chance: random.Random) -> list[Set]:
    """Feed a chat and kill it somewhere; the sets that it had confirmed by then."""
    env = {**os.environ, "PYTHONPATH": str(root)}
    chat = subprocess.Popen(command, cwd=root, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert chat.stdin is not None
    assert chat.stdout is not None
    chat.stdin.write("".join(f"{line}\n" for line in said).encode())
    chat.stdin.flush()
    last = chance.randrange(1, 40)
    read: list[dict[str, Any]] = []
    while sum(line["kind"] == "ready" for line in read) < last:
        read.append(json.loads(chat.stdout.readline()))
    wait(chance.random() * 0.004)
    chat.kill()
    rest = chat.stdout.read().split(b"\n")[:-1]  # the last line may be cut off
    chat.stdin.close()
    chat.stdout.close()
    chat.wait()
    read += [json.loads(line) for line in rest]
    logged = [entry for line in read if line["kind"] == "message" for entry in line["data"].get("logged", [])]
    return [(s["set_id"], s["load"], s["reps"]) for s in logged]


def wait(seconds: float) -> None:
    """A moment of chance, too short for a sleep to hit."""
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass
