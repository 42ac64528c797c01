"""Which messages of a platform one message of the outbox stands in: the platform's ids, written as one."""

from __future__ import annotations

from collections.abc import Sequence

FILES = "|"  # before the ids of messages that hold a file alone


def written(texts: Sequence[str], files: Sequence[str] = ()) -> str | None:
    """The ids of the parts of a text, and of its files: "7", "7 8", "7 8|9"; None for no text."""
    told = " ".join(texts)
    return (f"{told}{FILES}{' '.join(files)}" if files else told) or None


def parts(there: str) -> tuple[list[str], list[str]]:
    """The ids of the texts, and of the files."""
    texts, _, files = there.partition(FILES)
    return texts.split(), files.split()


def last(there: str) -> str:
    """The one with the end of the text, which has the buttons."""
    return parts(there)[0][-1]
