"""The command line from outside: statuses, single lines of complaint, quiet ends, --db in all its forms, the lock."""

from __future__ import annotations

import gc
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import pytest
from nursery import nursery

from bot.__main__ import main
from bot.settled import loading, settle

CLOCK = "2026-11-23T18:00:00+00:00"
Topset = Callable[..., "subprocess.CompletedProcess[bytes]"]  # runs the command with these words


@pytest.fixture
def topset(tmp_path: Path, root: Path) -> Topset:
    """The command, each time as a process that has loaded the code already."""
    numbers = itertools.count(1)

    def run(*words: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        number = next(numbers)
        told, said, bad = (tmp_path / f"{number}.{name}" for name in ("in", "out", "err"))
        told.write_bytes(given)
        env = whole(root, tmp_path, env)
        born = nursery().bear(list(words), None, env, tmp_path / f"{number}.log", (told, said, bad))
        while born.returncode is None:
            sleep(0.005)
        return subprocess.CompletedProcess(words, born.returncode, said.read_bytes(), bad.read_bytes())

    return run


@pytest.fixture
def anew(tmp_path: Path, root: Path) -> Topset:
    """The command from nothing, as a shell starts it."""

    def run(*words: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, env=whole(root, tmp_path, env))

    return run


def whole(root: Path, folder: Path, env: dict[str, str]) -> dict[str, str]:
    """The environment of a command that somebody runs in a folder."""
    return {**os.environ, "PYTHONPATH": str(root), "HOME": str(folder), "XDG_DATA_HOME": str(folder), **env}


def lines_of(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--help",), 0), (("chat", "--help"), 0), (("program", "show", "--help"), 0), ((), 2), (("fly",), 2),
        (("chat", "--clock", "noon"), 2), (("chat", "--clock", "2026-11-23T18:00:00"), 2),
        (("parse", "--sets", "0"), 2),
        (("run",), 1), (("export", "--as", "nobody", "--db", "none.db"), 1), (("program", "show", "nope"), 1),
        (("parse", "--exercise", "foo", "10 10"), 1),
        (("program", "show", "glute-8", "--week", "9"), 1), (("program", "check", "no-such-file"), 1),
        (("chat", "--db", "mysql://x"), 1), (("program", "list"), 0), (("doctor",), 0), (("parse", "100x10"), 0),
    ],
)  # fmt: skip
def test_statuses(topset: Topset, words: tuple[str, ...], status: int) -> None:
    done = topset(*words)
    assert done.returncode == status, done.stderr
    assert b"Traceback" not in done.stderr
    if status == 1:
        assert len(done.stderr.splitlines()) == 1


def test_a_wrong_setting_ends_the_start_in_one_line(topset: Topset) -> None:
    done = topset("chat", "--json", given=b"hello\n", TOPSET_LOG_LEVEL="loud")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        "topset: TOPSET_LOG_LEVEL should be one of DEBUG, INFO, WARNING, ERROR"
    ]


@pytest.mark.parametrize("url", ["a.db", "sqlite:///a.db", "sqlite:///{folder}/a.db"])
def test_every_form_of_db(topset: Topset, tmp_path: Path, url: str) -> None:
    done = topset("chat", "--json", "--db", url.format(folder=tmp_path), given=b"hello\n")
    assert [line["kind"] for line in lines_of(done)] == ["heard", "message", "ready"]
    assert (tmp_path / "a.db").is_file()


def test_the_default_store_is_in_the_data_folder(topset: Topset, tmp_path: Path) -> None:
    assert topset("chat", "--json", given=b"hello\n").returncode == 0
    assert (tmp_path / "topset" / "topset.db").is_file()


def test_nothing_in_nothing_out(topset: Topset) -> None:
    done = topset("chat", "--json", "--db", "a.db")
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_same_input_gives_the_same_output(anew: Topset) -> None:
    given = b"/start\n:press start:consent:yes\n:again\n:wait 3d\n:as anna\nhello\n:edit u1 x\n:)\n"
    said = [anew("chat", "--json", "--db", f"{n}.db", "--clock", CLOCK, "--seed", "7", given=given) for n in (1, 2)]
    assert said[0].stdout == said[1].stdout
    assert said[0].stdout.count(b'"ready"') == 8


def test_a_clock_before_the_last_event_is_refused(topset: Topset) -> None:
    topset("chat", "--json", "--db", "a.db", "--clock", CLOCK, given=b"hello\n")
    done = topset("chat", "--json", "--db", "a.db", "--clock", "2026-11-23T17:59:59+00:00", given=b"hello\n")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, b"", 1)


def test_bytes_that_are_no_text(topset: Topset) -> None:
    done = topset("chat", "--json", "--db", "a.db", given=b"\xff\xfe\x00 100x10\r\n\xed\xa0\x80\nno end of line")
    assert [line["kind"] for line in lines_of(done)].count("message") == 3
    done.stdout.decode("utf-8")


def test_a_long_pipe(anew: Topset, size: float) -> None:
    count = round(1000 * size)
    done = anew("chat", "--json", "--db", "a.db", "--clock", CLOCK, given=b"hello there\n" * count)
    assert (done.returncode, done.stdout.count(b'"ready"')) == (0, count)


def test_a_reader_that_goes_away_is_no_error(topset: Topset, root: Path, tmp_path: Path) -> None:
    command = f"yes hello | {sys.executable} -m bot chat --json --db a.db | head -n 5; echo ${{PIPESTATUS[1]}}"
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, timeout=60)
    assert done.stdout.splitlines()[-1] == b"0"
    assert done.stderr == b""


def test_ctrl_c_ends_quietly_and_a_second_chat_is_refused(topset: Topset, root: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "bot", "chat", "--json", "--db", "a.db"]
    pipe = subprocess.PIPE
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, and so do theirs
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdin=pipe, stdout=pipe, stderr=pipe) as chat:
        assert chat.stdin is not None
        assert chat.stdout is not None
        assert chat.stderr is not None
        chat.stdin.write(b"hello\n")
        chat.stdin.flush()
        while b'"ready"' not in chat.stdout.readline():
            pass
        second = topset("chat", "--db", "a.db")
        assert second.returncode == 1
        assert f"pid {chat.pid}".encode() in second.stderr
        assert topset("doctor", "--db", "a.db").returncode == 0
        assert topset("export", "--as", "me", "--db", "a.db").returncode == 0
        chat.send_signal(signal.SIGINT)
        assert chat.wait(60) == 130
        assert chat.stderr.read() == b""


def test_requests_as_data(topset: Topset) -> None:
    requests = (
        b'{"text":"10 10 9","exercise":"barbell_hip_thrust","sets":3,"reps":"8-10","load":80,"unit":"kg"}\nbad\n[]\n'
    )
    answers = lines_of(topset("parse", "--stdin-json", given=requests))
    assert len(answers) == 3
    assert [s["load"] for s in answers[0]["entries"][0]["sets"]] == [80, 80, 80]  # type: ignore[index]
    assert "error" in answers[1]


def test_a_red_flag_is_never_a_log(topset: Topset) -> None:
    [answer] = lines_of(topset("parse", "100x10 but I have chest pain"))
    assert (answer["intent"], answer["entries"], answer["safety"]) == ("other", [], "R1")


def test_the_mistakes_of_a_program_have_their_place(topset: Topset, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Mine   2 weeks, days A\n\nweeks 1-2\nA  Nonsense lift  4x\n", encoding="utf-8")
    done = topset("program", "check", "bad.txt")
    assert done.returncode == 1
    for line in done.stdout.decode().splitlines():
        assert line.startswith("bad.txt:")
        assert "found " in line
        assert "; expected " in line


def test_the_export_of_a_person(topset: Topset) -> None:
    topset("chat", "--json", "--db", "a.db", given=b"hello\n")
    export = json.loads(topset("export", "--as", "me", "--db", "a.db").stdout)
    assert export["topset_export"] == 1
    assert export["person"]["settings"]["names"] == []
    rows = topset("export", "--as", "me", "--db", "a.db", "--format", "csv").stdout.decode().splitlines()
    assert rows[0].startswith("date,time,program,week,day,exercise,set,load,unit")


BEGUN = (
    *("start", ":press I am 18 or over, I agree", ":press None of these", ":press Intermediate (6–24 months)"),
    *(":press Barbell", "80 kg for 10", "call it bridges", ""),
)


def test_names_of_ones_own_travel_with_the_export(topset: Topset) -> None:
    topset("chat", "--json", "--db", "n.db", given="\n".join(BEGUN).encode())
    export = json.loads(topset("export", "--as", "me", "--db", "n.db").stdout)
    assert export["person"]["settings"]["names"] == [["bridges", "bodyweight_hip_thrust"]]


@pytest.fixture
def usual() -> Iterator[tuple[int, int, int]]:
    """How often garbage is looked for: as in a new process, whatever was run in this one before."""
    found = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield 700, 10, 10
    gc.set_threshold(*found)


def test_garbage_is_looked_for_as_before_once_a_command_is_over(usual: tuple[int, int, int]) -> None:
    before = usual
    gc.unfreeze()
    with loading():
        assert not gc.isenabled()
        settle()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() != before
    assert (gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()) == (True, 0, before)
    assert main(["program", "list"]) == 0
    assert gc.isenabled()
