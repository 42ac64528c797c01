"""The language files: read_po of locales/*.po into plain tables. No rendering, no choice of language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from gettext import c2py
from importlib import resources
from io import BytesIO

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from coach_core.data.book import Words
from coach_core.values import dataclass

WORDS = "words"  # the msgctxt of what people type
BETWEEN = "|"  # between the forms of a word


@dataclass(frozen=True, slots=True)
class Catalog:
    """One language: texts by key (a tuple holds the plural forms), typed words by meaning, the choice of the form."""

    language: str
    texts: Mapping[str, str | tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


def read_language(language: str) -> PoCatalog:
    """The file of a language as Babel reads it. Raises ``FileNotFoundError`` for a language that there is not."""
    data = resources.files("locales").joinpath(f"{language}.po").read_bytes()
    return read_po(BytesIO(data), locale=language)


def load_catalog(language: str) -> Catalog:
    """The tables of a language. Texts marked fuzzy or left empty count as missing."""
    po = read_language(language)
    ready = [m for m in po if m.id and not m.fuzzy]
    return Catalog(
        language,
        texts={key_of(m): forms_of(m) for m in ready if m.context is None and is_full(m)},
        words={key_of(m): words_of(m) for m in ready if m.context == WORDS and is_full(m)},
        plural=c2py(po.plural_expr),
    )


def key_of(message: Message) -> str:
    """The key of an entry: its msgid."""
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def forms_of(message: Message) -> str | tuple[str, ...]:
    """The text of an entry, or all its plural forms."""
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else str(message.string or "")


def words_of(message: Message) -> tuple[str, ...]:
    """What people type for a meaning."""
    forms = forms_of(message)
    whole = forms if isinstance(forms, str) else BETWEEN.join(forms)
    return tuple(word for part in whole.split(BETWEEN) if (word := part.strip()))


def is_full(message: Message) -> bool:
    """Whether every form of an entry has a text."""
    forms = forms_of(message)
    return bool(forms) and all((forms,) if isinstance(forms, str) else forms)


def typed_words(catalogs: Iterable[Catalog]) -> Words:
    """What people type, of all languages, for the lexicon: Portuguese is "pt", whichever country's file it is."""
    return {c.language.split("_")[0]: c.words for c in catalogs}
