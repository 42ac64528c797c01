"""The language files: locales/*.po into plain tables. No rendering, no choice of language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from gettext import c2py
from importlib import resources

from bot.po import Entry, entries_of
from coach_core.data.book import Words
from coach_core.values import dataclass

WORDS = "words"  # the msgctxt of what people type
BETWEEN = "|"  # between the forms of a word
_PLURAL = re.compile(r"^Plural-Forms:.*\bplural=([^;\n]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Catalog:
    """One language: texts by key (a tuple holds the plural forms), typed words by meaning, the choice of the form."""

    language: str
    texts: Mapping[str, str | tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


def read_language(language: str) -> list[Entry]:
    """What the file of a language holds, its header first. Raises ``FileNotFoundError`` for one that there is not."""
    return list(entries_of(resources.files("locales").joinpath(f"{language}.po").read_text("utf-8")))


def load_catalog(language: str) -> Catalog:
    """The tables of a language. Texts marked fuzzy or left empty count as missing."""
    header, *rest = read_language(language)
    ready = [entry for entry in rest if entry.full and not entry.fuzzy]
    return Catalog(
        language,
        texts={entry.key: entry.said for entry in ready if entry.context is None},
        words={entry.key: words_of(entry.said) for entry in ready if entry.context == WORDS},
        plural=c2py(plural_of(header)),
    )


def plural_of(header: Entry) -> str:
    """The rule of a header by which the form is chosen, as gettext writes it."""
    found = _PLURAL.search("".join(header.said))
    return found[1] if found else "n != 1"


def words_of(said: str | tuple[str, ...]) -> tuple[str, ...]:
    """What people type for a meaning."""
    whole = said if isinstance(said, str) else BETWEEN.join(said)
    return tuple([word for part in whole.split(BETWEEN) if (word := part.strip())])


def typed_words(catalogs: Iterable[Catalog]) -> Words:
    """What people type, of all languages, for the lexicon: Portuguese is "pt", whichever country's file it is."""
    return {c.language.split("_")[0]: c.words for c in catalogs}
