"""The options of every command, for argparse. Light to import: nothing is opened or loaded here."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime

UNITS = ("kg", "lb")
LEVELS = ("beginner", "intermediate", "advanced")


def chat(parser: ArgumentParser) -> None:
    """topset chat."""
    _store(parser)
    parser.add_argument("--as", dest="person", metavar="NAME", default="me", type=_name, help="who speaks first")
    parser.add_argument("--locale", metavar="XX", help="the language that the platform would tell")
    parser.add_argument("--clock", metavar="ISO", type=_instant, help="a simulated clock that starts at this time")
    parser.add_argument("--seed", metavar="N", type=int, help="chance that comes out the same every time")
    parser.add_argument("--json", action="store_true", help="the conversation as data, one JSON object a line")
    parser.epilog = (
        "Lines that begin with a colon: :as NAME, :in ROOM, :admin on|off, :press BUTTON, :edit ID TEXT, :file PATH, "
        ":again, and with --clock also :at ISO and :wait 90s|15m|3h|2d. Any other line is said to the coach."
    )


def run(parser: ArgumentParser) -> None:
    """topset run."""
    _store(parser)


def parse(parser: ArgumentParser) -> None:
    """topset parse."""
    parser.add_argument("text", metavar="TEXT", nargs="*", help="the message (after -- where it begins with a -)")
    parser.add_argument("--stdin-json", action="store_true", help="answer one JSON request a line of standard input")
    parser.add_argument("--locale", metavar="XX", help="the language of the message")
    parser.add_argument("--unit", choices=UNITS, help="the unit of numbers without one")
    parser.add_argument("--exercise", metavar="ID", help="the exercise that is open")
    parser.add_argument("--sets", metavar="N", type=_count, help="its prescribed sets")
    parser.add_argument("--reps", metavar="LO-HI", type=_reps, help="its prescribed repetitions")
    parser.add_argument("--seconds", metavar="N", type=_count, help="its prescribed seconds, for a hold")
    parser.add_argument("--load", metavar="X", type=_load, help="its prescribed load")


def program(parser: ArgumentParser) -> None:
    """topset program list | show | check."""
    deeds = parser.add_subparsers(title="deeds", metavar="DEED", dest="deed", required=True)
    listing = deeds.add_parser("list", help="all programs", description="All programs.")
    listing.add_argument("--json", action="store_true", help="as JSON")
    show = deeds.add_parser("show", help="one program, week by week", description="One program, week by week.")
    show.add_argument("name", metavar="NAME")
    show.add_argument("--week", metavar="N", type=_count, help="only this week")
    show.add_argument("--level", choices=LEVELS, help="as prescribed to this level")
    show.add_argument("--tm", metavar="LOAD", type=_load, help="with the loads of this training max")
    show.add_argument("--unit", choices=UNITS, default="kg", help="the unit of the training max")
    show.add_argument("--json", action="store_true", help="as JSON, in the form of data.workout")
    check = deeds.add_parser("check", help="mistakes of a program file", description="Mistakes of a program file.")
    check.add_argument("file", metavar="FILE")


def export(parser: ArgumentParser) -> None:
    """topset export."""
    _store(parser)
    parser.add_argument("--as", dest="person", metavar="NAME", required=True, help="a terminal name or telegram:ID")
    parser.add_argument("--format", choices=("json", "csv"), default="json")


def doctor(parser: ArgumentParser) -> None:
    """topset doctor."""
    _store(parser)


def _store(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--db", metavar="URL", help="a path, sqlite:///file, sqlite:////absolute/file or postgresql://…"
    )


def _name(text: str) -> str:
    if not text.strip() or len(text) > 64:
        raise ArgumentTypeError("a name of 1 to 64 characters")
    return text.strip()


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise ArgumentTypeError(f"{text!r} is no time with a zone, such as 2026-11-23T18:00:00+00:00")
    return at


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is no whole number from 1 to 9999")
    return int(text)


def _reps(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,4}(-[0-9]{1,4})?", text):
        raise ArgumentTypeError(f"{text!r} is no range such as 8-10")
    return text


def _load(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,2})?", text):
        raise ArgumentTypeError(f"{text!r} is no load such as 82.5")
    return text.replace(",", ".")
