"""The language files: nothing missing, unused, fuzzy or malformed; every key of the code has a text that fits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from gettext import c2py
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from locale_scan import KEY, ROOT, named, patterns, uses

from bot.catalogs import WORDS, load_catalog, words_of
from bot.catalogs import read_language as read_quickly
from bot.language import NOTHING
from bot.languages import languages, typed_languages
from bot.po import entries_of
from bot.templates import Piece, fields_of, split_template
from bot.texts import ALL_SPECS, Texts
from coach_core.commands.table import COMMANDS
from coach_core.data.load import load_exercises
from coach_core.data.typed import build_typed
from coach_core.talk import Msg

LANGUAGES = languages()
ONLY_TYPED = [name for name in typed_languages() if name not in LANGUAGES]
ANSWERS = (
    "said-",
    "label-",
    "about-",
    "want-",
)  # words about what the coach says; whom it speaks English to uses those of English
# Keys that are put together from two values at run time, so that no pattern of the code shows them.
DYNAMIC = ("exercise-", "cue-", "howto-", "unit-", "level-", "equipment-", "pain-")
LIMITS = {"button-": 44, "exercise-": 48}  # characters: they stand on a button or in one line of a phone


@cache
def read_language(language: str) -> Catalog:
    """The file as translators' tools read it."""
    with (ROOT / "locales" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def key_of(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else message.id


def forms_of(message: Message) -> str | tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else str(message.string or "")


def is_full(message: Message) -> bool:
    return all(forms(message)) and bool(forms(message))


def messages(language: str) -> Iterator[Message]:
    return (m for m in read_language(language) if m.id)


def texts(language: str) -> Mapping[str, Message]:
    return {key_of(m): m for m in messages(language) if m.context is None}


def typed(language: str) -> Mapping[str, Message]:
    return {key_of(m): m for m in messages(language) if m.context == WORDS}


def forms(message: Message) -> tuple[str, ...]:
    found = forms_of(message)
    return (found,) if isinstance(found, str) else found


ENGLISH = texts("en")


@pytest.mark.parametrize("language", typed_languages())
def test_every_entry_is_read_as_translators_tools_read_it(language: str) -> None:
    """And none stands twice: of two with one key nobody knows which is said."""
    known = [(key_of(m), m.context, forms_of(m), m.fuzzy) for m in messages(language)]
    assert [tuple(entry) for entry in read_quickly(language) if entry.key] == known
    if language in LANGUAGES:
        rule, right = load_catalog(language).plural, c2py(read_language(language).plural_expr)
        assert [rule(n) for n in range(130)] == [right(n) for n in range(130)]


ODD = """# of the file
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. a note
#: place.py:3
#, fuzzy, python-format
msgctxt "words"
msgid "a \\"quoted\\" key"
msgstr "one\\ttwo\\\\ three"
#~ msgid "gone"
#~ msgstr "gone"

#, python-format
msgid "lines"
msgstr ""
"first\\n"
"second"
msgid "many"
msgid_plural "many"
msgstr[0] "{n} set"
msgstr[1] ""
"{n} "
"sets"

msgid "empty"
msgstr ""
"""


def test_odd_files_are_read_as_well() -> None:
    known = [(key_of(m), m.context, forms_of(m), m.fuzzy) for m in read_po(BytesIO(ODD.encode()))]
    assert [tuple(entry) for entry in entries_of(ODD)][1:] == known[1:] and len(known) == 5
    assert [entry.full for entry in entries_of(ODD)][1:] == [True, True, True, False]


@pytest.mark.parametrize(
    "wrong", ['msgstr "a"\n', 'msgid "a\nmsgstr "b"\n', 'msgid "a"\nmsgstr[1] "b"\n', 'msgid "a"\n']
)
def test_what_is_no_entry_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="gettext"):
        list(entries_of(ODD + "\n" + wrong + '\n\nmsgid "b"\nmsgstr "b"\n'))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_too_much(language: str) -> None:
    assert sorted(ENGLISH.keys() - texts(language).keys()) == [], "missing texts"
    assert sorted(texts(language).keys() - ENGLISH.keys()) == [], "texts that English has not"
    alone = {w for w in typed("en").keys() ^ typed(language).keys() if not w.startswith("number-")}
    assert sorted(alone) == [], "words that only one language has"


@pytest.mark.parametrize("language", ONLY_TYPED)
def test_a_language_that_is_only_read_has_all_words_and_no_texts(language: str) -> None:
    """Its words are complete, so that its people can log; texts fall back to English, and nobody can choose it."""
    alone = {w for w in typed("en").keys() ^ typed(language).keys() if not w.startswith(("number-", *ANSWERS))}
    assert sorted(alone) == []
    assert texts(language) == {}
    assert list(read_language(language).obsolete) == []
    assert [key_of(m) for m in messages(language) if m.fuzzy or not is_full(m)] == []


def test_the_languages_of_the_coach() -> None:
    assert LANGUAGES == ("en", "es")
    assert ONLY_TYPED == ["de", "fr", "pt_BR", "ru"]
    spoken = Texts()
    assert build_typed(spoken.words).languages == ("en", "es"), "what /language offers"
    assert spoken.choose("pt-BR", "es") == "es"
    assert spoken.render(Msg("all-done"), "pt").text == spoken.render(Msg("all-done"), "en").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_empty_or_obsolete(language: str) -> None:
    assert [key_of(m) for m in messages(language) if m.fuzzy] == []
    assert [key_of(m) for m in messages(language) if not is_full(m) and m.context is None] == []
    assert list(read_language(language).obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_complete(language: str) -> None:
    po = read_language(language)
    assert "nplurals" in po.mime_headers[-1][1] or any("nplurals" in value for _, value in po.mime_headers)
    for message in messages(language):
        found = forms_of(message)
        if isinstance(found, tuple):
            assert len(found) == po.num_plurals, key_of(message)
            assert message.id == (key_of(message), key_of(message)), key_of(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_english_and_can_be_written(language: str) -> None:
    wrong = []
    for key, message in texts(language).items():
        try:
            fields = [fields_of(form) for form in forms(message)]
            english = [fields_of(form) for form in forms(ENGLISH[key])] if key in ENGLISH else fields
        except ValueError as error:
            wrong.append(f"{key}: {error}")
            continue
        if names(fields) != names(english):
            wrong.append(f"{key}: {sorted(names(fields))} instead of {sorted(names(english))}")
        wrong += [f"{key}: no such spec {spec!r}" for form in fields for _, spec in form if spec not in ALL_SPECS]
    assert wrong == []


def names(forms: list[frozenset[tuple[str, str]]]) -> set[str]:
    return {name for form in forms for name, _ in form}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stray_markup_or_invisible_characters(language: str) -> None:
    wrong = []
    for message in messages(language):
        for form in forms(message):
            if re.search(r"</?[a-zA-Z]|__|`|\]\(|&[a-z]+;|(?<!\*)\*(?!\*)", form):
                wrong.append(f"{key_of(message)}: markup in {form!r}")
            if any(c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp") for c in form):
                wrong.append(f"{key_of(message)}: an invisible character in {form!r}")
            if message.context is None and (form != form.strip() or "  " in form):
                wrong.append(f"{key_of(message)}: stray spaces in {form!r}")
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_short(language: str) -> None:
    for key, message in texts(language).items():
        limit = next((most for prefix, most in LIMITS.items() if key.startswith(prefix)), 4000)
        assert max(map(len, forms(message))) <= limit, key


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_everything_is_translated(language: str) -> None:
    same = [k for k, m in texts(language).items() if forms(m) == forms(ENGLISH[k]) and is_sentence(forms(m)[0])]
    assert same == []


def is_sentence(form: str) -> bool:
    plain = "".join(part.text for part in split_template(form) if isinstance(part, Piece))
    return len(re.findall(r"[^\W\d_]{3,}", plain)) > 3


@pytest.mark.parametrize("language", typed_languages())
def test_words_that_people_type(language: str) -> None:
    commands = {f"command-{c.name}" for c in COMMANDS if c.spoken}
    assert sorted(commands - typed(language).keys()) == []
    for meaning, message in typed(language).items():
        found = words_of(forms_of(message))
        assert found, meaning
        assert len(set(found)) == len(found), f"{meaning}: a form stands twice"


def test_every_exercise_has_its_texts() -> None:
    wanted = {f"exercise-{name}" for name in load_exercises()}
    assert sorted(wanted - ENGLISH.keys()) == []


def test_every_key_of_the_code_has_a_text() -> None:
    missing = {f"{use.key} ({use.place})" for use in uses() if use.key not in ENGLISH and use.key != NOTHING}
    assert sorted(missing) == []


def test_every_placeholder_gets_a_value() -> None:
    wrong = []
    for use in uses():
        if use.values is None or use.key not in ENGLISH:
            continue
        found = forms(ENGLISH[use.key])
        needed = names([fields_of(form) for form in found]) | ({"n"} if len(found) > 1 else set())
        lacking = needed - use.values
        if lacking:
            wrong.append(f"{use.key} ({use.place}) needs {sorted(lacking)}")
    assert wrong == []


def test_no_text_is_unused() -> None:
    literal, made = named(), patterns()
    unused = [
        key
        for key in ENGLISH
        if key not in literal and not key.startswith(DYNAMIC) and not any(p.fullmatch(key) for p in made)
    ]
    assert unused == []


def test_keys_are_kebab_case() -> None:
    odd = [key for key in ENGLISH if not KEY.fullmatch(key) and not re.fullmatch(r"[a-z]+", key)]
    assert odd == []
