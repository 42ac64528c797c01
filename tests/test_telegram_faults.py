"""When Telegram fails: nobody is lost, `/readyz` says what is wrong meanwhile, and it goes on when it is over."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from fakes.telegram import TOKEN, Answer, FakeTelegram, Json, Refusal, refused, until
from process import Reborn, Running, free_port
from telegram_life import SPOILT, spoilt

ANNA, BEN = 1001, 1002
PACE = "0.02"
SLACK = 20.0  # seconds that a busy machine may take longer
pytestmark = pytest.mark.asyncio(loop_scope="module")


def product(telegram: FakeTelegram, folder: Path, *command: str, **settings: str) -> Reborn:
    folder.mkdir(exist_ok=True)
    given = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address, "TOPSET_TEST_PACE": PACE}
    return Reborn(folder, *command, **{**given, **settings})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[FakeTelegram, Reborn]]:
    """One product for all faults that it survives."""
    telegram = await FakeTelegram().start()
    topset = product(telegram, tmp_path_factory.mktemp("faults"))
    await (await topset.start()).ready()
    await telegram.say(ANNA, "/start")
    await until(lambda: telegram.texts(ANNA), why=topset.said)
    yield telegram, topset
    await topset.stop()
    assert topset.process.returncode == 0, topset.said()
    assert telegram.wrong == []
    for secret in (TOKEN, TOKEN.partition(":")[2]):
        assert secret not in topset.said(), "at DEBUG, after all faults"
    await telegram.stop()


async def status(code: int, text: str = "broken") -> web.StreamResponse:
    return refused(Refusal(code, text))


async def cut_off(_: Json) -> web.StreamResponse:
    """An answer that ends in the middle of its JSON."""
    return web.Response(text='{"ok": true, "result": [{"upda', content_type="application/json")


async def never(_: Json) -> web.StreamResponse:
    await asyncio.sleep(3)
    return await status(504)


async def web_page(_: Json) -> web.StreamResponse:
    return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")


async def broken_line(_: Json) -> web.StreamResponse:
    raise ConnectionResetError


FAULTS: dict[str, Callable[[Json], Awaitable[web.StreamResponse]]] = {
    "401": lambda _: status(401, "Unauthorized"),
    "404": lambda _: status(404, "Not Found"),
    "409": lambda _: status(409, "Conflict: terminated by other getUpdates request"),
    "500": lambda _: status(500, "Internal Server Error"),
    "502": web_page,
    "truncated": cut_off,
    "slow": never,
    "reset": broken_line,
}


# What ends the process when it goes on ends before that; the others last up to two minutes, at this pace.
LONGEST = {**dict.fromkeys(FAULTS, 120 * float(PACE)), "401": 0.5, "404": 0.5, "409": 0.15}


@pytest.mark.parametrize("fault", FAULTS)
async def test_it_is_red_meanwhile_and_goes_on_afterwards(
    fault: str, both: tuple[FakeTelegram, Reborn], size: float
) -> None:
    telegram, topset = both
    seed = random.randrange(10**6)
    for _ in range(max(1, round(size))):
        lasts = min(LONGEST[fault], 0.1 + random.Random(seed).random() * 120 * float(PACE))
        await failing_for(lasts, fault, telegram, topset)
        seed += 1


async def failing_for(lasts: float, fault: str, telegram: FakeTelegram, topset: Reborn, slack: float = SLACK) -> None:
    """The polls fail in one way for so long; then somebody is answered, at the latest a minute later."""
    loop = asyncio.get_running_loop()
    await topset.ready()
    end = loop.time() + lasts

    async def failing(method: str, given: Json) -> Answer:
        if method == "getUpdates" and loop.time() < end:
            return await FAULTS[fault](given)
        return None

    telegram.fault = failing
    await telegram.put()
    await red(topset, "telegram")
    await asyncio.sleep(end - loop.time())
    telegram.fault = None
    before = len(telegram.texts(ANNA))
    await telegram.say(ANNA, "/help")
    await until(lambda: len(telegram.texts(ANNA)) > before, 60 * float(PACE) + slack, topset.said)
    await topset.ready()


async def test_the_control_never_comes_back(tmp_path: Path) -> None:
    """Polling that ends with its first failure, as a library's own does: nobody is answered any more."""
    async with spoilt(tmp_path, "end silently", TOPSET_TEST_PACE=PACE) as (telegram, topset):
        await telegram.say(ANNA, "/start")
        await until(lambda: telegram.texts(ANNA), why=topset.said)
        with pytest.raises(AssertionError, match="in vain"):
            await failing_for(0.3, "502", telegram, topset, 2.0)


async def red(topset: Running, part: str) -> None:
    """Wait until `/readyz` says that a part is ill."""
    for _ in range(6000):
        code, page = await topset.asked("/readyz")
        if code == 503 and part in json.loads(page)["reasons"]:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never red: {topset.said()[-2000:]}")


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate that speaks for itself, and a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return file, context


@pytest.mark.parametrize("fault", ["of somebody else", "none at all"])
async def test_a_certificate_that_is_wrong_is_waited_out(fault: str, tmp_path: Path) -> None:
    """The line is encrypted; then it is somebody else's, or not encrypted any more; then it is as before."""
    trusted, right = certificate(tmp_path, "right")
    _, wrong = certificate(tmp_path, "wrong")
    telegram = FakeTelegram()
    telegram.tls = right
    await telegram.start()
    topset = Running(
        tmp_path, TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=telegram.address, TOPSET_TEST_PACE=PACE,
        SSL_CERT_FILE=str(trusted),
    )  # fmt: skip
    await (await topset.start()).ready()
    await telegram.say(ANNA, "/start")
    await until(lambda: telegram.texts(ANNA), why=topset.said)
    await telegram.stop()
    telegram.tls = wrong if fault == "of somebody else" else None
    await telegram.start()
    polls = len(telegram.calls)
    await red(topset, "telegram")
    await asyncio.sleep(0.5)
    assert len(telegram.calls) == polls, "nothing is told to who shows a wrong certificate: the address has the token"
    await telegram.stop()
    telegram.tls = right
    await telegram.start()
    before = len(telegram.texts(ANNA))
    await telegram.say(ANNA, "/help")
    await until(lambda: len(telegram.texts(ANNA)) > before, 60 * float(PACE) + SLACK, topset.said)
    await topset.ready()
    await topset.stop()
    assert TOKEN not in topset.said()
    await telegram.stop()


async def test_a_name_that_cannot_be_found_is_waited_for(tmp_path: Path) -> None:
    """No such host, for a while: names come from a file of this test."""
    telegram = await FakeTelegram().start()
    names = tmp_path / "names"
    topset = product(
        telegram, tmp_path, SPOILT, TOPSET_TELEGRAM_API=f"http://localhost:{telegram.port}",
        TOPSET_TEST_SPOIL="names of a file", TOPSET_TEST_NAMES=str(names),
    )  # fmt: skip
    await topset.start()
    await red(topset, "telegram")
    await asyncio.sleep(0.3)
    assert topset.process.returncode is None
    names.write_text("localhost")
    await topset.ready()
    await telegram.say(ANNA, "/start")
    await until(lambda: telegram.texts(ANNA), why=topset.said)
    names.write_text("")
    await telegram.stop()  # the lines that are open would need no name
    await telegram.start()
    await red(topset, "telegram")
    names.write_text("localhost")
    before = len(telegram.texts(ANNA))
    await telegram.say(ANNA, "/help")
    await until(lambda: len(telegram.texts(ANNA)) > before, 60 * float(PACE) + SLACK, topset.said)
    await topset.stop()
    await telegram.stop()


async def test_a_server_that_is_away_is_waited_for(both: tuple[FakeTelegram, Reborn]) -> None:
    telegram, topset = both
    await telegram.stop()
    await red(topset, "telegram")
    await telegram.start()
    before = len(telegram.texts(ANNA))
    await telegram.say(ANNA, "/help")
    await until(lambda: len(telegram.texts(ANNA)) > before, 60, topset.said)


async def test_no_network_at_the_start_is_waited_for(tmp_path: Path) -> None:
    telegram = FakeTelegram()
    telegram.port = free_port()
    topset = product(telegram, tmp_path)
    await topset.start()
    await red(topset, "telegram")
    await telegram.start()
    await topset.ready()
    await topset.stop()
    await telegram.stop()


async def ended(topset: Reborn) -> str:
    """What it says when it ends by itself."""
    assert await asyncio.wait_for(topset.process.wait(), 60) == 1, topset.said()
    return topset.said()


async def test_a_refused_token_ends_the_start_with_one_line(tmp_path: Path) -> None:
    telegram = await FakeTelegram().start()
    topset = product(telegram, tmp_path, TOPSET_TELEGRAM_TOKEN="99:nobody-knows-this-one", TOPSET_LOG_LEVEL="ERROR")
    said = await ended(await topset.start())
    await telegram.stop()
    assert "TOPSET_TELEGRAM_TOKEN" in said
    assert "nobody-knows" not in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(("code", "times", "word"), [(401, 5, "BotFather"), (404, 5, "BotFather"), (409, 3, "another")])
async def test_what_does_not_end_ends_the_process(code: int, times: int, word: str, tmp_path: Path) -> None:
    telegram = await FakeTelegram().start()
    topset = product(telegram, tmp_path)
    await (await topset.start()).ready()
    refusals = 0

    async def failing(method: str, given: Json) -> Answer:
        nonlocal refusals
        refusals += method == "getUpdates"
        return await status(code) if method == "getUpdates" else None

    telegram.fault = failing
    await telegram.put()
    assert word in (await ended(topset)).splitlines()[-1]
    assert refusals == times
    await telegram.stop()


async def test_a_second_poller_is_noticed(tmp_path: Path) -> None:
    """Two products with one token: the one whose poll is ended again and again gives up, and says why."""
    telegram = await FakeTelegram().start()
    first, second = product(telegram, tmp_path / "1"), product(telegram, tmp_path / "2")
    await (await first.start()).ready()
    await second.start()
    done, _ = await asyncio.wait(
        [asyncio.create_task(one.process.wait()) for one in (first, second)],
        timeout=60, return_when=asyncio.FIRST_COMPLETED,
    )  # fmt: skip
    assert done
    gone, left = (first, second) if first.process.returncode is not None else (second, first)
    assert "another program" in gone.said()
    await left.ready()
    await left.stop()
    await telegram.stop()


async def test_an_answer_of_which_nobody_knows_is_sent_once_more_and_never_again(
    both: tuple[FakeTelegram, Reborn],
) -> None:
    """Accepted, and the answer lost, every time: one echo at the most, and the next ones still come."""
    telegram, topset = both
    lost: list[str] = []

    async def failing(method: str, given: Json) -> Answer:
        if method == "sendMessage" and given["text"] in (lost or [given["text"]]):
            lost.append(given["text"])
            await telegram.on_sendMessage(given)
            raise ConnectionResetError
        return None

    before = len(telegram.texts(ANNA))
    telegram.fault = failing
    await telegram.say(ANNA, "/privacy")
    await until(lambda: lost, 60, topset.said)
    await telegram.say(ANNA, "/help")
    await until(lambda: len(telegram.texts(ANNA)) >= before + 3, 60, topset.said)
    await asyncio.sleep(0.3)
    telegram.fault = None
    said = telegram.texts(ANNA)[before:]
    assert said[:2] == [lost[0], lost[0]]
    assert len(lost) == said.count(lost[0]) == 2
    assert sum(text.startswith("What you can") for text in said) == 1


async def test_a_pause_is_kept_for_the_chat_alone(both: tuple[FakeTelegram, Reborn]) -> None:
    telegram, topset = both
    asked: list[tuple[float, int]] = []

    async def failing(method: str, given: Json) -> Answer:
        if method != "sendMessage":
            return None
        first = ANNA not in [chat for _, chat in asked]
        asked.append((asyncio.get_running_loop().time(), given["chat_id"]))
        if given["chat_id"] == ANNA and first:
            return refused(Refusal(429, "Too Many Requests: retry after 3", retry_after=3))
        return None

    telegram.fault = failing
    before = len(telegram.texts(ANNA))
    await telegram.say(ANNA, "/help")
    await telegram.say(ANNA, "/privacy")
    await telegram.say(BEN, "/start")
    await until(lambda: telegram.texts(BEN), why=topset.said)
    await until(lambda: any("What I store" in text for text in telegram.texts(ANNA)[before:]), 60, topset.said)
    telegram.fault = None
    assert [chat for _, chat in asked[:2]] == [ANNA, BEN], "Ben waits for nobody"
    annas = [at for at, chat in asked if chat == ANNA]
    assert annas[1] - annas[0] >= 3
    said = telegram.texts(ANNA)[before:]
    assert len(annas) <= 1 + 4, "refused once, then each with the question that stays open behind it"
    assert said[0].startswith("What you can say")
