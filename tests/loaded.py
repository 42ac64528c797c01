"""What a start of the product reads from its files, read once in a process: texts and book never change. No code."""

from __future__ import annotations

from functools import cache

import pytest

from bot import running
from bot.cities import cities
from bot.cli import chat, parse, program
from bot.texts import Texts
from coach_core.data.book import Book
from coach_core.data.load import load_book


@cache
def all_texts() -> Texts:
    return Texts()


@cache
def the_book() -> Book:
    return load_book(all_texts().words, cities)


@cache
def a_plain_book() -> Book:
    """As it is loaded where nobody asks for cities."""
    return load_book(all_texts().words)


def load_once(patched: pytest.MonkeyPatch) -> None:
    """Whatever is started in this process from now on takes what was read already."""
    for starting in (running, chat):
        patched.setattr(starting, "load_book", lambda words, cities: the_book())
    for starting in (parse, program):
        patched.setattr(starting, "load_book", lambda words: a_plain_book())
    for starting in (running, chat, parse, program):
        patched.setattr(starting, "Texts", all_texts)
