"""One language, ready to speak: a Msg and its values to a text. Which language to speak is chosen in texts.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from bot.catalogs import Catalog
from bot.clean import inert
from bot.formats import Formats, written
from bot.rendered import Growing, Rendered
from bot.templates import Piece, Template, split_template
from coach_core.talk import Msg
from coach_core.training.weight import Weight

LOST = "There is no text for this yet. /help shows what I can do."
NOTHING = "nothing"  # the key that says nothing: gettext has no other way to write an empty text
DEEPEST = 8  # Msg inside of Msg: deeper is a mistake of ours and must not hang
BETWEEN: Mapping[str, str] = {"lines": "\n", "plus": " + ", "dots": " · ", "spaces": " "}
REMEMBERED = 4096  # texts
MANY = 100  # what the form is chosen by, where the count is not whole


class Language:
    """One language: its texts, its habits with numbers, and English behind it."""

    def __init__(self, catalog: Catalog, formats: Formats, fallback: Language | None = None) -> None:
        self.catalog = catalog
        self.formats = formats
        self.fallback = fallback
        self._found: dict[str, tuple[Language, Template]] = {}
        self._split: dict[tuple[str, int], Template] = {}  # of plurals, by their form
        self._names: dict[str, Rendered] = {}
        self._short: dict[object, Rendered] = {}  # a cache: labels, loads, reps are said all the time
        self._whole: dict[object, Rendered] = {}  # another one: a line of a workout is said set after set

    def render(self, said: Msg) -> Rendered:
        """The text of a message in this language, in English where it is missing here."""
        try:
            known = self._whole.get(key := key_of(said))
        except (TypeError, RecursionError):  # something stands in it that may change, or itself
            return self._filled(said, 0)
        if known is None:
            known = keep(self._whole, key, self._filled(said, 0))
        return known

    def lines(self, said: Iterable[Msg]) -> Rendered:
        """Several messages, each on its own line."""
        whole = Growing()
        for number, line in enumerate(said):
            if number:
                whole.add("\n")
            whole.add_rendered(self.render(line))
        return whole.done()

    def _say(self, whole: Growing, said: Msg, bold: bool, depth: int) -> None:
        """Put a message at the end of a text."""
        if nests(said.values):
            self._fill(whole, said, bold, depth)
        else:
            whole.add_rendered(self._remembered(said, depth), bold)

    def _remembered(self, said: Msg, depth: int) -> Rendered:
        """A message of plain values: labels, loads and reps are said all the time."""
        key = (said.key, *said.values, *said.values.values())
        known = self._short.get(key)
        if known is None:
            known = keep(self._short, key, self._filled(said, depth))
        return known

    def _filled(self, said: Msg, depth: int) -> Rendered:
        """The text of a message that is not remembered."""
        whole = Growing()
        self._fill(whole, said, False, depth)
        return whole.done()

    def _fill(self, whole: Growing, said: Msg, bold: bool, depth: int) -> None:
        """Put the template of a message at the end of a text, its values filled in."""
        found = self.find(said)
        if found is None:
            whole.add("" if said.key == NOTHING else LOST, bold)
            return
        owner, template = found
        for part in template:
            if isinstance(part, Piece):
                whole.add(part.text, bold or part.bold)
            else:
                owner._value(whole, said.values.get(part.name), part.spec, bold or part.bold, depth)

    def find(self, said: Msg) -> tuple[Language, Template] | None:
        """The template of a message and the language that has it."""
        found = self._found.get(said.key)
        if found is not None:
            return found
        text = self.catalog.texts.get(said.key)
        if text is None:
            return self.fallback.find(said) if self.fallback else None
        if isinstance(text, str):
            found = self._found[said.key] = (self, split_template(text))
            return found
        form = min(self.form(said.values.get("n")), len(text) - 1)
        if (said.key, form) not in self._split:
            self._split[said.key, form] = split_template(text[form])
        return self, self._split[said.key, form]

    def form(self, count: object) -> int:
        """Which plural form a count takes; 2.5 takes that of many."""
        whole = isinstance(count, int) or (isinstance(count, float) and count.is_integer())
        return self.catalog.plural(abs(int(str(count).split(".")[0])) if whole else MANY)

    def _value(self, whole: Growing, value: object, spec: str, bold: bool, depth: int) -> None:
        """Put a value at the end of a text as its spec says; messages inside of it are said in their turn."""
        if depth > DEEPEST:
            whole.add("…", bold)
        elif isinstance(value, Msg):
            self._say(whole, value, bold, depth + 1)
        elif isinstance(value, (tuple, list)) and (spec in OWN_SPECS or any(isinstance(v, Msg) for v in value)):
            inner, between = "" if spec in BETWEEN else spec, BETWEEN.get(spec, ", ")
            for number, one in enumerate(value):
                if number:
                    whole.add(between, bold)
                self._value(whole, one, inner, bold, depth + 1)
        elif spec == "exercise" and value is not None:
            whole.add_rendered(self.exercise(str(value), depth), bold)
        elif spec == "text" and value is not None:
            self._say(whole, Msg(str(value)), bold, depth + 1)
        elif spec == "name":
            whole.add_name(written(self.formats, value, spec), bold)
        else:
            whole.add(written(self.formats, value, spec), bold)

    def exercise(self, name: str, depth: int) -> Rendered:
        """The name of an exercise; one of the person's own is called as the person called it."""
        known = self._names.get(name)
        if known is not None:
            return known
        key = Msg(f"exercise-{name}")
        if self.find(key) is None:
            return Rendered(inert(written(self.formats, name.replace("_", " "), "")))
        self._names[name] = self._remembered(key, depth + 1)
        return self._names[name]


def keep(texts: dict[object, Rendered], key: object, text: Rendered) -> Rendered:
    """Remember a text; all are forgotten where they are too many."""
    if len(texts) >= REMEMBERED:
        texts.clear()
    texts[key] = text
    return text


def key_of(value: object) -> object:
    """All that a value says, however deep. Moments are equal on all clocks, but are written differently on each."""
    if value.__class__ is Msg:
        values = value.values
        if not values:
            return Msg, value.key
        keys = [v if v.__class__ in PLAIN else key_of(v) for v in values.values()]
        return (Msg, value.key, *values, *keys)
    if isinstance(value, tuple):
        return tuple([key_of(v) for v in value])
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def nests(values: Mapping[str, object]) -> bool:
    """Whether messages, several things or moments stand among the values: such a message is hardly said twice.

    Moments are equal on all clocks and are written differently on each, so that none may stand for another.
    """
    return not SEVERAL.isdisjoint(map(type, values.values()))


PLAIN = frozenset({str, int, float, bool, type(None), Decimal, Weight})  # as most values are
SEVERAL = frozenset({Msg, tuple, list, dict, set, datetime})
OWN_SPECS = frozenset({"", "exercise", "text", *BETWEEN})
