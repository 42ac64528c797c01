"""Which languages there are: the files of locales/. Light to import; reading them is catalogs.py's work.

A file with texts is a language that the coach speaks; one that holds only typed words (pt_BR.po) is one that it reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePath

ONLY_WORDS = '"X-Holds: words\\n"'  # the line of a file's header that says so
HEADER = 1024  # characters in which it must stand


def languages() -> tuple[str, ...]:
    """The languages that the coach speaks, by the names of their files, English first."""
    return _english_first(f for f in _files() if not _only_words(f))


def typed_languages() -> tuple[str, ...]:
    """The languages that the coach reads: those that it speaks, and those of which it has the words alone."""
    return _english_first(_files())


def _files() -> list[Traversable]:
    return [f for f in resources.files("locales").iterdir() if f.name.endswith(".po")]


def _english_first(files: Iterable[Traversable]) -> tuple[str, ...]:
    names = {PurePath(f.name).stem for f in files}
    return ("en", *sorted(names - {"en"}))


def _only_words(file: Traversable) -> bool:
    with file.open("r", encoding="utf-8") as text:
        return ONLY_WORDS in text.read(HEADER)
