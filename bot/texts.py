"""Msg and language to text blocks. Bold comes from the language files alone: values cannot make markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

from bot.catalogs import Catalog, load_catalog, typed_words
from bot.chart_words import in_words
from bot.clean import JOINT
from bot.formats import SPECS, Formats
from bot.language import OWN_SPECS, Language
from bot.languages import languages, typed_languages
from bot.named import who
from bot.rendered import NAME, Rendered
from coach_core.data.book import Words
from coach_core.picture import Picture
from coach_core.talk import Attachment, Button, Msg, Say

ENGLISH = "en"
REMEMBERED = 256  # wishes for languages
ONLY_IF_SET = ("live", "public", "react", "topic", "daily", "fresh", "hides", "secret")  # of a Say, by the same names
only_if_set = attrgetter(*ONLY_IF_SET)
NOT_SET = only_if_set(Say())
ALL_SPECS = OWN_SPECS | SPECS.keys()

Block = dict[str, Any]
"""One message without platform, fit for JSON: text, spans [[from, to, style]], buttons [[{id, label}]] in rows, data,
files [{name, mime, content}], anchor, replace; where they hold also public, react, reply_to, share, choose, who, and a
button's private and form."""


class Texts:
    """All languages, each loaded when it is first spoken. ``catalogs`` stand in for the files of locales/."""

    def __init__(self, catalogs: Mapping[str, Catalog] | None = None) -> None:
        self.languages = tuple(catalogs) if catalogs is not None else languages()
        self.typed = self.languages if catalogs is not None else typed_languages()
        self._spoken: dict[str, Language] = {}
        self._chosen: dict[tuple[str | None, ...], str] = {}
        self._catalogs = dict(catalogs or {})

    def render(self, said: Msg, language: str) -> Rendered:
        """The text of a message. A language that there is not is English."""
        return self.speak(language).render(said)

    def render_lines(self, lines: Iterable[Msg], language: str) -> Rendered:
        """Several messages, each on its own line."""
        return self.speak(language).lines(lines)

    def block(self, said: Say, language: str) -> Block:
        """One message of a reply as a neutral block."""
        spoken = self.speak(language)
        whole, speak = spoken.lines(said.lines), spoken.render
        block = empty_block(said)
        block["text"] = whole.text
        block["spans"] = [[s.start, s.end, s.style] for s in whole.spans if s.style != NAME]
        block["buttons"] = [[as_button(b, speak(b.label).text.replace(JOINT, "")) for b in row] for row in said.buttons]
        if said.named:
            block["who"] = who(said, spoken)
        if said.charts:
            block["files"] += [self._chart(chart, language) for chart in said.charts]
        for name, line in (("thread", said.thread), ("otherwise", said.otherwise)):
            if line is not None:
                block[name] = speak(line).text
        return block

    def _chart(self, chart: Picture, language: str) -> Mapping[str, object]:
        """A picture that is still to be drawn: everything in words and numbers (bot/charts.py)."""
        return {"name": chart.name, "mime": "image/png", "chart": in_words(chart, self.speak(language))}

    def blocks(self, reply: Iterable[Say], language: str) -> tuple[Block, ...]:
        """A whole reply."""
        return tuple(self.block(said, language) for said in reply)

    def choose(self, *wanted: str | None) -> str:
        """The first wanted language that there is ("es-MX" is "es"), else English."""
        found = self._chosen.get(wanted)
        if found is None:
            bases = (tag.replace("_", "-").split("-")[0].lower() for tag in wanted if tag)
            found = next((base for base in bases if base in self.languages), ENGLISH)
            if len(self._chosen) < REMEMBERED:
                self._chosen[wanted] = found
        return found

    def speak(self, language: str) -> Language:
        """A language, loaded. One that there is not is English."""
        known = language if language in self.languages else ENGLISH
        if known not in self._spoken:
            fallback = None if known == ENGLISH else self.speak(ENGLISH)
            self._spoken[known] = Language(self.catalog(known), Formats(known), fallback)
        return self._spoken[known]

    def catalog(self, language: str) -> Catalog:
        """The tables of a language."""
        if language not in self._catalogs:
            self._catalogs[language] = load_catalog(language)
        return self._catalogs[language]

    @cached_property
    def words(self) -> Words:
        """What people type in any language, for the lexicon."""
        return typed_words(self.catalog(language) for language in self.typed)


def empty_block(said: Say) -> Block:
    """A message before it is put into words."""
    block: Block = {
        "text": "",
        "spans": [],
        "buttons": [],
        "data": said.data,
        "files": [as_file(f) for f in said.files],
        "anchor": said.anchor,
        "replace": said.replace,
    }
    values = only_if_set(said)
    if values != NOT_SET:
        block.update({name: value for name, value in zip(ONLY_IF_SET, values, strict=True) if value})
    return block


def as_button(button: Button, label: str) -> Mapping[str, object]:
    """A button of a message as data."""
    data: dict[str, object] = {"id": button.id, "label": label}
    if button.private:
        data["private"] = True
    if button.form:
        data["form"] = True
    return data


def as_file(file: Attachment) -> Mapping[str, str]:
    """A file of a message as data."""
    return {"name": file.name, "mime": file.mime, "content": file.content}
