"""The tables of challenges. All others are in tables.py."""

from __future__ import annotations

from sqlalchemy import Index

from coach_core.store.columns import added, of_person, one_of, table, text, whole

challenge = table(
    "challenge",
    whole("number"),  # that of its host, a person who only speaks for it
    text("platform"),
    text("room"),
    text("kind"),
    text("stage"),
    whole("starts_at"),
    whole("ends_at"),
    whole("drawn"),  # how often its board was drawn, and when last
    whole("drawn_at"),
    whole("cheers"),
    text("doc"),  # JSON of the rest
    key=("number",),
    small=True,
)
Index(None, challenge.c.platform, challenge.c.room, challenge.c.stage)
entry = table(  # who is on the board of a challenge, with which score in thousandths; kept up by their turns
    "entry",
    of_person(),
    whole("challenge"),
    text("name"),
    whole("team", null=True),
    whole("joined_at"),
    whole("score"),
    whole("sessions"),
    whole("streak"),
    whole("improved", null=True),
    whole("steady"),
    whole("comeback"),
    whole("at_end"),  # the score if a pause went on to the end
    whole("before"),  # the score a week ago
    whole("cheered"),  # the last day on which the person cheered, as the number of days
    text("shared", null=True),  # the lift of a record that the person let the others see
    text("look", null=True),  # what the eye tells their names apart by
    added("steady_end", 0),  # as at_end is to score
    added("streak_end", 0),
    key=("challenge", "person"),
    small=True,
)
Index(None, entry.c.person)
Index(None, entry.c.challenge, entry.c.score)
Index(None, entry.c.challenge, entry.c.look)
doubt = table(  # sets beyond what is usual, and what an admin said to them
    "doubt",
    of_person(),
    whole("challenge"),
    text("id"),
    text("exercise"),
    text("said"),
    one_of("said", "waiting", "counts", "refused"),
    key=("challenge", "person", "id"),
    small=True,
)
Index(None, doubt.c.person)
named = table(  # which messages that stand in a room name whom
    "named",
    of_person(),
    whole("challenge"),
    whole("other"),  # whose message in the outbox it is, and its number there
    whole("n"),
    whole("mark"),  # the number under which the message names the person: they may be joined to another one since
    whole("hiding"),  # 1: the person has left, and what stands there is on its way to be changed
    key=("person", "other", "n", "challenge", "mark"),
    small=True,
)
Index(None, named.c.other, named.c.n)
