"""How turns are answered: by coach_core, in the languages of texts.py. Pure functions that the store calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec

from bot.texts import Block, Texts, empty_block
from coach_core.coach import decide, drawn, wants
from coach_core.commands.answers import LIVING
from coach_core.data.book import Book
from coach_core.due import dues
from coach_core.person import Person
from coach_core.store import Answering, Stored
from coach_core.talk import Incoming, Kind, Reply, Say, msg
from coach_core.turn import Given, Outcome, Rows, Want

encode = msgspec.json.Encoder().encode
LIVE_BODY = encode(empty_block(LIVING))


def answering(book: Book, texts: Texts, locale: str, *, encrypted: bool) -> Answering:
    """How the store lets turns be answered: by the coach, in the languages of these texts."""

    def say(person: Person, event: Incoming, reply: Reply) -> Sequence[bytes]:
        language = texts.choose(person.settings.language, event.language, person.language, locale)
        return [LIVE_BODY if said is LIVING else encode(placed(texts.block(said, language), event)) for said in reply]

    def given(rows: Rows) -> Given:
        return Given(book, rows, encrypted)

    def decided(person: Person, event: Incoming, rows: Rows) -> Outcome:
        return decide(heard_in(person, event), event, given(rows))

    def wanted(person: Person, event: Incoming) -> Want | None:
        return wants(person, event, given(Rows()))

    def apology(person: Person, event: Incoming, error_id: str) -> bytes:
        return say(person, event, (Say((msg("internal-error", code=error_id),)),))[0]

    return Answering(decided, wanted, say, apology, dues)


def placed(block: Block, event: Incoming) -> Block:
    """A message with what it hangs on, if the room sees it."""
    return {**block, "reply_to": event.reply_to} if "public" in block and event.reply_to else block


def heard_in(person: Person, event: Incoming) -> Person:
    """The person with the language that the platform told last: what is due later is said in it."""
    if event.language is None or event.language == person.language:
        return person
    return replace(person, language=event.language)


Draw = Callable[[Person, Stored], bytes]


def drawing(book: Book, texts: Texts, locale: str) -> Draw:
    """How a living message is drawn when it is sent: from the person as they are then."""

    def draw(person: Person, message: Stored) -> bytes:
        event = Incoming(message.platform, message.external, "", message.at, Kind.OTHER, room=message.room)
        language = texts.choose(person.settings.language, person.language, locale)
        return encode(texts.block(drawn(person, event, Given(book)), language))

    return draw
