"""What differs by design between a room in the terminal and one on a platform, written out with its reasons. All else
must be the same: gathering.py.

The terminal whispers every answer in the room. Discord whispers what answers a command, a press or a form; a message
that mentions the bot is answered in the private chat. Telegram whispers nothing: what is a person's goes to the private
chat, what holds nothing of anybody stands before everybody. Buttons stand with their message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bot.clean import JOINT
from coach_core.commands.table import COMMANDS

ALL = "all"  # everybody in the room


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood somewhere: for whose eyes, its text, its buttons."""

    to: str
    text: str
    buttons: str = ""


class Heard(Enum):
    """Where something is said or pressed, which is where its answer can be."""

    ALONE = auto()  # in the private chat
    WHISPERED = auto()  # in the room, and the answer there is for the person's eyes only
    OPENLY = auto()  # in the room, before everybody


class Way(Enum):
    """How somebody says something in a room; bare words are there said to each other and not to the bot."""

    COMMAND = auto()  # picked, where it can be: Discord offers nothing in a server that is for the private chat alone
    SETS = auto()  # behind a mention; on Discord /log
    ANSWER = auto()  # to what was asked, where it was asked: the private chat; on Discord the form under the question
    WORDS = auto()  # behind a mention


WAYS: Mapping[str, Way] = {"12": Way.SETS, "60 kg for 8": Way.ANSWER}
TYPED = frozenset(command.name for command in COMMANDS if command.spoken)

SIGN = Shown(ALL, "👍")  # on what was said, where the answer is in the private chat
UNSIGNED = ("Only somebody who manages this room may do that, in the room itself.",)  # on a press: nothing was done
LED = Shown(  # who never pressed Start cannot be written to on Telegram; the link says Start
    ALL,
    "Hello, I am a strength coach. What you tell me stays between us, so let us begin in private.",
    "[Open our private chat]",
)
NOTHING_OF_A_PERSON = (  # beginnings of answers that Telegram gives before everybody
    "That one is only for our private chat",
    "No challenge runs here.",
    "Which kind of challenge?",
    "Scored: ",
    "Four weeks of hip thrusts. Scored: ",
    "When does it begin?",
    "The challenge stands.",
    "🏆 Points, until",
    "End Points now",
    "All right: Points goes on.",
    "Done: it is over.",
)
OPENLY: Mapping[str, tuple[str, ...]] = {
    "telegram": NOTHING_OF_A_PERSON,
    "discord": NOTHING_OF_A_PERSON[:1],  # said to a mention: both commands cannot be picked there
}
IN_WHISPERS: Mapping[str, str] = {  # on Discord: where nothing typed is heard, it is said how to say it
    "Did it otherwise? Just type it: 10 10 9": "Did it otherwise? Say it here: /log 10 10 9",
}
SHARE = "[Show it to everybody here]"  # Discord's own button under a whisper, as its forms are
LABELS: Mapping[str, Mapping[str, str]] = {
    "telegram": {},
    "discord": {"[Open our private chat]": "[Show me here]"},  # a press opens no chat there: its answer is whispered
}


def as_seen(to: str, text: str, buttons: str) -> Shown:
    """What stands on a platform, without what is not seen of it: a sign in names that makes no mention of them."""
    own = SHARE if to != ALL else ""
    return Shown(to, text.replace(JOINT, ""), buttons.removesuffix(own).rstrip())


def way_of(text: str) -> Way:
    """How a line of a dialog is said in a room."""
    word = text.removeprefix("/").partition(" ")[0]
    return Way.COMMAND if word in TYPED else WAYS.get(text, Way.WORDS)


def is_old_board(shown: Shown) -> bool:
    """Whether it is a board behind the newest one: without buttons."""
    return "🏆" in shown.text and not shown.buttons


def shown_there(platform: str, heard: Heard, shown: Iterable[Shown]) -> Iterator[Shown]:
    """What the terminal shows, as it stands on a platform."""
    for one in shown:
        if platform == "discord" and one.to == ALL and is_old_board(one):
            continue  # a name is taken out of as many of them as there were days: that none has it is looked at apart
        text, buttons = one.text, LABELS[platform].get(one.buttons, one.buttons)
        for typed, here in IN_WHISPERS.items() if heard is Heard.WHISPERED else ():
            text = text.replace(typed, here)
        openly = heard is Heard.OPENLY and text.startswith(OPENLY[platform])
        yield Shown(ALL if openly else one.to, text, buttons)
