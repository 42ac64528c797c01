"""Time zones by the names that people give them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from talking import talking

from bot.cities import cities
from coach_core.data.zones import load_zones
from coach_core.reminding.zones import label, place_in
from coach_core.talk import Incoming, Kind

ZONES = load_zones()
SET_UP = (
    "hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate",
    ":press start:equipment:barbell", "80 kg x 10",
)  # fmt: skip
AUTUMN = datetime(2026, 11, 23, 18, tzinfo=UTC)
NAMED = [
    ("Europe/Madrid", "es", "Europe/Madrid"), ("madrid", "en", "Europe/Madrid"), ("New York", "en", "America/New_York"),
    ("Nueva York", "es", "America/New_York"), ("Nueva Delhi", "es", "Asia/Kolkata"),
    ("La Haya", "es", "Europe/Amsterdam"),
    ("Fráncfort", "es", "Europe/Berlin"), ("amberes", "es", "Europe/Brussels"), ("Burdeos", "es", "Europe/Paris"),
    ("Londres", "es", "Europe/London"), ("Moscú", "es", "Europe/Moscow"),
    ("moscu", "es", "Europe/Moscow"), ("Ciudad de México", "es", "America/Mexico_City"),
    ("Los Ángeles", "es", "America/Los_Angeles"), ("São Paulo", "en", "America/Sao_Paulo"),
    ("Port-au-Prince", "en", "America/Port-au-Prince"), ("Bogotá", "es", "America/Bogota"),
    ("Tokio", "es", "Asia/Tokyo"),
    ("St. Helena", "es", "Atlantic/St_Helena"), ("UTC+2", "en", "Etc/GMT-2"), ("-5", "en", "Etc/GMT+5"),
    ("utc", "en", "Etc/UTC"), ("Nueva York", "en", None),
    ("UTC+5:30", "en", "Asia/Kolkata"), ("+5:45", "en", "Asia/Kathmandu"), ("-9:30", "en", "Pacific/Marquesas"),
    ("UTC+15", "en", None), ("-13", "en", None), ("+5:17", "en", None), ("+0", "en", "Etc/UTC"),
    ("Barcelona", "en", "Europe/Madrid"), ("munich", "de", "Europe/Berlin"),
    ("San Francisco", "en", "America/Los_Angeles"),
    ("EST", "en", "America/New_York"), ("pst", "en", "America/Los_Angeles"), ("CET", "en", "Europe/Berlin"),
    ("Nepal", "en", "Asia/Kathmandu"), ("UK", "en", "Europe/London"), ("Spain", "en", None), ("usa", "en", None),
    ("Germany", "en", "Europe/Berlin"), ("Alemania", "es", "Europe/Berlin"),
    ("the Netherlands", "en", "Europe/Amsterdam"),
    ("Japan", "en", "Asia/Tokyo"), ("Argentina", "es", "America/Argentina/Buenos_Aires"), ("España", "es", None),
    ("California", "en", "America/Los_Angeles"), ("Texas", "en", None), ("Georgia", "en", None),
    ("Atlantis", "es", None), ("", "es", None), ("paris", "xx", "Europe/Paris"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "language", "zone"), NAMED)
def test_a_zone_by_its_name_or_a_city(value: str, language: str, zone: str | None) -> None:
    assert ZONES.named(value, AUTUMN, (cities(of) for of in (language, "en"))) == zone


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ("Madird", ["Europe/Madrid", "Atlantic/Madeira"]), ("Nwe York", ["America/New_York"]),
        ("Chicago, IL", ["America/Chicago"]), ("i am in tokyo", ["Asia/Tokyo"]), ("Lodnon", ["Europe/London"]),
        ("Germny", ["germany"]),
        ("Xanadu", []), ("x" * 5000, []), (" ".join(["a b"] * 1000), []),
    ],
)  # fmt: skip
def test_what_was_perhaps_meant(told: str, offered: list[str]) -> None:
    assert [zone for _, zone in ZONES.alike(told)] == offered


@pytest.mark.parametrize(
    ("told", "clocks"),
    [
        ("Spain", ["Europe/Madrid", "Atlantic/Canary"]), ("Germany", ["Europe/Berlin"]), ("Atlantis", []),
        ("Portugal", ["Europe/Lisbon", "Atlantic/Azores"]), ("Georgia", ["America/New_York", "Asia/Tbilisi"]),
        ("Texas", ["America/Chicago", "America/Denver"]), ("Madrid", []),
    ],
)  # fmt: skip
def test_the_clocks_of_a_country_or_state(told: str, clocks: list[str]) -> None:
    assert list(ZONES.clocks(told, AUTUMN)) == clocks


def test_every_country_has_a_clock_and_no_two_alike() -> None:
    months = [AUTUMN + timedelta(days=30 * k) for k in range(12)]
    for name in ZONES.regions:
        found = ZONES.clocks(name, AUTUMN)
        assert found or len(name) == 2, name
        kept = {tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in months) for zone in found}
        assert len(kept) == len(found) <= 12, name


@pytest.mark.parametrize(
    ("lines", "zone"),
    [
        (["/timezone", "España", ":press setup:timezone:Atlantic/Canary"], "Atlantic/Canary"),
        (["timezone USA", "Denver"], "America/Denver"), (["I'm in Spain", "Madrid"], "Europe/Madrid"),
        (["/timezone", "Deutschland"], "Europe/Berlin"), (["timezone Germny", ":press Germany"], "Europe/Berlin"),
        (["timezone Brazill", ":press Brazil", ":press setup:timezone:America/Sao_Paulo"], "America/Sao_Paulo"),
        (["timezone Atlantis"], None),
        # somebody who moved, or came back, as they say it
        (["I moved to Berlin"], "Europe/Berlin"), (["just landed in Lima"], "America/Lima"),
        (["I'm in Tokyo", "back in Madrid"], "Europe/Madrid"), (["my time zone is Lisbon"], "Europe/Lisbon"),
        (["set my city to Rome"], "Europe/Rome"), (["me he mudado a Bogotá"], "America/Bogota"),
        (["mi zona horaria es Lima"], "America/Lima"), (["de vuelta en Madrid"], "Europe/Madrid"),
        (["now I'm back in Rome again"], "Europe/Rome"), (["we've just moved to Oslo"], "Europe/Oslo"),
        (["finally arrived in the Netherlands"], "Europe/Amsterdam"), (["ich bin jetzt in Wien"], "Europe/Vienna"),
        (["je suis à Paris cette semaine"], "Europe/Paris"), (["me mudei para Lisboa"], "Europe/Lisbon"),
        (["переехал в Токио"], "Asia/Tokyo"), (["my city: Rome"], "Europe/Rome"), (["my city is tired"], None),
        (["back in the gym"], None), (["I moved to 80"], None), (["back in 5"], None), (["llegué a 12"], None),
    ],
)  # fmt: skip
async def test_a_country_of_one_clock_is_set_and_of_several_asked(
    tmp_path: Path, lines: list[str], zone: str | None
) -> None:
    """In any language that is read, whatever the person's own is; never a guess in silence."""
    talk = await talking(tmp_path / "t.db", clock=AUTUMN.isoformat())
    for line in (*SET_UP, *lines):
        await talk(line)
    person = await talk.store.person("terminal", "me")
    assert person is not None
    assert person.settings.zone == zone
    await talk.close()


@pytest.mark.parametrize(("locale", "text"), [("es", "/timezone Nueva York"), ("en", "/timezone New York")])
async def test_a_person_names_their_city(tmp_path: Path, locale: str, text: str) -> None:
    talk = await talking(tmp_path / "t.db", locale=locale)
    for line in ("hello", ":press start:consent:yes", text):
        await talk(line)
    person = await talk.store.person("terminal", "me")
    assert person is not None
    assert person.settings.zone == "America/New_York"
    await talk.close()


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("40.42, -3.70", "Europe/Madrid"), ("52.5 13.4", "Europe/Berlin"), ("-33.9,151.2", "Australia/Sydney"),
        ("35.68, 139.69", "Asia/Tokyo"), ("0,-180", "Pacific/Tarawa"), ("-54.8, -68.3", "America/Argentina/Ushuaia"),
    ],
)  # fmt: skip
def test_a_place_is_in_the_zone_of_the_nearest_city(told: str, zone: str) -> None:
    place = place_in(told)
    assert place is not None
    near = ZONES.near(*place)
    assert (near[0], len(set(near))) == (zone, 3)


@pytest.mark.parametrize("told", ["91,0", "0,181", "Madrid", "", "1", "1,2,3", "nan,nan", "1e5,2"])
def test_what_is_no_place_is_none(told: str) -> None:
    assert place_in(told) is None


def test_an_offset_is_said_as_people_know_it() -> None:
    assert [label(z) for z in ("Etc/GMT-2", "Etc/GMT+5", "Europe/Madrid")] == ["UTC+2", "UTC-5", "Europe/Madrid"]


async def test_a_shared_place_sets_the_zone_and_offers_the_neighbours(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "p.db")
    for line in ("hello", ":press start:consent:yes"):
        await talk(line)
    place = Incoming("terminal", "me", "x1", talk.clock.now(), Kind.OTHER, media="location", location=(42.2, -8.7))
    done = await talk.store.turn(place)
    assert b"Lisbon" in done.messages[0].body, "Vigo is nearer to Lisbon than to Madrid"
    await talk(":press setup:timezone:Europe/Madrid")
    person = await talk.store.person("terminal", "me")
    assert person is not None
    assert person.settings.zone == "Europe/Madrid"
    assert "42.2" not in str(person), "where somebody is is not kept"
    await talk.close()
