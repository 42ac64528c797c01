"""What goes on beside the rest: it is kept while it runs, named where it fails, and ended with its owner."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator

import pytest
from locale_scan import trees

from bot.aside import Aside, ended


async def test_what_is_under_way_is_broken_off_and_waited_for() -> None:
    aside, seen = Aside(), list[str]()

    async def slow() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            seen.append("ended")

    aside.begin(slow())
    await asyncio.sleep(0)
    await aside.close()
    assert seen == ["ended"]
    aside.begin(slow())
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing is begun after the end"


async def test_what_needs_a_moment_gets_one() -> None:
    aside, said = Aside(), list[str]()

    async def short() -> None:
        await asyncio.sleep(0.01)
        said.append("goodbye")

    aside.begin(short())
    await aside.close(30)
    assert said == ["goodbye"]


async def test_what_fails_is_named_in_the_log_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    told = list[object]()
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    aside = Aside()

    async def fails() -> None:
        raise ZeroDivisionError

    aside.begin(fails())
    await asyncio.sleep(0.01)
    await aside.close()
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]
    await ended(asyncio.create_task(fails()))
    assert told == []


def started(tree: ast.Module) -> Iterator[tuple[int, bool]]:
    """Every task that is made outside of a group of tasks: its line, and whether anything keeps it."""
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    kept = {id(one) for value in values for one in (value.elts if isinstance(value, ast.Tuple) else [value])}
    kept |= {id(inner) for node in ast.walk(tree) if isinstance(node, ast.ListComp) for inner in [node.elt]}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr in ("create_task", "ensure_future") and owner != "group":
                yield node.lineno, id(node) in kept


@pytest.mark.parametrize("name", [name for name, _ in trees()])
def test_no_task_is_begun_and_forgotten(name: str) -> None:
    """Python keeps no task alive that nobody keeps, and tells of its failure when it is too late."""
    assert [line for line, is_kept in started(dict(trees())[name]) if not is_kept] == []


def test_the_control_finds_a_task_that_nobody_keeps() -> None:
    source = "asyncio.create_task(a())\nloop.create_task(b())\nkept = asyncio.create_task(c())\ngroup.create_task(d())"
    assert list(started(ast.parse(source))) == [(1, False), (2, False), (3, True)]
    assert list(started(ast.parse("kept, more = asyncio.create_task(a()), 1"))) == [(1, True)]
