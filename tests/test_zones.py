"""Time zones by the names that people give them."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import talking

from bot.cities import cities
from coach_core.commands.after import zone_named

NAMED = [
    ("Europe/Madrid", "es", "Europe/Madrid"), ("madrid", "en", "Europe/Madrid"), ("New York", "en", "America/New_York"),
    ("Nueva York", "es", "America/New_York"), ("Londres", "es", "Europe/London"), ("Moscú", "es", "Europe/Moscow"),
    ("moscu", "es", "Europe/Moscow"), ("Ciudad de México", "es", "America/Mexico_City"),
    ("Los Ángeles", "es", "America/Los_Angeles"), ("São Paulo", "en", "America/Sao_Paulo"),
    ("Port-au-Prince", "en", "America/Port-au-Prince"), ("Bogotá", "es", "America/Bogota"),
    ("Tokio", "es", "Asia/Tokyo"),
    ("St. Helena", "es", "Atlantic/St_Helena"), ("UTC+2", "en", "Etc/GMT-2"), ("-5", "en", "Etc/GMT+5"),
    ("utc", "en", "Etc/UTC"), ("Nueva York", "en", None),
    ("Atlantis", "es", None), ("", "es", None), ("paris", "xx", "Europe/Paris"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "language", "zone"), NAMED)
def test_a_zone_by_its_name_or_a_city(value: str, language: str, zone: str | None) -> None:
    assert zone_named(value, (cities(of) for of in (language, "en"))) == zone


@pytest.mark.parametrize(("locale", "text"), [("es", "/timezone Nueva York"), ("en", "/timezone New York")])
async def test_a_person_names_their_city(tmp_path: Path, locale: str, text: str) -> None:
    talk = await talking(tmp_path / "t.db", locale=locale)
    for line in ("hello", ":press start:consent:yes", text):
        await talk(line)
    person = await talk.store.person("terminal", "me")
    assert person is not None
    assert person.settings.zone == "America/New_York"
    await talk.close()
