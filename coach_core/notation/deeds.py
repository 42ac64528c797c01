"""Clauses that begin with a command word: done, skip, swap, undo, finish, same again. One function each, in a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from coach_core.notation.by_place import by_place
from coach_core.notation.clauses import Clause, Selected, selected
from coach_core.notation.correcting import correct, correct_each, correct_said
from coach_core.notation.doing import done
from coach_core.notation.kinds import DENIED, NOT_DONE, WITH_ITS_OBJECT
from coach_core.notation.message import Message
from coach_core.notation.ordered import (
    all_of_them,
    as_listed,
    behind_a_judgement,
    exchanged,
    is_denied,
    is_one_more,
    nth_to,
    numbered,
    of_before,
    without_denied,
)
from coach_core.notation.reading import Entry, Intent
from coach_core.notation.relative import relative
from coach_core.notation.renaming import what_it_was
from coach_core.notation.repeating import again
from coach_core.notation.swapping import instead, parts_of, swap
from coach_core.notation.telling import log
from coach_core.notation.which import a_minute, written_out

Handler = Callable[[Message, Clause], None]
_PLAIN = frozenset("IN<")  # behind a number, only these make a command or a correction
_STARRED = re.compile(r"[*](?=[0-9])(?<![*][*])")
FEW = 500  # hundredths: "2 more of the same"
MOST_REPS = 3000  # hundredths
MOST = 100  # what "undo 5000" and the like are cut to


def plain(message: Message, piece: Clause) -> None:
    """A clause without a command word: a correction if it begins like one, else a log."""
    if piece.letters.startswith("o") and not message.deeds and correct_each(message, piece):
        return
    head = None if piece.letters[:1] in "nE" else selected(piece)
    lift = head is None and piece.letters.startswith("E=")
    if lift:
        head = selected(piece.rest(1))
    again = _SAID_AGAIN.match(piece.letters) if "N" in piece.letters and not message.deeds else None
    if again and piece.row[again.start(1)].number != DENIED:  # "100x10 sorry 100x9"
        plain(message, Clause(piece.row[: again.start(1)], piece.letters[: again.start(1)], piece.asked))
        carry_out(message, piece.rest(again.start(1)))
        return
    if not message.deeds and (said := without_denied(piece)) is not None:
        head = said
    if head is not None and not head.no and (head.told or head.sure) and (felt := _FELT.match(head.rest.letters)):
        if head.told:  # "first set was easy, 12 at 100"
            _log_behind(message, piece, head.rest.rest(felt.end()))
        else:  # "that was brutal, 11"
            log(message, head.rest)
        return
    if head is None or not (head.told or head.sure):
        log(message, piece)
        return
    if head.label is not None and is_one_more(message, head):
        log(message, head.label)
        return
    if (listed := as_listed(message, head)) is not None:
        log(message, listed)
        return
    if not lift and (new := behind_a_judgement(message, head)) is not None:
        _log_behind(message, piece, new)
        return
    if lift:
        head = head.with_row((piece.row[0], *head.rest.row))
    if message.deeds and correct_said(message, head):
        return
    if message.deeds or not correct(message, head):
        log(message, head.label if head.label and head.told and not head.sure and not lift else piece)


def _log_behind(message: Message, piece: Clause, new: Clause) -> None:
    """Reads a new set behind a remark, which is kept: "last set was hard, 40x12"."""
    deeds = len(message.deeds)
    log(message, new)
    if len(message.deeds) > deeds:
        message.keep([message.slice((piece.span[0], new.span[0])).strip(" ,:;.-")])


def no(message: Message, piece: Clause) -> None:
    """ "no, 90": a correction; "no problem" is none; "oops, undo"."""
    if set(piece.letters) <= {"N", ","} and not message.day_offset:
        behind = bool(message.deeds) and message.deeds[-1].intent is Intent.CORRECT  # "in pounds, sorry"
        if behind or message.text[piece.span[1] :].strip(" .,!"):
            return
    if is_denied(piece) and not message.deeds and (denied := _DENIED.match(piece.letters)):
        if denied.end() == len(piece.letters):
            message.strange.append(message.slice(piece.span))
        else:  # "not 90, 100"
            correct(message, Selected("last", True, True, piece.rest(denied.end()), no=True))
        return
    if _NO_SCHEME.fullmatch(piece.letters) and all(i.number <= MOST_REPS for i in piece.row if i.kind == "n"):
        message.strange.append(message.slice(piece.span))  # "no 3x10 today"
        return
    if (nth := nth_to(message, piece)) is not None:
        correct(message, nth)
        return
    if _NOT_SO_MANY.fullmatch(piece.letters) and message.deeds and message.deeds[-1].intent is Intent.CORRECT:
        return  # "last set was 11, not 10"
    deed = re.match("N+,*(?=[URK])", piece.letters)
    if deed:
        carry_out(message, piece.rest(deed.end()))
        return
    plain(message, piece)


def skip(message: Message, piece: Clause) -> None:
    """ "skip step-ups and curls"; "skip today" is the whole workout."""
    rest = piece.rest(1)
    undone = piece.row[0].number == NOT_DONE and re.match("[^,E]*n", rest.letters)
    if undone or re.match("c|n[kb]?x", rest.letters):  # "didn't do 110x8"
        message.strange.append(message.slice(piece.span))
        return
    if (nth := _NTH.match(rest.letters)) is not None:  # "skipped the first, then 50x10"
        message.strange.append(message.slice((piece.span[0], rest.rest(nth.end() - 1).span[0])).strip(" ,"))
        carry_out(message, rest.rest(nth.end()))
        return
    told = _TOLD.search(rest.letters)
    if told is not None:  # "skip rdl and do 40x12"
        carry_out(message, Clause(piece.row[: told.start() + 1], piece.letters[: told.start() + 1], piece.asked))
        carry_out(message, rest.rest(told.end()))
        return
    if {"X", "j"} & set(rest.letters) and "E" not in rest.letters:
        message.also = "workout"
    parts = parts_of(message, rest)
    message.add(Intent.SKIP, tuple(Entry(p.exercise, p.name) for p in parts if p.named))
    message.maybe = message.maybe or next((p.maybe for p in parts), ())
    for one in parts:
        if one.counts:
            message.strange.append(message.slice(rest.span))


def undo(message: Message, piece: Clause) -> None:
    """ "undo", "undo 2", "delete the last two". What names something else is no undo."""
    rest = piece.rest(1)
    if "X" in rest.letters and not set("wE") & set(rest.letters):
        message.also = "delete_workout"
        return
    if not message.deeds and (value := _INSTEAD.fullmatch(rest.letters)):  # "scratch that, it was 9 reps"
        message.confirm |= "=" not in value[1]
        correct(message, Selected("last", True, True, rest.rest(value.end(1)), no=True))
        return
    told = _A_SET.search(rest.letters)
    if told is not None and not rest.letters[: told.start()].strip(",&"):  # "undo and 42.5x12"
        message.add(Intent.UNDO)
        message.count = 1
        message.confirm |= told.start() == 0
        if told.start() > 0:
            log(message, rest.rest(told.start()))
        return
    bare = piece.row[0].number == WITH_ITS_OBJECT and not rest.letters
    if bare or set("wEfgO") & set(rest.letters):
        message.strange.append(message.slice(piece.span))
        return
    numbered = re.search("sn|o", rest.letters)
    number = next((i.number // 100 for i in rest.row if i.kind == "n"), 1)
    message.add(Intent.UNDO)
    message.count = 1 if numbered else max(1, min(MOST, number))
    message.confirm |= numbered is not None or ("a" in rest.letters and number == 1)


def finish(message: Message, piece: Clause) -> None:
    """ "finish", "that's it". With an exercise or numbers it is only that which is finished."""
    if re.search("[Enc]", piece.letters):
        done(message, piece)
        return
    if piece.asked:
        message.strange.append(message.slice(piece.span))
        return
    message.add(Intent.FINISH)


def same_weight(message: Message, piece: Clause) -> None:
    """ "same weight, one more rep"; with reps of its own a log."""
    if not relative(message, piece):
        plain(message, piece)


HANDLERS: Mapping[str, Handler] = {
    "K": skip,
    "V": swap,
    "U": undo,
    "O": done,
    "Z": finish,
    "R": again,
    "≈": same_weight,
    "N": no,
}


_INSTEAD = re.compile("([,&]*[=N]+[,:]*|[,&]+(?=n[kbp]?(?:Nn[kbp]?)?$))A?n[kbp]?(?:Nn[kbp]?|An[kb]?)?")
_FELT = re.compile("[wf]+,(?=.*n)")

_NTH = re.compile("(?:os?|sn)[,&]+(?=n)")
_TOLD = re.compile("[,&]+(?=[^,&]*[nc])")  # where sets begin behind a name
_A_SET = re.compile("n[kb]?xn|n[kb](?=[,&]?n)|np")
_SAID_AGAIN = re.compile("n[kb]?xn[kbp]?(?:,n)*,?(N+),?(?=n[kb]?xn)")
_ALL_AND_HOW = re.compile("an?s,(?=z?[=:]?(?:en|in|ni|nv|vn|L|T)$)z?[=:]?")
_NOT_SO_MANY = re.compile("N=?n[kbps]?")
_DENIED = re.compile("N=?n[kbps]?(?:xn[kbps]?)?(?:[,w&=N]*(?=n)|$)")
_NO_SCHEME = re.compile("Nnxnp?[xw]*")
_COMMANDS = frozenset("KVUOZNRI≈")  # a clause without them, that begins with a name or a word, only tells
_WHAT_IT_WAS = frozenset("Ekb")
_VERB_LAST = re.compile("N*E(?:[&,]+E)*j?K|[zan]*s?U|ExEV")  # as in German and Russian
_NOT_THESE = re.compile("N+,?E(?:[&,]+E)*j?")
_MORE_SETS = re.compile("n(?:s?<?s?x?R|<s|s<)")
_VERBS = HANDLERS.keys() - {"N"}


def carry_out(message: Message, piece: Clause) -> None:
    """Reads one clause into the message."""
    if message.open.seconds is not None and piece.letters[:1] == "m":
        piece = a_minute(piece)
    if not message.deeds and not message.open.stored and not of_before(message, piece):
        piece = written_out(piece, message.open.sets, timed=message.open.seconds is not None) or piece
    if by_place(message, piece):
        return
    first = piece.letters[:1]
    if not _WHAT_IT_WAS.isdisjoint(piece.letters) and what_it_was(message, piece):
        return
    if not message.deeds and not piece.asked and (head := numbered(piece)) is not None:
        correct(message, head)
    elif first == "n" and _PLAIN.isdisjoint(piece.letters) and piece.letters != "nx":
        log(message, piece)
    elif first not in "nxa" and _COMMANDS.isdisjoint(piece.letters):
        plain(message, piece)
    elif first == "I" and not message.deeds and re.fullmatch("In[kbp]?,?[=O]?n[kbp]?", piece.letters):
        at = piece.letters.rindex("n")
        correct(message, Selected("last", True, True, piece.rest(at), no=True))
    elif "I" in piece.letters[1:]:
        instead(message, piece)
    elif first in "NV" and not message.deeds and (new := exchanged(piece)) is not None:
        correct(message, Selected("last", True, True, new, no=True))
    elif first in _VERBS:
        HANDLERS[first](message, piece)
    elif _VERB_LAST.fullmatch(piece.letters):
        last = Clause((piece.row[-1], *piece.row[:-1]), piece.letters[-1] + piece.letters[:-1], piece.asked)
        HANDLERS[last.letters[0]](message, last)
    elif _NOT_THESE.fullmatch(piece.letters):
        skip(message, piece.rest(piece.letters.index("E") - 1))
    elif re.match("N,?E", piece.letters) and not re.search("[nc]", piece.letters):
        swap(message, piece)
    elif first in HANDLERS:
        HANDLERS[first](message, piece)
    else:
        _by_shape(message, piece)


def _by_shape(message: Message, piece: Clause) -> None:
    """Reads a clause that begins with a sign, a number or a name, and is told by all of its letters."""
    starred = piece.letters[0] == "x" and len(piece.row) > 2 and _STARRED.match(message.text, piece.span[0])
    if starred and not message.deeds:
        correct(message, Selected("last", True, True, piece.rest(1), no=True))
    elif _MORE_SETS.fullmatch(piece.letters) and piece.row[0].number <= FEW:
        message.add(Intent.REPEAT)
        message.count = max(1, min(MOST, piece.row[0].number // 100))
    elif re.fullmatch("n[kbp]{0,2}N", piece.letters) and not message.deeds:
        no(message, Clause((piece.row[-1], *piece.row[:-1]), "N" + piece.letters[:-1], piece.asked))
    elif piece.letters in ("xn", "nx") and "*" in message.slice(piece.span) and not message.deeds:
        row = tuple(i for i in piece.row if i.kind == "n")
        correct(message, Selected("last", True, True, Clause(row, "n"), no=True))
    elif (told := _ALL_AND_HOW.match(piece.letters)) and not piece.asked:  # "did all my sets, last was rpe 9"
        row = (piece.row[0]._replace(kind="O"), *piece.row[told.end() :])
        done(message, Clause(row, "".join(i.kind for i in row), piece.asked))
    elif all_of_them(message, piece):
        message.add(Intent.DONE)
    elif re.fullmatch("[ES&,a]+O", piece.letters):
        done(message, Clause((piece.row[-1], *piece.row[:-1]), "O" + piece.letters[:-1], piece.asked))
    else:
        plain(message, piece)
