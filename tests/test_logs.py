"""The log shows no secret: not in messages, not in tracebacks, not as JSON, not from what nobody caught."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.logs import AsJson, Covered, secrets_of
from bot.settings import Settings

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
SECRETS = Settings(
    database_url="postgresql://coach:hunter-two@db/topset",
    telegram_token="42:short",
    telegram_webhook_secret="a-webhook-secret",
    discord_token="a.discord.token",
    data_key="key of the data",
)
SHOWN = ("hunter-two", "42:short", "a-webhook-secret", "a.discord.token", "key of the data", "42%3Ashort", TOKEN)


@pytest.mark.parametrize("form", [Covered, AsJson])
def test_no_secret_is_shown(form: type[Covered]) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(form(secrets_of(SECRETS)))
    log = logging.getLogger("a test of logs")
    log.propagate = False
    log.addHandler(handler)
    try:
        for secret in SHOWN:
            log.error("GET https://api.example/bot%s/getMe", secret)
            try:
                raise ValueError(f"cannot use {secret}")
            except ValueError:
                log.exception("failed with %r", {"of": secret})
    finally:
        log.removeHandler(handler)
    said = out.getvalue()
    assert "/getMe" in said
    assert "Traceback" in said
    assert [secret for secret in SHOWN if secret in said] == []


def test_json_lines_have_their_parts() -> None:
    record = logging.LogRecord("bot.x", logging.WARNING, "x.py", 1, "hello %s\nthere", ("you",), None)
    line = json.loads(AsJson(secrets_of(SECRETS)).format(record))
    assert (line["level"], line["from"], line["message"], line["traceback"]) == (
        "WARNING", "bot.x", "hello you", "there",
    )  # fmt: skip


NOBODY_CAUGHT = """
from bot.logs import set_up
from bot.settings import Settings
set_up(Settings(telegram_token="42:short", log_format="{form}", log_level="DEBUG"))
raise RuntimeError("https://api.example/bot42:short/getMe and {token}")
"""


@pytest.mark.parametrize("form", ["console", "json"])
def test_what_nobody_caught_shows_no_secret_either(form: str, root: Path) -> None:
    done = dying(NOBODY_CAUGHT.format(form=form, token=TOKEN), root)
    assert "RuntimeError" in done
    assert "42:short" not in done
    assert TOKEN not in done


def test_the_control_shows_it(root: Path) -> None:
    assert "42:short" in dying(NOBODY_CAUGHT.replace("set_up(", "repr(").format(form="json", token=TOKEN), root)


def dying(code: str, root: Path) -> str:
    env = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True).stderr
