"""Words whose meaning hangs on their neighbours: "bar", "had", "more", "left". Phrases: phrasing.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k
from coach_core.notation.phrasing import plainer

if TYPE_CHECKING:
    from coach_core.notation.items import Item

_HANGING = frozenset(">!lr§tgj(≈<JW½aø¶↓Bs/o¸Hñ:uR")
_BEGIN = ("x", "k", "b")
_MORE = re.compile(  # two numbers in a row, what it felt like, and what else begins a phrase
    "nn|[f`]|xn_?p?,|xE|A_?x|[kb]n(?=[,;w_]|$)|Exn|^__p_*F|@_?n[kb]?(?:,|_?x)|,_?np|n-_?n_?x|z_+n|vn_"
)
_NOT_SO_MANY = re.compile("(?:^|;|(?<=[nkbp]))[,&_]*(ñ)(?=_*n(?![^;]*S))")
_SECOND = re.compile("(?<![nc])t(?=[_,s]*[=:]?[_,]*n)|(?<=n)t(?=:_*n)")  # "second 9": the set, not the time
_S2 = re.compile("(?:^|(?<=[,;]))_*(?P<s>t)(?=n[:_,]*[nc])")  # "s2 12": the set
_SIDES = "_*[,+&⊕]+_*n(?:_*x_*n)?[kbt]?_*S"  # "+ 2x15 each side"
_ON_IT = "_*[+⊕]_*n[kb]?_*(?:x|$)"  # "+ 20 x 12"
_RULES = (  # the letters it is about, what stands there, what it becomes, and of which variant of its meaning
    (
        frozenset("!"),
        re.compile(rf"!(?!_*x_*n)(?!nxn,_*n_*[kb]?_*x)(?!{_SIDES})(?!{_ON_IT})(?:(?!nxn)|(?<=[^,;]!))"),
        "_",
        k.ONLY_A_BAR,
    ),
    (frozenset("§"), re.compile("§(?<!n§)(?<!n[\"'tdkbm]§)(?!:?n)"), k.WORD, 0),
    (frozenset(">"), re.compile(">(?!_*np?<)"), "_", 0),
    (frozenset("J"), re.compile("(?<=n)J(?=_*[xA@])|(?<=n_)J(?=_*[xA@])"), "s", 0),
    (frozenset("<"), re.compile("(?<=[kb])<(?=_*n[kb]?_*x)|(?<![kb])<(?=_*n)"), ",", k.PLUS),
    (frozenset("<"), re.compile("(?<=s)<(?=_*x)"), "_", 0),  # "2 sets more of 10"
    (frozenset("<"), re.compile("(?<=s)<(?=_*x)"), "_", k.PLUS),
    (frozenset("g"), re.compile("g(?!.*j)"), "_", k.BEFORE),
    (frozenset("j"), re.compile("(?<=j)=(?=_*nxn)|(?<=j_)=(?=_*nxn)"), "_", 0),
    (frozenset("g"), re.compile("g(?=[_,:-]*E|[_w]{0,12}:_*E)"), "_", k.WEEKDAY),
    (frozenset("E"), re.compile("(?<=[pstn])x(?=E)"), "_", k.OF),  # "10 reps de squat"
    (frozenset("¶"), re.compile("¶(?=_*=_*n)"), "ø", 0),  # "rest were 10"
    (frozenset("ø"), re.compile("ø(?=_*[:=x]?_*n_*[mt'\"])"), "¶", 0),  # "the rest 2 min"
    (frozenset("↓"), re.compile("↓(?=_*[zo])"), "¬", 0),  # "all less the last one"
    (frozenset("lr"), re.compile("l(?=_*w)|(?<![np])r(?=_*w)|(?<=w)[lr](?![:=]?_*n)"), k.WORD, 0),
)


_REMARK = re.compile(r"(?<=n)_*\((?=[^()]*w[^()]*w)(?=[^()]*n)(?![^()]*nxn)[^()]*\)")  # numbers in it are no sets


def _denied(row: list[Item], letters: str) -> list[Item]:
    """ "9 pas 10": a word that denies only the number behind it; elsewhere it is any word."""
    found = {m.start(1) for m in _NOT_SO_MANY.finditer(letters)}
    return [i._replace(kind="N", number=k.DENIED) if at in found else i for at, i in enumerate(row)]


def in_context(row: list[Item], letters: str) -> tuple[list[Item], str]:
    """The items, and their letters, with those that mean nothing where they stand as words, or as nothing."""
    plain = _HANGING.isdisjoint(letters) and letters[-1:] != "x" and "x;" not in letters
    if plain and letters[:1] not in _BEGIN and letters.count("x") < 2 and not _MORE.search(letters):
        return row, letters
    if "(" in letters and (remark := _REMARK.search(letters)):
        first, last = row[remark.start()], row[remark.end() - 1]
        row[remark.start() : remark.end()] = [first._replace(kind="f", end=last.end)]
        letters = "".join([i.kind for i in row])
    if "≈" in letters and "n" not in letters:  # "same weight" and nothing else is all the same
        row = [i._replace(kind="R") if i.kind == "≈" else i for i in row]
        letters = letters.replace("≈", "R")
    for m in _S2.finditer(letters) if "t" in letters else ():
        if row[m.end()].glued and row[m.start("s")].end == row[m.end()].start:
            row[m.start("s")] = row[m.start("s")]._replace(kind="s")
            letters = "".join([i.kind for i in row])
    for m in _SECOND.finditer(letters) if "t" in letters else ():
        item = row[m.start()]
        if item.end - item.start > len("sec") and (
            letters[m.start() - 1] != "n" or item.end - item.start == len("second")
        ):
            row[m.start()] = item._replace(kind="o", number=2)
            letters = letters[: m.start()] + "o" + letters[m.end() :]
    if "ñ" in letters:
        row = [i._replace(kind=k.WORD) if i.kind == "ñ" else i for i in _denied(row, letters)]
        letters = "".join([i.kind for i in row])
    row, letters = plainer(row, letters)
    for own, pattern, kind, variant in _RULES:
        if own.isdisjoint(letters):
            continue
        for m in pattern.finditer(letters):
            item = row[m.start()]
            side_of_a_number = item.glued and letters[m.start() - 1 : m.start()] == "n"
            if item.number == variant and not side_of_a_number:
                row[m.start()] = item._replace(kind=kind, number=k.PLUS if variant == k.PLUS else 0)
        letters = "".join([i.kind for i in row])
    return row, letters
