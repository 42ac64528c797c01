"""The control of the kill tests: a bot as tutorials make them, on python-telegram-bot's own polling and handlers.

python -m tests.fakes.hasty_bot TOKEN ADDRESS FILE. It writes each message to the file, safely, when it comes to it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


def main(token: str, address: str, file: str) -> None:
    log = Path(file).open("a", encoding="utf-8")  # noqa: SIM115 - until it is killed

    async def heard(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await asyncio.sleep(0.002)
        assert update.message is not None
        log.write(f"{update.message.chat_id} {update.message.text}\n")
        log.flush()
        os.fsync(log.fileno())

    app = Application.builder().token(token).base_url(f"{address}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, heard))
    app.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
