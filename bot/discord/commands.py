"""The slash commands as Discord wants them told, from the coach's own list; what is offered while one is typed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import combining, normalize

import discord

from bot.shell import Shell
from coach_core.rights import NOBODY, RIGHTS, Place
from coach_core.talk import msg

NOTE = "commands"  # under which it is remembered what was told last
ABOUT, OFFERED, LONGEST = 100, 25, 100
NAME = re.compile(r"[-_'\w]{1,32}")
WORDS: Mapping[str, str] = {  # commands that take words, and what kind of words: no others can be written behind one
    "log": "sets",
    "why": "exercise",
    "swap": "exercise",
    "skip": "exercise",
    "how": "exercise",
    "timezone": "city",
    "challenge": "part",
    "link": "code",
    "today": "words",
    "done": "words",
    "undo": "words",
    "history": "words",
    "program": "words",
    "move": "words",
    "form": "words",
    "evidence": "words",
    "reminders": "words",
    "rest": "words",
    "language": "words",
    "settings": "words",
    "pain": "words",
}
OFFERING = frozenset({"exercise", "part"})  # kinds of words that are offered while they are typed
STRING = 3
IN_SERVER, IN_BOT_DM, ELSEWHERE = 0, 1, 2
BY_SERVER, BY_USER = 0, 1

Json = dict[str, Any]


def commands_of(shell: Shell) -> list[Json]:
    """All commands, in every language, each where it may be used."""
    about = {language: dict(shell.commands(language)) for language in shell.languages}
    first = shell.languages[0]
    return [command_of(shell, name, {lang: about[lang][name] for lang in about}) for name in about[first]]


def command_of(shell: Shell, name: str, about: Mapping[str, str]) -> Json:
    """One command."""
    told = {language: text for language, text in about.items() if language != shell.languages[0]}
    command: Json = {
        "name": name,
        "type": 1,
        "description": brief(about[shell.languages[0]]),
        "name_localizations": everywhere({lang: said for lang in told if (said := word(shell, name, lang))}),
        "description_localizations": everywhere({lang: brief(text) for lang, text in told.items()}),
        **places_of(name),
    }
    if name in WORDS:
        command["options"] = [option_of(shell, WORDS[name])]
    return command


def option_of(shell: Shell, kind: str) -> Json:
    """The words that a command takes."""
    first, *others = shell.languages
    names = {lang: shell.say(msg(f"option-{kind}"), lang).text for lang in others}
    about = {lang: brief(shell.say(msg(f"option-{kind}-about"), lang).text) for lang in others}
    return {
        "type": STRING,
        "name": kind,
        "description": brief(shell.say(msg(f"option-{kind}-about"), first).text),
        "name_localizations": everywhere(names),
        "description_localizations": everywhere(about),
        "required": False,
        "autocomplete": kind in OFFERING,
    }


def places_of(name: str) -> Json:
    """Where a command may be used, by the table of rights: in servers, in the private chat, brought along elsewhere."""
    rights = RIGHTS[name]
    guest = rights[Place.GUEST] is not NOBODY
    places = [*([IN_SERVER] if rights[Place.ROOM] is not NOBODY else []), IN_BOT_DM, *([ELSEWHERE] if guest else [])]
    alone = rights[Place.ROOM] is NOBODY
    return {"contexts": places, "integration_types": [BY_SERVER, BY_USER] if guest or alone else [BY_SERVER]}


def everywhere(texts: Mapping[str, str]) -> Mapping[str, str]:
    """A text by every name that Discord has for its language (es is es-ES and es-419)."""
    return {locale.value: text for lang, text in texts.items() for locale in discord.Locale if of(locale) == lang}


def of(locale: discord.Locale) -> str:
    """The language of a locale."""
    return locale.value.partition("-")[0]


def word(shell: Shell, command: str, language: str) -> str | None:
    """The command's name in a language: the first of the words that people type for it which can be one."""
    typed = shell.texts.catalog(language).words.get(f"command-{command}", ())
    return next((form.lower() for form in typed if NAME.fullmatch(form)), None)


def brief(text: str) -> str:
    """A description that fits, cut between words."""
    if len(text) <= ABOUT:
        return text
    return text[: ABOUT - 1].rpartition(" ")[0].rstrip(",;: ") + " …"


def mark_of(commands: Sequence[Json]) -> str:
    """What changes whenever the commands do."""
    return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()


def offered(shell: Shell, data: Mapping[str, Any], language: str) -> list[discord.app_commands.Choice[str]]:
    """What fits to the word that is being typed: what begins so first, then what has it inside."""
    focused: Json = next((o for o in data.get("options") or () if o.get("focused")), {})
    typed = folded(str(focused.get("value", "")))
    if focused.get("name") not in OFFERING:
        return []
    names = shell.exercises(language) if focused.get("name") == "exercise" else shell.parts(language)
    fitting = [name for name in names if all(word in folded(name) for word in typed.split())]
    ranked = sorted(fitting, key=lambda name: (not folded(name).startswith(typed), name))
    return [discord.app_commands.Choice(name=name[:LONGEST], value=name[:LONGEST]) for name in ranked[:OFFERED]]


def folded(text: str) -> str:
    """A text as it is looked for: whatever its accents, capitals and blanks."""
    bare = (letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
    return " ".join("".join(bare).split())
