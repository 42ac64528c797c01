"""The lines of a page, put as a message says them: one exercise after the other, each set with its own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.notation.clean import LIMIT
from coach_core.notation.items import WITH_A_POINT
from coach_core.notation.kinds import WEEKDAY
from coach_core.notation.lexicon import Lexicon
from coach_core.notation.page.heads import headed_lines
from coach_core.notation.page.labelled import labelled, with_scheme
from coach_core.notation.page.numbers import with_points
from coach_core.notation.page.rows import rows
from coach_core.notation.page.sums import without_plans, without_sums
from coach_core.notation.page.zipped import lacks_reps, uneven, zipped
from coach_core.values import dataclass

MOST_TITLES = 16  # names that are looked up: a longer page is none
_SIGNS = frozenset("|=(:@+/-")  # without them a line alone is no page


@dataclass(frozen=True, slots=True)
class Page:
    """``text``: as it is read. ``notes``: remarks that hold numbers and are none of its sets. ``doubt``: some of its
    loads have reps behind them and others have none."""

    text: str
    notes: Sequence[str] = ()
    doubt: bool = False


def laid_out(text: str, lexicon: Lexicon, language: str) -> Page:
    """A message as a page; of a long one what is not read stays as it is."""
    if len(text) > LIMIT:
        end = text.rfind("\n", 0, LIMIT)
        page = laid_out(text[:end], lexicon, language) if end > 0 else Page(text[:0])
        return replace(page, text=page.text + text[max(end, 0) :])
    if "," in text and "x" in text and lexicon.language(language) not in WITH_A_POINT:
        text = "\n".join(map(with_points, text.split("\n")))
    if "\n" not in text and _SIGNS.isdisjoint(text):
        return Page(text)
    lines, notes = without_plans(text.split("\n"))
    if len(lines) > 1:
        table = lexicon.table(language)

        known: dict[str, bool] = {}

        def is_lift(name: str) -> bool:
            if name not in known and len(known) < MOST_TITLES:
                known[name] = lexicon.exercise(name)[0] is not None
            return known.get(name, False)

        def is_day(word: str) -> bool:
            begun = table.get(word)
            return begun is not None and begun.alone is not None and begun.alone.number == WEEKDAY

        lines = headed_lines(lines, is_lift, is_day)
        lines = with_scheme(labelled(lines), is_lift)
    if "|" in text:
        lines, told = rows(lines)
        notes += told
    doubt = uneven(lines)
    lines, more = without_sums(zipped(lines))
    return Page("\n".join(lines), (*notes, *more), doubt or any(map(lacks_reps, lines)))
