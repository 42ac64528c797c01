"""One language, ready to speak: a Msg and its values to a text. Which language to speak is chosen in texts.py."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalogs import Catalog
from bot.formats import Formats, written
from bot.rendered import Growing, Rendered, joined
from bot.templates import Piece, Template, split_template
from coach_core.talk import Msg

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
        self._split: dict[tuple[str, int], Template] = {}
        self._names: dict[str, Rendered] = {}
        self._short: dict[tuple[object, ...], Rendered] = {}  # a cache: labels, loads, reps are said all the time

    def render(self, said: Msg, depth: int = 0) -> Rendered:
        """The text of a message in this language, in English where it is missing here."""
        key = (said.key, *said.values.values())
        try:
            known = self._short.get(key)
        except TypeError:  # messages inside of it: they are remembered themselves
            return self._render(said, depth)
        if known is None:
            known = self._render(said, depth)
            if len(self._short) >= REMEMBERED:
                self._short.clear()
            self._short[key] = known
        return known

    def _render(self, said: Msg, depth: int) -> Rendered:
        found = self.find(said)
        if found is None:
            return Rendered("" if said.key == NOTHING else LOST)
        owner, template = found
        values = said.values
        parts = [
            (p.shown if isinstance(p, Piece) else owner.value(values.get(p.name), p.spec, depth), p.bold)
            for p in template
        ]
        if not any(bold or part.spans for part, bold in parts):  # most texts have nothing set apart
            return Rendered("".join([part.text for part, _ in parts]))
        whole = Growing()
        for part, bold in parts:
            whole.add_rendered(part, bold)
        return whole.done()

    def find(self, said: Msg) -> tuple[Language, Template] | None:
        """The template of a message and the language that has it."""
        text = self.catalog.texts.get(said.key)
        if text is None:
            return self.fallback.find(said) if self.fallback else None
        form = 0 if isinstance(text, str) else min(self.form(said.values.get("n")), len(text) - 1)
        if (said.key, form) not in self._split:
            self._split[said.key, form] = split_template(text if isinstance(text, str) else text[form])
        return self, self._split[said.key, form]

    def form(self, count: object) -> int:
        """Which plural form a count takes; 2.5 takes that of many."""
        whole = isinstance(count, int) or (isinstance(count, float) and count.is_integer())
        return self.catalog.plural(abs(int(str(count).split(".")[0])) if whole else MANY)

    def value(self, value: object, spec: str, depth: int) -> Rendered:
        """A value as its spec says; messages inside of values are rendered in their turn."""
        if depth > DEEPEST:
            return Rendered("…")
        if isinstance(value, Msg):
            return self.render(value, depth + 1)
        if isinstance(value, (tuple, list)) and (spec in OWN_SPECS or any(isinstance(v, Msg) for v in value)):
            inner = "" if spec in BETWEEN else spec
            return joined([self.value(v, inner, depth + 1) for v in value], BETWEEN.get(spec, ", "))
        if spec == "exercise" and value is not None:
            return self.exercise(str(value), depth)
        if spec == "text" and value is not None:
            return self.render(Msg(str(value)), depth + 1)
        return Rendered(written(self.formats, value, spec))

    def exercise(self, name: str, depth: int) -> Rendered:
        """The name of an exercise; one of the person's own is called as the person called it."""
        known = self._names.get(name)
        if known is not None:
            return known
        key = Msg(f"exercise-{name}")
        if self.find(key) is None:
            return Rendered(written(self.formats, name.replace("_", " "), ""))
        self._names[name] = self.render(key, depth + 1)
        return self._names[name]


OWN_SPECS = frozenset({"", "exercise", "text", *BETWEEN})
