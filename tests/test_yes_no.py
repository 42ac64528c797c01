"""Yes and no typed where a question was asked in passing: "Finish?", the rest timer; and where none was."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_start_mended import READY, chat, logged

ALL_DONE = [*READY, "80 kg for 10", "done", "done", "60x12 60x12", "done"]
YES = {"en": ["yes", "Yes!", "ok", "sure", "yep", "yes please"], "es": ["sí", "Sí.", "vale", "claro", "sí, por favor"]}
NO = {"en": ["no", "not yet", "nope"], "es": ["no", "todavía no", "no gracias"]}
END = {
    "en": ["finish", "end", "wrap up", "close it", "I'm finished", "that's it"],
    "es": ["termina", "terminamos", "terminé", "he acabado", "se acabó", "hemos terminado", "lo dejo aquí"],
}
LATER = {"en": "stays open", "es": "queda abierto"}


@pytest.mark.parametrize(("locale", "text"), [(lang, t) for said in (YES, END) for lang in said for t in said[lang]])
async def test_yes_finishes_where_it_was_asked(tmp_path: Path, locale: str, text: str) -> None:
    talk, shown = await chat(tmp_path, *ALL_DONE, text, locale=locale)
    assert ("Workout done" if locale == "en" else "Entreno hecho") in shown[0]["text"]
    await talk.close()


@pytest.mark.parametrize(("locale", "text"), [(lang, t) for lang in NO for t in NO[lang]])
async def test_no_leaves_it_open(tmp_path: Path, locale: str, text: str) -> None:
    talk, shown = await chat(tmp_path, *ALL_DONE, text, locale=locale)
    assert LATER[locale] in shown[0]["text"]
    assert logged([m for m in await talk("curls 12x12") if m["kind"] == "message"])
    await talk.close()


@pytest.mark.parametrize(
    ("locale", "yes", "on"), [("en", "yes", "Rest timer on"), ("es", "sí", "Temporizador activado")]
)
async def test_yes_and_no_to_the_rest_timer(tmp_path: Path, locale: str, yes: str, on: str) -> None:
    talk, shown = await chat(tmp_path, *READY, "80 kg for 10", "done", yes, locale=locale)
    assert on in shown[0]["text"]
    other, shown = await chat(tmp_path / "b", *READY, "80 kg for 10", "done", "no", locale=locale)
    assert ("no timer" if locale == "en" else "sin temporizador") in shown[0]["text"]
    # later neither means the timer
    await other("done")
    said = await other.said(yes)
    assert on not in said[0]
    await talk.close()
    await other.close()


@pytest.mark.parametrize(("locale", "yes"), [("en", "yes"), ("es", "sí")])
async def test_where_nothing_was_asked_it_says_so(tmp_path: Path, locale: str, yes: str) -> None:
    talk, shown = await chat(tmp_path, *READY, "80 kg for 10", "done", "done", yes, locale=locale)
    assert ("asked nothing" if locale == "en" else "No te había preguntado") in shown[0]["text"]
    assert not logged(shown)
    await talk.close()


async def test_another_language_leaves_what_was_asked(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, *READY, "80 kg for 10", "settings", ":press settings:days", "/language es")
    assert "mar, vie" in (await talk.said("martes y viernes"))[0]
    await talk.close()


async def test_call_it_and_nothing_behind_teaches_no_name(tmp_path: Path) -> None:
    talk, _ = await chat(tmp_path, *READY, "80 kg for 10", "call it \ud800")
    person = await talk.store.person("terminal", "me")
    assert person is not None
    assert person.settings.names == ()
    await talk.close()
