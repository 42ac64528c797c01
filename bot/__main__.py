"""The command line: `topset` and `python -m bot`. Which commands there are; what they do is in the cli_*.py files."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli import options as cli_options
from bot.exits import FINE, INTERRUPTED, complain, ended_while_starting, leave
from bot.settings import dotenv
from bot.settings_read import A_STORE, SettingsError
from bot.settled import loading
from bot.zone_rules import use_known_rules

STORE = "TOPSET_DATABASE_URL"


def main(words: list[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 fine, 1 failed with one line on stderr; 2 is argparse's own."""
    arguments = build_parser().parse_args(words)
    use_known_rules()
    try:
        with loading():
            return guarded(arguments)
    except BrokenPipeError:  # whoever read us went away: nobody is left to tell
        silence_stdout()
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED


def guarded(arguments: Namespace) -> int:
    """The command, with the expected mistakes told in one line."""
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except SettingsError as error:
        return complain(str(error))
    except Exception as error:
        if not is_store_error(error):
            raise
        return complain(f"{source_of(error, arguments)}{error}")


def source_of(error: Exception, arguments: Namespace) -> str:
    """The setting that an address which leads to no store came from, and what it should look like; nothing for what
    was written with --db, and for errors that name what is wrong themselves.
    """
    errors = sys.modules["coach_core.store.errors"]
    about_address = type(error) in (errors.StoreError, errors.BadUrl, errors.NoStore)
    if not about_address or getattr(arguments, "db", None) or not is_told(STORE):
        return ""
    return f"{STORE} should be {A_STORE}: "


def is_told(name: str) -> bool:
    """Whether a setting is told by the environment or a .env file."""
    return bool({**dotenv(Path.cwd() / ".env"), **os.environ}.get(name, "").strip())


def is_store_error(error: Exception) -> bool:
    """Whether the store refused. Asked of what is loaded: importing the store takes longer than most commands."""
    errors = sys.modules.get("coach_core.store.errors")
    return errors is not None and isinstance(error, errors.StoreError)


def silence_stdout() -> None:
    """Keep the interpreter from complaining about the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build_parser() -> ArgumentParser:
    """All commands with their options."""
    parser = ArgumentParser(prog="topset", description="A strength coach that lives in a chat.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about, add, run in COMMANDS:
        command = commands.add_parser(name, help=about, description=about)
        add(command)
        command.set_defaults(run=run)
    return parser


def _chat(arguments: Namespace) -> int:
    from bot.cli.chat import run

    return run(arguments)


def _run(arguments: Namespace) -> int:
    with ended_while_starting():
        from bot.cli.run import run

        return run(arguments)


def _parse(arguments: Namespace) -> int:
    from bot.cli.parse import run

    return run(arguments)


def _program(arguments: Namespace) -> int:
    from bot.cli.program import run

    return run(arguments)


def _export(arguments: Namespace) -> int:
    from bot.cli.export import run

    return run(arguments)


def _doctor(arguments: Namespace) -> int:
    from bot.cli.doctor import run

    return run(arguments)


COMMANDS = (
    ("chat", "talk to the coach in this terminal", cli_options.chat, _chat),
    ("run", "start every platform that has a token", cli_options.run, _run),
    ("parse", "show how a message is read, as JSON", cli_options.parse, _parse),
    ("program", "list, show or check programs", cli_options.program, _program),
    ("export", "print all data of a person", cli_options.export, _export),
    ("doctor", "what is configured, what is reachable, what is wrong", cli_options.doctor, _doctor),
)


def program() -> None:
    """The command as it is installed."""
    leave(main())


if __name__ == "__main__":
    program()
