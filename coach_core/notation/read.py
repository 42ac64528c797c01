"""read(): what a message says. One pass from text to Reading; it never raises and never guesses in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from coach_core.knowledge.wellbeing import without_wellbeing
from coach_core.notation.absurd import absurd
from coach_core.notation.ages import without_ages
from coach_core.notation.beside import without_others
from coach_core.notation.clauses import (
    Clause,
    after_talk,
    behind_but,
    clause,
    clauses,
    day_offset,
    is_about_money,
    is_failed_rep,
    is_not_done,
    is_of_before,
    is_question,
    is_rating,
    is_still_to_do,
    lines,
    requested,
    without_interjection,
    without_talk,
)
from coach_core.notation.clean import LIMIT, RAW_LIMIT, cut, scrub
from coach_core.notation.columns import without_counts
from coach_core.notation.comments import with_comment
from coach_core.notation.deeds import carry_out
from coach_core.notation.diary import undated
from coach_core.notation.headed import headed
from coach_core.notation.initials import spelt_out
from coach_core.notation.items import NOBODY, items
from coach_core.notation.kinds import ACHIEVED, ALMOST, BUT, FELT_LIKE, LAUGH, MORNING, PULSE, REACHED, SUPERSET
from coach_core.notation.lexicon import Lexicon
from coach_core.notation.message import Message
from coach_core.notation.ordered import list_apart, set_first
from coach_core.notation.page.order import in_order
from coach_core.notation.page.sheet import laid_out
from coach_core.notation.reading import Intent, Open, Problem, Reading
from coach_core.notation.remarks import as_remark
from coach_core.notation.renaming import unit_apart
from coach_core.notation.repeating import once
from coach_core.notation.sought import Sought
from coach_core.notation.swapping import removed_and_put

NOWHERE = Open()
NO_SETS = (is_question, is_about_money, is_not_done, is_rating, is_still_to_do, is_of_before)
_OTHERS = frozenset((PULSE, REACHED, FELT_LIKE, ALMOST))
_BESIDES = frozenset("qwgKjXRMhc¤yYu")  # the letters of what is no log: a line without them is read at once
_MORNING = re.compile("j,?n[kb]|n[kb],?j(?:,[^n]*)?")  # "82.4 kg this morning"
_WEIGH = re.compile("M[:=,]?n[kb]?|n[kb]M")  # "I weigh 72 so 80 is heavy"
_ODD_WEIGHT = re.compile("(?=.*[jgh])[jghwf=,A]*n[kb]?[jghwf=,]*")  # "58.9 this morning": no bar weighs that
LEAST_PLATE = 25  # hundredths
MOST_ADDED = 500  # hundredths
_TO_EACH = re.compile(
    "n[kbp]A(?:S|as?)|⊕n[kbp]A?S"
)  # "add 1 rep to each": a change of sets that are stored, and no set
_OF_A_SET = frozenset("xEps")
_WEIGHED = re.compile(  # "weight" with one number, and nothing of a set behind it
    "u[:,]?n[kb]?(?:[,&(](?!n(?:[,/&]?n)*$)[^xpsS]*)?"
)


def read(text: str, lexicon: Lexicon, open: Open | None = None, language: str = "en") -> Reading:
    """What a message says, with ``open`` the exercise that bare numbers belong to (interfaces.md section 4).

    The words of all languages are known; those of ``language`` win. Text beyond ``LIMIT`` characters is not read: the
    rest of the reading holds and ``problem`` says so.
    """
    text = without_ages(text)
    reading = _read(text, lexicon, open, language)
    apart = None if _is_plain(reading) else without_wellbeing(text[:LIMIT])
    if apart is None:
        return reading
    again = _read(apart[0], lexicon, open, language)
    if not _is_plain(again) or (reading.entries and _sets(reading) != _sets(again)):
        return reading
    return replace(again, note=" · ".join(filter(None, (again.note, apart[1]))) or None)


def _is_plain(reading: Reading) -> bool:
    """Whether sets are told, and nothing has to be asked."""
    unknown = any(e.exercise is None and e.name is not None for e in reading.entries)
    return reading.intent is Intent.LOG and not reading.needs_confirmation and not unknown


def _sets(reading: Reading) -> list[object]:
    return [e.sets for e in reading.entries]


def _read(text: str, lexicon: Lexicon, open: Open | None, language: str) -> Reading:
    page = laid_out(scrub(headed(text[:RAW_LIMIT])), lexicon, language)
    plain = spelt_out(listed(undated(without_counts(page.text))))
    message = Message(cut(plain), lexicon, open or NOWHERE, Sought(lexicon))
    own = lexicon.own(message.open.names) if message.open.names else NOBODY
    row = items(message.text, lexicon, language, own)
    letters = "".join([i.kind for i in row])
    row = in_order(row, letters, named=message.open.exercise is not None) if letters.count("x") > 1 else row
    if said := {i.number for i in row if i.kind == "_"}:
        row = without_others(row) if not _OTHERS.isdisjoint(said) else row
        row, message.confirm = behind_but(row) if BUT in said else (row, False)
        message.confirm |= FELT_LIKE in said and [i.kind for i in row if i.kind != "_"] == ["n"]
        message.laughs, message.superset, message.achieved = LAUGH in said, SUPERSET in said, ACHIEVED in said
    for line in lines(row):
        _line(message, line)
    if message.deeds:
        message.keep(page.notes)
        message.confirm |= page.doubt or ("\n" in plain and any(map(_LEFT.search, message.strange)))
    reading = message.reading()
    if reading.problem is None and (problem := absurd(plain, message.open.unit)) is not None:
        return Reading(Intent.OTHER, problem=problem)
    if reading.intent is Intent.LOG and "@" in plain and _TOO_HARD.search(plain):
        return Reading(Intent.OTHER, problem=Problem("effort-limit"))
    if reading.intent is Intent.LOG and _is_oddly_written(plain):
        reading = replace(reading, needs_confirmation=True)
    if len(plain) > LIMIT and reading.problem is None:
        return replace(reading, problem=Problem("text-limit", (("limit", str(LIMIT)),)))
    return reading


def _without_dashes(text: str) -> str:
    """The text without the dashes of a list that has one before each of its lines."""
    undashed, many = _DASHED.subn("", text)
    return undashed if many > 1 and undashed.count("\n") == many - 1 else text


def _is_oddly_written(plain: str) -> bool:
    """Whether a number is written as hardly anybody means one: "01x001", "100.5.5x10"."""
    return ("0" in plain and _PADDED.search(plain) is not None) or (
        plain.count(".") > 1 and _DOTTED.search(plain) is not None
    )


def listed(text: str) -> str:
    """ "1. 40x12 2. 40x11" with each number on its own line, "Set 1 - 40x12" with a colon, chats without senders.

    "Did a set" is "did one set".
    """
    text = _A_SET.sub(r"\1one ", text)
    if "'s" in text:
        text = _TENS.sub("", text)  # "75's for 3x9"
    if "-" in text:
        text = _SET_DASH.sub(r"\1:", text)
        text = _without_dashes(text)
    if ":" in text or ">" in text:
        text = _GLUED.sub(r"\1: ", _SENT.sub("", text))
    if "1." not in text or not _FIRST.match(text):
        return text
    number, found = 2, re.search(r"\s(?=2\.\s)", text)
    while found is not None:
        text = f"{text[: found.start()]}\n{text[found.end() :]}"
        number += 1
        found = re.compile(rf"\s(?={number}\.\s)").search(text, found.end())
    return text


_TENS = re.compile(r"(?<=\d)'(?=s\b)")
_LEFT = re.compile(  # sets that nobody read: "Hang 60s, 45s"
    r"^[^\W\d][^\d\n]{2,60}\d+(?:[.,]\d+)?\s?(?:[x@]\s?\d|(?:s|sec|kg|lbs?|reps|кг)\b|[,/]\s?\d{1,3}(?![\d/]))"
)
_PADDED = re.compile(r"(?<![\w.,:/-])0+[1-9](?!\d*[:/])|[xX*]0+[1-9](?!\d*[:/])")
_DASHED = re.compile(r"(?m)^-(?=\s?\d)")
_SENT = re.compile(
    r"(?m)^\[?\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?(?:\]| -) [^:\n]{1,40}: "
    r"|^> ?[^\n]*$"
)  # who sent it and when, in a pasted chat; what was quoted
_TOO_HARD = re.compile(  # "37.5 kg x 12 @ 11"
    r"(?i)\d\s{0,3}(?:kg|lb)s?\s{0,3}[x×*]\s{0,3}\d{1,3}\s{0,3}@\s{0,3}1[1-5](?![\d.,]|\s{0,3}(?:kg|lb))"
)
_DOTTED = re.compile(r"(?<![\d.,])\d{1,4}\.\d{1,2}\.\d{1,2}\s{0,3}(?:kgs?|lbs?)?\s{0,3}[xX×*]")  # "100.5.5x10"
_FIRST = re.compile(r"\s{0,9}1\.\s\S")
_A_SET = re.compile(  # "did a set of 12" is one; behind a number, "12 a set", it is each of them
    r"(?i)^(\W{0,5}(?:(?:i|we|i['’]?ve|just|only|now|have|did|done|finished|completed|got|with)\s{1,3}){0,6})"
    r"a (?=set\b)"
)
_GLUED = re.compile(  # "set 2:80x10", "1:80x10": a number that counts the sets, and no time
    r"(?i)((?:\b(?:set|serie|série|satz|подход)\s{0,3}\d{1,2}(?=:\d))|(?<![\d:.,])\d{1,2}(?=:(?:[6-9]\d|\d{3})\s?[x*]))"
    r":"
)
_SET_DASH = re.compile(
    r"(?m)^(\s{0,9}(?:set|serie|série|satz|подход)\s{0,3}\d{1,2}\s{0,3})[-–—](?=\s{0,3}\d)", re.IGNORECASE
)


def _line(message: Message, line: Clause) -> None:
    """One line: what is no log left out, then clause by clause."""
    if "U" in line.letters and removed_and_put(message, line):
        return
    if _TO_EACH.fullmatch(line.letters) and next(i.number for i in line.row if i.kind == "n") <= MOST_ADDED:
        message.strange.append(message.slice(line.span))
        return
    if _BESIDES.isdisjoint(line.letters) and not line.asked and not message.text.startswith("=", line.span[0]):
        _clauses(message, line)
        return
    line = without_interjection(requested(line))
    if any(is_none(line) for is_none in NO_SETS) or message.text.startswith("=", line.span[0]):
        message.strange.append(message.slice(line.span))
        return
    if _MORNING.fullmatch(line.letters) and (MORNING, "j") in [(i.number, i.kind) for i in line.row]:
        message.also = "body_weight"
        return
    if _ODD_WEIGHT.fullmatch(line.letters) and next(i.number for i in line.row if i.kind == "n") % LEAST_PLATE:
        message.also = "body_weight"
        return
    if _WEIGH.search(line.letters) and _OF_A_SET.isdisjoint(line.letters):
        message.also = "body_weight"
        return
    message.asked |= line.asked
    if (told := after_talk(line)) is not None:
        line, message.confirm = told, True
    whole = line.letters
    line, talk = without_talk(line)
    message.confirm |= (
        talk is not None and line.letters.strip(",&") in ("O", "Z") and "nxn" in whole
    )  # "5x5 planned, done"
    line, days = day_offset(line)
    message.day_offset = min(message.day_offset, days)
    if _WEIGHED.fullmatch(line.letters):
        message.also = "body_weight"
        return
    if "u" in line.letters:
        message.confirm |= any(i.kind == "u" and i.glued for i in line.row)  # "9poids x 6": of which unit?
        line = clause([i for i in line.row if i.kind != "u"], asked=line.asked)
    if talk is not None and not any(i.kind in "nKVUOZ" for i in line.row):
        return
    _clauses(message, line)


def _clauses(message: Message, line: Clause) -> None:
    for whole in clauses(line):
        for piece in chain.from_iterable(map(list_apart, unit_apart(whole))):
            if is_failed_rep(piece):
                message.strange.append(message.slice(piece.span))
                continue
            carry_out(message, with_comment(once(message, as_remark(set_first(piece)))))
