"""The rules of the house, read from the code: who imports whom, sizes, documentation, no hidden state, light starts."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from dialog import DIALOGS
from locale_scan import ROOT, trees

from bot.catalogs import load_catalog
from coach_core.commands.table import COMMANDS

CORE_NEVER = {"os", "pathlib", "random", "asyncio", "logging", "secrets", "socket", "subprocess", "threading"}
DATABASES = {"sqlite3", "aiosqlite", "sqlalchemy", "asyncpg", "alembic"}
PLATFORMS = {"telegram", "discord"}
STORE, DATA = "coach_core/store/", "coach_core/data/"
TIME = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
CLOCKS = {"datetime", "date", "time"}
CHAT_NEVER = ("telegram", "discord", "matplotlib", "alembic", "asyncpg", "numpy", "apscheduler")
MODULE_CAP, ADAPTER_CAP, FUNCTION_CAP = 300, 300, 50
MODULE_USUAL, FUNCTION_USUAL = 150, 30

NAMES = [name for name, _ in trees()]
MODULES = dict(trees())


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that is imported anywhere in a file, whole names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'.' * node.level}{node.module or ''}"


def tops(tree: ast.Module) -> set[str]:
    return {name.split(".")[0] for name in imported(tree)}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def in_core(name: str) -> bool:
    return name.startswith("coach_core/")


def folder(room: list[str]) -> str:
    return str(Path(room[0]).parent)


def rooms(names: list[str]) -> list[list[str]]:
    """The modules by their folders: a test for each of thousands of pairs would take longer than what it looks at."""
    return [list(group) for _, group in groupby(sorted(names, key=lambda n: folder([n])), lambda n: folder([n]))]


def test_there_is_something_to_look_at() -> None:
    assert len(NAMES) > 50


@pytest.mark.parametrize("room", rooms([n for n in NAMES if in_core(n)]), ids=folder)
def test_the_core_knows_no_shell_no_platform_and_little_of_the_machine(room: list[str]) -> None:
    for name in room:
        found = tops(MODULES[name])
        assert not found & (PLATFORMS | {"bot", "babel", "argparse"}), "the core speaks to nobody"
        if not name.startswith(STORE):
            assert not found & DATABASES, "only store/ touches the database"
            allowed = {"pathlib"} if name.startswith(DATA) else set()
            assert not found & (CORE_NEVER - allowed), "the core is pure"


@pytest.mark.parametrize(
    "room", rooms([n for n in NAMES if in_core(n) and not n.startswith((STORE, DATA))]), ids=folder
)
def test_only_the_loaders_of_data_read_files(room: list[str]) -> None:
    for name in room:
        assert not tops(MODULES[name]) & {"importlib", "shutil", "tempfile", "fileinput"}
        called = {
            n.func.id for n in ast.walk(MODULES[name]) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert "open" not in called


@pytest.mark.parametrize("room", rooms([n for n in NAMES if in_core(n)]), ids=folder)
def test_the_core_never_asks_for_the_time(room: list[str]) -> None:
    for name in room:
        assert "time" not in set(imported(MODULES[name]))
        for node in ast.walk(MODULES[name]):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert not (node.attr in TIME and node.value.id in CLOCKS), f"{name}:{node.lineno}"


@pytest.mark.parametrize("room", rooms([n for n in NAMES if n.startswith("bot/")]), ids=folder)
def test_the_shells_leave_the_database_to_the_store(room: list[str]) -> None:
    for name in room:
        assert not tops(MODULES[name]) & DATABASES or name.startswith("bot/bench")
        if not name.startswith(
            ("bot/on_telegram", "bot/on_discord", "bot/telegram/", "bot/discord/", "bot/bench/telegram")
        ):
            assert not tops(MODULES[name]) & PLATFORMS


@pytest.mark.parametrize("room", rooms(NAMES), ids=folder)
def test_sizes(room: list[str]) -> None:
    for name in room:
        lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
        assert lines <= MODULE_CAP, f"{name} has {lines} lines"
        long = {f.name: length(f) for f in functions(MODULES[name]) if length(f) > FUNCTION_CAP}
        assert not long, f"{name}: {long}"


def test_nearly_all_is_small() -> None:
    lengths = [length(f) for tree in MODULES.values() for f in functions(tree)]
    assert sum(n < FUNCTION_USUAL for n in lengths) >= 0.9 * len(lengths)
    modules = [len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in NAMES]
    assert sum(n <= MODULE_USUAL for n in modules) >= 0.8 * len(modules)


@pytest.mark.parametrize("room", rooms(NAMES), ids=folder)
def test_every_module_says_what_is_in_it(room: list[str]) -> None:
    for name in room:
        if MODULES[name].body:
            assert ast.get_docstring(MODULES[name]), name


@pytest.mark.parametrize("room", rooms(NAMES), ids=folder)
def test_no_global_state_and_no_registering(room: list[str]) -> None:
    for name in room:
        for node in ast.walk(MODULES[name]):
            assert not isinstance(node, ast.Global), f"{name}:{node.lineno}"
        for node in MODULES[name].body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
                made = node.value.func
                assert not (isinstance(made, ast.Name) and made.id in ("list", "dict", "set")), f"{name}:{node.lineno}"


@pytest.mark.parametrize("room", rooms([n for n in NAMES if in_core(n) and not n.startswith(STORE)]), ids=folder)
def test_values_of_the_core_are_frozen(room: list[str]) -> None:
    for name in room:
        for node in ast.walk(MODULES[name]):
            if isinstance(node, ast.ImportFrom) and node.module == "dataclasses" and name != "coach_core/values.py":
                assert "dataclass" not in {a.name for a in node.names}, f"{name}: that of values.py starts quicker"
            for mark in node.decorator_list if isinstance(node, ast.ClassDef) else ():
                if isinstance(mark, ast.Name) and mark.id == "dataclass":
                    pytest.fail(f"{name}:{node.lineno}: a dataclass that is not frozen")
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "dataclass":
                    given = {
                        k.arg for k in mark.keywords if isinstance(k.value, ast.Constant) and k.value.value is True
                    }
                    wanted = {"slots"} if works_with_state(name, node) else {"frozen", "slots"}
                    assert wanted <= given, f"{name}:{node.lineno}: {node.name}"


def works_with_state(name: str, node: ast.ClassDef) -> bool:
    """Private helpers and the readers of the notation keep their place while they work; nobody else sees them."""
    return node.name.startswith("_") or name.startswith("coach_core/notation/")


@pytest.mark.parametrize("room", rooms(NAMES), ids=folder)
def test_broad_excepts_stand_only_where_the_house_has_them(room: list[str]) -> None:
    for name in room:
        broad = [
            n.lineno
            for n in ast.walk(MODULES[name])
            if isinstance(n, ast.ExceptHandler)
            and (n.type is None or (isinstance(n.type, ast.Name) and n.type.id in ("Exception", "BaseException")))
        ]
        assert not broad or name.startswith(STORE) or name == "bot/__main__.py", f"{name}: {broad}"


def test_every_command_has_a_help_text_and_a_dialog() -> None:
    english, spoken = load_catalog("en"), [c.name for c in COMMANDS if c.spoken]
    lines = [line for path in DIALOGS.glob("*.txt") for line in said(path)]
    assert [name for name in spoken if f"help-{name}" not in english.texts] == []
    assert [name for name in spoken if not typed({f"/{name}", *english.words.get(f"command-{name}", ())}, lines)] == []
    assert not typed({"/no such command"}, lines)


def said(path: Path) -> list[str]:
    """What is typed in a dialog."""
    return [line.partition("> ")[2].lower() for line in path.read_text("utf-8").splitlines() if "> " in line[:24]]


def typed(forms: set[str], lines: list[str]) -> bool:
    """Whether any of these begins with a command, in any form of its word."""
    return any(line == form or line.startswith(f"{form} ") for line in lines for form in forms)


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh process has loaded after some code."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split("\n")[-2].split()}


def test_the_chat_loads_nothing_heavy(tmp_path: Path) -> None:
    chat = f"from bot.__main__ import main; main(['chat', '--json', '--db', {str(tmp_path / 'x.db')!r}])"
    script = f"import io, os; r, w = os.pipe(); os.write(w, b'hello\\n'); os.close(w); os.dup2(r, 0)\n{chat}"
    assert not loaded_by(script) & set(CHAT_NEVER)


def test_help_and_parse_open_no_store(tmp_path: Path) -> None:
    assert not loaded_by("from bot.__main__ import build_parser; build_parser()") & {"sqlalchemy", "babel", "asyncio"}
    read = loaded_by("from bot.__main__ import main; main(['parse', '100x10'])")
    assert not read & {"aiosqlite", "sqlalchemy", *CHAT_NEVER}
