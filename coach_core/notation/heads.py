"""Lines that stand over sets: "Warm up sets", a name alone, a sentence that is neither. The sets are in telling.py."""

from __future__ import annotations

from coach_core.notation.clauses import Clause
from coach_core.notation.message import Message
from coach_core.notation.names import Part


def is_heading(message: Message, piece: Clause) -> bool:
    """Whether a line only says what kind of sets follow: "Warm up sets", "Working sets"."""
    kinds = set(piece.letters)
    if not kinds or not kinds <= set("WJs:") or not kinds & set("WJ") or piece.span[1] >= len(message.text):
        return False
    line_end = message.text.find("\n", piece.span[1])
    its_line = message.text[piece.span[1] : line_end if line_end > 0 else None]
    here = line_end > 0 and any(c.isdigit() for c in its_line)  # "warm-up. 40x10" and a line with other sets
    message.warm = 0 if "W" not in kinds else line_end if here else len(message.text)
    return True


def headed_by(message: Message, found: Part) -> None:
    """Gives the first sets after a line with a name that name; a stranger's is asked about."""
    head, message.heading = message.heading, None
    if head is None or found.named:
        message.strange += [head.name] if head and head.name else []
        return
    if head.name and _is_said(message, head):
        message.keep([head.name])
        return
    found.name, found.exercise, found.maybe, found.plain = head.name, head.exercise, head.maybe, head.plain
    found.loose = head.exercise is None and (head.loose or not head.plain)


def _is_said(message: Message, head: Part) -> bool:
    """Whether words that nobody knows are a sentence of their own, while an exercise is open: "back. 5 and 5"."""
    sign = message.text[(end := head.start + len(head.name or "")) : end + 1]
    return bool(message.open.exercise) and not (head.exercise or head.maybe) and sign in (".", "!")
