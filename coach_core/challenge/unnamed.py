"""A rendered message without somebody's name: in its text, its data and its pictures. Nothing is sent here.

``who`` of a message says whom it names: ``names`` by number, ``marks`` where ([number, from, to, whether the words in
``left`` stand there instead]).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

WHO = b'"who":'
Block = dict[str, Any]


def names_of(block: Block) -> frozenset[int]:
    """Whom a message names."""
    return frozenset(int(number) for number in block.get("who", {}).get("names", ()))


def unnamed(block: Block, number: int) -> Block:
    """The message with this person's places told as those of somebody who left, and none of their numbers."""
    if number not in names_of(block):
        return block
    who = block["who"]
    name, left = who["names"][str(number)], who["left"]
    rest = {**who, "names": {other: called for other, called in who["names"].items() if other != str(number)}}
    told = {**block, "who": rest, "data": _data(block["data"], name)}
    told["files"] = [_file(file, name, left) for file in block["files"]]
    told["buttons"] = [row for row in block["buttons"] if not any(is_of(button, name) for button in row)]
    for mark in sorted((m for m in who["marks"] if m[0] == number), key=lambda m: -m[1]):
        told = _cut(told, mark[1], mark[2], left if mark[3] else "")
    return told


def is_of(button: Block, name: str) -> bool:
    """Whether it is to choose somebody: its id ends with the name."""
    return str(button["id"]).startswith("challenge:pick:") and str(button["id"]).endswith(f":{name}")


def _cut(block: Block, start: int, end: int, words: str) -> Block:
    """The message with other words in a stretch of its text; lines of praise in its pictures say the same."""
    text = block["text"]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    line, now = text[first:last], text[first:start] + words + text[end:last]
    marks = [
        [who, *moved, keep]
        for who, a, b, keep in block["who"]["marks"]
        if not (start <= a and b <= end)
        for moved in _moved([(a, b)], start, end, len(words))
    ]
    spans = [[a, b, style] for s, e, style in block["spans"] for a, b in _moved([(s, e)], start, end, len(words))]
    return {
        **block, "text": text[:start] + words + text[end:], "spans": spans, "who": {**block["who"], "marks": marks},
        "files": [_praise(file, line, now) for file in block["files"]],
    }  # fmt: skip


def _moved(spans: Iterable[tuple[int, int]], start: int, end: int, words: int) -> Iterator[list[int]]:
    """Stretches of a text once another one has other words in it; what lay inside of that is gone."""
    for a, b in spans:
        a, b = _place(a, start, end, words), _place(b, start, end, words)
        if a < b:
            yield [a, b]


def _place(at: int, start: int, end: int, words: int) -> int:
    if at <= start:
        return at
    return at + words - (end - start) if at >= end else start + words


def _data(data: Block, name: str) -> Block:
    """The data of a board without their row."""
    if "board" not in data:
        return data
    rows = [row for row in data["board"]["rows"] if row["name"] != name]
    return {**data, "board": {**data["board"], "rows": rows}}


def _file(file: Block, name: str, left: str) -> Block:
    """A picture with their place as that of somebody, and no bar."""
    chart = file.get("chart")
    if chart is None or "places" not in chart:
        return file
    return {**file, "chart": {**chart, "places": list(_places(chart["places"], name, left))}}


def _places(places: Sequence[Block], name: str, left: str) -> Iterator[Block]:
    """The others first, on each rank: what is said of a step stands with the first on it."""
    for place in sorted(places, key=lambda p: (p["rank"], p["name"] == name)):
        yield {**place, "name": left, "value": 0, "before": 0, "said": ""} if place["name"] == name else place


def _praise(file: Block, line: str, now: str) -> Block:
    chart = file.get("chart")
    if chart is None or line not in chart.get("lines", ()):
        return file
    return {**file, "chart": {**chart, "lines": [now if told == line else told for told in chart["lines"]]}}
