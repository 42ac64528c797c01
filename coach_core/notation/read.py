"""read(): what a message says. One pass from text to Reading; it never raises and never guesses in silence."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.notation.clauses import (
    Clause,
    clause,
    clauses,
    day_offset,
    is_about_money,
    is_question,
    lines,
    without_talk,
)
from coach_core.notation.clean import LIMIT, cut, scrub
from coach_core.notation.deeds import carry_out
from coach_core.notation.items import NOBODY, items
from coach_core.notation.lexicon import Lexicon
from coach_core.notation.message import Message
from coach_core.notation.reading import Open, Problem, Reading

NOWHERE = Open()
_WEIGHED = re.compile("u[:,]?n[kb]?(?:[,&(][^xpsS]*)?")  # "weight" with one number, and nothing of a set behind it


def read(text: str, lexicon: Lexicon, open: Open | None = None, language: str = "en") -> Reading:
    """What a message says, with ``open`` the exercise that bare numbers belong to (interfaces.md section 4).

    The words of all languages are known; those of ``language`` win. Text beyond ``LIMIT`` characters is not read: the
    rest of the reading holds and ``problem`` says so.
    """
    plain = scrub(text)
    message = Message(cut(plain), lexicon, open or NOWHERE)
    own = lexicon.own(message.open.names) if message.open.names else NOBODY
    for line in lines(items(message.text, lexicon, language, own)):
        _line(message, line)
    reading = message.reading()
    if len(plain) > LIMIT and reading.problem is None:
        return replace(reading, problem=Problem("text-limit", (("limit", str(LIMIT)),)))
    return reading


def _line(message: Message, line: Clause) -> None:
    """One line: what is no log left out, then clause by clause."""
    if is_question(line) or is_about_money(line) or message.text.startswith("=", line.span[0]):
        message.strange.append(message.slice(line.span))
        return
    line, talk = without_talk(line)
    line, days = day_offset(line)
    message.day_offset = min(message.day_offset, days)
    if _WEIGHED.fullmatch(line.letters):
        message.also = "body_weight"
        return
    line = clause([i for i in line.row if i.kind != "u"], asked=line.asked) if "u" in line.letters else line
    if talk is not None and not any(i.kind in "nKVUOZ" for i in line.row):
        return
    for piece in clauses(line):
        carry_out(message, piece)
