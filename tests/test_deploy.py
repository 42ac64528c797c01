"""deploy/: what the files promise, read from them; and the same start by hand, as nobody, on a read-only root."""

from __future__ import annotations

import asyncio
import configparser
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.telegram import TOKEN, FakeTelegram, until
from process import Running, free_port

from bot.systemd import Systemd, show_life, systemd_of
from coach_core.store import NotSaved, open_store

NOBODY = 10001


@pytest.fixture(scope="module")
def stages(root: Path) -> list[list[tuple[str, str]]]:
    return stages_of(root)


def stages_of(root: Path) -> list[list[tuple[str, str]]]:
    """The instructions of the Dockerfile, stage by stage."""
    text = re.sub(r"\\\n\s*", "", (root / "deploy" / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found: list[list[tuple[str, str]]] = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found


def last(stage: list[tuple[str, str]], word: str) -> str:
    return [rest for name, rest in stage if name == word][-1]


def test_the_image_is_made_in_one_stage_and_run_in_another(stages: list[list[tuple[str, str]]]) -> None:
    build, final = stages
    assert all(re.fullmatch(r"python:3\.\d+-slim( AS \w+)?", last(stage, "FROM")) for stage in stages)
    assert "--constraint constraints.txt" in last(build, "RUN")
    copied = [rest for word, rest in final if word == "COPY"]
    assert copied == ["--from=build /opt/topset /opt/topset"], "only what was put together"
    ran = " ".join(rest for word, rest in final if word == "RUN")
    assert not re.search(r"\b(apt|apk|pip|gcc|curl|wget)\b", ran), "no package and no compiler comes in"
    assert "--without-pip" in " ".join(rest for word, rest in build if word == "RUN")


def test_the_image_is_not_root_and_has_a_health_check(stages: list[list[tuple[str, str]]]) -> None:
    final = stages[-1]
    words = [word for word, _ in final]
    assert last(final, "USER") == f"{NOBODY}:{NOBODY}", "by number: a cluster can tell that it is not root"
    assert words.index("USER") > max(i for i, word in enumerate(words) if word in ("RUN", "COPY"))
    assert (json.loads(last(final, "ENTRYPOINT")), json.loads(last(final, "CMD"))) == (["topset"], ["run"])
    assert last(final, "STOPSIGNAL") == "SIGTERM"
    health = last(final, "HEALTHCHECK")
    command = json.loads(health[health.index("CMD") + 3 :])
    assert command[0] == "python", "there is nothing else in the image to ask with"
    assert "8080" not in command[-1], "the port is a setting"
    assert settings_of(final)["TOPSET_HEALTH_LISTEN"] == "127.0.0.1:8080"
    assert not any("TOKEN" in rest or "DATA_KEY" in rest for _, rest in final), "no secret in the image"


def settings_of(stage: list[tuple[str, str]]) -> dict[str, str]:
    return dict(pair.split("=", 1) for word, rest in stage if word == "ENV" for pair in shlex.split(rest))


def test_only_what_is_needed_goes_to_the_builder(root: Path, stages: list[list[tuple[str, str]]]) -> None:
    lines = (root / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    wanted = {name for word, rest in stages[0] if word == "COPY" for name in rest.split()[:-1]}
    assert {rule[1:] for rule in rules if rule.startswith("!")} == wanted
    assert all((root / name).exists() for name in wanted)


def test_the_health_check_of_the_image_tells_well_from_ill(stages: list[list[tuple[str, str]]]) -> None:
    health = last(stages[-1], "HEALTHCHECK")
    command = json.loads(health[health.index("CMD") + 3 :])[1:]
    port = free_port()
    env = {**os.environ, "TOPSET_HEALTH_LISTEN": f"127.0.0.1:{port}"}
    asked = partial(subprocess.run, [sys.executable, *command], capture_output=True, env=env)
    assert asked().returncode != 0
    served = (
        "import http.server as h;"
        "H=type('H',(h.BaseHTTPRequestHandler,),{'do_GET':lambda s:(s.send_response(200),s.end_headers())});"
        f"h.HTTPServer(('127.0.0.1',{port}),H).handle_request()"
    )
    with subprocess.Popen([sys.executable, "-c", served], stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            if asked().returncode == 0:
                break
        else:
            pytest.fail("never well")
        server.wait(60)


@pytest.fixture(scope="module")
def compose(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((root / "deploy" / "compose.yaml").read_text("utf-8"))
    return found


def test_compose(compose: dict[str, Any], root: Path) -> None:
    topset = compose["services"]["topset"]
    folder = root / "deploy"
    assert (folder / topset["build"]["context"] / topset["build"]["dockerfile"]).resolve() == folder / "Dockerfile"
    assert topset["volumes"] == ["data:/data"]
    assert topset["stop_grace_period"] == "5s"
    assert topset["read_only"] is True
    assert topset["cap_drop"] == ["ALL"]
    assert topset["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in topset, "nothing of it is open to the outside"
    for service in compose["services"].values():
        for volume in service["volumes"]:
            assert volume.split(":")[0] in compose["volumes"], "a named volume, which outlives the container"
    assert compose["services"]["postgres"]["profiles"] == ["postgres"], "only who asks for it gets it"
    assert "healthcheck" in compose["services"]["postgres"]
    secret = re.compile(r"(TOKEN|PASSWORD|KEY): [^$\s]")
    assert not secret.search((folder / "compose.yaml").read_text("utf-8"))


class Unit(configparser.RawConfigParser):
    """A unit of systemd: names count as they are written, and may stand there several times."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture(scope="module")
def unit(root: Path) -> Unit:
    found = Unit(strict=False, interpolation=None)
    found.read(root / "deploy" / "topset.service")
    return found


def test_the_unit(unit: Unit) -> None:
    service = unit["Service"]
    assert service["ExecStart"].endswith("topset run")
    assert (service["Type"], service["DynamicUser"], service["StateDirectory"]) == ("notify", "yes", "topset")
    assert int(service["TimeoutStopSec"]) <= 5
    assert int(service["WatchdogSec"]) > 0
    assert service["Restart"] == "on-failure"
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


def test_systemd_understands_the_unit(root: Path, tmp_path: Path) -> None:
    """Where systemd's own checker is there: no word that it does not know, and little that is exposed."""
    checker = shutil.which("systemd-analyze")
    text = (root / "deploy" / "topset.service").read_text("utf-8")
    known = tmp_path / "topset.service"
    known.write_text(text.replace("/opt/topset/bin/topset", sys.executable), "utf-8")
    assert text.count("/opt/topset/bin/topset") >= 1
    if checker is not None:
        done = subprocess.run([checker, "verify", str(known)], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        known.write_text(text.replace("ProtectHome=yes", "ProtectHomes=yes"), "utf-8")
        wrong = subprocess.run([checker, "verify", str(known)], capture_output=True, text=True)
        assert "ProtectHomes" in wrong.stderr, "the control"


# What systemd is told


class Listening:
    """The other end of NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.line.bind(address)

    def heard(self) -> list[str]:
        found = []
        while True:
            try:
                found.append(self.line.recv(100).decode())
            except BlockingIOError:
                return found


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Listening]:
    found = Listening(str(tmp_path / "notify"))
    yield found
    found.line.close()


def test_what_systemd_puts_into_the_environment() -> None:
    assert systemd_of({}) == Systemd(None, None)
    assert systemd_of({"NOTIFY_SOCKET": "/run/x", "WATCHDOG_USEC": "60000000"}) == Systemd("/run/x", 60.0)
    assert systemd_of({"NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "no"}) == Systemd("\0x", None)
    Systemd("/nowhere/at/all").tell("READY=1")


def test_a_listener_who_sleeps_holds_nothing_up(tmp_path: Path, listening: Listening) -> None:
    for n in range(300):
        Systemd(str(tmp_path / "notify")).tell(f"WATCHDOG={n}")
    assert 1 <= len(listening.heard()) < 300, "the control: it was full, and nothing waited"


async def test_signs_of_life(tmp_path: Path, listening: Listening, monkeypatch: pytest.MonkeyPatch) -> None:
    async with await open_store(str(tmp_path / "n.db")) as store:
        task = asyncio.create_task(show_life(Systemd(str(tmp_path / "notify"), 0.15), store))
        await asyncio.sleep(0.4)
        heard = listening.heard()
        assert heard[0] == "READY=1"
        assert heard.count("WATCHDOG=1") >= 3

        async def refuses() -> None:
            raise NotSaved("the disk is full")

        monkeypatch.setattr(store, "last_at", refuses)
        await asyncio.sleep(0.2)
        assert "WATCHDOG=1" in listening.heard(), "a full disk is no reason to be started anew"
        monkeypatch.setattr(store, "last_at", asyncio.Event().wait)
        await asyncio.sleep(0.1)
        listening.heard()
        await asyncio.sleep(0.4)
        assert listening.heard() == [], "the control: a store that hangs is not alive"
        task.cancel()
        await asyncio.wait([task])
        assert listening.heard() == ["STOPPING=1"]


HANGS = """
import asyncio, sys, time
from bot.systemd import show_life, systemd_of

class Well:
    async def last_at(self): pass

async def main():
    life = asyncio.create_task(show_life(systemd_of({"WATCHDOG_USEC": sys.argv[1]}), Well()))
    await asyncio.sleep(0)
    time.sleep(float(sys.argv[2]))
    life.cancel()
    await asyncio.wait([life])

asyncio.run(main())
"""


@pytest.mark.parametrize(("silence", "hangs", "status"), [("200000", 300, 1), ("300000000", 0, 0)])
def test_where_nobody_else_ends_what_hangs_it_ends_itself(silence: str, hangs: int, status: int, root: Path) -> None:
    """Docker marks a container as ill and lets it be; of one that ended it starts another. The second: the control."""
    command = [sys.executable, "-c", HANGS, silence, str(hangs)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
    assert (done.returncode, "in main" in done.stderr) == (status, status == 1)


def test_the_image_and_the_unit_say_how_long_it_may_be_silent(stages: list[list[tuple[str, str]]], unit: Unit) -> None:
    watchdog = systemd_of(settings_of(stages[-1])).watchdog
    assert watchdog == int(unit["Service"]["WatchdogSec"])


# The same start by hand


def as_nobody(folder: Path, *command: str) -> tuple[str, ...]:
    """The command of the image (or another) as its user, with everything read-only but the data: as compose runs it.

    Only root can arrange that; anybody else is not root already. What the tests' own Python needs is made readable.
    """
    command = command or (sys.executable, "-m", "bot")
    if os.getuid() != 0:
        return command
    os.chown(folder, NOBODY, NOBODY)
    folder.chmod(0o755)
    inside = (
        "mount --make-rprivate / && mount --bind {data} {data} && mount -o remount,ro,bind / && "
        "exec setpriv --reuid {who} --regid {who} --clear-groups --inh-caps=-all,+dac_read_search "
        '--ambient-caps=-all,+dac_read_search --no-new-privs -- {command} "$@"'
    ).format(data=shlex.quote(str(folder)), who=NOBODY, command=shlex.join(command))
    return ("unshare", "--mount", "sh", "-c", inside, "topset")


async def test_it_runs_as_nobody_on_a_read_only_root_and_ends_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    log = tmp_path / "run.log"
    telegram = await FakeTelegram().start()
    notify = Listening(str(folder / "notify"))
    (folder / "notify").chmod(0o777)
    topset = Running(folder, *as_nobody(folder), TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=telegram.address)
    topset.log = log
    try:
        told = {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": "600000", "HOME": "/nonexistent"}
        await (await topset.start(PYTHONDONTWRITEBYTECODE="1", **told)).ready()
        await telegram.say(7, "/start")
        await until(lambda: telegram.texts(7), why=topset.said)
        heard = notify.heard()
        assert {"READY=1", "WATCHDOG=1"} <= set(heard)
        pid = topset.process.pid
        if os.getuid() == 0:
            status = Path(f"/proc/{pid}/status").read_text("utf-8")
            assert re.search(rf"^Uid:\t{NOBODY}\t{NOBODY}\t", status, re.MULTILINE), "not root"
            mounts = Path(f"/proc/{pid}/mountinfo").read_text("utf-8").splitlines()
            [options] = [line.split()[5] for line in mounts if line.split()[4] == "/"]
            assert options.split(",")[0] == "ro"
        assert (folder / "run.db").exists()
        assert await topset.stop() < 5
        assert topset.process.returncode == 0, topset.said()
        assert "STOPPING=1" in notify.heard()
    finally:
        if topset.process.returncode is None:
            await topset.kill()
        notify.line.close()
        await telegram.stop()
