"""A coach that repeats what it heard, for the tests of the terminal: with buttons, files and due things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from bot.catalogs import Catalog
from bot.texts import Texts
from coach_core.person import Person
from coach_core.store import Answering, Due, Dues
from coach_core.talk import Attachment, Button, Incoming, Kind, Reply, Say, msg
from coach_core.turn import Outcome, Rows

TEXTS = Texts(
    {
        "en": Catalog(
            "en",
            {
                "echo": "**{who}** {kind}: {text}",
                "label": "{text}",
                "not-saved": "not saved",
                "internal-error": "broken {code}",
            },
            {},
            lambda n: int(n != 1),
        )
    }
)


def echo(event: Incoming, **more: object) -> Say:
    text = event.button or event.text or event.media or ""
    edited = f" (was {event.edits})" if event.edits else ""
    return Say((msg("echo", who=event.person, kind=event.kind.value + edited, text=text),), **more)  # type: ignore[arg-type]


def decide(person: Person, event: Incoming, rows: Rows) -> Outcome:
    word, _, rest = event.text.partition(" ")
    if event.kind is not Kind.TEXT:
        return Outcome(person, (echo(event),))
    if word == "fail":
        raise ZeroDivisionError(rest)
    if word == "silent":
        return Outcome(person)
    if word == "buttons":
        row = tuple(Button(f"id-{label}", msg("label", text=label)) for label in rest.split())
        return Outcome(person, (echo(event, buttons=(row,), data={"x": {"y": [1, 2.5, None]}}),))
    if word == "card":
        row = (Button(f"card:{rest}", msg("label", text="Card")),)
        return Outcome(person, (echo(event, buttons=(row,), anchor="card", replace=True),))
    if word == "file":
        return Outcome(person, (echo(event, files=(Attachment("../a b.txt", "text/plain", rest),)),))
    return Outcome(person, (echo(event),))


def dues(before: Person, after: Person, event: Incoming) -> Dues | None:
    """remind 60 90: due after so many seconds; "remind-again" makes the next one when it comes."""
    if event.kind is Kind.DUE and event.text == "again" and int(event.button or 0) < 3:
        again = int(event.button or 0) + 1
        return Dues((Due(after.number, "again", str(again), event.at + timedelta(hours=1)),))
    word, _, rest = event.text.partition(" ")
    if event.kind is Kind.TEXT and word == "remind":
        return Dues(tuple(Due(after.number, "remind", s, event.at + timedelta(seconds=int(s))) for s in rest.split()))
    if event.kind is Kind.TEXT and word == "remind-again":
        return Dues((Due(after.number, "again", "1", event.at + timedelta(hours=1)),))
    return None


def render(person: Person, event: Incoming, reply: Reply) -> Sequence[bytes]:
    return [msgspec.json.encode(TEXTS.block(said, "en")) for said in reply]


def apology(person: Person, event: Incoming, error_id: str) -> bytes:
    return render(person, event, (Say((msg("internal-error", code="0"),)),))[0]


def echo_coach() -> Answering:
    return Answering(decide, lambda person, event: None, render, apology, dues)
