"""The steps of deploy/Dockerfile, carried out one after the other without a daemon: built, installed, started, asked
for its health, stopped.

They are read from the file, so they are its own. Only addresses differ: folders of this test, a free port; and the
packages that the coach needs are those of the Python that runs this, so that no network is needed.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from fakes.telegram import TOKEN, FakeTelegram, until
from process import Running, free_port
from test_deploy import as_nobody, last, settings_of, stages_of

Stage = list[tuple[str, str]]


class Image:
    """The two stages, their folders somewhere else."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.build, self.final = stages_of(root)
        self.port = free_port()
        (folder / "src").mkdir()
        (folder / "data").mkdir()

    def here(self, text: str) -> str:
        """The text with the places of this test."""
        for name in ("/opt/topset", "/data", "/src"):
            text = text.replace(name, f"{self.folder}{name}")
        return text.replace(":8080", f":{self.port}")

    def copy(self, words: str) -> None:
        """COPY from the checkout: of what .dockerignore lets in."""
        *names, target = words.split()
        for name in names:
            source, there = self.root / name, self.folder / "src" / target
            if source.is_dir():
                shutil.copytree(source, there, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, self.folder / "src")

    def run(self, words: str) -> None:
        """RUN, with the build's settings."""
        settings = {"EXTRAS": last(self.build, "ARG").partition("=")[2], **settings_of(self.build)}
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}  # 0: without isolation
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        env = {**os.environ, **settings, **offline, "PATH": path, "PYTHONPATH": ""}
        done = subprocess.run(
            ["sh", "-ec", self.here(words)], cwd=self.folder / "src", env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def lend(self) -> None:
        """The packages of this Python for the new one, in place of a download."""
        [there] = (self.folder / "opt/topset/lib").glob("python3.*/site-packages")
        (there / "lent.pth").write_text(sysconfig.get_paths()["purelib"], "utf-8")

    @property
    def health(self) -> tuple[str, ...]:
        """The health check, as it is asked inside."""
        told = last(self.final, "HEALTHCHECK")
        program, *rest = json.loads(self.here(told[told.index("CMD") + 3 :]))
        return (str(self.folder / "opt/topset/bin" / program), *rest)


@pytest.fixture(scope="module")
def image(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The build, step by step."""
    made = Image(root, tmp_path_factory.mktemp("image"))
    steps = {"COPY": made.copy, "RUN": made.run}
    for word, rest in made.build:
        if word in steps:
            steps[word](rest)
        if "venv" in rest:
            made.lend()
    return made


def test_what_was_built_is_whole_and_brings_no_tools(image: Image) -> None:
    bin_, [packages] = (
        image.folder / "opt/topset/bin",
        (image.folder / "opt/topset/lib").glob("python3.*/site-packages"),
    )
    assert (bin_ / "topset").exists()
    assert not (bin_ / "pip").exists()
    assert {"bot", "coach_core"} <= {path.name for path in packages.iterdir()}, "installed, not linked to the checkout"
    asked = [str(bin_ / "python"), "-c", "import bot, coach_core; print(bot.__file__, coach_core.__file__)"]
    found = subprocess.run(asked, cwd="/", env={"PATH": "/usr/bin"}, capture_output=True, text=True, check=True)
    assert found.stdout.count(str(packages)) == 2
    shown = subprocess.run(
        [str(bin_ / "topset"), "program", "show", "glute-8"], cwd="/", env={"PATH": "/usr/bin"}, capture_output=True,
        text=True,
    )  # fmt: skip
    assert "hip thrust" in shown.stdout.lower(), "programs and languages came along: " + shown.stderr


async def test_it_starts_as_nobody_is_well_and_stops_in_time(image: Image) -> None:
    """As in the second stage: its settings, its user, its health check, its signal."""
    telegram = await FakeTelegram().start()
    data, settings = (
        image.folder / "data",
        {k: os.path.expandvars(image.here(v)) for k, v in settings_of(image.final).items()},
    )
    program = str(image.folder / "opt/topset/bin" / json.loads(last(image.final, "ENTRYPOINT"))[0])
    told = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address}
    topset = Running(data, *as_nobody(data, program), **settings, **told)
    topset.health, topset.log = settings["TOPSET_HEALTH_LISTEN"], image.folder / "run.log"
    for above in [image.folder, *image.folder.parents]:
        if above.stat().st_uid == os.getuid() and str(above).startswith("/tmp/"):
            above.chmod(above.stat().st_mode | 0o055)
    try:
        assert await ill(image), "nobody there yet: the control of the health check"
        await (await topset.start(PYTHONPATH="")).ready(60)
        assert not await ill(image)
        await telegram.say(7, "/start")
        await until(lambda: telegram.texts(7), why=topset.said)
        assert json.loads(topset.said().splitlines()[0])["level"], "the log is JSON"
        assert last(image.final, "STOPSIGNAL") == "SIGTERM"
        assert await topset.stop() < 5
        assert topset.process.returncode == 0, topset.said()
        assert await ill(image)
    finally:
        if topset.process.returncode is None:
            await topset.kill()
        await telegram.stop()


async def ill(image: Image) -> bool:
    """Whether the health check of the image fails."""
    env = {**os.environ, "TOPSET_HEALTH_LISTEN": f"127.0.0.1:{image.port}"}
    asked = await asyncio.create_subprocess_exec(*image.health, stderr=asyncio.subprocess.DEVNULL, env=env)
    return await asked.wait() != 0
