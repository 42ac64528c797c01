"""A built wheel in an empty environment, in another folder: data and languages travel with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

NO_PIP_NOISE = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONNOUSERSITE": "1"}


def run(*command: str, cwd: Path, given: str | None = None) -> str:
    """What a command prints. Fails with its complaint."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | NO_PIP_NOISE
    done = subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, env=env)
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root), cwd=folder)
    [built] = folder.glob("*.whl")
    return built


def test_data_and_languages_are_in_the_wheel(wheel: Path, root: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    tracked = run("git", "ls-files", "coach_core", "bot", "locales", cwd=root).split()
    content = [name for name in tracked if not name.endswith((".keep", ".gitignore"))]
    assert sorted(set(content) - packed) == []
    assert not any(name.startswith(("tests/", "docs/")) for name in packed)


def test_the_wheel_talks_in_an_empty_environment(wheel: Path, root: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", str(tmp_path / "venv"), cwd=tmp_path)
    bin_folder = tmp_path / "venv" / "bin"
    pins = root / "constraints.txt"
    run(str(bin_folder / "pip"), "install", "-q", "--no-compile", "-c", str(pins), str(wheel), cwd=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    topset = str(bin_folder / "topset")
    said = run(topset, "chat", "--json", "--db", "x.db", "--locale", "es", cwd=elsewhere, given="hola\n")
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["kind"] for line in lines][:2] == ["heard", "message"]
    assert "Topset" in lines[1]["text"]
    assert "glute-8" in run(topset, "program", "list", cwd=elsewhere)
    assert json.loads(run(topset, "parse", "100x10", cwd=elsewhere))["intent"] == "log"
    assert "WRONG" not in run(topset, "doctor", cwd=elsewhere)
    assert len(run(str(bin_folder / "pip"), "list", cwd=tmp_path).splitlines()) < 25, "base dependencies only"


def foreign(names: list[str]) -> list[str]:
    """Of tracked files those that are packages, archives or other results of programs."""
    return [name for name in names if re.search(r"\.(whl|gz|zip|tar|so|pyc|exe|db|log|prof)$", name)]


def test_nothing_is_tracked_that_belongs_to_somebody_else(root: Path) -> None:
    assert foreign(run("git", "ls-files", cwd=root).splitlines()) == []
    assert foreign(["a.py", "tool-1.0-py3-none-any.whl", "docs/a.png"]) == ["tool-1.0-py3-none-any.whl"], "the control"


def test_every_requirement_is_pinned(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    pinned = {
        line.split("==")[0] for line in (root / "constraints.txt").read_text("utf-8").splitlines() if "==" in line
    }
    assert {re.split(r"[<>=\[ ]", name)[0].lower() for name in asked} - pinned == set()


def test_no_host_of_a_registry_is_named(root: Path) -> None:
    for name in ("constraints.txt", "pyproject.toml", "Makefile", ".ci/run"):
        text = (root / name).read_text("utf-8")
        assert not re.search(r"--(extra-)?index-url|https?://[^\s]*(pypi|pythonhosted)", text), name


def test_ci_runs_what_a_person_runs(root: Path) -> None:
    assert "make test" in (root / ".ci" / "run").read_text("utf-8")
    assert os.access(root / ".ci" / "run", os.X_OK)
