"""/reminders: everything that is sent unasked on one screen, each to be switched by a tap; only what was agreed to."""

from __future__ import annotations

from coach_core.commands.after import take
from coach_core.commands.coming import in_the_way, unsaid
from coach_core.commands.remind_said import asked
from coach_core.commands.reminder_times import chosen
from coach_core.commands.setup_screens import days_label
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, reminding_of
from coach_core.reminding.state import QUIET, WEEK_ON, Reminder
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """/reminders, "reminders off", "reminders quiet 21-8"."""
    words = call.words.strip()
    if not words or words.lower() == "me":
        return Outcome(call.person, (screen(call, call.person),))
    return chosen(call, words) or take(call, "reminders", words) or asked(call, words) or _unknown(call, words)


def _unknown(call: Call, words: str) -> Outcome:
    return Outcome(call.person, (Say((msg("reminders-unknown", words=words[:60]),)),))


def screen(call: Call, person: Person, *, replace: bool = False) -> Say:
    """What is on, what is off, when each comes, and what the quiet hours keep from coming."""
    settings, now = person.settings, reminding_of(person)
    lines = (
        msg("reminders-head"),
        *(_line(person, kind) for kind in Reminder),
        msg("reminders-zone", zone=settings.zone or "UTC"),
        _quiet(*(now.quiet or QUIET)),
        *(in_the_way(call, person) if is_on(person, Reminder.WORKOUT) and settings.days else ()),
        *unsaid(call, person),
    )
    return Say(lines, (*_switches(person), *_times(person)), anchor="reminders", replace=replace)


def _quiet(start: str, end: str) -> Msg:
    """The quiet hours; the same hour twice is none."""
    if start == end:
        return msg("time-set", what=msg("time-name-quiet"), value=msg("quiet-none"))
    return msg("reminders-quiet", start=start, end=end)


def _line(person: Person, kind: Reminder) -> Msg:
    name = msg(f"reminder-name-{kind}")
    return (
        msg("reminder-line-on", what=name, when=when(person, kind))
        if is_on(person, kind)
        else msg("reminder-line-off", what=name)
    )


def when(person: Person, kind: Reminder) -> Msg:
    """When a reminder comes, in words."""
    settings, now = person.settings, reminding_of(person)
    weekday, hour = now.week_on or WEEK_ON
    days = msg("not-set") if settings.days is None else days_label(",".join(str(d) for d in settings.days))
    at = msg("plain-text", text=settings.hour) if settings.hour else msg("not-set")
    effective = now.cutoff if now.cutoff and now.cutoff > (settings.hour or "") else None
    cutoff = msg("cutoff-at", at=effective) if effective else msg("cutoff-usual")
    return {
        Reminder.WORKOUT: msg("when-workout", days=days, hour=at),
        Reminder.LATE: msg("when-late", cutoff=cutoff),
        Reminder.UNFINISHED: msg("when-unfinished", n=now.silence),
        Reminder.MISSED: msg("when-missed"),
        Reminder.AWAY: msg("when-away"),
        Reminder.WEEK: msg("when-week", weekday=weekday, hour=hour),
        Reminder.MONTH: msg("when-month", day=now.month_on),
        Reminder.RESTDAY: msg("when-restday", hour=at),
        Reminder.REST: msg("when-rest", percent=now.share),
    }[kind]


def _switches(person: Person) -> tuple[tuple[Button, ...], ...]:
    buttons = [_switch(person, kind) for kind in Reminder]
    rows = tuple(tuple(buttons[k : k + 2]) for k in range(0, len(buttons), 2))
    if reminding_of(person).kinds:
        return (*rows, (Button("setup:reminders:no", msg("button-reminders-off")),))
    return ((Button("setup:reminders:yes", msg("button-reminders-yes")),), *rows)


def _switch(person: Person, kind: Reminder) -> Button:
    on = is_on(person, kind)
    name = msg(f"reminder-name-{kind}")
    label = msg("switch-on", what=name) if on else msg("switch-off", what=name)
    return Button(f"remind:set:{kind}:{'off' if on else 'on'}", label)


def _times(person: Person) -> tuple[tuple[Button, ...], ...]:
    return (
        tuple(Button(f"settings:{w}", msg(f"name-{w}")) for w in ("days", "hour", "timezone")),
        (
            Button("remind:time:late", msg("name-cutoff")),
            Button("remind:time:week", msg("name-week")),
            Button("remind:time:quiet", msg("name-quiet")),
        ),
    )
