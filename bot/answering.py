"""How turns are answered: by coach_core, in the languages of texts.py. Pure functions that the store calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from bot.language import Language
from bot.texts import Block, Texts, empty_block
from coach_core.coach import decide, drawn, form_for, wants
from coach_core.commands.answers import LIVING
from coach_core.commands.falling import came
from coach_core.data.book import Book
from coach_core.due import dues
from coach_core.knowledge.unpaused import said_unpaused
from coach_core.overtaken import overtaken
from coach_core.person import Person
from coach_core.store import Answering, Stored, fresh_code
from coach_core.talk import Incoming, Kind, Reply, Say, msg
from coach_core.turn import NO_ROWS, Given, Outcome, Rows, Want

encode = msgspec.json.Encoder().encode
WITH_FORMS = frozenset({"discord"})  # platforms with forms, selects and whispers
IN_A_ROW = 5  # buttons there
OWN = {"choose": "choose-one", "share": "button-share"}
LIVE_BODY = encode(empty_block(LIVING))


def answering(
    book: Book, texts: Texts, locale: str, *, encrypted: bool, code: Callable[[], str] = fresh_code
) -> Answering:
    """How the store lets turns be answered: by the coach, in the languages of these texts."""

    def say(person: Person, event: Incoming, reply: Reply) -> Sequence[bytes]:
        language = texts.choose(person.settings.language, event.language, person.language, locale)
        return [LIVE_BODY if said is LIVING else said.made or encode(block(said, event, language)) for said in reply]

    def block(said: Say, event: Incoming, language: str) -> Block:
        told = placed(texts.block(said, language), event)
        own = own_words(told, event, texts.speak(language))
        return {**told, **own} if own else told

    nothing = Given(book, encrypted=encrypted)

    def decided(person: Person, event: Incoming, rows: Rows) -> Outcome:
        given = nothing if rows is NO_ROWS else Given(book, rows, encrypted)
        return decide(heard_in(person, event), event, given)

    def wanted(person: Person, event: Incoming) -> Want | None:
        return wants(person, event, nothing)

    def apology(person: Person, event: Incoming, error_id: str) -> bytes:
        lines = (*said_unpaused(event, book.phrases), msg("internal-error", code=error_id))
        return say(person, event, (Say(lines),))[0]

    return Answering(decided, wanted, say, apology, dues, code, came, overtaken)


def placed(block: Block, event: Incoming) -> Block:
    """A message as its platform takes it: with what it hangs on, if the room sees it, and with forms or without."""
    if event.platform not in WITH_FORMS and any("form" in button for row in block["buttons"] for button in row):
        rows = ([button for button in row if "form" not in button] for row in block["buttons"])
        block = {**block, "buttons": [row for row in rows if row]}
    return {**block, "reply_to": event.reply_to} if "public" in block and event.reply_to else block


def own_words(block: Block, event: Incoming, spoken: Language) -> Block:
    """What a platform with selects and whispers says of its own on a message: how to choose, how to show it to all."""
    if event.platform not in WITH_FORMS:
        return {}
    rows = block["buttons"]
    many = any(len(row) > IN_A_ROW for row in rows) or sum(map(len, rows)) > IN_A_ROW**2
    said = {"choose": many, "share": event.whispers and event.room is not None}
    words: Block = {name: spoken.render(msg(OWN[name])).text for name, holds in said.items() if holds}
    return words | shown_here(block, spoken)


def shown_here(block: Block, spoken: Language) -> Block:
    """The buttons of what everybody sees: a press opens no chat there, its answer is shown to who pressed."""
    if "public" not in block or not any("private" in button for row in block["buttons"] for button in row):
        return {}
    chat, here = (spoken.render(msg(key)).text for key in ("button-open-chat", "button-show-here"))
    rows = ([{**b, "label": here} if b["label"] == chat else b for b in row] for row in block["buttons"])
    return {"buttons": list(rows)}


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
        here = message.room is not None and not message.public
        event = replace(event, whispers=here, deaf=here and message.platform in WITH_FORMS)
        language = texts.choose(person.settings.language, person.language, locale)
        told = placed(texts.block(drawn(person, event, Given(book)), language), event)
        return encode({**told, **own_words(told, event, texts.speak(language))})

    return draw


Fill = Callable[[Person, Incoming], Mapping[str, str] | None]


def filling(book: Book, texts: Texts, locale: str) -> Fill:
    """What stands in the form that an event opens: id, title, label, value, placeholder; None where it opens none."""

    def fill(person: Person, event: Incoming) -> Mapping[str, str] | None:
        found = form_for(person, event, Given(book))
        if found is None:
            return None
        spoken = texts.speak(texts.choose(person.settings.language, event.language, person.language, locale))
        said = {"title": found.title, "label": found.label, "placeholder": found.placeholder}
        return {"id": found.id, "value": found.value, **{name: spoken.render(one).text for name, one in said.items()}}

    return fill
