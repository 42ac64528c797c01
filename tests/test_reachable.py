"""`topset doctor` asks the platforms: whose token it is, what stands in the way; no secret in any line."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import Any

import pytest

from bot import reachable
from bot.__main__ import main
from bot.settings import Settings

TG, DC = "123456:telegram-secret-AAAAAAAAAAAAAAAAAAAAAAAAA", "discord.secret.BBBBBBBBBBBBBBBBBBBBBBBBB"
ME = {"ok": True, "result": {"id": 123456, "is_bot": True, "username": "my_coach_bot"}}
NO_HOOK = {"ok": True, "result": {"url": "", "pending_update_count": 3}}
HOOK = {"ok": True, "result": {"url": "https://coach.example/secret-path-77", "pending_update_count": 0,
                               "last_error_message": "Connection refused"}}  # fmt: skip
BOT = {"id": "55", "username": "my-coach"}
GATEWAY = {"url": "wss://gateway", "session_start_limit": {"total": 1000, "remaining": 12}}

Answers = dict[str, tuple[int, Any]]


@pytest.fixture
def platform() -> Iterator[Callable[[Mapping[str, tuple[int, Any]]], str]]:
    """A server that answers by path; its address."""
    answers: Answers = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/api/") and self.headers["Authorization"] != f"Bot {DC}":
                self.send_error(401)
                return
            status, body = answers.get(self.path, (404, {}))
            if body == "slow":
                sleep(20)
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who waits no longer is gone
                self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def serve(more: Mapping[str, tuple[int, Any]]) -> str:
        answers.update(more)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    server.shutdown()
    server.server_close()
    thread.join()


def of_telegram(address: str, **more: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return list(reachable.telegram(Settings(telegram_token=TG, telegram_api=address, **more)))


def telegrams(me: Any = ME, hook: Any = NO_HOOK, status: int = 200) -> Answers:  # noqa: ANN401
    return {f"/bot{TG}/getMe": (status, me), f"/bot{TG}/getWebhookInfo": (status, hook)}


def test_a_token_that_is_good(platform: Callable[[Answers], str]) -> None:
    good, hook = of_telegram(platform(telegrams()))
    assert good == (reachable.FINE, "TOPSET_TELEGRAM_TOKEN: Telegram knows it as @my_coach_bot (id 123456)")
    assert hook == (reachable.FINE, "Telegram has no webhook: 3 updates wait")


@pytest.mark.parametrize(("mode", "mark"), [("polling", reachable.NOTE), ("webhook", reachable.FINE)])
def test_a_webhook_is_shown_without_its_path(platform: Callable[[Answers], str], mode: str, mark: str) -> None:
    found = of_telegram(platform(telegrams(hook=HOOK)), telegram_mode=mode)[1]
    assert found[0] == mark
    assert "coach.example" in found[1]
    assert "Connection refused" in found[1]
    assert "secret-path" not in found[1]


def test_reading_everything_in_groups_is_not_needed(platform: Callable[[Answers], str]) -> None:
    me = {"ok": True, "result": {**ME["result"], "can_read_all_group_messages": True}}
    assert any("/setprivacy" in text for _, text in of_telegram(platform(telegrams(me=me))))


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_is_refused(platform: Callable[[Answers], str], status: int) -> None:
    [(mark, text)] = of_telegram(platform(telegrams(me={}, status=status)))
    assert mark == reachable.WRONG
    assert "TOPSET_TELEGRAM_TOKEN is refused" in text
    assert "BotFather" in text


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"result": 5}', b"\xff\xfe"])
def test_something_else_answers(platform: Callable[[Answers], str], body: bytes) -> None:
    [(mark, text)] = of_telegram(platform(telegrams(me=body)))
    assert mark == reachable.WRONG
    assert TG not in text


def test_nobody_answers() -> None:
    [(mark, text)] = of_telegram("http://127.0.0.1:9")
    assert mark == reachable.WRONG
    assert "127.0.0.1 cannot be reached" in text


def test_a_slow_answer_is_not_waited_for(platform: Callable[[Answers], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reachable, "PATIENCE", 0.3)
    start = monotonic()
    [(mark, _)] = of_telegram(platform(telegrams(me="slow")))
    assert mark == reachable.WRONG
    assert monotonic() - start < 10


def of_discord(address: str, token: str = DC) -> list[tuple[str, str]]:
    return list(reachable.discord(Settings(discord_token=token, discord_api=f"{address}/api")))


def test_discord(platform: Callable[[Answers], str]) -> None:
    address = platform({"/api/users/@me": (200, BOT), "/api/gateway/bot": (200, GATEWAY)})
    assert of_discord(address) == [
        (reachable.FINE, "TOPSET_DISCORD_TOKEN: Discord knows it as my-coach (id 55)"),
        (reachable.NOTE, "Discord allows 12 more starts of the bot today"),
    ]
    [(mark, text)] = of_discord(address, "another.token")
    assert mark == reachable.WRONG
    assert "TOPSET_DISCORD_TOKEN is refused" in text
    assert [mark for mark, _ in of_discord("http://127.0.0.1:9")] == [reachable.WRONG]


def test_without_tokens_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reachable, "asked", lambda *_: pytest.fail("asked"))
    found = [*reachable.telegram(Settings()), *reachable.discord(Settings())]
    assert [mark for mark, _ in found] == [reachable.NOTE, reachable.NOTE]


def test_no_secret_in_the_report(
    platform: Callable[[Answers], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for answers in (telegrams(), telegrams(status=401), telegrams(status=500), telegrams(me=TG.encode())):
        address = platform(answers)
        monkeypatch.setenv("TOPSET_TELEGRAM_TOKEN", TG)
        monkeypatch.setenv("TOPSET_TELEGRAM_API", address)
        monkeypatch.setenv("TOPSET_DISCORD_TOKEN", DC)
        monkeypatch.setenv("TOPSET_DISCORD_API", f"{address}/nowhere")
        monkeypatch.setenv("TOPSET_ALLOWED", "telegram:1,discord:2")
        main(["doctor"])
        said = capsys.readouterr()
        assert "TOPSET_TELEGRAM_TOKEN" in said.out or "does not answer" in said.out or "reached" in said.out
        assert "only 2 people" in said.out
        for secret in (TG, TG.split(":")[1], DC):
            assert secret not in said.out + said.err
