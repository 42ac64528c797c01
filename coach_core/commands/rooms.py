"""What a room sees: at most one neutral line or sign, never anything of a person. Who may say what: rights.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.today import MISSED
from coach_core.commands.typed_here import with_form
from coach_core.knowledge.pausing import AGAIN, again_of
from coach_core.person import Person
from coach_core.rights import PARTS, may, may_part
from coach_core.talk import Button, Incoming, Kind, Msg, Reply, Role, Say, msg
from coach_core.turn import Call, Outcome

HEARD, SEEN = "👍", "👀"  # done; read, and it is no matter for a thumb

UNSIGNED = frozenset({"challenge-only-admins"})  # of a press: the room sees nothing of it, no sign either


def unheard(event: Incoming) -> Reply | None:
    """What is said to an event that nothing is stored of; None for one that is to be answered by a turn."""
    if not event.addressed:
        return ()
    return _line(msg("room-anonymous")) if event.role is Role.ANONYMOUS else None


def in_vain(event: Incoming) -> Msg | None:
    """Why nothing comes of a press on a button that only some may press; None where this person may."""
    command, _, rest = (event.button or "").partition(":")
    refused = command == "challenge" and not may_part(rest.partition(":")[0], event)
    return msg("challenge-only-admins") if refused else None


def leads(person: Person | None, event: Incoming) -> str | None:
    """The button in private that a press before everybody leads a stranger to; None where it is answered there."""
    command, _, rest = (event.button or "").partition(":")
    part = rest.partition(":")[0]
    if event.room is None or event.whispers or (person is not None and person.consent is not None):
        return None
    if command == "challenge" and (part in PARTS or part in ("", "how")):  # about the room alone
        return None
    return event.button if (command, part) == ("challenge", "join") else "start:"


def welcome() -> Say:
    """What is said when the coach is brought into a room, once."""
    return Say((msg("room-welcome"),), (_open("start:", "button-open-chat"),), public=True)


def shown_all() -> Say:
    """What is said where the coach is shown everything that people write to each other."""
    return Say((msg("room-shown-all"),), public=True)


def refused(call: Call, command: str) -> Outcome:
    """A command said where it may not be: it is for the private chat, or for rooms that the coach is in."""
    if call.event.guest and may(command, replace(call.event, guest=False)):
        return Outcome(call.person, (Say((msg("room-not-in"),)),))
    return _only_private(call)


def _only_private(call: Call) -> Outcome:
    """A command for the private chat, said elsewhere."""
    first = msg("room-only-private")
    if call.event.deaf:  # where a press opens no chat
        return Outcome(call.person, (Say((first, msg("room-way-there"))),))
    way = _open("start:", "button-open-chat")
    return Outcome(call.person, (Say((first,), (way,), public=not call.event.whispers),))


def placed(call: Call, outcome: Outcome) -> Outcome:
    """The answer to something said in a room. Where nothing can be whispered the person gets it in the private chat.

    Who never agreed to anything is asked there, not here; where that does not get through the room has one line with
    the way to it.
    """
    if call.event.whispers:
        return with_form(call, outcome) if call.event.deaf else outcome
    if not outcome.reply or any(said.public for said in outcome.reply):
        return outcome
    if call.event.kind is Kind.PRESS and all(line.key in UNSIGNED for said in outcome.reply for line in said.lines):
        return outcome if call.person.consent is not None else replace(outcome, reply=())
    if call.person.consent is None:
        return _first_met(call, outcome)
    return replace(outcome, reply=(*outcome.reply, _sign(call, again_of(outcome.reply))))


def unasked(call: Call) -> Call:
    """What a stranger says where nothing can be whispered answers nothing: they may not have seen what was asked."""
    question = call.person.question
    if call.event.whispers or call.person.consent is not None or question is None:
        return call
    return replace(call, person=replace(call.person, question=replace(question, asks="")))


def _first_met(call: Call, outcome: Outcome) -> Outcome:
    """A stranger: what they wrote is kept for the start, which begins in private. A press can only lead there."""
    after = outcome.person
    if call.event.kind is Kind.PRESS:
        way = replace(_invitation(after.wish), anchor="way", replace=True)  # however often that is pressed
        return Outcome(replace(call.person, wish=after.wish), (way,))
    if after.question is not None and not after.question.asks:
        after = replace(after, question=call.person.question)
    return replace(outcome, person=after, reply=(*outcome.reply, replace(_invitation(after.wish), react=HEARD)))


def flagged(call: Call, outcome: Outcome) -> Outcome:
    """A warning goes to the person alone; the room sees that something was heard. Who may not be reached there, a
    stranger or behind a closed chat, has what an emergency needs here, in words that repeat nothing.
    """
    if call.event.room is None or call.event.whispers or not outcome.reply:
        return outcome
    word = again_of(outcome.reply)
    if call.person.consent is not None:
        return replace(outcome, reply=(*outcome.reply, replace(_sign(call, word), react=SEEN)))
    line = _invitation(call.person.wish)
    return replace(outcome, reply=(*outcome.reply, replace(line, lines=(*_needed(word), *line.lines))))


def _invitation(wish: int | None) -> Say:
    """The way to the private chat; who wanted to join a challenge is in it when the start is over."""
    press = "start:" if wish is None else f"challenge:join:{wish}"
    return Say((msg("room-stranger"),), (_open(press, "button-open-chat"),), public=True)


def _sign(call: Call, word: str | None) -> Say:
    """A sign on the message; the line stands there instead where the private answer did not get through, and its button
    tells that answer.

    ``word``: of what a red flag was told with; then the line says what it needs as well.
    """
    press = f"today:{MISSED}:{call.person.turn}" + ("" if word is None else f":{word}")
    lines = (*_needed(word), msg("room-closed"))
    return Say(lines, (_open(press, "button-open-chat"),), public=True, react=HEARD if word is None else SEEN)


def _needed(word: str | None) -> tuple[Msg, ...]:
    """What a red flag needs at once, said before everybody: nothing of the person, no word of theirs."""
    if word is None:
        return ()
    return (AGAIN[word], msg("safety-emergency-why" if word == "urgent" else "safety-if-worse"))


def _open(press: str, label: str) -> tuple[Button, ...]:
    return (Button(press, msg(label), private=True),)


def _line(line: Msg) -> Reply:
    return (Say((line,), public=True),)
