"""Answers that wait together: what is joined, what stays apart, and that nothing of it is lost or out of order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.merging import FEW, LONGEST, Letter, key, letters
from coach_core.store import Stored
from coach_core.urgency import Urgency

AT = datetime(2026, 11, 23, 18, tzinfo=UTC)
UNDO = [[{"id": "undo:1", "label": "Undo"}]]


def said(
    n: int, text: str = "", urgency: Urgency = Urgency.ANSWER, replaces: int | None = None, **more: object
) -> Stored:
    block = {"text": text or f"✓ set {n}", "spans": [[0, 1, "bold"]], "buttons": UNDO, "files": []}
    raw = json.dumps({**block, "data": {"logged": [n]}, **more}).encode()
    return Stored(1, n, n, "telegram", "7", None, replaces, None, raw, "pending", 0, AT, urgency=int(urgency))


def text_of(letter: Letter) -> str:
    return str(json.loads(letter.message.body)["text"])


def outed(found: Sequence[Letter]) -> list[int]:
    return [message.n for letter in found for message in letter.all]


def test_a_few_answers_are_sent_one_by_one() -> None:
    found = letters([said(n) for n in range(1, FEW + 1)])
    assert [len(letter.all) for letter in found] == [1] * FEW


def test_a_burst_gets_one_answer_with_the_last_buttons_and_all_marks() -> None:
    [letter] = letters([said(n, buttons=[[{"id": f"undo:{n}", "label": "Undo"}]]) for n in range(1, 21)])
    body = json.loads(letter.message.body)
    assert body["text"].split("\n") == [f"✓ set {n}" for n in range(1, 21)]
    assert body["buttons"][0][0]["id"] == "undo:20"
    assert [body["text"][start:end] for start, end, _ in body["spans"]] == ["✓"] * 20
    assert outed([letter]) == list(range(1, 21))


def test_the_same_words_are_said_once() -> None:
    [letter] = letters([said(n, "I did not understand that.", data={}, buttons=[]) for n in range(1, 9)])
    assert text_of(letter) == "I did not understand that."
    assert len(letter.all) == 8


def test_what_asks_warns_or_shows_stays_by_itself() -> None:
    plain = [said(n) for n in range(1, 7)]
    apart = [
        said(7, "Which?", data={"question": {"asks": "reps"}}),
        said(8, "Stop.", data={"safety": {"level": "R4"}}),
        said(9, "A picture", files=[{"name": "x.png"}]),
        said(10, "Today", urgency=Urgency.REMINDER),
        replace(said(11, "In the room"), room="-1", public=True),
    ]
    found = letters([*plain, *apart])
    assert [len(letter.all) for letter in found] == [6, 1, 1, 1, 1, 1]
    assert [text_of(letter) for letter in found[1:]] == ["Which?", "Stop.", "A picture", "Today", "In the room"]


def test_of_a_message_that_was_changed_only_the_newest_goes_in_its_place() -> None:
    chain = [
        replace(said(1, "card 1"), replaces_there="55", replaces=9),
        *(said(n, f"card {n}", replaces=n - 1) for n in (2, 3)),
    ]
    [letter] = letters(chain)
    assert text_of(letter) == "card 3"
    assert (letter.message.replaces_there, letter.message.replaces) == ("55", 9)
    assert outed([letter]) == [1, 2, 3]


def test_what_was_tried_together_goes_again_together() -> None:
    messages = [said(n) for n in range(1, 7)]
    [first] = letters(messages)
    tried = {key(messages[0]): tuple(key(m) for m in messages)}
    again = letters([*(replace(m, attempts=1) for m in messages), *(said(n) for n in range(7, 13))], tried)
    assert text_of(again[0]) == text_of(first)
    assert [len(letter.all) for letter in again] == [6, 6]


@given(st.lists(st.tuples(st.sampled_from(["log", "ask", "card", "remind"]), st.integers(1, 900)), max_size=60))
def test_nothing_is_lost_doubled_or_too_long(kinds: list[tuple[str, int]]) -> None:
    messages = []
    for n, (kind, length) in enumerate(kinds, 1):
        text = f"{n} " + "x" * length
        messages.append({
            "log": said(n, text), "ask": said(n, text, data={"question": {"asks": "reps"}}),
            "card": said(n, text, replaces=n - 1), "remind": said(n, text, urgency=Urgency.REMINDER),
        }[kind])  # fmt: skip
    found = letters(messages)
    assert sorted(outed(found)) == [m.n for m in messages]
    for letter in found:
        assert len(text_of(letter)) <= max(LONGEST, 910)
    logs = [m.n for m in messages if b'"logged"' in m.body and m.replaces is None and m.urgency == 0]
    assert [n for n in outed(found) if n in set(logs)] == logs, "in their order"
