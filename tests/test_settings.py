"""Settings: read, refused with one line that names the variable, secrets never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.doctor import findings
from bot.settings import READERS, Settings, read_settings, unknown_names
from bot.settings_read import SettingsError

SECRET = "123456789:AAsecretsecretsecretsecretsecretsec"

GOOD = [
    ("TOPSET_DATABASE_URL", "x.db", "database_url", "x.db"),
    ("TOPSET_DATABASE_URL", "sqlite:///x.db", "database_url", "sqlite:///x.db"),
    ("TOPSET_DATABASE_URL", "sqlite:////tmp/x.db", "database_url", "sqlite:////tmp/x.db"),
    ("TOPSET_DATABASE_URL", "postgresql://me@localhost/t", "database_url", "postgresql://me@localhost/t"),
    ("TOPSET_TELEGRAM_TOKEN", SECRET, "telegram_token", SECRET),
    ("TOPSET_TELEGRAM_API", "http://127.0.0.1:8081/", "telegram_api", "http://127.0.0.1:8081"),
    ("TOPSET_TELEGRAM_MODE", "Polling", "telegram_mode", "polling"),
    ("TOPSET_DISCORD_GATEWAY", "ws://localhost:99", "discord_gateway", "ws://localhost:99"),
    ("TOPSET_ALLOWED", "telegram:1, discord:2", "allowed", frozenset({"telegram:1", "discord:2"})),
    ("TOPSET_HEALTH_LISTEN", "0.0.0.0:80", "health_listen", "0.0.0.0:80"),
    ("TOPSET_LOG_LEVEL", "debug", "log_level", "DEBUG"),
    ("TOPSET_LOG_FORMAT", "json", "log_format", "json"),
    ("TOPSET_LOCALE", "es_MX", "locale", "es"),
]
BAD = [
    ("TOPSET_DATABASE_URL", "mysql://x"),
    ("TOPSET_DATABASE_URL", "sqlite://x.db"),
    ("TOPSET_TELEGRAM_TOKEN", "no token"),
    ("TOPSET_TELEGRAM_API", "http://example.org"),
    ("TOPSET_TELEGRAM_API", "https://exa mple.org"),
    ("TOPSET_TELEGRAM_API", "https://example.org:nine"),
    ("TOPSET_TELEGRAM_MODE", "carrier pigeon"),
    ("TOPSET_TELEGRAM_MODE", "webhook"),
    ("TOPSET_TELEGRAM_WEBHOOK_LISTEN", "8080"),
    ("TOPSET_TELEGRAM_WEBHOOK_SECRET", "ä"),
    ("TOPSET_DISCORD_TOKEN", "a b"),
    ("TOPSET_DISCORD_API", "ftp://x"),
    ("TOPSET_DISCORD_GATEWAY", "ws://example.org"),
    ("TOPSET_ALLOWED", "telegram:me"),
    ("TOPSET_DATA_KEY", "short"),
    ("TOPSET_HEALTH_LISTEN", "host:99999"),
    ("TOPSET_LOG_LEVEL", "loud"),
    ("TOPSET_LOG_FORMAT", "xml"),
    ("TOPSET_LOCALE", "tlh"),
]


@pytest.mark.parametrize(("name", "value", "attribute", "read"), GOOD)
def test_good_values(tmp_path: Path, name: str, value: str, attribute: str, read: object) -> None:
    assert getattr(read_settings({name: value}, tmp_path), attribute) == read


@pytest.mark.parametrize(("name", "value"), BAD)
def test_wrong_values_are_refused_in_one_line_with_the_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({name: value}, tmp_path)
    assert "TOPSET_" in str(error.value)
    assert "\n" not in str(error.value)
    if "TOKEN" in name or "KEY" in name:
        assert value not in str(error.value)


def test_every_setting_has_a_reader_and_a_field() -> None:
    assert {name.removeprefix("TOPSET_").lower() for name in READERS} == set(Settings.__dataclass_fields__)


def test_an_empty_value_is_not_set(tmp_path: Path) -> None:
    assert read_settings({"TOPSET_TELEGRAM_TOKEN": "  "}, tmp_path).telegram_token is None


def test_secrets_stay_out_of_repr(tmp_path: Path) -> None:
    names = ("TOPSET_TELEGRAM_TOKEN", "TOPSET_DISCORD_TOKEN", "TOPSET_DATA_KEY", "TOPSET_TELEGRAM_WEBHOOK_SECRET")
    values = dict.fromkeys(names, SECRET) | {"TOPSET_TELEGRAM_WEBHOOK_SECRET": "secret-of-the-hook"}
    shown = repr(read_settings(values, tmp_path))
    assert "secret" not in shown.replace("webhook_secret", "")


def test_the_dotenv_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# a remark\nexport TOPSET_LOCALE='es'\nTOPSET_LOG_LEVEL=ERROR # loud enough\n\nnonsense\n", encoding="utf-8"
    )
    read = read_settings({"TOPSET_LOG_LEVEL": "DEBUG"}, tmp_path)
    assert (read.locale, read.log_level) == ("es", "DEBUG")


def test_a_broken_dotenv_file_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.env"):
        read_settings({}, tmp_path)


def test_the_store_is_in_the_data_folder_of_the_user(tmp_path: Path) -> None:
    home = read_settings({"HOME": "/home/anna", "XDG_DATA_HOME": str(tmp_path)}, tmp_path).database_url
    assert home.endswith("topset.db")


def test_mistyped_names_are_found(tmp_path: Path) -> None:
    names = {"TOPSET_TELEGRAM_TOKN": "x", "TOPSET_TEST_SIZE": "1", "TOPSET_LOCALE": "en", "HOME": "/"}
    assert unknown_names(names, tmp_path) == ("TOPSET_TELEGRAM_TOKN",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOPSET_LOG_FORMAT", "y"),
        ("TOPSET_DATABASE_URL", "foo://x"),
        ("TOPSET_DATA_KEY", "short"),
        ("TOPSET_TELEGRAM_TOKEN", "abc"),
    ],
)
def test_the_doctor_finds_a_single_wrong_setting(name: str, value: str, tmp_path: Path) -> None:
    found = [f.text for f in findings(str(tmp_path / "a.db"), {"HOME": str(tmp_path), name: value}, tmp_path)]
    assert [text for text in found if text.startswith(f"{name} should be")]
    fine = [f.text for f in findings(str(tmp_path / "a.db"), {"HOME": str(tmp_path)}, tmp_path)]
    assert not [text for text in fine if "should be" in text]


@pytest.mark.parametrize("where", ["no/such/file.db", ".", "words.txt", "nothing:words.txt"])
def test_a_store_that_cannot_be_opened_names_the_variable_that_led_there(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written with --db names no variable."""
    (tmp_path / "words.txt").write_text("no database at all, only words " * 40, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOPSET_DATABASE_URL", where)
    assert main(["export", "--as", "me"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "TOPSET_DATABASE_URL should be a path, sqlite:///file" in said
    assert main(["export", "--as", "me", "--db", where]) == 1
    assert "TOPSET_DATABASE_URL" not in capsys.readouterr().err
